"""What follows an award in a worked case: limits, targets, milestones, instalments, cash, printed tables."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from typing import Any

from tests.reference.figures import FEN, half_up, measured, money, rate
from tests.reference.formula import evaluate

Settings = Any
Value = Any


@dataclass(frozen=True)
class Standing:
    """What is settled so far: figures by name, rows by id, each with its claim and award, and the pot."""

    figures: Mapping[str, Value]
    unit: str
    rows: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    claims: Sequence[int] = ()
    awards: Sequence[int] = ()
    pot: int = 0


# ── limits ─────────────────────────────────────────────────────────────────────────────────────────


def limits(settings: Settings, now: Standing) -> dict[str, Value]:
    """Return the value of every limit and whether it is met."""
    found: dict[str, Value] = {}
    for name, limit in settings.items():
        value = _measured(limit["top"], now)
        if "bottom" in limit:
            value /= _measured(limit["bottom"], now)
        found[f"constraints.{name}.value"] = value
        found[f"constraints.{name}.met"] = _met(limit, value)
    return found


def _measured(measure: Settings, now: Standing) -> Fraction:
    ((word, over),) = measure.items()
    if word == "figure":
        return Fraction(now.figures[over] if over in now.figures else measured(over))
    if word == "budget":
        return Fraction(now.pot)
    where = over.get("where") if isinstance(over, dict) else None
    inside = [where is None or bool(evaluate(where, row)) for row in now.rows.values()]
    own = {"claims": now.claims, "award": now.awards, "count": [int(each > 0) for each in now.awards]}[word]
    return Fraction(sum(each for each, chosen in zip(own, inside, strict=True) if chosen))


BOUNDS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "at_least": lambda value, bound: value >= bound,
    "at_most": lambda value, bound: value <= bound,
    "more_than": lambda value, bound: value > bound,
    "less_than": lambda value, bound: value < bound,
    "is": lambda value, bound: value == bound,
}


def _met(limit: Settings, value: Fraction) -> bool:
    own = [BOUNDS[word](value, measured(limit[word])) for word in BOUNDS if word in limit]
    if "between" in limit:
        low, high = map(measured, limit["between"])
        own.append(low <= value <= high)
    if "about" in limit:
        own.append(abs(value - measured(limit["about"])) <= measured(limit["within"]))
    return all(own)


# ── targets ────────────────────────────────────────────────────────────────────────────────────────


def targets(settings: Settings, now: Standing) -> dict[str, Value]:
    """Return how many each target still needs, and what all of them cost against the pot."""
    needed = {name: _needed(each) for name, each in settings.items()}
    cost = sum(money(each.get("unit_cost", "0"), now.unit) * needed[name] for name, each in settings.items())
    return {
        **{f"targets.{name}.needed": each for name, each in needed.items()},
        "targets.least_cost": cost,
        "targets.feasible": cost <= now.pot,
        "targets.shortfall": max(0, cost - now.pot),
    }


def _needed(target: Settings) -> int:
    stock = Fraction(target.get("baseline", "0"))
    if "more_than" in target:
        return max(0, math.floor(Fraction(target["more_than"]) - stock) + 1)
    return max(0, math.ceil(Fraction(target.get("at_least", target.get("is", "0"))) - stock))


# ── paying out ─────────────────────────────────────────────────────────────────────────────────────


def milestones(settings: Settings, now: Standing) -> dict[str, Value]:
    """Return what is due for finished work, what is not yet, and what is kept back of the whole."""
    done = [bool(evaluate(settings["done"], row)) for row in now.rows.values()]
    due = sum(fen for fen, own in zip(now.awards, done, strict=True) if own)
    kept = half_up(rate(settings.get("retention", "0%")) * sum(now.awards))
    return {
        "milestones.retained": kept,
        "milestones.due": due,
        "milestones.unpaid": sum(now.awards) - due,
    }


def payments(settings: Settings, now: Standing) -> dict[str, Value]:
    """Return the instalments of all awards together, and whether a year's budget bears them."""
    own = [instalments(fen, [rate(text) for text in settings["shares"]]) for fen in now.awards]
    paid = tuple(map(sum, zip(*own, strict=True)))
    budgets = [money(text, now.unit) for text in settings.get("budgets", [])]
    found: dict[str, Value] = {"payments": paid, "payments.committed": sum(now.awards)}
    if budgets:
        found["payments.cash_fits"] = tuple(fen <= own for fen, own in zip(paid, budgets, strict=False))
        found["payments.commitment_fits"] = sum(now.awards) <= budgets[0]
    return found


def instalments(fen: int, shares: Sequence[Fraction]) -> list[int]:
    """Return parts that add up: each is the rounded part so far less what was paid before it.

    >>> instalments(100_000_001, [Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)])
    [50000001, 30000000, 20000000]
    """
    reached = [half_up(fen * share) for share in accumulate(shares)]
    return [now - before for now, before in zip(reached, [0, *reached], strict=False)]


def cash(settings: Settings, now: Standing) -> dict[str, Value]:
    """Return the ceilings on cash so far, what each period pays, and what is never paid."""
    budget = money(settings["budget"], now.unit)
    ceilings = [math.floor(budget * rate(text)) for text in settings["ceilings"]]
    demands = [money(text, now.unit) for text in settings["demands"]]
    reached, paid = 0, []
    for asked, ceiling in zip(accumulate(demands), ceilings, strict=True):
        paid.append(max(0, min(asked, ceiling) - reached))
        reached += paid[-1]
    return {
        "cash.ceilings": tuple(ceilings),
        "cash.paid": tuple(paid),
        "cash.unmet": sum(demands) - sum(paid),
    }


def publish(settings: Settings, now: Standing) -> dict[str, Value]:
    """Return the printed lines, each rounded alone, and with the difference on the largest line."""
    quantum = Fraction(FEN[settings["unit"]], 10 ** int(settings.get("decimals", "0")))

    def printed(fen: int) -> Fraction:
        return half_up(fen / quantum) * quantum

    alone = [printed(fen) for fen in now.awards]
    total, lines = printed(sum(now.awards)), list(alone)
    largest = max(range(len(lines)), key=lambda at: (now.awards[at], -at))
    lines[largest] += total - sum(alone)
    return {"publish.lines": tuple(lines), "publish.alone": tuple(alone), "publish.total": total}


SECTIONS: Mapping[str, Callable[[Settings, Standing], dict[str, Value]]] = {
    "constraints": limits,
    "targets": targets,
    "milestones": milestones,
    "payments": payments,
    "cash": cash,
    "publish": publish,
}
