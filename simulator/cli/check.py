"""`simulator check`: every problem of scenarios and their data, in one run, without solving."""

import json

import click

from simulator.cli.asked import Asked, gathered
from simulator.cli.ending import BAD_NEWS, GOOD, WRONG_INPUT
from simulator.cli.helping import help_of
from simulator.cli.options import json_option, language_option, outdated_option, settings_option
from simulator.glossary import Language, word
from simulator.problems import Problem, errors_of


@click.command("check", help=help_of("check"))
@click.argument("scenarios", nargs=-1, required=True, type=click.Path())
@settings_option
@outdated_option
@click.option("--strict", is_flag=True, help="warnings make exit 1 · 警告即退出码 1")
@json_option
@language_option
@gathered
def command(asked: Asked, scenarios: tuple[str, ...], strict: bool) -> int:
    """Check scenarios and data."""
    from simulator import api

    lang = asked.language
    problems = tuple(
        each
        for scenario in scenarios
        for each in api.check(scenario, asked.settings, allow_outdated=asked.allow_outdated)
    )
    if asked.as_json:
        click.echo(json.dumps([_as_json(each, lang) for each in problems], ensure_ascii=False, indent=1))
    else:
        _tell(problems, lang)
    if errors_of(problems):
        return WRONG_INPUT
    return BAD_NEWS if strict and problems else GOOD


def _tell(problems: tuple[Problem, ...], language: Language) -> None:
    for each in problems:
        click.echo(each.tell(language) + "\n", err=True)
    errors = len(errors_of(problems))
    found = word("problems_found").say(language).format(errors=errors, warnings=len(problems) - errors)
    click.echo(found if problems else word("no_problems").say(language))


def _as_json(each: Problem, language: Language) -> dict[str, object]:
    return {
        "file": each.place.file,
        "line": each.place.line,
        "column": each.place.column,
        "code": each.code,
        "severity": "warning" if each.is_warning else "error",
        "what": each.what(language),
        "help": each.help(language),
        "nearest": each.fact("nearest"),
    }
