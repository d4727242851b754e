"""Exact columns: one rational number a row, held in whole numbers.

A rule keeps its amounts here until its one declared rounding, so neither a float nor an early
rounding ever decides a fen. int64 is used while a bound proved in Python ints allows it, Python ints after.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np
import numpy.typing as npt

from simulator.money import LARGEST, ROUNDING, IntColumn, bound_of, narrow

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
    def of(cls, values: Sequence[int] | AnyInts) -> "Exact":
        """Return whole numbers as a column."""
        return cls(_ints(values))

    @classmethod
    def constant(cls, value: Fraction | int, rows: int) -> "Exact":
        """Return the same value on every row."""
        exact = Fraction(value)
        return cls(_ints([exact.numerator] * rows), exact.denominator)

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
        if len(other) == 1 and isinstance(other.denominator, int):
            return self * Fraction(other.denominator, int(other.numerator[0]))
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
        step = Fraction(quantum)
        if step.denominator != 1 or step <= 0:
            raise ValueError("a rounding quantum is a positive whole number of units")
        scaled = self if step == 1 else Exact(self.numerator, _times_d(self.denominator, step.numerator))
        rounded = _round_half_up(scaled) if mode == "half_up" else None
        if rounded is None:
            rounded = narrow([ROUNDING[mode](each) for each in scaled.fractions()])
        return rounded if step == 1 else narrow([int(each) * step.numerator for each in rounded.tolist()])

    def fractions(self) -> tuple[Fraction, ...]:
        """Return the rows as Python fractions."""
        denominators = _as_column(self.denominator, len(self)).tolist()
        return tuple(map(Fraction, self.numerator.tolist(), denominators))

    def take(self, rows: npt.NDArray[np.intp] | Flags) -> "Exact":
        """Return the chosen rows."""
        denominator = self.denominator if isinstance(self.denominator, int) else self.denominator[rows]
        return Exact(self.numerator[rows], denominator)


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
    return _ints([denominator] * rows) if isinstance(denominator, int) else denominator


def _common(left: Exact, right: Exact) -> tuple[AnyInts, AnyInts, Denominator]:
    if isinstance(left.denominator, int) and isinstance(right.denominator, int):
        common = left.denominator * right.denominator // gcd(left.denominator, right.denominator)
        return _scaled(left, common), _scaled(right, common), common
    ours, theirs = _as_column(left.denominator, len(left)), _as_column(right.denominator, len(right))
    return _times(left.numerator, theirs), _times(right.numerator, ours), _times(ours, theirs)


def _scaled(column: Exact, common: int) -> AnyInts:
    factor = common // column.denominator if isinstance(column.denominator, int) else 1
    return column.numerator if factor == 1 else _times(column.numerator, _ints([factor]))


def _round_half_up(column: Exact) -> IntColumn | None:
    bound = 2 * bound_of(column.numerator)
    divisor = column.denominator
    if not isinstance(divisor, int) or column.numerator.dtype == object:
        return None
    if bound + divisor > LARGEST or 2 * divisor > LARGEST:
        return None
    return np.asarray((2 * column.numerator + divisor) // (2 * divisor), dtype=np.int64)
