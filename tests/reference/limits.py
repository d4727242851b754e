"""Limits and goals on one candidate plan, in exact fractions.

A limit has two voices. `held` judges the fen that are paid. `room` speaks as the rows do before anything
is shared out: it sees exact shares, so it asks for one fen more a member wherever a limit cuts across a
pro-rata layer. What has room must hold.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.reference.division import RefusedError
from tests.reference.figures import money, number, rate
from tests.reference.formula import evaluate
from tests.reference.sharing import Claims, Way, strayed

Setting = Mapping[str, Any]


@dataclass(frozen=True)
class Pot:
    """One programme with its claims; `line` is a plain line, which no `where` and no group selects."""

    programme: str
    spending: str
    tags: tuple[str, ...]
    line: bool
    claims: Claims


@dataclass(frozen=True)
class Bound:
    """One side: at least (or at most, when not `lower`) so much; `strict` leaves the bound itself out."""

    lower: bool
    strict: bool
    value: Fraction


@dataclass(frozen=True)
class Reading:
    """What a measure comes to, and by how many fen the truth may stray from it."""

    value: Fraction
    stray: int = 0


# ── what a limit says ──────────────────────────────────────────────────────────────────────────────


def word_and_selector(measure: Setting) -> tuple[str, Setting]:
    """Return the word of a measure and its selector; a figure may be named alone."""
    ((word, selector),) = measure.items()
    return word, {"figure": selector} if isinstance(selector, str) else selector


def bounds(limit: Setting, unit: str) -> list[Bound]:
    """Return the sides of a limit: money in fen, counts as numbers, ratios as shares."""
    read = _reader(limit, unit)
    found = [Bound(*side, read(limit[key])) for key, side in SIDES.items() if key in limit]
    pairs = [limit["between"]] if "between" in limit else []
    low_high = [(read(low), read(high)) for low, high in pairs]
    if "is" in limit:
        low_high.append((read(limit["is"]),) * 2)
    if "about" in limit:
        middle, within = read(limit["about"]), read(limit["within"])
        low_high.append((middle - within, middle + within))
    return found + [
        each for low, high in low_high for each in (Bound(True, False, low), Bound(False, False, high))
    ]


SIDES = {
    "at_least": (True, False),
    "at_most": (False, False),
    "more_than": (True, True),
    "less_than": (False, True),
}
KINDS = {
    "beneficiaries": "count",
    "points": "count",
    "sum": "figure",
    "total": "figure",
    "award": "money",
    "claims": "money",
    "budget": "money",
    "count": "count",
    "figure": "count",
}


def _reader(limit: Setting, unit: str) -> Callable[[str], Fraction]:
    if "bottom" in limit:
        return rate
    kind = KINDS[word_and_selector(limit["top"])[0]]
    if kind == "figure":
        return lambda text: Fraction(money(text, unit)) if text.endswith("分") else number(text)
    if kind == "count":
        return number
    return lambda text: Fraction(money(text, unit))


def is_hard(limit: Setting) -> bool:
    """Return whether the limit must hold: `about` is soft unless said otherwise."""
    return bool(limit.get("strength", "should" if "about" in limit else "must") == "must")


# ── what a plan comes to ───────────────────────────────────────────────────────────────────────────


def selects(selector: Setting, pot: Pot) -> bool:
    """Return whether a selector picks a programme."""
    return (
        selector.get("programme", pot.programme) == pot.programme
        and selector.get("spending", pot.spending) == pot.spending
        and ("tag" not in selector or selector["tag"] in pot.tags)
        and ("awards" not in selector or pot.programme in [a.partition("/")[0] for a in selector["awards"]])
    )


def chosen(selector: Setting, pot: Pot, group: tuple[str, Any] | None) -> list[bool]:
    """Return which of a programme's claims a selector picks, within a group if there is one."""
    narrowed = "where" in selector or group is not None
    if pot.line or not selects(selector, pot):
        return [selects(selector, pot) and not narrowed] * len(pot.claims)
    named = selector.get("awards")
    return [
        (named is None or f"{pot.programme}/{claim.applicant}" in named)
        and ("where" not in selector or evaluate(selector["where"], claim.row))
        and (group is None or claim.row[group[0]] == group[1])
        for claim in pot.claims
    ]


def groups(limit: Setting, pots: Sequence[Pot]) -> list[tuple[str, Any] | None]:
    """Return the groups a limit is repeated for: the values of a column over the programmes selected."""
    if "per" not in limit:
        return [None]
    _, selector = word_and_selector(limit["top"])
    found = [
        c.row[limit["per"]] for pot in pots if selects(selector, pot) and not pot.line for c in pot.claims
    ]
    return [(limit["per"], value) for value in dict.fromkeys(found)]


