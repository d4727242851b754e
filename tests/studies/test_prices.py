"""A price is what a plan solved anew says: rung by rung, and anywhere inside the range it claims."""

from fractions import Fraction
from random import Random
from typing import Any

import pytest

from simulator.engine.planning import Effort, laid_as
from simulator.engine.run import run
from simulator.model.price import NOTHING, RATE, STEPS, Price, Rung
from simulator.model.result import LimitOutcome, Result
from simulator.problems import InfeasibleError
from simulator.studies.loosened import loosened
from simulator.studies.prices import LADDER, all_priced, priced, round_part, step_of
from tests.engine.support import outcome, scenario_of, tables_of
from tests.laws.test_optimum import optimised_cases
from tests.reference.generator import Case
from tests.reference.writing import Money
from tests.rules.support import case_of, firm

EFFORT = Effort()


def solved_again(drawn: Case, base: Result, limit: LimitOutcome, by: Fraction) -> Result | None:
    """Return a whole new run, from the applicants on, of the scenario with a limit loosened."""
    looser = loosened(base.scenario, limit, by)
    assert looser is not None
    try:
        return run(looser, tables_of(base.scenario, drawn))
    except InfeasibleError:
        return None


def better(base: Result, plan: Result, goal: int) -> Fraction:
    """Return by how much a goal that is maximised is better."""
    return plan.goals[goal].value - base.goals[goal].value


def goal_of(base: Result, price: Price) -> int:
    """Return the number of the goal that a price speaks of."""
    return next(index for index, goal in enumerate(base.goals) if goal.subject == price.subject)


def pot_case(claims: list[int], money: int, method: Any, points: dict[str, Any]) -> Case:
    """Return one programme with some claims on a class that the plan divides, and points to maximise."""
    rows = [firm(f"F{number}", rent=claim, heads=number) for number, claim in enumerate(claims, start=1)]
    drawn = case_of([{"fixed": "rent"}], rows, points=points)
    whole = dict(drawn.scenario, objective=[{"maximise": "points"}])
    whole["spending"] = {"project": {"amount": Money(money), "when_short": "optimise"}}
    whole["programmes"] = {"p": {**whole["programmes"]["p"], "when_short": method}}
    return Case(whole, drawn.applicants)


def only_price(drawn: Case, name: str) -> tuple[Result, LimitOutcome, Price]:
    """Return the plan of a case, one of its limits, and what that costs."""
    base = outcome(drawn).result
    assert base is not None
    limit = next(each for each in base.limits if each.name == name)
    price = priced(base, laid_as(base), limit, EFFORT)
    assert price is not None
    return base, limit, price


@pytest.mark.parametrize("number", range(6))
def test_every_rung_is_what_a_run_from_the_start_gains(number: int) -> None:
    checked = 0
    for drawn in optimised_cases(1_000 * number, 4):
        base = outcome(drawn).result
        for limit in () if base is None else base.limits:
            assert base is not None
            price = priced(base, laid_as(base), limit, EFFORT) if limit.binding else None
            for rung in price.rungs if price is not None else ():
                assert price is not None
                again = solved_again(drawn, base, limit, rung.by)
                assert again is not None
                assert better(base, again, goal_of(base, price)) == rung.gain
                assert spent(again) - spent(base) == rung.spent
                assert counted(again) - counted(base) == rung.awards
                checked += 1
    assert checked


def spent(result: Result) -> int:
    """Return the fen paid in all."""
    return sum(each.award_fen for each in result.allocation.programmes)


def counted(result: Result) -> int:
    """Return how many awards count."""
    return sum(each.counted for each in result.allocation.programmes)


@pytest.mark.parametrize("number", range(6))
def test_a_price_predicts_every_move_inside_its_range(number: int) -> None:
    random, checked = Random(number), 0
    for drawn in optimised_cases(7_000 * number + 50, 4):
        base = outcome(drawn).result
        for limit in () if base is None else base.limits:
            assert base is not None
            price = priced(base, laid_as(base), limit, EFFORT) if limit.binding else None
            if price is None or price.until is None:
                continue
            for _ in range(3):
                by = price.until * random.randint(0, 100) / 100
                by = by if limit.kind == "ratio" else Fraction(int(by))
                again = solved_again(drawn, base, limit, by)
                assert again is not None
                told = price.predicted(by)
                assert told is not None
                slip = base.goals[goal_of(base, price)].tolerance * (len(base.limits) + 40)
                least, most = (each for each in told)
                slip = slip if price.shape == RATE else Fraction(0)
                assert least - slip <= better(base, again, goal_of(base, price)) <= most + slip
                checked += 1
    assert checked


def test_a_pot_of_whole_awards_is_priced_by_the_award_that_the_step_pays() -> None:
    drawn = pot_case([4_000, 3_000, 2_000], 6_500, "optimise", {"per_award": "1", "per_unit": {"heads": "0"}})
    _, limit, price = only_price(drawn, "spending.project.amount")
    assert (limit.bound, step_of(limit)) == (6_500, 100)
    # two are paid; the third needs the 2,500 fen that are short
    assert price.shape == STEPS
    assert [rung.gain for rung in price.rungs] == [0, 0, 0, 1]
    assert price.step == Rung(Fraction(3_000), Fraction(1), 1, price.step.spent)
    assert price.predicted(Fraction(2_000)) == (0, 1)


