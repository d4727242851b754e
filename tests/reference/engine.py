"""The slow reference engine: every plan of a small scenario, judged one by one in exact fractions.

It reads a scenario as plain mappings of texts and applicants as rows of texts, shares no code with the
package, and finds the best plan by looking at all of them. It is made to be believed, not to be fast.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from tests.reference import aims, award_rules
from tests.reference.decided import (
    allowed as allowed_sources,
)
from tests.reference.decided import (
    decided,
    held_by,
    is_earmarked,
    needs,
    open_claims,
    refuse_too_much,
    with_decided,
)
from tests.reference.decided import (
    payable as payable_from,
)
from tests.reference.division import RefusedError, Request, divided
from tests.reference.entitlement import judged
from tests.reference.figures import FEN, YES_NO, day, money, number, parts_of, rate
from tests.reference.limits import (
    Bound,
    Measuring,
    Pot,
    Reading,
    allowed,
    bounds,
    groups,
    held,
    is_hard,
    is_nothing,
    missed,
    refuse_cut_equality,
    room,
    word_and_selector,
)
from tests.reference.sharing import Claim, Method, Way, payable, settled, ways, word_of

Scenario = Mapping[str, Any]
Applicants = Mapping[str, Sequence[Mapping[str, str]]]
MOST_PLANS = 40_000


class TooManyError(Exception):
    """The scenario has more plans than anyone wants to look at."""


@dataclass(frozen=True)
class Answer:
    """What the reference found: `word` is plan, infeasible or refused.

    `awards` are fen by programme and applicant; `goals` the exact values in their order, each as large
    (or small) as it can be; `ties` how many plans share them; `points` the exact points of each programme.
    """

    word: str
    awards: Mapping[str, Mapping[str, int]]
    claims: Mapping[str, Mapping[str, int]]
    goals: tuple[Fraction, ...] = ()
    ties: int = 0
    counted: Mapping[str, int] | None = None
    points: Mapping[str, Fraction] | None = None


@dataclass(frozen=True)
class Line:
    """One number every plan has: a constant, and what each way of each programme adds to it."""

    constant: Fraction
    parts: tuple[tuple[Fraction, ...], ...]

    def of(self, picks: Sequence[int]) -> Fraction:
        return self.constant + sum(own[pick] for own, pick in zip(self.parts, picks, strict=True))


# ── reading ────────────────────────────────────────────────────────────────────────────────────────


def typed(value: str, kind: Any) -> Any:
    """Return a cell of a declared kind: amounts in fen, yes and no as truth, dates, numbers, texts."""
    if isinstance(kind, list) or kind in ("text", "uscc"):
        return value
    readers = {
        "count": number,
        "number": number,
        "percent": rate,
        "date": day,
        "days": number,
        "yes_no": lambda text: YES_NO[text],
    }
    return readers[kind](value) if kind in readers else Fraction(money(value, kind))


def typed_rows(population: Mapping[str, Any], rows: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Return the rows of a population, typed and sorted by id."""
    kinds = population["columns"]
    found = [{key: typed(cell, kinds.get(key, "text")) for key, cell in row.items()} for row in rows]
    return sorted(found, key=lambda row: row[population["id"]])


def pots_of(scenario: Scenario, applicants: Applicants) -> list[Pot]:
    """Return every programme with its claims, sorted by programme id."""
    return [
        Pot(
            name,
            programme["spending"],
            tuple(programme.get("tags", ())),
            "amount" in programme,
            claims_of(scenario, programme, applicants),
        )
        for name, programme in sorted(scenario["programmes"].items())
    ]


def claims_of(scenario: Scenario, programme: Mapping[str, Any], applicants: Applicants) -> list[Claim]:
    """Return the claims of one programme, sorted by applicant; a plain line claims its own amount."""
    unit = scenario["unit"]
    if "amount" in programme:
        return [Claim("", money(programme["amount"], unit), {})]
    name = programme["applicants"]
    population = scenario["populations"][name]
    figures = {key: figure(each["is"]) for key, each in scenario.get("figures", {}).items()}
    typed_ones = typed_rows(population, applicants[name])
    rows = {row[population["id"]]: {**figures, **row} for row in typed_ones}
    found = judged(programme, rows, unit, sums_of_money(scenario, population))
    return [Claim(name, due, rows[name]) for name, due in zip(found.ids, found.due, strict=True)]


