"""How a pot that falls short is shared: what the optimiser may know of it, and the exact sharing-out."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.step import Rows
from simulator.money import Fen, IntColumn


@dataclass(frozen=True, slots=True, eq=False)
class Pot:
    """The claims on one programme's money, rows sorted by applicant id.

    `claims` are whole fen, zero where nothing is due. The pot may hold `at_least` to `at_most` fen.
    An award counts once it is paid `counts_from` of its claim; `counting` says whether anything that steers
    the plan asks which awards count.
    """

    ids: tuple[str, ...]
    claims: IntColumn
    at_least: Fen
    at_most: Fen
    rows: Rows
    counts_from: Fraction = Fraction(1)
    counting: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """What one programme asks of its spending class: whole fen, and what a tier may select it by."""

    programme: str
    amount: Fen
    at_least: Fen = 0
    tags: tuple[str, ...] = ()


class Method(ABC):
    """A way to share out a short pot. `for_classes` says that it also divides a spending class.

    `for_lines` says that it can share a plain line, which has no rows to rank or to sort into tiers.
    `word` is its key in the language; `optimised` says that the optimiser chooses inside the pot;
    `whole` that every claim is paid or the budget is infeasible.
    """

    __slots__ = ()
    word: ClassVar[str]
    short: ClassVar[str | None] = None
    for_programmes: ClassVar[bool] = True
    for_classes: ClassVar[bool] = False
    for_lines: ClassVar[bool] = False
    optimised: ClassVar[bool] = False
    whole: ClassVar[bool] = False

    @abstractmethod
    def share_out(self, pot: Pot, amount: Fen) -> IntColumn:
        """Return each applicant's award in whole fen when the pot holds `amount`."""

    def payable(self, pot: Pot) -> IntColumn:
        """Return the claims this method could pay at all (a ranking may exclude some), in fen."""
        return pot.claims

    def divide(self, requests: Sequence[Request], money: Fen) -> tuple[Fen | None, ...]:
        """Return what each programme of a class gets in fen, None where the optimiser says.

        Raises NotImplementedError for a method that divides no class.
        """
        raise NotImplementedError(f"{self.word} does not divide a spending class")


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of a ranking: its direction and the expression ranked by."""

    direction: str
    by: Expression


DIRECTIONS = ("highest", "lowest", "earliest", "latest", "first")


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier: who belongs to it (rows of a programme, programmes of a class), how it is shared if short."""

    tag: Annotated[str | None, kinds.Identifier()] = None
    programme: Annotated[str | None, kinds.Reference("programmes")] = None
    where: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    when_short: Annotated[Method | None, kinds.OneOf("methods")] = None
    rest: Annotated[Method | None, kinds.OneOf("methods")] = None
