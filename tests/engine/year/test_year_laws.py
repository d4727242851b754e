"""Laws between two years that differ in one thing: a ceiling, a day, a cut, the life of a lot, the unit."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from simulator.engine.run import run
from simulator.engine.year.ledgers import audited, kept
from simulator.language import parse
from simulator.model.ledgers import Adjustment, CarryOver, Ledgers, Lot
from simulator.model.moments import Moment
from simulator.model.scenario import Scenario
from simulator.problems import ScenarioError, errors_of
from tests.engine.year.ledger_support import YEAR, budget, ceiling, contract, contracts_on, end, fen, money

A, B, D = "programmes.a", "programmes.b", "spending.d"
LINES = (A, B, D)
OVER = (("whole", None), ("class", "spending.p"), ("one", A))
law = settings(max_examples=60)


@st.composite
def plain_years(draw):
    """Draw a year without adjustments: its scenario under ceilings in money, its lines, its contracts."""
    planned = [each for line in LINES for each in draw(contracts_on(line))]
    awards = [sum(each.planned_fen for each in planned if each.line == line) for line in LINES]
    caps = []
    for name, of in OVER:
        most = sorted(draw(st.lists(fen, max_size=4)))
        steps = [(quarter, money(each)) for quarter, each in enumerate(most, start=1)]
        caps += [ceiling(name, *steps, of=of)] if steps else []
    return Scenario(id="a", year=YEAR, cash=tuple(caps)), budget(*awards, lines=LINES), planned


def paid_by(scenario: Scenario, lines, planned) -> tuple[int, ...]:
    """Return what all lines are paid by the end of each quarter."""
    in_turn = sorted(planned, key=lambda each: (each.day, each.line, each.group))
    return audited(kept(scenario, lines, in_turn)).of("total").paid


def never_more(less: tuple[int, ...], more: tuple[int, ...]) -> bool:
    """Return whether the one sum is at most the other by the end of every quarter."""
    return all(one <= other for one, other in zip(less, more, strict=True))


@law
@given(year=plain_years(), share=st.fractions(0, 1), which=st.integers(0, 2))
def test_a_tighter_ceiling_never_pays_more_by_any_date(year, share, which):
    scenario, lines, planned = year
    assume(scenario.cash)
    own = scenario.cash[which % len(scenario.cash)]
    less = tuple((moment, money(int(most.value * share))) for moment, most in own.ceilings)
    tight = tuple(replace(each, ceilings=less) if each is own else each for each in scenario.cash)
    held = paid_by(replace(scenario, cash=tight), lines, planned)
    assert never_more(held, paid_by(scenario, lines, planned))


@law
@given(year=plain_years(), which=st.integers(0, 20), days=st.integers(1, 400))
def test_a_payment_that_falls_due_later_never_pays_more_by_any_date(year, which, days):
    scenario, lines, planned = year
    assume(planned)
    own = planned[which % len(planned)]
    last = own.instalments[-1]
    moved = (*own.instalments[:-1], replace(last, day=last.day + timedelta(days=days)))
    later = [replace(each, instalments=moved) if each is own else each for each in planned]
    assert never_more(paid_by(scenario, lines, later), paid_by(scenario, lines, planned))


@law
@given(year=plain_years(), line=st.sampled_from((*LINES, "spending.p")), size=fen, on=st.integers(1, 4))
def test_a_cut_never_pays_more_by_any_date_and_leaves_the_other_lines_their_authority(year, line, size, on):
    scenario, lines, planned = year
    cut = replace(scenario, adjustments=(Adjustment(on=Moment(on), line=line, cut=money(size)),))
    try:
        after = paid_by(cut, lines, planned)
    except ScenarioError:
        assume(False)
    assert never_more(after, paid_by(scenario, lines, planned))
    (outcome,) = kept(cut, lines, planned).adjustments
    cut_lines = [A, B] if line == "spending.p" else [line]
    assert [name for name, _ in outcome.parts] == cut_lines
    assert sum(fen for _, fen in outcome.parts) == -size


@law
@given(year=plain_years(), amounts=st.lists(fen, min_size=1, max_size=4), of=st.sampled_from((None, *LINES)))
def test_a_lot_that_lapses_earlier_never_leaves_more_and_pays_no_less(year, amounts, of):
    scenario, lines, planned = year
    lots = tuple(Lot(2013, each, of if number % 2 else None) for number, each in enumerate(amounts))
    long, short = (
        audited(kept(replace(scenario, carry_over=CarryOver(lots, lapses_after=years)), lines, planned))
        for years in (2, 1)
    )
    assert short.balance.closing_fen <= long.balance.closing_fen
    assert short.balance.closing_fen + short.balance.lapsed_fen == long.balance.closing_fen
    assert [each.spent_fen for each in short.lots] == [each.spent_fen for each in long.lots]
    assert all(each.closing_fen == 0 for each in short.lots)
    assert all(each.lapsed_fen == 0 for each in long.lots)


@law
@given(year=plain_years(), amounts=st.lists(st.tuples(st.integers(2010, 2013), fen), min_size=2, max_size=5))
def test_a_younger_lot_is_touched_only_when_every_older_one_is_empty(year, amounts):
    scenario, lines, planned = year
    carry = CarryOver(tuple(Lot(*each) for each in amounts), lapses_after=9)
    lots = audited(kept(replace(scenario, carry_over=carry), lines, planned)).lots
    assert [each.year for each in lots] == sorted(each.year for each in lots)
    for older, younger in pairwise(lots):
        assert older.year == younger.year or younger.spent_fen == 0 or older.closing_fen == 0


@law
@given(year=plain_years(), amount=fen)
def test_money_brought_forward_saves_this_years_money_and_pays_nothing_more(year, amount):
    scenario, lines, planned = year
    scenario = replace(scenario, cash=())
    without = audited(kept(scenario, lines, planned))
    carried = audited(kept(replace(scenario, carry_over=CarryOver((Lot(2013, amount),))), lines, planned))
    assert carried.of("total").paid == without.of("total").paid
    early = sum(part.amount_fen for each in planned for part in each.instalments if part.day.year < YEAR)
    saved = min(amount, without.of("total").paid[-1] - early)
    assert carried.of("total").from_lots == saved
    assert carried.of("total").own_left == without.of("total").own_left + saved


# ── the same year, said otherwise ──────────────────────────────────────────────────────────────────

BUDGET = """\
scenario: a
year: 2014
unit: {unit}
sources: {{city: {{amount: {all}}}}}
spending: {{basic: {{amount: {basic}, pay: evenly}}, project: {{amount: {project}}}}}
programmes:
  rent: {{spending: project, amount: {rent}}}
  park: {{spending: project, amount: {park}}}
