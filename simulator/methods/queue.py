"""One after another until the money runs out: by rank (择优排序) or by date (先到先得).

The last applicant the money does not cover gets the rest (`partial`), is passed over for a smaller
claim (`skip`), or ends the queue (`stop`). Every order ends in the applicant's id.
"""

from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

import numpy as np

from simulator.exact import Flags
from simulator.expression import Expression
from simulator.methods.sharing import Sharing, needs
from simulator.model import kinds
from simulator.model.groups import in_order
from simulator.model.method import Pot, SortKey
from simulator.model.step import Rows
from simulator.money import Fen, IntColumn
from simulator.optimise import LinearForm, collect
from simulator.optimise.terms import AwardTerm, Columns, CountTerm, Link, Terms
from simulator.problems import FindingError

LAST = ("partial", "skip", "stop")
MOST_OUTCOMES = 2000


@dataclass(frozen=True, slots=True)
class Queue(Sharing):
    """What both queues share: an order, and what happens to the last one."""

    @property
    @abstractmethod
    def ending(self) -> str:
        """Return what happens to the last one: partial, skip or stop."""

    @abstractmethod
    def order(self, pot: Pot) -> tuple[int, ...]:
        """Return the rows with something due, first in the queue first."""

    def share_out(self, pot: Pot, amount: Fen) -> IntColumn:
        """Return the awards in whole fen when the pot holds `amount`."""
        awards = np.zeros_like(pot.claims)
        order = self.order(pot)
        for row, award in zip(order, _SERVE[self.ending](_in_order(pot, order), amount), strict=True):
            awards[row] = award
        return awards

    def payable(self, pot: Pot) -> IntColumn:
        """Return the claims of those in the queue, zero for those it leaves out, in fen."""
        queued = np.zeros_like(pot.claims)
        rows = list(self.order(pot))
        queued[rows] = pot.claims[rows]
        return queued

    def size_for(self, pot: Pot, row: int, size: Fen) -> Fen:
        """Return the least the pot must hold, from `size` on, to pay a row of the queue in full; in fen."""
        order = self.order(pot)
        claims = _in_order(pot, order)
        ahead, claim = claims[: order.index(row)], int(pot.claims[row])
        if self.ending == "skip":
            return _least_past(ahead, claim, size)
        return max(size, sum(ahead) + claim)

    def terms(self, pot: Pot) -> Terms:
        """Return the queue as 0/1 columns in its order, so that nobody is served before those ahead."""
        return _TERMS[self.ending](pot, self.order(pot))


@dataclass(frozen=True, slots=True)
class Ranked(Queue):
    """Serve the best first; those who fail `where` (a minimum score) get nothing."""

    word: ClassVar[str] = "ranked"
    sort_by: Annotated[tuple[SortKey, ...], kinds.ListOf(kinds.OneOf("sort_keys"))]
    where: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    last: Annotated[str, kinds.Choice(LAST)] = "partial"
    id: Annotated[str | None, kinds.Identifier()] = None

    RENAMED: ClassVar[dict[str, str]] = {"sort_by": "order"}

    @property
    def ending(self) -> str:
        """Return what happens to the last one."""
        return self.last

    def order(self, pot: Pot) -> tuple[int, ...]:
        """Return the rows that pass `where`, best first, ties to the smaller id."""
        passing = (pot.claims > 0) & pot.rows.flags(self.where)
        return _sorted(passing, self.sort_by, pot.rows)


@dataclass(frozen=True, slots=True)
class FirstCome(Queue):
    """Serve the earliest first; equal times go to the smaller id."""

    word: ClassVar[str] = "first_come"
    short: ClassVar[str | None] = "by"
    by: Annotated[Expression, kinds.Formula("any")]
    last: Annotated[str, kinds.Choice(LAST)] = "partial"
    id: Annotated[str | None, kinds.Identifier()] = None

    @property
    def ending(self) -> str:
        """Return what happens to the last one."""
        return self.last

    def order(self, pot: Pot) -> tuple[int, ...]:
        """Return the rows with a claim, earliest first, ties to the smaller id."""
        return _sorted(pot.claims > 0, (SortKey("earliest", self.by),), pot.rows)


# ── order ──────────────────────────────────────────────────────────────────────────────────────────


def _sorted(queued: Flags, keys: tuple[SortKey, ...], among: Rows) -> tuple[int, ...]:
    order = in_order(keys, among)
    return tuple(order[queued[order]].tolist())


def _in_order(pot: Pot, order: tuple[int, ...]) -> list[Fen]:
    return [int(pot.claims[row]) for row in order]


# ── serving a queue, in whole fen ──────────────────────────────────────────────────────────────────


def _serve_partial(claims: list[Fen], amount: Fen) -> list[Fen]:
    served, left = [], amount
    for claim in claims:
        served.append(min(claim, left))
        left -= served[-1]
    return served


def _serve_skip(claims: list[Fen], amount: Fen) -> list[Fen]:
    served, left = [], amount
    for claim in claims:
        served.append(claim if claim <= left else 0)
        left -= served[-1]
    return served


def _serve_stop(claims: list[Fen], amount: Fen) -> list[Fen]:
    served, left = [], amount
    for claim in claims:
        # the first that does not fit ends the queue, whoever behind it would have fitted
        left = left if claim <= left else 0
        served.append(claim if claim <= left else 0)
        left -= served[-1]
    return served


