"""Whole selections from one pot: decided and proved by a frontier before any solver is asked.

Every column is a small whole number, and the best plan under one row alone breaks no other: then nothing
under all rows is better. The price of the pot is the rate of the column at which its filling, best rate
first, comes to an end.
"""

from dataclasses import dataclass, replace

import numpy as np

from simulator.optimise.exact import Bound, Prices, dense, exact_bound, exact_dot
from simulator.optimise.found import Found
from simulator.optimise.frontier import MOST_STATES, best_of, pot_of
from simulator.optimise.problem import IntArray, LinearForm, Problem, largest, whole_products
from simulator.optimise.reduce import Box, box_as_good, on_free_columns, spread, whole_box
from simulator.optimise.settle import broken_rows, holds
from simulator.optimise.ties import Settled, place_values
from simulator.optimise.tree import Fix, Frontier, Tree

MOST_FREE = 4_000
"""A frontier over more free columns than this is not tried."""

FEW_FREE = 400
"""More free columns than this are first narrowed by the price of the pot."""

TIE_STATES = 30_000
"""How many pairs may be looked at for the tie rule: their numbers are long, and the tree tells ties too."""

MOST_ROWS = 12
"""With more rows broken by the dearest plan than this no single one is looked for."""

MOST_SPAN = 64
"""A column that may take more values than this is an amount rather than a choice."""


@dataclass(frozen=True, slots=True, eq=False)
class _Sought:
    """What is looked for: the plan of a problem dearest in a cost a column, its one row at a price."""

    problem: Problem
    cost: IntArray
    given: Prices


def selection(problem: Problem, form: LinearForm) -> Found | None:
    """Return the proved best plan for a form when one row alone limits small whole columns.

    All other rows must hold for the plan that the price of the one prefers, and for the one found. None when
    the problem is another one, has no plan, or takes more pairs than a frontier may look at.
    """
    if largest(problem.upper - problem.lower) > MOST_SPAN:
        return None
    cost = dense(form, problem.column_count)
    given = _price_that_does(problem, cost)
    return None if given is None else _selected(_Sought(problem, cost, given))


def _price_that_does(problem: Problem, cost: IntArray) -> Prices | None:
    """Return the price of the first row that, priced alone, leaves all others kept.

    It is no price if the dearest plan breaks no row. None when the price of every row that plan breaks leaves
    another broken, or when there are many.
    """
    rows = broken_rows(problem, np.where(cost > 0, problem.upper, problem.lower)).tolist()
    if len(rows) > MOST_ROWS:
        return None
    offers = (price_of_pot(problem, cost, row) for row in rows)
    return next(
        (given for given in offers if _leaves_others(problem, cost, given)), None if rows else Prices()
    )


def _leaves_others(problem: Problem, cost: IntArray, given: Prices) -> bool:
    """Tell whether the plan that a price prefers breaks no row but the one priced."""
    whole = whole_box(problem)
    reduced = exact_bound(problem, cost, given, whole.lower, whole.upper).column_numerators
    preferred = np.where(reduced > 0, whole.upper, whole.lower)
    return not set(broken_rows(problem, preferred).tolist()) - set(given.rows)


def _selected(sought: _Sought) -> Found | None:
    """Return the best plan at a price, narrowed by it first where there are many columns."""
    cost, given, whole = sought.cost, sought.given, whole_box(sought.problem)
    bound = exact_bound(sought.problem, cost, given, whole.lower, whole.upper)
    start = _best_near(sought, bound) if len(whole.free()) > FEW_FREE else None
    floor = None if start is None else exact_dot(cost, start)
    inside = whole if floor is None else box_as_good(bound, floor, whole)
    plan, proved = _best_inside(sought, inside, floor, MOST_STATES)
    best = start if plan is None else plan
    if best is None or not proved or not holds(sought.problem, best, whole):
        return None
    value, leaf = exact_dot(cost, best), Frontier(given)
    tree: Tree = (leaf,) if floor is None else (Fix(given, 1), leaf)
    return Found(best, value, value, tree, 0, box_as_good(bound, value, whole))


def _best_inside(
    sought: _Sought, box: Box, floor: int | None, most_states: int
) -> tuple[IntArray | None, bool]:
    """Return the best plan of a box above a floor, if any; and whether the frontier came to its end."""
    columns = box.free()
    if len(columns) > MOST_FREE:
        return None, False
    still = spread(box.lower, columns, np.zeros(len(columns), dtype=np.int64))
    small = on_free_columns(sought.problem, box)
    above = None if floor is None else floor - exact_dot(sought.cost, still)
    best = best_of(pot_of(small, sought.cost[columns], sought.given, whole_box(small)), above, most_states)
    if best is None or best.plan is None:
        return None, best is not None
    return spread(box.lower, columns, best.plan), True


