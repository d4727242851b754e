"""HiGHS through highspy, the default solver."""

from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from simulator.optimise.float_model import FloatArray, FloatModel, checked
from simulator.optimise.solvers.answer import Answer, Claim, claimed

CLAIMS = {
    highspy.HighsModelStatus.kOptimal: Claim.OPTIMAL,
    highspy.HighsModelStatus.kModelEmpty: Claim.OPTIMAL,
    highspy.HighsModelStatus.kInfeasible: Claim.INFEASIBLE,
    highspy.HighsModelStatus.kSolutionLimit: Claim.FEASIBLE,
    highspy.HighsModelStatus.kTimeLimit: Claim.FEASIBLE,
}
"""Every status not listed, an error above all, is unknown: an error is no proof of infeasibility."""

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

MINIMISE, NO_OFFSET = 1, 0.0


def relaxed(model: FloatModel) -> Any:
    """Return a silent HiGHS holding the model without its wholeness, to minimise the negated cost.

    Raises SolverFailedError for a model with bad numbers.
    """
    return _loaded(model, np.zeros(len(model.cost), dtype=np.int32))


def maximise(model: FloatModel, node_limit: int, seconds: float | None = None) -> Answer:
    """Return HiGHS's best plan within a number of branch nodes."""
    if not len(model.cost) and not len(model.row_lower):
        return claimed(model, Claim.OPTIMAL, np.zeros(0))
    solver = _loaded(model, model.integer.astype(np.int32))
    solver.setOptionValue("mip_max_nodes", node_limit)
    if seconds is not None:
        solver.setOptionValue("time_limit", seconds)
    solver.run()
    status = solver.getModelStatus()
    ended = status == highspy.HighsModelStatus.kTimeLimit
    return claimed(model, CLAIMS.get(status, Claim.UNKNOWN), _plan(solver), ended=ended)


def _loaded(model: FloatModel, integer: NDArray[np.int32]) -> Any:
    checked(model)
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in OPTIONS.items():
        solver.setOptionValue(option, value)
    # as bare arrays: a HighsLp copies every number through a Python object, six times slower
    solver.passModel(
        len(model.cost),
        len(model.row_lower),
        len(model.row_coefficients),
        int(highspy.MatrixFormat.kRowwise),
        MINIMISE,
        NO_OFFSET,
        -model.cost,
        model.lower,
        model.upper,
        model.row_lower,
        model.row_upper,
        model.row_start.astype(np.int32),
        model.row_columns.astype(np.int32),
        model.row_coefficients,
        integer,
    )
    return solver


def _plan(solver: Any) -> FloatArray | None:
    feasible = int(highspy.SolutionStatus.kSolutionStatusFeasible)
    if solver.getInfo().primal_solution_status != feasible:
        return None
    return np.array(solver.getSolution().col_value, dtype=np.float64)
