"""Our own branch tree: it finds and it proves, each leaf closed by an exact bound or an exact Farkas ray.

The floats of the relaxation choose where to look; whole numbers alone decide what is true. The tree keeps
every leaf's prices, so that a checker who trusts nothing can do the deciding arithmetic again.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.exact import (
    Bound,
    Prices,
    combination,
    dense,
    exact_bound,
    exact_dot,
    fen_worth,
    floor_to_step,
    narrow_prices,
    prices,
    proves_empty,
    step_of,
)
from simulator.optimise.float_model import FloatArray
from simulator.optimise.frontier import bound_by_frontier, floats_near
from simulator.optimise.lattice import congruence_prices
from simulator.optimise.problem import SAFE_SUM, IntArray, LinearForm, Problem, largest, whole_array
from simulator.optimise.reduce import Box, form_on, on_free_columns, spread, whole_box
from simulator.optimise.relaxation import Relaxation, Relaxed
from simulator.optimise.settle import STEPS, broken_rows, recentred, rounded, settle
from simulator.optimise.solvers.answer import Claim

DIGITS = (10, 14)
"""To how many digits exact prices follow the floats: first simple fractions, then all there is."""

NEAR_ENOUGH = 10**8
"""The finer prices are tried only where they may close a node: within this part of its bound."""

MOST_TRIED = 8
"""How many columns are tried out before a split; each is tried out once."""

NEAR_REACH = 1e-9
"""A row this near its reach, as a part of all that it adds up, is looked at in whole numbers."""

REMEMBERED, RETRIED = 64, 2
"""How many rays that closed a node are remembered, and how many of them are tried on another."""

TRIED_A_NODE = 3
"""How many more in the long run: a short tree over many columns is not worth the trying."""

ROUNDING = 1e-11
"""How far a relaxation's value may stray from the truth, as a part of it."""

LEAST_DROP = 1e-6
"""A split is never expected to bring down a bound by nothing at all."""

WHOLE = 1e-6
"""A relaxed column this near a whole number counts as whole; it decides only where to look next."""


WITHIN = Fraction(1, 10**7)
"""The proved relative gap with which a search over very many columns is content."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a tree may grow, counted in nodes, never by the clock.

    `nodes` in all; `amount_nodes` that split an amount rather than a choice; `last_nodes` spent on closing
    the last gap below a fen's worth. `within` is the relative gap with which a search of more than
    `WIDE_COLUMNS` columns is content; the others go on to the last unit.
    """

    nodes: int = 20_000
    amount_nodes: int = 1_500
    last_nodes: int = 100
    within: Fraction = WITHIN


WIDE_COLUMNS = 5_000
"""With more columns than this the last unit is not worth the nodes: a proved relative gap will do."""

NARROW_COLUMNS = 150
"""With more columns than this bounds are taken over powers of two, in int64, before all else."""


FRONTIER_COLUMNS = 400
FRONTIER_PAIRS = 20_000
"""A tree of so few choices is first looked at as one pot, with so many pairs: often no split is needed."""

MOST_WAITING = 100
WAITING_PAIRS = 3_000
"""When a tree is stopped, so many of the cases left open are looked at as one pot, with so many pairs."""

