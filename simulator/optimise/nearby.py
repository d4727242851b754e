"""A whole plan near what a relaxation proposes: rounded, settled, or found among a few columns."""

from collections.abc import Iterable

import numpy as np

from simulator.optimise.exact import dense
from simulator.optimise.float_model import FloatArray, float_model
from simulator.optimise.found import Found
from simulator.optimise.limits import Limits
from simulator.optimise.problem import IntArray, LinearForm, Problem
from simulator.optimise.reduce import Box, form_on, on_free_columns, spread, whole_box
from simulator.optimise.relaxation import WHOLE
from simulator.optimise.search import search
from simulator.optimise.settle import holds, rounded, settle
from simulator.optimise.solvers import backend

FEW_COLUMNS = 600
"""A problem with no more columns than this is searched as it is; a larger one among the few that matter."""

SMALLEST, WIDTH = 4, 8
"""How many columns a row may raise, and as many that it may lower: its smallest terms, then all sizes."""

PROPOSED_NODES = 50
"""Branch nodes allowed to a solver that proposes the choices among a few columns."""


def rounded_plan(problem: Problem, values: FloatArray) -> IntArray | None:
    """Return the plan nearest to float values that obeys every row; None when neither step finds one.

    The choices are rounded, then the amounts settled around them.
    """
    box = whole_box(problem)
    plan = rounded(values, box)
    if holds(problem, plan, box):
        return plan
    if np.any(problem.choice & (np.abs(values - plan.astype(np.float64)) > WHOLE)):
        return None
    lower, upper = np.where(problem.choice, plan, box.lower), np.where(problem.choice, plan, box.upper)
    return settle(problem, np.zeros(problem.column_count, dtype=object), Box(lower, upper), values)


def is_small(problem: Problem) -> bool:
    """Tell whether a problem is searched whole, so that what is proved near is proved of every plan."""
    return problem.column_count <= FEW_COLUMNS


def near_box(problem: Problem, values: FloatArray, width: int = WIDTH) -> Box:
    """Return the box that holds all columns at their rounded values but the few that may be moved.

    Free are those a relaxation left between whole numbers or bounds, and of each row some of all sizes and
    the smallest, with which a sum can be met to the last unit. A small problem is not narrowed.
    """
    box = whole_box(problem)
    if is_small(problem):
        return box
    plan = rounded(values, box)
    free = np.abs(values - plan.astype(np.float64)) > WHOLE
    free |= ~problem.choice & (plan > box.lower) & (plan < box.upper)
    for row in range(problem.row_count):
        free[_movable(problem, row, plan, width)] = True
    return Box(np.where(free, box.lower, plan), np.where(free, box.upper, plan))


def _movable(problem: Problem, row: int, plan: IntArray, width: int) -> IntArray:
    part = slice(int(problem.row_start[row]), int(problem.row_start[row + 1]))
    columns = problem.row_columns[part]
    order = columns[np.argsort(np.abs(problem.row_coefficients[part].astype(np.float64)), kind="stable")]
    sides = (order[plan[order] < problem.upper[order]], order[plan[order] > problem.lower[order]])
    return np.concatenate([_of_all_sizes(side, width) for side in sides])


def _of_all_sizes(order: IntArray, width: int) -> IntArray:
    every = max(1, -(-len(order) // width))
    return np.concatenate([order[:SMALLEST], order[::every]])


def search_near(  # noqa: PLR0913, PLR0917 - a plan to start from is not always there
    problem: Problem,
    form: LinearForm,
    values: FloatArray,
    limits: Limits,
    plan: IntArray | None = None,
    width: int = WIDTH,
) -> Found:
    """Return the best plan for a form among those near float values; `plan` is one known to obey every row.

    Its bound and tree speak of every plan when the problem is small; else they prove nothing of plans that
    lie further off.
    """
    box = near_box(problem, values, width)
    return search(problem, form, limits, box=box, plan=plan, hint=_proposed(problem, form, box))


def _proposed(problem: Problem, form: LinearForm, box: Box) -> IntArray | None:
    """Return what a solver proposes on the free columns of a box, rounded; None when it has nothing."""
    columns = box.free()
    small = on_free_columns(problem, box)
    cost = dense(form_on(form, columns), len(columns))
    model = float_model(small, cost, small.lower, small.upper)
    answer = backend("highs")(model, PROPOSED_NODES)
    if answer.values is None or not np.all(np.isfinite(answer.values)):
        return None
    return spread(box.lower, columns, rounded(answer.values * model.column_scale, whole_box(small)))


def rows_kept(problem: Problem, rows: Iterable[int]) -> tuple[Problem, tuple[int, ...]]:
    """Return the problem with only its linking rows and some placed ones, and which rows those are."""
    wanted = set(rows)
    kept = tuple(row for row, place in enumerate(problem.row_places) if not place or row in wanted)
    return problem.keep_rows(kept), kept
