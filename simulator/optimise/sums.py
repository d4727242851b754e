"""The sums behind a conflict: what each of its rows can reach beside the others, and floors added up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.conflict import Clause
from simulator.optimise.loose import SIGNS, LooseRows, SideName, sides_of
from simulator.optimise.mend import Give, bound_of, least_alone
from simulator.optimise.nearby import rows_kept
from simulator.optimise.problem import IntArray, Problem, whole_products


@dataclass(frozen=True, slots=True)
class Reach:
    """How near one row of a conflict can come to its bound while all the others are kept.

    `reach` is the row's sum at its best and `shortfall` what it then lacks (or has too much). With `attained`
    `plan` reaches it; without, it is only proved that none goes further.
    """

    name: str
    place: str
    side: SideName
    bound: int
    reach: int
    shortfall: int
    attained: bool
    plan: IntArray | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Part:
    """One row that claims a part of a sum, and how much."""

    name: str
    place: str
    amount: int


@dataclass(frozen=True, slots=True)
class Addition:
    """Rows over separate columns of one row, whose bounds do not add up with its own.

    With `side` "upper" they are floors and `total` a ceiling: the parts and `rest` (what the columns of no
    part come to at least) add to `short` more than `bound`. With "lower" they are ceilings under a floor, and
    `rest` is what the other columns come to at most.
    """

    total: Clause
    side: SideName
    bound: int
    parts: tuple[Part, ...]
    rest: int
    short: int


@dataclass(frozen=True, slots=True)
class ConflictSums:
    """What every row of a conflict can reach, and the sum that does not come out where there is one."""

    reaches: tuple[Reach, ...]
    addition: Addition | None


def sums(problem: Problem, rows: Sequence[int]) -> ConflictSums:
    """Return the sums of a conflict, from the indexes of its rows; the linking rows always count."""
    alone, kept = rows_kept(problem, rows)
    loose = LooseRows(alone)
    blamed = [at for at, row in enumerate(kept) if problem.row_places[row]]
    reaches = tuple(_reach(alone, loose, row) for row in blamed)
    return ConflictSums(reaches, next(_additions(alone, blamed), None))


def _reach(problem: Problem, loose: LooseRows, row: int) -> Reach:
    """Return how near a row comes to the bound that it misses by less."""
    sides = sides_of(problem, [row])
    gives = [(side, least_alone(problem, loose, side)) for side in sides]
    side, give = min(gives, key=lambda pair: _preferred(pair[1]))
    bound = bound_of(problem, side)
    reach = bound - SIGNS[side[1]] * give.proved
    attained = give.amount == give.proved
    name, place = problem.row_names[row], problem.row_places[row]
    return Reach(name, place, side[1], bound, reach, give.proved, attained, give.plan if attained else None)


def _preferred(give: Give) -> tuple[bool, bool, int]:
    return give.impossible, give.amount is None, give.proved


def _additions(problem: Problem, rows: Sequence[int]) -> Iterator[Addition]:
    """Yield the sums in which all the other rows of a conflict are parts of one of them."""
    for total, side in sides_of(problem, rows):
        others = [row for row in rows if row != total]
        if others and _are_parts(problem, total, others, _OPPOSITE[side]):
            addition = _added(problem, total, side, others)
            if addition.short > 0:
                yield addition


_OPPOSITE: Mapping[SideName, SideName] = {"lower": "upper", "upper": "lower"}


def _are_parts(problem: Problem, total: int, rows: Sequence[int], side: SideName) -> bool:
    """Tell whether rows with a bound at one side cover separate columns of a row, with the same terms."""
    if any((row, side) not in sides_of(problem, [row]) for row in rows):
        return False
    columns, coefficients = _terms(problem, total)
    weights = np.zeros(problem.column_count, dtype=coefficients.dtype)
    weights[columns] = coefficients
    for row in rows:
        inside, terms = _terms(problem, row)
        if not len(inside) or not np.array_equal(weights[inside], terms):
            return False
        weights[inside] = 0  # a term counted once is no longer there for the next part
    return True


def _added(problem: Problem, total: int, side: SideName, rows: Sequence[int]) -> Addition:
    parts = tuple(_part(problem, row, _OPPOSITE[side]) for row in rows)
    rest = _rest(problem, total, side, rows)
    bound = bound_of(problem, (total, side))
    excess = sum(part.amount for part in parts) + rest - bound
    clause = Clause(problem.row_names[total], problem.row_places[total])
    return Addition(clause, side, bound, parts, rest, -SIGNS[side] * excess)


def _part(problem: Problem, row: int, side: SideName) -> Part:
    return Part(problem.row_names[row], problem.row_places[row], bound_of(problem, (row, side)))


def _rest(problem: Problem, total: int, side: SideName, rows: Sequence[int]) -> int:
    """Return what the columns of no part come to: at least under a ceiling, at most above a floor."""
    columns, coefficients = _terms(problem, total)
    covered = np.zeros(problem.column_count, dtype=np.bool_)
    for row in rows:
        covered[_terms(problem, row)[0]] = True
    kept = ~covered[columns]
    inside, weights = columns[kept], coefficients[kept]
    ends = [whole_products(weights, bounds[inside]) for bounds in (problem.lower, problem.upper)]
    best = np.minimum(*ends) if side == "upper" else np.maximum(*ends)
    return int(best.sum())


def _terms(problem: Problem, row: int) -> tuple[NDArray[np.int64], IntArray]:
    part = slice(int(problem.row_start[row]), int(problem.row_start[row + 1]))
    return problem.row_columns[part], problem.row_coefficients[part]
