"""A step that pays several together (分付): an investor and the firm it invests in, each by its own steps."""

from dataclasses import dataclass
from functools import reduce
from typing import Annotated, ClassVar

from simulator.algebra import NOTHING, Number
from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.step import Branch, Detail, Fact, Sheet, Step, run_steps


@dataclass(frozen=True, slots=True)
class PayTo(Step):
    """Pay several payees together, each what steps of its own come to; the award is what they get in all.

    Every payee gets whole fen, half-up, never less than nothing, and is a part under its own name. What a
    later step or a clause over several programmes leaves of the sum is shared in proportion, to the fen.
    """

    word: ClassVar[str] = "pay_to"
    makes: ClassVar[bool] = True
    payees: Annotated[tuple[Branch, ...], kinds.Named(kinds.Steps())]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    @property
    def settles(self) -> tuple[str, ...]:
        """Return the payees."""
        return tuple(each.name for each in self.payees)

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus what all payees get, in whole fen, one row an applicant."""
        return reduce(Number.__add__, (part for _, part in self.parts(so_far, sheet)), so_far)

    def parts(self, so_far: Number, sheet: Sheet) -> tuple[tuple[str, Number], ...]:
        """Return what each payee gets, by name."""
        held = sheet.holds(self.when)
        return tuple((each.name, paid(each, sheet).where(held, NOTHING)) for each in self.payees)

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return what each payee gets."""
        parts = self.parts(so_far, sheet)
        return tuple(Detail("explain_limb", (Fact("after", part),), name) for name, part in parts)


def paid(payee: Branch, sheet: Sheet) -> Number:
    """Return what one payee gets, in whole fen."""
    return run_steps(payee.steps, sheet)[-1].positive().rounded()
