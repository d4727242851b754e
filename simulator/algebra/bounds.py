"""What is known of a number before any row is seen: the interval it stays in, and what it is a multiple of.

Both are proved from the ranges of the columns in whole numbers of any size, so that a kernel whose
numbers have a limit is chosen only where no row can pass it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from types import MappingProxyType

from simulator.algebra.order import ordered
from simulator.algebra.tree import Number, Source, Truth
from simulator.money import ROUNDING

# smallest numerator, largest numerator, and the denominator common to the column
Ranges = Mapping[Source, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Bound:
    """Every row lies between `smallest` and `largest` and is a whole multiple of `step` (0 only for zero)."""

    smallest: Fraction
    largest: Fraction
    step: Fraction

    @property
    def is_one_value(self) -> bool:
        """Return whether only one value is left."""
        return self.smallest == self.largest

    @property
    def denominator(self) -> int:
        """Return the least denominator that makes every row a whole number over it."""
        return self.step.denominator

    def size(self, unit: Fraction) -> int:
        """Return the largest absolute whole number met when one whole number stands for `unit`.

        >>> Bound(Fraction(-3), Fraction(2), Fraction(1, 2)).size(Fraction(1, 10))
        30
        """
        farther = max(self.largest, -self.smallest)
        return -(-farther.numerator * unit.denominator // (farther.denominator * unit.numerator))


def proved(numbers: Sequence[Number], ranges: Ranges) -> dict[Number, Bound | None]:
    """Return the bound of every number in the trees; None where there is no proof.

    There is none for quotients, for a column without a range, and for what stands on either.

    >>> from simulator.algebra.tree import constant, leaf
    >>> half = (leaf("rent") * Fraction(1, 2)).minimum(constant(400))
    >>> proved([half], {"rent": (0, 1000, 1)})[half]
    Bound(smallest=Fraction(0, 1), largest=Fraction(400, 1), step=Fraction(1, 2))
    """
    bounds: dict[Number, Bound | None] = {}
    for node in ordered(numbers):
        if isinstance(node, Number):
            bounds[node] = bound_of_number(node, bounds, ranges)
    return bounds


def bound_of_number(number: Number, bounds: Mapping[Number, Bound | None], ranges: Ranges) -> Bound | None:
    """Return the bound of one number from those of its operands, None where there is no proof."""
    if number.is_constant:
        return Bound(number.value, number.value, abs(number.value))
    if number.operation == "leaf":
        return _of_range(ranges[number.source]) if number.source in ranges else None
    known = [bounds[operand] for operand in number.operands if isinstance(operand, Number)]
    operands = [bound for bound in known if bound is not None]
    # what is divided by a column has no common denominator, so no whole numbers to bound
    if number.operation == "quotient" or len(operands) < len(known):
        return None
    if number.operation == "round":
        return _rounded(number, operands[0])
    return _BOUNDS[number.operation](*operands)


def settled(truth: Truth, bounds: Mapping[Number, Bound | None]) -> bool | None:
    """Return what a comparison is on every row, None while rows may differ."""
    left, right = (bounds[operand] for operand in truth.operands if isinstance(operand, Number))
    if truth.operands[0] is truth.operands[1]:
        return truth.operation != ">"
    return None if left is None or right is None else _SETTLED[truth.operation](left, right)


def common_step(left: Fraction, right: Fraction) -> Fraction:
    """Return the largest number that both are whole multiples of.

    >>> common_step(Fraction(1, 2), Fraction(6, 5)), common_step(Fraction(0), Fraction(3))
    (Fraction(1, 10), Fraction(3, 1))
    """
    ours, theirs = left.numerator * right.denominator, right.numerator * left.denominator
    return Fraction(gcd(ours, theirs), left.denominator * right.denominator)


def _of_range(edges: tuple[int, int, int]) -> Bound:
    smallest, largest, denominator = edges
    return Bound(Fraction(smallest, denominator), Fraction(largest, denominator), Fraction(1, denominator))


def _sum(left: Bound, right: Bound) -> Bound:
    step = common_step(left.step, right.step)
    return Bound(left.smallest + right.smallest, left.largest + right.largest, step)


def _difference(left: Bound, right: Bound) -> Bound:
    step = common_step(left.step, right.step)
    return Bound(left.smallest - right.largest, left.largest - right.smallest, step)


def _product(left: Bound, right: Bound) -> Bound:
    # with factors of either sign any two of the ends may make the extremes
    corners = [
        ours * theirs for ours in (left.smallest, left.largest) for theirs in (right.smallest, right.largest)
    ]
    return Bound(min(corners), max(corners), left.step * right.step)


def _either(smallest: Callable[..., Fraction], largest: Callable[..., Fraction]) -> Callable[..., Bound]:
    def joined(left: Bound, right: Bound) -> Bound:
        low, high = smallest(left.smallest, right.smallest), largest(left.largest, right.largest)
        return Bound(low, high, common_step(left.step, right.step))

    return joined


def _rounded(number: Number, bound: Bound) -> Bound:
    # rounding never turns two numbers round, so the ends of the interval stay its ends
    whole, quantum = ROUNDING[number.mode], number.value
    return Bound(whole(bound.smallest / quantum) * quantum, whole(bound.largest / quantum) * quantum, quantum)


def _equal(left: Bound, right: Bound) -> bool | None:
    if left.largest < right.smallest or right.largest < left.smallest:
        return False
    return True if left.is_one_value and right.is_one_value else None


def _at_least(left: Bound, right: Bound) -> bool | None:
    if left.smallest >= right.largest:
        return True
    return False if left.largest < right.smallest else None


def _above(left: Bound, right: Bound) -> bool | None:
    below = _at_least(right, left)
    return None if below is None else not below


_BOUNDS: Mapping[str, Callable[..., Bound]] = MappingProxyType(
    {
        "add": _sum,
        "subtract": _difference,
        "multiply": _product,
        "minimum": _either(min, min),
        "maximum": _either(max, max),
        "choose": _either(min, max),
    }
)
_SETTLED: Mapping[str, Callable[[Bound, Bound], bool | None]] = MappingProxyType(
    {"=": _equal, "≥": _at_least, ">": _above}
)
