"""What would mend a conflict: the least whole amount that one row alone must give.

Each amount is whole and tried on a plan in whole numbers; what no plan can do without is proved by prices.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from simulator.optimise.conflict import row_ends
from simulator.optimise.float_model import FloatArray
from simulator.optimise.limits import Limits
from simulator.optimise.loose import (
    SIGNS,
    LooseRows,
    Side,
    SideName,
    clash,
    least_give,
    placed_rows,
    sides_of,
)
from simulator.optimise.nearby import is_small, rounded_plan, search_near
from simulator.optimise.problem import (
    IntArray,
    Problem,
    largest,
)
from simulator.optimise.solvers.answer import Claim

REPAIR_LIMITS = Limits(nodes=400, amount_nodes=60, last_nodes=50)

NEAR_LIMITS = Limits(nodes=30, amount_nodes=10, last_nodes=10)
"""In a large problem a tree over what is near proves nothing, so it is cut short."""

WIDTHS = (8, 16)
"""How many columns of each row, of all sizes, are moved at a first look and at a second."""

CLOSE = 100
"""An amount within this part of what is proved is not looked at again."""

OFFERED = 3
"""How many of the rows that can mend everything alone are put forward."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A whole amount that one row gives at one side ("lower" or "upper").

    `least` tells whether it is proved that no less will do: of a row that mends everything alone its own
    amount, of a relaxation the weighted total of all its rows. `proved` is what no plan can do without from
    a row alone. `offered` marks the few put forward.
    """

    name: str
    place: str
    amount: int
    side: SideName
    least: bool
    proved: int = 0
    offered: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    """The rows that can mend everything alone, those that ask least of their own bound first.

    `none` is True when it is proved that none of the rows asked about can. `plans` has a plan for each repair
    found.
    """

    repairs: tuple[Repair, ...]
    none: bool
    plans: tuple[IntArray, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Give:
    """What one side alone must give: at least `proved`, and `amount` is enough (None for no plan found).

    `impossible` is True when it is proved that no amount will do. In `plan` only that side gives.
    """

    proved: int
    amount: int | None
    impossible: bool = False
    plan: IntArray | None = None


def repairs_alone(problem: Problem, rows: Sequence[int], loose: LooseRows) -> Alone:
    """Return, for each side of some rows, the least whole amount found by which it alone mends everything."""
    sides = sides_of(problem, rows)
    gives = [least_alone(problem, loose, side) for side in sides]
    found = [
        _repair(problem, side, give.amount, give)
        for side, give in zip(sides, gives, strict=True)
        if give.amount is not None
    ]
    ranked = sorted(found, key=lambda repair: _ask(problem, repair))
    offered = tuple(replace(repair, offered=at < OFFERED) for at, repair in enumerate(ranked))
    plans = tuple(give.plan for give in gives if give.plan is not None)
    return Alone(offered, all(give.impossible for give in gives), plans)


def _repair(problem: Problem, side: Side, amount: int, give: Give) -> Repair:
    row, name = side
    least = amount == give.proved
    return Repair(problem.row_names[row], problem.row_places[row], amount, name, least, give.proved)


def _ask(problem: Problem, repair: Repair) -> tuple[bool, Fraction]:
    """Return how much a repair asks of its row: its share of the bound; bounds of nothing come last."""
    bound = bound_of(problem, (problem.row_names.index(repair.name), repair.side))
    return (not bound, Fraction(repair.amount, abs(bound) or 1))


def bound_of(problem: Problem, side: Side) -> int:
    """Return the bound at a side; raises ValueError where there is none."""
    row, name = side
    bound = (problem.row_lower if name == "lower" else problem.row_upper)[row]
    if bound is None:
        raise ValueError(f"row {problem.row_names[row]!r} has no {name} bound")
    return bound


def least_alone(problem: Problem, loose: LooseRows, side: Side) -> Give:
    """Return the least that one side alone must give for an infeasible problem to have a plan."""
    if clash(problem, loose.holding(placed_rows(problem), free=side)) is not None:
        return Give(0, None, impossible=True)
    weights = {side: Fraction(1)}
    relaxed = loose.giving(weights)
    if relaxed.claim is not Claim.OPTIMAL:
        return Give(1, None)
    # a problem without a plan needs one unit at least
    proved = max(1, rounded_up(least_give(problem, relaxed, weights)))
    plan = rounded_plan(gives_way(problem, {side: proved}), relaxed.values)
    if plan is not None:
        return Give(proved, proved, plan=plan)
    near = _searched(problem, side, proved, relaxed.values, WIDTHS[0])
    return near if is_small(problem) else _looked_further(problem, side, near, relaxed.values)


def _looked_further(problem: Problem, side: Side, near: Give, values: FloatArray) -> Give:
    """Return what a second look in a large problem finds: among more columns, or around the plan found."""
    if near.amount is None or near.plan is None:
        return _searched(problem, side, near.proved, values, WIDTHS[1])
    if (near.amount - near.proved) * CLOSE <= near.proved:
        return near
    return _searched(problem, side, near.proved, near.plan.astype(np.float64), WIDTHS[0], near.plan)


def rounded_up(amount: Fraction) -> int:
    """Return the least whole number that is no less than a fraction."""
    return -(-amount.numerator // amount.denominator)


def _searched(  # noqa: PLR0913, PLR0917 - a plan to start from is not always there
    problem: Problem,
    side: Side,
    proved: int,
    values: FloatArray,
    width: int,
    start: IntArray | None = None,
) -> Give:
    """Return what a tree finds that a side must give, when what is proved was not seen to be enough."""
    row, name = side
    form = problem.row(row).form.times(SIGNS[name])
    aim = SIGNS[name] * bound_of(problem, side)
    limits = REPAIR_LIMITS if is_small(problem) else NEAR_LIMITS
    found = search_near(_without_bound(problem, side), form, values, limits, start, width)
    if found.bound is None:
        # near a few columns nothing was found, which says that there is nothing only where these are all
        return Give(proved, None, impossible=is_small(problem))
    needed = max(proved, aim - found.bound) if is_small(problem) else proved
    amount = None if found.value is None else max(1, aim - found.value)
    return Give(needed, amount, plan=found.plan)


def largest_term(problem: Problem, row: int) -> int:
    """Return the size of the largest coefficient of a row."""
    return largest(problem.row_coefficients[int(problem.row_start[row]) : int(problem.row_start[row + 1])])


def _without_bound(problem: Problem, side: Side) -> Problem:
    row, name = side
    if name == "lower":
        return replace(problem, row_lower=_bounds_without(problem.row_lower, row))
    return replace(problem, row_upper=_bounds_without(problem.row_upper, row))


def _bounds_without(bounds: tuple[int | None, ...], row: int) -> tuple[int | None, ...]:
    """Return bounds without the one of a row."""
    return (*bounds[:row], None, *bounds[row + 1 :])


def most_missed(problem: Problem, sides: Sequence[Side]) -> list[int]:
    """Return by how much each side can be missed within the column bounds; 0 for not at all."""
    least, most = row_ends(problem)
    ends = {"lower": least, "upper": most}
    missed = [SIGNS[name] * (bound_of(problem, (row, name)) - int(ends[name][row])) for row, name in sides]
    return [max(0, amount) for amount in missed]


def gives_way(problem: Problem, amounts: Mapping[Side, int]) -> Problem:
    """Return the problem with some bounds moved outwards by whole amounts."""
    lower, upper = list(problem.row_lower), list(problem.row_upper)
    for (row, name), amount in amounts.items():
        bounds = lower if name == "lower" else upper
        bounds[row] = bound_of(problem, (row, name)) - SIGNS[name] * amount
    return replace(problem, row_lower=tuple(lower), row_upper=tuple(upper))


def mended(problem: Problem, repairs: Sequence[Repair]) -> Problem:
    """Return the problem with every row giving what its repair says."""
    at = {name: row for row, name in enumerate(problem.row_names)}
    return gives_way(problem, {(at[repair.name], repair.side): repair.amount for repair in repairs})
