"""Ratios of nothing: no bound on them means anything, so they are refused before a plan is looked for."""

from collections.abc import Iterator

from simulator.constraints import MEASURES
from simulator.engine.selection import Plan, select
from simulator.model.limits import Constraint, Measure
from simulator.problems import FindingError, Problem, ScenarioError


def refuse_empty_ratios(plan: Plan) -> None:
    """Raise ScenarioError R623 for a ratio whose bottom is nothing whatever the plan."""
    problems = tuple(_empty_ratios(plan))
    if problems:
        raise ScenarioError(problems)


def _empty_ratios(plan: Plan) -> Iterator[Problem]:
    for constraint in plan.scenario.constraints:
        bottom = constraint.bottom
        if bottom is not None and not bottom.selector.same_group and _is_nothing(plan, bottom):
            yield _empty(constraint)


def _is_nothing(plan: Plan, measure: Measure) -> bool:
    """Return whether a measure is zero whatever the plan: nobody claims anything, or it is a bare zero."""
    rule = MEASURES[measure.word]
    selection = select(plan, measure)
    if rule.varies:
        return not any(bool((part.claims[part.chosen] > 0).any()) for part in selection.parts)
    return rule.value(selection) == 0


def _empty(constraint: Constraint) -> Problem:
    return FindingError("R623", constraint=constraint.id).at(constraint.place)
