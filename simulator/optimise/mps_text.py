"""The problem as free MPS text, which every solver reads and which takes names in any script."""

from collections.abc import Sequence

import numpy as np

from simulator.optimise.model_text import ANY_SCRIPT, Side, name_table, safe_names, sides
from simulator.optimise.problem import Goal, IntArray, LinearForm, Problem

COMMENT = "*"
RELATIONS = {"=": "E", ">=": "G", "<=": "L"}
CONSTANT = "constant"
"""A column fixed at 1 that carries the constant of a goal: readers differ on the sign of any other way."""


def mps_text(problem: Problem, goal: int = 0) -> str:
    """Return the problem with one of its goals as objective in free MPS text.

    The objective is the goal negated, to be made as small as possible: readers differ on a word for the
    other way. Every number is written in full. Names are made safe and unique and keep letters of any
    script (`c3_房租`); a table in comments gives the name each stands for, which `original_names` reads
    back. Raises IndexError for a goal that does not exist.
    """
    columns = safe_names("c", problem.column_names, ANY_SCRIPT)
    rows = safe_names("r", problem.row_names, ANY_SCRIPT)
    chosen = problem.goals[goal] if problem.goals else Goal("none", LinearForm())
    objective = safe_names("minus_g", [chosen.name], ANY_SCRIPT)[0]
    bounds = sides(problem, rows)
    lines = [
        *name_table(COMMENT, columns, problem.column_names),
        *name_table(COMMENT, rows, problem.row_names),
        *name_table(COMMENT, [objective], [chosen.name]),
        # CBC takes short names for fixed columns of characters unless it is told
        "NAME plan FREE",
        *_row_lines(objective, bounds),
        *_column_lines(problem, chosen.form, columns, objective, bounds),
        *_right_hand_sides(bounds),
        *_bound_lines(problem, chosen.form, columns),
    ]
    return "\n".join([*lines, "ENDATA", ""])


def _row_lines(objective: str, bounds: Sequence[Side]) -> list[str]:
    return ["ROWS", f" N {objective}", *(f" {RELATIONS[side.relation]} {side.name}" for side in bounds)]


def _column_lines(
    problem: Problem, form: LinearForm, columns: Sequence[str], objective: str, bounds: Sequence[Side]
) -> list[str]:
    lines = _cost_lines(form, columns, objective) + _term_lines(problem, columns, bounds)
    # the entries of a column must stand together, its cost first
    belongs_to = np.concatenate([np.arange(len(columns)), _columns_of_terms(problem, bounds)])
    sorted_lines = [lines[at] for at in np.argsort(belongs_to, kind="stable").tolist()]
    constant = [f" {CONSTANT} {objective} {-form.constant}"] if form.constant else []
    whole = " MARKER 'MARKER' 'INTORG'", " MARKER 'MARKER' 'INTEND'"
    return ["COLUMNS", whole[0], *sorted_lines, *constant, whole[1]]


def _cost_lines(form: LinearForm, columns: Sequence[str], objective: str) -> list[str]:
    """Return one line a column, so that no column is lost that stands in no row."""
    costs = [0] * len(columns)
    for column, coefficient in zip(form.columns, form.coefficients, strict=True):
        costs[column] = -coefficient
    return [f" {name} {objective} {cost}" for name, cost in zip(columns, costs, strict=True)]


def _columns_of_terms(problem: Problem, bounds: Sequence[Side]) -> IntArray:
    return problem.keep_rows([side.row for side in bounds]).row_columns


def _term_lines(problem: Problem, columns: Sequence[str], bounds: Sequence[Side]) -> list[str]:
    used, weights = problem.row_columns.tolist(), problem.row_coefficients.tolist()
    starts = problem.row_start.tolist()
    lines: list[str] = []
    for side in bounds:
        part = slice(starts[side.row], starts[side.row + 1])
        pairs = zip(used[part], weights[part], strict=True)
        lines += [f" {columns[column]} {side.name} {weight}" for column, weight in pairs]
    return lines


def _right_hand_sides(bounds: Sequence[Side]) -> list[str]:
    return ["RHS", *(f" RHS {side.name} {side.bound}" for side in bounds)]


def _bound_lines(problem: Problem, form: LinearForm, columns: Sequence[str]) -> list[str]:
    lines = ["BOUNDS"]
    for name, lower, upper in zip(columns, problem.lower.tolist(), problem.upper.tolist(), strict=True):
        lines += [f" LO BND {name} {lower}", f" UP BND {name} {upper}"]
    return [*lines, f" FX BND {CONSTANT} 1"] if form.constant else lines
