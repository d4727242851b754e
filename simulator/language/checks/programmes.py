"""Checks of programmes and populations: what each must say, and what does not go together."""

from collections.abc import Iterator

from simulator.language.checks.written import (
    all_read,
    declared,
    entry_at,
    fault,
    fault_at_key,
    is_written,
    listed,
    node_at,
    unread,
)
from simulator.language.read import Reading
from simulator.methods.in_full import InFull
from simulator.model.document import Scalar
from simulator.model.fund_members import has_money
from simulator.model.scenario import LANGUAGE_VERSION, Population, Programme, Scenario
from simulator.money import exact_money
from simulator.problems import Problem, problem

FORMS = ("award", "distribute", "amount", "money")
CLAIMED = ("award", "distribute")
FOR_APPLICANTS = ("applicants", "eligible", "quota")
FILE_ONLY = ("columns", "nature")
NUMERIC = ("count", "number")


def version(reading: Reading) -> Iterator[Problem]:
    """A language version this program does not read (S211)."""
    written = reading.scenario.language
    if written != LANGUAGE_VERSION:
        yield fault(reading, ("language",), "S211", version=written, known=LANGUAGE_VERSION)


# ── programmes ─────────────────────────────────────────────────────────────────────────────────────


def one_form(reading: Reading) -> Iterator[Problem]:
    """A programme that is not exactly one of claims, a plain line, no money (S241)."""
    for programme in reading.scenario.programmes:
        at = ("programmes", programme.id)
        found = [form for form in FORMS if is_written(reading, *at, form)]
        if len(found) != 1:
            place = (*at, found[1]) if found else at
            shown = ", ".join(found) or "—"
            yield fault_at_key(reading, place, "S241", programme=programme.id, found=shown)


def applicants(reading: Reading) -> Iterator[Problem]:
    """An award rule without applicants, or what goes with applicants where there are none (S242, S246)."""
    for programme in reading.scenario.programmes:
        at = ("programmes", programme.id)
        if any(is_written(reading, *at, form) for form in CLAIMED):
            if not is_written(reading, *at, "applicants"):
                yield fault_at_key(reading, at, "S242", programme=programme.id)
        else:
            yield from _superfluous(reading, programme)


def _superfluous(reading: Reading, programme: Programme) -> Iterator[Problem]:
    for key in FOR_APPLICANTS:
        entry = entry_at(reading.root, "programmes", programme.id, key)
        if entry is not None:
            yield problem(entry.place, "S246", key=entry.written)


def spending(reading: Reading) -> Iterator[Problem]:
    """A programme with money that neither a spending class nor a fund pays (S243)."""
    for programme in reading.scenario.programmes:
        at = ("programmes", programme.id)
        costs = any(is_written(reading, *at, form) for form in (*CLAIMED, "amount"))
        if costs and not is_written(reading, *at, "spending") and not has_money(programme, reading.scenario):
            yield fault_at_key(reading, at, "S243", programme=programme.id)


def when_short(reading: Reading) -> Iterator[Problem]:
    """A pot that can fall short and does not say how it is shared then (S244).

    Only a class that pays everything in full makes a programme's own word superfluous.
    """
    for programme in reading.scenario.programmes:
        at = ("programmes", programme.id)
        pot = is_written(reading, *at, "award")
        if (
            pot
            and not is_written(reading, *at, "when_short")
            and not _is_covered(reading.scenario, programme)
        ):
            methods = _programme_methods(reading)
            yield fault_at_key(reading, at, "S244", programme=programme.id, methods=methods)


def _is_covered(scenario: Scenario, programme: Programme) -> bool:
    classes = [each for each in scenario.spending if each.id == programme.spending]
    in_full = any(isinstance(each.when_short, InFull) for each in classes)
    bounded = programme.envelope.at_most is not None or "at_most" in dict(programme.envelope.figured)
    return in_full and not bounded


def _programme_methods(reading: Reading) -> str:
    methods = reading.registries.methods
    return listed(reading, (word for word, method in methods.items() if method.for_programmes))


