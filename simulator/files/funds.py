"""The funds of a result, and what award rules settle beside awards, as plain values."""

from fractions import Fraction
from typing import Any

from simulator.model.funds import FundOutcome, FundQuarter
from simulator.model.moments import quarter_text
from simulator.model.result import Result

Json = dict[str, Any]


def funds_json(result: Result) -> Json:
    """Return the funds by id with every quarter told; {} when the scenario has none.

    Money is int fen; `leverage` and shares are exact, an int or the text p/q, None over nothing.
    """
    funds = result.accounts.funds
    if not funds:
        return {}
    return {"funds": {each.fund: _fund(each, result.scenario.year) for each in sorted(funds, key=_id)}}


def _id(found: FundOutcome) -> str:
    return found.fund


def _fund(found: FundOutcome, year: int) -> Json:
    return {
        "title": found.title,
        "opening_fen": found.opening_fen,
        "closing_fen": found.closing_fen,
        "available_fen": found.available_fen,
        "awards_fen": found.awards_fen,
        "returned_fen": found.returned_fen,
        "carries_fen": found.carries_fen,
        "leverage": _exact(found.leverage),
        "most_leverage": _exact(found.most_leverage),
        "losses_fen": found.losses_fen,
        "uncovered_fen": found.uncovered_fen,
        "after_losses_fen": found.after_losses_fen,
        "paid_share": _exact(found.paid_share),
        "losses_share": _exact(found.losses_share),
        "stops_fen": found.stops_fen,
        "triggered": found.triggered,
        "triggered_after_losses": found.triggered_after_losses,
        "quarters": [_quarter(each, year) for each in found.quarters],
    }


def _quarter(each: FundQuarter, year: int) -> Json:
    return {
        "quarter": quarter_text(each.quarter, year),
        "opening_fen": each.opening_fen,
        "in_fen": each.in_fen,
        "recovered_fen": each.recovered_fen,
        "out_fen": each.out_fen,
        "closing_fen": each.closing_fen,
    }


def _exact(value: Fraction | None) -> int | str | None:
    return None if value is None else value.numerator if value.denominator == 1 else str(value)
