"""HiGHS through `scipy.optimize.milp`, which is present wherever scipy is."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from simulator.optimise.float_model import FloatModel
from simulator.optimise.solvers.answer import Answer, Claim

CLAIMS = {0: Claim.OPTIMAL, 1: Claim.FEASIBLE, 2: Claim.INFEASIBLE}


def maximise(model: FloatModel, node_limit: int) -> Answer:
    """Return scipy's best plan within a number of branch nodes."""
    if not len(model.cost):
        return Answer(Claim.OPTIMAL, np.zeros(0))
    result = milp(
        -model.cost,
        integrality=model.integer.astype(np.int64),
        bounds=Bounds(model.lower, model.upper),
        constraints=_constraints(model),
        options={"mip_rel_gap": 0.0, "node_limit": node_limit},
    )
    claim = CLAIMS.get(result.status, Claim.UNKNOWN)
    if result.x is None or claim is Claim.INFEASIBLE:
        return Answer(claim if claim is Claim.INFEASIBLE else Claim.UNKNOWN)
    return Answer(claim, np.asarray(result.x, dtype=np.float64))


def _constraints(model: FloatModel) -> list[LinearConstraint]:
    if not len(model.row_lower):
        return []
    shape = (len(model.row_lower), len(model.cost))
    parts = (model.row_coefficients, model.row_columns, model.row_start)
    return [LinearConstraint(csr_array(parts, shape=shape), model.row_lower, model.row_upper)]
