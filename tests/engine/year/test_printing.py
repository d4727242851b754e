"""Amounts handed down as printed: nothing is lost, nothing is below zero, nothing hangs on the order."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine.year.printing import TAILS, quantum_of_print, under, with_print
from simulator.model.disclosure_entries import entries_of
from tests.engine.year.disclosing import drawn

parts = st.lists(st.integers(0, 10**12), min_size=1, max_size=20)
quanta = st.sampled_from([1, 10, 100, 10_000, 10**8])
law = settings(deadline=None, max_examples=60)


@law
@given(parts, quanta, st.integers(0, 1))
def test_parts_add_to_the_whole_and_each_is_rounded_down_or_up(amounts, quantum, up):
    floor = sum(amounts) // quantum
    whole = floor + up * (sum(amounts) % quantum > 0)
    printed = under(whole, amounts, quantum)
    assert sum(printed) == whole
    assert all(
        amount // quantum <= each <= -(-amount // quantum)
        for each, amount in zip(printed, amounts, strict=True)
    )


@law
@given(parts, quanta)
def test_the_largest_remainders_go_up_first(amounts, quantum):
    whole = sum(amounts) // quantum
    printed = under(whole, amounts, quantum)
    raised = [
        amount % quantum for each, amount in zip(printed, amounts, strict=True) if each > amount // quantum
    ]
    left = [
        amount % quantum for each, amount in zip(printed, amounts, strict=True) if each == amount // quantum
    ]
    assert min(raised, default=quantum) >= max(left, default=0)


@law
@given(parts, quanta, st.sampled_from(sorted(TAILS)), st.integers(-3, 3))
def test_no_tail_prints_an_amount_below_zero_or_loses_a_digit(amounts, quantum, tail, stray):
    whole = max(0, sum(amounts) // quantum + stray) if tail == "largest_line" else sum(amounts) // quantum
    if not sum(amounts):
        whole = 0
    printed = under(whole, amounts, quantum, tail)
    assert sum(printed) == whole
    assert min(printed) >= 0


def test_the_largest_line_bears_the_difference_alone():
    # naively 3333, 3333 and 3333 of 0.01万元, one digit short: the largest line takes it
    assert under(10_000, [33_333_333, 33_333_333, 33_333_334], 10_000, "largest_line") == (3333, 3333, 3334)
    assert under(7, [26, 26, 14], 10, "largest_line") == (3, 3, 1)
    assert under(6, [26, 26, 14], 10, "largest_line") == (2, 3, 1)


def test_where_the_largest_line_cannot_bear_the_difference_all_do():
    # ten times half a digit: each rounded up is ten digits, five too many for any one line
    assert under(5, [5] * 10, 10, "largest_line") == (1, 1, 1, 1, 1, 0, 0, 0, 0, 0)


@law
@given(st.integers(0, 10**6), st.integers(0, 10**6), quanta, st.sampled_from(sorted(TAILS)))
def test_the_order_of_the_entries_changes_no_printed_amount(seed, shuffle, quantum, tail):
    budget = drawn(seed)
    scenario = budget.scenario()
    entries = list(entries_of(scenario, {line.id: line.fen for line in budget.lines}))
    printed = {(each.side, each.id): each.printed for each in with_print(entries, quantum, tail)}
    Random(shuffle).shuffle(entries)
    assert {(each.side, each.id): each.printed for each in with_print(entries, quantum, tail)} == printed


def test_a_digit_finer_than_a_fen_is_refused():
    assert quantum_of_print("元", 2) == 1
    with pytest.raises(ValueError, match="finer than a fen"):
        quantum_of_print("元", 3)
