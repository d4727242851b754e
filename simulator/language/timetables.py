"""The calendar as it is written: a row a programme, or rows by group, each a mapping of moments to stages."""

from collections.abc import Iterator
from typing import Any

from simulator.glossary.keys import canonical_word
from simulator.glossary.shapes import MAPPING
from simulator.language.context import MISSING, Context, Missing
from simulator.language.records import build, each_once
from simulator.language.scalars import identifier, of_scalar
from simulator.model import kinds
from simulator.model.calendar import MILESTONE, PAY, Entry, Milestone, Plan, Row, Stage
from simulator.model.document import Entry as Written
from simulator.model.document import ListNode, MappingNode, Node, Scalar
from simulator.model.moments import moment_of
from simulator.problems import FindingError

COLUMN, ROWS = "column", "rows"


def read_timetables(_: kinds.Timetables, node: Node, context: Context) -> tuple[Plan, ...] | Missing:
    """Return one plan a programme or class, in the order written; what is wrong in it is left out."""
    if not isinstance(node, MappingNode):
        return context.wrong_form(node, MAPPING)
    plans = (_plan(each, context.under(each)) for each in each_once(node.entries))
    return tuple(each for each in plans if each is not None)


def read_stage_word(kind: kinds.StageWord, node: Node, context: Context) -> str | Missing:
    """Return the stage named at a node, our words in their canonical form."""
    found: str | Missing = of_scalar(_stage_word)(kind, node, context)
    return found


def _stage_word(_: kinds.StageWord, node: Scalar) -> str:
    return canonical_word(identifier(node.text))


def _plan(entry: Written, context: Context) -> Plan | None:
    if not isinstance(entry.value, MappingNode):
        context.wrong_form(entry.value, MAPPING)
        return None
    rows, column = entry.value.get(ROWS), entry.value.get(COLUMN)
    if rows is None and column is None:
        return Plan(entry.written, (_row("", entry.value, context),), None, entry.place)
    return _grouped(entry, entry.value, context)


def _grouped(entry: Written, value: MappingNode, context: Context) -> Plan | None:
    """Return a plan by groups; both the column and the rows must be there, and nothing else."""
    strangers = [each for each in value.entries if each.key not in (COLUMN, ROWS)]
    for each in strangers:
        context.report(each.place, "S402", key=each.written, where=context.where)
    by_key = {each.key: each for each in value.entries}
    absent = [key for key in (COLUMN, ROWS) if key not in by_key]
    for key in absent:
        context.report(entry.place, "S202", key=key, where=context.where)
    if absent:
        return None
    under = context.under(by_key[ROWS])
    column = context.under(by_key[COLUMN]).read(kinds.Identifier(), by_key[COLUMN].value)
    node = by_key[ROWS].value
    if not isinstance(node, MappingNode):
        under.wrong_form(node, MAPPING)
        return None
    found = tuple(_row_of(each, under.under(each)) for each in each_once(node.entries))
    # the keys of a mapping have no order, so none may reach an output
    rows = tuple(sorted((each for each in found if each is not None), key=lambda each: each.group))
    return None if column is MISSING else Plan(entry.written, rows, column, entry.place)


def _row_of(entry: Written, context: Context) -> Row | None:
    if not isinstance(entry.value, MappingNode):
        context.wrong_form(entry.value, MAPPING)
        return None
    return _row(entry.written, entry.value, context)


def _row(group: str, value: MappingNode, context: Context) -> Row:
    found = (_entry(each, context.under(each)) for each in each_once(value.entries))
    return Row(group, tuple(each for each in found if each is not None), value.place)


def _entry(entry: Written, context: Context) -> Entry | None:
    try:
        moment = moment_of(entry.written)
    except FindingError as error:
        context.problems.append(error.at(entry.place))
        return None
    return Entry(moment, tuple(_stages(entry.value, context)), entry.place)


def _stages(node: Node, context: Context) -> Iterator[Stage]:
    for item in node.items if isinstance(node, ListNode) else (node,):
        stage = _stage(item, context.at(item))
        if stage is not None:
            yield stage


def _stage(node: Node, context: Context) -> Stage | None:
    if isinstance(node, Scalar):
        word = context.read(kinds.StageWord(), node)
        return None if word is MISSING else Stage(word, place=node.place)
    entries = each_once(node.entries) if isinstance(node, MappingNode) else ()
    if len(entries) != 1 or entries[0].key not in (PAY, MILESTONE):
        context.report(node.place, "S403", where=context.where)
        return None
    return _with_settings(entries[0], context.under(entries[0]))


def _with_settings(entry: Written, context: Context) -> Stage | None:
    if entry.key == PAY:
        share = context.read(kinds.RateKind(), entry.value)
        return None if share is MISSING else Stage(PAY, pay=share, place=entry.place)
    faults = len(context.problems)
    milestone: Any = (
        build(Milestone, entry.value.entries, context)
        if isinstance(entry.value, MappingNode)
        else _titled(entry, context)
    )
    # with a fault in its share or in what it keeps back, nothing can be said of what the row pays
    faulty = milestone is MISSING or len(context.problems) > faults
    return None if faulty else Stage(MILESTONE, milestone=milestone, place=entry.place)


def _titled(entry: Written, context: Context) -> Any:
    title = context.read(kinds.Text(), entry.value)
    return MISSING if title is MISSING else Milestone(title, place=entry.place)
