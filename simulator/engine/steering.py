"""What steers the plan: the limits that must hold or that a goal looks at, and the measures behind them."""

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.constraints import MEASURES, sides_of
from simulator.model.goals import Aim, Goal, Keep, Maximise, Minimise, Weigh
from simulator.model.limits import Constraint, Measure, Selector
from simulator.model.scenario import Programme, Scenario


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure that steers the plan, with its limit if it has one; which way the plan may pull it."""

    measure: Measure
    raised: bool
    lowered: bool
    constraint: Constraint | None = None


def steering(scenario: Scenario) -> tuple[Constraint, ...]:
    """Return the limits that must hold or that a goal looks at, sorted by id."""
    kept = [name for goal in scenario.objective if isinstance(goal, Keep) for name in goal.constraints]
    counted = any(aim.word == "targets_met" for aim, _ in aims(scenario))
    chosen = (each for each in scenario.constraints if each.hard or each.id in kept or counted)
    return tuple(sorted(chosen, key=lambda each: each.id))


def aims(scenario: Scenario) -> Iterator[tuple[Aim, bool]]:
    """Yield every aim of the objective, and whether it is to be made large."""
    for goal in scenario.objective:
        yield from _aims(goal)


def _aims(goal: Goal) -> Iterator[tuple[Aim, bool]]:
    if isinstance(goal, Maximise | Minimise):
        yield goal.aim, isinstance(goal, Maximise)
    if isinstance(goal, Weigh):
        yield from ((term.aim, term.way == "maximise") for term in goal.terms)


def measured_by(scenario: Scenario, word: str | None = None) -> Iterator[Measured]:
    """Yield every measure of a word (or of any) that steers the plan."""
    for constraint in steering(scenario):
        if not constraint.between_awards:
            yield from (each for each in _measured(constraint) if word in (None, each.measure.word))
    for aim, large in aims(scenario):
        if aim.measure is not None and word in (None, aim.measure.word):
            yield Measured(aim.measure, large, not large)


def _measured(constraint: Constraint) -> Iterator[Measured]:
    sides = sides_of(constraint)
    both = constraint.or_nothing or any(side.bound < 0 for side in sides)
    raised, lowered = both or any(s.lower for s in sides), both or any(not s.lower for s in sides)
    yield Measured(constraint.top, raised, lowered, constraint)
    if constraint.bottom is not None:
        # a smaller bottom makes room below a least share, a larger one below a largest
        yield Measured(constraint.bottom, lowered, raised, constraint)


# ── whose awards are counted ───────────────────────────────────────────────────────────────────────


def picks(selector: Selector, programme: Programme) -> bool:
    """Return whether a selector looks at a programme at all."""
    named = (each.partition("/")[0] for each in selector.awards)
    return (
        selector.programme in (None, programme.id)
        and selector.spending in (None, programme.spending)
        and (selector.tag is None or selector.tag in programme.tags)
        and (not selector.awards or programme.id in named)
    )


def is_counted(scenario: Scenario, programme: Programme) -> bool:
    """Return whether anything that steers the plan asks which of a programme's awards count.

    Where nothing does, its pot needs no 0/1 columns to say so.
    """
    if programme.points.per_award or any(aim.word in COUNTING_AIMS for aim, _ in aims(scenario)):
        return True
    return any(picks(selector, programme) for selector in _counting_selectors(scenario))


COUNTING_AIMS = ("awards", "beneficiaries")


def _counting_selectors(scenario: Scenario) -> Iterator[Selector]:
    for each in measured_by(scenario):
        if MEASURES[each.measure.word].counting:
            yield each.measure.selector
    for constraint in steering(scenario):
        own = (constraint.every, constraint.needs, constraint.excludes)
        yield from (selector for selector in own if selector is not None)
