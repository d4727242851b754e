"""The nodes: exact numbers and truths, one value a row, joined by the few operations a rule needs.

A node says what is computed, never how: constants are folded here, the kernels choose how to hold the rest.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from fractions import Fraction
from typing import Union

from simulator.money import ROUNDING

Source = Hashable
Node = Union["Number", "Truth"]


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """An exact number a row. `operation` is constant, leaf, or one of the operations below.

    The operations are add, subtract, multiply, minimum, maximum, choose (a truth, then two numbers),
    quotient (dividend, divisor; `value` where the divisor is zero) and round (`mode` and quantum `value`).

    >>> (constant(3) * Fraction(1, 2)).value
    Fraction(3, 2)
    """

    operation: str
    operands: tuple[Node, ...] = ()
    value: Fraction = Fraction(0)
    source: Source = None
    mode: str = ""

    @property
    def is_constant(self) -> bool:
        """Return whether it is the same known number on every row."""
        return self.operation == "constant"

    def is_value(self, value: int) -> bool:
        """Return whether it is this very constant."""
        return self.is_constant and self.value == value

    def __add__(self, other: "Number") -> "Number":
        """Return the sum, row by row."""
        if self.is_value(0):
            return other
        return self if other.is_value(0) else _joined("add", self, other)

    def __sub__(self, other: "Number") -> "Number":
        """Return the difference, row by row."""
        return self if other.is_value(0) else _joined("subtract", self, other)

    def __mul__(self, other: "Number | Fraction | int") -> "Number":
        """Return the product with another number."""
        factor = other if isinstance(other, Number) else constant(other)
        if self.is_value(1) or factor.is_value(0):
            return factor
        return self if factor.is_value(1) or self.is_value(0) else _joined("multiply", self, factor)

    def __neg__(self) -> "Number":
        """Return the number with the other sign."""
        return NOTHING - self

    def minimum(self, other: "Number") -> "Number":
        """Return the smaller of two numbers, row by row."""
        return _joined("minimum", self, other)

    def maximum(self, other: "Number") -> "Number":
        """Return the larger of two numbers, row by row."""
        return _joined("maximum", self, other)

    def at_most(self, most: "Number | None") -> "Number":
        """Return the number, or `most` where that is less; no `most` changes nothing."""
        return self if most is None else self.minimum(most)

    def positive(self) -> "Number":
        """Return the number, or 0 where it is below."""
        return self.maximum(NOTHING)

    def where(self, truth: "Truth", otherwise: "Number") -> "Number":
        """Return this number where the truth holds, the other elsewhere."""
        if truth.operation == "constant":
            return self if truth.holds else otherwise
        return self if self is otherwise else Number("choose", (truth, self, otherwise))

    def divided_by(self, divisor: "Number", when_zero: Fraction | int = 0) -> "Number":
        """Return the exact quotient, and `when_zero` on the rows whose divisor is zero."""
        if divisor.is_constant:
            return constant(when_zero) if divisor.value == 0 else self * (1 / divisor.value)
        return Number("quotient", (self, divisor), Fraction(when_zero))

    def rounded(self, mode: str = "half_up", quantum: Fraction | int = 1) -> "Number":
        """Return whole multiples of the quantum; the modes are half_up, half_even, down, up.

        Raises ValueError when the quantum is not positive.
        """
        if quantum <= 0:
            raise ValueError("a rounding quantum is a positive number")
        if self.is_constant:
            return constant(ROUNDING[mode](self.value / Fraction(quantum)) * Fraction(quantum))
        return Number("round", (self,), Fraction(quantum), mode=mode)

    def equals(self, other: "Number") -> "Truth":
        """Return where two numbers are equal."""
        return _compared("=", self, other)

    def at_least(self, other: "Number") -> "Truth":
        """Return where this number is not below the other."""
        return _compared("≥", self, other)

    def above(self, other: "Number") -> "Truth":
        """Return where this number is above the other."""
        return _compared(">", self, other)


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """A yes or no a row. `operation` is constant, flag, and, or, not, or one of the comparisons = ≥ >."""

    operation: str
    operands: tuple[Node, ...] = ()
    holds: bool = True
    source: Source = None

    def __and__(self, other: "Truth") -> "Truth":
        """Return where both hold."""
        if self.operation == "constant":
            return other if self.holds else self
        if other.operation == "constant":
            return self if other.holds else other
        return Truth("and", (self, other))

    def __or__(self, other: "Truth") -> "Truth":
        """Return where either holds."""
        if self.operation == "constant":
            return self if self.holds else other
        if other.operation == "constant":
            return other if other.holds else self
        return Truth("or", (self, other))

    def __invert__(self) -> "Truth":
        """Return where it does not hold."""
        if self.operation == "constant":
            return NOBODY if self.holds else EVERYONE
        return Truth("not", (self,))


def constant(value: Fraction | int) -> Number:
    """Return the same number on every row."""
    return Number("constant", value=Fraction(value))


def leaf(source: Source) -> Number:
    """Return the number a column holds; `source` says which, to whoever evaluates the tree."""
    return Number("leaf", source=source)


def flag(source: Source) -> Truth:
    """Return the yes or no a column holds."""
    return Truth("flag", source=source)


EVERYONE = Truth("constant", holds=True)
NOBODY = Truth("constant", holds=False)
NOTHING = constant(0)

_FOLDS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "add": lambda left, right: left + right,
    "subtract": lambda left, right: left - right,
    "multiply": lambda left, right: left * right,
    "minimum": min,
    "maximum": max,
}
_TESTS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": lambda left, right: left == right,
    "≥": lambda left, right: left >= right,
    ">": lambda left, right: left > right,
}


def _joined(operation: str, left: Number, right: Number) -> Number:
    if left.is_constant and right.is_constant:
        return constant(_FOLDS[operation](left.value, right.value))
    return Number(operation, (left, right))


def _compared(test: str, left: Number, right: Number) -> Truth:
    if left.is_constant and right.is_constant:
        return EVERYONE if _TESTS[test](left.value, right.value) else NOBODY
    return Truth(test, (left, right))


def sources(*nodes: Node) -> tuple[Source, ...]:
    """Return the columns that trees need, each once, in a fixed order.

    >>> sources((leaf("rent") + leaf("rd")).where(flag("strategic"), leaf("rent")))
    ('strategic', 'rent', 'rd')
    """
    found: dict[Source, None] = {}
    seen: set[int] = set()
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.operation in ("leaf", "flag"):
            found.setdefault(node.source)
        waiting += reversed(node.operands)
    return tuple(found)
