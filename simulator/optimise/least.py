"""The least that placed rows must give together for a plan to exist: whole amounts, weighted in total.

Rows count in units of their own, so what they give is added up as parts of their bounds: to halve a floor of
ten awards is as much as to halve one of ten million fen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd, lcm
from typing import TypeAlias

import numpy as np

from simulator.optimise.conflict import row_ends
from simulator.optimise.limits import Limits
from simulator.optimise.loose import SIGNS, LooseRows, Side, least_give, placed_rows, sides_of
from simulator.optimise.mend import (
    NEAR_LIMITS,
    WIDTHS,
    Repair,
    bound_of,
    largest_term,
    most_missed,
    rounded_up,
)
from simulator.optimise.nearby import FEW_COLUMNS, is_small, rounded_plan, rows_kept, search_near
from simulator.optimise.problem import (
    IntArray,
    LinearForm,
    Problem,
    activities,
    frozen,
    join_whole,
    row_starts,
    whole_array,
)
from simulator.optimise.relaxation import Relaxed
from simulator.optimise.solvers.answer import Claim

Weigh: TypeAlias = Callable[[Problem], Mapping[str, Fraction]]
"""What one unit that a row gives counts beside the others, by the row's name."""

NOISE = 1e-9
"""A miss this much smaller than what a row adds up is taken for rounding."""

LEAST_WORK = 500
"""A tree over all that may give settles whole amounts at every node: nodes times columns stay near this."""

MOST_GIVEN = 2**44
"""What a row gives is looked for up to here while no plan is known, lest one column dwarf all the others."""


WEIGHT_DIGITS = 3
"""To so many digits a weight is worked out: weights of any length would have no common denominator."""


@dataclass(frozen=True, slots=True)
class _Units:
    """Weights of sides as whole numbers: each is `weights` over `denominator`; totals move in `step`s."""

    weights: Mapping[Side, int]
    denominator: int
    step: int

    @classmethod
    def of(cls, weighted: Mapping[Side, Fraction]) -> "_Units":
        denominator = lcm(1, *(weight.denominator for weight in weighted.values()))
        whole = {side: int(weight * denominator) for side, weight in weighted.items()}
        return cls(whole, denominator, gcd(*whole.values()) or 1)

    def at_least(self, amount: Fraction) -> int:
        """Return the least total that is no less than a weighted amount."""
        return rounded_up(amount * self.denominator / self.step) * self.step

    def total(self, missed: Mapping[Side, int]) -> int:
        """Return the weighted total of what is missed."""
        return sum(self.weights[side] * amount for side, amount in missed.items())


def parts_of_bounds(problem: Problem, written: Mapping[str, int] | None = None) -> dict[str, Fraction]:
    """Return by row name what one unit that a placed row gives counts: its part of `bound_sizes`.

    Weights have three digits.
    """
    return {name: _part_of(size) for name, size in bound_sizes(problem, written).items()}


def bound_sizes(problem: Problem, written: Mapping[str, int] | None = None) -> dict[str, int]:
    """Return by row name the size of each placed row's bound, above nothing, in the row's units.

    `written` holds those that are another than the row's own: of a row that has a part settled beforehand.
    A bound of nothing, as a ratio has, stands for the most that the row can come to on either side of it.
    """
    least, most = row_ends(problem)
    known = written or {}
    return {
        problem.row_names[row]: known.get(problem.row_names[row], 0)
        or max(abs(problem.row_lower[row] or 0), abs(problem.row_upper[row] or 0))
        or max(abs(int(least[row])), abs(int(most[row])), 1)
        for row in placed_rows(problem)
    }


def _part_of(size: int) -> Fraction:
    """Return one part of a size above nothing, to a few digits.

    >>> _part_of(3), _part_of(70_000)
    (Fraction(333, 1000), Fraction(143, 10000000))
    """
    finest = 10 ** (len(str(size)) - 1 + WEIGHT_DIGITS)
    return Fraction(round(Fraction(finest, size)), finest)