def _least_past(ahead: list[Fen], claim: Fen, size: Fen) -> Fen:
    """Return the least size, from one on, that leaves a claim behind those served before it; all if need be.

    More money may go to one ahead that was passed over, so the way goes from one such size to the next.
    """
    for _ in range(MOST_OUTCOMES):
        left, nearest = size, claim
        for each in ahead:
            if each > left:
                nearest = min(nearest, each - left)
            else:
                left -= each
        if claim <= left:
            return size
        size += min(nearest, claim - left)
    return max(size, sum(ahead) + claim)


_SERVE = {"partial": _serve_partial, "skip": _serve_skip, "stop": _serve_stop}


# ── terms ──────────────────────────────────────────────────────────────────────────────────────────


def _stop_terms(pot: Pot, order: tuple[int, ...]) -> Terms:
    columns = Columns.choices(tuple(f"{pot.ids[row]} in full" for row in order))
    each, rows = np.arange(len(order)), np.array(order, dtype=np.int64)
    awards, counts = (AwardTerm(each, rows, pot.claims[rows]),), (CountTerm(each, rows),)
    nothing = np.zeros_like(pot.claims)
    return Terms(nothing, nothing > 0, columns, _chain(len(order)), awards, counts)


def _partial_terms(pot: Pot, order: tuple[int, ...]) -> Terms:
    """Add to the chain of full awards one part a claim, which only the first unserved may have."""
    chain = _stop_terms(pot, order)
    count = len(order)
    rows = np.array(order, dtype=np.int64)
    # a part is less than the whole, so that no outcome can be written as two plans
    parts = Columns.amounts(tuple(f"{pot.ids[row]} in part" for row in order), pot.claims[rows] - 1)
    links = tuple(_part_link(k, count + k, int(pot.claims[row]) - 1) for k, row in enumerate(order))
    paid = AwardTerm(count + np.arange(count), rows, np.ones_like(rows))
    terms = replace(
        chain, columns=chain.columns + parts, links=chain.links + links, awards=(*chain.awards, paid)
    )
    return terms if pot.counts_from == 1 else _counting_parts(terms, pot, order)


def _part_link(full: int, part: int, most: Fen) -> Link:
    # part ≤ most × (served before − served now): only the first one not served in full may have a part
    if full == 0:
        return Link(f"part {full}", collect((part, full), (1, most)), None, most)
    return Link(f"part {full}", collect((part, full, full - 1), (1, most, -most)), None, 0)


def _counting_parts(terms: Terms, pot: Pot, order: tuple[int, ...]) -> Terms:
    """Replace who counts: a part counts too once it reaches `counts_from` of the claim."""
    count, first, need = len(order), len(terms.columns), needs(pot).tolist()
    columns = Columns.choices(tuple(f"{pot.ids[row]} counts" for row in order))
    links = tuple(
        link
        for k, row in enumerate(order)
        for link in _counts_links(k, count + k, first + k, (need[row], int(pot.claims[row])))
    )
    counting = CountTerm(first + np.arange(count), np.array(order, dtype=np.int64))
    return replace(terms, columns=terms.columns + columns, links=terms.links + links, counts=(counting,))


def _counts_links(full: int, part: int, counts: int, sizes: tuple[Fen, Fen]) -> tuple[Link, ...]:
    need, claim = sizes
    return (
        Link(f"enough {full}", collect((part, counts, full), (1, -need, need)), 0, None),
        Link(f"enough only {full}", collect((part, counts), (1, -(claim - need))), None, need - 1),
        Link(f"full counts {full}", collect((counts, full), (1, -1)), 0, None),
    )


def _skip_terms(pot: Pot, order: tuple[int, ...]) -> Terms:
    """Return one 0/1 column for each way the queue can end; exactly one of them happens."""
    claims = _in_order(pot, order)
    outcomes = _skip_outcomes(claims, min(pot.at_most, sum(claims)))
    columns = Columns.choices(tuple(f"outcome {k}" for k in range(len(outcomes))))
    members = [
        np.array([order[i] for i, paid in enumerate(each) if paid], dtype=np.int64) for each in outcomes
    ]
    awards = tuple(AwardTerm.single(k, each, pot.claims[each]) for k, each in enumerate(members))
    counts = tuple(CountTerm.single(k, each) for k, each in enumerate(members))
    one = Link("one outcome", LinearForm(tuple(range(len(outcomes))), (1,) * len(outcomes)), 1, 1)
    nothing = np.zeros_like(pot.claims)
    return Terms(nothing, nothing > 0, columns, (one,), awards, counts)


def _skip_outcomes(claims: list[Fen], most: Fen) -> list[list[Fen]]:
    """Return what every pot from 0 to `most` fen would pay, each different outcome once, largest pot first.

    Raises FindingError R610 when there are more than MOST_OUTCOMES.
    """
    outcomes, pot = [], most
    while True:
        served = _serve_skip(claims, pot)
        outcomes.append(served)
        if len(outcomes) > MOST_OUTCOMES:
            raise FindingError("R610", most=MOST_OUTCOMES)
        spent = sum(served)
        if spent == 0:
            return outcomes
        # every pot from here down to this sum pays the same: one fen less is the next that may differ
        pot = spent - 1


def _chain(count: int) -> tuple[Link, ...]:
    return tuple(Link(f"order {k}", LinearForm((k - 1, k), (-1, 1)), None, 0) for k in range(1, count))


_TERMS = {"partial": _partial_terms, "skip": _skip_terms, "stop": _stop_terms}
