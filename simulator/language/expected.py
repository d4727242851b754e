"""What a case expects: a figure by name, with one value, one a row, or one by id, as printed or exact."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated

from simulator.glossary.keys import canonical_word
from simulator.glossary.shapes import SCALAR
from simulator.language.context import MISSING, Context, Missing
from simulator.language.records import build
from simulator.language.scalars import FLAGS, quantity
from simulator.model import kinds
from simulator.model.case import Expected
from simulator.model.document import Entry, ListNode, MappingNode, Node, Scalar
from simulator.model.kinds import Quantity
from simulator.money import ROUNDING
from simulator.problems import FindingError

PRINTED: Mapping[str, str] = MappingProxyType({"half_up": "half_up", "truncated": "down"})


@dataclass(frozen=True, slots=True)
class Precision:
    """How an expected figure is compared: at the digits it was printed with, or rounded to the fen."""

    as_printed: Annotated[str | None, kinds.Choice(tuple(PRINTED))] = None
    round: Annotated[str | None, kinds.Choice(tuple(ROUNDING))] = None


def read_expected(entry: Entry, rounding: str, context: Context) -> Expected | Missing:
    """Return one expectation; `rounding` is how the case rounds to the fen. Faults are reported."""
    node = entry.value
    if not isinstance(node, MappingNode):
        return _made(entry, node, (), Precision(round=rounding), context)
    written = node.get("is")
    if written is None:
        values = ListNode(tuple(each.value for each in node.entries), node.place)
        return _made(
            entry, values, tuple(each.written for each in node.entries), Precision(round=rounding), context
        )
    others = tuple(each for each in node.entries if each.key != "is")
    precision = build(Precision, others, context)
    if isinstance(precision, Missing):
        return MISSING
    return _made(entry, written, (), Precision(precision.as_printed, precision.round or rounding), context)


def _made(
    entry: Entry, node: Node, ids: tuple[str, ...], precision: Precision, context: Context
) -> Expected | Missing:
    items = node.items if isinstance(node, ListNode) else (node,)
    if not items:
        return context.report(entry.place, "S214", key=entry.written, where=context.where)
    values = [_value(item, context) for item in items]
    good = tuple(each for each in values if not isinstance(each, Missing))
    if len(good) < len(values):
        return MISSING
    return Expected(
        name=entry.written,
        values=good,
        places=tuple(item.place for item in items),
        ids=ids,
        alone=isinstance(node, Scalar),
        as_printed=precision.as_printed,
        rounding=precision.round or "half_up",
        place=entry.place,
    )


def _value(node: Node, context: Context) -> Quantity | Missing:
    if not isinstance(node, Scalar):
        return context.wrong_form(node, SCALAR)
    word = canonical_word(node.text)
    if word in FLAGS:
        return Quantity(Fraction(FLAGS[word]), "yes_no", node.text)
    try:
        return quantity(node.text, node.unit)
    except FindingError as error:
        return context.refuse(node, error)