@dataclass(frozen=True)
class Measuring:
    """Everything a measure may look at beside a way: the classes and the figures."""

    spending: Mapping[str, int]
    figures: Mapping[str, Fraction]

    def constant(self, measure: Setting) -> Fraction:
        """Return the part of a measure that no plan changes."""
        word, selector = word_and_selector(measure)
        if word == "figure":
            return self.figures[selector["figure"]]
        if word == "budget":
            own = selector.get("spending")
            return Fraction(sum(fen for name, fen in self.spending.items() if own in (None, name)))
        return Fraction(0)

    def of_pot(
        self, measure: Setting, pot: Pot, way: Way, group: tuple[str, Any] | None, voice: str
    ) -> Reading:
        """Return what one programme adds to a measure, as the rows see it (`seen`) or as it is (`paid`)."""
        word, selector = word_and_selector(measure)
        if word not in (*ADDED, "sum", "total"):
            return Reading(Fraction(0))
        flags = chosen(selector, pot, group)
        if word in ("sum", "total"):
            amounts = _added_up(word, selector, pot, way)
        else:
            amounts = ADDED[word](pot, way, voice)
        value = sum((each for each, flag in zip(amounts, flags, strict=True) if flag), Fraction(0))
        return Reading(value, strayed(way, flags) if word == "award" and voice == "seen" else 0)


def _added_up(word: str, selector: Setting, pot: Pot, way: Way) -> Sequence[Fraction]:
    """Return what a sum adds up, row by row; a total does so whatever the awards."""
    if pot.line:
        return [Fraction(0)] * len(pot.claims)
    own = [Fraction(evaluate(selector["of"], claim.row)) for claim in pot.claims]
    if word == "total":
        return own
    return [each if counted else Fraction(0) for each, counted in zip(own, way.counted, strict=True)]


def is_nothing(measure: Setting, measuring: "Measuring", pots: Sequence[Pot]) -> bool:
    """Return whether a measure is zero whatever the plan: a zero, or nobody selected claims anything."""
    word, selector = word_and_selector(measure)
    if selector.get("same_group") == "yes":
        return False
    if word in ("figure", "budget"):
        return measuring.constant(measure) == 0
    flags = [(pot, chosen(selector, pot, None)) for pot in pots]
    return not any(
        claim.due and flag for pot, own in flags for claim, flag in zip(pot.claims, own, strict=True)
    )


def _paid(pot: Pot, way: Way, voice: str) -> Sequence[Fraction]:
    return way.seen if voice == "seen" else [Fraction(award) for award in way.awards]


ADDED: dict[str, Callable[[Pot, Way, str], Sequence[Fraction]]] = {
    "award": _paid,
    "claims": lambda pot, way, voice: [Fraction(claim.due) for claim in pot.claims],
    "count": lambda pot, way, voice: [Fraction(counted) for counted in way.counted],
}


# ── the two voices ─────────────────────────────────────────────────────────────────────────────────


def held(bound: Bound, top: Fraction, bottom: Fraction | None) -> bool:
    """Return whether a limit holds to the fen; a ratio is never divided."""
    room = top - bound.value * (1 if bottom is None else bottom)
    room = room if bound.lower else -room
    return room > 0 if bound.strict else room >= 0


def room(bound: Bound, top: Reading, bottom: Reading | None) -> Fraction:
    """Return how far inside a limit a plan is, as the rows see it: short of it when negative.

    A ratio p/q is multiplied out: q times the top less p times the bottom, against nothing.
    """
    if bottom is None:
        ahead, stray = top.value - bound.value, top.stray
    else:
        p, q = bound.value.numerator, bound.value.denominator
        ahead, stray = q * top.value - p * bottom.value, q * top.stray + abs(p) * bottom.stray
    return (ahead if bound.lower else -ahead) - stray


def allowed(bound: Bound, left: Fraction) -> bool:
    """Return whether the rows allow a plan with so much room."""
    return left > 0 if bound.strict else left >= 0


def missed(bound: Bound, left: Fraction, ratio: bool) -> int:
    """Return by how many whole units of the top measure a limit is missed."""
    if allowed(bound, left):
        return 0
    short = -left / (bound.value.denominator if ratio else 1)
    return math.floor(short) + 1 if bound.strict else math.ceil(short)


def refuse_cut_equality(sides: Sequence[Bound], top_stray: int, bottom_stray: int) -> None:
    """Raise RefusedError for an equality across a pro-rata pot: no single fen can be promised there."""
    if (top_stray or bottom_stray) and len(sides) == 2 and sides[0].value == sides[1].value:
        raise RefusedError("an equality cuts across a pro-rata pot")
