"""The scenario: what a finance officer wrote down, typed. Frozen values; tuples in the order written."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Protocol, TypeVar

from simulator.expression import Expression, Type
from simulator.model import kinds
from simulator.model.calendar import USUAL_STAGES, Plan, Stages
from simulator.model.cumulation import Cumulation, OnePerItem
from simulator.model.decisions import Decision
from simulator.model.disclosure import Disclosure
from simulator.model.distribute import Distribute
from simulator.model.document import Document
from simulator.model.funding import PAID_FROM, PAID_FROM_FUND, Earmark
from simulator.model.funds import Fund
from simulator.model.goals import Goal
from simulator.model.horizon import Horizon
from simulator.model.kinds import Quantity
from simulator.model.ledgers import Adjustment, CarryOver, CashCeiling, Pace
from simulator.model.limits import Constraint
from simulator.model.method import Method
from simulator.model.policies import Policy
from simulator.model.quota import Quota
from simulator.model.response import Response
from simulator.model.step import Step
from simulator.model.table import ColumnType
from simulator.model.targets import Actuals, Target
from simulator.money import FEN_OF_UNIT, Fen
from simulator.problems import NOWHERE, Place

LANGUAGE_VERSION = 1


class HasId(Protocol):
    """Anything declared under an id."""

    @property
    def id(self) -> str:
        """Return the id it was declared under."""


Identified = TypeVar("Identified", bound=HasId)


@dataclass(frozen=True, slots=True)
class Source:
    """A source of money; a zero line is kept. `only_for` says whom alone it may pay."""

    id: str
    amount: Annotated[Fen, kinds.Money()]
    title: Annotated[str, kinds.Text()] = ""
    document: Annotated[str, kinds.Text()] = ""
    only_for: Annotated[Earmark | None, kinds.Record(Earmark)] = None
    place: Place = NOWHERE

    ADDED: ClassVar[tuple[str, ...]] = ("only_for",)


@dataclass(frozen=True, slots=True)
class SpendingClass:
    """A class of spending: its appropriation, and how it is divided when its programmes ask for more.

    `paid_from` names the sources that may pay it, in the order in which they are used. `pay` says that a
    class without programmes is paid evenly over the quarters. `figured` says that the amount waits for a
    figure: it is nothing until that is known.
    """

    id: str
    amount: Annotated[Fen, kinds.Money(figure=True)]
    title: Annotated[str, kinds.Text()] = ""
    when_short: Annotated[Method | None, kinds.OneOf("methods")] = None
    document: Annotated[str, kinds.Text()] = ""
    paid_from: Annotated[tuple[str, ...], PAID_FROM] = ()
    pay: Annotated[str | None, kinds.Choice(("evenly",))] = None
    place: Place = NOWHERE
    figured: tuple[tuple[str, str], ...] = ()

    ADDED: ClassVar[tuple[str, ...]] = ("paid_from", "pay", "figured")


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What a figure is between two days, both included; a side that is not written is open."""

    is_: Annotated[Quantity, kinds.Literal()]
    from_: Annotated[date | None, kinds.Day()] = None
    until: Annotated[date | None, kinds.Day()] = None
    document: Annotated[str, kinds.Text()] = ""
    quote: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Found:
    """What a figure came to: its type, and its value with the text it is shown by."""

    type: Type
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Figure:
    """A named number: a fact with its document, a parameter, or what an expression comes to.

    Exactly one of `is`, `of` (an expression over other figures), `total` (the sum of an expression over
    `applicants`), `count` (how many of them meet a condition) and `values` (one after another in time) is
    written. `found` is set by `model.figures.settle`, for every figure but those that say `is`.
    """

    id: str
    is_: Annotated[Quantity | None, kinds.Literal()] = None
    title: Annotated[str, kinds.Text()] = ""
    document: Annotated[str, kinds.Text()] = ""
    quote: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE
    of: Annotated[Expression | None, kinds.Formula("any")] = None
    total: Annotated[Expression | None, kinds.Formula("any")] = None
    count: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    applicants: Annotated[str | None, kinds.Reference("populations")] = None
    values: Annotated[tuple[DatedValue, ...], kinds.ListOf(kinds.Record(DatedValue))] = ()
    from_: Annotated[date | None, kinds.Day()] = None
    until: Annotated[date | None, kinds.Day()] = None
    found: Found | None = None

    ADDED: ClassVar[tuple[str, ...]] = ("of", "total", "count", "applicants", "values", "from_", "until")

    @property
    def quantity(self) -> Quantity:
        """Return the figure's value; raises TypeError for one that is computed and not settled yet."""
        known = self.is_ if self.found is None else self.found.quantity
        if known is None:
            raise TypeError(f"figure {self.id} is not settled")
        return known


