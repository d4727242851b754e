"""A typed tree over columns: exact whole-column operations; a guard spares the rows it rules out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from simulator.exact import AnyInts, Exact, Flags
from simulator.expression.checking import Typed, elaborate
from simulator.expression.tree import Expression
from simulator.expression.values import Column, Data, Kind, Type
from simulator.glossary import Word
from simulator.money import LARGEST, IntColumn
from simulator.problems import FindingError

EPOCH = date(1970, 1, 1).toordinal()
Compare = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows under evaluation: all of them, or those a guard on the left has let through."""

    text: str
    columns: Mapping[str, Column]
    count: int
    chosen: npt.NDArray[np.intp] | None = None

    def of(self, column: Column) -> Data:
        """Return a column's values on these rows; a constant stays one value."""
        if self.chosen is None or len(column) == 1:
            return column.data
        return _taken(column.data, self.chosen)

    def where(self, flags: Flags) -> "_Rows":
        """Return the rows among these where the flag holds."""
        chosen = np.flatnonzero(flags)
        kept = chosen if self.chosen is None else self.chosen[chosen]
        return replace(self, count=len(kept), chosen=kept)

    def number(self, row: int) -> int:
        """Return the row's place in the whole column, from 0."""
        return row if self.chosen is None else int(self.chosen[row])


def evaluate(expression: Expression, columns: Mapping[str, Column], rows: int) -> Column:
    """Return the value on each of the rows, exactly; constants of length 1 stand for every row.

    In `a and b` and `a or b` the right side is computed only on the rows the left leaves open, so
    `revenue > 0元 and profit / revenue > 5%` divides by no zero. Raises FindingError with the first fault
    of `check`, or E401 (division by zero; fact `row` counts from 0), and ValueError when a column has
    another length.

    >>> from simulator.expression import parse
    >>> rent = Column(Type("money"), Exact.of([90_000, 300_000]))
    >>> evaluate(parse("max(rent - 1000元, 0) * 50%"), {"rent": rent}, 2).data.round().tolist()
    [0, 100000]
    """
    for name, column in columns.items():
        if len(column) not in (1, rows):
            raise ValueError(f"column {name!r} has {len(column)} rows, not {rows}")
    typed, findings = elaborate(expression, {name: column.type for name, column in columns.items()})
    if findings or typed is None:
        raise findings[0].error()
    data = _value(typed, _Rows(expression.text, columns, rows))
    return Column(typed.type, expanded(data, rows))


def value_of(typed: Typed, text: str, columns: Mapping[str, Column], rows: int) -> Data:
    """Return a checked part of an expression on each of the rows; raises FindingError E401, E402."""
    return expanded(_value(typed, _Rows(text, columns, rows)), rows)


def row_name(row: int) -> Word:
    """Return what a row (counted from 0) is called where nothing is known of whose it is.

    >>> row_name(2).en
    'row 3'
    """
    return Word(f"第 {row + 1} 行", f"row {row + 1}")


def constant(kind: Type, value: Fraction | bool | str | int) -> Column:
    """Return one value as a column of length 1, which stands for every row.

    >>> len(constant(Type("share"), Fraction(1, 2)))
    1
    """
    return Column(kind, _single(kind.kind, value))


def expanded(data: Data, rows: int) -> Data:
    """Return a column with a constant repeated on every row."""
    if len(data) == rows:
        return data
    return _taken(data, np.zeros(rows, dtype=np.intp))


def _taken(data: Data, rows: npt.NDArray[np.intp]) -> Data:
    return data.take(rows) if isinstance(data, Exact) else data[rows]


def _single(kind: Kind, value: Fraction | bool | str | int) -> Data:
    if kind == "yes_no":
        return np.array([value], dtype=np.bool_)
    if kind == "category":
        return np.array([value], dtype=np.int64)
    if kind == "text":
        return np.array([value], dtype=np.object_)
    return Exact.constant(Fraction(value), 1)


def _value(typed: Typed, rows: _Rows) -> Data:
    if typed.action == "constant":
        return _single(typed.type.kind, typed.value)
    if typed.action == "column":
        return rows.of(rows.columns[str(typed.value)])
    if typed.action in _GUARDED:
        return _guarded(typed, rows)
    operands = tuple(_value(each, rows) for each in typed.operands)
    if typed.action in _DIVISIONS:
        return _divided(typed, cast("tuple[Exact, Exact]", operands), rows)
    return _ACTIONS[typed.action](*operands)