def sums_of_money(scenario: Scenario, population: Mapping[str, Any]) -> dict[str, bool]:
    """Return which names of a population's rows, or of the figures, are sums of money."""
    columns = {key: isinstance(kind, str) and kind in FEN for key, kind in population["columns"].items()}
    figures = scenario.get("figures", {})
    return {**{key: parts_of(each["is"])[1] in FEN for key, each in figures.items()}, **columns}


def figure(text: str) -> Fraction:
    """Return a figure: an amount with its unit in fen, a share, or a number."""
    try:
        return rate(text)
    except ValueError:
        return Fraction(money(text))


# ── pots ───────────────────────────────────────────────────────────────────────────────────────────


def pot_ways(scenario: Scenario, pots: Sequence[Pot]) -> list[list[Way]]:
    """Return every way of every pot, once the classes are divided and the envelopes are kept.

    Raises RefusedError when a class is short and nobody says how it is shared.
    """
    refuse_too_much(scenario)
    given: dict[str, int | None] = {}
    for spending, settings in scenario["spending"].items():
        own = [pot for pot in pots if pot.spending == spending]
        requests = [
            Request(pot.programme, _request(scenario, pot), pot.tags, _envelope(scenario, pot)[0])
            for pot in own
        ]
        beforehand = sum(sum(decided(scenario, pot.programme).values()) for pot in own)
        left = money(settings["amount"], scenario["unit"]) - beforehand
        parts = divided(settings.get("when_short"), requests, left)
        given.update(zip((pot.programme for pot in own), parts, strict=True))
    return [_ways(scenario, pot, given[pot.programme]) for pot in pots]


def _request(scenario: Scenario, pot: Pot) -> int:
    return min(payable(_method(scenario, pot), open_claims(scenario, pot)), _envelope(scenario, pot)[1])


def _method(scenario: Scenario, pot: Pot) -> Method:
    method: Method = scenario["programmes"][pot.programme].get("when_short", "in_full")
    return method


def _envelope(scenario: Scenario, pot: Pot) -> tuple[int, int]:
    envelope = scenario["programmes"][pot.programme].get("envelope", {})
    asked, unit = sum(claim.due for claim in open_claims(scenario, pot)), scenario["unit"]
    beforehand = sum(decided(scenario, pot.programme).values())
    least = money(envelope.get("at_least", "0"), unit) - beforehand
    most = money(envelope["at_most"], unit) - beforehand if "at_most" in envelope else asked
    return max(0, least), most


def _ways(scenario: Scenario, pot: Pot, given: int | None) -> list[Way]:
    method, (least, most) = _method(scenario, pot), _envelope(scenario, pot)
    counts_from = rate(_points(scenario, pot).get("counts_from", "100%"))
    claims = open_claims(scenario, pot)
    asked = sum(claim.due for claim in claims)
    size = min(asked, most) if given is None else given
    if given is None or word_of(method) in ("optimise", "in_full"):
        found = ways(method, claims, size, counts_from)
    else:
        found = settled(method, claims, size, counts_from)
    envelope = scenario["programmes"][pot.programme].get("envelope", {})
    idle = envelope.get("or_nothing") == "yes"
    inside = [each for each in found if least <= each.total <= most or (idle and not each.total)]
    return [with_decided(scenario, pot, each, counts_from) for each in inside]


def _points(scenario: Scenario, pot: Pot) -> Mapping[str, Any]:
    points: Mapping[str, Any] = scenario["programmes"][pot.programme].get("points", {})
    return points


def points_of(scenario: Scenario, pot: Pot, found: Way) -> Fraction:
    """Return the points of one way: so many for each award that counts, more with the share paid."""
    points = _points(scenario, pot)
    value = number(points.get("per_award", "0")) * sum(found.counted)
    for column, worth in points.get("per_unit", {}).items():
        units = (claim.row[column] * share for claim, share in zip(pot.claims, found.shares, strict=True))
        value += number(worth) * sum(units, Fraction(0))
    return value + aims.worth(scenario, pot.programme, found.total)


