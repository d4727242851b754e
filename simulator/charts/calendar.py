"""The year as a matrix: programmes down, quarters across, in each cell its stages and the share paid."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from matplotlib.figure import Figure

from simulator.charts.amounts import quanta, shown, shown_share
from simulator.charts.canvas import (
    FAINT,
    FIGURE,
    FINE,
    INCH,
    LEADING,
    LEFT,
    NOTE,
    RIGHT,
    Box,
    Canvas,
    Heading,
    Lettering,
    Slot,
    open_canvas,
)
from simulator.charts.style import ASKED, BODY, GIVEN, INK, PAPER, PLAIN_TINT, SMALL, TINY
from simulator.charts.typeface import one_line, text_width, wrapped
from simulator.charts.view import View
from simulator.engine.explain.calendar import column_word, stage_words
from simulator.engine.explain.lines import in_percent
from simulator.engine.year.payments import due_by_column, payments_of
from simulator.model.calendar import Entry
from simulator.model.ledgers import Payment
from simulator.model.matrix import Matrix, MatrixRow, matrix_of
from simulator.money import Fen

NAME = "calendar"
LABEL, HEADER, TOTAL, MARGIN_Y, INSET, GUTTER = 1.35, 0.24, 0.3, 0.1, 0.05, 0.1
CHIP, CHIP_GAP = 0.15, 0.035
LINE, TITLE_LINE, GROUP_LINE = (LEADING * size * INCH for size in (SMALL, BODY, TINY))
MOST_ROWS, MOST_LINES = 30, 4
TRACK = PLAIN_TINT
CELL, PAID = Lettering(SMALL, INK), Lettering(SMALL, PAPER)


@dataclass(frozen=True, slots=True)
class Row:
    """One cell of the matrix that is not blank: its stages in words, the share planned there, the fen due.

    `pending` is the part of the share that work not yet done would earn; it is not due.
    """

    line: str
    title: str
    group: str
    column: str
    stages: tuple[str, ...]
    share: Fraction
    pending: Fraction
    due_fen: Fen


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """What is drawn: the matrix and its payments, seen in a view, on a canvas once there is one."""

    view: View
    matrix: Matrix
    payments: tuple[Payment, ...]

    @property
    def width(self) -> float:
        """Return the width of a column in inches."""
        return (RIGHT - LEFT - LABEL) / len(self.matrix.columns)

    @property
    def due(self) -> tuple[Fen, ...]:
        """Return what falls due in each column, in fen."""
        return due_by_column(self.matrix, self.payments, self.view.result.scenario.year)

    def start(self, column: str) -> float:
        """Return where a column begins, in inches from the left."""
        return LEFT + LABEL + self.matrix.columns.index(column) * self.width

    def lines(self, cell: Row) -> tuple[str, ...]:
        """Return the stages of a cell as lines of its column: a word is broken only where it fills a line."""
        return _filled(cell.stages, self.width - INSET, self.view.say("calendar.between"))


def rows(view: View) -> tuple[Row, ...]:
    """Return the cells row by row, in the order written, each row in the order of time."""
    sheet = _sheet(view)
    return tuple(cell for row in sheet.matrix.rows for cell in _cells(sheet, row))


def plot(view: View) -> Figure:
    """Return the figure."""
    sheet = _sheet(view)
    drawn = sheet.matrix.rows[:MOST_ROWS]
    heights = tuple(_height(sheet, row) for row in drawn)
    shows = _shows(view, len(sheet.matrix.rows) - len(drawn))
    body = HEADER + sum(heights) + (TOTAL if sheet.payments else 0)
    canvas = open_canvas(view, Heading(NAME, _finding(sheet), shows), body)
    _draw_header(sheet, canvas)
    tops = accumulate(heights, initial=canvas.top + HEADER)
    for row, (top, bottom) in zip(drawn, pairwise(tops), strict=True):
        _draw_row(sheet, canvas, row, (top, bottom))
        canvas.across(bottom, width=0.4)
    if sheet.payments:
        _draw_total(sheet, canvas)
    return canvas.figure


def _sheet(view: View) -> _Sheet:
    result = view.result
    payments = payments_of(result.scenario, result.claims, result.allocation)
    return _Sheet(view, matrix_of(result.scenario), payments)


# ── what is drawn ──────────────────────────────────────────────────────────────────────────────────


def _cells(sheet: _Sheet, row: MatrixRow) -> Iterator[Row]:
    year, language = sheet.view.result.scenario.year, sheet.view.language
    own = tuple(each for each in sheet.payments if each.line in row.lines and each.group == row.group)
    due = due_by_column(sheet.matrix, own, year)
    for column, entries, fen in zip(sheet.matrix.columns, row.cells, due, strict=True):
        if any(entry.stages for entry in entries):
            words = stage_words(entries, with_payments=False)
            told = tuple(one_line(each.say(language)) for each in words)
            planned = sum((entry.planned for entry in entries), Fraction(0))
            yield Row(row.line, row.title, row.group, column, told, planned, _pending(entries), fen)


def _pending(entries: tuple[Entry, ...]) -> Fraction:
    works = (stage.milestone for entry in entries for stage in entry.stages)
    return sum((work.pay for work in works if work is not None and not work.done), Fraction(0))


def _finding(sheet: _Sheet) -> str:
    due, view = sheet.due, sheet.view
    if not sum(due):
        return view.say("calendar.finding_unpaid", count=len(sheet.matrix.rows))
    most = max(range(len(due)), key=lambda at: (due[at], -at))
    return view.say(
        "calendar.finding",
        total=shown(quanta(sum(due))),
        quarter=column_word(sheet.matrix.columns[most]).say(view.language),
        share=shown_share(due[most], sum(due)),
    )


def _shows(view: View, hidden: int) -> str:
    more = view.say("calendar.more", count=hidden) if hidden else ""
    return view.say("calendar.shows") + more


# ── drawing ────────────────────────────────────────────────────────────────────────────────────────


def _filled(words: tuple[str, ...], width: float, between: str) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        joined = f"{lines[-1]}{between}{word}" if lines else word
        if lines and text_width(joined, SMALL) <= width:
            lines[-1] = joined
        else:
            lines += wrapped(word, SMALL, width, MOST_LINES)
    return tuple(lines[:MOST_LINES])


def _title(row: MatrixRow) -> tuple[str, ...]:
    return wrapped(one_line(row.title), BODY, LABEL - INSET, 2)


def _height(sheet: _Sheet, row: MatrixRow) -> float:
    """Return the height of a row in inches: that of its tallest cell, or of its title."""
    own = len(_title(row)) * TITLE_LINE + (GROUP_LINE if row.group else 0)
    cells = (
        len(sheet.lines(each)) * LINE + (CHIP + CHIP_GAP if each.share else 0) for each in _cells(sheet, row)
    )
    return MARGIN_Y + max((own, *cells))


def _draw_header(sheet: _Sheet, canvas: Canvas) -> None:
    for column in sheet.matrix.columns:
        canvas.text(
            sheet.start(column), canvas.top + 0.09, column_word(column).say(sheet.view.language), NOTE
        )
    canvas.across(canvas.top + HEADER, color=INK, width=0.9)


def _draw_row(sheet: _Sheet, canvas: Canvas, row: MatrixRow, span: tuple[float, float]) -> None:
    title, middle = _title(row), sum(span) / 2
    raised = GROUP_LINE / 2 if row.group else 0
    canvas.lines(LEFT, middle - raised, title)
    if row.group:
        below = middle - raised + len(title) * TITLE_LINE / 2 + GROUP_LINE / 2
        canvas.text(LEFT, below, wrapped(one_line(row.group), TINY, LABEL - INSET, 1)[0], FINE)
    for cell in _cells(sheet, row):
        _draw_cell(sheet, canvas, cell, middle)


def _draw_cell(sheet: _Sheet, canvas: Canvas, cell: Row, middle: float) -> None:
    lines, x = sheet.lines(cell), sheet.start(cell.column)
    text = len(lines) * LINE
    first = middle - (text + (CHIP + CHIP_GAP if cell.share else 0)) / 2
    if lines:
        canvas.lines(x, first + text / 2, lines, CELL)
    if cell.share:
        _draw_chip(canvas, cell, (x, first + text + CHIP_GAP + CHIP / 2), sheet.width - GUTTER)


def _draw_chip(canvas: Canvas, cell: Row, at: tuple[float, float], room: float) -> None:
    """Draw the share as a bar that is full at 100 %: dark where it is due, light where work is not done."""
    (x, y), gid = at, f"{cell.line}:{cell.group}:{cell.column}"
    planned, due = float(cell.share) * room, float(cell.share - cell.pending) * room
    canvas.bar(Box(x, y, room, CHIP), TRACK, gid=f"all:{gid}")
    canvas.bar(Box(x, y, planned, CHIP), ASKED, gid=f"planned:{gid}")
    canvas.bar(Box(x, y, due, CHIP), GIVEN, gid=f"pay:{gid}")
    text = in_percent(cell.share)
    if text_width(text, SMALL) + 2 * CHIP_GAP <= due:
        canvas.text(x + CHIP_GAP, y, text, PAID)
    else:
        canvas.text(x + planned + CHIP_GAP, y, text, CELL)


def _draw_total(sheet: _Sheet, canvas: Canvas) -> None:
    y = canvas.bottom - TOTAL / 2 + 0.02
    canvas.across(canvas.bottom - TOTAL, color=INK, width=0.9)
    canvas.text(LEFT, y, sheet.view.say("calendar.due"))
    for column, amount in zip(sheet.matrix.columns, map(quanta, sheet.due), strict=True):
        slot = Slot(sheet.start(column) + sheet.width - GUTTER, sheet.width - GUTTER)
        canvas.amount(slot, y, shown(amount), FIGURE if amount else FAINT)
