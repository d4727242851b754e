"""A sheet measured in inches from its top left corner, with a title, a footnote, and marks in between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon, Rectangle
from matplotlib.path import Path

from simulator.charts.style import (
    BODY,
    DOTS_OF_INCH,
    INK,
    LABEL,
    MARGIN,
    MUTED,
    PAPER,
    RULE,
    SMALL,
    TINY,
    TITLE,
    WIDTH,
)
from simulator.charts.typeface import require_glyphs, text_width, wrapped
from simulator.charts.view import View, documents_of, short_digest

LEFT, RIGHT = MARGIN, WIDTH - MARGIN
LEADING = 1.35  # line distance in ems
BASELINE = 0.36  # from the middle of a line down to its baseline, in ems
INCH = 1 / 72
GAP = 0.06
MOST_DOCUMENTS = 3
SYNTHETIC = "合成数据 synthetic data"
FITTED = "合成数据(拟合) synthetic data, fitted"
OUTDATED = "过期参数 out of date"


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above and below the marks: the finding, what is shown, and the chart's id."""

    chart: str
    finding: str
    shows: str


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a text is set: its size in points, its ink, and which of its ends stands at x."""

    size: float = BODY
    color: str = INK
    align: str = "left"


BODY_TEXT = Lettering()
FIGURE = Lettering(align="right")
FAINT = Lettering(color=MUTED, align="right")
NOTE = Lettering(SMALL, MUTED)
NOTE_RIGHT = Lettering(SMALL, MUTED, "right")
FINE = Lettering(TINY, MUTED)
FINE_CENTER = Lettering(TINY, MUTED, "center")


class Box(NamedTuple):
    """A bar in inches: where it starts, the middle of its height, its width (negative goes left)."""

    x: float
    y: float
    width: float
    height: float


class Slot(NamedTuple):
    """A column of figures in inches: its right edge, and the room to the left of it."""

    right: float
    room: float


@dataclass(frozen=True, slots=True)
class Canvas:
    """A figure being drawn; `top` and `bottom` bound the room for marks, in inches from the upper edge."""

    figure: Figure
    axes: Axes
    top: float
    bottom: float

    def text(self, x: float, y: float, text: str, lettering: Lettering = BODY_TEXT) -> None:
        """Set one line with its middle at y; raises FindingError R690 for a character no face can show."""
        require_glyphs((text,))
        self.axes.text(
            x,
            y + BASELINE * lettering.size * INCH,
            text,
            size=lettering.size,
            color=lettering.color,
            ha=lettering.align,
            va="baseline",
            parse_math=False,
        )

    def amount(self, slot: Slot, y: float, text: str, lettering: Lettering = FIGURE) -> None:
        """Set one figure in its column; one too long for the column is set smaller, never cut."""
        width = text_width(text, lettering.size)
        size = lettering.size * min(1.0, slot.room / width) if width else lettering.size
        self.text(slot.right, y, text, replace(lettering, size=size))

    def lines(self, x: float, y: float, lines: Sequence[str], lettering: Lettering = BODY_TEXT) -> None:
        """Set lines with the middle of the block at y."""
        step = LEADING * lettering.size * INCH
        first = y - step * (len(lines) - 1) / 2
        for number, line in enumerate(lines):
            self.text(x, first + number * step, line, lettering)

    def bar(self, box: Box, color: str, *, gid: str = "", hatch: str = "") -> None:
        """Fill a bar; one without width shows nothing but keeps its id."""
        left, across = (box.x, box.width) if box.width >= 0 else (box.x + box.width, -box.width)
        corner = (left, box.y - box.height / 2)
        mark = Rectangle(corner, across, box.height, facecolor=color, linewidth=0)
        mark.set_gid(gid or None)
        if hatch:
            mark.set(hatch=hatch, edgecolor=MUTED)
        self.axes.add_patch(mark)

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        color: str = RULE,
        width: float = 0.6,
        gid: str = "",
    ) -> None:
        """Draw a straight line between two points."""
        line = Line2D(
            (start[0], end[0]), (start[1], end[1]), color=color, linewidth=width, solid_capstyle="butt"
        )
        line.set_gid(gid or None)
        self.axes.add_line(line)

    def across(self, y: float, *, color: str = RULE, width: float = 0.6) -> None:
        """Draw a rule over the whole width."""
        self.rule((LEFT, y), (RIGHT, y), color=color, width=width)

    def shape(self, points: Sequence[tuple[float, float]], color: str, *, gid: str = "") -> None:
        """Fill a small polygon."""
        mark = Polygon(list(points), closed=True, facecolor=color, linewidth=0)
        mark.set_gid(gid or None)
        self.axes.add_patch(mark)

    def band(self, path: Path, color: str, *, gid: str) -> None:
        """Fill a curved band."""
        mark = PathPatch(path, facecolor=color, linewidth=0)
        mark.set_gid(gid)
        self.axes.add_patch(mark)

    def key(self, x: float, y: float, color: str, text: str, *, hatch: str = "") -> float:
        """Draw one entry of a key and return where the next may begin."""
        self.bar(Box(x, y, 0.16, 0.085), color, hatch=hatch)
        self.text(x + 0.21, y, text, NOTE)
        return x + 0.21 + text_width(text, SMALL) + 0.18


def open_canvas(view: View, heading: Heading, body: float) -> Canvas:
    """Return a sheet with its title and footnote set and `body` inches of room for the marks."""
    title = wrapped(heading.finding, TITLE, RIGHT - LEFT, 3)
    shows = wrapped(heading.shows, SMALL, _room_beside_label(view), 2)
    notes = wrapped(footnote(view), TINY, RIGHT - LEFT, 3)
    top = 0.1 + _block(title, TITLE) + 0.05 + _block(shows, SMALL) + 0.1
    height = top + body + 0.14 + _block(notes, TINY) + 0.06
    canvas = _blank(view, heading, height, top, body)
    canvas.lines(LEFT, 0.1 + _block(title, TITLE) / 2, title, Lettering(TITLE))
    shows_middle = top - 0.1 - _block(shows, SMALL) / 2
    canvas.lines(LEFT, shows_middle, shows, NOTE)
    _label(view, canvas, shows_middle)
    canvas.rule((LEFT, top + body + 0.1), (RIGHT, top + body + 0.1))
    canvas.lines(LEFT, height - 0.06 - _block(notes, TINY) / 2, notes, FINE)
    return canvas


def footnote(view: View) -> str:
    """Return what walks a figure back to its scenario: id, digest, documents."""
    scenario = view.result.scenario
    parts = [view.say("footnote", scenario=scenario.id, digest=short_digest(view.result))]
    if view.base is not None:
        base = view.base
        parts.append(view.say("footnote.base", scenario=base.scenario.id, digest=short_digest(base)))
    documents = documents_of(view.result)
    if documents:
        named = view.say("comma").join(documents[:MOST_DOCUMENTS])
        more = view.say("footnote.more", count=len(documents)) if len(documents) > MOST_DOCUMENTS else ""
        parts.append(view.say("footnote.documents", documents=named + more))
    return " · ".join(parts)


def is_synthetic(view: View) -> bool:
    """Return whether any applicant behind the figure is invented."""
    return view.result.synthetic or (view.base is not None and view.base.synthetic)


def is_fitted(view: View) -> bool:
    """Return whether any invented applicants are scaled to a published sum."""
    return bool(view.result.fitted or (view.base is not None and view.base.fitted))


def is_outdated(view: View) -> bool:
    """Return whether anything behind the figure was not in force."""
    return bool(view.result.outdated or (view.base is not None and view.base.outdated))


def label_of(view: View) -> str:
    """Return the mark that stands on everything drawn of a view: invented data, rules out of date, or ""."""
    invented = FITTED if is_fitted(view) else SYNTHETIC
    marks = ((invented, is_synthetic(view)), (OUTDATED, is_outdated(view)))
    return " · ".join(mark for mark, applies in marks if applies)


def _block(lines: Sequence[str], size: float) -> float:
    return len(lines) * LEADING * size * INCH


def _room_beside_label(view: View) -> float:
    mark = label_of(view)
    label = text_width(mark, SMALL) + 0.3 if mark else 0
    return RIGHT - LEFT - label


def _label(view: View, canvas: Canvas, y: float) -> None:
    mark = label_of(view)
    if not mark:
        return
    width = text_width(mark, SMALL) + 0.14
    canvas.bar(
        Box(RIGHT - width, y, width, 0.17), LABEL, gid="synthetic" if is_synthetic(view) else "outdated"
    )
    canvas.text(RIGHT - width / 2, y, mark, Lettering(SMALL, PAPER, "center"))


def _blank(view: View, heading: Heading, height: float, top: float, body: float) -> Canvas:
    figure = Figure(figsize=(WIDTH, height), dpi=DOTS_OF_INCH, facecolor=PAPER)
    FigureCanvasAgg(figure)
    figure.set_label(heading.finding)
    figure.set_gid(f"{heading.chart}-{short_digest(view.result)}")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(height, 0))
    axes.set_axis_off()
    return Canvas(figure, axes, top, top + body)
