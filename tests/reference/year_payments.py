"""When the awards of a line fall due, and on which day they are bound: the calendar, award by award."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from tests.reference.figures import half_up, money, rate
from tests.reference.timing import last_day

Scenario = Mapping[str, Any]
WHOLE, NOTHING = Fraction(1), Fraction(0)
EVENLY = {f"Q{number}": {"pay": "25%"} for number in (1, 2, 3, 4)}


@dataclass(frozen=True)
class Award:
    """One award in whole fen, and the row of its applicant; a plain line has an empty row."""

    fen: int
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """A line of the budget: its path, its class and its awards."""

    path: str
    spending: str
    awards: tuple[Award, ...]

    @property
    def fen(self) -> int:
        return sum(each.fen for each in self.awards)


@dataclass(frozen=True)
class Due:
    """One instalment: the moment as written, its day, its share of the awards, its fen, if work follows."""

    moment: str
    day: date
    share: Fraction
    fen: int
    advance: bool


@dataclass(frozen=True)
class Contract:
    """What is bound on one day and paid in instalments; `old` says that an earlier year bound it."""

    line: str
    group: str
    day: date
    fen: int
    dues: tuple[Due, ...]
    old: bool = False


def plan_of(scenario: Scenario, path: str) -> Mapping[str, Any] | None:
    """Return what a line follows: its own calendar, its own even pay, that of its class, or nothing."""
    section, _, name = path.partition(".")
    spending = scenario["programmes"][name].get("spending") if section == "programmes" else None
    calendar = scenario.get("calendar", {})
    for at, own in ((section, name), ("spending", spending)):
        if own is not None and own in calendar:
            return dict(calendar[own])
        if own is not None and "pay" in scenario[at][own]:
            return {"evenly": True, **EVENLY}
    return None


@dataclass(frozen=True)
class Row:
    """One row of the calendar with the awards that follow it; `evenly`: each quarter binds what it pays."""

    group: str
    stages: Mapping[str, Any]
    awards: tuple[Award, ...]
    evenly: bool = False


def rows_of(scenario: Scenario, line: Line) -> list[Row]:
    """Return the rows that a line follows, group by group in the order of their names."""
    plan = plan_of(scenario, line.path)
    if plan is None:
        return []
    if "rows" not in plan:
        return [
            Row(
                "",
                {key: each for key, each in plan.items() if key != "evenly"},
                line.awards,
                "evenly" in plan,
            )
        ]
    column = plan["column"]
    return [
        Row(group, stages, tuple(each for each in line.awards if each.row[column] == group))
        for group, stages in sorted(plan["rows"].items())
    ]


def payments_of(scenario: Scenario, line: Line) -> list[tuple[str, Due]]:
    """Return every instalment that the calendar asks for of a line, with its group."""
    year = int(scenario["year"])
    return [(row.group, due) for row in rows_of(scenario, line) for due in _dues(row, year)]


def contracts_of(scenario: Scenario, line: Line) -> list[Contract]:
    """Return the contracts of a line, group by group; what is paid evenly is bound as it is paid."""
    return [each for row in rows_of(scenario, line) for each in _contracts(scenario, line.path, row)]


def _contracts(scenario: Scenario, path: str, row: Row) -> Iterator[Contract]:
    dues = tuple(_dues(row, int(scenario["year"])))
    if row.evenly:
        alone = (replace(due, share=WHOLE) for due in dues)
        yield from (Contract(path, row.group, due.day, due.fen, (due,)) for due in alone)
        return
    day = bound_on(row.stages, scenario)
    if day is not None:
        yield Contract(path, row.group, day, sum(each.fen for each in row.awards), dues)


def stages_of(entry: Any) -> list[Any]:
    """Return what stands at one moment; a single stage stands for itself."""
    return entry if isinstance(entry, list) else [entry]


def earned(row: Mapping[str, Any]) -> Iterator[tuple[str, Fraction]]:
    """Yield each moment of a row with the share that falls due there.

    What stands at one moment happens in the order written: work that is not done earns nothing, what is kept
    back of work that is done is paid at the next release.
    """
    kept = NOTHING
    for moment, entry in row.items():
        share = NOTHING
        for stage in stages_of(entry):
            won, kept = _stage(stage, kept)
            share += won
        yield moment, share


def _stage(stage: Any, kept: Fraction) -> tuple[Fraction, Fraction]:
    """Return what falls due at a stage, and what is kept back after it."""
    if stage == "release":
        return kept, NOTHING
    if not isinstance(stage, dict):
        return NOTHING, kept
    if "pay" in stage:
        return rate(stage["pay"]), kept
    work = stage["milestone"]
    won = rate(work.get("pay", "0%")) if work.get("done", "yes") == "yes" else NOTHING
    back = won * rate(work.get("retain", "0%"))
    return won - back, kept + back


def _dues(row: Row, year: int) -> Iterator[Due]:
    reached, before = NOTHING, [0 for _ in row.awards]
    for moment, share in earned(row.stages):
        if not share:
            continue
        reached += share
        after = [half_up(each.fen * reached) for each in row.awards]
        yield Due(
            moment,
            last_day(moment, year),
            share,
            sum(after) - sum(before),
            _work_after(row.stages, moment, year),
        )
        before = after


def _work_after(stages: Mapping[str, Any], moment: str, year: int) -> bool:
    later = (each for each in stages if last_day(each, year) > last_day(moment, year))
    return any(_works(stages[each]) for each in later)


def _works(entry: Any) -> bool:
    return any(isinstance(stage, dict) and "milestone" in stage for stage in stages_of(entry))


def planned(row: Mapping[str, Any]) -> list[str]:
    """Return the moments at which a row pays, once all of its work is done."""
    return [moment for moment, entry in row.items() if any(_pays(stage) for stage in stages_of(entry))]


def _pays(stage: Any) -> bool:
    if not isinstance(stage, dict):
        return False
    return "pay" in stage or rate(stage["milestone"].get("pay", "0%")) > 0


def moving(scenario: Scenario, path: str) -> list[str]:
    """Return the moments at which the calendar of a line has a stage that may bind or pay money."""
    plan = dict(plan_of(scenario, path) or {})
    plan.pop("evenly", None)
    rows = plan["rows"].values() if "rows" in plan else [plan]
    words = ("contract", "fund_plan", "pay", "release", scenario.get("stages", {}).get("commits"))
    return [
        moment
        for row in rows
        for moment, entry in row.items()
        if any(isinstance(stage, dict) or stage in words for stage in stages_of(entry))
    ]


def bound_on(row: Mapping[str, Any], scenario: Scenario) -> date | None:
    """Return the day on which a row binds, at the latest its first payment; None where it never pays."""
    year = int(scenario["year"])
    paying = planned(row)
    if not paying:
        return None
    first = min(last_day(moment, year) for moment in paying)
    own = scenario.get("stages", {}).get("commits")
    for word in (own, "contract", "fund_plan"):
        days = [last_day(moment, year) for moment, entry in row.items() if word in stages_of(entry)]
        if word is not None and days:
            return min(first, *days)
    return first


def old_contract(written: Mapping[str, str], year: int) -> Contract:
    """Return an instalment of a contract of an earlier year, bound on the first day of this one."""
    fen, day = money(written["amount"]), last_day(written["due"], year)
    due = Due(written["due"], day, WHOLE, fen, advance=False)
    return Contract(written["line"], written.get("group", ""), date(year, 1, 1), fen, (due,), old=True)
