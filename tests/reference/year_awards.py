"""What every line of a small budget is awarded before its year begins: policies, ceilings of firms, pots."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.reference.division import Request, divided
from tests.reference.engine import claims_of, typed_rows
from tests.reference.figures import money
from tests.reference.sharing import Claim, queue, shared
from tests.reference.together import Entry, cumulated
from tests.reference.year_payments import Award, Line

Scenario = Mapping[str, Any]
Applicants = Mapping[str, Sequence[Mapping[str, str]]]
Claims = dict[str, list[Claim]]


class TooManyLinesError(Exception):
    """Plain lines of a class that does not say how it is shared, which add to more than it holds (S254)."""


class NoPlanError(Exception):
    """A line that is paid in full does not fit into its class (R601)."""


def claims_by_programme(scenario: Scenario, applicants: Applicants) -> Claims:
    """Return the claims of every programme that has applicants, once its policies had their say."""
    claims = {
        name: claims_of(scenario, with_conditions(scenario, programme), applicants)
        for name, programme in sorted(scenario["programmes"].items())
        if "applicants" in programme
    }
    for settings in _ceilings(scenario):
        entries = [
            Entry(name, claim.applicant, claim.due, claim.row)
            for name in settings["programmes"]
            for claim in claims[name]
        ]
        dues = cumulated(settings, entries, scenario["unit"])
        for name in settings["programmes"]:
            claims[name] = [
                Claim(each.applicant, dues[name, each.applicant], each.row) for each in claims[name]
            ]
    return claims


def layers(scenario: Scenario, under: str | None) -> list[str]:
    """Return a policy and all above it, the lowest first."""
    found = []
    while under is not None:
        found.append(under)
        under = scenario["policies"][under].get("under")
    return found


def with_conditions(scenario: Scenario, programme: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a programme with what its policies require among its own conditions."""
    asked = {
        name: scenario["policies"][name]["require"]
        for name in layers(scenario, programme.get("under"))
        if "require" in scenario["policies"][name]
    }
    own = {"own": programme["eligible"]} if "eligible" in programme else {}
    return {**programme, "eligible": {**asked, **own}} if asked else programme


def _ceilings(scenario: Scenario) -> Iterator[dict[str, Any]]:
    """Yield the ceilings of policies on a firm, the lower layers first; all below are cut alike."""
    names = scenario.get("policies", {})
    for name in sorted(names, key=lambda each: (-len(layers(scenario, each)), each)):
        limit = names[name].get("limits", {}).get("firm_year")
        below = [
            each
            for each, programme in sorted(scenario["programmes"].items())
            if name in layers(scenario, programme.get("under"))
        ]
        if limit is not None and below:
            yield {
                "ceiling": limit["at_most"],
                "per": limit["per"],
                "programmes": below,
                "method": "pro_rata",
            }


# ── lines of the budget ────────────────────────────────────────────────────────────────────────────


def lines_of(scenario: Scenario, applicants: Applicants) -> list[Line]:
    """Return the lines that have ledgers, sorted, with their awards.

    They are the programmes that spend of a class, and the classes from which none does.
    """
    claims, found = claims_by_programme(scenario, applicants), list[Line]()
    for spending, settings in scenario["spending"].items():
        own = _spending_of(scenario, spending)
        if not own:
            found.append(Line(f"spending.{spending}", spending, (Award(money(settings["amount"]), {}),)))
        for name, part in _parts(scenario, spending, claims).items():
            found.append(Line(f"programmes.{name}", spending, _awards(scenario, name, claims, part)))
    return sorted(found, key=lambda each: each.path)


def classes_of(scenario: Scenario) -> dict[str, str]:
    """Return the lines that have ledgers, each with the class from which it spends."""
    found = dict[str, str]()
    for spending in scenario["spending"]:
        own = [f"programmes.{name}" for name in _spending_of(scenario, spending)]
        found |= dict.fromkeys(own or [f"spending.{spending}"], spending)
    return found


def _spending_of(scenario: Scenario, spending: str) -> list[str]:
    return [
        name
        for name, each in sorted(scenario["programmes"].items())
        if each.get("spending") == spending and each.get("money") != "none"
    ]


