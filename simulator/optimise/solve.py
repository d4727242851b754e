"""Solve a problem goal by goal, prove each value, break ties by rule; or prove that nothing fits."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from simulator.optimise.conflict import NOTHING, Conflict, clauses, smallest_conflict
from simulator.optimise.core import Focus, allowance, focus
from simulator.optimise.exact import NARROW_COLUMNS, Prices, dense, fen_worth
from simulator.optimise.float_model import float_model
from simulator.optimise.found import Found
from simulator.optimise.least import Weigh, least_relaxation, parts_of_bounds
from simulator.optimise.limits import WIDE_COLUMNS, WITHIN, Limits, affordable_nodes
from simulator.optimise.loose import LooseRows, clash_of_all
from simulator.optimise.mend import repairs_alone
from simulator.optimise.problem import Goal, IntArray, Problem, violations
from simulator.optimise.proved import proved_bound
from simulator.optimise.reduce import Box, form_on, on_free_columns, spread, whole_box
from simulator.optimise.search import search
from simulator.optimise.selection import first_of_ties, selection
from simulator.optimise.settle import rounded
from simulator.optimise.sift import Engine, Sifted, relaxation
from simulator.optimise.solution import GoalResult, Infeasible, Solution, Stage
from simulator.optimise.solvers import backend
from simulator.optimise.solvers.answer import Backend
from simulator.optimise.solvers.child import apart
from simulator.optimise.ties import Settled, break_ties
from simulator.optimise.tree import Leaf
from simulator.problems import SolverFailedError

FOCUS_COLUMNS = 150
"""With more columns than this a goal is first narrowed to where its best plans must lie."""


HINT_COLUMNS = 12_000
"""With more free columns than this a solver is not asked: our own tree is there sooner."""


WIDE_NODES, LEAST_WIDE_NODES, WIDE_WORK = 100, 20, 1_000_000
"""A tree over very many columns hardly lowers the bound: the more there are, the earlier it is given up."""

HINT_NODES = 2_000
"""How many branch nodes a solver may spend on a guess: a better one is not worth the wait."""

MOST_NUMBER = 10**30
"""Rows with larger numbers are refused: scaled to floats they mean nothing."""


def solve(  # noqa: PLR0913 - every word but the problem has a default
    problem: Problem,
    *,
    solver: str = "highs",
    node_limit: int = 20_000,
    seconds: float | None = None,
    within: Fraction = WITHIN,
    weigh: Weigh = parts_of_bounds,
) -> Solution | Infeasible:
    """Return the plan that is best goal by goal, settled, proved and tie-broken; or why there is none.

    `solver` proposes the choices; settling, proof and ties are always our own, so the plan does not depend
    on it once everything is proved. `seconds` ends a solver by the clock, in a process of its own: what was
    found then is not reproducible, and says so. With more than 5,000 columns the search is content with a
    relative gap of `within`, which is proved. Where nothing fits, `weigh` says what counts as the least that
    rows give together: parts of their own bounds, unless told otherwise. Raises ValueError for an unknown
    solver and SolverFailedError when the node limit ends the search with neither a plan nor a proof.
    """
    limits = Limits(nodes=node_limit, within=within)
    refuse_huge_rows(problem)
    if seconds is None:
        return solved(problem, backend(solver), limits, weigh=weigh)
    with apart(solver, seconds=seconds) as propose:
        answer = solved(problem, propose, limits, weigh=weigh)
    return replace(answer, reproducible=not propose.struck)


def refuse_huge_rows(problem: Problem) -> None:
    """Raise SolverFailedError naming the first row with a number too large for any solver."""
    facts = zip(problem.row_sizes(), problem.row_lower, problem.row_upper, strict=True)
    for row, (size, lower, upper) in enumerate(facts):
        if max(size, abs(lower or 0), abs(upper or 0)) > MOST_NUMBER:
            raise SolverFailedError(f"row {problem.row_names[row]!r} has a number beyond 10^30")


def solved(
    problem: Problem,
    propose: Backend,
    limits: Limits,
    engine: Engine | None = None,
    *,
    weigh: Weigh = parts_of_bounds,
) -> Solution | Infeasible:
    """Return the answer, from a relaxation of the first goal where one is at hand."""
    # whole awards from one pot need no solver: their frontier finds the best plan and is its proof
    picked = selection(problem, problem.goals[0].form) if problem.goals else None
    start, first = (_nowhere(problem), picked) if picked else _started(problem, propose, limits, engine)
    if first.plan is None:
        return _explained(problem, first, limits, weigh)
    current, plan, box = problem, first.plan, whole_box(problem)
    results: list[GoalResult] = []
    stages: list[Stage] = []
    for number, goal in enumerate(problem.goals):
        aim = start if number == 0 and start.plan is not None else None
        at_once = picked if number == 0 else None
        found = at_once or _best(current, goal, plan, propose, limits, aim)
        result, stage = _record(current, goal, found)
        results.append(result)
        stages.append(stage)
        plan, box = _plan_of(found), _overlap(box, found.box)
        current = kept_at(current, goal, len(stages) - 1, result.value)
    proved = all(result.gap == 0 for result in results)
    ordered = first_of_ties(problem, picked) if picked is not None and len(stages) == 1 else None
    settled = ordered or break_ties(current, plan, box, limits.nodes, proved=proved)
    # where a goal was left open, the tie rule may have come upon a plan that is better in it
    results, stages = _retold(problem, settled.plan, results, stages)
    return _solution(current, settled, results, stages, first.nodes)


def kept_at(problem: Problem, goal: Goal, index: int, value: int) -> Problem:
    """Return the problem with a row that keeps a reached goal at its value."""
    return problem.with_row(f"goal {index}: {goal.name}", goal.form, value, None)


def _started(
    problem: Problem, propose: Backend, limits: Limits, engine: Engine | None
) -> tuple[Focus, Found]:
    """Return where the first goal may be found, and what has a first plan or proves that there is none."""
    if problem.column_count <= FOCUS_COLUMNS or not problem.goals:
        nowhere = _nowhere(problem)
        return nowhere, _feasible(problem, propose, limits, nowhere)
    form = problem.goals[0].form
    ready = engine or relaxation(problem, dense(form, problem.column_count))
    start = focus(problem, form, None, propose, _within(problem, limits), ready)
    if isinstance(ready, Sifted) and start.bound is None:
        ray = clash_of_all(problem)
        if ray is not None:
            return start, Found(None, None, None, (Leaf(ray, ray=True),), 0, start.box)
        ready.insist()
        start = focus(problem, form, None, propose, _within(problem, limits), ready)
    return start, start.found() if start.plan is not None else _feasible(problem, propose, limits, start)


def _nowhere(problem: Problem) -> Focus:
    return Focus(whole_box(problem), Prices(), None, None, None)


def _within(problem: Problem, limits: Limits) -> Fraction:
    return limits.within if problem.column_count > WIDE_COLUMNS else Fraction(0)


def _feasible(problem: Problem, propose: Backend, limits: Limits, start: Focus) -> Found:
    ray = clash_of_all(problem)
    if ray is not None:
        return Found(None, None, None, (Leaf(ray, ray=True),), 0, whole_box(problem))
    # a search without a goal wanders: what a solver proposes for the first goal is nearly always a plan
    goal = problem.goals[0] if problem.goals else Goal("any plan", NOTHING)
    hint = None if start.empty else _hint(problem, goal, propose, limits, whole_box(problem))
    found = search(problem, NOTHING, limits, hint=hint)
    if found.plan is None and found.bound is not None:
        raise SolverFailedError(f"no plan and no proof within {limits.nodes} nodes")
    return found


def _best(  # noqa: PLR0913, PLR0917 - the first goal may have been aimed at before
    problem: Problem, goal: Goal, plan: IntArray, propose: Backend, limits: Limits, aim: Focus | None
) -> Found:
    """Return the proved best for a goal; a guess that leaves the last unit open may not steer it."""
    if problem.column_count <= FOCUS_COLUMNS:
        return _best_within(problem, goal, plan, propose, limits)
    wide = _within(problem, limits)
    inside = aim or focus(problem, goal.form, plan, propose, wide)
    best = plan if inside.plan is None else inside.plan
    if inside.bound is None:
        return search(problem, goal.form, limits, plan=best)
    allowed = allowance(inside.bound, wide)
    if inside.closed(max(allowed, _worth_leaving(problem, goal))):
        return inside.found()
    if wide and len(inside.box.free()) > WIDE_COLUMNS:
        return inside.found()
    guided = problem.choice.any() and not wide
    strong = inside.problem or problem
    hint = _hint(strong, goal, propose, limits, inside.box) if guided else None
    tree = replace(limits, nodes=min(limits.nodes, _wide_nodes(problem))) if wide else limits
    found = search(strong, goal.form, tree, box=inside.box, plan=best, hint=hint, allowed=allowed)
    return inside.led_to(found)


def _wide_nodes(problem: Problem) -> int:
    return min(WIDE_NODES, max(LEAST_WIDE_NODES, WIDE_WORK // problem.column_count))


def _worth_leaving(problem: Problem, goal: Goal) -> int:
    """Return the gap that need not be closed: below a fen's worth where many amounts alone are chosen."""
    many = problem.column_count > NARROW_COLUMNS and not problem.choice.any()
    return fen_worth(problem, goal.form) - 1 if many else 0


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
    answer = propose(model, min(HINT_NODES, affordable_nodes(limits, len(columns))))
    if answer.values is None or not np.all(np.isfinite(answer.values)):
        return None
    return spread(box.lower, columns, rounded(answer.values * model.column_scale, whole_box(small)))


