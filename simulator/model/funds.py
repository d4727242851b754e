"""Funds: stocks of money beside the budget, where opening + in - out = closing: pools, guiding funds."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.kinds import Quantity
from simulator.model.moments import QUARTERS, Moment
from simulator.money import Fen
from simulator.problems import NOWHERE, Place

QUARTERLY = ("opening", "in", "out", "recovered", "closing")
"""The figures of a fund that every quarter has, and the budget year as a whole."""

YEARLY = ("available", "awards", "returned", "carries", "losses", "uncovered", "after_losses")
"""The other amounts of a fund."""

SHARES = ("paid_share", "losses_share")
"""What it pays in awards and what it expects to lose, each over what it held when the year began."""

STATES = ("triggered", "triggered_after_losses")
"""Whether its trigger is reached, 1 or 0: by its awards, and by these and its expected losses together."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Money into or out of a fund on a day, in a quarter or in a later year: an `inflow` or an `outflow`.

    An inflow may come `from` a line of the budget, a programme with an amount or a class of spending without
    programmes: that line pays it, so all its inflows together are no more than the line. An outflow that is
    written here is an investment, and comes back as `recovers` says.
    """

    on: Annotated[Moment, kinds.When()]
    inflow: Annotated[Fen | Expression | None, kinds.Amount()] = None
    outflow: Annotated[Fen | Expression | None, kinds.Amount()] = None
    from_: Annotated[str | None, kinds.Line()] = None
    title: Annotated[str, kinds.Text()] = ""
    document: Annotated[str, kinds.Text()] = ""
    quote: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Recovery:
    """What comes back of each outflow: so many years after, at a multiple of it; `recycle` of it stays.

    The other part is returned: it leaves the fund in the quarter in which it comes back.
    """

    after: Annotated[int, kinds.Count(1)]
    multiple: Annotated[Quantity, kinds.Literal()]
    recycle: Annotated[Fraction, kinds.RateKind()] = Fraction(1)
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Trigger:
    """When a pool stops taking on business: once what it has paid out reaches this share of its opening.

    The claim that reaches it is still paid in full; those behind it in the queue get nothing.
    """

    paid: Annotated[Fraction, kinds.RateKind()]
    document: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the years of a run before this one left to a fund, as (quarter, fen) pairs; nobody writes it.

    `went_out` may still come back; `promised` are instalments of awards of those years, still to be paid.
    """

    went_out: tuple[tuple[Moment, Fen], ...] = ()
    promised: tuple[tuple[Moment, Fen], ...] = ()


NOTHING_EARLIER = Earlier()


@dataclass(frozen=True, slots=True)
class Fund:
    """A stock of money: opening + in - out = closing, at the end of every quarter, never below nothing.

    `inflow` is put in at the start of the year; `pays` names the programmes whose awards it pays, the first
    before the next: each is promised its awards when it is first paid, out of what is held then and stays.
    `carries` is what it stands behind (credit, a whole fund): its leverage is that over the
    opening balance and the money put in during the budget year; `leverage` is the most it may be, told and
    not enforced; `losses` is what is expected to be called on it, as money. What an award is not paid yet
    because its work is not done goes out with the last payment of its programme. A flow that names a year
    happens in that year alone, one that does not in every year of a horizon; `earlier` is what the years of
    a horizon before this one left to it.
    """

    ADDED: ClassVar[tuple[str, ...]] = ("earlier",)

    id: str
    title: Annotated[str, kinds.Text()] = ""
    opening: Annotated[Fen, kinds.Money()] = 0
    inflow: Annotated[Fen, kinds.Money()] = 0
    flows: Annotated[tuple[Flow, ...], kinds.ListOf(kinds.Record(Flow))] = ()
    pays: Annotated[tuple[str, ...], kinds.ListOf(kinds.Reference("programmes"), or_one=True)] = ()
    carries: Annotated[Fen | Expression | None, kinds.Amount()] = None
    losses: Annotated[Fen | Expression | None, kinds.Amount()] = None
    leverage: Annotated[Quantity | None, kinds.Literal()] = None
    trigger: Annotated[Trigger | None, kinds.Record(Trigger)] = None
    recovers: Annotated[Recovery | None, kinds.Record(Recovery)] = None
    document: Annotated[str, kinds.Text()] = ""
    quote: Annotated[str, kinds.Text()] = ""
    earlier: Earlier = NOTHING_EARLIER
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class FundQuarter:
    """One quarter of a fund, in fen; `quarter` counts from the first of the budget year.

    What it held at its start, what was put in, what went out, what came back and stays.
    """

    quarter: int
    opening_fen: Fen
    in_fen: Fen
    out_fen: Fen
    recovered_fen: Fen

    @property
    def closing_fen(self) -> Fen:
        """Return what it holds at the end of the quarter, in fen."""
        return self.opening_fen + self.in_fen + self.recovered_fen - self.out_fen


@dataclass(frozen=True, slots=True)
class FundOutcome:
    """How a fund came out: its quarters, its leverage, what expected losses leave, whether it is triggered.

    `leverage` is exact, None where it carries nothing or holds nothing; `most_leverage` what it may be;
    `available_fen` what it could pay in awards; `awards_fen` what it pays; `returned_fen` what came back and
    left because it is not recycled; `losses_fen` is None where none are told, `stops_fen` (the fewest fen of
    awards that reach its trigger) where it has no trigger.
    """

    fund: str
    title: str
    quarters: tuple[FundQuarter, ...]
    available_fen: Fen = 0
    awards_fen: Fen = 0
    leverage: Fraction | None = None
    most_leverage: Fraction | None = None
    carries_fen: Fen | None = None
    losses_fen: Fen | None = None
    returned_fen: Fen = 0
    stops_fen: Fen | None = None

    @property
    def year(self) -> tuple[FundQuarter, ...]:
        """Return the quarters of the budget year."""
        return self.quarters[:QUARTERS]

    @property
    def opening_fen(self) -> Fen:
        """Return what the fund holds when the year begins, in fen."""
        return self.quarters[0].opening_fen

    @property
    def closing_fen(self) -> Fen:
        """Return what the fund holds at the end of the budget year, in fen."""
        return self.year[-1].closing_fen

    @property
    def uncovered_fen(self) -> Fen:
        """Return by how much the expected losses are more than what the fund holds at the year's end."""
        return max(0, (self.losses_fen or 0) - self.closing_fen)

    @property
    def after_losses_fen(self) -> Fen | None:
        """Return what the expected losses leave of the year's end, below nothing where they are more."""
        return None if self.losses_fen is None else self.closing_fen - self.losses_fen

    @property
    def paid_share(self) -> Fraction | None:
        """Return its awards over what it held when the year began, which is what a trigger is a share of."""
        return Fraction(self.awards_fen, self.opening_fen) if self.opening_fen else None

    @property
    def losses_share(self) -> Fraction | None:
        """Return its expected losses over what it held when the year began."""
        if self.losses_fen is None or not self.opening_fen:
            return None
        return Fraction(self.losses_fen, self.opening_fen)

    @property
    def triggered(self) -> bool:
        """Return whether its awards reach its trigger, which stops new business."""
        return self.stops_fen is not None and self.awards_fen >= self.stops_fen

    @property
    def triggered_after_losses(self) -> bool:
        """Return whether its awards and its expected losses together reach its trigger."""
        return self.stops_fen is not None and self.awards_fen + (self.losses_fen or 0) >= self.stops_fen
