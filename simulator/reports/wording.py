"""Words and figures as a report says them: shared by every section."""

from fractions import Fraction

from simulator.charts.amounts import NOTHING, shown_percent
from simulator.charts.view import View
from simulator.engine.explain.lines import number, times
from simulator.glossary import word
from simulator.glossary.words import WORDS
from simulator.model.accounts import Measured
from simulator.model.kinds import Quantity
from simulator.model.result import Result
from simulator.money import FEN_OF_UNIT, grouped

MONEY_FIGURES = frozenset({"amount", "used", "unspent", "unallocated", "award", "entitlement"})
SHARES = frozenset({"share", "points", "ratio"})
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
    return f"{grouped_number(amount)}{say(view, 'exact_unit')}"


def figure_text(view: View, value: Fraction | None, path: str, like: Quantity | None = None) -> str:
    """Return a figure a path leads to: money and shares as such, like what it is compared with."""
    if value is None:
        return NOTHING
    measured = measured_of(view.result, path)
    if is_money(path, measured):
        return money_exactly(view, value)
    own = "number" if measured is None else measured.kind
    if own == "multiple" and (like is None or like.kind in {"bare", "multiple"}):
        return times(value)
    kind = own if like is None else like.kind
    return shown_percent(value, 2) if kind in SHARES else grouped_number(value)


def grouped_number(value: Fraction) -> str:
    """Return a number exactly, grouped by thousands, or to four decimals where they do not end."""
    told = number(value)
    return "≈" + grouped(told.removeprefix("≈")) if told.startswith("≈") else grouped(told)


def measured_of(result: Result, path: str) -> Measured | None:
    """Return what a path leads to and what it is in, None where its name says that well enough."""
    found = result.accounts.figure(path)
    if found is not None:
        return found
    section, _, rest = path.partition(".")
    name, _, _ = rest.rpartition(".")
    if section == "figures":
        kinds = [each.quantity.kind for each in result.scenario.figures if each.id == name]
    else:
        kinds = [_unit_of(each.told_as) for each in result.limits if path == f"{each.name}.value"]
    return Measured(None, kinds[0]) if kinds else None


def _unit_of(kind: str) -> str:
    return "share" if kind == "ratio" else kind


def is_money(path: str, measured: Measured | None = None) -> bool:
    """Return whether a path leads to money: a figure of the year says what it is in, others by their name."""
    if measured is not None:
        return measured.kind == "money"
    # one applicant's award is named programme/applicant
    return "/" in path or path.rpartition(".")[2] in MONEY_FIGURES


def quantity_text(quantity: Quantity, path: str, measured: Measured | None = None) -> str:
    """Return a published figure as it was written, with the unit its file gives bare money."""
    if quantity.kind != "bare" or not is_money(path, measured):
        return quantity.text
    unit = next((name for name, fen in FEN_OF_UNIT.items() if fen == quantity.unit_fen), "")
    return quantity.text + unit


def short_code(digest: str) -> str:
    """Return a digest in groups of eight, as people read one out."""
    return " ".join(digest[i : i + PARTS_OF_CODE] for i in range(0, len(digest), PARTS_OF_CODE))
