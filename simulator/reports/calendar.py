"""The calendar in the report: the matrix as a chart, and every payment with its share and its fen."""

from itertools import groupby

from simulator.charts.view import View
from simulator.engine.explain.calendar import moment_word
from simulator.engine.explain.lines import in_percent
from simulator.engine.year.payments import payments_of
from simulator.model.ledgers import Payment
from simulator.model.timed import timed_lines
from simulator.money import in_unit
from simulator.reports.blocks import FIT, Block, Column, Paragraph, Row, Section, Table
from simulator.reports.pictures import pictures
from simulator.reports.wording import say


def calendar(view: View) -> Section | None:
    """Return the year's calendar and its payments; None when nothing says when money moves."""
    drawn = pictures(view, ("calendar",))
    if not drawn:
        return None
    result = view.result
    payments = payments_of(result.scenario, result.claims, result.allocation)
    told: tuple[Block, ...] = ()
    if payments:
        told = (Paragraph(say(view, "calendar.note"), "note"), _payments(view, payments))
    return Section(say(view, "calendar"), (*drawn, *told))


def _payments(view: View, payments: tuple[Payment, ...]) -> Table:
    columns = (
        Column(say(view, "calendar.row")),
        Column(say(view, "calendar.moment"), "left", FIT),
        Column(say(view, "calendar.share"), "right", FIT),
        Column(say(view, "calendar.amount"), "right", FIT),
    )
    titles = {each.line: each.title for each in timed_lines(view.result.scenario)}
    rows = [
        row
        for (line, group), own in groupby(payments, key=lambda each: (each.line, each.group))
        for row in _rows(view, f"{titles[line]} {group}".strip(), tuple(own))
    ]
    total = in_unit(sum(each.amount_fen for each in payments), "元", 2)
    return Table(columns, (*rows, Row((say(view, "total"), "", "", total), "total")), small=True)


def _rows(view: View, title: str, payments: tuple[Payment, ...]) -> list[Row]:
    """Return the payments of one row of the calendar; only the first says whose they are."""
    titles = (title, *("" for _ in payments[1:]))
    return [
        Row((said, _when(view, each), in_percent(each.share), in_unit(each.amount_fen, "元", 2)))
        for said, each in zip(titles, payments, strict=True)
    ]


def _when(view: View, payment: Payment) -> str:
    early = payment.moment.index(view.result.scenario.year) < 0
    marks = [name for name, holds in (("in_advance", early), ("advance", payment.advance)) if holds]
    told = (say(view, f"calendar.{name}") for name in marks)
    return " · ".join((moment_word(payment.moment).say(view.language), *told))
