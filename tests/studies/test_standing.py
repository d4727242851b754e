"""Who is just in and who is just out: queues by their order, choices by choosing otherwise."""

from random import Random
from typing import Any

import pytest

from simulator.engine.planning import Effort, laid_as
from simulator.engine.run import run
from simulator.model.result import Result
from simulator.problems import InfeasibleError
from simulator.studies.standing import Change, at_the_edge, rank_of, swapped
from simulator.studies.why import reasons
from tests.engine.support import outcome, scenario_of, tables_of
from tests.laws.test_optimum import optimised_cases
from tests.reference.generator import Case
from tests.reference.writing import Money
from tests.rules.support import KEY, case_of, firm
from tests.studies.test_prices import pot_case

EFFORT = Effort()


def planned(drawn: Case) -> Result:
    """Return the plan of a case that has one."""
    found = outcome(drawn).result
    assert found is not None
    return found


def without(drawn: Case, applicant: str) -> Result | None:
    """Return a run in which one applicant has not applied."""
    left = {name: [row for row in rows if row[KEY] != applicant] for name, rows in drawn.applicants.items()}
    case = Case(drawn.scenario, left)
    scenario = scenario_of(case)
    try:
        return run(scenario, tables_of(scenario, case))
    except InfeasibleError:
        return None


@pytest.mark.parametrize("number", range(4))
def test_dropping_a_paid_award_costs_what_a_run_without_the_applicant_loses(number: int) -> None:
    checked = 0
    for seed in range(5):
        random = Random(100 * number + seed)
        claims = [random.randint(1, 9) * 100 for _ in range(5)]
        points = {"per_award": str(random.randint(0, 2)), "per_unit": {"heads": "1"}}
        drawn = pot_case(claims, sum(claims) * 2 // 3, "optimise", points)
        base = planned(drawn)
        laid, found = laid_as(base), base.allocation.of("p")
        for name, award in zip(found.ids, found.award.tolist(), strict=True):
            if not award:
                continue
            swap = swapped(base, laid, "p", name, EFFORT)
            again = without(drawn, name)
            assert swap is not None
            assert again is not None
            assert swap.loss == base.goals[0].value - again.goals[0].value >= 0
            checked += 1
    assert checked


@pytest.mark.parametrize("number", range(3))
def test_a_swap_never_gains_and_its_losers_pay_for_it(number: int) -> None:
    for drawn in optimised_cases(500 * number, 4):
        base = outcome(drawn).result
        if base is None:
            continue
        laid = laid_as(base)
        for each in base.allocation.programmes:
            for swap in at_the_edge(base, laid, each.programme, EFFORT) if each.ids else ():
                assert swap.loss >= 0
                assert not (swap.clash and swap.losers)
                assert f"{swap.programme}/{swap.applicant}" not in {
                    each.name for each in (*swap.losers, *swap.winners)
                }


def test_of_two_alike_the_smaller_id_is_paid_and_the_other_is_told_it_is_a_tie() -> None:
    base = planned(pot_case([500, 500, 900], 500, "optimise", {"per_award": "1"}))
    laid = laid_as(base)
    assert base.allocation.of("p").award.tolist() == [500, 0, 0]
    out = swapped(base, laid, "p", "F2", EFFORT)
    assert out is not None
    assert out.tied
    assert out.losers == (Change("p/F1", -500),)
    lines = [line.text.en for line in reasons(base, "p/F2", EFFORT)]
    assert any("just as good" in line for line in lines)


def test_an_award_that_no_plan_can_pay_is_told_by_the_clauses_it_clashes_with() -> None:
    drawn = pot_case([500, 900], 600, "optimise", {"per_award": "1"})
    base = planned(drawn)
    swap = swapped(base, laid_as(base), "p", "F2", EFFORT)
    assert swap is not None
    assert not swap.possible
    assert [clause.place for clause in swap.clash] == ["spending.project.amount"]
    lines = [line.text.en for line in reasons(base, "p/F2", EFFORT)]
    assert "p/F2 cannot be paid: it clashes with spending.project.amount" in lines


def queue_case(last: str, money: int) -> Case:
    """Return three claims of 100, 200 and 300 fen served by score, the best last by id."""
    rows = [
        firm("F1", rent=100, score="3"),
        firm("F2", rent=200, score="7.5"),
        firm("F3", rent=300, score="8"),
    ]
    method: Any = {"ranked": {"order": [{"highest": "score"}, {"first": KEY}], "last": last}}
    drawn = case_of([{"fixed": "rent"}], rows, points={"per_award": "1"})
    whole = dict(drawn.scenario, objective=[{"maximise": "spent"}])
    whole["spending"] = {"project": {"amount": Money(money), "when_short": "optimise"}}
    whole["programmes"] = {"p": {**whole["programmes"]["p"], "when_short": method}}
    return Case(whole, drawn.applicants)


@pytest.mark.parametrize(
    ("applicant", "rank", "ahead", "short"), [("F3", 1, 0, 0), ("F2", 2, 300, 50), ("F1", 3, 500, 150)]
)
def test_a_place_in_a_queue_says_who_is_ahead_and_what_is_short(
    applicant: str, rank: int, ahead: int, short: int
) -> None:
    base = planned(queue_case("partial", 450))
    found = rank_of(laid_as(base).pot("p"), applicant, base.allocation.of("p").award.tolist())
    assert found is not None
    assert (found.rank, found.queued, found.ahead, found.paid) == (rank, 3, ahead, 450)
    assert (found.short, found.last) == (short, "F3")


def test_a_pot_is_told_by_what_a_step_either_way_would_cost() -> None:
    base = planned(pot_case([40_000, 60_000], 50_000, "pro_rata", {"per_unit": {"heads": "1"}}))
    (line,) = reasons(base, "p", EFFORT)
    # 1 and 2 heads, half of them paid: a step of 10 yuan in 1,000 is worth 3 heads / 100
    assert line.text.en == "with 10元 more in this pot: not possible; with 10元 less: 0.03 of points lost"
