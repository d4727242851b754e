"""The step that turns an award into what must be paid back of it (退回)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from simulator.algebra import NOTHING, Number, constant
from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.step import Detail, Fact, Sheet, Step, Worth

WHOLE = constant(1)
# compound interest is a power of the year's growth: a bound keeps its exact value writable
LONGEST_YEARS = 50


@dataclass(frozen=True, slots=True)
class Clawback(Step):
    """Turn the amount so far into what must be paid back of it, with compound interest.

    Either what was promised and not achieved (75 jobs of 100: a quarter), or the part of the term that was
    not kept (38 of 60 months: 22/60); without either, all of it. Who does not meet `when` pays nothing back.
    """

    word: ClassVar[str] = "clawback"
    achieved: Annotated[Expression | tuple[Step, ...] | None, kinds.Base("any")] = None
    promised: Annotated[Expression | tuple[Step, ...] | None, kinds.Base("any")] = None
    kept: Annotated[Expression | None, kinds.Formula("numeric")] = None
    term: Annotated[Expression | None, kinds.Formula("numeric")] = None
    interest: Annotated[Worth | None, kinds.Amount("share")] = None
    years: Annotated[Expression | None, kinds.Formula("numeric")] = None
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return what must be paid back, in exact fen, one row an applicant."""
        due = so_far * self.part(sheet) * self.growth(sheet)
        return due.where(sheet.holds(self.when), NOTHING)

    def part(self, sheet: Sheet) -> Number:
        """Return which part of the award is taken back, from 0 to 1; nothing where nothing was promised."""
        if self.achieved is not None and self.promised is not None:
            return WHOLE - _reached(sheet.worth(self.achieved), sheet.worth(self.promised))
        if self.kept is not None and self.term is not None:
            return WHOLE - _reached(sheet.number(self.kept), sheet.number(self.term))
        return WHOLE

    def growth(self, sheet: Sheet) -> Number:
        """Return (1 + interest) to the power of the full years, of which at most 50 count."""
        if self.interest is None or self.years is None:
            return WHOLE
        years, a_year = sheet.number(self.years), WHOLE + sheet.worth(self.interest, "share")
        growth = power = WHOLE
        for count in range(1, LONGEST_YEARS + 1):
            power = power * a_year
            growth = power.where(years.at_least(constant(count)), growth)
        return growth

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return which part is taken back."""
        return (Fact("part", self.part(sheet), "share"),)

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return what was promised and achieved, or kept of the term, and the interest that is added."""
        return (*self._shortfall(sheet), *self._interest(so_far, sheet))

    def _shortfall(self, sheet: Sheet) -> tuple[Detail, ...]:
        if self.achieved is not None and self.promised is not None:
            kind = "money" if sheet.is_money(self.promised) else "number"
            due = Fact("due", sheet.worth(self.promised), kind)
            return (Detail("explain_promised", (due, Fact("done", sheet.worth(self.achieved), kind))),)
        if self.kept is not None and self.term is not None:
            due = Fact("due", sheet.number(self.term), "number")
            return (Detail("explain_kept", (due, Fact("done", sheet.number(self.kept), "number"))),)
        return ()

    def _interest(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        if self.interest is None or self.years is None:
            return ()
        added = Fact("added", so_far * self.part(sheet) * (self.growth(sheet) - WHOLE))
        rate = Fact("rate", sheet.worth(self.interest, "share"), "share")
        years = sheet.number(self.years).rounded("down").positive().minimum(constant(LONGEST_YEARS))
        return (Detail("explain_compound", (added, rate, Fact("years", years, "number"))),)


def _reached(done: Number, due: Number) -> Number:
    return done.divided_by(due.positive(), when_zero=1).positive().minimum(WHOLE)
