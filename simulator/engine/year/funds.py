"""Funds through the year: opening + in - out = closing, what a fund stands behind and could bear. Pure."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from simulator.engine.year.fund_money import (
    Movements,
    available_fen,
    flow_fen,
    fund_amount,
    movements,
    refuse_overdrawn,
    trigger_fen,
)
from simulator.engine.year.payments import payments_of
from simulator.model.accounts import Measured
from simulator.model.fund_members import LAST_QUARTER, members_of_fund
from simulator.model.funds import QUARTERLY, SHARES, STATES, YEARLY, Fund, FundOutcome, FundQuarter
from simulator.model.moments import QUARTERS, quarter_text
from simulator.model.result import Allocation, Claims
from simulator.model.scenario import Scenario
from simulator.money import Fen, exact_money
from simulator.problems import ExactnessError, FindingError, Problem, ScenarioError

Awards = tuple[tuple[int, Fen], ...]


def fund_outcomes(scenario: Scenario, claims: Claims, allocation: Allocation) -> tuple[FundOutcome, ...]:
    """Return how each fund came out, in the order written; money in whole fen.

    Raises ScenarioError R703 for a fund that is overdrawn at the end of a quarter, R704 for money that a line
    of the budget is to bring and does not have, ExactnessError when a fund pays more than it could.
    """
    problems = [found for each in scenario.funds for found in _overdrawn_lines(scenario, allocation, each)]
    if problems:
        raise ScenarioError(problems)
    return tuple(_outcome(scenario, claims, allocation, each) for each in scenario.funds)


def _outcome(scenario: Scenario, claims: Claims, allocation: Allocation, fund: Fund) -> FundOutcome:
    awards = awards_by_quarter(scenario, claims, allocation, fund)
    moved = movements(scenario, fund, awards)
    quarters = moved.quarters(fund.opening)
    refuse_overdrawn(scenario, fund, quarters)
    carries = None if fund.carries is None else fund_amount(fund.carries, scenario, fund.place)
    losses = None if fund.losses is None else fund_amount(fund.losses, scenario, fund.place)
    paid, available = sum(fen for _, fen in awards), available_fen(scenario, fund)
    if paid > available:
        raise ExactnessError(f"fund {fund.id} pays {paid} fen of {available}")
    return FundOutcome(
        fund=fund.id,
        title=fund.title or fund.id,
        quarters=quarters,
        available_fen=available,
        awards_fen=paid,
        leverage=_leverage(carries, fund, moved),
        most_leverage=None if fund.leverage is None else fund.leverage.as_ratio(),
        carries_fen=carries,
        losses_fen=losses,
        returned_fen=sum(moved.back_fen) - sum(moved.kept_fen),
        stops_fen=trigger_fen(fund),
    )


def awards_by_quarter(scenario: Scenario, claims: Claims, allocation: Allocation, fund: Fund) -> Awards:
    """Return what a fund pays in awards, as (quarter, fen) pairs: by the calendar, else at the year's end.

    What the calendar holds back because work is not done is not paid yet, and counts at its end too.
    """
    found = list[tuple[int, Fen]]()
    payments = payments_of(scenario, claims, allocation)
    for programme in members_of_fund(scenario, fund):
        own = [each for each in payments if each.line == f"programmes.{programme.id}"]
        pairs = [(each.moment.index(scenario.year), each.amount_fen) for each in own]
        left = allocation.of(programme.id).award_fen - sum(fen for _, fen in pairs)
        found += [*pairs, (max([at for at, _ in pairs], default=LAST_QUARTER), left)]
    return tuple(pair for pair in found if pair[1])


def _leverage(carries: Fen | None, fund: Fund, moved: Movements) -> Fraction | None:
    """Return what a fund stands behind over its opening balance and the money put in during the year."""
    base = fund.opening + sum(moved.in_fen[:QUARTERS])
    return None if carries is None or not base else Fraction(carries, base)


# ── lines of the budget that feed a fund ───────────────────────────────────────────────────────────


def _overdrawn_lines(scenario: Scenario, allocation: Allocation, fund: Fund) -> Iterator[Problem]:
    """Yield an R704 for each line that is to put more into funds this year than it has."""
    for line in dict.fromkeys(each.from_ for each in fund.flows if each.from_ is not None):
        asked, has = _asked_of(scenario, line), _given_to(allocation, line)
        if asked > has:
            sums = {"asked": exact_money(asked), "has": exact_money(has), "short": exact_money(asked - has)}
            yield FindingError("R704", fund=fund.id, line=line, **sums).at(fund.place)


def _asked_of(scenario: Scenario, line: str) -> Fen:
    flows = [each for fund in scenario.funds for each in fund.flows if each.from_ == line]
    this_year = [each for each in flows if each.on.index(scenario.year) < QUARTERS]
    return sum(flow_fen(scenario, each) for each in this_year)


def _given_to(allocation: Allocation, line: str) -> Fen:
    section, _, name = line.partition(".")
    if section == "programmes":
        return allocation.of(name).award_fen
    return next(each.used_fen for each in allocation.spending if each.spending == name)


# ── figures ────────────────────────────────────────────────────────────────────────────────────────


def fund_figures(funds: tuple[FundOutcome, ...], year: int) -> Iterator[tuple[str, Measured]]:
    """Yield every figure of the funds by its path: of the budget year, and of every quarter told."""
    for each in funds:
        path = f"funds.{each.fund}"
        for name, fen in amounts_of(each).items():
            yield f"{path}.{name}", Measured(None if fen is None else Fraction(fen), "money")
        yield f"{path}.leverage", Measured(each.leverage, "multiple")
        yield from ((f"{path}.{name}", Measured(getattr(each, name), "ratio")) for name in SHARES)
        yield from ((f"{path}.{name}", Measured(_state(each, name), "count")) for name in STATES)
        for quarter in each.quarters:
            shown = quarter_text(quarter.quarter, year)
            pairs = zip(QUARTERLY, _of_quarter(quarter), strict=True)
            yield from ((f"{path}.{name}.{shown}", Measured(Fraction(fen), "money")) for name, fen in pairs)


def _state(found: FundOutcome, name: str) -> Fraction | None:
    """Return whether a trigger is reached, as 1 or 0; None for a fund without one."""
    return None if found.stops_fen is None else Fraction(int(getattr(found, name)))


def amounts_of(found: FundOutcome) -> Mapping[str, Fen | None]:
    """Return the amounts of a fund by name: those of the budget year as a whole, and the others."""
    columns = zip(*(_of_quarter(each) for each in found.year), strict=True)
    whole = dict(zip(QUARTERLY, map(sum, columns), strict=True))
    others = (getattr(found, f"{name}_fen") for name in YEARLY)
    ends = {"opening": found.opening_fen, "closing": found.closing_fen}
    return {**whole, **ends, **dict(zip(YEARLY, others, strict=True))}


def _of_quarter(each: FundQuarter) -> tuple[Fen, ...]:
    return each.opening_fen, each.in_fen, each.out_fen, each.recovered_fen, each.closing_fen
