"""Checks of figures, derived columns and dates: one form each, no circle, in force when they are used."""

from collections.abc import Iterator

from simulator.expression import names
from simulator.language.checks.written import Key, fault, fault_at_key, is_written, node_at, unread
from simulator.language.read import Reading
from simulator.language.scalars import nearest, text_place
from simulator.model.document import Scalar
from simulator.model.figures import Rule, circle_problem
from simulator.model.kinds import Quantity
from simulator.model.scenario import Figure, Population
from simulator.model.table import ColumnType
from simulator.model.validity import validity_problems
from simulator.problems import FindingError, Problem, problem

WAYS = ("is", "of", "total", "count", "values")
OVER_APPLICANTS = ("total", "count")


def forms(reading: Reading) -> Iterator[Problem]:
    """A figure that does not say what it is in exactly one way (S289-S291)."""
    for figure in reading.scenario.figures:
        at = ("figures", figure.id)
        found = [way for way in WAYS if is_written(reading, *at, way)]
        if len(found) != 1:
            shown = ", ".join(found) or "—"
            place = (*at, found[1]) if found else at
            yield fault_at_key(reading, place, "S290", figure=figure.id, found=shown)
        else:
            yield from _goes_with(reading, figure, found[0])


def _goes_with(reading: Reading, figure: Figure, way: str) -> Iterator[Problem]:
    at = ("figures", figure.id)
    named = is_written(reading, *at, "applicants")
    if named != (way in OVER_APPLICANTS):
        yield fault_at_key(reading, (*at, "applicants" if named else way), "S291", figure=figure.id)
    dated = [key for key in ("from", "until") if is_written(reading, *at, key)]
    if way == "values" and dated:
        yield fault_at_key(reading, (*at, dated[0]), "S289", figure=figure.id)


def like_values(reading: Reading) -> Iterator[Problem]:
    """A value of a figure that is of another kind than its first one (S296)."""
    for figure in reading.scenario.figures:
        first = figure.values[0].is_ if figure.values else None
        for each in figure.values:
            if first is not None and each.is_.kind != first.kind:
                yield problem(each.place, "S296", text=each.is_.text, other=first.text)


def amounts(reading: Reading) -> Iterator[Problem]:
    """An envelope or an appropriation that names a figure which is no amount (M101, S207)."""
    kinds = {name: kind.kind for name, kind in reading.typing.figures.items()}
    written = {each.id: each.is_ for each in reading.scenario.figures if each.is_ is not None}
    for keys, name in _figured(reading):
        is_ = written.get(name)
        if is_ is not None:
            yield from _no_amount(reading, keys, is_)
        elif kinds.get(name, "money") != "money":
            yield fault(reading, keys, "M101", text=name)


def _no_amount(reading: Reading, keys: tuple[Key, ...], figure: Quantity) -> Iterator[Problem]:
    try:
        figure.as_money()
    except FindingError as error:
        yield fault(reading, keys, error.code, **error.facts)
    else:
        yield fault(reading, keys, "S207", text=figure.text)


def _figured(reading: Reading) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Yield the keys of each amount that still waits for a figure, and the figure's name."""
    for each in reading.scenario.spending:
        yield from ((("spending", each.id, field), name) for field, name in each.figured)
    for programme in reading.scenario.programmes:
        at = ("programmes", programme.id, "envelope")
        yield from (((*at, field), name) for field, name in programme.envelope.figured)


# ── what is computed ───────────────────────────────────────────────────────────────────────────────


def computed(reading: Reading) -> Iterator[Problem]:
    """A circle of figures and derived columns, and every fault of their expressions (S292, E2xx, E3xx)."""
    typing = reading.typing
    for circle in typing.circles:
        yield circle_problem(circle, fault_at_key(reading, circle[0].keys, "S292").place)
    for rule, finding in typing.faults:
        node = node_at(reading.root, *rule.keys)
        if isinstance(node, Scalar) and not _leans_on_unread(reading, rule):
            yield finding.at(text_place(node), node.history)


def _leans_on_unread(reading: Reading, rule: Rule) -> bool:
    if rule.way in OVER_APPLICANTS and rule.population is None:
        return True
    unknown = unread(reading, rule.population or "")
    return any(name in unknown for name in names(rule.expression))


def derived(reading: Reading) -> Iterator[Problem]:
    """A derived column with the name of a column of the data (S286)."""
    for population in reading.scenario.populations:
        taken = (population.key or "id", *population.column_types())
        for name, _ in population.derived:
            if name in taken:
                at = ("populations", population.id, "derived", name)
                yield fault_at_key(reading, at, "S286", name=name, population=population.id)


# ── columns and dates ──────────────────────────────────────────────────────────────────────────────


def columns(reading: Reading) -> Iterator[Problem]:
    """A column that says of itself what its type cannot hold (S287, S288)."""
    for population in reading.scenario.populations:
        for name, column in population.columns:
            yield from _column(reading, population, name, column)


def _column(reading: Reading, population: Population, name: str, column: ColumnType) -> Iterator[Problem]:
    at: tuple[Key, ...] = ("populations", population.id, "columns", name)
    if column.signed and column.type.kind != "money":
        yield fault_at_key(reading, (*at, "signed"), "S288", key="signed", column=name)
    if column.one_to_one is None:
        return
    known = (population.key or "id", *population.column_types())
    if column.type.kind != "text":
        yield fault_at_key(reading, (*at, "one_to_one"), "S288", key="one_to_one", column=name)
    elif column.one_to_one not in (*known, *unread(reading, population.id)):
        facts = {"column": column.one_to_one, "nearest": nearest(column.one_to_one, known)}
        yield fault(reading, (*at, "one_to_one"), "S287", population=population.id, **facts)


def dates(reading: Reading) -> Iterator[Problem]:
    """Dates that cannot be, and what is not in force when it is used (S294-S298, W709, W710)."""
    if reading.complete:
        yield from validity_problems(reading.scenario)