LEAST_NODES = 200
MOST_WORK = 4_000_000
"""A tree over very many columns stops sooner: nodes times columns, but never before the least nodes."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A split of the box: the column at most `at` in the node `down`, above it in the node `up`."""

    column: int
    at: int
    down: int
    up: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of the box closed, or left, with row prices: a bound, or a ray that no plan can satisfy."""

    prices: Prices
    ray: bool


@dataclass(frozen=True, slots=True)
class Fix:
    """A narrowing: by these prices no plan better than the bound claimed lies outside a smaller box."""

    prices: Prices
    then: int


@dataclass(frozen=True, slots=True)
class Cut:
    """One more row, which every whole plan obeys: priced rows as one, divided by the denominator and rounded.

    The columns in `top` are counted from their upper bound, all others from their lower one.
    """

    prices: Prices
    top: tuple[int, ...]
    then: int


@dataclass(frozen=True, slots=True)
class Frontier:
    """A part of the box searched through: prices make one row of several, and its best plan is the bound.

    What is proved is the best value that the one row allows, as far as that exceeds the value known.
    """

    prices: Prices


Node = Branch | Leaf | Fix | Cut | Frontier

Tree = tuple[Node, ...]
"""Node 0 is the whole box; children come after their parent."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The outcome of a search: the best plan and its value, an exact bound on all plans, and the tree.

    `plan` and `value` are None when no plan was found; `bound` is None when it is proved that there is none.
    `value` and `bound` leave out the constant of the form. `box` holds every plan as good as the best.
    """

    plan: IntArray | None
    value: int | None
    bound: int | None
    tree: Tree
    nodes: int
    box: Box

    @property
    def exact(self) -> bool:
        """Tell whether the value is proved to the last unit."""
        return self.bound is None or self.value == self.bound


@dataclass(slots=True)
class _Node:
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
class _Drops:
    """What splits on each column have cost the relaxation so far, a unit moved: downwards and upwards."""

    sums: FloatArray
    counts: FloatArray

    @classmethod
    def none(cls, columns: int) -> "_Drops":
        return cls(np.zeros((2, columns)), np.zeros((2, columns)))

    def add(self, column: int, side: int, drop: float) -> None:
        """Take in one more drop."""
        self.sums[side, column] += drop
        self.counts[side, column] += 1.0

    def expected(self, columns: IntArray) -> FloatArray:
        """Return the mean drop of some columns, both ways; that of all where a column has none yet."""
        tried = self.counts.sum(axis=1)
        usual = np.where(tried > 0, self.sums.sum(axis=1) / np.maximum(tried, 1.0), 1.0)
        counts = self.counts[:, columns]
        means = self.sums[:, columns] / np.maximum(counts, 1.0)
        return np.where(counts > 0, means, usual[:, None])


@dataclass(slots=True)
class _Rays:
    """The last rays that closed a node: what closes one often closes its neighbours, without a relaxation.

    Floats tell which of them may; `rises` and `falls` are the positive and negative parts of what each sums
    up, `most` what that may come to at most.
    """

    known: list[Prices]
    rises: FloatArray
    falls: FloatArray
    most: FloatArray

    @classmethod
    def none(cls, columns: int) -> "_Rays":
        shape = (REMEMBERED, columns)
        return cls([], np.zeros(shape), np.zeros(shape), np.full(REMEMBERED, np.inf))

    def add(self, problem: Problem, ray: Prices) -> None:
        """Remember a ray in place of the oldest."""
        weights, _, most = combination(problem, ray)
        size = largest(weights)
        if size:
            at = len(self.known) % REMEMBERED
            shares = (weights / size).astype(np.float64)
            self.rises[at], self.falls[at] = np.maximum(shares, 0.0), np.minimum(shares, 0.0)
            self.most[at] = most / size
            self.known.append(ray)

    def likely(self, box: Box) -> list[Prices]:
        """Return the few latest rays by which floats take a box for empty."""
        least = self.rises @ box.lower.astype(np.float64) + self.falls @ box.upper.astype(np.float64)
        age = (len(self.known) - 1 - np.flatnonzero(least > self.most)) % REMEMBERED
        return [self.known[-1 - ago] for ago in np.sort(age)[:RETRIED].tolist()]


@dataclass(slots=True)
class _Growth:
    """The state of a growing tree; the only mutable thing here, never seen outside."""

    problem: Problem
    cost: IntArray
    step: int
    box: Box
    engine: Relaxation
    limits: Limits
    drops: _Drops
    float_cost: FloatArray
    rays: _Rays
    plan: IntArray | None = None
    value: int | None = None
    root_bound: Bound | None = None
    nodes: list[_Node] = field(default_factory=list)
    open: list[tuple[int, int, int]] = field(default_factory=list)
    stuck: list[int] = field(default_factory=list)
    solved: int = 0
    tried: int = 0
    amount_splits: int = 0
    blind_splits: int = 0


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
    return _lifted(found, form, within, columns)


def affordable_nodes(limits: Limits, columns: int) -> int:
    """Return how many nodes a tree over so many columns may have."""
    return min(limits.nodes, max(LEAST_NODES, MOST_WORK // max(1, columns)))


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
        _offer(growth, plan)
    if hint is not None:
        _try_choices(growth, hint)
    most = affordable_nodes(limits, problem.column_count)
    last = limits.last_nodes if problem.column_count <= NARROW_COLUMNS else limits.last_nodes // 5
    while growth.open and growth.solved < most and last:
        if _closed(growth, _best_bound(growth), aim.allowed):
            break
        last -= _nearly_done(growth, aim.worth)
        _grow(growth, heapq.heappop(growth.open)[2])
    _search_what_waits(growth)
    return _harvest(growth)


def _lifted(found: Found, form: LinearForm, box: Box, columns: NDArray[np.int64]) -> Found:
    """Return what was found on the free columns of a box as something found on all of them."""
    still = spread(box.lower, columns, np.zeros(len(columns), dtype=np.int64))
    known = form.value(still) - form.constant
    return Found(
        None if found.plan is None else spread(box.lower, columns, found.plan),
        None if found.value is None else found.value + known,
        None if found.bound is None else found.bound + known,
        tuple(_lifted_node(node, columns) for node in found.tree),
        found.nodes,
        box.with_columns(columns, found.box),
    )


def _lifted_node(node: Node, columns: NDArray[np.int64]) -> Node:
    return replace(node, column=int(columns[node.column])) if isinstance(node, Branch) else node


def _nearly_done(growth: _Growth, worth: int) -> bool:
    """Tell whether what is open is worth less than a fen, or less than what had to be left open already."""
    if growth.value is None:
        return False
    left = max((growth.nodes[index].bound or 0 for index in growth.stuck), default=growth.value)
    return _best_bound(growth) - max(growth.value, left) < worth


def _planted(problem: Problem, form: LinearForm, limits: Limits, step: int) -> _Growth:
    box = whole_box(problem)
    cost = dense(form, problem.column_count)
    engine = Relaxation(problem, cost if form.columns else _some_cost(problem), box.lower, box.upper)
    drops = _Drops.none(problem.column_count)
    rays = _Rays.none(problem.column_count)
    growth = _Growth(problem, cost, step, box, engine, limits, drops, cost.astype(np.float64), rays)
    reach = exact_bound(problem, cost, Prices(), box.lower, box.upper)
    bound = floor_to_step(reach.value, growth.step)
    _add_node(growth, _Node(-1, 0, -1, 0, 0, bound, Leaf(Prices(), ray=False)))
    return growth


def _some_cost(problem: Problem) -> IntArray:
    # without any cost every price ties, and the simplex method walks in circles through a wide problem
    return 1 + np.arange(problem.column_count, dtype=np.int64) * 40_503 % 65_521


def _add_node(growth: _Growth, node: _Node) -> int:
    index = len(growth.nodes)
    growth.nodes.append(node)
    heapq.heappush(growth.open, (-(node.bound or 0), -node.depth, index))
    return index


def _best_bound(growth: _Growth) -> int:
    return -growth.open[0][0]


def _closed(growth: _Growth, bound: int | None, allowed: int = 0) -> bool:
    return bound is None or (growth.value is not None and bound <= growth.value + allowed)


def _offer(growth: _Growth, plan: IntArray) -> None:
    value = exact_dot(growth.cost, plan)
    if growth.value is None or value > growth.value:
        growth.plan, growth.value = plan, value


def _grow(growth: _Growth, index: int) -> None:
    """Solve one node, close it if its bound allows, settle a plan in it, split it otherwise."""
    node, box = growth.nodes[index], _box_of(growth, index)
    growth.solved += 1
    _close_empty(node, _first_proof(growth.problem, box, growth.rays.likely(box)))
    if node.bound is None:
        return
    relaxed = growth.engine.run(box.lower, box.upper)
    _learn(growth, node, relaxed)
    _tighten(growth, node, box, relaxed)
    if node.parent < 0 and node.bound is not None and growth.plan is None:
        _close_by_congruence(growth, node, box)
    if node.parent < 0:
        _search_through(growth, node, box, relaxed)
    if _closed(growth, node.bound):
        return
    if relaxed.claim is not Claim.OPTIMAL:
        _split_blindly(growth, index, box)
        return
    fractional = _fractional(growth.problem.choice, relaxed.values)
    if not len(fractional):
        _settle_here(growth, node, box, relaxed)
    if not _closed(growth, node.bound):
        _split(growth, index, box, relaxed.values)


def _search_through(growth: _Growth, node: _Node, box: Box, relaxed: Relaxed) -> None:
    """Close a node whose rows, made one row by their prices, allow no plan better than the one known."""
    if growth.value is None or relaxed.claim is not Claim.OPTIMAL:
        return
    if _closed(growth, node.bound) or not _is_few(growth.problem):
        return
    floor, most = growth.value, FRONTIER_PAIRS
    found = bound_by_frontier(growth.problem, growth.cost, box, relaxed.prices, floor, most)
    if found is not None and _closed(growth, found[0]):
        node.bound, node.closing = found[0], Frontier(found[1])


def _is_few(problem: Problem) -> bool:
    return bool(problem.choice.all()) and problem.column_count <= FRONTIER_COLUMNS


def _search_what_waits(growth: _Growth) -> None:
    """Lower the bounds of the cases left open, the worst first, until one does not give way."""
    if growth.value is None or not _is_few(growth.problem):
        return
    for _, _, index in sorted(growth.open)[:MOST_WAITING]:
        node = growth.nodes[index]
        if _closed(growth, node.bound):
            return
        near = floats_near(node.closing.prices, growth.problem.row_count)
        box, pairs = _box_of(growth, index), WAITING_PAIRS
        found = bound_by_frontier(growth.problem, growth.cost, box, near, growth.value, pairs)
        if found is None or node.bound is None or found[0] >= node.bound:
            return
        node.bound, node.closing = found[0], Frontier(found[1])


def _learn(growth: _Growth, node: _Node, relaxed: Relaxed) -> None:
    """Remember what the split that led to a node has cost the relaxation."""
    if relaxed.claim is not Claim.OPTIMAL:
        return
    node.relaxed = float((growth.float_cost * relaxed.values).sum())
    if node.parent >= 0 and node.moved > 0.0:
        parent = growth.nodes[node.parent]
        side = 0 if parent.branch is not None and growth.nodes[parent.branch[2]] is node else 1
        growth.drops.add(node.column, side, max(0.0, parent.relaxed - node.relaxed) / node.moved)


def _box_of(growth: _Growth, index: int) -> Box:
    """Return the box of a node, gathered from the node up to the root; the deepest bound is the tightest."""
    lower, upper = growth.box.lower.copy(), growth.box.upper.copy()
    while index > 0:
        node = growth.nodes[index]
        lower[node.column] = max(lower[node.column], node.lower)
        upper[node.column] = min(upper[node.column], node.upper)
        index = node.parent
    return Box(lower, upper)


def _tighten(growth: _Growth, node: _Node, box: Box, relaxed: Relaxed) -> None:
    """Take what the relaxation proves of a node: that it is empty, or a better bound than its parent's."""
    if relaxed.claim is Claim.INFEASIBLE:
        _close_if_empty(growth, node, box, relaxed.prices)
    if relaxed.claim is Claim.INFEASIBLE and node.bound is not None:
        near = rounded(_middle(box), box)
        _close_if_empty(growth, node, box, _ray_seen_from(growth.problem, box, near))
    if relaxed.claim is not Claim.OPTIMAL or not growth.cost.any():
        return  # without a goal there is nothing to bound
    for given in _prices_near(growth, relaxed.prices):
        bound = exact_bound(growth.problem, growth.cost, given, box.lower, box.upper)
        _lower_bound(growth, node, given, bound)
        if _closed(growth, node.bound):
            return
        if not _nearly_closed(growth, node) and not _is_loose(growth, bound, node.relaxed):
            return


