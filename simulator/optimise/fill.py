"""A plan made fuller: choices raised one by one, dearest first, as long as every row still holds."""

import numpy as np

from simulator.optimise.problem import IntArray, Problem, activities
from simulator.optimise.reduce import Box

MOST_RAISED = 20_000
"""How many choices are tried; the later ones are far from what a best plan would take."""


def filled(problem: Problem, plan: IntArray, box: Box, cost: IntArray, worth: IntArray) -> IntArray:
    """Return a plan at least as good, with choices that cost rewards raised by one where rows have room.

    `worth` ranks the choices, largest first. A plan that obeys every row leads to one that does.
    """
    wanted = np.nonzero(problem.choice & (plan < box.upper) & (cost > 0))[0].tolist()
    order = sorted(wanted, key=lambda column: (-worth[column], column))[:MOST_RAISED]
    rows, weights, start = _by_column(problem)
    sums, fuller = activities(problem, plan).tolist(), plan.copy()
    for column in order:
        part = slice(int(start[column]), int(start[column + 1]))
        steps = list(zip(rows[part].tolist(), weights[part].tolist(), strict=True))
        if all(_has_room(problem, row, sums[row] + weight) for row, weight in steps):
            fuller[column] += 1
            for row, weight in steps:
                sums[row] += weight
    return fuller


def _by_column(problem: Problem) -> tuple[IntArray, IntArray, IntArray]:
    """Return the entries of the rows sorted by column: rows, coefficients, and where each column starts."""
    order = np.argsort(problem.row_columns, kind="stable")
    rows = np.repeat(np.arange(problem.row_count), np.diff(problem.row_start))[order]
    start = np.searchsorted(problem.row_columns[order], np.arange(problem.column_count + 1))
    return rows, problem.row_coefficients[order], start


def _has_room(problem: Problem, row: int, reached: int) -> bool:
    lower, upper = problem.row_lower[row], problem.row_upper[row]
    return (lower is None or lower <= reached) and (upper is None or reached <= upper)
