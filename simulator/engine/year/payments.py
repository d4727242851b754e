"""When the year's awards are committed and paid, by the calendar, in whole fen. Pure.

Instalments are reckoned award by award and then added: an applicant is paid the half-up cumulative share of
its own award less what it was paid before, so every award is paid out to the fen, and the payments of a row
are what really leaves the account.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

import numpy as np

from simulator.expression import Column
from simulator.model.accounts import Measured
from simulator.model.calendar import COMMITS, RELEASE, Row, Stage
from simulator.model.ledgers import Payment
from simulator.model.matrix import Matrix
from simulator.model.moments import Moment
from simulator.model.result import Allocation, Claims
from simulator.model.scenario import Scenario
from simulator.model.stage_paths import stage_counts
from simulator.model.timed import PROGRAMMES, Timed, timed_lines
from simulator.money import Fen, IntColumn, share, total


@dataclass(frozen=True, slots=True)
class Commitment:
    """Money bound at a moment: of one line, of one group of its applicants ("" for all), in whole fen."""

    line: str
    group: str
    moment: Moment
    amount_fen: Fen


@dataclass(frozen=True, slots=True, eq=False)
class _Awarded:
    """One row of the calendar with the awards that follow it."""

    timed: Timed
    row: Row
    awards: IntColumn


def payments_of(scenario: Scenario, claims: Claims, allocation: Allocation) -> tuple[Payment, ...]:
    """Return every payment that the calendar asks for, in whole fen: by line, then group, then moment.

    Lines are `programmes.ID` (sorted by id), then `spending.ID` of classes without programmes. The payments
    of a row add to its awards, unless work is marked as not done: what that would earn is not due yet. All
    that falls at one moment of a row is one payment; payments of later years are among them.
    """
    rows = _rows(scenario, claims, allocation)
    return tuple(payment for each in rows for payment in _payments(each, scenario.year))


def commitment_moments(scenario: Scenario, claims: Claims, allocation: Allocation) -> tuple[Commitment, ...]:
    """Return when each row of the calendar binds its money, in whole fen, ordered as the payments are.

    A row binds all its awards at its first stage of the word `stages.commits`, else at its contract, else at
    its fund plan, else at its first payment, and never later than that. What is paid evenly has no contract:
    each quarter binds what it pays. A row that never pays binds nothing.
    """
    rows = _rows(scenario, claims, allocation)
    return tuple(found for each in rows for found in _commitments(each, scenario))


def stage_figures(scenario: Scenario) -> Iterator[tuple[str, Measured]]:
    """Yield how many rows of the calendar have a stage, by path; see `stage_counts`."""
    yield from ((path, Measured(Fraction(count), "count")) for path, count in stage_counts(scenario))


# ── rows and their awards ──────────────────────────────────────────────────────────────────────────


def _rows(scenario: Scenario, claims: Claims, allocation: Allocation) -> Iterator[_Awarded]:
    for timed in timed_lines(scenario):
        awards = _awards(timed, allocation)
        if awards is not None:
            codes = _codes(timed, scenario, claims)
            for row in timed.plan.rows:
                yield _Awarded(timed, row, awards if codes is None else awards[_of_group(codes, row.group)])


def _awards(timed: Timed, allocation: Allocation) -> IntColumn | None:
    """Return the awards of a line, one a row of its applicants; None for a programme that has no money."""
    if timed.section != PROGRAMMES:
        used = next(each.used_fen for each in allocation.spending if each.spending == timed.id)
        return np.array([used], dtype=np.int64)
    if not any(each.programme == timed.id for each in allocation.programmes):
        return None
    return allocation.of(timed.id).award


def _codes(timed: Timed, scenario: Scenario, claims: Claims) -> Column | None:
    if timed.plan.column is None:
        return None
    programme = next(each for each in scenario.programmes if each.id == timed.id)
    return claims.tables[str(programme.applicants)].columns[timed.plan.column]


def _of_group(column: Column, group: str) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return np.asarray(column.data == column.type.categories.index(group))


# ── payments ───────────────────────────────────────────────────────────────────────────────────────


def _payments(awarded: _Awarded, year: int) -> Iterator[Payment]:
    due = due_shares(awarded.row)
    # award by award and on the running share: so the parts of every single award add up to it
    reached = [total(share(awarded.awards, part)) for part in accumulate(part for _, part in due)]
    ahead = _last_work(awarded.row)
    for (moment, part), (before, after) in zip(due, pairwise([0, *reached]), strict=True):
        early = ahead is not None and moment.last_day(year) < ahead.last_day(year)
        yield Payment(awarded.timed.line, awarded.row.group, moment, part, after - before, early)


def due_by_column(matrix: Matrix, payments: tuple[Payment, ...], year: int) -> tuple[Fen, ...]:
    """Return what falls due in each column of the calendar's matrix, in fen."""
    placed = tuple((matrix.column_of(each.moment, year), each.amount_fen) for each in payments)
    return tuple(sum(fen for own, fen in placed if own == column) for column in matrix.columns)


def due_shares(row: Row) -> tuple[tuple[Moment, Fraction], ...]:
    """Return what share of an award falls due when, in the order of a row; moments without payment left out.

    Work that is not done earns nothing; what is kept back of work that is done falls due at the next release.

    >>> from simulator.model.calendar import Entry, Milestone
    >>> work = Stage("milestone", milestone=Milestone("m", Fraction(1), retain=Fraction(1, 20)))
    >>> row = Row("", (Entry(Moment(3), (work,)), Entry(Moment(4), (Stage("release"),))))
    >>> [(moment.text, str(part)) for moment, part in due_shares(row)]
    [('Q3', '19/20'), ('Q4', '1/20')]
    """
    kept, found = Fraction(0), []
    for entry in row.entries:
        due = Fraction(0)
        for stage in entry.stages:
            part, kept = _earned(stage, kept)
            due += part
        if due:
            found.append((entry.moment, due))
    return tuple(found)


def _earned(stage: Stage, kept: Fraction) -> tuple[Fraction, Fraction]:
    """Return what a stage makes due and what is kept back after it."""
    if stage.word == RELEASE:
        return kept, Fraction(0)
    work = stage.milestone
    if work is None:
        return stage.pay or Fraction(0), kept
    if not work.done:
        return Fraction(0), kept
    return work.pay * (1 - work.retain), kept + work.pay * work.retain


def _last_work(row: Row) -> Moment | None:
    """Return when the last work is to be shown, or None: a payment before it is an advance."""
    works = [each.moment for each in row.entries if any(stage.milestone for stage in each.stages)]
    return works[-1] if works else None


# ── commitments ────────────────────────────────────────────────────────────────────────────────────


def _commitments(awarded: _Awarded, scenario: Scenario) -> Iterator[Commitment]:
    payments = tuple(_payments(awarded, scenario.year))
    if awarded.timed.evenly:
        yield from (Commitment(each.line, each.group, each.moment, each.amount_fen) for each in payments)
    elif awarded.row.planned:
        moment = _binds(awarded.row, scenario)
        yield Commitment(awarded.timed.line, awarded.row.group, moment, total(awarded.awards))


def _binds(row: Row, scenario: Scenario) -> Moment:
    pays = next(each.moment for each in row.entries if each.planned)
    for word in (scenario.stages.commits, *COMMITS):
        found = [each.moment for each in row.entries if any(stage.word == word for stage in each.stages)]
        if found:
            # a payment binds at the latest: what is not committed cannot be paid
            return min(found[0], pays, key=lambda each: each.last_day(scenario.year))
    return pays
