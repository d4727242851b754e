"""Figures and columns that are computed: how they depend on each other, their types, their values.

Nothing here is ordered by how it was written down: a figure may stand before those it is made of.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import Any

import numpy as np

from simulator.exact import Exact
from simulator.expression import (
    AMOUNTS,
    CONDITION,
    ORDERED,
    Column,
    Data,
    Expression,
    Finding,
    Kind,
    Type,
    evaluate,
    names,
    require,
)
from simulator.model.figured import with_amounts
from simulator.model.kinds import Quantity
from simulator.model.names import constant_of, figure_columns, quantity_of, rows_of, type_of
from simulator.model.scenario import Figure, Found, Population, Scenario
from simulator.model.table import Table, with_derived
from simulator.model.validity import period_of, validity_problems, value_in_force
from simulator.money import exact_money
from simulator.problems import FindingError, Place, Problem, ScenarioError, errors_of, problem

ANY: tuple[Kind, ...] = (*ORDERED, "yes_no", "text", "category")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """How one figure, or one derived column, is computed.

    `way` is `of`, `total`, `count` or `derived`; `population` the one whose columns may be named, None for
    a figure made of figures alone; `keys` lead to the expression in the scenario as it is written.
    """

    name: str
    way: str
    expression: Expression
    population: str | None
    keys: Key
    place: Place


@dataclass(frozen=True, slots=True)
class Typing:
    """What is known of figures and derived columns before any data is seen.

    `figures` and `derived` (by population and name) hold the types of all that are sound, `order` the sound
    rules, each after those it needs; `circles` and `faults` say what is wrong with the others.
    """

    figures: Mapping[str, Type]
    derived: Mapping[tuple[str, str], Type]
    order: tuple[Rule, ...]
    circles: tuple[tuple[Rule, ...], ...]
    faults: tuple[tuple[Rule, Finding], ...]

    def columns_of(self, population: Population) -> dict[str, Type]:
        """Return the types of a population's columns: its ids, its data, and what is derived of them."""
        data = {name: column.type for name, column in population.column_types().items()}
        derived = {name: kind for (owner, name), kind in self.derived.items() if owner == population.id}
        return {population.key or "id": Type("text"), **data, **derived}

    def scope(self, population: Population | None) -> dict[str, Type]:
        """Return what an expression may name: the figures, and the columns of a population."""
        columns = {} if population is None else self.columns_of(population)
        return {**self.figures, **columns}


def rules_of(scenario: Scenario) -> tuple[Rule, ...]:
    """Return every computed figure, then every derived column, in the order written."""
    figures = (rule for each in scenario.figures for rule in _of_figure(each))
    columns = (
        Rule(name, "derived", made, each.id, ("populations", each.id, "derived", name), each.place)
        for each in scenario.populations
        for name, made in each.derived
    )
    return (*figures, *columns)


def typing_of(scenario: Scenario) -> Typing:
    """Return the types of all figures and derived columns, and every fault of their expressions."""
    order, circles = _ordered(rules_of(scenario))
    figures = {each.id: kind for each in scenario.figures for kind in _written_type(each)}
    known = Typing(figures, {}, (), circles, ())
    populations = {each.id: each for each in scenario.populations}
    for rule in order:
        known = _with_rule(known, rule, populations.get(rule.population or ""))
    return known


def settle(scenario: Scenario, tables: Mapping[str, Table]) -> tuple[Scenario, dict[str, Table]]:
    """Return the scenario with every figure found, and the tables with their derived columns.

    Sums and quotients are exact. Raises ScenarioError for what is not in force, for a circle, a fault of an
    expression, or a row on which one has no value.
    """
    found = typing_of(scenario)
    problems = [*errors_of(validity_problems(scenario)), *_problems(found)]
    if problems:
        raise ScenarioError(problems)
    keys = {each.id: each.key for each in scenario.populations}
    settled = _written(scenario, found.figures)
    for rule in found.order:
        settled = _with_value(settled, rule, found.figures, tables, keys.get(rule.population or ""))
    figures = tuple(replace(each, found=settled.found.get(each.id)) for each in scenario.figures)
    made = {name: with_derived(tables[name], columns) for name, columns in settled.derived.items()}
    known = {each.id: each.quantity for each in figures}
    limits = tuple(each.with_figures(known) for each in scenario.constraints)
    targets = tuple(each.with_figures(known) for each in scenario.targets)
    whole = replace(scenario, figures=figures, constraints=limits, targets=targets)
    return with_figured_amounts(whole, known), {**tables, **made}


