"""`simulator report`: the paged PDF of a run, alone or beside a base."""

from pathlib import Path

import click

from simulator.cli.asked import Asked, gathered, scenario_options
from simulator.cli.ending import GOOD
from simulator.cli.helping import help_of
from simulator.cli.options import told_written
from simulator.cli.progress import progress
from simulator.model.told import Told


@click.command("report", help=help_of("report"))
@click.argument("scenario", type=click.Path())
@click.option("--vs", "base_file", type=click.Path(), help="the base to compare with · 对比的基准情景")
@click.option("--out", "target", type=click.Path(dir_okay=False, path_type=Path), help="the PDF · 输出文件")
@click.option(
    "--appendix",
    type=click.Choice(["short", "all"]),
    default="short",
    show_default=True,
    help="list the largest and smallest awards, or all · 附录列出首尾或全部",
)
@scenario_options
@gathered
def command(asked: Asked, scenario: str, base_file: str | None, target: Path | None, appendix: str) -> int:
    """Render a report."""
    from simulator import api

    with progress("solve", asked.language):
        plan, base = asked.run_beside(scenario, base_file)
        told = Told(asked.years_told(scenario), whole=appendix == "all")
    with progress("draw", asked.language):
        to = target or Path(scenario).with_suffix(".pdf").name
        written = api.report(plan, to, base=base, language=asked.language, told=told)
    click.echo(told_written(written, asked.language, as_json=asked.as_json))
    return GOOD
