"""Charts as pictures of a page."""

from collections.abc import Iterable

from simulator.charts import CHARTS, embedded_svg
from simulator.charts.style import WIDTH
from simulator.charts.view import View
from simulator.reports.blocks import Picture


def pictures(view: View, names: Iterable[str]) -> tuple[Picture, ...]:
    """Return the named charts that have something to draw, in the order named."""
    return tuple(picture(view, name) for name in names if CHARTS[name].applies(view.result, base=view.base))


def picture(view: View, name: str) -> Picture:
    """Return one chart with its caption; its finding is what a screen reader says."""
    chart = CHARTS[name]
    base = view.base if chart.compares else None
    figure = chart.draw(view.result, view.language, base=base, subject=view.subject)
    height = float(figure.get_size_inches()[1])
    caption = f"{chart.title(view.language)}{view.say('colon')}{chart.caption(view.language)}"
    return Picture(embedded_svg(figure), WIDTH, height, caption, str(figure.get_label()))
