"""Where an award stands in its pot: who is just in, who is just out, and what another outcome would cost.

Queues are told by their order. What the optimiser chose is told by choosing otherwise: the award is forced
in (or out), the whole plan solved and proved again, and the goals compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from simulator.engine.explain.award import position_of
from simulator.engine.planning import Effort, Laid, Planned, paid_by, solved, with_columns
from simulator.engine.pots import ProgrammePot
from simulator.methods.queue import Queue
from simulator.model.result import Result
from simulator.money import Fen
from simulator.optimise import Clause, Infeasible
from simulator.problems import SolverFailedError

MOST_TRIED = 3
"""How many awards on either side of the edge are forced the other way."""

MOST_NAMED = 5
"""How many awards that change are named."""


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a queue: `rank` of `queued`, what those ahead claim together, and what the pot pays.

    `short` is what the pot lacks until this claim is paid in full, those ahead of it first; `last` the last
    applicant paid in full, if any.
    """

    rank: int
    queued: int
    ahead: Fen
    paid: Fen
    short: Fen
    last: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """An award, or a programme, and by how many fen it changes."""

    name: str
    fen: Fen


@dataclass(frozen=True, slots=True)
class Swap:
    """What forcing one award the other way comes to.

    `loss` is how much worse the goal numbered `goal` gets (0: an equally good plan does it); `clash` the
    clauses that rule it out, when no plan can. `losers` and `winners` are what falls and what rises: awards
    as programme/applicant where each is chosen for itself, whole programmes where all share in the change.
    """

    programme: str
    applicant: str
    loss: Fraction = Fraction(0)
    goal: int = 0
    losers: tuple[Change, ...] = ()
    winners: tuple[Change, ...] = ()
    clash: tuple[Clause, ...] = ()

    @property
    def possible(self) -> bool:
        """Return whether any plan does it."""
        return not self.clash

    @property
    def tied(self) -> bool:
        """Return whether an equally good plan does it."""
        return self.possible and not self.loss


def rank_of(pot: ProgrammePot, applicant: str, awards: Sequence[Fen]) -> Rank | None:
    """Return an applicant's place in the queue of its pot; None without a queue, or a place in it."""
    if not isinstance(pot.method, Queue):
        return None
    order = pot.method.order(pot.pot)
    row = position_of(pot.pot.ids, applicant)
    if row not in order:
        return None
    rank, claims = order.index(row), pot.pot.claims.tolist()
    ahead = sum(claims[each] for each in order[:rank])
    served = [each for each in order if awards[each] == claims[each]]
    size = max(sum(awards[each] for each in order), pot.given or 0)
    return Rank(
        rank=rank + 1,
        queued=len(order),
        ahead=ahead,
        paid=sum(awards),
        short=0 if awards[row] == claims[row] else pot.method.size_for(pot.pot, row, size) - size,
        last=pot.pot.ids[served[-1]] if served else None,
    )


def is_chosen(pot: ProgrammePot) -> bool:
    """Return whether the optimiser itself chooses the awards inside a pot."""
    return pot.method.optimised and not pot.programme.is_line


def swapped(base: Result, laid: Laid, programme: str, applicant: str, effort: Effort) -> Swap | None:
    """Return what it would come to were a paid award not paid, or one not paid in full paid in full.

    None where the optimiser has no such choice, or found no answer within its nodes.
    """
    pot = laid.pot(programme)
    row = position_of(pot.pot.ids, applicant)
    bounds = _forced(base, laid, programme, row)
    if bounds is None or not is_chosen(pot):
        return None
    try:
        answer = solved(with_columns(laid.formulation.problem, bounds), effort)
    except SolverFailedError:
        return None
    if isinstance(answer, Infeasible):
        return Swap(programme, applicant, clash=answer.conflict or (Clause("", ""),))
    return _compared(base, paid_by(laid, answer), programme, applicant)


