"""HiGHS through `scipy.optimize.milp`, which is present wherever scipy is."""

from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from simulator.optimise.float_model import FloatModel, checked
from simulator.optimise.solvers.answer import Answer, Claim, claimed

CLAIMS = {0: Claim.OPTIMAL, 1: Claim.FEASIBLE, 2: Claim.INFEASIBLE}
STOPPED = 1
"""One status for a stop by nodes and by the clock."""


def maximise(model: FloatModel, node_limit: int, seconds: float | None = None) -> Answer:
    """Return scipy's best plan within a number of branch nodes."""
    if not len(model.cost):
        return claimed(model, Claim.OPTIMAL, np.zeros(0))
    checked(model)
    result = milp(
        -model.cost,
        integrality=model.integer.astype(np.int64),
        bounds=Bounds(model.lower, model.upper),
        constraints=_constraints(model),
        options={"mip_rel_gap": 0.0, "node_limit": node_limit, **_clock(seconds)},
    )
    ended = result.status == STOPPED and seconds is not None and "Time limit" in result.message
    return claimed(model, CLAIMS.get(result.status, Claim.UNKNOWN), result.x, ended=ended)


def _clock(seconds: float | None) -> dict[str, Any]:
    return {} if seconds is None else {"time_limit": seconds}


def _constraints(model: FloatModel) -> list[LinearConstraint]:
    if not len(model.row_lower):
        return []
    shape = (len(model.row_lower), len(model.cost))
    parts = (model.row_coefficients, model.row_columns, model.row_start)
    return [LinearConstraint(csr_array(parts, shape=shape), model.row_lower, model.row_upper)]
