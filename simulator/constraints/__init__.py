"""What the whole must obey: measures, and the limit with its two voices that must agree.

`rows()` speaks to the solver, `check()` to the auditor in whole fen, `tell()` to people.
"""

from simulator.constraints.limit import (
    Check,
    RowBlock,
    RowSpec,
    Side,
    Switches,
    blocks,
    check,
    is_multiple,
    judged,
    kind_of,
    relation_of,
    rows,
    sides_of,
    unit_of,
)
from simulator.constraints.measures import MEASURES, MeasureRule, Part, Selection, Worth

__all__ = [
    "MEASURES",
    "Check",
    "MeasureRule",
    "Part",
    "RowBlock",
    "RowSpec",
    "Selection",
    "Side",
    "Switches",
    "Worth",
    "blocks",
    "check",
    "is_multiple",
    "judged",
    "kind_of",
    "relation_of",
    "rows",
    "sides_of",
    "unit_of",
]
