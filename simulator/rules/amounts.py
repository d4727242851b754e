"""Steps that make an amount from a base: a share of it, a fixed sum, so much per unit."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from simulator.exact import Exact
from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.step import Rows, Step
from simulator.money import Fen


@dataclass(frozen=True, slots=True)
class RateBonus:
    """Percentage points added to a rate for those who meet a condition."""

    pp: Annotated[Fraction, kinds.PointsKind()]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None


@dataclass(frozen=True, slots=True)
class Share(Step):
    """Pay a share of a base, e.g. 50 % of the rent, with bonus points and a ceiling on the rate.

    The award is `of` × min(`rate` + Σ bonus points, `rate_at_most`), for those who meet `when`.
    """

    word: ClassVar[str] = "share"
    makes: ClassVar[bool] = True
    of: Annotated[Expression, kinds.Formula("money")]
    rate: Annotated[Fraction, kinds.RateKind()]
    plus: Annotated[tuple[RateBonus, ...], kinds.ListOf(kinds.Record(RateBonus), or_one=True)] = ()
    rate_at_most: Annotated[Fraction | None, kinds.RateKind()] = None
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def apply(self, so_far: Exact, rows: Rows) -> Exact:
        """Return the amount so far plus the share, in exact fen, one row an applicant."""
        due = rows.numbers(self.of) * self.rates(rows)
        return so_far + due.where(rows.flags(self.when), rows.nothing())

    def rates(self, rows: Rows) -> Exact:
        """Return the rate that applies to each applicant, an exact share."""
        rate = Exact.constant(self.rate, rows.count)
        for bonus in self.plus:
            rate = (rate + Exact.constant(bonus.pp, rows.count)).where(rows.flags(bonus.when), rate)
        return (
            rate if self.rate_at_most is None else rate.minimum(Exact.constant(self.rate_at_most, rows.count))
        )


@dataclass(frozen=True, slots=True)
class Fixed(Step):
    """Pay a fixed sum, or the sum another column holds, to those who meet `when`."""

    word: ClassVar[str] = "fixed"
    short: ClassVar[str | None] = "amount"
    makes: ClassVar[bool] = True
    amount: Annotated[Fen | Expression, kinds.Amount()]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def apply(self, so_far: Exact, rows: Rows) -> Exact:
        """Return the amount so far plus the sum, in exact fen, one row an applicant."""
        return so_far + rows.amount(self.amount).where(rows.flags(self.when), rows.nothing())


@dataclass(frozen=True, slots=True)
class PerUnit(Step):
    """Pay so much for each unit of a quantity, e.g. 5000 yuan a patent, for at most so many units."""

    word: ClassVar[str] = "per_unit"
    makes: ClassVar[bool] = True
    of: Annotated[Expression, kinds.Formula("numeric")]
    amount: Annotated[Fen | Expression, kinds.Amount()]
    at_most: Annotated[Fraction | None, kinds.Number()] = None
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def apply(self, so_far: Exact, rows: Rows) -> Exact:
        """Return the amount so far plus units × amount, in exact fen, one row an applicant."""
        units = rows.numbers(self.of)
        if self.at_most is not None:
            units = units.minimum(Exact.constant(self.at_most, rows.count))
        due = units * rows.amount(self.amount)
        return so_far + due.where(rows.flags(self.when), rows.nothing())
