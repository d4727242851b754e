"""Text to tokens: typed literals, names and operators, each with its place; everything else is refused.

A tokenizer of our own, since Python's reads `2014-6-30` as a subtraction and `500万元` not at all.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from simulator.expression.values import ExpressionError, Kind
from simulator.money import FEN_OF_UNIT, LONGEST_NUMBER, parse_money
from simulator.problems import FindingError

LONGEST_TEXT = 500
MOST_TOKENS = 200

# One character to one character, so that places in the text hold; nothing else is normalised in silence.
HALF_WIDTH = str.maketrans(
    "０１２３４５６７８９．，、％＋－−＊×／÷＝＞＜（）［］\u3000\n",
    "0123456789.,,%+--**//=><()[]  ",
)
QUOTES: Mapping[str, str] = MappingProxyType({'"': '"', "'": "'", "“": "”", "‘": "’"})
WORD_OPERATORS: Mapping[str, str] = MappingProxyType(
    {
        "and": "and",
        "且": "and",
        "or": "or",
        "或": "or",
        "not": "not",
        "非": "not",
        "in": "in",
        "属于": "in",
        "不属于": "not in",
    }
)
YES_NO: Mapping[str, bool] = MappingProxyType({"yes": True, "是": True, "no": False, "否": False})
SAME_OPERATOR: Mapping[str, str] = MappingProxyType({"==": "=", "!=": "≠", ">=": "≥", "<=": "≤"})
UNITS: Mapping[str, tuple[Kind, Fraction]] = MappingProxyType(
    {
        **{unit: ("money", Fraction(fen)) for unit, fen in FEN_OF_UNIT.items()},
        "%": ("share", Fraction(1, 100)),
        "‰": ("share", Fraction(1, 1000)),
        "pp": ("points", Fraction(1, 100)),
        "个百分点": ("points", Fraction(1, 100)),
        "x": ("multiple", Fraction(1)),
        "倍": ("multiple", Fraction(1)),
        "天": ("days", Fraction(1)),
        "day": ("days", Fraction(1)),
        "days": ("days", Fraction(1)),
    }
)

_LETTER = "A-Za-z_〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NAME = rf"[{_LETTER}][{_LETTER}0-9]*"
_END = rf"(?![{_LETTER}0-9.])"
_TOKEN = re.compile(
    rf"""
    (?P<space>[ ]+)
  | (?P<quoted>["'“‘])
  | (?P<date>[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}{_END} | [0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日{_END})
  | (?P<loose_date>(?:19|20)[0-9]{{2}}(?:-(?:0?[1-9]|1[0-2]){_END}(?!-)
                  |[/.][0-9]{{1,2}}[/.][0-9]{{1,2}}{_END}|年[0-9]{{1,2}}月{_END}))
  | (?P<quarter>[0-9]{{4}}Q[0-9]+{_END})
  | (?P<number>[0-9][0-9.]*)
  | (?P<name>{_NAME})
  | (?P<foreign>\*\*|//|:=|<>|->|&&|\|\||[.;:@{{}}\\&|!^~?`$#](?!=)|%)
  | (?P<operator><=|>=|==|!=|[-+*/=<>≥≤≠()\[\],])
    """,
    re.VERBOSE,
)
_UNIT = re.compile(rf"([ ]*)([%‰]|{_NAME})")
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_FOREIGN_NUMBERS = "eEjJ_xXoObB"
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `literal`, `name` or `operator`, its canonical text and, for a literal, kind and value."""

    sort: str
    text: str
    offset: int
    width: int
    kind: Kind = "number"
    value: Fraction | bool | str = ""
    bare: bool = False


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text in order; raises ExpressionError E1xx, limits first.

    >>> [token.text for token in tokens("annual_rent ≥ 500万元 且 非 strategic")]
    ['annual_rent', '≥', '500万元', 'and', 'not', 'strategic']
    """
    if len(text) > LONGEST_TEXT:
        raise ExpressionError("E101", 0, LONGEST_TEXT, length=len(text), limit=LONGEST_TEXT)
    _refuse_invisible(text)
    found: list[Token] = []
    plain, offset = text.translate(HALF_WIDTH), 0
    while offset < len(text):
        token, offset = _next(text, plain, offset)
        found += [token] if token else []
        if len(found) > MOST_TOKENS:
            raise ExpressionError("E102", token.offset if token else 0, 1, limit=MOST_TOKENS)
    return tuple(found)


def _refuse_invisible(text: str) -> None:
    for offset, character in enumerate(text):
        if unicodedata.category(character) in _INVISIBLE and character != "\n":
            raise _refused_character("E123", character, offset)


def _refused_character(code: str, character: str, offset: int) -> ExpressionError:
    name = unicodedata.name(character, "CONTROL CHARACTER")
    return ExpressionError(code, offset, 1, character=f"U+{ord(character):04X} {name}")


def _next(text: str, plain: str, offset: int) -> tuple[Token | None, int]:
    matched = _TOKEN.match(plain, offset)
    if not matched or not matched.lastgroup:
        raise _refused_character("E105", text[offset], offset)
    if matched.lastgroup == "space":
        return None, matched.end()
    token = _READERS[matched.lastgroup](text, matched[0] if matched.lastgroup != "number" else plain, offset)
    return token, token.offset + token.width


def _quoted(text: str, _: str, offset: int) -> Token:
    end = text.find(QUOTES[text[offset]], offset + 1)
    if end < 0:
        raise ExpressionError("E106", offset, len(text) - offset, quote=text[offset])
    content = text[offset + 1 : end]
    if "\\" in content:
        raise ExpressionError("E118", offset + 1 + content.index("\\"), 1, text="\\")
    return Token("literal", content, offset, end + 1 - offset, "text", content)


def _date(text: str, plain: str, offset: int) -> Token:
    year, month, day = (int(part) for part in re.findall("[0-9]+", plain))
    try:
        value = Fraction(dt.date(year, month, day).toordinal())
    except ValueError:
        raise ExpressionError("E109", offset, len(plain), text=_written(text, plain, offset)) from None
    return Token("literal", plain, offset, len(plain), "date", value)


def _loose_date(text: str, plain: str, offset: int) -> Token:
    raise ExpressionError("E110", offset, len(plain), text=_written(text, plain, offset))


def _quarter(text: str, plain: str, offset: int) -> Token:
    year, quarter = plain.split("Q")
    if quarter not in ("1", "2", "3", "4"):
        raise ExpressionError("E109", offset, len(plain), text=_written(text, plain, offset))
    return Token("literal", plain, offset, len(plain), "quarter", Fraction(int(year) * 4 + int(quarter) - 1))


def _number(text: str, plain: str, offset: int) -> Token:
    digits = _digits_at(text, plain, offset)
    unit, end = _unit_after(text, plain, offset + len(digits))
    width, written = end - offset, plain[offset:end]
    if not unit:
        kind: Kind = "number" if "." in digits else "count"
        return Token("literal", written, offset, width, kind, Fraction(digits), bare=True)
    kind, size = UNITS[unit]
    value = _money(digits + unit, offset, width) if kind == "money" else Fraction(digits) * size
    return Token("literal", written, offset, width, kind, value)


def _digits_at(text: str, plain: str, offset: int) -> str:
    end = offset
    while end < len(plain) and plain[end] in "0123456789.":
        end += 1
    digits = plain[offset:end]
    if len(digits) > LONGEST_NUMBER:
        raise ExpressionError("E104", offset, len(digits), limit=LONGEST_NUMBER)
    if not _DIGITS.fullmatch(digits):
        raise ExpressionError("E107", offset, len(digits), text=text[offset:end])
    return digits


def _unit_after(text: str, plain: str, offset: int) -> tuple[str, int]:
    """Return the unit that follows a number ("" for none) and where it ends; only `x` must stand close."""
    matched = _UNIT.match(plain, offset)
    if not matched:
        return "", offset
    gap, unit = matched.groups()
    if unit in UNITS and (unit != "x" or not gap):
        return unit, matched.end()
    if gap:
        return "", offset
    raise _refused_unit(text, offset, matched.end())


def _refused_unit(text: str, offset: int, end: int) -> ExpressionError:
    """Return what is wrong after a number: a number of another grammar (1e5, 0x1F, 1_000), or no unit."""
    if text[offset] in _FOREIGN_NUMBERS and text[offset:end].isascii():
        return ExpressionError("E107", offset - 1, end - offset + 1, text=text[offset - 1 : end])
    return ExpressionError("E108", offset, end - offset, text=text[offset:end])


def _money(written: str, offset: int, width: int) -> Fraction:
    try:
        return Fraction(parse_money(written))
    except FindingError as error:
        raise ExpressionError(error.code, offset, width, **error.facts) from None


def _name(_: str, plain: str, offset: int) -> Token:
    if plain in WORD_OPERATORS:
        return Token("operator", WORD_OPERATORS[plain], offset, len(plain))
    if plain in YES_NO:
        return Token("literal", plain, offset, len(plain), "yes_no", YES_NO[plain])
    if plain.startswith("__"):
        raise ExpressionError("E119", offset, len(plain), text=plain)
    return Token("name", plain, offset, len(plain))


def _foreign(text: str, plain: str, offset: int) -> Token:
    raise ExpressionError("E118", offset, len(plain), text=_written(text, plain, offset))


def _operator(_: str, plain: str, offset: int) -> Token:
    return Token("operator", SAME_OPERATOR.get(plain, plain), offset, len(plain))


def _written(text: str, plain: str, offset: int) -> str:
    return text[offset : offset + len(plain)]


_READERS: Mapping[str, Callable[[str, str, int], Token]] = MappingProxyType(
    {
        "quoted": _quoted,
        "date": _date,
        "loose_date": _loose_date,
        "quarter": _quarter,
        "number": _number,
        "name": _name,
        "foreign": _foreign,
        "operator": _operator,
    }
)