def _is_loose(growth: _Growth, bound: Bound, relaxed: float) -> bool:
    """Tell whether a bound lies further above the relaxation's value than floats alone explain."""
    slack = max(growth.step / 2.0, abs(relaxed) * ROUNDING)
    return bound.numerator / bound.denominator - relaxed > slack


def _prices_near(growth: _Growth, floats: FloatArray) -> Iterator[Prices]:
    """Yield exact prices near float ones, the quickest first."""
    if growth.problem.column_count > NARROW_COLUMNS:
        yield narrow_prices(growth.problem, growth.cost, floats)
    yield from (prices(floats, digits) for digits in DIGITS)


def _nearly_closed(growth: _Growth, node: _Node) -> bool:
    if growth.value is None or node.bound is None:
        return node.parent < 0
    return (node.bound - growth.value) * NEAR_ENOUGH <= abs(node.bound) + NEAR_ENOUGH


def _lower_bound(growth: _Growth, node: _Node, given: Prices, bound: Bound) -> None:
    floored = floor_to_step(bound.value, growth.step)
    if node.parent < 0 and (growth.root_bound is None or bound.value < growth.root_bound.value):
        growth.root_bound = bound
    if node.bound is not None and floored < node.bound:
        node.bound, node.closing = floored, Leaf(given, ray=False)