# ── conditions ─────────────────────────────────────────────────────────────────────────────────────

# what decides the answer at once, and how two answers join
_GUARDED: Mapping[str, tuple[bool, Callable[[Flags, Flags], Flags]]] = MappingProxyType(
    {"and": (False, np.logical_and), "or": (True, np.logical_or)}
)


def _guarded(typed: Typed, rows: _Rows) -> Flags:
    """Return `and` or `or`, from the left: a part that may fail sees only the rows still undecided."""
    decided, join = _GUARDED[typed.action]
    flags = _flags(typed.operands[0], rows)
    for part in typed.operands[1:]:
        undecided = flags != decided
        if may_fail(part):
            flags = flags.copy()
            flags[undecided] = _flags(part, rows.where(undecided))
        else:
            flags = join(flags, _flags(part, rows))
    return flags


def _flags(typed: Typed, rows: _Rows) -> Flags:
    return cast("Flags", expanded(_value(typed, rows), rows.count))


def may_fail(typed: Typed) -> bool:
    """Return whether a part divides by a column, so that a row may have no value."""
    return typed.action in _DIVISIONS or any(may_fail(each) for each in typed.operands)


def _comparing(test: Callable[[AnyInts, AnyInts], Flags]) -> Compare:
    def compared(left: Data, right: Data) -> Flags:
        if isinstance(left, Exact) and isinstance(right, Exact):
            return left.compare(test, right)
        return np.asarray(test(cast("AnyInts", left), cast("AnyInts", right)), dtype=np.bool_)

    return compared


# ── divisions ──────────────────────────────────────────────────────────────────────────────────────


def _divided(typed: Typed, operands: tuple[Exact, Exact], rows: _Rows) -> Exact:
    whole, divisor = operands
    if rows.count == 0:
        return Exact.of([])
    zeros = divisor.numerator == 0
    if zeros.any():
        raise _division_by_zero(typed, rows, int(np.argmax(zeros)))
    return _DIVISIONS[typed.action](whole / divisor)


def _division_by_zero(typed: Typed, rows: _Rows, first: int) -> FindingError:
    node, row = typed.operands[1].node, rows.number(first)
    written = rows.text[node.offset : node.offset + node.width]
    return FindingError("E401", text=written, row=row, who=row_name(row))


def _as_is(quotient: Exact) -> Exact:
    return quotient


def _floored(column: Exact) -> Exact:
    divisor = column.denominator
    wide = isinstance(divisor, int) and divisor > LARGEST
    return Exact((column.numerator.astype(object) if wide else column.numerator) // divisor)


_DIVISIONS: Mapping[str, Callable[[Exact], Exact]] = MappingProxyType({"/": _as_is, "full_steps": _floored})


# ── amounts and dates ──────────────────────────────────────────────────────────────────────────────


def _days(column: Exact) -> npt.NDArray[np.datetime64]:
    whole = _floored(column).numerator
    if whole.size and not (whole.min() >= 1 and whole.max() <= date.max.toordinal()):
        raise FindingError("E402")
    return (whole.astype(np.int64) - EPOCH).astype("datetime64[D]")


def _years(column: Exact) -> IntColumn:
    return _days(column).astype("datetime64[Y]").astype(np.int64) + 1970


def _months(column: Exact) -> IntColumn:
    return _days(column).astype("datetime64[M]").astype(np.int64) % 12 + 1


def _quarters(column: Exact) -> IntColumn:
    return _years(column) * 4 + (_months(column) - 1) // 3


_ACTIONS: Mapping[str, Callable[..., Data]] = MappingProxyType(
    {
        "+": lambda left, right: left + right,
        "-": lambda left, right: left - right,
        "*": lambda left, right: left * right,
        "negative": lambda column: column * -1,
        "min": lambda left, right: left.minimum(right),
        "max": lambda left, right: left.maximum(right),
        "abs": lambda column: column.maximum(column * -1),
        "days_between": lambda first, last: last - first,
        "year": lambda column: Exact(_years(column)),
        "month": lambda column: Exact(_months(column)),
        "quarter": lambda column: Exact(_quarters(column)),
        "not": np.logical_not,
        "=": _comparing(np.equal),
        "≠": _comparing(np.not_equal),
        "<": _comparing(np.less),
        "≤": _comparing(np.less_equal),
        ">": _comparing(np.greater),
        "≥": _comparing(np.greater_equal),
    }
)
