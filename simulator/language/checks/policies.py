"""Checks of policies in layers: a lower layer, and a programme under it, may only tighten."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import chain
from types import MappingProxyType

from simulator.expression import CONDITION, Expression, names, require
from simulator.glossary import Word
from simulator.language.checks.expressions import scope_of
from simulator.language.checks.limits import grouping_columns
from simulator.language.checks.written import (
    Level,
    PlacedStep,
    fault,
    fault_at_key,
    levels,
    node_at,
    unread,
)
from simulator.language.read import Reading
from simulator.language.scalars import text_place
from simulator.model.document import MappingNode, Node, Scalar
from simulator.model.policies import Policy
from simulator.model.policy_layers import ALONE, layers_over, programmes_below
from simulator.model.scenario import Programme
from simulator.money import exact_money, plain
from simulator.problems import Place, Problem, problem
from simulator.rules.adjust import Cap, Uplift
from simulator.rules.reach import most_of, rate_of, worth_rate

WHOLE = Fraction(1)


def _award(policy: Policy) -> Fraction | None:
    return None if policy.limits.award is None else Fraction(policy.limits.award.at_most)


def _rate(policy: Policy) -> Fraction | None:
    return None if policy.limits.rate is None else policy.limits.rate.at_most


def _firm_year(policy: Policy) -> Fraction | None:
    return None if policy.limits.firm_year is None else Fraction(policy.limits.firm_year.at_most)


LIMITS: Mapping[str, Callable[[Policy], Fraction | None]] = MappingProxyType(
    {"award": _award, "rate": _rate, "firm_year": _firm_year}
)


def shown(limit: str, value: Fraction) -> str:
    """Return a limit's figure as text: a rate in per cent, else money."""
    return plain(value * 100) + "%" if limit == "rate" else exact_money(int(value))


def circles(reading: Reading) -> Iterator[Problem]:
    """Policies that stand under each other (S461)."""
    under = {each.id: each.under for each in reading.scenario.policies}
    for policy in reading.scenario.policies:
        way = [policy.id]
        while (above := under.get(way[-1])) is not None and above not in way:
            way.append(above)
        # told once, at the policy of the circle whose id is the smallest
        if above == policy.id and policy.id == min(way):
            circle = " → ".join((*way, policy.id))
            yield fault(reading, ("policies", policy.id, "under"), "S461", circle=circle)


def looser(reading: Reading) -> Iterator[Problem]:
    """A limit of a policy that is looser than one above it (S462), told with the place of both."""
    for policy in reading.scenario.policies:
        above = layers_over(reading.scenario, policy.under)
        for limit, read in LIMITS.items():
            own, strictest = read(policy), _strictest(above, read)
            if own is not None and strictest is not None and own > strictest[1]:
                upper, most = strictest
                keys = ("policies", policy.id, "limits", limit, "at_most")
                facts = {"lower": shown(limit, own), "most": shown(limit, most)}
                names = {"policy": policy.id, "upper": upper.id, "where": _place(reading, upper, limit)}
                yield fault(reading, keys, "S462", limit=_LIMITED[limit], **names, **facts)


_LIMITED: Mapping[str, Word] = MappingProxyType(
    {
        "award": Word("单笔核定", "an award"),
        "rate": Word("比例", "a rate"),
        "firm_year": Word("每户全年", "a firm's year"),
    }
)


def _strictest(
    layers: tuple[Policy, ...], read: Callable[[Policy], Fraction | None]
) -> tuple[Policy, Fraction] | None:
    """Return the layer with the lowest limit, of equals the uppermost."""
    known = [(each, limit) for each in layers if (limit := read(each)) is not None]
    return min(known, key=lambda pair: pair[1], default=None)


def _place(reading: Reading, policy: Policy, limit: str) -> str:
    node = node_at(reading.root, "policies", policy.id, "limits", limit, "at_most")
    return str(policy.place if node is None else node.place)


def unused(reading: Reading) -> Iterator[Problem]:
    """A policy that no programme stands under (W781)."""
    for policy in reading.scenario.policies:
        if not programmes_below(reading.scenario, policy):
            yield fault_at_key(reading, ("policies", policy.id), "W781", policy=policy.id)


# ── what is required ───────────────────────────────────────────────────────────────────────────────


