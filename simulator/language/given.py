"""What a case gives: columns written beside the rule, one value or a list each, or rows one by one.

A column's type is told by its values unless it is declared; without ids the rows are 0001, 0002 …
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from types import MappingProxyType

import numpy as np

from simulator.exact import Exact
from simulator.expression import Column, Data
from simulator.glossary.keys import CHINESE_KEYS
from simulator.glossary.shapes import MAPPING, SCALAR
from simulator.language.context import MISSING, Context, Missing
from simulator.language.draws import figure_as_written, type_of_figures
from simulator.language.scalars import flag, quantity
from simulator.model.document import ListNode, MappingNode, Node, Scalar
from simulator.model.kinds import Quantity
from simulator.model.table import ColumnType, Table, table
from simulator.money import LARGEST_FEN
from simulator.problems import FindingError

ID_KEYS = ("id", CHINESE_KEYS["id"])
SHORTEST_NUMBER = 4
WITH_NOUGHT = ("money", "share")
WRITTEN_AS: Mapping[str, tuple[str, ...]] = MappingProxyType({"share": ("share", "bare"), "date": ("date",)})
Cells = Mapping[str, tuple[Scalar, ...]]
Types = Mapping[str, ColumnType]


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """The rows of a case: the declared or told type of every column, the table, and the ids as written.

    `key` is the name that the ids were given under, or None when they are numbers.
    """

    types: Types
    table: Table
    order: tuple[str, ...]
    key: str | None


def read_given(node: MappingNode, declared: Types, population: str, context: Context) -> Given | Missing:
    """Return the rows that columns make: each a single value or a list, all of one length.

    A single value beside lists stands in every row. What is wrong is reported (C702, C704–C706, S219, S221).
    """
    lists = {entry.written: _cells(entry.value, context) for entry in node.entries}
    if any(isinstance(cells, Missing) for cells in lists.values()):
        return MISSING
    columns = {name: cells for name, cells in lists.items() if not isinstance(cells, Missing)}
    single = {entry.written for entry in node.entries if isinstance(entry.value, Scalar)}
    count = max((len(cells) for name, cells in columns.items() if name not in single), default=1)
    odd = [name for name, cells in columns.items() if name not in single and len(cells) != count]
    for name in odd:
        place = next(entry.place for entry in node.entries if entry.written == name)
        context.report(place, "C702", column=name, count=len(columns[name]), due=count)
    if odd:
        return MISSING
    whole = {name: cells * count if name in single else cells for name, cells in columns.items()}
    return _given(whole, count, declared, population, context)


def read_rows(node: ListNode, declared: Types, population: str, context: Context) -> Given | Missing:
    """Return the rows written one by one, each a mapping with every column; faults as in `read_given`."""
    if not node.items:
        return context.report(node.place, "S214", key="[]", where=context.where)
    rows = [item for item in node.items if isinstance(item, MappingNode)]
    if len(rows) < len(node.items):
        odd = next(item for item in node.items if not isinstance(item, MappingNode))
        return context.wrong_form(odd, MAPPING)
    names = tuple(dict.fromkeys(entry.written for row in rows for entry in row.entries))
    gaps = [(row, name) for row in rows for name in names if not _cell(row, name)]
    for row, name in gaps:
        context.report(row.place, "C704", column=name)
    if gaps:
        return MISSING
    columns = {name: tuple(cell for row in rows for cell in _cell(row, name)) for name in names}
    return _given(columns, len(rows), declared, population, context)


def _cell(row: MappingNode, name: str) -> tuple[Scalar, ...]:
    found = next((entry.value for entry in row.entries if entry.written == name), None)
    return (found,) if isinstance(found, Scalar) else ()


def _cells(node: Node, context: Context) -> tuple[Scalar, ...] | Missing:
    items = node.items if isinstance(node, ListNode) else (node,)
    if not items:
        return context.report(node.place, "S214", key="[]", where=context.where)
    scalars = tuple(item for item in items if isinstance(item, Scalar))
    if len(scalars) < len(items):
        odd = next(item for item in items if not isinstance(item, Scalar))
        return context.wrong_form(odd, SCALAR)
    return scalars


def _given(columns: Cells, count: int, declared: Types, population: str, context: Context) -> Given | Missing:
    key = next((name for name in ID_KEYS if name in columns), None)
    ids = _ids(columns[key], context) if key else _numbers(count)
    read = {
        name: _column(name, cells, declared.get(name), context)
        for name, cells in columns.items()
        if name != key
    }
    bad = any(isinstance(each, Missing) for each in read.values())
    if isinstance(ids, Missing) or bad:
        return MISSING
    good = {name: each for name, each in read.items() if not isinstance(each, Missing)}
    made = table(population, ids, {name: column for name, (_, column) in good.items()})
    return Given({name: kind for name, (kind, _) in good.items()}, made, ids, key)


def _numbers(count: int) -> tuple[str, ...]:
    digits = max(SHORTEST_NUMBER, len(str(count)))
    return tuple(str(number).zfill(digits) for number in range(1, count + 1))


def _ids(cells: tuple[Scalar, ...], context: Context) -> tuple[str, ...] | Missing:
    texts = tuple(cell.text for cell in cells)
    repeated = [cell for index, cell in enumerate(cells) if cell.text in texts[:index]]
    for cell in repeated:
        context.report(cell.place, "C705", id=cell.text)
    return MISSING if repeated else texts


# ── a column ───────────────────────────────────────────────────────────────────────────────────────


def _column(
    name: str, cells: tuple[Scalar, ...], declared: ColumnType | None, context: Context
) -> tuple[ColumnType, Column] | Missing:
    kind = declared or _told(cells, context)
    if isinstance(kind, Missing):
        return MISSING
    values = [_value(name, cell, kind, context) for cell in cells]
    if any(isinstance(value, Missing) for value in values):
        return MISSING
    return kind, Column(kind.type, _BUILDERS.get(kind.type.kind, _exact)(values))


def _told(cells: tuple[Scalar, ...], context: Context) -> ColumnType | Missing:
    """Return the type that the values tell; a bare 0 goes with any amount."""
    figures = tuple(figure_as_written(cell.text) for cell in cells)
    telling = tuple(each for each in figures if each.kind != "bare" or each.value) or figures
    odd = next((cell for cell, each in zip(cells, figures, strict=True) if not _goes(each, telling[0])), None)
    if odd is not None:
        return context.report(odd.place, "S219", text=odd.text, other=telling[0].text)
    told = type_of_figures(telling)
    if told is None:
        return context.refuse(cells[0], FindingError("S221", text=cells[0].text))
    return told


def _goes(each: Quantity, first: Quantity) -> bool:
    return each.kind == first.kind or (each.kind == "bare" and not each.value and first.kind in WITH_NOUGHT)


def _value(
    name: str, cell: Scalar, kind: ColumnType, context: Context
) -> Fraction | bool | str | int | Missing:
    try:
        return _READERS.get(kind.type.kind, _plain)(cell.text, kind)
    except FindingError:
        return context.report(cell.place, "C706", column=name, text=cell.text)


def _money(text: str, kind: ColumnType) -> Fraction:
    fen = quantity(text, kind.unit).as_money()
    if fen.denominator != 1 or abs(fen) > LARGEST_FEN:
        raise FindingError("M104" if fen.denominator == 1 else "M102", text=text)
    return fen


def _plain(text: str, kind: ColumnType) -> Fraction:
    found = quantity(text)
    if found.kind not in WRITTEN_AS.get(kind.type.kind, ("bare",)):
        raise FindingError("M302", text=text)
    if kind.type.kind == "count" and found.value.denominator != 1:
        raise FindingError("M301", text=text)
    return found.value


def _category(text: str, kind: ColumnType) -> int:
    if text not in kind.type.categories:
        raise FindingError("M302", text=text)
    return kind.type.categories.index(text)


_READERS: Mapping[str, Callable[[str, ColumnType], Fraction | bool | str | int]] = MappingProxyType(
    {
        "money": _money,
        "yes_no": lambda text, _: flag(text),
        "category": _category,
        "text": lambda text, _: text,
    }
)


def _exact(values: Sequence[object]) -> Data:
    fractions = [each for each in values if isinstance(each, Fraction)]
    common = lcm(*(each.denominator for each in fractions))
    return Exact(Exact.of([int(each * common) for each in fractions]).numerator, common)


_BUILDERS: Mapping[str, Callable[[Sequence[object]], Data]] = MappingProxyType(
    {
        "yes_no": lambda values: np.array(values, dtype=np.bool_),
        "category": lambda values: np.array(values, dtype=np.int64),
        "text": lambda values: np.array(values, dtype=object),
    }
)
