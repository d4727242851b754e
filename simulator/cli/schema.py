"""`simulator schema`: the JSON Schema of a scenario, for editors."""

import json

import click

from simulator.cli.ending import GOOD
from simulator.cli.helping import help_of
from simulator.cli.options import json_option, language_option, spoken


@click.command("schema", help=help_of("schema"))
@json_option
@language_option
def command(as_json: bool, language: str | None) -> int:
    """Print the JSON Schema, which is JSON whether `--json` asks for it or not."""
    from simulator.language import schema

    click.echo(json.dumps(schema(spoken(language)), ensure_ascii=False, indent=1, sort_keys=True))
    return GOOD
