"""Options that several commands share, and the language they speak."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from simulator.cli.ending import language_of
from simulator.glossary import Language, word

Command = TypeVar("Command", bound=Callable[..., Any])


def spoken(language: str | None) -> Language:
    """Return the language to speak: the one asked for, else the environment's."""
    return language_of([] if language is None else ["--lang", language])


def language_option(command: Command) -> Command:
    """Add `--lang zh|en`."""
    option = click.option("--lang", "language", type=click.Choice(["zh", "en"]), help="language · 语言")
    return option(command)


def json_option(command: Command) -> Command:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="stable JSON, money as *_fen · JSON 输出")(
        command
    )


def settings_option(command: Command) -> Command:
    """Add `--set path=value`, repeatable."""
    option = click.option(
        "--set",
        "settings",
        multiple=True,
        metavar="PATH=VALUE",
        callback=_pairs,
        help="change one value, as an overlay would · 改一个值",
    )
    return option(command)


def outdated_option(command: Command) -> Command:
    """Add `--allow-outdated`."""
    option = click.option(
        "--allow-outdated", is_flag=True, help="use what is not in force, marked · 允许过期参数并标明"
    )
    return option(command)


def seed_option(command: Command) -> Command:
    """Add `--seed N`."""
    return click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="seed · 种子")(
        command
    )


def solver_option(command: Command) -> Command:
    """Add `--solver NAME`: highs, scipy, pulp:CBC, pulp:HiGHS or any other that PuLP finds."""
    option = click.option(
        "--solver", default="highs", show_default=True, help="highs, scipy, pulp:CBC, pulp:HiGHS … · 求解器"
    )
    return option(command)


def told_written(path: Path, language: Language, *, as_json: bool) -> str:
    """Return the closing line of a command that wrote one file."""
    if as_json:
        return json.dumps({"written": str(path)}, ensure_ascii=False)
    return word("written_to").say(language).format(path=path)


def _pairs(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    for value in values:
        if "=" not in value:
            raise click.BadParameter(f"{value!r} is not PATH=VALUE", context, parameter)
    return tuple((path.strip(), text.strip()) for path, _, text in (value.partition("=") for value in values))
