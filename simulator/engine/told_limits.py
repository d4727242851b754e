"""Limits of many groups: which of them are told, and how many are not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from simulator.glossary import Word, word
from simulator.model.result import LimitOutcome

MOST_KEPT = 10_000
"""A result holds every group of a limit up to so many, and beyond that all which bind or are missed."""

MOST_LISTED = 200
"""A table for people lists every group of a limit up to so many."""

MOST_TIGHT = 50
"""Where a table is shorter than that, it still lists so many of those that bind or are missed."""


def kept(outcomes: Sequence[LimitOutcome], most: int = MOST_KEPT) -> tuple[LimitOutcome, ...]:
    """Return the groups of one limit that a result holds, in their order.

    All that bind or are missed, and of the others those with the least room, up to `most` in all; the one of
    them with the most room counts those left out.
    """
    loose = [each for each in outcomes if each.met and not each.binding]
    room = max(1, most - (len(outcomes) - len(loose)))
    if len(loose) <= room:
        return tuple(outcomes)
    tightest = sorted(loose, key=lambda each: (each.slack, each.group, each.relation))[:room]
    last = replace(tightest[-1], others=len(loose) - room)
    chosen = {(each.group, each.relation): each for each in (*tightest, last)}
    told = (each if _is_tight(each) else chosen.get((each.group, each.relation)) for each in outcomes)
    return tuple(each for each in told if each is not None)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many groups of one limit a table does not show: tight ones, and others that have more room."""

    limit: LimitOutcome
    tight: int
    loose: int

    def told(self) -> Iterator[Word]:
        """Yield it in words, a sentence of each kind that there is."""
        for key, count in (("other_groups_tight", self.tight), ("other_groups", self.loose)):
            if count:
                found, facts = word(key), {"title": self.limit.title, "count": count}
                yield Word(found.zh.format(**facts), found.en.format(**facts))


def listed(limits: Iterable[LimitOutcome], few: int = MOST_LISTED) -> Iterator[LimitOutcome]:
    """Yield the limits a table has room for: of more than `few` groups those that are tight, and the next.

    Of very many tight ones the most missed are; the next is the tightest of those that hold with room to
    spare, at either bound. `limits` come sorted by name.
    """
    for _, repeated in groupby(limits, key=lambda each: each.name):
        yield from _few_of(tuple(repeated), few)


def left_out(limits: Iterable[LimitOutcome], few: int = MOST_LISTED) -> Iterator[LeftOut]:
    """Yield what `listed` leaves out of each limit that it shortens."""
    for _, repeated in groupby(limits, key=lambda each: each.name):
        every = tuple(repeated)
        shown = _few_of(every, few)
        tight = _tight_count(every) - _tight_count(shown)
        loose = len(every) - len(shown) - tight + sum(each.others for each in every)
        if tight or loose:
            yield LeftOut(every[0], tight, loose)


def _few_of(every: tuple[LimitOutcome, ...], few: int) -> tuple[LimitOutcome, ...]:
    sides = dict.fromkeys(each.relation for each in every)
    if len(every) <= few * len(sides):
        return every
    tight = sorted((each for each in every if _is_tight(each)), key=lambda each: each.slack)
    loose = ([each for each in every if not _is_tight(each) and each.relation == side] for side in sides)
    nearest = [min(own, key=lambda each: each.slack) for own in loose if own]
    shown = {(each.group, each.relation) for each in (*tight[: max(few, MOST_TIGHT)], *nearest)}
    return tuple(each for each in every if (each.group, each.relation) in shown)


def _tight_count(limits: Iterable[LimitOutcome]) -> int:
    return sum(map(_is_tight, limits))


def _is_tight(limit: LimitOutcome) -> bool:
    return limit.binding or not limit.met
