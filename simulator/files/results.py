"""A result as canonical bytes: sorted by id, money in whole fen, the same on every machine.

The order in which a scenario lists its sources, classes, programmes and limits does not show; the order of
goals and of an overlay's changes is content and stays.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from operator import itemgetter
from pathlib import PurePath
from typing import Any

from simulator.files.calendar import calendar_json
from simulator.files.disclosure import disclosure_json
from simulator.files.funds import funds_json
from simulator.files.ledgers import ledgers_json
from simulator.files.targets import targets_json
from simulator.glossary.messages.data import FITTED, SYNTHETIC
from simulator.model import awards
from simulator.model.decisions import DecidedAward
from simulator.model.document import Document, Layer
from simulator.model.kinds import Quantity
from simulator.model.price import Price
from simulator.model.result import (
    Allocation,
    ExpectationOutcome,
    GoalOutcome,
    GoalTerm,
    LimitOutcome,
    ProgrammeAllocation,
    ResponseOutcome,
    Result,
    SourceUse,
    SpendingUse,
)
from simulator.model.scenario import Assumption, Figure
from simulator.model.validity import Outdated
from simulator.money import down

Json = dict[str, Any]


def summary(result: Result) -> Json:
    """Return everything a run found but the single awards, as plain values; what `run --json` prints.

    Money is int in `*_fen`; an exact ratio is an int when whole, else the text p/q; `gap` is a text, or
    None when nothing bounds the first goal.
    """
    allocation = result.allocation
    return {
        **_heading(result),
        "sources": _by_id((each.source, _source(each)) for each in allocation.sources),
        "spending": _by_id((each.spending, _spending(each, allocation)) for each in allocation.spending),
        "programmes": _by_id(
            (each.programme, _programme(each, allocation)) for each in allocation.programmes
        ),
        **_decisions(result),
        **calendar_json(result),
        **disclosure_json(result),
        **funds_json(result),
        **ledgers_json(result),
        "unallocated_fen": allocation.unallocated_fen,
        "constraints": [_limit(each) for each in _sorted_limits(result.limits)],
        "targets": [
            *(_target(each) for each in _sorted_limits(result.limits) if each.kind == "count"),
            *targets_json(result),
        ],
        "goals": [_goal(each) for each in result.goals],
        "expectations": _sorted_by("result", (_expectation(each) for each in result.expectations)),
        "assumptions": _sorted_by("path", (_assumption(each) for each in result.scenario.assumptions)),
        "figures": _by_id((each.id, _figure(each)) for each in result.scenario.figures),
        "layers": _layers(result.scenario.document),
        "digest": result.digest,
        "awards_sha256": awards.sha256(awards_csv(result)),
    }


def result_json(result: Result) -> bytes:
    """Return the summary as result.json: keys sorted, UTF-8, one value a line."""
    return (json.dumps(summary(result), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def awards_csv(result: Result) -> bytes:
    """Return awards.csv: programme, applicant, entitlement and award in fen, sorted, UTF-8."""
    return awards.awards_csv(result.allocation)


def certificate_json(result: Result) -> bytes:
    """Return certificate.json: the proof that the independent checker reads, keys sorted, on one line."""
    return canonical_json(result.certificate)


def canonical_json(content: Mapping[str, Any]) -> bytes:
    """Return plain values as JSON on one line, keys sorted, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return (text + "\n").encode()


def exact(value: Fraction) -> int | str:
    """Return an exact number as an int when it is whole, else as the text p/q.

    >>> exact(Fraction(4, 2)), exact(Fraction(1, 3))
    (2, '1/3')
    """
    return value.numerator if value.denominator == 1 else str(value)


# ── the parts of a summary ─────────────────────────────────────────────────────────────────────────


def _heading(result: Result) -> Json:
    scenario = result.scenario
    return {
        "scenario": scenario.id,
        "title": scenario.title,
        "year": scenario.year,
        "language": scenario.language,
        "seed": result.seed,
        "status": result.status,
        # said only where it matters, so that every other result stays as it was, byte by byte
        **({} if result.reproducible else {"reproducible": False}),
        "gap": None if result.gap is None else str(result.gap),
        "synthetic": result.synthetic,
        "synthetic_label": _label(result),
        "as_of": None if scenario.as_of is None else scenario.as_of.isoformat(),
        "outdated": sorted((_outdated(each) for each in result.outdated), key=itemgetter("path")),
    }


def _label(result: Result) -> Json | None:
    if not result.synthetic:
        return None
    found = FITTED if result.fitted else SYNTHETIC
    return {"zh": found.zh, "en": found.en}


def _outdated(each: Outdated) -> Json:
    first, last = (None if day is None else day.isoformat() for day in (each.from_, each.until))
    return {"path": each.path, "from": first, "until": last}


def _source(source: SourceUse) -> Json:
    return {"title": source.title, "amount_fen": source.amount_fen, "used_fen": source.used_fen}


def _paid_from(allocation: Allocation, section: str, payer: str) -> Json:
    """Return what a payer draws on its sources, in their order; {} where all money is one."""
    draw = allocation.draw(section, payer)
    if draw is None:
        return {}
    return {"paid_from": [{"source": source, "amount_fen": fen} for source, fen in draw.parts]}


def _decisions(result: Result) -> Json:
    """Return the awards decided beforehand, by programme and applicant; {} where there is no decision."""
    if not result.scenario.decisions:
        return {}
    return {"decisions": [_decision(each) for each in result.claims.decisions]}


