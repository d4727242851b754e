"""The problem as CPLEX LP text, exact and readable, for anyone who wants another solver's opinion."""

from collections.abc import Sequence

from simulator.optimise.model_text import name_table, safe_names, sides
from simulator.optimise.problem import Problem

LINE_LENGTH = 200
COMMENT = "\\"


def lp_text(problem: Problem, goal: int = 0) -> str:
    """Return the problem with one of its goals as objective in LP text; an empty objective without goals.

    Every number is written in full. Names are made safe and unique (`c3_rent`, `r0_budget`) and plain: CBC
    renames everything once it meets another letter. A table in comments gives the name each stands for,
    which `original_names` reads back. Raises IndexError for a goal that does not exist.
    """
    columns = safe_names("c", problem.column_names)
    rows = safe_names("r", problem.row_names)
    lines = [
        *name_table(COMMENT, columns, problem.column_names),
        *name_table(COMMENT, rows, problem.row_names),
    ]
    lines += ["Maximize", *_objective(problem, goal, columns), "Subject To"]
    lines += _row_lines(problem, rows, columns)
    lines += ["Bounds", *_bound_lines(problem, columns), "Generals", *_wrapped(columns)]
    return "\n".join([*lines, "End", ""])


def _objective(problem: Problem, goal: int, columns: Sequence[str]) -> list[str]:
    if not problem.goals:
        return [" none: 0"]
    chosen = problem.goals[goal]
    terms = _terms(chosen.form.columns, chosen.form.coefficients, columns)
    constant = [_signed(chosen.form.constant)] if chosen.form.constant else []
    return [f" {safe_names('g', [chosen.name])[0]}:", *_wrapped([*terms, *constant] or ["0"])]


def _row_lines(problem: Problem, rows: Sequence[str], columns: Sequence[str]) -> list[str]:
    used, weights = problem.row_columns.tolist(), problem.row_coefficients.tolist()
    starts = problem.row_start.tolist()
    # a row without terms still needs one to be a row
    nothing = [f"0 {columns[0]}" if columns else "0"]
    lines: list[str] = []
    for side in sides(problem, rows):
        part = slice(starts[side.row], starts[side.row + 1])
        terms = _terms(used[part], weights[part], columns) or nothing
        lines += [f" {side.name}:", *_wrapped(terms), f"  {side.relation} {side.bound}"]
    return lines


def _terms(used: Sequence[int], weights: Sequence[int], columns: Sequence[str]) -> list[str]:
    pairs = zip(used, weights, strict=True)
    return [f"{_signed(weight)} {columns[column]}" for column, weight in pairs]


def _signed(number: int) -> str:
    return f"+ {number}" if number >= 0 else f"- {-number}"


def _bound_lines(problem: Problem, columns: Sequence[str]) -> list[str]:
    bounds = zip(problem.lower.tolist(), columns, problem.upper.tolist(), strict=True)
    return [f" {lower} <= {name} <= {upper}" for lower, name, upper in bounds]


def _wrapped(words: Sequence[str]) -> list[str]:
    """Return the words in lines short enough for any LP reader, as many on each as the longest allows."""
    each = max(1, LINE_LENGTH // (max(map(len, words), default=0) + 1))
    return ["  " + " ".join(words[at : at + each]) for at in range(0, len(words), each)]
