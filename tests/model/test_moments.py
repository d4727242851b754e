"""Moments: how they are written, which day they count on, and their order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.moments import QUARTERS, Moment, canonical_moment, moment_of, quarter_text
from simulator.problems import FindingError

years = st.integers(1900, 2200)
quarters = st.builds(Moment, st.integers(1, QUARTERS), st.none() | years)
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def of_day(day: date) -> Moment:
    """Return the moment of a day."""
    return Moment((day.month + 2) // 3, day.year, day.month, day.day)


@given(quarters)
def test_a_quarter_reads_back_as_it_is_written(quarter):
    assert moment_of(quarter.text) == quarter


@given(days)
def test_a_day_and_its_month_read_back_as_they_are_written(day):
    month = Moment((day.month + 2) // 3, day.year, day.month)
    assert moment_of(day.isoformat()) == of_day(day)
    assert moment_of(of_day(day).text) == of_day(day)
    assert moment_of(month.text) == month


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Q3", "三季度"),
        ("Q3", "第三季度"),
        ("q1", "1季度"),
        ("2015Q1", "2015年一季度"),
        ("2015Q1", "2015 年 Q1"),
        ("２０１５Q1", "2015Q1"),
        ("2014-6", "2014-06"),
    ],
)
def test_one_moment_has_many_writings_and_one_form(text, same):
    assert moment_of(text) == moment_of(same)
    assert canonical_moment(text) == canonical_moment(same) == moment_of(text).text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Q5",
        "Q0",
        "3",
        "三",
        "2014",
        "2014-13",
        "2014-00",
        "2014-02-29",
        "0000Q1",
        "0000-01",
        "Q3Q4",
        "2014Q",
    ],
)
def test_anything_else_is_no_moment(text):
    with pytest.raises(FindingError) as found:
        moment_of(text)
    assert found.value.code == "S401"
    assert canonical_moment(text) == text


@given(quarters, years)
def test_a_quarter_counts_on_its_last_day_and_its_months_lie_within_it(quarter, year):
    last = quarter.last_day(year)
    months = [Moment(quarter.quarter, last.year, last.month - back) for back in (2, 1, 0)]
    assert [month.last_day(year) <= last for month in months] == [True] * 3
    assert months[-1].last_day(year) == last
    assert [month.index(year) for month in months] == [quarter.index(year)] * 3


@given(quarters, quarters, years)
def test_quarters_are_numbered_in_the_order_of_their_last_days(one, other, year):
    assert (one.index(year) < other.index(year)) == (one.last_day(year) < other.last_day(year))


@given(quarters, years)
def test_a_quarter_is_found_again_by_its_number(quarter, year):
    assert moment_of(quarter_text(quarter.index(year), year)).within(year) == quarter.within(year)
