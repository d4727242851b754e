"""Laws of the year in money: nothing lost, nothing paid before it is committed, no ceiling passed."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from simulator.engine.year.ledgers import audited, kept
from simulator.model.ledgers import CUMULATIVE, TOTAL, Adjustment, CarryOver, Lot, closing_lots, summed
from simulator.model.moments import Moment
from simulator.model.scenario import Scenario
from simulator.problems import ExactnessError, ScenarioError
from tests.engine.year.ledger_support import YEAR, budget, ceiling, contract, end, money, part, whole, years


def kept_or_none(year):
    """Return the audited ledgers of a drawn year; a year with a cut of more than there is, is left out."""
    try:
        return audited(kept(*year))
    except ScenarioError as refused:
        too_large = {each.code for each in refused.problems} == {"R681"}
    assume(not too_large)
    raise AssertionError("only a cut that is too large may be refused")


# ── laws ───────────────────────────────────────────────────────────────────────────────────────────


@given(year=years())
@settings(max_examples=60)
def test_paid_never_passes_due_nor_due_what_is_committed_nor_that_the_authority(year):
    for line in kept_or_none(year).lines:
        rows = zip(line.authorised, line.committed, line.due, line.paid, strict=True)
        for authorised, committed, due, paid in rows:
            assert 0 <= paid <= due <= committed <= authorised + line.claimed
        assert line.claimed <= line.forward_fen


@given(year=years())
@settings(max_examples=60)
def test_the_quarters_add_to_the_year_and_the_groups_to_their_line(year):
    ledgers = kept_or_none(year)
    for line in ledgers.lines:
        assert sum(line.outlay) == line.paid[-1]
        groups = [each for each in ledgers.groups if each.line == line.line]
        for name in CUMULATIVE:
            sums = tuple(map(sum, zip(*(each.column(name) for each in groups), strict=True)))
            assert sums == line.column(name)


@given(year=years())
@settings(max_examples=60)
def test_what_is_left_is_carried_to_the_fen(year):
    ledgers = kept_or_none(year)
    balance = ledgers.balance
    spent = balance.spent_fen + balance.lapsed_fen + balance.closing_fen
    assert balance.opening_fen + balance.revenue_fen == spent
    assert sum(each.amount for each in closing_lots(ledgers)) == balance.closing_fen
    assert all(
        each.spent_fen + each.lapsed_fen + each.closing_fen == each.opening_fen for each in ledgers.lots
    )


@given(year=years())
@settings(max_examples=60)
def test_a_move_keeps_the_total_and_a_cut_takes_its_whole_size(year):
    for each in kept_or_none(year).adjustments:
        change = sum(fen for _, fen in each.parts)
        sign = {"cut": -1, "add": 1, "move": 0}[each.adjustment.form]
        assert change == sign * each.size_fen


@given(year=years())
@settings(max_examples=60)
def test_no_ceiling_is_passed(year):
    scenario, _, _ = year
    ledgers = kept_or_none(year)
    for each in scenario.cash:
        under = ledgers.of(each.of or TOTAL)
        carry = () if scenario.carry_over is None else scenario.carry_over.lots
        lots = sum(lot.amount for lot in carry if within(lot.line, each.of))
        for moment, most in each.ceilings:
            at = ledgers.quarters.index(moment.index(YEAR))
            before = under.paid[at - 1] if at else paid_early(year, under, ledgers)
            # a cut at the end of a quarter takes nothing back that its ceiling let out before
            opening = under.authorised[-1] - under.adjusted
            allowed = most.value * max(opening, *under.authorised[: at + 1]) + lots
            assert under.paid[at] <= max(allowed, before)


def within(inner, outer):
    """Return whether one path lies in another."""
    if outer is None or inner == outer:
        return True
    return outer == "spending.p" and str(inner).startswith("programmes")


def paid_early(year, under, ledgers):
    """Return what a line was paid before the budget year: no ceiling of the year holds that."""
    members = [each.line for each in ledgers.under(under.line)] or [under.line]
    return sum(
        part.amount_fen
        for each in year[2]
        if each.line in members
        for part in each.instalments
        if part.day.year < YEAR
    )


@given(year=years(), seed=st.integers(0, 10**6))
@settings(max_examples=40)
def test_the_order_in_which_lines_stand_changes_nothing(year, seed):
    scenario, lines, planned = year
    mixed = list(lines)
    Random(seed).shuffle(mixed)
    one, other = kept_or_none(year), kept(scenario, tuple(mixed), planned)
    assert one.lines == tuple(sorted(other.lines, key=lambda each: each.line))
    assert one.balance == other.balance
    assert one.pace == other.pace


@given(year=years())
@settings(max_examples=40)
def test_what_contracts_still_ask_for_is_what_they_ask_for_less_what_is_paid(year):
    _, _, planned = year
    ledgers = kept_or_none(year)
    asked = sum(part.amount_fen for each in planned for part in each.instalments)
    cut = sum(line.unfunded for line in ledgers.lines)
    paid = sum(line.paid[-1] for line in ledgers.lines)
    assert sum(each.amount for each in ledgers.next_unpaid) == asked - cut - paid


# ── by hand ────────────────────────────────────────────────────────────────────────────────────────


def test_the_published_ceilings_let_out_what_the_published_case_says():
    demands = (300_000_000, 200_000_000, 400_000_000, 204_200_000)
    lines = budget(1_104_200_000)
    planned = [whole("programmes.a", fen, end(q), group=f"g{q}") for q, fen in enumerate(demands, start=1)]
    shares = [(q, part(share)) for q, share in enumerate(("15/100", "1/2", "3/4", "1"), start=1)]
    plan = Scenario(id="d12", year=YEAR, cash=(ceiling("all", *shares),))
    line = audited(kept(plan, lines, planned)).lines[0]
    assert line.outlay == (165_630_000, 334_370_000, 328_150_000, 276_050_000)
    assert line.waiting == (134_370_000, 0, 71_850_000, 0)


def test_a_contract_of_several_years_commits_whole_and_its_later_instalments_go_forward():
    pays = ((end(2), "3/5"), (end(4, 2015), "3/10"), (end(4, 2016), "1/10"))
    lines = budget(300)
    ledgers = kept(Scenario(id="d11", year=YEAR), lines, [contract("programmes.a", 300, end(1), *pays)])
    line = ledgers.lines[0]
    assert (line.committed[-1], line.paid[-1]) == (300, 180)
    assert line.forward == ((2015, 90), (2016, 30))
    assert [(each.due.text, each.amount) for each in ledgers.next_unpaid] == [
        ("2015-12-31", 90),
        ("2016-12-31", 30),
    ]
    assert [(lot.year, lot.amount, lot.line) for lot in closing_lots(ledgers)] == [
        (2014, 120, "programmes.a")
    ]


def test_the_authority_of_a_line_goes_to_its_groups_as_they_commit_and_the_rest_to_none():
    planned = [whole("programmes.a", 60, end(1), group="y"), whole("programmes.a", 40, end(2), group="x")]
    ledgers = audited(kept(Scenario(id="a", year=YEAR), budget(110, 5), planned))
    told = [(each.line, each.group, each.authorised, each.committed, each.paid) for each in ledgers.groups]
    assert told == [
        ("programmes.a", "", (10,) * 4, (0,) * 4, (0,) * 4),
        ("programmes.a", "x", (40,) * 4, (0, 40, 40, 40), (0, 40, 40, 40)),
        ("programmes.a", "y", (60,) * 4, (60,) * 4, (60,) * 4),
        ("programmes.b", "", (5,) * 4, (0,) * 4, (0,) * 4),
    ]


def test_a_line_without_groups_is_its_own_only_group():
    ledgers = audited(kept(Scenario(id="a", year=YEAR), budget(110), [whole("programmes.a", 100, end(1))]))
    assert ledgers.groups == ledgers.lines


def test_groups_that_a_cut_leaves_short_share_what_authority_there_is():
    planned = [whole("programmes.a", 60, end(1), group="y"), whole("programmes.a", 40, end(3), group="x")]
    cut = Adjustment(on=Moment(2), line="programmes.a", cut=money(15))
    ledgers = audited(kept(Scenario(id="a", year=YEAR, adjustments=(cut,)), budget(100), planned))
    told = {each.group: (each.authorised, each.committed, each.unfunded) for each in ledgers.groups}
    assert told == {
        "x": ((40, 25, 25, 25), (0, 0, 25, 25), 15),
        "y": ((60,) * 4, (60,) * 4, 0),
    }


def test_what_goes_forward_is_told_year_by_year_however_it_was_bound():
    planned = [
        contract("programmes.a", 30, end(1), (end(1, 2016), "1/3"), (end(2, 2016), "2/3"), group="x"),
        contract("programmes.a", 50, end(2), (end(3), "1/5"), (end(1, 2015), "4/5"), group="y"),
    ]
    ledgers = audited(kept(Scenario(id="a", year=YEAR), budget(80), planned))
    assert ledgers.lines[0].forward == ((2015, 40), (2016, 30))
    assert [each.forward for each in ledgers.groups] == [((2016, 30),), ((2015, 40),)]


def test_what_waits_at_the_end_of_the_year_is_due_on_the_first_day_of_the_next():
    plan = Scenario(id="a", year=YEAR, cash=(ceiling("all", (4, money(40))),))
    ledgers = kept(plan, budget(100), [whole("programmes.a", 100, end(3))])
    assert ledgers.lines[0].waiting == (0, 0, 60, 60)
    assert [(each.due, each.amount) for each in ledgers.next_unpaid] == [(Moment(1, 2015, 1, 1), 60)]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"paid": (5, 5, 5, 5)},
        {"due": (0, 0, 0, 101)},
        {"committed": (0, 0, 0, 101)},
        {"authorised": (100, 100, 100, 99)},
        {"claimed": 1},
        {"from_lots": 3},
    ],
)
def test_the_audit_sees_a_wrong_figure(spoilt):
    ledgers = kept(Scenario(id="a", year=YEAR), budget(100), [whole("programmes.a", 100, end(4))])
    assert audited(ledgers) is ledgers
    with pytest.raises(ExactnessError):
        audited(replace(ledgers, lines=(replace(ledgers.lines[0], **spoilt),)))


def spoil(ledgers, **settings):
    """Return what the audit finds in ledgers whose first line is changed."""
    with pytest.raises(ExactnessError) as caught:
        audited(replace(ledgers, lines=(replace(ledgers.lines[0], **settings), *ledgers.lines[1:])))
    return str(caught.value)


def test_the_audit_names_the_line_the_quarter_and_the_figures():
    ledgers = kept(Scenario(id="a", year=YEAR), budget(100), [whole("programmes.a", 100, end(4))])
    found = spoil(ledgers, paid=(0, 0, 7, 100))
    assert found.split("; ")[0] == "programmes.a quarter 2: 100 authorised, 0 committed, 0 due, 7 paid"
    assert "its groups do not add to what is paid" in found
    assert "1 is claimed of 0 payable later" in spoil(ledgers, claimed=1)
    over = spoil(
        ledgers, authorised=(100, 100, 100, 60), claimed=40, forward=((2015, 40),), committed=(100,) * 4
    )
    assert "programmes.a: 100 is paid of 60 authorised" in over
    assert "a line has spent more than its own authority" in over
    assert "0 fen of the lots is spent, the lines took another sum" in spoil(ledgers, from_lots=3)
    assert "a line has spent more than its own authority" not in spoil(ledgers, from_lots=3)


def test_the_audit_sees_money_taken_back_between_quarters():
    ledgers = kept(Scenario(id="a", year=YEAR), budget(100), [whole("programmes.a", 100, end(1))])
    assert "quarters do not add to the year" in spoil(ledgers, paid=(100, 90, 100, 100))


@pytest.mark.parametrize("spoilt", [{"spent_fen": -1}, {"lapsed_fen": -1}, {"spent_fen": 51}])
def test_the_audit_sees_a_lot_that_is_overspent(spoilt):
    year = Scenario(id="a", year=YEAR, carry_over=CarryOver((Lot(2013, 50),)))
    ledgers = kept(year, budget(100), [whole("programmes.a", 20, end(1))])
    with pytest.raises(ExactnessError, match="the lot of 2013 is overspent"):
        audited(replace(ledgers, lots=(replace(ledgers.lots[0], **spoilt),)))


def test_the_audit_sees_a_balance_that_is_not_carried_on():
    year = Scenario(id="a", year=YEAR, carry_over=CarryOver((Lot(2013, 50),)))
    ledgers = kept(year, budget(100), [whole("programmes.a", 20, end(1))])
    wrong = replace(ledgers, balance=replace(ledgers.balance, closing_fen=131))
    with pytest.raises(ExactnessError, match="131 fen is left, 130 fen is carried into the next year"):
        audited(wrong)
    assert audited(replace(ledgers, balance=None)).balance is None


def test_the_ledgers_of_what_is_not_there_are_not_there():
    ledgers = kept(Scenario(id="a", year=YEAR), budget(100), [])
    with pytest.raises(KeyError):
        ledgers.of("programmes.z")
    with pytest.raises(ValueError, match="no line"):
        summed([], TOTAL)
