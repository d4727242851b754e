"""The pace of payment: the share paid by the end of each month, quarter and gate, beside the norm. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from simulator.engine.year.adjust import Authority, Budgeted, covered
from simulator.engine.year.outlay import Paid
from simulator.model.ledgers import Pace, PaceGap
from simulator.model.moments import MONTHS_A_QUARTER, QUARTERS, Moment
from simulator.money import Fen, half_up

MONTHS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Payout:
    """What pace is measured on: the lines of the budget, their authority through the year, what is paid."""

    lines: Sequence[Budgeted]
    authority: Authority
    paid: Sequence[Paid]

    def by(self, of: str | None, day: date) -> tuple[Fen, Fen]:
        """Return what is paid by a day's end, and the authority it is paid out of."""
        members = covered(of, self.lines)
        paid = sum(each.amount_fen for each in self.paid if each.day <= day and each.line in members)
        return paid, self.authority.authorised(members, day)


def even_norm(months: int, decimals: int | None) -> Fraction:
    """Return the share of the year that so many months are, to `decimals` of a percentage point, half-up.

    >>> even_norm(7, None), even_norm(7, 0)
    (Fraction(7, 12), Fraction(29, 50))
    """
    exact = Fraction(months, MONTHS)
    if decimals is None:
        return exact
    steps = 100 * 10**decimals
    return Fraction(half_up(exact * steps), steps)


def pace_of(pace: Pace | None, payout: Payout, year: int) -> tuple[PaceGap, ...]:
    """Return how far payments are off at the end of each quarter and at each gate, in order of time.

    The gates are judged where there are any, else the quarters.
    """
    if pace is None:
        return ()
    quarters = (_even(pace, Moment(number), number * MONTHS_A_QUARTER) for number in range(1, QUARTERS + 1))
    gates = (PaceGap(moment, norm, None, gate=True, judged=True) for moment, norm in pace.gates)
    points = sorted((*quarters, *gates), key=lambda each: (each.moment.last_day(year), each.gate))
    return _measured(pace, payout, points, year)


def months_of(pace: Pace | None, payout: Payout, year: int) -> tuple[PaceGap, ...]:
    """Return how far payments are off the even norm at the end of each month."""
    if pace is None:
        return ()
    months = (
        _even(pace, Moment((number - 1) // MONTHS_A_QUARTER + 1, year, number), number)
        for number in range(1, MONTHS + 1)
    )
    return _measured(pace, payout, months, year)


def _even(pace: Pace, moment: Moment, months: int) -> PaceGap:
    judged = moment.month is None and not pace.gates
    return PaceGap(moment, even_norm(months, pace.decimals), None, judged=judged)


def _measured(pace: Pace, payout: Payout, points: Iterable[PaceGap], year: int) -> tuple[PaceGap, ...]:
    return tuple(_reached(each, *payout.by(pace.of, each.moment.last_day(year))) for each in points)


def _reached(point: PaceGap, paid: Fen, authorised: Fen) -> PaceGap:
    share = Fraction(paid, authorised) if authorised else None
    return replace(point, reached=share, paid_fen=paid, authorised_fen=authorised)
