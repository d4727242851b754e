"""Money brought forward: spent first in first out, lapsed at the end of its last year, carried on. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from simulator.engine.year.adjust import Budgeted, Contract, covered, last_day
from simulator.engine.year.outlay import Demand, Paid
from simulator.model.horizon import Balance
from simulator.model.ledgers import CarryOver, LedgerLine, Lot, LotOutcome, Unpaid
from simulator.model.moments import MONTHS_A_QUARTER, Moment
from simulator.money import Fen, exact_money
from simulator.problems import Problem, ScenarioError, problem


@dataclass(frozen=True, slots=True)
class Spent:
    """How the lots came out, the oldest first, and what of each line's payments came out of lots."""

    lots: tuple[LotOutcome, ...] = ()
    by_line: tuple[tuple[str, Fen], ...] = ()

    def of(self, line: str) -> Fen:
        """Return what of one line's payments came out of lots, in fen."""
        return dict(self.by_line).get(line, 0)


def spent_of(carry: CarryOver | None, paid: Sequence[Paid], lines: Sequence[Budgeted], year: int) -> Spent:
    """Return how each lot came out, the oldest first; among those of a year, that of fewer lines first.

    What an instalment of an earlier contract asks for is set aside for it, and pays nothing else. What is
    left of the lots pays what is paid in the year, the oldest lot first; the year's own money pays when no
    lot is left. What was paid in advance, before the year, is paid from no lot. What is not spent of a lot in
    its last year lapses on 31 December.

    Raises ScenarioError (R682) when lots do not hold what earlier contracts ask for.
    """
    if carry is None:
        return Spent()
    pile = _pile(carry, lines)
    _refuse_too_few(carry, pile, year)
    left = pile.amounts
    aside = _set_aside(carry, pile, left, year)
    used, by_line = [0] * len(left), dict.fromkeys((each.line for each in lines), 0)
    for each in paid:
        if each.day.year >= year:
            # an old contract is paid out of what was set aside for it, so that no new one spends it before
            own = aside[each.demand.row[:3]] if each.demand.earlier else left
            parts = pile.take(each.line, each.amount_fen, own, pile.oldest)
            used = [before + now for before, now in zip(used, parts, strict=True)]
            by_line[each.line] += sum(parts)
    outcomes = (_outcome(carry, lot, fen, year) for lot, fen in zip(pile.lots, used, strict=True))
    return Spent(tuple(outcomes), tuple(by_line.items()))


@dataclass(frozen=True, slots=True)
class _Pile:
    """Lots, the oldest first, and the lines that each may pay."""

    lots: tuple[Lot, ...]
    members: tuple[tuple[str, ...], ...]

    @property
    def amounts(self) -> list[Fen]:
        """Return what each lot holds as the year begins, in fen."""
        return [each.amount for each in self.lots]

    @property
    def oldest(self) -> Sequence[int]:
        """Return the order in which lots are spent."""
        return range(len(self.lots))

    @property
    def narrowest(self) -> Sequence[int]:
        """Return the order in which lots are set aside: those of fewer lines first, then the oldest."""
        # what only this line may spend is never left lying while another line needs the rest
        return sorted(self.oldest, key=lambda at: (len(self.members[at]), at))

    def take(self, line: str, amount: Fen, left: list[Fen], order: Iterable[int]) -> list[Fen]:
        """Take what a line needs out of what is left of the lots, in an order; return the fen of each."""
        parts = [0] * len(left)
        for at in order:
            if line in self.members[at]:
                parts[at] = min(amount, left[at])
                left[at] -= parts[at]
                amount -= parts[at]
        return parts


def _pile(carry: CarryOver, lines: Sequence[Budgeted]) -> _Pile:
    lots = sorted(carry.lots, key=lambda each: (each.year, len(covered(each.line, lines)), each.line or ""))
    return _Pile(tuple(lots), tuple(covered(each.line, lines) for each in lots))


def _in_turn(carry: CarryOver, year: int) -> list[Unpaid]:
    return sorted(carry.unpaid, key=lambda own: (own.due.last_day(year), own.line, own.group))


