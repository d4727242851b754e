"""Why nothing fits: the few placed rows that clash, proved exactly, and what each alone must give."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.optimise.problem import (
    LinearForm,
    Problem,
    frozen,
    join_whole,
    row_starts,
    whole_array,
)
from simulator.optimise.search import Found, Leaf, Limits, Tree, search

NOTHING = LinearForm()
"""The empty goal: any plan will do."""

REPAIR_LIMITS = Limits(nodes=400, amount_nodes=60, last_nodes=50)


@dataclass(frozen=True, slots=True)
class Clause:
    """A row that takes part in a conflict, and the place it comes from."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A whole amount by which one row, giving alone at one side ("lower" or "upper"), mends everything.

    `least` tells whether it is proved that no smaller amount will do.
    """

    name: str
    place: str
    amount: int
    side: str
    least: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Row indexes that no plan satisfies together with the linking rows, and the tree that proves it.

    The tree's rows are indexes of the whole problem. `minimal` is False when the node limit stopped the
    drop-one filter before every row had been tried.
    """

    rows: tuple[int, ...]
    tree: Tree
    minimal: bool
    nodes: int


def smallest_conflict(problem: Problem, tree: Tree, limits: Limits) -> Conflict:
    """Return a conflict that is minimal by drop-one, from a tree that proves the whole infeasible.

    Rows whose price is zero in every leaf cannot matter, so the filter starts from the others.
    """
    linking = [row for row in range(problem.row_count) if not problem.row_places[row]]
    kept = _blamed(problem, tree)
    nodes, minimal = 0, True
    for row in tuple(kept):
        if row not in kept:
            continue
        trial = [other for other in kept if other != row]
        found, rows = _without_others(problem, linking, trial, limits)
        nodes += found.nodes
        minimal = minimal and (found.plan is not None or found.bound is None)
        if found.plan is None and found.bound is None:
            tree = _renumbered(found.tree, rows)
            kept = [other for other in _blamed(problem, tree) if other in trial]
    return Conflict(tuple(kept), tree, minimal, nodes)


def _blamed(problem: Problem, tree: Tree) -> list[int]:
    used = {row for node in tree if isinstance(node, Leaf) for row in node.prices.rows}
    return [row for row in sorted(used) if problem.row_places[row]]


def _without_others(
    problem: Problem, linking: Sequence[int], trial: Sequence[int], limits: Limits
) -> tuple[Found, tuple[int, ...]]:
    rows = tuple(sorted((*linking, *trial)))
    return search(problem.keep_rows(rows), NOTHING, limits), rows


def _renumbered(tree: Tree, rows: Sequence[int]) -> Tree:
    return tuple(_renumbered_leaf(node, rows) if isinstance(node, Leaf) else node for node in tree)


def _renumbered_leaf(leaf: Leaf, rows: Sequence[int]) -> Leaf:
    given = leaf.prices
    return replace(leaf, prices=replace(given, rows=tuple(rows[row] for row in given.rows)))


def clauses(problem: Problem, rows: Sequence[int]) -> tuple[Clause, ...]:
    """Return the rows of a conflict by name and place."""
    return tuple(Clause(problem.row_names[row], problem.row_places[row]) for row in rows)


def repairs(problem: Problem, rows: Sequence[int]) -> tuple[Repair, ...]:
    """Return, for each row that can mend everything alone, the least whole amount found that it must give.

    A row is left out when no plan was found that relaxing it alone allows.
    """
    offers = [_repair(problem, row, side) for row in rows for side in ("lower", "upper")]
    return tuple(offer for offer in offers if offer is not None)


def _repair(problem: Problem, row: int, side: str) -> Repair | None:
    reach = _reach(problem, row, side)
    if reach is None or reach <= 0:
        return None
    loosened = _with_slack(problem, row, 1 if side == "lower" else -1, reach)
    slack = loosened.column_count - 1
    found = search(loosened, LinearForm((slack,), (-1,)), REPAIR_LIMITS)
    if found.plan is None:
        return None
    amount = int(found.plan[slack])
    return Repair(problem.row_names[row], problem.row_places[row], amount, side, found.exact)


def _reach(problem: Problem, row: int, side: str) -> int | None:
    """Return by how much the row could be missed at one side within the column bounds."""
    read = problem.row(row)
    terms = list(zip(read.form.columns, read.form.coefficients, strict=True))
    ends = [(a * int(problem.lower[c]), a * int(problem.upper[c])) for c, a in terms]
    if side == "lower":
        return None if read.lower is None else read.lower - sum(min(pair) for pair in ends)
    return None if read.upper is None else sum(max(pair) for pair in ends) - read.upper


def _with_slack(problem: Problem, row: int, sign: int, reach: int) -> Problem:
    """Return the problem with one more amount column that lets a row give at one side."""
    at = int(problem.row_start[row + 1])
    counts = np.diff(problem.row_start)
    counts[row] += 1
    return replace(
        problem,
        column_names=(*problem.column_names, "\x00slack"),
        lower=join_whole((problem.lower, whole_array([0]))),
        upper=join_whole((problem.upper, whole_array([reach]))),
        choice=frozen(np.append(problem.choice, False)),
        row_start=row_starts(counts.tolist()),
        row_columns=frozen(np.insert(problem.row_columns, at, problem.column_count)),
        row_coefficients=frozen(np.insert(problem.row_coefficients, at, sign)),
    )