def points(reading: Reading) -> Iterator[Problem]:
    """Points given by what is no numeric column of the population (S269)."""
    populations = {each.id: each for each in reading.scenario.populations}
    for programme in reading.scenario.programmes:
        population = populations.get(programme.applicants or "")
        if population is not None:
            yield from _points(reading, programme, population)


def _points(reading: Reading, programme: Programme, population: Population) -> Iterator[Problem]:
    types = reading.typing.columns_of(population)
    unknown = unread(reading, population.id)
    for column, _ in programme.points.per_unit:
        numeric = column in types and types[column].kind in NUMERIC
        if not numeric and column not in unknown:
            at = ("programmes", programme.id, "points", "per_unit", column)
            yield fault_at_key(reading, at, "S269", column=column)


# ── populations ────────────────────────────────────────────────────────────────────────────────────


def populations(reading: Reading) -> Iterator[Problem]:
    """A population that is not exactly one of a file and an invented one, or ill equipped (S247–S249)."""
    for population in reading.scenario.populations:
        at = ("populations", population.id)
        from_file, invented = is_written(reading, *at, "file"), is_written(reading, *at, "synthetic")
        if from_file == invented:
            yield fault_at_key(reading, at, "S247", population=population.id)
        elif invented:
            yield from _for_files_only(reading, population)
        elif not is_written(reading, *at, "columns"):
            yield fault_at_key(reading, at, "S248", population=population.id)


def _for_files_only(reading: Reading, population: Population) -> Iterator[Problem]:
    for key in FILE_ONLY:
        entry = entry_at(reading.root, "populations", population.id, key)
        if entry is not None:
            yield problem(entry.place, "S249", population=population.id, key=entry.written)


def used_populations(reading: Reading) -> Iterator[Problem]:
    """A population that no programme takes its applicants from, and no figure counts (W707)."""
    named = [
        node_at(reading.root, "programmes", each, "applicants") for each in declared(reading, "programmes")
    ]
    used = [node.text for node in named if isinstance(node, Scalar)]
    used += [each.applicants for each in reading.scenario.figures if each.applicants is not None]
    for population in reading.scenario.populations:
        if population.id not in used:
            yield fault_at_key(reading, ("populations", population.id), "W707", population=population.id)


# ── amounts ────────────────────────────────────────────────────────────────────────────────────────


def within_sources(reading: Reading) -> Iterator[Problem]:
    """Spending classes that add to more than the sources (S251)."""
    if not all_read(reading, "sources") or not all_read(reading, "spending"):
        return
    if any(each.figured for each in reading.scenario.spending):
        return  # what is reckoned is known, and looked at, once there is data
    sources = sum(each.amount for each in reading.scenario.sources)
    classes = sum(each.amount for each in reading.scenario.spending)
    if classes > sources:
        facts = {"spending": exact_money(classes), "sources": exact_money(sources)}
        yield fault_at_key(reading, ("spending",), "S251", short=exact_money(classes - sources), **facts)


def envelopes(reading: Reading) -> Iterator[Problem]:
    """An envelope whose least is more than its most (S252)."""
    for programme in reading.scenario.programmes:
        low, high = programme.envelope.at_least, programme.envelope.at_most
        if high is not None and low > high:
            at = ("programmes", programme.id, "envelope", "at_least")
            yield fault(reading, at, "S252", low=exact_money(low), high=exact_money(high))


def lines(reading: Reading) -> Iterator[Problem]:
    """Plain lines that add to more than a class that does not say what happens when short (S254)."""
    for each in reading.scenario.spending:
        asked = sum(member.amount or 0 for member in reading.scenario.programmes_of(each.id))
        short = asked > each.amount and not each.figured
        if short and not is_written(reading, "spending", each.id, "when_short"):
            sums = {"lines": asked, "amount": each.amount, "more": asked - each.amount}
            facts = {name: exact_money(fen) for name, fen in sums.items()}
            yield fault_at_key(reading, ("spending", each.id), "S254", spending=each.id, **facts)
