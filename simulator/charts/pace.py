"""Payments against an even pace: the share paid by the end of each month, the norm, and the gates."""

from dataclasses import dataclass
from fractions import Fraction

from matplotlib.figure import Figure

from simulator.charts.amounts import shown_percent
from simulator.charts.canvas import (
    LEFT,
    NOTE_RIGHT,
    RIGHT,
    Box,
    Canvas,
    Heading,
    Lettering,
    open_canvas,
)
from simulator.charts.style import ASKED, GIVEN, INK, MISSED, MUTED, PAPER, PLAIN, SMALL
from simulator.charts.typeface import text_width
from simulator.charts.view import View
from simulator.engine.explain.calendar import column_word
from simulator.engine.explain.ledgers import points
from simulator.model.ledgers import Ledgers, PaceGap
from simulator.money import MINUS

NAME = "pace"
KEY, FIELD, AXIS = 0.26, 2.3, 0.3
FROM, TO = LEFT + 0.45, RIGHT - 0.2
MONTHS = 12
LABELS = ("0%", "25%", "50%", "75%", "100%")
CENTER = Lettering(SMALL, MUTED, "center")
ABOVE, BESIDE = 0.14, 0.16


@dataclass(frozen=True, slots=True)
class Row:
    """One moment: what share should be paid and is paid by then, how far it is off; both None for nothing.

    `kind` is month, quarter or gate; `by` the moment as written; `months` how far into the year it is.
    """

    kind: str
    by: str
    months: Fraction
    norm: Fraction
    reached: Fraction | None
    gap: Fraction | None
    behind: bool


def rows(view: View) -> tuple[Row, ...]:
    """Return the months, then quarters and gates in order of time; nothing without a pace."""
    ledgers = view.result.accounts.ledgers
    if ledgers is None or not ledgers.pace:
        return ()
    months = (_row("month", each, ledgers) for each in ledgers.months)
    marked = (_row("gate" if each.gate else "quarter", each, ledgers) for each in ledgers.pace)
    return (*months, *marked)


def plot(view: View) -> Figure:
    """Return the figure."""
    table = rows(view)
    heading = Heading(NAME, _finding(view, table), view.say("pace.shows"))
    canvas = open_canvas(view, heading, KEY + FIELD + AXIS)
    _draw_key(view, canvas, table)
    _draw_grid(canvas)
    top = _top(table)
    months = [row for row in table if row.kind == "month"]
    _draw_steps(canvas, months, top)
    _draw_norm(canvas, top)
    for row in _told(table):
        _draw_mark(canvas, row, top)
    return canvas.figure


def _row(kind: str, each: PaceGap, ledgers: Ledgers) -> Row:
    day = each.moment.last_day(ledgers.year)
    months = Fraction(day.month) if day.day >= 28 else Fraction(day.month - 1) + Fraction(day.day, 31)
    return Row(kind, each.moment.text, months, each.norm, each.reached, each.gap, each.behind)


