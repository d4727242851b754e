"""The year in money in the report: the ledgers by class, the adjustments, the pace, and the lots."""

from collections.abc import Iterator
from functools import partial

from simulator.charts.amounts import NOTHING, printed, shown
from simulator.charts.view import View, name_of
from simulator.engine.explain.calendar import moment_word, quarter_word
from simulator.engine.explain.ledgers import (
    adjustment_told,
    as_written,
    balance_told,
    pace_state,
    points,
    remarks,
    titles_of,
)
from simulator.model.ledgers import TOTAL, LedgerLine, Ledgers, PaceGap
from simulator.money import percent
from simulator.reports.blocks import FIT, Block, Column, Paragraph, Row, Section, Table
from simulator.reports.pictures import pictures
from simulator.reports.wording import money_exactly, say, term

OF_LOTS = ("opening", "spent", "lapsed", "closing")
Cells = tuple[int, ...]


def ledgers(view: View) -> Section | None:
    """Return the year in money with its charts; None where the scenario says nothing of when money moves."""
    found = view.result.accounts.ledgers
    if found is None:
        return None
    drawn = pictures(view, ("pace", "ledgers"))
    note = Paragraph(say(view, "ledgers.note"), "note")
    told = (*_remarks(view, found), *_pace(view, found), *_carried(view, found))
    return Section(say(view, "ledgers"), (note, _lines(view, found), *told, *drawn))


def _lines(view: View, found: Ledgers) -> Table:
    quarters = [quarter_word(each, found.year).say(view.language) for each in found.quarters]
    columns = (
        Column(term(view, "ledger_line")),
        Column(term(view, "ledger_authorised"), "right", FIT),
        Column(term(view, "ledger_committed"), "right", FIT),
        *(Column(term(view, "ledger_outlay").format(quarter=each), "right", FIT) for each in quarters),
        Column(term(view, "ledger_waiting"), "right", FIT),
    )
    lines = as_written(view.result, found)
    shown_columns = [_as_printed(column) for column in zip(*map(_cells, lines), strict=True)]
    rows = [
        Row((name_of(each.title, each.line), *(column[index] for column in shown_columns)))
        for index, each in enumerate(lines)
    ]
    total = Row((say(view, "total"), *(column[-1] for column in shown_columns)), "total")
    return Table(columns, (*rows, total), small=True)


def _cells(line: LedgerLine) -> Cells:
    return (line.authorised[-1], line.committed[-1], *line.outlay, line.waiting[-1])


def _as_printed(column: Cells) -> list[str]:
    quanta = printed(column)
    return [shown(each) for each in (*quanta, sum(quanta))]


def _remarks(view: View, found: Ledgers) -> Iterator[Block]:
    titles, exactly = titles_of(view.result), partial(money_exactly, view)
    changes = (adjustment_told(each, titles, exactly) for each in found.adjustments)
    beside = (each for line in as_written(view.result, found) for each in remarks(line, exactly))
    yield from (Paragraph(each.say(view.language)) for each in changes)
    yield from (Paragraph(each.say(view.language), "note") for each in beside)


def _pace(view: View, found: Ledgers) -> Iterator[Block]:
    if not found.pace:
        return
    columns = (
        Column(term(view, "pace_moment")),
        Column(term(view, "pace_norm"), "right", FIT),
        Column(term(view, "pace_reached"), "right", FIT),
        Column(term(view, "pace_gap"), "right", FIT),
        Column(term(view, "pace_state"), "left", FIT),
    )
    rows = tuple(_gap(view, each) for each in found.pace)
    yield Table(columns, rows, title=say(view, "ledgers.pace"), small=True)


def _gap(view: View, each: PaceGap) -> Row:
    moment = moment_word(each.moment).say(view.language)
    gate = term(view, "pace_gate").format(moment=moment)
    cells = (
        gate if each.gate else moment,
        percent(each.norm, 2),
        NOTHING if each.reached is None else percent(each.reached, 2),
        NOTHING if each.gap is None else points(each.gap),
        pace_state(each).say(view.language),
    )
    return Row(cells, "bad" if each.behind else "line")


def _carried(view: View, found: Ledgers) -> Iterator[Block]:
    if not found.lots:
        return
    columns = (
        Column(term(view, "lot_year"), "left", FIT),
        Column(term(view, "lot_line")),
        *(Column(term(view, f"lot_{name}"), "right", FIT) for name in OF_LOTS),
        Column(term(view, "lot_lapses"), "left", FIT),
    )
    amounts = [_as_printed(tuple(int(getattr(lot, f"{name}_fen")) for lot in found.lots)) for name in OF_LOTS]
    titles = titles_of(view.result)
    rows = [
        Row(
            (
                str(lot.year),
                titles.get(lot.line, lot.line) or term(view, "lot_whole"),
                *(column[index] for column in amounts),
                f"{lot.lapses}-12-31",
            )
        )
        for index, lot in enumerate(found.lots)
    ]
    total = Row((say(view, TOTAL), "", *(column[-1] for column in amounts), ""), "total")
    yield Table(columns, (*rows, total), title=say(view, "ledgers.carry"), small=True)
    if found.balance is not None:
        told = balance_told(found.balance, partial(money_exactly, view))
        yield Paragraph(told.say(view.language))
