"""What the whole must obey: measures, and the limit with its two voices that must agree.

`rows()` speaks to the solver, `check()` to the auditor in whole fen, `tell()` to people.
"""

from simulator.constraints.limit import Check, RowSpec, check, kind_of, relation_of, rows
from simulator.constraints.measures import MEASURES, MeasureRule, Part

__all__ = ["MEASURES", "Check", "MeasureRule", "Part", "RowSpec", "check", "kind_of", "relation_of", "rows"]
