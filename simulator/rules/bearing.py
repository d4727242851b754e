"""Steps that say who bears a sum: payers by their shares (分担), or layer after layer (逐层分担)."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Annotated, ClassVar

from simulator.algebra import NOTHING, Number
from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.step import Detail, Fact, Sheet, Step, Worth

Parts = Mapping[str, Number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing(Step):
    """A sum that several bear; the award is what those named in `pays` bear of it."""

    makes: ClassVar[bool] = True
    of: Annotated[Expression | tuple[Step, ...], kinds.Base("money")]
    pays: Annotated[tuple[str, ...], kinds.ListOf(kinds.Identifier(), or_one=True)]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    @property
    @abstractmethod
    def settles(self) -> tuple[str, ...]:
        """Return who bears a part, in the order written."""

    @abstractmethod
    def borne(self, sheet: Sheet) -> Parts:
        """Return what each bears, by id, in the order written."""

    def whole(self, sheet: Sheet) -> Number:
        """Return the sum that is borne, never negative."""
        return sheet.worth(self.of).positive()

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus what those named in `pays` bear, in exact fen."""
        borne = self.borne(sheet)
        return so_far + _total(borne[name] for name in self.pays).where(sheet.holds(self.when), NOTHING)

    def parts(self, so_far: Number, sheet: Sheet) -> tuple[tuple[str, Number], ...]:
        """Return what each bears, by id."""
        held = sheet.holds(self.when)
        return tuple((name, part.where(held, NOTHING)) for name, part in self.borne(sheet).items())

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the sum that is borne."""
        return (Fact("base", self.whole(sheet)),)

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return what each bears."""
        parts = self.borne(sheet).items()
        return tuple(Detail("explain_limb", (Fact("after", part),), name) for name, part in parts)


def _total(numbers: Iterable[Number]) -> Number:
    return reduce(Number.__add__, numbers, NOTHING)


# ── payers by their shares ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Payer:
    """One who bears a share of the sum, no more than `at_most`; or, with `rest`, what the others leave."""

    id: Annotated[str, kinds.Identifier()]
    rate: Annotated[Worth | None, kinds.Amount("share")] = None
    at_most: Annotated[Worth | None, kinds.Amount()] = None
    rest: Annotated[bool, kinds.Flag()] = False

    def limit(self, sheet: Sheet) -> Number | None:
        """Return the most it bears, in whole fen; None when nothing limits it."""
        return None if self.at_most is None else sheet.worth(self.at_most).rounded("down")


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Bearing):
    """Share a sum among payers, each paying whole fen; the payer of the rest bears what the others leave.

    What the caps of payers cut off is part of that rest, unless `gap` names another payer, who bears it as
    far as its own cap lets it.
    """

    word: ClassVar[str] = "split"
    payers: Annotated[tuple[Payer, ...], kinds.ListOf(kinds.Record(Payer))]
    gap: Annotated[str | None, kinds.Identifier()] = None

    @property
    def settles(self) -> tuple[str, ...]:
        """Return the payers."""
        return tuple(each.id for each in self.payers)

    def borne(self, sheet: Sheet) -> Parts:
        """Return what each payer bears, in whole fen; together they bear the sum, rounded half-up."""
        whole = self.whole(sheet).rounded()
        shares = self.shares(whole, sheet)
        capped = {each.id: shares[each.id].at_most(each.limit(sheet)) for each in self.payers}
        for each in self.payers:
            if each.id == self.gap and not each.rest:
                cut = _total(shares[name] - capped[name] for name in shares if name != each.id)
                capped[each.id] = (shares[each.id] + cut).at_most(each.limit(sheet))
        left = whole - _total(capped[each.id] for each in self.payers if not each.rest)
        return {each.id: left if each.rest else capped[each.id] for each in self.payers}

    def shares(self, whole: Number, sheet: Sheet) -> Parts:
        """Return each payer's share before any cap, to the fen; half fens never share out more than all."""
        left, shares = whole, {}
        for each in self.payers:
            rate = NOTHING if each.rate is None else sheet.worth(each.rate, "share")
            shares[each.id] = (whole * rate).rounded().minimum(left)
            left = left - shares[each.id]
        return shares


# ── layer after layer ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Layer:
    """One who bears what the layers before it leave, up to `at_most`; without it, all of that."""

    id: Annotated[str, kinds.Identifier()]
    at_most: Annotated[Worth | None, kinds.Amount()] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall(Bearing):
    """Let layer after layer bear a sum, each up to its most; a last layer without one bears the rest."""

    word: ClassVar[str] = "waterfall"
    layers: Annotated[tuple[Layer, ...], kinds.ListOf(kinds.Record(Layer))]

    @property
    def settles(self) -> tuple[str, ...]:
        """Return who bears a layer."""
        return tuple(each.id for each in self.layers)

    def borne(self, sheet: Sheet) -> Parts:
        """Return what each layer bears, in exact fen; an open last layer makes them the whole sum."""
        left, borne = self.whole(sheet), {}
        for each in self.layers:
            borne[each.id] = left.at_most(None if each.at_most is None else sheet.worth(each.at_most))
            left = left - borne[each.id]
        return borne
