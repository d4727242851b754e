"""Steps that leave less of the amount so far: grants before, a least amount, years, months, other sources."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from simulator.algebra import NOTHING, Number, Truth, constant
from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.step import Fact, Sheet, Step, Worth

WHOLE = constant(1)


@dataclass(frozen=True, slots=True)
class Less(Step):
    """Take this off the amount so far, never below nothing: last year's figure, what was granted before."""

    word: ClassVar[str] = "less"
    short: ClassVar[str | None] = "amount"
    amount: Annotated[Worth, kinds.Amount("wanted")]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return max(amount so far − amount, 0), in exact fen."""
        left = (so_far - sheet.worth(self.amount, sheet.wanted)).positive()
        return left.where(sheet.holds(self.when), so_far)

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the amount taken off."""
        return (Fact("amount", sheet.worth(self.amount, sheet.wanted)),)


@dataclass(frozen=True, slots=True)
class PayFrom(Step):
    """Pay nothing at all when the amount so far is below this; at it, and above, all of it."""

    word: ClassVar[str] = "pay_from"
    short: ClassVar[str | None] = "amount"
    amount: Annotated[Worth, kinds.Amount("wanted")]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far, or 0 where it is below the least amount paid, in exact fen."""
        enough = so_far.at_least(sheet.worth(self.amount, sheet.wanted))
        return so_far.where(enough | ~sheet.holds(self.when), NOTHING)

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the amount paid from."""
        return (Fact("amount", sheet.worth(self.amount, sheet.wanted)),)


@dataclass(frozen=True, slots=True)
class Horizon(Step):
    """Keep the share that the first, second, … year has of the amount so far; outside the years, nothing.

    `of` is the year of support: 1 in the first, and nothing before it or after the last. Without rates every
    year up to `at_most` keeps all. A year between two of them has no rate.
    """

    word: ClassVar[str] = "years"
    of: Annotated[Expression, kinds.Formula("numeric")]
    rates: Annotated[tuple[Worth, ...], kinds.ListOf(kinds.Amount("share"))] = ()
    at_most: Annotated[Worth | None, kinds.Amount("number")] = None
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount × the rate of its year, in exact fen."""
        return (so_far * self.rate(sheet)).where(sheet.holds(self.when), so_far)

    def rate(self, sheet: Sheet) -> Number:
        """Return the rate of each row's year, an exact share; nothing outside the years."""
        year = sheet.number(self.of)
        rate = NOTHING if self.rates else WHOLE
        for nth, worth in enumerate(self.rates, 1):
            rate = sheet.worth(worth, "share").where(year.equals(constant(nth)), rate)
        return rate.where(self.within(year, sheet), NOTHING)

    def within(self, year: Number, sheet: Sheet) -> Truth:
        """Return the rows from their first year to their last."""
        begun = year.at_least(WHOLE)
        return begun if self.at_most is None else begun & sheet.worth(self.at_most, "number").at_least(year)

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the year and its rate."""
        return (Fact("year", sheet.number(self.of), "number"), Fact("rate", self.rate(sheet), "share"))


@dataclass(frozen=True, slots=True)
class Prorate(Step):
    """Keep the part of the amount so far that a time is of the whole: 7 months of 12, never more than all."""

    word: ClassVar[str] = "prorate"
    of: Annotated[Expression, kinds.Formula("numeric")]
    out_of: Annotated[Worth, kinds.Amount("number")]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount × of / out_of, between nothing and all of it, in exact fen."""
        return (so_far * self.part(sheet)).where(sheet.holds(self.when), so_far)

    def part(self, sheet: Sheet) -> Number:
        """Return which part of the whole time it is, from 0 to 1; nothing of a whole that is nothing."""
        whole = sheet.worth(self.out_of, "number").positive()
        return sheet.number(self.of).divided_by(whole).positive().minimum(WHOLE)

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the time, the whole of it, and which part that is."""
        return (
            Fact("time", sheet.number(self.of), "number"),
            Fact("whole", sheet.worth(self.out_of, "number"), "number"),
            Fact("part", self.part(sheet), "share"),
        )


@dataclass(frozen=True, slots=True)
class AllSources(Step):
    """Let this and all other sources together pay no more than a share of one cost (各级合计不超过)."""

    word: ClassVar[str] = "all_sources"
    of: Annotated[Expression | tuple[Step, ...], kinds.Base("money")]
    at_most: Annotated[Worth, kinds.Amount("share")]
    others: Annotated[Expression | tuple[Step, ...], kinds.Base("money")]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return what the other sources leave room for of the amount so far, in exact fen."""
        room = (self.most(sheet) - sheet.worth(self.others)).positive()
        return so_far.minimum(room).where(sheet.holds(self.when), so_far)

    def most(self, sheet: Sheet) -> Number:
        """Return the most that all sources together may pay."""
        return sheet.worth(self.of) * sheet.worth(self.at_most, "share")

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the most that all sources may pay, and what the others pay."""
        return (Fact("most", self.most(sheet)), Fact("others", sheet.worth(self.others)))