def _close_if_empty(growth: _Growth, node: _Node, box: Box, ray: FloatArray) -> None:
    found = exact_ray(growth.problem, box, ray)
    if found is None:
        found = _row_out_of_reach(growth.problem, box)
    if found is not None:
        growth.rays.add(growth.problem, found)
    _close_empty(node, found)


def _close_empty(node: _Node, found: Prices | None) -> None:
    if found is not None:
        node.bound, node.closing = None, Leaf(found, ray=True)


def exact_ray(problem: Problem, box: Box, ray: FloatArray) -> Prices | None:
    """Return exact prices near a float ray, in either sign, that prove a box empty; None when they do not."""
    nothing = np.zeros(0, dtype=np.int64)
    signs = (-ray, ray)  # the engine gives its rays the other way round, but that is not for us to trust
    quick = (narrow_prices(problem, nothing, signed) for signed in signs)
    near = (prices(signed, digits) for digits in DIGITS for signed in signs)
    wide = problem.column_count > NARROW_COLUMNS
    return _first_proof(problem, box, chain(quick, near) if wide else near)


def _row_out_of_reach(problem: Problem, box: Box) -> Prices | None:
    """Return a ray of a single row that no plan in the box can satisfy, if there is one."""
    single = (Prices((row,), (sign,), 1) for row in _rows_near_reach(problem, box) for sign in (1, -1))
    return _first_proof(problem, box, single)


