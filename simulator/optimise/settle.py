"""From float guesses to whole units: rounding, then a small problem in whole steps around the rounded plan.

The residuals of that small problem are computed in Python ints, so the solver only ever sees small exact
numbers; what it answers is audited in whole numbers before it is believed.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import gcd

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.float_model import FloatArray, float_model
from simulator.optimise.problem import IntArray, Problem, activities, frozen, whole_array
from simulator.optimise.reduce import Box, on_columns, shifted
from simulator.optimise.solvers import backend

STEPS = (1, 6, 40, 1100, 40_000)
"""How far from the rounded plan to look, in turn; the fourth step reaches ratios in thousandths."""

STEP_NODES = 500
"""Branch nodes allowed to one small problem."""

EXACT_FLOATS = 2.0**53
"""Below it every whole number is a float of its own."""

NEAR_BOUND = 1e-6

FEW_COLUMNS, NEAR_COLUMNS = 150, 40
"""Up to so many columns are all moved together; of more, only so many beside those between their bounds."""


def rounded(values: FloatArray, box: Box) -> IntArray:
    """Return the nearest whole numbers inside a box; halves go to the even neighbour."""
    if np.all(np.abs(values) < EXACT_FLOATS):
        nearest: IntArray = np.rint(values).astype(np.int64)
    else:
        nearest = whole_array([round(value) for value in values.tolist()])
    return np.clip(nearest, box.lower, box.upper)


def holds(problem: Problem, plan: IntArray, box: Box) -> bool:
    """Tell whether a plan obeys every row and the box, in whole numbers."""
    return box.contains(plan) and not len(broken_rows(problem, plan))


def broken_rows(problem: Problem, plan: IntArray) -> NDArray[np.int64]:
    """Return the indexes of the rows a plan breaks."""
    sums = activities(problem, plan).tolist()
    rows = zip(sums, problem.row_lower, problem.row_upper, strict=True)
    return np.array([i for i, row in enumerate(rows) if _breaks(*row)], dtype=np.int64)


def _breaks(activity: int, lower: int | None, upper: int | None) -> bool:
    return (lower is not None and activity < lower) or (upper is not None and activity > upper)


def settle(  # noqa: PLR0913, PLR0917 - the steps and the losses have their defaults
    problem: Problem,
    cost: IntArray,
    box: Box,
    values: FloatArray,
    steps: Sequence[int] = STEPS,
    reduced: FloatArray | None = None,
) -> IntArray | None:
    """Return a whole plan near float values that obeys everything, as good as its neighbourhood allows.

    The choices must be fixed by the box. None when no plan was found, which proves nothing.
    """
    return next(settled_plans(problem, cost, box, values, reduced, steps), None)


def settled_plans(  # noqa: PLR0913, PLR0917 - as above
    problem: Problem,
    cost: IntArray,
    box: Box,
    values: FloatArray,
    reduced: FloatArray | None = None,
    steps: Sequence[int] = STEPS,
) -> Iterator[IntArray]:
    """Yield whole plans near float values that obey everything, from the nearest neighbourhood outwards.

    `reduced` says what a unit more of each column gains: with many columns only those that lose the least
    by a move are asked to make one.
    """
    start = rounded(values, box)
    if np.array_equal(box.lower, box.upper):
        if holds(problem, start, box):
            yield start
        return
    # near before far: the small problem is the easier the shorter its steps, and mostly the first will do
    for step, columns in itertools.product(steps, _groups(box, values, reduced)):
        moves = _moves(cost, step_problem(problem, box, start, columns, step), columns)
        plan = start if moves is None else _moved(start, columns, moves)
        if holds(problem, plan, box):
            yield plan


def _groups(box: Box, values: FloatArray, reduced: FloatArray | None) -> list[NDArray[np.int64]]:
    """Return the columns to move: those between their bounds, then also those nearest to being so."""
    between = _between_bounds(values, box)
    movable = box.lower < box.upper
    if reduced is None or not len(reduced) or np.count_nonzero(movable) <= FEW_COLUMNS:
        return [np.nonzero(between)[0], np.nonzero(movable)[0]]
    free = np.nonzero(movable)[0]
    loss = np.where(between[free], -1.0, np.abs(reduced[free]))
    near = np.argsort(loss, kind="stable")[: NEAR_COLUMNS + int(between.sum())]
    return [np.nonzero(between)[0], np.sort(free[near])]


def _between_bounds(values: FloatArray, box: Box) -> NDArray[np.bool_]:
    """Return the columns a corner of the relaxation leaves between their bounds: as few as there are rows."""
    above = values > box.lower.astype(np.float64) + NEAR_BOUND
    below = values < box.upper.astype(np.float64) - NEAR_BOUND
    return np.asarray(above & below & (box.lower < box.upper), dtype=np.bool_)


def _moves(cost: IntArray, steps: Problem | None, columns: NDArray[np.int64]) -> IntArray | None:
    """Return the best whole moves of the columns; None when there are none to be had."""
    if steps is None or not len(columns):
        return None
    model = float_model(steps, cost[columns], steps.lower, steps.upper)
    answer = backend("highs")(model, STEP_NODES)
    if answer.values is None:
        return None
    return whole_array([round(value) for value in answer.values.tolist()])


def _moved(start: IntArray, columns: NDArray[np.int64], moves: IntArray) -> IntArray:
    plan = start.copy()
    plan[columns] += moves
    return plan


def step_problem(
    problem: Problem, box: Box, start: IntArray, columns: NDArray[np.int64], step: int
) -> Problem | None:
    """Return the problem of moving some columns by at most a step each from a start, all else held.

    Its columns are small whole moves and its row bounds exact residuals, divided by what the row's
    coefficients have in common. None when a row that no move can mend is broken.
    """
    small = on_columns(problem, columns)
    sums = activities(problem, start).tolist()
    bounds = [_residual(small, row, sums[row], step) for row in range(problem.row_count)]
    if any(bound is None for bound in bounds):
        return None
    kept = [bound for bound in bounds if bound is not None and bound.binds]
    trimmed = small.keep_rows([bound.row for bound in kept])
    divisors = np.repeat(
        np.array([bound.divisor for bound in kept], dtype=object), np.diff(trimmed.row_start)
    )
    return replace(
        trimmed,
        lower=np.maximum(box.lower[columns] - start[columns], -step),
        upper=np.minimum(box.upper[columns] - start[columns], step),
        choice=np.ones(len(columns), dtype=np.bool_),
        row_lower=tuple(bound.lower for bound in kept),
        row_upper=tuple(bound.upper for bound in kept),
        row_coefficients=whole_array((trimmed.row_coefficients.astype(object) // divisors).tolist()),
    )


@dataclass(frozen=True, slots=True)
class _Residual:
    """What is left of a row's bounds around the start, in units of what its coefficients share."""

    row: int
    lower: int | None
    upper: int | None
    divisor: int

    @property
    def binds(self) -> bool:
        return self.lower is not None or self.upper is not None


