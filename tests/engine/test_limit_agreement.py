"""Every kind of limit against the slow reference: the best of all plans, looked at one by one, is the one."""

import itertools
from collections.abc import Callable, Iterator
from functools import cache
from math import prod
from random import Random
from typing import Any

import pytest

from tests.engine.support import assert_agreement, outcome, told
from tests.reference.division import RefusedError
from tests.reference.engine import TooManyError, pots_of, whole_of
from tests.reference.generator import Case, draft
from tests.reference.limits import Pot
from tests.reference.sharing import least_award, settings_of
from tests.reference.writing import Money

CASES = 40
METHODS: tuple[Any, ...] = (
    "optimise",
    {"optimise": {"awards": "partial"}},
    {"optimise": {"awards": "partial", "at_least": "50%"}},
    {"optimise": {"awards": "partial", "at_least": "2分"}},
)
GOALS: tuple[Any, ...] = (
    {"maximise": "spent"},
    {"maximise": "awards"},
    {"maximise": {"count": {}}},
    {"minimise": "unspent"},
    {"maximise": {"beneficiaries": {}}},
    {"maximise": {"sum": {"of": "heads"}}},
    {"minimise": {"award": {}}},
)
Limit = Callable[[Random, tuple[str, ...]], dict[str, Any]]


def one_of(random: Random, programmes: tuple[str, ...]) -> dict[str, Any]:
    """Return a selector of one programme, or of some rows of all."""
    return random.choice(({"programme": random.choice(programmes)}, {}, {"where": "strategic"}))


def count_bound(random: Random) -> dict[str, Any]:
    """Return a bound on a number."""
    low, high = sorted((random.randint(0, 3), random.randint(1, 5)))
    return random.choice(
        (
            {"at_least": str(low)},
            {"at_most": str(high)},
            {"between": [str(low), str(high)]},
            {"less_than": "3"},
        )
    )


def beneficiaries(random: Random, programmes: tuple[str, ...]) -> dict[str, Any]:
    per = random.choice(({}, {}, {"per": "kind"}))
    return {"top": {"beneficiaries": one_of(random, programmes)}, **per, **count_bound(random)}


def reached_share(random: Random, programmes: tuple[str, ...]) -> dict[str, Any]:
    strategic = {"beneficiaries": {"where": "strategic"}}
    bound = random.choice(({"at_least": "50%"}, {"at_most": "60%"}))
    return {"top": strategic, "bottom": {"beneficiaries": {}}, **bound}


def points(random: Random, programmes: tuple[str, ...]) -> dict[str, Any]:
    return {"top": {"points": one_of(random, programmes)}, **count_bound(random)}


def sums(random: Random, programmes: tuple[str, ...]) -> dict[str, Any]:
    own = one_of(random, programmes)
    money = random.choice(({"at_least": "3分"}, {"at_most": "8分"}, {"between": ["2分", "12分"]}))
    return random.choice(
        (
            {"top": {"sum": {"of": "heads", **own}}, **count_bound(random)},
            {"top": {"sum": {"of": "rent", **own}}, **money},
            {"top": {"sum": {"of": "load + heads", **own}}, **count_bound(random)},
        )
    )


def leverage(random: Random, programmes: tuple[str, ...]) -> dict[str, Any]:
    own = {"programme": random.choice(programmes)}
    return {"top": {"sum": {"of": "grant", **own}}, "bottom": {"award": own}, "at_least": "0.5x"}


def year_on_year(random: Random, programmes: tuple[str, ...]) -> dict[str, Any]:
    bottom = {"total": {"of": "rent", "same_group": "yes"}}
    bound = random.choice(({"at_most": "110%"}, {"at_least": "30%"}, {"between": ["20%", "120%"]}))
    return {"top": {"award": {}}, "bottom": bottom, "per": random.choice(("kind", "strategic")), **bound}


def each_applicant(random: Random, programmes: tuple[str, ...]) -> dict[str, Any]:
    return random.choice(
        (
            {"top": {"award": {}}, "per": "firm_id", "at_most": Money(random.randint(2, 9))},
            {"top": {"count": {}}, "per": "firm_id", "at_most": "1"},
            {"top": {"award": {}}, "bottom": {"award": {}}, "per": "firm_id", "at_most": "50%"},
            {"top": {"award": {}}, "per": "firm_id", "at_most": "pool"},
        )
    )


def needs(random: Random, programmes: tuple[str, ...]) -> dict[str, Any]:
    most = random.choice(({}, {}, {"at_least": "2"}))
    per = random.choice(({}, {"per": "firm_id"}, {"per": "kind"}))
    own, other = {"programme": programmes[0]}, {"programme": programmes[-1]}
    return {"every": own, "needs": other, **most, **per}


def excludes(random: Random, programmes: tuple[str, ...]) -> dict[str, Any]:
    per = random.choice(({}, {"per": "firm_id"}, {"per": "kind"}))
    return {"every": {"programme": programmes[0]}, "excludes": {"programme": programmes[-1]}, **per}


def or_nothing(random: Random, programmes: tuple[str, ...]) -> dict[str, Any]:
    top = random.choice(({"award": one_of(random, programmes)}, {"count": {}}, {"beneficiaries": {}}))
    money = "award" in top
    low = Money(random.randint(2, 8)) if money else str(random.randint(2, 3))
    high = Money(random.randint(8, 14)) if money else "4"
    per = random.choice(({}, {"per": "kind"}, {"per": "firm_id"}))
    return {
        "top": top,
        **per,
        **random.choice(({"at_least": low}, {"between": [low, high]})),
        "or_nothing": "yes",
    }


