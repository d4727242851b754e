"""Goals: each aim equals what looking at every plan finds; order, weights and money act as they say."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from simulator.engine.run import run
from simulator.language import parse
from simulator.model.goals import AIM_WORDS, AIMS, GOALS
from simulator.model.response import Power, Saturates
from simulator.model.result import Result
from tests.engine.support import assert_agreement, awards_of, outcome
from tests.reference.engine import solve
from tests.reference.generator import Case
from tests.reference.goal_generator import goal_cases, history
from tests.reference.writing import Money

CASES = 48


def words_in(node: Any) -> Iterator[str]:
    """Yield every key and every bare word of a tree."""
    if isinstance(node, dict):
        yield from itertools.chain(node, *(words_in(each) for each in node.values()))
    elif isinstance(node, list):
        yield from itertools.chain.from_iterable(words_in(each) for each in node)
    else:
        yield str(node)


# ── against every plan ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("block", range(6))
def test_goals_of_every_kind_reach_what_looking_at_every_plan_finds(block: int) -> None:
    for drawn in goal_cases(5_000 + 100 * block, CASES // 6):
        assert_agreement(drawn)


@pytest.mark.soak
@pytest.mark.parametrize("campaign", range(60))
def test_goals_reach_what_looking_at_every_plan_finds_in_fifty_more_cases(campaign: int) -> None:
    for drawn in goal_cases(100_000 + 1_000 * campaign, 50, most=6_000):
        assert_agreement(drawn)


def test_the_cases_compared_use_every_goal_and_every_aim_alone_and_weighed() -> None:
    drawn = [each.scenario for block in range(6) for each in goal_cases(5_000 + 100 * block, CASES // 6)]
    seen = {word for each in drawn for word in words_in(each["objective"])}
    assert {*GOALS, *AIM_WORDS, *AIMS} - {"unspent"} <= seen
    weighed_together = [goal["weigh"] for each in drawn for goal in each["objective"] if "weigh" in goal]
    assert {"smallest_share", "change_from_last_year", "points"} <= {
        word for each in weighed_together for word in words_in(each)
    }
    assert any("response" in each for own in drawn for each in own["programmes"].values())


# ── curves in a plan ───────────────────────────────────────────────────────────────────────────────


CURVED = """
language: 1
scenario: curved
year: 2014
unit: 分
sources: {{own: {{amount: {money}}}}}
spending: {{project: {{amount: {money}, when_short: optimise}}}}
programmes:
  a: {{spending: project, amount: 40, when_short: pro_rata, response: {{saturates: {one}}}}}
  b: {{spending: project, amount: 30, when_short: pro_rata, response: {{saturates: {other}}}}}
objective: [{{maximise: points}}]
"""


def curved(money: int, formulas: tuple[Saturates, Saturates]) -> Result:
    """Return the best plan of two programmes with formulas for what their money is worth."""
    texts = [f"{{most: {each.most}, half_at: {each.half_at}, pieces: {each.pieces}}}" for each in formulas]
    text = CURVED.format(money=money, one=texts[0], other=texts[1])
    scenario, problems = parse({"curved.yaml": text}, "curved.yaml")
    assert scenario is not None, problems
    return run(scenario, {})


@pytest.mark.parametrize("seed", range(6))
def test_a_plan_on_pieces_of_powers_is_within_their_error_of_the_best_on_the_powers(seed: int) -> None:
    random = Random(seed)
    one, other = (
        Power(Fraction(random.randint(5, 60)), random.randint(2, 40), Fraction(random.randint(1, 4), 5), 4)
        for _ in range(2)
    )
    money = random.randint(5, 70)
    texts = [
        f"{{power: {{worth: {each.worth}, at: {each.at}, exponent: {each.exponent}, pieces: 4}}}}"
        for each in (one, other)
    ]
    text = CURVED.replace("{{saturates: {one}}}", "{one}").replace("{{saturates: {other}}}", "{other}")
    scenario, problems = parse(
        {"curved.yaml": text.format(money=money, one=texts[0], other=texts[1])}, "curved.yaml"
    )
    assert scenario is not None, problems
    result = run(scenario, {})
    (goal,) = result.goals
    paid = [result.allocation.of(name).award_fen for name in ("a", "b")]
    best = max(
        one.below(first) + other.below(second)
        for first in range(41)
        for second in range(31)
        if first + second <= money
    )
    assert one.below(paid[0]) + other.below(paid[1]) + goal.error >= best
    assert result.allocation.of("a").response.error > 0


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_on_pieces_is_within_their_error_of_the_best_on_the_formulas(seed: int) -> None:
    random = Random(seed)
    formulas = tuple(
        Saturates(Fraction(random.randint(5, 60)), random.randint(2, 40), random.choice((1, 2, 4, 8)))
        for _ in range(2)
    )
    money = random.randint(5, 70)
    one, other = formulas[0], formulas[1]
    best = max(one.worth(fen) + other.worth(min(money - fen, 30)) for fen in range(min(money, 40) + 1))
    result = curved(money, (one, other))
    goal = result.goals[0]
    spent = [each.award_fen for each in result.allocation.programmes]
    assert goal.error == sum(each.response.error for each in result.allocation.programmes if each.response)
    assert 0 <= best - goal.value <= goal.error
    assert 0 <= one.worth(spent[0]) + other.worth(spent[1]) - goal.value <= goal.error


def test_more_pieces_never_promise_less() -> None:
    formula = Saturates(Fraction(50), 12, pieces=1)
    finer = [replace(formula, pieces=pieces) for pieces in (1, 2, 3, 5, 9, 40)]
    values = [curved(44, (each, each)).goals[0].value for each in finer]
    assert values == sorted(values)
    assert curved(44, (finer[-1], finer[-1])).goals[0].error == 0


def test_a_programme_without_a_response_and_one_whose_curve_is_flat_earn_the_same() -> None:
    flat = {"curve": [{"at": Money(0), "worth": "0"}, {"at": Money(5), "worth": "0"}]}
    compared = 0
    for drawn in goal_cases(90_000, 12):
        bare = {
            name: {key: value for key, value in each.items() if key != "response"}
            for name, each in drawn.scenario["programmes"].items()
        }
        goals = [{"maximise": "spent"}]
        pair = (bare, {name: {**each, "response": flat} for name, each in bare.items()})
        one, other = (
            outcome(Case({**drawn.scenario, "programmes": own, "objective": goals}, drawn.applicants)).result
            for own in pair
        )
        if one is not None and other is not None:
            assert awards_of(one) == awards_of(other)
            assert [each.points for each in one.allocation.programmes] == [
                each.points for each in other.allocation.programmes
            ]
            compared += 1
    assert compared >= 3


def test_the_reference_knows_what_it_is_asked() -> None:
    random = Random(4)
    assert any("response" in history(random) for _ in range(20))
    assert {solve(each.scenario, each.applicants).word for each in goal_cases(5_000, 12)} >= {"plan"}