def with_figured_amounts(scenario: Scenario, known: Mapping[str, Quantity]) -> Scenario:
    """Return the scenario with every envelope and appropriation that names a figure as what the figure is.

    Raises ScenarioError for a figure that is no amount, an envelope whose least is then above its most, and
    appropriations that then add to more than the sources.
    """
    classes = tuple(_placed_amounts(each, each.place, known) for each in scenario.spending)
    programmes = tuple(
        replace(each, envelope=_placed_amounts(each.envelope, each.place, known))
        for each in scenario.programmes
    )
    found = replace(scenario, spending=classes, programmes=programmes)
    problems = (*_crossed_envelopes(scenario, found), *_beyond_sources(scenario, found))
    if problems:
        raise ScenarioError(problems)
    return found


def with_written_amounts(scenario: Scenario) -> Scenario:
    """Return the scenario with the amounts that name a figure whose own amount is written.

    What is reckoned from data stays named, and so does what is no amount.
    """
    written = {each.id: each.is_ for each in scenario.figures if each.is_ is not None}
    known = {name: is_ for name, is_ in written.items() if _is_amount(is_)}
    classes = tuple(with_amounts(each, known) for each in scenario.spending)
    programmes = tuple(
        replace(each, envelope=with_amounts(each.envelope, known)) for each in scenario.programmes
    )
    return replace(scenario, spending=classes, programmes=programmes)


def _is_amount(quantity: Quantity) -> bool:
    try:
        return quantity.as_money() >= 0
    except FindingError:
        return False


def _placed_amounts(record: Any, place: Place, known: Mapping[str, Quantity]) -> Any:
    try:
        return with_amounts(record, known)
    except FindingError as error:
        raise ScenarioError([error.at(place)]) from error


def _crossed_envelopes(before: Scenario, after: Scenario) -> Iterator[Problem]:
    for named, programme in zip(before.programmes, after.programmes, strict=True):
        low, high = programme.envelope.at_least, programme.envelope.at_most
        if named.envelope.figured and high is not None and low > high:
            yield problem(programme.place, "S252", low=exact_money(low), high=exact_money(high))


def _beyond_sources(before: Scenario, after: Scenario) -> Iterator[Problem]:
    named = next((each for each in before.spending if each.figured), None)
    held, asked = (sum(each.amount for each in own) for own in (after.sources, after.spending))
    if named is not None and asked > held:
        facts = {"spending": exact_money(asked), "sources": exact_money(held)}
        yield problem(named.place, "S251", (), short=exact_money(asked - held), **facts)


# ── dependence ─────────────────────────────────────────────────────────────────────────────────────


def _of_figure(figure: Figure) -> Iterator[Rule]:
    for way in ("of", "total", "count"):
        expression: Expression | None = getattr(figure, way)
        if expression is not None:
            population = None if way == "of" else figure.applicants
            yield Rule(figure.id, way, expression, population, ("figures", figure.id, way), figure.place)


def _ordered(rules: tuple[Rule, ...]) -> tuple[tuple[Rule, ...], tuple[tuple[Rule, ...], ...]]:
    """Return the rules, each after those it needs, and the circles of those that need themselves.

    What is in a circle, or needs one that is, has no place in the order.
    """
    by_key = {rule.keys: rule for rule in rules}
    by_name: dict[str, list[Rule]] = {}
    for rule in rules:
        by_name.setdefault(rule.name, []).append(rule)
    needs = {rule.keys: _needs(rule, by_name) for rule in rules}
    circles: list[tuple[Rule, ...]] = []
    while True:
        try:
            order = tuple(TopologicalSorter(needs).static_order())
        except CycleError as error:
            # graphlib names each before the one that needs it
            circle = tuple(by_key[key] for key in reversed(error.args[1][1:]))
            circles.append(_from_first(circle, rules))
            needs = {key: after for key, after in needs.items() if by_key[key] not in circle}
        else:
            return _sound(order, needs, by_key), tuple(circles)


def _needs(rule: Rule, by_name: Mapping[str, list[Rule]]) -> tuple[Key, ...]:
    named = (each for name in names(rule.expression) for each in by_name.get(name, ()))
    return tuple(each.keys for each in named if _in_reach(each, rule))


def _in_reach(named: Rule, rule: Rule) -> bool:
    return named.way != "derived" or named.population == rule.population