def _forced(base: Result, laid: Laid, programme: str, row: int) -> dict[int, tuple[int, int]] | None:
    """Return the bounds that turn one award the other way: all its columns at their most, or at nothing."""
    terms = laid.formulation.terms[programme]
    columns = [column for term in terms.awards for column in term.columns[term.members == row].tolist()]
    if not columns:
        return None
    award, claim = (int(each[row]) for each in _award_and_claim(base, programme))
    problem = laid.formulation.problem
    ends = problem.upper if award < claim else problem.lower
    return {column: (int(ends[column]), int(ends[column])) for column in columns}


def _award_and_claim(base: Result, programme: str) -> tuple[np.ndarray, np.ndarray]:
    found = base.allocation.of(programme)
    return found.award, found.entitlement


def _compared(base: Result, plan: Planned, programme: str, applicant: str) -> Swap:
    signs = [goal.sign for goal in plan.laid.formulation.goals]
    pairs = zip(signs, base.goals, plan.goals, strict=True)
    losses = [sign * (before.value - after.value) for sign, before, after in pairs]
    goal = next((index for index, loss in enumerate(losses) if loss), 0)
    fallen, risen = _changes(base, plan, f"{programme}/{applicant}")
    return Swap(programme, applicant, losses[goal] if losses else Fraction(0), goal, fallen, risen)


def _changes(base: Result, plan: Planned, own: str) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Return what else falls and what rises, the largest change first."""
    moved = [
        each for pot in plan.laid.pots for each in _moved(base, plan, pot) if each.fen and each.name != own
    ]
    ranked = sorted(moved, key=lambda each: (-abs(each.fen), each.name))
    return tuple(each for each in ranked if each.fen < 0), tuple(each for each in ranked if each.fen > 0)


def _moved(base: Result, plan: Planned, pot: ProgrammePot) -> Iterator[Change]:
    name = pot.programme.id
    before, after = base.allocation.of(name).award, plan.awards[name]
    if not is_chosen(pot) and not isinstance(pot.method, Queue):
        yield Change(name, sum(after.tolist()) - sum(before.tolist()))
        return
    for row in np.flatnonzero(before != after).tolist():
        yield Change(f"{name}/{pot.pot.ids[row]}", int(after[row] - before[row]))


def at_the_edge(base: Result, laid: Laid, programme: str, effort: Effort) -> tuple[Swap, ...]:
    """Return what it costs to drop those just in and to pay those just out, the nearest to the edge first.

    Those are tried first that are worth least for their money among the paid, and most among the unpaid.
    """
    names = _nearest(base, laid, programme)
    found = (swapped(base, laid, programme, name, effort) for name in names)
    swaps = [each for each in found if each is not None]
    return tuple(sorted(swaps, key=lambda each: (not each.possible, each.goal, each.loss, each.applicant)))


def _nearest(base: Result, laid: Laid, programme: str) -> tuple[str, ...]:
    pot, found = laid.pot(programme), base.allocation.of(programme)
    worth = _worth(laid, programme)
    claims, awards = found.entitlement.tolist(), found.award.tolist()
    rated = [
        (worth[row] / claims[row], pot.pot.ids[row], awards[row] == claims[row])
        for row in range(len(claims))
        if claims[row] and row in worth
    ]
    inside = sorted((rate, name) for rate, name, paid in rated if paid)
    outside = sorted((-rate, name) for rate, name, paid in rated if not paid)
    return tuple(name for _, name in (*inside[:MOST_TRIED], *outside[:MOST_TRIED]))


def _worth(laid: Laid, programme: str) -> dict[int, Fraction]:
    """Return what each award adds to the first goal that tells awards of the programme apart, by row."""
    terms = laid.formulation.terms[programme]
    rows = {
        column: row
        for term in terms.awards
        for column, row in zip(term.columns.tolist(), term.members.tolist(), strict=True)
    }
    for goal in laid.formulation.goals:
        weights = goal.form.times(goal.sign).coefficients
        own = {row: weights.get(column, Fraction(0)) for column, row in rows.items()}
        if any(own.values()):
            return own
    return dict.fromkeys(rows.values(), Fraction(0))
