"""What a programme's money achieves: points by the sum spent, each yuan worth no more than the last."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from simulator.exact import whole_root
from simulator.model import kinds
from simulator.money import Fen

FINEST_WORTH = 10**9
"""Points that are no fraction are reckoned downwards to this part of a point."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One known point of a curve: so much money is worth so many points."""

    at: Annotated[Fen, kinds.Money()]
    worth: Annotated[Fraction, kinds.Number()]


@dataclass(frozen=True, slots=True)
class Saturates:
    """A curve that flattens out: `most` × money ÷ (money + `half_at`), reckoned by straight pieces."""

    word: ClassVar[str] = "saturates"
    most: Annotated[Fraction, kinds.Number()]
    half_at: Annotated[Fen, kinds.Money()]
    pieces: Annotated[int, kinds.Count(1)] = 8

    def worth(self, fen: Fen) -> Fraction:
        """Return the exact points of a sum of money.

        >>> Saturates(Fraction(60), 200).worth(200), Saturates(Fraction(60), 200).worth(400)
        (Fraction(30, 1), Fraction(40, 1))
        """
        return self.most * Fraction(fen, fen + self.half_at)


@dataclass(frozen=True, slots=True)
class Power:
    """A curve of diminishing returns: `worth` × (money ÷ `at`) ^ `exponent`, reckoned by straight pieces."""

    word: ClassVar[str] = "power"
    worth: Annotated[Fraction, kinds.Number()]
    at: Annotated[Fen, kinds.Money()]
    exponent: Annotated[Fraction, kinds.Number()]
    pieces: Annotated[int, kinds.Count(1)] = 8

    def below(self, fen: Fen) -> Fraction:
        """Return the points of a sum of money, rounded down to `FINEST_WORTH`.

        >>> root = Power(Fraction(60), 200, Fraction(1, 2))
        >>> root.below(50), root.below(400)
        (Fraction(30, 1), Fraction(42426406871, 500000000))
        """
        part, degree = self.exponent.numerator, self.exponent.denominator
        above = (FINEST_WORTH * self.worth.numerator) ** degree * fen**part
        return Fraction(
            whole_root(above // (self.worth.denominator**degree * self.at**part), degree), FINEST_WORTH
        )


@dataclass(frozen=True, slots=True)
class Response:
    """How many points a programme's money is worth, by known points or by a formula.

    Below the first point of a curve its first line goes on; above the last, and above `capacity`, nothing
    more is worth anything.
    """

    curve: Annotated[tuple[CurvePoint, ...], kinds.ListOf(kinds.Record(CurvePoint))] = ()
    saturates: Annotated[Saturates | None, kinds.Record(Saturates)] = None
    capacity: Annotated[Fen | None, kinds.Money()] = None
    power: Annotated[Power | None, kinds.Record(Power)] = None

    ADDED: ClassVar[tuple[str, ...]] = ("power",)
