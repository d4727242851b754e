"""The entry point: finds a command by its word, loads only that one, turns every ending into an exit code."""

import importlib
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import click

from simulator import __version__
from simulator.cli.ending import ended
from simulator.glossary import word

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "new": "simulator.cli.new",
        "check": "simulator.cli.check",
        "run": "simulator.cli.run",
        "explain": "simulator.cli.explain",
        "report": "simulator.cli.report",
        "chart": "simulator.cli.chart",
        "cases": "simulator.cli.cases",
        "verify": "simulator.cli.verify",
        "schema": "simulator.cli.schema",
        "list": "simulator.cli.listing",
    }
)


class LazyGroup(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the words of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, imported now; None for a word that is none."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name]).command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write every command with its short help, without importing any of them."""
        helps = [(name, f"{word(f'command_{name}').en} · {word(f'command_{name}').zh}") for name in COMMANDS]
        with formatter.section("Commands"):
            formatter.write_dl(helps)


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(__version__, prog_name="simulator")
def simulator() -> None:
    """Allocate a public budget: exact to the fen, proved, explained.

    公共预算分配:精确到分、可证明、可解释。
    """


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit with the code of the contract (0, 1, 2, 3, 4, 101, 130)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    sys.exit(
        ended(lambda: simulator.main(arguments, prog_name="simulator", standalone_mode=False), arguments)
    )
