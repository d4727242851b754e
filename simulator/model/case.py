"""A case: what is given, what a rule makes of it, what must come out; a test that an officer can write."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.kinds import Quantity
from simulator.model.scenario import Scenario
from simulator.model.table import Table
from simulator.money import FEN_OF_UNIT, ROUNDING, TAILS, Fen
from simulator.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Payments:
    """How an award is paid: each instalment's share, and the appropriations of the years they fall in."""

    shares: Annotated[tuple[Fraction, ...], kinds.ListOf(kinds.RateKind())]
    budgets: Annotated[tuple[Fen, ...], kinds.ListOf(kinds.Money())] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Milestones:
    """Awards that are due once their work is done, and the share of the whole that is kept back."""

    done: Annotated[Expression, kinds.Formula("yes_no")]
    retention: Annotated[Fraction, kinds.RateKind()] = Fraction(0)
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class CashPlan:
    """A budget, the share of it that may be paid by the end of each period, and what each period asks for."""

    budget: Annotated[Fen, kinds.Money()]
    ceilings: Annotated[tuple[Fraction, ...], kinds.ListOf(kinds.RateKind())]
    demands: Annotated[tuple[Fen, ...], kinds.ListOf(kinds.Money())]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Publish:
    """The unit and decimals that amounts are printed in, and which line takes what rounding leaves over."""

    unit: Annotated[str, kinds.Choice(tuple(FEN_OF_UNIT))] = "万元"
    decimals: Annotated[int, kinds.Count()] = 2
    tail: Annotated[str, kinds.Choice(tuple(TAILS))] = "largest_remainder"
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class CountTarget:
    """A number to be reached: what there is already, the bound, and what each further one costs."""

    id: str
    title: Annotated[str, kinds.Text()] = ""
    baseline: Annotated[int, kinds.Count()] = 0
    at_least: Annotated[int | None, kinds.Count()] = None
    more_than: Annotated[int | None, kinds.Count()] = None
    is_: Annotated[int | None, kinds.Count()] = None
    unit_cost: Annotated[Fen, kinds.Money()] = 0
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Expected:
    """One expected figure: its name, and its value, one value a row, or one value by each id named.

    `as_printed` compares at the precision written; else money is rounded to the fen by `rounding`.
    """

    name: str
    values: tuple[Quantity, ...]
    places: tuple[Place, ...]
    ids: tuple[str, ...] = ()
    alone: bool = False
    as_printed: str | None = None
    rounding: str = "half_up"
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class CaseNotes:
    """What a case says of itself: where its rule stands, how far to trust its figures, what else is asked.

    `pot` is an amount, or the id of a figure that comes to one. A case of a whole scenario names its file and
    the programme.
    """

    id: str
    title: Annotated[str, kinds.Text()] = ""
    document: Annotated[str, kinds.Text()] = ""
    quote: Annotated[str, kinds.Text()] = ""
    certainty: Annotated[str, kinds.Text()] = ""
    note: Annotated[str, kinds.Text()] = ""
    row: Annotated[str | None, kinds.Identifier()] = None
    pot: Annotated[str | None, kinds.Text()] = None
    round: Annotated[str, kinds.Choice(tuple(ROUNDING))] = "half_up"
    scenario: Annotated[str | None, kinds.Text()] = None
    programme: Annotated[str | None, kinds.Identifier()] = None
    payments: Annotated[Payments | None, kinds.Record(Payments)] = None
    milestones: Annotated[Milestones | None, kinds.Record(Milestones)] = None
    cash: Annotated[CashPlan | None, kinds.Record(CashPlan)] = None
    publish: Annotated[Publish | None, kinds.Record(Publish)] = None
    targets: Annotated[tuple[CountTarget, ...], kinds.ById(CountTarget)] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A case ready to run: its notes, the scenario it makes, its rows, and what is expected of it.

    `order` holds the ids as written; `pot_fen` the money there is, None when there is enough or when the pot
    is a figure. `whole` says that the scenario is a file of its own and lends only the programme.
    """

    notes: CaseNotes
    scenario: Scenario
    table: Table | None
    order: tuple[str, ...]
    expect: tuple[Expected, ...]
    pot_fen: Fen | None = None
    whole: bool = False

    @property
    def id(self) -> str:
        """Return the id it stands under."""
        return self.notes.id

    @property
    def row(self) -> str:
        """Return the id of the rule it is a case of: its own, unless `row` names another."""
        return self.notes.row or self.notes.id
