"""How one pot is shared: what each size of it pays, and every way it can come out.

A pot that the plan may size comes out in as many ways as it has sizes; an optimised one in as many as it
has subsets. Each way remembers what the rows of the whole believe of it: a pro-rata pot pays whole fen by
largest remainder, the rows see exact shares.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, product
from typing import Any

from tests.reference.figures import enough, money, rate
from tests.reference.formula import evaluate

Method = str | Mapping[str, Any]
ROUNDED = ("pro_rata", "water_fill")
DESCENDING = ("highest", "latest")
NOBODY = -1


@dataclass(frozen=True)
class Claim:
    """One applicant's claim in whole fen, with the row it comes from."""

    applicant: str
    due: int
    row: Mapping[str, Any]


Claims = Sequence[Claim]


@dataclass(frozen=True)
class Way:
    """One way a pot can come out, one entry a claim.

    `seen` is what the rows believe is paid, `stray` the number of the layer of shares whose rounding
    they cannot see (or NOBODY), `shares` the paid share of each claim, `rank` what the tie rule compares.
    """

    awards: tuple[int, ...]
    counted: tuple[bool, ...]
    seen: tuple[Fraction, ...]
    stray: tuple[int, ...]
    shares: tuple[Fraction, ...]
    rank: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.awards)


def word_of(method: Method) -> str:
    """Return the word of a method, written bare or with settings."""
    return method if isinstance(method, str) else next(iter(method))


def settings_of(method: Method) -> Any:
    """Return what is written under the word; nothing for a bare one."""
    return {} if isinstance(method, str) else next(iter(method.values()))


# ── what a pot of a given size pays ────────────────────────────────────────────────────────────────


def shared(method: Method, claims: Claims, amount: int) -> list[int]:
    """Return each claim's award in whole fen when the pot holds `amount`."""
    return SHARING[word_of(method)](settings_of(method), claims, amount)


def largest_remainder(amount: int, weights: Sequence[int]) -> list[int]:
    """Return the parts of an amount: floors first, the left-over fen to the largest remainders.

    >>> largest_remainder(10, [6, 6, 2]), largest_remainder(11, [6, 6, 2])
    ([4, 4, 2], [5, 5, 1])
    """
    whole = sum(weights)
    exact = [Fraction(amount * weight, whole) if whole else Fraction(0) for weight in weights]
    parts = [int(each) for each in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (parts[i] - exact[i], i))
    for index in by_remainder[: amount - sum(parts) if whole else 0]:
        parts[index] += 1
    return parts


def queue(method: Method, claims: Claims) -> list[int]:
    """Return the positions of those who are served, first in the queue first."""
    settings = settings_of(method)
    positions = [i for i, claim in enumerate(claims) if claim.due]
    if word_of(method) == "first_come":
        by = settings["by"] if isinstance(settings, dict) else settings
        return sorted(positions, key=lambda i: (evaluate(by, claims[i].row), claims[i].applicant))
    if "where" in settings:
        positions = [i for i in positions if evaluate(settings["where"], claims[i].row)]
    for key in reversed(settings["order"]):
        ((direction, by),) = key.items()
        positions.sort(key=lambda i: evaluate(by, claims[i].row), reverse=direction in DESCENDING)
    return positions


def layers(tiers: Sequence[Mapping[str, Any]], claims: Claims) -> list[tuple[Method, list[int]]]:
    """Return each tier's method and the positions of its members; the first match wins."""
    left, found = list(range(len(claims))), []
    for tier in tiers:
        members = [i for i in left if "rest" in tier or evaluate(tier["where"], claims[i].row)]
        left = [i for i in left if i not in members]
        found.append((tier.get("rest", tier.get("when_short", "pro_rata")), members))
    return found


def payable(method: Method, claims: Claims) -> int:
    """Return the most the method could pay: a ranking may leave some out."""
    if word_of(method) in ("ranked", "first_come"):
        return sum(claims[i].due for i in queue(method, claims))
    if word_of(method) == "tiers":
        parts = layers(settings_of(method), claims)
        return sum(payable(inner, [claims[i] for i in members]) for inner, members in parts)
    return sum(claim.due for claim in claims)


