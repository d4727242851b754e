"""A tiny reader of expressions: computes one row at a time by descending through the grammar.

or → and → not → comparison → sum → product → atom
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.reference.figures import FEN, day

UNSIGNED = r"[0-9]+(?:\.[0-9]+)?"
TOKEN = re.compile(
    rf"\s*(?:(\d{{4}}-\d{{2}}-\d{{2}})|({UNSIGNED})({'|'.join(FEN)}|%)?|(>=|<=|!=|[=<>+*\-,()\[\]])|(\w+))"
)
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
    "!=": operator.ne,
}
FUNCTIONS: dict[str, Callable[..., Any]] = {"min": min, "max": max}


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


def words(text: str) -> list[tuple[str, Any]]:
    """Return the words of an expression, each with its sort: value, sign or name."""
    found, at = [], 0
    while text[at:].strip():
        matched = TOKEN.match(text, at)
        assert matched, f"cannot read {text[at:]!r}"
        found.append(_word(matched))
        at = matched.end()
    return found


def _word(matched: re.Match[str]) -> tuple[str, Any]:
    date_text, digits, unit, sign, name = matched.groups()
    if date_text:
        return "value", day(date_text)
    if digits:
        return "value", Fraction(digits) * (Fraction(1, 100) if unit == "%" else FEN.get(unit or "分", 1))
    return ("sign", sign) if sign else ("name", name)


@dataclass
class Reader:
    """Where the reading stands, and the row it computes on."""

    tokens: list[tuple[str, Any]]
    row: Mapping[str, Any]
    at: int = field(default=0)

    def take(self, *texts: str) -> str | None:
        """Return the next word and step over it when it is one of the texts."""
        if self.at < len(self.tokens) and self.tokens[self.at][1] in texts:
            self.at += 1
            return str(self.tokens[self.at - 1][1])
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
        left = self.sum()
        if self.take("in"):
            return left in self.listed()
        sign = self.take(*COMPARISONS)
        return COMPARISONS[sign](left, self.sum()) if sign else left

    def listed(self) -> list[Any]:
        self.take("[")
        items = [self.atom()]
        while self.take(","):
            items.append(self.atom())
        self.take("]")
        return items

    def sum(self) -> Any:
        value = self.product()
        while sign := self.take("+", "-"):
            other = self.product()
            value = value + other if sign == "+" else value - other
        return value

    def product(self) -> Any:
        value = self.atom()
        while self.take("*"):
            value = value * self.atom()
        return value

    def atom(self) -> Any:
        sort, word = self.tokens[self.at]
        self.at += 1
        if sort == "value":
            return word
        if word == "(":
            value = self.either()
            self.take(")")
            return value
        return self.call(word) if self.take("(") else self.row.get(word, word)

    def call(self, name: str) -> Any:
        arguments = [self.either()]
        while self.take(","):
            arguments.append(self.either())
        self.take(")")
        return FUNCTIONS[name](*arguments)
