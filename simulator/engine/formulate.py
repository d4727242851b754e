"""The optimisation problem: every pot's terms joined, every clause a named row with its place, every goal.

Programmes are taken in the order of their ids, so neither the order of a file nor that of its keys can
reach the plan. Ties go to the smaller programme id, then to the applicant first in its own pot.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.constraints import MEASURES
from simulator.engine.goals import GoalForm, add_goals
from simulator.engine.limit_rows import limit_rows
from simulator.engine.pots import ProgrammePot
from simulator.engine.rows import add_block, add_form
from simulator.engine.selection import Plan
from simulator.model.scenario import Scenario
from simulator.optimise import Problem, ProblemBuilder
from simulator.optimise.terms import Terms, total_form


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
    goals = add_goals(builder, plan)
    return Formulation(builder.build(), terms, goals, units)


# ── pots ───────────────────────────────────────────────────────────────────────────────────────────


def _add_terms(builder: ProblemBuilder, pot: ProgrammePot) -> Terms:
    local, name = pot.terms(), pot.programme.id
    first = add_block(builder, local.columns.renamed(f"{name}/"))
    terms = local.shifted(first)
    for link in terms.links:
        builder.add_form(f"{name}: {link.name}", link.form, link.lower, link.upper)
    return terms


def _add_envelope(builder: ProblemBuilder, pot: ProgrammePot, terms: Terms) -> None:
    everyone = pot.pot.claims >= 0
    form, claims = terms.award(everyone), sum(pot.pot.claims.tolist())
    path = f"programmes.{pot.programme.id}"
    if pot.method.whole and claims:
        add_form(builder, f"{path}.when_short", form, 1, claims, None, f"{path}.when_short")
    if pot.pot.at_least:
        least = f"{path}.envelope.at_least"
        add_form(builder, least, form, 1, pot.pot.at_least, None, least)
    if pot.pot.at_most < claims:
        place = (
            f"{path}.envelope.at_most"
            if pot.given is None
            else f"spending.{pot.programme.spending}.when_short"
        )
        add_form(builder, f"{path}.envelope.at_most", form, 1, None, pot.pot.at_most, place)


def _add_appropriations(builder: ProblemBuilder, plan: Plan) -> None:
    for spending in sorted(plan.scenario.spending, key=lambda each: each.id):
        members = [pot for pot in plan.pots if pot.programme.spending == spending.id]
        if members:
            form = total_form(plan.terms[pot.programme.id].award(pot.pot.claims >= 0) for pot in members)
            path = f"spending.{spending.id}.amount"
            add_form(builder, path, form, 1, None, spending.amount, path)


# ── limits ─────────────────────────────────────────────────────────────────────────────────────────


def _add_limits(builder: ProblemBuilder, plan: Plan) -> dict[str, tuple[str, int]]:
    units: dict[str, tuple[str, int]] = {}
    hard = [each for each in plan.scenario.constraints if each.hard]
    for constraint in sorted(hard, key=lambda each: each.id):
        for name, spec in limit_rows(plan, constraint):
            place = f"constraints.{constraint.id}"
            add_form(builder, name, spec.form, spec.scale, spec.lower, spec.upper, place)
            units[name] = (MEASURES[constraint.top.word].unit, spec.scale * spec.weight)
    return units
