"""What every method gives beside its exact sharing-out: its terms for the optimiser, and what counts."""

from abc import abstractmethod
from fractions import Fraction

import numpy as np

from simulator.exact import Flags
from simulator.model.method import Method, Pot
from simulator.money import Fen, IntColumn, up
from simulator.optimise.terms import Terms


class Sharing(Method):
    """A registered method: `terms` for the optimiser and `share_out` for the fen must tell the same story."""

    __slots__ = ()

    @abstractmethod
    def terms(self, pot: Pot) -> Terms:
        """Return the columns, links and payments of a pot whose size the plan decides."""

    def counted(self, pot: Pot, awards: IntColumn) -> Flags:
        """Return whose awards count: paid at least `counts_from` of their claim."""
        return (pot.claims > 0) & (awards >= needs(pot))

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
