"""A budget written as it would be, run as it is: what funds, policies and fits come to."""

from simulator.engine.run import run
from simulator.files.tables import parse_table
from simulator.model.result import Result
from simulator.model.scenario import Scenario
from simulator.model.table import Table
from tests.language.texts import scenario_of

OPENING = """\
scenario: year
year: 2016
unit: 元
sources: {city: {amount: 1000}}
spending: {project: {amount: 1000}}
"""


def tables_of(scenario: Scenario, data: dict[str, str]) -> dict[str, Table]:
    """Return the tables of CSV texts, by population."""
    found = {}
    for name, text in data.items():
        table, problems = parse_table(scenario.population(name), text.encode(), f"{name}.csv")
        assert table is not None, [each.tell("en") for each in problems]
        found[name] = table
    return found


def ran(text: str, **data: str) -> Result:
    """Return the result of a text over CSV texts by population."""
    scenario = scenario_of(text)
    return run(scenario, tables_of(scenario, data))


def fen(result: Result, path: str) -> int:
    """Return a figure of the year that is whole fen."""
    found = result.accounts.figure(path)
    assert found is not None, path
    assert found.value is not None, path
    assert found.value.denominator == 1
    return int(found.value)


def awards(result: Result, programme: str) -> list[int]:
    """Return what each applicant of a programme is awarded, in fen, by id."""
    return [int(each) for each in result.allocation.of(programme).award.tolist()]
