"""Marginal brackets: each band's part of the base at the band's own rate (超额累进)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from simulator.algebra import NOTHING, Number
from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.step import Detail, Edge, Fact, Sheet, Step, Worth


@dataclass(frozen=True, slots=True)
class Band:
    """One band: it ends at `up_to`, or begins `above` and has no end (the last one).

    Its part of a sum of money is paid at a `rate`; its part of a quantity at an `amount` a unit.
    """

    rate: Annotated[Worth | None, kinds.Amount("share")] = None
    amount: Annotated[Worth | None, kinds.Amount("wanted")] = None
    up_to: Annotated[Edge | None, kinds.Edge()] = None
    above: Annotated[Edge | None, kinds.Edge()] = None

    ADDED: ClassVar[tuple[str, ...]] = ("amount",)

    def worth(self, sheet: Sheet) -> Number:
        """Return what one unit of the base is worth in this band: a share, or fen."""
        if self.rate is not None:
            return sheet.worth(self.rate, "share")
        return NOTHING if self.amount is None else sheet.worth(self.amount, sheet.wanted)


@dataclass(frozen=True, slots=True)
class Brackets(Step):
    """Pay each band's part of a base at that band's rate; without an open band nothing is due above the last.

    12亿元 at 5 % to 1亿, 2.5 % to 5亿, 2 % to 10亿 and 1 % above gives 500 + 1000 + 1000 + 200 = 2700万元.
    """

    word: ClassVar[str] = "brackets"
    makes: ClassVar[bool] = True
    of: Annotated[Expression | tuple[Step, ...], kinds.Base("any")]
    bands: Annotated[tuple[Band, ...], kinds.ListOf(kinds.Record(Band))]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus the banded sum, in exact fen, one row an applicant."""
        due = NOTHING
        for part, band in zip(self.cuts(sheet), self.bands, strict=True):
            due = due + part * band.worth(sheet)
        return so_far + due.where(sheet.holds(self.when), NOTHING)

    def cuts(self, sheet: Sheet) -> tuple[Number, ...]:
        """Return which part of the base lies in each band, never negative."""
        base, lower = sheet.worth(self.of), NOTHING
        parts = []
        for band in self.bands:
            upper = None if band.up_to is None else sheet.measured(band.up_to, self.of)
            parts.append((base.at_most(upper) - lower).positive())
            # an edge that lies below the one before it on some row takes no part twice
            lower = NOTHING if upper is None else upper.maximum(lower)
        return tuple(parts)

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the base."""
        return (Fact("base", sheet.worth(self.of), self._kind),)

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return each band's part of the base and what it is paid at."""
        kind = "money" if self._kind == "number" else "share"
        pairs = zip(self.cuts(sheet), self.bands, strict=True)
        return tuple(
            Detail("explain_band", (Fact("part", part, self._kind), Fact("rate", band.worth(sheet), kind)))
            for part, band in pairs
        )

    @property
    def _kind(self) -> str:
        return "money" if any(band.rate is not None for band in self.bands) else "number"
