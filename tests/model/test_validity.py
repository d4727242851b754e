"""Laws of what is in force: both ends included, open sides open, the same choice in any order written."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.figures import settle
from simulator.model.kinds import Quantity
from simulator.model.scenario import DatedValue, Figure, Programme, Scenario
from simulator.model.validity import (
    Outdated,
    Period,
    days,
    holds,
    outdated,
    period_of,
    touches,
    validity_problems,
    value_in_force,
)
from simulator.problems import ScenarioError, errors_of

YEAR = Period(date(2014, 1, 1), date(2014, 12, 31))
NEAR = st.dates(date(2013, 11, 1), date(2015, 2, 28))
SIDE = st.none() | NEAR


def value(number: int, first: date | None = None, last: date | None = None) -> DatedValue:
    return DatedValue(Quantity(Fraction(number), "bare", str(number)), first, last)


def rate(*values: DatedValue) -> Figure:
    return Figure("rate", values=values)


def in_2014(*figures: Figure, programmes: tuple[Programme, ...] = (), **changes) -> Scenario:
    return Scenario("a", 2014, figures=figures, programmes=programmes, **changes)


def codes(scenario: Scenario) -> list[str]:
    return [each.code for each in validity_problems(scenario)]


def inside(each: DatedValue, day: date) -> bool:
    return (each.from_ or date.min) <= day <= (each.until or date.max)


@given(SIDE, SIDE, st.dates(date(2014, 1, 1), date(2014, 2, 20)), st.integers(0, 12))
def test_holding_is_holding_on_every_day_and_touching_on_any(first, last, start, length):
    each, period = value(1, first, last), Period(start, start + timedelta(length))
    met = [inside(each, start + timedelta(number)) for number in range(length + 1)]
    assert holds(each, period) == all(met)
    assert touches(each, period) == (any(met) or _between(each, period))


def _between(each: DatedValue, period: Period) -> bool:
    # dates the wrong way round hold on no day, and are refused before this is asked
    return bool(each.from_ and each.until and each.from_ > each.until) and touches(each, period)


def test_the_year_is_all_its_days_and_a_date_only_itself():
    assert period_of(in_2014()) == YEAR
    assert period_of(in_2014(as_of=date(2014, 3, 1))) == Period(date(2014, 3, 1), date(2014, 3, 1))
    assert period_of(Scenario("a", 123_456)).last == date.max


EARLY, LATE = value(5, None, date(2014, 6, 30)), value(4, date(2014, 7, 1))


@pytest.mark.parametrize(
    ("day", "number"), [(date(2014, 6, 30), 5), (date(2014, 7, 1), 4), (date(1999, 1, 1), 5)]
)
@pytest.mark.parametrize("values", [(EARLY, LATE), (LATE, EARLY)])
def test_the_value_of_a_day_is_the_one_in_force_whatever_the_order_written(day, number, values):
    scenario, _ = settle(in_2014(rate(*values), as_of=day), {})
    assert scenario.figures[0].quantity.value == number
    assert codes(in_2014(rate(*values), as_of=day)) == []


def test_a_year_with_two_values_asks_for_a_day_allowed_or_not():
    for allowed in (False, True):
        assert codes(in_2014(rate(EARLY, LATE), allow_outdated=allowed)) == ["S297"]


@pytest.mark.parametrize(
    ("values", "number"),
    [
        ((value(1, None, date(2010, 1, 1)), value(2, date(2010, 1, 2), date(2013, 12, 31))), 2),
        ((value(1, date(2016, 1, 1)), value(2, date(2015, 1, 1), date(2015, 12, 31))), 2),
        ((value(1, None, date(2013, 6, 30)), value(2, date(2015, 1, 1))), 1),
        ((value(1, date(2014, 2, 1)),), 1),
    ],
    ids=["the last before", "the first after", "before rather than after", "part of the year"],
)
def test_out_of_date_the_last_that_had_begun_is_used_or_else_the_first_to_come(values, number):
    assert value_in_force(rate(*values), YEAR).is_.value == number
    assert value_in_force(rate(*values[::-1]), YEAR).is_.value == number
    assert "S298" in codes(in_2014(rate(*values)))
    assert [code for code in codes(in_2014(rate(*values), allow_outdated=True)) if code != "W710"] == ["W709"]


@given(SIDE, SIDE)
def test_a_figure_or_a_programme_is_marked_exactly_when_it_does_not_hold_throughout(first, last):
    if first and last and first > last:
        first, last = last, first
    figure = Figure("rate", Quantity(Fraction(1), "bare", "1"), from_=first, until=last)
    programme = Programme("rent", from_=first, until=last)
    scenario = in_2014(figure, programmes=(programme,))
    marks = outdated(scenario)
    assert bool(marks) == (not all(inside(value(1, first, last), day) for day in YEAR))
    if marks:
        assert [each.path for each in marks] == ["figures.rate", "programmes.rent"]
        assert codes(scenario) == ["S298", "S298"]


def test_an_outdated_figure_is_refused_by_the_engine_too_unless_allowed():
    old = Figure("rate", Quantity(Fraction(1), "bare", "1"), until=date(2013, 12, 31))
    with pytest.raises(ScenarioError) as refused:
        settle(in_2014(old), {})
    assert [each.code for each in refused.value.problems] == ["S298"]
    scenario, _ = settle(in_2014(old, allow_outdated=True), {})
    assert outdated(scenario) == (Outdated("figures.rate", None, date(2013, 12, 31), old.place),)


@given(st.lists(st.tuples(SIDE, SIDE), min_size=2, max_size=4))
def test_no_day_with_two_values_goes_unnoticed(sides):
    values = [value(number, *pair) for number, pair in enumerate(sides)]
    scenario = in_2014(rate(*values), as_of=date(2014, 5, 5), allow_outdated=True)
    turned = any(first and last and first > last for first, last in sides)
    found = codes(scenario)
    assert ("S294" in found) == turned
    window = [date(2013, 10, 31) + timedelta(number) for number in range(500)]
    doubled = any(sum(inside(each, day) for each in values) > 1 for day in window)
    if not turned:
        assert ("S295" in found) == doubled


def test_a_gap_is_told_of_and_stops_nothing():
    gap = rate(value(1, None, date(2012, 6, 30)), value(2, date(2013, 1, 1)))
    found = validity_problems(in_2014(gap))
    assert [each.code for each in found] == ["W710"]
    assert not errors_of(found)
    assert (found[0].fact("before"), found[0].fact("after")) == ("2012-06-30", "2013-01-01")


def test_days_are_said_in_both_languages():
    said = [days(value(1, *sides)) for sides in ((None, None), (YEAR[0], None), (None, YEAR[1]), YEAR)]
    assert [each.zh for each in said] == [
        "始终",
        "2014-01-01 起",
        "至 2014-12-31 止",
        "2014-01-01 至 2014-12-31",
    ]
    assert all(each.zh != each.en for each in said)
