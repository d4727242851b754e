"""The main path: a scenario and its tables in, a proved and audited result out. Pure."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from simulator.engine.above_ceilings import ceiling_warnings
from simulator.engine.audit import GoalClaim, audit
from simulator.engine.decided import decision_warnings
from simulator.engine.digest import scenario_digest
from simulator.engine.entitle import entitle, programme_rows
from simulator.engine.figures import expectation_outcomes
from simulator.engine.outcomes import goal_values
from simulator.engine.payouts import payouts
from simulator.engine.planning import (
    DEFAULT_SOLVER,
    NODE_LIMIT,
    Effort,
    Planned,
    laid_out,
    planned,
)
from simulator.engine.prepare import prepared
from simulator.engine.year.accounts import accounts
from simulator.model.awards import awards_csv, sha256
from simulator.model.result import Claims, Result
from simulator.model.scenario import Scenario
from simulator.model.table import Table
from simulator.optimise import Problem as OptimisationProblem
from simulator.optimise import build_certificate, lp_text, mps_text
from simulator.problems import Problem, problem


def run(  # noqa: PLR0913 - three words on how hard to look, each with a default
    scenario: Scenario,
    tables: Mapping[str, Table],
    *,
    seed: int = 0,
    solver: str = DEFAULT_SOLVER,
    node_limit: int = NODE_LIMIT,
    seconds: float | None = None,
) -> Result:
    """Return the result of one run; money in whole fen, every clause judged, the proof attached.

    `seconds` ends the solver by the clock; what came of that is marked as not reproducible.

    Raises InfeasibleError (naming the clauses that clash), ScenarioError, SolverFailedError, and
    ExactnessError when the audit finds that something does not add up.
    """
    scenario, applicants = prepared(scenario, tables, seed)
    owed = entitle(applicants, scenario)
    digest = scenario_digest(scenario, applicants, seed)
    plan = planned(laid_out(scenario, owed), Effort(solver, node_limit, seconds), digest)
    # nothing is told of a plan before its money adds up, however it was found
    audit(plan.made, owed, plan.allocation, plan.limits, _claimed(plan))
    year = accounts(plan.made, owed, plan.allocation, plan.limits)
    return Result(
        scenario=scenario,
        status=plan.solution.status.value,
        claims=owed,
        allocation=plan.allocation,
        limits=plan.limits,
        goals=plan.goals,
        expectations=expectation_outcomes(scenario, plan.allocation, plan.limits, year),
        certificate=_certificate(plan, digest),
        digest=digest,
        seed=seed,
        solver=solver,
        warnings=_warnings(scenario, owed),
        values=plan.solution.values,
        reproducible=plan.solution.reproducible,
        accounts=year,
    )


def _certificate(plan: Planned, digest: str) -> dict[str, Any]:
    """Return the proof of a plan, tied to the very bytes of awards.csv and to the scenario it is about."""
    paid = payouts(plan.laid.formulation, plan.laid.pots)
    sealed = sha256(awards_csv(plan.allocation))
    return build_certificate(plan.laid.formulation.problem, plan.solution, paid, sealed, digest)


def _warnings(scenario: Scenario, owed: Claims) -> tuple[Problem, ...]:
    return (*_cut_guarantees(scenario, owed), *_decided_warnings(scenario, owed))


def _decided_warnings(scenario: Scenario, owed: Claims) -> tuple[Problem, ...]:
    """Return the warnings about awards decided beforehand."""
    if not owed.decisions:
        return ()
    above = ceiling_warnings(scenario, owed, programme_rows(owed.tables, scenario))
    return (*decision_warnings(owed), *above)


def _cut_guarantees(scenario: Scenario, owed: Claims) -> tuple[Problem, ...]:
    """Return a warning for each formula whose guarantees its pot could not bear."""
    formulas = (each for each in scenario.programmes if each.distribute is not None)
    return tuple(
        problem(each.place, "W714", programme=each.title or each.id)
        for each in formulas
        if owed.of(each.id).parts.get("reduced", np.zeros(0)).any()
    )


def claims(scenario: Scenario, tables: Mapping[str, Table], *, seed: int = 0) -> Claims:
    """Return who is owed what, before any pot is shared; raises as `run` does."""
    settled, applicants = prepared(scenario, tables, seed)
    return entitle(applicants, settled)


def lp_model(scenario: Scenario, tables: Mapping[str, Table], *, seed: int = 0) -> str:
    """Return the optimisation problem as LP text, its first goal as the objective."""
    return lp_text(_problem(scenario, tables, seed))


def mps_model(scenario: Scenario, tables: Mapping[str, Table], *, seed: int = 0) -> str:
    """Return the optimisation problem as free MPS text, its first goal as the objective."""
    return mps_text(_problem(scenario, tables, seed))


def _problem(scenario: Scenario, tables: Mapping[str, Table], seed: int) -> OptimisationProblem:
    scenario, applicants = prepared(scenario, tables, seed)
    return laid_out(scenario, entitle(applicants, scenario)).formulation.problem


def _claimed(plan: Planned) -> tuple[GoalClaim, ...]:
    """Return what the solver's form says of each goal beside what the awards come to, worked out apart."""
    found = goal_values(plan.made, plan.allocation, plan.limits)
    rows = zip(plan.laid.formulation.goals, plan.goals, found, strict=True)
    return tuple(
        GoalClaim(goal.name, goal.word, goal.value, form.stray, value, form.pulled)
        for form, goal, value in rows
    )
