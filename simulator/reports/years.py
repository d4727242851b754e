"""Several years in the report: the balance of each, what its programmes get, and what evaluations did."""

from collections.abc import Iterator, Sequence

from simulator.charts.amounts import printed, shown
from simulator.charts.view import View
from simulator.glossary import word
from simulator.model.horizon import Balance, YearTold
from simulator.money import percent
from simulator.reports.blocks import FIT, Block, Column, Paragraph, Row, Section, Table
from simulator.reports.naming import figure_name
from simulator.reports.wording import money_exactly, say, term

FIGURES = ("opening", "revenue", "spent", "lapsed", "closing")
YEARS_A_TABLE = 6
"""More columns of years than this do not fit a page: the next ones stand in a table below."""


def years(view: View, told: Sequence[YearTold]) -> Section | None:
    """Return the years one below the other, and programmes with a column a year; None for a single one."""
    if len(told) < 2:
        return None
    spans = [told[at : at + YEARS_A_TABLE] for at in range(0, len(told), YEARS_A_TABLE)]
    tables = (*_balances(view, told), *(_programmes(view, span, told) for span in spans))
    note = Paragraph(say(view, "years.note"), "note")
    return Section(say(view, "years"), (note, *tables, *_graded(view, told)))


def _balances(view: View, told: Sequence[YearTold]) -> Iterator[Block]:
    kept = [each.balance for each in told if each.balance is not None]
    if kept:
        columns = (
            Column(term(view, "budget_year")),
            *(Column(term(view, f"year_{each}"), "right", FIT) for each in FIGURES),
        )
        yield Table(columns, tuple(_balance(view, each) for each in kept), small=True)


def _balance(view: View, balance: Balance) -> Row:
    # to the fen: a balance rounded column by column no longer adds up along its row
    amounts = (money_exactly(view, getattr(balance, f"{name}_fen")) for name in FIGURES)
    return Row((str(balance.year), *amounts))


def _programmes(view: View, span: Sequence[YearTold], told: Sequence[YearTold]) -> Table:
    titles = {name: title or name for each in told for name, title, _ in each.awards}
    by_year = [_printed(each, tuple(titles)) for each in span]
    columns = (
        Column(say(view, "years.programme")),
        *(Column(str(each.year), "right", FIT) for each in span),
    )
    rows = [Row((title, *(amounts[at] for amounts in by_year))) for at, title in enumerate(titles.values())]
    total = Row((say(view, "total"), *(amounts[-1] for amounts in by_year)), "total")
    return Table(columns, (*rows, total), small=True)


def _printed(year: YearTold, names: Sequence[str]) -> list[str]:
    """Return what each programme gets in a year, and their total last; as printed they add up."""
    given = {name: fen for name, _, fen in year.awards}
    quanta = printed([given.get(name, 0) for name in names])
    return [shown(each) for each in (*quanta, sum(quanta))]


def _graded(view: View, told: Sequence[YearTold]) -> Iterator[Block]:
    rows = tuple(
        Row(
            (
                str(year.year),
                figure_name(view, each.line),
                word(f"judged_{each.judged_by}").say(view.language),
                percent(each.reached),
                percent(each.keeps),
            )
        )
        for year in told
        for each in year.graded
    )
    if rows:
        columns = (
            Column(say(view, "years.of_year"), "left", FIT),
            Column(say(view, "line")),
            Column(say(view, "years.measure"), "left", FIT),
            Column(say(view, "years.reached"), "right", FIT),
            Column(say(view, "years.keeps"), "right", FIT),
        )
        yield Table(columns, rows, say(view, "years.graded"), small=True)
