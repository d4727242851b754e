"""A department's published tables on the screen: the two looked at first, and the names of the others."""

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from simulator.glossary import Language, word
from simulator.model.disclosure import DisclosureOutcome, DisclosureTable, TableRow
from simulator.model.disclosure_rows import term
from simulator.model.result import Result
from simulator.money import decimal_text, grouped

SHOWN = ("overall", "functions")


def disclosure_parts(result: Result, language: Language) -> Iterator[Table | Text]:
    """Yield the overall table and that by function, what else there is, and that the identities hold."""
    found = result.accounts.disclosure
    if found is None:
        return
    for name in SHOWN:
        table = found.table(name)
        if not table.is_empty:
            yield Text(_heading(table, found, language), style="bold")
            yield _beside(table, found, language) if table.beside else _listed(table, found, language)
    yield from _others(found, language)
    yield from _identities(found, language)


def _heading(table: DisclosureTable, found: DisclosureOutcome, language: Language) -> str:
    unit = term("unit").say(language).format(unit=found.unit)
    return f"{term(f'table.{table.id}').say(language)} · {unit}"


def _listed(table: DisclosureTable, found: DisclosureOutcome, language: Language) -> Table:
    shown = _empty(("code", "item"), table.columns, language)
    for row in table.rows:
        code = row.head.code if row.head.code.isdigit() else ""
        shown.add_row(code, *_cells(row, found, language), style=_style(row))
    return shown


def _beside(table: DisclosureTable, found: DisclosureOutcome, language: Language) -> Table:
    shown = _empty(("item",), table.columns, language, times=2)
    blank = ("",) * (1 + len(table.columns))
    for halves in table.halves:
        cells = (blank if row is None else _cells(row, found, language) for row in halves)
        shown.add_row(*(cell for half in cells for cell in half))
    return shown


def _empty(heads: Sequence[str], columns: Sequence[str], language: Language, times: int = 1) -> Table:
    table = Table(box=None, pad_edge=False, header_style="underline")
    for _ in range(times):
        for head in heads:
            table.add_column(term(head).say(language))
        for column in columns:
            table.add_column(term(column).say(language), justify="right")
    return table


def _cells(row: TableRow, found: DisclosureOutcome, language: Language) -> tuple[str, ...]:
    title = "  " * max(0, row.head.level - 1) + row.head.title.say(language)
    return (title, *(grouped(decimal_text(each, found.decimals)) for each in row.printed))


def _style(row: TableRow) -> str:
    return "bold" if row.head.level == 0 else ""


def _others(found: DisclosureOutcome, language: Language) -> Iterator[Text]:
    """Yield which tables are filled and which are kept empty."""
    comma = word("chart.comma").say(language)
    for key, empty in (("others", False), ("empties", True)):
        names = [
            term(f"table.{each.id}").say(language)
            for each in found.tables
            if each.is_empty == empty and (empty or each.id not in SHOWN)
        ]
        if names:
            yield Text(term(key).say(language).format(tables=comma.join(names)), style="dim")


def _identities(found: DisclosureOutcome, language: Language) -> Iterator[Text]:
    for key, published in (("held", False), ("held_published", True)):
        count = sum(each.published == published for each in found.identities)
        if count:
            yield Text(term(key).say(language).format(count=count), style="green")
