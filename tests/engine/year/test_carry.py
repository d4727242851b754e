"""Money brought forward: first in first out, kept for old contracts, lapsed at the end of its last year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.year.ledgers import audited, budgeted, kept, with_earlier
from simulator.model.ledgers import Adjustment, CarryOver, Lot, Unpaid, closing_lots
from simulator.model.moments import Moment
from simulator.model.result import Allocation, SpendingUse
from simulator.model.scenario import Scenario
from simulator.problems import ScenarioError
from tests.engine.year.ledger_support import YEAR, budget, ceiling, contract, end, fen, money, whole

A, B = "programmes.a", "programmes.b"


def carried(carry, lines, planned, *ceilings):
    """Return the audited ledgers of a year with money brought forward."""
    return audited(kept(Scenario(id="a", year=YEAR, carry_over=carry, cash=ceilings), lines, planned))


def told(ledgers):
    """Return the lots as (year, line, spent, lapsed, closing)."""
    return [
        (each.year, each.line, each.spent_fen, each.lapsed_fen, each.closing_fen) for each in ledgers.lots
    ]


def test_the_oldest_lot_is_spent_first_and_what_is_left_of_it_lapses_at_the_end_of_its_last_year():
    carry = CarryOver((Lot(2013, 50), Lot(2012, 30)))
    found = carried(carry, budget(100), [whole("programmes.a", 20, end(2))])
    assert told(found) == [(2012, "", 20, 10, 0), (2013, "", 0, 0, 50)]
    assert [each.lapses for each in found.lots] == [2014, 2015]


def test_a_lot_of_a_line_pays_that_line_alone_and_before_the_whole():
    carry = CarryOver((Lot(2013, 50), Lot(2013, 30, B)))
    planned = [whole(A, 60, end(1)), whole(B, 60, end(2))]
    assert told(carried(carry, budget(60, 60), planned)) == [(2013, B, 30, 0, 0), (2013, "", 50, 0, 0)]


def test_lots_are_kept_for_what_earlier_contracts_still_ask_for():
    carry = CarryOver((Lot(2013, 50, A),), unpaid=(Unpaid(A, Moment(4), 40),))
    found = carried(carry, budget(100), [whole(A, 100, end(1))])
    line = found.lines[0]
    assert line.authorised == (140,) * 4
    assert line.committed == (140,) * 4
    assert line.outlay == (100, 0, 0, 40)
    assert (line.adjusted, line.brought, line.from_lots, line.own_left) == (0, 40, 50, 10)
    assert found.balance.closing_fen == 10


def test_an_instalment_of_a_later_year_stays_for_that_year_with_its_money():
    carry = CarryOver((Lot(2013, 50, A),), unpaid=(Unpaid(A, Moment(1, 2015), 40),))
    found = carried(carry, budget(0), [])
    assert found.lines[0].forward == ((2015, 40),)
    assert [(each.due.text, each.amount) for each in found.next_unpaid] == [("2015-03-31", 40)]
    assert closing_lots(found) == (Lot(2013, 50, A),)


def test_an_old_instalment_that_waits_at_the_end_of_the_year_is_not_spent():
    carry = CarryOver((Lot(2013, 50, A),), unpaid=(Unpaid(A, Moment(4), 40),))
    # the lot raises the ceiling, so it is the year's own payment that takes the room
    found = carried(carry, budget(100), [whole(A, 100, end(1))], ceiling("all", (4, money(70))))
    assert found.lines[0].paid[-1] == 120
    assert found.lines[0].waiting[-1] == 20
    assert told(found) == [(2013, A, 30, 0, 20)]


def test_what_only_one_line_may_spend_is_set_aside_for_it_before_what_all_may():
    lots = (Lot(2012, 50), Lot(2013, 50, A))
    carry = CarryOver(lots, unpaid=(Unpaid(A, Moment(2), 50), Unpaid(B, Moment(3), 50)))
    found = carried(carry, budget(0, 0), [])
    assert [line.from_lots for line in found.lines] == [50, 50]
    assert told(found) == [(2012, "", 50, 0, 0), (2013, A, 50, 0, 0)]


def test_what_contracts_ask_for_later_keeps_its_line_its_group_and_its_day():
    half = ((end(2), "1/2"), (end(1, 2015), "1/2"))
    planned = [contract(A, 100, end(1), *half, group="x"), contract(A, 60, end(1), *half, group="y")]
    found = carried(None, budget(160, 0), planned, ceiling("all", (4, money(70))))
    told = [(each.line, each.group, each.due.text, each.amount) for each in found.next_unpaid]
    # of the 80 that fell due 70 are paid, 10 wait until the first day of the next year
    assert told == [
        (A, "x", "2015-01-01", 6),
        (A, "y", "2015-01-01", 4),
        (A, "x", "2015-03-31", 50),
        (A, "y", "2015-03-31", 30),
    ]


def test_nothing_is_kept_for_a_later_instalment_in_a_lot_that_lapses_before_it():
    carry = CarryOver((Lot(2012, 30),), unpaid=(Unpaid(A, Moment(1, 2015), 30),))
    found = carried(carry, budget(30), [whole(A, 30, end(1))])
    # the year's payment takes the money that would lapse, and leaves the year's own for the instalment
    assert told(found) == [(2012, "", 30, 0, 0)]
    assert closing_lots(found) == (Lot(YEAR, 30, A),)


def test_what_is_set_aside_for_an_instalment_that_waits_pays_no_other():
    # lots of one line raise its ceiling, those of the whole do not
    carry = CarryOver(
        (Lot(2012, 10), Lot(2013, 10)), unpaid=(Unpaid(A, Moment(1), 10), Unpaid(B, Moment(2), 10))
    )
    found = carried(carry, budget(0, 0), [], ceiling("one", (4, money(0)), of=A))
    assert told(found) == [(2012, "", 0, 10, 0), (2013, "", 10, 0, 0)]


def test_a_contract_of_the_next_year_asks_then_for_what_a_cut_left_of_it():
    planned = [contract(A, 100, end(1, 2015), (end(2, 2015), "1/2"), (end(3, 2015), "1/2"))]
    found = audited(
        kept(
            Scenario(id="a", year=YEAR, adjustments=(Adjustment(Moment(2), A, cut=money(41)),)),
            budget(100),
            planned,
        )
    )
    line = found.lines[0]
    assert (line.authorised[-1], line.committed[-1], line.unfunded, line.forward) == (59, 0, 41, ())
    assert [(each.due.text, each.amount) for each in found.next_unpaid] == [
        ("2015-06-30", 30),
        ("2015-09-30", 29),
    ]
    assert closing_lots(found) == (Lot(YEAR, 59, A),)


def test_old_contracts_that_ask_for_more_than_the_lots_hold_are_refused_with_both_sides():
    carry = CarryOver((Lot(2013, 30_000_000, A),), unpaid=(Unpaid(A, Moment(4), 40_000_000),))
    with pytest.raises(ScenarioError) as caught:
        carried(carry, budget(100), [])
    problem = caught.value.problems[0]
    assert problem.code == "R682"
    assert [problem.fact(each) for each in ("due", "there", "missing")] == ["40万元", "30万元", "10万元"]


def test_what_earlier_contracts_bring_stands_on_its_line():
    allocation = Allocation((), (SpendingUse("d", "d", 5, 5),), ())
    carry = CarryOver(unpaid=(Unpaid("spending.d", Moment(1), 7), Unpaid("spending.d", Moment(2), 1)))
    assert [
        (each.line, each.award_fen, each.brought_fen) for each in with_earlier(budgeted(allocation), carry)
    ] == [("spending.d", 5, 8)]


@given(amounts=st.lists(fen, min_size=1, max_size=4), old=fen, older=fen)
def test_opening_and_revenue_are_spent_lapsed_or_carried_on(amounts, old, older):
    planned = [whole(A, each, end(q), group=f"g{q}") for q, each in enumerate(amounts, start=1)]
    found = carried(CarryOver((Lot(2012, older), Lot(2013, old, A))), budget(sum(amounts) + 5), planned)
    balance = found.balance
    assert balance.opening_fen == old + older
    assert balance.revenue_fen == sum(amounts) + 5
    assert (
        balance.closing_fen == balance.opening_fen + balance.revenue_fen - sum(amounts) - balance.lapsed_fen
    )
    assert sum(each.spent_fen for each in found.lots) == min(sum(amounts), old + older)
