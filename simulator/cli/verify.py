"""`simulator verify`: check a certificate with the independent checker, and that it is about a scenario."""

import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import click

from simulator import checker
from simulator.cli.ending import BAD_NEWS, GOOD
from simulator.cli.helping import help_of
from simulator.cli.options import (
    json_option,
    language_option,
    outdated_option,
    seed_option,
    settings_option,
    spoken,
)
from simulator.glossary import word
from simulator.problems import FindingError


@click.command("verify", help=help_of("verify"))
@click.argument("place", type=click.Path())
@click.argument("scenario", required=False, type=click.Path())
@settings_option
@outdated_option
@seed_option
@json_option
@language_option
def command(
    place: str,
    scenario: str | None,
    settings: tuple[tuple[str, str], ...],
    allow_outdated: bool,
    seed: int,
    as_json: bool,
    language: str | None,
) -> int:
    """Check a certificate and the files beside it; the checker's own line is in both languages."""
    path = Path(place) / "certificate.json" if Path(place).is_dir() else Path(place)
    if not path.is_file():
        raise FindingError("R652", path=place)
    line = io.StringIO()
    with redirect_stdout(line):
        code = checker.main([place])
    said = {"verified": code == GOOD, "said": line.getvalue().strip()}
    if scenario is not None and code == GOOD:
        from simulator import api

        budget = api.load(scenario, settings, allow_outdated=allow_outdated)
        certificate = checker.read(path)
        foreign = api.strangers(budget, certificate, _entitled(path, certificate), seed=seed)
        said = {"verified": not foreign, "said": "\n".join([str(said["said"]), _told(foreign, language)])}
        code = BAD_NEWS if foreign else GOOD
    click.echo(json.dumps(said, ensure_ascii=False) if as_json else said["said"])
    return code


def _entitled(path: Path, certificate: dict[str, Any]) -> dict[tuple[str, str], int] | None:
    """Return what awards.csv says each line is entitled to; None when the budget pays nobody."""
    awards = path.with_name("awards.csv")
    if certificate["primal"] is None or not awards.is_file():
        return None if certificate["primal"] is None else {}
    paid = checker.read_awards(awards.read_bytes())
    return {(programme, name): due for programme, lines in paid.items() for name, (due, _) in lines.items()}


def _told(foreign: tuple[str, ...], language: str | None) -> str:
    lang = spoken(language)
    if not foreign:
        return word("verify_same").say(lang)
    parts = word("verify_between").say(lang).join(word(f"verify_{part}").say(lang) for part in foreign)
    return word("verify_differs").say(lang).format(parts=parts)
