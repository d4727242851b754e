"""How a spending class is divided among its programmes before anything is optimised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.reference.sharing import Method, largest_remainder, settings_of, word_of


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
    """Share by what is asked; who would fall below the least gets it beforehand, the rest is shared anew."""
    asked = [request.amount for request in requests]
    if sum(asked) <= money:
        return list(asked)
    least = [min(request.least, request.amount) for request in requests]
    beforehand: set[int] = set()
    while True:
        sharing = [0 if at in beforehand else each for at, each in enumerate(asked)]
        rest = max(0, money - sum(least[at] for at in beforehand))
        shared = largest_remainder(rest, sharing) if any(sharing) else [0] * len(asked)
        short = {at for at in range(len(asked)) if at not in beforehand and shared[at] < least[at]}
        if not short:
            return [least[at] if at in beforehand else part for at, part in enumerate(shared)]
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


DIVISION = {"pro_rata": _pro_rata, "in_full": _in_full, "optimise": _optimise, "tiers": _tiers}
