"""The tie rule: among plans equal in every goal, the one that is lexicographically largest in tie order.

Choices are settled in chunks with place values (a chunk is one number in a mixed radix), amounts one by
one. Each settled column is fixed in the box, so no later step can undo an earlier one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.limits import Limits, affordable_nodes
from simulator.optimise.problem import SAFE_NUMBER, IntArray, LinearForm, Problem
from simulator.optimise.reduce import Box, on_free_columns, spread, whole_box
from simulator.optimise.search import search

CHUNK_COLUMNS = 16
CHUNK_SPAN = 2**16

FEW_COLUMNS = 150
"""Up to so many columns ties are looked for even where a goal is only known within a gap."""

MIXER = np.uint64(0x9E3779B97F4A7C15)
"""An odd number with its bits well spread."""

TIE_LIMITS = Limits(nodes=2_000, amount_nodes=200, last_nodes=200)

NODES_AFTER_A_MISS = 50
"""Once a chunk could not be proved the plan cannot be called unique, and less is spent on the rest."""


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """The tie-broken plan, how many nodes it took, and whether every step was proved to the last unit."""

    plan: IntArray
    nodes: int
    unique: bool


def break_ties(
    problem: Problem, plan: IntArray, box: Box, node_limit: int, *, proved: bool = True
) -> Settled:
    """Return the plan that the tie rule chooses among those in the box that obey the problem's rows.

    The rows must already hold every goal at its value, and `plan` must obey them. With many columns and a
    goal that is not `proved` to the last unit only identical columns are put in order: what else would tie
    is not known.
    """
    if not proved and problem.column_count > FEW_COLUMNS:
        return Settled(in_order(problem, plan), 0, unique=False)
    columns = box.free()
    position = {column: at for at, column in enumerate(columns.tolist())}
    order = tuple(position[column] for column in problem.ties if column in position)
    small = replace(on_free_columns(problem, box), ties=order)
    settled = _settled(small, plan[columns], node_limit)
    return replace(settled, plan=spread(plan, columns, settled.plan))


def in_order(problem: Problem, plan: IntArray) -> IntArray:
    """Return the plan with what identical columns have together moved to those first in tie order.

    Columns are identical when every row and every goal treats them alike and they are of one kind: moving
    whole units from one to another changes no sum.
    """
    ordered = plan.copy()
    for columns in _twins(problem, plan):
        lower, upper = problem.lower[columns].tolist(), problem.upper[columns].tolist()
        spare = sum(plan[columns].tolist()) - sum(lower)
        for column, low, high in zip(columns.tolist(), lower, upper, strict=True):
            ordered[column] = low + min(spare, high - low)
            spare -= min(spare, high - low)
    return ordered


def _twins(problem: Problem, plan: IntArray) -> Iterator[NDArray[np.int64]]:
    """Yield the columns that no row or goal tells apart, group by group, in tie order.

    Only groups in which something can be moved: where one is not full and one has more than its least.
    """
    order, prints = _by_fingerprint(problem)
    edges = np.concatenate([[0], np.nonzero(prints[order][1:] != prints[order][:-1])[0] + 1])
    open_ones, spare_ones = (plan < problem.upper)[order], (plan > problem.lower)[order]
    movable = np.logical_or.reduceat(open_ones, edges) & np.logical_or.reduceat(spare_ones, edges)
    sizes = np.diff(np.append(edges, len(order)))
    likely = order[np.repeat(movable & (sizes > 1), sizes)]
    same = problem.choice[likely][1:] == problem.choice[likely][:-1]
    for named, coefficients in _terms(problem):
        weights = np.zeros(problem.column_count, dtype=coefficients.dtype)
        weights[named] = coefficients
        same &= weights[likely][1:] == weights[likely][:-1]
    yield from (part for part in np.split(likely, np.nonzero(~same)[0] + 1) if len(part) > 1)


def _by_fingerprint(problem: Problem) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return the columns with equal fingerprints side by side, in tie order among themselves.

    A fingerprint only brings likely twins together; what is equal is compared in full afterwards.
    """
    prints = problem.choice.astype(np.uint64)
    for named, coefficients in _terms(problem):
        prints *= MIXER  # wraps around, as is meant
        low = coefficients if coefficients.dtype == np.int64 else coefficients % SAFE_NUMBER
        prints[named] += low.astype(np.int64).view(np.uint64)
    rank = np.empty(problem.column_count, dtype=np.int64)
    rank[np.array(problem.ties, dtype=np.int64)] = np.arange(problem.column_count)
    return np.lexsort((rank, prints)), prints


