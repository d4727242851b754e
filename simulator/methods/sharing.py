"""What every method gives beside its exact sharing-out: its terms for the optimiser, and what counts."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from simulator.exact import Flags
from simulator.model.method import Method, Pot, Request
from simulator.money import Fen, IntColumn, up
from simulator.optimise.terms import Terms


class Sharing(Method):
    """A registered method: `terms` for the optimiser and `share_out` for the fen must tell the same story."""

    __slots__ = ()

    @abstractmethod
    def terms(self, pot: Pot) -> Terms:
        """Return the columns, links and payments of a pot whose size the plan decides."""

    def as_paid(self, pot: Pot, paid: Fen) -> IntColumn:
        """Return the awards of a plan that pays `paid` fen in all.

        A method that may leave money unspent says here what it gave out, since the plan knows only that.
        """
        return self.share_out(pot, paid)

    def counted(self, pot: Pot, awards: IntColumn) -> Flags:
        """Return whose awards count: paid at least `counts_from` of their claim."""
        return (pot.claims > 0) & (awards >= needs(pot))

    def lawful(self, pot: Pot, awards: IntColumn) -> Flags:
        """Return which awards this method may give at all, whatever the pot holds."""
        return np.asarray((awards >= 0) & (awards <= pot.claims), dtype=np.bool_)

    def paid_share(self, pot: Pot, awards: IntColumn) -> tuple[Fraction, ...]:
        """Return which share of each claim is paid (0 where there is no claim)."""
        pairs = zip(awards.tolist(), pot.claims.tolist(), strict=True)
        return tuple(Fraction(award, claim) if claim else Fraction(0) for award, claim in pairs)


def needs(pot: Pot) -> IntColumn:
    """Return the fen each claim must be paid before its award counts; never less than one."""
    return np.array([enough(pot, claim) for claim in pot.claims.tolist()], dtype=np.int64)


def enough(pot: Pot, claim: Fen) -> Fen:
    """Return the fen from which a claim counts as paid; never less than one."""
    return max(1, up(pot.counts_from * claim))


# ── dividing a class ───────────────────────────────────────────────────────────────────────────────

Parts = Callable[[Sequence[Fen], Fen], Sequence[Fen]]


def above_floors(requests: Sequence[Request], money: Fen, parts_of: Parts) -> tuple[Fen, ...]:
    """Return every request when the money suffices, else its parts, none below the programme's `at_least`.

    Whose part would be less gets just its least, and the rest is divided anew among the others;
    `parts_of(asked, money)` says how (those already settled ask for nothing).
    """
    if sum(request.amount for request in requests) <= money:
        return tuple(request.amount for request in requests)
    held: dict[int, Fen] = {}
    while True:
        left = max(0, money - sum(held.values()))
        free = [0 if index in held else request.amount for index, request in enumerate(requests)]
        parts = parts_of(free, left) if sum(free) else [0] * len(free)
        # all at once: settling them one by one would let the order of programmes decide
        low = [
            i for i, part in enumerate(parts) if i not in held and part < min(requests[i].at_least, free[i])
        ]
        if not low:
            return tuple(held.get(index, part) for index, part in enumerate(parts))
        held.update({index: min(requests[index].at_least, free[index]) for index in low})
