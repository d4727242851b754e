"""Which fund pays which programme, from which quarter on, and how many quarters a fund is told for."""

from collections.abc import Iterator

from simulator.model.calendar import Entry
from simulator.model.funds import QUARTERLY, SHARES, STATES, YEARLY, Fund
from simulator.model.moments import QUARTERS, quarter_text
from simulator.model.scenario import Programme, Scenario
from simulator.model.timed import PROGRAMMES, timed_lines

LAST_QUARTER = QUARTERS - 1


def fund_of(scenario: Scenario, programme: Programme) -> Fund | None:
    """Return the fund that pays a programme: the one it is paid from, or that says it pays it; or None."""
    return next((each for each in scenario.funds if _pays(each, programme)), None)


def members_of_fund(scenario: Scenario, fund: Fund) -> tuple[Programme, ...]:
    """Return the programmes a fund pays, the first paid first: as `pays` lists them, then others by id."""
    found = [each for each in scenario.programmes if fund_of(scenario, each) == fund]
    order = {name: place for place, name in enumerate(fund.pays)}
    return tuple(sorted(found, key=lambda each: (order.get(each.id, len(order)), each.id)))


def _pays(fund: Fund, programme: Programme) -> bool:
    return programme.spending is None and (fund.id in programme.paid_from or programme.id in fund.pays)


def has_money(programme: Programme, scenario: Scenario) -> bool:
    """Return whether a programme spends money: of a class, or of a fund."""
    return programme.spending is not None or fund_of(scenario, programme) is not None


def first_payment(scenario: Scenario, programme: Programme) -> int:
    """Return the quarter, counted from the first of the year, from which on a programme is paid.

    That is the earliest that the calendar has for it; what has no calendar is paid at the end of the year.
    """
    paying = (each.moment for each in _entries(scenario, programme) if each.planned)
    return min((each.index(scenario.year) for each in paying), default=LAST_QUARTER)


def quarters_of(scenario: Scenario, fund: Fund) -> int:
    """Return for how many quarters a fund is told: whole years, until nothing moves any more."""
    own = [each.on.index(scenario.year) for each in fund.flows]
    entries = (entry for each in members_of_fund(scenario, fund) for entry in _entries(scenario, each))
    paid = [LAST_QUARTER, *(each.moment.index(scenario.year) for each in entries)]
    out = [each.on.index(scenario.year) for each in fund.flows if each.outflow is not None]
    out += paid if members_of_fund(scenario, fund) else []
    promised = [at.index(scenario.year) for at, _ in fund.earlier.promised]
    gone = (*out, *promised, *(at.index(scenario.year) for at, _ in fund.earlier.went_out))
    back = [] if fund.recovers is None else [at + QUARTERS * fund.recovers.after for at in gone]
    return QUARTERS * (max((*own, *paid, *promised, *back)) // QUARTERS + 1)


def fund_paths(scenario: Scenario) -> tuple[str, ...]:
    """Return the paths of all figures of the funds, as written: of the year, then of every quarter."""
    return tuple(path for each in scenario.funds for path in _paths(scenario, each))


def _paths(scenario: Scenario, fund: Fund) -> Iterator[str]:
    path = f"funds.{fund.id}"
    yield from (f"{path}.{name}" for name in (*QUARTERLY, *YEARLY, "leverage", *SHARES, *STATES))
    for at in range(quarters_of(scenario, fund)):
        yield from (f"{path}.{name}.{quarter_text(at, scenario.year)}" for name in QUARTERLY)


def _entries(scenario: Scenario, programme: Programme) -> tuple[Entry, ...]:
    lines = (each for each in timed_lines(scenario) if each.section == PROGRAMMES)
    plan = next((each.plan for each in lines if each.id == programme.id), None)
    return () if plan is None else tuple(entry for row in plan.rows for entry in row.entries)
