"""The calendar as a matrix: a row a programme (or a group of its applicants), a column a quarter."""

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.model.calendar import Entry, Plan, Row
from simulator.model.moments import QUARTERS, Moment, quarter_text
from simulator.model.scenario import Scenario
from simulator.model.timed import EVEN_ENTRIES, PROGRAMMES, SPENDING, members_of

BEFORE, LATER = "before", "later"
MOST_LATER = 3


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: whose it is, which group, and what falls into each column, column by column.

    `line` is what stands in the calendar (`programmes.rent`, `spending.basic`); `lines` are the lines of the
    budget that go by it, more than one where a class speaks for its programmes.
    """

    line: str
    title: str
    group: str
    lines: tuple[str, ...]
    cells: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The columns (`Q1`, `2015Q4`; `before` and `later` hold what is further away) and the rows."""

    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]

    def column_of(self, moment: Moment, year: int) -> str:
        """Return the column that a moment falls into."""
        return _column(moment, year, self.columns)


def matrix_of(scenario: Scenario) -> Matrix:
    """Return the calendar of a scenario as a matrix, then the lines paid evenly; in the order written.

    Groups stand in the order of the categories that their column declares.
    """
    plans = tuple(_plans(scenario))
    entries = (entry for _, _, _, rows in plans for row in rows for entry in row.entries)
    columns = _columns(tuple(entry.moment for entry in entries), scenario.year)
    rows = (
        MatrixRow(line, title, row.group, lines, _cells(row, columns, scenario.year))
        for line, title, lines, own in plans
        for row in own
    )
    return Matrix(columns, tuple(rows))


_Planned = tuple[str, str, tuple[str, ...], tuple[Row, ...]]


def _plans(scenario: Scenario) -> Iterator[_Planned]:
    for plan in scenario.calendar:
        yield (*_named(scenario, plan), _in_order(scenario, plan))
    even = (Row("", EVEN_ENTRIES),)
    evenly = (
        *((PROGRAMMES, each.id) for each in scenario.programmes if each.pay is not None),
        *((SPENDING, each.id) for each in scenario.spending if each.pay is not None),
    )
    for section, line in evenly:
        yield (*_named(scenario, Plan(line, ()), section), even)


def _named(scenario: Scenario, plan: Plan, section: str = "") -> tuple[str, str, tuple[str, ...]]:
    """Return what a plan stands under, its title, and the lines of the budget that go by it."""
    programme = next((each for each in scenario.programmes if each.id == plan.id), None)
    if programme is not None and section != SPENDING:
        own = f"{PROGRAMMES}.{plan.id}"
        return own, programme.title or plan.id, (own,)
    own = f"{SPENDING}.{plan.id}"
    title = next((each.title for each in scenario.spending if each.id == plan.id), "") or plan.id
    members = tuple(f"{PROGRAMMES}.{each.id}" for each in members_of(scenario, plan))
    spent = any(each.spending == plan.id for each in scenario.programmes)
    return own, title, members if spent else (own,)


def _in_order(scenario: Scenario, plan: Plan) -> tuple[Row, ...]:
    categories = _categories(scenario, plan)
    known = {group: at for at, group in enumerate(categories)}
    return tuple(sorted(plan.rows, key=lambda row: (known.get(row.group, len(known)), row.group)))


def _categories(scenario: Scenario, plan: Plan) -> tuple[str, ...]:
    for programme in members_of(scenario, plan) if plan.column is not None else ():
        for population in scenario.populations:
            column = population.column_types().get(plan.column or "")
            if population.id == programme.applicants and column is not None:
                return column.type.categories
    return ()


# ── columns ────────────────────────────────────────────────────────────────────────────────────────


def _columns(moments: tuple[Moment, ...], year: int) -> tuple[str, ...]:
    """Return the quarters of the year, one column for all that is earlier, and a few for what is later."""
    used = sorted(dict.fromkeys(each.index(year) for each in moments))
    after = [quarter_text(each, year) for each in used if each >= QUARTERS]
    shown = after if len(after) <= MOST_LATER else [*after[: MOST_LATER - 1], LATER]
    before = (BEFORE,) if any(each < 0 for each in used) else ()
    return (*before, *(quarter_text(each, year) for each in range(QUARTERS)), *shown)


def _cells(row: Row, columns: tuple[str, ...], year: int) -> tuple[tuple[Entry, ...], ...]:
    placed = tuple((entry, _column(entry.moment, year, columns)) for entry in row.entries)
    return tuple(tuple(entry for entry, own in placed if own == column) for column in columns)


def _column(moment: Moment, year: int, columns: tuple[str, ...]) -> str:
    index = moment.index(year)
    name = quarter_text(index, year)
    return name if name in columns else BEFORE if index < 0 else LATER
