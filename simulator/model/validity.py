"""In force or not: the days a run is for, and the figures and programmes that do not hold on all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date
from itertools import pairwise
from typing import NamedTuple, Protocol

from simulator.glossary import Word
from simulator.model.scenario import DatedValue, Figure, Programme, Scenario
from simulator.problems import Place, Problem, errors_of, problem


class Dated(Protocol):
    """Anything that holds between two days, both included; None is an open side."""

    @property
    def from_(self) -> date | None:
        """Return the first day it holds."""

    @property
    def until(self) -> date | None:
        """Return the last day it holds."""


class Period(NamedTuple):
    """The days a run is for: its first and its last."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Outdated:
    """Something a run uses although it is not in force on every day the run is for: its path and its days."""

    path: str
    from_: date | None
    until: date | None
    place: Place


def period_of(scenario: Scenario) -> Period:
    """Return the day `as_of` alone, or every day of the budget year.

    >>> period_of(Scenario("a", 2014)).last.isoformat()
    '2014-12-31'
    """
    if scenario.as_of is not None:
        return Period(scenario.as_of, scenario.as_of)
    year = min(scenario.year, MAXYEAR)
    return Period(date(year, 1, 1), date(year, 12, 31))


def holds(dated: Dated, period: Period) -> bool:
    """Return whether something is in force on every day of a period."""
    return _begun(dated, period.first) and (dated.until is None or period.last <= dated.until)


def touches(dated: Dated, period: Period) -> bool:
    """Return whether something is in force on any day of a period."""
    return _begun(dated, period.last) and (dated.until is None or period.first <= dated.until)


def value_in_force(figure: Figure, period: Period) -> DatedValue:
    """Return the one of a figure's dated values that a run over a period uses.

    It is the one that holds throughout; when none does, the last that has begun by the end of the period,
    or else the first to begin.
    """
    throughout = [each for each in figure.values if holds(each, period)]
    begun = [each for each in figure.values if _begun(each, period.last)]
    if throughout:
        return throughout[0]
    return max(begun, key=_start) if begun else min(figure.values, key=_start)


def outdated(scenario: Scenario) -> tuple[Outdated, ...]:
    """Return every figure and programme not in force throughout, in the order written, figures first."""
    period = period_of(scenario)
    uses = [
        (f"figures.{each.id}", value_in_force(each, period) if each.values else each)
        for each in scenario.figures
    ]
    programmes = [(f"programmes.{each.id}", each) for each in scenario.programmes]
    return tuple(
        Outdated(path, each.from_, each.until, each.place)
        for path, each in (*uses, *programmes)
        if not holds(each, period)
    )


def validity_problems(scenario: Scenario) -> tuple[Problem, ...]:
    """Return all that is wrong with dates (S294–S298), and what is only to be marked (W709, W710).

    What is out of date is an error, or a warning where the scenario allows it.
    """
    doubled = tuple(_beside_each_other(scenario))
    impossible = (*_turned_round(scenario), *errors_of(doubled))
    return impossible or (*doubled, *_out_of_date(scenario))


def days(dated: Dated) -> Word:
    """Return the days something holds, in words.

    >>> days(DatedValue(None, date(2014, 1, 1))).en
    'from 2014-01-01 on'
    """
    if dated.from_ is None and dated.until is None:
        return Word("始终", "always")
    if dated.until is None:
        return Word(f"{dated.from_} 起", f"from {dated.from_} on")
    if dated.from_ is None:
        return Word(f"至 {dated.until} 止", f"until {dated.until}")
    return Word(f"{dated.from_} 至 {dated.until}", f"{dated.from_} to {dated.until}")


def _begun(dated: Dated, day: date) -> bool:
    return dated.from_ is None or dated.from_ <= day


def _start(dated: Dated) -> date:
    return dated.from_ or date.min


# ── what is wrong ──────────────────────────────────────────────────────────────────────────────────


def _turned_round(scenario: Scenario) -> Iterator[Problem]:
    values = tuple(value for each in scenario.figures for value in each.values)
    dated: tuple[Figure | DatedValue | Programme, ...] = (*scenario.figures, *values, *scenario.programmes)
    for each in dated:
        if each.from_ is not None and each.until is not None and each.from_ > each.until:
            yield problem(each.place, "S294", first=str(each.from_), last=str(each.until))


def _beside_each_other(scenario: Scenario) -> Iterator[Problem]:
    for figure in scenario.figures:
        in_time = sorted(figure.values, key=_start)
        for earlier, later in pairwise(in_time):
            yield from _between(figure, earlier, later)


def _between(figure: Figure, earlier: DatedValue, later: DatedValue) -> Iterator[Problem]:
    """Yield what is wrong where one value follows another: days with two values, or days with none."""
    start = _start(later)
    if earlier.until is None or start <= earlier.until:
        yield problem(later.place, "S295", figure=figure.id, one=days(earlier), other=days(later))
    elif start.toordinal() > earlier.until.toordinal() + 1:
        before, after = str(earlier.until), str(start)
        yield problem(later.place, "W710", figure=figure.id, before=before, after=after)


def _out_of_date(scenario: Scenario) -> Iterator[Problem]:
    period = period_of(scenario)
    undecided = tuple(
        each for each in scenario.figures if sum(touches(value, period) for value in each.values) > 1
    )
    for figure in undecided:
        held = [days(value) for value in figure.values if touches(value, period)]
        said = Word("、".join(each.zh for each in held), ", ".join(each.en for each in held))
        yield problem(figure.place, "S297", figure=figure.id, year=scenario.year, values=said)
    paths = [f"figures.{figure.id}" for figure in undecided]
    code = "W709" if scenario.allow_outdated else "S298"
    for each in outdated(scenario):
        if each.path not in paths:
            yield problem(each.place, code, path=each.path, days=days(each), asked=_asked(scenario))


def _asked(scenario: Scenario) -> Word:
    if scenario.as_of is not None:
        return Word(str(scenario.as_of), str(scenario.as_of))
    return Word(f"{scenario.year} 年全年", f"the whole of {scenario.year}")