def _plan_of(found: Found) -> IntArray:
    if found.plan is None:
        raise SolverFailedError("a plan known to be feasible was lost")
    return found.plan


def _record(problem: Problem, goal: Goal, found: Found) -> tuple[GoalResult, Stage]:
    value = goal.form.value(_plan_of(found))
    bound = value if found.exact else proved_bound(problem, goal.form, found.tree, value)
    worth = fen_worth(problem, goal.form)
    result = GoalResult(goal.name, value, bound, worth, goal.scale, found.nodes)
    return result, Stage(value, found.tree)


def _retold(
    problem: Problem, plan: IntArray, results: list[GoalResult], stages: list[Stage]
) -> tuple[list[GoalResult], list[Stage]]:
    """Return results and stages as the final plan has them: it may better a goal that was left open."""
    values = [goal.form.value(plan) for goal in problem.goals]
    if values == [result.value for result in results]:
        return results, stages
    current, told = problem, list[GoalResult]()
    for number, (goal, result, value) in enumerate(zip(problem.goals, results, values, strict=True)):
        closed = result.gap == 0
        bound = value if closed else proved_bound(current, goal.form, stages[number].tree, value)
        told.append(replace(result, value=value, bound=bound))
        current = kept_at(current, goal, number, value)
    return told, [replace(stage, value=value) for stage, value in zip(stages, values, strict=True)]


