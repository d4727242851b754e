"""Whole-number optimisation with proof: integers, names and places, no budget words.

Build a `Problem` with a `ProblemBuilder`, `solve` it, and get a `Solution` whose every goal carries an exact
bound, or an `Infeasible` that names the clauses that clash. `build_certificate` writes the proof down for an
independent checker.
"""

from simulator.optimise.build import ProblemBuilder
from simulator.optimise.certify import Payouts, build_certificate, payouts_content
from simulator.optimise.conflict import Clause
from simulator.optimise.least import bound_sizes, least_relaxation, parts_of_bounds
from simulator.optimise.lp_text import lp_text
from simulator.optimise.mend import Repair, mended
from simulator.optimise.mps_text import mps_text
from simulator.optimise.problem import (
    Goal,
    Kind,
    LinearForm,
    Problem,
    Row,
    Violation,
    collect,
    content_digest,
    violations,
)
from simulator.optimise.solution import GoalResult, Infeasible, Solution, Stage, Status
from simulator.optimise.solve import solve
from simulator.optimise.solvers import solver_names
from simulator.optimise.sums import Addition, ConflictSums, Part, Reach, sums
from simulator.optimise.sweep import Restart, sweep

__all__ = [
    "Addition",
    "Clause",
    "ConflictSums",
    "Goal",
    "GoalResult",
    "Infeasible",
    "Kind",
    "LinearForm",
    "Part",
    "Payouts",
    "Problem",
    "ProblemBuilder",
    "Reach",
    "Repair",
    "Restart",
    "Row",
    "Solution",
    "Stage",
    "Status",
    "Violation",
    "bound_sizes",
    "build_certificate",
    "collect",
    "content_digest",
    "least_relaxation",
    "lp_text",
    "mended",
    "mps_text",
    "parts_of_bounds",
    "payouts_content",
    "solve",
    "solver_names",
    "sums",
    "sweep",
    "violations",
]
