"""Which line of the budget follows which plan of the calendar: its own, that of its class, or even pay."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from simulator.model.calendar import PAY, Entry, Plan, Row, Stage
from simulator.model.moments import QUARTERS, Moment
from simulator.model.scenario import Programme, Scenario, SpendingClass

PROGRAMMES, SPENDING = "programmes", "spending"
EVEN_ENTRIES = tuple(
    Entry(Moment(quarter), (Stage(PAY, pay=Fraction(1, QUARTERS)),)) for quarter in range(1, QUARTERS + 1)
)
"""What `pay: evenly` stands for: a quarter of the money in each quarter of the budget year."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A line of the budget and the plan it follows.

    `section` is programmes or spending, `plan` the plan as written, or four even payments with `evenly`.
    """

    section: str
    id: str
    title: str
    plan: Plan
    evenly: bool = False

    @property
    def line(self) -> str:
        """Return the line as ledgers name it.

        >>> Timed("spending", "basic", "", Plan("basic", ())).line
        'spending.basic'
        """
        return f"{self.section}.{self.id}"


def timed_lines(scenario: Scenario) -> tuple[Timed, ...]:
    """Return every line of the budget that has a plan: programmes, then classes without programmes, by id.

    A programme follows its own plan, else its own `pay: evenly`, else what its class says; a programme of
    `money: none` follows only a plan of its own.
    """
    programmes = sorted(scenario.programmes, key=lambda each: each.id)
    classes = sorted(lines_without_programmes(scenario), key=lambda each: each.id)
    found = (
        *(_timed(PROGRAMMES, each, _of_programme(scenario, each)) for each in programmes),
        *(_timed(SPENDING, each, _of_class(scenario, each)) for each in classes),
    )
    return tuple(each for each in found if each is not None)


def lines_without_programmes(scenario: Scenario) -> tuple[SpendingClass, ...]:
    """Return the classes from which no programme spends, plain lines themselves, in the order written."""
    spent = {each.spending: True for each in scenario.programmes}
    return tuple(each for each in scenario.spending if each.id not in spent)


def members_of(scenario: Scenario, plan: Plan) -> tuple[Programme, ...]:
    """Return the programmes that follow a plan: the one it names, or those of its class without their own."""
    own = tuple(each for each in scenario.programmes if each.id == plan.id)
    if own:
        return own
    return tuple(_following(scenario, plan.id))


def _following(scenario: Scenario, spending: str) -> Iterator[Programme]:
    planned = {each.id: True for each in scenario.calendar}
    for programme in scenario.programmes:
        if programme.spending == spending and programme.id not in planned and programme.pay is None:
            yield programme


def _of_programme(scenario: Scenario, programme: Programme) -> tuple[Plan | None, bool]:
    own = plan_of(scenario, programme.id), programme.pay is not None
    if any(own) or programme.spending is None:
        return own
    spending = next((each for each in scenario.spending if each.id == programme.spending), None)
    return (None, False) if spending is None else _of_class(scenario, spending)


def _of_class(scenario: Scenario, spending: SpendingClass) -> tuple[Plan | None, bool]:
    return plan_of(scenario, spending.id), spending.pay is not None


def plan_of(scenario: Scenario, name: str) -> Plan | None:
    """Return the plan of the calendar that stands under an id, or None."""
    return next((each for each in scenario.calendar if each.id == name), None)


def _timed(section: str, line: Programme | SpendingClass, follows: tuple[Plan | None, bool]) -> Timed | None:
    plan, evenly = follows
    title = line.title or line.id
    if plan is not None:
        return Timed(section, line.id, title, plan)
    if not evenly:
        return None
    return Timed(section, line.id, title, Plan(line.id, (Row("", EVEN_ENTRIES),)), evenly=True)
