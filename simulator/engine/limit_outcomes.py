"""What came of every limit, envelope and appropriation on a plan that is made, in exact numbers."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from simulator.constraints import (
    MEASURES,
    Check,
    is_multiple,
    judged,
    kind_of,
    relation_of,
    sides_of,
    unit_of,
)
from simulator.engine.award_rules import Finding, award_rule_findings
from simulator.engine.limit_rows import limit_grouping
from simulator.engine.pots import ProgrammePot
from simulator.engine.selection import WHOLE, Grouping, Plan, select
from simulator.engine.told_limits import kept
from simulator.model.limits import Constraint, Measure
from simulator.model.result import Allocation, LimitOutcome
from simulator.model.scenario import SpendingClass


def limit_outcomes(plan: Plan, allocation: Allocation) -> tuple[LimitOutcome, ...]:
    """Return every limit, envelope and appropriation as it came out, sorted by name and group."""
    found = [
        *(each for constraint in plan.scenario.constraints for each in _constraint(plan, constraint)),
        *(each for pot in plan.pots for each in _envelope(pot, allocation)),
        *(each for spending in plan.scenario.spending for each in _appropriation(plan, spending, allocation)),
    ]
    return tuple(sorted(found, key=lambda each: (each.name, each.group, each.relation)))


# ── limits ─────────────────────────────────────────────────────────────────────────────────────────


def _constraint(plan: Plan, constraint: Constraint) -> tuple[LimitOutcome, ...]:
    if constraint.between_awards:
        found = [_rule_outcome(constraint, each) for each in award_rule_findings(plan, constraint)]
    else:
        found = list(_bounded(plan, constraint))
    return kept(found)


def _bounded(plan: Plan, constraint: Constraint) -> Iterator[LimitOutcome]:
    grouping, sides = limit_grouping(plan, constraint), sides_of(constraint)
    unit = _slack_unit(plan, constraint)
    tops = _values(plan, constraint.top, grouping)
    for name, top, bottom in zip(grouping.names, tops, _bottoms(plan, constraint, grouping), strict=True):
        for side in judged(sides, top, bottom, or_nothing=constraint.or_nothing):
            idle = constraint.or_nothing and top == 0
            yield replace(_outcome(constraint, name, side, at_nothing=idle), unit=unit)


def _slack_unit(plan: Plan, constraint: Constraint) -> str:
    """Return what the slack of a limit is in: what its top is; of a share held alone, the share itself."""
    if constraint.bottom is None:
        return "multiple" if is_multiple(constraint) else kind_of(constraint)
    unit = MEASURES[constraint.top.word].unit
    if unit != "figure":
        return "money" if unit == "money" else "count"
    kinds = (
        each.quantity.kind for each in plan.scenario.figures if each.id == constraint.top.selector.figure
    )
    # a sum of a column is of the kind of what it is held against
    return unit_of(constraint) if constraint.top.word != "figure" else _number_unit(next(kinds, "bare"))


def _number_unit(kind: str) -> str:
    return "money" if kind == "money" else "count"


def _bottoms(plan: Plan, constraint: Constraint, grouping: Grouping) -> list[Fraction] | list[None]:
    measure = constraint.bottom
    if measure is None:
        return [None] * len(grouping.names)
    if measure.selector.same_group:
        return _values(plan, measure, grouping)
    return _values(plan, measure, WHOLE) * len(grouping.names)


def _values(plan: Plan, measure: Measure, grouping: Grouping) -> list[Fraction]:
    numerators, denominator = MEASURES[measure.word].values(select(plan, measure, grouping))
    return [Fraction(each, denominator) for each in numerators.tolist()]


def _outcome(constraint: Constraint, group: str, found: Check, *, at_nothing: bool) -> LimitOutcome:
    # less room than one fen (or one award) is none: the limit binds; a share held alone has no such least
    alone = constraint.bottom is None and kind_of(constraint) == "ratio"
    tight = found.slack <= 0 if alone else found.slack < 1 or (found.side.strict and found.slack <= 1)
    return LimitOutcome(
        name=f"constraints.{constraint.id}",
        title=constraint.title or constraint.id,
        group=group,
        hard=constraint.hard,
        kind=kind_of(constraint),
        value=found.value,
        relation=relation_of(found.side),
        bound=found.side.bound,
        slack=found.slack,
        binding=found.met and tight and not at_nothing,
        met=found.met,
        place=constraint.place,
        multiple=is_multiple(constraint),
    )


def _rule_outcome(constraint: Constraint, found: Finding) -> LimitOutcome:
    return LimitOutcome(
        name=f"constraints.{constraint.id}",
        title=constraint.title or constraint.id,
        group=found.group,
        hard=constraint.hard,
        kind=kind_of(constraint),
        value=found.value,
        relation="≤",
        bound=found.bound,
        slack=found.slack,
        binding=False,
        met=found.slack >= 0,
        place=constraint.place,
    )


# ── envelopes and appropriations ───────────────────────────────────────────────────────────────────


def _envelope(pot: ProgrammePot, allocation: Allocation) -> Iterator[LimitOutcome]:
    envelope, name = pot.programme.envelope, f"programmes.{pot.programme.id}.envelope"
    found, place = allocation.of(pot.programme.id), pot.programme.place
    if envelope.at_least:
        given = found.award_fen
        idle = envelope.or_nothing and not given
        slack = 0 if idle else given - envelope.at_least
        least = {**_money(f"{name}.at_least", "≥", given, envelope.at_least, slack), "place": place}
        yield LimitOutcome(**{**least, "title": found.title, "binding": slack == 0 and not idle})
    if envelope.at_most is not None:
        slack = envelope.at_most - found.award_fen
        most = {**_money(f"{name}.at_most", "≤", found.award_fen, envelope.at_most, slack), "place": place}
        yield LimitOutcome(**{**most, "title": found.title})


def _money(name: str, relation: str, value: int, bound: int, slack: int) -> dict[str, Any]:
    return {
        "name": name,
        "title": name,
        "group": "",
        "hard": True,
        "kind": "money",
        "value": Fraction(value),
        "relation": relation,
        "bound": Fraction(bound),
        "slack": Fraction(slack),
        "binding": slack == 0,
        "met": slack >= 0,
    }


def _appropriation(plan: Plan, spending: SpendingClass, allocation: Allocation) -> Iterator[LimitOutcome]:
    if any(pot.programme.spending == spending.id for pot in plan.pots):
        used = next(each for each in allocation.spending if each.spending == spending.id)
        slack = used.amount_fen - used.used_fen
        found = _money(f"spending.{spending.id}.amount", "≤", used.used_fen, used.amount_fen, slack)
        yield LimitOutcome(**{**found, "title": used.title, "place": spending.place})
