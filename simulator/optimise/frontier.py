"""The frontier of one pot: the best whole selection under a single row, found and proved without a solver.

Row prices add rows up to one row, the pot. Every column starts at the end of its bounds that the prices
prefer, and the moves away from it are taken in one by one, those first whose rate of worth for pot lies
nearest to the price. What can be reached is a list of pairs, pot used and worth: of two pairs the one that
uses no more and is worth no less will do (Nemhauser and Ullmann), and a pair is dropped once the best rates
of the moves still to come cannot lift it above what is known. Nothing but whole numbers decides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate
from math import frexp, gcd, inf, ldexp

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.exact import Prices, combination, exact_dot
from simulator.optimise.float_model import FloatArray
from simulator.optimise.problem import IntArray, Problem
from simulator.optimise.reduce import Box

MOST_STATES = 300_000
"""How many pairs one frontier may look at in all before it gives up; counted, so never a matter of speed."""

NARROW = 2**61
"""Pairs whose numbers could leave this are kept as Python ints."""

SHORT_BITS = 60
"""A rate whose two numbers have more bits than this together is rounded to a rate that promises more."""

COARSE_BITS = 55
"""Prices of several rows are cut so that their row, all of it, has no more bits than this."""

MOST_BITS = 90
"""No denominator has more bits than this."""

Rate = tuple[int, int]
"""Worth over pot used: a whole number over a positive one."""


@dataclass(frozen=True, slots=True)
class Move:
    """A column moved by some units away from where the prices prefer it; `far` orders moves, nearest first.

    `weight` is what the move takes of the pot and `worth` what it adds to the goal.
    """

    column: int
    units: int
    weight: int
    worth: int
    far: Fraction


@dataclass(frozen=True, slots=True, eq=False)
class Pot:
    """A pot, counted from the plan that its prices prefer: how much room is left, and the moves from there.

    `start` is that plan, `value` what it reaches; worth is counted in `step`s of the goal. The pot may be
    used up to `high` more and must be to `low`. For the moves from each position on, `gains` and `savings`
    say at what rate pot can at best be turned to worth, and worth to pot, None when no move does; `falls`
    says how much pot they can give back in all.
    """

    start: IntArray
    value: int
    step: int
    low: int
    high: int
    moves: tuple[Move, ...]
    gains: tuple[Rate | None, ...]
    savings: tuple[Rate | None, ...]
    falls: tuple[int, ...]
    narrow: bool


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """What a frontier proves: the best value above a floor, with a plan of the pot that reaches it.

    Both are None when no plan is above the floor. `states` says how many pairs were looked at.
    """

    value: int | None
    plan: IntArray | None
    states: int


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Pot used and worth of each pair, in order of pot used; which pair each was before, and if it moved."""

    weight: IntArray
    worth: IntArray
    parent: NDArray[np.int64]
    moved: NDArray[np.bool_]

    def only(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> "_Pairs":
        return _Pairs(self.weight[kept], self.worth[kept], self.parent[kept], self.moved[kept])


def pot_of(problem: Problem, cost: IntArray, given: Prices, box: Box) -> Pot:
    """Return the pot that priced rows make of a problem over a box, the goal being a cost a column."""
    row, low, high = combination(problem, given)
    weights, worths = row.tolist(), cost.tolist()
    reduced = [given.denominator * worth - weight for worth, weight in zip(worths, weights, strict=True)]
    # where the prices prefer every column, the best plans are few moves away
    start = np.where(np.array(reduced, dtype=object) > 0, box.upper, box.lower)
    used = exact_dot(row, start)
    # a column that takes nothing of the pot stays at its better end
    free = [column for column in box.free().tolist() if weights[column]]
    # in units of what all share, the room is rounded to what can be met, and numbers stay short
    unit = gcd(*(weights[column] for column in free)) or 1
    step = gcd(*(worths[column] for column in free)) or 1
    moves = tuple(sorted(_moves(free, reduced, weights, worths, box), key=_by_distance))
    moves = tuple(replace(move, weight=move.weight // unit, worth=move.worth // step) for move in moves)
    ends = _reach(moves)
    room = min(ends[1], (high - used) // unit)
    due = ends[0] if low is None else max(ends[0], -((used - low) // unit))
    gains, savings = _best_rates(moves)
    falls = tuple(accumulate((min(move.weight, 0) for move in reversed(moves)), initial=0))[::-1]
    narrow = _is_narrow(moves, gains, savings, max(-ends[0], ends[1], abs(room), abs(due)))
    return Pot(start, exact_dot(cost, start), step, due, room, moves, gains, savings, falls, narrow)


def _moves(
    free: Sequence[int], reduced: Sequence[int], weights: Sequence[int], worths: Sequence[int], box: Box
) -> Iterator[Move]:
    """Yield the moves of the free columns; many units go in powers of two."""
    for column in free:
        sign = -1 if reduced[column] > 0 else 1
        far = Fraction(abs(reduced[column]), abs(weights[column]))
        for units in _in_powers(int(box.upper[column]) - int(box.lower[column])):
            moved = sign * units
            yield Move(column, moved, moved * weights[column], moved * worths[column], far)


def _by_distance(move: Move) -> Fraction:
    return move.far


def _in_powers(units: int) -> Iterator[int]:
    """Yield whole parts of which some add up to every number up to a number of units.

    >>> list(_in_powers(9))
    [1, 2, 4, 2]
    """
    part = 1
    while units > 0:
        yield min(part, units)
        units, part = units - part, 2 * part


def _reach(moves: Sequence[Move]) -> tuple[int, int]:
    """Return the least and the most that moves can use of the pot."""
    weights = [move.weight for move in moves]
    return sum(each for each in weights if each < 0), sum(each for each in weights if each > 0)


def _best_rates(moves: Sequence[Move]) -> tuple[tuple[Rate | None, ...], tuple[Rate | None, ...]]:
    """Return the best rates from each position on: in this order the first move either way has it."""
    gain: Rate | None = None
    saving: Rate | None = None
    gains, savings = [gain], [saving]
    for move in reversed(moves):
        if move.weight > 0:
            gain = _shortened(max(0, move.worth), move.weight, 1)
        else:
            saving = _shortened(-move.worth, -move.weight, 0)
        gains.append(gain)
        savings.append(saving)
    return tuple(reversed(gains)), tuple(reversed(savings))


def _shortened(worth: int, weight: int, more: int) -> Rate:
    """Return a rate in lowest terms, or a shorter one: above it with `more` 1, below it with 0.

    >>> _shortened(6, 4, 1)
    (3, 2)
    """
    common = gcd(worth, weight)
    worth, weight = worth // common, weight // common
    excess = worth.bit_length() + weight.bit_length() - SHORT_BITS
    bits = min((excess + 1) // 2, weight.bit_length() - 1)
    if bits <= 0:
        return worth, weight
    below = weight >> bits  # a smaller bottom: the rate of a top rounded up over it is above the true one
    return (-(-worth // 2**bits), below) if more else (worth >> bits, below + 1)


def _is_narrow(
    moves: Sequence[Move], gains: Sequence[Rate | None], savings: Sequence[Rate | None], reach: int
) -> bool:
    """Tell whether no number on the way can leave int64."""
    span = 2 * reach + sum(abs(move.weight) for move in moves) + 1
    worth = sum(abs(move.worth) for move in moves)
    rates = [rate for rate in (*gains, *savings) if rate is not None]
    lifts = (top * (span // bottom + 1) + top * bottom for top, bottom in rates)
    return span < NARROW and worth + max(lifts, default=0) < NARROW


def best_of(pot: Pot, floor: int | None, most_states: int = MOST_STATES) -> Best | None:
    """Return the best plan of a pot with a value above a floor; None when it takes too many pairs to tell.

    With None for a floor every plan counts.
    """
    dtype = np.int64 if pot.narrow else object
    wanted = _worth_wanted(pot, floor)
    pairs, history, states = _first_pair(dtype), [], 0
    found: tuple[int, int] | None = None
    for at in range(len(pot.moves) + 1):
        # looked for before every move: the sooner a good plan is known, the more pairs can be dropped
        reached = _best_in_pot(pot, pairs, wanted)
        if reached is not None:
            wanted, found = int(pairs.worth[reached]), (at, reached)
        states += len(pairs.weight)
        if states > most_states:
            return None
        history.append(pairs)
        if at == len(pot.moves) or not len(pairs.weight):
            break
        pairs = _extended(pot, at, pairs, wanted)
    if found is None:
        return Best(None, None, states)
    return Best(pot.value + pot.step * wanted, _plan(pot, history, *found), states)


def _worth_wanted(pot: Pot, floor: int | None) -> int:
    """Return the worth that only a value above the floor exceeds."""
    if floor is None:
        return -1 - sum(abs(move.worth) for move in pot.moves)
    return (floor - pot.value) // pot.step


def _first_pair(dtype: type) -> _Pairs:
    nothing: IntArray = np.zeros(1, dtype=dtype)
    return _Pairs(nothing, nothing, np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.bool_))


def _best_in_pot(pot: Pot, pairs: _Pairs, wanted: int) -> int | None:
    """Return which pair that the pot allows is worth most, if that is more than wanted."""
    allowed = np.nonzero((pairs.weight >= pot.low) & (pairs.weight <= pot.high) & (pairs.worth > wanted))[0]
    return int(allowed[np.argmax(pairs.worth[allowed])]) if len(allowed) else None


def _extended(pot: Pot, at: int, pairs: _Pairs, wanted: int) -> _Pairs:
    """Return the pairs after one more move, taken or not, without those that can lead to nothing better."""
    move = pot.moves[at]
    count = len(pairs.weight)
    both = _Pairs(
        np.concatenate([pairs.weight, pairs.weight + move.weight]),
        np.concatenate([pairs.worth, pairs.worth + move.worth]),
        np.concatenate([np.arange(count)] * 2),
        np.repeat([False, True], count),
    )
    # the hopeless go first: the sort behind this is what takes the time
    hopeful = both.only(_can_exceed(pot, at + 1, both, wanted))
    # by pot used, and of equal use the worthiest first: one pass then finds every needless pair
    order = np.argsort(-hopeful.worth, kind="stable")
    ordered = hopeful.only(order[np.argsort(hopeful.weight[order], kind="stable")])
    return ordered.only(_undominated(pot, at + 1, ordered))


def _can_exceed(pot: Pot, at: int, pairs: _Pairs, wanted: int) -> NDArray[np.bool_]:
    """Tell which pairs the best rates of the moves to come may still lift above what is wanted."""
    room = pot.high - pairs.weight
    gain, saving = pot.gains[at], pot.savings[at]
    lifted = pairs.worth
    alive = np.ones(len(room), dtype=np.bool_)
    if gain is None:
        # no move to come takes of the pot, so a pair below what is due stays below it
        alive &= pairs.weight >= pot.low
    else:
        lifted = lifted + _at_rate(gain, np.maximum(room, 0))
    if saving is None:
        # no move to come gives back, so a pair above the room stays above it
        alive &= room >= 0
    else:
        lifted = lifted + _at_rate((-saving[0], saving[1]), np.maximum(-room, 0))
    answer: NDArray[np.bool_] = alive & (lifted > wanted)
    return answer


def _at_rate(rate: Rate, amount: IntArray) -> IntArray:
    """Return amounts times a rate, rounded down; in two parts, so that no product grows large."""
    top, bottom = rate
    whole: IntArray = top * (amount // bottom) + top * (amount % bottom) // bottom
    return whole


def _undominated(pot: Pot, at: int, pairs: _Pairs) -> NDArray[np.bool_]:
    """Tell which pairs, in order of pot used, no pair before them makes needless.

    A pair with less used stands in for another only if no moves to come can leave it below what is due.
    """
    if not len(pairs.weight):
        return np.zeros(0, dtype=np.bool_)
    safe = pairs.weight + pot.falls[at] >= pot.low
    least = pairs.worth.min() - 1
    best = np.maximum.accumulate(np.where(safe, pairs.worth, least))
    before = np.concatenate([[least], best[:-1]])
    repeated = np.concatenate([[False], (pairs.weight[1:] == pairs.weight[:-1])])
    kept: NDArray[np.bool_] = (pairs.worth > before) & ~repeated
    return kept


def _plan(pot: Pot, history: Sequence[_Pairs], at: int, index: int) -> IntArray:
    """Return the plan that led to a pair."""
    plan = pot.start.copy()
    for step in range(at, 0, -1):
        move = pot.moves[step - 1]
        if history[step].moved[index]:
            plan[move.column] += move.units
        index = int(history[step].parent[index])
    return plan


def coarse_prices(problem: Problem, floats: FloatArray) -> Prices:
    """Return prices near float ones, over a power of two so large that the row they make stays in int64."""
    rows = np.nonzero(np.isfinite(floats) & (floats != 0.0))[0].tolist()
    given = floats.tolist()
    reach = sum(abs(given[row]) * _span(problem, row) for row in rows)
    if not 0.0 < reach < inf:
        return Prices()
    bits = min(MOST_BITS, max(0, COARSE_BITS - frexp(reach)[1]))
    pairs = [(row, round(ldexp(given[row], bits))) for row in rows]
    kept = [(row, numerator) for row, numerator in pairs if numerator]
    return Prices(tuple(row for row, _ in kept), tuple(numerator for _, numerator in kept), 2**bits)


def _span(problem: Problem, row: int) -> float:
    """Return about how far a row can move over the bounds of its columns."""
    part = slice(int(problem.row_start[row]), int(problem.row_start[row + 1]))
    spans = (problem.upper - problem.lower)[problem.row_columns[part]].astype(np.float64)
    return float((np.abs(problem.row_coefficients[part].astype(np.float64)) * spans).sum())


def floats_near(given: Prices, rows: int) -> FloatArray:
    """Return exact prices as floats, one a row."""
    floats = np.zeros(rows)
    floats[list(given.rows)] = [top / given.denominator for top in given.numerators]
    return floats


def bound_by_frontier(  # noqa: PLR0913, PLR0917 - a case, its prices and what is known of it
    problem: Problem, cost: IntArray, box: Box, floats: FloatArray, floor: int, most_states: int
) -> tuple[int, Prices] | None:
    """Return the bound that a frontier proves over a box, no less than the floor, and the prices of its row.

    The prices are near float ones. None when no row has a price or it takes too many pairs.
    """
    given = coarse_prices(problem, floats)
    best = best_of(pot_of(problem, cost, given, box), floor, most_states) if given.rows else None
    if best is None:
        return None
    return floor if best.value is None else best.value, given
