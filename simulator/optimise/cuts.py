"""Rows that every whole plan obeys though the relaxation does not: a row of a problem, rounded.

A row `a . x <= b` is written with every column counted from one of its bounds, divided by a whole number and
rounded: whole columns obey what is left (a mixed-integer rounding). Floats choose the row, the number and the
bounds; the cut itself is whole numbers, worked out again by anyone from that choice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.exact import Prices, combination, exact_dot
from simulator.optimise.float_model import FloatArray
from simulator.optimise.problem import SAFE_NUMBER, IntArray, LinearForm, Problem, largest, whole_array
from simulator.optimise.relaxation import WHOLE, Relaxation, Relaxed
from simulator.optimise.solvers.answer import Claim
from simulator.optimise.tree import Cut, Tree, moved_on

CUT_ROUNDS = 20
"""How often cuts are looked for; each round starts from what the last one has left."""

LEAST_GAIN = 0.01
"""A round that brings the bound down by a smaller part of all that cuts have done is the last."""

PARTS = (1, 2, 4)
"""A row is divided by what stands before a column between its bounds, and by these parts of it."""

FLIPS = 3
"""How many columns between their bounds are counted from the other bound, one after the other."""

VIOLATED, TIGHT, MIDDLE = 1e-4, 1e-7, 0.01
"""A cut is worth having from this depth; only rows this near their side, and no remainder so near nothing."""

MOST_COEFFICIENT = 2**44
"""A cut with larger numbers would blur in floats."""


@dataclass(frozen=True, slots=True, eq=False)
class Strong:
    """A problem with some cuts as its last rows, its relaxation, and the cuts in the order of their rows."""

    problem: Problem
    relaxed: Relaxed
    cuts: tuple[Cut, ...]


def strengthened(problem: Problem, cost: IntArray, relaxed: Relaxed) -> Strong:
    """Return the problem with the cuts that bring down its relaxation, which came to this without them."""
    strong = Strong(problem, relaxed, ())
    first = last = _reached(cost, relaxed)
    for _ in range(CUT_ROUNDS):
        new = tuple(_violated(strong.problem, strong.relaxed.values))
        more = _relaxed_with(strong, cost, new) if new else None
        if more is None:
            break
        strong, before, last = more, last, _reached(cost, more.relaxed)
        if before - last <= LEAST_GAIN * (first - last):
            break
    return _needed(problem, strong)


def with_cuts(problem: Problem, tree: Tree) -> tuple[Problem, int]:
    """Return the problem with the rows that a tree begins with, and where the tree goes on."""
    at = 0
    while isinstance(node := tree[at], Cut):
        problem, at = _with_row(problem, *cut_row(problem, node)), node.then
    return problem, at


def after_cuts(tree: Tree, cuts: Sequence[Cut]) -> Tree:
    """Return a tree over a problem with cuts as one over the problem without them: it begins with the cuts.

    Its leaves may price the cuts as rows after the last row of the problem.
    """
    first = tuple(replace(cut, then=at) for at, cut in enumerate(cuts, start=1))
    return (*first, *(moved_on(node, len(first)) for node in tree))


def cut_row(problem: Problem, cut: Cut) -> tuple[LinearForm, int]:
    """Return what a cut sums up and the most that it may come to, for whole columns within their bounds."""
    weights, _, most = combination(problem, cut.prices)
    over, top = cut.prices.denominator, np.zeros(problem.column_count, dtype=np.bool_)
    top[list(cut.top)] = True
    # a product of two such numbers could leave int64 without a word
    if max(largest(weights), over) >= SAFE_NUMBER:
        weights = weights.astype(object)
    signs, base = np.where(top, -1, 1), np.where(top, problem.upper, problem.lower)
    rest = most - exact_dot(weights, base)
    part = rest % over
    counted = weights * signs
    # the quotient and the remainder of each weight, as far as it goes beyond that of the side
    stepped = counted.astype(object) // over * (over - part) + np.maximum(counted % over - part, 0)
    rounded = whole_array((stepped * signs).tolist())
    columns = np.nonzero(rounded)[0]
    shared = int(np.gcd.reduce(rounded[columns])) if len(columns) else 1
    upper = rest // over * (over - part) + exact_dot(rounded, base)
    form = LinearForm(tuple(columns.tolist()), tuple((rounded[columns] // shared).tolist()))
    return form, upper // shared


def _with_row(problem: Problem, form: LinearForm, upper: int) -> Problem:
    return problem.with_row(f"cut {problem.row_count}", form, None, upper)


def _reached(cost: IntArray, relaxed: Relaxed) -> float:
    return float((cost.astype(np.float64) * relaxed.values).sum())


def _relaxed_with(strong: Strong, cost: IntArray, cuts: Sequence[Cut]) -> Strong | None:
    """Return the problem with some more cuts; None when its relaxation comes to nothing."""
    problem, kept = strong.problem, list(strong.cuts)
    for cut in cuts:
        form, upper = cut_row(problem, cut)
        if form.columns and max(map(abs, form.coefficients)) <= MOST_COEFFICIENT:
            problem = _with_row(problem, form, upper)
            kept.append(cut)
    relaxed = Relaxation(problem, cost, problem.lower, problem.upper).run(problem.lower, problem.upper)
    return Strong(problem, relaxed, tuple(kept)) if relaxed.claim is Claim.OPTIMAL else None


def _needed(problem: Problem, strong: Strong) -> Strong:
    """Return the problem with those cuts alone that bear on its relaxation, and those they are made of."""
    own = problem.row_count
    needed = strong.relaxed.prices != 0.0
    needed[:own] = True
    # from the last back: a cut is made of rows before it, some of them cuts that are then needed too
    for at in range(len(strong.cuts) - 1, -1, -1):
        if needed[own + at]:
            needed[list(strong.cuts[at].prices.rows)] = True
    rows = np.flatnonzero(needed)
    place = np.cumsum(needed) - 1
    cuts = tuple(_renumbered(strong.cuts[row - own], place) for row in rows[own:].tolist())
    felt = replace(strong.relaxed, prices=strong.relaxed.prices[rows])
    return Strong(strong.problem.keep_rows(rows.tolist()), felt, cuts)


def _renumbered(cut: Cut, place: NDArray[np.int64]) -> Cut:
    rows = tuple(int(place[row]) for row in cut.prices.rows)
    return replace(cut, prices=replace(cut.prices, rows=rows))


# ── which cuts the relaxation breaks ───────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """A row leaning on a side, as `weights . x <= most`, and where the relaxation has its columns."""

    weights: FloatArray
    most: float
    lower: FloatArray
    upper: FloatArray
    values: FloatArray

    def depths(self, dividers: FloatArray, top: NDArray[np.bool_]) -> FloatArray:
        """Return how deep the relaxation lies beyond each divider's cut, some columns taken from the top."""
        base, signs = np.where(top, self.upper, self.lower), np.where(top, -1.0, 1.0)
        moved = np.flatnonzero(np.abs(self.values - base) > WHOLE)
        rest = (self.most - float((self.weights * base).sum())) / dividers
        part = rest - np.floor(rest)
        usable = (part > MIDDLE) & (part < 1.0 - MIDDLE)
        steps = _rounded(self.weights[moved] * signs[moved], dividers, part)
        away = (self.values - base)[moved] * signs[moved]
        beyond = np.where(usable, (steps * away).sum(axis=1) - np.floor(rest), 0.0)
        worth = np.flatnonzero(beyond > 0.0)
        lengths = np.sqrt((_rounded(self.weights * signs, dividers[worth], part[worth]) ** 2).sum(axis=1))
        depths = np.zeros(len(dividers))
        depths[worth] = beyond[worth] / np.maximum(lengths, 1e-9)
        return depths