# ── limits and goals as lines ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Whole:
    """A small scenario with all its plans: pots, the ways of each, and what measures may look at."""

    scenario: Scenario
    pots: Sequence[Pot]
    ways: Sequence[Sequence[Way]]
    measuring: Measuring

    def line(self, value: Any, constant: Fraction = Fraction(0)) -> Line:
        """Return a line whose parts are `value(pot, way)`."""
        parts = zip(self.pots, self.ways, strict=True)
        return Line(constant, tuple(tuple(value(pot, each) for each in own) for pot, own in parts))

    def measured(self, measure: Mapping[str, Any], group: Any = None, voice: str = "seen") -> Line:
        """Return a measure as a line."""
        word, selector = word_and_selector(measure)
        if word == "beneficiaries":
            return award_rules.Reached(self, selector, group)  # type: ignore[return-value]
        if word == "points":
            picked = (selector, group)
            return self.line(lambda pot, each: award_rules.points(self.scenario, pot, each, picked))
        return self.line(
            lambda pot, each: self.measuring.of_pot(measure, pot, each, group, voice).value,
            self.measuring.constant(measure),
        )

    def plan(self, picks: Sequence[int]) -> list[tuple[Pot, Way]]:
        """Return every pot with the way a plan picks for it."""
        triples = zip(self.pots, self.ways, picks, strict=True)
        return [(pot, own[pick]) for pot, own, pick in triples]

    def strays(self, measure: Mapping[str, Any], group: Any = None) -> int:
        """Return by how many fen a measure may stray; it depends on the pots, not on the plan."""
        firsts = [(pot, own[0]) for pot, own in zip(self.pots, self.ways, strict=True) if own]
        return sum(self.measuring.of_pot(measure, pot, each, group, "seen").stray for pot, each in firsts)


@dataclass(frozen=True)
class Side:
    """One side of a limit (of one group) over all plans: the rows' view, and the truth."""

    limit: str
    bound: Bound
    seen: tuple[Line, Line | None]
    strays: tuple[int, int]
    paid: tuple[Line, Line | None]
    or_nothing: bool = False

    def allowed(self, picks: Sequence[int]) -> bool:
        """Return whether the rows allow a plan."""
        return self.idle(picks) or allowed(self.bound, self.room(picks))

    def idle(self, picks: Sequence[int]) -> bool:
        """Return whether nothing is given where nothing may be."""
        return self.or_nothing and self.seen[0].of(picks) == 0

    def room(self, picks: Sequence[int]) -> Fraction:
        """Return how far inside the limit a plan is, as the rows see it."""
        top, bottom = self.seen
        below = None if bottom is None else Reading(bottom.of(picks), self.strays[1])
        return room(self.bound, Reading(top.of(picks), self.strays[0]), below)

    def missed(self, picks: Sequence[int]) -> int:
        """Return by how many whole units of its top measure a plan misses it."""
        if self.idle(picks):
            return 0
        if self.or_nothing and self.bound.lower:
            return min(missed(self.bound, self.room(picks), False), math.ceil(self.seen[0].of(picks)))
        return missed(self.bound, self.room(picks), self.seen[1] is not None)

    def holds(self, picks: Sequence[int]) -> bool:
        """Return whether it holds to the fen."""
        top, bottom = self.paid
        below = None if bottom is None else bottom.of(picks)
        return self.idle(picks) or held(self.bound, top.of(picks), below)


def sides(whole: Whole, name: str) -> Iterator[Side]:
    """Yield every side of a limit, for every group."""
    limit = whole.scenario["constraints"][name]
    if "every" in limit or "equal" in limit:
        yield award_rules.Rule(whole, name, limit)  # type: ignore[misc]
        return
    both = bounds(with_figures(limit, whole.scenario), whole.scenario["unit"])
    for group in groups(limit, whole.pots):
        strays = (
            whole.strays(limit["top"], group),
            whole.strays(limit["bottom"], below_group(limit, group)) if "bottom" in limit else 0,
        )
        refuse_cut_equality(both, *strays)
        seen, paid = (_pair(whole, limit, group, voice) for voice in ("seen", "paid"))
        for bound in both:
            yield Side(name, bound, seen, strays, paid, limit.get("or_nothing") == "yes")


