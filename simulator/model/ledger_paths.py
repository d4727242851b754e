"""Which figures the ledgers of a scenario have, by path: known before anything is run."""

from collections.abc import Iterator

from simulator.model.calendar import COMMITS, MILESTONE, RELEASE, Entry
from simulator.model.ledgers import COLUMNS, SINGLE, SPENDING, TOTAL
from simulator.model.moments import QUARTERS, Moment, quarter_text
from simulator.model.scenario import Programme, Scenario, SpendingClass
from simulator.model.timed import timed_lines

OF_PACE = ("norm", "reached", "gap", "missing")
OF_BALANCE = ("opening", "revenue", "spent", "lapsed", "closing")
OF_LOTS = ("opening", "spent", "lapsed", "closing")
ADJUSTED = "ledgers.adjusted"
MONTHS = 12


def says_when(scenario: Scenario) -> bool:
    """Return whether a scenario says anything of when money moves: only then it has ledgers."""
    lines: tuple[Programme | SpendingClass, ...] = (*scenario.spending, *scenario.programmes)
    own = (scenario.calendar, scenario.adjustments, scenario.cash, scenario.carry_over, scenario.pace)
    return bool(ledger_lines(scenario)) and (any(own) or any(each.pay is not None for each in lines))


def ledger_lines(scenario: Scenario) -> tuple[tuple[str, str], ...]:
    """Return the lines that have ledgers, sorted, each with its class.

    They are the programmes of a spending class that have money, and the classes without such programmes.
    """
    found = [
        (f"programmes.{each.id}", each.spending)
        for each in scenario.programmes
        if each.spending is not None and (each.is_claimed or each.is_line)
    ]
    spent = {spending: True for _, spending in found}
    classes = [(f"{SPENDING}.{each.id}", each.id) for each in scenario.spending if each.id not in spent]
    return tuple(sorted((*found, *classes)))


def ledger_subjects(scenario: Scenario) -> tuple[str, ...]:
    """Return what has ledgers: every line, every class, and the total."""
    lines = ledger_lines(scenario)
    classes = sorted(f"{SPENDING}.{spending}" for _, spending in lines)
    return tuple(dict.fromkeys((*(line for line, _ in lines), *classes, TOTAL)))


def ledger_quarters(scenario: Scenario) -> tuple[int, ...]:
    """Return the numbers of the quarters of the ledgers: the year's, and those before it with advances."""
    first = min((each.index(scenario.year) for each in _moving(scenario)), default=0)
    return tuple(range(min(first, 0), QUARTERS))


def later_years(scenario: Scenario) -> tuple[int, ...]:
    """Return the years after the budget year in which something is to be paid."""
    unpaid = () if scenario.carry_over is None else scenario.carry_over.unpaid
    moments = (*_moving(scenario), *(each.due for each in unpaid))
    years = {each.last_day(scenario.year).year: True for each in moments}
    return tuple(sorted(year for year in years if year > scenario.year))


def _moving(scenario: Scenario) -> Iterator[Moment]:
    """Yield the moments at which the calendar binds or pays money."""
    own = scenario.stages.commits
    words = (*COMMITS, MILESTONE, RELEASE, *(() if own is None else (own,)))
    lines = {line: True for line, _ in ledger_lines(scenario)}
    for timed in timed_lines(scenario):
        if timed.line in lines:
            for row in timed.plan.rows:
                yield from (each.moment for each in row.entries if _names(each, words))


def _names(entry: Entry, words: tuple[str, ...]) -> bool:
    return any(stage.word in words for stage in entry.stages)


def ledger_paths(scenario: Scenario) -> Iterator[str]:
    """Yield the path of every figure of the ledgers, the pace and the carry-over."""
    if not says_when(scenario):
        return
    for subject in ledger_subjects(scenario):
        yield from _of_subject(f"ledgers.{subject}", scenario)
    yield ADJUSTED
    yield from _of_pace(scenario)
    yield from (f"carry_over.{name}" for name in OF_BALANCE)
    lots = () if scenario.carry_over is None else scenario.carry_over.lots
    for year in dict.fromkeys(sorted(each.year for each in lots)):
        yield from (f"carry_over.{year}.{name}" for name in OF_LOTS)


def _of_subject(path: str, scenario: Scenario) -> Iterator[str]:
    quarters = [quarter_text(each, scenario.year) for each in ledger_quarters(scenario)]
    for name in COLUMNS:
        yield f"{path}.{name}"
        yield from (f"{path}.{name}.{quarter}" for quarter in quarters)
    yield from (f"{path}.{name}" for name in (*SINGLE, "forward"))
    yield from (f"{path}.forward.{year}" for year in later_years(scenario))


def _of_pace(scenario: Scenario) -> Iterator[str]:
    if scenario.pace is None:
        return
    months = (f"{scenario.year}-{month:02d}" for month in range(1, MONTHS + 1))
    quarters = (quarter_text(each, scenario.year) for each in range(QUARTERS))
    gates = (moment.text for moment, _ in scenario.pace.gates)
    for moment in dict.fromkeys((*months, *quarters, *gates)):
        yield from (f"pace.{moment}.{name}" for name in OF_PACE)
