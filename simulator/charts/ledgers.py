"""What each class may spend, has committed and has paid by the end of each quarter: three bars a quarter."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from simulator.charts.amounts import quanta, shown
from simulator.charts.canvas import (
    FIGURE,
    LEFT,
    NOTE,
    NOTE_RIGHT,
    RIGHT,
    Box,
    Canvas,
    Heading,
    Slot,
    open_canvas,
)
from simulator.charts.style import ASKED, BODY, GIVEN, INK, LOSS, PLAIN
from simulator.charts.typeface import wrapped
from simulator.charts.view import View
from simulator.engine.explain.calendar import column_word
from simulator.model.ledgers import TOTAL, LedgerLine, Ledgers
from simulator.model.moments import quarter_text
from simulator.money import Fen

NAME = "ledgers"
BARS = ("authorised", "committed", "paid")
COLORS = {"authorised": PLAIN, "committed": ASKED, "paid": GIVEN}
KEY, HEAD, PITCH, GAP, BAR, LAST = 0.26, 0.28, 0.43, 0.08, 0.1, 0.2
BARS_FROM, BARS_TO, AMOUNT = LEFT + 1.0, RIGHT - 0.95, Slot(RIGHT, 0.9)
MOST = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One class at the end of one quarter, in fen, cumulative; the total is the class ""."""

    spending: str
    title: str
    quarter: str
    authorised_fen: Fen
    committed_fen: Fen
    due_fen: Fen
    paid_fen: Fen

    @property
    def waiting_fen(self) -> Fen:
        """Return what is due and not paid."""
        return self.due_fen - self.paid_fen


def rows(view: View) -> tuple[Row, ...]:
    """Return every class by quarter, in the order written, and the total when there are several."""
    ledgers = view.result.accounts.ledgers
    if ledgers is None:
        return ()
    names = [each.id for each in view.result.scenario.spending]
    kept = [name for name in names if any(line.spending == name for line in ledgers.lines)]
    titles = {each.spending: each.title for each in view.result.allocation.spending}
    lines = [(name, titles[name], ledgers.of(f"spending.{name}")) for name in kept]
    if len(lines) > 1:
        lines.append(("", view.say("total"), ledgers.of(TOTAL)))
    return tuple(row for name, title, line in lines for row in _rows(name, title, line, ledgers))


def plot(view: View) -> Figure:
    """Return the figure: the first classes, the total last."""
    table = rows(view)
    blocks = _blocks(table)
    left_out = len({row.spending: 1 for row in table}) - len(blocks)
    heading = Heading(NAME, _finding(view), view.say("ledgers.shows"))
    body = KEY + sum(HEAD + PITCH * len(block) + GAP for block in blocks) + (LAST if left_out else 0)
    canvas = open_canvas(view, heading, body)
    _draw_key(view, canvas, table)
    whole = max(max(row.authorised_fen, row.committed_fen) for block in blocks for row in block)
    y = canvas.top + KEY
    for block in blocks:
        canvas.text(LEFT, y + 0.1, wrapped(block[0].title, BODY, RIGHT - LEFT, 1)[0])
        canvas.across(y + 0.22)
        for number, row in enumerate(block):
            _draw_row(view, canvas, row, y + HEAD + number * PITCH, whole)
        y += HEAD + PITCH * len(block) + GAP
    if left_out:
        canvas.text(LEFT, canvas.bottom - LAST / 2, view.say("ledgers.left_out", count=left_out), NOTE)
    return canvas.figure


def _rows(name: str, title: str, line: LedgerLine, ledgers: Ledgers) -> Sequence[Row]:
    figures = zip(line.authorised, line.committed, line.due, line.paid, strict=True)
    return [
        Row(name, title, quarter_text(quarter, ledgers.year), *each)
        for quarter, each in zip(ledgers.quarters, figures, strict=True)
    ]


def _blocks(table: Sequence[Row]) -> list[list[Row]]:
    """Return the rows class by class, as many as a page has room for; the total is always there."""
    found: dict[str, list[Row]] = {}
    for row in table:
        found.setdefault(row.spending, []).append(row)
    blocks = list(found.values())
    return blocks if len(blocks) <= MOST else [*blocks[: MOST - 1], blocks[-1]]


def _finding(view: View) -> str:
    ledgers = view.result.accounts.ledgers
    if ledgers is None:
        return ""
    whole = ledgers.of(TOTAL)
    last = {name: shown(quanta(whole.column(name)[-1])) for name in (*BARS, "waiting")}
    key = "ledgers.finding_waiting" if whole.waiting[-1] else "ledgers.finding"
    return view.say(key, **last)


def _draw_key(view: View, canvas: Canvas, table: Sequence[Row]) -> None:
    x = LEFT
    for name in BARS:
        x = canvas.key(x, canvas.top + 0.08, COLORS[name], view.say(f"ledgers.{name}"))
    if any(row.waiting_fen for row in table):
        canvas.key(x, canvas.top + 0.08, LOSS, view.say("ledgers.waiting"), hatch="////")


def _draw_row(view: View, canvas: Canvas, row: Row, y: float, whole: Fen) -> None:
    scale = (BARS_TO - BARS_FROM) / whole if whole else 0.0
    canvas.text(LEFT, y + 1.5 * BAR, column_word(row.quarter).say(view.language), NOTE)
    amounts = (row.authorised_fen, row.committed_fen, row.paid_fen)
    for number, (name, fen) in enumerate(zip(BARS, amounts, strict=True)):
        middle = y + (number + 0.5) * (BAR + 0.015)
        gid = f"{name}:{row.spending}:{row.quarter}"
        canvas.bar(Box(BARS_FROM, middle, fen * scale, BAR), COLORS[name], gid=gid)
        if name == "paid" and row.waiting_fen:
            start = BARS_FROM + fen * scale
            waiting = Box(start, middle, row.waiting_fen * scale, BAR)
            canvas.bar(waiting, LOSS, gid=f"waiting:{row.spending}:{row.quarter}", hatch="////")
    canvas.rule((BARS_FROM, y - 0.02), (BARS_FROM, y + 3 * BAR + 0.06), color=INK, width=0.8)
    canvas.amount(AMOUNT, y + 2.5 * (BAR + 0.015), shown(quanta(row.paid_fen)), FIGURE)
    canvas.amount(AMOUNT, y + 0.5 * (BAR + 0.015), shown(quanta(row.authorised_fen)), NOTE_RIGHT)
