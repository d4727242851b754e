"""What a programme's money achieves: points by the sum spent, each yuan worth no more than the last."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from simulator.model import kinds
from simulator.money import Fen


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
class Response:
    """How many points a programme's money is worth, by known points or by a formula.

    Below the first point of a curve its first line goes on; above the last, and above `capacity`, nothing
    more is worth anything.
    """

    curve: Annotated[tuple[CurvePoint, ...], kinds.ListOf(kinds.Record(CurvePoint))] = ()
    saturates: Annotated[Saturates | None, kinds.Record(Saturates)] = None
    capacity: Annotated[Fen | None, kinds.Money()] = None