def _rows_near_reach(problem: Problem, box: Box) -> list[int]:
    """Return the rows of which floats do not say that some value in the box is well within their sides."""
    rows = np.repeat(np.arange(problem.row_count), np.diff(problem.row_start))
    weights = problem.row_coefficients.astype(np.float64)
    ends = [weights * side[problem.row_columns].astype(np.float64) for side in (box.lower, box.upper)]
    least, most, size = (
        np.bincount(rows, weights=terms, minlength=problem.row_count)
        for terms in (np.minimum(*ends), np.maximum(*ends), np.maximum(np.abs(ends[0]), np.abs(ends[1])))
    )
    blur = NEAR_REACH * (size + 1.0)
    highest = np.array([np.inf if side is None else float(side) for side in problem.row_upper])
    lowest = np.array([-np.inf if side is None else float(side) for side in problem.row_lower])
    return np.flatnonzero((least > highest - blur) | (most < lowest + blur)).tolist()


def _first_proof(problem: Problem, box: Box, candidates: Iterable[Prices]) -> Prices | None:
    proofs = (given for given in candidates if proves_empty(problem, given, box.lower, box.upper))
    return next(proofs, None)


def _close_by_congruence(growth: _Growth, node: _Node, box: Box) -> None:
    found = congruence_prices(growth.problem, box)
    if found is not None:
        _close_empty(node, _first_proof(growth.problem, box, [found]))