def missing_of(carry: CarryOver, lines: Sequence[Budgeted], year: int) -> tuple[Unpaid, ...]:
    """Return the part of what earlier contracts ask for, now or later, that no lot holds; first due first."""
    short = _short(carry, _pile(carry, lines), year)
    return tuple(replace(each, amount=each.amount - there) for each, there in short)


def _short(carry: CarryOver, pile: _Pile, year: int) -> Iterator[tuple[Unpaid, Fen]]:
    """Yield each instalment that lots do not hold in full, with what they do hold of it."""
    left = pile.amounts
    for each in _in_turn(carry, year):
        there = sum(pile.take(each.line, each.amount, left, pile.narrowest))
        if there < each.amount:
            yield each, there


def _refuse_too_few(carry: CarryOver, pile: _Pile, year: int) -> None:
    """Raise ScenarioError (R682) where lots do not hold what earlier contracts ask for, now or later."""
    problems = list[Problem]()
    for each, there in _short(carry, pile, year):
        due, held, short = map(exact_money, (each.amount, there, each.amount - there))
        problems.append(problem(each.place, "R682", line=each.line, due=due, there=held, missing=short))
    if problems:
        raise ScenarioError(problems)


def _set_aside(
    carry: CarryOver, pile: _Pile, left: list[Fen], year: int
) -> dict[tuple[date, str, str], list[Fen]]:
    """Return what of each lot is set aside for each day, line and group, taken out of what is left.

    The instalment that is due first chooses first. Of a lot that lapses before it is due nothing is kept for
    it: the money would be gone.
    """
    found: dict[tuple[date, str, str], list[Fen]] = {}
    for each in _in_turn(carry, year):
        due = each.due.last_day(year)
        # money that lapses before the instalment is due would be kept for nothing
        lasting = [at for at in pile.narrowest if due.year <= carry.last_year(pile.lots[at])]
        parts = pile.take(each.line, each.amount, left, lasting)
        before = found.get((due, each.line, each.group), [0] * len(left))
        found[due, each.line, each.group] = [kept + now for kept, now in zip(before, parts, strict=True)]
    return found


def _outcome(carry: CarryOver, lot: Lot, spent: Fen, year: int) -> LotOutcome:
    lapses = carry.last_year(lot)
    lapsed = lot.amount - spent if lapses <= year else 0
    return LotOutcome(lot.year, lot.line or "", lot.amount, spent, lapsed, lapses)


def balance_of(year: int, whole: LedgerLine, lots: Sequence[LotOutcome]) -> Balance:
    """Return the year's balance in fen: opening + revenue = spent + lapsed + closing.

    The opening is what was brought forward, the revenue what this year's own budget authorises the lines at
    its end; money that no line was given is not in it.
    """
    opening = sum(each.opening_fen for each in lots)
    lapsed = sum(each.lapsed_fen for each in lots)
    revenue, spent = whole.authorised[-1] - whole.brought, whole.paid[-1]
    return Balance(year, opening, revenue, spent, lapsed, opening + revenue - spent - lapsed)


def next_unpaid(contracts: Sequence[Contract], waiting: Sequence[Demand], year: int) -> tuple[Unpaid, ...]:
    """Return what contracts ask for after the year, sorted by day, line and group.

    Awards of the year whose contract is made later are among them. What waits at the end of the year is due
    on the first day of the next.
    """
    due: dict[tuple[date, str, str], Fen] = {}
    for contract in contracts:
        for each in contract.instalments:
            if each.day > last_day(year):
                key = (each.day, contract.line, contract.group)
                due[key] = due.get(key, 0) + each.amount_fen
    for demand in waiting:
        key = (last_day(year) + timedelta(days=1), demand.line, demand.group)
        due[key] = due.get(key, 0) + demand.amount_fen
    return tuple(Unpaid(line, _on(day), fen, group) for (day, line, group), fen in sorted(due.items()) if fen)


def _on(day: date) -> Moment:
    return Moment((day.month - 1) // MONTHS_A_QUARTER + 1, day.year, day.month, day.day)
