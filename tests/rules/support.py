"""Award rules as the laws need them: written in the language, computed exactly on rows given as texts."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from simulator.engine.entitle import entitle
from simulator.model.result import ProgrammeClaims
from simulator.model.scenario import Scenario
from tests.engine.support import scenario_of, tables_of
from tests.reference.engine import typed_rows
from tests.reference.entitlement import after
from tests.reference.generator import POPULATIONS, Case, population
from tests.reference.writing import Money

Row = dict[str, str]
Award = list[dict[str, Any]]
KEY = POPULATIONS["firms"]


def case_of(award: Award, rows: Sequence[Row], **programme: Any) -> Case:
    """Return a scenario of one programme with this rule, its money plentiful."""
    scenario = {
        "language": "1",
        "scenario": "rule",
        "year": "2014",
        "unit": "分",
        "sources": {"upper": {"amount": Money(10**16)}},
        "spending": {"project": {"amount": Money(10**16)}},
        "figures": {"pool": {"is": "5分"}},
        "populations": {"firms": population("firms")},
        "programmes": {
            "p": {
                "spending": "project",
                "applicants": "firms",
                "award": award,
                "when_short": "pro_rata",
                **programme,
            }
        },
    }
    return Case(scenario, {"firms": list(rows)})


def claims_of(award: Award, rows: Sequence[Row], **programme: Any) -> ProgrammeClaims:
    """Return the claims of the one programme with this rule over these rows."""
    drawn = case_of(award, rows, **programme)
    scenario: Scenario = scenario_of(drawn)
    return entitle(tables_of(scenario, drawn), scenario).of("p")


def amounts(award: Award, rows: Sequence[Row]) -> dict[str, Fraction]:
    """Return the exact amount of every applicant after all steps, before any rounding of the engine's."""
    claims = claims_of(award, rows)
    return dict(zip(claims.ids, claims.steps[-1].after.fractions(), strict=True))


def expected(award: Award, rows: Sequence[Row]) -> dict[str, Fraction]:
    """Return what the reference makes of the same rule and rows."""
    found = typed_rows(population("firms"), rows)
    return {row[KEY]: after(award, {**row, "pool": Fraction(5)}, "分") for row in found}


def amount(award: Award, **cells: Any) -> Fraction:
    """Return the exact amount of a single applicant with these cells."""
    return amounts(award, [firm("F1", **cells)])["F1"]


def firm(name: str, **cells: Any) -> Row:
    """Return one applicant's row: nothing anywhere but in the cells given."""
    blank: Mapping[str, Any] = {
        "rent": 0,
        "grant": 0,
        "heads": 0,
        "load": "0",
        "score": "5",
        "applied_on": "2014-03-01",
        "kind": "甲",
        "strategic": "no",
    }
    return {KEY: name, **{key: str(value) for key, value in {**blank, **cells}.items()}}
