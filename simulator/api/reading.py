"""A scenario with its data, read from files into values, with every problem of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator import engine, language
from simulator.files.decisions import read_decisions
from simulator.files.tables import read_tables
from simulator.files.texts import read_texts
from simulator.model.scenario import Scenario
from simulator.model.table import Table
from simulator.problems import Problem, ScenarioError, errors_of, in_order

Settings = Mapping[str, str] | Sequence[tuple[str, str]]
"""Paths of the scenario with the values to set there, as texts."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: the scenario (None when it could not be), its tables, and every problem found."""

    scenario: Scenario | None
    tables: Mapping[str, Table]
    problems: tuple[Problem, ...]


def read(path: str | Path, settings: Settings = (), *, allow_outdated: bool = False) -> Loaded:
    """Return a scenario with its data and every problem of both, sorted by place; never raises for them.

    `allow_outdated` lets it use what is not in force, with a warning and a mark on every output.
    """
    return read_beside(path, settings, allow_outdated=allow_outdated, known=None)


def check(path: str | Path, settings: Settings = (), *, allow_outdated: bool = False) -> tuple[Problem, ...]:
    """Return every problem of a scenario, its data, and of working out who is owed what; solves nothing."""
    loaded = read(path, settings, allow_outdated=allow_outdated)
    if loaded.scenario is None or errors_of(loaded.problems):
        return loaded.problems
    try:
        found = engine.claims(loaded.scenario, loaded.tables)
    except ScenarioError as error:
        return in_order([*loaded.problems, *error.problems])
    return in_order([*loaded.problems, *engine.decision_warnings(found)])


def read_beside(
    path: str | Path, settings: Settings, *, allow_outdated: bool, known: Loaded | None
) -> Loaded:
    """Return what `read` does, without reading again what is known: applicants that no setting is about."""
    texts, unread = read_texts(path, language.chain_of)
    if errors_of(unread):
        return Loaded(None, {}, in_order(unread))
    scenario, problems = language.parse(texts, str(path), pairs_of(settings), allow_outdated=allow_outdated)
    if scenario is None:
        return Loaded(None, {}, in_order([*unread, *problems]))
    scenario, of_lists = read_decisions(scenario, _folder(scenario, path))
    problems = (*problems, *of_lists)
    if known and known.scenario and known.scenario.populations == scenario.populations:
        # the same lists of applicants: what was read of them holds, and what was said of them
        of_data = [each for each in known.problems if each.place.file not in texts]
        return Loaded(scenario, known.tables, in_order([*unread, *problems, *of_data]))
    tables, bad_cells = read_tables(scenario, _folder(scenario, path))
    return Loaded(scenario, tables, in_order([*unread, *problems, *bad_cells]))


def base_of(path: str | Path) -> str | None:
    """Return the file a scenario extends, which is what its changes are measured against; None for a base."""
    texts, _ = read_texts(path, language.chain_of)
    names = list(texts)
    return names[1] if len(names) > 1 else None


def pairs_of(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return settings as pairs of texts, in the order given."""
    pairs = settings.items() if isinstance(settings, Mapping) else settings
    return tuple((str(path), str(value)) for path, value in pairs)


def _folder(scenario: Scenario, path: str | Path) -> Path:
    # data files stand beside the base scenario, whichever overlay names it
    base = scenario.document.layers[0].file if scenario.document else path
    return Path(base).parent
