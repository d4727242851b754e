"""Schedules: no fen is lost or paid twice, no ceiling is passed, nothing that is due waits without need."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.schedule import cash_outlay, commitment, instalments, milestone_payments

fen = st.integers(0, 10**15)
parts = st.lists(st.integers(0, 100), min_size=1, max_size=8).filter(sum)
shares = parts.map(lambda each: [Fraction(part, sum(each)) for part in each])


@given(amount=fen, by=shares)
def test_instalments_add_to_the_award(amount, by):
    assert sum(instalments(amount, by)) == amount


@given(amount=fen, by=shares)
def test_what_is_paid_by_any_instalment_is_within_half_a_fen_of_its_exact_share(amount, by):
    paid = instalments(amount, by)
    for number in range(1, len(by) + 1):
        assert abs(sum(paid[:number]) - amount * sum(by[:number])) <= Fraction(1, 2)


@given(amount=fen, by=shares)
def test_no_instalment_is_negative(amount, by):
    assert min(instalments(amount, by)) >= 0


def test_the_last_instalment_is_the_balance():
    halves = [Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)]
    assert instalments(100_000_001, halves) == (50_000_001, 30_000_000, 20_000_000)


def test_shares_that_do_not_add_to_one_are_refused():
    with pytest.raises(ValueError, match="add to 1"):
        instalments(100, [Fraction(1, 2)])


# ── milestones ─────────────────────────────────────────────────────────────────────────────────────


@given(packages=st.lists(st.tuples(fen, st.booleans()), max_size=8), kept=st.fractions(0, 1))
def test_what_is_due_and_what_is_not_are_the_whole(packages, kept):
    amounts, done = [amount for amount, _ in packages], [finished for _, finished in packages]
    paid = milestone_payments(amounts, done, kept)
    assert paid.due + paid.unpaid == sum(amounts)
    assert abs(paid.retained - sum(amounts) * kept) <= Fraction(1, 2)


# ── commitments ────────────────────────────────────────────────────────────────────────────────────


def test_a_contract_is_booked_whole_where_only_its_cash_would_fit():
    bound = commitment([180, 90, 30], [250])
    assert (bound.committed, bound.cash_fits, bound.commitment_fits) == (300, (True,), False)


@pytest.mark.parametrize(
    ("held", "cash", "whole"),
    [((300,), (True,), True), ((300, 80), (True, False), True), ((), (), True), ((100,), (False,), False)],
)
def test_each_year_is_held_against_its_own_appropriation(held, cash, whole):
    bound = commitment([180, 90, 30], held)
    assert (bound.cash_fits, bound.commitment_fits) == (cash, whole)


# ── cash ceilings ──────────────────────────────────────────────────────────────────────────────────

quarters = st.integers(1, 6)


@st.composite
def plans(draw):
    count = draw(quarters)
    reached = sorted(draw(st.lists(st.fractions(0, 1), min_size=count, max_size=count)))
    asked = draw(st.lists(fen, min_size=count, max_size=count))
    return draw(fen), reached, asked


@given(plan=plans())
def test_no_cumulative_payment_passes_its_ceiling_or_what_was_asked_by_then(plan):
    budget, reached, asked = plan
    outlay = cash_outlay(budget, reached, asked)
    for number in range(1, len(asked) + 1):
        assert sum(outlay.paid[:number]) <= budget * reached[number - 1]
        assert sum(outlay.paid[:number]) <= sum(asked[:number])


@given(plan=plans())
def test_money_waits_only_where_the_ceiling_is_reached(plan):
    outlay = cash_outlay(*plan)
    for number, waiting in enumerate(outlay.waiting, 1):
        assert waiting == 0 or sum(outlay.paid[:number]) == outlay.ceilings[number - 1]


@given(plan=plans())
def test_what_is_paid_and_what_waits_at_the_end_is_all_that_was_asked(plan):
    outlay = cash_outlay(*plan)
    assert sum(outlay.paid) + outlay.unmet == sum(plan[2])


def test_a_plan_without_periods_asks_for_nothing():
    assert cash_outlay(100, [], []).unmet == 0


@pytest.mark.parametrize(
    ("reached", "asked"), [([Fraction(1)], [1, 2]), ([Fraction(1), Fraction(1, 2)], [1, 2])]
)
def test_ceilings_that_fall_or_do_not_match_the_demands_are_refused(reached, asked):
    with pytest.raises(ValueError, match="cumulative share"):
        cash_outlay(100, reached, asked)
