"""Contracts whose money a cut has taken: what lots do not hold for them is a line of the next budget. Pure.

A cut may go beyond what is free and put contracts of its year on the authority of later ones. The next year
makes that good before it shares out anything: each programme concerned has a plain line of its own beside
it, bound from the start and paid when its contracts ask for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from simulator.engine.year.carry import missing_of
from simulator.engine.year.ledgers import budgeted
from simulator.methods.in_full import InFull
from simulator.model.calendar import COMMITS, Entry, Plan, Row, Stage
from simulator.model.ledgers import CarryOver, Unpaid, closing_lots
from simulator.model.moments import Moment
from simulator.model.result import Result
from simulator.model.scenario import Programme, Scenario
from simulator.money import Fen

PROGRAMMES = "programmes."


@dataclass(frozen=True, slots=True)
class _Owed:
    """What one programme's earlier contracts ask for and no lot holds, in order of the day it is due."""

    programme: Programme
    dues: tuple[Unpaid, ...]


def with_ledgers_carried(scenario: Scenario, result: Result) -> Scenario:
    """Return the scenario of a year with the lots and contracts that the year before leaves to it.

    What lots do not hold is a line of its own (`Programme.contracts_of`), named after the programme and the
    year before. A scenario without ledgers comes back as it is. What a class without programmes of its own
    lacks stays with its contracts, and the run refuses it (R682).
    """
    ledgers = result.accounts.ledgers
    if ledgers is None:
        return scenario
    lots = tuple(replace(each, line=_own_line(each.line, result)) for each in closing_lots(ledgers))
    unpaid = tuple(replace(each, line=str(_own_line(each.line, result))) for each in ledgers.next_unpaid)
    carry = replace(scenario.carry_over or CarryOver(), lots=lots, unpaid=unpaid)
    missing = missing_of(carry, budgeted(result.allocation), scenario.year)
    owed = tuple(_owed(scenario, missing))
    left = _left(unpaid, tuple(each for one in owed for each in one.dues))
    return _with_lines(replace(scenario, carry_over=replace(carry, unpaid=left)), owed)


def _own_line(line: str | None, result: Result) -> str | None:
    """Return a line by the programme it belongs to: what contracts are paid from is there for a year only."""
    of = {PROGRAMMES + each.id: each.contracts_of for each in result.scenario.programmes}
    return PROGRAMMES + of[line] if line is not None and of.get(line) else line


def _owed(scenario: Scenario, missing: Sequence[Unpaid]) -> Iterator[_Owed]:
    programmes = {PROGRAMMES + each.id: each for each in scenario.programmes}
    known = [each for each in missing if each.line in programmes]
    for line, dues in groupby(sorted(known, key=lambda each: each.line), key=lambda each: each.line):
        yield _Owed(programmes[line], tuple(dues))


def _left(unpaid: Sequence[Unpaid], gone: Sequence[Unpaid]) -> tuple[Unpaid, ...]:
    """Return what is still paid from lots once each due that became a line is taken off."""
    by_due: dict[tuple[str, Moment, str], Fen] = {}
    for each in gone:
        key = (each.line, each.due, each.group)
        by_due[key] = by_due.get(key, 0) + each.amount
    kept = []
    for each in reversed(unpaid):
        # what lots lack is the last to be served, so it is taken off the last of equal dues first
        key = (each.line, each.due, each.group)
        off = min(each.amount, by_due.get(key, 0))
        by_due[key] = by_due.get(key, 0) - off
        kept.append(replace(each, amount=each.amount - off))
    return tuple(each for each in reversed(kept) if each.amount)


# ── lines of the budget ────────────────────────────────────────────────────────────────────────────


def _with_lines(scenario: Scenario, owed: Sequence[_Owed]) -> Scenario:
    lines = tuple(_line(scenario, each) for each in owed)
    plans = tuple(_plan(scenario, line.id, each.dues) for line, each in zip(lines, owed, strict=True))
    return replace(
        scenario,
        programmes=(*scenario.programmes, *lines),
        calendar=(*scenario.calendar, *plans),
    )


def _line(scenario: Scenario, owed: _Owed) -> Programme:
    own, before = owed.programme, scenario.year - 1
    return Programme(
        id=_free_id(scenario, f"{own.id}_{before}"),
        title=f"{own.title or own.id} · {before}",
        spending=own.spending,
        amount=sum(each.amount for each in owed.dues),
        when_short=InFull(),
        tags=own.tags,
        paid_from=own.paid_from,
        contracts_of=own.id,
        place=own.place,
    )


def _free_id(scenario: Scenario, wanted: str) -> str:
    # a class may have a calendar of its own under the same id
    taken = {*(each.id for each in scenario.programmes), *(each.id for each in scenario.spending)}
    while wanted in taken:
        wanted += "_"
    return wanted


def _plan(scenario: Scenario, line: str, dues: Sequence[Unpaid]) -> Plan:
    """Return when a line is bound and paid: at the start of the year, and as its contracts ask for it."""
    whole = sum(each.amount for each in dues)
    by_day = groupby(
        sorted(dues, key=lambda each: each.due.last_day(scenario.year)), key=lambda each: each.due
    )
    paid = tuple(
        Entry(_shortest(due), (Stage("pay", Fraction(sum(each.amount for each in own), whole)),))
        for due, own in by_day
    )
    bound = scenario.stages.commits or COMMITS[0]
    first = Entry(Moment(1, scenario.year, 1, 1), (Stage(bound),))
    return Plan(line, (Row("", (first, *paid)),))


def _shortest(moment: Moment) -> Moment:
    """Return a day as its quarter or month where it is the last day of one.

    >>> _shortest(Moment(2, 2015, 6, 30)).text, _shortest(Moment(2, 2015, 4, 30)).text
    ('2015Q2', '2015-04')
    """
    year = moment.year or 0
    wider = (Moment(moment.quarter, year), Moment(moment.quarter, year, moment.month))
    return next((each for each in wider if each.last_day(year) == moment.last_day(year)), moment)
