"""A pot given out by formula, as written: factors, a minimum, a coefficient, a guarantee, a rounding."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.step import Step, Worth
from simulator.money import Fen

ROUNDINGS = ("largest_remainder", "half_up", "down")
FUNDINGS = ("rescale", "extra")
Base = Expression | tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What one needs beyond what one has; nothing below zero.

    `at_most` is the highest coefficient: at 100 % nobody gets more than the gap, and the rest stays unspent.
    """

    need: Annotated[Base, kinds.Base("money")]
    have: Annotated[Base, kinds.Base("money")]
    at_most: Annotated[Fraction | None, kinds.RateKind()] = None


@dataclass(frozen=True, slots=True)
class Roots:
    """Quadratic matching: (Σ √of)² − Σ of over each group, paid to its applicant with the smallest id."""

    of: Annotated[Expression, kinds.Formula("amounts")]
    per: Annotated[tuple[str, ...], kinds.ListOf(kinds.Identifier(), or_one=True)]


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor with the part of the pot it gives out: by a column, by heads, by gaps or by roots."""

    weight: Annotated[Fraction, kinds.RateKind()]
    of: Annotated[Expression | None, kinds.Formula("amounts")] = None
    equal: Annotated[bool, kinds.Flag()] = False
    gap: Annotated[Gap | None, kinds.Record(Gap)] = None
    roots: Annotated[Roots | None, kinds.Record(Roots)] = None
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None

    @property
    def basis(self) -> str:
        """Return which of its four forms it has."""
        return next(name for name in BASES if getattr(self, name))


BASES = ("of", "equal", "gap", "roots")


@dataclass(frozen=True, slots=True)
class Times:
    """A coefficient of each applicant, such as its performance; the pot is then shared out anew."""

    of: Annotated[Expression, kinds.Formula("numeric")]


@dataclass(frozen=True, slots=True)
class Protect:
    """What everyone keeps of an earlier amount: at least and at most these shares of it.

    The others bear it (`rescale`), or it is paid from outside the pot (`extra`).
    """

    of: Annotated[Base, kinds.Base("money")]
    at_least: Annotated[Worth | None, kinds.Amount("ratio")] = None
    at_most: Annotated[Worth | None, kinds.Amount("ratio")] = None
    funded_by: Annotated[str, kinds.Choice(FUNDINGS)] = "rescale"


@dataclass(frozen=True, slots=True)
class PotRound:
    """To which quantum the parts are rounded, and whether they add to the pot."""

    to: Annotated[Fen, kinds.Money()] = 1
    mode: Annotated[str, kinds.Choice(ROUNDINGS)] = "largest_remainder"


@dataclass(frozen=True, slots=True)
class Distribute:
    """How a pot is given out: `minimum` to each first, the rest by factors, coefficient and guarantee."""

    factors: Annotated[tuple[tuple[str, Factor], ...], kinds.Named(kinds.Record(Factor))]
    minimum: Annotated[Worth | None, kinds.Amount()] = None
    times: Annotated[Times | None, kinds.Record(Times)] = None
    protect: Annotated[Protect | None, kinds.Record(Protect)] = None
    round: Annotated[PotRound, kinds.Record(PotRound)] = PotRound()
