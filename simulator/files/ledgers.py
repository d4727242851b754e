"""The year in money as plain values and as cash.csv: whole fen, sorted, the same on every machine."""

import csv
import io
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from simulator.model.awards import defended
from simulator.model.horizon import Balance
from simulator.model.ledgers import (
    CUMULATIVE,
    SINGLE,
    TOTAL,
    AdjustmentOutcome,
    LedgerLine,
    Ledgers,
    LotOutcome,
    PaceGap,
)
from simulator.model.moments import quarter_text
from simulator.model.result import Result

Json = dict[str, Any]
COLUMNS = ("authorised", "committed", "due", "paid", "waiting")
HEADER = ("line", "group", "quarter", *(f"{name}_fen" for name in COLUMNS))


def ledgers_json(result: Result) -> Json:
    """Return the ledgers by line with quarters, adjustments, lots, balance and pace; {} where there are none.

    A column is a list, one figure a quarter; shares are exact, an int or the text p/q.
    """
    ledgers = result.accounts.ledgers
    if ledgers is None:
        return {}
    told: Json = {
        "quarters": [quarter_text(each, ledgers.year) for each in ledgers.quarters],
        "lines": {each.line: _line(each) for each in sorted(ledgers.lines, key=lambda own: own.line)},
        "total": _line(ledgers.of(TOTAL)),
        "adjustments": [_adjustment(each) for each in ledgers.adjustments],
        "lots": [_lot(each) for each in ledgers.lots],
        "pace": [_gap(each) for each in ledgers.pace],
    }
    if ledgers.balance is not None:
        told["balance"] = _balance(ledgers.balance)
    return {"ledgers": told}


def cash_csv(ledgers: Ledgers) -> bytes:
    """Return cash.csv: one row a line, group and quarter, sorted, cumulative fen, UTF-8.

    The rows of a line add to it; what no group needs stands under no group. Quarters before the budget year
    carry their year.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for each in sorted(ledgers.groups, key=lambda own: (own.line, own.group)):
        writer.writerows(_rows(each, ledgers))
    return text.getvalue().encode()


def _rows(each: LedgerLine, ledgers: Ledgers) -> Iterator[tuple[str | int, ...]]:
    columns = zip(*(each.column(name) for name in COLUMNS), strict=True)
    for quarter, figures in zip(ledgers.quarters, columns, strict=True):
        yield (defended(each.line), defended(each.group), quarter_text(quarter, ledgers.year), *figures)


def _line(each: LedgerLine) -> Json:
    return {
        "title": each.title,
        **{f"{name}_fen": list(each.column(name)) for name in (*CUMULATIVE, "waiting")},
        **{f"{name}_fen": int(getattr(each, name)) for name in SINGLE},
        "forward_fen": {str(year): fen for year, fen in each.forward},
    }


def _adjustment(each: AdjustmentOutcome) -> Json:
    written = each.adjustment
    return {
        "id": written.id,
        "on": written.on.text,
        "kind": written.form,
        "line": written.line,
        "into": written.into,
        "size_fen": each.size_fen,
        "changed_fen": dict(each.parts),
        "source": written.source,
        "reason": written.reason,
        "document": written.document,
    }


def _lot(each: LotOutcome) -> Json:
    return {
        "year": each.year,
        "line": each.line or None,
        "opening_fen": each.opening_fen,
        "spent_fen": each.spent_fen,
        "lapsed_fen": each.lapsed_fen,
        "closing_fen": each.closing_fen,
        "lapses": f"{each.lapses}-12-31",
    }


def _balance(each: Balance) -> Json:
    return {
        "opening_fen": each.opening_fen,
        "revenue_fen": each.revenue_fen,
        "spent_fen": each.spent_fen,
        "lapsed_fen": each.lapsed_fen,
        "closing_fen": each.closing_fen,
    }


def _gap(each: PaceGap) -> Json:
    return {
        "by": each.moment.text,
        "gate": each.gate,
        "judged": each.judged,
        "behind": each.behind,
        "norm": _exact(each.norm),
        "paid_fen": each.paid_fen,
        "authorised_fen": each.authorised_fen,
        "missing_fen": each.missing_fen,
        "reached": _exact(each.reached),
        "gap": _exact(each.gap),
    }


def _exact(value: Fraction | None) -> int | str | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else str(value)
