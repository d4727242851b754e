"""What the whole must obey: selectors, measures, bounds, constraints."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar

from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.kinds import Quantity
from simulator.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Selector:
    """Which programmes (by tag, id or spending class; none of them means all) and which of their rows.

    `awards` names single awards (`programme/applicant`; a plain line by its id alone). `of` is what a sum
    adds up, an expression over each population's columns. `same_group` takes the bottom of a ratio over the
    same group as its top.
    """

    tag: Annotated[str | None, kinds.Identifier()] = None
    programme: Annotated[str | None, kinds.Reference("programmes")] = None
    spending: Annotated[str | None, kinds.Reference("spending")] = None
    figure: Annotated[str | None, kinds.Reference("figures")] = None
    where: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    awards: Annotated[tuple[str, ...], kinds.ListOf(kinds.Text(), or_one=True)] = ()
    of: Annotated[Expression | None, kinds.Formula("amounts")] = None
    same_group: Annotated[bool, kinds.Flag()] = False

    ADDED: ClassVar[tuple[str, ...]] = ("awards", "of", "same_group")


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that can be added up over a selector; see `simulator.constraints.MEASURES`.

    `word` is budget, claims, award, count, beneficiaries, points, sum, total or figure.
    """

    word: str
    selector: Selector


AWARDS = Measure("count", Selector())


class Bounded:
    """What has a bound, or several, and may be soft: a limit on the whole, a target of the year."""

    __slots__ = ()
    about: Quantity | None
    strength: str | None

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
class Constraint(Bounded):
    """One limit on the whole: a measure, or the ratio of two, within bounds; `per` repeats it by group.

    `about` with `within` is a soft interval; `strength` is must or should; `or_nothing` lets each group come
    to nothing instead. Instead of `top`, a rule between awards may be written: every counted award of `every`
    `needs` so many counted awards of another selection, or `excludes` them; or those picked by `equal` who
    agree in the columns `by` and in their claim are treated alike, or come in the order of a `lottery`.
    """

    id: str
    top: Annotated[Measure, kinds.OneOf("measures")] = AWARDS
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
    or_nothing: Annotated[bool, kinds.Flag()] = False
    every: Annotated[Selector | None, kinds.Record(Selector)] = None
    needs: Annotated[Selector | None, kinds.Record(Selector)] = None
    excludes: Annotated[Selector | None, kinds.Record(Selector)] = None
    equal: Annotated[Selector | None, kinds.Record(Selector)] = None
    by: Annotated[tuple[str, ...], kinds.ListOf(kinds.Identifier(), or_one=True)] = ()
    lottery: Annotated[int | None, kinds.Count()] = None

    ADDED: ClassVar[tuple[str, ...]] = (
        "or_nothing",
        "every",
        "needs",
        "excludes",
        "equal",
        "by",
        "lottery",
    )

    @property
    def between_awards(self) -> bool:
        """Return whether it is a rule between awards, not a bound on a measure."""
        return self.every is not None or self.equal is not None

    def with_figures(self, figures: Mapping[str, Quantity]) -> "Constraint":
        """Return the constraint with every bound that names a figure replaced by what the figure is.

        A name that no figure has stays as it is.
        """
        return replace(self, **settled_bounds(self, (*self.BOUNDS, "within"), figures))


def settled_bounds(
    bounded: Bounded, names: tuple[str, ...], figures: Mapping[str, Quantity]
) -> dict[str, Any]:
    """Return which of some bounds name a figure, each with what the figure is; a stray name is not there."""
    found = {name: getattr(bounded, name) for name in names}
    settled = {name: _settled(each, figures) for name, each in found.items()}
    return {name: each for name, each in settled.items() if each != found[name]}


def _settled(bound: Any, figures: Mapping[str, Quantity]) -> Any:
    if isinstance(bound, tuple):
        return tuple(_settled(each, figures) for each in bound)
    named = isinstance(bound, Quantity) and bound.kind == "text"
    return figures.get(bound.text, bound) if named else bound
