"""Steps that make an amount from a base: a share of it, a fixed sum, so much per unit."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from simulator.algebra import NOTHING, Number, constant
from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.step import Detail, Fact, Sheet, Step, Worth


@dataclass(frozen=True, slots=True)
class RateBonus:
    """Percentage points added to a rate for those who meet a condition."""

    pp: Annotated[Fraction, kinds.PointsKind()]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None

    def points(self, sheet: Sheet) -> Number:
        """Return the points of each row: nothing for those who do not meet the condition."""
        return constant(self.pp).where(sheet.holds(self.when), NOTHING)


@dataclass(frozen=True, slots=True)
class Share(Step):
    """Pay a share of a base, e.g. 50 % of the rent, with bonus points and a ceiling on the rate.

    The award is `of` × min(`rate` + Σ bonus points, `rate_at_most`), for those who meet `when`.
    """

    word: ClassVar[str] = "share"
    makes: ClassVar[bool] = True
    of: Annotated[Expression | tuple[Step, ...], kinds.Base("money")]
    rate: Annotated[Worth, kinds.Amount("share")]
    plus: Annotated[tuple[RateBonus, ...], kinds.ListOf(kinds.Record(RateBonus), or_one=True)] = ()
    rate_at_most: Annotated[Worth | None, kinds.Amount("share")] = None
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus the share, in exact fen, one row an applicant."""
        due = sheet.worth(self.of) * self.rates(sheet)
        return so_far + due.where(sheet.holds(self.when), NOTHING)

    def rates(self, sheet: Sheet) -> Number:
        """Return the rate that applies to each applicant, an exact share."""
        rate = sheet.worth(self.rate, "share")
        for bonus in self.plus:
            rate = rate + bonus.points(sheet)
        return rate.at_most(None if self.rate_at_most is None else sheet.worth(self.rate_at_most, "share"))

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return the bonus points inside the rate, and its ceiling where that holds it."""
        points = tuple(Fact("points", bonus.points(sheet), "share") for bonus in self.plus)
        bonuses = tuple(Detail("explain_bonus", (each,)) for each in points)
        if self.rate_at_most is None:
            return bonuses
        most = sheet.worth(self.rate_at_most, "share")
        whole = sum((each.number for each in points), sheet.worth(self.rate, "share"))
        beyond = Fact("beyond", (whole - most).positive(), "share")
        return (*bonuses, Detail("explain_rate_held", (beyond, Fact("most", most, "share"))))

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the base and the rate that applies."""
        return (Fact("base", sheet.worth(self.of)), Fact("rate", self.rates(sheet), "share"))


@dataclass(frozen=True, slots=True)
class Fixed(Step):
    """Pay a fixed sum, or the sum another column holds, to those who meet `when`."""

    word: ClassVar[str] = "fixed"
    short: ClassVar[str | None] = "amount"
    makes: ClassVar[bool] = True
    amount: Annotated[Worth, kinds.Amount("wanted")]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus the sum, in exact fen, one row an applicant."""
        return so_far + sheet.worth(self.amount, sheet.wanted).where(sheet.holds(self.when), NOTHING)

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the sum."""
        return (Fact("amount", sheet.worth(self.amount, sheet.wanted)),)


@dataclass(frozen=True, slots=True)
class PerUnit(Step):
    """Pay so much for each unit of a quantity, e.g. 5000 yuan a patent, for at most so many units."""

    word: ClassVar[str] = "per_unit"
    makes: ClassVar[bool] = True
    of: Annotated[Expression | tuple[Step, ...], kinds.Base("numeric")]
    amount: Annotated[Worth, kinds.Amount("wanted")]
    at_most: Annotated[Worth | None, kinds.Amount("number")] = None
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus units × amount, in exact fen, one row an applicant."""
        due = self.units(sheet) * sheet.worth(self.amount, sheet.wanted)
        return so_far + due.where(sheet.holds(self.when), NOTHING)

    def units(self, sheet: Sheet) -> Number:
        """Return how many units are paid for."""
        units = sheet.worth(self.of, "number")
        return units.at_most(None if self.at_most is None else sheet.worth(self.at_most, "number"))

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the units paid for and what each is worth."""
        amount = Fact("amount", sheet.worth(self.amount, sheet.wanted))
        return (Fact("units", self.units(sheet), "number"), amount)

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return how many units are too many."""
        beyond = sheet.worth(self.of, "number") - self.units(sheet)
        return (Detail("explain_uncounted", (Fact("beyond", beyond, "number"),)),)
