"""Boxes of columns, narrowed by what a bound proves, and a problem on only the columns a box leaves free.

The smaller problem has the same rows, what is fixed taken to their bounds.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.exact import Bound
from simulator.optimise.float_model import FloatArray
from simulator.optimise.problem import (
    SAFE_SUM,
    IntArray,
    LinearForm,
    Problem,
    activities,
    frozen,
    largest,
    row_starts,
    whole_array,
)


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """Lower and upper whole bounds, one a column."""

    lower: IntArray
    upper: IntArray

    def contains(self, plan: IntArray) -> bool:
        """Tell whether a plan lies in the box."""
        return bool(np.all(plan >= self.lower) and np.all(plan <= self.upper))

    def free(self) -> NDArray[np.int64]:
        """Return the indexes of the columns that may still move."""
        return np.nonzero(self.lower < self.upper)[0]

    def middle(self) -> FloatArray:
        """Return the middle of each column's bounds."""
        return (self.lower.astype(np.float64) + self.upper.astype(np.float64)) / 2.0

    def with_columns(self, columns: NDArray[np.int64], inner: "Box") -> "Box":
        """Return the box with some columns bounded as in a box of those columns alone."""
        return Box(spread(self.lower, columns, inner.lower), spread(self.upper, columns, inner.upper))


def whole_box(problem: Problem) -> Box:
    """Return the box of a problem's own column bounds."""
    return Box(problem.lower, problem.upper)


def spread(base: IntArray, columns: NDArray[np.int64], values: IntArray) -> IntArray:
    """Return a copy of an array with the values of some columns put in."""
    copy = base.astype(object) if values.dtype == object else base.copy()
    copy[columns] = values
    return copy


def on_columns(problem: Problem, columns: NDArray[np.int64]) -> Problem:
    """Return the problem with only some columns, in every row; the row bounds are not touched."""
    position = np.full(problem.column_count, -1, dtype=np.int64)
    position[columns] = np.arange(len(columns))
    moved = position[problem.row_columns]
    kept = np.nonzero(moved >= 0)[0]
    counts = np.diff(np.searchsorted(kept, problem.row_start))
    return replace(
        problem,
        column_names=tuple(problem.column_names[column] for column in columns.tolist()),
        lower=frozen(problem.lower[columns]),
        upper=frozen(problem.upper[columns]),
        choice=frozen(problem.choice[columns]),
        row_start=row_starts(counts.tolist()),
        row_columns=frozen(moved[kept]),
        row_coefficients=frozen(problem.row_coefficients[kept]),
        goals=(),
        ties=(),
    )


def shifted(problem: Problem, sums: IntArray) -> Problem:
    """Return the problem with a known sum of each row taken from the row's bounds."""
    known = sums.tolist()
    return replace(
        problem,
        row_lower=tuple(_less(bound, known[row]) for row, bound in enumerate(problem.row_lower)),
        row_upper=tuple(_less(bound, known[row]) for row, bound in enumerate(problem.row_upper)),
    )


def _less(bound: int | None, known: int) -> int | None:
    return None if bound is None else bound - known


def on_free_columns(problem: Problem, box: Box) -> Problem:
    """Return the problem on the free columns of a box, bounded by it, the fixed ones taken to the rows."""
    columns = box.free()
    settled = spread(box.lower, columns, np.zeros(len(columns), dtype=np.int64))
    small = shifted(on_columns(problem, columns), activities(problem, settled))
    return replace(small, lower=frozen(box.lower[columns]), upper=frozen(box.upper[columns]))


def form_on(form: LinearForm, columns: NDArray[np.int64]) -> LinearForm:
    """Return the part of a form on some columns, renumbered, without the constant."""
    named, coefficients = form.arrays()
    position = np.full(1 + max(largest(named), largest(columns)), -1, dtype=np.int64)
    position[columns] = np.arange(len(columns))
    moved = position[named]
    kept = moved >= 0
    weights = coefficients[kept]
    return LinearForm(tuple(moved[kept].tolist()), tuple(weights.tolist()))


def box_as_good(bound: Bound, value: int, box: Box) -> Box:
    """Return the box that holds every plan as good as a value, narrowed by the column prices of a bound."""
    # a unit moved from where its price wants a column costs at least that price of what is to spare
    spare = bound.numerator - value * bound.denominator
    narrow = all(each.dtype == np.int64 for each in (bound.column_numerators, box.lower, box.upper))
    dtype = np.int64 if narrow and abs(spare) < SAFE_SUM else object
    priced = np.nonzero(bound.column_numerators)[0]
    steps = spare // np.abs(bound.column_numerators[priced].astype(dtype))
    lower, upper = box.lower.astype(dtype), box.upper.astype(dtype)
    rewarded = bound.column_numerators[priced] > 0
    least = np.where(rewarded, upper[priced] - steps, lower[priced])
    most = np.where(rewarded, upper[priced], lower[priced] + steps)
    lower[priced] = np.maximum(lower[priced], least)
    upper[priced] = np.minimum(upper[priced], most)
    return Box(whole_array(lower), whole_array(upper))
