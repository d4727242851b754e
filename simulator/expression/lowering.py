"""From a typed expression to an exact tree: what the kernels can compute themselves, the rest as one column.

Divisions by a column, dates' parts and comparisons of texts stay whole: they are evaluated row by row, with
their guards, and enter the tree as a column of their own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from types import MappingProxyType
from typing import Any, cast

from simulator.algebra import EVERYONE, NOBODY, Number, Source, Truth, constant, flag, leaf
from simulator.exact import Exact, Flags
from simulator.expression.checking import Typed, elaborate
from simulator.expression.evaluation import may_fail, value_of
from simulator.expression.tree import Expression
from simulator.expression.values import Column, Type

Node = Number | Truth


@dataclass(frozen=True, slots=True)
class Computed:
    """A part of an expression that is evaluated whole, as a column; equal parts are one column."""

    text: str
    typed: Typed


@dataclass(frozen=True, slots=True, eq=False)
class _Lowering:
    """One lowering under way: the text, and the constants whose value is known already."""

    text: str
    constants: Mapping[str, Column]


def lower(expression: Expression, types: Mapping[str, Type], constants: Mapping[str, Column]) -> Node:
    """Return an expression as a tree whose leaves are columns (by name) and parts computed whole.

    `constants` hold the columns of length 1 whose value is put in at once. Raises FindingError with the
    first fault of `check`.

    >>> from simulator.expression import parse
    >>> lower(parse("rent * 50%"), {"rent": Type("money")}, {}).operation
    'multiply'
    """
    typed, findings = elaborate(expression, types)
    if findings or typed is None:
        raise findings[0].error()
    return _node(typed, _Lowering(expression.text, constants))


def fetcher(columns: Mapping[str, Column], rows: int) -> Callable[[Source], Exact | Flags]:
    """Return the function that gives a tree's leaves their values over these columns.

    It raises FindingError E401 when a part divides by zero on a row.
    """

    def fetch(source: Source) -> Exact | Flags:
        if isinstance(source, Computed):
            return cast("Exact | Flags", value_of(source.typed, source.text, columns, rows))
        return cast("Exact | Flags", columns[str(source)].data)

    return fetch


def _node(typed: Typed, at_work: _Lowering) -> Node:
    build = _BUILD.get(typed.action)
    if build is None or (typed.action in _TESTS and not _numeric(typed)):
        return _whole(typed, at_work)
    return build(typed, at_work)


def _whole(typed: Typed, at_work: _Lowering) -> Node:
    source = Computed(at_work.text, typed)
    return flag(source) if typed.type.kind == "yes_no" else leaf(source)


def _numeric(typed: Typed) -> bool:
    return all(each.type.kind not in ("yes_no", "text", "category") for each in typed.operands)


def _constant(typed: Typed, _: _Lowering) -> Node:
    if typed.type.kind == "yes_no":
        return EVERYONE if typed.value else NOBODY
    return constant(Fraction(typed.value))


def _column(typed: Typed, at_work: _Lowering) -> Node:
    name = str(typed.value)
    known = at_work.constants.get(name)
    if typed.type.kind == "yes_no":
        return flag(name) if known is None else (EVERYONE if _flag_of(known) else NOBODY)
    return leaf(name) if known is None else constant(_value_of(known))


def _flag_of(column: Column) -> bool:
    return bool(cast("Flags", column.data)[0])


def _value_of(column: Column) -> Fraction:
    return cast("Exact", column.data).fractions()[0]


def _joined(join: Callable[[Any, Any], Node]) -> Callable[[Typed, _Lowering], Node]:
    return lambda typed, at_work: reduce(join, [_node(each, at_work) for each in typed.operands])


def _logic(join: Callable[[Any, Any], Node]) -> Callable[[Typed, _Lowering], Node]:
    def built(typed: Typed, at_work: _Lowering) -> Node:
        # a part that may divide by zero is spared the rows which the parts before it rule out
        if any(may_fail(each) for each in typed.operands):
            return _whole(typed, at_work)
        return _joined(join)(typed, at_work)

    return built


def _quotient(typed: Typed, at_work: _Lowering) -> Node:
    divisor = _node(typed.operands[1], at_work)
    if not isinstance(divisor, Number) or not divisor.is_constant or divisor.value == 0:
        return _whole(typed, at_work)
    return cast("Number", _node(typed.operands[0], at_work)) * (1 / divisor.value)


def _negative(typed: Typed, at_work: _Lowering) -> Node:
    return -cast("Number", _node(typed.operands[0], at_work))


def _absolute(typed: Typed, at_work: _Lowering) -> Node:
    number = cast("Number", _node(typed.operands[0], at_work))
    return number.maximum(-number)


def _not(typed: Typed, at_work: _Lowering) -> Node:
    return ~cast("Truth", _node(typed.operands[0], at_work))


_TESTS: Mapping[str, Callable[[Number, Number], Truth]] = MappingProxyType(
    {
        "=": lambda left, right: left.equals(right),
        "≠": lambda left, right: ~left.equals(right),
        "≥": lambda left, right: left.at_least(right),
        ">": lambda left, right: left.above(right),
        "≤": lambda left, right: right.at_least(left),
        "<": lambda left, right: right.above(left),
    }
)
_BUILD: Mapping[str, Callable[[Typed, _Lowering], Node]] = MappingProxyType(
    {
        "constant": _constant,
        "column": _column,
        "+": _joined(lambda left, right: left + right),
        "-": _joined(lambda left, right: left - right),
        "*": _joined(lambda left, right: left * right),
        "/": _quotient,
        "min": _joined(lambda left, right: left.minimum(right)),
        "max": _joined(lambda left, right: left.maximum(right)),
        "days_between": _joined(lambda first, last: last - first),
        "negative": _negative,
        "abs": _absolute,
        "not": _not,
        "and": _logic(lambda left, right: left & right),
        "or": _logic(lambda left, right: left | right),
        **{test: _joined(build) for test, build in _TESTS.items()},
    }
)
