"""A department's published tables as a workbook: amounts as printed, so that its sums add as they show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from simulator.files.workbook import Cell, Look, Sheet, Workbook, workbook_bytes
from simulator.glossary import Language
from simulator.glossary.messages.data import SYNTHETIC
from simulator.model.disclosure import DisclosureOutcome, DisclosureTable, TableRow
from simulator.model.disclosure_rows import term
from simulator.model.result import Result
from simulator.problems import FindingError

Line = tuple[Cell | None, ...]
CODE_WIDTH, TITLE_WIDTH, MONEY_WIDTH, NOTE_WIDTH = 11.0, 42.0, 16.0, 24.0
HEADING = 4
"""The rows above the first amount: title, unit and mark, a blank one, the heads of the columns."""


def disclosure_xlsx(result: Result, language: Language, sheets: Sequence[Sheet] = ()) -> bytes:
    """Return the tables as .xlsx, one sheet a table, totals as formulas.

    With `sheets`, such as those of several years, these stand in it in place of the result's own. Raises
    FindingError R714 when the scenario publishes no tables.
    """
    found = _published(result)
    title = result.scenario.title or result.scenario.id
    shown = tuple(sheets) or disclosure_sheets(result, language)
    return workbook_bytes(Workbook(title, _mark(result), result.scenario.year, found.decimals, shown))


def disclosure_sheets(result: Result, language: Language, year: str = "") -> tuple[Sheet, ...]:
    """Return one sheet a table; `year` is put before its name, so that years can stand in one workbook.

    Raises FindingError R714 when the scenario publishes no tables.
    """
    found = _published(result)
    sheets = (_sheet(each, found, result, language) for each in found.tables)
    return tuple(replace(each, name=f"{year} {each.name}".strip()) for each in sheets)


def _published(result: Result) -> DisclosureOutcome:
    if result.accounts.disclosure is None:
        raise FindingError("R714")
    return result.accounts.disclosure


def _mark(result: Result) -> str:
    """Return the mark of invented data in both languages, "" when all is real."""
    return f"{SYNTHETIC.zh} {SYNTHETIC.en}" if result.synthetic else ""


def _sheet(table: DisclosureTable, found: DisclosureOutcome, result: Result, language: Language) -> Sheet:
    name = term(f"table.{table.id}").say(language)
    body = _beside(table, language) if table.beside else _listed(table, language)
    widths = _widths(table)
    return Sheet(name, (*_heading(name, table, found, result, language), *body), widths, HEADING)


def _heading(
    name: str, table: DisclosureTable, found: DisclosureOutcome, result: Result, language: Language
) -> Iterator[Line]:
    title = f"{result.scenario.title or result.scenario.id} · {result.scenario.year} · {name}"
    yield (Cell(title, "title"),)
    unit = term("unit").say(language).format(unit=found.unit)
    empty = [term("empty").say(language).format(table=name)] if table.is_empty else []
    yield (Cell(" · ".join([unit, *filter(None, [_mark(result)]), *empty]), "note"),)
    yield ()
    heads = ("item", *table.columns) * 2 if table.beside else ("code", "item", *table.columns)
    targets = ("target",) if _has_notes(table) else ()
    yield tuple(Cell(term(each).say(language), "head") for each in (*heads, *targets))


def _has_notes(table: DisclosureTable) -> bool:
    return any(row.head.note for row in table.rows)


def _widths(table: DisclosureTable) -> tuple[float, ...]:
    money = (MONEY_WIDTH,) * len(table.columns)
    if table.beside:
        return (TITLE_WIDTH, *money) * 2
    return (CODE_WIDTH, TITLE_WIDTH, *money, *((NOTE_WIDTH,) if _has_notes(table) else ()))


def _listed(table: DisclosureTable, language: Language) -> Iterator[Line]:
    """Yield the rows under one another: code, title, amounts, and the target if there is one."""
    rows_of = {row.head.code: HEADING + at for at, row in enumerate(table.rows)}
    for at, row in enumerate(table.rows):
        code = row.head.code if row.head.code.isdigit() else ""
        heads = (Cell(code), _title(row, language))
        if row.head.note:
            yield (*heads, *(None for _ in table.columns), Cell(row.head.note))
        else:
            parts = [rows_of[part] for part in row.head.parts]
            yield (*heads, *_amounts(row, parts, HEADING + at, 2, table.adds_across))


def _beside(table: DisclosureTable, language: Language) -> Iterator[Line]:
    """Yield the rows of both halves side by side, each half under its own heads."""
    lines = table.halves
    rows_of = {row.head.code: HEADING + at for at, halves in enumerate(lines) for row in halves if row}
    width = 1 + len(table.columns)
    for at, halves in enumerate(lines):
        yield tuple(
            cell
            for side, row in enumerate(halves)
            for cell in _half(row, rows_of, (HEADING + at, side * width), table, language)
        )


def _half(
    row: TableRow | None,
    rows_of: Mapping[str, int],
    start: tuple[int, int],
    table: DisclosureTable,
    language: Language,
) -> Line:
    if row is None:
        return (None,) * (1 + len(table.columns))
    below = [rows_of[part] for part in row.head.parts]
    return (_title(row, language), *_amounts(row, below, start[0], start[1] + 1, table.adds_across))


def _title(row: TableRow, language: Language) -> Cell:
    total = row.head.level == 0
    return Cell(row.head.title.say(language), "total" if total else "text", max(0, row.head.level - 1))


def _amounts(
    row: TableRow, below: Sequence[int], at: int, first_column: int, adds_across: bool
) -> Iterator[Cell]:
    """Yield the amounts of a row: a sum of the rows below it, or of its own columns, is a formula."""
    look: Look = "sum" if row.head.level == 0 else "number"
    last_column = first_column + len(row.printed)
    for column, amount in enumerate(row.printed, first_column):
        parts = tuple((each, column) for each in below)
        if not parts and adds_across and column == first_column:
            parts = tuple((at, other) for other in range(first_column + 1, last_column))
        yield Cell(amount, look, 0, parts)
