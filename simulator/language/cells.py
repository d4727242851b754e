"""The reader of a lookup table: nested mappings from values as written to literals."""

from collections.abc import Iterator

from simulator.glossary.shapes import MAPPING, SCALAR
from simulator.language.context import MISSING, Context, Missing
from simulator.language.records import each_once
from simulator.model import kinds
from simulator.model.document import Entry, MappingNode, Node, Scalar
from simulator.model.kinds import Cell


def read_cells(_: kinds.Cells, node: Node, context: Context) -> tuple[Cell, ...] | Missing:
    """Return the cells of a table in the order written, each with the values that lead to it.

    A bad one is left out. The values are taken as written: they are what a column of data holds, which no
    table of words may change.
    """
    if not isinstance(node, MappingNode):
        return context.wrong_form(node, MAPPING)
    return tuple(_cells(node, (), context))


def _cells(node: MappingNode, words: tuple[str, ...], context: Context) -> Iterator[Cell]:
    for entry in each_once(node.entries):
        here, inside = (*words, entry.written), context.under(entry)
        if isinstance(entry.value, MappingNode):
            yield from _cells(entry.value, here, inside)
        else:
            yield from _cell(entry, here, inside)


def _cell(entry: Entry, words: tuple[str, ...], context: Context) -> Iterator[Cell]:
    if not isinstance(entry.value, Scalar):
        context.wrong_form(entry.value, SCALAR)
        return
    value = context.read(kinds.Literal(), entry.value)
    if value is not MISSING:
        yield Cell(words, value)