calendar:
  rent: {{Q1: contract, Q2: {{pay: 60%}}, Q3: {{pay: 25%}}, 2015Q2: {{pay: 15%}}}}
  park: {{Q2: [contract, {{pay: 100%}}]}}
cash: {{all: {{ceilings: {{Q1: {first}, Q2: 60%, Q3: {third}, Q4: 100%}}}}}}
adjustments:
  - {{on: Q1, line: programmes.park, cut: {cut}}}
  - {{on: Q2, line: spending.basic, move: {cut}, into: programmes.park}}
carry_over: {{lots: [{{year: 2013, amount: {cut}}}]}}
pace: {{gates: {{Q3: 75%}}}}
"""
WAN = {
    "all": "1000", "basic": "333.3333", "project": "666.6667", "rent": "555.5556",
    "park": "111.1111", "first": "12.3457", "third": "700.0001", "cut": "0.0007",
}  # fmt: skip


def told(unit: str, of_wan: int) -> Ledgers:
    """Return the ledgers of the budget with its amounts in a unit of which a 万元 has so many."""
    amounts = {name: str(int(Fraction(text) * of_wan)) if of_wan > 1 else text for name, text in WAN.items()}
    scenario, problems = parse({"a.yaml": BUDGET.format(unit=unit, **amounts)}, "a.yaml")
    assert scenario is not None
    assert not errors_of(problems), [each.tell("en") for each in problems]
    found = run(scenario, {}).accounts.ledgers
    assert found is not None
    return found


@pytest.mark.parametrize(("unit", "of_wan"), [("元", 10_000), ("分", 1_000_000)])
def test_the_unit_of_the_file_changes_no_fen_of_the_year(unit, of_wan):
    wan, other = told("万元", 1), told(unit, of_wan)
    assert (wan.lines, wan.lots, wan.balance, wan.pace) == (
        other.lines,
        other.lots,
        other.balance,
        other.pace,
    )
    assert [each.parts for each in wan.adjustments] == [each.parts for each in other.adjustments]
    # the ceiling, and the money brought forward on top of it
    assert wan.of("total").paid[0] == 12_345_700 + 700


def test_a_fen_is_never_paid_twice_nor_lost_between_the_quarters():
    shares = [(end(1), "1/3"), (end(2), "1/3"), (end(3), "1/3")]
    for amount in range(1, 12):
        lines, planned = budget(amount), [contract(A, amount, end(1), *shares)]
        (line,) = audited(kept(Scenario(id="a", year=YEAR), lines, planned)).lines
        # the half-up share of the whole so far, less what was paid: never more than half a fen off
        assert all(
            abs(3 * paid - quarter * amount) <= 1 for quarter, paid in enumerate(line.paid[:3], start=1)
        )
        assert line.paid[-1] == amount
