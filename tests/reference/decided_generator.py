"""Random small scenarios in which awards are settled beforehand, and sources pay only some."""

import math
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from tests.reference.decided import allowed
from tests.reference.division import RefusedError
from tests.reference.engine import TooManyError, pots_of, whole_of
from tests.reference.figures import money
from tests.reference.generator import Case, draft
from tests.reference.limits import Pot
from tests.reference.writing import Money

MOST_PLANS = 3_000
NAMES = ("central", "city", "district")
BY_HAND = {"who": "局长办公会", "why": "历史遗留"}


def decided_case(random: Random) -> Case:
    """Return a scenario with decisions, all of whose plans can be looked at."""
    return _small(random, lambda found: with_decisions(random, found))


def funded_case(random: Random) -> Case:
    """Return a scenario whose sources pay only some, now and then with decisions too."""

    def change(found: Case) -> Case:
        drawn = with_decisions(random, found) if random.random() < 0.3 else found
        return Case(earmarked(random, drawn.scenario), drawn.applicants)

    return _small(random, change)


def _small(random: Random, change: Callable[[Case], Case]) -> Case:
    while True:
        found = change(draft(random))
        try:
            ways = whole_of(found.scenario, pots_of(found.scenario, found.applicants)).ways
        except TooManyError:
            continue
        except RefusedError:
            return found
        if math.prod(map(len, ways)) <= MOST_PLANS:
            return found


# ── decisions ──────────────────────────────────────────────────────────────────────────────────────


def with_decisions(random: Random, found: Case) -> Case:
    """Return a case in which some awards are decided: at the claim, below or above it, or at nothing."""
    pots = [pot for pot in pots_of(found.scenario, found.applicants) if not pot.line]
    decisions = [each for pot in pots for each in _decisions(random, pot)]
    random.shuffle(decisions)
    return Case(found.scenario | ({"decisions": decisions} if decisions else {}), found.applicants)


def _decisions(random: Random, pot: Pot) -> list[dict[str, Any]]:
    count = random.choice((0, 1, 1, 2, len(pot.claims)))
    chosen = random.sample(list(pot.claims), min(count, len(pot.claims)))
    return [
        {"award": f"{pot.programme}/{claim.applicant}", **_decided(random, claim.due)} for claim in chosen
    ]


def _decided(random: Random, due: int) -> dict[str, Any]:
    if random.random() < 0.25:
        return {"outcome": random.choice(("withdrawn", "rejected")), **BY_HAND}
    amount = Money(random.choice((due, due, due, random.randint(0, due), due + random.randint(0, 2))))
    if random.random() < 0.5:
        return {"is": amount, "status": random.choice(("published", "paid"))}
    return {"is": amount, **BY_HAND}


# ── sources ────────────────────────────────────────────────────────────────────────────────────────


def earmarked(random: Random, scenario: dict[str, Any]) -> dict[str, Any]:
    """Return a scenario whose sources together hold what the classes have, each for some of the payers."""
    while True:
        found = _earmarked(random, scenario)
        if all(allowed(found).values()):
            return found


def _earmarked(random: Random, scenario: dict[str, Any]) -> dict[str, Any]:
    classes = {name: dict(each) for name, each in scenario["spending"].items()}
    if random.random() < 0.4:
        classes["basic"] = {"amount": Money(random.randint(0, 5))}
    names = NAMES[: random.randint(2, 3)]
    held = _parts(random, sum(money(each["amount"], scenario["unit"]) for each in classes.values()), names)
    sources = {name: {"amount": Money(fen), **_only_for(random, scenario)} for name, fen in held.items()}
    listed = {name: _some(random, names) for name in classes}
    programmes, inside = {}, dict[str, list[str]]()
    for name, each in scenario["programmes"].items():
        own = _some(random, listed[each["spending"]] or names)
        kept = [source for source in own if _may(sources[source], name, each["spending"])]
        programmes[name] = {**each, **({"paid_from": kept} if kept else {})}
        inside.setdefault(each["spending"], []).append(name)
    spending = {}
    for name, each in classes.items():
        members = inside.get(name, [""])
        kept = [
            source
            for source in listed[name]
            if any(_may(sources[source], member, name) for member in members)
        ]
        spending[name] = {**each, **({"paid_from": kept} if kept else {})}
    return scenario | {"sources": sources, "spending": spending, "programmes": programmes}


def _parts(random: Random, total: int, names: tuple[str, ...]) -> dict[str, int]:
    cuts = sorted(random.randint(0, total) for _ in names[1:])
    edges = zip((0, *cuts), (*cuts, total), strict=True)
    return {
        name: high - low + random.choice((0, 0, 2)) for name, (low, high) in zip(names, edges, strict=True)
    }


def _only_for(random: Random, scenario: dict[str, Any]) -> dict[str, Any]:
    if random.random() < 0.7:
        return {}
    if random.random() < 0.5:
        return {"only_for": {"spending": [random.choice(list(scenario["spending"]))]}}
    chosen = random.sample(list(scenario["programmes"]), random.randint(1, len(scenario["programmes"])))
    return {"only_for": {"programmes": chosen}}


def _some(random: Random, names: Sequence[str]) -> list[str]:
    """Return some names in any order; now and then none, which leaves it open."""
    return [] if random.random() < 0.4 else random.sample(list(names), random.randint(1, len(names)))


def _may(source: dict[str, Any], programme: str, spending: str) -> bool:
    only = source.get("only_for")
    return only is None or programme in only.get("programmes", ()) or spending in only.get("spending", ())
