"""Checks of steps that look a value up: each case a value of its column, none left out, each cell fit."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from simulator.expression import Expression, Type
from simulator.glossary.keys import canonical_word
from simulator.language.checks.inside import Found, every_step, type_of
from simulator.language.checks.written import entry_named
from simulator.language.columns import is_of_type
from simulator.language.read import Reading
from simulator.language.scalars import FLAGS, in_words, nearest, quantity
from simulator.model.document import MappingNode, Node
from simulator.model.kinds import Cell, Quantity
from simulator.model.table import ColumnType
from simulator.money import parse_rate
from simulator.problems import FindingError, Place, Problem, problem
from simulator.rules.lookup import Choose, Table

Words = tuple[str, ...]
# kinds of columns whose values cannot all be listed, so that a table of them needs a rest
LISTED = ("category", "yes_no")


def tables(reading: Reading) -> Iterator[Problem]:
    """A table nested unlike its columns, with a word or a cell that does not fit, or a value left out."""
    for found, step in every_step(reading, Table):
        deep = tuple(cell for cell in step.values if len(cell.words) != len(step.of))
        yield from (_nested(found, cell, len(step.of)) for cell in deep)
        yield from _misfits(found, step)
        if not deep:
            yield from _table_words(reading, found, step)


def choices(reading: Reading) -> Iterator[Problem]:
    """A case that is no value of its column, and a value without a case where there is no rest."""
    for found, step in every_step(reading, Choose):
        paths = tuple((case.name,) for case in step.cases)
        yield from _words(reading, found, "cases", (step.column,), paths)
        if not step.rest:
            yield from _uncovered(reading, found, (step.column,), paths)


# ── the shape and the cells of a table ─────────────────────────────────────────────────────────────


def _nested(found: Found, cell: Cell, columns: int) -> Problem:
    place = _place(found, "values", cell.words)
    return problem(place, "S369", cell=" → ".join(cell.words), depth=len(cell.words), columns=columns)


def _misfits(found: Found, step: Table) -> Iterator[Problem]:
    for cell in step.values:
        yield from _misfit(cell.value, _value_place(found, cell.words), found.wanted)
    if step.rest is not None:
        yield from _misfit(step.rest, found.placed.place_of("rest"), found.wanted)


def _misfit(value: Quantity, place: Place, wanted: str) -> Iterator[Problem]:
    try:
        _FITTING[wanted](value)
    except FindingError as error:
        yield error.at(place)


def _money(value: Quantity) -> None:
    if value.as_money() < 0:
        raise FindingError("S207", text=value.text)


def _share(value: Quantity) -> None:
    parse_rate(value.text)


def _number(value: Quantity) -> None:
    value.as_count()


_FITTING: Mapping[str, Callable[[Quantity], None]] = MappingProxyType(
    {"money": _money, "share": _share, "number": _number}
)


def _table_words(reading: Reading, found: Found, step: Table) -> Iterator[Problem]:
    paths = tuple(cell.words for cell in step.values)
    yield from _words(reading, found, "values", step.of, paths)
    if step.rest is None:
        yield from _uncovered(reading, found, step.of, paths)


# ── values of columns ──────────────────────────────────────────────────────────────────────────────


def _words(
    reading: Reading, found: Found, field: str, columns: tuple[Expression, ...], paths: tuple[Words, ...]
) -> Iterator[Problem]:
    """Yield each word that is no value of its column, or that says the same as one before it."""
    for depth, column in enumerate(columns):
        kind = type_of(reading, found.programme, column)
        if kind is not None:
            starts = tuple(dict.fromkeys(path[: depth + 1] for path in paths))
            yield from (
                _stranger(found, field, path, column, kind) for path in starts if not _fits(path[-1], kind)
            )
            meant = [(path[:-1], _meaning(path[-1], kind)) for path in starts]
            yield from (
                problem(_place(found, field, path), "S372", word=path[-1])
                for position, path in enumerate(starts)
                if meant[position] in meant[:position]
            )


def _stranger(found: Found, field: str, path: Words, column: Expression, kind: Type) -> Problem:
    place, word = _place(found, field, path), path[-1]
    if kind.kind not in LISTED:
        return problem(place, "S371", word=word, column=column.text)
    values = _values(kind)
    near = nearest(word, values)
    return problem(place, "S367", word=word, column=column.text, nearest=near, values=_listed(word, kind))


def _listed(word: str, kind: Type) -> str:
    return in_words(word, _values(kind)) if kind.kind == "yes_no" else ", ".join(kind.categories)


def _fits(word: str, kind: Type) -> bool:
    # an expression takes no bare number for money, so that a table cannot either
    bare_money = kind.kind == "money" and quantity(word).kind != "money"
    return kind.kind not in _TESTED or (is_of_type(word, ColumnType(kind)) and not bare_money)


_TESTED = ("money", "count", "number", "share", "yes_no", "date", "text", "category")


def _meaning(word: str, kind: Type) -> object:
    """Return what a word says, so that 是 and yes, or 1 and 1.0, are one value."""
    if kind.kind == "yes_no":
        return FLAGS.get(canonical_word(word), word)
    if kind.kind in ("count", "number") and _fits(word, kind):
        return Fraction(word)
    return word


def _values(kind: Type) -> Words:
    return ("yes", "no") if kind.kind == "yes_no" else kind.categories


def _uncovered(
    reading: Reading, found: Found, columns: tuple[Expression, ...], paths: tuple[Words, ...]
) -> Iterator[Problem]:
    kinds = [type_of(reading, found.programme, column) for column in columns]
    known = [kind for kind in kinds if kind is not None]
    if len(known) < len(columns):
        return
    open_ended = [column.text for column, kind in zip(columns, known, strict=True) if kind.kind not in LISTED]
    if open_ended:
        yield problem(found.placed.place, "S373", word=found.placed.step.word, column=open_ended[0])
        return
    missing = next(_missing(tuple(known), paths), None)
    if missing is not None:
        left = " → ".join(missing)
        yield problem(found.placed.place, "S368", word=found.placed.step.word, missing=left)


def _missing(kinds: tuple[Type, ...], paths: tuple[Words, ...]) -> Iterator[Words]:
    """Yield the ways through the declared values that no cell stands at the end of."""
    if not kinds:
        return
    for value in _values(kinds[0]):
        meant = _meaning(value, kinds[0])
        below = tuple(path[1:] for path in paths if _meaning(path[0], kinds[0]) == meant)
        if not below:
            yield (value,)
        yield from ((value, *rest) for rest in _missing(kinds[1:], below) if below)


# ── where it is written ────────────────────────────────────────────────────────────────────────────


def _place(found: Found, field: str, words: Words) -> Place:
    """Return where the last of these words is written, or the nearest thing to it."""
    place, node = found.placed.place_of(field), found.placed.setting(field)
    for word in words:
        entry = entry_named(node, word)
        if entry is None:
            break
        place, node = entry.place, entry.value
    return place


def _value_place(found: Found, words: Words) -> Place:
    node: Node | None = found.placed.setting("values")
    for word in words:
        entry = entry_named(node, word)
        node = None if entry is None else entry.value
    return _place(found, "values", words) if node is None or isinstance(node, MappingNode) else node.place
