"""Readers of the kinds that hold others: records of our fixed words, mappings of the officer's ids, lists."""

from collections.abc import Mapping
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import fields
from types import MappingProxyType
from typing import Any, NamedTuple

from simulator.glossary.shapes import LIST, MAPPING
from simulator.language.context import MISSING, Context, Missing, Reader
from simulator.language.scalars import in_words, nearest
from simulator.model import kinds
from simulator.model.document import Entry, ListNode, MappingNode, Node, Scalar
from simulator.model.figured import FigureName
from simulator.model.kinds import Kind, kinds_of, written_name
from simulator.model.step import Branch
from simulator.problems import FindingError, Place


class Field(NamedTuple):
    """A field of a record that is written: its name in code, its kind, and whether it must be there."""

    name: str
    kind: Kind
    required: bool


def fields_of(record: type[Any]) -> Mapping[str, Field]:
    """Return the fields of a record by the key each is written with, in order.

    >>> from simulator.model.scenario import Population
    >>> fields_of(Population)["id"].name
    'key'
    """
    renamed: Mapping[str, str] = getattr(record, "RENAMED", {})
    required = {
        each.name
        for each in fields(record)
        if each.default is NO_DEFAULT and each.default_factory is NO_DEFAULT
    }
    return MappingProxyType(
        {
            renamed.get(name, written_name(name)): Field(name, kind, name in required)
            for name, kind in kinds_of(record)  # type: ignore[arg-type]  # mypy: a class has no instance hash
        }
    )


# ── records ────────────────────────────────────────────────────────────────────────────────────────


def read_record(kind: kinds.Record, node: Node, context: Context) -> Any:
    """Return an instance of the record's class, or MISSING when a required value of it is bad or absent."""
    if not isinstance(node, MappingNode):
        return context.wrong_form(node, MAPPING)
    return build(kind.of, node.entries, context)


def build(record: type[Any], entries: tuple[Entry, ...], context: Context, **given: Any) -> Any:
    """Return a record made of entries: every fault of every entry is reported, the good values are kept.

    `given` are values that are not written inside (the id of a record). MISSING comes back when a
    required value is bad or absent.
    """
    allowed = fields_of(record)
    entries = each_once(entries)
    _report_unknown(entries, tuple(allowed), context)
    known = [(allowed[entry.key], entry) for entry in entries if entry.key in allowed]
    values = {each.name: context.under(entry).read(each.kind, entry.value) for each, entry in known}
    absent = _report_absent(record, entries, context)
    bad = [name for name, value in values.items() if value is MISSING]
    bad += [each.name for each, entry in known if _report_empty(each, entry, values[each.name], context)]
    if absent or any(each.required and each.name in bad for each in allowed.values()):
        return MISSING
    good = {name: value for name, value in values.items() if name not in bad}
    return _made(record, {**_placed(record, context), **given, **good}, context)


