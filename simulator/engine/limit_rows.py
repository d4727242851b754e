"""The rows of a limit: one a side and a group, each an exact form over the plan's columns with its bounds."""

from collections.abc import Iterator

from simulator.constraints import MEASURES, RowSpec, rows
from simulator.engine.selection import Group, Plan, groups_of, select
from simulator.model.limits import Constraint, Measure
from simulator.optimise.terms import Form
from simulator.problems import FindingError, ScenarioError


def limit_groups(plan: Plan, constraint: Constraint) -> tuple[Group | None, ...]:
    """Return the groups a limit is repeated for; (None,) when it holds for the whole."""
    if constraint.per is None:
        return (None,)
    return groups_of(plan, constraint.top.selector, constraint.per)


def limit_rows(plan: Plan, constraint: Constraint) -> Iterator[tuple[str, RowSpec]]:
    """Yield every row of a limit with its name; raises ScenarioError when it cannot be one."""
    for group in limit_groups(plan, constraint):
        top = measured(plan, constraint.top, group)
        bottom = None if constraint.bottom is None else measured(plan, constraint.bottom, None)
        name = f"constraints.{constraint.id}" + (f"[{group.value}]" if group else "")
        try:
            specs = rows(constraint, top, bottom)
        except FindingError as finding:
            raise ScenarioError([finding.at(constraint.place)]) from finding
        for number, spec in enumerate(specs):
            yield f"{name} {'≥' if spec.upper is None else '≤'} {number + 1}", spec


def measured(plan: Plan, measure: Measure, group: Group | None) -> Form:
    """Return a measure of what a selector picks, of one group or of the whole."""
    return MEASURES[measure.word].form(select(plan, measure.selector, group))
