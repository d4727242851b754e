"""The lines an explanation is made of, and how amounts are written in them."""

from dataclasses import dataclass
from fractions import Fraction

from simulator.glossary import CHINESE_KEYS, Language, Word, word
from simulator.money import decimal_text, exact_money, grouped, half_up, percent, plain


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation, with its depth and the exact fen it ends in (None for plain words)."""

    text: Word
    depth: int = 0
    fen: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """An explanation: what it is of, and its lines in order."""

    path: str
    lines: tuple[Line, ...]

    def tell(self, language: Language) -> str:
        """Return the explanation as text, one line a step."""
        return "\n".join("  " * line.depth + line.text.say(language) for line in self.lines)


def said(key: str, **facts: "str | int | Word") -> Word:
    """Return a glossary sentence with its facts filled in, in both languages."""
    text = word(key)
    zh = {name: fact.zh if isinstance(fact, Word) else fact for name, fact in facts.items()}
    en = {name: fact.en if isinstance(fact, Word) else fact for name, fact in facts.items()}
    return Word(text.zh.format(**zh), text.en.format(**en))


def yuan(fen: Fraction | int) -> str:
    """Return an exact amount in yuan, parts of a fen included.

    >>> yuan(12345), yuan(Fraction(1, 2))
    ('123.45元', '0.005元')
    """
    exact = Fraction(fen)
    if exact.denominator == 1:
        return exact_money(int(exact), "元")
    text = plain(exact / 100)
    return (text if "/" in text else grouped(text)) + "元"


def in_percent(rate: Fraction) -> str:
    """Return a share in per cent, exactly where it ends there and else to four decimals.

    >>> in_percent(Fraction(1, 2)), in_percent(Fraction(10, 85))
    ('50%', '11.7647%')
    """
    exact = plain(rate * 100)
    return percent(rate, 4) if "/" in exact else f"{exact}%"


def times(multiple: Fraction) -> str:
    """Return a multiple as text: exact where it ends, else to four decimals.

    >>> times(Fraction("10.6175")), times(Fraction(1, 3))
    ('10.6175x', '0.3333x')
    """
    exact = plain(multiple)
    return f"{exact}x" if "/" not in exact else f"{decimal_text(half_up(multiple * 10**4), 4)}x"


def number(value: Fraction) -> str:
    """Return a number exactly where its decimals end, else to four of them.

    >>> number(Fraction(-5, 2)), number(Fraction(1, 3))
    ('-2.5', '≈0.3333')
    """
    exact = plain(value)
    return exact if "/" not in exact else f"≈{decimal_text(half_up(value * 10_000), 4)}"


def step_word(key: str) -> Word:
    """Return what a step is called in a sentence."""
    return Word(CHINESE_KEYS.get(key, key), key)


SHOWN = {"money": yuan, "share": in_percent, "number": plain}
