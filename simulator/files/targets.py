"""The targets of a result as plain values: every target declared, beside the limits that count things."""

from fractions import Fraction
from typing import Any

from simulator.model.result import Result
from simulator.model.targets import TargetOutcome

Json = dict[str, Any]


def targets_json(result: Result) -> list[Json]:
    """Return every declared target, sorted by name; [] when the scenario declares none.

    Each entry has the keys of a count limit among the `targets` (`name` is `targets.<id>`, `met` is None
    until it is assessed, `bound` the two ends of an interval) and beside them its state and what goes with
    it. Numbers are in the target's own `kind`: fen, or exact as an int or the text p/q.
    """
    return sorted((_target(each) for each in result.accounts.targets), key=lambda each: str(each["name"]))


def _target(found: TargetOutcome) -> Json:
    target = found.target
    return {
        "name": found.name,
        "title": found.title,
        "group": "",
        "strength": "must" if target.hard else "should",
        "value": _number(found.value),
        "relation": found.relation,
        "bound": _bound(found),
        "met": {"met": True, "missed": False}.get(found.state),
        "kind": found.kind,
        "unit": target.unit,
        "state": found.state,
        "text": target.text,
        "needed": _number(found.needed),
        "shortfall": _number(found.shortfall),
        "exceeded": found.exceeded,
        "cost_fen": found.cost_fen,
        "reserve": found.reserve,
        "expected": _number(found.expected),
        "behind": _number(found.behind),
        "part_share": _number(found.part_share),
        "carried_over": _number(found.carried_over),
        "as_of": None if found.as_of is None else found.as_of.isoformat(),
        "document": target.document,
        "quote": target.quote,
    }


def _bound(found: TargetOutcome) -> int | str | list[int | str | None] | None:
    ends = [_number(each) for each in found.bound]
    return ends if len(ends) > 1 else (ends[0] if ends else None)


def _number(value: Fraction | None) -> int | str | None:
    return None if value is None else value.numerator if value.denominator == 1 else str(value)
