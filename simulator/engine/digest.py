"""The digest of a run's input: what was asked, not how it was spelled.

The order of keys, the language they are written in, the spelling of an amount or a condition, comments,
places and file names do not matter; the order of a list does.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from simulator.expression import Expression
from simulator.expression.tree import Constant
from simulator.model import kinds
from simulator.model.decisions import DecidedList, Decision
from simulator.model.kinds import Kind, Quantity, kinds_of
from simulator.model.scenario import Figure, Population, Scenario
from simulator.model.table import Table

_PLACES = frozenset({"place", "offset", "width"})
_SPELLINGS: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        Scenario: ("document",),
        Population: ("file",),
        Expression: ("text",),
        Constant: ("word",),
        Figure: ("found",),
        Decision: ("file",),
        DecidedList: ("file", "row_numbers"),
    }
)
_UNORDERED = (kinds.ById, kinds.Named, kinds.Conditions, kinds.Cells, kinds.Timetables)


def scenario_digest(scenario: Scenario, tables: Mapping[str, Table], seed: int) -> str:
    """Return the SHA-256 of a scenario's content, of its tables' digests and of the seed, in hex.

    >>> budget = Scenario(id="a", year=2014)
    >>> scenario_digest(budget, {}, 0) == scenario_digest(budget, {}, 1)
    False
    """
    digests = {name: tables[name].digest() for name in tables}
    content = {"scenario": canonical(scenario), "tables": digests, "seed": seed}
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: Any) -> Any:
    """Return a value of the model as plain JSON values that do not depend on how it was written.

    Raises TypeError for a value that is no part of a scenario.

    >>> canonical((Fraction(1, 2), "a", None))
    ['1/2', 'a', None]
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [canonical(item) for item in value]
    if isinstance(value, Quantity):
        return _quantity(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _record(value)
    raise TypeError(f"{type(value).__name__} is no part of a scenario")


def _quantity(quantity: Quantity) -> list[Any]:
    # the decimals printed say how closely a published figure must be met, so they are content
    printed = quantity.text.partition(".")[2]
    decimals = sum(character.isdigit() for character in printed)
    return [quantity.kind, canonical(quantity.value), quantity.unit_fen, decimals]


def _record(record: Any) -> dict[str, Any]:
    written = dict(kinds_of(type(record)))  # type: ignore[arg-type]  # mypy: a class has no instance hash
    left_out = _PLACES | {*_SPELLINGS.get(type(record), ()), *_unwritten(record)}
    names = (field.name for field in fields(record) if field.name not in left_out)
    return {
        "is": type(record).__name__,
        **{name: _field(getattr(record, name), written.get(name)) for name in names},
    }


def _unwritten(record: Any) -> tuple[str, ...]:
    # what the language learnt later shows only where it is used, so that the digests of old budgets stand
    added: tuple[str, ...] = getattr(type(record), "ADDED", ())
    return tuple(
        each.name
        for each in fields(record)
        if each.name in added and _is_default(getattr(record, each.name), each.default)
    )


def _is_default(value: Any, default: Any) -> bool:
    # a default that is written out differs from it by its place alone
    return bool(value == default) or (type(value) is type(default) and canonical(value) == canonical(default))


def _field(value: Any, kind: Kind | None) -> Any:
    if isinstance(kind, kinds.Edge) and isinstance(value, Quantity):
        return _edge(value)
    content = canonical(value)
    return sorted(content, key=_name) if isinstance(kind, _UNORDERED) else content


def _edge(edge: Quantity) -> Any:
    # a bare number in a file with a unit is what it would be as money, whatever it turns out to bound
    if edge.kind != "money" and edge.unit_fen is None:
        return canonical(edge.value)
    fen = edge.as_money()
    return int(fen) if fen.denominator == 1 else canonical(fen)


def _name(item: Any) -> str:
    """Return what an item of a mapping is known by: the first of a pair, or a record's id or name."""
    return str(item[0] if isinstance(item, list) else item.get("id", item.get("name")))
