"""Laws of goals: order, weights and money act as they say, whoever solves and however it is written."""

import itertools
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

from simulator.model.result import Result
from tests.engine.support import awards_of, outcome
from tests.reference.generator import Case
from tests.reference.goal_generator import aims, goal_cases, weighed
from tests.reference.writing import Money


def with_goals(drawn: Case, goals: list[Any]) -> Case:
    """Return a case with another objective."""
    return Case({**drawn.scenario, "objective": goals}, drawn.applicants)


def planned(start: int, count: int) -> Iterator[tuple[Case, Result]]:
    """Yield cases that have a plan, with what it came to."""
    pairs = ((drawn, outcome(drawn).result) for drawn in goal_cases(start, 10 * count, most=400))
    kept = ((drawn, result) for drawn, result in pairs if result is not None)
    return itertools.islice(kept, count)


# ── order and weights ──────────────────────────────────────────────────────────────────────────────


def test_a_later_goal_never_worsens_an_earlier_one() -> None:
    compared = 0
    for drawn, result in planned(20_000, 8):
        goals = drawn.scenario["objective"]
        for count in range(1, len(goals)):
            shorter = outcome(with_goals(drawn, goals[:count])).result
            assert shorter is not None
            values = [each.value for each in shorter.goals]
            assert values == [each.value for each in result.goals[: len(values)]]
            compared += 1
    assert compared >= 4


def test_weights_of_another_size_change_no_award() -> None:
    compared = 0
    for drawn in goal_cases(30_000, 16, most=400):
        random = Random(1)
        goals = [each for each in aims(random, drawn.scenario, []) if each is not None]
        several = random.sample([each for each in goals if each != {"minimise": "spent"}], 2)
        terms = [weighed(random, each) for each in several]
        larger = [{**each, "weight": str(Fraction(each["weight"]) * 7)} for each in terms]
        one, other = (outcome(with_goals(drawn, [{"weigh": own}])).result for own in (terms, larger))
        assert (one is None) == (other is None)
        if one is not None and other is not None:
            assert awards_of(one) == awards_of(other)
            assert other.goals[0].value == 7 * one.goals[0].value
            compared += 1
    assert compared >= 5


def test_what_the_weighed_aims_add_is_what_the_goal_reaches() -> None:
    compared = 0
    for _, result in planned(40_000, 24):
        for goal in result.goals:
            if goal.terms:
                assert goal.value == sum(each.contribution for each in goal.terms)
                for term in goal.terms:
                    size = term.weight * term.value / (term.per or 1)
                    assert term.contribution == (size if term.word == "maximise" else -size)
                compared += 1
    assert compared >= 3


def test_a_goal_alone_and_the_same_goal_weighed_alone_make_the_same_plan() -> None:
    compared = 0
    for drawn in goal_cases(50_000, 14, most=400):
        random = Random(2)
        goal = random.choice([each for each in aims(random, drawn.scenario, []) if each is not None])
        alone = outcome(with_goals(drawn, [goal])).result
        together = outcome(with_goals(drawn, [{"weigh": [weighed(random, goal)]}])).result
        if alone is not None and together is not None:
            assert awards_of(alone) == awards_of(together)
            assert together.goals[0].terms[0].value == alone.goals[0].value
            compared += 1
    assert compared >= 5


def test_more_money_never_makes_a_first_goal_worse() -> None:
    compared = 0
    for drawn in goal_cases(60_000, 14, most=400):
        limits = {
            name: each for name, each in drawn.scenario["constraints"].items() if "budget" not in str(each)
        }
        bare = Case({**drawn.scenario, "constraints": limits}, drawn.applicants)
        soft = [name for name, each in limits.items() if "strength" in each or "about" in each]
        goals = [each for each in aims(Random(3), drawn.scenario, []) if each is not None]
        goal = Random(compared).choice(goals)
        values = [first_value(with_money(with_goals(bare, [goal]), fen)) for fen in (0, 1, 3)]
        if None not in values and not soft:
            signs = 1 if "maximise" in goal else -1
            assert sorted(values, key=lambda each: signs * (each or 0)) == values
            compared += 1
    assert compared >= 3


def first_value(drawn: Case) -> Fraction | None:
    """Return what the first goal reaches, None without a plan."""
    result = outcome(drawn).result
    return None if result is None else result.goals[0].value


def with_money(drawn: Case, fen: int) -> Case:
    """Return a case whose classes that are left to the plan hold more."""
    spending = {
        name: {**each, "amount": Money(int(each["amount"]) + fen)}
        if each.get("when_short") == "optimise"
        else each
        for name, each in drawn.scenario["spending"].items()
    }
    sources = {**drawn.scenario["sources"], "more": {"amount": Money(fen * len(spending))}}
    return Case({**drawn.scenario, "spending": spending, "sources": sources}, drawn.applicants)


def test_neither_the_order_of_keys_nor_of_rows_changes_an_award() -> None:
    for number, (drawn, result) in enumerate(planned(70_000, 8)):
        rows = {name: Random(number).sample(own, len(own)) for name, own in drawn.applicants.items()}
        shuffled = outcome(Case(drawn.scenario, rows), shuffle=Random(number)).result
        assert shuffled is not None
        assert awards_of(shuffled) == awards_of(result)
        assert [each.value for each in shuffled.goals] == [each.value for each in result.goals]


def test_every_solver_reaches_the_same_goals() -> None:
    for drawn, result in planned(80_000, 4):
        for solver in ("scipy", "pulp:CBC"):
            other = outcome(drawn, solver=solver).result
            assert other is not None
            assert awards_of(other) == awards_of(result)