def _told(table: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return what is marked: the gates where there are any, else the quarters."""
    gates = tuple(row for row in table if row.kind == "gate")
    return gates or tuple(row for row in table if row.kind == "quarter")


def _finding(view: View, table: tuple[Row, ...]) -> str:
    told = [row for row in _told(table) if row.gap is not None]
    if not told:
        return view.say("pace.finding_none")
    worst = min(told, key=lambda row: row.gap or Fraction(0))
    if worst.gap is None or worst.reached is None or worst.gap >= 0:
        return view.say("pace.finding_kept")
    return view.say(
        "pace.finding",
        moment=column_word(worst.by).say(view.language),
        reached=shown_percent(worst.reached, 1),
        norm=shown_percent(worst.norm, 1),
        points=points(-worst.gap),
    )


def _top(table: tuple[Row, ...]) -> Fraction:
    """Return the share at the top of the field: a whole, or what is paid beyond one."""
    return max((Fraction(1), *(row.reached for row in table if row.reached is not None)))


def _at(canvas: Canvas, months: Fraction, share: Fraction, top: Fraction) -> tuple[float, float]:
    floor = canvas.top + KEY + FIELD
    return FROM + (TO - FROM) * float(months / MONTHS), floor - (FIELD - 0.2) * float(share / top)


def _draw_key(view: View, canvas: Canvas, table: tuple[Row, ...]) -> None:
    x = canvas.key(LEFT, canvas.top + 0.08, ASKED, view.say("pace.paid"))
    x = canvas.key(x, canvas.top + 0.08, MUTED, view.say("pace.line"))
    if any(row.kind == "gate" for row in table):
        x = canvas.key(x, canvas.top + 0.08, GIVEN, view.say("pace.gate"))
    if any(row.behind for row in table):
        canvas.key(x, canvas.top + 0.08, MISSED, view.say("pace.behind"))


def _draw_grid(canvas: Canvas) -> None:
    for number, label in enumerate(LABELS):
        y = _at(canvas, Fraction(0), Fraction(number, len(LABELS) - 1), Fraction(1))[1]
        canvas.rule((FROM, y), (TO, y))
        canvas.text(FROM - 0.06, y, label, NOTE_RIGHT)
    floor = canvas.top + KEY + FIELD
    for month in range(1, MONTHS + 1):
        x = _at(canvas, Fraction(month), Fraction(0), Fraction(1))[0]
        canvas.rule((x, floor), (x, floor + (0.08 if month % 3 == 0 else 0.04)), color=PLAIN)
        canvas.text(x, floor + 0.17, str(month), CENTER)


def _draw_steps(canvas: Canvas, months: list[Row], top: Fraction) -> None:
    """Fill each month under what is paid by its end; a month counts on its last day."""
    before = Fraction(0)
    for row in months:
        reached = row.reached or Fraction(0)
        left, floor = _at(canvas, row.months - 1, Fraction(0), top)
        right, paid = _at(canvas, row.months, before, top)
        if before:
            corners = ((left, floor), (right, floor), (right, paid), (left, paid))
            canvas.shape(corners, ASKED, gid=f"paid:{row.by}")
        _, now = _at(canvas, row.months, reached, top)
        canvas.rule((left, paid), (right, paid), color=GIVEN, width=1.2)
        canvas.rule((right, paid), (right, now), color=GIVEN, width=1.2)
        before = reached


def _draw_norm(canvas: Canvas, top: Fraction) -> None:
    start, end = _at(canvas, Fraction(0), Fraction(0), top), _at(canvas, Fraction(MONTHS), Fraction(1), top)
    canvas.rule(start, end, color=MUTED, width=1.0, gid="norm")


def _draw_mark(canvas: Canvas, row: Row, top: Fraction) -> None:
    """Mark the norm with a diamond, and how far payments are from it with an upright line and its points."""
    x, y = _at(canvas, row.months, row.norm, top)
    if row.reached is not None and row.gap is not None:
        _draw_gap(canvas, row, (x, y), _at(canvas, row.months, row.reached, top)[1])
    size = 0.06
    corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
    canvas.shape(corners, MISSED if row.behind else GIVEN, gid=f"{row.kind}:{row.by}")
    canvas.text(x - 0.08, y - ABOVE, shown_percent(row.norm), NOTE_RIGHT)


def _draw_gap(canvas: Canvas, row: Row, norm: tuple[float, float], paid: float) -> None:
    x, y = norm
    ink = MISSED if row.behind else INK
    canvas.rule((x, y), (x, paid), color=ink, width=1.4, gid=f"gap:{row.by}")
    # beside the middle of the line, inside the field; a short line is told below its mark
    middle = max((y + paid) / 2, y + BESIDE) if paid >= y else y - 2 * ABOVE
    side, at = ("right", x - 0.06) if x > TO - 0.6 else ("left", x + 0.06)
    text = points(row.gap or Fraction(0)).replace("-", MINUS)
    width = text_width(text, SMALL)
    canvas.bar(Box(at, middle, -width if side == "right" else width, 0.12), PAPER)
    canvas.text(at, middle, text, Lettering(SMALL, ink, side))
