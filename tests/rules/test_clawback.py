"""What must be paid back: by performance, by time, with compound interest; published shares and edges."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.worked import amount, amounts

few = settings(max_examples=25, deadline=None)
JOBS = "[{fixed: granted}, {clawback: {achieved: jobs, promised: pledged}}]"
TIME = "[{fixed: granted}, {clawback: {kept: months, term: 60}}]"
MONEY_AND_JOBS = "granted: 元, jobs: count, pledged: count"


@pytest.mark.parametrize(
    ("jobs", "back"), [(75, 25000000), (99, 1000000), (100, 0), (120, 0), (0, 100000000)]
)
def test_the_part_of_the_promise_that_was_missed_is_paid_back(jobs: int, back: int) -> None:
    assert amount(JOBS, MONEY_AND_JOBS, granted=100000000, jobs=jobs, pledged=100) == back


def test_the_months_not_kept_are_paid_back() -> None:
    award = "[{fixed: granted}, {clawback: {kept: months, term: 60}}, {round: 1分}]"
    assert amount(award, "granted: 元, months: count", granted=200000000, months=38) == 73333333
    rows = [{"granted": 60, "months": each} for each in (0, 59, 60, 61)]
    assert amounts(TIME, "granted: 元, months: count", rows) == [60, 1, 0, 0]


@few
@given(granted=st.integers(0, 10**12), jobs=st.integers(0, 200), pledged=st.integers(0, 150))
def test_no_more_than_the_grant_is_paid_back_and_nothing_where_nothing_was_promised(
    granted: int, jobs: int, pledged: int
) -> None:
    back = amount(JOBS, MONEY_AND_JOBS, granted=granted, jobs=jobs, pledged=pledged)
    missed = 1 - min(Fraction(1), Fraction(jobs, pledged)) if pledged else Fraction(0)
    assert back == granted * missed
    assert 0 <= back <= granted


@few
@given(granted=st.integers(0, 10**10), held=st.integers(0, 50), permille=st.integers(0, 200))
def test_interest_is_compounded_for_every_full_year(granted: int, held: int, permille: int) -> None:
    award = f"[{{fixed: granted}}, {{clawback: {{interest: {permille}‰, years: held}}}}]"
    rows = [{"granted": granted, "held": each} for each in (held, min(held + 1, 50))]
    growth = 1 + Fraction(permille, 1000)
    expected = [granted * growth ** int(row["held"]) for row in rows]
    assert amounts(award, "granted: 元, held: count", rows) == expected


def test_a_written_number_of_years_is_one_power() -> None:
    award = "[{fixed: 1亿元}, {clawback: {interest: 3%, years: 3}}]"
    assert amount(award, "granted: 元", granted=0) == 10**10 * Fraction(103, 100) ** 3


def test_who_has_not_moved_away_pays_nothing_back() -> None:
    award = "[{fixed: granted}, {clawback: {kept: months, term: 60, when: moved}}]"
    rows = [{"granted": 60, "months": 50, "moved": moved} for moved in (True, False)]
    assert amounts(award, "granted: 元, months: count, moved: yes_no", rows) == [10, 0]


def test_without_a_measure_all_of_it_is_paid_back() -> None:
    assert amount("[{fixed: granted}, {clawback: {}}]", "granted: 元", granted=77) == 77
