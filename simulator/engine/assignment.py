"""Which programme pays each item of a firm, so that the firm gets most: exact, in whole fen.

The best total comes first; then the items are settled one by one in the order of their ids: each goes to the
earliest programme that keeps that total.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from simulator.engine.reachable import MOST_STATES, Search, Sums, added
from simulator.money import Fen
from simulator.problems import FindingError


@dataclass(frozen=True, slots=True)
class Assignment:
    """One firm's choice: what each item is worth under each programme (0: not payable), in order of ids.

    `caps` are the most a programme may pay the firm, None for no limit; `owed` is what each programme owes it
    for items that are nobody else's.
    """

    firm: str
    worth: tuple[Sums, ...]
    caps: tuple[Fen | None, ...]
    owed: Sums

    def capped(self, sums: Iterable[Fen]) -> Sums:
        """Return the sums with no programme above its cap."""
        pairs = zip(sums, self.caps, strict=True)
        return tuple(each if cap is None else min(each, cap) for each, cap in pairs)

    def settled(self, programme: int) -> "Assignment":
        """Return what is left to choose once the first item is paid under a programme."""
        owed = added(self.owed, self.worth[0], programme)
        return replace(self, worth=self.worth[1:], owed=self.capped(owed))


def best_assignment(choice: Assignment) -> tuple[int, ...]:
    """Return the programme of each item: no other choice pays the firm more.

    Among equals the item with the smallest id goes to the earliest programme, then the next one. Raises
    FindingError R612 when more sums would have to be looked at than MOST_STATES.

    >>> split = Assignment("A", ((60, 50), (60, 50), (60, 50)), (100, 100), (0, 0))
    >>> best_assignment(split), best_total(split)
    ((0, 1, 1), 160)
    """
    best, left, found = best_total(choice), choice, list[int]()
    while left.worth:
        found.append(_earliest(left, best))
        left = left.settled(found[-1])
    return tuple(found)


def best_total(choice: Assignment, known: Fen = -1, enough: Fen | None = None) -> Fen:
    """Return the most the firm can be paid, in fen; `known` when nothing above it can be reached.

    The search ends as soon as `enough` is reached. Raises FindingError R612.
    """
    search = Search.of(choice.worth, choice.caps, choice.owed)
    found = search.best(known, enough)
    if found is None:
        raise FindingError("R612", firm=choice.firm, items=len(choice.worth), most=MOST_STATES)
    return found


def _earliest(left: Assignment, best: Fen) -> int:
    *earlier, last = [place for place, worth in enumerate(left.worth[0]) if worth > 0]
    for programme in earlier:
        if best_total(left.settled(programme), best - 1, best) == best:
            return programme
    return last
