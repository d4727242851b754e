"""The rows of the year's frames: ledgers, payments, lots, the pace, funds, targets, every figure by its path.

Money is whole fen; shares and values are exact texts, "" where there is none. A frame is empty where the
scenario says nothing of its subject.
"""

from collections.abc import Iterator
from fractions import Fraction

from simulator.api.rows import Rows
from simulator.model.horizon import Graded
from simulator.model.ledgers import COLUMNS, SINGLE, LedgerLine, Ledgers
from simulator.model.moments import quarter_text
from simulator.model.result import Result


def source_rows(result: Result) -> Rows:
    """Yield one row a source, in the order written."""
    return (
        {
            "source": each.source,
            "title": each.title,
            "amount_fen": each.amount_fen,
            "used_fen": each.used_fen,
        }
        for each in result.allocation.sources
    )


def spending_rows(result: Result) -> Rows:
    """Yield one row a class of spending, in the order written."""
    return (
        {
            "spending": each.spending,
            "title": each.title,
            "amount_fen": each.amount_fen,
            "used_fen": each.used_fen,
            "unspent_fen": each.unspent_fen,
        }
        for each in result.allocation.spending
    )


def ledger_rows(result: Result) -> Rows:
    """Yield one row a line, group of its applicants and quarter, sorted; all but `outlay_fen` cumulative."""
    held = _ledgers(result)
    lines = sorted(held.groups, key=lambda each: (each.line, each.group))
    return (row for line in lines for row in _ledger(line, held))


def _ledger(line: LedgerLine, held: Ledgers) -> Rows:
    columns = zip(*(line.column(name) for name in COLUMNS), strict=True)
    for quarter, figures in zip(held.quarters, columns, strict=True):
        named = {f"{name}_fen": fen for name, fen in zip(COLUMNS, figures, strict=True)}
        yield {
            "line": line.line,
            "title": line.title,
            "group": line.group,
            "quarter": quarter_text(quarter, held.year),
            **named,
        }


def line_rows(result: Result) -> Rows:
    """Yield one row a line: what it comes to at the end of the year, and what is bound for later ones."""
    return (
        {
            "line": each.line,
            "title": each.title,
            "spending": each.spending,
            **{f"{name}_fen": each.column(name)[-1] for name in COLUMNS[:-1]},
            **{f"{name}_fen": int(getattr(each, name)) for name in SINGLE},
            "forward_fen": each.forward_fen,
        }
        for each in sorted(_ledgers(result).lines, key=lambda own: own.line)
    )


def payment_rows(result: Result) -> Rows:
    """Yield one row an instalment that the calendar asks for, by line, group and moment."""
    return (
        {
            "line": each.line,
            "group": each.group,
            "moment": each.moment.text,
            "share": str(each.share),
            "amount_fen": each.amount_fen,
            "advance": each.advance,
        }
        for each in _ledgers(result).payments
    )


def adjustment_rows(result: Result) -> Rows:
    """Yield one row an adjustment of the year and line it changes; what a line loses is below nothing."""
    return (
        {
            "adjustment": each.adjustment.id,
            "on": each.adjustment.on.text,
            "kind": each.adjustment.form,
            "line": line,
            "changed_fen": fen,
            "source": each.adjustment.source,
            "reason": each.adjustment.reason,
        }
        for each in _ledgers(result).adjustments
        for line, fen in each.parts
    )


def lot_rows(result: Result) -> Rows:
    """Yield one row a lot of earlier money, by year; `line` is "" for one of all spending."""
    return (
        {
            "lot": each.year,
            "line": each.line,
            "opening_fen": each.opening_fen,
            "spent_fen": each.spent_fen,
            "lapsed_fen": each.lapsed_fen,
            "closing_fen": each.closing_fen,
            "last_year": each.lapses,
        }
        for each in _ledgers(result).lots
    )


def balance_rows(result: Result) -> Rows:
    """Yield the year's balance: opening + revenue = spent + lapsed + closing."""
    found = _ledgers(result).balance
    for each in () if found is None else (found,):
        yield {
            "opening_fen": each.opening_fen,
            "revenue_fen": each.revenue_fen,
            "spent_fen": each.spent_fen,
            "lapsed_fen": each.lapsed_fen,
            "closing_fen": each.closing_fen,
        }


def pace_rows(result: Result) -> Rows:
    """Yield one row a quarter's end and gate, by day; shares as exact texts."""
    return (
        {
            "by": each.moment.text,
            "gate": each.gate,
            "norm": str(each.norm),
            "reached": _exact(each.reached),
            "gap": _exact(each.gap),
            "judged": each.judged,
            "behind": each.behind,
        }
        for each in _ledgers(result).pace
    )


def fund_rows(result: Result) -> Rows:
    """Yield one row a fund and quarter: opening + in + recovered - out = closing.

    The quarters after the year hold what this year's money is still to bring and to pay.
    """
    return (
        {
            "fund": each.fund,
            "title": each.title,
            "quarter": quarter_text(quarter.quarter, result.scenario.year),
            "opening_fen": quarter.opening_fen,
            "in_fen": quarter.in_fen,
            "recovered_fen": quarter.recovered_fen,
            "out_fen": quarter.out_fen,
            "closing_fen": quarter.closing_fen,
        }
        for each in result.accounts.funds
        for quarter in each.quarters
    )


def target_rows(result: Result) -> Rows:
    """Yield one row a target, in the order written; values and bounds as exact texts, money in fen.

    `state` is met, missed, open or text; `cost_fen` is missing where nothing says what closing it costs.
    """
    return (
        {
            "target": each.target.id,
            "title": each.title,
            "kind": each.kind,
            "value": _exact(each.value),
            "relation": each.relation,
            "bound": " ".join(map(str, each.bound)),
            "unit": each.target.unit,
            "due": "" if each.target.due is None else each.target.due.text,
            "state": each.state,
            "shortfall": _exact(each.shortfall),
            "cost_fen": each.cost_fen,
        }
        for each in result.accounts.targets
    )


def figure_rows(result: Result) -> Rows:
    """Yield one row a figure of the year by its path, as `expect` and `explain` name it; exact texts."""
    return (
        {"path": path, "value": _exact(found.value), "kind": found.kind}
        for path, found in result.accounts.figures
    )


def grade_rows(graded: tuple[Graded, ...]) -> Iterator[dict[str, object]]:
    """Yield one row a line that last year's evaluation judged: what it reached, what share it keeps."""
    return (
        {
            "line": each.line,
            "judged_by": each.judged_by,
            "reached": str(each.reached),
            "keeps": str(each.keeps),
        }
        for each in graded
    )


def _ledgers(result: Result) -> Ledgers:
    return result.accounts.ledgers or Ledgers()


def _exact(value: Fraction | None) -> str:
    return "" if value is None else str(value)
