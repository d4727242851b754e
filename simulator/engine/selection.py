"""Selections: what a selector picks of the programmes, whole or by group, for either voice of a limit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from simulator.constraints import MEASURES, Part, Selection, Worth
from simulator.constraints.measures import Reached
from simulator.engine.pots import ProgrammePot
from simulator.engine.steering import picks
from simulator.engine.worth import worth_of
from simulator.exact import Exact, Flags
from simulator.expression import Column
from simulator.model.groups import codes_of, rows_at, texts_of
from simulator.model.later import Later
from simulator.model.limits import Measure, Selector
from simulator.model.names import quantity_of
from simulator.model.scenario import Scenario
from simulator.model.step import Rows
from simulator.money import IntColumn
from simulator.optimise.problem import IntArray
from simulator.optimise.spread import Spread
from simulator.optimise.terms import OUTSIDE, Form, Owners, Terms


@dataclass(frozen=True, slots=True, eq=False)
class LimitRows:
    """The rows of one limit: whole coefficients, bounds (None for an open side), and what a miss would be.

    `weights` is what one unit of the top measure adds to each row; rows with the same number in `misses` are
    missed together, by one amount. `strays` says that whole fen may stray from the rows' forms.
    """

    names: tuple[str, ...]
    spread: Spread
    lower: tuple[int | None, ...]
    upper: tuple[int | None, ...]
    weights: tuple[int, ...]
    misses: tuple[int, ...]
    strays: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What is known of the programmes: the pots, and either their terms or their awards, by programme id.

    `worths` are the points that response curves add, by programme; `reached` holds the columns of applicants
    whom several awards may reach, `limits` the rows of the limits that steer the plan, by their id;
    `bounds` are those of all columns when the limits' rows were made.
    """

    scenario: Scenario
    pots: tuple[ProgrammePot, ...]
    terms: Mapping[str, Terms]
    awards: Mapping[str, IntColumn]
    counted: Mapping[str, Flags]
    worths: Mapping[str, Form] = field(default_factory=dict)
    reached: Reached = field(default_factory=dict)
    limits: Mapping[str, LimitRows] = field(default_factory=dict)
    bounds: tuple[IntArray, IntArray] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """The groups of a limit repeated `per` column: their names in order, and the group of each row.

    `codes` has one column a programme; rows of another group stand outside. Programmes are joined by the
    text of the column, so the same applicant is one group over all of them.
    """

    names: tuple[str, ...]
    codes: Mapping[str, Owners]


WHOLE = Grouping(("",), {})
"""The one group of a limit that is not repeated."""


def select(plan: Plan, measure: Measure, grouping: Grouping = WHOLE) -> Selection:
    """Return what a measure's selector picks, by group; a `where` or a group leaves plain lines out."""
    selector = measure.selector
    chosen = [each for each in plan.pots if picks(selector, each.programme)]
    parts = tuple(_measured(plan, each, measure, part_of(plan, each, selector, grouping)) for each in chosen)
    if measure.word == "beneficiaries":
        parts = with_people(chosen, parts)
    budget = sum(each.amount for each in plan.scenario.spending if selector.spending in (None, each.id))
    return Selection(parts, budget, _figure(plan.scenario, selector), len(grouping.names), plan.reached)


def part_of(plan: Plan, pot: ProgrammePot, selector: Selector, grouping: Grouping = WHOLE) -> Part:
    """Return the rows of one programme that a selector picks, with what the plan says of them."""
    name = pot.programme.id
    chosen = _rows(pot, selector)
    if grouping is not WHOLE:
        chosen = chosen & (grouping.codes.get(name, _outside(pot)) != OUTSIDE)
    part = Part(name, chosen, pot.claims, groups=grouping.codes.get(name))
    if name in plan.terms:
        return replace(part, terms=plan.terms[name])
    return replace(part, award=plan.awards[name], counted=plan.counted[name])


