"""The optimisation problem: every pot's terms joined, every clause a named row with its place, every goal.

Programmes are taken in the order of their ids, so neither the order of a file nor that of its keys can
reach the plan. Ties go to the smaller programme id, then to the applicant first in its own pot.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from simulator.constraints import MEASURES, RowSpec, rows
from simulator.engine.pots import ProgrammePot
from simulator.engine.selection import Group, Plan, groups_of, select
from simulator.exact import Exact
from simulator.model.limits import Aim, Constraint, Goal, Keep, Maximise, Measure
from simulator.model.scenario import Scenario
from simulator.money import up
from simulator.optimise import Kind, LinearForm, Problem, ProblemBuilder
from simulator.optimise.terms import Form, Terms, total_form
from simulator.problems import FindingError, ScenarioError


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


@dataclass(frozen=True, slots=True, eq=False)
class Formulation:
    """The problem and what its columns mean: the terms of each programme in the joint numbering.

    `units` says of each limit's row what its top measure is in, and how many row units make one of it.
    """

    problem: Problem
    terms: Mapping[str, Terms]
    goals: tuple[GoalForm, ...]
    units: Mapping[str, tuple[str, int]]


def formulate(scenario: Scenario, pots: tuple[ProgrammePot, ...]) -> Formulation:
    """Return the whole problem; raises ScenarioError when a limit cannot be put in whole numbers."""
    builder = ProblemBuilder()
    terms = {each.programme.id: _add_terms(builder, each) for each in pots}
    plan = Plan(scenario, pots, terms, {}, {})
    for pot in pots:
        _add_envelope(builder, pot, terms[pot.programme.id])
    _add_appropriations(builder, plan)
    units = _add_limits(builder, plan)
    goals = _add_goals(builder, plan)
    return Formulation(builder.build(), terms, goals, units)


# ── pots ───────────────────────────────────────────────────────────────────────────────────────────


def _add_terms(builder: ProblemBuilder, pot: ProgrammePot) -> Terms:
    local, name = pot.terms(), pot.programme.id
    numbers = [
        builder.add_column(f"{name}/{column.name}", column.lower, column.upper, column.kind)
        for column in local.columns
    ]
    terms = local.shifted(numbers[0] if numbers else 0)
    for link in terms.links:
        builder.add_form(f"{name}: {link.name}", link.form, link.lower, link.upper)
    return terms


def _add_envelope(builder: ProblemBuilder, pot: ProgrammePot, terms: Terms) -> None:
    everyone = pot.pot.claims >= 0
    form, claims = terms.award(everyone).whole(1), sum(pot.pot.claims.tolist())
    path = f"programmes.{pot.programme.id}"
    if pot.method.whole and claims:
        builder.add_form(f"{path}.when_short", form, claims, None, f"{path}.when_short")
    if pot.pot.at_least:
        builder.add_form(
            f"{path}.envelope.at_least", form, pot.pot.at_least, None, f"{path}.envelope.at_least"
        )
    if pot.pot.at_most < claims:
        place = (
            f"{path}.envelope.at_most"
            if pot.given is None
            else f"spending.{pot.programme.spending}.when_short"
        )
        builder.add_form(f"{path}.envelope.at_most", form, None, pot.pot.at_most, place)


def _add_appropriations(builder: ProblemBuilder, plan: Plan) -> None:
    for spending in sorted(plan.scenario.spending, key=lambda each: each.id):
        members = [pot for pot in plan.pots if pot.programme.spending == spending.id]
        if members:
            form = total_form(plan.terms[pot.programme.id].award(pot.pot.claims >= 0) for pot in members)
            path = f"spending.{spending.id}.amount"
            builder.add_form(path, form.whole(1), None, spending.amount, path)


# ── limits ─────────────────────────────────────────────────────────────────────────────────────────


def limit_groups(plan: Plan, constraint: Constraint) -> tuple[Group | None, ...]:
    """Return the groups a limit is repeated for; (None,) when it holds for the whole."""
    if constraint.per is None:
        return (None,)
    return groups_of(plan, constraint.top.selector, constraint.per)


def limit_rows(plan: Plan, constraint: Constraint) -> Iterator[tuple[str, RowSpec]]:
    """Yield every row of a limit with its name; raises ScenarioError when it cannot be one."""
    for group in limit_groups(plan, constraint):
        top = _measured(plan, constraint.top, group)
        bottom = None if constraint.bottom is None else _measured(plan, constraint.bottom, None)
        name = f"constraints.{constraint.id}" + (f"[{group.value}]" if group else "")
        try:
            specs = rows(constraint, top, bottom)
        except FindingError as finding:
            raise ScenarioError([finding.at(constraint.place)]) from finding
        for number, spec in enumerate(specs):
            yield f"{name} {'≥' if spec.upper is None else '≤'} {number + 1}", spec


def _measured(plan: Plan, measure: Measure, group: Group | None) -> Form:
    return MEASURES[measure.word].form(select(plan, measure.selector, group))


def _add_limits(builder: ProblemBuilder, plan: Plan) -> dict[str, tuple[str, int]]:
    units: dict[str, tuple[str, int]] = {}
    hard = [each for each in plan.scenario.constraints if each.hard]
    for constraint in sorted(hard, key=lambda each: each.id):
        for name, spec in limit_rows(plan, constraint):
            whole = spec.form.whole(spec.scale)
            builder.add_form(name, whole, spec.lower, spec.upper, f"constraints.{constraint.id}")
            units[name] = (MEASURES[constraint.top.word].unit, spec.scale * spec.weight)
    return units


# ── goals ──────────────────────────────────────────────────────────────────────────────────────────


def _add_goals(builder: ProblemBuilder, plan: Plan) -> tuple[GoalForm, ...]:
    goals = [each for goal in plan.scenario.objective for each in _goal_forms(builder, plan, goal)]
    for number, goal in enumerate(goals, start=1):
        scale = goal.form.denominator()
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
    missed: dict[int, Fraction] = {}
    for name, spec in limit_rows(plan, constraint):
        whole = spec.form.whole(spec.scale)
        column = builder.add_column(f"missed {name}", 0, _largest_miss(plan, spec, whole), Kind.AMOUNT)
        sign = spec.scale * spec.weight * (1 if spec.upper is None else -1)
        builder.add_form(f"soft {name}", whole + LinearForm((column,), (sign,)), spec.lower, spec.upper)
        missed[column] = Fraction(1)
    return Form(missed)


def _largest_miss(plan: Plan, spec: RowSpec, whole: LinearForm) -> int:
    # the tightest bound the pots allow: a looser one leaves the search nothing to prune by
    columns = [each for pot in plan.pots for each in plan.terms[pot.programme.id].columns]
    ends = [
        sorted((coefficient * columns[column].lower, coefficient * columns[column].upper))
        for column, coefficient in zip(whole.columns, whole.coefficients, strict=True)
    ]
    least, most = (whole.constant + sum(each[side] for each in ends) for side in (0, 1))
    short = most - spec.upper if spec.lower is None and spec.upper is not None else (spec.lower or 0) - least
    return max(0, up(Fraction(short, spec.scale * spec.weight)))


def _aimed(plan: Plan, aim: Aim) -> Form:
    if aim.measure is not None:
        return _measured(plan, aim.measure, None)
    return _AIMS[aim.word](plan)


def points_form(plan: Plan) -> Form:
    """Return the points of all programmes over the plan's columns."""
    return total_form(_programme_points(pot, plan.terms[pot.programme.id]) for pot in plan.pots)


def worth_of(pot: ProgrammePot) -> tuple[Fraction, ...]:
    """Return the points each applicant's award is worth when paid in full, beside those per award."""
    worth = Exact.constant(0, pot.pot.claims.size)
    for column, points in pot.programme.points.per_unit:
        data = pot.pot.rows.columns[column].data
        if isinstance(data, Exact):
            worth = worth + data * points
    return worth.fractions()


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
    pairs = zip(shares, worth_of(pot), strict=True)
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
