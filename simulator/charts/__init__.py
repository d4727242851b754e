"""Charts: pure functions from a result to a matplotlib figure; one file a chart, nothing is saved.

`CHARTS` holds them by name, `render` turns a figure into bytes.
"""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.charts import (
    allocation,
    award_distribution,
    bands,
    calendar,
    funds,
    ledgers,
    limits,
    money_flow,
    pace,
    parts,
    rule_steps,
    sources_and_uses,
    targets,
    waterfall,
)
from simulator.charts.chart import Chart, records
from simulator.charts.render import FORMATS, embedded_svg, render

_ALL = (
    Chart(sources_and_uses.NAME, sources_and_uses.rows, sources_and_uses.plot),
    Chart(money_flow.NAME, money_flow.rows, money_flow.plot),
    Chart(allocation.NAME, allocation.rows, allocation.plot),
    Chart(rule_steps.NAME, rule_steps.rows, rule_steps.plot),
    Chart(bands.NAME, bands.rows, bands.plot),
    Chart(parts.NAME, parts.rows, parts.plot),
    Chart(award_distribution.NAME, award_distribution.rows, award_distribution.plot),
    Chart(limits.NAME, limits.rows, limits.plot),
    Chart(ledgers.NAME, ledgers.rows, ledgers.plot),
    Chart(pace.NAME, pace.rows, pace.plot),
    Chart(calendar.NAME, calendar.rows, calendar.plot),
    Chart(targets.NAME, targets.rows, targets.plot),
    Chart(funds.NAME, funds.rows, funds.plot),
    Chart(waterfall.NAME, waterfall.rows, waterfall.plot, compares=True),
)
CHARTS: Mapping[str, Chart] = MappingProxyType({chart.name: chart for chart in _ALL})

__all__ = ["CHARTS", "FORMATS", "Chart", "embedded_svg", "records", "render"]
