"""One firm over several programmes: a ceiling on what they add up to, and one programme for each item.

Both look at entitlements, before any pot is shared. Every choice is found by looking at all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from tests.reference.figures import money
from tests.reference.sharing import largest_remainder

Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """An entitlement: its programme, the applicant, whole fen, and the row it comes from."""

    programme: str
    applicant: str
    fen: int
    row: Mapping[str, Any]


Dues = dict[tuple[str, str], int]


def dues_of(entries: Sequence[Entry]) -> Dues:
    """Return whole fen by programme and applicant."""
    return {(each.programme, each.applicant): each.fen for each in entries}


# ── a ceiling over programmes ──────────────────────────────────────────────────────────────────────


def cumulated(settings: Settings, entries: Sequence[Entry], unit: str) -> Dues:
    """Return every entitlement once each firm's sum over the programmes is within the ceiling."""
    dues, ceiling = dues_of(entries), money(settings["ceiling"], unit)
    own = [each for each in entries if each.programme in settings["programmes"]]
    for group in grouped(own, settings["per"]):
        excess = sum(each.fen for each in group) - ceiling
        if excess > 0 and settings.get("method", "sequential") == "pro_rata":
            dues |= in_proportion(group, ceiling, settings["programmes"])
        elif excess > 0:
            dues |= _in_turn(settings, group, excess)
    return dues


def in_proportion(group: Sequence[Entry], most: int, programmes: Sequence[str]) -> Dues:
    """Return entitlements cut alike; odd fen go to the programme written first, then to the smaller id."""
    ordered = sorted(group, key=lambda each: (programmes.index(each.programme), each.applicant))
    parts = largest_remainder(most, [each.fen for each in ordered])
    return {(each.programme, each.applicant): part for each, part in zip(ordered, parts, strict=True)}


def _in_turn(settings: Settings, group: Sequence[Entry], excess: int) -> Dues:
    """Cut programme after programme, the one named first before the others."""
    found: Dues = {}
    for programme in settings["cut_first"]:
        own = [each for each in group if each.programme == programme]
        asked = sum(each.fen for each in own)
        cut = min(excess, asked)
        found |= in_proportion(own, asked - cut, settings["programmes"])
        excess -= cut
    return found


def grouped(entries: Sequence[Entry], column: str) -> Iterator[list[Entry]]:
    """Yield the entries of each value of a column, in the order of the values."""
    values = dict.fromkeys(each.row[column] for each in entries)
    for value in sorted(values, key=str):
        yield [each for each in entries if each.row[column] == value]


# ── one programme for each item ────────────────────────────────────────────────────────────────────


def one_each(settings: Settings, entries: Sequence[Entry], unit: str) -> Dues:
    """Return every entitlement when each item is paid under one programme, as gives each firm most.

    Without a firm every item stands for itself. Of choices that give a firm the same, the one that takes the
    earlier programme for the smaller item.
    """
    caps = {name: money(text, unit) for name, text in settings.get("caps", {}).items()}
    own = [each for each in entries if each.programme in settings["programmes"]]
    dues = dues_of(entries)
    for firm in grouped(own, settings.get("firm", settings["per"])):
        dues |= _best(settings, list(grouped(firm, settings["per"])), caps)
    return dues


def _best(settings: Settings, items: Sequence[Sequence[Entry]], caps: Mapping[str, int]) -> Dues:
    order = list(settings["programmes"])
    choices = [
        [name for name in order if any(each.programme == name and each.fen for each in item)] or order[:1]
        for item in items
    ]
    best: Dues = {}
    most = -1
    for picks in product(*choices):
        found = paid(items, picks, caps)
        if sum(found.values()) > most:
            best, most = found, sum(found.values())
    return best


def paid(items: Sequence[Sequence[Entry]], picks: Sequence[str], caps: Mapping[str, int]) -> Dues:
    """Return what a choice pays: a programme's items alike where they come to more than its cap."""
    found = {(each.programme, each.applicant): 0 for item in items for each in item}
    for programme in dict.fromkeys(picks):
        own = [
            each
            for item, pick in zip(items, picks, strict=True)
            for each in item
            if pick == programme and each.programme == programme
        ]
        asked = sum(each.fen for each in own)
        found |= in_proportion(own, min(asked, caps.get(programme, asked)), [programme])
    return found