def with_figures(limit: Mapping[str, Any], scenario: Scenario) -> dict[str, Any]:
    """Return a limit whose bounds that name a figure are what the figure is."""
    figures = scenario.get("figures", {})
    return {
        key: figures[each]["is"] if isinstance(each, str) and key != "per" and each in figures else each
        for key, each in limit.items()
    }


def below_group(limit: Mapping[str, Any], group: Any) -> Any:
    """Return the group that the bottom of a limit is taken over."""
    _, selector = word_and_selector(limit["bottom"])
    return group if selector.get("same_group") == "yes" else None


def _pair(whole: Whole, limit: Mapping[str, Any], group: Any, voice: str) -> tuple[Line, Line | None]:
    bottom = whole.measured(limit["bottom"], below_group(limit, group), voice) if "bottom" in limit else None
    return whole.measured(limit["top"], group, voice), bottom


def goals(whole: Whole) -> list[tuple[int, Any]]:
    """Return each goal's sign and its value as a function of a plan; a soft limit's is its miss."""
    found = []
    for goal in whole.scenario.get("objective", ()):
        ((word, aim),) = goal.items()
        if word == "keep":
            names = [aim] if isinstance(aim, str) else aim
            found += [(-1, _missed(list(sides(whole, name)))) for name in names]
        elif word == "weigh":
            found.append((1, _weighed(whole, aim)))
        else:
            found.append((1 if word == "maximise" else -1, aimed(whole, aim)))
    return found


def aimed(whole: Whole, aim: Any) -> Any:
    """Return what an aim comes to as a function of a plan."""
    word, settings = word_and_settings(aim)
    if word in LOOKS:
        return lambda picks: LOOKS[word](whole, picks, settings)
    return (AIMS[word](whole) if isinstance(aim, str) else whole.measured(aim)).of


def word_and_settings(aim: Any) -> tuple[str, Mapping[str, str]]:
    """Return the word of an aim and its settings; what is compared may be named alone."""
    if isinstance(aim, str):
        return aim, {}
    ((word, settings),) = aim.items()
    return word, {"of": settings} if isinstance(settings, str) else settings


def _weighed(whole: Whole, terms: Sequence[Mapping[str, Any]]) -> Any:
    parts = []
    for term in terms:
        way = "maximise" if "maximise" in term else "minimise"
        per = money(term["per"], whole.scenario["unit"]) if "per" in term else 1
        factor = number(term.get("weight", "1")) / per * (1 if way == "maximise" else -1)
        parts.append((factor, aimed(whole, term[way])))
    return lambda picks: sum((factor * value(picks) for factor, value in parts), Fraction(0))


def _met(whole: Whole, picks: Sequence[int], _: Any) -> Fraction:
    limits = whole.scenario.get("constraints", {})
    soft = [name for name in limits if not is_hard(limits[name])]
    held_ = (all(s.allowed(picks) for s in sides(whole, name)) for name in soft)
    return Fraction(sum(held_))


LOOKS: dict[str, Callable[[Whole, Sequence[int], Mapping[str, str]], Fraction]] = {
    "targets_met": _met,
    "beneficiaries": lambda whole, picks, _: aims.beneficiaries(whole.plan(picks)),
    "change_from_last_year": lambda whole, picks, settings: aims.change(
        whole.scenario, whole.plan(picks), settings
    ),
    "smallest_share": lambda whole, picks, settings: aims.smallest_share(whole.plan(picks), settings),
    "largest_cut": lambda whole, picks, settings: 1 - aims.smallest_share(whole.plan(picks), settings),
}


def _missed(own: Sequence[Side]) -> Any:
    return lambda picks: Fraction(sum(side.missed(picks) for side in own))


def _spent(whole: Whole) -> Line:
    return whole.line(lambda pot, each: sum(each.seen, Fraction(0)))


def _unspent(whole: Whole) -> Line:
    spenders = {pot.spending for pot in whole.pots}
    appropriated = sum(fen for name, fen in whole.measuring.spending.items() if name in spenders)
    return whole.line(lambda pot, each: -sum(each.seen, Fraction(0)), Fraction(appropriated))


AIMS: dict[str, Callable[[Whole], Line]] = {
    "points": lambda whole: whole.line(lambda pot, each: points_of(whole.scenario, pot, each)),
    "spent": _spent,
    "unspent": _unspent,
    "awards": lambda whole: whole.line(lambda pot, each: Fraction(sum(each.counted))),
}


