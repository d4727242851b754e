"""Giving out a pot by formula, exactly: weights of any size, guarantees, and one rounding at the end.

Nothing here knows a budget word. Amounts are fen over one common denominator; rows are sorted by id, so
every tie ends in the smaller id.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, isqrt, lcm

import numpy as np
import numpy.typing as npt

from simulator.exact import AnyInts, Exact, Flags
from simulator.money import Fen, IntColumn, narrow

Wide = npt.NDArray[np.object_]  # whole numbers of any size

DIGITS = 30
"""Decimals kept of a square root, and of a column whose rows share no reasonable denominator."""

MOST_BITS = 4000
ROOT_SCALE = 10 ** (2 * DIGITS)


@dataclass(frozen=True, slots=True, eq=False)
class Rescaled:
    """Exact amounts after so many rounds; `reduced` says that the guarantees were more than the money."""

    amounts: Exact
    rounds: int
    reduced: bool = False


def wide(values: Sequence[int] | AnyInts) -> Wide:
    """Return whole numbers of any size as a column."""
    return np.array(values, dtype=object)


# ── weights ────────────────────────────────────────────────────────────────────────────────────────


def in_proportion(column: Exact) -> Wide:
    """Return whole numbers in the proportion of a column.

    Exactly so, unless every row has a denominator of its own: then the column counts to DIGITS decimals.

    >>> in_proportion(Exact(wide([3, 1]), wide([2, 3]))).tolist()
    [9, 2]
    """
    if isinstance(column.denominator, int):
        return wide(column.numerator)
    common = lcm(*column.denominator.tolist())
    scale = common if common.bit_length() <= MOST_BITS else 10**DIGITS
    return np.asarray(wide(column.numerator) * scale // column.denominator, dtype=object)


def matched(column: Exact, groups: IntColumn) -> Wide:
    """Return (Σ √of)² − Σ of for each group at its first row, nothing at the others, in proportion.

    Roots of perfect squares are exact, others are cut after DIGITS decimals; a lone amount matches nothing.

    >>> paid = Exact.of([10000, 10000, 40000, 60000])
    >>> matches = matched(paid, np.array([0, 0, 0, 1]))
    >>> [each // ROOT_SCALE for each in matches.tolist()]
    [100000, 0, 0, 0]
    """
    weights = in_proportion(column)
    # the root of n / D is the root of n × D over D: only then is a square such as 1/4 exact
    scale = column.denominator if isinstance(column.denominator, int) else 1
    found = wide([0] * len(weights))
    sums: dict[int, list[int]] = {}
    for row, (group, weight) in enumerate(zip(groups.tolist(), weights.tolist(), strict=True)):
        root = isqrt(weight * scale * ROOT_SCALE)
        total = sums.setdefault(group, [row, 0, 0])
        total[1] += root
        total[2] += root * root
    for row, roots, squares in sums.values():
        found[row] = roots * roots - squares
    return found


def weighed(parts: Sequence[tuple[Fraction, Wide]]) -> Wide:
    """Return Σ money × column / Σ column as whole numbers in proportion; every column adds to more than 0.

    >>> weighed([(Fraction(1, 2), wide([1, 1])), (Fraction(1, 2), wide([3, 1]))]).tolist()
    [5, 3]
    """
    rates = [money / int(column.sum()) for money, column in parts]
    common = lcm(*(rate.denominator for rate in rates))
    return smallest(sum(int(rate * common) * column for rate, (_, column) in zip(rates, parts, strict=True)))


def smallest(weights: Wide) -> Wide:
    """Return weights divided by what they have in common.

    >>> smallest(wide([20, 12])).tolist()
    [5, 3]
    """
    common = gcd(*weights.tolist())
    return wide((weights // common).tolist()) if common > 1 else weights


# ── amounts ────────────────────────────────────────────────────────────────────────────────────────


def shared(money: Fraction, weights: Wide) -> Exact:
    """Return the money in proportion to the weights, exactly; nothing where nobody has a weight."""
    whole = int(weights.sum()) if weights.size else 0
    if whole == 0:
        return Exact(weights * 0)
    return Exact(weights * money.numerator, whole * money.denominator)


def within(money: Fraction, weights: Wide, low: Wide, high: Wide | None) -> Rescaled:
    """Return the money in proportion to the weights, nobody below `low` or above `high` (whole fen a row).

    Who would fall outside is settled at the bound, the rest is shared anew among the others, and so on. When
    some are below and others above, the side on which more money is missing goes first: the outcome is one
    factor for all who are free. Raises ValueError when `low` is more than the money.
    """
    if sum(low.tolist()) > money:
        raise ValueError("the guarantees are more than the money")
    settled, value = np.zeros(low.size, dtype=np.bool_), low * 0
    rounds = 0
    while True:
        rounds += 1
        left = money - int(value[settled].sum())
        raw = shared(left, np.where(settled, 0, weights))
        scale = _whole_denominator(raw)
        short = np.maximum(low * scale - raw.numerator, 0)
        over = np.maximum(raw.numerator - high * scale, 0) if high is not None else low * 0
        short, over = np.where(settled, 0, short), np.where(settled, 0, over)
        missing = int(short.sum()) - int(over.sum()) if low.size else 0
        below, above = _flags(short) & (missing >= 0), _flags(over) & (missing <= 0)
        if not (below | above).any():
            return Rescaled(Exact(np.where(settled, value * scale, raw.numerator), scale), rounds)
        value = np.where(below, low, value if high is None else np.where(above, high, value))
        settled = settled | below | above


def _flags(sizes: Wide) -> Flags:
    return np.asarray(sizes > 0, dtype=np.bool_)


def _whole_denominator(amounts: Exact) -> int:
    if not isinstance(amounts.denominator, int):
        raise TypeError("amounts shared out have one denominator")
    return amounts.denominator


def total_of(amounts: Exact) -> Fraction:
    """Return the exact sum."""
    if isinstance(amounts.denominator, int):
        return Fraction(sum(amounts.numerator.tolist()), amounts.denominator)
    return sum(amounts.fractions(), Fraction(0))


def steps(amounts: Exact, quantum: Fen, mode: str) -> Wide:
    """Return each amount rounded to whole multiples of the quantum, in fen, by itself: up or down.

    >>> steps(Exact.of([101, 200]), 100, "up").tolist()
    [200, 200]
    """
    divisor = amounts.denominator * quantum
    numerator = amounts.numerator.astype(object)
    counts = -(-numerator // divisor) if mode == "up" else numerator // divisor
    return np.asarray(counts * quantum, dtype=object)


def whole(amounts: Exact, quantum: Fen, mode: str) -> IntColumn:
    """Return amounts in whole multiples of the quantum, in fen.

    With `largest_remainder` they add to their exact total, or to what fits below it; ties go to the earlier
    row. The other modes round each by itself. Raises FindingError M401 when one does not fit.

    >>> whole(Exact(wide([100, 100, 100]), 3), 1, "largest_remainder").tolist()
    [34, 33, 33]
    """
    if mode != "largest_remainder":
        return amounts.round(mode, quantum)
    divisor = _whole_denominator(amounts) * quantum
    parts, remainders = amounts.numerator // divisor, amounts.numerator % divisor
    left = int(amounts.numerator.sum()) // divisor - int(parts.sum()) if parts.size else 0
    order = np.argsort(-remainders, kind="stable")
    parts[order[:left]] += 1
    return narrow([int(part) * quantum for part in parts.tolist()])
