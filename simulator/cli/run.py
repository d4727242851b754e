"""`simulator run`: one run and its answer on one screen; optionally its files."""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.asked import Asked, gathered
from simulator.cli.ending import BAD_NEWS, GOOD, STOPPED, tell
from simulator.cli.helping import help_of
from simulator.cli.options import (
    json_option,
    language_option,
    outdated_option,
    seed_option,
    settings_option,
    solver_option,
)
from simulator.cli.progress import progress
from simulator.cli.several import Wanted, several_years
from simulator.glossary import word
from simulator.problems import InfeasibleError

if TYPE_CHECKING:
    from simulator.api import Budget, Plan
    from simulator.model.result import Result

PROVED = "proven optimal"


@click.command("run", help=help_of("run"))
@click.argument("scenario", type=click.Path())
@settings_option
@outdated_option
@click.option(
    "--out", "folder", type=click.Path(file_okay=False, path_type=Path), help="write files · 写出结果"
)
@click.option(
    "--write-lp", "lp_file", type=click.Path(dir_okay=False, path_type=Path), help="LP model · LP 模型"
)
@click.option(
    "--write-mps", "mps_file", type=click.Path(dir_okay=False, path_type=Path), help="MPS model · MPS 模型"
)
@click.option(
    "--xlsx", "workbook", type=click.Path(dir_okay=False, path_type=Path), help="published tables · 公开表"
)
@click.option("--prices", is_flag=True, help="what each limit costs · 各约束的价格")
@click.option("--strict", is_flag=True, help="warnings make exit 1 · 警告即退出码 1")
@solver_option
@click.option(
    "--nodes",
    "node_limit",
    type=click.IntRange(1),
    default=20_000,
    show_default=True,
    help="search limit · 搜索上限",
)
@click.option(
    "--seconds",
    type=click.IntRange(1, 1_000_000),
    help="end the solver by the clock, marked as not reproducible · 求解器时限(秒)",
)
@seed_option
@json_option
@language_option
@gathered
def command(
    asked: Asked,
    scenario: str,
    folder: Path | None,
    lp_file: Path | None,
    mps_file: Path | None,
    workbook: Path | None,
    prices: bool,
    strict: bool,
    **effort: Any,
) -> int:
    """Run one scenario."""
    from simulator import api

    with progress("read", asked.language):
        budget = asked.load(scenario)
    tell(budget.warnings, asked.language)
    if lp_file is not None:
        api.write_lp(budget, lp_file, seed=asked.seed)
    if mps_file is not None:
        api.write_mps(budget, mps_file, seed=asked.seed)
    wanted = Wanted(asked, scenario, folder, workbook)
    judged = partial(_exit_code, strict=strict)
    if budget.scenario.horizon is not None:
        return several_years(budget, wanted, judged, **effort)
    return _one_year(budget, wanted, judged, prices=prices, **effort)


def _one_year(
    budget: "Budget", wanted: Wanted, judged: Callable[["Result"], int], *, prices: bool, **effort: Any
) -> int:
    """Run the budget, write and print what is wanted; return the exit code that the result is judged by."""
    with progress("solve", wanted.asked.language):
        plan = _planned(budget, wanted, **effort)
        plan = plan.priced() if prices else plan
    tell(plan.result.warnings[len(budget.warnings) :], wanted.asked.language)
    _write(plan, wanted)
    _show(plan.result, wanted)
    return judged(plan.result)


def _write(plan: "Plan", wanted: Wanted) -> None:
    from simulator import api

    if wanted.folder is not None:
        api.write_results(plan, wanted.folder)
    if wanted.workbook is not None:
        api.write_workbook(plan, wanted.workbook, wanted.asked.language)


def _show(result: "Result", wanted: Wanted) -> None:
    from simulator.cli.screen import run_screen
    from simulator.files.results import summary

    if wanted.asked.as_json:
        click.echo(json.dumps(summary(result), ensure_ascii=False, indent=1, sort_keys=True))
    else:
        run_screen(result, wanted.again, wanted.asked.language, sys.stdout)


def _planned(budget: "Budget", wanted: Wanted, **effort: Any) -> "Plan":
    try:
        return budget.run(seed=wanted.asked.seed, **effort)
    except InfeasibleError as refused:
        _tell_repairs(budget, refused, wanted)
        raise


def _tell_repairs(budget: "Budget", refused: InfeasibleError, wanted: Wanted) -> None:
    """Say what clashes (as JSON) and how one clause would mend it: on the screen, or as files to run."""
    from simulator import api

    mends = budget.repairs(refused)
    if wanted.folder is not None:
        api.write_repairs(budget, refused, mends, wanted.folder)
    if wanted.asked.as_json:
        clauses = [each.facts for each in refused.problems if each.code == "R602"]
        told = {
            "scenario": budget.scenario.id,
            "status": "infeasible",
            "conflict": [dict(facts)["clause"] for facts in clauses],
            "repairs": [{"path": each.path, "to": each.to, "was": each.setting.was} for each in mends],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True))
        return
    for number, mend in enumerate(mends, start=1):
        click.echo(word("repair_offer").say(wanted.asked.language).format(number=number))
        click.echo(api.repair_overlay(budget, mend, number))


def _exit_code(result: "Result", strict: bool) -> int:
    missed = any(not each.met and not each.moved for each in result.expectations)
    missed = missed or any(each.state == "missed" and each.target.hard for each in result.accounts.targets)
    missed = missed or (result.accounts.ledgers is not None and result.accounts.ledgers.failed)
    if result.status != PROVED or not result.reproducible:
        return STOPPED
    return BAD_NEWS if missed or (strict and result.warnings) else GOOD
