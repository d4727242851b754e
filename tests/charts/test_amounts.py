"""Printed amounts: within a quantum of the truth, and adding as printed at every level."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.charts.amounts import (
    QUANTUM_FEN,
    printed,
    printed_under,
    quanta,
    shown,
    shown_change,
    shown_fen,
    shown_percent,
    shown_share,
)

fens = st.integers(-(10**14), 10**14)
lines = st.lists(st.integers(0, 10**13), min_size=1, max_size=40)


@given(st.lists(fens, max_size=40))
def test_lines_add_to_their_printed_total(amounts):
    assert sum(printed(amounts)) == quanta(sum(amounts))


@given(st.lists(fens, max_size=40))
def test_no_line_strays_a_whole_quantum(amounts):
    for fen, shown_as in zip(amounts, printed(amounts), strict=True):
        assert abs(fen - shown_as * QUANTUM_FEN) < QUANTUM_FEN


@given(st.lists(lines, min_size=1, max_size=8))
def test_lines_add_to_classes_and_classes_to_the_whole_as_printed(classes):
    totals = [sum(each) for each in classes]
    heads = printed(totals)
    assert sum(heads) == quanta(sum(totals))
    for each, head in zip(classes, heads, strict=True):
        parts = printed_under(each, head)
        assert sum(parts) == head
        assert all(part >= 0 for part in parts)


@given(lines, st.integers(1, 10**6))
def test_a_total_the_lines_cannot_carry_is_refused(amounts, much):
    with pytest.raises(ValueError, match="cannot be printed"):
        printed_under(amounts, quanta(sum(amounts)) + len(amounts) + much)


@given(st.lists(st.sampled_from([0, QUANTUM_FEN, 7 * QUANTUM_FEN]), max_size=9))
def test_whole_quanta_are_printed_as_they_are(amounts):
    assert [each * QUANTUM_FEN for each in printed(amounts)] == amounts


@given(fens)
def test_a_change_is_the_amount_with_its_sign(fen):
    text, plain_text = shown_change(quanta(fen)), shown_fen(fen)
    assert text == ("+" + plain_text if quanta(fen) > 0 else plain_text)
    assert "-" not in plain_text


@pytest.mark.parametrize(
    ("fen", "text"),
    [(1_581_100_000, "1,581.10"), (5_000, "0.01"), (4_999, "0.00"), (-5_000, "0.00"), (-1_000_000, "−1.00")],
)
def test_amounts_read_as_in_the_documents(fen, text):
    assert shown_fen(fen) == text


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_share_is_a_percentage_and_no_whole_has_none(part, whole):
    assert shown_share(part, whole) == shown_percent(Fraction(part, whole))
    assert shown_share(part, 0) == "—"


def test_percentages_carry_the_minus_of_print():
    assert shown_percent(Fraction(-1, 8), 2) == "−12.50%"
    assert shown(-100) == "−1.00"
