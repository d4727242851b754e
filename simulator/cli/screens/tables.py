"""What the tables of the run screen share: their width, their unit, and figures that add as printed."""

from collections.abc import Collection, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from simulator.glossary import Language, word
from simulator.money import as_printed, decimal_text, grouped

WIDTH = 110
UNIT = "万元"
MONEY = frozenset({"amount", "used", "unspent", "claims", "granted", "decided", "drawn"})


def show(console: Console, part: Table | Text) -> None:
    """Print a part of a screen: a table under an empty line, a text that is not to wrap cut to the width."""
    if isinstance(part, Table):
        console.print()
        console.print(part)
    else:
        console.print(part, no_wrap=part.no_wrap, overflow=part.overflow)


def headed(headings: Sequence[str], language: Language, money: Collection[str] = MONEY) -> Table:
    """Return an empty table with a column a heading, the first to the left; those of money name the unit."""
    table = Table(box=None, pad_edge=False, header_style="underline")
    for index, heading in enumerate(headings):
        name = word(heading).say(language)
        shown = f"{name} ({UNIT})" if heading in money else name
        table.add_column(shown, justify="left" if index == 0 else "right")
    return table


def printed(lines: Sequence[int]) -> list[str]:
    """Return fen as printed, and their total last; the lines are rounded so that they add to it."""
    quanta = as_printed(lines, UNIT, 2)
    return [grouped(decimal_text(each, 2)) for each in (*quanta, sum(quanta))]
