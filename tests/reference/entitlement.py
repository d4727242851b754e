"""What one applicant is owed: the steps of an award rule, one after another, in fractions of a fen."""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from tests.reference.figures import ROUNDING, half_up, money, number, rate
from tests.reference.formula import evaluate

Row = Mapping[str, Any]
Settings = Any


def entitlement(programme: Mapping[str, Any], row: Row, unit: str) -> int:
    """Return whole fen: nothing for those not eligible, half-up once at the end, never below zero."""
    if not eligible(programme, row):
        return 0
    return max(0, half_up(after(programme["award"], row, unit)))


def eligible(programme: Mapping[str, Any], row: Row) -> bool:
    """Return whether every condition holds."""
    conditions = programme.get("eligible", {})
    named = conditions if isinstance(conditions, dict) else {"": conditions}
    return all(evaluate(text, row) for text in named.values())


def after(steps: list[dict[str, Settings]], row: Row, unit: str) -> Fraction:
    """Return the exact amount after all steps."""
    amount = Fraction(0)
    for step in steps:
        ((word, settings),) = step.items()
        amount = STEPS[word](amount, settings, row, unit)
    return amount


def _holds(settings: Settings, row: Row) -> bool:
    return not isinstance(settings, dict) or "when" not in settings or bool(evaluate(settings["when"], row))


def _amount(text: str, row: Row, unit: str) -> Fraction:
    """Return a written amount, or what an expression comes to."""
    written = str(text)
    return Fraction(money(written, unit) if written[0] in "-0123456789" else evaluate(written, row))


def _sum_of_money(settings: Settings, row: Row, unit: str, key: str = "amount") -> Fraction:
    return _amount(settings[key] if isinstance(settings, dict) else settings, row, unit)


def share(amount: Fraction, settings: Settings, row: Row, unit: str) -> Fraction:
    if not _holds(settings, row):
        return amount
    bonuses = [rate(each["pp"]) for each in settings.get("plus", []) if _holds(each, row)]
    due = rate(settings["rate"]) + sum(bonuses)
    if "rate_at_most" in settings:
        due = min(due, rate(settings["rate_at_most"]))
    return amount + Fraction(evaluate(settings["of"], row)) * due


def fixed(amount: Fraction, settings: Settings, row: Row, unit: str) -> Fraction:
    return amount + (_sum_of_money(settings, row, unit) if _holds(settings, row) else 0)


def per_unit(amount: Fraction, settings: Settings, row: Row, unit: str) -> Fraction:
    if not _holds(settings, row):
        return amount
    units = evaluate(settings["of"], row)
    if "at_most" in settings:
        units = min(units, number(settings["at_most"]))
    return amount + Fraction(units) * _sum_of_money(settings, row, unit)


def brackets(amount: Fraction, settings: Settings, row: Row, unit: str) -> Fraction:
    if not _holds(settings, row):
        return amount
    base, lower = evaluate(settings["of"], row), Fraction(0)
    for band in settings["bands"]:
        upper = Fraction(money(band["up_to"], unit)) if "up_to" in band else base
        amount += max(Fraction(0), min(base, upper) - lower) * rate(band["rate"])
        lower = upper
    return amount


def combined(choose: Callable[..., Any]) -> Callable[..., Fraction]:
    def step(amount: Fraction, settings: Settings, row: Row, unit: str) -> Fraction:
        return amount + Fraction(choose([after(limb, row, unit) for limb in settings.values()]))

    return step


def uplift(amount: Fraction, settings: Settings, row: Row, unit: str) -> Fraction:
    return amount * (1 + rate(settings["by"])) if _holds(settings, row) else amount


def cap(amount: Fraction, settings: Settings, row: Row, unit: str) -> Fraction:
    return min(amount, _sum_of_money(settings, row, unit)) if _holds(settings, row) else amount


def floor(amount: Fraction, settings: Settings, row: Row, unit: str) -> Fraction:
    return max(amount, _sum_of_money(settings, row, unit)) if _holds(settings, row) else amount


def rounded(amount: Fraction, settings: Settings, row: Row, unit: str) -> Fraction:
    long = settings if isinstance(settings, dict) else {"to": settings}
    quantum = money(long["to"], unit)
    return Fraction(ROUNDING[long.get("mode", "half_up")](amount / quantum) * quantum)


STEPS: dict[str, Callable[..., Fraction]] = {
    "share": share,
    "fixed": fixed,
    "per_unit": per_unit,
    "brackets": brackets,
    "sum": combined(sum),
    "highest": combined(max),
    "lowest": combined(min),
    "uplift": uplift,
    "cap": cap,
    "floor": floor,
    "round": rounded,
}


def enough(claim: int, counts_from: Fraction) -> int:
    """Return from how many fen on a claim counts as paid; never less than one."""
    return max(1, math.ceil(claim * counts_from))
