"""Amounts, rates, numbers and dates, read with a few patterns into plain fractions and nothing else.

The reference engine shares no code with the package it checks; it understands only what its own
generator and the case files write.
"""

import math
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction

FEN = {
    "亿元": 10_000_000_000,
    "百万元": 100_000_000,
    "万元": 1_000_000,
    "千元": 100_000,
    "元": 100,
    "角": 10,
    "分": 1,
}
SHARES = {
    "%": Fraction(1, 100),
    "‰": Fraction(1, 1000),
    "pp": Fraction(1, 100),
    "x": Fraction(1),
    "倍": Fraction(1),
}
NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
QUANTITY = re.compile(rf"({NUMBER}(?:/[0-9]+)?) ?({'|'.join((*FEN, *SHARES))})?")
YES_NO = {"yes": True, "是": True, "no": False, "否": False}


def number(text: str) -> Fraction:
    """Return `7`, `2.5` or `1/3` exactly.

    >>> number("2.5"), number("1/3")
    (Fraction(5, 2), Fraction(1, 3))
    """
    return Fraction(text)


def rate(text: str) -> Fraction:
    """Return `50%`, `5pp`, `2x`, `0.5` or `1/3` as a share.

    >>> rate("12.5%"), rate("5pp"), rate("2x")
    (Fraction(1, 8), Fraction(1, 20), Fraction(2, 1))
    """
    value, unit = parts_of(text)
    if unit in FEN:
        raise ValueError(f"{text!r} is no share")
    return value * SHARES.get(unit, Fraction(1))


def money(text: str, unit: str = "分") -> int:
    """Return an amount in fen; a bare number is in `unit`.

    >>> money("12"), money("0.05", "元"), money("3元")
    (12, 5, 300)
    """
    value, written = parts_of(text)
    fen = value * FEN[written or unit]
    assert fen.denominator == 1, f"{text!r} is finer than a fen"
    return int(fen)


def measured(text: str, bare: int = 1) -> Fraction:
    """Return a quantity of any kind: money in fen, a share, or a bare number times `bare`.

    >>> measured("3元"), measured("20%"), measured("3"), measured("3", 100)
    (Fraction(300, 1), Fraction(1, 5), Fraction(3, 1), Fraction(300, 1))
    """
    value, unit = parts_of(text)
    return value * (FEN[unit] if unit in FEN else SHARES.get(unit, Fraction(bare)))


def parts_of(text: str) -> tuple[Fraction, str]:
    """Return the number and the unit of a written quantity; raises ValueError when it is none."""
    matched = QUANTITY.fullmatch(text.strip().replace(",", ""))
    if not matched:
        raise ValueError(f"{text!r} is no quantity")
    return Fraction(matched[1]), matched[2] or ""


def is_literal(text: str) -> bool:
    """Return whether a text is a quantity as written, not an expression."""
    return QUANTITY.fullmatch(text.strip().replace(",", "")) is not None


def day(text: str) -> date:
    """Return an ISO date."""
    year, month, number_of_day = text.split("-")
    return date(int(year), int(month), int(number_of_day))


def half_up(value: Fraction) -> int:
    """Return the nearest whole number, halves upwards.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(-5, 2))
    (3, -2)
    """
    return math.floor(value + Fraction(1, 2))


def enough(claim: int, counts_from: Fraction) -> int:
    """Return from how many fen on a claim counts as paid; never less than one."""
    return max(1, math.ceil(claim * counts_from))


ROUNDING: dict[str, Callable[[Fraction], int]] = {
    "half_up": half_up,
    "half_even": round,
    "down": math.floor,
    "up": math.ceil,
}
