"""Sources that pay only some: drawn in the declared order to the fen, or refused naming the source's line."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import explain
from simulator.engine.audit import audit
from simulator.engine.funding import drawn
from simulator.engine.planning import Effort, laid_as, planned
from simulator.engine.run import run
from simulator.files.results import summary
from simulator.model.funding import Draw
from simulator.problems import ExactnessError, InfeasibleError
from tests.engine.support import awards_of, checker, outcome, scenario_of, tables_of
from tests.reference.decided import drawing, payable
from tests.reference.decided_generator import funded_case
from tests.reference.division import RefusedError
from tests.reference.generator import Case, population
from tests.reference.writing import Money
from tests.rules.support import firm

ROWS = [firm(f"F{number}", rent=rent) for number, rent in enumerate((6, 4, 2), 1)]
NAMES = ("central", "city", "district")


def budget(sources, spending=None, rent=None, loans=None, **more) -> Case:
    """Return two programmes that each owe 12 fen in full, a class of 24, and these sources."""
    claimed = {
        "spending": "project",
        "applicants": "firms",
        "award": [{"fixed": "rent"}],
        "when_short": "in_full",
    }
    scenario = {
        "language": "1",
        "scenario": "funded",
        "year": "2014",
        "unit": "分",
        "sources": sources,
        "spending": {"project": {"amount": Money(24), **(spending or {})}, **more},
        "populations": {"firms": population("firms")},
        "programmes": {"rent": {**claimed, **(rent or {})}, "loans": {**claimed, **(loans or {})}},
    }
    return Case(scenario, {"firms": ROWS})


def held(**sources) -> dict:
    return {name: {"amount": Money(fen)} for name, fen in sources.items()}


def shared() -> Case:
    """Return a budget whose rent is paid by two sources, the second with the loans to pay too."""
    loans = {"paid_from": "city"}
    return budget(held(central=8, city=16), rent={"paid_from": ["central", "city"]}, loans=loans)


def ran(case: Case):
    found = outcome(case).result
    assert found is not None
    return found


def draws(found) -> dict[str, dict[str, int]]:
    return {each.payer: dict(each.parts) for each in found.allocation.draws}


# ── the drawing alone ──────────────────────────────────────────────────────────────────────────────


@st.composite
def payers(draw):
    """Draw up to three sources, up to four payers, what they need and whom they may ask, in any order."""
    names = NAMES[: draw(st.integers(1, 3))]
    sources = [
        draw(st.permutations(names))[: draw(st.integers(1, len(names)))]
        for _ in range(draw(st.integers(0, 4)))
    ]
    needs = [draw(st.integers(0, 7)) for _ in sources]
    return {name: draw(st.integers(0, 12)) for name in names}, sources, needs


@given(payers())
def test_each_payer_draws_the_most_of_its_first_source_that_leaves_all_payable(found):
    amounts, sources, needs = found
    wanted = {f"p{at}": need for at, need in enumerate(needs)}
    asked = {f"p{at}": own for at, own in enumerate(sources)}
    if not payable(wanted, asked, amounts):
        with pytest.raises(ExactnessError):
            drawn(sources, needs, amounts)
        with pytest.raises(RefusedError):
            drawing(wanted, asked, amounts)
        return
    ours = [{name: fen for name, fen in own.items() if fen} for own in drawn(sources, needs, amounts)]
    assert ours == list(drawing(wanted, asked, amounts).values())


@given(payers())
def test_what_is_drawn_pays_everyone_and_overdraws_nothing(found):
    amounts, sources, needs = found
    try:
        ours = drawn(sources, needs, amounts)
    except ExactnessError:
        return
    assert [sum(own.values()) for own in ours] == needs
    for name, fen in amounts.items():
        assert sum(own.get(name, 0) for own in ours) <= fen


@given(st.lists(st.integers(1, 9), max_size=4), st.lists(st.integers(0, 9), max_size=5))
def test_awards_paid_one_after_another_use_up_every_part_in_order(parts, awards):
    draw = Draw("programmes", "p", tuple((f"s{at}", fen) for at, fen in enumerate(parts)))
    edges = [sum(awards[:at]) for at in range(len(awards) + 1)]
    paid = [dict(draw.between(low, high)) for low, high in pairwise(edges)]
    for at, fen in enumerate(parts):
        before = sum(parts[:at])
        assert sum(own.get(f"s{at}", 0) for own in paid) == max(0, min(edges[-1], before + fen) - before)


# ── a whole budget ─────────────────────────────────────────────────────────────────────────────────


def test_without_earmarks_no_payer_is_told_apart():
    found = ran(budget(held(a=20, b=20)))
    assert found.allocation.draws == ()
    assert [each.used_fen for each in found.allocation.sources] == [20, 4]
    told = summary(found)
    assert "paid_from" not in told["programmes"]["rent"]
    assert "paid_from" not in told["spending"]["project"]


def test_the_declared_order_is_used_as_far_as_the_others_can_be_paid():
    found = ran(
        budget(
            held(central=15, city=9),
            rent={"paid_from": ["central"]},
            loans={"paid_from": ["central", "city"]},
        )
    )
    assert draws(found) == {"loans": {"central": 3, "city": 9}, "rent": {"central": 12}}
    assert {each.source: each.used_fen for each in found.allocation.sources} == {"central": 15, "city": 9}


def test_a_class_without_programmes_draws_too():
    found = ran(
        budget(
            held(central=24, city=10),
            {"paid_from": ["central"]},
            basic={"amount": Money(8), "paid_from": "city"},
        )
    )
    assert draws(found)["basic"] == {"city": 8}
    assert summary(found)["spending"]["basic"]["paid_from"] == [{"source": "city", "amount_fen": 8}]


def test_a_source_for_some_pays_nobody_else():
    only = {
        "central": {"amount": Money(12), "only_for": {"programmes": ["rent"]}},
        "city": {"amount": Money(14)},
    }
    found = ran(budget(only))
    assert draws(found) == {"loans": {"city": 12}, "rent": {"central": 12}}


def test_an_award_may_be_paid_by_several_sources():
    found = ran(
        budget(held(central=8, city=16), rent={"paid_from": ["central", "city"]}, loans={"paid_from": "city"})
    )
    assert draws(found)["rent"] == {"central": 8, "city": 4}
    told = [explain(found, f"rent/F{number}").tell("en") for number in (1, 2, 3)]
    assert "0.06元 paid from central" in told[0]
    assert "0.02元 paid from central" in told[1]
    assert "0.02元 paid from city" in told[1]
    assert "0.02元 paid from city" in told[2]
    assert "central" not in told[2]
    whole = explain(found, "rent").tell("zh")
    assert "由“central”列支 0.08元" in whole
    assert "由“city”列支 0.04元" in whole


def test_result_json_says_what_each_programme_draws_in_the_order_of_use():
    found = ran(
        budget(held(central=8, city=16), rent={"paid_from": ["central", "city"]}, loans={"paid_from": "city"})
    )
    told = summary(found)
    assert told["programmes"]["rent"]["paid_from"] == [
        {"source": "central", "amount_fen": 8},
        {"source": "city", "amount_fen": 4},
    ]
    assert told["sources"]["city"]["used_fen"] == 16


def test_the_optimiser_leaves_out_what_the_source_cannot_pay():
    case = budget(
        held(central=7, city=17),
        {"when_short": "optimise"},
        rent={"paid_from": ["central"], "when_short": "optimise"},
        loans={"paid_from": ["city", "central"]},
    )
    found = ran(Case(dict(case.scenario, objective=[{"maximise": "spent"}]), case.applicants))
    assert awards_of(found)["rent"] == {"F1": 6, "F2": 0, "F3": 0}
    assert draws(found) == {"loans": {"city": 12}, "rent": {"central": 6}}


def conflict(case: Case):
    """Return the problems of an infeasible case, having checked its certificate."""
    scenario = scenario_of(case)
    with pytest.raises(InfeasibleError) as caught:
        run(scenario, tables_of(scenario, case))
    checker().check_proof(dict(caught.value.certificate))
    return caught.value.problems


def test_a_source_that_is_too_small_is_named_with_its_line_and_those_it_should_pay():
    problems = conflict(budget(held(central=11, city=20), rent={"paid_from": ["central"]}))
    clauses = [each.fact("clause") for each in problems if each.code in ("R602", "R604")]
    assert "sources.central.amount" in clauses
    assert "programmes.rent.paid_from" in clauses
    assert "programmes.loans.paid_from" not in clauses
    (payer,) = [each for each in problems if each.code == "R604"]
    assert payer.fact("sources") == "central"
    assert "paid only from central" in payer.tell("en")
    assert all(each.place.line > 0 for each in problems if each.code in ("R602", "R604"))


def test_two_payers_of_one_small_source_are_both_named():
    problems = conflict(budget(held(central=20, city=20), {"paid_from": ["central"]}))
    payers = [each.fact("clause") for each in problems if each.code == "R604"]
    assert sorted(payers) == ["programmes.loans.paid_from", "programmes.rent.paid_from"]
    lines = {each.place for each in problems if each.code == "R604"}
    assert len(lines) == 1


@pytest.mark.parametrize("seed", range(10))
def test_the_order_in_which_sources_and_payers_are_written_moves_no_fen(seed):
    case = funded_case(Random(seed))
    found = outcome(case).result
    again = outcome(case, shuffle=Random(seed)).result
    assert (found is None) == (again is None)
    if found is not None and again is not None:
        assert again.allocation.draws == found.allocation.draws
        assert awards_of(again) == awards_of(found)


def test_the_audit_adds_up_every_draw():
    found = ran(budget(held(central=15, city=9), rent={"paid_from": ["central"]}))
    plan = planned(laid_as(found), Effort())
    wrong = replace(plan.allocation, draws=plan.allocation.draws[1:])
    with pytest.raises(ExactnessError, match="drawn on the sources"):
        audit(plan.made, found.claims, wrong, plan.limits, ())
