"""A programme's brackets as a curve: what is due for every base, and where the applicants stand on it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from matplotlib.figure import Figure

from simulator.charts.amounts import shown_fen
from simulator.charts.canvas import (
    FINE,
    FINE_CENTER,
    LEFT,
    NOTE,
    RIGHT,
    Box,
    Canvas,
    Heading,
    Lettering,
    open_canvas,
)
from simulator.charts.style import ASKED, GIVEN, INK, LOSS, MUTED, PLAIN, RULE, SMALL, TINY, UNSPENT
from simulator.charts.typeface import text_width, wrapped
from simulator.charts.view import View, name_of
from simulator.engine.bands import Curve, curves
from simulator.engine.explain.lines import in_percent
from simulator.money import FEN_OF_UNIT, decimal_text, grouped, half_up

NAME = "bands"
PLOT_FROM, PLOT_TO = LEFT + 0.75, RIGHT - 0.12
KEY, TALL, FOOT, CROWD, GAP = 0.2, 2.1, 0.22, 0.42, 0.16
INKS = (GIVEN, LOSS, UNSPENT, PLAIN)
BEYOND = Fraction(6, 5)
"""The curve goes on so far past its last corner, or as far as the largest base."""
MOST_DOTS, BINS, STEPS = 40, 60, 4
BIG, SMALLER = FEN_OF_UNIT["亿元"], FEN_OF_UNIT["万元"]


@dataclass(frozen=True, slots=True)
class Row:
    """One corner of a programme's curve, in fen; `rate` and `applicants` are of the band after it."""

    programme: str
    title: str
    base_fen: Fraction
    due_fen: Fraction
    rate: Fraction
    applicants: int


@dataclass(frozen=True, slots=True, eq=False)
class _Panel:
    """The curves over one list of applicants, and the largest base and sum they are drawn to."""

    curves: tuple[Curve, ...]
    right: Fraction
    top: Fraction

    def x(self, base: Fraction) -> float:
        """Return where a base stands, in inches."""
        return PLOT_FROM + (PLOT_TO - PLOT_FROM) * float(base / self.right)

    def up(self, due: Fraction) -> float:
        """Return how high a sum stands over the foot of the panel, in inches."""
        return TALL * float(due / self.top)


def rows(view: View) -> tuple[Row, ...]:
    """Return the corners of every curve, in the order written."""
    return tuple(row for each in curves(view.result) for row in _rows(each))


def plot(view: View) -> Figure:
    """Return the figure: a panel a list of applicants, so that two schedules of one list lie together."""
    panels = _panels(curves(view.result))
    heights = [KEY * len(each.curves) + TALL + FOOT + CROWD + GAP for each in panels]
    canvas = open_canvas(view, Heading(NAME, _finding(view, panels), view.say("bands.shows")), sum(heights))
    top = canvas.top
    for panel, height in zip(panels, heights, strict=True):
        _draw_panel(view, canvas, panel, top)
        top += height
    return canvas.figure


def _rows(curve: Curve) -> Iterator[Row]:
    title = name_of(curve.title, curve.programme)
    ends = [*(base for base, _ in curve.corners[1:]), None]
    for (base, due), end in zip(curve.corners, ends, strict=True):
        last = len(curve.bases) if end is None else bisect_left(curve.bases, end)
        rate = (
            curve.beyond
            if end is None
            else (curve.due(end) - due) / (end - base)
            if end > base
            else Fraction(0)
        )
        yield Row(curve.programme, title, base, due, rate, last - bisect_left(curve.bases, base))


def _panels(found: Sequence[Curve]) -> tuple[_Panel, ...]:
    lists = dict.fromkeys(each.applicants for each in found)
    return tuple(_panel(tuple(each for each in found if each.applicants == name)) for name in lists)


def _panel(found: tuple[Curve, ...]) -> _Panel:
    right = max(
        Fraction(1),
        *(BEYOND * each.corners[-1][0] for each in found),
        *(each.bases[-1] for each in found if each.bases),
    )
    top = max(Fraction(1), *(due for each in found for _, due in _line(each, right)))
    return _Panel(found, right, _round_number(top))


def _round_number(top: Fraction) -> Fraction:
    """Return the least STEPS-fold of 1, 2, 2.5 or 5 times a power of ten that reaches an amount in fen.

    >>> _round_number(Fraction(35 * 10**8))
    Fraction(4000000000, 1)
    """
    size = 10 ** (len(str(int(top / STEPS))) - 1)
    steps = (Fraction(number * size) for number in (Fraction(1), Fraction(2), Fraction(5, 2), 5, 10))
    return STEPS * next(step for step in steps if STEPS * step >= top)


def _line(curve: Curve, right: Fraction) -> list[tuple[Fraction, Fraction]]:
    """Return the corners of a curve as far as it is drawn, and its end."""
    return [*(each for each in curve.corners if each[0] < right), (right, curve.due(right))]