def _settle_here(growth: _Growth, node: _Node, box: Box, relaxed: Relaxed) -> None:
    """Settle the node's own choices in whole units; if that fails, look for the exact reason."""
    start = rounded(relaxed.values, box)
    fixed = _with_choices(growth.problem, box, start)
    if fixed is None:
        return
    if _settle_in(growth, fixed, relaxed.values) or not np.array_equal(fixed.lower, box.lower):
        return
    if np.array_equal(fixed.upper, box.upper):
        _close_if_empty(growth, node, box, _ray_seen_from(growth.problem, box, start))
    if node.bound is not None and np.array_equal(fixed.upper, box.upper):
        _close_by_congruence(growth, node, box)


def _with_choices(problem: Problem, box: Box, plan: IntArray) -> Box | None:
    """Return the box with the choices fixed as in a plan; None when one lies outside."""
    lower = np.where(problem.choice, plan, box.lower)
    upper = np.where(problem.choice, plan, box.upper)
    if np.any(lower < box.lower) or np.any(upper > box.upper):
        return None
    return Box(lower, upper)


def _settle_in(growth: _Growth, fixed: Box, values: FloatArray) -> bool:
    """Settle a plan with all choices fixed and offer it; the widest steps only while there is no plan yet."""
    relaxed = growth.engine.run(fixed.lower, fixed.upper)
    if relaxed.claim is Claim.INFEASIBLE:
        return False
    start = relaxed.values if relaxed.claim is Claim.OPTIMAL else values
    steps = STEPS if growth.plan is None else STEPS[:3]
    plan = settle(growth.problem, growth.cost, fixed, start, steps, relaxed.reduced)
    if plan is None:
        return False
    _offer(growth, plan)
    return True


def _try_choices(growth: _Growth, hint: IntArray) -> None:
    fixed = _with_choices(growth.problem, growth.box, hint)
    if fixed is not None:
        _settle_in(growth, fixed, hint.astype(np.float64))


def _ray_seen_from(problem: Problem, box: Box, start: IntArray) -> FloatArray:
    """Return a float ray found from close by, where a miss of one unit is not lost in large amounts."""
    if not len(broken_rows(problem, start)):
        return np.zeros(problem.row_count)
    near = recentred(problem, box, start)
    engine = Relaxation(near, np.zeros(problem.column_count, dtype=object), near.lower, near.upper)
    relaxed = engine.run(near.lower, near.upper)
    return relaxed.prices if relaxed.claim is Claim.INFEASIBLE else np.zeros(problem.row_count)


def _fractional(choice: IntArray, values: FloatArray) -> IntArray:
    distance = np.abs(values - np.round(values))
    return np.nonzero(choice & (distance > WHOLE))[0]


def _middle(box: Box) -> FloatArray:
    return (box.lower.astype(np.float64) + box.upper.astype(np.float64)) / 2.0


def _split(growth: _Growth, index: int, box: Box, values: FloatArray) -> None:
    """Split a node on the column that is furthest from whole, choices before amounts, or leave it open."""
    column = _split_column(growth, box, values)
    if column is None:
        _close_single(growth, growth.nodes[index], box)
        return
    amount = not growth.problem.choice[column]
    growth.amount_splits += amount
    if amount and growth.amount_splits > growth.limits.amount_nodes:
        growth.stuck.append(index)
        return
    _split_on(growth, index, box, column, float(values[column]))


def _close_single(growth: _Growth, node: _Node, box: Box) -> None:
    """Close a node whose box holds a single plan: it breaks a row, or its value is the bound."""
    if len(broken_rows(growth.problem, box.lower)):
        _close_if_empty(growth, node, box, np.zeros(growth.problem.row_count))
        return
    _offer(growth, box.lower)
    _lower_bound(
        growth, node, Prices(), exact_bound(growth.problem, growth.cost, Prices(), box.lower, box.upper)
    )


def _split_blindly(growth: _Growth, index: int, box: Box) -> None:
    """Split a node that floats call empty and whole numbers do not; too many of them are left open."""
    growth.blind_splits += 1
    if growth.plan is not None and growth.blind_splits > growth.limits.last_nodes:
        growth.stuck.append(index)
    else:
        _split(growth, index, box, _middle(box))


