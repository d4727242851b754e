"""A scenario as it is written and its data as CSV: the claims it comes to."""

from simulator.engine.entitle import entitle
from simulator.files.tables import parse_table
from simulator.model.result import Claims, ProgrammeClaims
from simulator.model.scenario import Scenario
from simulator.model.table import Table
from simulator.problems import errors_of
from tests.language.texts import scenario_of

OPENING = """\
scenario: across
year: 2024
unit: 元
sources: {city: {amount: 1}}
spending: {project: {amount: 1}}
"""


def tables_of(scenario: Scenario, **csv: str) -> dict[str, Table]:
    """Return the tables of a scenario from CSV texts by population."""
    tables = {}
    for population in scenario.populations:
        table, problems = parse_table(population, csv[population.id].encode(), f"{population.id}.csv")
        assert table is not None, "\n".join(each.tell("en") for each in errors_of(problems))
        tables[population.id] = table
    return tables


def claims_of(text: str, **csv: str) -> Claims:
    """Return the claims of every programme after the clauses over several of them."""
    scenario = scenario_of(text)
    tables = tables_of(scenario, **csv)
    return entitle(tables, scenario)


def one_programme(award: str, columns: str, more: str = "") -> str:
    """Return a scenario of one programme; `award` and `more` are written as they stand in a file."""
    return (
        f"{OPENING}populations: {{firms: {{file: firms.csv, id: id, columns: {{{columns}}}}}}}\n"
        f"programmes:\n  p:\n    spending: project\n    applicants: firms\n    when_short: pro_rata\n"
        f"    award: {award}\n{more}"
    )


def claimed(award: str, columns: str, csv: str, more: str = "") -> ProgrammeClaims:
    """Return the claims of one programme."""
    return claims_of(one_programme(award, columns, more), firms=csv).of("p")


def due(award: str, columns: str, csv: str, more: str = "") -> dict[str, int]:
    """Return the fen of each applicant by id."""
    claims = claimed(award, columns, csv, more)
    return dict(zip(claims.ids, claims.entitlement.tolist(), strict=True))
