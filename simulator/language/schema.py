"""The JSON Schema of the scenario language, for editors: completion, hover texts and shape.

It is written from the same declared kinds as the readers. What a schema cannot say (references, kinds of
expressions, sums) is left to `check`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from simulator.glossary import CHINESE_KEYS, Language
from simulator.glossary.descriptions import DESCRIPTIONS
from simulator.language.changes import VERBS
from simulator.language.columns import COLUMN_WORDS, DeclaredColumn
from simulator.language.draws import DRAWS, FIXED
from simulator.language.overlay import OVERLAY_KEYS
from simulator.language.records import Field, fields_of
from simulator.language.registry import REGISTRIES, Registries
from simulator.model import kinds
from simulator.model.calendar import Milestone
from simulator.model.goals import AIM_WORDS
from simulator.model.kinds import Kind
from simulator.model.limits import Selector
from simulator.model.method import DIRECTIONS
from simulator.model.scenario import Scenario

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID_PATTERN = r"^[^.\s]+$"
# a rate over 100 % as a bare number is the commonest slip, so the editor refuses it too
RATE_PATTERN = (
    r"^\s*(100|\d{1,2})(\.\d+)?\s*%\s*$|^\s*\d+(\.\d+)?\s*‰\s*$|^\s*[01](\.\d+)?\s*$|^\s*\d+\s*/\s*\d+\s*$"
)
GROWTH_PATTERN = r"^\s*[+-]?\d+(\.\d+)?\s*[%‰]\s*$|^\s*[+-]?[01](\.\d+)?\s*$|^\s*[+-]?\d+\s*/\s*\d+\s*$"
DAY_PATTERN = r"^\s*\d{4}-\d{2}-\d{2}\s*$"
# an expression names something, so it holds more than digits and marks
RATE_OR_EXPRESSION = RATE_PATTERN + r"|[^\d\s.,%‰/+\-]"
RATE: Schema = {"type": ["number", "string"], "minimum": 0, "maximum": 1, "pattern": RATE_OR_EXPRESSION}
ANY_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
NUMBER: Schema = {"type": ["number", "string"]}


@dataclass(frozen=True, slots=True)
class Writer:
    """One writing of the schema: the language of keys and texts, the registries, the definitions so far."""

    language: Language
    registries: Registries
    definitions: dict[str, Schema]

    def word(self, word: str) -> str:
        """Return one of our words in the writer's language."""
        return CHINESE_KEYS.get(word, word) if self.language == "zh" else word

    def words(self, words: Iterable[str]) -> Schema:
        """Return a choice among our words; in Chinese, their canonical forms may be written too."""
        known = tuple(words)
        return {"enum": list(dict.fromkeys([*map(self.word, known), *known]))}

    def said(self, word: str) -> Schema:
        """Return the title and the description of a word."""
        found = DESCRIPTIONS.get(word)
        described = {"description": found.say(self.language)} if found else {}
        return {"title": self.word(word), **described}

    def write(self, kind: Kind) -> Schema:
        """Return the schema of what may stand where a kind is due."""
        return _WRITERS[type(kind)](kind, self)

    def record(self, record: type[Any]) -> Schema:
        """Return a reference to a record's definition, which is written once."""
        return _defined(record.__name__, lambda: _definition(record, self), self)


def schema(language: Language, registries: Registries = REGISTRIES) -> Schema:
    """Return the JSON Schema (draft 2020-12) of a scenario or overlay; `zh` has Chinese keys and texts.

    >>> found = schema("en")["$defs"]["Scenario"]
    >>> found["properties"]["year"]["title"], found["additionalProperties"]
    ('year', False)
    """
    writer = Writer(language, registries, {})
    whole, overlay = writer.record(Scenario), _defined("overlay", lambda: _overlay(writer), writer)
    choice = {"if": {"required": [writer.word("extends")]}, "then": overlay, "else": whole}
    return {"$schema": DIALECT, "type": "object", **choice, "$defs": dict(sorted(writer.definitions.items()))}


def _definition(record: type[Any], writer: Writer) -> Schema:
    fields = fields_of(record)
    found: Schema = {
        "type": "object",
        "properties": {writer.word(key): _property(key, each, writer) for key, each in fields.items()},
        "additionalProperties": False,
    }
    required = [writer.word(key) for key, each in fields.items() if each.required]
    return {**_introduction(record, writer), **found, **({"required": required} if required else {})}


