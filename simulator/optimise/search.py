"""Our own branch tree: it finds and it proves, each leaf closed by an exact bound or an exact Farkas ray.

The floats of the relaxation choose where to look; whole numbers alone decide what is true. The tree keeps
every leaf's prices, so that a checker who trusts nothing can do the deciding arithmetic again.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.optimise.emptiness import first_proof
from simulator.optimise.exact import (
    NARROW_COLUMNS,
    Prices,
    dense,
    exact_bound,
    fen_worth,
    floor_to_step,
    step_of,
)
from simulator.optimise.float_model import FloatArray
from simulator.optimise.found import Found, lifted
from simulator.optimise.growth.closing import (
    close_by_congruence,
    close_empty,
    search_through,
    search_what_waits,
    tighten,
)
from simulator.optimise.growth.drops import Drops
from simulator.optimise.growth.offering import settle_here, try_choices
from simulator.optimise.growth.rays import Rays
from simulator.optimise.growth.splitting import learn, split, split_blindly
from simulator.optimise.growth.state import (
    GrowingNode,
    Growth,
    add_node,
    best_bound,
    box_of,
    closed,
    offer,
    tree_of,
)
from simulator.optimise.limits import Limits, affordable_nodes
from simulator.optimise.problem import IntArray, LinearForm, Problem
from simulator.optimise.reduce import Box, box_as_good, form_on, on_free_columns, whole_box
from simulator.optimise.relaxation import WHOLE, Relaxation
from simulator.optimise.solvers.answer import Claim
from simulator.optimise.tree import Leaf


def search(  # noqa: PLR0913 - the box, the plan and the hint are each optional
    problem: Problem,
    form: LinearForm,
    limits: Limits,
    *,
    box: Box | None = None,
    plan: IntArray | None = None,
    hint: IntArray | None = None,
    allowed: int = 0,
) -> Found:
    """Return the best plan for a form within a box, with a tree that proves how good it is.

    `plan` is one known to obey everything; `hint` is only a guess, whose choices are settled first.
    The search is best-bound first, so it stops at the first plan that meets the best open bound, or comes
    within `allowed` of it. Only the columns that the box leaves free are given to it.
    """
    within = box or whole_box(problem)
    columns = within.free()
    if len(columns) == problem.column_count:
        return _searched(problem, form, limits, _Aim.of(problem, form, allowed), (plan, hint))
    small = on_free_columns(problem, within)
    starts = tuple(None if start is None else start[columns] for start in (plan, hint))
    found = _searched(small, form_on(form, columns), limits, _Aim.of(problem, form, allowed), starts)
    return lifted(found, form, within, columns)


@dataclass(frozen=True, slots=True)
class _Aim:
    """What the whole form says of a search on part of its columns: its step, and what a fen is worth."""

    step: int
    worth: int
    allowed: int

    @classmethod
    def of(cls, problem: Problem, form: LinearForm, allowed: int) -> "_Aim":
        return cls(step_of(form), fen_worth(problem, form), allowed)


def _searched(
    problem: Problem, form: LinearForm, limits: Limits, aim: _Aim, starts: Sequence[IntArray | None]
) -> Found:
    growth = _planted(problem, form, limits, aim.step)
    plan, hint = starts
    if plan is not None:
        offer(growth, plan)
    if hint is not None:
        try_choices(growth, hint)
    most = affordable_nodes(limits, problem.column_count)
    # the last gap below a fen is often the dearest: it gets nodes of its own, fewer where each takes longer
    last = limits.last_nodes if problem.column_count <= NARROW_COLUMNS else limits.last_nodes // 5
    # the best bound first: wherever this stops, the first open node bounds all that was not looked at
    while growth.open and growth.solved < most and last:
        if closed(growth, best_bound(growth), aim.allowed):
            break
        last -= _nearly_done(growth, aim.worth)
        _grow(growth, heapq.heappop(growth.open)[2])
    # what is still open is told as a gap: one row at its prices often closes it cheaper than splits
    search_what_waits(growth)
    return _harvest(growth)


def _planted(problem: Problem, form: LinearForm, limits: Limits, step: int) -> Growth:
    box = whole_box(problem)
    cost = dense(form, problem.column_count)
    engine = Relaxation(problem, cost if form.columns else _some_cost(problem), box.lower, box.upper)
    drops = Drops.none(problem.column_count)
    rays = Rays.none(problem.column_count)
    growth = Growth(problem, cost, step, box, engine, limits, drops, cost.astype(np.float64), rays)
    # without prices the bound is what the columns alone allow: true before anything is solved
    reach = exact_bound(problem, cost, Prices(), box.lower, box.upper)
    bound = floor_to_step(reach.value, growth.step)
    add_node(growth, GrowingNode(-1, 0, -1, 0, 0, bound, Leaf(Prices(), ray=False)))
    return growth


def _some_cost(problem: Problem) -> IntArray:
    # without any cost every price ties, and the simplex method walks in circles through a wide problem
    return 1 + np.arange(problem.column_count, dtype=np.int64) * 40_503 % 65_521


def _nearly_done(growth: Growth, worth: int) -> bool:
    """Tell whether what is open is worth less than a fen, or less than what had to be left open already."""
    if growth.value is None:
        return False
    left = max((growth.nodes[index].bound or 0 for index in growth.stuck), default=growth.value)
    return best_bound(growth) - max(growth.value, left) < worth


def _grow(growth: Growth, index: int) -> None:
    """Solve one node, close it if its bound allows, settle a plan in it, split it otherwise."""
    node, box = growth.nodes[index], box_of(growth, index)
    growth.solved += 1
    # a remembered ray costs two sums, a relaxation a run of the simplex method
    close_empty(node, first_proof(growth.problem, box, growth.rays.likely(box)))
    if node.bound is None:
        return
    relaxed = growth.engine.run(box.lower, box.upper)
    learn(growth, node, relaxed)
    tighten(growth, node, box, relaxed)
    # elimination is dear, and of use only while no plan shows that the equalities can be met
    if node.parent < 0 and node.bound is not None and growth.plan is None:
        close_by_congruence(growth, node, box)
    if node.parent < 0:
        search_through(growth, node, box, relaxed)
    if closed(growth, node.bound):
        return
    # floats came to nothing that whole numbers can prove: smaller boxes are easier to judge
    if relaxed.claim is not Claim.OPTIMAL:
        split_blindly(growth, index, box)
        return
    fractional = _fractional(growth.problem.choice, relaxed.values)
    if not len(fractional):
        settle_here(growth, node, box, relaxed)
    if not closed(growth, node.bound):
        split(growth, index, box, relaxed.values)


def _fractional(choice: IntArray, values: FloatArray) -> IntArray:
    distance = np.abs(values - np.round(values))
    return np.nonzero(choice & (distance > WHOLE))[0]


def _harvest(growth: Growth) -> Found:
    waiting = [growth.nodes[index] for _, _, index in growth.open]
    waiting += [growth.nodes[index] for index in growth.stuck]
    bounds = [node.bound for node in waiting if node.bound is not None]
    # a closed node holds nothing better than the value: only what was left open can lift the bound
    bounds += [] if growth.value is None else [growth.value]
    bound = max(bounds, default=None)
    return Found(growth.plan, growth.value, bound, tree_of(growth.nodes), growth.solved, _box_as_good(growth))


def _box_as_good(growth: Growth) -> Box:
    if growth.root_bound is None or growth.value is None:
        return growth.box
    return box_as_good(growth.root_bound, growth.value, growth.box)
