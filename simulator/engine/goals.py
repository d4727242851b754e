"""The goals: what the plan is to make large or small, one exact form after another in order of rank."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from simulator.constraints import MEASURES, RowSpec
from simulator.engine.limit_rows import limit_rows, measured
from simulator.engine.pots import ProgrammePot
from simulator.engine.rows import add_form, reach
from simulator.engine.selection import Plan
from simulator.exact import Exact
from simulator.model.limits import Aim, Constraint, Goal, Keep, Maximise
from simulator.money import up
from simulator.optimise import Kind, ProblemBuilder
from simulator.optimise.terms import Form, Terms, total_form


@dataclass(frozen=True, slots=True)
class GoalForm:
    """One goal over the plan's columns: `sign` is 1 to maximise, -1 to minimise; `kind` is its unit."""

    word: str
    subject: str
    kind: str
    form: Form
    sign: int

    @property
    def name(self) -> str:
        """Return the goal as it is written."""
        return f"{self.word} {self.subject}"


def add_goals(builder: ProblemBuilder, plan: Plan) -> tuple[GoalForm, ...]:
    """Add every goal in the order written, with the columns it needs, and return their forms."""
    goals = [each for goal in plan.scenario.objective for each in _goal_forms(builder, plan, goal)]
    for number, goal in enumerate(goals, start=1):
        scale = goal.form.scale()
        builder.add_goal(f"{number} {goal.name}", goal.form.times(goal.sign).whole(scale), scale)
    return tuple(goals)


def _goal_forms(builder: ProblemBuilder, plan: Plan, goal: Goal) -> Iterator[GoalForm]:
    if isinstance(goal, Keep):
        for name in goal.constraints:
            constraint = plan.scenario.constraint(name)
            unit = MEASURES[constraint.top.word].unit
            yield GoalForm("keep", name, unit, _misses(builder, plan, constraint), -1)
        return
    yield GoalForm(
        goal.word,
        _subject(goal.aim),
        _unit(goal.aim),
        _aimed(plan, goal.aim),
        1 if isinstance(goal, Maximise) else -1,
    )


def _subject(aim: Aim) -> str:
    return aim.word or (aim.measure.word if aim.measure else "")


def _unit(aim: Aim) -> str:
    return MEASURES[aim.measure.word].unit if aim.measure else _AIM_UNITS[aim.word]


def _misses(builder: ProblemBuilder, plan: Plan, constraint: Constraint) -> Form:
    """Add one column a row for how far the top measure misses it, and return their sum."""
    missed: list[int] = []
    for name, spec in limit_rows(plan, constraint):
        column = builder.add_column(f"missed {name}", 0, _largest_miss(plan, spec), Kind.AMOUNT)
        sign = spec.weight * (1 if spec.upper is None else -1)
        mended = spec.form + Form.of({column: Fraction(sign)})
        add_form(builder, f"soft {name}", mended, spec.scale, spec.lower, spec.upper, "")
        missed.append(column)
    return Form.of(dict.fromkeys(missed, Fraction(1)))


def _largest_miss(plan: Plan, spec: RowSpec) -> int:
    # the tightest bound the pots allow: a looser one leaves the search nothing to prune by
    least, most = (each * spec.scale for each in reach(plan, spec.form))
    short = most - spec.upper if spec.lower is None and spec.upper is not None else (spec.lower or 0) - least
    return max(0, up(short / (spec.scale * spec.weight)))


def _aimed(plan: Plan, aim: Aim) -> Form:
    if aim.measure is not None:
        return measured(plan, aim.measure, None)
    return _AIMS[aim.word](plan)


def points_form(plan: Plan) -> Form:
    """Return the points of all programmes over the plan's columns."""
    return total_form(_programme_points(pot, plan.terms[pot.programme.id]) for pot in plan.pots)


def worth_of(pot: ProgrammePot) -> Exact:
    """Return the points each applicant's award is worth when paid in full, beside those per award."""
    worth = Exact.constant(0, pot.pot.claims.size)
    for column, points in pot.programme.points.per_unit:
        data = pot.pot.rows.columns[column].data
        if isinstance(data, Exact):
            worth = worth + data * points
    return worth


def _programme_points(pot: ProgrammePot, terms: Terms) -> Form:
    counted = terms.count(pot.pot.claims >= 0).times(pot.programme.points.per_award)
    if not pot.programme.points.per_unit:
        return counted
    if not terms.awards:
        return counted + Form(constant=_settled_points(pot, terms))
    return counted + terms.paid(worth_of(pot), pot.pot.claims)


def _settled_points(pot: ProgrammePot, terms: Terms) -> Fraction:
    # the awards are known, so their own method says which share is paid: a pro-rata pot counts as one
    shares = pot.method.paid_share(pot.pot, terms.base)
    pairs = zip(shares, worth_of(pot).fractions(), strict=True)
    return sum((share * worth for share, worth in pairs), Fraction(0))


def _spent(plan: Plan) -> Form:
    return total_form(plan.terms[pot.programme.id].award(pot.pot.claims >= 0) for pot in plan.pots)


def _unspent(plan: Plan) -> Form:
    return Form(constant=Fraction(_appropriated(plan))) + _spent(plan).times(-1)


def _appropriated(plan: Plan) -> int:
    spenders = {pot.programme.spending for pot in plan.pots}
    return sum(each.amount for each in plan.scenario.spending if each.id in spenders)


def _awards(plan: Plan) -> Form:
    return total_form(plan.terms[pot.programme.id].count(pot.pot.claims >= 0) for pot in plan.pots)


_AIM_UNITS = {"points": "points", "spent": "money", "unspent": "money", "awards": "count"}
_AIMS = {"points": points_form, "spent": _spent, "unspent": _unspent, "awards": _awards}