def required(reading: Reading) -> Iterator[Problem]:
    """Every fault of a policy's condition, over the population of each programme below it (E2xx, E3xx)."""
    for policy in reading.scenario.policies:
        below = programmes_below(reading.scenario, policy)
        populations = dict.fromkeys(each.applicants for each in below if each.applicants)
        for name, condition in policy.require:
            node = _condition_node(node_at(reading.root, "policies", policy.id, ALONE), name)
            if node is not None:
                misread = (_misread(reading, condition, node, each) for each in populations)
                yield from chain.from_iterable(misread)


def _misread(reading: Reading, condition: Expression, node: Scalar, population: str) -> Iterator[Problem]:
    scope, unknown = scope_of(reading, population), unread(reading, population)
    # a column that could not be read is told where it is declared, and not once more wherever it is used
    if scope is None or any(each in unknown for each in names(condition)):
        return
    _, findings = require(condition, scope, CONDITION)
    yield from (finding.at(text_place(node), node.history) for finding in findings)


def _condition_node(node: Node | None, name: str) -> Scalar | None:
    if isinstance(node, MappingNode):
        found = next((each.value for each in node.entries if each.written == name), None)
        return found if isinstance(found, Scalar) else None
    return node if isinstance(node, Scalar) else None


def firm_columns(reading: Reading) -> Iterator[Problem]:
    """A limit for a firm by a column that a programme below does not have (S467)."""
    for policy in reading.scenario.policies:
        limit = policy.limits.firm_year
        for programme in programmes_below(reading.scenario, policy):
            columns = grouping_columns(reading, programme.applicants or "")
            if limit is not None and columns and limit.per not in columns:
                keys = ("policies", policy.id, "limits", "firm_year", "per")
                facts = {"column": limit.per, "programme": programme.id}
                yield fault(reading, keys, "S467", policy=policy.id, **facts)


# ── programmes ─────────────────────────────────────────────────────────────────────────────────────


def awards(reading: Reading) -> Iterator[Problem]:
    """An award that can pass the limit of a policy (S463), or that nothing written bounds (S464)."""
    for level in _outermost(reading):
        strictest = _strictest(layers_over(reading.scenario, level.programme.under), _award)
        most = most_of(tuple(each.step for each in level.steps))
        if strictest is not None and (most is None or most > strictest[1]):
            policy, limit = strictest
            facts = _facts(reading, level.programme, policy, "award", limit)
            last = level.steps[-1]
            if most is None:
                yield problem(last.place, "S464", (), **facts)
            else:
                yield problem(_limiting(level), "S463", (), found=shown("award", most), **facts)


def _limiting(level: Level) -> Place:
    """Return where the rule is bounded: its last cap, else its first step."""
    caps = [each for each in level.steps if isinstance(each.step, Cap)]
    return caps[-1].place_of("amount") if caps else level.steps[0].place


def rates(reading: Reading) -> Iterator[Problem]:
    """A rate above the limit of a policy, what lifts it included (S465), or one that is not known (S466)."""
    for level in levels(reading):
        strictest = _strictest(layers_over(reading.scenario, level.programme.under), _rate)
        if strictest is not None:
            yield from _rates(reading, level, *strictest)


def _rates(reading: Reading, level: Level, policy: Policy, limit: Fraction) -> Iterator[Problem]:
    facts = _facts(reading, level.programme, policy, "rate", limit)
    for position, placed in enumerate(level.steps):
        lifts = [_lift(each) for each in level.steps[position + 1 :]]
        for rate in dict.fromkeys(rate_of(placed.step)):
            if rate is None or None in lifts:
                yield problem(placed.place_of("rate"), "S466", (), **facts)
                continue
            reached = rate
            for lift in lifts:
                reached *= lift or WHOLE
            if reached > limit:
                yield problem(placed.place_of("rate"), "S465", (), found=shown("rate", reached), **facts)


def _lift(placed: PlacedStep) -> Fraction | None:
    """Return by how much a later step can multiply a share; None where that is not known."""
    if not isinstance(placed.step, Uplift):
        return WHOLE
    by = worth_rate(placed.step.by)
    return None if by is None else max(1 + by, WHOLE)


def _facts(
    reading: Reading, programme: Programme, policy: Policy, limit: str, most: Fraction
) -> dict[str, str]:
    where = _place(reading, policy, limit)
    return {"programme": programme.id, "policy": policy.id, "where": where, "most": shown(limit, most)}


def _outermost(reading: Reading) -> Iterator[Level]:
    """Yield the outermost level of each award rule."""
    for level in levels(reading):
        if level.steps[0].path.count(".") == OUTERMOST:
            yield level


OUTERMOST = len(("programmes", "id", "award"))
"""How many dots there are in the path of a step that stands in no other."""
