"""Several years as canonical bytes: each year's balance, what was graded, and its whole summary."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from simulator.files.results import exact, summary
from simulator.model.horizon import Balance, Graded
from simulator.model.result import Result

Json = dict[str, Any]


class YearSummary(NamedTuple):
    """What is kept of a year when its run is let go: its balance, its grades and its summary."""

    year: int
    balance: Balance | None
    graded: tuple[Graded, ...]
    summary: Mapping[str, Any]

    @classmethod
    def of(
        cls, year: int, balance: Balance | None, graded: tuple[Graded, ...], result: Result
    ) -> "YearSummary":
        """Return the summary of a year's run."""
        return cls(year, balance, graded, summary(result))


def years_json(years: Iterable[YearSummary]) -> Json:
    """Return every year by its number, as plain values; money is int in `*_fen`."""
    return {str(each.year): _year(each) for each in years}


def years_bytes(years: Iterable[YearSummary]) -> bytes:
    """Return years.json: keys sorted, UTF-8, one value a line."""
    return (json.dumps(years_json(years), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _year(each: YearSummary) -> Json:
    graded = [
        {
            "line": one.line,
            "judged_by": one.judged_by,
            "reached": exact(one.reached),
            "keeps": exact(one.keeps),
        }
        for one in each.graded
    ]
    balance = None if each.balance is None else _balance(each.balance)
    return {"balance": balance, "graded": graded, "result": each.summary}


def _balance(balance: Balance) -> Json:
    return {
        "opening_fen": balance.opening_fen,
        "revenue_fen": balance.revenue_fen,
        "spent_fen": balance.spent_fen,
        "lapsed_fen": balance.lapsed_fen,
        "closing_fen": balance.closing_fen,
    }
