"""Giving out a pot by formula, against a slow search in fractions: no fen lost, bounds kept."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import isqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.exact import Exact
from simulator.problems import FindingError
from simulator.rules.formula import (
    DIGITS,
    MOST_BITS,
    ROOT_SCALE,
    in_proportion,
    matched,
    shared,
    smallest,
    steps,
    total_of,
    weighed,
    whole,
    wide,
    within,
)

weights_of = st.lists(st.integers(0, 50), min_size=1, max_size=6)
money = st.fractions(0, 500, max_denominator=6)
some = settings(max_examples=120, deadline=None)


def proportional(total: Fraction, weights: Sequence[int]) -> list[Fraction]:
    """Return the exact shares of a total; nothing where nobody has a weight."""
    return [total * each / sum(weights) if any(weights) else Fraction(0) for each in weights]


def one_factor(
    total: Fraction, weights: Sequence[int], low: Sequence[int], high: Sequence[int]
) -> list[Fraction]:
    """Return min(high, max(low, factor × weight)) for the factor at which the total is given out.

    The sum only rises with the factor, in straight pieces between those at which somebody meets a bound: the
    right piece is found by looking at all of them.
    """

    def at(factor: Fraction) -> list[Fraction]:
        rows = zip(weights, low, high, strict=True)
        return [min(Fraction(top), max(Fraction(least), factor * each)) for each, least, top in rows]

    meets = {
        Fraction(edge, each)
        for edges in (low, high)
        for edge, each in zip(edges, weights, strict=True)
        if each
    }
    ends = sorted({Fraction(0), *meets})
    for left, right in pairwise(ends):
        if sum(at(right)) >= total:
            rise = sum(at(right)) - sum(at(left))
            return at(left + (right - left) * (total - sum(at(left))) / rise) if rise else at(left)
    return at(ends[-1])


# ── weights and shares ─────────────────────────────────────────────────────────────────────────────


@some
@given(st.lists(st.fractions(0, 100, max_denominator=60), min_size=1, max_size=6))
def test_whole_numbers_stand_in_the_proportion_of_a_column(values: list[Fraction]) -> None:
    own = Exact(wide([each.numerator for each in values]), wide([each.denominator for each in values]))
    found = in_proportion(own).tolist()
    assert [each * values[0] for each in found] == [each * found[0] for each in values]
    assert all((found[i] == 0) == (value == 0) for i, value in enumerate(values))


def test_rows_without_a_reasonable_common_denominator_count_to_so_many_decimals() -> None:
    primes = [n for n in range(2, 4000) if all(n % d for d in range(2, isqrt(n) + 1))]
    product = 1
    for prime in primes:
        product *= prime
    assert product.bit_length() > MOST_BITS
    found = in_proportion(Exact(wide([1] * len(primes)), wide(primes))).tolist()
    assert found == [10**DIGITS // prime for prime in primes]


@some
@given(
    total=money, columns=st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=3)
)
def test_every_factor_gives_out_its_own_money(total: Fraction, columns: list[list[int]]) -> None:
    kept = [column for column in columns if any(column)]
    parts = [(total * (k + 1), wide(column)) for k, column in enumerate(kept)]
    if not kept or not total:
        return
    whole_sum = sum((each for each, _ in parts), Fraction(0))
    expected = [
        sum((cash * int(column[row]) / sum(column.tolist()) for cash, column in parts), Fraction(0))
        for row in range(3)
    ]
    assert list(shared(whole_sum, weighed(parts)).fractions()) == expected


@some
@given(total=money, weights=weights_of)
def test_shares_are_exact_and_add_to_the_money_when_anybody_has_a_weight(
    total: Fraction, weights: list[int]
) -> None:
    found = shared(total, wide(weights))
    assert list(found.fractions()) == proportional(total, weights)
    assert total_of(found) == (total if any(weights) else 0)


@some
@given(weights=weights_of, factor=st.integers(1, 10**20))
def test_what_weights_have_in_common_changes_no_share(weights: list[int], factor: int) -> None:
    scaled = wide([each * factor for each in weights])
    assert smallest(scaled).tolist() == smallest(wide(weights)).tolist()


# ── roots ──────────────────────────────────────────────────────────────────────────────────────────


@some
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40)), min_size=1, max_size=7))
def test_perfect_squares_are_matched_exactly_at_the_first_of_their_group(rows: list[tuple[int, int]]) -> None:
    groups = [group for group, _ in rows]
    found = matched(Exact.of([root * root for _, root in rows]), np.array(groups, dtype=np.int64)).tolist()
    for row, group in enumerate(groups):
        own = [root for each, root in rows if each == group]
        due = sum(own) ** 2 - sum(root * root for root in own) if groups.index(group) == row else 0
        assert found[row] == due * ROOT_SCALE


def test_a_square_of_parts_of_a_fen_is_exact_too() -> None:
    quarter_and_one = Exact(wide([1, 4]), 4)
    found = matched(quarter_and_one, np.array([0, 0]))
    # (1/2 + 1)² − 1/4 − 1 = 1, in sixteenths because the numbers count in fourths
    assert found.tolist() == [16 * ROOT_SCALE, 0]


@some
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5))
def test_a_match_is_never_negative_and_a_lone_amount_matches_nothing(amounts: list[int]) -> None:
    together = matched(Exact.of(amounts), np.zeros(len(amounts), dtype=np.int64)).tolist()
    alone = matched(Exact.of(amounts), np.arange(len(amounts))).tolist()
    assert together[0] >= 0
    assert alone == [0] * len(amounts)
    # twice the sum of √(a·b) over all pairs, within what the cut decimals can make
    pairs = sum(2 * isqrt(a * b * ROOT_SCALE**2) for i, a in enumerate(amounts) for b in amounts[i + 1 :])
    assert abs(together[0] - pairs) <= 10 ** (DIGITS + 8)


# ── guarantees ─────────────────────────────────────────────────────────────────────────────────────


@st.composite
def bounded(draw: st.DrawFn) -> tuple[Fraction, list[int], list[int], list[int]]:
    """Draw money, weights and bounds that the money can pay."""
    weights = draw(weights_of)
    low = [draw(st.integers(0, 40)) for _ in weights]
    high = [least + draw(st.integers(0, 60)) for least in low]
    return sum(low) + draw(money), weights, low, high


@some
@given(bounded())
def test_the_free_share_by_one_factor_and_all_others_stand_at_a_bound(
    drawn: tuple[Fraction, list[int], list[int], list[int]],
) -> None:
    total, weights, low, high = drawn
    found = within(total, wide(weights), wide(low), wide(high)).amounts.fractions()
    assert list(found) == one_factor(total, weights, low, high)


@some
@given(bounded())
def test_the_pot_is_given_out_unless_all_who_could_take_more_are_at_their_limit(
    drawn: tuple[Fraction, list[int], list[int], list[int]],
) -> None:
    total, weights, low, high = drawn
    found = within(total, wide(weights), wide(low), wide(high)).amounts
    room = [top for top, each in zip(high, weights, strict=True) if each]
    rest = [least for least, each in zip(low, weights, strict=True) if not each]
    assert total_of(found) == min(total, sum(room) + sum(rest))


@some
@given(bounded())
def test_every_round_but_the_last_settles_somebody(
    drawn: tuple[Fraction, list[int], list[int], list[int]],
) -> None:
    total, weights, low, high = drawn
    found = within(total, wide(weights), wide(low), wide(high))
    assert 1 <= found.rounds <= len(weights) + 1
    assert not found.reduced


def test_a_share_within_its_bounds_needs_one_round() -> None:
    assert within(Fraction(100), wide([1, 1]), wide([50, 0]), None).rounds == 1


def test_a_guarantee_beyond_the_money_is_not_for_this_function_to_settle() -> None:
    with pytest.raises(ValueError, match="guarantees"):
        within(Fraction(1), wide([1, 1]), wide([1, 1]), None)


def test_nobody_at_all_shares_nothing() -> None:
    found = within(Fraction(5), wide([]), wide([]), wide([]))
    assert found.amounts.fractions() == ()
    assert whole(found.amounts, 1, "largest_remainder").tolist() == []


# ── rounding ───────────────────────────────────────────────────────────────────────────────────────


@some
@given(total=money, weights=weights_of, quantum=st.integers(1, 7))
def test_largest_remainder_loses_less_than_a_quantum_in_all_and_less_than_one_a_row(
    total: Fraction, weights: list[int], quantum: int
) -> None:
    exact = shared(total, wide(weights))
    parts = whole(exact, quantum, "largest_remainder").tolist()
    assert all(part % quantum == 0 for part in parts)
    assert sum(parts) == total_of(exact) // quantum * quantum
    assert all(abs(part - each) < quantum for part, each in zip(parts, exact.fractions(), strict=True))


@some
@given(total=money, weights=weights_of)
def test_an_odd_fen_goes_to_the_larger_remainder_and_then_to_the_earlier(
    total: Fraction, weights: list[int]
) -> None:
    exact = shared(total, wide(weights))
    parts = whole(exact, 1, "largest_remainder").tolist()
    rows = [
        (each - int(each), -row, part - int(each))
        for row, (each, part) in enumerate(zip(exact.fractions(), parts, strict=True))
    ]
    raised = [more for _, _, more in sorted(rows, reverse=True)]
    assert raised == sorted(raised, reverse=True)


@some
@given(
    values=st.lists(st.fractions(0, 300, max_denominator=9), min_size=1, max_size=5),
    quantum=st.integers(1, 9),
)
def test_single_roundings_are_each_their_own(values: list[Fraction], quantum: int) -> None:
    own = Exact(wide([each.numerator for each in values]), wide([each.denominator for each in values]))
    assert whole(own, quantum, "down").tolist() == [each // quantum * quantum for each in values]
    half = [(2 * each + quantum) // (2 * quantum) * quantum for each in values]
    assert whole(own, quantum, "half_up").tolist() == half
    assert steps(own, quantum, "down").tolist() == [each // quantum * quantum for each in values]
    assert steps(own, quantum, "up").tolist() == [-(-each // quantum) * quantum for each in values]


def test_a_part_that_does_not_fit_is_refused() -> None:
    with pytest.raises(FindingError):
        whole(Exact(wide([10**30])), 1, "largest_remainder")