def test_a_pot_that_is_shared_in_proportion_has_a_rate_up_to_its_claims() -> None:
    drawn = pot_case([40_000, 60_000], 50_000, "pro_rata", {"per_unit": {"heads": "1"}})
    base, limit, price = only_price(drawn, "spending.project.amount")
    assert price.shape == RATE
    assert price.until is not None
    claims, heads = 100_000, sum(worth_of_heads(base))
    assert price.step.gain == Fraction(heads * int(step_of(limit)), claims)
    # all that can still be bought is 50,000 fen: the range ends there, found to a twentieth
    assert 47_500 <= price.until <= 50_000


def worth_of_heads(base: Result) -> list[int]:
    """Return the heads of every applicant."""
    (table,) = base.claims.tables.values()
    return [int(each) for each in table.columns["heads"].data.fractions()]  # type: ignore[union-attr]


def test_what_does_not_hold_the_plan_back_has_no_price_and_soft_limits_have_none() -> None:
    drawn = pot_case([4_000, 3_000], 60_000, "optimise", {"per_award": "1"})
    base = outcome(drawn).result
    assert base is not None
    assert [each.price for each in all_priced(base, EFFORT) if not each.binding] == [None] * len(base.limits)


def test_a_price_says_nothing_where_more_room_gains_nothing() -> None:
    drawn = pot_case([500, 700], 1_200, "optimise", {"per_award": "1"})
    _, limit, price = only_price(drawn, "spending.project.amount")
    assert limit.binding
    assert price.shape == NOTHING
    assert price.until == LADDER[-1] * step_of(limit)


@pytest.mark.parametrize(
    ("bound", "step"), [(1_104_200_000, 10_000_000), (100, 100), (0, 100), (6_500, 100), (50_000_00, 100_000)]
)
def test_a_step_of_money_is_a_round_part_of_the_bound(bound: int, step: int) -> None:
    assert round_part(Fraction(bound)) == step


@pytest.mark.parametrize(
    ("written", "relation", "by", "found"),
    [
        ({"at_least": Money(500)}, "≥", 100, ("at_least", 400)),
        ({"at_most": Money(500)}, "≤", 100, ("at_most", 600)),
        ({"more_than": Money(500)}, ">", 100, ("more_than", 400)),
        ({"less_than": Money(500)}, "<", 100, ("less_than", 600)),
        ({"between": [Money(200), Money(500)]}, "≥", 100, ("between", (100, 500))),
        ({"between": [Money(200), Money(500)]}, "≤", 100, ("between", (200, 600))),
        ({"is": Money(500)}, "≤", 100, ("between", (500, 600))),
        ({"is": Money(500)}, "≥", 100, ("between", (400, 500))),
    ],
)
def test_the_bound_that_is_written_moves_by_just_the_step(
    written: dict[str, Any], relation: str, by: int, found: tuple[str, Any]
) -> None:
    drawn = pot_case([500], 500, "optimise", {"per_award": "1"})
    whole = dict(drawn.scenario, constraints={"c": {"top": {"award": {}}, **written}})
    scenario = scenario_of(Case(whole, drawn.applicants))
    bounds = written.get("between", [*written.values()] * 2)
    bound = Fraction(int(bounds[0 if relation in "≥>" else -1]))
    limit = LimitOutcome(
        "constraints.c", "", "", True, "money", None, relation, bound, Fraction(0), True, True
    )
    looser = loosened(scenario, limit, Fraction(by))
    assert looser is not None
    name, value = found
    moved = getattr(looser.constraint("c"), name)
    amounts = tuple(each.as_money() for each in moved) if isinstance(moved, tuple) else moved.as_money()
    assert amounts == value


def test_a_bound_is_not_moved_below_nothing() -> None:
    drawn = pot_case([500], 500, "optimise", {"per_award": "1"})
    whole = dict(drawn.scenario, constraints={"c": {"top": {"award": {}}, "at_least": Money(50)}})
    scenario = scenario_of(Case(whole, drawn.applicants))
    limit = LimitOutcome(
        "constraints.c", "", "", True, "money", None, "≥", Fraction(50), Fraction(0), True, True
    )
    assert loosened(scenario, limit, Fraction(100)) is None


def test_between_two_rungs_the_gain_lies_between_theirs() -> None:
    rung = Rung(Fraction(100), Fraction(3), 1, 100)
    higher = Rung(Fraction(500), Fraction(9), 4, 500)
    steps = Price("money", "points", "points", STEPS, (rung, higher), Fraction(500))
    assert steps.predicted(Fraction(99)) == (0, 3)
    assert steps.predicted(Fraction(100)) == (3, 3)
    assert steps.predicted(Fraction(101)) == (3, 9)
    assert steps.predicted(Fraction(500)) == (9, 9)
    assert steps.predicted(Fraction(501)) is None
