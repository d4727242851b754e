"""Response curves: concave, never above the formula they stand for, and no further off than they say."""

from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine.curves import chords, slope
from simulator.model.response import Saturates

amounts = st.integers(min_value=1, max_value=10**12)
formulas = st.builds(
    Saturates,
    most=st.fractions(min_value=Fraction(1, 100), max_value=10_000, max_denominator=100),
    half_at=amounts,
    pieces=st.integers(min_value=1, max_value=24),
)


@given(formula=formulas, top=amounts)
def test_each_piece_is_worth_less_a_fen_than_the_one_before(formula: Saturates, top: int) -> None:
    slopes = [slope(*pair) for pair in pairwise(chords(formula, top).points)]
    assert all(before >= after > 0 for before, after in pairwise(slopes))


@given(formula=formulas, top=amounts, seed=st.integers(0, 99))
@settings(max_examples=30)
def test_at_two_hundred_sums_the_pieces_are_below_the_formula_by_no_more_than_they_say(
    formula: Saturates, top: int, seed: int
) -> None:
    curve, random = chords(formula, top), Random(seed)
    for fen in (random.randint(0, top) for _ in range(200)):
        assert 0 <= formula.worth(fen) - curve.worth(fen) <= curve.error


@given(formula=formulas, top=st.integers(min_value=1, max_value=400))
def test_the_error_is_the_largest_over_every_whole_fen(formula: Saturates, top: int) -> None:
    small = Saturates(formula.most, formula.half_at % 300 + 1, formula.pieces)
    curve = chords(small, top)
    assert curve.error == max(small.worth(fen) - curve.worth(fen) for fen in range(top + 1))


@given(formula=formulas, top=amounts)
def test_more_pieces_are_never_further_off(formula: Saturates, top: int) -> None:
    errors = [chords(Saturates(formula.most, formula.half_at, pieces), top).error for pieces in range(1, 12)]
    assert errors == sorted(errors, reverse=True)


def test_nothing_is_worth_more_beyond_the_last_point_and_pieces_stop_where_nothing_is_lost() -> None:
    formula = Saturates(Fraction(60), 200, pieces=50)
    curve = chords(formula, 4)
    assert curve.worth(4) == curve.worth(10**9) == formula.worth(4)
    assert len(curve.points) == 5
    assert curve.error == 0


@pytest.mark.parametrize("pieces", [1, 2, 4, 8, 16])
def test_halving_every_piece_is_as_good_as_pieces_can_be(pieces: int) -> None:
    # pieces of a hyperbola that are all equally far off lose most × (1 − √(half ÷ (half + top)))² ÷ pieces²
    error = chords(Saturates(Fraction(60), 4 * 10**8, pieces), 12 * 10**8).error
    # a parting falls on a whole fen, so they are equally far off but for a trifle
    assert abs(error * pieces**2 - 15) < Fraction(1, 10**6)
