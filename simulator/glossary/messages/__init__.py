"""What is said of each problem code, joined from one table a stage.

Codes: Y reading of YAML, S the scenario's shape and meaning, E expressions, D data files, O overlays,
M money and numbers, R runs, W warnings, C case files.
"""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.message import Message
from simulator.glossary.messages import (
    across,
    cases,
    data,
    decisions,
    expression,
    figures,
    formula,
    goals,
    limits,
    money,
    overlay,
    reading,
    run,
    scenario,
    steps,
    warning,
)

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        **reading.MESSAGES,
        **scenario.MESSAGES,
        **steps.MESSAGES,
        **across.MESSAGES,
        **decisions.MESSAGES,
        **figures.MESSAGES,
        **formula.MESSAGES,
        **goals.MESSAGES,
        **limits.MESSAGES,
        **expression.MESSAGES,
        **data.MESSAGES,
        **overlay.MESSAGES,
        **money.MESSAGES,
        **run.MESSAGES,
        **warning.MESSAGES,
        **cases.MESSAGES,
    }
)

__all__ = ["MESSAGES", "Message"]
