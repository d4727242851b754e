"""Targets: what the year is to bring in numbers, what is known of it so far, and how it came out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated

from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.kinds import Quantity
from simulator.model.limits import Bounded, Constraint, Measure, Selector, settled_bounds
from simulator.model.moments import Moment
from simulator.money import Fen
from simulator.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Reference:
    """Another target."""

    target: Annotated[str, kinds.Reference("targets")]


@dataclass(frozen=True, slots=True)
class Target(Bounded):
    """A number to be reached: a flow, a stock from its `baseline`, a ratio, a rank, an interval, or a text.

    Exactly one bound is written, a number or the name of a figure, or `text` for a clause without a number.
    `about` needs `within` and is soft unless said otherwise. What answers it is one of: `counts` (a measure
    of the plan; over `bottom` a ratio), `of` (an expression over figures), the actuals; for a stock also the
    target that it `adds`. With a baseline the answer is what comes on top of it; without one it is the
    number itself. `each_costs` is what one more would cost. `part_of` and `adds` name other targets: a part
    of one, a stock that another one's number is added to. `rank` says that the number is a place in an
    order, 1 the best.
    """

    id: str
    title: Annotated[str, kinds.Text()] = ""
    unit: Annotated[str, kinds.Text()] = ""
    at_least: Annotated[Quantity | None, kinds.Literal()] = None
    at_most: Annotated[Quantity | None, kinds.Literal()] = None
    more_than: Annotated[Quantity | None, kinds.Literal()] = None
    less_than: Annotated[Quantity | None, kinds.Literal()] = None
    is_: Annotated[Quantity | None, kinds.Literal()] = None
    between: Annotated[tuple[Quantity, ...], kinds.ListOf(kinds.Literal())] = ()
    about: Annotated[Quantity | None, kinds.Literal()] = None
    within: Annotated[Quantity | None, kinds.Literal()] = None
    text: Annotated[str, kinds.Text()] = ""
    baseline: Annotated[Quantity | None, kinds.Literal()] = None
    counts: Annotated[Measure | None, kinds.OneOf("measures")] = None
    bottom: Annotated[Measure | None, kinds.OneOf("measures")] = None
    of: Annotated[Expression | None, kinds.Formula("any")] = None
    each_costs: Annotated[Fen | None, kinds.Money()] = None
    part_of: Annotated[str | None, kinds.Reference("targets")] = None
    adds: Annotated[Reference | None, kinds.Record(Reference)] = None
    rank: Annotated[bool, kinds.Flag()] = False
    due: Annotated[Moment | None, kinds.When()] = None
    strength: Annotated[str | None, kinds.Choice(("must", "should"))] = None
    document: Annotated[str, kinds.Text()] = ""
    quote: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE

    @property
    def is_numeric(self) -> bool:
        """Return whether it has a bound; a clause of text has none."""
        return bool(self.bounds_given())

    def with_figures(self, figures: Mapping[str, Quantity]) -> "Target":
        """Return the target with every bound, and a baseline, that names a figure as what the figure is.

        A name that no figure has stays as it is.
        """
        return replace(self, **settled_bounds(self, (*self.BOUNDS, "within", "baseline"), figures))

    def as_limit(self) -> Constraint:
        """Return its bounds as a limit's, so that both are judged by the same rules.

        Where no measure of the plan answers it, the limit is one on a figure: of the kind of its bound.
        """
        return Constraint(
            id=self.id,
            top=self.counts or A_FIGURE,
            bottom=self.bottom,
            within=self.within,
            strength=self.strength,
            place=self.place,
            **{name: getattr(self, name) for name in self.BOUNDS},
        )


A_FIGURE = Measure("figure", Selector())


@dataclass(frozen=True, slots=True)
class Actuals:
    """What is known so far: a figure a target, as of a day. No figure means not assessed, never missed.

    For a target with a baseline it is what came on top of it; a clause of text has none. Where `as_of` is not
    written they are those of the scenario's day, else of the end of the year.
    """

    reached: Annotated[tuple[tuple[str, Quantity], ...], kinds.Named(kinds.Literal())]
    as_of: Annotated[date | None, kinds.Day()] = None
    document: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


# ── as it came out ─────────────────────────────────────────────────────────────────────────────────

OWN = "own"
TARGET_FIGURES: Mapping[str, str] = MappingProxyType(
    {
        "value": OWN,
        "shortfall": OWN,
        "needed": OWN,
        "expected": OWN,
        "behind": OWN,
        "carried_over": OWN,
        "part_share": "ratio",
        "cost": "money",
    }
)
"""The figures of a target, as a path ends in them, and what each is in: `own` is what the target is in."""


def target_paths(targets: Iterable[Target]) -> Iterator[str]:
    """Yield the path of every figure that targets have; a clause of text has none."""
    for target in targets:
        if target.is_numeric:
            yield from (f"targets.{target.id}.{name}" for name in TARGET_FIGURES)


@dataclass(frozen=True, slots=True)
class TargetOutcome:
    """How one target came out: `state` is met, missed, open (not assessed, or not due yet) or text.

    What the plan answers is not open: a plan is of the whole year.

    `kind` is money (fen), ratio, count (whole numbers) or number; `bound` holds one number, or the two ends
    of an interval. `value` is what is reached: the stock for a target with a baseline, `start` being that.
    `needed` is the least that meets the bound: what must still come on top of the baseline, or the number
    itself. `shortfall` is how far the value is from meeting it (None while nothing is known); `exceeded`
    says that it is too large. `cost_fen` is the least that closing it would cost, None where nothing says
    what one costs, or where `reserve`, the awards that could still count, is too small. `expected` is where
    an even pace from the baseline would be on the day of the actuals, `behind` how much is missing to that;
    shares, ranks and what the plan answers have neither. `part_share` is its share of the target it is part
    of, `carried_over` its bound as written less what the number it adds must at least bring.
    """

    target: Target
    kind: str
    state: str
    value: Fraction | None
    relation: str
    bound: tuple[Fraction, ...]
    needed: Fraction | None = None
    shortfall: Fraction | None = None
    exceeded: bool = False
    cost_fen: Fen | None = None
    reserve: int | None = None
    expected: Fraction | None = None
    behind: Fraction | None = None
    part_share: Fraction | None = None
    carried_over: Fraction | None = None
    as_of: date | None = None
    start: Fraction = Fraction(0)

    @property
    def name(self) -> str:
        """Return its path in the scenario."""
        return f"targets.{self.target.id}"

    @property
    def title(self) -> str:
        """Return what it is called."""
        return self.target.title or self.target.id