def equal(random: Random, programmes: tuple[str, ...]) -> dict[str, Any]:
    by = random.choice(({}, {"by": ["kind"]}, {"by": ["kind", "strategic"]}))
    return {"equal": random.choice(({}, {"programme": random.choice(programmes)})), **by}


def at_most_of(random: Random, programmes: tuple[str, ...]) -> dict[str, Any]:
    return {"top": {"count": {"awards": NAMED}}, **count_bound(random)}


NAMED = "named"
KINDS: tuple[Limit, ...] = (
    beneficiaries,
    reached_share,
    points,
    sums,
    leverage,
    year_on_year,
    each_applicant,
    needs,
    excludes,
    or_nothing,
    equal,
    at_most_of,
)


def limited_cases(kind: Limit, start: int, count: int, most: int = 150) -> Iterator[Case]:
    """Yield small cases whose one limit is of a kind, must or should, over pots the plan chooses in."""
    found = 0
    for seed in itertools.count(start):
        random = Random(seed)
        drawn = limited(random, kind)
        if drawn is not None and is_small(drawn, most):
            yield drawn
            found += 1
        if found == count:
            return


def limited(random: Random, kind: Limit) -> Case | None:
    """Return a drawn case with its constraints replaced by one of a kind; None without two programmes."""
    drawn = draft(random)
    scenario = dict(drawn.scenario)
    chosen = {
        name: redrawn(random, each)
        for name, each in scenario["programmes"].items()
        if each.get("applicants") == "firms"
    }
    firms = drawn.applicants["firms"]
    if len(chosen) < 2 or len(firms) < 2:
        return None
    limit = kind(random, tuple(sorted(chosen)))
    if "'named'" in str(limit):
        limit["top"] = {"count": {"awards": some_awards(random, chosen, drawn)}}
    soft = random.random() < 0.25
    limit |= {"strength": "should"} if soft else {}
    goals = [{"keep": "limit"}] if soft else []
    spending = {
        name: {"amount": Money(random.randint(2, 18)), "when_short": "optimise"}
        for name in scenario["spending"]
    }
    scenario |= {
        "programmes": chosen,
        "populations": {"firms": scenario["populations"]["firms"]},
        "spending": spending,
        "sources": {"city": {"amount": Money(sum(int(each["amount"]) for each in spending.values()))}},
        "constraints": {"limit": limit},
        "objective": [*goals, *random.sample(GOALS, 2)],
    }
    return Case(scenario, {"firms": alike(random, drawn.applicants["firms"]) if kind is equal else firms})


def alike(random: Random, firms: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the firms with most of them like the first in all but the id."""
    return [{**(firms[0] if random.random() < 0.8 else each), "firm_id": each["firm_id"]} for each in firms]


def redrawn(random: Random, programme: dict[str, Any]) -> dict[str, Any]:
    """Return a programme that the plan chooses in, everyone eligible."""
    kept = {key: each for key, each in programme.items() if key != "eligible"}
    envelope = {}
    if random.random() < 0.2:
        least = random.randint(2, 6)
        envelope = {"envelope": {"at_least": Money(least), "at_most": Money(least + 6), "or_nothing": "yes"}}
    award = random.choice((kept["award"], [{"fixed": "rent"}], [{"share": {"of": "rent", "rate": "50%"}}]))
    return {**kept, "award": award, "when_short": random.choice(METHODS), **envelope}


def some_awards(random: Random, programmes: dict[str, Any], drawn: Case) -> list[str]:
    names = [f"{name}/{row['firm_id']}" for name in programmes for row in drawn.applicants["firms"]]
    return random.sample(names, min(len(names), random.randint(1, 4)))


def is_small(drawn: Case, most: int) -> bool:
    """Return whether all plans of a case can be looked at."""
    pots = pots_of(drawn.scenario, drawn.applicants)
    if max(raw_ways(drawn, pot) for pot in pots) > 10 * most:
        return False
    try:
        ways = whole_of(drawn.scenario, pots).ways
    except (TooManyError, RefusedError):
        return False
    return prod(len(own) for own in ways) <= most


def raw_ways(drawn: Case, pot: Pot) -> int:
    """Return in how many ways a pot could be paid if there were money enough."""
    method = settings_of(drawn.scenario["programmes"][pot.programme]["when_short"])
    dues = [claim.due for claim in pot.claims if claim.due]
    return prod(2 + due - max(1, least_award(method, due)) for due in dues)


@cache
def drawn_cases(kind: Limit) -> tuple[Case, ...]:
    """Return the cases of a kind that are looked at every time."""
    return tuple(limited_cases(kind, 0, CASES))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_best_plan_under_each_kind_of_limit_is_the_best_of_all_plans(kind: Limit) -> None:
    for drawn in drawn_cases(kind):
        assert_agreement(drawn)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_kind_of_limit_changes_some_plans_and_leaves_one_in_others(kind: Limit) -> None:
    changed = possible = 0
    for drawn in drawn_cases(kind)[: CASES // 3]:
        own, free = told(outcome(drawn)), told(outcome(unlimited(drawn)))
        possible += own.word == "plan"
        changed += own.awards != free.awards
    assert possible >= CASES // 8
    assert changed


def unlimited(drawn: Case) -> Case:
    """Return a case without its limit."""
    goals = [goal for goal in drawn.scenario["objective"] if "keep" not in goal]
    return Case({**drawn.scenario, "constraints": {}, "objective": goals}, drawn.applicants)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("start", range(100_000, 110_000, 500))
def test_the_best_plan_under_each_kind_of_limit_in_many_more_cases(kind: Limit, start: int) -> None:
    for drawn in limited_cases(kind, start, 30, most=10_000):
        assert_agreement(drawn)
