"""The state of a tree while it grows, the only mutable thing of a search, never seen outside."""

import heapq
from dataclasses import dataclass, field

from simulator.optimise.exact import Bound, exact_dot
from simulator.optimise.float_model import FloatArray
from simulator.optimise.growth.drops import Drops
from simulator.optimise.growth.rays import Rays
from simulator.optimise.limits import Limits
from simulator.optimise.problem import IntArray, Problem
from simulator.optimise.reduce import Box
from simulator.optimise.relaxation import Relaxation
from simulator.optimise.tree import Branch, Frontier, Leaf, Tree


@dataclass(slots=True)
class GrowingNode:
    """A part of the box while the tree grows: one bound tighter than its parent's."""

    parent: int
    depth: int
    column: int
    lower: int
    upper: int
    bound: int | None
    closing: Leaf | Frontier
    branch: tuple[int, int, int, int] | None = None
    relaxed: float = 0.0
    moved: float = 0.0


@dataclass(slots=True)
class Growth:
    """The state of a growing tree; the only mutable thing here, never seen outside."""

    problem: Problem
    cost: IntArray
    step: int
    box: Box
    engine: Relaxation
    limits: Limits
    drops: Drops
    float_cost: FloatArray
    rays: Rays
    plan: IntArray | None = None
    value: int | None = None
    root_bound: Bound | None = None
    nodes: list[GrowingNode] = field(default_factory=list)
    open: list[tuple[int, int, int]] = field(default_factory=list)
    stuck: list[int] = field(default_factory=list)
    solved: int = 0
    tried: int = 0
    amount_splits: int = 0
    blind_splits: int = 0


def add_node(growth: Growth, node: GrowingNode) -> int:
    """Add an open node and return its index; the queue gives the best bound first, of these the deepest."""
    index = len(growth.nodes)
    growth.nodes.append(node)
    heapq.heappush(growth.open, (-(node.bound or 0), -node.depth, index))
    return index


def best_bound(growth: Growth) -> int:
    """Return the highest bound among the open nodes, of which there must be one."""
    return -growth.open[0][0]


def closed(growth: Growth, bound: int | None, allowed: int = 0) -> bool:
    """Tell whether a bound leaves nothing to look for: no plan, or none that betters the value by more."""
    return bound is None or (growth.value is not None and bound <= growth.value + allowed)


def offer(growth: Growth, plan: IntArray) -> None:
    """Take a plan that obeys everything if it betters the one known."""
    value = exact_dot(growth.cost, plan)
    if growth.value is None or value > growth.value:
        growth.plan, growth.value = plan, value


def box_of(growth: Growth, index: int) -> Box:
    """Return the box of a node, gathered from the node up to the root; the deepest bound is the tightest."""
    lower, upper = growth.box.lower.copy(), growth.box.upper.copy()
    while index > 0:
        node = growth.nodes[index]
        lower[node.column] = max(lower[node.column], node.lower)
        upper[node.column] = min(upper[node.column], node.upper)
        index = node.parent
    return Box(lower, upper)


def tree_of(nodes: list[GrowingNode]) -> Tree:
    """Return the nodes as the tree that is left; those still open keep the bound of their parent."""
    return tuple(node.closing if node.branch is None else Branch(*node.branch) for node in nodes)
