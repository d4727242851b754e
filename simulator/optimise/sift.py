"""The relaxation of a problem with very many columns and few rows, solved on the few columns that matter.

At given row prices nearly every column is decided: it pays or it does not. Only those whose price is near
nothing go into a small relaxation; its prices are tried on all the others, the ones decided wrongly are taken
in, and so on until none is. What comes out is a corner of the whole relaxation, which is never loaded.
"""

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.float_model import FloatArray
from simulator.optimise.problem import IntArray, Problem
from simulator.optimise.reduce import Box, on_columns, on_free_columns
from simulator.optimise.relaxation import Relaxation, Relaxed
from simulator.optimise.solvers.answer import Claim

MANY_COLUMNS = 5_000
MOST_ROWS = 400
"""Only with so many columns and so few rows are most columns decided by their price alone."""

WORKING_COLUMNS, WORKING_PER_ROW = 1_000, 20
"""How many columns a small relaxation has at first: at least so many, and so many for each row."""

AGAIN = 3
"""How many times as many columns are taken in when the bound of a row has moved."""

FURTHEST = 3.0
"""Prices are drawn out in a straight line to a bound this many times as far as the last one has moved."""

MOST_WORKING = 8_000
"""A small relaxation of more columns than this that has no plan is taken for a sign that there is none."""

SAMPLE_COLUMNS = 4_000
ROUNDS = 25

