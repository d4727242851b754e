"""Exact columns: one rational number a row, held in whole numbers.

A rule keeps its amounts here until its one declared rounding, so neither a float nor an early
rounding ever decides a fen. int64 is used while a bound proved in Python ints allows it, Python ints after.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from simulator.money import LARGEST, IntColumn, bound_of
from simulator.problems import FindingError

AnyInts = npt.NDArray[np.int64] | npt.NDArray[np.object_]
Flags = npt.NDArray[np.bool_]
Denominator = int | AnyInts


@dataclass(frozen=True, slots=True, eq=False)
class Exact:
    """A column of exact rationals: `numerator / denominator`, the denominator common or one a row (positive).

    >>> (Exact.of([100, 101]) * Fraction(1, 2)).round().tolist()
    [50, 51]
    """

    numerator: AnyInts
    denominator: Denominator = 1

    @classmethod
    def of(cls, values: Sequence[int] | AnyInts, denominator: int = 1) -> "Exact":
        """Return whole numbers over a common denominator as a column."""
        return cls(_ints(values), denominator)

    @classmethod
    def constant(cls, value: Fraction | int, rows: int) -> "Exact":
        """Return the same value on every row."""
        exact = Fraction(value)
        return cls(_repeated(exact.numerator, rows), exact.denominator)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.numerator)

    def __add__(self, other: "Exact") -> "Exact":
        """Return the sum, row by row."""
        left, right, common = _common(self, other)
        return Exact(_apply(np.add, left, right, bound_of(left) + bound_of(right)), common)

    def __sub__(self, other: "Exact") -> "Exact":
        """Return the difference, row by row."""
        left, right, common = _common(self, other)
        return Exact(_apply(np.subtract, left, right, bound_of(left) + bound_of(right)), common)

    def __mul__(self, other: "Exact | Fraction | int") -> "Exact":
        """Return the product with another column or one number."""
        if not isinstance(other, Exact):
            factor = Fraction(other)
            other = Exact(_ints([factor.numerator]), factor.denominator)
        return Exact(_times(self.numerator, other.numerator), _times_d(self.denominator, other.denominator))

    def __truediv__(self, other: "Exact") -> "Exact":
        """Return the exact quotient; raises ZeroDivisionError when a divisor is zero."""
        if (other.numerator == 0).any():
            raise ZeroDivisionError("a divisor is zero")
        # one divisor keeps one denominator, and with it the fast path; a column of them costs one a row
        if len(other) == 1 and isinstance(other.denominator, int):
            return self * Fraction(other.denominator, int(other.numerator[0]))
        # the sign goes upstairs: every denominator stays positive, and comparisons keep their way
        signs = np.sign(other.numerator)
        numerator = _times(_times(self.numerator, _as_column(other.denominator, 1)), signs)
        size = _times(other.numerator, signs)
        return Exact(numerator, _times(size, _as_column(self.denominator, 1)))

    def compare(self, test: Callable[[AnyInts, AnyInts], Flags], other: "Exact") -> Flags:
        """Return the comparison row by row; `test` is a numpy comparison such as np.greater_equal."""
        left, right, _ = _common(self, other)
        return np.asarray(test(left, right), dtype=np.bool_)

    def minimum(self, other: "Exact") -> "Exact":
        """Return the smaller of two columns, row by row."""
        left, right, common = _common(self, other)
        return Exact(np.minimum(left, right), common)

    def maximum(self, other: "Exact") -> "Exact":
        """Return the larger of two columns, row by row."""
        left, right, common = _common(self, other)
        return Exact(np.maximum(left, right), common)

    def where(self, flags: Flags, other: "Exact") -> "Exact":
        """Return this column where the flag holds, the other elsewhere."""
        left, right, common = _common(self, other)
        return Exact(np.where(flags, left, right), common)

    def round(self, mode: str = "half_up", quantum: Fraction | int = 1) -> IntColumn:
        """Return each row rounded to whole multiples of the quantum, in whole units (int64).

        The modes are half_up, half_even, down, up. Raises FindingError M401 when a row does not fit,
        ValueError when the quantum is not a positive whole number.
        """
        if Fraction(quantum).denominator != 1:
            raise ValueError("a rounding quantum is a positive whole number of units")
        whole = self.rounded(mode, quantum).numerator
        if bound_of(whole) > LARGEST:
            raise FindingError("M401")
        return whole.astype(np.int64, copy=False)

    def rounded(self, mode: str = "half_up", quantum: Fraction | int = 1) -> "Exact":
        """Return each row rounded to multiples of the quantum, of any size; the modes are those of `round`.

        Raises ValueError when the quantum is not positive.

        >>> Exact.of([10, 11], 4).rounded("up", Fraction(1, 2)).fractions()
        (Fraction(5, 2), Fraction(3, 1))
        """
        step = Fraction(quantum)
        if step <= 0:
            raise ValueError("a rounding quantum is a positive number")
        steps = self * (1 / step)
        whole = _ROUNDED[mode](*_quotients(steps.numerator, steps.denominator))
        return Exact(_times(whole, _ints([step.numerator])), step.denominator)

    def fractions(self) -> tuple[Fraction, ...]:
        """Return the rows as Python fractions."""
        denominators = _as_column(self.denominator, len(self)).tolist()
        return tuple(map(Fraction, self.numerator.tolist(), denominators))

    def replaced(self, flags: Flags, value: Fraction | int) -> "Exact":
        """Return the value where the flag holds, this column elsewhere, each row over its own denominator."""
        exact = Fraction(value)
        numerator = np.where(flags, _ints([exact.numerator]), self.numerator)
        denominator = np.where(flags, _ints([exact.denominator]), _as_column(self.denominator, len(self)))
        return Exact(numerator, denominator)

    def take(self, rows: npt.NDArray[np.intp] | Flags) -> "Exact":
        """Return the chosen rows."""
        denominator = self.denominator if isinstance(self.denominator, int) else self.denominator[rows]
        return Exact(self.numerator[rows], denominator)


def whole_root(number: int, degree: int) -> int:
    """Return the largest whole number whose power of a degree above nothing is no more than `number`.

    >>> whole_root(63, 3), whole_root(64, 3), whole_root(10**30, 2) == 10**15
    (3, 4, True)
    """
    if number < 2 or degree == 1:
        return number
    root = 1 << -(-number.bit_length() // degree)
    while True:  # from above every step of Newton's comes nearer, and the first that does not has arrived
        nearer = ((degree - 1) * root + number // root ** (degree - 1)) // degree
        if nearer >= root:
            return root
        root = nearer


def _ints(values: Sequence[int] | AnyInts) -> AnyInts:
    if isinstance(values, np.ndarray):
        return values
    fits = not values or max(abs(min(values)), abs(max(values))) <= LARGEST
    return np.array(values, dtype=np.int64 if fits else object)


def _apply(
    operation: Callable[[AnyInts, AnyInts], AnyInts], left: AnyInts, right: AnyInts, bound: int
) -> AnyInts:
    if bound <= LARGEST and object not in (left.dtype, right.dtype):
        return operation(left, right)
    return operation(left.astype(object), right.astype(object))


def _times(left: AnyInts, right: AnyInts) -> AnyInts:
    return _apply(np.multiply, left, right, bound_of(left) * bound_of(right))


def _times_d(left: Denominator, right: Denominator) -> Denominator:
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    return _times(_as_column(left, 1), _as_column(right, 1))


def _as_column(denominator: Denominator, rows: int) -> AnyInts:
    return _repeated(denominator, rows) if isinstance(denominator, int) else denominator


def _repeated(value: int, rows: int) -> AnyInts:
    return np.full(rows, value, dtype=np.int64 if abs(value) <= LARGEST else object)


def _common(left: Exact, right: Exact) -> tuple[AnyInts, AnyInts, Denominator]:
    if isinstance(left.denominator, int) and isinstance(right.denominator, int):
        common = left.denominator * right.denominator // gcd(left.denominator, right.denominator)
        return _scaled(left, common), _scaled(right, common), common
    ours, theirs = _as_column(left.denominator, len(left)), _as_column(right.denominator, len(right))
    return _times(left.numerator, theirs), _times(right.numerator, ours), _times(ours, theirs)


def _scaled(column: Exact, common: int) -> AnyInts:
    factor = common // column.denominator if isinstance(column.denominator, int) else 1
    return column.numerator if factor == 1 else _times(column.numerator, _ints([factor]))


def _quotients(numerator: AnyInts, denominator: Denominator) -> tuple[AnyInts, AnyInts, AnyInts]:
    """Return the floors of the quotients, the remainders, and what the remainders lack of the divisor."""
    divisor = _as_column(denominator, 1)
    if object in (numerator.dtype, divisor.dtype):
        numerator, divisor = numerator.astype(object), divisor.astype(object)
    # a plain divisor is many times faster than a column of one
    whole: AnyInts = numerator // (int(divisor[0]) if len(divisor) == 1 else divisor)
    # the product may wrap in int64, and the difference wraps back: a remainder always fits
    remainder = numerator - whole * divisor
    return whole, remainder, divisor - remainder


def _half_even(whole: AnyInts, remainder: AnyInts, lacking: AnyInts) -> AnyInts:
    raised: AnyInts = whole + ((remainder > lacking) | ((remainder == lacking) & (whole % 2 == 1)))
    return raised


def _raised(test: Callable[[AnyInts, AnyInts], Flags]) -> Callable[[AnyInts, AnyInts, AnyInts], AnyInts]:
    def whole(whole: AnyInts, remainder: AnyInts, lacking: AnyInts) -> AnyInts:
        raised: AnyInts = whole + test(remainder, lacking)
        return raised

    return whole


# From the floor, the remainder and what it lacks of the divisor. Nothing is doubled, a remainder is below its
# divisor, and only a floor with a remainder, so below its quotient, is raised: int64 holds every step.
_ROUNDED: Mapping[str, Callable[[AnyInts, AnyInts, AnyInts], AnyInts]] = MappingProxyType(
    {
        "half_up": _raised(np.greater_equal),
        "half_even": _half_even,
        "down": _raised(lambda remainder, _: np.zeros(remainder.shape, dtype=np.bool_)),
        "up": _raised(lambda remainder, _: np.asarray(remainder > 0, dtype=np.bool_)),
    }
)
