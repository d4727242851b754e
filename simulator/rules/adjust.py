"""Steps that change the amount so far: a multiplier, a cap, a floor, a rounding."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from simulator.algebra import NOTHING, Number, constant
from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.step import Detail, Fact, Sheet, Step, Worth
from simulator.money import ROUNDING, Fen


@dataclass(frozen=True, slots=True)
class Uplift(Step):
    """Raise the amount so far by a share of itself, e.g. +20 % for strategic industries."""

    word: ClassVar[str] = "uplift"
    by: Annotated[Worth, kinds.Amount("share")]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount × (1 + by) for those who meet `when`, in exact fen."""
        factor = constant(1) + sheet.worth(self.by, "share")
        return so_far * factor.where(sheet.holds(self.when), constant(1))

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the rate of the uplift."""
        return (Fact("rate", sheet.worth(self.by, "share"), "share"),)


@dataclass(frozen=True, slots=True)
class Cap(Step):
    """Pay no more than this, for those who meet `when`.

    An amount above it is clipped, or with `over: reject` not awarded at all. What was cut off lapses, or with
    `excess: carry` is shown as carried to a later year.
    """

    word: ClassVar[str] = "cap"
    short: ClassVar[str | None] = "amount"
    amount: Annotated[Worth, kinds.Amount("wanted")]
    over: Annotated[str, kinds.Choice(("clip", "reject"))] = "clip"
    excess: Annotated[str, kinds.Choice(("lapse", "carry"))] = "lapse"
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    ADDED: ClassVar[tuple[str, ...]] = ("over", "excess")

    @property
    def settles(self) -> tuple[str, ...]:
        """Return what is carried to a later year; what merely lapses is no figure of the programme."""
        return ("carried",) if self.excess == "carry" else ()

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return min(amount so far, cap), in exact fen; nothing above the cap when it rejects."""
        cap = sheet.worth(self.amount, sheet.wanted)
        kept = so_far.minimum(cap) if self.over == "clip" else NOTHING.where(so_far.above(cap), so_far)
        return kept.where(sheet.holds(self.when), so_far)

    def parts(self, so_far: Number, sheet: Sheet) -> tuple[tuple[str, Number], ...]:
        """Return what was cut off, as `carried` or `lapsed`."""
        name = "carried" if self.excess == "carry" else "lapsed"
        return ((name, so_far - self.after(so_far, sheet)),)

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the cap."""
        return (Fact("amount", sheet.worth(self.amount, sheet.wanted)),)

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return that nothing is paid above the cap, and what is carried to a later year."""
        cut = Fact("cut", so_far - self.after(so_far, sheet))
        rejected = (Detail("explain_rejected", (cut,)),) if self.over == "reject" else ()
        return (*rejected, Detail("explain_carried", (cut,))) if self.excess == "carry" else rejected


@dataclass(frozen=True, slots=True)
class Floor(Step):
    """Pay no less than this to everyone eligible who meets `when`."""

    word: ClassVar[str] = "floor"
    short: ClassVar[str | None] = "amount"
    amount: Annotated[Worth, kinds.Amount("wanted")]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return max(amount so far, floor), in exact fen."""
        return so_far.maximum(sheet.worth(self.amount, sheet.wanted)).where(sheet.holds(self.when), so_far)

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the floor."""
        return (Fact("amount", sheet.worth(self.amount, sheet.wanted)),)


@dataclass(frozen=True, slots=True)
class Round(Step):
    """Round the amount so far to a quantum, e.g. to whole yuan; half-up unless another mode is written."""

    word: ClassVar[str] = "round"
    short: ClassVar[str | None] = "to"
    to: Annotated[Fen, kinds.Money()]
    mode: Annotated[str, kinds.Choice(tuple(ROUNDING))] = "half_up"
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount at whole multiples of the quantum, in exact fen."""
        return so_far.rounded(self.mode, self.to)

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the quantum."""
        return (Fact("amount", constant(self.to)),)
