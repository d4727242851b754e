"""The cases of case files, run one by one, with what is wrong in the files beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import language
from simulator.api.reading import read
from simulator.files.texts import read_texts, yaml_files
from simulator.problems import Problem, errors_of, in_order

if TYPE_CHECKING:
    from simulator.model.case import Case
    from simulator.studies.cases import CaseOutcome


@dataclass(frozen=True, slots=True)
class CaseReport:
    """What came of case files: each case read, the ids of those that could not be, all problems."""

    outcomes: tuple[CaseOutcome, ...]
    unread: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        """Return whether every case of every file came out as expected."""
        return not errors_of(self.problems) and all(each.passed for each in self.outcomes)


def cases(*paths: str | Path) -> CaseReport:
    """Return the outcome of every case of the files (a folder stands for its *.yaml files, by name).

    Never raises for what is wrong in a file: it is in the problems, with its place.
    """
    from simulator.studies.cases import run_cases

    files, problems = yaml_files(paths)
    found = [_cases_of(file) for file in files]
    outcomes = tuple(each for read, _, _ in found for each in run_cases(read))
    told = [*problems, *(each for _, _, wrong in found for each in wrong)]
    told += [each for outcome in outcomes for each in outcome.problems]
    unread = tuple(each for _, names, _ in found for each in names)
    return CaseReport(outcomes, unread, errors_of(in_order(told)))


def _cases_of(file: str) -> tuple[tuple[Case, ...], tuple[str, ...], tuple[Problem, ...]]:
    """Return the cases of one file that can be run, the ids of those that cannot, what is wrong with it."""
    texts, unread = read_texts(file, lambda _, __: None)
    if file not in texts:
        return (), (), unread
    from simulator.studies.cases import with_found_figures

    scenarios = {name: read(name) for name in language.scenario_files(texts[file], file)}
    wrong = [each for loaded in scenarios.values() for each in errors_of(loaded.problems)]
    known = {
        name: with_found_figures(each.scenario, each.tables)
        for name, each in scenarios.items()
        if each.scenario is not None and not errors_of(each.problems)
    }
    found, problems = language.read_cases(texts[file], file, known)
    readable = [each.id for each in found]
    others = tuple(each for each in language.ids_of_cases(texts[file], file) if each not in readable)
    return found, others, (*unread, *wrong, *problems)
