"""Readers of what happens when to which line of the budget: mappings by moment, and names of lines."""

from datetime import date
from typing import Any

from simulator.glossary.shapes import MAPPING, SCALAR
from simulator.language.canonical import canonical_path
from simulator.language.context import MISSING, Context, Missing
from simulator.language.moments import moment_of
from simulator.language.records import each_once
from simulator.language.scalars import in_words, nearest
from simulator.model import kinds
from simulator.model.document import Entry, MappingNode, Node, Scalar
from simulator.model.moments import Moment
from simulator.problems import FindingError

LINES = ("programmes", "spending")


def read_by_moment(kind: kinds.ByMoment, node: Node, context: Context) -> tuple[Any, ...] | Missing:
    """Return (moment, value) pairs in order of time; a pair with a fault is reported and left out."""
    if not isinstance(node, MappingNode):
        return context.wrong_form(node, MAPPING)
    read = (_pair(kind, each, context.under(each)) for each in each_once(node.entries))
    return tuple(sorted((pair for pair in read if pair is not None), key=lambda pair: _when(pair[0])))


def _pair(kind: kinds.ByMoment, entry: Entry, context: Context) -> tuple[Moment, Any] | None:
    value = context.read(kind.item, entry.value)
    try:
        moment = moment_of(entry.written)
    except FindingError as error:
        context.problems.append(error.at(entry.place))
        return None
    return None if value is MISSING else (moment, value)


def _when(moment: Moment) -> tuple[bool, date]:
    # a quarter without a year is of the budget year, which is not known here: those come first, by themselves
    return moment.year is not None, moment.last_day(moment.year or 1)


def read_line(_: kinds.Line, node: Node, context: Context) -> str | Missing:
    """Return the canonical path of a programme or class that is declared, or report S421."""
    if not isinstance(node, Scalar):
        return context.wrong_form(node, SCALAR)
    path = canonical_path(node.text)
    known = tuple(f"{section}.{name}" for section in LINES for name in context.declared.get(section, ()))
    if path in known:
        return path
    near = nearest(path, known) or _of_that_id(path, known, node.text)
    return context.refuse(
        node, FindingError("S421", text=node.text, nearest=near, lines=", ".join(known) or "—")
    )


def _of_that_id(name: str, known: tuple[str, ...], text: str) -> str:
    """Return the only line that has an id, its section in the language of a text; "" for none or several."""
    same = [line for line in known if line.partition(".")[2] == name]
    if len(same) != 1:
        return ""
    section = same[0].partition(".")[0]
    return f"{in_words(text, (section,))}.{name}"
