"""What the items of one firm can come to by programme: every sum that may still win, and no more.

The items are gone through one by one, the largest first. What is dominated, or cannot beat a total already
reached, is dropped with proof, so that the best total is exact; where the sums grow too many, those of the
first items meet those of the last in the middle.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.money import Fen

MOST_STATES = 50_000
MANY_STATES = 8_192
PAIR = 2
Sums = tuple[Fen, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """The items by programme, all programmes without a cap joined into the last one.

    `rest` holds what all items from a position on would add to each programme, `most` what they can add at
    all; both have one entry more than there are items.
    """

    items: tuple[Sums, ...]
    caps: Sums
    start: Sums
    rest: tuple[Sums, ...]
    most: tuple[Fen, ...]

    @classmethod
    def of(cls, worth: Sequence[Sums], caps: Sequence[Fen | None], owed: Sums) -> "Search":
        """Return the search over items worth so much by programme; a cap that nothing can reach is no cap."""
        reach = [sum(column) for column in zip(owed, *worth, strict=True)]
        capped = [cap is not None and most > cap for most, cap in zip(reach, caps, strict=True)]
        items = sorted((_joined(each, capped, max) for each in worth), key=max, reverse=True)
        limits = _joined([each or 0 for each in caps], capped, lambda _: sum(reach))
        tails = [items[position:] for position in range(len(items) + 1)]
        return cls(
            items=tuple(items),
            caps=limits,
            start=tuple(map(min, _joined(owed, capped, sum), limits)),
            rest=tuple(tuple(map(sum, zip(*tail, strict=True))) or (0,) * len(limits) for tail in tails),
            most=tuple(sum(map(max, tail)) for tail in tails),
        )

    def best(self, known: Fen, enough: Fen | None) -> Fen | None:
        """Return the best total, or `known` when nothing beats it; None when there is too much to look at.

        The search ends as soon as `enough` is reached.
        """
        goal = self.bound(self.start, 0) if enough is None else enough
        best = max(known, self.greedy(self.start, 0))
        states: Sequence[Sums] = (self.start,)
        for after in range(1, len(self.items) + 1):
            if best >= goal or not states:
                return best
            states = [each for each in self.grown(states, after - 1) if self.bound(each, after) > best]
            tail = self.tail(after) if len(states) > MANY_STATES else None
            if tail is not None:
                return max(best, best_pair(states, tail, self.caps))
            if len(states) > MOST_STATES:
                return None
            best = max(best, self.promise(states, after))
        return best

    def tail(self, position: int) -> Sequence[Sums] | None:
        """Return what the items from a position on can come to alone, or None when that is too much."""
        if len(self.caps) > PAIR:
            return None
        states: Sequence[Sums] = ((0,) * len(self.caps),)
        for item in range(len(self.items) - 1, position - 1, -1):
            states = self.grown(states, item)
            if len(states) > MANY_STATES:
                return None
        return states

    def grown(self, states: Sequence[Sums], position: int) -> Sequence[Sums]:
        """Return every state worth keeping after one more item."""
        item = self.items[position]
        places = [place for place, worth in enumerate(item) if worth > 0]
        return undominated([self.with_item(state, item, place) for state in states for place in places])

    def with_item(self, state: Sums, item: Sums, place: int) -> Sums:
        """Return a state with an item paid under one programme."""
        return tuple(map(min, added(state, item, place), self.caps))

    def bound(self, state: Sums, position: int) -> Fen:
        """Return what no completion of a state can exceed."""
        full = zip(state, self.rest[position], self.caps, strict=True)
        return min(sum(min(have + more, cap) for have, more, cap in full), sum(state) + self.most[position])

    def greedy(self, state: Sums, position: int) -> Fen:
        """Return what a state comes to when each further item goes where it adds most."""
        for item in self.items[position:]:
            places = [place for place, worth in enumerate(item) if worth > 0]
            state = max((self.with_item(state, item, place) for place in places), key=sum)
        return sum(state)

    def promise(self, states: Sequence[Sums], position: int) -> Fen:
        """Return what the state with the highest bound comes to, as far as greed can tell; −1 without any."""
        if not states:
            return -1
        return self.greedy(max(states, key=lambda each: self.bound(each, position)), position)


def added(sums: Sums, worth: Sums, programme: int) -> list[Fen]:
    """Return the sums with what an item is worth under one programme added.

    >>> added((1, 2), (5, 7), 1)
    [1, 9]
    """
    return [each + (worth[place] if place == programme else 0) for place, each in enumerate(sums)]


def undominated(states: Sequence[Sums]) -> Sequence[Sums]:
    """Return the states that no other one beats in every programme; with three or more, each state once.

    >>> undominated([(3, 1), (1, 1), (2, 5), (3, 0)])
    [(3, 1), (2, 5)]
    """
    if not states or len(states[0]) > PAIR:
        return list(dict.fromkeys(states))
    kept: list[Sums] = []
    for state in sorted(states, reverse=True):
        if not kept or state[-1] > kept[-1][-1]:
            kept.append(state)
    return kept


def _joined(sums: Sequence[Fen], capped: Sequence[bool], join: Callable[[list[Fen]], Fen]) -> Sums:
    """Return the capped programmes' sums, and what the others, if any, come to together."""
    kept = tuple(each for each, is_capped in zip(sums, capped, strict=True) if is_capped)
    free = [each for each, is_capped in zip(sums, capped, strict=True) if not is_capped]
    return (*kept, join(free)) if free else kept


# ── meeting in the middle ──────────────────────────────────────────────────────────────────────────


def best_pair(left: Sequence[Sums], right: Sequence[Sums], caps: Sums) -> Fen:
    """Return the most that a state of the left and one of the right come to together under two caps.

    Neither side holds a dominated state.

    >>> best_pair([(4, 0), (0, 3)], [(5, 1), (2, 6)], (6, 7))
    12
    """
    rising = sorted(right)  # what rises in the first falls in the second, as none is dominated
    middle = _Middle([each[0] for each in rising], [-each[1] for each in rising], _ranges(rising))
    return max(sum(each) + middle.best((caps[0] - each[0], caps[1] - each[1])) for each in left)


@dataclass(frozen=True, slots=True)
class _Middle:
    """Undominated states: the firsts rising, the seconds falling (held negative), and totals by range."""

    firsts: list[Fen]
    falls: list[Fen]
    ranges: list[list[Fen]]

    def best(self, room: Sums) -> Fen:
        """Return the most any state adds: the best that fits both rooms, or the nearest beyond either."""
        beyond, fitting = bisect_right(self.firsts, room[0]), bisect_left(self.falls, -room[1])
        found = list[Fen]()
        if fitting < beyond:
            found.append(self.largest(fitting, beyond))
        if beyond < len(self.firsts):
            found.append(room[0] + min(room[1], -self.falls[beyond]))
        if fitting > 0:
            found.append(min(room[0], self.firsts[fitting - 1]) + room[1])
        return max(found)

    def largest(self, start: int, end: int) -> Fen:
        """Return the largest total from one position up to, not including, another."""
        level = (end - start).bit_length() - 1
        return max(self.ranges[level][start], self.ranges[level][end - (1 << level)])


def _ranges(states: Sequence[Sums]) -> list[list[Fen]]:
    """Return the largest total of every 1, 2, 4, 8, … states in a row."""
    found, width = [list(map(sum, states))], 1
    while 2 * width <= len(states):
        found.append(list(map(max, found[-1], found[-1][width:])))
        width *= 2
    return found
