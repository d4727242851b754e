"""Where a node of a growing tree is split in two: the column whose parts should lose the most."""

import numpy as np

from simulator.optimise.float_model import FloatArray
from simulator.optimise.growth.closing import close_single
from simulator.optimise.growth.state import GrowingNode, Growth, add_node
from simulator.optimise.problem import IntArray
from simulator.optimise.reduce import Box
from simulator.optimise.relaxation import WHOLE, Relaxed
from simulator.optimise.solvers.answer import Claim

MOST_TRIED = 8
"""How many columns are tried out before a split; each is tried out once."""

TRIED_A_NODE = 3
"""How many more in the long run: a short tree over many columns is not worth the trying."""


def split(growth: Growth, index: int, box: Box, values: FloatArray) -> None:
    """Split a node on the column that is furthest from whole, choices before amounts, or leave it open."""
    column = _split_column(growth, box, values)
    if column is None:
        close_single(growth, growth.nodes[index], box)
        return
    amount = not growth.problem.choice[column]
    growth.amount_splits += amount
    if amount and growth.amount_splits > growth.limits.amount_nodes:
        growth.stuck.append(index)
        return
    _split_on(growth, index, box, column, float(values[column]))


def split_blindly(growth: Growth, index: int, box: Box) -> None:
    """Split a node that floats call empty and whole numbers do not; too many of them are left open."""
    growth.blind_splits += 1
    if growth.plan is not None and growth.blind_splits > growth.limits.last_nodes:
        growth.stuck.append(index)
    else:
        split(growth, index, box, box.middle())


def _split_column(growth: Growth, box: Box, values: FloatArray) -> int | None:
    """Return the column to split, None when every one is fixed."""
    choice, free = growth.problem.choice, box.lower < box.upper
    distance = np.where(free, np.abs(values - np.round(values)), 0.0)
    # a choice decides a whole claim, an amount some fen: amounts are split once all choices are whole
    for eligible in (choice, ~choice):
        columns = np.nonzero(eligible & (distance > WHOLE))[0]
        if len(columns):
            _try_out(growth, box, columns[choice[columns]], values)
            return int(columns[np.argmax(growth.drops.promise(columns, values))])
    if not free.any():
        return None
    # all is whole and the node still open, so no float says where: any free column makes progress
    order = np.where(free & choice, 2, 0) + np.where(free, 1, 0)
    return int(np.argmax(order))


def _try_out(growth: Growth, box: Box, columns: IntArray, values: FloatArray) -> None:
    """Split on columns that were never split on, only to see what it costs the relaxation, once for each."""
    due = min(MOST_TRIED, MOST_TRIED + TRIED_A_NODE * growth.solved - growth.tried)
    untried = columns[growth.drops.counts[:, columns].min(axis=0) == 0][: max(0, due)]
    growth.tried += len(untried)
    here = float((growth.float_cost * values).sum())
    for column in untried.tolist():
        at = int(np.floor(values[column]))
        for side, moved in ((0, float(values[column]) - at), (1, at + 1 - float(values[column]))):
            lower, upper = box.lower.copy(), box.upper.copy()
            (upper if side == 0 else lower)[column] = at + side
            relaxed = growth.engine.run(lower, upper)
            reached = float((growth.float_cost * relaxed.values).sum()) if len(relaxed.values) else None
            drop = here - float(growth.value or 0) if reached is None else here - reached
            growth.drops.add(column, side, max(0.0, drop) / moved)


def _split_on(growth: Growth, index: int, box: Box, column: int, value: float) -> None:
    """Add the two children of a split; the one nearer to the relaxed value is looked at first."""
    lower, upper = int(box.lower[column]), int(box.upper[column])
    # a float may lie on an end of the bounds, or past it: each part must keep a whole number
    at = min(max(int(np.floor(value + WHOLE)), lower), upper - 1)
    node = growth.nodes[index]
    down = GrowingNode(index, node.depth + 1, column, lower, at, node.bound, node.closing, moved=value - at)
    up = GrowingNode(
        index, node.depth + 1, column, at + 1, upper, node.bound, node.closing, moved=at + 1 - value
    )
    # of nodes with one bound and depth the one added first is looked at first
    if value - at > 0.5:
        up_index, down_index = add_node(growth, up), add_node(growth, down)
    else:
        down_index, up_index = add_node(growth, down), add_node(growth, up)
    node.branch = (column, at, down_index, up_index)


def learn(growth: Growth, node: GrowingNode, relaxed: Relaxed) -> None:
    """Remember what the split that led to a node has cost the relaxation."""
    if relaxed.claim is not Claim.OPTIMAL:
        return
    node.relaxed = float((growth.float_cost * relaxed.values).sum())
    if node.parent >= 0 and node.moved > 0.0:
        parent = growth.nodes[node.parent]
        side = 0 if parent.branch is not None and growth.nodes[parent.branch[2]] is node else 1
        growth.drops.add(node.column, side, max(0.0, parent.relaxed - node.relaxed) / node.moved)