def _parts(scenario: Scenario, spending: str, claims: Claims) -> dict[str, int]:
    """Return what each programme of a class is given; what makes good for another year takes its money first.

    Raises RefusedError where nobody says how a class that is short is shared, TooManyLinesError where its
    plain lines alone are more than it holds, NoPlanError where a line that is paid in full does not fit.
    """
    settings, own = scenario["spending"][spending], _spending_of(scenario, spending)
    method, most = settings.get("when_short"), money(settings["amount"])
    asked = {name: _asked(scenario, name, claims) for name in own}
    if method is None:
        _refuse_too_many_lines(scenario, asked, most)
    first = {} if method is None else {name: asked[name] for name in own if makes_good(scenario, name)}
    others = [name for name in own if name not in first]
    left = max(0, most - sum(first.values()))
    given = divided(method, [Request(name, asked[name], ()) for name in others], left)
    found = first | {name: part or 0 for name, part in zip(others, given, strict=True)}
    short = any(part < asked[name] for name, part in found.items() if _is_whole(scenario, name))
    if short or sum(found.values()) > most:
        raise NoPlanError(spending)
    return found


def _refuse_too_many_lines(scenario: Scenario, asked: Mapping[str, int], most: int) -> None:
    lines = [name for name in asked if "applicants" not in scenario["programmes"][name]]
    if sum(asked[name] for name in lines if not makes_good(scenario, name)) > most:
        raise TooManyLinesError(lines)


def _is_whole(scenario: Scenario, name: str) -> bool:
    """Return whether a programme is a plain line that is paid in full or not at all."""
    programme = scenario["programmes"][name]
    return "applicants" not in programme and programme.get("when_short", "in_full") == "in_full"


def makes_good(scenario: Scenario, name: str) -> bool:
    """Return whether a programme is the line that makes good what an earlier year's cut took of another."""
    return "makes_good" in scenario["programmes"][name]


def _asked(scenario: Scenario, name: str, claims: Claims) -> int:
    if name in claims:
        return sum(each.due for each in claims[name])
    return money(scenario["programmes"][name]["amount"])


def _awards(scenario: Scenario, name: str, claims: Claims, part: int) -> tuple[Award, ...]:
    if name not in claims:
        return (Award(part, {}),)
    fen = shared(scenario["programmes"][name]["when_short"], claims[name], part)
    return tuple(Award(each, claim.row) for each, claim in zip(fen, claims[name], strict=True))


# ── programmes that a fund pays ────────────────────────────────────────────────────────────────────


def paid_by(scenario: Scenario, fund: str) -> list[str]:
    """Return the programmes a fund pays, in the order in which it pays them: as it names them, then by id."""
    named = scenario["funds"][fund].get("pays", [])
    named = [named] if isinstance(named, str) else named
    others = [name for name, each in sorted(scenario["programmes"].items()) if each.get("paid_from") == fund]
    return list(dict.fromkeys([*named, *others]))


def fund_awards(
    scenario: Scenario, fund: str, claims: Claims, held: tuple[Sequence[int], Mapping[str, int]]
) -> dict[str, tuple[Award, ...]]:
    """Return what a fund awards, one programme before the next.

    `held` is what it holds at the end of each quarter before any award, and from which quarter on each
    programme is paid: what is promised then is gone from that quarter on.
    """
    alone, begins = held
    left, found = list(alone), dict[str, tuple[Award, ...]]()
    for name in paid_by(scenario, fund):
        fen = _from_fund(scenario, fund, claims[name], name, max(0, min(left[begins[name] :])))
        for at in range(begins[name], len(left)):
            left[at] -= sum(fen)
        found[name] = tuple(Award(each, claim.row) for each, claim in zip(fen, claims[name], strict=True))
    return found


def _from_fund(
    scenario: Scenario, fund: str, claims: Sequence[Claim], name: str, available: int
) -> list[int]:
    method = scenario["programmes"][name]["when_short"]
    trigger = stop(scenario, fund)
    if trigger is None:
        return shared(method, claims, min(available, sum(each.due for each in claims)))
    paid = [0 for _ in claims]
    for at in queue(method, claims):
        if sum(paid) < trigger:
            paid[at] = min(claims[at].due, available - sum(paid))
    return paid


def stop(scenario: Scenario, fund: str) -> int | None:
    """Return from how many fen paid on a fund stops: the first whole fen that reaches its share."""
    settings = scenario["funds"][fund]
    if "trigger" not in settings:
        return None
    opening = money(settings.get("opening", "0"))
    share = int(settings["trigger"]["paid"].removesuffix("%"))
    return -(-opening * share // 100)


def ids(scenario: Scenario, applicants: Applicants, population: str) -> list[str]:
    """Return the ids of a population, sorted."""
    settings = scenario["populations"][population]
    return [row[settings["id"]] for row in typed_rows(settings, applicants[population])]