NOTHING = 1e-10
"""A price this small beside the numbers it is the difference of decides nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class _Priced:
    """What each column gains beyond what its rows cost, and how large the numbers behind it are."""

    reduced: FloatArray
    sizes: FloatArray

    def nearest(self, free: NDArray[np.bool_], count: int) -> NDArray[np.int64]:
        """Return the free columns whose price is nearest to nothing, in the order of the columns."""
        columns = np.nonzero(free)[0]
        if len(columns) <= count:
            return columns
        distance = np.abs(self.reduced[columns]) / self.sizes[columns]
        near: NDArray[np.int64] = columns[distance <= np.partition(distance, count - 1)[count - 1]]
        return near[:count]


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """The row prices found once the bounds of a row stood somewhere, and the sum of those bounds."""

    row: int
    stand: int
    prices: FloatArray


class Sifted:
    """A relaxation that looks, to its user, like one of all the columns; the last prices are remembered."""

    def __init__(self, problem: Problem, cost: IntArray) -> None:
        self._problem = problem
        self._cost = cost
        self._row, self._stand = -1, 0
        self._known: tuple[_Known, ...] = ()
        self._insists = False
        self._full: Relaxation | None = None

    def move_row(self, row: int, lower: int | None, upper: int | None) -> None:
        """Give one row other bounds; the next run starts from the last prices."""
        self._problem = self._problem.with_bounds(row, lower, upper)
        self._row, self._stand = row, (lower or 0) + (upper or 0)
        self._full = None

    def insist(self) -> None:
        """Ask that all columns be loaded at once where sifting comes to no end; it may take its time."""
        self._insists = True

    def run(self, lower: IntArray, upper: IntArray) -> Relaxed:
        """Return the relaxation over a box, with a claim of unknown when sifting comes to no end."""
        box = Box(lower, upper)
        foreseen = self._foreseen()
        prices = self._sampled(box) if not self._known else self._known[-1].prices
        # a bound that has moved turns more columns than a sample or a line through two prices is wrong about
        times = AGAIN if self._known and foreseen is None else 1
        relaxed = None if prices is None else self._sift(prices if foreseen is None else foreseen, box, times)
        if relaxed is None and not self._insists:
            return Relaxed(Claim.UNKNOWN, np.zeros(0), np.zeros(0))
        if relaxed is None:
            relaxed = self._in_full(box)
        if relaxed.claim is Claim.OPTIMAL:
            self._known = (*self._known[-1:], _Known(self._row, self._stand, relaxed.prices))
        return relaxed

    def _foreseen(self) -> FloatArray | None:
        """Return the prices to be expected where a row now stands, from the last two; None without a line."""
        if len(self._known) < 2:
            return None
        first, last = self._known
        moved, further = last.stand - first.stand, self._stand - last.stand
        if not moved or not first.row == last.row == self._row or abs(further) > FURTHEST * abs(moved):
            return None
        expected = last.prices + (last.prices - first.prices) * (further / moved)
        # a price that would change its sign has left the side that its row leaned on: the row has room now
        return np.where(expected * last.prices > 0, expected, 0.0)

    def _in_full(self, box: Box) -> Relaxed:
        if self._full is None:
            self._full = Relaxation(self._problem, self._cost, self._problem.lower, self._problem.upper)
        return self._full.run(box.lower, box.upper)

    def _sampled(self, box: Box) -> FloatArray | None:
        """Return the row prices of an even sample of the columns, each row cut down as its reach is."""
        free = box.free()
        # an even sample has the mix of the whole, so the prices that it comes to are near
        columns = free[:: max(1, len(free) // SAMPLE_COLUMNS)]
        small = on_columns(self._problem, columns)
        kept = _reach(small, box.upper[columns]) / np.maximum(_reach(self._problem, box.upper), 1.0)
        scaled = replace(
            small,
            row_lower=tuple(_cut(bound, part) for bound, part in zip(small.row_lower, kept, strict=True)),
            row_upper=tuple(_cut(bound, part) for bound, part in zip(small.row_upper, kept, strict=True)),
        )
        relaxed = _solved(scaled, self._cost[columns])
        return relaxed.prices if relaxed.claim is Claim.OPTIMAL else None

    def _sift(self, prices: FloatArray, box: Box, times: int) -> Relaxed | None:
        free = box.lower < box.upper
        priced = self._price(prices)
        count = times * max(WORKING_COLUMNS, WORKING_PER_ROW * self._problem.row_count)
        # the others stay where the first prices put them, so that what once was feasible remains so
        start = np.where(priced.reduced > 0, box.upper, box.lower)
        working = np.zeros(len(free), dtype=np.bool_)
        working[priced.nearest(free, count)] = True
        for _ in range(ROUNDS):
            inside = Box(np.where(working, box.lower, start), np.where(working, box.upper, start))
            relaxed = _solved(on_free_columns(self._problem, inside), self._cost[inside.free()])
            if relaxed.claim is not Claim.OPTIMAL:
                # more columns may meet the rows, but not at any length: then there is probably no plan
                if count > MOST_WORKING or working[free].all():
                    return None
                count *= 4
                working[priced.nearest(free, count)] = True
                continue
            priced = self._price(relaxed.prices)
            wrong = free & ~working & _misplaced(priced, start, box)
            if not wrong.any():
                return _spread(relaxed, priced, inside)
            # the worst alone: the prices that come of them put most of the others right
            working[_worst(priced, wrong, box, 3 * count)] = True
        return None

    def _price(self, prices: FloatArray) -> _Priced:
        reduced = self._cost.astype(np.float64)
        # beside each price the size of what it is the difference of: else noise cannot be told from a price
        sizes = np.maximum(np.abs(reduced), 1.0)
        for row in np.nonzero(prices)[0].tolist():
            part = slice(int(self._problem.row_start[row]), int(self._problem.row_start[row + 1]))
            worth = self._problem.row_coefficients[part].astype(np.float64) * prices[row]
            reduced[self._problem.row_columns[part]] -= worth
            sizes[self._problem.row_columns[part]] += np.abs(worth)
        return _Priced(reduced, sizes)


def _reach(problem: Problem, upper: IntArray) -> FloatArray:
    ends = np.abs(problem.row_coefficients.astype(np.float64) * upper[problem.row_columns].astype(np.float64))
    running = np.concatenate([np.zeros(1), np.cumsum(ends)])
    sums: FloatArray = running[problem.row_start[1:]] - running[problem.row_start[:-1]]
    return sums


def _cut(bound: int | None, part: float) -> int | None:
    return None if bound is None else round(bound * part)


def _solved(problem: Problem, cost: IntArray) -> Relaxed:
    return Relaxation(problem, cost, problem.lower, problem.upper).run(problem.lower, problem.upper)


def _misplaced(priced: _Priced, start: IntArray, box: Box) -> NDArray[np.bool_]:
    """Tell of each column whether its price says that it should be at its other bound."""
    decided = np.abs(priced.reduced) > NOTHING * priced.sizes
    rewarded = priced.reduced > 0
    return decided & np.where(rewarded, start < box.upper, start > box.lower)


def _worst(priced: _Priced, wrong: NDArray[np.bool_], box: Box, count: int) -> NDArray[np.int64]:
    columns = np.nonzero(wrong)[0]
    reach = (box.upper[columns] - box.lower[columns]).astype(np.float64)
    loss = np.abs(priced.reduced[columns]) * reach
    return columns[np.argsort(-loss, kind="stable")[:count]]


def _spread(relaxed: Relaxed, priced: _Priced, inside: Box) -> Relaxed:
    """Return what holds for the working columns as it holds for all."""
    values = inside.lower.astype(np.float64)
    values[inside.free()] = relaxed.values
    return Relaxed(relaxed.claim, values, relaxed.prices, priced.reduced)


Engine: TypeAlias = Relaxation | Sifted


def relaxation(problem: Problem, cost: IntArray) -> Engine:
    """Return a relaxation of a problem, sifted where there are very many columns and few rows."""
    if problem.column_count > MANY_COLUMNS and problem.row_count <= MOST_ROWS:
        return Sifted(problem, cost)
    return Relaxation(problem, cost, problem.lower, problem.upper)
