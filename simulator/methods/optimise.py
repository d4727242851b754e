"""The optimiser chooses: whole awards inside a programme, sums of money among the programmes of a class."""

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
class Optimise(Sharing):
    """Leave it to the optimiser: each award whole or not at all."""

    word: ClassVar[str] = "optimise"
    for_classes: ClassVar[bool] = True
    for_lines: ClassVar[bool] = True
    optimised: ClassVar[bool] = True
    id: Annotated[str | None, kinds.Identifier()] = None

    def terms(self, pot: Pot) -> Terms:
        """Return one 0/1 column a claim: paid whole, or not."""
        members = np.flatnonzero(pot.claims > 0)
        names = pot.ids if members.size == len(pot.ids) else tuple(pot.ids[row] for row in members.tolist())
        each = np.arange(members.size)
        awards = (AwardTerm(each, members, pot.claims[members]),)
        nothing = np.zeros(pot.claims.size, dtype=np.int64)
        return Terms(nothing, nothing > 0, Columns.choices(names), (), awards, (CountTerm(each, members),))

    def share_out(self, pot: Pot, amount: Fen) -> IntColumn:
        """Raise TypeError: which awards are chosen is the plan's to say, not the pot's size."""
        raise TypeError("an optimised pot is shared out by the plan itself")

    def divide(self, requests: Sequence[Request], money: Fen) -> tuple[Fen | None, ...]:
        """Return None for every programme: the plan decides."""
        return tuple(None for _ in requests)
