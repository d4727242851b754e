"""The problem as CPLEX LP text, exact and readable, for anyone who wants another solver's opinion."""

import re
from collections.abc import Iterable, Sequence

from simulator.optimise.problem import LinearForm, Problem

LINE_LENGTH = 200
LONGEST_NAME = 60
UNSAFE = re.compile(r"[^A-Za-z0-9_]")


def lp_text(problem: Problem, goal: int = 0) -> str:
    """Return the problem with one of its goals as objective in LP text; an empty objective without goals.

    Every number is written in full. Names are made safe and unique (`c3_rent`, `r0_budget`); a comment
    gives the name each stands for. Raises IndexError for a goal that does not exist.
    """
    columns = safe_names("c", problem.column_names)
    rows = safe_names("r", problem.row_names)
    lines = [*_comments(columns, problem.column_names), *_comments(rows, problem.row_names)]
    lines += ["Maximize", *_objective(problem, goal, columns), "Subject To"]
    for index, name in enumerate(rows):
        lines += _row_lines(problem, index, name, columns)
    lines += ["Bounds", *_bound_lines(problem, columns), "Generals"]
    lines += _wrapped(columns)
    return "\n".join([*lines, "End", ""])


def safe_names(letter: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return unique names of plain letters, digits and underscores, each with its position first.

    >>> safe_names("c", ["rent", "房租 a"])
    ('c0_rent', 'c1____a')
    """
    shortened = (UNSAFE.sub("_", name)[:LONGEST_NAME] for name in names)
    return tuple(f"{letter}{index}_{name}" for index, name in enumerate(shortened))


def _comments(safe: Sequence[str], names: Sequence[str]) -> list[str]:
    return [f"\\ {short} = {_one_line(name)}" for short, name in zip(safe, names, strict=True)]


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _objective(problem: Problem, goal: int, columns: Sequence[str]) -> list[str]:
    if not problem.goals:
        return [" none: 0"]
    chosen = problem.goals[goal]
    name = safe_names("g", [chosen.name])[0]
    constant = [_signed(chosen.form.constant)] if chosen.form.constant else []
    return _wrapped([f"{name}:", *_terms(chosen.form, columns), *constant])


def _terms(form: LinearForm, columns: Sequence[str]) -> list[str]:
    pairs = zip(form.columns, form.coefficients, strict=True)
    return [f"{_signed(coefficient)} {columns[column]}" for column, coefficient in pairs]


def _signed(number: int) -> str:
    return f"+ {number}" if number >= 0 else f"- {-number}"


def _row_lines(problem: Problem, index: int, name: str, columns: Sequence[str]) -> list[str]:
    row = problem.row(index)
    terms = _terms(row.form, columns) or [f"0 {columns[0]}" if columns else "0"]
    if row.lower == row.upper:
        return _wrapped([f"{name}:", *terms, f"= {row.upper}"])
    lower = [] if row.lower is None else _wrapped([f"{name}_l:", *terms, f">= {row.lower}"])
    upper = [] if row.upper is None else _wrapped([f"{name}_u:", *terms, f"<= {row.upper}"])
    return lower + upper


def _bound_lines(problem: Problem, columns: Sequence[str]) -> list[str]:
    bounds = zip(problem.lower.tolist(), columns, problem.upper.tolist(), strict=True)
    return [f" {lower} <= {name} <= {upper}" for lower, name, upper in bounds]


def _wrapped(words: Iterable[str]) -> list[str]:
    """Return the words in lines short enough for any LP reader."""
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) + 1 > LINE_LENGTH:
            lines.append(line)
            line = ""
        line += f" {word}"
    return [*lines, line] if line else lines
