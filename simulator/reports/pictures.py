"""Charts as pictures of a page."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from simulator.charts import CHARTS, embedded_svg
from simulator.charts.style import WIDTH
from simulator.charts.view import View
from simulator.reports.blocks import Picture

FEWEST_LIMITS, FEWEST_AWARDS, SMALLEST_FLOW = 3, 10, 4


def _of_money(view: View) -> int:
    allocation = view.result.allocation
    return len(allocation.sources) + len(allocation.spending)


WORTH: Mapping[str, Callable[[View], bool]] = MappingProxyType(
    {
        "allocation": lambda view: len(view.result.allocation.programmes) > 1,
        "award_distribution": lambda view: any(
            each.awards > FEWEST_AWARDS for each in view.result.allocation.programmes
        ),
        "limits": lambda view: len(view.result.limits) >= FEWEST_LIMITS,
        "money_flow": lambda view: _of_money(view) + len(view.result.allocation.programmes) >= SMALLEST_FLOW,
        "sources_and_uses": lambda view: _of_money(view) > 2,
        "waterfall": lambda view: len(CHARTS["waterfall"].table(view.result, base=view.base)) > 2,
    }
)
"""Where a chart says more than the table beside it; one that is not named does wherever it can be drawn."""


def front(view: View) -> tuple[str, ...]:
    """Return the chart of the first page: sources beside uses if several, else programmes."""
    names = ("sources_and_uses", "allocation")
    return tuple(name for name in names if is_worth_drawing(view, name))[:1]


def pictures(view: View, names: Iterable[str]) -> tuple[Picture, ...]:
    """Return the named charts that say more than the table beside them, in the order named."""
    return tuple(picture(view, name) for name in names if is_worth_drawing(view, name))


def is_worth_drawing(view: View, name: str) -> bool:
    """Return whether a chart has something to draw, and enough of it to be looked at."""
    if not CHARTS[name].applies(view.result, base=view.base):
        return False
    return WORTH[name](view) if name in WORTH else True


def picture(view: View, name: str) -> Picture:
    """Return one chart with its caption; its finding is what a screen reader says."""
    chart = CHARTS[name]
    base = view.base if chart.compares else None
    figure = chart.draw(view.result, view.language, base=base, subject=view.subject)
    height = float(figure.get_size_inches()[1])
    caption = f"{chart.title(view.language)}{view.say('colon')}{chart.caption(view.language)}"
    return Picture(embedded_svg(figure), WIDTH, height, caption, str(figure.get_label()))
