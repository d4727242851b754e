"""Tables as a workbook: a sheet a table, numbers as numbers, sums as live formulas, always the same bytes."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

Look = Literal["title", "note", "head", "text", "total", "number", "sum"]
LONGEST_NAME = 31
FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
MOST_DIGITS = 15
"""A spreadsheet holds a number to fifteen digits; what is longer is written as a text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text, or a whole number of the last printed digit; `parts` are the cells it is the sum of.

    `parts` are (row, column) from 0, in the same sheet.
    """

    value: str | int
    look: Look = "text"
    indent: int = 0
    parts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its cells row by row, its column widths in characters, rows that stay in sight."""

    name: str
    rows: tuple[tuple[Cell | None, ...], ...]
    widths: tuple[float, ...]
    frozen: int


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook: its title, its subject (such as the mark of synthetic data), its year, its sheets.

    Every number has `decimals` decimals.
    """

    title: str
    subject: str
    year: int
    decimals: int
    sheets: tuple[Sheet, ...]


def workbook_bytes(book: Workbook) -> bytes:
    """Return the workbook as .xlsx, the same bytes for the same content."""
    content = io.BytesIO()
    # no formulas or links out of the officer's texts; the zip carries no clock when made in memory
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as made:
        made.set_properties(_properties(book))
        looks = _Looks(made, book.decimals)
        for number, sheet in enumerate(book.sheets, 1):
            _write_sheet(made.add_worksheet(sheet_name(sheet.name, number)), sheet, looks, book)
    return content.getvalue()


def sheet_name(title: str, number: int) -> str:
    """Return a name that a sheet may have, unlike that of any other number.

    >>> sheet_name("Revenue: a/b", 2)
    '2 Revenue ab'
    """
    return f"{number} {title.translate(FORBIDDEN)}"[:LONGEST_NAME].rstrip()


def _properties(book: Workbook) -> dict[str, Any]:
    day = datetime(book.year, 1, 1)  # noqa: DTZ001 - a workbook knows no time zone, and this is no moment
    return {"title": book.title, "subject": book.subject, "created": day}


def _write_sheet(page: Any, sheet: Sheet, looks: "_Looks", book: Workbook) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                _write_cell(page, (row, column), cell, looks, book.decimals)
    page.freeze_panes(sheet.frozen, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, max(0, sheet.frozen - 1))
    page.set_header("&L" + _plain(book.title))
    page.set_footer("&L" + _plain(book.subject) + "&R&P / &N")


def _plain(text: str) -> str:
    """Return a text in which a page header finds none of its own commands."""
    return text.replace("&", "&&")[:200]


def _write_cell(page: Any, at: tuple[int, int], cell: Cell, looks: "_Looks", decimals: int) -> None:
    style = looks.of(cell)
    if isinstance(cell.value, str):
        page.write_string(*at, cell.value, style)
    elif len(str(abs(cell.value))) > MOST_DIGITS:
        page.write_string(*at, _digits(cell.value, decimals), style)
    elif cell.parts:
        page.write_formula(*at, sum_formula(cell.parts), style, _number(cell.value, decimals))
    else:
        page.write_number(*at, _number(cell.value, decimals), style)


def sum_formula(parts: Sequence[tuple[int, int]]) -> str:
    """Return the formula that adds cells up; neighbours in a column or a row are one range.

    >>> sum_formula([(4, 2), (5, 2), (7, 2)]), sum_formula([(4, 2), (4, 3)])
    ('=SUM(C5:C6,C8)', '=SUM(C5:D5)')
    """
    return f"=SUM({','.join(_ranges(parts))})"


def _ranges(parts: Sequence[tuple[int, int]]) -> Iterator[str]:
    runs: list[list[tuple[int, int]]] = []
    for part in parts:
        if runs and _goes_on(runs[-1], part):
            runs[-1].append(part)
        else:
            runs.append([part])
    for run in runs:
        first, last = xl_rowcol_to_cell(*run[0]), xl_rowcol_to_cell(*run[-1])
        yield first if len(run) == 1 else f"{first}:{last}"


def _goes_on(run: Sequence[tuple[int, int]], part: tuple[int, int]) -> bool:
    step = (part[0] - run[-1][0], part[1] - run[-1][1])
    before = step if len(run) == 1 else (run[-1][0] - run[-2][0], run[-1][1] - run[-2][1])
    return step in {(1, 0), (0, 1)} and step == before


def _number(quanta: int, decimals: int) -> Decimal:
    # of a float the writer would print seventeen digits, 9768.299999999999 for 9768.3
    return Decimal(quanta).scaleb(-decimals)


def _digits(quanta: int, decimals: int) -> str:
    whole, part = divmod(abs(quanta), 10**decimals)
    sign = "-" if quanta < 0 else ""
    return f"{sign}{whole:,}" + (f".{part:0{decimals}d}" if decimals else "")


_STYLES: Mapping[Look, Mapping[str, Any]] = MappingProxyType(
    {
        "title": {"bold": True, "font_size": 14},
        "note": {"italic": True, "font_color": "#595959"},
        "head": {"bold": True, "bottom": 1, "text_wrap": True, "align": "center", "valign": "vcenter"},
        "text": {},
        "total": {"bold": True, "top": 1},
        "number": {},
        "sum": {"bold": True, "top": 1},
    }
)


class _Looks:
    """The formats of a workbook, each made once, in the order first used."""

    def __init__(self, made: Any, decimals: int) -> None:
        self.made = made
        self.shown = "#,##0" + (f".{'0' * decimals}" if decimals else "")
        self.known: dict[tuple[Look, int], Any] = {}

    def of(self, cell: Cell) -> Any:
        """Return the format of a cell."""
        key = (cell.look, cell.indent)
        if key not in self.known:
            number = {"num_format": self.shown} if cell.look in {"number", "sum"} else {}
            indent = {"indent": cell.indent} if cell.indent else {}
            self.known[key] = self.made.add_format({**_STYLES[cell.look], **number, **indent})
        return self.known[key]
