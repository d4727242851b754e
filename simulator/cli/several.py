"""`run` of a scenario with a horizon: year after year, each let go once its figures are kept."""

import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.ending import tell
from simulator.cli.progress import progress
from simulator.glossary import Language

if TYPE_CHECKING:
    from simulator.api import Budget, PlannedYear
    from simulator.files.years import YearSummary
    from simulator.model.result import Result

Wanted = tuple[str, Path | None, bool]
"""How the scenario was asked for, the folder to write to, and whether to print JSON."""


def several_years(
    budget: "Budget",
    wanted: Wanted,
    language: Language,
    judged: Callable[["Result"], int],
    *,
    workbook: Path | None = None,
    **effort: Any,
) -> int:
    """Run every year, write and print what is wanted; return the worst exit code that a year is judged by.

    `workbook` is where the published tables of the first year go, if they are wanted.

    Only the first year's result is kept: of the others their figures, so that ten years need the room of two.
    """
    from simulator import api
    from simulator.files.years import YearSummary

    kept, codes, firsts = list[YearSummary](), list[int](), list["Result"]()
    with ExitStack() as stack, progress("solve", language):
        write = _writer(wanted[1], stack)
        for each in budget.run_years(**effort):
            result = each.plan.result
            kept.append(YearSummary.of(each.year, each.balance, each.graded, result))
            codes.append(judged(result))
            write(each, kept)
            firsts += [] if firsts else [result]
    tell(firsts[0].warnings[len(budget.warnings) :], language)
    if workbook is not None:
        api.write_workbook(api.Plan(firsts[0], budget.scenario.id), workbook, language)
    _shown(firsts[0], kept, wanted, language)
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


def _shown(first: "Result", kept: list["YearSummary"], wanted: Wanted, language: Language) -> None:
    from simulator.cli.screen import run_screen
    from simulator.cli.screens.years import years_screen
    from simulator.files.years import years_json

    asked, _, as_json = wanted
    if as_json:
        whole = {**kept[0].summary, "years": years_json(kept)}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True))
        return
    run_screen(first, asked, language, sys.stdout)
    years_screen(kept, language, sys.stdout)
