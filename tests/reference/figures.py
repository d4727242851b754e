"""Amounts, rates, numbers and dates, read with a few patterns into plain fractions and nothing else.

The reference engine shares no code with the package it checks; it understands only what its own
generator writes.
"""

import math
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction

FEN = {"分": 1, "元": 100, "万元": 1_000_000}
NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"


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
    matched = re.fullmatch(rf"({NUMBER})(%|pp|x)", text)
    if not matched:
        return Fraction(text)
    return Fraction(matched[1]) / (1 if matched[2] == "x" else 100)


def money(text: str, unit: str = "分") -> int:
    """Return an amount in fen; a bare number is in `unit`.

    >>> money("12"), money("0.05", "元"), money("3元")
    (12, 5, 300)
    """
    matched = re.fullmatch(rf"({NUMBER})({'|'.join(FEN)})?", text)
    assert matched, f"{text!r} is no amount"
    fen = Fraction(matched[1]) * FEN[matched[2] or unit]
    assert fen.denominator == 1, f"{text!r} is finer than a fen"
    return int(fen)


def day(text: str) -> date:
    """Return an ISO date."""
    return date.fromisoformat(text)


def half_up(value: Fraction) -> int:
    """Return the nearest whole number, halves upwards.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(-5, 2))
    (3, -2)
    """
    return math.floor(value + Fraction(1, 2))


ROUNDING: dict[str, Callable[[Fraction], int]] = {
    "half_up": half_up,
    "half_even": round,
    "down": math.floor,
    "up": math.ceil,
}
