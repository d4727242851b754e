"""What the whole must obey and what is good: selectors, measures, bounds, constraints, goals."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.kinds import Quantity
from simulator.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Selector:
    """Which programmes (by tag, id or spending class; none of them means all) and which of their rows."""

    tag: Annotated[str | None, kinds.Identifier()] = None
    programme: Annotated[str | None, kinds.Reference("programmes")] = None
    spending: Annotated[str | None, kinds.Reference("spending")] = None
    figure: Annotated[str | None, kinds.Reference("figures")] = None
    where: Annotated[Expression | None, kinds.Formula("yes_no")] = None


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that can be added up over a selector; see `simulator.constraints.MEASURES`.

    `word` is budget, claims, award, count, points or figure.
    """

    word: str
    selector: Selector


@dataclass(frozen=True, slots=True)
class Constraint:
    """One limit on the whole: a measure, or the ratio of two, within bounds; `per` repeats it by group.

    `about` with `within` is a soft interval; `strength` is must or should.
    """

    id: str
    top: Annotated[Measure, kinds.OneOf("measures")]
    bottom: Annotated[Measure | None, kinds.OneOf("measures")] = None
    title: Annotated[str, kinds.Text()] = ""
    per: Annotated[str | None, kinds.Identifier()] = None
    at_least: Annotated[Quantity | None, kinds.Literal()] = None
    at_most: Annotated[Quantity | None, kinds.Literal()] = None
    more_than: Annotated[Quantity | None, kinds.Literal()] = None
    less_than: Annotated[Quantity | None, kinds.Literal()] = None
    is_: Annotated[Quantity | None, kinds.Literal()] = None
    between: Annotated[tuple[Quantity, ...], kinds.ListOf(kinds.Literal())] = ()
    about: Annotated[Quantity | None, kinds.Literal()] = None
    within: Annotated[Quantity | None, kinds.Literal()] = None
    strength: Annotated[str | None, kinds.Choice(("must", "should"))] = None
    document: Annotated[str, kinds.Text()] = ""
    quote: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE

    BOUNDS: ClassVar[tuple[str, ...]] = (
        "at_least",
        "at_most",
        "more_than",
        "less_than",
        "is_",
        "between",
        "about",
    )

    @property
    def hard(self) -> bool:
        """Return whether it must hold; `about` is soft unless said otherwise."""
        return (self.strength or ("should" if self.about is not None else "must")) == "must"

    def bounds_given(self) -> tuple[str, ...]:
        """Return the names of the bounds that are written."""
        return tuple(name for name in self.BOUNDS if getattr(self, name) not in (None, ()))


@dataclass(frozen=True, slots=True)
class Keep:
    """A goal: keep the named soft constraints, in the order listed."""

    word: ClassVar[str] = "keep"
    short: ClassVar[str | None] = "constraints"
    constraints: Annotated[tuple[str, ...], kinds.ListOf(kinds.Reference("constraints"), or_one=True)] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """What a goal makes large or small: one of the words points, spent, unspent, awards, or a measure."""

    word: str = ""
    measure: Measure | None = None


AIMS = ("points", "spent", "unspent", "awards")


@dataclass(frozen=True, slots=True)
class Maximise:
    """A goal: as much as possible of an aim."""

    word: ClassVar[str] = "maximise"
    short: ClassVar[str | None] = "aim"
    aim: Annotated[Aim, kinds.Either(kinds.Choice(AIMS), kinds.OneOf("measures"))]


@dataclass(frozen=True, slots=True)
class Minimise:
    """A goal: as little as possible of an aim."""

    word: ClassVar[str] = "minimise"
    short: ClassVar[str | None] = "aim"
    aim: Annotated[Aim, kinds.Either(kinds.Choice(AIMS), kinds.OneOf("measures"))]


Goal = Keep | Maximise | Minimise
GOALS: dict[str, type[Goal]] = {"keep": Keep, "maximise": Maximise, "minimise": Minimise}
