"""What is said of each problem code, joined from one table a stage.

Codes: Y reading of YAML, S the scenario's shape and meaning, E expressions, D data files, O overlays,
M money and numbers, R runs, W warnings, C case files.
"""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.message import Message
from simulator.glossary.messages import (
    across,
    calendar,
    cases,
    data,
    decisions,
    disclosure,
    expression,
    figures,
    formula,
    funds,
    goals,
    ledgers,
    limits,
    money,
    overlay,
    reading,
    run,
    scenario,
    steps,
    targets,
    warning,
    years,
)

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        **reading.MESSAGES,
        **scenario.MESSAGES,
        **steps.MESSAGES,
        **across.MESSAGES,
        **decisions.MESSAGES,
        **disclosure.MESSAGES,
        **calendar.MESSAGES,
        **figures.MESSAGES,
        **formula.MESSAGES,
        **funds.MESSAGES,
        **goals.MESSAGES,
        **limits.MESSAGES,
        **ledgers.MESSAGES,
        **targets.MESSAGES,
        **expression.MESSAGES,
        **data.MESSAGES,
        **overlay.MESSAGES,
        **money.MESSAGES,
        **run.MESSAGES,
        **warning.MESSAGES,
        **cases.MESSAGES,
        **years.MESSAGES,
    }
)

__all__ = ["MESSAGES", "Message"]
