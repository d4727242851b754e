"""Exact bounds: float row prices turned into rationals, and what they prove in whole numbers.

For any row prices y, every plan in the box has `cost . x = y . Ax + (cost - A'y) . x`, which is at most
the sum of each price times the row bound it leans on plus the best of each column over its own bounds.
Prices therefore need not be optimal, or even right, for the bound to be true. With zero cost a negative
bound proves that no plan exists (Farkas).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import frexp, gcd, isfinite, lcm, ldexp

import numpy as np

from simulator.optimise.float_model import FloatArray
from simulator.optimise.problem import SAFE_SUM, IntArray, LinearForm, Problem, largest

DIGITS = (10, 14)
"""To how many digits exact prices follow the floats: first simple fractions, then all there is."""

NARROW_COLUMNS = 150
"""With more columns than this bounds are taken over powers of two, in int64, before all else."""

COMMON_BITS = 400
"""A common denominator longer than this is replaced by a power of two: speed, at a hair of the bound."""

DYADIC_BITS = 90

NARROW_BITS = 61
"""Prices over a power of two are chosen so that every column price stays below 2**61, inside int64."""

LIMB_BITS = 21
"""Exact sums of products are taken in limbs of this many bits: three make an int64."""

MOST_IN_LIMBS = 2**20
"""With at most so many terms a sum of products of two limbs stays inside int64."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Exact row prices: numerators over one denominator, for the rows that have any."""

    rows: tuple[int, ...] = ()
    numerators: tuple[int, ...] = ()
    denominator: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """An exact bound and the column prices behind it, all over one denominator."""

    numerator: int
    denominator: int
    column_numerators: IntArray

    @property
    def value(self) -> Fraction:
        """Return the bound as a fraction."""
        return Fraction(self.numerator, self.denominator)


def simple_fraction(number: float, digits: int) -> Fraction:
    """Return the first convergent of a finite float that agrees with it to some relative digits.

    >>> simple_fraction(0.3333333333333333, 12)
    Fraction(1, 3)
    """
    top, bottom = number.as_integer_ratio()
    finer = 10**digits
    (p0, q0), (p1, q1) = (0, 1), (1, 0)
    rest, divisor = top, bottom
    while divisor:
        whole, (rest, divisor) = rest // divisor, (divisor, rest % divisor)
        (p0, q0), (p1, q1) = (p1, q1), (whole * p1 + p0, whole * q1 + q0)
        if abs(p1 * bottom - top * q1) * finer <= abs(top) * q1:
            break
    return Fraction(p1, q1)