def _overlap(first: Box, second: Box) -> Box:
    return Box(np.maximum(first.lower, second.lower), np.minimum(first.upper, second.upper))


def _solution(
    problem: Problem, settled: Settled, results: Sequence[GoalResult], stages: Sequence[Stage], nodes: int
) -> Solution:
    broken = violations(problem, settled.plan)
    if broken:
        raise SolverFailedError(f"the plan breaks {broken[0].name!r} by {broken[0].shortfall}")
    values = tuple(settled.plan.tolist())
    total = nodes + settled.nodes + sum(result.nodes for result in results)
    return Solution(values, tuple(results), tuple(stages), total, settled.unique)


def _explained(problem: Problem, found: Found, limits: Limits, weigh: Weigh) -> Infeasible:
    conflict: Conflict = smallest_conflict(problem, found.tree, limits)
    loose = LooseRows(problem)
    alone = repairs_alone(problem, conflict.rows, loose)
    return Infeasible(
        conflict=clauses(problem, conflict.rows),
        minimal=conflict.minimal,
        repairs=alone.repairs,
        nodes=found.nodes + conflict.nodes,
        proof=conflict.tree,
        relaxation=least_relaxation(problem, weigh(problem), loose=loose, plans=alone.plans),
        none_alone=alone.none,
    )
