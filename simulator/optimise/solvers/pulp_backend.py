"""Any solver PuLP can drive, its bundled CBC first.

PuLP's status word says "Optimal" after a stop and its infeasible runs still carry values, so only
`sol_status` is read and a plan is looked at before it is believed; its duals are never read.
"""

import inspect
from functools import cache, partial
from typing import Any

import numpy as np
import pulp

from simulator.optimise.float_model import FloatArray, FloatModel, checked
from simulator.optimise.solvers.answer import Answer, Backend, Claim, claimed
from simulator.problems import SolverFailedError

CLAIMS = {
    pulp.LpSolutionOptimal: Claim.OPTIMAL,
    pulp.LpSolutionIntegerFeasible: Claim.FEASIBLE,
    pulp.LpSolutionInfeasible: Claim.INFEASIBLE,
}

BUNDLED = {"CBC": "PULP_CBC_CMD"}
"""Our short names for solvers that PuLP lists under another."""

SETTINGS: dict[str, Any] = {"gapRel": 0.0, "gapAbs": 0.0, "threads": 1}
"""What every solver is told that has such a setting; a misspelt one would be ignored without a word."""

OWN_SETTINGS: dict[str, dict[str, Any]] = {
    "PULP_CBC_CMD": {"options": ["randomSeed 1", "randomCbcSeed 1"]},
    "HiGHS": {
        "random_seed": 1,
        "mip_feasibility_tolerance": 1e-9,
        "primal_feasibility_tolerance": 1e-9,
        "dual_feasibility_tolerance": 1e-9,
    },
}
"""What each known solver is told besides, in its own words."""

NODE_SETTINGS = {"HiGHS": "mip_max_nodes"}
"""How a solver spells its node limit where PuLP has no word of its own for it."""


@cache
def available() -> tuple[str, ...]:
    """Return the names of the solvers PuLP can drive here, CBC by its short name, in PuLP's order."""
    short = {full: name for name, full in BUNDLED.items()}
    return tuple(short.get(name, name) for name in pulp.listSolvers(onlyAvailable=True))


def driving(name: str) -> Backend:
    """Return an adapter that drives the named solver."""
    return partial(_maximise, BUNDLED.get(name, name))


def _maximise(name: str, model: FloatModel, node_limit: int, seconds: float | None = None) -> Answer:
    if not len(model.cost):
        return claimed(model, Claim.OPTIMAL, np.zeros(0))
    program, columns = _program(checked(model))
    solver = pulp.getSolver(name, msg=False, **settings(name, node_limit, seconds))
    try:
        program.solve(solver)
    except KeyError:
        # PuLP has no word for HiGHS's stop by nodes and falls over it, the plan already in its columns
        program.sol_status = pulp.LpSolutionIntegerFeasible
    except pulp.PulpSolverError as failed:
        raise SolverFailedError(f"{name} failed: {failed}") from failed
    return _answer(model, program, columns, timed=seconds is not None)


def settings(name: str, node_limit: int, seconds: float | None = None) -> dict[str, Any]:
    """Return the settings that PuLP's class for a solver takes: no gap, one thread, and the limits."""
    wished = {**SETTINGS, "maxNodes": node_limit, "timeLimit": seconds}
    known = inspect.signature(type(pulp.getSolver(name, msg=False)).__init__).parameters
    taken = {key: value for key, value in wished.items() if key in known and value is not None}
    nodes = {NODE_SETTINGS[name]: node_limit} if name in NODE_SETTINGS else {}
    return {**taken, **OWN_SETTINGS.get(name, {}), **nodes}


def _answer(model: FloatModel, program: Any, columns: list[Any], *, timed: bool = False) -> Answer:
    """Return the claim and the values of a finished run; values count only with a plan behind them.

    PuLP does not tell a stop by the clock from another, so a run with a clock that was stopped counts as
    ended by it.
    """
    claim = CLAIMS.get(program.sol_status, Claim.UNKNOWN)
    ended = timed and claim not in (Claim.OPTIMAL, Claim.INFEASIBLE)
    return claimed(model, claim, _values(columns), ended=ended)


def _values(columns: list[Any]) -> FloatArray | None:
    values = [column.varValue for column in columns]
    return None if any(value is None for value in values) else np.array(values, dtype=np.float64)


def _program(model: FloatModel) -> tuple[Any, list[Any]]:
    program = pulp.LpProblem("plan", pulp.LpMaximize)
    columns = _columns(program, model)
    program.addVariables(columns)
    costs = dict(zip(columns, model.cost.tolist(), strict=True))
    program.setObjective(pulp.LpAffineExpression(costs))
    _add_rows(program, columns, model)
    return program, columns


def _columns(program: Any, model: FloatModel) -> list[Any]:
    # the newer PuLP has a maker of its own and warns at every single use of the older
    make = getattr(program, "add_variable", pulp.LpVariable)
    kinds = [pulp.LpInteger if whole else pulp.LpContinuous for whole in model.integer.tolist()]
    names = [f"c{index}" for index in range(len(kinds))]
    facts = zip(names, model.lower.tolist(), model.upper.tolist(), kinds, strict=True)
    return [make(*each) for each in facts]


def _add_rows(program: Any, columns: list[Any], model: FloatModel) -> None:
    used, weights = model.row_columns.tolist(), model.row_coefficients.tolist()
    starts, bounds = (
        model.row_start.tolist(),
        zip(model.row_lower.tolist(), model.row_upper.tolist(), strict=True),
    )
    for row, (lower, upper) in enumerate(bounds):
        part = slice(starts[row], starts[row + 1])
        # straight from a mapping: PuLP's own sums copy all their terms at every step
        terms = dict(zip(map(columns.__getitem__, used[part]), weights[part], strict=True))
        _add_row(program, pulp.LpAffineExpression(terms), f"r{row}", lower, upper)


def _add_row(program: Any, sums: Any, name: str, lower: float, upper: float) -> None:
    if lower == upper:
        program.addConstraint(pulp.LpConstraint(sums, pulp.LpConstraintEQ, name, upper))
        return
    if np.isfinite(lower):
        program.addConstraint(pulp.LpConstraint(sums, pulp.LpConstraintGE, f"{name}l", lower))
    if np.isfinite(upper):
        program.addConstraint(pulp.LpConstraint(sums, pulp.LpConstraintLE, f"{name}u", upper))
