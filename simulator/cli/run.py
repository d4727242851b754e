"""`simulator run`: one run and its answer on one screen; optionally its files."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.ending import BAD_NEWS, GOOD, STOPPED, tell
from simulator.cli.helping import help_of
from simulator.cli.options import (
    json_option,
    language_option,
    outdated_option,
    seed_option,
    settings_option,
    solver_option,
    spoken,
)
from simulator.cli.progress import progress
from simulator.cli.several import several_years
from simulator.glossary import Language, word
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
    "--nodes", type=click.IntRange(1), default=20_000, show_default=True, help="search limit · 搜索上限"
)
@click.option(
    "--seconds",
    type=click.IntRange(1, 1_000_000),
    help="end the solver by the clock, marked as not reproducible · 求解器时限(秒)",
)
@seed_option
@json_option
@language_option
def command(
    scenario: str,
    settings: tuple[tuple[str, str], ...],
    allow_outdated: bool,
    folder: Path | None,
    lp_file: Path | None,
    mps_file: Path | None,
    workbook: Path | None,
    prices: bool,
    strict: bool,
    solver: str,
    nodes: int,
    seconds: int | None,
    seed: int,
    as_json: bool,
    language: str | None,
) -> int:
    """Run one scenario."""
    from simulator import api
    from simulator.cli.screen import run_screen
    from simulator.files.results import summary

    lang = spoken(language)
    with progress("read", lang):
        budget = api.load(scenario, settings, allow_outdated=allow_outdated)
    tell(budget.warnings, lang)
    if lp_file is not None:
        api.write_lp(budget, lp_file, seed=seed)
    if mps_file is not None:
        api.write_mps(budget, mps_file, seed=seed)
    effort = {"seed": seed, "solver": solver, "node_limit": nodes, "seconds": seconds}
    if budget.scenario.horizon is not None:
        wanted = (_as_asked(scenario, settings, allow_outdated), folder, as_json)
        judged = partial(_exit_code, strict=strict)
        return several_years(budget, wanted, lang, judged, workbook=workbook, **effort)
    with progress("solve", lang):
        plan = _planned(budget, (folder, as_json), lang, **effort)
        plan = plan.priced() if prices else plan
    tell(plan.result.warnings[len(budget.warnings) :], lang)
    if folder is not None:
        api.write_results(plan, folder)
    if workbook is not None:
        api.write_workbook(plan, workbook, lang)
    if as_json:
        click.echo(json.dumps(summary(plan.result), ensure_ascii=False, indent=1, sort_keys=True))
    else:
        run_screen(plan.result, _as_asked(scenario, settings, allow_outdated), lang, sys.stdout)
    return _exit_code(plan.result, strict)


def _planned(budget: "Budget", wanted: tuple[Path | None, bool], language: Language, **effort: Any) -> "Plan":
    try:
        return budget.run(**effort)
    except InfeasibleError as refused:
        _tell_repairs(budget, refused, wanted, language)
        raise


def _tell_repairs(
    budget: "Budget", refused: InfeasibleError, wanted: tuple[Path | None, bool], language: Language
) -> None:
    """Say what clashes (as JSON) and how one clause would mend it: on the screen, or as files to run."""
    from simulator import api

    folder, as_json = wanted
    mends = budget.repairs(refused)
    if folder is not None:
        api.write_repairs(budget, refused, mends, folder)
    if as_json:
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
        click.echo(word("repair_offer").say(language).format(number=number))
        click.echo(api.repair_overlay(budget, mend, number))


def _as_asked(scenario: str, settings: tuple[tuple[str, str], ...], allow_outdated: bool) -> str:
    # what is explained next must be this plan, with everything that was set for it
    set_for_it = [f"--set '{path}={value}'" for path, value in settings]
    return " ".join([scenario, *set_for_it, *(["--allow-outdated"] if allow_outdated else [])])


def _exit_code(result: "Result", strict: bool) -> int:
    missed = any(not each.met and not each.moved for each in result.expectations)
    missed = missed or any(each.state == "missed" and each.target.hard for each in result.accounts.targets)
    missed = missed or (result.accounts.ledgers is not None and result.accounts.ledgers.failed)
    if result.status != PROVED or not result.reproducible:
        return STOPPED
    return BAD_NEWS if missed or (strict and result.warnings) else GOOD
