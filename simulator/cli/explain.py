"""`simulator explain`: where a figure comes from, or what an error code means."""

import json
import re
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from simulator.cli.asked import Asked, gathered
from simulator.cli.ending import GOOD, tell
from simulator.cli.helping import help_of
from simulator.cli.options import (
    json_option,
    language_option,
    outdated_option,
    seed_option,
    settings_option,
    solver_option,
)
from simulator.cli.progress import progress
from simulator.glossary import MESSAGES, Language
from simulator.problems import FindingError

if TYPE_CHECKING:
    from simulator.api import Budget
    from simulator.engine import Line

CODE = re.compile(r"[A-Z]\d{3}")
OUTDATED = "W709"


@click.command("explain", help=help_of("explain"))
@click.argument("scenario", type=click.Path())
@click.argument("path", required=False)
@settings_option
@outdated_option
@solver_option
@seed_option
@json_option
@language_option
@gathered
def command(asked: Asked, scenario: str, path: str | None, solver: str) -> int:
    """Explain one figure or one error code."""
    sought = path if path is not None else scenario
    if CODE.fullmatch(sought):
        click.echo(_code(sought, asked.language))
        return GOOD
    if path is None:
        raise click.UsageError("explain needs a scenario and a path, or an error code")
    budget = asked.load(scenario)
    tell((each for each in budget.warnings if each.code == OUTDATED), asked.language)
    _figure(budget, path, solver, asked)
    return GOOD


def _figure(budget: "Budget", path: str, solver: str, asked: Asked) -> None:
    with progress("solve", asked.language):
        plan = budget.run(seed=asked.seed, solver=solver)
        told = (plan.explain(path), plan.why(path))
    if asked.as_json:
        lines, reasons = ([_line(each, asked.language) for each in part.lines] for part in told)
        said = {"path": path, "lines": lines, "why": reasons}
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
        return
    for part in told:
        if part.lines:
            click.echo(part.tell(asked.language))


def _line(line: "Line", language: Language) -> dict[str, object]:
    return {"depth": line.depth, "text": line.text.say(language), "amount_fen": _amount(line.fen)}


def _amount(fen: Fraction | None) -> int | str | None:
    """Return whole fen as an int, parts of a fen as p/q."""
    return fen if fen is None else int(fen) if fen.denominator == 1 else str(fen)


def _code(code: str, language: Language) -> str:
    if code not in MESSAGES:
        raise FindingError("R642", asked=code)
    message = MESSAGES[code]
    texts = (message.what, message.note, message.more, message.help)
    # a message speaks of a case; without one its facts are left open
    said = (re.sub(r"\{[^}]*\}", "…", text.say(language)) for text in texts if text.say(language))
    return "\n".join([code, *(f"  {text}" for text in said)])