# ── every plan ─────────────────────────────────────────────────────────────────────────────────────


def solve(scenario: Scenario, applicants: Applicants) -> Answer:
    """Return the best plan of all, goal by goal, ties by the declared rule.

    The rule: the smaller programme id first; a pot that holds more wins, and of whole awards the one that
    pays the applicant with the smaller id. Raises TooManyError when there are more than MOST_PLANS plans.
    """
    pots = pots_of(scenario, applicants)
    claims = {pot.programme: {claim.applicant: claim.due for claim in pot.claims} for pot in pots}
    try:
        return _best(whole_of(scenario, pots), claims)
    except RefusedError:
        return Answer("refused", {}, claims)


def whole_of(scenario: Scenario, pots: Sequence[Pot]) -> Whole:
    """Return the scenario with every way of every pot; raises TooManyError and RefusedError."""
    unit = scenario["unit"]
    spending = {name: money(each["amount"], unit) for name, each in scenario["spending"].items()}
    figures = {name: figure(each["is"]) for name, each in scenario.get("figures", {}).items()}
    found = pot_ways(scenario, pots)
    if math.prod(len(own) for own in found) > MOST_PLANS:
        raise TooManyError
    return Whole(scenario, pots, found, Measuring(spending, figures))


def _best(whole: Whole, claims: Mapping[str, Mapping[str, int]]) -> Answer:
    limits = whole.scenario.get("constraints", {})
    for limit in limits.values():
        if "bottom" in limit and is_nothing(limit["bottom"], whole.measuring, whole.pots):
            raise RefusedError("a ratio of nothing")
    hard = [side for name in limits if is_hard(limits[name]) for side in sides(whole, name)]
    wanted = goals(whole)
    best: list[tuple[int, ...]] = []
    best_values: tuple[Fraction, ...] | None = None
    for picks in product(*(range(len(own)) for own in whole.ways)):
        if not (within_classes(whole, picks) and all(side.allowed(picks) for side in hard)):
            continue
        values = tuple(sign * value(picks) for sign, value in wanted)
        if best_values is None or values > best_values:
            best, best_values = [], values
        if values == best_values:
            best.append(picks)
    if best_values is None:
        return Answer("infeasible", {}, claims)
    first = max(best, key=lambda picks: [own[pick].rank for own, pick in zip(whole.ways, picks, strict=True)])
    for side in hard:
        assert side.holds(first), f"the rows of {side.limit} allow what breaks it"
    signed = tuple(sign * value for (sign, _), value in zip(wanted, best_values, strict=True))
    return _answer(whole, first, claims, signed, len(best))


def within_classes(whole: Whole, picks: Sequence[int]) -> bool:
    """Return whether no class spends more than it has."""
    left = dict(whole.measuring.spending)
    for pot, own, pick in zip(whole.pots, whole.ways, picks, strict=True):
        left[pot.spending] -= own[pick].total
    return all(fen >= 0 for fen in left.values()) and _payable(whole, picks)


def _payable(whole: Whole, picks: Sequence[int]) -> bool:
    """Return whether the sources can pay a plan, where something says which source pays whom."""
    if not is_earmarked(whole.scenario):
        return True
    totals = {pot.programme: each.total for pot, each in whole.plan(picks)}
    wanted = needs(whole.scenario, totals)
    return payable_from(wanted, allowed_sources(whole.scenario), held_by(whole.scenario))


def _answer(whole: Whole, picks: Sequence[int], claims: Any, values: Any, ties: int) -> Answer:
    chosen = {pot.programme: own[pick] for pot, own, pick in zip(whole.pots, whole.ways, picks, strict=True)}
    named = {pot.programme: pot for pot in whole.pots}
    awards = {
        name: {claim.applicant: award for claim, award in zip(named[name].claims, each.awards, strict=True)}
        for name, each in chosen.items()
    }
    return Answer(
        word="plan",
        awards=awards,
        claims=claims,
        goals=values,
        ties=ties,
        counted={name: sum(each.counted) for name, each in chosen.items()},
        points={name: points_of(whole.scenario, named[name], each) for name, each in chosen.items()},
    )
