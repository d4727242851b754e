"""Response curves: concave, never above the formula they stand for, and no further off than they say."""

from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine.curves import chords, rooted, saturating, slope
from simulator.model.response import FINEST_WORTH, Power, Saturates

amounts = st.integers(min_value=1, max_value=10**12)
formulas = st.builds(
    Saturates,
    most=st.fractions(min_value=Fraction(1, 100), max_value=10_000, max_denominator=100),
    half_at=amounts,
    pieces=st.integers(min_value=1, max_value=24),
)


@given(formula=formulas, top=amounts)
def test_each_piece_is_worth_less_a_fen_than_the_one_before(formula: Saturates, top: int) -> None:
    slopes = [slope(*pair) for pair in pairwise(chords(saturating(formula), top).points)]
    assert all(before >= after > 0 for before, after in pairwise(slopes))


@given(formula=formulas, top=amounts, seed=st.integers(0, 99))
@settings(max_examples=30)
def test_at_two_hundred_sums_the_pieces_are_below_the_formula_by_no_more_than_they_say(
    formula: Saturates, top: int, seed: int
) -> None:
    curve, random = chords(saturating(formula), top), Random(seed)
    for fen in (random.randint(0, top) for _ in range(200)):
        assert 0 <= formula.worth(fen) - curve.worth(fen) <= curve.error


@given(formula=formulas, top=st.integers(min_value=1, max_value=400))
def test_the_error_is_the_largest_over_every_whole_fen(formula: Saturates, top: int) -> None:
    small = Saturates(formula.most, formula.half_at % 300 + 1, formula.pieces)
    curve = chords(saturating(small), top)
    assert curve.error == max(small.worth(fen) - curve.worth(fen) for fen in range(top + 1))


@given(formula=formulas, top=amounts)
def test_more_pieces_are_never_further_off(formula: Saturates, top: int) -> None:
    errors = [
        chords(saturating(Saturates(formula.most, formula.half_at, pieces)), top).error
        for pieces in range(1, 12)
    ]
    assert errors == sorted(errors, reverse=True)


def test_nothing_is_worth_more_beyond_the_last_point_and_pieces_stop_where_nothing_is_lost() -> None:
    formula = Saturates(Fraction(60), 200, pieces=50)
    curve = chords(saturating(formula), 4)
    assert curve.worth(4) == curve.worth(10**9) == formula.worth(4)
    assert len(curve.points) == 5
    assert curve.error == 0


@pytest.mark.parametrize("pieces", [1, 2, 4, 8, 16])
def test_halving_every_piece_is_as_good_as_pieces_can_be(pieces: int) -> None:
    # pieces of a hyperbola that are all equally far off lose most × (1 − √(half ÷ (half + top)))² ÷ pieces²
    error = chords(saturating(Saturates(Fraction(60), 4 * 10**8, pieces)), 12 * 10**8).error
    # a parting falls on a whole fen, so they are equally far off but for a trifle
    assert abs(error * pieces**2 - 15) < Fraction(1, 10**6)


# ── powers of money ────────────────────────────────────────────────────────────────────────────────

exponents = st.builds(lambda part, whole: Fraction(part, part + whole), st.integers(1, 9), st.integers(1, 9))
powers = st.builds(
    Power,
    worth=st.fractions(min_value=Fraction(1, 100), max_value=10_000, max_denominator=100),
    at=amounts,
    exponent=exponents,
    pieces=st.integers(min_value=1, max_value=12),
)


def is_below(formula: Power, value: Fraction, fen: int) -> bool:
    """Return whether a value is no more than worth × (fen ÷ at) ^ exponent, without any root."""
    part, degree = formula.exponent.numerator, formula.exponent.denominator
    return (value / formula.worth) ** degree <= Fraction(fen, formula.at) ** part


@given(formula=powers, fen=st.integers(0, 10**12))
def test_a_power_is_reckoned_downwards_to_a_part_of_a_point(formula: Power, fen: int) -> None:
    below = formula.below(fen)
    assert is_below(formula, below, fen)
    assert not is_below(formula, below + Fraction(1, FINEST_WORTH), fen)


@given(formula=powers, top=amounts)
def test_no_piece_of_a_power_is_worth_more_a_fen_than_the_one_before(formula: Power, top: int) -> None:
    slopes = [slope(*pair) for pair in pairwise(chords(rooted(formula), top).points)]
    assert all(before >= after >= 0 for before, after in pairwise(slopes))


@given(formula=powers, top=amounts, seed=st.integers(0, 99))
@settings(max_examples=30)
def test_at_two_hundred_sums_the_pieces_of_a_power_are_below_it_by_no_more_than_they_say(
    formula: Power, top: int, seed: int
) -> None:
    curve, random = chords(rooted(formula), top), Random(seed)
    for fen in (random.randint(0, top) for _ in range(200)):
        assert is_below(formula, curve.worth(fen), fen)
        assert not is_below(formula, curve.worth(fen) + curve.error + Fraction(1, 10**30), fen)


@given(formula=powers, top=st.integers(min_value=100, max_value=10**12))
@settings(max_examples=40)
def test_what_a_power_is_said_to_lose_is_nearly_what_it_loses(formula: Power, top: int) -> None:
    one = Power(formula.worth, formula.at, formula.exponent, pieces=1)
    curve, tried = chords(rooted(one), top), (top * at // 200 for at in range(1, 200))
    lost = max(one.below(fen) - curve.worth(fen) for fen in tried)
    assert lost <= curve.error
    # the largest loss of the whole stretch is near the middle of it, unless the power is a very small one
    if one.exponent >= Fraction(1, 3):
        assert curve.error <= lost * Fraction(11, 10) + Fraction(100, FINEST_WORTH)


@given(formula=powers, top=amounts)
@settings(max_examples=30)
def test_more_pieces_of_a_power_are_never_said_to_be_further_off(formula: Power, top: int) -> None:
    shapes = [rooted(Power(formula.worth, formula.at, formula.exponent, pieces)) for pieces in range(1, 10)]
    errors = [chords(shape, top).error for shape in shapes]
    assert errors == sorted(errors, reverse=True)


def test_the_square_root_of_a_chord_is_off_by_a_quarter() -> None:
    # √x lies above its chord from 0 to 1 by a quarter at most, where x is a quarter
    curve = chords(rooted(Power(Fraction(100), 10**8, Fraction(1, 2), pieces=1)), 10**8)
    assert [(each.at, each.worth) for each in curve.points] == [(0, 0), (10**8, 100)]
    assert abs(curve.error - 25) < Fraction(1, 10**6)


def test_pieces_of_a_power_stop_at_single_fen() -> None:
    curve = chords(rooted(Power(Fraction(60), 200, Fraction(1, 2), pieces=50)), 4)
    assert [each.at for each in curve.points] == [0, 1, 2, 3, 4]
    assert curve.error == Fraction(1, FINEST_WORTH)
    assert curve.worth(10**9) == curve.worth(4)


def test_steps_too_small_to_be_told_apart_make_no_dent() -> None:
    formula = Power(Fraction(1, 100), 10**12, Fraction(9, 10), pieces=12)
    slopes = [slope(*pair) for pair in pairwise(chords(rooted(formula), 40).points)]
    assert all(before >= after >= 0 for before, after in pairwise(slopes))
