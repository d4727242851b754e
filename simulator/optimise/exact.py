"""Exact bounds: float row prices turned into rationals, and what they prove in whole numbers.

For any row prices y, every plan in the box has `cost . x = y . Ax + (cost - A'y) . x`, which is at most
the sum of each price times the row bound it leans on plus the best of each column over its own bounds.
Prices therefore need not be optimal, or even right, for the bound to be true. With zero cost a negative
bound proves that no plan exists (Farkas).
"""

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

import numpy as np

from simulator.optimise.float_model import FloatArray
from simulator.optimise.problem import IntArray, LinearForm, Problem

COMMON_BITS = 400
"""A common denominator longer than this is replaced by a power of two: speed, at a hair of the bound."""

DYADIC_BITS = 90


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
    numerators = tuple(round(fraction * common) for fraction in fractions)
    return Prices(tuple(rows), numerators, common)


def exact_bound(problem: Problem, cost: IntArray, given: Prices, lower: IntArray, upper: IntArray) -> Bound:
    """Return the exact upper bound that row prices prove for a cost over a box.

    A price that would lean on a missing row bound is dropped. The constant of a goal is not in it.
    """
    column_numerators = cost.astype(object) * given.denominator
    total = 0
    for row, numerator in zip(given.rows, given.numerators, strict=True):
        side, _ = _sides(problem, row, numerator)
        if side is None:
            continue
        total += numerator * side
        part = slice(int(problem.row_start[row]), int(problem.row_start[row + 1]))
        coefficients = problem.row_coefficients[part].astype(object)
        column_numerators[problem.row_columns[part]] -= numerator * coefficients
    total += _best_over_box(column_numerators, lower, upper)
    return Bound(total, given.denominator, column_numerators)


def proves_empty(problem: Problem, given: Prices, lower: IntArray, upper: IntArray) -> bool:
    """Tell whether the priced combination of rows can take no value in the box.

    The combination is a whole form: its rows hold it between two sides, the box between two ends, and it
    moves in steps of what its free coefficients have in common. No value left means no plan (a Farkas ray
    leaves none at all, a congruence none in step). A price that leans on a missing bound is dropped.
    """
    coefficients, low, high = _combination(problem, given)
    top = min(high, _best_over_box(coefficients, lower, upper))
    least = -_best_over_box(-coefficients, lower, upper)
    bottom = least if low is None else max(low, least)
    corner = int((coefficients * lower.astype(object)).sum())
    step = gcd(*coefficients[lower < upper].tolist())
    if not step:
        return not bottom <= corner <= top
    return corner - (corner - bottom) // step * step > top


def _combination(problem: Problem, given: Prices) -> tuple[IntArray, int | None, int]:
    """Return the priced combination of rows: its coefficients, its lower side (None for none), its upper."""
    coefficients = np.zeros(problem.column_count, dtype=object)
    low: int | None = 0
    high = 0
    for row, numerator in zip(given.rows, given.numerators, strict=True):
        near, far = _sides(problem, row, numerator)
        if near is None:
            continue
        high += numerator * near
        low = None if low is None or far is None else low + numerator * far
        part = slice(int(problem.row_start[row]), int(problem.row_start[row + 1]))
        coefficients[problem.row_columns[part]] += numerator * problem.row_coefficients[part].astype(object)
    return coefficients, low, high


def _sides(problem: Problem, row: int, numerator: int) -> tuple[int | None, int | None]:
    """Return the row bound that a price leans on, and the other one."""
    lower, upper = problem.row_lower[row], problem.row_upper[row]
    return (upper, lower) if numerator > 0 else (lower, upper)


def _best_over_box(numerators: IntArray, lower: IntArray, upper: IntArray) -> int:
    positive = np.nonzero(numerators > 0)[0]
    negative = np.nonzero(numerators < 0)[0]
    gain = (numerators[positive] * upper[positive].astype(object)).sum()
    loss = (numerators[negative] * lower[negative].astype(object)).sum()
    return int(gain) + int(loss)


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
    terms = zip(form.columns, form.coefficients, strict=True)
    worths = [abs(coefficient) for column, coefficient in terms if not problem.choice[column]]
    return max(worths, default=step_of(form))


def dense(form: LinearForm, columns: int) -> IntArray:
    """Return the coefficients of a form as one Python int a column."""
    cost = np.zeros(columns, dtype=object)
    if form.columns:
        cost[np.array(form.columns)] = np.array(form.coefficients, dtype=object)
    return cost
