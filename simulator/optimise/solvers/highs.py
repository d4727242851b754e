"""HiGHS through highspy, the default solver."""

from typing import Any

import highspy
import numpy as np

from simulator.optimise.float_model import FloatModel
from simulator.optimise.solvers.answer import Answer, Claim

CLAIMS = {
    highspy.HighsModelStatus.kOptimal: Claim.OPTIMAL,
    highspy.HighsModelStatus.kModelEmpty: Claim.OPTIMAL,
    highspy.HighsModelStatus.kInfeasible: Claim.INFEASIBLE,
    highspy.HighsModelStatus.kSolutionLimit: Claim.FEASIBLE,
}
"""Every status not listed, an error above all, is unknown: an error is no proof of infeasibility."""

KINDS = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}

OPTIONS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
}


def relaxed(model: FloatModel) -> Any:
    """Return a silent HiGHS holding the model without its wholeness, to minimise the negated cost."""
    return _loaded(_linear_program(model))


def _loaded(program: Any) -> Any:
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.passModel(program)
    return solver


def _linear_program(model: FloatModel) -> Any:
    program = highspy.HighsLp()
    program.num_col_ = len(model.cost)
    program.num_row_ = len(model.row_lower)
    program.col_cost_ = -model.cost
    program.col_lower_ = model.lower
    program.col_upper_ = model.upper
    program.row_lower_ = model.row_lower
    program.row_upper_ = model.row_upper
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = model.row_start
    program.a_matrix_.index_ = model.row_columns
    program.a_matrix_.value_ = model.row_coefficients
    return program


def maximise(model: FloatModel, node_limit: int) -> Answer:
    """Return HiGHS's best plan within a number of branch nodes."""
    program = _linear_program(model)
    program.integrality_ = [KINDS[whole] for whole in model.integer.tolist()]
    solver = _loaded(program)
    solver.setOptionValue("mip_max_nodes", node_limit)
    solver.run()
    claim = CLAIMS.get(solver.getModelStatus(), Claim.UNKNOWN)
    if claim is Claim.INFEASIBLE or not _has_plan(solver):
        return Answer(claim if claim is Claim.INFEASIBLE else Claim.UNKNOWN)
    return Answer(claim, np.array(solver.getSolution().col_value, dtype=np.float64))


def _has_plan(solver: Any) -> bool:
    feasible = int(highspy.SolutionStatus.kSolutionStatusFeasible)
    return bool(solver.getInfo().primal_solution_status == feasible)