def least_relaxation(
    problem: Problem,
    weights: Mapping[str, Fraction] | None = None,
    *,
    loose: LooseRows | None = None,
    plans: Sequence[IntArray] = (),
) -> tuple[Repair, ...] | None:
    """Return what placed rows give so that a plan exists, as little in weighted total as was found.

    `weights` say by row name what one unit of a row counts (1 when not named, never less than nothing);
    without them it counts by `parts_of_bounds`. `plans` are some known to obey the rows without a place.
    None when no amounts were found: those rows may clash by themselves. Raises ValueError naming a row whose
    weight is negative.
    """
    free = loose or LooseRows(problem)
    weighted = _weighted(problem, free.sides, parts_of_bounds(problem) if weights is None else weights)
    relaxed = free.giving(weighted)
    if relaxed.claim is not Claim.OPTIMAL:
        return None
    units = _Units.of(weighted)
    proved = units.at_least(least_give(problem, relaxed, weighted))
    plan = _first_plan(problem, units, relaxed, (proved, plans))
    if plan is None or units.total(misses(problem, plan)) > proved:
        plan, proved = _least_broken(problem, units, proved, relaxed, plan)
    if plan is None:
        return None
    return _given(problem, plan, least=units.total(misses(problem, plan)) == proved)


def _weighted(
    problem: Problem, sides: Sequence[Side], weights: Mapping[str, Fraction]
) -> dict[Side, Fraction]:
    weighted = {side: Fraction(weights.get(problem.row_names[side[0]], 1)) for side in sides}
    for (row, _), weight in weighted.items():
        if weight < 0:
            raise ValueError(f"row {problem.row_names[row]!r}: the weight {weight} is negative")
    return weighted


def _first_plan(
    problem: Problem, units: _Units, relaxed: Relaxed, known: tuple[int, Sequence[IntArray]]
) -> IntArray | None:
    """Return the plan that breaks least of those easily found; `known` is the least proved, and plans."""
    proved, plans = known
    tied, _ = rows_kept(problem, ())
    plan = rounded_plan(tied, relaxed.values)
    if plan is not None and units.total(misses(problem, plan)) <= proved:
        return plan
    found = list(plans) if plan is None else [plan, *plans]
    return min(found, key=lambda each: units.total(misses(problem, each)), default=None)


def _relaxed_misses(problem: Problem, relaxed: Relaxed) -> dict[Side, int]:
    """Return what the sides give in a relaxation, less what is only rounding."""
    entries = problem.row_coefficients.astype(np.float64) * relaxed.values[problem.row_columns]
    rows = np.repeat(np.arange(problem.row_count), np.diff(problem.row_start))
    reached = np.bincount(rows, weights=entries, minlength=problem.row_count)
    sizes = np.bincount(rows, weights=np.abs(entries), minlength=problem.row_count)
    missed = {
        side: SIGNS[side[1]] * (bound_of(problem, side) - float(reached[side[0]]))
        for side in sides_of(problem, placed_rows(problem))
    }
    return {side: int(amount) for side, amount in missed.items() if amount > NOISE * sizes[side[0]]}


def _least_broken(
    problem: Problem, units: _Units, proved: int, relaxed: Relaxed, first: IntArray | None
) -> tuple[IntArray | None, int]:
    """Return the plan that obeys the linking rows and breaks the placed ones least, and the total proved."""
    sides = _sides_tried(problem, units, relaxed, first)
    total = None if first is None else units.total(misses(problem, first))
    reach = most_missed(problem, sides)
    most = [min(pair) for pair in zip(reach, _caps(units, sides, total), strict=True)]
    loosened = with_gives(problem, sides, _wide_enough(problem, sides, most))
    columns = tuple(range(problem.column_count, loosened.column_count))
    form = LinearForm(columns, tuple(-units.weights[side] for side in sides))
    start = None if first is None else _with_misses(problem, sides, first)
    values = np.append(relaxed.values, np.zeros(len(sides))) if start is None else start.astype(np.float64)
    limits = _limits(loosened) if is_small(loosened) else NEAR_LIMITS
    found = search_near(loosened, form, values, limits, start, WIDTHS[0])
    # a tree speaks of all plans only if no side was left out and none was given less than it could need
    every = len(sides) == len(units.weights) and is_small(loosened) and (total is not None or most == reach)
    proved = max(proved, -found.bound) if every and found.bound is not None else proved
    return (first if found.plan is None else found.plan[: problem.column_count]), proved


