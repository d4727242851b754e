"""What a goal may aim at beside plain sums: reach, change, fairness and curves, on one plan at a time.

A plan is the pots with the way each comes out, as the rows see it: exact shares before any rounding.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.reference.figures import money, number
from tests.reference.limits import Pot
from tests.reference.sharing import Claim, Way

MILLION = 1_000_000
Plan = Sequence[tuple[Pot, Way]]


def rows(plan: Plan) -> Iterator[tuple[Pot, Claim, Fraction, bool]]:
    """Yield every claim of every applicant with what it is paid and whether that counts."""
    for pot, way in plan:
        if not pot.line:
            for claim, seen, counted in zip(pot.claims, way.seen, way.counted, strict=True):
                yield pot, claim, seen, counted


def beneficiaries(plan: Plan) -> Fraction:
    """Return how many applicants have an award that counts."""
    return Fraction(len({claim.applicant for _, claim, _, counted in rows(plan) if counted}))


def change(scenario: Mapping[str, Any], plan: Plan, settings: Mapping[str, str]) -> Fraction:
    """Return how far programmes or applicants are from last year, each in whole fen."""
    if "of" not in settings:
        said = [
            (
                sum(way.seen, Fraction(0)),
                money(scenario["programmes"][pot.programme]["last_year"], scenario["unit"]),
            )
            for pot, way in plan
            if "last_year" in scenario["programmes"][pot.programme]
        ]
        return Fraction(sum(math.ceil(abs(paid - last)) for paid, last in said))
    paid: dict[str, Fraction] = {}
    last: dict[str, Fraction] = {}
    for pot, claim, seen, _ in rows(plan):
        if settings.get("programme", pot.programme) == pot.programme:
            paid[claim.applicant] = paid.get(claim.applicant, Fraction(0)) + seen
            last[claim.applicant] = Fraction(claim.row[settings["of"]])
    return Fraction(sum(math.ceil(abs(paid[name] - last[name])) for name in paid))


def smallest_share(plan: Plan, settings: Mapping[str, str]) -> Fraction:
    """Return the smallest share of its claims that anyone compared is paid, down to the millionth."""
    asked: dict[Any, int] = {}
    paid: dict[Any, Fraction] = {}
    for who, due, seen in compared(plan, settings):
        asked[who] = asked.get(who, 0) + due
        paid[who] = paid.get(who, Fraction(0)) + seen
    shares = [math.floor(paid[who] * MILLION / asked[who]) for who in asked if asked[who]]
    return Fraction(min([MILLION, *shares]), MILLION)


def compared(plan: Plan, settings: Mapping[str, str]) -> Iterator[tuple[Any, int, Fraction]]:
    """Yield who is compared, with a claim and what it is paid."""
    if "per" not in settings and settings.get("of", "programmes") == "programmes":
        for pot, way in plan:
            yield pot.programme, sum(claim.due for claim in pot.claims), sum(way.seen, Fraction(0))
        return
    for _, claim, seen, _ in rows(plan):
        yield (claim.row[settings["per"]] if "per" in settings else claim.applicant), claim.due, seen


def worth(scenario: Mapping[str, Any], programme: str, fen: int) -> Fraction:
    """Return the points that a programme's money is worth by its known points; nothing without them."""
    response = scenario["programmes"][programme].get("response")
    if response is None:
        return Fraction(0)
    points = [(money(each["at"], scenario["unit"]), number(each["worth"])) for each in response["curve"]]
    if "capacity" in response:
        fen = min(fen, money(response["capacity"], scenario["unit"]))
    if fen >= points[-1][0]:
        return points[-1][1]
    (at, low), (end, high) = next(
        (pair for pair in pairwise(points) if pair[0][0] <= fen < pair[1][0]), (points[0], points[1])
    )
    return low + (high - low) * Fraction(fen - at, end - at)
