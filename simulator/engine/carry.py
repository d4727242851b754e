"""Money brought forward: spent first in first out, lapsed at the end of its last year, carried on. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from simulator.engine.adjust import Budgeted, Contract, covered, last_day
from simulator.engine.outlay import Demand, Paid
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
        """Return what of one line's payments came out of lots."""
        return dict(self.by_line).get(line, 0)


def spent_of(carry: CarryOver | None, paid: Sequence[Paid], lines: Sequence[Budgeted], year: int) -> Spent:
    """Return how each lot came out, the oldest first; among those of a year, that of fewer lines first.

    Lots pay what earlier contracts ask for, and are kept for it. What is left of them pays what is paid in
    the year, the oldest lot first; the year's own money pays when no lot is left. What was paid in advance,
    before the year, is paid from no lot. What is not spent of a lot in its last year lapses on 31 December.

    Raises ScenarioError (R682) when lots do not hold what earlier contracts ask for.
    """
    if carry is None:
        return Spent()
    lots = sorted(carry.lots, key=lambda each: (each.year, len(covered(each.line, lines)), each.line or ""))
    kept_for = _reserved(carry, lots, lines, year)
    purse = _Purse(lots, lines, [lot.amount for lot in lots])
    earlier = purse.pay(each for each in paid if each.demand.earlier)
    spent_early = [lot.amount - left for lot, left in zip(lots, purse.left, strict=True)]
    purse.left[:] = [lot.amount - held for lot, held in zip(lots, kept_for, strict=True)]
    own = purse.pay(each for each in paid if not each.demand.earlier and each.day.year >= year)
    rows = zip(lots, kept_for, purse.left, spent_early, strict=True)
    spent = [lot.amount - held - left + early for lot, held, left, early in rows]
    outcomes = tuple(_outcome(carry, lot, fen, year) for lot, fen in zip(lots, spent, strict=True))
    by_line = {each.line: earlier.get(each.line, 0) + own.get(each.line, 0) for each in lines}
    return Spent(outcomes, tuple(by_line.items()))


@dataclass(frozen=True, slots=True)
class _Purse:
    """Lots in the order in which they are spent, and what is left of each."""

    lots: Sequence[Lot]
    lines: Sequence[Budgeted]
    left: list[Fen]

    def take(self, line: str, amount: Fen) -> Fen:
        """Take an amount out of the lots that may pay a line; return what they do not hold."""
        for position, lot in enumerate(self.lots):
            if line in covered(lot.line, self.lines):
                taken = min(amount, self.left[position])
                self.left[position] -= taken
                amount -= taken
        return amount

    def pay(self, paid: Iterable[Paid]) -> dict[str, Fen]:
        """Take payments out of the lots; return what they held of them, by line."""
        found: dict[str, Fen] = {}
        for each in paid:
            held = each.amount_fen - self.take(each.line, each.amount_fen)
            found[each.line] = found.get(each.line, 0) + held
        return found


def _reserved(carry: CarryOver, lots: Sequence[Lot], lines: Sequence[Budgeted], year: int) -> tuple[Fen, ...]:
    """Return what of each lot earlier contracts ask for; raises ScenarioError (R682)."""
    purse = _Purse(lots, lines, [lot.amount for lot in lots])
    problems: list[Problem] = []
    for each in sorted(carry.unpaid, key=lambda own: (own.due.last_day(year), own.line, own.group)):
        missing = purse.take(each.line, each.amount)
        if missing:
            due, there, short = map(exact_money, (each.amount, each.amount - missing, missing))
            problems.append(problem(each.place, "R682", line=each.line, due=due, there=there, missing=short))
    if problems:
        raise ScenarioError(problems)
    return tuple(lot.amount - left for lot, left in zip(lots, purse.left, strict=True))


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

    What waits at the end of the year is due on the first day of the next.
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
