"""Amounts as figures and reports print them: 万元 with two decimals that add as printed.

A quantum is the last printed place: 0.01 万元, which is 10,000 fen.
"""

from collections.abc import Sequence
from fractions import Fraction

from simulator.money import FEN_OF_UNIT, MINUS, Fen, decimal_text, grouped, half_up

UNIT, PLACES = "万元", 2
QUANTUM_FEN = FEN_OF_UNIT[UNIT] // 10**PLACES
NOTHING = "—"


def quanta(fen: Fen) -> int:
    """Return one amount in quanta, half-up; lines of a table take `printed_under` instead."""
    return half_up(Fraction(fen, QUANTUM_FEN))


def printed_under(lines: Sequence[Fen], whole: int) -> tuple[int, ...]:
    """Return the lines in quanta so that they add to a total already printed as `whole` quanta.

    Every line is its own amount rounded down or up; the largest remainders go up, ties to the earlier.

    >>> printed_under([33_333_333, 33_333_333, 33_333_334], 10_000)
    (3333, 3333, 3334)
    """
    floors = [line // QUANTUM_FEN for line in lines]
    order = sorted(range(len(lines)), key=lambda i: (-(lines[i] % QUANTUM_FEN), i))
    raised = frozenset(order[: whole - sum(floors)])
    parts = tuple(floor + (i in raised) for i, floor in enumerate(floors))
    if sum(parts) != whole:
        raise ValueError(f"lines of {sum(lines)} fen cannot be printed as {whole} quanta")
    return parts


def printed(lines: Sequence[Fen]) -> tuple[int, ...]:
    """Return the lines in quanta so that they add to their printed total."""
    return printed_under(lines, quanta(sum(lines)))


def shown(amount: int) -> str:
    """Return quanta as text.

    >>> shown(110420), shown(-5)
    ('1,104.20', '−0.05')
    """
    text = grouped(decimal_text(abs(amount), PLACES))
    return MINUS + text if amount < 0 else text


def shown_change(amount: int) -> str:
    """Return quanta as a change with its sign.

    >>> shown_change(110420), shown_change(0)
    ('+1,104.20', '0.00')
    """
    return ("+" if amount > 0 else "") + shown(amount)


def shown_fen(fen: Fen) -> str:
    """Return one amount as text in 万元 with two decimals, half-up."""
    return shown(quanta(fen))


def shown_share(part: int, whole: int) -> str:
    """Return part / whole as a percentage with one decimal, or a dash when there is no whole.

    >>> shown_share(1, 3), shown_share(1, 0)
    ('33.3%', '—')
    """
    return shown_percent(Fraction(part, whole)) if whole else NOTHING


def shown_percent(share: Fraction, places: int = 1) -> str:
    """Return a share as a percentage, half-up, with the minus of print."""
    text = grouped(decimal_text(half_up(abs(share) * 100 * 10**places), places)) + "%"
    return MINUS + text if share < 0 else text
