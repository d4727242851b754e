"""Where the best plans of a wide problem must lie: one relaxation, exact prices, and a small core of columns.

Most of the columns of a large problem are decided by their price alone. The few whose price is near nothing
are the core: a solver is asked for them only, with all the others held where the relaxation has them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.cuts import Strong, after_cuts, strengthened
from simulator.optimise.exact import (
    Bound,
    Prices,
    dense,
    exact_bound,
    exact_dot,
    fen_worth,
    floor_to_step,
    narrow_prices,
    step_of,
)
from simulator.optimise.exchange import exchanged
from simulator.optimise.fill import filled
from simulator.optimise.float_model import float_model
from simulator.optimise.found import Found, focused
from simulator.optimise.limits import WIDE_COLUMNS
from simulator.optimise.problem import IntArray, LinearForm, Problem
from simulator.optimise.reduce import Box, box_as_good, on_free_columns, spread, whole_box
from simulator.optimise.relaxation import Relaxed
from simulator.optimise.settle import holds, rounded, settled_plans
from simulator.optimise.sift import Engine, relaxation
from simulator.optimise.solvers.answer import Backend, Claim
from simulator.optimise.tree import Cut, Leaf

ROUNDS = ((60, 200), (150, 600), (400, 400))
"""How many columns the core has in each round, and how many branch nodes a solver may spend on it."""

MOST_FILLED = 6
"""With more rows that bind than this, and not very many columns, exchanges are left out."""

FILL_COLUMNS = 5_000
"""With more columns than this a plan is not filled up choice by choice: the core does it better."""

DOWN = 1e-6
"""A relaxed choice this near the next whole number counts as having reached it when rounded down."""


@dataclass(frozen=True, slots=True, eq=False)
class Focus:
    """Where the best plans must lie: a smaller box, the prices that prove it, and the best plan so far.

    `problem` has the cuts of the tree as its last rows, and the prices are of its rows. `plan` and `value`
    are None when none was found; `bound` is None when the relaxation gave no prices. With `empty` the
    relaxation says, without proof, that there is no plan at all.
    """

    box: Box
    prices: Prices
    plan: IntArray | None
    value: int | None
    bound: int | None
    empty: bool = False
    problem: Problem | None = None
    cuts: tuple[Cut, ...] = ()

    def closed(self, allowed: int) -> bool:
        """Tell whether the plan is proved to be within an allowance of the best."""
        return self.value is not None and self.bound is not None and self.bound - self.value <= allowed

    def found(self) -> Found:
        """Return the plan as found by a tree of one leaf."""
        tree = after_cuts((Leaf(self.prices, ray=False),), self.cuts)
        return Found(self.plan, self.value, self.bound, tree, 1, self.box)

    def led_to(self, found: Found) -> Found:
        """Return what a search of the smaller box with the cuts found, as found in the whole."""
        narrowed = focused(found, self.prices)
        return replace(narrowed, tree=after_cuts(narrowed.tree, self.cuts))


@dataclass(frozen=True, slots=True, eq=False)
class _Root:
    """The relaxed problem with its cuts: float values, exact prices and the exact bound they prove.

    `plain` is what it came to without cuts, where fewer rows bind.
    """

    problem: Problem
    own: Problem
    cost: IntArray
    engine: Engine
    plain: Relaxed
    relaxed: Relaxed
    prices: Prices
    bound: Bound


def allowance(bound: int, within: Fraction) -> int:
    """Return the gap that a relative tolerance allows at a bound, in whole units.

    >>> allowance(123_456_789, Fraction(1, 10**7))
    12
    """
    return abs(bound) * within.numerator // within.denominator


def focus(  # noqa: PLR0913, PLR0917 - the relaxation is there only in a sweep
    problem: Problem,
    form: LinearForm,
    plan: IntArray | None,
    propose: Backend,
    within: Fraction,
    engine: Engine | None = None,
) -> Focus:
    """Return the part of the box that can hold a plan as good as the best one found on the way.

    `plan` is one that is known, `within` the relative gap with which the looking ends, `engine` a relaxation
    of this very problem and form to start from.
    """
    cost = dense(form, problem.column_count)
    box = whole_box(problem)
    ready = engine or relaxation(problem, cost)
    relaxed = ready.run(box.lower, box.upper)
    known = None if plan is None else exact_dot(cost, plan)
    if relaxed.claim is not Claim.OPTIMAL:
        return Focus(box, Prices(), plan, known, None, empty=relaxed.claim is Claim.INFEASIBLE)
    strong = _strong(problem, cost, relaxed)
    # prices over a power of two: among so many columns finer ones take long and prove hardly more
    given = narrow_prices(strong.problem, cost, strong.relaxed.prices)
    bound = exact_bound(strong.problem, cost, given, box.lower, box.upper)
    reached = floor_to_step(bound.value, step_of(form))
    # a gap below a fen is none
    enough = max(allowance(reached, within), fen_worth(problem, form) - 1)
    root = _Root(strong.problem, problem, cost, ready, relaxed, strong.relaxed, given, bound)
    best, known = _best_offered(root, propose, (plan, known), reached - enough)
    inside = box if known is None else box_as_good(bound, known, box)
    return Focus(inside, given, best, known, reached, problem=strong.problem, cuts=strong.cuts)


def _best_offered(
    root: _Root, propose: Backend, start: tuple[IntArray | None, int | None], enough: int
) -> tuple[IntArray | None, int | None]:
    """Return the best plan, offered or known at the start, and its value; one worth `enough` is the last."""
    best, known = start
    for offered in _offers(root, propose):
        value = exact_dot(root.cost, offered)
        if known is None or value > known:
            best, known = offered, value
        if known >= enough:
            break
    return best, known


def _strong(problem: Problem, cost: IntArray, relaxed: Relaxed) -> Strong:
    """Return the problem with cuts where choices are many, yet few enough for a tree to gain by them."""
    if problem.column_count > WIDE_COLUMNS or not problem.choice.any():
        return Strong(problem, relaxed, ())
    return strengthened(problem, cost, relaxed)


def _offers(root: _Root, propose: Backend) -> Iterator[IntArray]:
    """Yield plans of the whole problem, each one that obeys everything, better ones later."""
    if root.problem.choice.any():
        yield from _choices_offered(root, propose)
    else:
        yield from settled_plans(
            root.problem, root.cost, whole_box(root.problem), root.relaxed.values, root.relaxed.reduced
        )


def _choices_offered(root: _Root, propose: Backend) -> Iterator[IntArray]:
    box = whole_box(root.problem)
    best: int | None = None
    # rounded down, limits from above hold: the first plan comes without a solver
    plan = _settled(root, rounded(np.floor(root.relaxed.values + DOWN), box))
    if plan is not None:
        if root.problem.column_count <= FILL_COLUMNS:
            plan = filled(root.own, plan, box, root.cost, root.bound.column_numerators)
        best = exact_dot(root.cost, plan)
        yield plan
    for plan in _exchanges(root, box, best):
        best = exact_dot(root.cost, plan) if best is None else max(exact_dot(root.cost, plan), best)
        yield plan
    if best is not None and root.problem.column_count > WIDE_COLUMNS:
        return  # a solver seldom betters an exchange among so many, and takes many times as long
    for size, nodes in ROUNDS:
        # each plan narrows where a better one can lie, so the next core is chosen from less
        inside = box if best is None else box_as_good(root.bound, best, box)
        plan = _core_plan(root, inside, size, nodes, propose)
        if plan is not None:
            best = exact_dot(root.cost, plan) if best is None else max(exact_dot(root.cost, plan), best)
            yield plan
        if len(inside.free()) <= size:
            return


def _exchanges(root: _Root, box: Box, best: int | None) -> Iterator[IntArray]:
    """Yield what exchanges lead to; only where there are no amounts, and only plans that obey every row."""
    binding = np.count_nonzero(root.plain.prices)
    if not root.problem.choice.all() or not binding:
        return
    if binding > MOST_FILLED and root.problem.column_count <= WIDE_COLUMNS:
        return  # so many rows are never all full at once, and a solver betters what comes near
    reached = float((root.cost.astype(np.float64) * root.plain.values).sum())
    gap = None if best is None else reached - float(best)
    for plan in exchanged(root.own, root.plain, box, gap):
        if holds(root.own, plan, box):
            yield plan


def _core_plan(root: _Root, inside: Box, size: int, nodes: int, propose: Backend) -> IntArray | None:
    """Return the plan a solver proposes for a core, all other columns where the relaxation has them."""
    start = rounded(root.relaxed.values, inside)
    core = _core(root, inside, size)
    box = Box(spread(start, core, inside.lower[core]), spread(start, core, inside.upper[core]))
    small = on_free_columns(root.problem, box)
    model = float_model(small, root.cost[box.free()], small.lower, small.upper)
    answer = propose(model, nodes)
    if answer.values is None or not np.all(np.isfinite(answer.values)):
        return None
    moved = rounded(answer.values * model.column_scale, whole_box(small))
    return _settled(root, spread(box.lower, box.free(), moved))


def _core(root: _Root, inside: Box, size: int) -> NDArray[np.int64]:
    """Return the columns that may move at the least loss, those that the relaxation leaves open first."""
    free = inside.free()
    reach = (inside.upper[free] - inside.lower[free]).astype(np.float64)
    loss = np.abs(root.relaxed.reduced[free]) * reach
    return np.sort(free[np.argsort(loss, kind="stable")[:size]])


def _settled(root: _Root, start: IntArray) -> IntArray | None:
    """Return the plan with the choices of a start, its amounts settled in whole units; None when it fails."""
    problem, box = root.own, whole_box(root.own)
    if problem.choice.all():
        return start if holds(problem, start, box) else None
    fixed = Box(np.where(problem.choice, start, box.lower), np.where(problem.choice, start, box.upper))
    relaxed = root.engine.run(fixed.lower, fixed.upper)
    if relaxed.claim is not Claim.OPTIMAL:
        return None
    return next(settled_plans(problem, root.cost, fixed, relaxed.values, relaxed.reduced), None)
