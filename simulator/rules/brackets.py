"""Marginal brackets: each band's part of the base at the band's own rate (超额累进)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from simulator.exact import Exact
from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.step import Rows, Step
from simulator.money import Fen


@dataclass(frozen=True, slots=True)
class Band:
    """One band: it ends at `up_to`, or begins `above` and has no end (the last one)."""

    rate: Annotated[Fraction, kinds.RateKind()]
    up_to: Annotated[Fen | None, kinds.Money()] = None
    above: Annotated[Fen | None, kinds.Money()] = None


@dataclass(frozen=True, slots=True)
class Brackets(Step):
    """Pay each band's part of a base at that band's rate; without an open band nothing is due above the last.

    12亿元 at 5 % to 1亿, 2.5 % to 5亿, 2 % to 10亿 and 1 % above gives 500 + 1000 + 1000 + 200 = 2700万元.
    """

    word: ClassVar[str] = "brackets"
    makes: ClassVar[bool] = True
    of: Annotated[Expression, kinds.Formula("money")]
    bands: Annotated[tuple[Band, ...], kinds.ListOf(kinds.Record(Band))]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def apply(self, so_far: Exact, rows: Rows) -> Exact:
        """Return the amount so far plus the banded sum, in exact fen, one row an applicant."""
        base, due, lower = rows.numbers(self.of), rows.nothing(), rows.nothing()
        for band in self.bands:
            upper = base if band.up_to is None else base.minimum(rows.amount(band.up_to))
            due = due + (upper - lower).maximum(rows.nothing()) * band.rate
            lower = rows.amount(band.up_to or 0)
        return so_far + due.where(rows.flags(self.when), rows.nothing())
