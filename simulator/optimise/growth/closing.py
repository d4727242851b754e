"""How a node of a growing tree is closed: by a bound, by a proof that it is empty, or as one pot."""

import numpy as np

from simulator.optimise.emptiness import exact_ray, first_proof, ray_seen_from, row_out_of_reach
from simulator.optimise.exact import Bound, Prices, exact_bound, floor_to_step, near_prices
from simulator.optimise.float_model import FloatArray
from simulator.optimise.frontier import bound_by_frontier, floats_near
from simulator.optimise.growth.state import GrowingNode, Growth, box_of, closed, offer
from simulator.optimise.lattice import congruence_prices
from simulator.optimise.problem import Problem
from simulator.optimise.reduce import Box
from simulator.optimise.relaxation import Relaxed
from simulator.optimise.settle import broken_rows, rounded
from simulator.optimise.solvers.answer import Claim
from simulator.optimise.tree import Frontier, Leaf

NEAR_ENOUGH = 10**8
"""The finer prices are tried only where they may close a node: within this part of its bound."""

ROUNDING = 1e-11
"""How far a relaxation's value may stray from the truth, as a part of it."""

FRONTIER_COLUMNS = 400
FRONTIER_PAIRS = 20_000
"""A tree of so few choices is first looked at as one pot, with so many pairs: often no split is needed."""

MOST_WAITING = 100
WAITING_PAIRS = 3_000
"""When a tree is stopped, so many of the cases left open are looked at as one pot, with so many pairs."""


def tighten(growth: Growth, node: GrowingNode, box: Box, relaxed: Relaxed) -> None:
    """Take what the relaxation proves of a node: that it is empty, or a better bound than its parent's."""
    if relaxed.claim is Claim.INFEASIBLE:
        close_if_empty(growth, node, box, relaxed.prices)
    if relaxed.claim is Claim.INFEASIBLE and node.bound is not None:
        # among large amounts a ray in floats is off by some units: seen from inside the box it is not
        near = rounded(box.middle(), box)
        close_if_empty(growth, node, box, ray_seen_from(growth.problem, box, near))
    if relaxed.claim is not Claim.OPTIMAL or not growth.cost.any():
        return  # without a goal there is nothing to bound
    # any prices give a true bound: the quickest come first, finer ones only where they may close the node
    for given in near_prices(growth.problem, growth.cost, relaxed.prices):
        bound = exact_bound(growth.problem, growth.cost, given, box.lower, box.upper)
        _lower_bound(growth, node, given, bound)
        if closed(growth, node.bound):
            return
        if not _nearly_closed(growth, node) and not _is_loose(growth, bound, node.relaxed):
            return


def _is_loose(growth: Growth, bound: Bound, relaxed: float) -> bool:
    """Tell whether a bound lies further above the relaxation's value than floats alone explain."""
    slack = max(growth.step / 2.0, abs(relaxed) * ROUNDING)
    return bound.numerator / bound.denominator - relaxed > slack


def _nearly_closed(growth: Growth, node: GrowingNode) -> bool:
    if growth.value is None or node.bound is None:
        return node.parent < 0
    return (node.bound - growth.value) * NEAR_ENOUGH <= abs(node.bound) + NEAR_ENOUGH


def _lower_bound(growth: Growth, node: GrowingNode, given: Prices, bound: Bound) -> None:
    floored = floor_to_step(bound.value, growth.step)
    # only a bound on the whole box narrows where plans as good may lie
    if node.parent < 0 and (growth.root_bound is None or bound.value < growth.root_bound.value):
        growth.root_bound = bound
    if node.bound is not None and floored < node.bound:
        node.bound, node.closing = floored, Leaf(given, ray=False)


def close_if_empty(growth: Growth, node: GrowingNode, box: Box, ray: FloatArray) -> None:
    """Close a node that a float ray, made exact, or a single row proves empty; remember the proof."""
    found = exact_ray(growth.problem, box, ray)
    if found is None:
        # a row missed by a single unit is lost in the rounding of the prices of many; alone it has price one
        found = row_out_of_reach(growth.problem, box)
    if found is not None:
        growth.rays.add(growth.problem, found)
    close_empty(node, found)


def close_empty(node: GrowingNode, found: Prices | None) -> None:
    """Close a node with the prices that prove it empty, if any were found."""
    if found is not None:
        node.bound, node.closing = None, Leaf(found, ray=True)


def close_by_congruence(growth: Growth, node: GrowingNode, box: Box) -> None:
    """Close a node whose equalities no whole numbers satisfy, which no relaxation can see."""
    found = congruence_prices(growth.problem, box)
    if found is not None:
        close_empty(node, first_proof(growth.problem, box, [found]))


def close_single(growth: Growth, node: GrowingNode, box: Box) -> None:
    """Close a node whose box holds a single plan: it breaks a row, or its value is the bound."""
    if len(broken_rows(growth.problem, box.lower)):
        close_if_empty(growth, node, box, np.zeros(growth.problem.row_count))
        return
    offer(growth, box.lower)
    _lower_bound(
        growth, node, Prices(), exact_bound(growth.problem, growth.cost, Prices(), box.lower, box.upper)
    )


def search_through(growth: Growth, node: GrowingNode, box: Box, relaxed: Relaxed) -> None:
    """Close a node whose rows, made one row by their prices, allow no plan better than the one known."""
    if growth.value is None or relaxed.claim is not Claim.OPTIMAL:
        return
    if closed(growth, node.bound) or not _is_few(growth.problem):
        return
    floor, most = growth.value, FRONTIER_PAIRS
    found = bound_by_frontier(growth.problem, growth.cost, box, relaxed.prices, floor, most)
    if found is not None and closed(growth, found[0]):
        node.bound, node.closing = found[0], Frontier(found[1])


def _is_few(problem: Problem) -> bool:
    return bool(problem.choice.all()) and problem.column_count <= FRONTIER_COLUMNS


def search_what_waits(growth: Growth) -> None:
    """Lower the bounds of the cases left open, the worst first, until one does not give way."""
    if growth.value is None or not _is_few(growth.problem):
        return
    for _, _, index in sorted(growth.open)[:MOST_WAITING]:
        node = growth.nodes[index]
        if closed(growth, node.bound):
            return
        near = floats_near(node.closing.prices, growth.problem.row_count)
        box, pairs = box_of(growth, index), WAITING_PAIRS
        found = bound_by_frontier(growth.problem, growth.cost, box, near, growth.value, pairs)
        # the highest bound left is what is told: once it stays, lowering the others changes nothing
        if found is None or node.bound is None or found[0] >= node.bound:
            return
        node.bound, node.closing = found[0], Frontier(found[1])
