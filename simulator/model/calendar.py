"""The calendar: through which stages each programme goes, in which quarter, and when it pays what share."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from simulator.model import kinds
from simulator.model.moments import Moment
from simulator.problems import NOWHERE, Place

ORDER = ("guide", "accept", "review", "plan", "publicity", "fund_plan", "contract", "pay")
"""The usual stages, in the order in which they must come; any may be left out, any may be repeated."""

ALSO = ("build", "planning", "study", "approve", "establish", "implement")
"""Stages that may stand anywhere."""

PAY = "pay"
MILESTONE = "milestone"
RELEASE = "release"
"""What was kept back of earlier milestones is paid here."""
COMMITS = ("contract", "fund_plan", PAY)
"""Money is committed at the first of these that a row has: the contract, else the fund plan, else payment."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages a calendar may name: those whose order is checked, and those that may stand anywhere.

    `commits` is the stage at which money is committed; where it is not written, the first of `COMMITS`
    that a row has.
    """

    order: Annotated[tuple[str, ...], kinds.ListOf(kinds.StageWord())] = ORDER
    also: Annotated[tuple[str, ...], kinds.ListOf(kinds.StageWord())] = ALSO
    commits: Annotated[str | None, kinds.StageWord()] = None
    place: Place = NOWHERE

    @property
    def words(self) -> tuple[str, ...]:
        """Return every stage a row may name; payments, milestones and releases need no declaring."""
        return tuple(dict.fromkeys((*self.order, *self.also, PAY, RELEASE)))


USUAL_STAGES = Stages()


@dataclass(frozen=True, slots=True)
class Milestone:
    """Work to be shown: what it is, what share of the award it earns, whether it is done.

    `retain` of what it earns is kept back until the next `release` that stands after it in the row; a
    milestone that is known not to be done earns nothing yet. One of several in a quarter is named in a path
    by its `id`.
    """

    title: Annotated[str, kinds.Text()]
    pay: Annotated[Fraction, kinds.RateKind()] = Fraction(0)
    retain: Annotated[Fraction, kinds.RateKind()] = Fraction(0)
    done: Annotated[bool, kinds.Flag()] = True
    id: Annotated[str | None, kinds.Identifier()] = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a row: a word alone, a payment of a share of the award, or a milestone."""

    word: str
    pay: Fraction | None = None
    milestone: Milestone | None = None
    place: Place = NOWHERE

    @property
    def planned(self) -> Fraction:
        """Return the share of an award that it brings once all work is done: a payment's or a milestone's."""
        return self.milestone.pay if self.milestone is not None else self.pay or Fraction(0)


@dataclass(frozen=True, slots=True)
class Entry:
    """What happens in one quarter, month or day of a row, in the order written; it may be blank."""

    moment: Moment
    stages: tuple[Stage, ...]
    place: Place = NOWHERE

    @property
    def planned(self) -> Fraction:
        """Return the share of an award that it is to bring once all work is done."""
        return sum((each.planned for each in self.stages), Fraction(0))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the calendar: a whole programme (`group` is empty), or one group of its applicants."""

    group: str
    entries: tuple[Entry, ...]
    place: Place = NOWHERE

    @property
    def planned(self) -> Fraction:
        """Return the share of an award that it brings in all: the whole, or nothing where it never pays."""
        return sum((each.planned for each in self.entries), Fraction(0))


@dataclass(frozen=True, slots=True)
class Plan:
    """The calendar of one programme or spending class: one row, or one a value of a `column` by group."""

    id: str
    rows: tuple[Row, ...]
    column: str | None = None
    place: Place = NOWHERE