def _decision(each: DecidedAward) -> Json:
    return {
        "programme": each.programme,
        "applicant": each.applicant,
        "decision": each.kind,
        "award_fen": each.award_fen,
        "entitlement_fen": each.entitlement_fen,
        "above_claim": each.above_claim,
        "eligible": each.eligible,
        "who": each.who,
        "why": each.why,
        "on": None if each.on is None else each.on.isoformat(),
        "document": each.document,
        "place": str(replace(each.place, file=PurePath(each.place.file).name)),
    }


def _spending(spending: SpendingUse, allocation: Allocation) -> Json:
    return {
        "title": spending.title,
        "amount_fen": spending.amount_fen,
        "used_fen": spending.used_fen,
        "unspent_fen": spending.unspent_fen,
        **_paid_from(allocation, "spending", spending.spending),
    }


def _programme(programme: ProgrammeAllocation, allocation: Allocation) -> Json:
    return {
        "title": programme.title,
        "spending": programme.spending,
        "method": programme.method,
        "eligible": programme.eligible,
        "applicants": 0 if programme.is_line else len(programme.ids),
        "entitlement_fen": programme.entitlement_fen,
        "award_fen": programme.award_fen,
        "awards": programme.awards,
        "counted": programme.counted,
        "points": exact(programme.points),
        "at_least_fen": programme.at_least,
        "at_most_fen": programme.at_most,
        **({} if programme.response is None else {"response": _response(programme.response)}),
        **_paid_from(allocation, "programmes", programme.programme),
    }


def _response(response: ResponseOutcome) -> Json:
    return {"worth": exact(response.worth), "error": exact(response.error), "pieces": response.pieces}


def _limit(limit: LimitOutcome) -> Json:
    return {
        "name": limit.name,
        "title": limit.title,
        "group": limit.group,
        "strength": "must" if limit.hard else "should",
        "kind": limit.kind,
        "value": _or_none(limit.value),
        "relation": limit.relation,
        "bound": exact(limit.bound),
        "slack_fen": down(limit.slack) if limit.kind == "money" else None,
        "slack": exact(limit.slack),
        "binding": limit.binding,
        "met": limit.met,
        "price": None if limit.price is None else _price(limit.price),
        **({"others": limit.others} if limit.others else {}),
    }


def _price(price: Price) -> Json:
    rungs = [
        {"by": exact(each.by), "gain": exact(each.gain), "awards": each.awards, "spent_fen": each.spent}
        for each in price.rungs
    ]
    return {
        "kind": price.kind,
        "subject": price.subject,
        "unit": price.unit,
        "shape": price.shape,
        "until": _or_none(price.until),
        "rungs": rungs,
    }


def _target(limit: LimitOutcome) -> Json:
    kept = ("name", "title", "group", "strength", "value", "relation", "bound", "met")
    return {key: value for key, value in _limit(limit).items() if key in kept}


def _goal(goal: GoalOutcome) -> Json:
    return {
        "name": goal.name,
        "word": goal.word,
        "subject": goal.subject,
        "kind": goal.kind,
        "value": exact(goal.value),
        "bound": _or_none(goal.bound),
        "gap": _or_none(goal.gap),
        **({"over": goal.over} if goal.over else {}),
        **({"terms": [_term(each) for each in goal.terms]} if goal.terms else {}),
        **({"error": exact(goal.error)} if goal.error else {}),
    }


def _term(term: GoalTerm) -> Json:
    return {
        "word": term.word,
        "subject": term.subject,
        "kind": term.kind,
        "value": exact(term.value),
        "weight": exact(term.weight),
        "contribution": exact(term.contribution),
        **({"per_fen": term.per} if term.per is not None else {}),
        **({"over": term.over} if term.over else {}),
    }


def _expectation(outcome: ExpectationOutcome) -> Json:
    wanted = outcome.expectation
    return {
        "result": wanted.result,
        "is": _written(wanted.is_),
        "at_least": _written(wanted.at_least),
        "at_most": _written(wanted.at_most),
        "as_printed": wanted.as_printed,
        "found": _or_none(outcome.found),
        "met": outcome.met,
        "moved": outcome.moved,
        "document": wanted.document,
        "quote": wanted.quote,
    }


def _assumption(assumption: Assumption) -> Json:
    return {"path": assumption.path, "note": assumption.note, "reliability": assumption.reliability}


def _figure(figure: Figure) -> Json:
    return {
        "title": figure.title,
        "written": figure.quantity.text,
        "kind": figure.quantity.kind,
        "value": exact(figure.quantity.value),
        "document": figure.document,
        "quote": figure.quote,
    }


def _layers(document: Document | None) -> list[Json]:
    return [] if document is None else [_layer(each) for each in document.layers]


def _layer(layer: Layer) -> Json:
    # only the name of the file: the folder it was run from is no part of the result
    changes = [
        {"verb": each.verb, "path": each.path, "before": each.before, "after": each.after}
        for each in layer.changes
    ]
    return {
        "file": PurePath(layer.file).name,
        "name": layer.name,
        "title": layer.title,
        "reason": layer.reason,
        "changes": changes,
    }


def _or_none(value: Fraction | None) -> int | str | None:
    return None if value is None else exact(value)


def _written(quantity: Quantity | None) -> str | None:
    return None if quantity is None else quantity.text


def _by_id(items: Iterable[tuple[str, Json]]) -> Mapping[str, Json]:
    return dict(sorted(items))


def _sorted_limits(limits: Iterable[LimitOutcome]) -> list[LimitOutcome]:
    return sorted(limits, key=lambda each: (each.name, each.group, each.relation, each.bound))


def _sorted_by(key: str, items: Iterable[Json]) -> list[Json]:
    return sorted(items, key=lambda each: (each[key], json.dumps(each, sort_keys=True)))
