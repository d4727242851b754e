"""The optimisation problem: every pot's terms joined, every clause a named row with its place, every goal.

Programmes are taken in the order of their ids, so neither the order of a file nor that of its keys can
reach the plan. Ties go to the smaller programme id, then to the applicant first in its own pot.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from simulator.engine.curves import add_curves
from simulator.engine.funding import add_funding
from simulator.engine.goals import GoalForm, add_goals
from simulator.engine.limit_rows import add_limit, with_limits
from simulator.engine.pots import ProgrammePot
from simulator.engine.rows import add_block, add_form
from simulator.engine.selection import Plan
from simulator.engine.year.fund_money import rooms
from simulator.model.fund_members import first_payment
from simulator.model.moments import quarter_text
from simulator.model.scenario import Scenario
from simulator.money import Fen
from simulator.optimise import Kind, Problem, ProblemBuilder
from simulator.optimise.terms import Form, Terms, total_form


@dataclass(frozen=True, slots=True, eq=False)
class Formulation:
    """The problem and what its columns mean: the terms of each programme in the joint numbering.

    `units` says of each limit's row what its top measure is in, and how many row units make one of it; `plan`
    is what the rows were made from.
    """

    problem: Problem
    terms: Mapping[str, Terms]
    goals: tuple[GoalForm, ...]
    units: Mapping[str, tuple[str, int]]
    plan: Plan


def formulate(scenario: Scenario, pots: tuple[ProgrammePot, ...]) -> Formulation:
    """Return the whole problem; raises ScenarioError when a limit cannot be put in whole numbers."""
    builder = ProblemBuilder()
    terms = {each.programme.id: _add_terms(builder, each) for each in pots}
    unworthy = Plan(scenario, pots, terms, {}, {})
    plan = replace(unworthy, worths=add_curves(builder, unworthy))
    for pot in pots:
        _add_envelope(builder, pot, terms[pot.programme.id])
    _add_appropriations(builder, plan)
    plan = with_limits(builder, plan)
    units = _add_limits(builder, plan)
    goals = add_goals(builder, plan)
    add_funding(builder, plan)
    return Formulation(builder.build(), terms, goals, units, plan)


# ── pots ───────────────────────────────────────────────────────────────────────────────────────────


def _add_terms(builder: ProblemBuilder, pot: ProgrammePot) -> Terms:
    local, name = pot.terms(), pot.programme.id
    first = add_block(builder, local.columns.renamed(f"{name}/"))
    terms = local.shifted(first)
    for link in terms.links:
        builder.add_form(f"{name}: {link.name}", link.form, link.lower, link.upper)
    tied = terms.tied
    names = [f"{name}: {each}" for each in tied.names]
    builder.add_rows(names, tied.starts, tied.columns, tied.coefficients, tied.lower, tied.upper)
    return terms


def _add_envelope(builder: ProblemBuilder, pot: ProgrammePot, terms: Terms) -> None:
    everyone = pot.pot.claims >= 0
    form, claims, decided = terms.award(everyone), sum(pot.pot.claims.tolist()), pot.decided_fen
    path = f"programmes.{pot.programme.id}"
    if pot.method.whole and claims:
        add_form(builder, f"{path}.when_short", form, 1, claims + decided, None, f"{path}.when_short")
    if pot.programme.envelope.or_nothing and pot.pot.at_least:
        _or_nothing(builder, pot, form, path)
    elif pot.pot.at_least:
        least = f"{path}.envelope.at_least"
        add_form(builder, least, form, 1, pot.pot.at_least + decided, None, least)
    if pot.pot.at_most < claims:
        place = f"{path}.envelope.at_most" if pot.given is None else pot.divider
        add_form(builder, f"{path}.envelope.at_most", form, 1, None, pot.pot.at_most + decided, place)


def _or_nothing(builder: ProblemBuilder, pot: ProgrammePot, form: Form, path: str) -> None:
    """Add the 0/1 column that opens the envelope: nothing while it is 0, at least the least once it is 1."""
    least = f"{path}.envelope.at_least"
    opened = builder.add_column(f"{path}.envelope paid", 0, 1, Kind.CHOICE)
    low, high = (Fraction(-each - pot.decided_fen) for each in (pot.pot.at_least, pot.pot.at_most))
    add_form(builder, least, form + Form.of({opened: low}), 1, 0, None, least)
    add_form(builder, f"{path}.envelope or nothing", form + Form.of({opened: high}), 1, None, 0, "")


def _add_appropriations(builder: ProblemBuilder, plan: Plan) -> None:
    for spending in sorted(plan.scenario.spending, key=lambda each: each.id):
        members = [pot for pot in plan.pots if pot.programme.spending == spending.id]
        _add_most(builder, plan, members, f"spending.{spending.id}.amount", spending.amount)
    for fund in sorted(plan.scenario.funds, key=lambda each: each.id):
        members = [pot for pot in plan.pots if pot.fund == fund.id]
        for room in reversed(rooms(plan.scenario, fund) if members else ()):
            own = [pot for pot in members if first_payment(plan.scenario, pot.programme) <= room.quarter]
            # the last room is that of all its programmes together
            quarter = f".{quarter_text(room.quarter, plan.scenario.year)}" if len(own) < len(members) else ""
            _add_most(builder, plan, own, f"funds.{fund.id}.available{quarter}", room.most_fen)


def _add_most(
    builder: ProblemBuilder, plan: Plan, members: Sequence[ProgrammePot], path: str, most: Fen
) -> None:
    """Add the row that holds programmes to the money they share, unless there are none."""
    if members:
        form = total_form(plan.terms[pot.programme.id].award(pot.pot.claims >= 0) for pot in members)
        add_form(builder, path, form, 1, None, most, path)


# ── limits ─────────────────────────────────────────────────────────────────────────────────────────


def _add_limits(builder: ProblemBuilder, plan: Plan) -> dict[str, tuple[str, int]]:
    units: dict[str, tuple[str, int]] = {}
    hard = [each for each in plan.scenario.constraints if each.hard]
    for constraint in sorted(hard, key=lambda each: each.id):
        units |= add_limit(builder, plan, constraint)
    return units
