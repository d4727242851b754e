"""Why nothing fits: the few placed rows that clash, proved exactly.

What the relaxation already shows empty is settled there, in a few steps a row. The branch tree is asked only
where the rows can be met together in fractions but not in whole numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.optimise.exact import Prices
from simulator.optimise.limits import Limits
from simulator.optimise.loose import LooseRows, clash, placed_rows
from simulator.optimise.nearby import is_small, rounded_plan, rows_kept, search_near
from simulator.optimise.problem import IntArray, LinearForm, Problem, whole_products
from simulator.optimise.search import search
from simulator.optimise.solvers.answer import Claim
from simulator.optimise.tree import Leaf, Tree

NOTHING = LinearForm()
"""The empty goal: any plan will do."""

NEARBY_LIMITS = Limits(nodes=60, amount_nodes=30, last_nodes=30)
"""What is spent on a plan near the relaxation before the whole of a large problem is searched."""


LEAST_NODES, TRIAL_WORK = 20, 2_000_000
"""A trial stops after so many nodes times columns, but never before the least nodes."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A row that takes part in a conflict, and the place it comes from."""

    name: str
    place: str


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


@dataclass(frozen=True, slots=True)
class _Trial:
    """What is known of some rows without the others: that a plan exists, that none does, or neither."""

    fits: bool
    tree: Tree | None
    nodes: int = 0


def smallest_conflict(problem: Problem, tree: Tree, limits: Limits) -> Conflict:
    """Return a conflict that is minimal by drop-one, from a tree that proves the whole infeasible.

    `limits` counts the nodes of the whole filter. Rows without a price in any leaf of a proof cannot matter,
    so every proof found on the way narrows what is left to try.
    """
    loose = LooseRows(problem)
    # one ray names a few rows at once; a tree names whatever its leaves priced, and is slower to thin out
    ray = row_out_of_reach(problem) or clash(problem, loose.holding(placed_rows(problem)))
    if ray is None:
        start = Conflict(_blamed(problem, tree), tree, minimal=True, nodes=0)
    else:
        ray = _fewest_relaxed(problem, loose, ray)
        start = Conflict(_placed(problem, ray), _leaf(ray), minimal=True, nodes=0)
    return _fewest_whole(problem, loose, start, limits)


def clauses(problem: Problem, rows: Sequence[int]) -> tuple[Clause, ...]:
    """Return the rows of a conflict by name and place."""
    return tuple(Clause(problem.row_names[row], problem.row_places[row]) for row in rows)


def row_out_of_reach(problem: Problem) -> Prices | None:
    """Return the first row that no plan in the box of columns can satisfy, as a ray; None when all can be.

    A row without a place is looked for first: if one cannot be met, no placed row is to blame.
    """
    least, most = row_ends(problem)
    order = sorted(range(problem.row_count), key=lambda row: (problem.row_places[row] != "", row))
    for row in order:
        lower, upper = problem.row_lower[row], problem.row_upper[row]
        if lower is not None and int(most[row]) < lower:
            return Prices((row,), (-1,), 1)
        if upper is not None and int(least[row]) > upper:
            return Prices((row,), (1,), 1)
    return None


def row_ends(problem: Problem) -> tuple[IntArray, IntArray]:
    """Return the least and the most that each row's sum can come to within the column bounds."""
    low = whole_products(problem.row_coefficients, problem.lower[problem.row_columns])
    high = whole_products(problem.row_coefficients, problem.upper[problem.row_columns])
    return _row_sums(problem, np.minimum(low, high)), _row_sums(problem, np.maximum(low, high))


def _row_sums(problem: Problem, terms: IntArray) -> IntArray:
    running = np.concatenate([np.zeros(1, dtype=terms.dtype), np.cumsum(terms, dtype=terms.dtype)])
    sums: IntArray = running[problem.row_start[1:]] - running[problem.row_start[:-1]]
    return sums


