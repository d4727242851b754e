"""The calendar of a result as plain values: each line's stages by moment, and every payment in whole fen."""

from typing import Any

from simulator.model.calendar import Entry, Milestone, Stage
from simulator.model.ledgers import Payment
from simulator.model.result import Result
from simulator.model.timed import Timed, timed_lines

Json = dict[str, Any]


def calendar_json(result: Result) -> Json:
    """Return `calendar`: the timetable of each line, and all payments; {} when nothing says when money moves.

    Lines and groups are sorted; shares are texts p/q, or 1.
    """
    timed = timed_lines(result.scenario)
    if not timed:
        return {}
    ledgers = result.accounts.ledgers
    payments = () if ledgers is None else ledgers.payments
    return {
        "calendar": {
            "lines": {each.line: _line(each) for each in timed},
            "payments": [_payment(each) for each in payments],
        }
    }


def _line(timed: Timed) -> Json:
    groups = sorted(timed.plan.rows, key=lambda each: each.group)
    rows = [{"group": row.group, "entries": [_entry(each) for each in row.entries]} for row in groups]
    return {"evenly": timed.evenly, "column": timed.plan.column, "rows": rows}


def _entry(entry: Entry) -> Json:
    return {"moment": entry.moment.text, "stages": [_stage(each) for each in entry.stages]}


def _stage(stage: Stage) -> Json:
    if stage.milestone is not None:
        return {"milestone": _milestone(stage.milestone)}
    return {"stage": stage.word, **({} if stage.pay is None else {"share": str(stage.pay)})}


def _milestone(work: Milestone) -> Json:
    return {
        "title": work.title,
        "share": str(work.pay),
        "retain": str(work.retain),
        "done": work.done,
    }


def _payment(payment: Payment) -> Json:
    return {
        "line": payment.line,
        "group": payment.group,
        "moment": payment.moment.text,
        "share": str(payment.share),
        "amount_fen": payment.amount_fen,
        "advance": payment.advance,
    }
