"""Words and figures as a report says them: shared by every section."""

from fractions import Fraction

from simulator.charts.amounts import NOTHING, shown_percent
from simulator.charts.view import View
from simulator.glossary import word
from simulator.glossary.words import WORDS
from simulator.model.kinds import Quantity
from simulator.money import FEN_OF_UNIT, grouped, plain

MONEY_FIGURES = frozenset({"amount", "used", "unspent", "unallocated", "award", "entitlement"})
PARTS_OF_CODE = 8
EXACT_UNIT = {"zh": "万元", "en": "元"}


def say(view: View, key: str, **facts: str | int) -> str:
    """Return a report's word in the view's language, its places filled with facts."""
    text = word(f"report.{key}").say(view.language)
    return text.format(**facts) if facts else text


def term(view: View, key: str) -> str:
    """Return a term of the glossary, or the key itself when it has none."""
    return word(key).say(view.language) if key in WORDS else key


def money_exactly(view: View, fen: Fraction | int) -> str:
    """Return an amount with all its decimals, in the unit the language counts in."""
    amount = Fraction(fen, FEN_OF_UNIT[EXACT_UNIT[view.language]])
    return f"{grouped(plain(amount))}{say(view, 'exact_unit')}"


def figure_text(view: View, value: Fraction | None, path: str, like: Quantity | None) -> str:
    """Return a figure a path leads to, written in the manner of the figure it is compared with."""
    if value is None:
        return NOTHING
    if path.rpartition(".")[2] in MONEY_FIGURES:
        return money_exactly(view, value)
    if like is not None and like.kind in {"share", "points"}:
        return shown_percent(value, 2)
    return grouped(plain(value)) if value.denominator == 1 else plain(value)


def quantity_text(quantity: Quantity, path: str) -> str:
    """Return a published figure as it was written, with the unit its file gives bare money."""
    if quantity.kind != "bare" or path.rpartition(".")[2] not in MONEY_FIGURES:
        return quantity.text
    unit = next((name for name, fen in FEN_OF_UNIT.items() if fen == quantity.unit_fen), "")
    return quantity.text + unit


def short_code(digest: str) -> str:
    """Return a digest in groups of eight, as people read one out."""
    return " ".join(digest[i : i + PARTS_OF_CODE] for i in range(0, len(digest), PARTS_OF_CODE))