def _fewest_relaxed(problem: Problem, loose: LooseRows, ray: Prices) -> Prices:
    """Return a ray whose placed rows are all needed by the relaxation."""
    for dropped in _portions(problem, _placed(problem, ray)):
        kept = _placed(problem, ray)
        trial = tuple(row for row in kept if row not in dropped)
        if len(trial) < len(kept):
            ray = clash(problem, loose.holding(trial)) or ray
    return ray


def _fewest_whole(problem: Problem, loose: LooseRows, start: Conflict, limits: Limits) -> Conflict:
    """Return a conflict whose rows are all needed by plans in whole numbers, as far as the limits allow."""
    now = start
    for dropped in _portions(problem, start.rows):
        kept = tuple(row for row in now.rows if row not in dropped)
        if len(kept) < len(now.rows):
            now = _tried(problem, now, kept, _trial(problem, loose, kept, _left(limits, now.nodes)))
    return now


def _left(limits: Limits, nodes: int) -> Limits:
    return replace(limits, nodes=max(1, limits.nodes - nodes))


def _tried(problem: Problem, now: Conflict, kept: Sequence[int], trial: _Trial) -> Conflict:
    nodes = now.nodes + trial.nodes
    if trial.tree is not None:
        rows = tuple(row for row in _blamed(problem, trial.tree) if row in kept)
        return Conflict(rows, trial.tree, now.minimal, nodes)
    # a portion of several rows may be needed in part, so only a single row says whether it is needed
    open_end = len(kept) == len(now.rows) - 1 and not trial.fits
    return replace(now, minimal=now.minimal and not open_end, nodes=nodes)


def _portions(problem: Problem, rows: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield what to try without: first all rows of a place that has several, then every row by itself."""
    places = dict.fromkeys(problem.row_places[row] for row in rows)
    for place in places if 1 < len(places) < len(rows) else ():
        together = tuple(row for row in rows if problem.row_places[row] == place)
        if len(together) > 1:
            yield together
    yield from ((row,) for row in rows)


def _trial(problem: Problem, loose: LooseRows, rows: Sequence[int], limits: Limits) -> _Trial:
    """Look for a plan that obeys some placed rows, and for the proof that there is none."""
    kept, indexes = rows_kept(problem, rows)
    relaxed = loose.roomy(rows)
    if relaxed.claim is Claim.OPTIMAL and rounded_plan(kept, relaxed.values) is not None:
        return _Trial(fits=True, tree=None)
    if relaxed.claim is Claim.OPTIMAL and not is_small(problem):
        near = search_near(kept, NOTHING, relaxed.values, NEARBY_LIMITS)
        if near.plan is not None:
            return _Trial(fits=True, tree=None, nodes=near.nodes)
    found = search(kept, NOTHING, replace(limits, nodes=min(limits.nodes, _affordable(problem))))
    proved = found.plan is None and found.bound is None
    tree = _renumbered(found.tree, indexes) if proved else None
    return _Trial(found.plan is not None, tree, found.nodes)


def _affordable(problem: Problem) -> int:
    """Return how many nodes one trial may have: over many columns each takes long, and there are many."""
    return max(LEAST_NODES, TRIAL_WORK // max(1, problem.column_count))


def _leaf(ray: Prices) -> Tree:
    return (Leaf(ray, ray=True),)


def _placed(problem: Problem, ray: Prices) -> tuple[int, ...]:
    return tuple(row for row in ray.rows if problem.row_places[row])


def _blamed(problem: Problem, tree: Tree) -> tuple[int, ...]:
    used = {row for node in tree if isinstance(node, Leaf) for row in node.prices.rows}
    return tuple(row for row in sorted(used) if problem.row_places[row])


def _renumbered(tree: Tree, rows: Sequence[int]) -> Tree:
    return tuple(_renumbered_leaf(node, rows) if isinstance(node, Leaf) else node for node in tree)


def _renumbered_leaf(leaf: Leaf, rows: Sequence[int]) -> Leaf:
    given = leaf.prices
    return replace(leaf, prices=replace(given, rows=tuple(rows[row] for row in given.rows)))
