"""What came of every goal, judged on the finished allocation in exact numbers."""

from collections.abc import Iterator
from fractions import Fraction

from simulator.engine.aims import Made, aim_value
from simulator.engine.selection import Plan
from simulator.model.goals import Goal, Keep, Weigh
from simulator.model.result import Allocation, LimitOutcome
from simulator.money import up


def goal_values(plan: Plan, allocation: Allocation, limits: tuple[LimitOutcome, ...]) -> tuple[Fraction, ...]:
    """Return what each goal comes to on the finished allocation, in the order written."""
    made = Made(plan, allocation, limits)
    return tuple(value for goal in plan.scenario.objective for value in _goal_values(made, goal))


def _goal_values(made: Made, goal: Goal) -> Iterator[Fraction]:
    if isinstance(goal, Keep):
        for name in goal.constraints:
            own = f"constraints.{name}"
            missed = (each.slack for each in made.limits if each.name == own and not each.met)
            yield sum((Fraction(up(-slack)) for slack in missed), Fraction(0))
        return
    if isinstance(goal, Weigh):
        parts = (aim_value(made, term.aim) * term.factor for term in goal.terms)
        yield sum(parts, Fraction(0))
        return
    yield aim_value(made, goal.aim)
