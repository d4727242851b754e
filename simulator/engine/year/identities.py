"""The identities between the tables of a department (I1 to I12).

On our own figures they hold to the fen; on published ones within half a unit of the last digit of each figure
that takes part.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from simulator.engine.figures import quantum_of
from simulator.glossary.codes import fits_mark
from simulator.model.disclosure import (
    EXPENDITURES,
    REVENUES,
    THREE_PUBLIC,
    Disclosure,
    DisclosureTable,
    Entry,
    Headcount,
    Identity,
)
from simulator.model.disclosure_entries import OUT
from simulator.model.disclosure_forms import Form, figure_path
from simulator.model.disclosure_rows import BASIC, SECTION, is_personnel
from simulator.model.kinds import Quantity
from simulator.model.scenario import Expectation, Scenario
from simulator.money import Fen
from simulator.problems import NOWHERE, Place

NOTHING = Fraction(0)
Paths = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """An identity by the paths of the figures on both sides, before anybody looks at their values."""

    name: str
    left: Paths
    right: Paths
    relation: str = "="
    place: Place = NOWHERE

    @property
    def where(self) -> str:
        """Return the figure it is about, without the section."""
        return self.left[0].removeprefix(f"{SECTION}.")


class Reported(NamedTuple):
    """A published figure: its value in fen, and half a unit of its last printed digit."""

    value: Fraction
    half: Fraction
    place: Place


def identities(
    scenario: Scenario,
    written: Disclosure,
    made: Sequence[tuple[Form, DisclosureTable]],
    entries: Sequence[Entry],
) -> tuple[Identity, ...]:
    """Return every identity with both sides in fen: between our figures, then between published ones."""
    equations = (*_within_tables(made), *_between_tables(written))
    own = values_of(table for _, table in made)
    return (
        *(_on_own(each, own) for each in equations),
        *_of_classes(scenario, written, entries),
        *_of_sources(scenario, written, entries),
        *_of_marks(entries),
        *_of_headcount(written.headcount, entries),
        *_on_published(equations, own, published(scenario.expect)),
    )


def values_of(tables: Iterable[DisclosureTable]) -> dict[str, Fen]:
    """Return every figure of the tables by its path, in fen; rows with a note have none."""
    return {
        figure_path(table.id, row.head.code, column): fen
        for table in tables
        for row in table.rows
        if not row.head.note
        for column, fen in zip(table.columns, row.cells, strict=True)
    }


# ── sums inside a table ────────────────────────────────────────────────────────────────────────────


def _within_tables(made: Iterable[tuple[Form, DisclosureTable]]) -> Iterator[Equation]:
    for form, table in made:
        if form.down:
            yield from _down(form, table)
        if form.across:
            yield from _across(form, table)


def _down(form: Form, table: DisclosureTable) -> Iterator[Equation]:
    for head in form.rows:
        for column in table.columns if head.parts else ():
            right = tuple(figure_path(form.id, part, column) for part in head.parts)
            yield Equation(form.down, (figure_path(form.id, head.code, column),), right)


def _across(form: Form, table: DisclosureTable) -> Iterator[Equation]:
    first, *others = table.columns
    for row in table.rows:
        paths = [figure_path(form.id, row.head.code, column) for column in (first, *others)]
        yield Equation(form.across, (paths[0],), tuple(paths[1:]))


# ── between tables ─────────────────────────────────────────────────────────────────────────────────

_OVERALL = ("revenue", "opening", "spent", "closing", *REVENUES, *EXPENDITURES)


def _between_tables(written: Disclosure) -> Iterator[Equation]:
    place = written.place
    overall = {row: figure_path("overall", row, "amount") for row in _OVERALL}
    sources, uses = (overall["revenue"], overall["opening"]), (overall["spent"], overall["closing"])
    yield Equation("I1", sources, uses, place=place)
    yield Equation("I2", (overall["revenue"],), tuple(overall[kind] for kind in REVENUES))
    yield Equation("I2", (overall["revenue"],), (figure_path("revenue", "total", "total"),))
    yield Equation("I3", (overall["spent"],), tuple(overall[kind] for kind in EXPENDITURES))
    appropriation = figure_path("appropriations", "revenue", "total")
    yield Equation("I4", (overall[REVENUES[0]],), (appropriation,))
    if written.lines:
        yield from _of_expenditure(written, overall["spent"])


def _of_expenditure(written: Disclosure, spent: str) -> Iterator[Equation]:
    """Yield what holds between the tables of lines."""
    place = written.place
    total, projects = (figure_path("expenditure", "total", column) for column in ("total", "project"))
    general, basic = (figure_path("functions", "total", column) for column in ("total", "basic"))
    economic, public = (figure_path("basic_economic", "total", column) for column in ("total", "public"))
    running, bought = (figure_path("running_costs", row, "total") for row in ("running_costs", "procurement"))
    yield Equation("I3", (spent,), (total,), place=place)
    yield Equation("I6", (general,), (figure_path("appropriations", "spent", "general"),))
    yield Equation("I7", (economic,), (basic,))
    yield Equation("I9", (running,), (public,), "≤", place)
    yield Equation("I9", (bought,), (total,), "≤", place)
    yield Equation("I10", (figure_path("performance", "total", "amount"),), (projects,))
    if any(line.government for line in written.lines):
        yield Equation("I11", (total,), (figure_path("government_economic", "total", "total"),), place=place)


def _on_own(equation: Equation, values: Mapping[str, Fen]) -> Identity:
    left, right = (Fraction(sum(values[path] for path in side)) for side in (equation.left, equation.right))
    return Identity(equation.name, equation.where, left, right, equation.relation, place=equation.place)


# ── what the tables cannot say of themselves ───────────────────────────────────────────────────────


def _of_classes(scenario: Scenario, written: Disclosure, entries: Sequence[Entry]) -> Iterator[Identity]:
    """Yield, for every class of spending with lines, its amount beside their sum."""
    first = {line.spending: line.place for line in reversed(written.lines)}
    for each in scenario.spending:
        if each.id in first:
            sums = (entry.fen for entry in entries if entry.spending == each.id)
            amounts = Fraction(each.amount), Fraction(sum(sums))
            yield Identity("I3", f"spending.{each.id}", *amounts, place=first[each.id])


def _of_sources(scenario: Scenario, written: Disclosure, entries: Sequence[Entry]) -> Iterator[Identity]:
    """Yield, for every source that lines draw on, their sum beside what there is to draw."""
    first = {line.source: line.place for line in reversed(written.lines)}
    for each in scenario.sources:
        if each.id in first:
            drawn = (entry.fen for entry in entries if entry.side == OUT and entry.source == each.id)
            amounts = Fraction(sum(drawn)), Fraction(each.amount + written.opening)
            yield Identity("I1", f"sources.{each.id}", *amounts, "≤", place=first[each.id])


def _of_marks(entries: Iterable[Entry]) -> Iterator[Identity]:
    """Yield, for each part of 三公, what is marked beside what is booked under its code or class."""
    lines = [(each.line, each.fen) for each in entries if each.line is not None]
    for mark in THREE_PUBLIC:
        told = [(line, fen) for line, fen in lines if mark in line.of_which]
        booked = sum(fen for line, fen in lines if fits_mark(line.department, mark))
        place = told[0][0].place if told else NOWHERE
        amounts = Fraction(sum(fen for _, fen in told)), Fraction(booked)
        yield Identity("I8", f"three_public.{mark}", *amounts, "≤", place=place)


def _of_headcount(written: Headcount | None, entries: Iterable[Entry]) -> Iterator[Identity]:
    """Yield the personnel budget beside persons times their standard, within what is allowed."""
    if written is not None:
        budget = sum(each.fen for each in entries if each.kind == BASIC and each.line and is_personnel(each))
        due = written.persons * written.per_person
        allowed = _allowed(written.within, due)
        yield Identity(
            "I12", "headcount", Fraction(budget), Fraction(due), tolerance=allowed, place=written.place
        )


def _allowed(within: Quantity | None, due: Fen) -> Fraction:
    if within is None:
        return NOTHING
    return abs(within.value * due) if within.kind in {"share", "points"} else within.as_money()


# ── as published ───────────────────────────────────────────────────────────────────────────────────


def published(expected: Iterable[Expectation]) -> dict[str, Reported]:
    """Return the published figures of the tables by path, each with half a unit of its last digit."""
    return {
        each.result: Reported(each.is_.as_money(), quantum_of(each.is_) / 2, each.place)
        for each in expected
        if each.is_ is not None and each.result.startswith(f"{SECTION}.")
    }


def _on_published(
    equations: Iterable[Equation], own: Mapping[str, Fen], told: Mapping[str, Reported]
) -> Iterator[Identity]:
    """Yield the identities all of whose figures are published; what is nothing with us needs no print."""
    for each in equations:
        sides = (each.left, each.right)
        if any(path not in told and own[path] for side in sides for path in side):
            continue
        found = [[told[path] for path in side if path in told] for side in sides]
        if all(found):
            left, right = (sum((figure.value for figure in side), NOTHING) for side in found)
            tolerance = sum((figure.half for side in found for figure in side), NOTHING)
            place = found[0][0].place
            yield Identity(each.name, each.where, left, right, each.relation, tolerance, True, place)