def _introduction(record: type[Any], writer: Writer) -> Schema:
    """Return what a registered word says of itself; a plain record is introduced by its docstring."""
    word: str | None = getattr(record, "word", None)
    if word is not None:
        return writer.said(word)
    first = (record.__doc__ or "").strip().partition("\n")[0]
    return {"description": first} if writer.language == "en" else {}


def _property(key: str, field: Field, writer: Writer) -> Schema:
    return {**writer.write(field.kind), **writer.said(key)}


# ── single values ──────────────────────────────────────────────────────────────────────────────────


def _same(found: Schema) -> Callable[[Any, Writer], Schema]:
    return lambda *_: dict(found)


def _money(kind: kinds.Money, _: Writer) -> Schema:
    return dict(NUMBER) if kind.signed else {**NUMBER, "minimum": 0}


def _count(kind: kinds.Count, _: Writer) -> Schema:
    return {"type": ["integer", "string"], "minimum": kind.at_least}


def _choice(kind: kinds.Choice, writer: Writer) -> Schema:
    return writer.words(kind.words)


def _flag(_: kinds.Flag, writer: Writer) -> Schema:
    return {"enum": [True, False, *writer.words(("yes", "no"))["enum"]]}


# ── what holds others ──────────────────────────────────────────────────────────────────────────────


def _list(kind: kinds.ListOf, writer: Writer) -> Schema:
    item = writer.write(kind.item)
    many: Schema = {"type": "array", "items": item}
    return {"anyOf": [many, item]} if kind.or_one else many


def _by_name(item: Schema, pattern: str | None = None) -> Schema:
    names = {"propertyNames": {"pattern": pattern}} if pattern else {}
    return {"type": "object", "additionalProperties": item, **names}


def _in_turn(kind: kinds.InTurn, writer: Writer) -> Schema:
    one = {**_by_name(writer.write(kind.item)), "minProperties": 1, "maxProperties": 1}
    return {"type": "array", "items": one, "minItems": 1}


def _conditions(_: kinds.Conditions, writer: Writer) -> Schema:
    one = writer.write(kinds.Formula("yes_no"))
    return {"anyOf": [one, _by_name(one)]}


def _either(kind: kinds.Either, writer: Writer) -> Schema:
    return {"anyOf": [writer.write(kind.scalar), writer.write(kind.other)]}


def _steps(_: kinds.Steps, writer: Writer) -> Schema:
    step = _defined("step", lambda: writer.write(kinds.OneOf("rules")), writer)
    return {"anyOf": [{"type": "array", "items": step, "minItems": 1}, step]}


def _worth(kind: kinds.Amount, writer: Writer) -> Schema:
    literal = RATE if kind.yields == "share" else dict(NUMBER)
    return {"anyOf": [literal, writer.write(kinds.Steps())]}


def _base(_: kinds.Base, writer: Writer) -> Schema:
    return {"anyOf": [writer.write(kinds.Formula("any")), writer.write(kinds.Steps())]}


def _cells(_: kinds.Cells, writer: Writer) -> Schema:
    return _defined(
        "cells", lambda: _by_name({"anyOf": [dict(ANY_SCALAR), {"$ref": "#/$defs/cells"}]}), writer
    )


# ── one of our words ───────────────────────────────────────────────────────────────────────────────


def _one_of(kind: kinds.OneOf, writer: Writer) -> Schema:
    if kind.registry == "methods":
        return _defined("method", lambda: _registered(writer.registries.methods, writer), writer)
    return _CHOICES[kind.registry](writer)


def _defined(name: str, make: Callable[[], Schema], writer: Writer) -> Schema:
    # the name is taken before the definition is made, since that may refer to itself
    if name not in writer.definitions:
        writer.definitions[name] = {}
        writer.definitions[name] = make()
    return {"$ref": f"#/$defs/{name}"}