@dataclass(frozen=True, slots=True)
class Draw:
    """How one synthetic column is drawn.

    `word` is fixed, lognormal, normal, uniform or choice. `values` and `weights` belong to choice.
    `zero` is the share of rows that are zero; `total` scales the column to an exact sum;
    `round_to` is the quantum each value is rounded to.
    """

    word: str
    type: ColumnType
    mean: Fraction = Fraction(0)
    sd: Fraction = Fraction(0)
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    values: tuple[str, ...] = ()
    weights: tuple[Fraction, ...] = ()
    zero: Fraction = Fraction(0)
    total: Fraction | None = None
    round_to: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Fit:
    """A column scaled until the claims of a programme come to a published sum, to the fen."""

    column: Annotated[str, kinds.Identifier()]
    programme: Annotated[str, kinds.Reference("programmes")]
    is_: Annotated[Fen, kinds.Money()]
    document: Annotated[str, kinds.Text()] = ""
    quote: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Synthetic:
    """An invented population: how many, from which seed, how each column is drawn, what one is fitted to."""

    count: Annotated[int, kinds.Count(1)]
    columns: Annotated[tuple[tuple[str, Draw], ...], kinds.Named(kinds.DrawKind())]
    seed: Annotated[int, kinds.Count()] = 0
    prefix: Annotated[str, kinds.Identifier()] = "F"
    fit: Annotated[Fit | None, kinds.Record(Fit)] = None

    ADDED: ClassVar[tuple[str, ...]] = ("fit",)


@dataclass(frozen=True, slots=True)
class Population:
    """Who may apply: a CSV file with declared columns, or a synthetic population labelled as such.

    `nature` says whether a file's rows are real or synthetic. `derived` are columns computed from the
    others and the figures.
    """

    id: str
    title: Annotated[str, kinds.Text()] = ""
    file: Annotated[str | None, kinds.Text()] = None
    key: Annotated[str | None, kinds.Identifier()] = None
    columns: Annotated[tuple[tuple[str, ColumnType], ...], kinds.Named(kinds.ColumnKind())] = ()
    nature: Annotated[str, kinds.Choice(("real", "synthetic"))] = "real"
    synthetic: Annotated[Synthetic | None, kinds.Record(Synthetic)] = None
    derived: Annotated[tuple[tuple[str, Expression], ...], kinds.Named(kinds.Formula("any"))] = ()
    place: Place = NOWHERE

    ADDED: ClassVar[tuple[str, ...]] = ("derived",)

    RENAMED: ClassVar[dict[str, str]] = {
        "key": "id"
    }  # written `id: firm_id`; `id` here is the population's own

    @property
    def is_synthetic(self) -> bool:
        """Return whether its rows are invented."""
        return self.synthetic is not None or self.nature == "synthetic"

    def column_types(self) -> dict[str, ColumnType]:
        """Return the declared type of every column of the data; derived ones are typed by `model.figures`."""
        if self.synthetic is None:
            return dict(self.columns)
        return {name: draw.type for name, draw in self.synthetic.columns}


@dataclass(frozen=True, slots=True)
class Envelope:
    """The least and the most one programme may spend; with `or_nothing` it may spend nothing instead.

    `figured` says which of them wait for a figure: until it is known they bound nothing.
    """

    at_least: Annotated[Fen, kinds.Money(figure=True)] = 0
    at_most: Annotated[Fen | None, kinds.Money(figure=True)] = None
    or_nothing: Annotated[bool, kinds.Flag()] = False
    figured: tuple[tuple[str, str], ...] = ()

    ADDED: ClassVar[tuple[str, ...]] = ("or_nothing", "figured")


