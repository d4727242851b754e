"""A figure as bytes, the same bytes every time: no clock, no random id, no name of the machine."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from types import MappingProxyType
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from simulator.charts.style import settings
from simulator.charts.typeface import CHINESE, FALLBACK, FAMILIES

CANVASES: Mapping[str, Any] = MappingProxyType(
    {"pdf": FigureCanvasPdf, "svg": FigureCanvasSVG, "png": FigureCanvasAgg}
)
FORMATS = tuple(CANVASES)
UNDATED: Mapping[str, Mapping[str, None]] = MappingProxyType(
    {"pdf": {"CreationDate": None}, "svg": {"Date": None}, "png": {}}
)


def render(figure: Figure, form: str) -> bytes:
    """Return the figure as `pdf`, `svg` or `png` bytes; raises ValueError for another form."""
    if form not in CANVASES:
        raise ValueError(f"a figure is written as {', '.join(FORMATS)}, not {form!r}")
    return _written(figure, CANVASES[form], form)


def embedded_svg(figure: Figure) -> str:
    """Return the figure as SVG for a page that brings the faces along: its texts stay texts.

    They can be searched and read aloud, and the page holds each face once.
    """
    content = _written(figure, FigureCanvasSVG, "svg", svg_fonttype="none").decode()
    return content.replace(_stack(FAMILIES), _stack((CHINESE, FALLBACK)))


def _written(figure: Figure, canvas: Any, form: str, **more: Any) -> bytes:
    written, dots = BytesIO(), figure.get_dpi()
    with settings(svg_hashsalt=figure.get_gid() or "simulator", **more):
        write = getattr(canvas(figure), f"print_{form}")
        write(written, metadata={"Title": str(figure.get_label()), **UNDATED[form]})
    # writing a PDF leaves the figure at 72 dots an inch
    figure.set_dpi(dots)
    return written.getvalue()


def _stack(families: Sequence[str]) -> str:
    return "font-family: " + ", ".join(f"'{name}'" for name in families)
