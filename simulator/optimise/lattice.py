"""Equalities that no whole numbers satisfy: found by elimination, shown by one combination of rows.

A relaxation cannot see that 2a + 4b = 7 has no whole solution, nor can any splitting of boxes. A combination
of rows with whole coefficients and a fractional right-hand side can: here one half of the row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from simulator.optimise.exact import Prices
from simulator.optimise.problem import Problem
from simulator.optimise.reduce import Box

MOST_ROWS = 40
MOST_COLUMNS = 3_000


@dataclass(frozen=True, slots=True)
class Equalities:
    """The equality rows on the free columns: row indexes, whole coefficients a row, right-hand sides."""

    rows: tuple[int, ...]
    coefficients: tuple[tuple[int, ...], ...]
    sides: tuple[int, ...]


def congruence_prices(problem: Problem, box: Box) -> Prices | None:
    """Return prices of equality rows whose combination no whole plan in the box meets, if there are any."""
    system = equalities(problem, box)
    if not system.rows or len(system.rows) > MOST_ROWS or len(system.coefficients[0]) > MOST_COLUMNS:
        return None
    combination = unmeetable(system.coefficients, system.sides)
    if combination is None:
        return None
    common = lcm(*(weight.denominator for weight in combination))
    priced = [(row, int(w * common)) for row, w in zip(system.rows, combination, strict=True) if w]
    return Prices(tuple(row for row, _ in priced), tuple(weight for _, weight in priced), common)


def equalities(problem: Problem, box: Box) -> Equalities:
    """Return the equality rows of a problem with the columns that the box fixes taken to the other side."""
    free = np.nonzero(box.lower < box.upper)[0].tolist()
    position = {column: at for at, column in enumerate(free)}
    bounds = zip(problem.row_lower, problem.row_upper, strict=True)
    rows = [row for row, (low, high) in enumerate(bounds) if low is not None and low == high]
    read = [_on_free_columns(problem, row, box, position) for row in rows]
    return Equalities(tuple(rows), tuple(terms for terms, _ in read), tuple(side for _, side in read))


def _on_free_columns(
    problem: Problem, row: int, box: Box, position: dict[int, int]
) -> tuple[tuple[int, ...], int]:
    read = problem.row(row)
    coefficients, side = [0] * len(position), int(read.upper or 0)
    for column, coefficient in zip(read.form.columns, read.form.coefficients, strict=True):
        if column in position:
            coefficients[position[column]] = coefficient
        else:
            side -= coefficient * int(box.lower[column])
    return tuple(coefficients), side


def unmeetable(coefficients: Sequence[Sequence[int]], sides: Sequence[int]) -> tuple[Fraction, ...] | None:
    """Return weights that give whole coefficients but a fractional side; None when whole solutions exist.

    Columns are combined until the rows are a staircase; the staircase is solved downwards, and the first
    step that comes out fractional names the weights. An equality without a pivot is left to the relaxation.

    >>> unmeetable([[2, 4]], [7])
    (Fraction(1, 2),)
    >>> unmeetable([[2, 3]], [7]) is None
    True
    """
    columns = [list(column) for column in zip(*coefficients, strict=True)]
    pivots: list[int] = []
    solved: list[Fraction] = []
    for row in range(len(sides)):
        if not _clear_row(columns, row, len(pivots)):
            continue
        pivots.append(row)
        known = sum((column[row] * step for column, step in zip(columns, solved, strict=False)), Fraction(0))
        solved.append((sides[row] - known) / columns[len(pivots) - 1][row])
        if solved[-1].denominator > 1:
            return _weights(columns, pivots, len(sides))
    return None


def _clear_row(columns: list[list[int]], row: int, start: int) -> bool:
    """Combine the columns from `start` on until at most the first has an entry in the row; tell if it has."""
    while True:
        live = [at for at in range(start, len(columns)) if columns[at][row]]
        if not live:
            return False
        # Euclid's way: the smallest entry is taken from all others until it is left alone
        smallest = min(live, key=lambda at: (abs(columns[at][row]), at))
        columns[start], columns[smallest] = columns[smallest], columns[start]
        if len(live) == 1:
            return True
        _subtract_pivot(columns, row, start)


def _subtract_pivot(columns: list[list[int]], row: int, start: int) -> None:
    pivot = columns[start]
    for at in range(start + 1, len(columns)):
        times = columns[at][row] // pivot[row]
        if times:
            columns[at] = [entry - times * held for entry, held in zip(columns[at], pivot, strict=True)]


def _weights(columns: Sequence[Sequence[int]], pivots: Sequence[int], rows: int) -> tuple[Fraction, ...]:
    """Return the weights that turn the staircase's last step into one and every other into nothing."""
    weights = [Fraction(0)] * rows
    last = len(pivots) - 1
    for step in range(last, -1, -1):
        target = Fraction(int(step == last))
        later = sum(
            (weights[pivots[q]] * columns[step][pivots[q]] for q in range(step + 1, last + 1)), Fraction(0)
        )
        weights[pivots[step]] = (target - later) / columns[step][pivots[step]]
    return tuple(weights)