def _split_column(growth: _Growth, box: Box, values: FloatArray) -> int | None:
    """Return the column to split, None when every one is fixed."""
    choice, free = growth.problem.choice, box.lower < box.upper
    distance = np.where(free, np.abs(values - np.round(values)), 0.0)
    for eligible in (choice, ~choice):
        columns = np.nonzero(eligible & (distance > WHOLE))[0]
        if len(columns):
            _try_out(growth, box, columns[choice[columns]], values)
            return int(columns[np.argmax(_promise(growth, columns, values))])
    if not free.any():
        return None
    order = np.where(free & choice, 2, 0) + np.where(free, 1, 0)
    return int(np.argmax(order))


def _try_out(growth: _Growth, box: Box, columns: IntArray, values: FloatArray) -> None:
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


def _promise(growth: _Growth, columns: IntArray, values: FloatArray) -> FloatArray:
    """Return how much a split of each column should bring down the bounds of both of its parts."""
    above = values[columns] - np.floor(values[columns])
    down, up = growth.drops.expected(columns)
    return np.asarray(np.maximum(above * down, LEAST_DROP) * np.maximum((1.0 - above) * up, LEAST_DROP))


def _split_on(growth: _Growth, index: int, box: Box, column: int, value: float) -> None:
    """Add the two children of a split; the one nearer to the relaxed value is looked at first."""
    lower, upper = int(box.lower[column]), int(box.upper[column])
    at = min(max(int(np.floor(value + WHOLE)), lower), upper - 1)
    node = growth.nodes[index]
    down = _Node(index, node.depth + 1, column, lower, at, node.bound, node.closing, moved=value - at)
    up = _Node(index, node.depth + 1, column, at + 1, upper, node.bound, node.closing, moved=at + 1 - value)
    if value - at > 0.5:
        up_index, down_index = _add_node(growth, up), _add_node(growth, down)
    else:
        down_index, up_index = _add_node(growth, down), _add_node(growth, up)
    node.branch = (column, at, down_index, up_index)


def _harvest(growth: _Growth) -> Found:
    waiting = [growth.nodes[index] for _, _, index in growth.open]
    waiting += [growth.nodes[index] for index in growth.stuck]
    bounds = [node.bound for node in waiting if node.bound is not None]
    bounds += [] if growth.value is None else [growth.value]
    bound = max(bounds, default=None)
    return Found(growth.plan, growth.value, bound, _tree(growth.nodes), growth.solved, _box_as_good(growth))


def _tree(nodes: list[_Node]) -> Tree:
    return tuple(node.closing if node.branch is None else Branch(*node.branch) for node in nodes)


def _box_as_good(growth: _Growth) -> Box:
    if growth.root_bound is None or growth.value is None:
        return growth.box
    return box_as_good(growth.root_bound, growth.value, growth.box)


def box_as_good(bound: Bound, value: int, box: Box) -> Box:
    """Return the box that holds every plan as good as a value, narrowed by the column prices of a bound."""
    spare = bound.numerator - value * bound.denominator
    narrow = all(each.dtype == np.int64 for each in (bound.column_numerators, box.lower, box.upper))
    dtype = np.int64 if narrow and abs(spare) < SAFE_SUM else object
    priced = np.nonzero(bound.column_numerators)[0]
    steps = spare // np.abs(bound.column_numerators[priced].astype(dtype))
    lower, upper = box.lower.astype(dtype), box.upper.astype(dtype)
    rewarded = bound.column_numerators[priced] > 0
    least = np.where(rewarded, upper[priced] - steps, lower[priced])
    most = np.where(rewarded, upper[priced], lower[priced] + steps)
    lower[priced] = np.maximum(lower[priced], least)
    upper[priced] = np.minimum(upper[priced], most)
    return Box(whole_array(lower), whole_array(upper))


def focused(found: Found, given: Prices) -> Found:
    """Return what was found in a focus as found in the whole box: its tree begins with the narrowing."""
    tree = (Fix(given, 1), *(moved_on(node, 1) for node in found.tree))
    return replace(found, tree=tree)


def moved_on(node: Node, by: int) -> Node:
    """Return a node of a tree before which so many others are put."""
    if isinstance(node, Branch):
        return replace(node, down=node.down + by, up=node.up + by)
    return replace(node, then=node.then + by) if isinstance(node, Fix | Cut) else node
