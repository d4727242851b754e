"""The funds in the report: every quarter of each, what it stands behind, and the chart of what they hold."""

from collections.abc import Iterator

from simulator.charts.amounts import NOTHING, quanta, shown
from simulator.charts.view import View, name_of
from simulator.engine.explain.calendar import quarter_word
from simulator.engine.explain.funds import beside_lines
from simulator.model.funds import FundOutcome, FundQuarter
from simulator.money import Fen
from simulator.reports.blocks import FIT, Block, Column, Paragraph, Row, Section, Table
from simulator.reports.pictures import pictures
from simulator.reports.wording import say

AMOUNTS = ("opening", "in", "recovered", "out", "closing")


def funds(view: View) -> Section | None:
    """Return the funds with their quarters, in the order written; None without any.

    Each amount is printed by itself, half-up to 0.01 of 10,000 yuan; a fund's last lines tell what it pays,
    its leverage, expected losses and trigger.
    """
    found = view.result.accounts.funds
    if not found:
        return None
    columns = (
        Column(say(view, "fund")),
        *(Column(say(view, f"fund_{name}"), "right", FIT) for name in AMOUNTS),
    )
    rows = tuple(row for each in found for row in _rows(view, each))
    blocks: list[Block] = [Paragraph(say(view, "funds.note"), "note"), Table(columns, rows, small=True)]
    blocks += [Paragraph(text, "note") for each in found for text in _facts(view, each)]
    return Section(say(view, "funds"), (*blocks, *pictures(view, ("funds",))))


def _rows(view: View, found: FundOutcome) -> Iterator[Row]:
    yield Row((name_of(found.title, found.fund), *("" for _ in AMOUNTS)), "sum")
    for each in found.quarters:
        later = each.quarter >= len(found.year)
        if not later or each.in_fen or each.out_fen or each.recovered_fen:
            yield Row((_quarter(view, each.quarter), *_amounts(each)), "line")


def _quarter(view: View, quarter: int) -> str:
    return quarter_word(quarter, view.result.scenario.year).say(view.language)


def _amounts(each: FundQuarter) -> Iterator[str]:
    for fen in (each.opening_fen, each.in_fen, each.recovered_fen, each.out_fen, each.closing_fen):
        yield _shown(fen)


def _shown(fen: Fen) -> str:
    return shown(quanta(fen)) if fen else NOTHING


def _facts(view: View, found: FundOutcome) -> Iterator[str]:
    """Yield what the quarters do not say, in the words of its explanation."""
    name = name_of(found.title, found.fund)
    fund = next(each for each in view.result.scenario.funds if each.id == found.fund)
    for line in beside_lines(view.result, fund, found):
        yield f"{name}: {line.text.say(view.language)}"
