"""What each programme asked for and what it is given, with the room its envelope leaves."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from simulator.charts.amounts import printed, shown, shown_share
from simulator.charts.canvas import (
    FAINT,
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
from simulator.charts.style import ASKED, BODY, GIVEN, INK
from simulator.charts.typeface import wrapped
from simulator.charts.view import View, largest_first, name_of
from simulator.glossary import word
from simulator.model.result import ProgrammeAllocation
from simulator.money import Fen

NAME = "allocation"
KEY, HEADER, PITCH, TOTAL = 0.24, 0.22, 0.34, 0.3
LABEL, BARS_FROM, BARS_TO = 1.95, LEFT + 2.05, RIGHT - 2.0
ASKED_AT, GIVEN_AT, SHARE_AT = Slot(RIGHT - 1.27, 0.68), Slot(RIGHT - 0.55, 0.66), Slot(RIGHT, 0.5)
THICK, THIN = 0.2, 0.11


@dataclass(frozen=True, slots=True)
class Row:
    """One programme in fen: asked, given, and its envelope (`at_most` None without an upper limit).

    The `printed_…` columns are in 0.01 万元 and add as printed.
    """

    programme: str
    title: str
    asked_fen: Fen
    given_fen: Fen
    at_least: Fen
    at_most: Fen | None
    printed_asked: int
    printed_given: int


def rows(view: View) -> tuple[Row, ...]:
    """Return one row a programme, the largest award first."""
    programmes = largest_first(view.result)
    asked = printed([each.entitlement_fen for each in programmes])
    given = printed([each.award_fen for each in programmes])
    return tuple(
        Row(
            each.programme,
            _called(view, each),
            each.entitlement_fen,
            each.award_fen,
            each.at_least,
            each.at_most,
            asked[number],
            given[number],
        )
        for number, each in enumerate(programmes)
    )


def _called(view: View, each: ProgrammeAllocation) -> str:
    """Return a programme's name, with how many of its awards were decided beforehand."""
    name = name_of(each.title, each.programme)
    if not each.decided:
        return name
    return f"{name} · {word('decided_count').say(view.language).format(count=len(each.decided))}"


def plot(view: View) -> Figure:
    """Return the figure."""
    table = rows(view)
    heading = Heading(NAME, _finding(view, table), view.say("allocation.shows"))
    canvas = open_canvas(view, heading, KEY + HEADER + PITCH * len(table) + TOTAL)
    _draw_key(view, canvas)
    _draw_header(view, canvas)
    scale = (BARS_TO - BARS_FROM) / (_widest(table) or 1)
    for number, row in enumerate(table):
        _draw_row(canvas, row, canvas.top + KEY + HEADER + (number + 0.5) * PITCH, scale)
    _draw_total(view, canvas, table)
    return canvas.figure


def _widest(table: tuple[Row, ...]) -> Fen:
    largest = max(max(row.asked_fen, row.given_fen, row.at_least) for row in table)
    # an envelope far above every claim limits nothing: it must not shrink the bars
    near = (row.at_most for row in table if row.at_most is not None and 4 * row.at_most <= 5 * largest)
    return max((largest, *near))


def _finding(view: View, table: tuple[Row, ...]) -> str:
    asked, given = sum(row.asked_fen for row in table), sum(row.given_fen for row in table)
    return view.say(
        "allocation.finding",
        count=sum(row.given_fen > 0 for row in table),
        asked=shown(sum(row.printed_asked for row in table)),
        given=shown(sum(row.printed_given for row in table)),
        share=shown_share(given, asked),
    )


def _draw_key(view: View, canvas: Canvas) -> None:
    y = canvas.top + 0.08
    x = canvas.key(BARS_FROM, y, ASKED, view.say("asked"))
    x = canvas.key(x, y, GIVEN, view.say("given"))
    _draw_envelope(canvas, (x, y), (x + 0.12, y), 0.14)
    canvas.text(x + 0.21, y, view.say("envelope_marks"), NOTE)


def _draw_header(view: View, canvas: Canvas) -> None:
    y = canvas.top + KEY + 0.08
    for slot, name in ((ASKED_AT, "asked"), (GIVEN_AT, "given"), (SHARE_AT, "share")):
        canvas.text(slot.right, y, view.say(name), NOTE_RIGHT)
    canvas.across(canvas.top + KEY + 0.18)


def _draw_row(canvas: Canvas, row: Row, y: float, scale: float) -> None:
    canvas.lines(LEFT, y, wrapped(row.title, BODY, LABEL, 2))
    canvas.bar(Box(BARS_FROM, y, row.asked_fen * scale, THICK), ASKED, gid=f"asked:{row.programme}")
    canvas.bar(Box(BARS_FROM, y, row.given_fen * scale, THIN), GIVEN, gid=f"given:{row.programme}")
    canvas.rule((BARS_FROM, y - THICK / 2), (BARS_FROM, y + THICK / 2), color=INK, width=0.8)
    least, most = BARS_FROM + row.at_least * scale, BARS_FROM + (row.at_most or 0) * scale
    if row.at_least:
        _draw_floor(canvas, least, y, THICK)
    if row.at_most is not None and most <= BARS_TO + 1e-9:
        _draw_cap(canvas, most, y, THICK)
    canvas.amount(ASKED_AT, y, shown(row.printed_asked))
    canvas.amount(GIVEN_AT, y, shown(row.printed_given))
    canvas.amount(SHARE_AT, y, shown_share(row.given_fen, row.asked_fen), FAINT)


def _draw_envelope(
    canvas: Canvas, least: tuple[float, float], most: tuple[float, float], height: float
) -> None:
    _draw_floor(canvas, least[0], least[1], height)
    _draw_cap(canvas, most[0], most[1], height)


def _draw_floor(canvas: Canvas, x: float, y: float, height: float) -> None:
    foot = y + height / 2 + 0.02
    canvas.shape(((x, foot - 0.06), (x - 0.035, foot + 0.01), (x + 0.035, foot + 0.01)), INK)


def _draw_cap(canvas: Canvas, x: float, y: float, height: float) -> None:
    reach = height / 2 + 0.025
    canvas.rule((x, y - reach), (x, y + reach), color=INK, width=1.2)


def _draw_total(view: View, canvas: Canvas, table: tuple[Row, ...]) -> None:
    asked, given = sum(row.asked_fen for row in table), sum(row.given_fen for row in table)
    canvas.across(canvas.bottom - TOTAL + 0.05, color=INK, width=0.9)
    y = canvas.bottom - TOTAL / 2 + 0.04
    canvas.text(LEFT, y, view.say("total"))
    canvas.amount(ASKED_AT, y, shown(sum(row.printed_asked for row in table)))
    canvas.amount(GIVEN_AT, y, shown(sum(row.printed_given for row in table)))
    canvas.amount(SHARE_AT, y, shown_share(given, asked), FAINT)
