"""`simulator verify`: check a certificate with the independent checker."""

import importlib.util
import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType

import click

from simulator.cli.ending import GOOD
from simulator.cli.helping import help_of
from simulator.cli.options import json_option, language_option
from simulator.problems import FindingError

# the checker is one file of its own: beside this one in an installed package, in tools/ of a checkout
CHECKERS = (
    Path(__file__).parent / "verify_certificate.py",
    Path(__file__).parents[2] / "tools" / "verify.py",
)


@click.command("verify", help=help_of("verify"))
@click.argument("place", type=click.Path())
@json_option
@language_option
def command(place: str, as_json: bool, language: str | None) -> int:
    """Check a certificate and the awards beside it; the checker's own line is in both languages."""
    path = Path(place)
    if not (path / "certificate.json" if path.is_dir() else path).is_file():
        raise FindingError("R652", path=place)
    line = io.StringIO()
    with redirect_stdout(line):
        code = int(checker().main([place]))
    said = {"verified": code == GOOD, "said": line.getvalue().strip()}
    click.echo(json.dumps(said, ensure_ascii=False) if as_json else said["said"])
    return code


def checker() -> ModuleType:
    """Return the checker, loaded from its own file: it shares nothing with what made the certificate."""
    path = next(each for each in CHECKERS if each.exists())
    spec = importlib.util.spec_from_file_location("verify_certificate", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path.name}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