def _terms(problem: Problem) -> Iterator[tuple[NDArray[np.int64], IntArray]]:
    for goal in problem.goals:
        yield goal.form.arrays()
    for row in range(problem.row_count):
        part = slice(int(problem.row_start[row]), int(problem.row_start[row + 1]))
        yield problem.row_columns[part], problem.row_coefficients[part]


def _settled(problem: Problem, plan: IntArray, node_limit: int) -> Settled:
    budget = affordable_nodes(Limits(node_limit), problem.column_count)
    nodes, unique, box = 0, True, whole_box(problem)
    queue = list(problem.ties)
    while queue:
        queue, box = _skip_settled(queue, plan, box)
        chunk = next_chunk(problem, queue, box)
        if not chunk:
            break
        if nodes >= budget:
            return Settled(plan, nodes, unique=False)
        allowed = TIE_LIMITS.nodes if unique else NODES_AFTER_A_MISS
        limits = replace(TIE_LIMITS, nodes=min(allowed, budget - nodes))
        found = search(problem, place_values(chunk, box), limits, box=box, plan=plan)
        plan = plan if found.plan is None else found.plan
        nodes += found.nodes
        unique = unique and found.exact
        box = fixed_at(found.box if found.exact else box, chunk, plan)
    return Settled(plan, nodes, unique)


def _skip_settled(queue: Sequence[int], plan: IntArray, box: Box) -> tuple[list[int], Box]:
    """Drop the leading columns that are already as large as they can be, fixing each where it stands."""
    best = (plan >= box.upper)[np.array(queue, dtype=np.int64)]
    count = len(queue) if best.all() else int(np.argmin(best))
    return list(queue[count:]), fixed_at(box, queue[:count], plan)


def fixed_at(box: Box, columns: Sequence[int], plan: IntArray) -> Box:
    """Return the box with some columns fixed as in the plan."""
    lower, upper = box.lower.copy(), box.upper.copy()
    indexes = np.array(columns, dtype=np.int64)
    lower[indexes] = plan[indexes]
    upper[indexes] = plan[indexes]
    return Box(lower, upper)


def next_chunk(problem: Problem, queue: Sequence[int], box: Box) -> tuple[int, ...]:
    """Return the columns to settle next: one amount, or as many choices in a row as a chunk holds."""
    if not queue or not problem.choice[queue[0]]:
        return tuple(queue[:1])
    chunk: list[int] = []
    span = 1
    for column in queue[:CHUNK_COLUMNS]:
        span *= int(box.upper[column]) - int(box.lower[column]) + 1
        if not problem.choice[column] or (chunk and span > CHUNK_SPAN):
            break
        chunk.append(column)
    return tuple(chunk)


def place_values(chunk: Sequence[int], box: Box) -> LinearForm:
    """Return the form whose largest value is the lexicographically largest chunk.

    >>> box = Box(np.array([0, 0, 0]), np.array([1, 2, 1]))
    >>> place_values((0, 1, 2), box).coefficients
    (6, 2, 1)
    """
    weights, weight = [], 1
    for column in reversed(chunk):
        weights.append(weight)
        weight *= int(box.upper[column]) - int(box.lower[column]) + 1
    return LinearForm(tuple(chunk), tuple(reversed(weights)))
