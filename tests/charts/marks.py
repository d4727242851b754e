"""Reading a figure back: its bars by id, the room its texts take, what overlaps and what is cut off."""

from collections.abc import Iterator

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from simulator.charts.style import settings


def bar(figure: Figure, gid: str) -> Rectangle:
    """Return the one bar with an id; fails when there is none or more than one."""
    (found,) = (each for each in figure.findobj(Rectangle) if each.get_gid() == gid)
    return found


def patches(figure: Figure) -> dict[str, Patch]:
    """Return every mark that carries an id."""
    return {each.get_gid(): each for each in figure.findobj(Patch) if each.get_gid()}


def texts(figure: Figure) -> tuple[str, ...]:
    """Return every text of a figure."""
    return tuple(each.get_text() for each in figure.findobj(Text) if each.get_text())


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Return every text with the room it takes, in points."""
    dots = figure.get_dpi()
    with settings():
        figure.set_dpi(72)
        renderer = FigureCanvasAgg(figure).get_renderer()
        written = [each for each in figure.findobj(Text) if each.get_text()]
        found = [(each.get_text(), each.get_window_extent(renderer)) for each in written]
        figure.set_dpi(dots)
    return found


def clipped(figure: Figure) -> list[str]:
    """Return the texts that do not lie wholly inside the figure."""
    width, height = (72 * inches for inches in figure.get_size_inches())
    return [
        text for text, box in boxes(figure) if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height
    ]


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """Return the pairs of texts whose ink boxes meet by more than a hair."""
    return [(first, second) for first, second, shared in _pairs(boxes(figure)) if shared]


def _pairs(found: list[tuple[str, Bbox]]) -> Iterator[tuple[str, str, bool]]:
    for number, (first, box) in enumerate(found):
        for second, other in found[number + 1 :]:
            meeting = Bbox.intersection(box, other)
            yield first, second, meeting is not None and min(meeting.width, meeting.height) > 0.6
