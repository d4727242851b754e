"""What came of every limit, goal and published figure, judged on the finished allocation in exact numbers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from simulator.constraints import MEASURES, Check, check, kind_of, relation_of
from simulator.engine.limit_rows import limit_groups
from simulator.engine.pots import ProgrammePot
from simulator.engine.selection import Group, Plan, select
from simulator.model.limits import Constraint, Goal, Keep, Measure
from simulator.model.result import Allocation, LimitOutcome
from simulator.model.scenario import SpendingClass
from simulator.money import up


def limit_outcomes(plan: Plan, allocation: Allocation) -> tuple[LimitOutcome, ...]:
    """Return every limit, envelope and appropriation as it came out, sorted by name and group."""
    found = [
        *(each for constraint in plan.scenario.constraints for each in _constraint(plan, constraint)),
        *(each for pot in plan.pots for each in _envelope(pot, allocation)),
        *(each for spending in plan.scenario.spending for each in _appropriation(plan, spending, allocation)),
    ]
    return tuple(sorted(found, key=lambda each: (each.name, each.group, each.relation)))


def goal_values(plan: Plan, allocation: Allocation, limits: tuple[LimitOutcome, ...]) -> tuple[Fraction, ...]:
    """Return what each goal comes to on the finished allocation, in the order written."""
    return tuple(
        value for goal in plan.scenario.objective for value in _goal_values(plan, allocation, limits, goal)
    )


def _goal_values(
    plan: Plan, allocation: Allocation, limits: tuple[LimitOutcome, ...], goal: Goal
) -> Iterator[Fraction]:
    if isinstance(goal, Keep):
        for name in goal.constraints:
            missed = (each.slack for each in limits if each.name == f"constraints.{name}" and not each.met)
            yield sum((Fraction(up(-slack)) for slack in missed), Fraction(0))
        return
    if goal.aim.measure is not None:
        yield _value(plan, goal.aim.measure, None)
        return
    yield _AIMED[goal.aim.word](plan, allocation)


def _unspent(plan: Plan, allocation: Allocation) -> Fraction:
    spenders = {pot.programme.spending for pot in plan.pots}
    return Fraction(sum(each.unspent_fen for each in allocation.spending if each.spending in spenders))


_AIMED: Mapping[str, Callable[[Plan, Allocation], Fraction]] = MappingProxyType(
    {
        "points": lambda _, made: sum((each.points for each in made.programmes), Fraction(0)),
        "spent": lambda _, made: Fraction(sum(each.award_fen for each in made.programmes)),
        "unspent": _unspent,
        "awards": lambda _, made: Fraction(sum(each.counted for each in made.programmes)),
    }
)


def _constraint(plan: Plan, constraint: Constraint) -> Iterator[LimitOutcome]:
    for group in limit_groups(plan, constraint):
        top = _value(plan, constraint.top, group)
        bottom = None if constraint.bottom is None else _value(plan, constraint.bottom, None)
        for side in check(constraint, top, bottom):
            yield _outcome(constraint, group, side)


def _value(plan: Plan, measure: Measure, group: Group | None) -> Fraction:
    return MEASURES[measure.word].value(select(plan, measure.selector, group))


def _outcome(constraint: Constraint, group: Group | None, found: Check) -> LimitOutcome:
    # less room than one fen (or one award) is none: the limit binds
    return LimitOutcome(
        name=f"constraints.{constraint.id}",
        title=constraint.title or constraint.id,
        group=group.value if group else "",
        hard=constraint.hard,
        kind=kind_of(constraint),
        value=found.value,
        relation=relation_of(found.side),
        bound=found.side.bound,
        slack=found.slack,
        binding=found.met and (found.slack < 1 or (found.side.strict and found.slack <= 1)),
        met=found.met,
        place=constraint.place,
    )


def _envelope(pot: ProgrammePot, allocation: Allocation) -> Iterator[LimitOutcome]:
    envelope, name = pot.programme.envelope, f"programmes.{pot.programme.id}.envelope"
    found = allocation.of(pot.programme.id)
    if envelope.at_least:
        least = LimitOutcome(**_money(f"{name}.at_least", "≥", found.award_fen, envelope.at_least))
        yield replace(least, title=found.title, place=pot.programme.place)
    if envelope.at_most is not None:
        most = LimitOutcome(**_money(f"{name}.at_most", "≤", found.award_fen, envelope.at_most))
        yield replace(most, title=found.title, place=pot.programme.place)


def _money(name: str, relation: str, value: int, bound: int) -> dict[str, Any]:
    slack = value - bound if relation == "≥" else bound - value
    return {
        "name": name,
        "title": name,
        "group": "",
        "hard": True,
        "kind": "money",
        "value": Fraction(value),
        "relation": relation,
        "bound": Fraction(bound),
        "slack": Fraction(slack),
        "binding": slack == 0,
        "met": slack >= 0,
    }


def _appropriation(plan: Plan, spending: SpendingClass, allocation: Allocation) -> Iterator[LimitOutcome]:
    if any(pot.programme.spending == spending.id for pot in plan.pots):
        used = next(each for each in allocation.spending if each.spending == spending.id)
        found = _money(f"spending.{spending.id}.amount", "≤", used.used_fen, used.amount_fen)
        yield replace(LimitOutcome(**found), title=used.title, place=spending.place)
