"""The year in money on the screen: what each line may spend, what is paid by quarter, the pace, the lots."""

from collections.abc import Iterator, Mapping

from rich.table import Table
from rich.text import Text

from simulator.cli.screens.tables import UNIT, printed
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
from simulator.glossary import Language, word
from simulator.model.ledgers import LedgerLine, Ledgers, PaceGap
from simulator.model.result import Result
from simulator.money import exact_money, percent

MOST_LINES = 20
NOTHING = "—"
AT_YEAR_END = ("authorised", "committed", "waiting")
OF_LOTS = ("opening", "spent", "lapsed", "closing")


def ledger_parts(result: Result, language: Language) -> Iterator[Table | Text]:
    """Yield the ledgers, the adjustments, the pace and the lots; nothing where the scenario keeps no time."""
    ledgers = result.accounts.ledgers
    if ledgers is None:
        return
    lines = as_written(result, ledgers)
    yield _lines(ledgers, lines, language)
    if len(lines) > MOST_LINES:
        yield Text(word("ledger_more").say(language).format(count=len(lines) - MOST_LINES))
    titles = titles_of(result)
    changes = (adjustment_told(each, titles, exact_money) for each in ledgers.adjustments)
    yield from (Text(each.say(language)) for each in changes)
    yield from (Text(each.say(language)) for line in lines for each in remarks(line, exact_money))
    if ledgers.pace:
        yield _pace(ledgers, language)
    if ledgers.lots:
        yield _lots(ledgers, titles, language)
        if ledgers.balance is not None:
            yield Text(balance_told(ledgers.balance, exact_money).say(language))


def _table(headings: list[str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="underline")
    for index, heading in enumerate(headings):
        table.add_column(heading, justify="left" if index == 0 else "right")
    return table


def _lines(ledgers: Ledgers, lines: tuple[LedgerLine, ...], language: Language) -> Table:
    quarters = [quarter_word(each, ledgers.year).say(language) for each in ledgers.quarters]
    outlays = [word("ledger_outlay").say(language).format(quarter=each) for each in quarters]
    first, second, last = (word(f"ledger_{name}").say(language) for name in AT_YEAR_END)
    title = f"{word('ledger_line').say(language)} ({UNIT})"
    table = _table([title, first, second, *outlays, last])
    shown = [printed(column) for column in zip(*map(_cells, lines), strict=True)]
    for index, each in enumerate(lines[:MOST_LINES]):
        table.add_row(each.title, *(column[index] for column in shown))
    table.add_row(word("total").say(language), *(column[-1] for column in shown), style="bold")
    return table


def _cells(line: LedgerLine) -> tuple[int, ...]:
    return (line.authorised[-1], line.committed[-1], *line.outlay, line.waiting[-1])


def _pace(ledgers: Ledgers, language: Language) -> Table:
    names = ("pace_moment", "pace_norm", "pace_reached", "pace_gap", "pace_state")
    table = _table([word(name).say(language) for name in names])
    for each in ledgers.pace:
        table.add_row(*_gap(each, language), style="red" if each.behind else "")
    return table


def _gap(each: PaceGap, language: Language) -> tuple[str, ...]:
    moment = moment_word(each.moment).say(language)
    gate = word("pace_gate").say(language).format(moment=moment)
    reached = NOTHING if each.reached is None else percent(each.reached, 2)
    gap = NOTHING if each.gap is None else points(each.gap)
    state = pace_state(each).say(language)
    return gate if each.gate else moment, percent(each.norm, 2), reached, gap, state


def _lots(ledgers: Ledgers, titles: Mapping[str, str], language: Language) -> Table:
    names = ("lot_year", "lot_line", *(f"lot_{name}" for name in OF_LOTS), "lot_lapses")
    headings = [word(name).say(language) for name in names]
    headings[2:6] = [f"{each} ({UNIT})" for each in headings[2:6]]
    table = _table(headings)
    shown = [printed([int(getattr(each, f"{name}_fen")) for each in ledgers.lots]) for name in OF_LOTS]
    for index, each in enumerate(ledgers.lots):
        line = titles.get(each.line, each.line) or word("lot_whole").say(language)
        cells = (column[index] for column in shown)
        table.add_row(str(each.year), line, *cells, f"{each.lapses}-12-31")
    return table
