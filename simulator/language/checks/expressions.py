"""Checks of expressions: every name known, every kind fitting, no name with two meanings."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from simulator.expression import (
    AMOUNTS,
    CONDITION,
    KIND_WORDS,
    ORDERED,
    Expression,
    Kind,
    Type,
    names,
    require,
)
from simulator.language.checks.award_rules import rule_selectors
from simulator.language.checks.limits import measures, selected
from simulator.language.checks.sharing import PlacedMethod, methods
from simulator.language.checks.written import Key, fault, fault_at_key, node_at, unread
from simulator.language.read import Reading
from simulator.language.scalars import text_place
from simulator.methods.queue import FirstCome, Ranked
from simulator.model.document import Scalar
from simulator.model.figures import ANY
from simulator.model.limits import Selector
from simulator.problems import Problem

QUANTITIES: tuple[Kind, ...] = ("number", "count", "days", "multiple", "share")
YIELDS: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        "yes_no": CONDITION,
        "money": ("money",),
        "share": ("share", "multiple", "number"),
        "date": ("date",),
        "numeric": QUANTITIES,
        "amounts": AMOUNTS,
        "ordered": ORDERED,
        "any": ANY,
    }
)
RANKED_BY: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        "highest": (*AMOUNTS, "yes_no"),
        "lowest": (*AMOUNTS, "yes_no"),
        "earliest": ("date", "quarter"),
        "latest": ("date", "quarter"),
    }
)
SUMMED: tuple[Kind, ...] = ("money", "count", "number")
Scope = Mapping[str, Type]


def scope_of(reading: Reading, population: str) -> Scope | None:
    """Return what an expression over a population may name: its id column, its columns, the figures."""
    for each in reading.scenario.populations:
        if each.id == population:
            return reading.typing.scope(each)
    return None


def clashes(reading: Reading) -> Iterator[Problem]:
    """A figure that has the name of a column (S285)."""
    for figure in reading.scenario.figures:
        for population in reading.scenario.populations:
            if figure.id in (population.key, *population.column_types(), *dict(population.derived)):
                at = ("figures", figure.id)
                yield fault_at_key(reading, at, "S285", name=figure.id, population=population.id)


def in_programmes(reading: Reading) -> Iterator[Problem]:
    """Every fault of every expression inside a programme, over its own population (E2xx, E3xx)."""
    populations = {each.id: each.applicants for each in reading.scenario.programmes}
    for seen in reading.sightings:
        section, owner = seen.owner
        population = populations.get(owner) if section == "programmes" else None
        if population is not None:
            yield from _faults(reading, seen.expression, seen.node, YIELDS[seen.yields], population)


def in_limits(reading: Reading) -> Iterator[Problem]:
    """Every fault of a selector's condition, over each population it selects from (E2xx, E3xx)."""
    placed = [(each.measure.selector, each.keys) for each in measures(reading)]
    for selector, keys in (*placed, *rule_selectors(reading)):
        for key, kinds in (("where", CONDITION), ("of", SUMMED)):
            yield from _in_selector(reading, selector, (*keys, key), kinds)


def _in_selector(
    reading: Reading, selector: Selector, keys: tuple[Key, ...], kinds: tuple[Kind, ...]
) -> Iterator[Problem]:
    expression: Expression | None = getattr(selector, str(keys[-1]))
    node = node_at(reading.root, *keys)
    if expression is None or not isinstance(node, Scalar):
        return
    for population in _populations(reading, selector):
        yield from _faults(reading, expression, node, kinds, population)


def _populations(reading: Reading, selector: Selector) -> tuple[str, ...]:
    chosen = (each.applicants for each in selected(reading, selector))
    return tuple(dict.fromkeys(each for each in chosen if each is not None))


def _faults(
    reading: Reading, expression: Expression, node: Scalar, kinds: tuple[Kind, ...], population: str
) -> Iterator[Problem]:
    scope, unknown = scope_of(reading, population), unread(reading, population)
    if scope is None or any(name in unknown for name in names(expression)):
        return
    _, findings = require(expression, scope, kinds)
    yield from (finding.at(text_place(node), node.history) for finding in findings)


# ── rankings ───────────────────────────────────────────────────────────────────────────────────────


def ranked_kinds(reading: Reading) -> Iterator[Problem]:
    """A direction that does not go with what is ranked by, such as the earliest of scores (S264)."""
    populations = {each.id: each.applicants for each in reading.scenario.programmes}
    for placed in methods(reading):
        scope = scope_of(reading, populations.get(placed.owner) or "")
        if scope is not None:
            yield from _directions(reading, placed, scope)


def _directions(reading: Reading, placed: PlacedMethod, scope: Scope) -> Iterator[Problem]:
    for keys, direction, by in _sorted_by(placed):
        found, findings = require(by, scope, ANY)
        if found is not None and not findings and found.kind not in RANKED_BY.get(direction, ANY):
            yield fault(reading, keys, "S264", direction=direction, found=KIND_WORDS[found.kind])


def _sorted_by(placed: PlacedMethod) -> Iterator[tuple[tuple[Key, ...], str, Expression]]:
    method = placed.method
    if isinstance(method, FirstCome):
        yield (*placed.keys, method.word), "earliest", method.by
    if isinstance(method, Ranked):
        for position, each in enumerate(method.sort_by):
            yield (*placed.keys, method.word, "order", position, each.direction), each.direction, each.by
