"""`simulator run`: one run and its answer on one screen; optionally its files."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.ending import BAD_NEWS, GOOD, STOPPED, tell
from simulator.cli.helping import help_of
from simulator.cli.options import (
    json_option,
    language_option,
    seed_option,
    settings_option,
    solver_option,
    spoken,
)
from simulator.cli.progress import progress

if TYPE_CHECKING:
    from simulator.model.result import Result

PROVED = "proven optimal"


@click.command("run", help=help_of("run"))
@click.argument("scenario", type=click.Path())
@settings_option
@click.option(
    "--out", "folder", type=click.Path(file_okay=False, path_type=Path), help="write files · 写出结果"
)
@click.option(
    "--write-lp", "lp_file", type=click.Path(dir_okay=False, path_type=Path), help="LP model · LP 模型"
)
@click.option("--strict", is_flag=True, help="warnings make exit 1 · 警告即退出码 1")
@solver_option
@click.option(
    "--nodes", type=click.IntRange(1), default=20_000, show_default=True, help="search limit · 搜索上限"
)
@seed_option
@json_option
@language_option
def command(
    scenario: str,
    settings: tuple[tuple[str, str], ...],
    folder: Path | None,
    lp_file: Path | None,
    strict: bool,
    solver: str,
    nodes: int,
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
        budget = api.load(scenario, settings)
    tell(budget.warnings, lang)
    if lp_file is not None:
        api.write_lp(budget, lp_file, seed=seed)
    with progress("solve", lang):
        plan = budget.run(seed=seed, solver=solver, node_limit=nodes)
    if folder is not None:
        api.write_results(plan, folder)
    if as_json:
        click.echo(json.dumps(summary(plan.result), ensure_ascii=False, indent=1, sort_keys=True))
    else:
        run_screen(plan.result, scenario, lang, sys.stdout)
    return _exit_code(plan.result, strict)


def _exit_code(result: "Result", strict: bool) -> int:
    missed = any(not each.met and not each.moved for each in result.expectations)
    if result.status != PROVED:
        return STOPPED
    return BAD_NEWS if missed or (strict and result.warnings) else GOOD
