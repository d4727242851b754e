"""What leaves less of an amount: earlier grants, a least amount, years, months, other sources."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.worked import amount, amounts

few = settings(max_examples=25, deadline=None)
fen = st.one_of(st.integers(0, 60), st.integers(0, 10**14))
WAN = 10**6

# ── less ───────────────────────────────────────────────────────────────────────────────────────────


@few
@given(calculated=fen, before=fen)
def test_what_was_granted_before_comes_off_and_never_below_nothing(calculated: int, before: int) -> None:
    award = "[{fixed: calculated}, {less: before}]"
    due = amount(award, "calculated: 元, before: 元", calculated=calculated, before=before)
    assert due == max(0, calculated - before)


def test_an_allotment_is_what_the_entitlement_is_above_what_was_paid() -> None:
    rows = [{"due": due, "paid": paid} for due, paid in ((50000, 45000), (30000, 32000), (20000, 10000))]
    assert amounts("[{fixed: due}, {less: paid}]", "due: 元, paid: 元", rows) == [5000, 0, 10000]


def test_growth_over_a_reference_is_paid_a_share() -> None:
    growth = "[{share: {of: [{fixed: now}, {less: last}], rate: 30%}}]"
    row = {"now": 1203200000, "last": 860500000}
    assert amount(growth, "now: 元, last: 元", **row) == 102810000


def test_a_guarantee_is_topped_up_by_the_difference() -> None:
    award = "[{per_unit: {of: pupils * 1.005, amount: prior}}, {less: formula}]"
    row = {"pupils": 412, "prior": 451234, "formula": 184000000}
    assert amount(award, "pupils: count, prior: 元, formula: 元", **row) == Fraction("2837950.04")


# ── pay from ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("due", "paid"), [(99999, 0), (100000, 100000), (100001, 100001)])
def test_nothing_is_paid_below_the_least_amount_and_all_of_it_from_there(due: int, paid: int) -> None:
    assert amount("[{fixed: due}, {pay_from: 1000元}]", "due: 元", due=due) == paid


def test_the_least_amount_may_hold_for_some_only() -> None:
    award = "[{fixed: due}, {pay_from: {amount: 1000元, when: small}}]"
    rows = [{"due": 500, "small": small} for small in (True, False)]
    assert amounts(award, "due: 元, small: yes_no", rows) == [0, 500]


# ── years ──────────────────────────────────────────────────────────────────────────────────────────

RENT = "[{fixed: rent}, {years: {of: nth, at_most: {table: {of: kind, values: {key: 4, other: 3}}}}}]"


@pytest.mark.parametrize(("kind", "due"), [("key", 171600000), ("other", 0)])
def test_the_fourth_year_is_paid_to_key_industries_only(kind: str, due: int) -> None:
    assert amount(RENT, "rent: 元, nth: count, kind: [key, other]", rent=171600000, nth=4, kind=kind) == due


@pytest.mark.parametrize("nth", range(6))
def test_each_year_keeps_its_own_rate_and_the_years_outside_nothing(nth: int) -> None:
    award = "[{fixed: 100分}, {years: {of: nth, rates: [100%, 50%, 30%]}}]"
    assert amount(award, "nth: count", nth=nth) == [0, 100, 50, 30, 0, 0][nth]


def test_rates_and_a_longest_time_hold_together() -> None:
    award = "[{fixed: 100分}, {years: {of: nth, rates: [100%, 50%, 30%], at_most: 2}}]"
    assert amounts(award, "nth: count", [{"nth": each} for each in range(5)]) == [0, 100, 50, 0, 0]


def test_no_year_lies_between_two() -> None:
    award = "[{fixed: 100分}, {years: {of: nth, rates: [100%, 50%]}}]"
    assert amounts(award, "nth: number", [{"nth": each} for each in (1, Fraction(3, 2), 2)]) == [100, 0, 50]


# ── prorate ────────────────────────────────────────────────────────────────────────────────────────


@few
@given(due=fen, served=st.integers(-3, 20), whole=st.integers(1, 12))
def test_a_part_of_the_time_is_paid_its_part_and_never_more_than_all(
    due: int, served: int, whole: int
) -> None:
    award = f"[{{fixed: due}}, {{prorate: {{of: served, out_of: {whole}}}}}]"
    paid = amount(award, "due: 元, served: number", due=due, served=served)
    assert paid == due * min(Fraction(1), max(Fraction(0), Fraction(served, whole)))


def test_a_whole_that_a_column_gives_as_nothing_pays_nothing() -> None:
    award = "[{fixed: 12元}, {prorate: {of: served, out_of: whole}}]"
    rows = [{"served": 3, "whole": 0}, {"served": 3, "whole": 12}]
    assert amounts(award, "served: count, whole: count", rows) == [0, 300]


# ── all sources ────────────────────────────────────────────────────────────────────────────────────


def test_new_aid_fills_what_the_aid_already_granted_leaves_of_the_ceiling() -> None:
    award = "[{fixed: asked}, {all_sources: {of: cost, at_most: 45%, others: granted}}]"
    row = {"cost": 100000000, "granted": 30000000, "asked": 25000000}
    assert amount(award, "cost: 元, granted: 元, asked: 元", **row) == 15000000


def test_all_levels_together_stay_within_a_share_of_the_liability() -> None:
    award = """[{share: {of: npl, rate: 30%, plus: [{pp: 5pp, when: first}]}},
      {all_sources: {of: npl, at_most: 80%, others: other}}]"""
    row = {"npl": 320000000, "other": 160000000, "first": True}
    assert amount(award, "npl: 元, other: 元, first: yes_no", **row) == 96000000


@few
@given(asked=fen, cost=fen, granted=fen, percent=st.integers(0, 100))
def test_with_what_others_gave_it_never_passes_the_ceiling(
    asked: int, cost: int, granted: int, percent: int
) -> None:
    award = f"[{{fixed: asked}}, {{all_sources: {{of: cost, at_most: {percent}%, others: granted}}}}]"
    due = amount(award, "asked: 元, cost: 元, granted: 元", asked=asked, cost=cost, granted=granted)
    room = max(Fraction(0), Fraction(percent, 100) * cost - granted)
    assert due == min(asked, room)
