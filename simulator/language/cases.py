"""Case files: a text → cases, each with the small scenario it makes; every problem with its place.

A case is turned into the Document of a scenario with one population, one programme and one pot, made of the
case file's own nodes. So whatever a programme or a scenario may say, a case may say, and what is wrong with
it is found by the same checks and points into the case file.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Annotated, NamedTuple

from simulator.expression import Expression, names
from simulator.glossary.keys import canonical_key
from simulator.glossary.shapes import LIST, MAPPING
from simulator.language.case_scenario import (
    NOTES,
    OF_PROGRAMME,
    OF_SCENARIO,
    POPULATION,
    PROGRAMMES,
    case_document,
    only,
)
from simulator.language.compose import compose
from simulator.language.context import Context, Missing
from simulator.language.expected import read_expected
from simulator.language.given import Given, Types, read_given, read_rows
from simulator.language.parsing import examine
from simulator.language.read import READERS
from simulator.language.records import build
from simulator.language.registry import REGISTRIES
from simulator.language.scalars import in_words, nearest
from simulator.model import kinds
from simulator.model.case import Case, CaseNotes, Expected
from simulator.model.document import Entry, ListNode, MappingNode, Scalar
from simulator.model.scenario import Population, Programme, Scenario
from simulator.money import parse_money
from simulator.problems import FindingError, Place, Problem, errors_of, in_order

TABLE_KEYS = ("given", "rows", "columns", "derived")
CASE_KEYS = (*NOTES, *TABLE_KEYS, *OF_PROGRAMME, *OF_SCENARIO, PROGRAMMES, "expect")
NOT_OF_FILE = (*OF_PROGRAMME, *OF_SCENARIO, PROGRAMMES, "columns", "derived", "pot")
NOT_BESIDE_PROGRAMMES = tuple(key for key in OF_PROGRAMME if key != "when_short")
OF_AWARDS = ("payments", "milestones", "publish")
# what is whole fen, or no money, whatever the rounding; steps, columns and figures may hold parts of a fen
WHOLE = ("entitlement", "eligible", "award", "awards", "unspent", "feasible", "total")
Scenarios = Mapping[str, Scenario]


@dataclass(frozen=True, slots=True)
class FileNotes:
    """What a case file says of itself, beside its cases."""

    title: Annotated[str, kinds.Text()] = ""
    note: Annotated[str, kinds.Text()] = ""
    document: Annotated[str, kinds.Text()] = ""
    unit: Annotated[str | None, kinds.Text()] = None


class Written(NamedTuple):
    """A case as it is written: its entry, what stands in it, its notes and what it expects."""

    entry: Entry
    body: MappingNode
    notes: CaseNotes
    expect: tuple[Expected, ...]


def read_cases(
    text: str, file: str, scenarios: Scenarios | None = None
) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    r"""Return the cases of a file that can be run, in the order written, and every problem of the file.

    `scenarios` holds the scenarios that cases name, by the names `scenario_files` gives.

    >>> text = "cases: {a: {given: {rent: 8元}, award: {fixed: rent}, expect: {award: 8元}}}"
    >>> cases, problems = read_cases(text, "a.yaml")
    >>> cases[0].id, cases[0].order, problems
    ('a', ('0001',), ())
    """
    root, writing = compose(text, file)
    if root is None:
        return (), writing
    context = _context(root.place, (), ())
    build(FileNotes, tuple(each for each in root.entries if each.key != "cases"), context)
    found = [(_case(entry, scenarios or {}), entry) for entry in _cases_of(root, file, context)]
    cases = tuple(case for (case, _), _ in found if case is not None)
    problems = [*writing, *context.problems, *(each for (_, seen), _ in found for each in seen)]
    return cases, in_order(problems)


def scenario_files(text: str, file: str) -> tuple[str, ...]:
    """Return the files that the cases of a file name as their scenario, as seen from where `file` was named.

    >>> scenario_files("cases: {a: {scenario: ../rent.yaml}}", "scenarios/cases/a.yaml")
    ('scenarios/rent.yaml',)
    """
    root, _ = compose(text, file)
    if root is None:
        return ()
    entries = _cases_of(root, file, _context(root.place, (), ()))
    named = (each.value.get("scenario") for each in entries if isinstance(each.value, MappingNode))
    return tuple(dict.fromkeys(_beside(each.text, file) for each in named if isinstance(each, Scalar)))


def ids_of_cases(text: str, file: str) -> tuple[str, ...]:
    """Return the ids of the cases of a file, good or bad, in the order written."""
    root, _ = compose(text, file)
    if root is None:
        return ()
    return tuple(each.key for each in _cases_of(root, file, _context(root.place, (), ())))


def _beside(name: str, file: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), name))


def _cases_of(root: MappingNode, file: str, context: Context) -> tuple[Entry, ...]:
    """Return the entries of the cases, or report that the file holds none (C701)."""
    cases = root.get("cases")
    if isinstance(cases, MappingNode) and cases.entries:
        return cases.entries
    if cases is not None and not isinstance(cases, MappingNode):
        context.wrong_form(cases, MAPPING)
    else:
        context.report(root.place, "C701", file=file)
    return ()


def _context(place: Place, trail: tuple[str, ...], path: tuple[str, ...]) -> Context:
    return Context(REGISTRIES, READERS, {}, [], [], trail=trail, path=path, key=place)


# ── one case ───────────────────────────────────────────────────────────────────────────────────────


def _case(entry: Entry, scenarios: Scenarios) -> tuple[Case | None, tuple[Problem, ...]]:
    """Return a case (None when it cannot be run) and what is wrong with it."""
    context = _context(entry.place, ("cases", entry.written), ("cases", entry.key))
    if not isinstance(entry.value, MappingNode):
        context.wrong_form(entry.value, MAPPING)
        return None, tuple(context.problems)
    body = entry.value
    _report_unknown(body, context)
    notes = build(CaseNotes, only(body, NOTES), context, id=entry.key)
    expect = _expectations(body, notes, context)
    if isinstance(notes, Missing) or not expect:
        return None, tuple(context.problems)
    made = _of_file if notes.scenario is not None else _of_itself
    case = made(Written(entry, body, notes, expect), context, scenarios)
    _report_idle_rounding(body, expect, context)
    problems = tuple(context.problems)
    return (None if errors_of(problems) else case), problems


def _report_idle_rounding(body: MappingNode, expect: tuple[Expected, ...], context: Context) -> None:
    """Report a rounding where the pot is no figure and all that is expected is whole already (C721)."""
    written, figures = only(body, ("round",)), body.get("figures")
    known = figures.keys() if isinstance(figures, MappingNode) else ()
    pot = body.get("pot")
    of_figure = isinstance(pot, Scalar) and pot.text in known
    if written and not of_figure and all(_is_whole(each.name, known) for each in expect):
        context.report(written[0].place, "C721", names=", ".join(each.name for each in expect))


def _is_whole(name: str, figures: tuple[str, ...]) -> bool:
    last = name.removesuffix(".total").rpartition(".")[2]
    return name not in figures and canonical_key(last) in WHOLE


def _report_unknown(body: MappingNode, context: Context) -> None:
    for entry in body.entries:
        if entry.key not in CASE_KEYS:
            facts = {"nearest": nearest(entry.written, CASE_KEYS), "keys": in_words(entry.written, CASE_KEYS)}
            context.report(entry.place, "S201", key=entry.written, where=context.where, **facts)


def _expectations(body: MappingNode, notes: CaseNotes | Missing, context: Context) -> tuple[Expected, ...]:
    entry = next((each for each in body.entries if each.key == "expect"), None)
    if entry is None or (isinstance(entry.value, MappingNode) and not entry.value.entries):
        context.report(context.key, "C713", case=context.trail[-1])
        return ()
    if not isinstance(entry.value, MappingNode):
        context.wrong_form(entry.value, MAPPING)
        return ()
    rounding = "half_up" if isinstance(notes, Missing) else notes.round
    below = context.under(entry)
    read = (read_expected(each, rounding, below.under(each)) for each in entry.value.entries)
    return tuple(each for each in read if not isinstance(each, Missing))


# ── a case of its own ──────────────────────────────────────────────────────────────────────────────


def _of_itself(written: Written, context: Context, scenarios: Scenarios) -> Case | None:
    """Return a case whose scenario is made of what it says itself."""
    entry, body, notes, expect = written
    claims = bool(only(body, (*OF_PROGRAMME, PROGRAMMES)))
    given = _rows_of(body, _declared_columns(body, context), context, due=claims)
    if body.get(PROGRAMMES) is not None:
        _refuse(only(body, NOT_BESIDE_PROGRAMMES), PROGRAMMES, context)
    if body.get(PROGRAMMES) is not None or not claims:
        _without_award(body, context)
    if isinstance(given, Missing):
        return None
    scenario, problems = examine(case_document(entry, body, given))
    context.problems.extend(problems)
    if scenario is None:
        return None
    table, order = (None, ()) if given is None else (given.table, given.order)
    return Case(notes, scenario, table, order, expect, _pot_fen(body, scenario, context))


def _without_award(body: MappingNode, context: Context) -> None:
    """Report what looks at the awards of one programme where there is none (C719)."""
    for each in only(body, OF_AWARDS):
        context.report(each.place, "C719", key=each.written)


def _refuse(entries: tuple[Entry, ...], beside: str, context: Context) -> None:
    for each in entries:
        context.report(each.place, "C711", key=each.written, beside=beside)


def _declared_columns(body: MappingNode, context: Context) -> Types:
    columns = next((each for each in body.entries if each.key == "columns"), None)
    if columns is None:
        return {}
    read = context.under(columns).read(kinds.Named(kinds.ColumnKind()), columns.value)
    return {} if isinstance(read, Missing) else dict(read)


def _rows_of(body: MappingNode, declared: Types, context: Context, *, due: bool) -> Given | Missing | None:
    """Return the rows given, None when there are none; C703 when they are due and absent, or given twice."""
    entries = only(body, ("given", "rows"))
    if len(entries) > 1 or (due and not entries):
        return context.report(entries[1].place if entries else context.key, "C703", case=context.trail[-1])
    if not entries:
        return None
    below = context.under(entries[0])
    node = entries[0].value
    if entries[0].key == "rows":
        if not isinstance(node, ListNode):
            return below.wrong_form(node, LIST)
        return read_rows(node, declared, POPULATION, below)
    if not isinstance(node, MappingNode):
        return below.wrong_form(node, MAPPING)
    return read_given(node, declared, POPULATION, below)


def _pot_fen(body: MappingNode, scenario: Scenario, context: Context) -> int | None:
    """Return the pot in fen; None when there is none, or when it is one of the figures."""
    node = body.get("pot")
    if not isinstance(node, Scalar) or any(each.id == node.text for each in scenario.figures):
        return None
    try:
        return parse_money(node.text, node.unit)
    except FindingError as error:
        context.refuse(node, error)
        return None


# ── a case of a scenario's programme ───────────────────────────────────────────────────────────────


def _of_file(written: Written, context: Context, scenarios: Scenarios) -> Case | None:
    """Return a case that gives rows to a programme of a scenario file (C710, C711, C717)."""
    entry, body, notes, expect = written
    _refuse(only(body, NOT_OF_FILE), "scenario", context)
    scenario = scenarios.get(_beside(notes.scenario or "", entry.place.file))
    programme = _programme_named(notes, scenario, context)
    if scenario is None or programme is None:
        return None
    population = scenario.population(programme.applicants or "")
    given = _rows_of(body, population.column_types(), context, due=True)
    if not isinstance(given, Given):
        return None
    _report_columns(given, programme, population, context)
    return Case(notes, scenario, given.table, given.order, expect, whole=True)


def _programme_named(notes: CaseNotes, scenario: Scenario | None, context: Context) -> Programme | None:
    claiming = [] if scenario is None else [each for each in scenario.programmes if each.applicants]
    found = next((each for each in claiming if each.id == notes.programme), None)
    if scenario is not None and found is None:
        known = tuple(each.id for each in claiming)
        text = notes.programme or "—"
        facts = {"nearest": nearest(text, known), "known": ", ".join(known) or "—"}
        context.report(context.key, "C710", text=text, **facts)
    return found


def _report_columns(given: Given, programme: Programme, population: Population, context: Context) -> None:
    """Report the columns that the programme speaks of, or that others are derived from, and no row gives."""
    rule = (programme.eligible, programme.quota, programme.award, programme.distribute, population.derived)
    spoken_of = set(_named(rule))
    for name in population.column_types():
        if name in spoken_of and name not in given.types:
            context.report(context.key, "C717", column=name)


def _named(value: object) -> Iterator[str]:
    """Yield every name in the expressions of a value, and every text, which may be the column to group by."""
    if isinstance(value, Expression):
        yield from names(value)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (name for each in value for name in _named(each))
    elif is_dataclass(value):
        yield from (name for each in fields(value) for name in _named(getattr(value, each.name)))
