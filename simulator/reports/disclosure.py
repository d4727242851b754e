"""A department's published tables in the report, typeset as they are printed."""

from collections.abc import Iterator, Sequence

from simulator.charts.view import View
from simulator.glossary import word
from simulator.model.disclosure import DisclosureOutcome, DisclosureTable, TableRow
from simulator.model.disclosure_rows import term
from simulator.money import decimal_text, grouped
from simulator.reports.blocks import Block, Column, Paragraph, Row, Section, Table, Tone

CODE_WIDTH, LEAST_MONEY, MONEY_ROOM = 18.0, 15.0, 84.0
WIDEST_MONEY = 28.0
INDENT = "·"


def disclosure(view: View) -> Section | None:
    """Return every published table, empty ones by name, and how many identities hold; None without any."""
    found = view.result.accounts.disclosure
    if found is None:
        return None
    unit = term("unit").say(view.language).format(unit=found.unit)
    notes = [
        Paragraph(f"{unit} · {term('tail').say(view.language)}", "note"),
        *_identities(view, found),
        *_moved(view, found),
    ]
    blocks = [_block(view, each, found) for each in found.tables]
    return Section(term("section").say(view.language), (*notes, *blocks))


def _identities(view: View, found: DisclosureOutcome) -> Iterator[Paragraph]:
    for key, published in (("held", False), ("held_published", True)):
        count = sum(each.published == published for each in found.identities)
        if count:
            yield Paragraph(term(key).say(view.language).format(count=count), "note")


def _moved(view: View, found: DisclosureOutcome) -> Iterator[Paragraph]:
    """Yield which tables move against the base, and which stay as they were, where there is a base."""
    before = None if view.base is None else view.base.accounts.disclosure
    if before is None:
        return
    moved = found.moved_from(before)
    comma = word("chart.comma").say(view.language)
    for key, chosen in (("moved", True), ("unmoved", False)):
        names = (term(f"table.{each.id}") for each in found.tables if (each.id in moved) == chosen)
        listed = comma.join(each.say(view.language) for each in names)
        if listed:
            yield Paragraph(term(key).say(view.language).format(tables=listed))


def _block(view: View, table: DisclosureTable, found: DisclosureOutcome) -> Block:
    title = term(f"table.{table.id}").say(view.language)
    if table.is_empty:
        return Paragraph(term("empty").say(view.language).format(table=title), "note")
    made = _beside(view, table, found) if table.beside else _listed(view, table, found)
    return Table(made[0], made[1], title=title, small=True)


def _listed(
    view: View, table: DisclosureTable, found: DisclosureOutcome
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    notes = any(row.head.note for row in table.rows)
    columns = (
        Column(term("code").say(view.language), "left", CODE_WIDTH),
        Column(term("item").say(view.language)),
        *_money_columns(view, table.columns),
        *((Column(term("target").say(view.language), "left", 30.0),) if notes else ()),
    )
    return columns, tuple(_row(view, row, table, found, notes) for row in table.rows)


def _money_columns(view: View, columns: Sequence[str]) -> Iterator[Column]:
    width = max(LEAST_MONEY, min(WIDEST_MONEY, MONEY_ROOM / max(1, len(columns))))
    for each in columns:
        yield Column(term(each).say(view.language), "right", width)


def _row(view: View, row: TableRow, table: DisclosureTable, found: DisclosureOutcome, notes: bool) -> Row:
    code = row.head.code if row.head.code.isdigit() else ""
    amounts = ("",) * len(table.columns) if row.head.note else _amounts(row, found)
    cells = (code, _title(view, row), *amounts, *((row.head.note,) if notes else ()))
    return Row(cells, _tone(row))


def _beside(
    view: View, table: DisclosureTable, found: DisclosureOutcome
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    half = (Column(term("item").say(view.language)), *_money_columns(view, table.columns))
    blank = ("",) * (1 + len(table.columns))
    rows = []
    for halves in table.halves:
        cells = [blank if row is None else (_title(view, row), *_amounts(row, found)) for row in halves]
        rows.append(Row((*cells[0], *cells[1])))
    return (*half, *half), tuple(rows)


def _title(view: View, row: TableRow) -> str:
    depth = INDENT * max(0, row.head.level - 1)
    return f"{depth} {row.head.title.say(view.language)}".strip()


def _amounts(row: TableRow, found: DisclosureOutcome) -> tuple[str, ...]:
    return tuple(grouped(decimal_text(each, found.decimals)) for each in row.printed)


def _tone(row: TableRow) -> Tone:
    return "sum" if row.head.level == 0 else "line"
