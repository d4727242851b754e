"""The goals: what the plan is to make large or small, one exact form after another in order of rank."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from simulator.constraints import unit_of
from simulator.engine.aims import AimForm, Wanted, aim_form, aim_unit
from simulator.engine.limit_rows import add_missed
from simulator.engine.points import points_form
from simulator.engine.selection import Plan
from simulator.engine.worth import worth_of
from simulator.model.goals import Goal, Keep, Maximise, Weigh, Weighed
from simulator.money import Fen
from simulator.optimise import ProblemBuilder
from simulator.optimise.terms import Form, total_form

__all__ = ["GoalForm", "TermForm", "add_goals", "points_form", "worth_of"]


@dataclass(frozen=True, slots=True)
class TermForm:
    """One aim of several that are weighed: its form in its own unit, and what one of that unit adds."""

    word: str
    subject: str
    kind: str
    form: Form
    weight: Fraction
    per: Fen | None
    factor: Fraction
    over: str = ""


@dataclass(frozen=True, slots=True)
class GoalForm:
    """One goal over the plan's columns: `sign` is 1 to maximise, -1 to minimise; `kind` is its unit.

    Whole fen stray from the form by at most `stray`; where it is `pulled`, what is better than the form
    says needs no excuse. `terms` are the aims of a weighed goal; `error` is what straight pieces in place of
    response curves may lose.
    """

    word: str
    subject: str
    kind: str
    form: Form
    sign: int
    stray: Fraction = Fraction(0)
    pulled: bool = False
    terms: tuple[TermForm, ...] = ()
    error: Fraction = Fraction(0)
    over: str = ""

    @property
    def name(self) -> str:
        """Return the goal as it is written."""
        return f"{self.word} {self.subject}"


def add_goals(builder: ProblemBuilder, plan: Plan) -> tuple[GoalForm, ...]:
    """Add every goal in the order written, with the columns it needs, and return their forms."""
    numbered = enumerate(plan.scenario.objective, start=1)
    goals = [each for number, goal in numbered for each in _goal_forms(builder, plan, goal, number)]
    for number, goal in enumerate(goals, start=1):
        scale = goal.form.scale()
        builder.add_goal(f"{number} {goal.name}", goal.form.times(goal.sign).whole(scale), scale)
    return tuple(goals)


def _goal_forms(builder: ProblemBuilder, plan: Plan, goal: Goal, number: int) -> Iterator[GoalForm]:
    if isinstance(goal, Keep):
        for name in goal.constraints:
            constraint = plan.scenario.constraint(name)
            unit = unit_of(constraint)
            yield GoalForm("keep", name, unit, add_missed(builder, plan, constraint), -1)
        return
    place = f"objective {number}"
    if isinstance(goal, Weigh):
        yield _weighed(builder, plan, goal, place)
        return
    found = aim_form(builder, plan, Wanted(goal.aim, goal.word, place))
    sign = 1 if isinstance(goal, Maximise) else -1
    unit = aim_unit(goal.aim)
    own = (goal.word, goal.aim.subject, unit, found.form, sign)
    yield GoalForm(*own, found.stray, found.pulled, error=found.error, over=goal.aim.over)


# ── aims weighed together ──────────────────────────────────────────────────────────────────────────


def _weighed(builder: ProblemBuilder, plan: Plan, goal: Weigh, place: str) -> GoalForm:
    found = [
        (term, aim_form(builder, plan, Wanted(term.aim, term.way, f"{place} term {number}")))
        for number, term in enumerate(goal.terms, start=1)
    ]
    return GoalForm(
        goal.word,
        " + ".join(term.aim.subject for term in goal.terms),
        "points",
        total_form(each.form.times(term.factor) for term, each in found),
        1,
        sum((each.stray * abs(term.factor) for term, each in found), Fraction(0)),
        any(each.pulled for _, each in found),
        tuple(_term(term, each) for term, each in found),
        sum((each.error * abs(term.factor) for term, each in found), Fraction(0)),
    )


def _term(term: Weighed, found: AimForm) -> TermForm:
    own = (term.way, term.aim.subject, aim_unit(term.aim), found.form)
    return TermForm(*own, term.weight, term.per, term.factor, term.aim.over)
