"""Where the money comes from and which class it goes to: two columns on one scale that end in one total."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from simulator.charts.amounts import printed, quanta, shown
from simulator.charts.canvas import (
    FIGURE,
    GAP,
    LEFT,
    NOTE,
    NOTE_RIGHT,
    RIGHT,
    Box,
    Canvas,
    Heading,
    Lettering,
    open_canvas,
)
from simulator.charts.style import BODY, GIVEN, INK, MUTED, PLAIN, SMALL, UNSPENT_TINT
from simulator.charts.typeface import text_width, wrapped
from simulator.charts.view import View, name_of
from simulator.money import Fen

NAME = "sources_and_uses"
COLUMN = (RIGHT - LEFT - 0.36) / 2
INKS = {"source": PLAIN, "use": GIVEN}
HEADER, PITCH, TOTAL, BAR = 0.3, 0.5, 0.3, 0.13


@dataclass(frozen=True, slots=True)
class Row:
    """A source (`side` source) or a use: its amount, and what of it is used, in fen.

    `printed` is the amount in 0.01 万元; each side adds as printed to the same total. What no class was
    given is a use without id and title.
    """

    side: str
    id: str
    title: str
    amount_fen: Fen
    used_fen: Fen
    printed: int


def rows(view: View) -> tuple[Row, ...]:
    """Return the sources in the order written (zero lines kept), then the classes, then what is left over."""
    allocation = view.result.allocation
    sources = [(each.source, each.title, each.amount_fen, each.used_fen) for each in allocation.sources]
    uses = [(each.spending, each.title, each.amount_fen, each.used_fen) for each in allocation.spending]
    if allocation.unallocated_fen:
        uses.append(("", "", allocation.unallocated_fen, 0))
    return (*_side("source", sources), *_side("use", uses))


def plot(view: View) -> Figure:
    """Return the figure."""
    sides = tuple(tuple(row for row in rows(view) if row.side == side) for side in ("source", "use"))
    heading = Heading(NAME, _finding(view), view.say("sources_and_uses.shows"))
    body = HEADER + PITCH * max(map(len, sides)) + TOTAL
    canvas = open_canvas(view, heading, body)
    whole = max(sum(row.amount_fen for row in side) for side in sides)
    for x, side, name in zip((LEFT, RIGHT - COLUMN), sides, ("sources", "uses"), strict=True):
        canvas.text(x, canvas.top + 0.1, view.say(name), Lettering(color=MUTED))
        canvas.rule((x, canvas.top + 0.22), (x + COLUMN, canvas.top + 0.22))
        for number, row in enumerate(side):
            _draw_line(view, canvas, row, (x, canvas.top + HEADER + number * PITCH), whole)
        _draw_total(view, canvas, side, x)
    return canvas.figure


def _side(side: str, lines: Sequence[tuple[str, str, Fen, Fen]]) -> tuple[Row, ...]:
    amounts = printed([amount for _, _, amount, _ in lines])
    return tuple(
        Row(side, identifier, name_of(title, identifier), amount, used, shown_as)
        for (identifier, title, amount, used), shown_as in zip(lines, amounts, strict=True)
    )


def _finding(view: View) -> str:
    allocation = view.result.allocation
    total = sum(each.amount_fen for each in allocation.sources)
    planned = sum(each.amount_fen for each in allocation.spending)
    return view.say(
        "sources_and_uses.finding" if planned == total else "sources_and_uses.finding_left",
        year=view.result.scenario.year,
        total=shown(quanta(total)),
        planned=shown(quanta(planned)),
        left=shown(quanta(total) - quanta(planned)),
    )


def _draw_line(view: View, canvas: Canvas, row: Row, at: tuple[float, float], whole: Fen) -> None:
    x, y = at
    amount = shown(row.printed)
    room = COLUMN - text_width(amount, BODY) - 2 * GAP
    canvas.text(x, y + 0.1, wrapped(row.title or view.say("unallocated"), BODY, room, 1)[0])
    canvas.text(x + COLUMN, y + 0.1, amount, FIGURE)
    scale = COLUMN / whole if whole else 0.0
    middle = y + 0.2 + BAR / 2
    width, used = row.amount_fen * scale, row.used_fen * scale
    hatch = "////" if row.used_fen < row.amount_fen else ""
    canvas.bar(Box(x, middle, width, BAR), UNSPENT_TINT, gid=f"{row.side}:{row.id}", hatch=hatch)
    canvas.bar(Box(x, middle, used, BAR), INKS[row.side], gid=f"used:{row.side}:{row.id}")
    canvas.rule((x, middle - BAR / 2), (x, middle + BAR / 2), color=INK, width=0.8)
    unspent = row.amount_fen - row.used_fen
    if unspent and row.id:
        note = view.say(f"of_which_left.{row.side}", amount=shown(quanta(unspent)))
        _beside(canvas, note, (x, middle), width)


def _beside(canvas: Canvas, note: str, at: tuple[float, float], width: float) -> None:
    x, y = at
    if width + GAP + text_width(note, SMALL) <= COLUMN:
        canvas.text(x + width + GAP, y, note, NOTE)
    else:
        canvas.text(x + COLUMN, y + 0.155, note, NOTE_RIGHT)


def _draw_total(view: View, canvas: Canvas, side: Sequence[Row], x: float) -> None:
    y = canvas.bottom - TOTAL + 0.04
    canvas.rule((x, y), (x + COLUMN, y), color=INK, width=0.9)
    canvas.text(x, y + 0.14, view.say("total"))
    canvas.text(x + COLUMN, y + 0.14, shown(sum(row.printed for row in side)), FIGURE)
