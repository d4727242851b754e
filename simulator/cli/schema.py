"""`simulator schema`: the JSON Schema of a scenario, for editors; or the language reference, for people."""

import json

import click

from simulator.cli.ending import GOOD
from simulator.cli.helping import help_of
from simulator.cli.options import json_option, language_option, spoken


@click.command("schema", help=help_of("schema"))
@click.option(
    "--reference",
    "cases",
    type=click.Path(),
    metavar="CASES",
    help="the language reference in Markdown, its examples from this case file · 语言参考(Markdown)",
)
@json_option
@language_option
def command(cases: str | None, as_json: bool, language: str | None) -> int:
    """Print the JSON Schema, which is JSON whether `--json` asks for it or not, or the reference."""
    if cases is not None:
        from simulator.language.reference import reference

        click.echo(reference(spoken(language), _text_of(cases)), nl=False)
        return GOOD
    from simulator.language import schema

    click.echo(json.dumps(schema(spoken(language)), ensure_ascii=False, indent=1, sort_keys=True))
    return GOOD


def _text_of(cases: str) -> str:
    """Return the text of a case file; raises ScenarioError with all that is wrong with it."""
    from simulator.files.texts import read_texts
    from simulator.language import read_cases
    from simulator.problems import ScenarioError, errors_of

    texts, problems = read_texts(cases, lambda _, __: None)
    found = (*problems, *(each for name in texts for each in read_cases(texts[name], name)[1]))
    if errors_of(found):
        raise ScenarioError(errors_of(found))
    return texts[cases]
