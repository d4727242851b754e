"""Any solver PuLP can drive, its bundled CBC first.

PuLP's status word says "Optimal" after a stop and its infeasible runs still carry values, so only
`sol_status` is read; its duals are never read.
"""

from functools import cache, partial
from typing import Any

import numpy as np
import pulp

from simulator.optimise.float_model import FloatModel
from simulator.optimise.solvers.answer import Answer, Backend, Claim

CLAIMS = {
    pulp.LpSolutionOptimal: Claim.OPTIMAL,
    pulp.LpSolutionIntegerFeasible: Claim.FEASIBLE,
    pulp.LpSolutionInfeasible: Claim.INFEASIBLE,
}

BUNDLED = {"CBC": "PULP_CBC_CMD"}
"""Our short names for solvers that PuLP lists under another."""

SETTINGS: dict[str, dict[str, Any]] = {
    "PULP_CBC_CMD": {
        "gapRel": 0.0,
        "gapAbs": 0.0,
        "threads": 1,
        "options": ["randomSeed 1", "randomCbcSeed 1"],
    },
    "HiGHS": {"gapRel": 0.0, "gapAbs": 0.0, "threads": 1, "random_seed": 1},
}
"""What each known solver is told besides silence; a misspelt setting would be ignored without a word."""

NODE_SETTINGS = {"PULP_CBC_CMD": "maxNodes", "HiGHS": "mip_max_nodes"}


@cache
def available() -> tuple[str, ...]:
    """Return the names of the solvers PuLP can drive here, CBC by its short name, in PuLP's order."""
    short = {full: name for name, full in BUNDLED.items()}
    return tuple(short.get(name, name) for name in pulp.listSolvers(onlyAvailable=True))


def driving(name: str) -> Backend:
    """Return an adapter that drives the named solver."""
    return partial(_maximise, BUNDLED.get(name, name))


def _maximise(name: str, model: FloatModel, node_limit: int) -> Answer:
    if not len(model.cost):
        return Answer(Claim.OPTIMAL, np.zeros(0))
    program, columns = _program(model)
    limit = {NODE_SETTINGS[name]: node_limit} if name in NODE_SETTINGS else {}
    program.solve(pulp.getSolver(name, msg=False, **SETTINGS.get(name, {}), **limit))
    return _answer(program, columns)


def _answer(program: Any, columns: list[Any]) -> Answer:
    """Return the claim and the values of a finished run; values count only with a plan behind them."""
    claim = CLAIMS.get(program.sol_status, Claim.UNKNOWN)
    if claim not in (Claim.OPTIMAL, Claim.FEASIBLE):
        return Answer(claim)
    values = [column.varValue for column in columns]
    if any(value is None for value in values):
        return Answer(Claim.UNKNOWN)
    return Answer(claim, np.array(values, dtype=np.float64))


def _program(model: FloatModel) -> tuple[Any, list[Any]]:
    program = pulp.LpProblem("plan", pulp.LpMaximize)
    columns = [_column(index, model) for index in range(len(model.cost))]
    program.addVariables(columns)
    program.setObjective(pulp.LpAffineExpression(zip(columns, model.cost.tolist(), strict=True)))
    for row in range(len(model.row_lower)):
        _add_row(program, columns, model, row)
    return program, columns


def _column(index: int, model: FloatModel) -> Any:
    category = pulp.LpInteger if model.integer[index] else pulp.LpContinuous
    return pulp.LpVariable(f"c{index}", float(model.lower[index]), float(model.upper[index]), category)


def _add_row(program: Any, columns: list[Any], model: FloatModel, row: int) -> None:
    part = slice(int(model.row_start[row]), int(model.row_start[row + 1]))
    terms = zip(model.row_columns[part].tolist(), model.row_coefficients[part].tolist(), strict=True)
    sums = pulp.LpAffineExpression([(columns[column], coefficient) for column, coefficient in terms])
    lower, upper = float(model.row_lower[row]), float(model.row_upper[row])
    if lower == upper:
        program.addConstraint(sums == upper, f"r{row}")
        return
    if np.isfinite(lower):
        program.addConstraint(sums >= lower, f"r{row}l")
    if np.isfinite(upper):
        program.addConstraint(sums <= upper, f"r{row}u")
