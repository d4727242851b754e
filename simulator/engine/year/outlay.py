"""What is due is let out of the treasury: cash ceilings, and the queue of what waits under them. Pure.

First due first served: when money may be paid, what fell due earlier is paid before what fell due later. What
fell due on the same day shares what there is in proportion, by largest remainder, ties to the smaller line
id. A demand waits only while a ceiling over it is full; what waits is paid on the day after that ceiling's
time is over.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from simulator.engine.year.adjust import Authority, Budgeted, Contract, covered, last_day
from simulator.model.kinds import Quantity
from simulator.model.ledgers import CarryOver, CashCeiling
from simulator.money import Fen, down, split


@dataclass(frozen=True, slots=True, order=True)
class Demand:
    """What is due on a day, of one group of one line; `earlier` if an earlier year's contract asks for it."""

    due: date
    line: str
    group: str
    earlier: bool
    amount_fen: Fen

    @property
    def row(self) -> tuple[date, str, str, bool]:
        """Return what it is known by."""
        return self.due, self.line, self.group, self.earlier


@dataclass(frozen=True, slots=True)
class Paid:
    """What is paid on a day of a demand that fell due before or then."""

    day: date
    demand: Demand
    amount_fen: Fen

    @property
    def line(self) -> str:
        """Return the line it is paid for."""
        return self.demand.line

    @property
    def group(self) -> str:
        """Return the group it is paid to."""
        return self.demand.group


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A ceiling with the lines under it, the money brought forward for them, and its days in order."""

    members: tuple[str, ...]
    brought_fen: Fen
    steps: tuple[tuple[date, Quantity], ...]

    def most(self, day: date, authority: Authority, year: int) -> Fen | None:
        """Return what may have been paid in all on a day, None where nothing holds it back, in fen.

        Nothing paid before the year is held back; it counts under the ceilings of the year.
        """
        held = next((written for until, written in self.steps if day <= until), None)
        if held is None or day.year < year:
            return None
        if held.kind == "share":
            # of the authority as it stands that day: a cut in mid-year lowers what its quarter lets out
            return down(held.value * authority.own(self.members, day)) + self.brought_fen
        return down(held.as_money()) + self.brought_fen


def demands_of(contracts: Sequence[Contract], year: int) -> tuple[Demand, ...]:
    """Return what falls due up to the end of the year, in order of day, line and group."""
    due: dict[tuple[date, str, str, bool], Fen] = {}
    for contract in contracts:
        for each in contract.instalments:
            key = (each.day, contract.line, contract.group, contract.earlier)
            due[key] = due.get(key, 0) + each.amount_fen
    return tuple(sorted(Demand(*key, fen) for key, fen in due.items() if fen and key[0] <= last_day(year)))


def ceilings_of(
    written: Sequence[CashCeiling], carry: CarryOver | None, lines: Sequence[Budgeted], year: int
) -> tuple[Ceiling, ...]:
    """Return the ceilings, as written; money brought forward raises those over its line."""
    return tuple(_ceiling(each, carry, lines, year) for each in written)


def _ceiling(written: CashCeiling, carry: CarryOver | None, lines: Sequence[Budgeted], year: int) -> Ceiling:
    members = covered(written.of, lines)
    lots = () if carry is None else carry.lots
    brought = sum(each.amount for each in lots if set(covered(each.line, lines)) <= set(members))
    steps = sorted(((moment.last_day(year), most) for moment, most in written.ceilings), key=_day)
    return Ceiling(members, brought, tuple(steps))


def _day(step: tuple[date, Quantity]) -> date:
    return step[0]


def let_out(
    demands: Sequence[Demand], ceilings: Sequence[Ceiling], authority: Authority, year: int
) -> tuple[Paid, ...]:
    """Return what is paid when, in whole fen; what no ceiling lets out in the year is not there."""
    paid: list[Paid] = []
    so_far: dict[str, Fen] = {}
    queue: list[Demand] = []
    for day in _days(demands, ceilings, authority, year):
        # what waited since an earlier day stands before what falls due today
        queue = [*queue, *(each for each in demands if each.due == day)]
        now = tuple(_paid_on(day, queue, _rooms(day, ceilings, authority, so_far, year)))
        for each in now:
            so_far[each.line] = so_far.get(each.line, 0) + each.amount_fen
        paid += now
        queue = _left(queue, now)
    return tuple(paid)


def _days(
    demands: Sequence[Demand], ceilings: Sequence[Ceiling], authority: Authority, year: int
) -> tuple[date, ...]:
    """Return the days on which something may be paid: it falls due, a ceiling rises, the budget moves."""
    due = {each.due: True for each in demands}
    raised = {until + timedelta(days=1): True for each in ceilings for until, _ in each.steps}
    changed = {day: True for steps in authority.standings.values() for day, _ in steps}
    return tuple(sorted(day for day in {**due, **raised, **changed} if day <= last_day(year)))


_Room = tuple[tuple[str, ...], Fen]


def _rooms(
    day: date, ceilings: Sequence[Ceiling], authority: Authority, so_far: Mapping[str, Fen], year: int
) -> list[_Room]:
    most = [(each.members, each.most(day, authority, year)) for each in ceilings]
    rooms = [
        (members, max(0, held - sum(so_far.get(line, 0) for line in members)))
        for members, held in most
        if held is not None
    ]
    # of several ceilings over the same lines the tightest alone decides, whatever they are called
    return sorted(rooms, key=lambda each: (len(each[0]), each[1]))


def _paid_on(day: date, queue: Sequence[Demand], rooms: list[_Room]) -> Iterator[Paid]:
    for _, same in groupby(sorted(queue), key=lambda each: each.due):
        batch = tuple(same)
        given = _within(batch, rooms)
        rooms = [(members, room - _under(members, batch, given)) for members, room in rooms]
        for each, fen in zip(batch, given, strict=True):
            if fen:
                yield Paid(day, each, fen)


def _within(batch: Sequence[Demand], rooms: Sequence[_Room]) -> list[Fen]:
    """Return what each demand gets; ceilings lie inside one another, so each is met in turn."""
    given = [each.amount_fen for each in batch]
    for members, room in rooms:
        inside = [position for position, each in enumerate(batch) if each.line in members]
        wanted = [given[position] for position in inside]
        # the narrow ceiling first: what it turns away must not use up the room of the wider one
        if sum(wanted) > room:
            for position, fen in zip(inside, split(room, wanted), strict=True):
                given[position] = fen
    return given


def _under(members: Sequence[str], batch: Sequence[Demand], given: Sequence[Fen]) -> Fen:
    return sum(fen for each, fen in zip(batch, given, strict=True) if each.line in members)


def _left(queue: Sequence[Demand], paid: Sequence[Paid]) -> list[Demand]:
    """Return what still waits."""
    done = {each.demand.row: each.amount_fen for each in paid}
    left = (replace(each, amount_fen=each.amount_fen - done.get(each.row, 0)) for each in queue)
    return [each for each in left if each.amount_fen]


def waiting_of(demands: Sequence[Demand], paid: Sequence[Paid]) -> tuple[Demand, ...]:
    """Return what is due and not paid by the end of the year."""
    done: dict[tuple[date, str, str, bool], Fen] = {}
    for each in paid:
        done[each.demand.row] = done.get(each.demand.row, 0) + each.amount_fen
    left = (replace(each, amount_fen=each.amount_fen - done.get(each.row, 0)) for each in demands)
    return tuple(each for each in left if each.amount_fen)