@dataclass(frozen=True, slots=True)
class Points:
    """What the optimiser may count as good.

    `per_award` counts once an award is paid `counts_from` of its entitlement; `per_unit` scales with the
    share paid of each award.
    """

    per_award: Annotated[Fraction, kinds.Number()] = Fraction(0)
    per_unit: Annotated[tuple[tuple[str, Fraction], ...], kinds.Named(kinds.Number())] = ()
    counts_from: Annotated[Fraction, kinds.RateKind()] = Fraction(1)


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme: claims by an award rule, or a plain line of money, or no money at all.

    `from` and `until` are the first and the last day its clause is in force. `apply_free` says that everyone
    eligible is paid without applying (免申即享): it changes no money, and is told wherever the programme is.
    `last_year` is what it was given a year ago; `response` how many points its money is worth. `pay` says
    that a line is paid evenly over the quarters; `under` names the policy that its rules may only tighten.
    A programme without a class of spending is `paid_from` a fund. `contracts_of` is never written: it names
    the programme whose earlier contracts this line of a later year pays, before anything else is shared.
    """

    id: str
    title: Annotated[str, kinds.Text()] = ""
    spending: Annotated[str | None, kinds.Reference("spending")] = None
    applicants: Annotated[str | None, kinds.Reference("populations")] = None
    eligible: Annotated[tuple[tuple[str, Expression], ...], kinds.Conditions()] = ()
    award: Annotated[tuple[Step, ...], kinds.Steps()] = ()
    distribute: Annotated[Distribute | None, kinds.Record(Distribute)] = None
    amount: Annotated[Fen | None, kinds.Money()] = None
    money: Annotated[str | None, kinds.Choice(("none",))] = None
    envelope: Annotated[Envelope, kinds.Record(Envelope)] = Envelope()
    when_short: Annotated[Method | None, kinds.OneOf("methods")] = None
    points: Annotated[Points, kinds.Record(Points)] = Points()
    tags: Annotated[tuple[str, ...], kinds.ListOf(kinds.Identifier(), or_one=True)] = ()
    document: Annotated[str, kinds.Text()] = ""
    quote: Annotated[str, kinds.Text()] = ""
    from_: Annotated[date | None, kinds.Day()] = None
    until: Annotated[date | None, kinds.Day()] = None
    quota: Annotated[Quota | None, kinds.Record(Quota)] = None
    paid_from: Annotated[tuple[str, ...], PAID_FROM_FUND] = ()
    apply_free: Annotated[bool, kinds.Flag()] = False
    last_year: Annotated[Fen | None, kinds.Money()] = None
    response: Annotated[Response | None, kinds.Record(Response)] = None
    pay: Annotated[str | None, kinds.Choice(("evenly",))] = None
    under: Annotated[str | None, kinds.Reference("policies")] = None
    contracts_of: str = ""
    place: Place = NOWHERE

    ADDED: ClassVar[tuple[str, ...]] = (
        "contracts_of",
        "distribute",
        "from_",
        "until",
        "quota",
        "apply_free",
        "paid_from",
        "last_year",
        "response",
        "pay",
        "under",
    )

    @property
    def is_claimed(self) -> bool:
        """Return whether applicants get its money: by an award rule, or by a formula."""
        return bool(self.award) or self.distribute is not None

    @property
    def is_line(self) -> bool:
        """Return whether this is a plain line of money without applicants."""
        return self.amount is not None


@dataclass(frozen=True, slots=True)
class Assumption:
    """A parameter that no document gives: where it stands, why it is so, and how far to trust it."""

    path: Annotated[str, kinds.Path()]
    note: Annotated[str, kinds.Text()]
    reliability: Annotated[str, kinds.Choice(("high", "medium", "low"))] = "low"
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Expectation:
    """A published figure that every run must reproduce, at the precision it was printed with."""

    result: Annotated[str, kinds.Path()]
    is_: Annotated[Quantity | None, kinds.Literal()] = None
    at_least: Annotated[Quantity | None, kinds.Literal()] = None
    at_most: Annotated[Quantity | None, kinds.Literal()] = None
    as_printed: Annotated[str | None, kinds.Choice(("half_up", "truncated"))] = None
    document: Annotated[str, kinds.Text()] = ""
    quote: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole scenario. `document` is the tree it was read from, or None when it was made from frames.

    `as_of` is the day it is reckoned for, the whole of `year` unless written; `allow_outdated` lets a run
    use what is not in force then, and marks all that it writes. `money: none` says that it has targets only.
    """

    id: Annotated[str, kinds.Identifier()]
    year: Annotated[int, kinds.Count(1)]
    language: Annotated[int, kinds.Count(1)] = LANGUAGE_VERSION
    title: Annotated[str, kinds.Text()] = ""
    note: Annotated[str, kinds.Text()] = ""
    unit: Annotated[str | None, kinds.Choice(tuple(FEN_OF_UNIT))] = None
    sources: Annotated[tuple[Source, ...], kinds.ById(Source)] = ()
    spending: Annotated[tuple[SpendingClass, ...], kinds.ById(SpendingClass)] = ()
    figures: Annotated[tuple[Figure, ...], kinds.ById(Figure)] = ()
    populations: Annotated[tuple[Population, ...], kinds.ById(Population)] = ()
    programmes: Annotated[tuple[Programme, ...], kinds.ById(Programme)] = ()
    constraints: Annotated[tuple[Constraint, ...], kinds.ById(Constraint)] = ()
    objective: Annotated[tuple[Goal, ...], kinds.ListOf(kinds.OneOf("goals"))] = ()
    assumptions: Annotated[tuple[Assumption, ...], kinds.ListOf(kinds.Record(Assumption))] = ()
    expect: Annotated[tuple[Expectation, ...], kinds.ListOf(kinds.Record(Expectation))] = ()
    as_of: Annotated[date | None, kinds.Day()] = None
    allow_outdated: Annotated[bool, kinds.Flag()] = False
    cumulation: Annotated[tuple[Cumulation, ...], kinds.ListOf(kinds.Record(Cumulation))] = ()
    one_per_item: Annotated[tuple[OnePerItem, ...], kinds.ListOf(kinds.Record(OnePerItem))] = ()
    decisions: Annotated[tuple[Decision, ...], kinds.ListOf(kinds.Record(Decision))] = ()
    money: Annotated[str | None, kinds.Choice(("none",))] = None
    policies: Annotated[tuple[Policy, ...], kinds.ById(Policy)] = ()
    funds: Annotated[tuple[Fund, ...], kinds.ById(Fund)] = ()
    stages: Annotated[Stages, kinds.Record(Stages)] = USUAL_STAGES
    calendar: Annotated[tuple[Plan, ...], kinds.Timetables()] = ()
    adjustments: Annotated[tuple[Adjustment, ...], kinds.ListOf(kinds.Record(Adjustment))] = ()
    cash: Annotated[tuple[CashCeiling, ...], kinds.ById(CashCeiling)] = ()
    carry_over: Annotated[CarryOver | None, kinds.Record(CarryOver)] = None
    pace: Annotated[Pace | None, kinds.Record(Pace)] = None
    targets: Annotated[tuple[Target, ...], kinds.ById(Target)] = ()
    actuals: Annotated[Actuals | None, kinds.Record(Actuals)] = None
    disclosure: Annotated[Disclosure | None, kinds.Record(Disclosure)] = None
    horizon: Annotated[Horizon | None, kinds.Record(Horizon)] = None
    document: Document | None = None

    RENAMED: ClassVar[dict[str, str]] = {"id": "scenario"}
    ADDED: ClassVar[tuple[str, ...]] = (
        "as_of",
        "allow_outdated",
        "cumulation",
        "one_per_item",
        "decisions",
        "money",
        "policies",
        "funds",
        "stages",
        "calendar",
        "adjustments",
        "cash",
        "carry_over",
        "pace",
        "targets",
        "actuals",
        "disclosure",
        "horizon",
    )

    def source(self, name: str) -> Source:
        """Return a source by id; raises KeyError."""
        return _by_id(self.sources, name)

    def spending_class(self, name: str) -> SpendingClass:
        """Return a spending class by id; raises KeyError."""
        return _by_id(self.spending, name)

    def programme(self, name: str) -> Programme:
        """Return a programme by id; raises KeyError."""
        return _by_id(self.programmes, name)

    def population(self, name: str) -> Population:
        """Return a population by id; raises KeyError."""
        return _by_id(self.populations, name)

    def constraint(self, name: str) -> Constraint:
        """Return a constraint by id; raises KeyError."""
        return _by_id(self.constraints, name)

    def programmes_of(self, spending: str) -> tuple[Programme, ...]:
        """Return the programmes of a spending class, sorted by id."""
        chosen = (each for each in self.programmes if each.spending == spending)
        return tuple(sorted(chosen, key=lambda each: each.id))


def _by_id(items: tuple[Identified, ...], name: str) -> Identified:
    for item in items:
        if item.id == name:
            return item
    raise KeyError(name)
