"""Which source of money pays whom: earmarks as written, and what a run draws on each source."""

from dataclasses import dataclass
from typing import Annotated

from simulator.model import kinds
from simulator.money import Fen

PAID_FROM = kinds.ListOf(kinds.Reference("sources"), or_one=True)
PAID_FROM_FUND = kinds.ListOf(kinds.Reference("sources", "funds"), or_one=True)


@dataclass(frozen=True, slots=True)
class Earmark:
    """Whom alone a source may pay: classes of spending with all their programmes, and single programmes."""

    spending: Annotated[tuple[str, ...], kinds.ListOf(kinds.Reference("spending"), or_one=True)] = ()
    programmes: Annotated[tuple[str, ...], kinds.ListOf(kinds.Reference("programmes"), or_one=True)] = ()


@dataclass(frozen=True, slots=True)
class Draw:
    """What one payer draws: a programme, or a class of spending without programmes (`section` says which).

    `parts` are (source, fen) pairs in the order in which the payer uses its sources; none is of nothing.
    """

    section: str
    payer: str
    parts: tuple[tuple[str, Fen], ...]

    @property
    def total_fen(self) -> Fen:
        """Return the sum of all parts, in fen."""
        return sum(fen for _, fen in self.parts)

    def between(self, start: Fen, end: Fen) -> tuple[tuple[str, Fen], ...]:
        """Return which sources pay the fen from `start` to `end`, when all is paid out one after another.

        >>> Draw("programmes", "rent", (("central", 70), ("city", 50))).between(60, 100)
        (('central', 10), ('city', 30))
        """
        found: list[tuple[str, Fen]] = []
        begins = 0
        for source, fen in self.parts:
            share = min(end, begins + fen) - max(start, begins)
            found += [(source, share)] * (share > 0)
            begins += fen
        return tuple(found)
