"""The optimiser chooses: awards inside a programme, whole or in part; sums of money among programmes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from simulator.exact import Exact, Flags
from simulator.methods.sharing import Sharing, needs
from simulator.model import kinds
from simulator.model.kinds import Quantity
from simulator.model.method import Pot, Request
from simulator.money import Fen, IntColumn, up
from simulator.optimise.terms import AwardTerm, Columns, CountTerm, LinkBlock, Members, Terms

WHOLE, PARTIAL = "whole", "partial"


@dataclass(frozen=True, slots=True)
class Optimise(Sharing):
    """Leave it to the optimiser: each award whole or not at all, or in part.

    A partial award may have a least share or a least sum; a claim below the least sum is paid whole or not at
    all.
    """

    word: ClassVar[str] = "optimise"
    short: ClassVar[str | None] = "awards"
    for_classes: ClassVar[bool] = True
    for_lines: ClassVar[bool] = True
    optimised: ClassVar[bool] = True
    awards: Annotated[str, kinds.Choice((WHOLE, PARTIAL))] = WHOLE
    at_least: Annotated[Quantity | None, kinds.Literal()] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    ADDED: ClassVar[tuple[str, ...]] = ("awards", "at_least")

    def terms(self, pot: Pot) -> Terms:
        """Return one 0/1 column a claim that is paid whole or not; for one paid in part, an amount.

        A partial award with a least has both: a 0/1 column that pays the least, and what it gets above.
        Where awards are counted, a 0/1 column more says that a partial one counts.
        """
        members = np.flatnonzero(pot.claims > 0)
        if self.awards == WHOLE:
            return _whole_terms(pot, members)
        return _partial_terms(pot, members, self.least(pot)[members])

    def least(self, pot: Pot) -> IntColumn:
        """Return the least each award is, if it is anything, in fen; 0 where any amount will do."""
        if self.awards == WHOLE:
            return pot.claims
        if self.at_least is None:
            return np.zeros_like(pot.claims)
        if self.at_least.kind == "share":
            return (Exact.of(pot.claims) * self.at_least.value).round("up")
        return np.minimum(pot.claims, up(self.at_least.as_money()))

    def lawful(self, pot: Pot, awards: IntColumn) -> Flags:
        """Return which awards are nothing, or between their least and their claim."""
        within = (awards >= self.least(pot)) & (awards <= pot.claims)
        return np.asarray((awards == 0) | (within & (awards > 0)), dtype=np.bool_)

    def share_out(self, pot: Pot, amount: Fen) -> IntColumn:
        """Raise TypeError: which awards are chosen is the plan's to say, not the pot's size."""
        raise TypeError("an optimised pot is shared out by the plan itself")

    def divide(self, requests: Sequence[Request], money: Fen) -> tuple[Fen | None, ...]:
        """Return None for every programme: the plan decides."""
        return tuple(None for _ in requests)


def _whole_terms(pot: Pot, members: Members) -> Terms:
    each = np.arange(members.size)
    awards = (AwardTerm(each, members, pot.claims[members]),)
    nothing = np.zeros(pot.claims.size, dtype=np.int64)
    columns = Columns.choices(_names(pot, members))
    return Terms(nothing, nothing > 0, columns, (), awards, (CountTerm(each, members),))


def _partial_terms(pot: Pot, members: Members, least: IntColumn) -> Terms:
    """Return the columns in three runs: the least or nothing, what is above it, and what counts."""
    claims, need = pot.claims[members], needs(pot)[members]
    opened, above = np.flatnonzero(least > 0), np.flatnonzero(least < claims)
    # an award that is at least what counts does so once it is opened
    late = np.flatnonzero(need > least) if pot.counting else members[:0]
    early = np.flatnonzero(need <= least) if pot.counting else members[:0]
    columns = (
        Columns.choices(_names(pot, members[opened]))
        + Columns.amounts(_names(pot, members[above], " above"), claims[above] - least[above])
        + Columns.choices(_names(pot, members[late], " counts"))
    )
    opening, rising, counting = _numbered(members.size, (opened, above, late))
    awards = (
        AwardTerm(opening[opened], members[opened], least[opened]),
        AwardTerm(rising[above], members[above], np.ones(above.size, dtype=np.int64)),
    )
    counts = (
        CountTerm(opening[early], members[early]),
        CountTerm(counting[late], members[late]),
    )
    nothing = np.zeros(pot.claims.size, dtype=np.int64)
    both = np.flatnonzero((least > 0) & (least < claims))
    tied = _opens(pot, members, both, (opening, rising), claims - least).joined(
        _counts_from(pot, members, late, (opening, rising, counting), (least, need, claims))
    )
    return Terms(nothing, nothing > 0, columns, (), awards, counts if pot.counting else (), 0, tied)


def _names(pot: Pot, members: Members, ending: str = "") -> tuple[str, ...]:
    if not ending and members.size == len(pot.ids):
        return pot.ids
    return tuple(f"{pot.ids[row]}{ending}" for row in members.tolist())


def _numbered(count: int, runs: Sequence[Members]) -> list[Members]:
    """Return the number of each member's column, run after run; -1 where it has none."""
    found, first = [], 0
    for run in runs:
        numbers = np.full(count, -1, dtype=np.int64)
        numbers[run] = first + np.arange(run.size)
        found.append(numbers)
        first += run.size
    return found


def _opens(
    pot: Pot, members: Members, both: Members, numbers: tuple[Members, Members], room: IntColumn
) -> LinkBlock:
    """Return the links: nothing above the least before the award is opened."""
    opening, rising = numbers
    pairs = np.column_stack([opening[both], rising[both]])
    weights = np.column_stack([-room[both], np.ones(both.size, dtype=np.int64)])
    names = _names(pot, members[both], " opens")
    return LinkBlock.rows(names, pairs, weights, (None,) * both.size, (0,) * both.size)


def _counts_from(
    pot: Pot,
    members: Members,
    late: Members,
    numbers: tuple[Members, Members, Members],
    amounts: tuple[IntColumn, IntColumn, IntColumn],
) -> LinkBlock:
    """Return the links of awards that count from more than their least: from there, and only from there."""
    opening, rising, counting = numbers
    least, need, claims = (each[late] for each in amounts)
    columns = np.column_stack([opening[late], rising[late], counting[late]])
    ones = np.ones(late.size, dtype=np.int64)
    from_there = np.column_stack([least, ones, -need])
    # one fen below what counts is the most that an uncounted award may have
    only_there = np.column_stack([least, ones, need - 1 - claims])
    nobody = (None,) * late.size
    first = LinkBlock.rows(
        _names(pot, members[late], " counts from"), columns, from_there, (0,) * late.size, nobody
    )
    only = LinkBlock.rows(
        _names(pot, members[late], " counts only from"),
        columns,
        only_there,
        nobody,
        tuple((need - 1).tolist()),
    )
    return first.joined(only)