def _best_near(sought: _Sought, bound: Bound) -> IntArray | None:
    """Return the best plan that differs from what the price prefers only where that costs least."""
    whole = whole_box(sought.problem)
    free = whole.free()
    losses = np.abs(bound.column_numerators[free].astype(np.float64))
    near = np.sort(free[np.argsort(losses, kind="stable")[:FEW_FREE]])
    preferred = np.where(bound.column_numerators > 0, whole.upper, whole.lower)
    box = Box(spread(preferred, near, whole.lower[near]), spread(preferred, near, whole.upper[near]))
    return _best_inside(sought, box, None, MOST_STATES)[0]


def price_of_pot(problem: Problem, cost: IntArray, row: int) -> Prices:
    """Return the price of a row at which a filling by rates comes to an end: that of one column, exactly.

    Where the dearest plan is allowed, or no plan is, the price is next to nothing. Floats only sort.
    """
    part = slice(int(problem.row_start[row]), int(problem.row_start[row + 1]))
    weights = np.zeros(problem.column_count, dtype=problem.row_coefficients.dtype)
    weights[problem.row_columns[part]] = problem.row_coefficients[part]
    ends = ((1, problem.row_upper[row]), (-1, problem.row_lower[row]))
    sides = [(sign, side) for sign, side in ends if side is not None]
    for sign, side in sides:
        rate = _break_rate(problem, cost, sign * weights, sign * side)
        if rate is not None:
            return Prices((row,), (sign * rate[0],), rate[1])
    return Prices((row,), (sides[0][0],), _next_to_nothing(weights, problem))


def _next_to_nothing(weights: IntArray, problem: Problem) -> int:
    """Return a number larger than what a row spans: at a price of one over it the row just counts."""
    return 1 + exact_dot(np.abs(weights), problem.upper - problem.lower)


def _break_rate(problem: Problem, cost: IntArray, weights: IntArray, most: int) -> tuple[int, int] | None:
    """Return the rate, as worth over weight, at which enough is saved to come down to what a row allows.

    None when the dearest plan is allowed already, or none is.
    """
    wanted = (cost > 0) | ((cost == 0) & (weights < 0))
    excess = exact_dot(weights, np.where(wanted, problem.upper, problem.lower)) - most
    spans = problem.upper - problem.lower
    columns = np.nonzero((spans > 0) & np.where(wanted, weights > 0, weights < 0))[0]
    loss, saved = np.abs(cost[columns]), np.abs(weights[columns])
    order = np.argsort(loss.astype(np.float64) / saved.astype(np.float64), kind="stable")
    so_far = np.cumsum(whole_products(saved, spans[columns])[order])
    if excess <= 0 or not len(so_far) or so_far[-1] < excess:
        return None
    last = order[int(np.argmax(so_far >= excess))]
    top, bottom = int(loss[last]), int(saved[last])
    return (top, bottom) if top else (1, _next_to_nothing(weights, problem))


def first_of_ties(problem: Problem, found: Found) -> Settled | None:
    """Return the plan that the tie rule chooses among the best of a selection.

    Worth and the place in the tie order make one number: of two pairs worth the same the earlier in tie
    order is worth more, and a frontier finds the one best plan. None when that takes too many pairs, or when
    the first under the one row breaks another.
    """
    columns, leaf = found.box.free(), found.tree[-1]
    if found.plan is None or not isinstance(leaf, Frontier) or len(columns) > MOST_FREE:
        return None
    position = {column: at for at, column in enumerate(columns.tolist())}
    order = tuple(position[column] for column in problem.ties if column in position)
    small = on_free_columns(problem, found.box)
    places = dense(place_values(order, whole_box(small)), len(columns))
    more = 1 + exact_dot(places, small.upper - small.lower)
    both = dense(problem.goals[0].form, problem.column_count).astype(object)
    both[columns] = both[columns] * more + places
    given = replace(leaf.prices, numerators=tuple(more * top for top in leaf.prices.numerators))
    floor = exact_dot(both, found.plan)
    plan, proved = _best_inside(_Sought(problem, both, given), found.box, floor, TIE_STATES)
    first = found.plan if plan is None else plan
    return Settled(first, 0, unique=True) if proved and holds(problem, first, found.box) else None
