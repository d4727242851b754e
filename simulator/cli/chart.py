"""`simulator chart`: one chart of a run as PDF, SVG or PNG."""

from pathlib import Path

import click

from simulator.cli.asked import Asked, gathered, scenario_options
from simulator.cli.ending import GOOD
from simulator.cli.helping import help_of
from simulator.cli.options import told_written
from simulator.cli.progress import progress


@click.command("chart", help=help_of("chart"))
@click.argument("scenario", type=click.Path())
@click.argument("name")
@click.option("--vs", "base_file", type=click.Path(), help="the base to compare with · 对比的基准情景")
@click.option(
    "--out", "target", type=click.Path(dir_okay=False, path_type=Path), help="pdf, svg, png · 输出文件"
)
@scenario_options
@gathered
def command(asked: Asked, scenario: str, name: str, base_file: str | None, target: Path | None) -> int:
    """Draw one chart."""
    from simulator import api

    with progress("solve", asked.language):
        plan, base = asked.run_beside(scenario, base_file)
    to = target or Path(f"{name}.pdf")
    written = api.draw_chart(plan, name, to, base=base, language=asked.language)
    click.echo(told_written(written, asked.language, as_json=asked.as_json))
    return GOOD
