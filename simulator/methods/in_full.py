"""Every claim in full, or the budget is infeasible."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from simulator.methods.sharing import Sharing
from simulator.model import kinds
from simulator.model.method import Pot, Request
from simulator.money import Fen, IntColumn
from simulator.optimise.terms import AwardTerm, Columns, CountTerm, Terms


@dataclass(frozen=True, slots=True)
class InFull(Sharing):
    """Pay every claim in full (全额保障): proved possible, or reported infeasible."""

    word: ClassVar[str] = "in_full"
    for_classes: ClassVar[bool] = True
    for_lines: ClassVar[bool] = True
    whole: ClassVar[bool] = True
    id: Annotated[str | None, kinds.Identifier()] = None

    def terms(self, pot: Pot) -> Terms:
        """Return one 0/1 column that pays every claim; the pot's own clause says that it must be 1."""
        members = np.flatnonzero(pot.claims > 0)
        nothing = np.zeros_like(pot.claims)
        if not members.size:
            return Terms(nothing, nothing > 0)
        awards = (AwardTerm.single(0, members, pot.claims[members]),)
        counts = (CountTerm.single(0, members),)
        return Terms(nothing, nothing > 0, Columns.choices(("all",)), (), awards, counts)

    def share_out(self, pot: Pot, amount: Fen) -> IntColumn:
        """Return the claims, whatever the pot holds: the limits judge whether that is possible."""
        return pot.claims

    def divide(self, requests: Sequence[Request], money: Fen) -> tuple[Fen | None, ...]:
        """Return every request in full, whatever the money; the appropriation's own row judges it."""
        return tuple(request.amount for request in requests)
