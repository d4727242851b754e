"""Bounds as they are written, by the place of the row behind which they stand."""

from fractions import Fraction

import pytest

from simulator.engine.written_bounds import written_bound
from tests.language.texts import scenario_of

SCENARIO = scenario_of("""\
scenario: bounds
year: 2016
unit: 元
sources: {city: {amount: 700}, district: {amount: 300}}
spending: {project: {amount: 1000, when_short: optimise}}
populations: {firms: {file: f.csv, id: firm_id, columns: {cost: 元, small: yes_no}}}
programmes:
  rent:
    spending: project
    applicants: firms
    award: [{fixed: cost}]
    envelope: {at_least: 120, at_most: 600}
    when_short: optimise
    points: {per_award: 1}
  park: {spending: project, amount: 250}
objective: [{maximise: points}]
constraints:
  firms: {top: {count: {programme: rent}}, between: [3, 9]}
  money: {top: {award: {programme: rent}}, at_most: 500}
  share: {top: {award: {programme: rent, where: small}}, bottom: {budget: {}}, at_least: 30%}
""")


@pytest.mark.parametrize(
    ("place", "low", "high"),
    [
        ("constraints.firms", 3, 9),
        ("constraints.money", None, 50_000),
        ("constraints.share", Fraction(3, 10), None),
        ("programmes.rent.envelope", 12_000, 60_000),
        ("programmes.park.envelope", 0, None),
        ("spending.project.amount", None, 100_000),
        ("sources.city.amount", None, 70_000),
        ("sources.district.amount", None, 30_000),
        ("programmes.rent.amount", None, None),
        ("programmes.rent", None, None),
        ("spending.project", None, None),
        ("spending.project.envelope", None, None),
        ("funds.pool.available", None, None),
        ("", None, None),
    ],
)
def test_a_bound_is_found_by_the_place_of_its_row_in_its_own_unit(place, low, high):
    assert written_bound(SCENARIO, place, lower=True) == low
    assert written_bound(SCENARIO, place, lower=False) == high
