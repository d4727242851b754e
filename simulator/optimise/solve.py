"""Solve a problem goal by goal, prove each value, break ties by rule; or prove that nothing fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from simulator.optimise.conflict import NOTHING, Clause, Conflict, Repair, clauses, repairs, smallest_conflict
from simulator.optimise.exact import dense, fen_worth
from simulator.optimise.float_model import float_model
from simulator.optimise.problem import Goal, IntArray, Problem, violations
from simulator.optimise.reduce import Box, form_on, on_free_columns, spread, whole_box
from simulator.optimise.search import Found, Limits, Tree, affordable_nodes, focus, focused, search
from simulator.optimise.settle import rounded
from simulator.optimise.solvers import backend
from simulator.optimise.solvers.answer import Backend
from simulator.optimise.ties import Settled, break_ties
from simulator.problems import SolverFailedError

FOCUS_COLUMNS = 150
"""With more columns than this a goal is first narrowed to where its best plans must lie."""


HINT_COLUMNS = 12_000
"""With more free columns than this a solver is not asked: our own tree is there sooner."""


class Status(Enum):
    """What a plan may claim, in our own words; a stopped run never says optimal."""

    PROVEN_OPTIMAL = "proven optimal"
    WITHIN = "within X (proven)"
    FEASIBLE = "feasible, not proven"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"


@dataclass(frozen=True, slots=True)
class GoalResult:
    """What a goal reached and an exact bound on what any plan could reach, both in the goal's own units.

    `tolerance` is a fen's worth of the goal: a smaller gap counts as none.
    """

    name: str
    value: int
    bound: int
    tolerance: int
    scale: int
    nodes: int

    @property
    def gap(self) -> int:
        """Return how much better a plan could be at most."""
        return self.bound - self.value

    @property
    def status(self) -> Status:
        """Return the status word the gap earns."""
        return Status.PROVEN_OPTIMAL if self.gap < self.tolerance else Status.WITHIN


@dataclass(frozen=True, slots=True)
class Stage:
    """The proof of one goal: the value kept, and the tree over the problem with the earlier goals as rows."""

    value: int
    tree: Tree


@dataclass(frozen=True, slots=True)
class Solution:
    """A plan in whole units that obeys every row, with what is proved of each goal.

    `unique` tells whether the tie rule was proved to the last column.
    """

    values: tuple[int, ...]
    goals: tuple[GoalResult, ...]
    stages: tuple[Stage, ...]
    nodes: int
    unique: bool

    @property
    def status(self) -> Status:
        """Return the weakest status word among the goals; a plan without goals is optimal as it stands."""
        within = any(goal.status is Status.WITHIN for goal in self.goals)
        return Status.WITHIN if within else Status.PROVEN_OPTIMAL

    @property
    def gap(self) -> int:
        """Return the largest gap among the goals, 0 when all are proved."""
        gaps = [goal.gap for goal in self.goals if goal.status is Status.WITHIN]
        return max(gaps, default=0)


@dataclass(frozen=True, slots=True)
class Infeasible:
    """A proof that no plan obeys every row: the clauses that clash, and what each alone must give."""

    conflict: tuple[Clause, ...]
    minimal: bool
    repairs: tuple[Repair, ...]
    nodes: int
    proof: Tree

    @property
    def status(self) -> Status:
        """Return the status word."""
        return Status.INFEASIBLE


def solve(problem: Problem, *, solver: str = "highs", node_limit: int = 20_000) -> Solution | Infeasible:
    """Return the plan that is best goal by goal, settled, proved and tie-broken; or why there is none.

    `solver` proposes the choices; settling, proof and ties are always our own, so the plan does not depend
    on it once everything is proved. Raises ValueError for an unknown solver and SolverFailedError when
    the node limit ends the search with neither a plan nor a proof.
    """
    propose = backend(solver)
    limits = Limits(nodes=node_limit)
    first = _feasible(problem, propose, limits)
    if first.plan is None:
        return _explained(problem, first, limits)
    current, plan, box = problem, first.plan, whole_box(problem)
    results: list[GoalResult] = []
    stages: list[Stage] = []
    for goal in problem.goals:
        found = _best(current, goal, plan, propose, limits)
        result, stage = _record(current, goal, found)
        results.append(result)
        stages.append(stage)
        plan, box = _plan_of(found), _overlap(box, found.box)
        current = kept_at(current, goal, len(stages) - 1, result.value)
    settled = break_ties(current, plan, box, node_limit)
    return _solution(current, settled, results, stages, first.nodes)


def kept_at(problem: Problem, goal: Goal, index: int, value: int) -> Problem:
    """Return the problem with a row that keeps a reached goal at its value."""
    return problem.with_row(f"goal {index}: {goal.name}", goal.form, value, None)


def _feasible(problem: Problem, propose: Backend, limits: Limits) -> Found:
    # a search without a goal wanders: what a solver proposes for the first goal is nearly always a plan
    goal = problem.goals[0] if problem.goals else Goal("any plan", NOTHING)
    found = search(problem, NOTHING, limits, hint=_hint(problem, goal, propose, limits, whole_box(problem)))
    if found.plan is None and found.bound is not None:
        raise SolverFailedError(f"no plan and no proof within {limits.nodes} nodes")
    return found


def _best(problem: Problem, goal: Goal, plan: IntArray, propose: Backend, limits: Limits) -> Found:
    """Return the proved best for a goal; a guess that leaves the last unit open may not steer it."""
    if problem.column_count <= FOCUS_COLUMNS:
        return _best_within(problem, goal, plan, propose, limits)
    aim = focus(problem, goal.form, plan)
    inside = _best_within(problem, goal, aim.plan, propose, limits, aim.box)
    return focused(inside, aim.prices)


def _best_within(  # noqa: PLR0913, PLR0917 - the box is that of the problem unless a focus narrows it
    problem: Problem, goal: Goal, plan: IntArray, propose: Backend, limits: Limits, box: Box | None = None
) -> Found:
    hint = _hint(problem, goal, propose, limits, box or whole_box(problem))
    found = search(problem, goal.form, limits, box=box, plan=plan, hint=hint)
    if found.exact or not _within_a_fen(problem, goal, found):
        return found
    unguided = search(problem, goal.form, limits, box=box, plan=plan)
    return unguided if _quality(unguided) >= _quality(found) else found


def _within_a_fen(problem: Problem, goal: Goal, found: Found) -> bool:
    if found.value is None or found.bound is None:
        return False
    return found.bound - found.value < fen_worth(problem, goal.form)


def _quality(found: Found) -> tuple[int, int]:
    """Return what makes an outcome better: the value reached, then the tighter bound."""
    return (found.value or 0, -(found.bound or 0))


def _hint(problem: Problem, goal: Goal, propose: Backend, limits: Limits, box: Box) -> IntArray | None:
    """Return the plan a solver proposes on the free columns of a box, rounded; None when it has none."""
    columns = box.free()
    if len(columns) > HINT_COLUMNS:
        return None
    small = on_free_columns(problem, box)
    cost = dense(form_on(goal.form, columns), len(columns))
    model = float_model(small, cost, small.lower, small.upper)
    answer = propose(model, affordable_nodes(limits, len(columns)))
    if answer.values is None or not np.all(np.isfinite(answer.values)):
        return None
    return spread(box.lower, columns, rounded(answer.values * model.column_scale, whole_box(small)))


def _plan_of(found: Found) -> IntArray:
    if found.plan is None:
        raise SolverFailedError("a plan known to be feasible was lost")
    return found.plan


def _record(problem: Problem, goal: Goal, found: Found) -> tuple[GoalResult, Stage]:
    shift = goal.form.constant
    value = goal.form.value(_plan_of(found))
    bound = value if found.bound is None else found.bound + shift
    worth = fen_worth(problem, goal.form)
    result = GoalResult(goal.name, value, bound, worth, goal.scale, found.nodes)
    return result, Stage(value, found.tree)


def _overlap(first: Box, second: Box) -> Box:
    return Box(np.maximum(first.lower, second.lower), np.minimum(first.upper, second.upper))


def _solution(
    problem: Problem, settled: Settled, results: Sequence[GoalResult], stages: Sequence[Stage], nodes: int
) -> Solution:
    broken = violations(problem, settled.plan)
    if broken:
        raise SolverFailedError(f"the plan breaks {broken[0].name!r} by {broken[0].shortfall}")
    values = tuple(int(value) for value in settled.plan.tolist())
    total = nodes + settled.nodes + sum(result.nodes for result in results)
    return Solution(values, tuple(results), tuple(stages), total, settled.unique)


def _explained(problem: Problem, found: Found, limits: Limits) -> Infeasible:
    conflict: Conflict = smallest_conflict(problem, found.tree, limits)
    return Infeasible(
        conflict=clauses(problem, conflict.rows),
        minimal=conflict.minimal,
        repairs=repairs(problem, conflict.rows),
        nodes=found.nodes + conflict.nodes,
        proof=conflict.tree,
    )