def _registered(registry: Mapping[str, type[Any]], writer: Writer) -> Schema:
    """Return one mapping with one key for each word, and the bare words of those that need no settings."""
    settings = {word: _settings(record, writer) for word, record in registry.items()}
    bare = [
        word
        for word, record in registry.items()
        if not any(each.required for each in fields_of(record).values())
    ]
    return {"oneOf": [*_bare(bare, writer), *_keyed(settings, writer)]}


def _bare(words: list[str], writer: Writer) -> Iterator[Schema]:
    if words:
        yield writer.words(words)


def _keyed(settings: Mapping[str, Schema], writer: Writer) -> Iterator[Schema]:
    for word, each in settings.items():
        yield {
            "type": "object",
            "properties": {writer.word(word): {**each, **writer.said(word)}},
            "required": [writer.word(word)],
            "additionalProperties": False,
        }


def _settings(record: type[Any], writer: Writer) -> Schema:
    whole = writer.record(record)
    short: str | None = getattr(record, "short", None)
    if short is None:
        return whole
    return {"anyOf": [writer.write(fields_of(record)[short].kind), whole]}


def _measures(writer: Writer) -> Schema:
    selector = writer.record(Selector)
    plain = {word: selector for word in writer.registries.measures if word != "figure"}
    figure = {"figure": {"anyOf": [{"type": "string"}, selector]}}
    bare = [word for word in writer.registries.measures if word != "figure"]
    return {"oneOf": [*_bare(bare, writer), *_keyed({**plain, **figure}, writer)]}


def _aims(writer: Writer) -> Schema:
    own = _registered(writer.registries.aims, writer)["oneOf"]
    keyed = [each for each in _measures(writer)["oneOf"] if each.get("type") == "object"]
    return {"oneOf": [writer.words(AIM_WORDS), *own, *keyed]}


def _sort_keys(writer: Writer) -> Schema:
    formula = writer.write(kinds.Formula("any"))
    return {"oneOf": list(_keyed(dict.fromkeys(DIRECTIONS, formula), writer))}


_CHOICES: Mapping[str, Callable[[Writer], Schema]] = MappingProxyType(
    {
        "rules": lambda writer: _registered(writer.registries.rules, writer),
        "goals": lambda writer: _registered(writer.registries.goals, writer),
        "aims": _aims,
        "measures": _measures,
        "sort_keys": _sort_keys,
    }
)


# ── overlays ───────────────────────────────────────────────────────────────────────────────────────


def _overlay(writer: Writer) -> Schema:
    fields = fields_of(Scenario)
    whole = {key: _property(key, fields[key], writer) for key in OVERLAY_KEYS if key in fields}
    own = {key: {**ANY_SCALAR, **writer.said(key)} for key in ("extends", "reason")}
    changes: Schema = {"type": "array", "items": {"oneOf": list(_verbs(writer))}, **writer.said("changes")}
    properties = {**whole, **own, "changes": changes}
    return {
        "type": "object",
        "properties": {writer.word(key): each for key, each in properties.items()},
        "required": [writer.word(key) for key in ("scenario", "extends")],
        "additionalProperties": False,
    }


def _verbs(writer: Writer) -> Iterator[Schema]:
    """Yield one mapping a verb, with the words that go with it."""
    for word, verb in VERBS.items():
        beside = {key: ANY_SCALAR if key in verb.single else {} for key in (*verb.needs, *verb.takes)}
        found = {word: ANY_SCALAR, **beside}
        yield {
            "type": "object",
            "properties": {writer.word(key): {**each, **writer.said(key)} for key, each in found.items()},
            "required": [writer.word(key) for key in (word, *verb.needs)],
            "additionalProperties": False,
        }


# ── columns and draws ──────────────────────────────────────────────────────────────────────────────


def _column(_: kinds.ColumnKind, writer: Writer) -> Schema:
    return _defined("column", lambda: _column_forms(writer), writer)


def _column_forms(writer: Writer) -> Schema:
    words = writer.words(COLUMN_WORDS)
    categories: Schema = {"type": "array", "items": ANY_SCALAR, "minItems": 1, "uniqueItems": True}
    return {"anyOf": [words, categories, writer.record(DeclaredColumn)]}


def _draw(_: kinds.DrawKind, writer: Writer) -> Schema:
    return _defined("draw", lambda: _draw_forms(writer), writer)


