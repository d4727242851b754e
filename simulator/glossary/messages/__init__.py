"""What is said of each problem code, joined from one table a stage.

Codes: Y reading of YAML, S the scenario's shape and meaning, E expressions, D data files, O overlays,
M money and numbers, R runs, W warnings.
"""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.message import Message
from simulator.glossary.messages import data, expression, money, overlay, reading, run, scenario, warning

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        **reading.MESSAGES,
        **scenario.MESSAGES,
        **expression.MESSAGES,
        **data.MESSAGES,
        **overlay.MESSAGES,
        **money.MESSAGES,
        **run.MESSAGES,
        **warning.MESSAGES,
    }
)

__all__ = ["MESSAGES", "Message"]
