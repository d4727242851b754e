"""Steps for loans and vouchers: an interest subsidy (贴息), a voucher issued and redeemed (创新券)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from simulator.algebra import NOBODY, NOTHING, Number, Truth, constant
from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.step import Detail, Fact, Sheet, Step, Worth
from simulator.rules.days import COUNTS, days_between


@dataclass(frozen=True, slots=True)
class Interest(Step):
    """Pay a rate of interest on a principal for so many days of a year of 360 or 365.

    The days are given, or counted from `begins` to `ends`.
    """

    word: ClassVar[str] = "interest"
    makes: ClassVar[bool] = True
    of: Annotated[Expression | tuple[Step, ...], kinds.Base("money")]
    rate: Annotated[Worth, kinds.Amount("share")]
    year: Annotated[int, kinds.Count(at_least=1)]
    days: Annotated[Expression | None, kinds.Formula("numeric")] = None
    begins: Annotated[Expression | None, kinds.Formula("date")] = None
    ends: Annotated[Expression | None, kinds.Formula("date")] = None
    count: Annotated[str, kinds.Choice(COUNTS)] = "actual"
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus the interest, in exact fen, one row an applicant."""
        of_a_year = self.length(sheet) * Fraction(1, self.year)
        due = sheet.worth(self.of) * sheet.worth(self.rate, "share") * of_a_year
        return so_far + due.where(sheet.holds(self.when), NOTHING)

    def length(self, sheet: Sheet) -> Number:
        """Return the days that interest runs for, never negative."""
        if self.begins is not None and self.ends is not None:
            return days_between(self.count, sheet.number(self.begins), sheet.number(self.ends))
        return NOTHING if self.days is None else sheet.number(self.days).positive()

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the principal, the rate, the days and the days of a year."""
        return (
            Fact("base", sheet.worth(self.of)),
            Fact("rate", sheet.worth(self.rate, "share"), "share"),
            Fact("days", self.length(sheet), "number"),
            Fact("year", constant(self.year), "number"),
        )


@dataclass(frozen=True, slots=True)
class Voucher(Step):
    """Pay what was redeemed of a voucher, up to its face; the rest is owed until it expires, then lapses."""

    word: ClassVar[str] = "voucher"
    makes: ClassVar[bool] = True
    face: Annotated[Expression | tuple[Step, ...], kinds.Base("money")]
    redeemed: Annotated[Expression | tuple[Step, ...], kinds.Base("money")]
    expires: Annotated[Expression | None, kinds.Formula("date")] = None
    as_of: Annotated[Expression | None, kinds.Formula("date")] = None
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    @property
    def settles(self) -> tuple[str, ...]:
        """Return what becomes of a voucher."""
        return ("issued", "redeemed", "open_liability", "lapsed")

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus the part of the face that was redeemed, in exact fen."""
        return so_far + self.paid(sheet).where(sheet.holds(self.when), NOTHING)

    def paid(self, sheet: Sheet) -> Number:
        """Return what was redeemed, no more than the face."""
        return self.issued(sheet).minimum(self.presented(sheet))

    def issued(self, sheet: Sheet) -> Number:
        """Return the face, never negative."""
        return sheet.worth(self.face).positive()

    def presented(self, sheet: Sheet) -> Number:
        """Return what was redeemed, over the face or not, never negative."""
        return sheet.worth(self.redeemed).positive()

    def expired(self, sheet: Sheet) -> Truth:
        """Return the rows whose voucher ran out before the day of account; the last day still counts."""
        if self.expires is None or self.as_of is None:
            return NOBODY
        return sheet.number(self.as_of).above(sheet.number(self.expires))

    def parts(self, so_far: Number, sheet: Sheet) -> tuple[tuple[str, Number], ...]:
        """Return what was issued and redeemed, what is still owed, and what has lapsed."""
        left, expired = self.issued(sheet) - self.paid(sheet), self.expired(sheet)
        found = {
            "issued": self.issued(sheet),
            "redeemed": self.presented(sheet),
            "open_liability": NOTHING.where(expired, left),
            "lapsed": left.where(expired, NOTHING),
        }
        held = sheet.holds(self.when)
        return tuple((name, number.where(held, NOTHING)) for name, number in found.items())

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the face and what was redeemed."""
        return (Fact("face", self.issued(sheet)), Fact("redeemed", self.presented(sheet)))

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return what is still owed, or has lapsed."""
        settled = dict(self.parts(so_far, sheet))
        owed, lapsed = settled["open_liability"], settled["lapsed"]
        return (
            Detail("explain_owed", (Fact("owed", owed),)),
            Detail("explain_lapsed", (Fact("lapsed", lapsed),)),
        )