def _limits(problem: Problem) -> Limits:
    most = max(5, min(30, LEAST_WORK // problem.column_count))
    return Limits(nodes=4 * most, amount_nodes=most, last_nodes=most)


def _sides_tried(
    problem: Problem, units: _Units, relaxed: Relaxed, first: IntArray | None
) -> tuple[Side, ...]:
    """Return the sides that may give: in a large problem only those that give in what is known already."""
    if problem.column_count + len(units.weights) <= FEW_COLUMNS:
        return tuple(units.weights)
    known = {**_relaxed_misses(problem, relaxed), **({} if first is None else misses(problem, first))}
    return tuple(side for side in units.weights if side in known)


def _wide_enough(problem: Problem, sides: Sequence[Side], most: Sequence[int]) -> list[int]:
    # a column that gives little beside very large terms of its row would be lost on a solver
    return [max(amount, 2 * largest_term(problem, side[0])) for side, amount in zip(sides, most, strict=True)]


def _caps(units: _Units, sides: Sequence[Side], total: int | None) -> list[int]:
    """Return what each side gives at most in a plan that gives no more in total than one that is known."""
    weights = [units.weights[side] for side in sides]
    return [MOST_GIVEN if total is None or not weight else total // weight for weight in weights]


def _with_misses(problem: Problem, sides: Sequence[Side], plan: IntArray) -> IntArray:
    """Return a plan with what each side misses by it as further columns."""
    missed = misses(problem, plan)
    return join_whole((plan, whole_array([missed.get(side, 0) for side in sides])))


def misses(problem: Problem, plan: IntArray) -> dict[Side, int]:
    """Return by how much a plan misses each side of the placed rows that it breaks, row by row."""
    sums = activities(problem, plan).tolist()
    sides = sides_of(problem, placed_rows(problem))
    missed = {side: SIGNS[side[1]] * (bound_of(problem, side) - sums[side[0]]) for side in sides}
    return {side: amount for side, amount in missed.items() if amount > 0}


def _given(problem: Problem, plan: IntArray, *, least: bool) -> tuple[Repair, ...]:
    return tuple(
        Repair(problem.row_names[row], problem.row_places[row], amount, name, least)
        for (row, name), amount in misses(problem, plan).items()
    )


def with_gives(problem: Problem, sides: Sequence[Side], most: Sequence[int]) -> Problem:
    """Return the problem with one more amount column a side, of what it gives, up to the most given."""
    rows = np.array([row for row, _ in sides], dtype=np.int64)
    ends = problem.row_start[rows + 1]
    columns = problem.column_count + np.arange(len(sides))
    counts = np.diff(problem.row_start) + np.bincount(rows, minlength=problem.row_count)
    coefficients = np.insert(problem.row_coefficients, ends, [SIGNS[name] for _, name in sides])
    return replace(
        problem,
        column_names=(*problem.column_names, *(f"\x00gives {row} {name}" for row, name in sides)),
        lower=join_whole((problem.lower, whole_array([0] * len(sides)))),
        upper=join_whole((problem.upper, whole_array(list(most)))),
        choice=frozen(np.append(problem.choice, np.zeros(len(sides), dtype=np.bool_))),
        row_start=row_starts(counts.tolist()),
        row_columns=frozen(np.insert(problem.row_columns, ends, columns)),
        row_coefficients=frozen(coefficients),
    )
