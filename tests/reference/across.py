"""Steps across applicants: whole fen, eligible rows only, group by group, in the declared order.

Every function takes the members of one group, already in order, and returns what each is paid.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.reference.figures import half_up
from tests.reference.formula import evaluate
from tests.reference.sharing import largest_remainder
from tests.reference.steps import NOTHING, Place, Settings, base, worth

DESCENDING = ("highest", "latest")


@dataclass(frozen=True)
class Member:
    """One eligible row of a group: its position among all rows sorted by id, its amount in fen, its place."""

    position: int
    fen: int
    place: Place


Group = Sequence[Member]


def settle(
    word: str,
    settings: Settings,
    amounts: Sequence[Fraction],
    eligible: Sequence[bool],
    places: Sequence[Place],
) -> list[Fraction]:
    """Return every amount after a group step; rows that are not eligible keep theirs.

    Rows come sorted by id; an amount below nothing counts as nothing.
    """
    settled = list(amounts)
    members = [Member(at, max(0, half_up(amounts[at])), places[at]) for at, own in enumerate(eligible) if own]
    for group in grouped(settings, members):
        for member, fen in zip(group, GROUP_STEPS[word](settings, group), strict=True):
            settled[member.position] = Fraction(fen)
    return settled


def grouped(settings: Settings, members: Group) -> list[list[Member]]:
    """Return the members of each group in the declared order; ties stay in the order of their ids."""
    per = settings.get("per", []) if isinstance(settings, dict) else []
    columns = per if isinstance(per, list) else [per]
    groups: dict[Any, list[Member]] = {}
    for member in ordered(_order(settings), members):
        key = tuple(evaluate(column, member.place.row) for column in columns)
        groups.setdefault(key, []).append(member)
    return list(groups.values())


def _order(settings: Settings) -> list[Mapping[str, str]]:
    if "window" in settings and "order" not in settings:
        return [{"earliest": settings["window"]["of"]}]
    return keys_of(settings.get("order", []))


def keys_of(order: Any) -> list[Mapping[str, str]]:
    """Return sort keys as a list; a single one may stand for itself."""
    return order if isinstance(order, list) else [order]


def ordered(keys: Sequence[Mapping[str, str]], members: Group) -> list[Member]:
    """Return members by their sort keys, the first key foremost; equals by id."""
    found = sorted(members, key=lambda member: member.position)
    for key in reversed(keys):
        ((direction, by),) = key.items()
        values = {member.position: evaluate(by, member.place.row) for member in found}
        found = _sorted_by(values, found, direction in DESCENDING)
    return found


def _sorted_by(values: Mapping[int, Any], members: Group, descending: bool) -> list[Member]:
    return sorted(members, key=lambda member: values[member.position], reverse=descending)


# ── ceiling ────────────────────────────────────────────────────────────────────────────────────────


def ceiling(settings: Settings, group: Group) -> list[int]:
    """Return what a group is paid under one ceiling: in order, or pro rata."""
    room = min(worth(settings["amount"], member.place) for member in group) - used(settings, group)
    if settings.get("method", "sequential") == "pro_rata":
        return _scaled(max(0, math.floor(room)), group)
    paid: list[int] = []
    for member in group:
        inside = _counted(settings, member, group)
        left = max(0, math.floor(room) - sum(fen for fen, own in zip(paid, inside, strict=False) if own))
        clip = settings.get("over", "clip") == "clip"
        paid.append(min(member.fen, left) if clip or member.fen <= left else 0)
    return paid


def used(settings: Settings, group: Group) -> Fraction:
    """Return what was used before: the largest a member of the group names."""
    if "used" not in settings:
        return NOTHING
    return max(Fraction(base(settings, member.place, "used")) for member in group)


def _scaled(room: int, group: Group) -> list[int]:
    asked = [member.fen for member in group]
    if sum(asked) <= room:
        return asked
    by_id = sorted(range(len(group)), key=lambda at: group[at].position)
    parts = largest_remainder(room, [asked[at] for at in by_id])
    return [part for _, part in sorted(zip(by_id, parts, strict=True))]


def _counted(settings: Settings, member: Member, group: Group) -> list[bool]:
    """Return which awards count against a member's: all, or those in the years up to its date."""
    if "window" not in settings:
        return [True for _ in group]
    of, years = settings["window"]["of"], int(settings["window"]["years"])
    own = evaluate(of, member.place.row)
    return [earlier(own, years) < evaluate(of, each.place.row) <= own for each in group]


def earlier(day: date, years: int) -> date:
    """Return the same day so many years earlier; the last of February for a day that year has not.

    >>> earlier(date(2024, 2, 29), 1), earlier(date(2024, 3, 1), 2)
    (datetime.date(2023, 2, 28), datetime.date(2022, 3, 1))
    """
    if (day.month, day.day) == (2, 29):
        leap = (day.year - years) % 4 == 0 and ((day.year - years) % 100 or (day.year - years) % 400 == 0)
        return date(day.year - years, 2, 29 if leap else 28)
    return date(day.year - years, day.month, day.day)


# ── the other three ────────────────────────────────────────────────────────────────────────────────


def top_up(settings: Settings, group: Group) -> list[int]:
    """Return what each pays beyond the most already reached."""
    reached, paid = 0, []
    for member in group:
        paid.append(max(0, member.fen - reached))
        reached = max(reached, member.fen)
    return paid


def best(settings: Settings, group: Group) -> list[int]:
    """Return the one highest amount; of equals the one with the smaller id."""
    highest = min(group, key=lambda member: (-member.fen, member.position))
    return [member.fen if member is highest else 0 for member in group]


def stop_loss(settings: Settings, group: Group) -> list[int]:
    """Return every amount in full until the pool is used up to its trigger, nothing from then on."""
    pool = min(worth(settings["pool"], member.place) for member in group)
    limit = pool * min(worth(settings["trigger"], member.place, "share") for member in group)
    spent, paid = used(settings, group), []
    for member in group:
        suspended = spent >= limit
        paid.append(0 if suspended else member.fen)
        spent += paid[-1]
        member.place.note(pool_used=spent, suspended=Fraction(spent >= limit))
    return paid


GROUP_STEPS: dict[str, Callable[[Settings, Group], list[int]]] = {
    "ceiling": ceiling,
    "top_up": top_up,
    "best": best,
    "stop_loss": stop_loss,
}
