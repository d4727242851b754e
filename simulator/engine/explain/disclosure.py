"""Where a figure of a published table comes from: the sources or lines in it, each with its codes."""

from collections.abc import Iterator
from fractions import Fraction

from simulator.engine.explain.lines import Line, said, yuan
from simulator.glossary import Word
from simulator.model.disclosure import DisclosureOutcome, DisclosureTable, Entry, TableRow
from simulator.model.disclosure_entries import IN, is_balance
from simulator.model.disclosure_forms import Form, figure_path, forms
from simulator.model.disclosure_rows import SECTION, term
from simulator.model.result import Result
from simulator.money import decimal_text, grouped


def disclosed_at(result: Result, path: str) -> bool:
    """Return whether a path names a figure of the published tables."""
    return path.startswith(f"{SECTION}.") and result.accounts.figure(path) is not None


def disclosure_lines(result: Result, path: str) -> Iterator[Line]:
    """Yield the figure, how it is printed, and every amount it is the sum of; money in fen."""
    found = result.accounts.disclosure
    if found is None:
        return
    form, table = _table_at(result, found, path)
    row, column = _cell_at(table, path)
    at = table.columns.index(column)
    names = {"table": term(f"table.{table.id}"), "row": row.head.title, "column": term(column)}
    fen = Fraction(row.cells[at])
    yield Line(said("disclosure.explain.cell", value=yuan(fen), **names), 0, fen)
    shown = grouped(decimal_text(row.printed[at], found.decimals))
    yield Line(said("disclosure.explain.printed", printed=shown, unit=found.unit), 1)
    parts = [each for each in found.entries if form.holds(each, row.head.code, column)]
    yield from (Line(_told(each), 1, Fraction(each.fen)) for each in parts)
    if not parts:
        yield Line(term("explain.nothing"), 1)


def _table_at(result: Result, found: DisclosureOutcome, path: str) -> tuple[Form, DisclosureTable]:
    name = path.split(".")[1]
    made = forms(result.scenario, found.entries)
    return next(each for each in made if each.id == name), found.table(name)


def _cell_at(table: DisclosureTable, path: str) -> tuple[TableRow, str]:
    cells = ((row, column) for row in table.rows for column in table.columns)
    return next(
        (row, column) for row, column in cells if figure_path(table.id, row.head.code, column) == path
    )


def _told(entry: Entry) -> Word:
    amount = yuan(entry.fen)
    if entry.line is None:
        return _without_line(entry, amount)
    line = entry.line
    codes = " / ".join(code for code in (line.function, line.department, line.government) if code)
    facts = {"line": line.title or line.id, "amount": amount, "codes": codes}
    if line.programme is not None:
        return said("disclosure.explain.line.programme", programme=line.programme, **facts)
    if line.rest:
        return said("disclosure.explain.line.rest", spending=line.spending, **facts)
    return said("disclosure.explain.line", **facts)


def _without_line(entry: Entry, amount: str) -> Word:
    if is_balance(entry):
        return said("disclosure.explain.balance", name=term(entry.kind), amount=amount)
    if entry.side == IN:
        return said("disclosure.explain.source", source=entry.id, amount=amount)
    return said("disclosure.explain.class", spending=entry.id, amount=amount)
