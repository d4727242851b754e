"""A better plan by exchange: a handful of choices turned at once so that the binding rows come out full.

The loss of a plan against the relaxation's bound has two parts: what each choice off its price gives up, and
what each binding row leaves unused, at its price. The sets of turns that lose least are listed for two halves
of the cheap turns, each half put together from two quarters. Two sets make a plan where together they fill
the rows: those of one half are filed by what they fill, in cells as wide as what may stay unused, and those
of the other half look only into the cells that fit. Floats look for the sets; the plan that comes out is
checked in whole numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.float_model import FloatArray
from simulator.optimise.problem import IntArray, Problem, activities
from simulator.optimise.reduce import Box
from simulator.optimise.relaxation import Relaxed
from simulator.optimise.settle import rounded

Indexes = NDArray[np.int64]

TURNS, QUARTERS = 60, 4
"""How many choices may be turned, one int64 of flags; all the sets of a quarter of them are listed."""

DEALS = ((1, 30), (1, 0), (1, 60), (2, 0))
"""Which turns each round takes, of all in the order of their losses: every so many, the last so much further.

The nearest lose least but are much alike; some that lose more fill the rows where those cannot.
"""

DEALT = max(stride for stride, _ in DEALS)
LEAST_SETS, MOST_SETS, SETS_A_COLUMN = 20_000, 100_000, 4
"""How many sets each half lists: more than so many for each column are not worth the time."""

MOST_PAIRS = 3_000_000
"""How many joined sets are looked at in one round: the rows may leave less and less unused."""

SLICE = 1_000_000
SAMPLE = 4_096
HALVINGS = 40

FILED_ROWS = 2
"""In how many rows sets are filed by cells, beside the first, in which they are kept in order."""

MOST_CELLS, FINEST = 2**14, 2**32
"""How many cells a row may have, and how many steps the first row: together they are one int64."""

STEPS_A_WIDTH = 1_024
BETTER = 0.5
"""A goal moves by whole units: what loses hardly less is no better plan."""

NOISE = 1e-12
"""A row overfilled by so small a part of all that is added up may be just full."""


@dataclass(frozen=True, slots=True, eq=False)
class _Turns:
    """Choices that may be turned: columns, moves of one, and in units of the goal what each move costs.

    `fills` has one row a binding row: what the move uses of it, at its price; `room` is what is unused now.
    The turn that loses least comes first, and the row that tells most sets apart.
    """

    columns: Indexes
    moves: Indexes
    losses: FloatArray
    fills: FloatArray
    room: FloatArray

    def deal(self, stride: int, further: int) -> "_Turns":
        """Return as many turns as one round takes, the last of them so much further out than the first."""
        at = np.arange(TURNS)
        at = stride * at + further * at * at // TURNS**2
        at = at[at < len(self.columns)]
        return _Turns(self.columns[at], self.moves[at], self.losses[at], self.fills[:, at], self.room)


@dataclass(frozen=True, slots=True, eq=False)
class _Sets:
    """Sets of turns: flags, and the sums of their losses and fills."""

    flags: Indexes
    losses: FloatArray
    fills: FloatArray

    def take(self, which: NDArray[np.int64 | np.bool_]) -> "_Sets":
        """Return some of the sets."""
        return _Sets(self.flags[which], self.losses[which], self.fills[:, which])


def exchanged(problem: Problem, relaxed: Relaxed, box: Box, gap: float | None) -> Iterator[IntArray]:
    """Yield plans with ever smaller losses, near what the relaxation says; they may break a slack row.

    `gap` is the loss of the best plan so far, None when there is none.
    """
    # rounded down, limits from above hold, and the room they leave is what turns may fill
    start = rounded(np.floor(relaxed.values + 1e-6), box)
    every = _turns(problem, relaxed, box, start)
    if not len(every.columns) or not len(every.room):
        return
    # without a plan to better, any loss below all there is will do
    limit = float(np.abs(every.room).sum() + every.losses.sum()) if gap is None else gap
    size = min(MOST_SETS, max(LEAST_SETS, SETS_A_COLUMN * problem.column_count))
    for stride, further in DEALS:
        turns = every.deal(stride, further)
        quarters = [_quarter(turns, number) for number in range(QUARTERS)]
        halves = _half(quarters[0], quarters[3], size), _half(quarters[1], quarters[2], size)
        found = _joined(halves, turns.room, limit - BETTER) if limit > BETTER else None
        if found is None:
            continue
        flags, limit = found
        turned = (flags >> np.arange(len(turns.columns))) & 1 == 1
        plan = start.copy()
        plan[turns.columns[turned]] += turns.moves[turned]
        yield plan


# ── which choices to turn ──────────────────────────────────────────────────────────────────────────


def _turns(problem: Problem, relaxed: Relaxed, box: Box, start: IntArray) -> _Turns:
    """Return the turns that lose least, as many as the rounds may take."""
    movable = np.nonzero(problem.choice & (box.lower < box.upper))[0]
    columns = movable[np.argsort(np.abs(relaxed.reduced[movable]), kind="stable")[: DEALT * TURNS]]
    moves = np.where(start[columns] < box.upper[columns], 1, -1)
    rows = np.nonzero(relaxed.prices)[0].tolist()
    sums = activities(problem, start).tolist()
    room, fills = np.zeros(len(rows)), np.zeros((len(rows), len(columns)))
    for at, row in enumerate(rows):
        price = float(relaxed.prices[row])
        side = problem.row_upper[row] if price > 0 else problem.row_lower[row]
        room[at] = price * float((side or 0) - sums[row])
        fills[at] = price * moves * _dense_row(problem, row, columns)
    # the row in which turns differ most tells most sets apart: it is the one kept in order
    spreads = fills[:, :TURNS].std(axis=1) if fills.size else room
    widest = np.argsort(-spreads, kind="stable")
    return _Turns(columns, moves, np.abs(relaxed.reduced[columns]), fills[widest], room[widest])


def _dense_row(problem: Problem, row: int, columns: Indexes) -> FloatArray:
    part = slice(int(problem.row_start[row]), int(problem.row_start[row + 1]))
    named = problem.row_columns[part]
    if not len(named):
        return np.zeros(len(columns))
    at = np.minimum(np.searchsorted(named, columns), len(named) - 1)
    weights = problem.row_coefficients[part][at].astype(np.float64)
    return np.where(named[at] == columns, weights, 0.0)


# ── which sets of them ─────────────────────────────────────────────────────────────────────────────


def _quarter(turns: _Turns, number: int) -> _Sets:
    """Return all the sets of every fourth turn, those that lose least first."""
    sets = _Sets(np.zeros(1, dtype=np.int64), np.zeros(1), np.zeros((len(turns.room), 1)))
    for turn in range(number, len(turns.columns), QUARTERS):
        flags = np.concatenate([sets.flags, sets.flags | np.int64(1 << turn)])
        losses = np.concatenate([sets.losses, sets.losses + turns.losses[turn]])
        fills = np.concatenate([sets.fills, sets.fills + turns.fills[:, turn : turn + 1]], axis=1)
        sets = _Sets(flags, losses, fills)
    return sets.take(np.argsort(sets.losses, kind="stable"))


def _half(one: _Sets, other: _Sets, size: int) -> _Sets:
    """Return sets joined from two quarters, those that lose least, and at most about as many as asked for."""
    low, high = 0.0, float(one.losses[-1] + other.losses[-1])
    counts = np.full(len(one.losses), len(other.losses))
    for _ in range(HALVINGS if counts.sum() > size else 0):
        middle = (low + high) / 2
        tried = np.searchsorted(other.losses, middle - one.losses, side="right")
        if tried.sum() > size:
            high = middle
        else:
            low, counts = middle, tried
    # where so many lose the same that no limit parts them, one to each set has to do
    counts = counts if counts.sum() <= size else np.minimum(counts, 1)
    left, right = _ranges(np.zeros_like(counts), counts)
    fills = one.fills[:, left] + other.fills[:, right]
    return _Sets(one.flags[left] | other.flags[right], one.losses[left] + other.losses[right], fills)


def _ranges(begin: Indexes, counts: Indexes) -> tuple[Indexes, Indexes]:
    """Return each index as often as its count, beside the numbers of the range that it begins."""
    index = np.repeat(np.arange(len(counts)), counts)
    return index, np.arange(len(index)) + np.repeat(begin - np.cumsum(counts) + counts, counts)


# ── two sets that fill the rows together ───────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class _Filed:
    """Sets filed by what they fill: sorted by key, which counts cells of one width and steps of one size."""

    sets: _Sets
    keys: Indexes
    lowest: FloatArray
    width: float
    step: float

    @classmethod
    def of(cls, sets: _Sets, width: float) -> "_Filed":
        """Return sets filed for a search of what leaves at most a width of each filed row unused."""
        lowest, reach = sets.fills.min(axis=1), np.ptp(sets.fills, axis=1)
        step = max(width / STEPS_A_WIDTH, 2.0 * float(reach[0] + width) / FINEST)
        loose = cls(sets, sets.flags, lowest, width, step)
        keys = loose.keys_of(sets.fills, 0.0, (0,) * FILED_ROWS)
        order = np.argsort(keys, kind="stable")
        return replace(loose, sets=sets.take(order), keys=keys[order])

    def keys_of(self, fills: FloatArray, back: FloatArray | float, down: tuple[int, ...]) -> Indexes:
        """Return the keys of fills, so far back in the first row and so many cells down in the next ones."""
        keys = np.zeros(fills.shape[1], dtype=np.int64)
        for row, cells in zip(range(1, len(fills)), down, strict=False):
            cell = np.floor((fills[row] - self.lowest[row]) / self.width) - cells
            keys = keys * MOST_CELLS + np.clip(cell, 0, MOST_CELLS - 1).astype(np.int64)
        steps = np.floor((fills[0] - back - self.lowest[0]) / self.step)
        filed: Indexes = keys * FINEST + np.clip(steps, 0, FINEST - 1).astype(np.int64)
        return filed

    def windows(self, wanted: _Sets) -> Iterator[tuple[Indexes, Indexes]]:
        """Yield where the filed sets begin that may suit each set wanted, and how many there are."""
        spare = np.maximum(self.width - wanted.losses, 0.0)
        for down in product((0, 1), repeat=min(FILED_ROWS, len(self.lowest) - 1)):
            begin = np.searchsorted(self.keys, self.keys_of(wanted.fills, spare, down), side="left")
            end = np.searchsorted(self.keys, self.keys_of(wanted.fills, 0.0, down), side="right")
            yield begin, np.maximum(end - begin, 0)


def _joined(halves: tuple[_Sets, _Sets], room: FloatArray, limit: float) -> tuple[int, float] | None:
    """Return the flags of a joined pair with a small loss below a limit, and that loss.

    It is the least of all where the pairs to be looked at are not too many.
    """
    kept, other = halves
    noise = NOISE * float(np.abs(room).max() + np.abs(kept.fills).max() + np.abs(other.fills).max())
    wanted = replace(other, fills=room[:, None] - other.fills + noise)
    low, high = kept.fills.min(axis=1)[:, None], kept.fills.max(axis=1)[:, None]
    wanted = wanted.take(((wanted.fills >= low) & (wanted.fills <= high + limit)).all(axis=0))
    # no more than the limit may stay unused; narrower cells look at fewer pairs, those that fill best
    width = limit
    for _ in range(HALVINGS):
        filed = _Filed.of(kept, width)
        if _pairs_expected(filed, wanted) <= MOST_PAIRS:
            return _least(filed, wanted, limit)
        width /= 2
    return None


def _pairs_expected(filed: _Filed, wanted: _Sets) -> int:
    every = max(1, len(wanted.losses) // SAMPLE)
    sample = wanted.take(np.arange(0, len(wanted.losses), every))
    return every * sum(int(counts.sum()) for _, counts in filed.windows(sample))


def _least(filed: _Filed, wanted: _Sets, limit: float) -> tuple[int, float] | None:
    # looked for in the order in which they are filed, what is read stays at hand
    order = np.argsort(filed.keys_of(wanted.fills, 0.0, (0,) * FILED_ROWS), kind="stable")
    wanted = wanted.take(order)
    best: tuple[int, float] | None = None
    for begin, counts in filed.windows(wanted):
        for part in _slices(counts):
            pairs = _ranges(begin[part], counts[part])
            found = _best_pair(wanted.take(part), filed.sets, pairs, limit)
            if found is not None:
                best, limit = found, found[1]
    return best


def _slices(counts: Indexes) -> Iterator[Indexes]:
    """Yield the indexes of the counts that are not nought, in parts that add up to about a slice."""
    some = np.flatnonzero(counts)
    ends = np.cumsum(counts[some])
    cuts = np.searchsorted(ends, np.arange(SLICE, int(ends[-1]) if len(ends) else 0, SLICE))
    yield from (part for part in np.split(some, cuts) if len(part))


def _best_pair(
    wanted: _Sets, kept: _Sets, pairs: tuple[Indexes, Indexes], limit: float
) -> tuple[int, float] | None:
    left, right = pairs
    loss = wanted.losses[left] + kept.losses[right]
    for needs, fills in zip(wanted.fills, kept.fills, strict=True):
        unused = needs[left] - fills[right]
        good = (unused >= 0) & (loss + unused < limit)
        left, right, loss = left[good], right[good], (loss + unused)[good]
    if not len(loss):
        return None
    # the first of equals, in an order that the sets alone give: the plan does not depend on chance
    at = int(np.argmin(loss))
    return int(wanted.flags[left[at]] | kept.flags[right[at]]), float(loss[at])
