"""The reader of a data column's declared type: a money unit, a word, or its list of categories."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Annotated, Any

from simulator.expression import Type
from simulator.glossary.keys import canonical_word
from simulator.language.context import MISSING, Context, Missing
from simulator.language.records import build
from simulator.language.scalars import FLAGS, in_words, nearest, quantity
from simulator.model import kinds
from simulator.model.document import ListNode, MappingNode, Node, Scalar
from simulator.model.table import ColumnType
from simulator.money import FEN_OF_UNIT
from simulator.problems import FindingError

USCC = "uscc"
TYPES: Mapping[str, Type] = MappingProxyType(
    {
        "count": Type("count"),
        "number": Type("number"),
        "percent": Type("share"),
        "yes_no": Type("yes_no"),
        "date": Type("date"),
        "text": Type("text"),
        USCC: Type("text"),
    }
)
COLUMN_WORDS = (*FEN_OF_UNIT, *TYPES)


# ── columns of a data file ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class DeclaredColumn:
    """A column with more to say than its type.

    `blank` is what a blank cell stands for, `one_to_one` a column that goes with it value by value,
    `signed` says that money below zero is meant.
    """

    type: Annotated[ColumnType, kinds.ColumnKind()]
    blank: Annotated[str | None, kinds.Text()] = None
    one_to_one: Annotated[str | None, kinds.Identifier()] = None
    signed: Annotated[bool, kinds.Flag()] = False


def read_column(_: kinds.ColumnKind, node: Node, context: Context) -> ColumnType | Missing:
    """Return a column's declared type: a money unit, a word such as `count`, or its categories."""
    return _BY_FORM[type(node)](node, context)


def _named_type(node: Scalar, context: Context) -> ColumnType | Missing:
    text = canonical_word(node.text)
    if text in FEN_OF_UNIT:
        return ColumnType(Type("money"), unit=text)
    if text in TYPES:
        return ColumnType(TYPES[text], is_uscc=text == USCC)
    facts = {"text": node.text, "nearest": nearest(node.text, COLUMN_WORDS)}
    return context.refuse(node, FindingError("S215", words=in_words(node.text, COLUMN_WORDS), **facts))


def _categories(node: ListNode, context: Context) -> ColumnType | Missing:
    texts = [context.read(kinds.Text(), item) for item in node.items]
    if any(text is MISSING for text in texts):
        return MISSING
    repeated = next(
        (item for item, text in zip(node.items, texts, strict=True) if texts.count(text) > 1), None
    )
    if repeated is not None or not texts:
        return context.report((repeated or node).place, "S216")
    return ColumnType(Type("category", tuple(texts)))


def _declared(node: MappingNode, context: Context) -> ColumnType | Missing:
    declared = build(DeclaredColumn, node.entries, context)
    if isinstance(declared, Missing):
        return MISSING
    blank = node.get("blank")
    if isinstance(blank, Scalar) and not is_of_type(blank.text, declared.type):
        return context.refuse(blank, FindingError("S218", text=blank.text, column=context.trail[-1]))
    kind: ColumnType = declared.type
    return replace(kind, blank=declared.blank, one_to_one=declared.one_to_one, signed=declared.signed)


_BY_FORM: Mapping[type[Node], Callable[[Any, Context], ColumnType | Missing]] = MappingProxyType(
    {Scalar: _named_type, ListNode: _categories, MappingNode: _declared}
)


def is_of_type(text: str, column: ColumnType) -> bool:
    """Return whether a text can stand in a column.

    >>> is_of_type("0", ColumnType(Type("money"), "元")), is_of_type("abc", ColumnType(Type("count")))
    (True, False)
    """
    try:
        return _FITS[column.type.kind](text, column)
    except FindingError:
        return False


def _fits_kind(*allowed: str) -> Callable[[str, ColumnType], bool]:
    return lambda text, _: quantity(text).kind in allowed


_FITS: Mapping[str, Callable[[str, ColumnType], bool]] = MappingProxyType(
    {
        "money": _fits_kind("money", "bare"),
        "count": lambda text, _: quantity(text).kind == "bare" and quantity(text).value.denominator == 1,
        "number": _fits_kind("bare"),
        "share": _fits_kind("share", "bare"),
        "yes_no": lambda text, _: canonical_word(text) in FLAGS,
        "date": _fits_kind("date"),
        "text": lambda *_: True,
        "category": lambda text, column: text in column.type.categories,
    }
)
