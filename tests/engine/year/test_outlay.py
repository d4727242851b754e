"""The queue at the treasury: first due first served, one day in proportion, nothing held without need."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.year.adjust import authority_of
from simulator.engine.year.outlay import ceilings_of, demands_of, let_out, waiting_of
from simulator.model.ledgers import CarryOver, Lot
from tests.engine.year.ledger_support import YEAR, budget, ceiling, contracts_on, end, money, part, whole

A, B, C, D = "programmes.a", "programmes.b", "programmes.c", "spending.d"


def paid(lines, planned, *ceilings, carry=None):
    """Return what is paid as (day, line, fen)."""
    authority = authority_of(lines, planned, (), YEAR)
    demands = demands_of(authority.contracts, YEAR)
    found = let_out(demands, ceilings_of(ceilings, carry, lines, YEAR), authority, YEAR)
    assert sum(each.amount_fen for each in demands) == sum(
        each.amount_fen for each in (*found, *waiting_of(demands, found))
    )
    return [(each.day.isoformat(), each.line, each.amount_fen) for each in found]


def test_what_fell_due_earlier_is_paid_before_what_fell_due_later():
    planned = [whole(B, 100, end(1)), whole(A, 100, end(2))]
    caps = ceiling("all", (1, money(30)), (2, money(50)), (3, money(150)))
    assert paid(budget(100, 100), planned, caps) == [
        ("2014-03-31", B, 30),
        ("2014-04-01", B, 20),
        ("2014-07-01", B, 50),
        ("2014-07-01", A, 50),
        ("2014-10-01", A, 50),
    ]


def test_what_fell_due_on_one_day_shares_in_proportion_ties_to_the_smaller_id():
    planned = [whole(A, 1, end(1)), whole(B, 1, end(1)), whole(C, 1, end(1))]
    assert paid(budget(1, 1, 1), planned, ceiling("all", (4, money(2)))) == [
        ("2014-03-31", A, 1),
        ("2014-03-31", B, 1),
    ]


def test_a_quarter_without_a_ceiling_is_held_by_the_next_that_is_written():
    planned = [whole(A, 100, end(1))]
    held = paid(budget(100), planned, ceiling("all", (3, part("1/2"))))
    assert held == [("2014-03-31", A, 50), ("2014-10-01", A, 50)]


def test_the_steps_of_a_ceiling_may_be_written_in_any_order():
    planned = [whole(A, 100, end(1))]
    steps = ((1, money(20)), (2, money(50)), (4, money(90)))
    straight = paid(budget(100), planned, ceiling("all", *steps))
    assert straight == [("2014-03-31", A, 20), ("2014-04-01", A, 30), ("2014-07-01", A, 40)]
    assert paid(budget(100), planned, ceiling("all", *steps[::-1])) == straight


def test_every_ceiling_over_a_line_holds_it():
    planned = [whole(A, 100, end(1)), whole(B, 100, end(1)), whole(D, 100, end(1))]
    lines = budget(100, 100, 0, 100)
    caps = (
        ceiling("one", (4, money(40)), of=A),
        ceiling("class", (4, money(90)), of="spending.p"),
        ceiling("whole", (4, money(150))),
    )
    # 40 : 100 of the class is cut to 26 : 64, and with 100 of the other class to 21 : 50 : 79
    found = {line: fen for _, line, fen in paid(lines, planned, *caps)}
    assert found == {A: 21, B: 50, D: 79}


@pytest.mark.parametrize("names", [("first", "second"), ("second", "first")])
def test_of_several_ceilings_over_the_same_lines_the_tightest_decides_whatever_they_are_called(names):
    planned = [whole(A, 5, end(1)), whole(B, 1, end(1)), whole(C, 1, end(1))]
    # 7 cut to 4 is 3 : 1 : 0 straight away, and 2 : 1 : 1 by way of 6, which is 4 : 1 : 1
    wide, tight = names
    caps = (ceiling(wide, (4, money(6))), ceiling(tight, (4, money(4))))
    straight = paid(budget(5, 1, 1), planned, caps[1])
    assert paid(budget(5, 1, 1), planned, *caps) == straight


def test_money_brought_forward_raises_the_ceilings_over_its_line_alone():
    lines, planned = budget(100, 100), [whole(A, 100, end(1)), whole(B, 100, end(1))]
    caps = (ceiling("one", (4, money(10)), of=A), ceiling("two", (4, money(10)), of=B))
    carry = CarryOver((Lot(2013, 5, A), Lot(2013, 50)))
    assert paid(lines, planned, *caps, carry=carry) == [("2014-03-31", A, 15), ("2014-03-31", B, 10)]


def test_what_one_line_is_paid_on_a_day_takes_no_room_from_another():
    planned = [whole(A, 100, end(1)), whole(B, 100, date(2014, 4, 1))]
    caps = (ceiling("one", (1, money(10)), (4, money(50)), of=A), ceiling("two", (4, money(60)), of=B))
    assert paid(budget(100, 100), planned, *caps) == [
        ("2014-03-31", A, 10),
        ("2014-04-01", A, 40),
        ("2014-04-01", B, 60),
    ]


def test_what_is_paid_before_the_year_is_not_held_but_counts():
    planned = [whole(A, 70, end(4, 2013), group="early"), whole(A, 30, end(1), group="late")]
    caps = ceiling("all", (1, part("15/100")), (2, part("8/10")))
    assert paid(budget(100), planned, caps) == [
        ("2013-12-31", A, 70),
        ("2014-04-01", A, 10),
        ("2014-07-01", A, 20),
    ]


@given(planned=contracts_on(A), most=st.integers(0, 10**12))
def test_a_demand_waits_only_while_the_ceiling_is_full(planned, most):
    lines = budget(sum(each.planned_fen for each in planned))
    planned.sort(key=lambda each: (each.day, each.group))
    authority = authority_of(lines, planned, (), YEAR)
    demands = demands_of(authority.contracts, YEAR)
    found = let_out(
        demands, ceilings_of([ceiling("all", (4, money(most)))], None, lines, YEAR), authority, YEAR
    )
    if waiting_of(demands, found):
        early = sum(each.amount_fen for each in demands if each.due.year < YEAR)
        assert sum(each.amount_fen for each in found) == max(most, early)
