"""How a spending class is divided among its programmes before anything is optimised."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.reference.sharing import Claim, Method, largest_remainder, settings_of, shared, word_of


class RefusedError(Exception):
    """The scenario cannot be run as it is written: no plan is looked for."""


@dataclass(frozen=True)
class Request:
    """What a programme asks of its class, its tags, and the least its envelope must hold."""

    programme: str
    amount: int
    tags: tuple[str, ...]
    least: int = 0


def divided(method: Method | None, requests: Sequence[Request], money: int) -> list[int | None]:
    """Return what each programme is given; None leaves it to the plan.

    Raises RefusedError when the class is short and nobody says how.
    """
    asked = [request.amount for request in requests]
    if method is None:
        if sum(asked) > money:
            raise RefusedError(f"{sum(asked)} fen asked of {money}")
        return list(asked)
    return DIVISION[word_of(method)](settings_of(method), requests, money)


def _pro_rata(settings: Any, requests: Sequence[Request], money: int) -> list[int | None]:
    return _above_least(largest_remainder, requests, money)


def _water_fill(settings: Any, requests: Sequence[Request], money: int) -> list[int | None]:
    def levelled(rest: int, asked: Sequence[int]) -> list[int]:
        claims = [Claim(str(at), each, {}) for at, each in enumerate(asked)]
        return shared("water_fill", claims, rest)

    return _above_least(levelled, requests, money)


def _equal(settings: Any, requests: Sequence[Request], money: int) -> list[int | None]:
    def by_heads(rest: int, asked: Sequence[int]) -> list[int]:
        heads = sum(each > 0 for each in asked)
        return [min(each, rest // heads) for each in asked]

    return _above_least(by_heads, requests, money)


def _above_least(
    share: Callable[[int, Sequence[int]], list[int]], requests: Sequence[Request], money: int
) -> list[int | None]:
    """Share what is asked; who would fall below the least gets it beforehand, the rest is shared anew."""
    asked = [request.amount for request in requests]
    if sum(asked) <= money:
        return list(asked)
    least = [min(request.least, request.amount) for request in requests]
    beforehand: set[int] = set()
    while True:
        sharing = [0 if at in beforehand else each for at, each in enumerate(asked)]
        rest = max(0, money - sum(least[at] for at in beforehand))
        parts = share(rest, sharing) if any(sharing) else [0] * len(asked)
        short = {at for at in range(len(asked)) if at not in beforehand and parts[at] < least[at]}
        if not short:
            return [least[at] if at in beforehand else part for at, part in enumerate(parts)]
        beforehand |= short


def _in_full(settings: Any, requests: Sequence[Request], money: int) -> list[int | None]:
    return [request.amount for request in requests]


def _optimise(settings: Any, requests: Sequence[Request], money: int) -> list[int | None]:
    return [None for _ in requests]


def _tiers(settings: Any, requests: Sequence[Request], money: int) -> list[int | None]:
    """Serve tier after tier: what a tier might use is not there for those below it."""
    given: dict[str, int | None] = {}
    left = money
    for tier in settings:
        members = [r for r in requests if r.programme not in given and _belongs(r, tier)]
        method = tier.get("rest", tier.get("when_short", "pro_rata"))
        given.update(zip([r.programme for r in members], divided(method, members, left), strict=True))
        left = max(0, left - sum(request.amount for request in members))
    return [given.get(request.programme, 0) for request in requests]


def _belongs(request: Request, tier: Mapping[str, Any]) -> bool:
    return "rest" in tier or request.programme == tier.get("programme") or tier.get("tag") in request.tags


DIVISION = {
    "pro_rata": _pro_rata,
    "water_fill": _water_fill,
    "equal": _equal,
    "in_full": _in_full,
    "optimise": _optimise,
    "tiers": _tiers,
}