def _pro_rata(settings: Any, claims: Claims, amount: int) -> list[int]:
    return largest_remainder(amount, [claim.due for claim in claims])


def leveled(amount: int, dues: Sequence[int]) -> Fraction:
    """Return the level at which everyone has the smaller of the due and the level, and all is given out."""
    left, open_ = Fraction(amount), sorted(each for each in dues if each)
    while open_ and left >= open_[0] * len(open_):
        left -= open_.pop(0)
    return left / len(open_) if open_ else Fraction(max(dues, default=0))


def _water_fill(settings: Any, claims: Claims, amount: int) -> list[int]:
    level = leveled(amount, [claim.due for claim in claims])
    exact = [min(Fraction(claim.due), level) for claim in claims]
    parts = [int(each) for each in exact]
    by_remainder = sorted(range(len(claims)), key=lambda i: (parts[i] - exact[i], i))
    for index in by_remainder[: amount - sum(parts)]:
        parts[index] += 1
    return parts


def _equal(settings: Any, claims: Claims, amount: int) -> list[int]:
    dues = [claim.due for claim in claims]
    share = amount // max(1, sum(due > 0 for due in dues))
    return dues if amount >= sum(dues) else [min(due, share) for due in dues]


def _queued(word: str) -> Any:
    def share(settings: Any, claims: Claims, amount: int) -> list[int]:
        method = {word: settings}
        last = settings.get("last", "partial") if isinstance(settings, dict) else "partial"
        awards, left = [0] * len(claims), amount
        for position in queue(method, claims):
            due = claims[position].due
            if due > left:
                due, left = (left, left) if last == "partial" else (0, left if last == "skip" else 0)
            awards[position] = due
            left -= due
        return awards

    return share


def _tiered(settings: Any, claims: Claims, amount: int) -> list[int]:
    awards, left = [0] * len(claims), amount
    for inner, members in layers(settings, claims):
        own = [claims[i] for i in members]
        given = min(left, payable(inner, own))
        for position, award in zip(members, shared(inner, own, given), strict=True):
            awards[position] = award
        left -= given
    return awards


def _in_full(settings: Any, claims: Claims, amount: int) -> list[int]:
    return [claim.due for claim in claims]


SHARING: dict[str, Callable[[Any, Claims, int], list[int]]] = {
    "pro_rata": _pro_rata,
    "water_fill": _water_fill,
    "equal": _equal,
    "ranked": _queued("ranked"),
    "first_come": _queued("first_come"),
    "tiers": _tiered,
    "in_full": _in_full,
}


# ── what counts, and what the rows see ─────────────────────────────────────────────────────────────


def pooled(method: Method, claims: Claims) -> list[int]:
    """Return the number of the layer of rounded shares each claim belongs to, or NOBODY."""
    return [
        layer if word in ROUNDED and claim.due else NOBODY
        for (layer, word), claim in zip(_layered(method, claims), claims, strict=True)
    ]


def _layered(method: Method, claims: Claims) -> list[tuple[int, str]]:
    """Return each claim's layer and the word it is shared by there; without tiers there is one layer."""
    if word_of(method) != "tiers":
        return [(0, word_of(method))] * len(claims)
    found = [(NOBODY, "")] * len(claims)
    for layer, (inner, members) in enumerate(layers(settings_of(method), claims)):
        for position in members:
            found[position] = (layer, word_of(inner))
    return found


