"""What a notebook imports: the same verbs as the command line, on values that show themselves.

import simulator as sim
base = sim.load("scenarios/longgang_2014.yaml")
plan = base.run()
plan.programmes
"""

from simulator.api.budget import Budget, load, run_beside, strangers, years_told
from simulator.api.case_files import CaseReport, cases
from simulator.api.plan import FRAMES, Drawing, Plan, PlannedYear, by_year, seal
from simulator.api.reading import Loaded, base_of, check, read
from simulator.api.writing import (
    draw_chart,
    repair_overlay,
    report,
    result_files,
    write_lp,
    write_mps,
    write_repairs,
    write_results,
    write_workbook,
)
from simulator.problems import InfeasibleError, ScenarioError

__all__ = [
    "FRAMES",
    "Budget",
    "CaseReport",
    "Drawing",
    "InfeasibleError",
    "Loaded",
    "Plan",
    "PlannedYear",
    "ScenarioError",
    "base_of",
    "by_year",
    "cases",
    "check",
    "draw_chart",
    "load",
    "read",
    "repair_overlay",
    "report",
    "result_files",
    "run_beside",
    "seal",
    "strangers",
    "write_lp",
    "write_mps",
    "write_repairs",
    "write_results",
    "write_workbook",
    "years_told",
]
