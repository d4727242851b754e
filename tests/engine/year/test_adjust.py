"""Adjustments fall on what is not committed, never below it, and say how much there was."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.year.adjust import Instalment, authority_of, contracts_of, covered, earlier_contracts
from simulator.engine.year.ledgers import audited, kept
from simulator.engine.year.payments import Commitment
from simulator.model.ledgers import Adjustment, CarryOver, Lot, Payment, Unpaid
from simulator.model.moments import Moment
from simulator.model.scenario import Scenario
from simulator.problems import ScenarioError
from tests.engine.year.ledger_support import YEAR, budget, contract, end, money, part, whole

A, B, D = "programmes.a", "programmes.b", "spending.d"


def authority(lines, planned, *changes):
    """Return the authority of a year with these adjustments."""
    return authority_of(lines, sorted(planned, key=lambda each: (each.day, each.line)), changes, YEAR)


def cut(size, line="spending.p", quarter=3, **more):
    """Return a cut."""
    return Adjustment(on=Moment(quarter), line=line, cut=size, **more)


def test_a_cut_of_a_class_falls_on_uncommitted_balances_as_the_published_case_says():
    lines = budget(500_000_000, 300_000_000, 304_200_000)
    committed = (480_000_000, 100_000_000, 204_200_000)
    planned = [whole(each.line, fen, end(2)) for each, fen in zip(lines, committed, strict=True)]
    outcome = authority(lines, planned, cut(part("8/100"))).adjustments[0]
    assert outcome.size_fen == 88_336_000
    assert [fen for _, fen in outcome.parts] == [-5_521_000, -55_210_000, -27_605_000]


def test_what_is_committed_on_the_day_of_a_cut_is_committed_before_it():
    planned = [whole(A, 100, end(2))]
    with pytest.raises(ScenarioError):
        authority(budget(100), planned, cut(money(1), quarter=2))
    assert authority(budget(100), planned, cut(money(1), quarter=1)).at(A, end(2)).committed == 99


def test_a_cut_larger_than_what_is_free_says_both_sides_and_the_difference():
    planned = [whole(A, 80_000_000, end(1))]
    with pytest.raises(ScenarioError) as caught:
        authority(budget(100_000_000), planned, cut(money(50_000_000), line=A))
    problem = caught.value.problems[0]
    assert problem.code == "R681"
    facts = {name: problem.fact(name) for name in ("asked", "uncommitted", "committed", "more")}
    assert facts == {"asked": "50万元", "uncommitted": "20万元", "committed": "80万元", "more": "30万元"}


def test_contracts_come_in_order_of_day_line_and_group_each_with_the_payments_after_it():
    bound = [
        Commitment(A, "", Moment(3), 10),
        Commitment(B, "x", Moment(3), 20),
        Commitment(B, "y", Moment(1), 30),
        Commitment(D, "", Moment(1), 1),
        Commitment(D, "", Moment(2), 2),
    ]
    paid = [
        Payment(A, "", Moment(3), Fraction(1), 10),
        Payment(B, "x", Moment(3), Fraction(1, 2), 9),
        Payment(B, "x", Moment(4), Fraction(1, 2), 11),
        Payment(B, "y", Moment(2), Fraction(1), 30),
        Payment(D, "", Moment(1), Fraction(1, 4), 1),
        Payment(D, "", Moment(2), Fraction(1, 4), 2),
    ]
    found = contracts_of(bound, paid, YEAR)
    assert [(each.line, each.group, each.day, each.planned_fen) for each in found] == [
        (B, "y", end(1), 30),
        (D, "", end(1), 1),
        (D, "", end(2), 2),
        (A, "", end(3), 10),
        (B, "x", end(3), 20),
    ]
    # what is bound payment by payment is one whole contract each time
    assert [[(part.day, part.share, part.amount_fen) for part in each.instalments] for each in found] == [
        [(end(2), 1, 30)],
        [(end(1), 1, 1)],
        [(end(2), 1, 2)],
        [(end(3), 1, 10)],
        [(end(3), Fraction(1, 2), 9), (end(4), Fraction(1, 2), 11)],
    ]


def test_an_earlier_contract_is_bound_from_the_first_day_and_paid_in_one_on_its_own():
    unpaid = (Unpaid(A, Moment(1), 40, "x"), Unpaid(B, Moment(2, 2015), 7))
    one, two = earlier_contracts(CarryOver((), unpaid=unpaid), YEAR)
    assert (one.line, one.group, one.day, one.planned_fen, one.earlier) == (
        A,
        "x",
        date(2014, 1, 1),
        40,
        True,
    )
    assert one.instalments == (Instalment(end(1), Fraction(1), 40),)
    assert (two.day, two.instalments) == (date(2014, 1, 1), (Instalment(end(2, 2015), Fraction(1), 7),))
    assert earlier_contracts(None, YEAR) == ()


def test_every_cut_that_is_too_large_is_told():
    planned = [whole(A, 100, end(1)), whole(B, 100, end(1))]
    with pytest.raises(ScenarioError) as caught:
        authority(budget(100, 100), planned, cut(money(1), line=A), cut(money(2), line=B))
    assert len(caught.value.problems) == 2


def test_a_cut_beyond_what_is_free_becomes_a_claim_on_the_years_that_pay_later():
    planned = [contract(A, 300, end(1), (end(2), "3/5"), (end(4, 2015), "2/5"))]
    standing = authority(budget(320), planned, cut(money(100), line=A)).at(A, end(4))
    assert (standing.authorised, standing.committed, standing.claimed) == (220, 300, 80)
    with pytest.raises(ScenarioError) as caught:
        authority(budget(320), planned, cut(money(141), line=A))
    told = {name: caught.value.problems[0].fact(name) for name in ("uncommitted", "later", "more")}
    assert told == {"uncommitted": "0.00002万元", "later": "0.00012万元", "more": "0.000001万元"}


def test_a_cut_saves_nothing_of_what_an_earlier_contract_pays_later():
    carry = CarryOver((Lot(2013, 40, A),), unpaid=(Unpaid(A, Moment(1, 2015), 40),))
    for award, size, refused in ((10, 10, False), (10, 11, True), (0, 1, True)):
        year = Scenario(id="a", year=YEAR, carry_over=carry, adjustments=(cut(money(size), line=A),))
        if refused:
            with pytest.raises(ScenarioError):
                kept(year, budget(award), [])
        else:
            assert audited(kept(year, budget(award), [])).lines[0].own_left == 0


def test_what_is_committed_after_a_cut_takes_what_is_left_in_proportion():
    planned = [whole(A, 60, end(4), group="x"), whole(A, 40, end(4), group="y")]
    found = authority(budget(100), planned, cut(money(50), line=A))
    assert [(each.group, each.planned_fen) for each in found.contracts] == [("x", 30), ("y", 20)]
    assert [each.instalments[0].amount_fen for each in found.contracts] == [30, 20]


def test_a_contract_cut_short_is_paid_by_its_shares_to_the_fen():
    planned = [contract(A, 100, end(3), (end(3), "1/3"), (end(4), "2/3"))]
    found = authority(budget(100), planned, cut(money(50), line=A, quarter=1)).contracts[0]
    assert [each.amount_fen for each in found.instalments] == [17, 33]


def test_more_money_for_a_class_goes_by_what_its_lines_have_and_alike_where_they_have_nothing():
    more = Adjustment(on=Moment(1), line="spending.p", add=money(10), source="上级")
    assert authority(budget(30, 20), [], more).adjustments[0].parts == ((A, 6), (B, 4))
    assert authority(budget(0, 0), [], more).adjustments[0].parts == ((A, 5), (B, 5))


def test_what_an_adjustment_did_is_told_line_by_line_in_order():
    found = authority(budget(30, 20), [], Adjustment(on=Moment(2), line=B, into=A, move=money(7)))
    assert found.adjustments[0].parts == ((A, 7), (B, -7))


def test_before_the_year_a_line_has_the_authority_with_which_it_begins():
    found = authority(budget(100), [whole(A, 60, end(1))], cut(money(30), line=A, quarter=2))
    days = (end(3, 2013), end(4, 2013), end(1), end(2), end(4))
    standings = [found.at(A, day) for day in days]
    assert [each.authorised for each in standings] == [100, 100, 100, 70, 70]
    assert [each.committed for each in standings] == [0, 0, 60, 60, 60]


@given(one=st.integers(0, 10**12), two=st.integers(0, 10**12), share=st.fractions(0, 1))
def test_a_move_changes_both_lines_and_not_their_sum(one, two, share):
    move = Adjustment(on=Moment(2), line=A, into=B, move=part(share))
    found = authority(budget(one, two), [], move)
    assert sum(fen for _, fen in found.adjustments[0].parts) == 0
    assert found.authorised((A, B), end(2)) == one + two
    assert abs(found.at(A, end(2)).authorised - one * (1 - share)) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("path", "lines"),
    [(None, 4), ("spending.p", 3), ("spending.d", 1), (A, 1), ("programmes.z", 0)],
)
def test_a_path_stands_for_its_lines(path, lines):
    assert len(covered(path, budget(1, 2, 3, 4))) == lines
