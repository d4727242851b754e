"""Several years, one after another: what is left of one opens the next, and its evaluation is read there.

Each year is the scenario as written with its figures indexed, changed and graded, run like any other; money
that was authorised and not paid, contracts still to be paid and the funds' balances are carried into it.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from simulator.engine import Effort, run
from simulator.engine.year.funds import awards_by_quarter
from simulator.language import apply_settings, examine, find, kind_at
from simulator.language.amounts import measured
from simulator.language.overlay import SETTINGS
from simulator.language.paths import route
from simulator.model.calendar import Plan, Row
from simulator.model.document import Document, Scalar
from simulator.model.funds import Earlier, Fund, FundOutcome
from simulator.model.horizon import Balance, Evaluation, Graded, Horizon
from simulator.model.ledgers import CashCeiling, Pace
from simulator.model.moments import QUARTERS, Moment
from simulator.model.result import Result
from simulator.model.scenario import Scenario
from simulator.model.table import Table
from simulator.model.targets import Target
from simulator.money import exact_money, half_up, plain
from simulator.problems import (
    FindingError,
    InfeasibleError,
    Problem,
    ScenarioError,
    errors_of,
    in_order,
    problem,
)
from simulator.studies.made_good import with_ledgers_carried

MET, MISSED = "met", "missed"
INDEXED = ("money", "count", "number")


@dataclass(frozen=True, slots=True, eq=False)
class YearRun:
    """One year: its result, its balance (None where the scenario keeps no ledgers), and what was graded."""

    year: int
    result: Result
    balance: Balance | None
    graded: tuple[Graded, ...] = ()


@dataclass(frozen=True, slots=True)
class _Moving:
    """A figure on its way through the years: what it starts from, in its own unit, and its factor so far."""

    form: str
    base: Fraction
    factor: Fraction = Fraction(1)

    def times(self, share: Fraction) -> "_Moving":
        """Return it grown, or cut, once more."""
        return replace(self, factor=self.factor * share)

    @property
    def text(self) -> str:
        """Return the figure as it is written; half-up to the fen, or to a whole count."""
        grown = self.base * self.factor
        if self.form == "money":
            return exact_money(half_up(grown), "元")
        return str(half_up(grown)) if self.form == "count" else plain(grown)


def run_years(
    scenario: Scenario, tables: Mapping[str, Table], *, seed: int = 0, effort: Effort | None = None
) -> Iterator[YearRun]:
    """Yield each year's run in turn, the first as the scenario says; one is kept only while it is looked at.

    Indices compound exactly from the first year's figure. Raises ScenarioError for a year that cannot be
    read, and all that a run raises.
    """
    plan = _years_of(scenario)
    tried = effort or Effort()
    current, graded = scenario, tuple[Graded, ...]()
    moving: Mapping[str, _Moving] = {}
    for year in range(scenario.year, plan.until + 1):
        result = _run_of(current, tables, seed, tried, scenario)
        ledgers = result.accounts.ledgers
        yield YearRun(year, result, None if ledgers is None else ledgers.balance, graded)
        if year < plan.until:
            graded = tuple(_graded(each, result) for each in plan.evaluations)
            moving = _moved(scenario, plan, moving, graded, year + 1)
            current = _carried(_written(scenario, plan, moving, year + 1), result)


def _run_of(
    current: Scenario, tables: Mapping[str, Table], seed: int, effort: Effort, first: Scenario
) -> Result:
    """Return the run of a year; what is wrong with a later one says which year it is (R688)."""
    try:
        return run(
            current,
            tables,
            seed=seed,
            solver=effort.solver,
            node_limit=effort.node_limit,
            seconds=effort.seconds,
        )
    except ScenarioError as error:
        raise ScenarioError([*_of_year(current, first), *error.problems]) from error
    except InfeasibleError as error:
        told = [*_of_year(current, first), *error.problems]
        raise InfeasibleError(told, error.certificate, error.found) from error


def _of_year(current: Scenario, first: Scenario) -> Iterator[Problem]:
    if current.year != first.year and first.horizon is not None:
        yield problem(first.horizon.place, "R688", year=current.year)


def _years_of(scenario: Scenario) -> Horizon:
    if scenario.horizon is None or scenario.document is None:
        raise FindingError("R689")
    return scenario.horizon


# ── figures that move ──────────────────────────────────────────────────────────────────────────────


def _moved(
    scenario: Scenario,
    plan: Horizon,
    before: Mapping[str, _Moving],
    graded: tuple[Graded, ...],
    year: int,
) -> dict[str, _Moving]:
    """Return the figures of a year: set anew by a change of that year, else grown, then graded."""
    fresh = {
        each.set: _moving(_with(scenario, ((each.set, each.to),)), each.set)
        for each in plan.changes
        if each.year == year and _is_moving(plan, each.set)
    }
    moved = dict(before)
    for index in plan.index:
        known = moved.get(index.path) or _moving(_document(scenario), index.path)
        moved[index.path] = fresh.get(index.path) or known.times(1 + index.by)
    for each in graded:
        path = f"{each.line}.amount"
        # what is set anew this year no longer stands on what it was graded down to before
        known = fresh.get(path) or moved.get(path) or _moving(_document(scenario), path)
        moved[path] = known.times(each.keeps)
    return moved


def _is_moving(plan: Horizon, path: str) -> bool:
    graded = (f"{each.line}.amount" for each in plan.evaluations)
    return path in (*(each.path for each in plan.index), *graded)


def _moving(document: Document, path: str) -> _Moving:
    node = find(document.root, path)
    if not isinstance(node, Scalar):
        raise FindingError("S492", path=path)
    found = measured(node, kind_at(".".join(route(document.root, path).words)))
    if found.form not in INDEXED:
        raise FindingError("S492", path=path)
    return _Moving(found.form, found.value)


def _document(scenario: Scenario) -> Document:
    if scenario.document is None:
        raise FindingError("R689")
    return scenario.document


def _with(scenario: Scenario, settings: tuple[tuple[str, str], ...]) -> Document:
    document, problems = apply_settings(_document(scenario), settings, kind_at)
    if problems:
        raise ScenarioError(problems)
    return document


def _written(scenario: Scenario, plan: Horizon, moving: Mapping[str, _Moving], year: int) -> Scenario:
    """Return the scenario of a year as if it were written: changes up to that year, then moved figures."""
    past = sorted((each for each in plan.changes if each.year <= year), key=lambda each: each.year)
    # of several settings of one path the last one stands
    standing = {each.set: each.to for each in past} | {path: each.text for path, each in moving.items()}
    found, problems = examine(_with(scenario, tuple(standing.items())))
    if found is None or errors_of(problems):
        place = plan.place
        told = (_where_it_is_written(each, plan, tuple(standing)) for each in errors_of(problems))
        raise ScenarioError(in_order([problem(place, "R688", year=year), *told]))
    return _in_year(replace(found, allow_outdated=scenario.allow_outdated), year)


def _where_it_is_written(found: Problem, plan: Horizon, paths: tuple[str, ...]) -> Problem:
    """Return a problem of a value set anew at the change that sets it; any other problem as it is."""
    path = paths[found.place.line - 1] if found.place.file == SETTINGS else ""
    changes = [each for each in plan.changes if each.set == path]
    return replace(found, place=changes[-1].place) if changes else found


# ── a scenario in another year ─────────────────────────────────────────────────────────────────────


def _in_year(scenario: Scenario, year: int) -> Scenario:
    """Return a scenario with every moment that names a year moved along; what was only of its own year goes.

    Decisions, actuals and published figures belong to the first year; an adjustment stays where it names
    the later year.
    """
    by = year - scenario.year
    return replace(
        scenario,
        year=year,
        calendar=tuple(_later_plan(each, by) for each in scenario.calendar),
        cash=tuple(_later_ceiling(each, by) for each in scenario.cash),
        pace=None if scenario.pace is None else _later_pace(scenario.pace, by),
        targets=tuple(_later_target(each, by) for each in scenario.targets),
        adjustments=tuple(each for each in scenario.adjustments if each.on.year == year),
        as_of=None,
        decisions=(),
        actuals=None,
        expect=(),
    )


def _later(moment: Moment, by: int) -> Moment:
    """Return a moment so many years later; 29 February is the last day of that month elsewhere."""
    if moment.year is None:
        return moment
    year = moment.year + by
    day = moment.day
    if day is not None and moment.month is not None:
        day = min(day, monthrange(year, moment.month)[1])
    return replace(moment, year=year, day=day)


def _later_plan(plan: Plan, by: int) -> Plan:
    return replace(plan, rows=tuple(_later_row(row, by) for row in plan.rows))


def _later_row(row: Row, by: int) -> Row:
    return replace(row, entries=tuple(replace(each, moment=_later(each.moment, by)) for each in row.entries))


def _later_ceiling(ceiling: CashCeiling, by: int) -> CashCeiling:
    return replace(ceiling, ceilings=tuple((_later(at, by), most) for at, most in ceiling.ceilings))


def _later_pace(pace: Pace, by: int) -> Pace:
    return replace(pace, gates=tuple((_later(moment, by), share) for moment, share in pace.gates))


def _later_target(target: Target, by: int) -> Target:
    return target if target.due is None else replace(target, due=_later(target.due, by))


def _carried(scenario: Scenario, result: Result) -> Scenario:
    """Return the scenario of a year with what the year before leaves to it: lots, contracts, funds."""
    opened = tuple(_reopened(each, result) for each in scenario.funds)
    return with_ledgers_carried(replace(scenario, funds=opened), result)


def _reopened(fund: Fund, result: Result) -> Fund:
    """Return a fund that opens with what it closed with; what was put in at first is not put in again.

    Awards that it is still to pay, and what went out of it and may come back, come with it.
    """
    before = next((each for each in result.accounts.funds if each.fund == fund.id), None)
    if before is None:
        return fund
    return replace(fund, opening=before.closing_fen, inflow=0, earlier=_earlier(before, result))


def _earlier(before: FundOutcome, result: Result) -> Earlier:
    scenario = result.scenario
    fund = next(each for each in scenario.funds if each.id == before.fund)
    awards = awards_by_quarter(scenario, result.claims, result.allocation, fund)
    gone = tuple((_moment(each.quarter, scenario.year), each.out_fen) for each in before.year if each.out_fen)
    promised = tuple((_moment(at, scenario.year), fen) for at, fen in awards if at >= QUARTERS)
    still = tuple(each for each in fund.earlier.promised if each[0].index(scenario.year) >= QUARTERS)
    return Earlier((*fund.earlier.went_out, *gone), (*still, *promised))


def _moment(quarter: int, year: int) -> Moment:
    """Return the quarter with a number counted from the first of a year."""
    return Moment(quarter % QUARTERS + 1, year + quarter // QUARTERS)


# ── evaluations ────────────────────────────────────────────────────────────────────────────────────


def _graded(evaluation: Evaluation, result: Result) -> Graded:
    reached = _REACHED[evaluation.judged_by](evaluation, result)
    best = max(
        (each for each in evaluation.grades if reached >= each.at_least), key=lambda each: each.at_least
    )
    return Graded(evaluation.line, evaluation.judged_by, reached, best.keeps)


def _paid(evaluation: Evaluation, result: Result) -> Fraction:
    """Return the share of a line's authority that was paid by the end of the year; all of nothing."""
    ledgers = result.accounts.ledgers
    if ledgers is None:
        raise ScenarioError([problem(evaluation.place, "S495", line=evaluation.line)])
    lines = [each for each in ledgers.lines if _belongs(each.line, evaluation.line, result.scenario)]
    authorised = sum(each.authorised[-1] for each in lines)
    return Fraction(sum(each.paid[-1] for each in lines), authorised) if authorised else Fraction(1)


def _belongs(line: str, of: str, scenario: Scenario) -> bool:
    section, _, name = line.partition(".")
    return line == of or (section == "programmes" and of == f"spending.{scenario.programme(name).spending}")


def _targets(evaluation: Evaluation, result: Result) -> Fraction:
    """Return the share of the assessed targets that are met; all of none."""
    del evaluation
    states = [each.state for each in result.accounts.targets if each.state in (MET, MISSED)]
    return Fraction(states.count(MET), len(states)) if states else Fraction(1)


_REACHED: Mapping[str, Callable[[Evaluation, Result], Fraction]] = MappingProxyType(
    {"paid_share": _paid, "targets_met_share": _targets}
)
