"""Whole-number optimisation with proof: integers, names and places, no budget words.

Build a `Problem` with a `ProblemBuilder`, `solve` it, and get a `Solution` whose every goal carries an exact
bound, or an `Infeasible` that names the clauses that clash. `build_certificate` writes the proof down for an
independent checker.
"""

from simulator.optimise.build import ProblemBuilder
from simulator.optimise.certify import Payouts, build_certificate
from simulator.optimise.conflict import Clause, Repair
from simulator.optimise.lp_text import lp_text
from simulator.optimise.problem import (
    Goal,
    Kind,
    LinearForm,
    Problem,
    Row,
    Violation,
    collect,
    violations,
)
from simulator.optimise.solve import (
    GoalResult,
    Infeasible,
    Solution,
    Stage,
    Status,
    solve,
)
from simulator.optimise.solvers import solver_names

__all__ = [
    "Clause",
    "Goal",
    "GoalResult",
    "Infeasible",
    "Kind",
    "LinearForm",
    "Payouts",
    "Problem",
    "ProblemBuilder",
    "Repair",
    "Row",
    "Solution",
    "Stage",
    "Status",
    "Violation",
    "build_certificate",
    "collect",
    "lp_text",
    "solve",
    "solver_names",
    "violations",
]