def _from_first(circle: tuple[Rule, ...], rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    start = min(range(len(circle)), key=lambda index: rules.index(circle[index]))
    return (*circle[start:], *circle[:start])


def _sound(
    order: tuple[Key, ...], needs: Mapping[Key, tuple[Key, ...]], rules: Mapping[Key, Rule]
) -> tuple[Rule, ...]:
    sound: dict[Key, Rule] = {}
    for key in order:
        if key in needs and all(each in sound for each in needs[key]):
            sound[key] = rules[key]
    return tuple(sound.values())


# ── types ──────────────────────────────────────────────────────────────────────────────────────────


def _written_type(figure: Figure) -> Iterator[Type]:
    """Yield the type of a figure that is written out; of dated ones a type that holds them all."""
    written = [each.is_ for each in figure.values] if figure.values else [figure.is_] if figure.is_ else []
    kinds = tuple(dict.fromkeys(type_of(each) for each in written))
    if len(kinds) == 1:
        yield kinds[0]
    elif kinds and all(each.kind in ("count", "number") for each in kinds):
        yield Type("number")


def _with_rule(known: Typing, rule: Rule, population: Population | None) -> Typing:
    wanted = {"total": AMOUNTS, "count": CONDITION}.get(rule.way, ANY)
    found, faults = require(rule.expression, known.scope(population), wanted)
    if found is None or faults:
        return replace(known, faults=(*known.faults, *((rule, each) for each in faults)))
    kind = Type("count") if rule.way == "count" else found
    order = (*known.order, rule)
    if rule.way == "derived":
        return replace(
            known, derived={**known.derived, (rule.population or "", rule.name): kind}, order=order
        )
    return replace(known, figures={**known.figures, rule.name: kind}, order=order)


def _problems(found: Typing) -> Iterator[Problem]:
    yield from (circle_problem(circle, circle[0].place) for circle in found.circles)
    yield from (fault.at(rule.place) for rule, fault in found.faults)


def circle_problem(circle: tuple[Rule, ...], place: Place) -> Problem:
    """Return the problem of rules that need each other, named in the order of need (S292)."""
    return problem(place, "S292", circle=" → ".join(each.name for each in (*circle, circle[0])))


# ── values ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class _Settled:
    """What is settled so far: the figures found, all that may be named of them, and columns by population."""

    found: Mapping[str, Found]
    figures: Mapping[str, Column]
    derived: Mapping[str, Mapping[str, Column]]

    def with_figure(self, name: str, found: Found) -> "_Settled":
        columns = {**self.figures, name: constant_of(found.type, found.quantity)}
        return replace(self, found={**self.found, name: found}, figures=columns)

    def with_column(self, population: str, name: str, column: Column) -> "_Settled":
        together = {**self.derived.get(population, {}), name: column}
        return replace(self, derived={**self.derived, population: together})


def _written(scenario: Scenario, types: Mapping[str, Type]) -> _Settled:
    """Return the figures that need no computing: those that say what they are, and those in force."""
    period = period_of(scenario)
    plain = figure_columns(each for each in scenario.figures if each.is_ is not None)
    dated = (each for each in scenario.figures if each.values and each.id in types)
    found = {each.id: Found(types[each.id], value_in_force(each, period).is_) for each in dated}
    columns = {name: constant_of(each.type, each.quantity) for name, each in found.items()}
    return _Settled(found, {**plain, **columns}, {})


def _with_value(
    so_far: _Settled, rule: Rule, kinds: Mapping[str, Type], tables: Mapping[str, Table], key: str | None
) -> _Settled:
    """Return what is settled with one rule more; raises ScenarioError at its place."""
    try:
        column = _column(so_far, rule, tables, key)
    except FindingError as error:
        raise ScenarioError([FindingError(error.code, **error.facts).at(rule.place)]) from error
    if rule.way == "derived":
        return so_far.with_column(rule.population or "", rule.name, column)
    value = _TAKEN[rule.way](column.data)
    return so_far.with_figure(rule.name, Found(kinds[rule.name], quantity_of(kinds[rule.name], value)))


def _column(so_far: _Settled, rule: Rule, tables: Mapping[str, Table], key: str | None) -> Column:
    if rule.population is None:
        return evaluate(rule.expression, so_far.figures, 1)
    table = tables[rule.population]
    together = {**table.columns, **so_far.derived.get(table.name, {})}
    rows = rows_of(replace(table, columns=together), so_far.figures, key)
    return evaluate(rule.expression, rows.columns, len(table))


def _single(data: Data) -> Fraction | bool | str:
    if isinstance(data, Exact):
        return data.fractions()[0]
    value: bool | str = data.tolist()[0]
    return value


def _sum(data: Data) -> Fraction:
    if not isinstance(data, Exact):
        raise TypeError("only amounts add up")
    if isinstance(data.denominator, int):
        return Fraction(sum(data.numerator.tolist()), data.denominator)
    by_denominator: dict[int, int] = {}
    for each in data.fractions():
        by_denominator[each.denominator] = by_denominator.get(each.denominator, 0) + each.numerator
    return _halved([Fraction(whole, part) for part, whole in by_denominator.items()])


def _halved(terms: list[Fraction]) -> Fraction:
    # half and half: one long chain of sums would drag an ever larger denominator along
    if len(terms) < 2:
        return sum(terms, Fraction(0))
    middle = len(terms) // 2
    return _halved(terms[:middle]) + _halved(terms[middle:])


def _met(data: Data) -> Fraction:
    if not isinstance(data, np.ndarray):
        raise TypeError("only conditions are counted")
    return Fraction(int(np.count_nonzero(data)))


_TAKEN: Mapping[str, Callable[[Data], Fraction | bool | str]] = MappingProxyType(
    {"of": _single, "total": _sum, "count": _met}
)
