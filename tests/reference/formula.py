"""A tiny reader of expressions: computes one row at a time by descending through the grammar.

or → and → not → comparison → sum → product → sign → atom
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

from tests.reference.figures import FEN, SHARES, YES_NO, day

UNSIGNED = r"[0-9]+(?:\.[0-9]+)?"
UNIT = "|".join((*FEN, "%", "‰", r"(?:pp|倍|天|days?|x)(?![A-Za-z_0-9])"))
TOKEN = re.compile(
    rf"\s*(?:(\d{{4}}-\d{{1,2}}-\d{{1,2}})|(\d{{4}})Q([1-4])|({UNSIGNED})\s?({UNIT})?"
    r"|(>=|<=|!=|[=<>≥≤≠+*/\-,()\[\]])|'([^']*)'|\"([^\"]*)\"|(\w+))"
)
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
    "!=": operator.ne,
}
SAME = {
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "且": "and",
    "或": "or",
    "非": "not",
    "属于": "in",
    "不属于": "outside",
}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "min": min,
    "max": max,
    "abs": abs,
    "days_between": lambda first, last: Fraction((last - first).days),
    "full_steps": lambda whole, step: Fraction(whole // step),
    "year": lambda date_: Fraction(date_.year),
    "month": lambda date_: Fraction(date_.month),
    "quarter": lambda date_: Fraction(date_.year * 4 + (date_.month - 1) // 3),
}


def evaluate(text: str, row: Mapping[str, Any]) -> Any:
    """Return the value of an expression on one row: a Fraction (money in fen), a bool, a date or a text.

    >>> evaluate("base >= 5分 and kind in [甲, 乙]", {"base": Fraction(7), "kind": "乙"})
    True
    >>> evaluate("min(base, 3分) + 50% * base", {"base": Fraction(8)})
    Fraction(7, 1)
    """
    reader = Reader(words(text), row)
    value = reader.either()
    assert reader.at == len(reader.tokens), f"{text!r} goes on after {reader.at} words"
    return value


@cache
def words(text: str) -> tuple[tuple[str, Any], ...]:
    """Return the words of an expression, each with its sort: value, sign, quoted or name."""
    found, at = [], 0
    while text[at:].strip():
        matched = TOKEN.match(text, at)
        assert matched, f"cannot read {text[at:]!r}"
        found.append(_word(matched))
        at = matched.end()
    return tuple(found)


def _word(matched: re.Match[str]) -> tuple[str, Any]:
    date_text, year, quarter, digits, unit, sign, single, double, name = matched.groups()
    if date_text:
        return "value", day(date_text)
    if year:
        return "value", Fraction(int(year) * 4 + int(quarter) - 1)
    if digits:
        return ("money" if unit in FEN else "value"), Fraction(digits) * _size(unit)
    if single is not None or double is not None:
        return "quoted", single or double or ""
    return ("sign", SAME.get(sign, sign)) if sign else ("name", SAME.get(name, name))


def _size(unit: str | None) -> Fraction:
    return Fraction(FEN[unit]) if unit in FEN else SHARES.get(unit or "", Fraction(1))


def is_money(text: str, money: Mapping[str, bool]) -> bool:
    """Return whether an expression is a sum of money, told by its first term.

    A term is money when it has more money among its factors than among its divisors.

    >>> is_money("heads * 2分", {}), is_money("rent / 3分", {"rent": True}), is_money("-rent", {"rent": True})
    (True, False, True)
    """
    power, depth, sign = 0, 0, 1
    for sort, word in words(text):
        depth += {"(": 1, ")": -1}.get(word if sort == "sign" else "", 0)
        if (sort == "sign" and word in ("+", "-") and power) or (word == "," and power):
            break
        if sort == "sign" and word in ("*", "/"):
            sign = 1 if word == "*" else -1
        elif sort == "money" or (sort == "name" and money.get(word, False)):
            power, sign = power + sign, 1
    return power > 0


@dataclass
class Reader:
    """Where the reading stands, and the row it computes on."""

    tokens: tuple[tuple[str, Any], ...]
    row: Mapping[str, Any]
    at: int = field(default=0)

    def take(self, *texts: str) -> str | None:
        """Return the next word and step over it when it is one of the texts."""
        if self.at < len(self.tokens):
            sort, word = self.tokens[self.at]
            if sort in ("sign", "name") and word in texts:
                self.at += 1
                return str(word)
        return None

    def either(self) -> Any:
        value = self.both()
        while self.take("or"):
            other = self.both()
            value = value or other
        return value

    def both(self) -> Any:
        value = self.negated()
        while self.take("and"):
            other = self.negated()
            value = value and other
        return value

    def negated(self) -> Any:
        return not self.negated() if self.take("not") else self.comparison()

    def comparison(self) -> Any:
        left, held, compared = self.sum(), True, False
        if self.take("in"):
            return left in self.listed()
        if self.take("outside") or (self.take("not") and self.take("in")):
            return left not in self.listed()
        while sign := self.take(*COMPARISONS):
            right = self.sum()
            held, left, compared = held and COMPARISONS[sign](left, right), right, True
        return held if compared else left

    def listed(self) -> list[Any]:
        self.take("[")
        items = [self.signed()]
        while self.take(","):
            items.append(self.signed())
        self.take("]")
        return items

    def sum(self) -> Any:
        value = self.product()
        while sign := self.take("+", "-"):
            other = self.product()
            value = added(value, other) if sign == "+" else taken(value, other)
        return value

    def product(self) -> Any:
        value = self.signed()
        while sign := self.take("*", "/"):
            other = self.signed()
            value = value * other if sign == "*" else value / other
        return value

    def signed(self) -> Any:
        return -self.signed() if self.take("-") else self.atom()

    def atom(self) -> Any:
        sort, word = self.tokens[self.at]
        self.at += 1
        if sort in ("value", "money", "quoted"):
            return word
        if word == "(":
            value = self.either()
            self.take(")")
            return value
        return self.call(word) if self.take("(") else self.row.get(word, YES_NO.get(word, word))

    def call(self, name: str) -> Any:
        arguments = [self.either()]
        while self.take(","):
            arguments.append(self.either())
        self.take(")")
        return FUNCTIONS[name](*arguments)


def added(left: Any, right: Any) -> Any:
    """Return a sum; a number added to a date is so many days."""
    if isinstance(right, date):
        left, right = right, left
    return left + timedelta(days=int(right)) if isinstance(left, date) else left + right


def taken(left: Any, right: Any) -> Any:
    """Return a difference; two dates are so many days apart."""
    if isinstance(right, date):
        return Fraction((left - right).days)
    return left - timedelta(days=int(right)) if isinstance(left, date) else left - right