def _finding(view: View, panels: Sequence[_Panel]) -> str:
    curve = panels[0].curves[0]
    base = BEYOND * curve.corners[-1][0] or (curve.bases[-1] if curve.bases else Fraction(0))
    facts = {"base": _large(view, base, panels[0].right), "due": shown_fen(half_up(curve.due(base)))}
    others = [each for each in panels[0].curves[1:] if each.due(base) == curve.due(base)]
    key = "bands.finding_same" if others else "bands.finding"
    return view.say(key, name=name_of(curve.title, curve.programme), count=len(others) + 1, **facts)


def _large(view: View, fen: Fraction, right: Fraction) -> str:
    """Return an amount in the unit its axis is read in: 亿元, or 万元 where it does not reach one."""
    size, key = (BIG, "bands.large") if right >= BIG else (SMALLER, "bands.small")
    text = grouped(decimal_text(half_up(fen * 100 / size), 2))
    return view.say(key, amount=text.rstrip("0").rstrip("."))


# ── drawing ────────────────────────────────────────────────────────────────────────────────────────


def _draw_panel(view: View, canvas: Canvas, panel: _Panel, top: float) -> None:
    foot = top + KEY * len(panel.curves) + TALL
    for number, curve in enumerate(panel.curves):
        _draw_name(view, canvas, curve, (top + KEY * (number + 0.4), INKS[number % len(INKS)]))
    _draw_axes(view, canvas, panel, foot)
    for number, curve in enumerate(panel.curves):
        _draw_curve(canvas, panel, curve, (foot, INKS[number % len(INKS)]))
    _draw_crowd(view, canvas, panel, foot + FOOT + CROWD)


def _draw_name(view: View, canvas: Canvas, curve: Curve, at: tuple[float, str]) -> None:
    y, ink = at
    rates = " · ".join(in_percent(row.rate) for row in _rows(curve))
    name = wrapped(
        name_of(curve.title, curve.programme), SMALL, RIGHT - LEFT - text_width(rates, SMALL) - 0.6, 1
    )
    x = canvas.key(LEFT, y, ink, name[0])
    canvas.text(x, y, rates, NOTE)


def _draw_axes(view: View, canvas: Canvas, panel: _Panel, foot: float) -> None:
    for number in range(STEPS + 1):
        due = panel.top * number / STEPS
        y = foot - panel.up(due)
        canvas.rule((PLOT_FROM, y), (PLOT_TO, y), color=RULE, width=0.4)
        canvas.text(PLOT_FROM - 0.06, y, shown_fen(half_up(due)), Lettering(TINY, MUTED, "right"))
    canvas.rule((PLOT_FROM, foot), (PLOT_FROM, foot - TALL), color=INK, width=0.8)
    canvas.rule((PLOT_FROM, foot), (PLOT_TO, foot), color=INK, width=0.8)
    ends = sorted({base for curve in panel.curves for base, _ in curve.corners} | {panel.right})
    free = PLOT_FROM - 1.0
    for base in ends:
        x, text = panel.x(base), _large(view, base, panel.right)
        canvas.rule((x, foot), (x, foot + 0.04), color=INK, width=0.6)
        if x - text_width(text, TINY) / 2 > free:
            at = min(x, RIGHT - text_width(text, TINY) / 2)
            canvas.text(at, foot + 0.12, text, FINE_CENTER)
            free = at + text_width(text, TINY) / 2 + 0.05


def _draw_curve(canvas: Canvas, panel: _Panel, curve: Curve, at: tuple[float, str]) -> None:
    foot, ink = at
    line = [(panel.x(base), foot - panel.up(due)) for base, due in _line(curve, panel.right)]
    for number, (start, end) in enumerate(pairwise(line)):
        canvas.rule(start, end, color=ink, width=1.6, gid=f"band:{curve.programme}:{number}")
    for base in curve.bases if len(curve.bases) <= MOST_DOTS else ():
        x, y = panel.x(base), foot - panel.up(curve.due(base))
        canvas.shape(((x, y - 0.04), (x + 0.04, y), (x, y + 0.04), (x - 0.04, y)), ink)


def _draw_crowd(view: View, canvas: Canvas, panel: _Panel, foot: float) -> None:
    """Draw how many applicants stand where, under the curve they stand on."""
    bases = panel.curves[0].bases
    width = (PLOT_TO - PLOT_FROM) / BINS
    edges = [panel.right * number / BINS for number in range(1, BINS)]
    starts = [0, *(bisect_left(bases, edge) for edge in edges), len(bases)]
    counts = [end - start for start, end in pairwise(starts)]
    tallest = max(1, *counts)
    for number, count in enumerate(counts):
        height = (CROWD - 0.08) * count / tallest
        box = Box(PLOT_FROM + number * width, foot - height / 2, width * 0.9, height)
        if count:
            canvas.bar(box, ASKED, gid=f"crowd:{panel.curves[0].applicants}:{number}")
    canvas.rule((PLOT_FROM, foot), (PLOT_TO, foot), color=MUTED, width=0.5)
    text = view.say("bands.crowd", count=f"{len(bases):,}")
    canvas.lines(LEFT, foot - CROWD / 2, wrapped(text, TINY, PLOT_FROM - LEFT - 0.05, 3), FINE)