def way(
    method: Method, claims: Claims, awards: Sequence[int], counts_from: Fraction, rank: tuple[int, ...]
) -> Way:
    """Return the way of some awards: a pro-rata layer counts and is seen as one, a level exactly."""
    pools, words = pooled(method, claims), [word for _, word in _layered(method, claims)]
    together = [pool if word == "pro_rata" else NOBODY for pool, word in zip(pools, words, strict=True)]
    asked = [_over(together, pool, [c.due for c in claims], i) for i, pool in enumerate(together)]
    paid = [_over(together, pool, awards, i) for i, pool in enumerate(together)]
    shares = [Fraction(some, all_) if all_ else Fraction(0) for some, all_ in zip(paid, asked, strict=True)]
    for i, claim in enumerate(claims):
        if words[i] == "water_fill" and claim.due:
            shares[i] = _level_share(pools, pools[i], claims, awards, claim)
    return Way(
        awards=tuple(awards),
        counted=tuple(
            c.due > 0 and some >= enough(all_, counts_from)
            for c, some, all_ in zip(claims, paid, asked, strict=True)
        ),
        seen=tuple(c.due * each for c, each in zip(claims, shares, strict=True)),
        stray=tuple(pools),
        shares=tuple(shares),
        rank=rank,
    )


def _level_share(
    pools: Sequence[int], pool: int, claims: Claims, awards: Sequence[int], claim: Claim
) -> Fraction:
    """Return which share of a claim the exact level of its layer pays."""
    own = [i for i, each in enumerate(pools) if each == pool]
    level = leveled(sum(awards[i] for i in own), [claims[i].due for i in own])
    return min(Fraction(claim.due), level) / claim.due


def _over(pools: Sequence[int], pool: int, amounts: Sequence[int], position: int) -> int:
    """Return the amount of a whole layer, or of the one claim where there is none."""
    if pool == NOBODY:
        return amounts[position]
    return sum(each for each, own in zip(amounts, pools, strict=True) if own == pool)


# ── every way ──────────────────────────────────────────────────────────────────────────────────────


def ways(method: Method, claims: Claims, most: int, counts_from: Fraction) -> list[Way]:
    """Return every way a pot of at most `most` fen can come out."""
    word = word_of(method)
    if word == "optimise":
        least = [least_award(settings_of(method), claim.due) for claim in claims]
        spans = [
            (0, *range(max(low, 1), claim.due + 1)) if claim.due else (0,)
            for low, claim in zip(least, claims, strict=True)
        ]
        return [
            way(method, claims, awards, counts_from, _rank(claims, least, awards))
            for awards in product(*spans)
            if sum(awards) <= most
        ]
    if word == "in_full":
        awards = [claim.due for claim in claims]
        return [way(method, claims, awards, counts_from, ())] if sum(awards) <= most else []
    sizes = range(min(most, payable(method, claims)) + 1)
    outcomes = {tuple(shared(method, claims, size)): None for size in sizes}
    return [way(method, claims, awards, counts_from, (sum(awards),)) for awards in outcomes]


def least_award(settings: Any, due: int) -> int:
    """Return the least an optimised award is: its claim, a share of it, a sum, or nothing."""
    if not isinstance(settings, dict) or settings.get("awards", "whole") == "whole":
        return due
    text = settings.get("at_least")
    if text is None:
        return 0
    if text.endswith("%"):
        return -int(-(due * rate(text)) // 1)
    return min(due, money(text))


def _rank(claims: Claims, least: Sequence[int], awards: Sequence[int]) -> tuple[int, ...]:
    """Return what the tie rule compares: who is paid at all where there is a least, then what is above it."""
    opened = [int(award > 0) for award, low in zip(awards, least, strict=True) if low]
    rows = zip(claims, awards, least, strict=True)
    above = [max(0, award - low) for claim, award, low in rows if low < claim.due]
    return (*opened, *above)


def settled(method: Method, claims: Claims, given: int, counts_from: Fraction) -> list[Way]:
    """Return the one way of a pot whose size is settled: its awards are known, so the rows see them."""
    found = way(method, claims, shared(method, claims, given), counts_from, ())
    seen = tuple(map(Fraction, found.awards))
    return [Way(found.awards, found.counted, seen, (NOBODY,) * len(claims), found.shares, ())]


def strayed(found: Way, chosen: Sequence[bool]) -> int:
    """Return by how many fen the chosen may stray from what the rows see: one a member of a cut layer."""
    cut = 0
    for layer in sorted(set(chain(found.stray)) - {NOBODY}):
        members = [i for i, pool in enumerate(found.stray) if pool == layer]
        inside = sum(chosen[i] for i in members)
        cut += inside if inside < len(members) else 0
    return cut
