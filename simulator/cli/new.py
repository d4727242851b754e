"""`simulator new`: a commented starter scenario with its data, checked before the command ends."""

import re
import sys
from pathlib import Path

import click

from simulator.cli.ending import GOOD, WRONG_INPUT, tell
from simulator.cli.helping import help_of
from simulator.cli.options import json_option, language_option, spoken, told_written
from simulator.problems import FindingError, errors_of

HERE = Path(__file__).parent
IDENTIFIER = re.compile(r"[^\W\d][\w-]*")


@click.command("new", help=help_of("new"))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--id", "scenario", help="the scenario's id · 情景编号 (default: the folder's name)")
@click.option("--title", help="title · 标题")
@click.option("--year", type=click.IntRange(1900, 2999), help="budget year · 预算年度")
@click.option("--budget", help="e.g. 500万元 · 预算金额")
@json_option
@language_option
def command(
    folder: Path,
    scenario: str | None,
    title: str | None,
    year: int | None,
    budget: str | None,
    as_json: bool,
    language: str | None,
) -> int:
    """Write a starter scenario."""
    from simulator import api

    lang = spoken(language)
    name = _identifier(scenario or folder.name)
    words = {
        "title": _asked(title, "title", name),
        "year": _asked(None if year is None else str(year), "year", "2025"),
        "budget": _asked(budget, "budget", "100万元"),
    }
    path = folder / f"{name}.yaml"
    _write(path, name, words)
    problems = api.read(path).problems
    tell(problems, lang)
    if errors_of(problems):
        return WRONG_INPUT
    click.echo(told_written(path, lang, as_json=as_json))
    return GOOD


def _write(path: Path, name: str, words: dict[str, str]) -> None:
    """Write the scenario and its table; raises FindingError: M1xx for the amount, R650 where one stands."""
    from simulator.files.atomic import write_all
    from simulator.money import parse_money

    # refused before anything is written: a starter must run as it stands
    parse_money(words["budget"], "万元")
    if path.exists():
        raise FindingError("R650", path=str(path))
    text = (HERE / "starter.yaml").read_text(encoding="utf-8").format(scenario=name, **words)
    data = (HERE / "starter.csv").read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    write_all(path.parent, {path.name: text.encode(), f"{name}_firms.csv": data})


def _identifier(name: str) -> str:
    if not IDENTIFIER.fullmatch(name):
        raise FindingError("R651", name=name)
    return name


def _asked(given: str | None, what: str, default: str) -> str:
    if given is not None:
        return given
    return str(click.prompt(what, default=default)) if sys.stdin.isatty() else default
