"""Everybody in proportion to the claim, to the fen by largest remainder."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

import numpy as np

from simulator.exact import Flags
from simulator.methods.sharing import Sharing, above_floors, enough
from simulator.model import kinds
from simulator.model.method import Pot, Request
from simulator.money import Fen, IntColumn, split, split_column
from simulator.optimise import Kind, LinearForm
from simulator.optimise.terms import AwardTerm, Column, Columns, CountTerm, Link, Terms


@dataclass(frozen=True, slots=True)
class ProRata(Sharing):
    """Cut every claim in the same proportion (同比例压减); each award within one fen of its exact share.

    The pot counts as one: all its awards count once it is paid `counts_from` of all claims together.
    """

    word: ClassVar[str] = "pro_rata"
    for_classes: ClassVar[bool] = True
    for_lines: ClassVar[bool] = True
    id: Annotated[str | None, kinds.Identifier()] = None

    def terms(self, pot: Pot) -> Terms:
        """Return one column for the pot's size and, where that is asked, a 0/1 column: its awards count."""
        claims = sum(pot.claims.tolist())
        nothing = np.zeros(pot.claims.size, dtype=np.int64)
        if claims == 0:
            return Terms(nothing, nothing > 0)
        members = np.flatnonzero(pot.claims > 0)
        size = Column("pot", 0, min(claims, pot.at_most), Kind.AMOUNT)
        awards = (AwardTerm.single(0, members, pot.claims[members], claims),)
        if not pot.counting:
            return Terms(nothing, nothing > 0, Columns.of((size,)), (), awards)
        columns = Columns.of((size, Column("counts", 0, 1, Kind.CHOICE)))
        counts = (CountTerm.single(1, members),)
        return Terms(nothing, nothing > 0, columns, _counting(pot, claims), awards, counts)

    def share_out(self, pot: Pot, amount: Fen) -> IntColumn:
        """Return the pot split by claims, largest remainder, ties to the smaller id, in fen."""
        return split_column(amount, pot.claims)

    def counted(self, pot: Pot, awards: IntColumn) -> Flags:
        """Return everyone with a claim, once the whole pot is paid `counts_from` of all claims."""
        claims = sum(pot.claims.tolist())
        paid = sum(awards.tolist()) >= enough(pot, claims)
        return np.asarray((pot.claims > 0) & paid, dtype=np.bool_)

    def paid_share(self, pot: Pot, awards: IntColumn) -> tuple[Fraction, ...]:
        """Return the pot's own share for everyone with a claim: rounding to the fen is no one's merit."""
        claims = sum(pot.claims.tolist())
        share = Fraction(sum(awards.tolist()), claims) if claims else Fraction(0)
        return tuple(share if claim else Fraction(0) for claim in pot.claims.tolist())

    def divide(self, requests: Sequence[Request], money: Fen) -> tuple[Fen | None, ...]:
        """Return every request when the money suffices, else the money split by requests.

        A programme whose part would be below its `at_least` gets just that, and the rest is split anew.
        """
        return above_floors(requests, money, lambda asked, left: split(left, asked))


def _counting(pot: Pot, claims: Fen) -> tuple[Link, ...]:
    need = enough(pot, claims)
    at_least = Link("counts from", LinearForm((0, 1), (1, -need)), 0, None)
    below = Link("counts only from", LinearForm((0, 1), (1, -(claims - need + 1))), None, need - 1)
    return (at_least, below)