def _residual(small: Problem, row: int, activity: int, step: int) -> _Residual | None:
    """Return the residual of a row, a side that no move can reach left out; None when no move mends it."""
    part = slice(int(small.row_start[row]), int(small.row_start[row + 1]))
    coefficients = [int(coefficient) for coefficient in small.row_coefficients[part]]
    # a side out of reach of every move is left out, so that the solver sees small numbers alone
    reach = step * sum(abs(coefficient) for coefficient in coefficients)
    lower, upper = small.row_lower[row], small.row_upper[row]
    low = None if lower is None or lower - activity <= -reach else lower - activity
    high = None if upper is None or upper - activity >= reach else upper - activity
    if (low is not None and low > reach) or (high is not None and high < -reach):
        return None
    shared = gcd(*coefficients) or 1
    low = None if low is None else -(-low // shared)
    high = None if high is None else high // shared
    return None if low is not None and high is not None and low > high else _Residual(row, low, high, shared)


def recentred(problem: Problem, box: Box, start: IntArray) -> Problem:
    """Return the problem seen from a plan: columns are whole moves, row bounds the exact residuals.

    Solved in floats it sees a miss of one unit that the problem itself, with its large amounts, hides.
    """
    return replace(
        shifted(problem, activities(problem, start)),
        lower=frozen(box.lower - start),
        upper=frozen(box.upper - start),
        choice=np.ones(problem.column_count, dtype=np.bool_),
    )