def _draw_forms(writer: Writer) -> Schema:
    settings: dict[str, Schema] = {word: writer.record(record) for word, record in DRAWS.items()}
    weighted = _by_name(writer.write(kinds.RateKind()))
    settings["choice"] = {"anyOf": [settings["choice"], weighted]}
    settings[FIXED] = dict(ANY_SCALAR)
    return {"anyOf": [dict(ANY_SCALAR), *_keyed(settings, writer)]}


# ── the calendar ───────────────────────────────────────────────────────────────────────────────────

MOMENT_PATTERN = r"^\s*(\d{4}\s*年?\s*)?(Q|q|第)?[1-4一二三四](季度)?\s*$|^\s*\d{4}-\d{1,2}(-\d{1,2})?\s*$"


def _timetables(_: kinds.Timetables, writer: Writer) -> Schema:
    return {"type": "object", "additionalProperties": _defined("timetable", lambda: _plan(writer), writer)}


def _plan(writer: Writer) -> Schema:
    row = _defined("calendar_row", lambda: _row(writer), writer)
    grouped = {
        "type": "object",
        "properties": {
            writer.word("column"): {**ANY_SCALAR, **writer.said("column")},
            writer.word("rows"): {**_by_name(row), **writer.said("rows")},
        },
        "required": [writer.word("column"), writer.word("rows")],
        "additionalProperties": False,
    }
    return {"anyOf": [grouped, row]}


def _row(writer: Writer) -> Schema:
    stage = _defined("stage", lambda: _stage(writer), writer)
    return _by_name({"anyOf": [{"type": "array", "items": stage}, stage]}, MOMENT_PATTERN)


def _stage(writer: Writer) -> Schema:
    settings = {"pay": dict(RATE), "milestone": {"anyOf": [{"type": "string"}, writer.record(Milestone)]}}
    return {"oneOf": [{"type": "string"}, *_keyed(settings, writer)]}


_WRITERS: Mapping[type[Kind], Callable[[Any, Writer], Schema]] = MappingProxyType(
    {
        kinds.Text: _same(ANY_SCALAR),
        kinds.Identifier: _same({"type": ["string", "number"], "pattern": ID_PATTERN}),
        kinds.Money: _money,
        kinds.RateKind: _same({**NUMBER, "minimum": 0, "maximum": 1, "pattern": RATE_PATTERN}),
        kinds.Growth: _same({**NUMBER, "minimum": -1, "maximum": 1, "pattern": GROWTH_PATTERN}),
        kinds.PointsKind: _same({"type": "string", "pattern": r"(pp|个百分点)\s*$"}),
        kinds.Count: _count,
        kinds.Number: _same(NUMBER),
        kinds.Flag: _flag,
        kinds.Choice: _choice,
        kinds.Formula: _same({"type": ["string", "number", "boolean"], "maxLength": 500}),
        kinds.Amount: _worth,
        kinds.Base: _base,
        kinds.Cells: _cells,
        kinds.Edge: _same(ANY_SCALAR),
        kinds.Literal: _same(ANY_SCALAR),
        kinds.When: _same({"type": "string", "pattern": MOMENT_PATTERN}),
        kinds.StageWord: _same({"type": "string"}),
        kinds.Timetables: _timetables,
        kinds.ByMoment: lambda kind, writer: _by_name(writer.write(kind.item), MOMENT_PATTERN),
        kinds.Line: _same({"type": "string", "maxLength": 500}),
        kinds.Day: _same({"type": "string", "pattern": DAY_PATTERN}),
        kinds.Reference: _same({"type": ["string", "number"]}),
        kinds.Path: _same({"type": "string", "maxLength": 500}),
        kinds.Record: lambda kind, writer: writer.record(kind.of),
        kinds.ById: lambda kind, writer: _by_name(writer.record(kind.of), ID_PATTERN),
        kinds.Named: lambda kind, writer: _by_name(writer.write(kind.item)),
        kinds.InTurn: _in_turn,
        kinds.Conditions: _conditions,
        kinds.ListOf: _list,
        kinds.Either: _either,
        kinds.OneOf: _one_of,
        kinds.Steps: _steps,
        kinds.ColumnKind: _column,
        kinds.DrawKind: _draw,
    }
)
