"""A better plan by exchange: a handful of choices turned at once so that the binding rows come out full.

The loss of a plan against the relaxation's bound has two parts: what each choice off its price gives up, and
what each binding row leaves unused, at its price. The sets of cheap turns that lose least are listed for two
halves of the choices; two of them are joined where together they fill the rows, found in a sorted list as one
finds two numbers with a given sum. Floats look for the sets; the plan that comes out is checked in whole
numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.float_model import FloatArray
from simulator.optimise.problem import IntArray, Problem, activities
from simulator.optimise.reduce import Box
from simulator.optimise.relaxation import Relaxed
from simulator.optimise.settle import rounded

TURNS = 60
"""How many choices may be turned in one attempt; a set of them is one int64 of flags."""

MOST_SETS = 40_000
MOST_PAIRS = 6_000_000
"""How many joined sets are looked at in one attempt: the first row may leave less and less unused."""

SLICE = 1_000_000
ATTEMPTS = 2
HALVINGS = 40


@dataclass(frozen=True, slots=True, eq=False)
class _Turns:
    """Choices that may be turned: columns, moves of one, and in units of the goal what each move costs.

    `fills` has one row a binding row: what the move uses of it, at its price; `room` is what is unused now.
    """

    columns: NDArray[np.int64]
    moves: NDArray[np.int64]
    losses: FloatArray
    fills: FloatArray
    room: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class _Sets:
    """Sets of turns: flags, and the sums of their losses and fills; sorted by the first row of fills."""

    flags: NDArray[np.int64]
    losses: FloatArray
    fills: FloatArray


def exchanged(problem: Problem, relaxed: Relaxed, box: Box, gap: float | None) -> Iterator[IntArray]:
    """Yield plans with ever smaller losses, near what the relaxation says; they may break a slack row.

    `gap` is the loss of the best plan so far, None when there is none.
    """
    start = rounded(np.floor(relaxed.values + 1e-6), box)
    limit = float("inf") if gap is None else gap
    for attempt in range(ATTEMPTS):
        turns = _turns(problem, relaxed, box, start, attempt)
        if not len(turns.columns) or not len(turns.room):
            return
        found = _joined(turns, limit)
        if found is None:
            continue
        flags, limit = found
        turned = (flags >> np.arange(len(turns.columns))) & 1 == 1
        plan = start.copy()
        plan[turns.columns[turned]] += turns.moves[turned]
        yield plan


def _turns(problem: Problem, relaxed: Relaxed, box: Box, start: IntArray, attempt: int) -> _Turns:
    """Return the cheapest turns; a later attempt leaves out every so many of them and reaches further."""
    movable = problem.choice & (box.lower < box.upper)
    columns = np.nonzero(movable)[0]
    moves = np.where(start[columns] < box.upper[columns], 1, -1)
    losses = np.abs(relaxed.reduced[columns])
    order = np.argsort(losses, kind="stable")[: TURNS * (attempt + 1)]
    order = order[attempt // 2 :: attempt + 1][:TURNS] if attempt else order
    chosen = np.sort(order)
    columns, moves, losses = columns[chosen], moves[chosen], losses[chosen]
    rows = np.nonzero(relaxed.prices)[0].tolist()
    sums = activities(problem, start).tolist()
    fills = np.zeros((len(rows), len(columns)))
    room = np.zeros(len(rows))
    for at, row in enumerate(rows):
        price = float(relaxed.prices[row])
        side = problem.row_upper[row] if price > 0 else problem.row_lower[row]
        room[at] = price * float((side or 0) - sums[row])
        fills[at] = price * moves * _dense_row(problem, row, columns)
    spreads = fills.std(axis=1) if fills.size else np.zeros(len(rows))
    widest = np.argsort(-spreads, kind="stable")  # the row that tells most sets apart comes first
    return _Turns(columns, moves, losses, fills[widest], room[widest])


def _dense_row(problem: Problem, row: int, columns: NDArray[np.int64]) -> FloatArray:
    part = slice(int(problem.row_start[row]), int(problem.row_start[row + 1]))
    named = problem.row_columns[part]
    if not len(named):
        return np.zeros(len(columns))
    at = np.minimum(np.searchsorted(named, columns), len(named) - 1)
    weights = problem.row_coefficients[part][at].astype(np.float64)
    return np.where(named[at] == columns, weights, 0.0)


def _sets(turns: _Turns, side: int) -> _Sets:
    """Return the sets of every other turn that lose least, sorted by what they fill of the first row."""
    sets = _Sets(np.zeros(1, dtype=np.int64), np.zeros(1), np.zeros((len(turns.room), 1)))
    for turn in range(side, len(turns.columns), 2):
        flags = np.concatenate([sets.flags, sets.flags | np.int64(1 << turn)])
        losses = np.concatenate([sets.losses, sets.losses + turns.losses[turn]])
        fills = np.concatenate([sets.fills, sets.fills + turns.fills[:, turn : turn + 1]], axis=1)
        kept = np.argsort(losses, kind="stable")[:MOST_SETS]
        sets = _Sets(flags[kept], losses[kept], fills[:, kept])
    order = np.argsort(sets.fills[0], kind="stable")
    return _Sets(sets.flags[order], sets.losses[order], sets.fills[:, order])


def _joined(turns: _Turns, limit: float) -> tuple[int, float] | None:
    """Return the flags of the joined pair with the least loss below a limit, and that loss."""
    left, right = _sets(turns, 0), _sets(turns, 1)
    limit = min(limit, float(np.abs(turns.room).sum() + turns.losses.sum()))
    needed = turns.room[0] - left.fills[0]
    last = np.searchsorted(right.fills[0], needed, side="right")
    begin, unused = last, limit
    for _ in range(HALVINGS):
        begin = np.searchsorted(right.fills[0], needed - unused, side="left")
        if int((last - begin).sum()) <= MOST_PAIRS:
            break
        unused /= 2
    return _least((left, right), turns.room, begin, last - begin, limit)


def _least(
    sides: tuple[_Sets, _Sets],
    room: FloatArray,
    begin: NDArray[np.int64],
    counts: NDArray[np.int64],
    limit: float,
) -> tuple[int, float] | None:
    best: tuple[int, float] | None = None
    ends = np.cumsum(counts)
    edges = np.searchsorted(ends, np.arange(0, int(ends[-1]) + SLICE, SLICE), side="left")
    for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        part = counts[low : high + 1]
        left = np.repeat(np.arange(low, low + len(part)), part)
        offset = np.arange(len(left)) - np.repeat(np.cumsum(part) - part, part)
        found = _best_pair(sides, room, (left, begin[left] + offset), limit)
        if found is not None:
            best, limit = found, found[1]
    return best


def _best_pair(
    sides: tuple[_Sets, _Sets],
    room: FloatArray,
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    limit: float,
) -> tuple[int, float] | None:
    (one, other), (left, right) = sides, pairs
    loss = one.losses[left] + other.losses[right]
    kept = loss < limit
    left, right, loss = left[kept], right[kept], loss[kept]
    for row, space in enumerate(room.tolist()):
        unused = space - one.fills[row][left] - other.fills[row][right]
        kept = (unused >= 0) & (loss + unused < limit)
        left, right, loss = left[kept], right[kept], (loss + unused)[kept]
    if not len(loss):
        return None
    at = int(np.argmin(loss))
    return int(one.flags[left[at]] | other.flags[right[at]]), float(loss[at])
