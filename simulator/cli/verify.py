"""`simulator verify`: check a certificate with the independent checker, and that it is about a scenario."""

import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import click

from simulator import checker
from simulator.cli.asked import Asked, gathered, scenario_options
from simulator.cli.ending import BAD_NEWS, GOOD
from simulator.cli.helping import help_of
from simulator.glossary import Language, word
from simulator.problems import FindingError


@click.command("verify", help=help_of("verify"))
@click.argument("place", type=click.Path())
@click.argument("scenario", required=False, type=click.Path())
@scenario_options
@gathered
def command(asked: Asked, place: str, scenario: str | None) -> int:
    """Check a certificate and the files beside it; the checker's own line is in both languages."""
    path = Path(place) / "certificate.json" if Path(place).is_dir() else Path(place)
    if not path.is_file():
        raise FindingError("R652", path=place)
    line = io.StringIO()
    with redirect_stdout(line):
        code = checker.main([place])
    said = line.getvalue().strip()
    if scenario is not None and code == GOOD:
        foreign = _foreign(path, scenario, asked)
        said, code = f"{said}\n{_told(foreign, asked.language)}", BAD_NEWS if foreign else GOOD
    told = {"verified": code == GOOD, "said": said}
    click.echo(json.dumps(told, ensure_ascii=False) if asked.as_json else said)
    return code


def _foreign(path: Path, scenario: str, asked: Asked) -> tuple[str, ...]:
    """Return the parts of a certificate that are not what the scenario comes to."""
    from simulator import api

    certificate = checker.read(path)
    entitled = _entitled(path, certificate)
    return api.strangers(asked.load(scenario), certificate, entitled, seed=asked.seed)


def _entitled(path: Path, certificate: dict[str, Any]) -> dict[tuple[str, str], int] | None:
    """Return what awards.csv says each line is entitled to; None when the budget pays nobody."""
    awards = path.with_name("awards.csv")
    if certificate["primal"] is None or not awards.is_file():
        return None if certificate["primal"] is None else {}
    paid = checker.read_awards(awards.read_bytes())
    return {(programme, name): due for programme, lines in paid.items() for name, (due, _) in lines.items()}


def _told(foreign: tuple[str, ...], lang: Language) -> str:
    if not foreign:
        return word("verify_same").say(lang)
    parts = word("verify_between").say(lang).join(word(f"verify_{part}").say(lang) for part in foreign)
    return word("verify_differs").say(lang).format(parts=parts)
