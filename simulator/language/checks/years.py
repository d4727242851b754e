"""Checks of several years: they come after the first, what grows is a figure, every result has a grade."""

from collections import Counter
from collections.abc import Iterator

from simulator.language.amounts import measured
from simulator.language.checks.written import Key, fault, fault_at_key, is_written, node_at
from simulator.language.kind_at import kind_at
from simulator.language.paths import PathError, find, route
from simulator.language.read import Reading
from simulator.model.document import Scalar
from simulator.model.moments import FURTHEST_YEARS, LAST_YEAR
from simulator.problems import FindingError, Problem, problem

MOST_YEARS = 30
GROWING = ("money", "count", "number")


def span(reading: Reading) -> Iterator[Problem]:
    """Years that do not come after the first, or are too many (S491), or that have no days (S498)."""
    horizon, first = reading.scenario.horizon, reading.scenario.year
    if horizon is not None and not first < horizon.until < first + MOST_YEARS:
        facts = {"next": first + 1, "last": first + MOST_YEARS - 1, "most": MOST_YEARS}
        yield fault(reading, ("horizon", "until"), "S491", until=horizon.until, year=first, **facts)
    elif horizon is not None and horizon.until > LAST_YEAR - FURTHEST_YEARS:
        last = LAST_YEAR - FURTHEST_YEARS
        yield fault(reading, ("horizon", "until"), "S498", until=horizon.until, last=last)


def indices(reading: Reading) -> Iterator[Problem]:
    """An index of what is not there (O5xx), is no figure (S492), or is named twice (S497)."""
    horizon = reading.scenario.horizon
    paths = [each.path for each in horizon.index] if horizon is not None else []
    for number, path in enumerate(paths):
        keys = ("horizon", "index", number, "path")
        yield from _unknown(reading, keys)
        if paths.index(path) < number:
            yield fault(reading, keys, "S497", path=path)


def _unknown(reading: Reading, keys: tuple[Key, ...]) -> Iterator[Problem]:
    path = node_at(reading.root, *keys)
    if not isinstance(path, Scalar):
        return
    try:
        grows = _grows(reading, path.text)
    except PathError as error:
        yield problem(error.within(path), error.code, path.history, **error.facts)
        return
    if not grows:
        yield fault(reading, keys, "S492", path=path.text)


def _grows(reading: Reading, path: str) -> bool:
    node = find(reading.root, path)
    if not isinstance(node, Scalar):
        return False
    try:
        found = measured(node, kind_at(".".join(route(reading.root, path).words)))
    except FindingError:
        return False
    return found.form in GROWING


def changes(reading: Reading) -> Iterator[Problem]:
    """A change of the first year, or of none of the years (S493), or of what is not there (O5xx)."""
    horizon, first = reading.scenario.horizon, reading.scenario.year
    for number, each in enumerate(horizon.changes if horizon is not None else ()):
        keys = ("horizon", "changes", number)
        if horizon is not None and not first < each.year <= horizon.until:
            facts = {"changed": each.year, "first": first + 1, "last": horizon.until}
            yield fault(reading, (*keys, "year"), "S493", **facts)
        path = node_at(reading.root, *keys, "set")
        if isinstance(path, Scalar):
            yield from _astray(reading, path)


def _astray(reading: Reading, path: Scalar) -> Iterator[Problem]:
    try:
        find(reading.root, path.text)
    except PathError as error:
        yield problem(error.within(path), error.code, path.history, **error.facts)


def evaluations(reading: Reading) -> Iterator[Problem]:
    """An evaluation without a lowest grade (S494), of no amount (S496), twice (S497), or unpaid (S495)."""
    horizon = reading.scenario.horizon
    if horizon is None:
        return
    lines = Counter(each.line for each in horizon.evaluations)
    for number, each in enumerate(horizon.evaluations):
        keys = ("horizon", "evaluations", number)
        if not any(grade.at_least == 0 for grade in each.grades):
            yield fault_at_key(reading, (*keys, "grades"), "S494")
        if not is_written(reading, *each.line.split("."), "amount"):
            yield fault(reading, (*keys, "line"), "S496", line=each.line)
        if lines[each.line] > 1:
            yield fault(reading, (*keys, "line"), "S497", path=each.line)
        if each.judged_by == "paid_share" and not _is_dated(reading):
            yield fault(reading, (*keys, "judged_by"), "S495", line=each.line)


def _is_dated(reading: Reading) -> bool:
    scenario = reading.scenario
    evenly = [*(each.pay for each in scenario.spending), *(each.pay for each in scenario.programmes)]
    return bool(scenario.calendar) or any(evenly)