def each_once(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries, of those with one key only the first."""
    # a repeated key is told of when the file is read; everywhere the first one counts
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.key, entry)
    return tuple(first.values())


def build_short(record: type[Any], short: str, node: Node, context: Context) -> Any:
    """Return a record of which only the `short` field is written, in place of a mapping."""
    field = fields_of(record)[short]
    value = context.read(field.kind, node)
    entry = Entry(short, context.trail[-1], context.key, node)
    if value is MISSING or _report_empty(field, entry, value, context):
        return MISSING
    return _made(record, {**_placed(record, context), short: value}, context)


def _report_unknown(entries: tuple[Entry, ...], allowed: tuple[str, ...], context: Context) -> None:
    for entry in entries:
        if entry.key not in allowed:
            context.report(
                entry.place,
                "S201",
                key=entry.written,
                where=context.where or entry.place.file,
                nearest=nearest(entry.written, allowed),
                keys=in_words(entry.written, allowed),
            )


def _report_absent(record: type[Any], entries: tuple[Entry, ...], context: Context) -> bool:
    written = [entry.key for entry in entries]
    absent = [key for key, each in fields_of(record).items() if each.required and key not in written]
    for key in absent:
        context.report(
            context.key,
            "S202",
            key=in_words(_sample(entries), (key,)),
            where=context.where or context.key.file,
        )
    return bool(absent)


def _report_empty(field: Field, entry: Entry, value: Any, context: Context) -> bool:
    """Return whether nothing is left of a required list or mapping; say so when nothing was written."""
    written = (
        entry.value.entries if isinstance(entry.value, MappingNode) else getattr(entry.value, "items", ())
    )
    if field.required and value == () and not written:
        context.report(entry.place, "S214", key=entry.written, where=context.where)
    return field.required and value == ()


def _sample(entries: tuple[Entry, ...]) -> str:
    return entries[0].written if entries else ""


def _placed(record: type[Any], context: Context) -> dict[str, Place]:
    return {"place": context.key} if any(each.name == "place" for each in fields(record)) else {}


def _made(record: type[Any], values: dict[str, Any], context: Context) -> Any:
    try:
        return record(**_with_names_apart(record, values))
    except FindingError as error:
        context.problems.append(error.at(context.key))
        return MISSING


def _with_names_apart(record: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return the values with the names of figures beside the amounts that they stand for."""
    named = {name: value.text for name, value in values.items() if isinstance(value, FigureName)}
    if not named:
        return values
    waiting = {each.name: 0 for each in fields_of(record).values() if each.required and each.name in named}
    known = {name: value for name, value in values.items() if name not in named}
    return {**known, **waiting, "figured": tuple(named.items())}


# ── the officer's ids and names ────────────────────────────────────────────────────────────────────


def read_by_id(kind: kinds.ById, node: Node, context: Context) -> tuple[Any, ...] | Missing:
    """Return one record an id, in the order written; a bad one is left out."""
    if not isinstance(node, MappingNode):
        return context.wrong_form(node, MAPPING)
    _report_our_words(kind.of, node.entries, context)
    records = (_record_of(kind.of, entry, context.under(entry)) for entry in each_once(node.entries))
    return _good(records)


def _report_our_words(record: type[Any], entries: tuple[Entry, ...], context: Context) -> None:
    for entry in entries:
        if entry.key in fields_of(record):
            context.report(entry.place, "S212", key=entry.written, where=context.where)


def _record_of(record: type[Any], entry: Entry, context: Context) -> Any:
    if not isinstance(entry.value, MappingNode):
        if entry.key in fields_of(record):
            return MISSING
        return context.wrong_form(entry.value, MAPPING)
    return build(record, entry.value.entries, context, id=entry.key)


def read_named(kind: kinds.Named, node: Node, context: Context) -> tuple[Any, ...] | Missing:
    """Return (name, value) pairs in the order written, or branches of steps; a bad value's pair is left out.

    A name is taken as written: it may be a column of a data file, which no table of words may change.
    """
    if not isinstance(node, MappingNode):
        return context.wrong_form(node, MAPPING)
    entries = each_once(node.entries)
    pairs = [(each.written, context.under(each).read(kind.item, each.value)) for each in entries]
    good = tuple(pair for pair in pairs if pair[1] is not MISSING)
    return tuple(Branch(*pair) for pair in good) if isinstance(kind.item, kinds.Steps) else good


def read_in_turn(kind: kinds.InTurn, node: Node, context: Context) -> tuple[Any, ...] | Missing:
    """Return (name, value) pairs in the order of a list, each item a mapping of one name."""
    if not isinstance(node, ListNode):
        return context.wrong_form(node, LIST)
    read = (read_named(kinds.Named(kind.item), item, context.at(item)) for item in node.items)
    return tuple(pair for pairs in read if not isinstance(pairs, Missing) for pair in pairs)


# ── lists and choices of form ──────────────────────────────────────────────────────────────────────


def read_list(kind: kinds.ListOf, node: Node, context: Context) -> tuple[Any, ...] | Missing:
    """Return the items that are good, in order; a single value may stand for a list of one."""
    if isinstance(node, ListNode):
        return _good(context.at(item).read(kind.item, item) for item in node.items)
    if not kind.or_one:
        return context.wrong_form(node, LIST)
    item = context.read(kind.item, node)
    return MISSING if item is MISSING else (item,)


def read_either(kind: kinds.Either, node: Node, context: Context) -> Any:
    """Return what the form of the node says: a single value of one kind, or a mapping or list of another."""
    return context.read(kind.scalar if isinstance(node, Scalar) else kind.other, node)


def _good(values: Any) -> tuple[Any, ...]:
    return tuple(value for value in values if value is not MISSING)


RECORDS: Mapping[type[Kind], Reader] = MappingProxyType(
    {
        kinds.Record: read_record,
        kinds.ById: read_by_id,
        kinds.Named: read_named,
        kinds.InTurn: read_in_turn,
        kinds.ListOf: read_list,
        kinds.Either: read_either,
    }
)
