"""Laws of the best plan: more money never hurts, a tighter limit never helps, no rule beats it."""

import itertools
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from simulator.model.result import Result
from tests.engine.support import awards_of, outcome
from tests.reference.generator import Case, case
from tests.reference.writing import Money

WISHES: tuple[dict[str, Any], ...] = (
    {"maximise": "spent"},
    {"maximise": "awards"},
    {"maximise": {"award": {}}},
    {"maximise": {"count": {}}},
)


def optimised_cases(start: int, count: int) -> Iterator[Case]:
    """Yield cases in which every class is left to the plan and one thing is to be as large as can be.

    Limits that look at the appropriations are left out: they move with the money.
    """
    found = 0
    for seed in itertools.count(start):
        random = Random(seed)
        drawn = case(random, most=800)
        limits = {
            name: limit
            for name, limit in drawn.scenario["constraints"].items()
            if "budget" not in str(limit) and "about" not in limit and "strength" not in limit
        }
        spending = {
            name: {**each, "when_short": "optimise"} if "when_short" in each else each
            for name, each in drawn.scenario["spending"].items()
        }
        if any("when_short" in each for each in drawn.scenario["spending"].values()):
            yield with_changes(
                drawn, constraints=limits, spending=spending, objective=[random.choice(WISHES)]
            )
            found += 1
        if found == count:
            return


def with_changes(drawn: Case, **sections: Any) -> Case:
    """Return a case with some sections of its scenario replaced, or left out where None is given."""
    changed = {**drawn.scenario, **sections}
    return Case({name: each for name, each in changed.items() if each is not None}, drawn.applicants)


def with_limit(drawn: Case, **limit: Any) -> Case:
    """Return a case with one more limit on all awards together."""
    added = {"top": {"award": {}}, **limit}
    return with_changes(drawn, constraints={**drawn.scenario["constraints"], "added": added})


def with_more_money(drawn: Case, fen: int) -> Case:
    """Return a case whose optimised classes, and whose sources, hold more."""
    spending = {
        name: {**each, "amount": Money(int(each["amount"]) + fen)} if "when_short" in each else each
        for name, each in drawn.scenario["spending"].items()
    }
    sources = {**drawn.scenario["sources"], "more": {"amount": Money(fen * len(spending))}}
    return with_changes(drawn, spending=spending, sources=sources)


def value(result: Result | None) -> float:
    """Return what the first goal reaches; no plan at all is worse than any."""
    return float("-inf") if result is None else float(result.goals[0].value)


def reached(drawn: Case) -> float:
    """Return what the best plan of a case reaches."""
    return value(outcome(drawn).result)


def test_more_money_never_makes_the_best_plan_worse() -> None:
    for drawn in optimised_cases(1000, 12):
        values = [reached(with_more_money(drawn, fen)) for fen in (0, 1, 2, 5)]
        assert values == sorted(values)


def test_a_tighter_limit_never_makes_the_best_plan_better() -> None:
    for drawn in optimised_cases(1100, 12):
        values = [reached(with_limit(drawn, at_most=Money(most))) for most in (20, 9, 6, 5, 2)]
        assert values == sorted(values, reverse=True)
        values = [reached(with_limit(drawn, at_least=Money(least))) for least in (0, 2, 5, 9)]
        assert values == sorted(values, reverse=True)


def test_a_limit_that_nothing_can_reach_changes_no_award() -> None:
    compared = 0
    for drawn in optimised_cases(1200, 12):
        bare, limited = outcome(drawn).result, outcome(with_limit(drawn, at_most=Money(10**6))).result
        assert (bare is None) == (limited is None)
        if bare is not None and limited is not None:
            assert awards_of(limited) == awards_of(bare)
            assert value(limited) == value(bare)
            compared += 1
    assert compared >= 4


@pytest.mark.parametrize(
    "division", ["pro_rata", "in_full", {"tiers": [{"tag": "green"}, {"rest": "pro_rata"}]}], ids=str
)
def test_no_division_of_a_class_by_rule_beats_the_best_plan(division: Any) -> None:
    compared = 0
    for drawn in optimised_cases(1300, 20):
        # limits that cut across a pro-rata pot are a fen a member tighter for a plan not yet made
        whole = with_changes(drawn, constraints={}, programmes=tagged(drawn))
        spending = {
            name: {**each, "when_short": division} if "when_short" in each else each
            for name, each in whole.scenario["spending"].items()
        }
        by_rule = with_changes(whole, spending=spending, objective=[{"maximise": "spent"}])
        if not leaves_a_choice(by_rule):
            by_rule = with_changes(by_rule, objective=None)
        best = outcome(with_changes(whole, objective=[{"maximise": "spent"}])).result
        ruled = outcome(by_rule).result
        if ruled is not None:
            assert best is not None
            assert spent(best) >= spent(ruled)
            compared += 1
    assert compared >= 4


def tagged(drawn: Case) -> dict[str, Any]:
    """Return the programmes with the tag the tiers look for on one of each class."""
    programmes, seen = {}, []
    for name, each in sorted(drawn.scenario["programmes"].items()):
        programmes[name] = {**each, "tags": ["blue"] if each["spending"] in seen else ["green"]}
        seen.append(each["spending"])
    return programmes


def leaves_a_choice(drawn: Case) -> bool:
    """Return whether anything in a case is left to the plan."""
    return any("optimise" in str(each["when_short"]) for each in drawn.scenario["programmes"].values())


def spent(result: Result) -> int:
    """Return what all programmes spend."""
    return sum(each.award_fen for each in result.allocation.programmes)


@pytest.mark.soak
@pytest.mark.parametrize("start", range(2000, 4000, 50))
def test_more_money_and_looser_limits_never_hurt_in_fifty_more_cases(start: int) -> None:
    for drawn in optimised_cases(start, 50):
        assert reached(with_more_money(drawn, 3)) >= reached(drawn)
        assert reached(with_limit(drawn, at_most=Money(5))) <= reached(with_limit(drawn, at_most=Money(6)))
