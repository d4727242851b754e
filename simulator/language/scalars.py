"""Readers of the kinds that stand in a single value: texts, amounts, rates, counts, words, expressions."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from simulator.expression import Expression, literal, parse
from simulator.glossary.keys import CHINESE_KEYS, canonical_word
from simulator.glossary.shapes import SCALAR
from simulator.language.context import MISSING, Context, Missing, Reader, Sighting
from simulator.model import kinds
from simulator.model.document import Node, Scalar
from simulator.model.figured import FigureName
from simulator.model.kinds import Kind, Quantity, unit_fen
from simulator.money import (
    normalised,
    parse_count,
    parse_growth,
    parse_money,
    parse_number,
    parse_points,
    parse_rate,
)
from simulator.problems import FindingError, Place

FLAGS: Mapping[str, bool] = MappingProxyType({"yes": True, "true": True, "no": False, "false": False})
# of two Chinese characters one may be wrong; a longer Latin word must be nearer
LIKENESS: Mapping[bool, float] = MappingProxyType({True: 0.5, False: 0.7})
_BAD_ID = re.compile(r"[.\s\u3000]")
_NUMBER_LIKE = re.compile(r"[-+]?[\d,.]+\s*[^\W\d]*")
_LITERAL_LIKE = re.compile(r"[-+]?[\d,.]+\s*(?:[^\W\d]*|[%‰])|\d+\s*/\s*\d+|\d{4}-\d{1,2}-\d{1,2}")
_BARE_RATIO = re.compile(r"\d+\s*/\s*\d+")
_WANTED: Mapping[str, str] = MappingProxyType(
    {"money": "money", "share": "share", "ratio": "share", "number": "numeric"}
)


# ── a value by its text ────────────────────────────────────────────────────────────────────────────


def of_scalar(parse_text: Callable[[Any, Scalar], Any]) -> Reader:
    """Return a reader that takes a single value and reports what its parser refuses."""

    def read(kind: Kind, node: Node, context: Context) -> Any:
        if not isinstance(node, Scalar):
            return context.wrong_form(node, SCALAR)
        try:
            return parse_text(kind, node)
        except FindingError as error:
            return context.refuse(node, error)

    return read


def _text(_: kinds.Text, node: Scalar) -> str:
    return node.text


def _identifier(_: kinds.Identifier, node: Scalar) -> str:
    return identifier(node.text)


def identifier(text: str) -> str:
    """Return a text that may name something; raises FindingError S206 when empty, or with a dot or a space.

    >>> identifier("rent_subsidy")
    'rent_subsidy'
    """
    if not text or _BAD_ID.search(text):
        raise FindingError("S206", text=text)
    return text


def _money(kind: kinds.Money, node: Scalar) -> int:
    fen = parse_money(node.text, node.unit)
    if fen < 0 and not kind.signed:
        raise FindingError("S207", text=node.text)
    return fen


def _rate(_: kinds.RateKind, node: Scalar) -> Fraction:
    return parse_rate(node.text)


def _growth(_: kinds.Growth, node: Scalar) -> Fraction:
    return parse_growth(node.text)


def _points(_: kinds.PointsKind, node: Scalar) -> Fraction:
    return parse_points(node.text)


def _count(kind: kinds.Count, node: Scalar) -> int:
    count = parse_count(node.text)
    if count < kind.at_least:
        raise FindingError("S208", text=node.text, least=kind.at_least)
    return count


def _number(_: kinds.Number, node: Scalar) -> Fraction:
    return parse_number(node.text)


def _day(_: kinds.Day, node: Scalar) -> date:
    found = quantity(node.text)
    if found.kind != "date":
        raise FindingError("S293", text=node.text)
    return date.fromordinal(int(found.value))


def _flag(_: kinds.Flag, node: Scalar) -> bool:
    return flag(node.text)


def flag(text: str) -> bool:
    """Return what yes, no, true, false, 是 or 否 says; raises FindingError S209.

    >>> flag("是"), flag("no")
    (True, False)
    """
    known = FLAGS.get(canonical_word(text))
    if known is None:
        raise FindingError("S209", text=text)
    return known


def _choice(kind: kinds.Choice, node: Scalar) -> str:
    return chosen_word(node.text, kind.words)


def chosen_word(text: str, words: tuple[str, ...]) -> str:
    """Return the canonical form of one of our words, in either language; raises FindingError S205.

    >>> chosen_word("half_up", ("half_up", "down"))
    'half_up'
    """
    canonical = canonical_word(text)
    if canonical not in words:
        raise FindingError("S205", text=text, nearest=nearest(text, words), words=in_words(text, words))
    return canonical


# ── figures ────────────────────────────────────────────────────────────────────────────────────────


def _literal(_: kinds.Literal, node: Scalar) -> Quantity:
    return quantity(node.text, node.unit)


def quantity(text: str, unit: str | None = None) -> Quantity:
    """Return a figure as written: a number with its mark or money unit, a bare number, a date, a text.

    A bare number (`17`, `1/3`) remembers `unit`, what bare money means in its file. Raises FindingError E1xx
    or M3xx for something that begins as a number and is none.

    >>> quantity("4.35%").kind, quantity("12x").value, quantity("1.2亿元").value
    ('share', Fraction(12, 1), Fraction(12000000000, 1))
    """
    if _BARE_RATIO.fullmatch(normalised(text)):
        return Quantity(parse_number(text), "bare", text, unit_fen(unit))
    found, value = literal(text)
    if isinstance(value, str):
        return Quantity(Fraction(0), "text", text)
    kind = "bare" if found.kind in {"count", "number"} else found.kind
    return Quantity(Fraction(value), kind, text, unit_fen(unit) if kind == "bare" else None)


# ── expressions ────────────────────────────────────────────────────────────────────────────────────


def read_formula(kind: kinds.Formula, node: Node, context: Context) -> Expression | Missing:
    """Return the expression at a node, noted for the check of its types."""
    if not isinstance(node, Scalar):
        return context.wrong_form(node, SCALAR)
    return _sighted(node, kind.yields, context)


def read_amount(kind: kinds.Amount, node: Scalar, context: Context) -> int | Fraction | Expression | Missing:
    """Return a literal of what the place wants (fen, a share, a number), or an expression that yields it."""
    like = _NUMBER_LIKE if kind.yields == "money" else _LITERAL_LIKE
    if not like.fullmatch(normalised(node.text)):
        return _sighted(node, _WANTED[kind.yields], context)
    read: int | Fraction | Missing = _LITERALS[kind.yields](kind, node, context)
    return read


def read_edge(_: kinds.Edge, node: Node, context: Context) -> Quantity | Expression | Missing:
    """Return the literal at the edge of a band (bare money in the file's unit), or an expression."""
    if not isinstance(node, Scalar):
        return context.wrong_form(node, SCALAR)
    if not _LITERAL_LIKE.fullmatch(normalised(node.text)):
        return _sighted(node, "ordered", context)
    found: Quantity | Missing = of_scalar(_literal)(kinds.Literal(), node, context)
    return found


def read_conditions(_: kinds.Conditions, node: Node, context: Context) -> Any:
    """Return (name, expression) pairs: one of its own is named `eligible`, the others as written."""
    formula = kinds.Formula("yes_no")
    if isinstance(node, Scalar):
        condition = context.read(formula, node)
        return MISSING if condition is MISSING else ((context.path[-1], condition),)
    return context.read(kinds.Named(formula), node)


def _sighted(node: Scalar, yields: str, context: Context) -> Expression | Missing:
    place = text_place(node)
    try:
        expression = parse(node.text)
    except FindingError as error:
        context.problems.append(error.at(place, node.history))
        return MISSING
    context.sightings.append(Sighting(context.path[:2], yields, expression, node))
    return expression


def text_place(node: Scalar) -> Place:
    """Return where the text of a value begins: after its quotation mark, if it has one."""
    if not node.quoted:
        return node.place
    return replace(node.place, column=node.place.column + 1)


# ── references and paths ───────────────────────────────────────────────────────────────────────────


def read_reference(kind: kinds.Reference, node: Node, context: Context) -> str | Missing:
    """Return the id of something declared in a section it may be of, or report it with the nearest one."""
    if not isinstance(node, Scalar):
        return context.wrong_form(node, SCALAR)
    declared = tuple(name for section in kind.sections for name in context.declared.get(section, ()))
    found = next((name for name in (node.text, canonical_word(node.text)) if name in declared), None)
    if found is not None:
        return found
    section = in_words(context.trail[-1], kind.sections)
    facts = {"text": node.text, "section": section, "declared": ", ".join(declared) or "—"}
    return context.refuse(node, FindingError("S204", nearest=nearest(node.text, declared), **facts))


def nearest(text: str, names: tuple[str, ...]) -> str:
    """Return the name most like a text, in the language the text is written in; "" when none is like it.

    >>> nearest("industri", ("industry", "rent")), nearest("xyz", ("industry", "rent"))
    ('industry', '')
    """
    candidates = _either_language(text, names)
    return next(iter(get_close_matches(text, candidates, 1, LIKENESS[_is_chinese(text)])), "")


def in_words(text: str, names: tuple[str, ...]) -> str:
    """Return the names as a list to choose from, in the language the text is written in."""
    return "、".join(_either_language(text, names)) if _is_chinese(text) else ", ".join(names)


def _either_language(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(CHINESE_KEYS.get(name, name) for name in names) if _is_chinese(text) else names


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in text)


def read_money(kind: kinds.Money, node: Node, context: Context) -> Any:
    """Return whole fen, or the name of a figure where one may stand for them."""
    if kind.figure and isinstance(node, Scalar) and not _LITERAL_LIKE.fullmatch(normalised(node.text)):
        declared = context.declared.get("figures", ())
        if node.text in declared:
            return FigureName(node.text)
        if nearest(node.text, declared):
            return read_reference(kinds.Reference("figures"), node, context)
    return _read_fen(kind, node, context)


_read_fen = of_scalar(_money)
_LITERALS: Mapping[str, Reader] = MappingProxyType(
    {
        "money": lambda _, node, context: _read_fen(kinds.Money(), node, context),
        "share": of_scalar(lambda _, node: parse_rate(node.text)),
        "ratio": of_scalar(lambda _, node: quantity(node.text).as_ratio()),
        "number": of_scalar(lambda _, node: parse_number(node.text)),
    }
)
SCALARS: Mapping[type[Kind], Reader] = MappingProxyType(
    {
        kinds.Text: of_scalar(_text),
        kinds.Identifier: of_scalar(_identifier),
        kinds.Money: read_money,
        kinds.RateKind: of_scalar(_rate),
        kinds.Growth: of_scalar(_growth),
        kinds.PointsKind: of_scalar(_points),
        kinds.Count: of_scalar(_count),
        kinds.Number: of_scalar(_number),
        kinds.Flag: of_scalar(_flag),
        kinds.Choice: of_scalar(_choice),
        kinds.Literal: of_scalar(_literal),
        kinds.Day: of_scalar(_day),
        kinds.Path: of_scalar(_text),
        kinds.Formula: read_formula,
        kinds.Edge: read_edge,
        kinds.Conditions: read_conditions,
        kinds.Reference: read_reference,
    }
)
