"""Funds quarter by quarter: what is put in, what goes out and comes back, what may be promised in awards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.reference.figures import half_up, measured, money
from tests.reference.timing import last_day, quarter_of
from tests.reference.year_awards import Claims, fund_awards, paid_by, stop
from tests.reference.year_payments import Award, Line, payments_of, planned, rows_of

Scenario = Mapping[str, Any]
LAST = 3
"""The last quarter of the budget year, counted from nothing."""


class OverdrawnError(Exception):
    """A fund that pays more than it holds at the end of some quarter (R703)."""


@dataclass(frozen=True)
class FundYear:
    """A fund: quarters as (opening, in, out, recovered, closing), and the other figures it has, in fen."""

    quarters: tuple[tuple[int, int, int, int, int], ...]
    available: int
    awards: Mapping[str, tuple[Award, ...]]
    returned: int
    leverage: Fraction | None
    uncovered: int
    after_losses: int | None
    triggered: bool
    triggered_after_losses: bool


def fund_year(scenario: Scenario, fund: str, claims: Claims) -> FundYear:
    """Return how a fund comes out; raises OverdrawnError."""
    settings = scenario["funds"][fund]
    count = quarters(scenario, fund)
    put, invested = _written(scenario, fund, count)
    before = {at - 4 * int(scenario["year"]): fen for at, fen in settings.get("went_out", {}).items()}
    back, _ = _recovered(settings, invested, before)
    alone = _closings(money(settings.get("opening", "0")), put, invested, back)
    begins = {name: first_payment(scenario, name) for name in paid_by(scenario, fund)}
    available = max(0, min(alone[max(begins.values(), default=LAST) :]))
    awards = fund_awards(scenario, fund, claims, (alone, begins))
    out = [fen + paid for fen, paid in zip(invested, paid_awards(scenario, awards, count), strict=True)]
    back, returned = _recovered(settings, out, before)
    closing = _closings(money(settings.get("opening", "0")), put, out, back)
    if min(closing) < 0 or min(alone) < 0:
        raise OverdrawnError
    opening = [money(settings.get("opening", "0")), *closing[:-1]]
    total = sum(each.fen for own in awards.values() for each in own)
    held = opening[0] + sum(put[: LAST + 1])
    most, lost = stop(scenario, fund), money(settings.get("losses", "0"))
    return FundYear(
        tuple(zip(opening, put, out, back, closing, strict=True)),
        available,
        awards,
        returned,
        Fraction(money(settings["carries"]), held) if "carries" in settings and held else None,
        max(0, lost - closing[LAST]),
        closing[LAST] - lost if "losses" in settings else None,
        most is not None and total >= most,
        most is not None and total + lost >= most,
    )


def _line(scenario: Scenario, name: str, awards: tuple[Award, ...]) -> Line:
    return Line(f"programmes.{name}", "", awards)


def first_payment(scenario: Scenario, name: str) -> int:
    """Return the quarter from which on a programme is paid; what has no calendar is paid as the year ends."""
    return min((_quarter(scenario, moment) for moment in _plans(scenario, name)), default=LAST)


def _plans(scenario: Scenario, name: str) -> list[str]:
    return [moment for row in rows_of(scenario, _line(scenario, name, ())) for moment in planned(row.stages)]


def _quarter(scenario: Scenario, moment: str) -> int:
    year = int(scenario["year"])
    return quarter_of(last_day(moment, year), year)


def quarters(scenario: Scenario, fund: str) -> int:
    """Return how many quarters a fund is told for: whole years, until nothing moves any more."""
    settings = scenario["funds"][fund]
    flows = settings.get("flows", [])
    last = [LAST, *(_quarter(scenario, each["on"]) for each in flows)]
    going = [_quarter(scenario, each["on"]) for each in flows if "outflow" in each]
    for name in paid_by(scenario, fund):
        own = [moment for row in rows_of(scenario, _line(scenario, name, ())) for moment in row.stages]
        going += [LAST, *(_quarter(scenario, moment) for moment in own)]
    going += [at - 4 * int(scenario["year"]) for at in settings.get("promised", {})]
    last += going
    going += [at - 4 * int(scenario["year"]) for at in settings.get("went_out", {})]
    if "recovers" in settings:
        last += [at + 4 * int(settings["recovers"]["after"]) for at in going]
    return 4 * (max(last) // 4 + 1)


def _written(scenario: Scenario, fund: str, count: int) -> tuple[list[int], list[int]]:
    """Return what is put in and what is invested, quarter by quarter."""
    settings = scenario["funds"][fund]
    put, out = [0] * count, [0] * count
    put[0] += money(settings.get("inflow", "0"))
    for each in settings.get("flows", []):
        at = _quarter(scenario, each["on"])
        if at >= 0:
            put[at] += money(each.get("inflow", "0"))
            out[at] += money(each.get("outflow", "0"))
    for at, fen in settings.get("promised", {}).items():
        out[at - 4 * int(scenario["year"])] += fen
    return put, out


def paid_awards(scenario: Scenario, awards: Mapping[str, tuple[Award, ...]], count: int) -> list[int]:
    """Return what is paid of awards, quarter by quarter."""
    paid = [0] * count
    for name, own in awards.items():
        line = _line(scenario, name, own)
        dues = [(_quarter(scenario, due.moment), due.fen) for _, due in payments_of(scenario, line)]
        for at, fen in dues:
            paid[at] += fen
        # work that is not done is paid with the last payment; without a calendar all is, as the year ends
        paid[max((at for at, _ in dues), default=LAST)] += line.fen - sum(fen for _, fen in dues)
    return paid


def _recovered(
    settings: Mapping[str, Any], out: Sequence[int], before: Mapping[int, int]
) -> tuple[list[int], int]:
    """Return what comes back and stays, quarter by quarter, and what comes back and leaves.

    `before` is what went out in earlier years, by quarters counted backwards from the first.
    """
    stays, returned = [0] * len(out), 0
    if "recovers" not in settings:
        return stays, returned
    recovers = settings["recovers"]
    later = 4 * int(recovers["after"])
    for at, fen in [*before.items(), *enumerate(out)]:
        back = half_up(fen * measured(recovers["multiple"]))
        own = half_up(back * measured(recovers.get("recycle", "100%")))
        if fen and at + later >= 0:
            stays[at + later] += own
            returned += back - own
    return stays, returned


def _closings(opening: int, put: Sequence[int], out: Sequence[int], back: Sequence[int]) -> list[int]:
    found = []
    for money_in, money_out, recovered in zip(put, out, back, strict=True):
        opening += money_in + recovered - money_out
        found.append(opening)
    return found
