"""How a command ends: every outcome as an exit code and a message on stderr, never a traceback for a user."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

import click

from simulator.glossary import Language, word
from simulator.problems import (
    NOWHERE,
    FindingError,
    InfeasibleError,
    Problem,
    ScenarioError,
    SolverFailedError,
)

GOOD, BAD_NEWS, WRONG_INPUT, INFEASIBLE, STOPPED, OUR_BUG, INTERRUPTED = 0, 1, 2, 3, 4, 101, 130


def ended(action: Callable[[], Any], arguments: Sequence[str]) -> int:
    """Return the exit code of an action, having told its ending on stderr."""
    language = language_of(arguments)
    try:
        code = action()
    except (ScenarioError, InfeasibleError, FindingError, click.ClickException) as refused:
        return _refused(refused, language)
    except (click.Abort, KeyboardInterrupt):
        return _said(word("interrupted").say(language), INTERRUPTED)
    except BrokenPipeError:
        # the reader of our output has left, as `head` does; there is nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    except SolverFailedError as failed:
        return _said(word("solver_stopped").say(language).format(error=failed), STOPPED)
    except Exception as bug:  # noqa: BLE001 - the last edge: whatever is left is ours, and is said so
        return _said(word("our_bug").say(language).format(error=f"{type(bug).__name__}: {bug}"), OUR_BUG)
    return int(code) if isinstance(code, int) else GOOD


def _refused(
    refused: ScenarioError | InfeasibleError | FindingError | click.ClickException, language: Language
) -> int:
    if isinstance(refused, click.ClickException):
        refused.show()
    elif isinstance(refused, FindingError):
        click.echo(refused.at(NOWHERE).tell(language), err=True)
    else:
        tell(refused.problems, language)
    return INFEASIBLE if isinstance(refused, InfeasibleError) else WRONG_INPUT


def tell(problems: Iterable[Problem], language: Language) -> None:
    """Print problems on stderr, a blank line between them."""
    text = "\n\n".join(each.tell(language) for each in problems)
    if text:
        click.echo(text, err=True)


def language_of(arguments: Sequence[str]) -> Language:
    """Return the language asked for by `--lang`, else by the environment; Chinese when neither says.

    >>> language_of(["run", "x.yaml", "--lang", "en"])
    'en'
    """
    for before, after in pairwise(arguments):
        if before == "--lang":
            return "en" if after == "en" else "zh"
    return "en" if "--lang=en" in arguments or _speaks_english() else "zh"


def _speaks_english() -> bool:
    return os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("en")


def _said(text: str, code: int) -> int:
    click.echo(text, err=True)
    return code
