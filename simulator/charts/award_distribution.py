"""How large the awards of each programme are: one small histogram a programme on one scale of money."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, log10

from matplotlib.figure import Figure

from simulator.charts.amounts import quanta, shown
from simulator.charts.canvas import (
    FINE_CENTER,
    LEFT,
    NOTE_RIGHT,
    RIGHT,
    Box,
    Canvas,
    Heading,
    Slot,
    open_canvas,
)
from simulator.charts.style import BODY, GIVEN, LOSS, RULE
from simulator.charts.typeface import wrapped
from simulator.charts.view import View, largest_first, name_of
from simulator.model.result import ProgrammeAllocation
from simulator.money import Fen, half_up

NAME = "award_distribution"
HEADER, PITCH, AXIS = 0.24, 0.38, 0.26
LABEL, BARS_FROM, BARS_TO = 1.95, LEFT + 2.1, RIGHT - 1.85
COUNT_AT, MEDIAN_AT, LARGEST_AT = Slot(RIGHT - 1.42, 0.38), Slot(RIGHT - 0.72, 0.64), Slot(RIGHT, 0.66)
TALL, TICK_ROOM = 0.28, 0.5
# ten preferred numbers a decade: near enough equal on a logarithmic scale, and every edge is whole fen
PREFERRED = (100, 125, 160, 200, 250, 315, 400, 500, 630, 800)
EDGES: tuple[Fen, ...] = tuple(number * 10**decade for decade in range(16) for number in PREFERRED)


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: how many awards of a programme lie from `from_fen` up to, not including, `to_fen`."""

    programme: str
    title: str
    from_fen: Fen
    to_fen: Fen
    count: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The awards of one programme in numbers: how many, the middle one, the largest, in fen."""

    count: int
    median_fen: Fen
    largest_fen: Fen


def rows(view: View) -> tuple[Row, ...]:
    """Return the bars, programme by programme (the largest pot first), by rising amount."""
    return tuple(row for each in _with_awards(view) for row in _bars(each))


def spread_of(programme: ProgrammeAllocation) -> Spread:
    """Return the numbers of one programme's awards; the median of an even number is half-up to the fen."""
    return _spread(_paid(programme))


def plot(view: View) -> Figure:
    """Return the figure."""
    programmes, table = _with_awards(view), rows(view)
    heading = Heading(NAME, _finding(view, programmes), view.say("award_distribution.shows"))
    canvas = open_canvas(view, heading, HEADER + PITCH * len(programmes) + AXIS)
    first, last = min(row.from_fen for row in table), max(row.to_fen for row in table)
    _draw_axis(view, canvas, first, last)
    _draw_header(view, canvas)
    for number, each in enumerate(programmes):
        base = canvas.top + HEADER + (number + 1) * PITCH - 0.05
        _draw_programme(canvas, each, base, (first, last))
    return canvas.figure


def _with_awards(view: View) -> tuple[ProgrammeAllocation, ...]:
    return tuple(each for each in largest_first(view.result) if not each.is_line and each.awards)


def _paid(programme: ProgrammeAllocation) -> list[Fen]:
    return sorted(fen for fen in programme.award.tolist() if fen > 0)


def _bars(programme: ProgrammeAllocation) -> tuple[Row, ...]:
    # an award under 1 yuan falls in the first bar
    bins = Counter(max(0, bisect_right(EDGES, fen) - 1) for fen in _paid(programme))
    return tuple(
        Row(
            programme.programme,
            name_of(programme.title, programme.programme),
            EDGES[i],
            EDGES[i + 1],
            bins[i],
        )
        for i in sorted(bins)
    )


def _spread(paid: list[Fen]) -> Spread:
    middle = Fraction(paid[(len(paid) - 1) // 2] + paid[len(paid) // 2], 2)
    return Spread(len(paid), half_up(middle), paid[-1])


def _finding(view: View, programmes: tuple[ProgrammeAllocation, ...]) -> str:
    everything = sorted(fen for each in programmes for fen in _paid(each))
    spread = _spread(everything)
    return view.say(
        "award_distribution.finding",
        count=f"{spread.count:,}",
        median=shown(quanta(spread.median_fen)),
        largest=shown(quanta(spread.largest_fen)),
    )


def _x(fen: Fen, first: Fen, last: Fen) -> float:
    return BARS_FROM + (BARS_TO - BARS_FROM) * (log10(fen) - log10(first)) / (log10(last) - log10(first))


def _draw_axis(view: View, canvas: Canvas, first: Fen, last: Fen) -> None:
    foot = canvas.bottom - AXIS
    apart = (BARS_TO - BARS_FROM) / (log10(last) - log10(first))
    for fen in _ticks(first, last)[:: ceil(TICK_ROOM / apart)]:
        x = _x(fen, first, last)
        canvas.rule((x, canvas.top + HEADER), (x, foot), width=0.4)
        canvas.text(x, foot + 0.09, _tick_text(view, fen), FINE_CENTER)


def _ticks(first: Fen, last: Fen) -> tuple[Fen, ...]:
    """Return the decades on the axis, or 1, 2 and 5 of each when there are fewer than two."""
    inside = [(number, fen) for number, fen in enumerate(EDGES) if first <= fen <= last]
    decades = tuple(fen for number, fen in inside if number % len(PREFERRED) == 0)
    return (
        decades
        if len(decades) > 1
        else tuple(fen for number, fen in inside if number % len(PREFERRED) in {0, 3, 7})
    )


def _tick_text(view: View, fen: Fen) -> str:
    """Return a preferred number of yuan in words: the decade's word begins with 1."""
    return str(fen)[0] + view.say(f"tick.{len(str(fen)) - 3}")[1:]


def _draw_header(view: View, canvas: Canvas) -> None:
    y = canvas.top + 0.08
    for slot, key in ((COUNT_AT, "awards"), (MEDIAN_AT, "median"), (LARGEST_AT, "largest")):
        canvas.text(slot.right, y, view.say(key), NOTE_RIGHT)
    canvas.across(canvas.top + 0.18)


def _draw_programme(canvas: Canvas, each: ProgrammeAllocation, base: float, span: tuple[Fen, Fen]) -> None:
    bars, spread, middle = _bars(each), spread_of(each), base - PITCH / 2 + 0.05
    canvas.lines(LEFT, middle, wrapped(name_of(each.title, each.programme), BODY, LABEL, 2))
    tallest = max(row.count for row in bars)
    for row in bars:
        left, right = _x(row.from_fen, *span), _x(row.to_fen, *span)
        height = TALL * row.count / tallest
        box = Box(left, base - height / 2, right - left, height)
        canvas.bar(box, GIVEN, gid=f"{row.programme}:{row.from_fen}")
    canvas.rule((BARS_FROM, base), (BARS_TO, base), color=RULE, width=0.5)
    x = _x(max(spread.median_fen, span[0]), *span)
    canvas.rule(
        (x, base - TALL - 0.03), (x, base + 0.03), color=LOSS, width=1.2, gid=f"median:{each.programme}"
    )
    canvas.amount(COUNT_AT, middle, f"{spread.count:,}")
    canvas.amount(MEDIAN_AT, middle, shown(quanta(spread.median_fen)))
    canvas.amount(LARGEST_AT, middle, shown(quanta(spread.largest_fen)))
