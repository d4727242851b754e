"""The pace of payment against the norms that documents print."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.year.ledgers import kept
from simulator.engine.year.pace import even_norm
from simulator.model.ledgers import Pace
from simulator.model.moments import Moment, moment_of
from simulator.model.scenario import Scenario
from tests.engine.year.ledger_support import YEAR, Budgeted, budget, end, whole


def gaps(pace, lines, planned):
    """Return the gaps of a year by moment."""
    ledgers = kept(Scenario(id="a", year=YEAR, pace=pace), lines, planned)
    return {each.moment.text: each for each in (*ledgers.months, *ledgers.pace)}, ledgers


def test_seven_months_printed_without_decimals_are_58_per_cent_and_5647_is_153_points_behind():
    assert even_norm(7, 0) == Fraction(58, 100)
    assert even_norm(7, None) == Fraction(7, 12)
    lines = budget(10_000)
    found, _ = gaps(Pace(decimals=0), lines, [whole("programmes.a", 5_647, end(2))])
    assert found["2014-07"].gap == Fraction(-153, 10_000)


def test_basic_paid_evenly_and_projects_in_the_fourth_quarter_reach_226_per_cent_by_september():
    basic, project = 476_900_000, 1_104_200_000
    lines = (Budgeted("programmes.a", "a", "p", project), Budgeted("spending.d", "d", "d", basic))
    evenly = [whole("spending.d", basic // 4, end(q)) for q in (1, 2, 3, 4)]
    planned = sorted([*evenly, whole("programmes.a", project, end(4))], key=lambda each: each.day)
    found, ledgers = gaps(Pace(strength="must"), lines, planned)
    assert found["Q3"].reached == Fraction(3576750, 15811000)
    assert round(found["Q3"].reached * 1000) == 226
    assert found["Q3"].norm == Fraction(3, 4)
    assert [each.moment.text for each in ledgers.missed] == ["Q1", "Q2", "Q3"]
    assert ledgers.failed


def test_the_months_are_the_twelve_of_the_year_each_against_its_twelfth():
    _, ledgers = gaps(Pace(), budget(100), [whole("programmes.a", 100, end(2))])
    assert [each.moment for each in ledgers.months] == [
        moment_of(f"2014-{month:02}") for month in range(1, 13)
    ]
    assert [each.norm for each in ledgers.months] == [Fraction(month, 12) for month in range(1, 13)]
    assert [each.reached for each in ledgers.months] == [0] * 5 + [1] * 7
    assert not any(each.judged or each.gate for each in ledgers.months)


def test_where_gates_are_written_they_alone_are_judged():
    pace = Pace(gates=((Moment(4, 2014, 11), Fraction(9, 10)),), strength="must")
    found, ledgers = gaps(pace, budget(100), [whole("programmes.a", 95, end(3))])
    assert not found["Q1"].behind
    assert found["2014-11"].gap == Fraction(1, 20)
    assert not ledgers.failed


def test_a_payment_of_a_quarter_counts_on_its_last_day_so_november_does_not_see_it():
    found, _ = gaps(Pace(), budget(100), [whole("programmes.a", 100, end(4))])
    assert [found[each].reached for each in ("2014-11", "2014-12", "Q4")] == [0, 1, 1]


def test_a_pace_that_should_be_kept_is_missed_without_failing():
    _, ledgers = gaps(Pace(), budget(100), [])
    assert ledgers.missed
    assert not ledgers.failed


def test_nothing_authorised_has_no_pace_and_is_not_behind():
    found, ledgers = gaps(Pace(strength="must"), budget(0), [])
    assert {each.reached for each in found.values()} == {None}
    assert {each.gap for each in found.values()} == {None}
    assert not ledgers.missed


@pytest.mark.parametrize("of", ["programmes.a", "spending.d"])
def test_the_pace_of_a_line_looks_at_that_line(of):
    found, _ = gaps(Pace(of=of), budget(100, 100, 0, 100), [whole("programmes.a", 50, end(1))])
    assert found["Q4"].reached == (Fraction(1, 2) if of == "programmes.a" else 0)


@given(months=st.integers(1, 12), decimals=st.integers(0, 4))
def test_a_printed_norm_is_within_half_a_step_of_the_exact_one(months, decimals):
    assert abs(even_norm(months, decimals) - Fraction(months, 12)) <= Fraction(1, 200 * 10**decimals)


@given(paid=st.integers(0, 10**6), authorised=st.integers(1, 10**6), decimals=st.none() | st.integers(0, 3))
def test_what_is_missing_is_the_fewest_fen_that_would_close_the_gap(paid, authorised, decimals):
    paid = min(paid, authorised)
    found, _ = gaps(Pace(decimals=decimals), budget(authorised), [whole("programmes.a", paid, end(1))])
    for each in found.values():
        assert (each.missing_fen == 0) == (each.gap >= 0)
        if each.missing_fen:
            assert Fraction(each.paid_fen + each.missing_fen, authorised) >= each.norm
            assert Fraction(each.paid_fen + each.missing_fen - 1, authorised) < each.norm


def test_nothing_is_missing_where_nothing_is_authorised():
    found, _ = gaps(Pace(), budget(0), [])
    assert {(each.paid_fen, each.authorised_fen, each.missing_fen) for each in found.values()} == {(0, 0, 0)}
