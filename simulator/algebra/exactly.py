"""Exact evaluation: every node a column of rationals of any size, shared sub-trees worked out once."""

import operator
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from simulator.algebra.order import ordered
from simulator.algebra.tree import Node, Number, Source
from simulator.exact import Exact, Flags

Column = Exact | Flags
Fetch = Callable[[Source], Column]


def evaluate(nodes: Sequence[Node], fetch: Fetch, rows: int) -> tuple[Column, ...]:
    """Return each number as an exact column and each truth as flags, all of `rows` rows.

    `fetch` gives the column of a source; one of length 1 stands for every row. A quotient is its
    `value` where the divisor is zero, so nothing is raised for the data; a column of another length
    raises ValueError.

    >>> from simulator.algebra.tree import leaf
    >>> third = leaf("rent").divided_by(leaf("firms"), when_zero=7)
    >>> data = {"rent": Exact.of([100, 50]), "firms": Exact.of([3, 0])}
    >>> evaluate([third], data.__getitem__, 2)[0].fractions()
    (Fraction(100, 3), Fraction(7, 1))
    """
    order = ordered(nodes)
    users = Counter([*nodes, *(operand for node in order for operand in node.operands)])
    known: dict[Node, Column] = {}
    for node in order:
        known[node] = _value(node, known, fetch)
        for operand in node.operands:
            users[operand] -= 1
            if not users[operand]:
                del known[operand]  # a column nobody needs any more gives its memory back
    return tuple(_on_every_row(known[node], rows) for node in nodes)


def _value(node: Node, known: Mapping[Node, Column], fetch: Fetch) -> Column:
    if node.operation == "constant":
        return Exact.constant(node.value, 1) if isinstance(node, Number) else np.array([node.holds])
    if not node.operands:
        return fetch(node.source)
    return _OPERATIONS[node.operation](node, *(known[operand] for operand in node.operands))


def _quotient(node: Number, dividend: Exact, divisor: Exact) -> Exact:
    idle = np.asarray(divisor.numerator == 0, dtype=np.bool_)
    if not idle.any():
        return dividend / divisor
    return (dividend / Exact.constant(1, 1).where(idle, divisor)).replaced(idle, node.value)


def _rounded(node: Number, number: Exact) -> Exact:
    return number.rounded(node.mode, node.value)


def _on_every_row(column: Column, rows: int) -> Column:
    if len(column) == rows:
        return column
    if len(column) != 1:
        raise ValueError(f"a column of {len(column)} rows among columns of {rows}")
    return (
        column.take(np.zeros(rows, dtype=np.intp)) if isinstance(column, Exact) else np.repeat(column, rows)
    )


def _plain(operation: Callable[..., Column]) -> Callable[..., Column]:
    return lambda _, *operands: operation(*operands)


def _compared(test: Callable[..., Flags]) -> Callable[..., Flags]:
    return lambda _, left, right: left.compare(test, right)


# each takes the node, then the columns of its operands
_OPERATIONS: Mapping[str, Callable[..., Column]] = MappingProxyType(
    {
        "add": _plain(operator.add),
        "subtract": _plain(operator.sub),
        "multiply": _plain(operator.mul),
        "minimum": _plain(Exact.minimum),
        "maximum": _plain(Exact.maximum),
        "choose": lambda _, flags, this, other: this.where(flags, other),
        "quotient": _quotient,
        "round": _rounded,
        "and": _plain(np.logical_and),
        "or": _plain(np.logical_or),
        "not": _plain(np.logical_not),
        "=": _compared(np.equal),
        "≥": _compared(np.greater_equal),
        ">": _compared(np.greater),
    }
)
