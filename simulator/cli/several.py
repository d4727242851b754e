"""`run` of a scenario with a horizon: year after year, each let go once its figures are kept."""

import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.asked import Asked
from simulator.cli.ending import tell
from simulator.cli.progress import progress

if TYPE_CHECKING:
    from simulator.api import Budget, PlannedYear
    from simulator.files.workbook import Sheet
    from simulator.files.years import YearSummary
    from simulator.model.result import Result


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run is to leave: how it was asked for, the folder and the workbook to write, if any."""

    asked: Asked
    scenario: str
    folder: Path | None
    workbook: Path | None

    @property
    def again(self) -> str:
        """Return the words that ask for the same plan."""
        return self.asked.again(self.scenario)


def several_years(budget: "Budget", wanted: Wanted, judged: Callable[["Result"], int], **effort: Any) -> int:
    """Run every year, write and print what is wanted; return the worst exit code that a year is judged by.

    The workbook holds the published tables of every year. Only the first year's result is kept: of the
    others their figures, so that ten years need the room of two.
    """
    from simulator.files.atomic import write_one
    from simulator.files.disclosure_book import disclosure_sheets, disclosure_xlsx
    from simulator.files.years import YearSummary

    language = wanted.asked.language
    kept, codes, firsts, sheets = list[YearSummary](), list[int](), list["Result"](), list["Sheet"]()
    with ExitStack() as stack, progress("solve", language):
        write = _writer(wanted.folder, stack)
        for each in budget.run_years(seed=wanted.asked.seed, **effort):
            result = each.plan.result
            kept.append(YearSummary.of(each.year, each.balance, each.graded, result))
            codes.append(judged(result))
            write(each, kept)
            if wanted.workbook is not None:
                sheets += disclosure_sheets(result, language, str(each.year))
            firsts += [] if firsts else [result]
    tell(firsts[0].warnings[len(budget.warnings) :], language)
    if wanted.workbook is not None:
        write_one(wanted.workbook, disclosure_xlsx(firsts[0], language, sheets))
    _shown(firsts[0], kept, wanted)
    return max(codes)


def _writer(folder: Path | None, stack: ExitStack) -> Callable[["PlannedYear", list["YearSummary"]], None]:
    """Return what writes a year's files as it comes; they take their places together, or none does."""
    from simulator import api
    from simulator.files.atomic import staging
    from simulator.files.years import years_bytes

    if folder is None:
        return lambda *_: None
    add = stack.enter_context(staging(folder))

    def write(year: "PlannedYear", kept: list["YearSummary"]) -> None:
        ending = "" if len(kept) == 1 else f"_{year.year}"
        for name, content in api.result_files(year.plan, ending).items():
            add(name, content)
        if year.last:
            add("years.json", years_bytes(kept))

    return write


def _shown(first: "Result", kept: list["YearSummary"], wanted: Wanted) -> None:
    from simulator.cli.screen import run_screen
    from simulator.cli.screens.years import years_screen
    from simulator.files.years import years_json

    if wanted.asked.as_json:
        whole = {**kept[0].summary, "years": years_json(kept)}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True))
        return
    run_screen(first, wanted.again, wanted.asked.language, sys.stdout)
    years_screen(kept, wanted.asked.language, sys.stdout)