def with_people(pots: Sequence[ProgrammePot], parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts with the number of the applicant behind each row; a plain line has none."""
    numbers: dict[str, int] = {}
    found = []
    for pot, part in zip(pots, parts, strict=True):
        for name in pot.pot.ids:
            numbers.setdefault(name, len(numbers))
        people = np.fromiter(map(numbers.__getitem__, pot.pot.ids), np.int64, len(pot.pot.ids))
        chosen = part.chosen & (not pot.programme.is_line)
        found.append(replace(part, people=people, chosen=chosen))
    return tuple(found)


# ── rows ───────────────────────────────────────────────────────────────────────────────────────────


def _measured(plan: Plan, pot: ProgrammePot, measure: Measure, part: Part) -> Part:
    """Return a part with what its measure looks at beside the awards."""
    if MEASURES[measure.word].by_row:
        part = replace(part, figures=_figures(pot, measure.selector), eligible=_admitted(pot))
    return replace(part, worth=_worth(plan, pot)) if measure.word == "points" else part


def _figures(pot: ProgrammePot, selector: Selector) -> Exact:
    if selector.of is None or pot.programme.is_line:
        return Exact.constant(0, pot.pot.claims.size)
    return pot.pot.rows.numbers(selector.of)


def _admitted(pot: ProgrammePot) -> Flags:
    # a plain line has nobody to admit
    return np.zeros(pot.claims.size, dtype=np.bool_) if pot.admitted is None else pot.admitted


def _worth(plan: Plan, pot: ProgrammePot) -> Worth:
    name = pot.programme.id
    known = plan.terms[name].base if name in plan.terms else plan.awards[name]
    shares = Later(lambda: pot.paid_share(known))
    fixed = () if pot.decided is None else pot.decided.shares()
    return Worth(pot.programme.points.per_award, worth_of(pot), shares, pot.pot.claims, fixed)


def _rows(pot: ProgrammePot, selector: Selector) -> Flags:
    if selector.awards:
        return _named_rows(pot, selector.awards)
    if selector.where is None:
        return np.ones(pot.pot.claims.size, dtype=np.bool_)
    if pot.programme.is_line:
        return np.zeros(pot.pot.claims.size, dtype=np.bool_)
    return pot.pot.rows.flags(selector.where)


def _named_rows(pot: ProgrammePot, awards: Iterable[str]) -> Flags:
    """Return the rows of the awards named; a plain line is one award, named by its programme alone."""
    wanted = dict.fromkeys(
        each.partition("/")[2] for each in awards if _programme_named(each) == pot.programme.id
    )
    return np.array([each in wanted for each in pot.pot.ids], dtype=np.bool_)


def _programme_named(award: str) -> str:
    return award.partition("/")[0]


def _outside(pot: ProgrammePot) -> Owners:
    return np.full(pot.pot.claims.size, OUTSIDE, dtype=np.int64)


def _figure(scenario: Scenario, selector: Selector) -> Fraction:
    figures: Sequence[Fraction] = [
        each.quantity.value for each in scenario.figures if each.id == selector.figure
    ]
    return figures[0] if figures else Fraction(0)


# ── groups ─────────────────────────────────────────────────────────────────────────────────────────


def grouped(plan: Plan, selectors: Sequence[Selector], column: str) -> Grouping:
    """Return the groups of a column: of everyone the first selector picks, in the order of their names.

    Rows that another selector picks belong to one of these groups, or stand outside.
    """
    pots = [each for each in plan.pots if not each.programme.is_line]
    read = {
        pot.programme.id: _group_names(pot.pot.rows, column)
        for pot in pots
        if any(picks(selector, pot.programme) for selector in selectors) and column in pot.pot.rows.columns
    }
    own = [pot.programme.id for pot in pots if picks(selectors[0], pot.programme)]
    names = tuple(sorted(dict.fromkeys(name for each in own for name in read[each][0])))
    numbers = {name: number for number, name in enumerate(names)}
    codes = {
        programme: np.array([numbers.get(name, OUTSIDE) for name in found], dtype=np.int64)[rows]
        for programme, (found, rows) in read.items()
    }
    return Grouping(names, codes)


def _group_names(rows: Rows, column: str) -> tuple[tuple[str, ...], IntColumn]:
    """Return the different values of a column as texts, and which of them stands on each row."""
    codes = codes_of(rows.columns[column], rows.count)
    distinct, first, dense = np.unique(codes, return_index=True, return_inverse=True)
    if not distinct.size:
        return (), codes
    return _texts(rows_at(Rows({column: rows.columns[column]}, rows.count), first).columns[column]), dense


def group_values(pot: ProgrammePot, column: str) -> tuple[str, ...]:
    """Return the value of a column on every row as text."""
    found, rows = _group_names(pot.pot.rows, column)
    return tuple(found[row] for row in rows.tolist())


def _texts(column: Column) -> tuple[str, ...]:
    if isinstance(column.data, Exact):
        return tuple(quantity_of(column.type, each).text for each in column.data.fractions())
    return texts_of(column)
