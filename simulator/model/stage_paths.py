"""How many rows of the calendar have a stage, and in which quarter: figures by path, known before a run."""

from collections.abc import Iterator

from simulator.model.calendar import Plan, Row
from simulator.model.moments import QUARTERS, Moment, quarter_text
from simulator.model.scenario import Scenario

CALENDAR, EVERY_PLAN = "calendar", "total"


def stage_counts(scenario: Scenario) -> Iterator[tuple[str, int]]:
    """Yield how many rows have a stage, by path, plan by plan as written and then for `total`.

    `calendar.PLAN.STAGE` counts the rows of a plan in which a stage stands (without groups that is 1 or 0),
    `calendar.PLAN.STAGE.QUARTER` those in which it falls into a quarter. The quarters are those of the budget
    year, and any other in which something stands; what falls on a month or a day is in its quarter.
    """
    quarters = _quarters(scenario)
    together = Plan(EVERY_PLAN, tuple(row for each in scenario.calendar for row in each.rows))
    for plan in (*scenario.calendar, together):
        for word in _words(plan.rows):
            path = f"{CALENDAR}.{plan.id}.{word}"
            found = [_of_row(row, word, scenario.year) for row in plan.rows]
            yield path, sum(bool(each) for each in found)
            for quarter in quarters:
                yield f"{path}.{quarter_text(quarter, scenario.year)}", sum(quarter in each for each in found)


def stage_paths(scenario: Scenario) -> Iterator[str]:
    """Yield the paths of these figures."""
    return (path for path, _ in stage_counts(scenario))


def moments_of(row: Row, word: str) -> tuple[Moment, ...]:
    """Return when a row has a stage, in order."""
    return tuple(each.moment for each in row.entries if any(stage.word == word for stage in each.stages))


def _of_row(row: Row, word: str, year: int) -> dict[int, bool]:
    return {moment.index(year): True for moment in moments_of(row, word)}


def _words(rows: tuple[Row, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stage.word for row in rows for entry in row.entries for stage in entry.stages))


def _quarters(scenario: Scenario) -> tuple[int, ...]:
    rows = (row for plan in scenario.calendar for row in plan.rows)
    used = {entry.moment.index(scenario.year): True for row in rows for entry in row.entries}
    return tuple(sorted({**used, **dict.fromkeys(range(QUARTERS), True)}))
