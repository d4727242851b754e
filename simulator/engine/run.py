"""The main path: a scenario and its tables in, a proved and audited result out. Pure."""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from simulator.engine.audit import GoalClaim, audit
from simulator.engine.digest import scenario_digest
from simulator.engine.draw import draw
from simulator.engine.entitle import entitle
from simulator.engine.figures import expectation_outcomes
from simulator.engine.formulate import Formulation, formulate
from simulator.engine.goals import GoalForm
from simulator.engine.infeasible import infeasible_error
from simulator.engine.outcomes import goal_values, limit_outcomes
from simulator.engine.payouts import payouts
from simulator.engine.pots import ProgrammePot, pots
from simulator.engine.selection import Plan
from simulator.engine.share_out import allocate, awards_of, counted_of
from simulator.model.awards import awards_csv, sha256
from simulator.model.figures import settle
from simulator.model.result import Claims, GoalOutcome, Result
from simulator.model.scenario import Scenario
from simulator.model.table import Table
from simulator.money import IntColumn
from simulator.optimise import (
    GoalResult,
    Infeasible,
    Solution,
    build_certificate,
    lp_text,
    solve,
    solver_names,
)
from simulator.problems import FindingError, Problem, problem

NODE_LIMIT = 20_000
DEFAULT_SOLVER = "highs"


def run(
    scenario: Scenario,
    tables: Mapping[str, Table],
    *,
    seed: int = 0,
    solver: str = DEFAULT_SOLVER,
    node_limit: int = NODE_LIMIT,
) -> Result:
    """Return the result of one run; money in whole fen, every clause judged, the proof attached.

    Raises InfeasibleError (naming the clauses that clash), ScenarioError, SolverFailedError, and
    ExactnessError when the audit finds that something does not add up.
    """
    scenario, applicants = settle(scenario, draw(scenario.populations, tables, seed))
    owed = entitle(applicants, scenario)
    potted = pots(scenario, owed)
    formulation = formulate(scenario, potted)
    digest = scenario_digest(scenario, applicants, seed)
    solution = _solved(scenario, formulation, solver, node_limit, digest)
    awards = _shared_out(potted, formulation, solution)
    allocation = allocate(scenario, potted, awards)
    made = _made(scenario, potted, awards)
    limits = limit_outcomes(made, allocation)
    goals = _goals(formulation, solution)
    audit(made, owed, allocation, limits, _claimed(formulation, goals, goal_values(made, allocation, limits)))
    certificate = build_certificate(
        formulation.problem, solution, payouts(formulation, potted), sha256(awards_csv(allocation)), digest
    )
    return Result(
        scenario=scenario,
        status=solution.status.value,
        claims=owed,
        allocation=allocation,
        limits=limits,
        goals=goals,
        expectations=expectation_outcomes(scenario, allocation, limits),
        certificate=certificate,
        digest=digest,
        seed=seed,
        solver=solver,
        warnings=_cut_guarantees(scenario, owed),
    )


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
    settled, applicants = settle(scenario, draw(scenario.populations, tables, seed))
    return entitle(applicants, settled)


def lp_model(scenario: Scenario, tables: Mapping[str, Table], *, seed: int = 0) -> str:
    """Return the optimisation problem as LP text, its first goal as the objective."""
    scenario, applicants = settle(scenario, draw(scenario.populations, tables, seed))
    return lp_text(formulate(scenario, pots(scenario, entitle(applicants, scenario))).problem)


def _solved(
    scenario: Scenario, formulation: Formulation, solver: str, node_limit: int, digest: str
) -> Solution:
    if solver != DEFAULT_SOLVER and solver not in solver_names():
        raise FindingError("R645", solver=solver, known=", ".join(solver_names()))
    answer = solve(formulation.problem, solver=solver, node_limit=node_limit)
    if isinstance(answer, Infeasible):
        raise infeasible_error(scenario, formulation, answer, digest)
    return answer


def _shared_out(
    potted: tuple[ProgrammePot, ...], formulation: Formulation, solution: Solution
) -> dict[str, IntColumn]:
    names = (pot.programme.id for pot in potted)
    return {
        name: awards_of(pot, formulation.terms[name], solution.values)
        for name, pot in zip(names, potted, strict=True)
    }


def _made(scenario: Scenario, potted: tuple[ProgrammePot, ...], awards: dict[str, IntColumn]) -> Plan:
    counted = {pot.programme.id: counted_of(pot, awards[pot.programme.id]) for pot in potted}
    return Plan(scenario, potted, {}, awards, counted)


def _goals(formulation: Formulation, solution: Solution) -> tuple[GoalOutcome, ...]:
    pairs = zip(formulation.goals, solution.goals, strict=True)
    return tuple(_goal(goal, found) for goal, found in pairs)


def _claimed(
    formulation: Formulation, goals: tuple[GoalOutcome, ...], found: tuple[Fraction, ...]
) -> tuple[GoalClaim, ...]:
    rows = zip(formulation.goals, goals, found, strict=True)
    return tuple(
        GoalClaim(goal.name, goal.word, goal.value, form.form.slack, value) for form, goal, value in rows
    )


def _goal(goal: GoalForm, found: GoalResult) -> GoalOutcome:
    value, bound = (goal.sign * Fraction(each, found.scale) for each in (found.value, found.bound))
    return GoalOutcome(goal.word, goal.subject, goal.kind, value, bound)
