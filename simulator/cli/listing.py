"""`simulator list`: what steps, methods, measures, charts and solvers there are."""

import inspect
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

import click

from simulator.cli.ending import GOOD
from simulator.cli.helping import help_of
from simulator.cli.options import json_option, language_option, spoken
from simulator.glossary import Language, word

Entries = list[tuple[str, str]]


@click.command("list", help=help_of("list"))
@click.argument(
    "what", required=False, type=click.Choice(["steps", "methods", "measures", "charts", "solvers"])
)
@json_option
@language_option
def command(what: str | None, as_json: bool, language: str | None) -> int:
    """List what there is."""
    lang = spoken(language)
    chosen = {name: read(lang) for name, read in _LISTS.items() if what in (None, name)}
    if as_json:
        click.echo(
            json.dumps({name: dict(each) for name, each in chosen.items()}, ensure_ascii=False, indent=1)
        )
        return GOOD
    for name, entries in chosen.items():
        if what is None:
            click.echo(word(name).say(lang))
        for key, text in entries:
            click.echo(f"{'' if what else '  '}{key:<16} {text}")
    return GOOD


def _steps(language: Language) -> Entries:
    from simulator.rules import RULES

    return [(key, _told(key, step, language)) for key, step in RULES.items()]


def _methods(language: Language) -> Entries:
    from simulator.methods import METHODS

    return [(key, _told(key, method, language)) for key, method in METHODS.items()]


def _measures(language: Language) -> Entries:
    from simulator.constraints import MEASURES

    return [(key, _told(key, type(rule), language)) for key, rule in MEASURES.items()]


def _charts(language: Language) -> Entries:
    from simulator.charts import CHARTS

    return [(key, chart.title(language)) for key, chart in CHARTS.items()]


def _solvers(language: Language) -> Entries:
    from simulator.optimise import solver_names

    return [(name, "") for name in solver_names()]


def _told(key: str, thing: type, language: Language) -> str:
    from simulator.glossary import CHINESE_KEYS

    first = (inspect.getdoc(thing) or "").partition("\n")[0]
    return f"{CHINESE_KEYS.get(key, '')} · {first}" if language == "zh" else first


_LISTS: Mapping[str, Callable[[Language], Entries]] = MappingProxyType(
    {"steps": _steps, "methods": _methods, "measures": _measures, "charts": _charts, "solvers": _solvers}
)
