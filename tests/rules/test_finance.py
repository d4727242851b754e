"""Interest by either year and either count of days; vouchers issued, redeemed, open and lapsed."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.worked import amount, amounts, parts

few = settings(max_examples=25, deadline=None)
LOAN = "loan: 元, days: count"
DATED = "loan: 元, begins: date, ends: date"
days = st.dates(date(1601, 1, 1), date(2400, 12, 31))


def interest(year: int, **more: str) -> str:
    fields = {"of": "loan", "rate": "60% * 3.1%", "year": str(year), **more}
    return "[{interest: {" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}}]"


@pytest.mark.parametrize(("year", "due"), [(365, 33480000), (360, 33945000)])
def test_a_year_of_360_days_pays_more_for_the_same_days(year: int, due: int) -> None:
    assert amount(interest(year, days="days"), LOAN, loan=1800000000, days=365) == due


@few
@given(loan=st.integers(0, 10**13), length=st.integers(-400, 4000), year=st.sampled_from([360, 365]))
def test_interest_is_exact_and_days_below_nothing_cost_nothing(loan: int, length: int, year: int) -> None:
    due = amount(interest(year, days="length"), "loan: 元, length: number", loan=loan, length=length)
    assert due == Fraction(186, 10_000) * loan * max(0, length) / year


@few
@given(begins=days, length=st.integers(-30, 2000))
def test_actual_days_are_those_of_the_calendar(begins: date, length: int) -> None:
    ends = begins + timedelta(days=length)
    row = {"loan": 365 * 10_000, "begins": begins.isoformat(), "ends": ends.isoformat()}
    assert amount(interest(365, begins="begins", ends="ends"), DATED, **row) == 186 * max(0, length)


def thirty_days(begins: date, ends: date) -> int:
    months = (ends.year - begins.year) * 12 + ends.month - begins.month
    return 30 * months + min(ends.day, 30) - min(begins.day, 30)


@settings(max_examples=60, deadline=None)
@given(begins=days, ends=days)
def test_months_of_thirty_days_count_years_and_months_whole(begins: date, ends: date) -> None:
    row = {"loan": 360 * 10_000, "begins": begins.isoformat(), "ends": ends.isoformat()}
    due = amount(interest(360, begins="begins", ends="ends", count="thirty"), DATED, **row)
    assert due == 186 * max(0, thirty_days(begins, ends))


def test_every_day_of_a_leap_cycle_has_its_place_in_months_of_thirty_days() -> None:
    start = date(1999, 12, 31)
    row = [
        {"loan": 3600, "begins": start.isoformat(), "ends": (start + timedelta(days=each)).isoformat()}
        for each in range(1600)
    ]
    award = "[{interest: {of: loan, rate: 10%, year: 360, begins: begins, ends: ends, count: thirty}}]"
    expected = [thirty_days(start, start + timedelta(days=each)) for each in range(1600)]
    assert amounts(award, DATED, row) == expected


@pytest.mark.parametrize(
    ("begins", "ends", "length"),
    [
        ("2024-01-31", "2024-02-29", 29),
        ("2024-02-29", "2024-03-01", 2),
        ("2023-02-28", "2023-03-01", 3),
        ("2024-01-30", "2024-01-31", 0),
        ("2024-12-31", "2025-01-01", 1),
        ("2024-01-15", "2025-01-15", 360),
    ],
)
def test_the_ends_of_months_of_thirty_days(begins: str, ends: str, length: int) -> None:
    award = "[{interest: {of: loan, rate: 10%, year: 360, begins: begins, ends: ends, count: thirty}}]"
    assert amount(award, DATED, loan=3600, begins=begins, ends=ends) == length


# ── vouchers ───────────────────────────────────────────────────────────────────────────────────────

VOUCHER = "[{voucher: {face: face, redeemed: used}}]"
EXPIRING = "[{voucher: {face: face, redeemed: used, expires: expires, as_of: 2016-06-30}}]"


def test_what_was_issued_and_not_redeemed_is_still_owed() -> None:
    row = {"face": 5221240000, "used": 616960000}
    assert amount(VOUCHER, "face: 元, used: 元", **row) == 616960000
    found = parts(VOUCHER, "face: 元, used: 元", [row])
    assert found["open_liability"] == [4604280000]
    assert [found[name][0] for name in ("issued", "redeemed", "lapsed")] == [5221240000, 616960000, 0]


@pytest.mark.parametrize(
    ("expires", "owed", "lapsed"), [("2016-06-29", 0, 40), ("2016-06-30", 40, 0), ("2016-07-01", 40, 0)]
)
def test_a_voucher_is_good_on_its_last_day_and_lapses_the_day_after(
    expires: str, owed: int, lapsed: int
) -> None:
    row = {"face": 100, "used": 60, "expires": expires}
    found = parts(EXPIRING, "face: 元, used: 元, expires: date", [row])
    assert [found["open_liability"][0], found["lapsed"][0]] == [owed, lapsed]


@few
@given(face=st.integers(0, 10**12), used=st.integers(0, 10**12))
def test_paid_and_owed_are_the_face_together_and_no_more_is_paid(face: int, used: int) -> None:
    row = {"face": face, "used": used}
    paid = amount(VOUCHER, "face: 元, used: 元", **row)
    assert paid == min(face, used)
    assert paid + parts(VOUCHER, "face: 元, used: 元", [row])["open_liability"][0] == face
