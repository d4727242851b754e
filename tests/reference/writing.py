"""A scenario of plain mappings and rows of texts, written as the YAML and CSV an officer would write."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from tests.reference.figures import FEN

PLAIN = re.compile(r"[\w\-+./%]+")


class Money(str):
    """An amount in whole fen, so that a writer may put it in another unit."""

    __slots__ = ()


def yaml_text(scenario: Mapping[str, Any], unit: str = "分", shuffle: Random | None = None) -> str:
    """Return a scenario as YAML, its bare amounts in `unit`; `shuffle` writes the keys in another order."""
    ordered = shuffled(dict(scenario, unit=unit), shuffle) if shuffle else dict(scenario, unit=unit)
    return "".join(f"{key}: {flow(value, unit)}\n" for key, value in ordered.items())


def flow(value: Any, unit: str) -> str:
    """Return one value in flow style."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(each, unit)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(each, unit) for each in value) + "]"
    if isinstance(value, Money):
        return decimal(Fraction(int(value), FEN[unit]))
    return scalar(value)


def scalar(text: str) -> str:
    """Return a text bare where YAML takes it as it stands, else between quotes.

    >>> scalar("50%"), scalar("kind in [甲, 乙]")
    ('50%', '"kind in [甲, 乙]"')
    """
    return text if PLAIN.fullmatch(text) else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def decimal(value: Fraction) -> str:
    """Return an exact decimal.

    >>> decimal(Fraction(5, 100)), decimal(Fraction(12))
    ('0.05', '12')
    """
    places = 0
    while value.denominator != 1:
        value, places = value * 10, places + 1
    digits = str(abs(value.numerator)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def shuffled(node: Any, random: Random) -> Any:
    """Return the same tree with the keys of every mapping in another order; lists stay as they are."""
    if isinstance(node, Mapping):
        keys = random.sample(list(node), len(node))
        return {key: shuffled(node[key], random) for key in keys}
    return [shuffled(each, random) for each in node] if isinstance(node, list) else node


def csv_bytes(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    """Return rows as a CSV file with a header."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def scaled(node: Any, factor: int) -> Any:
    """Return the same tree with every amount so many times as large."""
    if isinstance(node, Money):
        return Money(int(node) * factor)
    if isinstance(node, Mapping):
        return {key: scaled(each, factor) for key, each in node.items()}
    return [scaled(each, factor) for each in node] if isinstance(node, list) else node


def in_unit(
    scenario: Mapping[str, Any], applicants: Mapping[str, Sequence[Mapping[str, str]]], unit: str
) -> tuple[dict[str, Any], dict[str, list[dict[str, str]]]]:
    """Return the same scenario with every money column of its data declared and written in another unit."""
    populations, rows = {}, {}
    for name, population in scenario["populations"].items():
        money = [key for key, kind in population["columns"].items() if isinstance(kind, str) and kind in FEN]
        columns = {key: unit if key in money else kind for key, kind in population["columns"].items()}
        populations[name] = {**population, "columns": columns}
        rows[name] = [{**row, **_converted(row, money, unit)} for row in applicants[name]]
    return {**scenario, "populations": populations}, rows


def _converted(row: Mapping[str, str], money: Sequence[str], unit: str) -> dict[str, str]:
    return {key: decimal(Fraction(int(row[key]), FEN[unit])) for key in money}
