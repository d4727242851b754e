"""Random small scenarios with every aim a goal may have: reach, change, fairness, curves, weights."""

from collections.abc import Iterator
from random import Random
from typing import Any

from tests.reference.generator import Case, case, money, optimised, sometimes
from tests.reference.limits import is_hard
from tests.reference.writing import Money

WEIGHTS = ("1", "3", "0.5", "2/3")


def goal_cases(start: int, count: int, most: int = 1_200) -> Iterator[Case]:
    """Yield cases that leave the plan something to choose, from a seed upwards."""
    found, seed = 0, start
    while found < count:
        drawn = goal_case(Random(seed), most)
        if drawn is not None:
            yield drawn
            found += 1
        seed += 1


def goal_case(random: Random, most: int = 1_200) -> Case | None:
    """Return a case with goals of every kind; None where nothing is left to the plan."""
    drawn = case(random, most)
    if not optimised(drawn.scenario):
        return None
    programmes = {name: {**each, **history(random)} for name, each in drawn.scenario["programmes"].items()}
    scenario = {**drawn.scenario, "programmes": programmes}
    soft = [name for name, each in scenario["constraints"].items() if not is_hard(each)]
    kept: list[Any] = [{"keep": soft}] if soft and random.random() < 0.5 else []
    chosen = random.sample(wishes(random, scenario, soft), random.choice((1, 1, 2, 3, 4)))
    return Case({**scenario, "objective": kept + chosen}, drawn.applicants)


def history(random: Random) -> dict[str, Any]:
    """Return last year's money and a response curve, each now and then."""
    return {
        **sometimes(random, 0.5, "last_year", lambda: money(random, 0, 9)),
        **sometimes(random, 0.4, "response", lambda: response(random)),
    }


def response(random: Random) -> dict[str, Any]:
    """Return known points, each further fen worth no more than the last."""
    slopes = sorted((random.choice((0, 1, 2, 3, 5)) for _ in range(random.randint(1, 3))), reverse=True)
    at, worth = random.choice((0, 0, 0, 2)), random.choice((0, 0, 4))
    points = [{"at": Money(at), "worth": str(worth)}]
    for slope in slopes:
        width = random.randint(1, 4)
        at, worth = at + width, worth + slope * width
        points.append({"at": Money(at), "worth": str(worth)})
    return {"curve": points, **sometimes(random, 0.3, "capacity", lambda: money(random, 1, 8))}


def wishes(random: Random, scenario: dict[str, Any], soft: list[str]) -> list[Any]:
    """Return goals of every kind that the scenario has something for."""
    own = [goal for goal in aims(random, scenario, soft) if goal is not None]
    # of one aim's two directions only one can be weighed
    different = [goal for goal in own if goal != {"minimise": "spent"}]
    several = random.sample(different, min(len(different), random.choice((2, 2, 3))))
    return [*own, {"weigh": [weighed(random, each) for each in several]}]


def aims(random: Random, scenario: dict[str, Any], soft: list[str]) -> list[Any]:
    """Return one goal an aim, None for one that the scenario has nothing for."""
    programmes = scenario["programmes"].values()
    claimed = [name for name, each in scenario["programmes"].items() if "applicants" in each]
    among: tuple[Any, ...] = ({"of": "programmes"}, "programmes")
    if claimed:
        among = (*among, {"per": "kind"}, {"per": "strategic"}, {"of": "applicants"}, "applicants")
    column = {"of": random.choice(("rent", "grant"))}
    named = (
        {**column, **sometimes(random, 0.5, "programme", lambda: random.choice(claimed))} if claimed else {}
    )
    worth = any("points" in each or "response" in each for each in programmes)
    return [
        {"maximise": "points"} if worth else None,
        {"maximise": "spent"},
        {"minimise": "spent"},
        {"maximise": "awards"},
        {random.choice(("maximise", "maximise", "minimise")): "beneficiaries"},
        {"maximise": "targets_met"} if soft else None,
        {"minimise": "change_from_last_year"} if any("last_year" in each for each in programmes) else None,
        {"minimise": {"change_from_last_year": named}} if claimed else None,
        {"maximise": {"smallest_share": random.choice(among)}},
        {"minimise": {"largest_cut": random.choice(among)}},
    ]


MONEY = ("spent", "unspent", "change_from_last_year")


def weighed(random: Random, goal: dict[str, Any]) -> dict[str, Any]:
    """Return a goal as one of several that are weighed together."""
    ((_, aim),) = goal.items()
    word = aim if isinstance(aim, str) else next(iter(aim))
    per = {"per": Money(random.choice((1, 1, 2, 5)))} if word in MONEY else {}
    return {**goal, "weight": random.choice(WEIGHTS), **per}
