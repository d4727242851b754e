"""`simulator report`: the paged PDF of a run, alone or beside a base."""

from pathlib import Path

import click

from simulator.cli.ending import GOOD
from simulator.cli.helping import help_of
from simulator.cli.options import (
    json_option,
    language_option,
    outdated_option,
    seed_option,
    settings_option,
    spoken,
    told_written,
)
from simulator.cli.progress import progress


@click.command("report", help=help_of("report"))
@click.argument("scenario", type=click.Path())
@click.option("--vs", "base_file", type=click.Path(), help="the base to compare with · 对比的基准情景")
@click.option("--out", "target", type=click.Path(dir_okay=False, path_type=Path), help="the PDF · 输出文件")
@settings_option
@outdated_option
@seed_option
@json_option
@language_option
def command(
    scenario: str,
    base_file: str | None,
    target: Path | None,
    settings: tuple[tuple[str, str], ...],
    allow_outdated: bool,
    seed: int,
    as_json: bool,
    language: str | None,
) -> int:
    """Render a report."""
    from simulator import api

    lang = spoken(language)
    with progress("solve", lang):
        plan, base = api.run_beside(scenario, base_file, settings, seed=seed, allow_outdated=allow_outdated)
        told = api.years_told(scenario, settings, seed=seed, allow_outdated=allow_outdated)
    with progress("draw", lang):
        written = api.report(
            plan, target or Path(scenario).with_suffix(".pdf").name, base=base, language=lang, told=told
        )
    click.echo(told_written(written, lang, as_json=as_json))
    return GOOD
