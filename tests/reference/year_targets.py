"""Targets judged by their words: met, missed or open, how far away, at what cost, where an even pace is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.reference.figures import day, measured, money
from tests.reference.sharing import Claim
from tests.reference.timing import last_day, month_end
from tests.reference.year_payments import Award

Scenario = Mapping[str, Any]
Paid = Mapping[str, tuple[Sequence[Award], Sequence[Claim]]]
LOWER = ("at_least", "more_than", "is", "between", "about")
STEP = {"count": Fraction(1), "money": Fraction(1), "ratio": Fraction(1, 10_000)}


@dataclass(frozen=True)
class Judged:
    """How a target comes out; a figure that has no meaning for it is None."""

    state: str
    value: Fraction | None
    needed: Fraction | None
    shortfall: Fraction | None
    exceeded: bool
    cost: int | None
    expected: Fraction | None
    behind: Fraction | None
    carried_over: Fraction | None


def judged_targets(scenario: Scenario, paid: Paid) -> dict[str, Judged]:
    """Return how every target comes out, given the awards and the claims of the programmes."""
    return {name: _judged(scenario, name, paid) for name in scenario.get("targets", {})}


def kind_of(target: Mapping[str, Any]) -> str:
    """Return what a target is in: money, ratio or count, by its bound."""
    bound = _word(target)[1]
    text = str(bound[0] if isinstance(bound, list) else bound)
    return "ratio" if text.endswith("%") else "money" if text.endswith("分") else "count"


def _word(target: Mapping[str, Any]) -> tuple[str, Any]:
    words = ("at_least", "more_than", "at_most", "less_than", "is", "between", "about")
    return next((word, target[word]) for word in words if word in target)


def range_of(target: Mapping[str, Any]) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the most that meet a bound, both included; None where nothing bounds it."""
    word, written = _word(target)
    if word == "between":
        return measured(written[0]), measured(written[1])
    bound, step = measured(written), STEP[kind_of(target)]
    within = measured(target.get("within", "0"))
    return {
        "at_least": (bound, None),
        "more_than": (bound + step, None),
        "at_most": (None, bound),
        "less_than": (None, bound - step),
        "is": (bound, bound),
        "about": (bound - within, bound + within),
    }[word]


def _judged(scenario: Scenario, name: str, paid: Paid) -> Judged:
    target = scenario["targets"][name]
    start, brought = _start(target), _brought(scenario, name, paid)
    value = None if brought is None else start + brought
    low, high = range_of(target)
    short = None if value is None else _short(value, low, high)
    exceeded = value is not None and high is not None and value > high
    needed = _needed(target)
    expected = None if value is None else _expected(scenario, target, start, needed)
    return Judged(
        _state(scenario, target, short),
        value,
        needed,
        short,
        exceeded,
        _cost(target, short, exceeded, paid),
        expected,
        None if expected is None or value is None else max(Fraction(0), expected - value),
        _carried(scenario, target),
    )


def _needed(target: Mapping[str, Any]) -> Fraction | None:
    """Return what the year must bring to meet a bound; None where nothing need come."""
    low, _ = range_of(target)
    return low if low is None or "baseline" not in target else max(Fraction(0), low - _start(target))


def _start(target: Mapping[str, Any]) -> Fraction:
    return measured(target.get("baseline", "0"))


def _brought(scenario: Scenario, name: str, paid: Paid) -> Fraction | None:
    """Return what the year brings of a target; None while nothing says so."""
    target = scenario["targets"][name]
    if "counts" in target:
        ((word, selector),) = target["counts"].items()
        awards, claims = paid[selector["programme"]]
        if word == "award":
            return Fraction(sum(each.fen for each in awards))
        return Fraction(len(_claiming(claims)) if _missing(awards, claims) == 0 else 0)
    if "adds" in target and "baseline" in target:
        return _brought(scenario, target["adds"]["target"], paid)
    reached = scenario.get("actuals", {}).get("reached", {})
    return measured(reached[name]) if name in reached else None


def _claiming(claims: Sequence[Claim]) -> list[Claim]:
    return [each for each in claims if each.due]


def _missing(awards: Sequence[Award], claims: Sequence[Claim]) -> int:
    """Return what a pot paid pro rata lacks: its awards count together, once everyone has all."""
    return sum(each.due for each in claims) - sum(each.fen for each in awards)


def _short(value: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    if low is not None and value < low:
        return low - value
    return value - high if high is not None and value > high else Fraction(0)


def _state(scenario: Scenario, target: Mapping[str, Any], short: Fraction | None) -> str:
    if short is None:
        return "open"
    if not short:
        return "met"
    early = "counts" not in target and _as_of(scenario) < _due(scenario, target)
    return "open" if early else "missed"


def _as_of(scenario: Scenario) -> date:
    """Return the day of what is known: the end of the year unless written."""
    return day(scenario.get("actuals", {}).get("as_of", f"{scenario['year']}-12-31"))


def _due(scenario: Scenario, target: Mapping[str, Any]) -> date:
    return last_day(target.get("due", "Q4"), int(scenario["year"]))


def _cost(target: Mapping[str, Any], short: Fraction | None, exceeded: bool, paid: Paid) -> int | None:
    if not short or exceeded:
        return None
    if "each_costs" in target:
        return math.ceil(short * money(target["each_costs"]))
    if "counts" not in target or "count" not in target["counts"]:
        return None
    awards, claims = paid[target["counts"]["count"]["programme"]]
    missing = _missing(awards, claims)
    return missing if missing and short <= len(_claiming(claims)) else None


def _expected(
    scenario: Scenario, target: Mapping[str, Any], start: Fraction, needed: Fraction | None
) -> Fraction | None:
    """Return where an even pace would be on the day of what is known: by months, and parts of a month."""
    if "counts" in target or needed is None or kind_of(target) == "ratio":
        return None
    year = int(scenario["year"])
    part = months(_as_of(scenario), year) / months(_due(scenario, target), year)
    return start + needed * min(Fraction(1), max(Fraction(0), part))


def months(until: date, year: int) -> Fraction:
    """Return how many months of a year and the years after it are over on a day.

    >>> str(months(date(2014, 2, 14), 2014)), str(months(date(2015, 3, 31), 2014))
    ('3/2', '15')
    """
    whole = 12 * (until.year - year) + until.month - 1
    return whole + Fraction(until.day, month_end(until.year, until.month).day)


def _carried(scenario: Scenario, target: Mapping[str, Any]) -> Fraction | None:
    """Return what a stock must have without the number it adds: its bound as written less that."""
    if "adds" not in target:
        return None
    other = scenario["targets"][target["adds"]["target"]]
    brought = _needed(other)
    return _as_written(target) - (_as_written(other) if brought is None else brought)


def _as_written(target: Mapping[str, Any]) -> Fraction:
    """Return the bound of a target, the lower end of an interval."""
    word, written = _word(target)
    if word == "between":
        return measured(written[0])
    return measured(written) - (measured(target["within"]) if word == "about" else 0)
