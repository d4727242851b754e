"""Steps that change the amount so far: a multiplier, a cap, a floor, a rounding."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from simulator.exact import Exact
from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.step import Rows, Step
from simulator.money import ROUNDING, Fen


@dataclass(frozen=True, slots=True)
class Uplift(Step):
    """Raise the amount so far by a share of itself, e.g. +20 % for strategic industries."""

    word: ClassVar[str] = "uplift"
    by: Annotated[Fraction, kinds.RateKind()]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def apply(self, so_far: Exact, rows: Rows) -> Exact:
        """Return the amount × (1 + by) for those who meet `when`, in exact fen."""
        return (so_far * (1 + self.by)).where(rows.flags(self.when), so_far)


@dataclass(frozen=True, slots=True)
class Cap(Step):
    """Pay no more than this, for those who meet `when`."""

    word: ClassVar[str] = "cap"
    short: ClassVar[str | None] = "amount"
    amount: Annotated[Fen | Expression, kinds.Amount()]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def apply(self, so_far: Exact, rows: Rows) -> Exact:
        """Return min(amount so far, cap), in exact fen."""
        return so_far.minimum(rows.amount(self.amount)).where(rows.flags(self.when), so_far)


@dataclass(frozen=True, slots=True)
class Floor(Step):
    """Pay no less than this to everyone eligible who meets `when`."""

    word: ClassVar[str] = "floor"
    short: ClassVar[str | None] = "amount"
    amount: Annotated[Fen | Expression, kinds.Amount()]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def apply(self, so_far: Exact, rows: Rows) -> Exact:
        """Return max(amount so far, floor), in exact fen."""
        return so_far.maximum(rows.amount(self.amount)).where(rows.flags(self.when), so_far)


@dataclass(frozen=True, slots=True)
class Round(Step):
    """Round the amount so far to a quantum, e.g. to whole yuan; half-up unless another mode is written."""

    word: ClassVar[str] = "round"
    short: ClassVar[str | None] = "to"
    to: Annotated[Fen, kinds.Money()]
    mode: Annotated[str, kinds.Choice(tuple(ROUNDING))] = "half_up"
    id: Annotated[str | None, kinds.Identifier()] = None

    def apply(self, so_far: Exact, rows: Rows) -> Exact:
        """Return the amount at whole multiples of the quantum, in exact fen."""
        return Exact.of(so_far.round(self.mode, self.to))
