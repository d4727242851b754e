"""What the LP and the MPS text share: names every reader takes, the table that gives them back, the rows."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.optimise.problem import Problem

PLAIN = re.compile(r"[^A-Za-z0-9_]+")
"""What may not stand in a name where only plain letters are safe."""

ANY_SCRIPT = re.compile(r"\W+")
"""What may not stand in a name where letters of any script are."""

LONGEST_NAME = 60
"""In bytes, beside the position; CBC renames everything once a name has more than a hundred."""

PIECE = 80
"""Characters of an original name on one line; CBC takes no line of a thousand bytes."""

GIVES, GOES_ON = " = ", "& "


def safe_names(letter: str, names: Sequence[str], unsafe: re.Pattern[str] = PLAIN) -> tuple[str, ...]:
    """Return unique names of letters, digits and underscores, each with its position first.

    >>> safe_names("c", ["rent", "房租 a*b"])
    ('c0_rent', 'c1__a_b')
    >>> safe_names("c", ["房租 a*b"], ANY_SCRIPT)
    ('c0_房租_a_b',)
    """
    return tuple(f"{letter}{index}_{_cut(unsafe.sub('_', name))}" for index, name in enumerate(names))


def _cut(name: str) -> str:
    if name.isascii():
        return name[:LONGEST_NAME]
    return name.encode()[:LONGEST_NAME].decode(errors="ignore")


def name_table(mark: str, safe: Sequence[str], names: Sequence[str]) -> list[str]:
    r"""Return comment lines that give the name each safe one stands for, as JSON text in pieces.

    >>> name_table("*", ["c0_a"], ['a "b"'])
    ['* c0_a = "a \\"b\\""']
    """
    lines: list[str] = []
    for short, name in zip(safe, names, strict=True):
        text = json.dumps(name, ensure_ascii=False)
        lines.append(f"{mark} {short}{GIVES}{text[:PIECE]}")
        lines += [f"{mark} {GOES_ON}{text[at : at + PIECE]}" for at in range(PIECE, len(text), PIECE)]
    return lines


def original_names(text: str) -> Mapping[str, str]:
    r"""Return the name each safe name of an LP or MPS text stands for, in the order written.

    >>> original_names('* c0_a = "a b"\n* c1_b = "b"\nNAME plan FREE\n')
    {'c0_a': 'a b', 'c1_b': 'b'}
    """
    table: dict[str, str] = {}
    last = ""
    for line in _comments(text):
        if line.startswith(GOES_ON):
            table[last] += line.removeprefix(GOES_ON)
        elif GIVES in line:
            last, _, table_text = line.partition(GIVES)
            table[last] = table_text
    return {short: json.loads(name) for short, name in table.items()}


def _comments(text: str) -> Iterator[str]:
    # only a line feed ends a line here: a name may hold what else Python takes for an end of line
    return (line[2:] for line in text.split("\n") if line.startswith(("* ", "\\ ")))


@dataclass(frozen=True, slots=True)
class Side:
    """One bound of a row, as a row of its own: no two readers agree on rows with two bounds."""

    row: int
    name: str
    relation: str
    bound: int


def sides(problem: Problem, names: Sequence[str]) -> tuple[Side, ...]:
    """Return every bound of every row under safe row names; a row without bounds has none."""
    bounds = zip(names, problem.row_lower, problem.row_upper, strict=True)
    return tuple(side for row, each in enumerate(bounds) for side in _sides(row, *each))


def _sides(row: int, name: str, lower: int | None, upper: int | None) -> Iterator[Side]:
    if lower is not None and lower == upper:
        yield Side(row, name, "=", lower)
        return
    if lower is not None:
        yield Side(row, f"{name}_l", ">=", lower)
    if upper is not None:
        yield Side(row, f"{name}_u", "<=", upper)
