"""A scenario with one limit, envelope or appropriation looser (or tighter) by an exact amount."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from simulator.model.kinds import Quantity
from simulator.model.limits import Constraint
from simulator.model.result import LimitOutcome
from simulator.model.scenario import Scenario
from simulator.money import Fen, down, plain, up

LOWER_SIGNS = ("≥", ">")
KINDS = {"money": "money", "ratio": "share"}
LOWER, UPPER = ("at_least", "more_than"), ("at_most", "less_than")
TWO_SIDED = ("between", "is_")


def loosened(scenario: Scenario, limit: LimitOutcome, by: Fraction) -> Scenario | None:
    """Return the scenario with a limit looser `by` so much in its own kind (fen, a count, a share).

    A limit repeated by group is loosened for every group. None for what cannot be moved that far: below
    nothing, or an interval said by `about`.
    """
    section, name, *rest = limit.name.split(".")
    moved = limit.bound - by if limit.relation in LOWER_SIGNS else limit.bound + by
    if moved < 0:
        return None
    if section == "spending":
        return _with_money(scenario, name, down(moved))
    if section == "sources":
        sources = tuple(
            replace(each, amount=down(moved)) if each.id == name else each for each in scenario.sources
        )
        return replace(scenario, sources=sources)
    if section == "funds":
        funds = tuple(
            replace(each, opening=down(moved)) if each.id == name else each for each in scenario.funds
        )
        return replace(scenario, funds=funds)
    if section == "programmes":
        return _with_envelope(scenario, name, rest[-1], moved)
    return _with_bound(scenario, scenario.constraint(name), limit, moved)


def _with_money(scenario: Scenario, name: str, amount: Fen) -> Scenario:
    """Return the scenario with another appropriation; what the sources then lack the first of them brings."""
    classes = tuple(replace(each, amount=amount) if each.id == name else each for each in scenario.spending)
    lacking = sum(each.amount for each in classes) - sum(each.amount for each in scenario.sources)
    if not scenario.sources or lacking <= 0:
        return replace(scenario, spending=classes)
    first = min(each.id for each in scenario.sources)
    sources = tuple(
        replace(each, amount=each.amount + lacking) if each.id == first else each for each in scenario.sources
    )
    return replace(scenario, spending=classes, sources=sources)


def _with_envelope(scenario: Scenario, name: str, side: str, moved: Fraction) -> Scenario:
    envelope = scenario.programme(name).envelope
    if side == "at_least":
        changed = replace(envelope, at_least=up(moved))
    else:
        changed = replace(envelope, at_most=down(moved))
    programmes = (
        replace(each, envelope=changed) if each.id == name else each for each in scenario.programmes
    )
    return replace(scenario, programmes=tuple(programmes))


def _with_bound(
    scenario: Scenario, constraint: Constraint, limit: LimitOutcome, moved: Fraction
) -> Scenario | None:
    changed = _changed(constraint, limit, Quantity(moved, KINDS.get(limit.kind, "bare"), plain(moved)))
    if changed is None:
        return None
    limits = tuple(changed if each.id == constraint.id else each for each in scenario.constraints)
    return replace(scenario, constraints=limits)


def _changed(constraint: Constraint, limit: LimitOutcome, moved: Quantity) -> Constraint | None:
    lower = limit.relation in LOWER_SIGNS
    given = constraint.bounds_given()
    one_sided = [name for name in given if name in (LOWER if lower else UPPER)]
    changes: dict[str, Any]
    if one_sided:
        changes = {one_sided[0]: moved}
    elif given and given[0] in TWO_SIDED:
        low, high = constraint.between if given[0] == "between" else (constraint.is_, constraint.is_)
        changes = {"is_": None, "between": (moved, high) if lower else (low, moved)}
    else:
        return None
    return replace(constraint, **changes)
