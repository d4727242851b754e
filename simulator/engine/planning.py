"""One plan of a scenario whose claims are known: the pots, the problem, its solution, and what it pays.

A price or a "why not" asks for many plans of nearly the same scenario, so this stands apart from the run:
no applicant is drawn and no claim worked out again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

import numpy as np

from simulator.engine.formulate import Formulation, formulate
from simulator.engine.goals import GoalForm, TermForm
from simulator.engine.infeasible import infeasible_error
from simulator.engine.limit_outcomes import limit_outcomes
from simulator.engine.pots import ProgrammePot, pots
from simulator.engine.selection import Plan
from simulator.engine.share_out import allocate, awards_of, counted_of
from simulator.engine.unreachable import out_of_reach
from simulator.engine.written_bounds import parts_of_written
from simulator.model.result import Allocation, Claims, GoalOutcome, GoalTerm, LimitOutcome, Result
from simulator.model.scenario import Scenario
from simulator.money import IntColumn
from simulator.optimise import (
    GoalResult,
    Infeasible,
    Problem,
    Solution,
    parts_of_bounds,
    solve,
    solver_names,
)
from simulator.optimise.least import Weigh
from simulator.optimise.problem import IntArray, frozen
from simulator.problems import FindingError, InfeasibleError

NODE_LIMIT = 20_000
DEFAULT_SOLVER = "highs"


@dataclass(frozen=True, slots=True)
class Effort:
    """How a plan is looked for: the solver that proposes, and the search nodes it may cost.

    `seconds` ends the solver by the clock, in a process of its own; None lets it come to its end.
    """

    solver: str = DEFAULT_SOLVER
    node_limit: int = NODE_LIMIT
    seconds: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A scenario laid out for the optimiser: its claims, pots and problem. No plan is chosen yet."""

    scenario: Scenario
    claims: Claims
    pots: tuple[ProgrammePot, ...]
    formulation: Formulation

    def pot(self, programme: str) -> ProgrammePot:
        """Return one programme's pot; raises KeyError."""
        for each in self.pots:
            if each.programme.id == programme:
                return each
        raise KeyError(programme)


@dataclass(frozen=True, slots=True, eq=False)
class Refused:
    """A problem that no plan answers, and the proof of it with what would mend it."""

    laid: Laid
    answer: Infeasible


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """A plan made: whole column values, each programme's awards in fen, and how limits and goals came out."""

    laid: Laid
    solution: Solution
    awards: Mapping[str, IntColumn]
    made: Plan
    allocation: Allocation
    limits: tuple[LimitOutcome, ...]
    goals: tuple[GoalOutcome, ...]


def laid_out(scenario: Scenario, claims: Claims) -> Laid:
    """Return the problem of a scenario whose claims are known; raises ScenarioError as `formulate` does."""
    potted = pots(scenario, claims)
    return Laid(scenario, claims, potted, formulate(scenario, potted))


def laid_as(result: Result) -> Laid:
    """Return the problem that a result is the answer to."""
    return laid_out(result.scenario, result.claims)


def planned(laid: Laid, effort: Effort, digest: str = "") -> Planned:
    """Return the best plan; raises InfeasibleError (it carries `digest`) and SolverFailedError."""
    # a floor above all that could be given is told with both numbers, which no solver would do
    hopeless = out_of_reach(laid.scenario, laid.formulation)
    if hopeless is not None:
        proof, told = hopeless
        refused = infeasible_error(laid.scenario, laid.formulation, proof, digest)
        raise InfeasibleError((*refused.problems, told), refused.certificate, Refused(laid, proof))
    weigh = partial(parts_of_written, laid.scenario, laid.formulation)
    answer = solved(laid.formulation.problem, effort, weigh)
    if isinstance(answer, Infeasible):
        refused = infeasible_error(laid.scenario, laid.formulation, answer, digest)
        refused.found = Refused(laid, answer)
        raise refused
    return paid_by(laid, answer)


def solved(problem: Problem, effort: Effort, weigh: Weigh = parts_of_bounds) -> Solution | Infeasible:
    """Return the solver's answer; raises FindingError R645 for a solver that is not there.

    `weigh` says what counts as the least that clauses give together where nothing fits.
    """
    if effort.solver != DEFAULT_SOLVER and effort.solver not in solver_names():
        raise FindingError("R645", solver=effort.solver, known=", ".join(solver_names()))
    solver, nodes, seconds = effort.solver, effort.node_limit, effort.seconds
    return solve(problem, solver=solver, node_limit=nodes, seconds=seconds, weigh=weigh)


def paid_by(laid: Laid, solution: Solution) -> Planned:
    """Return what a solution pays, each pot shared out by its own method."""
    terms = laid.formulation.terms
    awards = {pot.programme.id: awards_of(pot, terms[pot.programme.id], solution.values) for pot in laid.pots}
    counted = {pot.programme.id: counted_of(pot, awards[pot.programme.id]) for pot in laid.pots}
    allocation = allocate(laid.scenario, laid.pots, awards)
    made = Plan(laid.scenario, laid.pots, {}, awards, counted)
    return Planned(
        laid,
        solution,
        awards,
        made,
        allocation,
        limit_outcomes(made, allocation),
        _goals(laid.formulation, solution),
    )


def _goals(formulation: Formulation, solution: Solution) -> tuple[GoalOutcome, ...]:
    pairs = zip(formulation.goals, solution.goals, strict=True)
    return tuple(_goal(goal, found, solution.values) for goal, found in pairs)


def _goal(goal: GoalForm, found: GoalResult, values: tuple[int, ...]) -> GoalOutcome:
    value, bound = (goal.sign * Fraction(each, found.scale) for each in (found.value, found.bound))
    worth = Fraction(found.tolerance, found.scale)
    terms = tuple(_term(term, term.form.value(values)) for term in goal.terms)
    return GoalOutcome(goal.word, goal.subject, goal.kind, value, bound, worth, terms, goal.error, goal.over)


def _term(term: TermForm, value: Fraction) -> GoalTerm:
    own = (term.word, term.subject, term.kind)
    return GoalTerm(*own, value, term.weight, term.per, value * term.factor, term.over)


def with_columns(problem: Problem, bounds: Mapping[int, tuple[int, int]]) -> Problem:
    """Return the problem with some columns held between other bounds."""
    columns = np.array(sorted(bounds), dtype=np.int64)
    lower, upper = problem.lower.copy(), problem.upper.copy()
    lower[columns] = [bounds[column][0] for column in columns.tolist()]
    upper[columns] = [bounds[column][1] for column in columns.tolist()]
    return replace(problem, lower=_fixed(lower), upper=_fixed(upper))


def _fixed(bounds: IntArray) -> IntArray:
    return frozen(bounds)
