"""Which kind stands at a path: what an overlay, a setting or a sweep may put there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from simulator.language.columns import DeclaredColumn
from simulator.language.draws import DRAWS, FIXED
from simulator.language.records import fields_of
from simulator.language.registry import REGISTRIES
from simulator.model import kinds
from simulator.model.calendar import MILESTONE, PAY, Milestone
from simulator.model.kinds import Kind, Record
from simulator.model.limits import Selector
from simulator.model.method import DIRECTIONS
from simulator.model.scenario import Scenario

ROOT = Record(Scenario)


@dataclass(frozen=True, slots=True)
class _Plan(kinds.Timetables):
    """What stands under the id of a programme in the calendar: a row, or a column with its rows."""


@dataclass(frozen=True, slots=True)
class _Row(kinds.Timetables):
    """Moments with what happens at each."""


@dataclass(frozen=True, slots=True)
class _AtMoment(kinds.Timetables):
    """The stages of one moment."""


def kind_at(path: str) -> Kind | None:
    """Return the kind that stands at a path in canonical words, or None when none can.

    Steps are named by their words here. Where a step may be written short (`{cap: 100}`), its path holds
    the kind of the short value.

    >>> kind_at("programmes.rent.award.share.rate"), kind_at("programmes.rent.award.cap")
    (Amount(yields='share'), Amount(yields='wanted'))
    """
    kind: Kind | None = ROOT
    for name in path.split("."):
        kind = None if kind is None else _below(kind, name)
    return None if kind is None else _short(kind) or kind


def _below(kind: Kind, name: str) -> Kind | None:
    descend = _DESCEND.get(type(kind))
    return None if descend is None else descend(kind, name)


def _short(kind: Kind) -> Kind | None:
    if not isinstance(kind, Record):
        return None
    short: str | None = getattr(kind.of, "short", None)
    return None if short is None else fields_of(kind.of)[short].kind


def _in_record(kind: kinds.Record, name: str) -> Kind | None:
    field = fields_of(kind.of).get(name)
    if field is not None:
        return field.kind
    short = _short(kind)
    return None if short is None else _below(short, name)


def _in_list(kind: kinds.ListOf, name: str) -> Kind | None:
    if isinstance(kind.item, kinds.OneOf):
        return _below(kind.item, name)
    if not isinstance(kind.item, Record):
        return None
    # an item without a name of its own is addressed by one of its keys
    field = fields_of(kind.item.of).get(name)
    return kind.item if field is None else field.kind


def _in_steps(_: Kind, name: str) -> Kind | None:
    return _CHOICES["rules"].get(name)


def _in_draw(_: Kind, name: str) -> Kind | None:
    return kinds.Text() if name == FIXED else _records(DRAWS).get(name)


def _in_choice(kind: kinds.OneOf, name: str) -> Kind | None:
    return _CHOICES[kind.registry].get(name)


def _in_either(kind: kinds.Either, name: str) -> Kind | None:
    return _below(kind.other, name)


def _in_plan(_: Kind, name: str) -> Kind | None:
    return {"column": kinds.Identifier(), "rows": kinds.Named(_Row())}.get(name, _AtMoment())


def _at_moment(_: Kind, name: str) -> Kind | None:
    return {PAY: kinds.RateKind(), MILESTONE: Record(Milestone)}.get(name)


def _records(registry: Mapping[str, type[Any]]) -> Mapping[str, Kind]:
    return MappingProxyType({word: Record(record) for word, record in registry.items()})


_CHOICES: Mapping[str, Mapping[str, Kind]] = MappingProxyType(
    {
        "rules": _records(REGISTRIES.rules),
        "methods": _records(REGISTRIES.methods),
        "goals": _records(REGISTRIES.goals),
        "aims": MappingProxyType(
            {**_records(REGISTRIES.aims), **dict.fromkeys(REGISTRIES.measures, Record(Selector))}
        ),
        "measures": MappingProxyType(dict.fromkeys(REGISTRIES.measures, Record(Selector))),
        "sort_keys": MappingProxyType(dict.fromkeys(DIRECTIONS, kinds.Formula("any"))),
    }
)
_DESCEND: Mapping[type[Kind], Callable[[Any, str], Kind | None]] = MappingProxyType(
    {
        kinds.Record: _in_record,
        kinds.ById: lambda kind, *_: Record(kind.of),
        kinds.Named: lambda kind, *_: kind.item,
        kinds.InTurn: lambda kind, *_: kind.item,
        kinds.ByMoment: lambda kind, *_: kind.item,
        kinds.Conditions: lambda *_: kinds.Formula("yes_no"),
        kinds.ListOf: _in_list,
        kinds.Steps: _in_steps,
        kinds.Cells: lambda kind, _: kind,
        kinds.Amount: _in_steps,
        kinds.Base: _in_steps,
        kinds.OneOf: _in_choice,
        kinds.Either: _in_either,
        kinds.ColumnKind: lambda _, name: _in_record(Record(DeclaredColumn), name),
        kinds.DrawKind: _in_draw,
        kinds.Timetables: lambda *_: _Plan(),
        _Plan: _in_plan,
        _Row: lambda *_: _AtMoment(),
        _AtMoment: _at_moment,
    }
)