def prices(floats: FloatArray, digits: int) -> Prices:
    """Return exact prices that agree with float ones to some digits; what is no number is left out."""
    rows = np.nonzero(np.isfinite(floats) & (floats != 0.0))[0].tolist()
    fractions = [simple_fraction(float(floats[row]), digits) for row in rows]
    common = lcm(1, *(fraction.denominator for fraction in fractions))
    if common.bit_length() > COMMON_BITS:
        common = 2**DYADIC_BITS
    # the nearest whole number; exact where the common denominator is that of all
    numerators = tuple((2 * f.numerator * common + f.denominator) // (2 * f.denominator) for f in fractions)
    return Prices(tuple(rows), numerators, common)


def narrow_prices(problem: Problem, cost: IntArray, floats: FloatArray) -> Prices:
    """Return exact prices near float ones, over the finest power of two that keeps column prices in int64.

    At 100,000 columns a bound from them takes milliseconds and is loose by far less than a unit.
    """
    rows = np.nonzero(np.isfinite(floats) & (floats != 0.0))[0].tolist()
    given, sizes = floats.tolist(), problem.row_sizes()
    reach = float(largest(cost)) + sum(abs(given[row]) * sizes[row] for row in rows)
    if not rows or not isfinite(reach) or reach == 0.0:
        return Prices()
    bits = min(DYADIC_BITS, max(0, NARROW_BITS - frexp(reach)[1]))
    # a price rounded is still a price: the bound stays true, and loses a hair
    pairs = [(row, round(ldexp(given[row], bits))) for row in rows]
    kept = [(row, numerator) for row, numerator in pairs if numerator]
    return Prices(tuple(row for row, _ in kept), tuple(numerator for _, numerator in kept), 2**bits)


def near_prices(problem: Problem, cost: IntArray, floats: FloatArray) -> Iterator[Prices]:
    """Yield exact prices near float ones, the quickest first."""
    if problem.column_count > NARROW_COLUMNS:
        yield narrow_prices(problem, cost, floats)
    yield from (prices(floats, digits) for digits in DIGITS)


def exact_bound(problem: Problem, cost: IntArray, given: Prices, lower: IntArray, upper: IntArray) -> Bound:
    """Return the exact upper bound that row prices prove for a cost over a box.

    A price that would lean on a missing row bound is dropped. The constant of a goal is not in it.
    """
    sides = [_sides(problem, row, numerator)[0] for row, numerator in _pairs(given)]
    kept = [(row, numerator, side) for (row, numerator), side in zip(_pairs(given), sides, strict=True)]
    leaning = [(row, -numerator) for row, numerator, side in kept if side is not None]
    total = sum(numerator * side for _, numerator, side in kept if side is not None)
    column_numerators = _combined(problem, leaning, cost, given.denominator)
    total += _best_over_box(column_numerators, lower, upper)
    return Bound(total, given.denominator, column_numerators)


def _pairs(given: Prices) -> list[tuple[int, int]]:
    return list(zip(given.rows, given.numerators, strict=True))


def _combined(problem: Problem, priced: list[tuple[int, int]], cost: IntArray, times: int) -> IntArray:
    """Return `times * cost` plus each row times its number, one whole number a column.

    In int64 where no partial sum can leave it, in Python ints elsewhere.
    """
    reach = largest(cost) * times
    sizes = problem.row_sizes()
    reach += sum(abs(number) * sizes[row] for row, number in priced)
    narrow = reach < SAFE_SUM and all(abs(number) < SAFE_SUM for _, number in priced) and times < SAFE_SUM
    dtype = np.int64 if narrow else object
    combined: IntArray = cost.astype(dtype) * times
    for row, number in priced:
        part = slice(int(problem.row_start[row]), int(problem.row_start[row + 1]))
        coefficients, columns = problem.row_coefficients[part].astype(dtype), problem.row_columns[part]
        if len(columns) == len(combined):  # the columns of a row are in order: this row has them all
            combined += number * coefficients
        else:
            combined[columns] += number * coefficients
    return combined


def proves_empty(problem: Problem, given: Prices, lower: IntArray, upper: IntArray) -> bool:
    """Tell whether the priced combination of rows can take no value in the box.

    The combination is a whole form: its rows hold it between two sides, the box between two ends, and it
    moves in steps of what its free coefficients have in common. No value left means no plan (a Farkas ray
    leaves none at all, a congruence none in step). A price that leans on a missing bound is dropped.
    """
    coefficients, low, high = combination(problem, given)
    top = min(high, _best_over_box(coefficients, lower, upper))
    least = -_best_over_box(-coefficients, lower, upper)
    bottom = least if low is None else max(low, least)
    corner = exact_dot(coefficients, lower)
    step = int(np.gcd.reduce(coefficients[lower < upper], initial=0))
    if not step:
        return not bottom <= corner <= top
    # the first value in step at or above the bottom lies above the top: between the two there is none
    return corner - (corner - bottom) // step * step > top


def combination(problem: Problem, given: Prices) -> tuple[IntArray, int | None, int]:
    """Return the priced combination of rows: its coefficients, its lower side (None for none), its upper."""
    leaning: list[tuple[int, int]] = []
    low: int | None = 0
    high = 0
    for row, numerator in _pairs(given):
        near, far = _sides(problem, row, numerator)
        if near is None:
            continue
        high += numerator * near
        low = None if low is None or far is None else low + numerator * far
        leaning.append((row, numerator))
    nothing = np.zeros(problem.column_count, dtype=np.int64)
    return _combined(problem, leaning, nothing, 1), low, high


def _sides(problem: Problem, row: int, numerator: int) -> tuple[int | None, int | None]:
    """Return the row bound that a price leans on, and the other one."""
    lower, upper = problem.row_lower[row], problem.row_upper[row]
    return (upper, lower) if numerator > 0 else (lower, upper)


def _best_over_box(numerators: IntArray, lower: IntArray, upper: IntArray) -> int:
    return exact_dot(numerators, np.where(numerators > 0, upper, lower))


def exact_dot(left: IntArray, right: IntArray) -> int:
    """Return the exact sum of products of two columns of whole numbers, however large it is.

    >>> exact_dot(np.array([2**61, -3]), np.array([2**40, 5])) == 2**101 - 15
    True
    """
    if object in (left.dtype, right.dtype) or len(left) > MOST_IN_LIMBS:
        return int((left.astype(object) * right.astype(object)).sum())
    if max(1, largest(left)) * max(1, largest(right)) * max(1, len(left)) < SAFE_SUM:
        return int(np.dot(left, right))
    limbs = [(i + j, int(np.dot(a, b))) for i, a in _limbs(left) for j, b in _limbs(right)]
    return sum(part << (LIMB_BITS * at) for at, part in limbs)


def _limbs(numbers: IntArray) -> list[tuple[int, IntArray]]:
    """Return the three limbs of each int64, lowest first; the sign stays with the highest."""
    mask = 2**LIMB_BITS - 1
    low, middle, high = numbers & mask, (numbers >> LIMB_BITS) & mask, numbers >> (2 * LIMB_BITS)
    return [(at, limb) for at, limb in enumerate((low, middle, high)) if limb.any()]


def step_of(form: LinearForm) -> int:
    """Return the step in which a form moves: the greatest common divisor of its coefficients, 1 for none.

    >>> step_of(LinearForm((0, 1), (6, 15)))
    3
    """
    return gcd(*form.coefficients) or 1


def floor_to_step(bound: Fraction, step: int) -> int:
    """Return the largest multiple of the step that a bound allows.

    >>> floor_to_step(Fraction(29, 2), 3)
    12
    """
    return bound.numerator // (bound.denominator * step) * step


def fen_worth(problem: Problem, form: LinearForm) -> int:
    """Return what one unit of the dearest amount is worth in a goal; its step when it counts choices only."""
    columns, weights = form.arrays()
    amounts = ~problem.choice[columns]
    return largest(weights[amounts]) or step_of(form)


def dense(form: LinearForm, columns: int) -> IntArray:
    """Return the coefficients of a form, one a column: int64, or Python ints where it must be."""
    named, weights = form.arrays()
    cost = np.zeros(columns, dtype=weights.dtype)
    cost[named] = weights
    return cost
