"""A typed literal as `figures` write it: one value, its type told by how it is written."""

import re
from fractions import Fraction

from simulator.expression.tokens import LONGEST_TEXT, Token, tokens
from simulator.expression.values import ExpressionError, Type
from simulator.money import parse_number

_SEPARATED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_RATIO = re.compile(r"[0-9]+\s*/\s*[0-9]+")
_NUMERIC = re.compile(r"[+-]?\s*[0-9]")


def literal(text: str) -> tuple[Type, Fraction | bool | str]:
    """Return a literal's type and value: a number in base units (fen, share, ordinal day), yes/no, or text.

    A text that begins with a digit or a sign must be a literal. Raises ExpressionError E1xx.

    >>> [(kind.kind, str(value)) for kind, value in map(literal, ("4.35%", "1.2亿元", "yes", "三甲"))]
    [('share', '87/2000'), ('money', '12000000000'), ('yes_no', 'True'), ('text', '三甲')]
    """
    plain = text.strip().translate(_SIGNS)
    if _RATIO.fullmatch(plain):
        return Type("number"), parse_number(plain)
    separated = _SEPARATED.match(plain)
    if separated:
        plain = separated[0].replace(",", "") + plain[separated.end() :]
    sign, rest = (-1, plain[1:]) if plain.startswith("-") else (1, plain.removeprefix("+"))
    if _NUMERIC.match(plain):
        return _signed(_one(tokens(rest), text), sign, text)
    return _word(text.strip())


_SIGNS = str.maketrans("０１２３４５６７８９．，％＋－−／", "0123456789.,%+--/")


def _one(found: tuple[Token, ...], text: str) -> Token:
    if len(found) != 1 or found[0].sort != "literal":
        raise ExpressionError("E122", 0, len(text), text=text)
    return found[0]


def _signed(token: Token, sign: int, text: str) -> tuple[Type, Fraction | bool | str]:
    if sign < 0 and token.kind in ("date", "quarter"):
        raise ExpressionError("E122", 0, len(text), text=text)
    return Type(token.kind), sign * Fraction(token.value)


def _word(text: str) -> tuple[Type, Fraction | bool | str]:
    """Return yes, no, a quoted text, or the text itself."""
    if len(text) > LONGEST_TEXT:
        raise ExpressionError("E101", 0, LONGEST_TEXT, length=len(text), limit=LONGEST_TEXT)
    found = _tokens_of_word(text)
    if len(found) == 1 and found[0].sort == "literal":
        return Type(found[0].kind), found[0].value
    return Type("text"), text


def _tokens_of_word(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text within the grammar; any other visible text stands for itself."""
    try:
        return tokens(text)
    except ExpressionError as error:
        if error.code == "E123":
            raise
        return ()