def _rounded(weights: FloatArray, dividers: FloatArray, part: FloatArray) -> FloatArray:
    """Return what rounding makes of each weight: one row a divider."""
    divided = weights[None, :] / dividers[:, None]
    whole = np.floor(divided)
    over = np.maximum(divided - whole - part[:, None], 0.0)
    return np.asarray(whole + over / (1.0 - np.minimum(part, 1.0 - MIDDLE))[:, None])


def _violated(problem: Problem, values: FloatArray) -> Iterator[Cut]:
    """Yield for each side of a row that the relaxation leans on the deepest cut there is."""
    lower, upper = problem.lower.astype(np.float64), problem.upper.astype(np.float64)
    for row, sign, most in _sides(problem):
        part = slice(int(problem.row_start[row]), int(problem.row_start[row + 1]))
        columns, weights = problem.row_columns[part], sign * problem.row_coefficients[part].astype(np.float64)
        side = _Side(weights, most, lower[columns], upper[columns], values[columns])
        reach = float((np.abs(weights) * np.abs(side.values)).sum()) + abs(most) + 1.0
        # a row with room to spare is hardly ever broken by its own rounding: not worth the search
        if most - float((weights * side.values).sum()) > TIGHT * reach:
            continue
        found = _deepest(side, problem.choice[columns])
        if found is not None:
            over, top = found
            yield Cut(Prices((row,), (sign,), over), tuple(columns[top].tolist()), 0)


def _sides(problem: Problem) -> Iterator[tuple[int, int, float]]:
    """Yield each row with each side that it has: as it is with its upper one, negated with its lower one."""
    sizes = problem.row_sizes()
    for row, bounds in enumerate(zip(problem.row_upper, problem.row_lower, strict=True)):
        for sign, bound in zip((1, -1), bounds, strict=True):
            if bound is not None and max(sizes[row], 1) <= MOST_COEFFICIENT:
                yield row, sign, float(sign * bound)


def _deepest(side: _Side, choice: NDArray[np.bool_]) -> tuple[int, NDArray[np.bool_]] | None:
    """Return the divider and the columns counted from the top of the deepest cut; None where none is."""
    inside = (side.values > side.lower + WHOLE) & (side.values < side.upper - WHOLE)
    between = np.flatnonzero(choice & inside & (side.weights != 0.0))
    sizes = np.abs(side.weights[between])
    dividers = np.unique(np.concatenate([np.floor(sizes / part) for part in PARTS]))
    dividers = dividers[dividers >= 2.0]  # nothing is rounded by one
    top = side.values > (side.lower + side.upper) / 2.0
    order = between[np.argsort(np.abs(side.values - np.floor(side.values) - 0.5)[between], kind="stable")]
    best: tuple[float, int, NDArray[np.bool_]] | None = None
    # which end a column is counted from changes what is rounded: those furthest from whole change it most
    for flipped in (None, *order[:FLIPS].tolist()) if len(dividers) else ():
        top = top.copy()
        if flipped is not None:
            top[flipped] = not top[flipped]
        depths = side.depths(dividers, top)
        at = int(np.argmax(depths))
        if depths[at] > (VIOLATED if best is None else best[0]):
            best = float(depths[at]), int(dividers[at]), top
    return None if best is None else best[1:]
