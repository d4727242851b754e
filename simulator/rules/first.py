"""The step that takes limbs in turn: the first one, as written, that comes to anything (依次取用)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from simulator.algebra import NOTHING, Number, Truth
from simulator.model import kinds
from simulator.model.step import Branch, Sheet
from simulator.rules.combine import Combine, first_of_all


@dataclass(frozen=True, slots=True)
class FirstOf(Combine):
    """Pay only the first limb, in the order written, that comes to more than nothing."""

    word: ClassVar[str] = "first_of"
    # a list, since the keys of a mapping have no order
    branches: Annotated[tuple[Branch, ...], kinds.InTurn(kinds.Steps())]

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus the first limb above nothing, in exact fen, one row an applicant."""
        due = NOTHING
        for limb in reversed(self.limbs(sheet)):
            due = limb.where(limb.above(NOTHING), due)
        return so_far + due

    def taken(self, limbs: tuple[Number, ...]) -> tuple[Truth, ...]:
        """Return of each limb where it is the first above nothing."""
        return first_of_all(tuple(limb.above(NOTHING) for limb in limbs))
