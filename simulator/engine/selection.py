"""Selections: what a selector picks of the programmes, whole or by group, for either voice of a limit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from simulator.constraints.measures import Part, Selection
from simulator.engine.pots import ProgrammePot
from simulator.exact import Flags
from simulator.model.groups import texts_of
from simulator.model.limits import Selector
from simulator.model.scenario import Programme, Scenario
from simulator.money import IntColumn
from simulator.optimise.terms import Terms


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What is known of the programmes: the pots, and either their terms or their awards, by programme id."""

    scenario: Scenario
    pots: tuple[ProgrammePot, ...]
    terms: Mapping[str, Terms]
    awards: Mapping[str, IntColumn]
    counted: Mapping[str, Flags]


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a limit repeated `per` column: the column and the value its members share."""

    column: str
    value: str


def select(plan: Plan, selector: Selector, group: Group | None = None) -> Selection:
    """Return what the selector picks; a `where` or a group leaves plain lines out."""
    chosen = [each for each in plan.pots if _picked(each.programme, selector)]
    parts = tuple(_part(plan, each, selector, group) for each in chosen)
    budget = sum(each.amount for each in plan.scenario.spending if selector.spending in (None, each.id))
    return Selection(parts, budget, _figure(plan.scenario, selector))


def groups_of(plan: Plan, selector: Selector, column: str) -> tuple[Group, ...]:
    """Return the groups of a column over everyone selected, in the order of their names."""
    pots = [each for each in plan.pots if _picked(each.programme, selector) and not each.programme.is_line]
    values = (value for pot in pots for value in group_values(pot, column))
    return tuple(Group(column, value) for value in sorted(dict.fromkeys(values)))


def group_values(pot: ProgrammePot, column: str) -> tuple[str, ...]:
    """Return the value of a column on every row as text."""
    return texts_of(pot.pot.rows.columns[column])


def _picked(programme: Programme, selector: Selector) -> bool:
    return (
        selector.programme in (None, programme.id)
        and selector.spending in (None, programme.spending)
        and (selector.tag is None or selector.tag in programme.tags)
    )


def _part(plan: Plan, pot: ProgrammePot, selector: Selector, group: Group | None) -> Part:
    name = pot.programme.id
    part = Part(name, _rows(pot, selector, group), pot.pot.claims)
    if name in plan.terms:
        return replace(part, terms=plan.terms[name])
    return replace(part, award=plan.awards[name], counted=plan.counted[name])


def _rows(pot: ProgrammePot, selector: Selector, group: Group | None) -> Flags:
    everyone = np.ones(pot.pot.claims.size, dtype=np.bool_)
    if selector.where is None and group is None:
        return everyone
    if pot.programme.is_line:
        return ~everyone
    flags = pot.pot.rows.flags(selector.where)
    if group is None:
        return flags
    return flags & np.array(
        [value == group.value for value in group_values(pot, group.column)], dtype=np.bool_
    )


def _figure(scenario: Scenario, selector: Selector) -> Fraction:
    figures: Sequence[Fraction] = [
        each.quantity.value for each in scenario.figures if each.id == selector.figure
    ]
    return figures[0] if figures else Fraction(0)
