"""The whole plans a growing tree is offered: settled where a node has its choices, or as a hint has them."""

import numpy as np

from simulator.optimise.emptiness import ray_seen_from
from simulator.optimise.float_model import FloatArray
from simulator.optimise.growth.closing import close_by_congruence, close_if_empty
from simulator.optimise.growth.state import GrowingNode, Growth, offer
from simulator.optimise.problem import IntArray, Problem
from simulator.optimise.reduce import Box
from simulator.optimise.relaxation import Relaxed
from simulator.optimise.settle import STEPS, rounded, settle
from simulator.optimise.solvers.answer import Claim


def try_choices(growth: Growth, hint: IntArray) -> None:
    """Offer the plan that has the choices of a hint, its amounts settled; nothing when there is none."""
    fixed = _with_choices(growth.problem, growth.box, hint)
    if fixed is not None:
        _settle_in(growth, fixed, hint.astype(np.float64))


def settle_here(growth: Growth, node: GrowingNode, box: Box, relaxed: Relaxed) -> None:
    """Settle the node's own choices in whole units; if that fails, look for the exact reason."""
    start = rounded(relaxed.values, box)
    fixed = _with_choices(growth.problem, box, start)
    if fixed is None:
        return
    # with a choice still free the failure speaks of these choices alone, and proves nothing of the node
    if _settle_in(growth, fixed, relaxed.values) or not np.array_equal(fixed.lower, box.lower):
        return
    if np.array_equal(fixed.upper, box.upper):
        close_if_empty(growth, node, box, ray_seen_from(growth.problem, box, start))
    if node.bound is not None and np.array_equal(fixed.upper, box.upper):
        close_by_congruence(growth, node, box)


def _settle_in(growth: Growth, fixed: Box, values: FloatArray) -> bool:
    """Settle a plan with all choices fixed and offer it; the widest steps only while there is no plan yet."""
    relaxed = growth.engine.run(fixed.lower, fixed.upper)
    if relaxed.claim is Claim.INFEASIBLE:
        return False
    start = relaxed.values if relaxed.claim is Claim.OPTIMAL else values
    steps = STEPS if growth.plan is None else STEPS[:3]
    plan = settle(growth.problem, growth.cost, fixed, start, steps, relaxed.reduced)
    if plan is None:
        return False
    offer(growth, plan)
    return True


def _with_choices(problem: Problem, box: Box, plan: IntArray) -> Box | None:
    """Return the box with the choices fixed as in a plan; None when one lies outside."""
    lower = np.where(problem.choice, plan, box.lower)
    upper = np.where(problem.choice, plan, box.upper)
    if np.any(lower < box.lower) or np.any(upper > box.upper):
        return None
    return Box(lower, upper)
