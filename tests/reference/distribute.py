"""A whole pot given out by formula: factors, a minimum, a multiplier, protection, whole amounts."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import isqrt

from tests.reference.division import RefusedError
from tests.reference.figures import YES_NO, half_up, money, rate
from tests.reference.formula import evaluate
from tests.reference.steps import NOTHING, Place, Settings, base, holds, worth

FINE = 10**60


@dataclass(frozen=True)
class Distributed:
    """What each row gets, sorted by id, in fen, what protection costs beyond the pot, and its rounds."""

    paid: tuple[int, ...]
    extra: int
    rounds: int


Column = list[Fraction]


def distributed(
    settings: Settings, pot: int, places: Sequence[Place], eligible: Sequence[bool]
) -> Distributed:
    """Return who gets what of a pot; rows that are not eligible get nothing.

    Each gets the minimum first, cut alike where the pot cannot bear it; every factor then gives out its
    part of the rest, the whole of it anew by the multiplier.
    """
    own = [place for place, inside in zip(places, eligible, strict=True) if inside]
    least = [Fraction(half_up(worth(settings.get("minimum", "0"), place))) for place in own]
    if sum(least) > pot:
        least = in_proportion(Fraction(pot), least)
    shares = scored(settings, pot - sum(least, NOTHING), own)
    kept = protected(settings, least, shares, own)
    parts = whole(settings.get("round", {}), kept, own)
    if sum(parts) > pot:
        raise RefusedError("rounding each by itself gives out more than the pot")
    raised = beyond(settings, parts, own)
    found = iter([part + more for part, more in zip(parts, raised, strict=True)])
    return Distributed(
        tuple(next(found) if inside else 0 for inside in eligible),
        sum(raised),
        rounds_of(settings, least, shares, own),
    )


def in_proportion(amount: Fraction, weights: Column) -> Column:
    """Return an amount shared in proportion to weights."""
    total = sum(weights, NOTHING)
    return [amount * weight / total if total else NOTHING for weight in weights]


# ── factors ────────────────────────────────────────────────────────────────────────────────────────


def scored(settings: Settings, rest: Fraction, places: Sequence[Place]) -> Column:
    """Return what the factors give each row of the rest, shared anew by the multiplier."""
    shares, given = [NOTHING for _ in places], NOTHING
    for factor in settings["factors"].values() if places else ():
        inside = [place for place in places if holds(factor, place)]
        own = iter(values_of(factor, inside))
        values = [max(NOTHING, next(own)) if holds(factor, place) else NOTHING for place in places]
        part = rate(factor["weight"]) * rest
        if "at_most" in factor.get("gap", {}):
            part = min(part, rate(factor["gap"]["at_most"]) * sum(values, NOTHING))
        if part and not any(values):
            raise RefusedError("a factor has nobody to give its money to")
        given += part
        shares = [one + each for one, each in zip(shares, in_proportion(part, values), strict=True)]
    if "times" in settings:
        times = [Fraction(base(settings["times"], place)) for place in places]
        shares = in_proportion(given, [own * each for own, each in zip(shares, times, strict=True)])
        if given and not any(shares):
            raise RefusedError("a multiplier of nothing for everyone")
    return shares


def values_of(factor: Settings, places: Sequence[Place]) -> Column:
    """Return what a factor counts on every row."""
    if "roots" in factor:
        return roots(factor["roots"], places)
    if "gap" in factor:
        return [base(factor["gap"], each, "need") - base(factor["gap"], each, "have") for each in places]
    if YES_NO.get(factor.get("equal", "no")):
        return [Fraction(1) for _ in places]
    return [Fraction(base(factor, each)) for each in places]


def roots(settings: Settings, places: Sequence[Place]) -> Column:
    """Return (Σ√c)² − Σc of a group on its first row, nothing on the others."""
    amounts = [Fraction(base(settings, place)) for place in places]
    columns = settings["per"] if isinstance(settings["per"], list) else [settings["per"]]
    keys = [tuple(evaluate(column, place.row) for column in columns) for place in places]
    found = []
    for at, key in enumerate(keys):
        own = [amount for amount, each in zip(amounts, keys, strict=True) if each == key]
        first = keys.index(key) == at
        found.append(sum(map(root, own), NOTHING) ** 2 - sum(own, NOTHING) if first else NOTHING)
    return found


def root(value: Fraction) -> Fraction:
    """Return a square root: exact where there is one, else to sixty places.

    >>> root(Fraction(40_000)), root(Fraction(9, 4))
    (Fraction(200, 1), Fraction(3, 2))
    """
    value = max(NOTHING, value)
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    if (top * top, bottom * bottom) == (value.numerator, value.denominator):
        return Fraction(top, bottom)
    return Fraction(isqrt(value.numerator * FINE * FINE // value.denominator), FINE)


# ── protection ─────────────────────────────────────────────────────────────────────────────────────


def protected(settings: Settings, least: Column, shares: Column, places: Sequence[Place]) -> Column:
    """Return the exact amounts: nobody below the guarantee or above the limit, the others bear it.

    Guarantees that come to more than the money are cut alike.
    """
    pot = sum(least, NOTHING) + sum(shares, NOTHING)
    guard, quantum = settings.get("protect", {}), quantum_of(settings, places)
    low = [NOTHING for _ in places]
    if guard.get("funded_by", "rescale") == "rescale":
        low = guaranteed(guard, "at_least", places, NOTHING)
    if sum(low) > pot:
        return in_proportion(pot, low)
    stepped = [Fraction(math.ceil(each / quantum) * quantum) for each in low]
    if sum(stepped) > pot:
        stepped = [Fraction(math.floor(each / quantum) * quantum) for each in low]
    high = [
        max(floor, Fraction(math.floor(each / quantum) * quantum) if "at_most" in guard else pot)
        for each, floor in zip(guaranteed(guard, "at_most", places, pot), stepped, strict=True)
    ]
    return balanced(pot, least, shares, stepped, high)


def guaranteed(guard: Settings, key: str, places: Sequence[Place], without: Fraction) -> Column:
    """Return a share of the earlier amount on every row."""
    if key not in guard:
        return [without for _ in places]
    return [worth(guard[key], place, "share", key) * Fraction(base(guard, place)) for place in places]


def beyond(settings: Settings, parts: Sequence[int], places: Sequence[Place]) -> list[int]:
    """Return what lifts each to its guarantee from outside the pot."""
    guard, quantum = settings.get("protect", {}), quantum_of(settings, places)
    if guard.get("funded_by") != "extra":
        return [0 for _ in parts]
    low = guaranteed(guard, "at_least", places, NOTHING)
    return [max(0, math.ceil(each / quantum) * quantum - part) for each, part in zip(low, parts, strict=True)]


def quantum_of(settings: Settings, places: Sequence[Place]) -> int:
    """Return the fen of one step of the amounts."""
    own = settings.get("round", {})
    return money(own["to"], places[0].unit) if "to" in own and places else 1


def balanced(pot: Fraction, least: Column, scores: Column, low: Column, high: Column) -> Column:
    """Return least + factor × score, each kept between its bounds, with the one factor that spends the pot.

    >>> balanced(Fraction(10), [NOTHING] * 3, [Fraction(5), Fraction(3), Fraction(2)],
    ...     [NOTHING, Fraction(4), NOTHING], [Fraction(10)] * 3)[1]
    Fraction(4, 1)
    """

    def at(factor: Fraction) -> Column:
        rows = zip(least, scores, low, high, strict=True)
        return [min(most, max(floor, own + factor * score)) for own, score, floor, most in rows]

    turns = {
        (bound - own) / score
        for own, score, *bounds in zip(least, scores, low, high, strict=True)
        for bound in bounds
        if score > 0
    }
    factors = [NOTHING, *sorted(turn for turn in turns if turn > 0)]
    if sum(at(NOTHING)) > pot:
        return in_proportion(pot, at(NOTHING))
    for lower, upper in pairwise(factors):
        below, above = sum(at(lower)), sum(at(upper))
        if below <= pot <= above:
            reach = (pot - below) / (above - below) if above > below else NOTHING
            return at(lower + reach * (upper - lower))
    return at(factors[-1])


def rounds_of(settings: Settings, least: Column, shares: Column, places: Sequence[Place]) -> int:
    """Return how often the rest is rescaled until nobody new falls below the floor; once without any."""
    guard = settings.get("protect", {})
    if guard.get("funded_by", "rescale") != "rescale":
        return 1
    floors = guaranteed(guard, "at_least", places, NOTHING)
    pot = sum(least, NOTHING) + sum(shares, NOTHING)
    fixed: list[int] = []
    for rounds in range(1, len(floors) + 2):
        free = [at for at in range(len(floors)) if at not in fixed]
        rest = pot - sum((floors[at] for at in fixed), NOTHING) - sum((least[at] for at in free), NOTHING)
        scale = sum((shares[at] for at in free), NOTHING)
        short = [at for at in free if least[at] + (rest * shares[at] / scale if scale else 0) < floors[at]]
        if not short:
            return rounds
        fixed += short
    raise AssertionError("everyone is fixed after as many rounds as there are rows")


# ── whole amounts ──────────────────────────────────────────────────────────────────────────────────


def whole(settings: Settings, exact: Column, places: Sequence[Place]) -> list[int]:
    """Return whole amounts in steps of `to`: by largest remainder, half-up, or down."""
    quantum = quantum_of({"round": settings}, places)
    parts = [each / quantum for each in exact]
    return [part * quantum for part in MODES[settings.get("mode", "largest_remainder")](parts)]


def by_remainder(parts: Column) -> list[int]:
    """Return floors, the left-over steps to the largest remainders, ties to the earlier."""
    floors = [math.floor(part) for part in parts]
    order = sorted(range(len(parts)), key=lambda at: (floors[at] - parts[at], at))
    # a sum of roots is a hair off the whole it stands for
    total = sum(parts, NOTHING)
    left = half_up(total) if abs(total - half_up(total)) < Fraction(1, 10**30) else math.floor(total)
    for at in order[: left - sum(floors)]:
        floors[at] += 1
    return floors


MODES: Mapping[str, Callable[[Column], list[int]]] = {
    "largest_remainder": by_remainder,
    "half_up": lambda parts: [half_up(part) for part in parts],
    "down": lambda parts: [math.floor(part) for part in parts],
}
