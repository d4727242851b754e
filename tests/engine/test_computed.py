"""Computed figures and derived columns through a whole run: claims, limits, points, results, digest."""

from fractions import Fraction

import pytest

from simulator.engine.digest import scenario_digest
from simulator.engine.run import lp_model, run
from simulator.files.results import summary
from simulator.files.tables import parse_table
from simulator.language import parse
from simulator.model.result import Result
from simulator.model.scenario import Scenario
from simulator.problems import ScenarioError

FILE = "firm_id,rent,area,heads\nF1,100000,100,2\nF2,50000.5,10,2\nF3,80000,90,5\nF4,70000,200,3\n"
HEAD = """\
scenario: a
year: 2014
unit: 万元
sources: {city: {amount: 12}}
spending: {project: {amount: 12}}
"""
FIRMS = """\
populations:
  firms:
    file: f.csv
    id: firm_id
    columns: {rent: 元, area: number, heads: count}
"""
FIGURES = """\
figures:
  most_used: {total: used, applicants: firms}
  per_head: {is: 15}
  rate: {of: spread * 20}
  spread: {of: lpr * 60% + 0.1pp}
  lpr: {values: [{is: 4.35%, until: 2013-12-31}, {is: 4.15%, from: 2014-01-01}]}
  large: {count: used > 20, applicants: firms}
"""
DERIVED = """\
    derived:
      half: used / 2
      used: min(area, per_head * heads)
      group: large > 2 and used > 30
"""
REST = """\
programmes:
  rent:
    spending: project
    applicants: firms
    eligible: half > 5
    award: [{share: {of: rent * used / most_used, rate: 50%}}]
    when_short: {ranked: {order: [{highest: used}, {first: firm_id}], last: partial}}
    points: {per_unit: {half: 1}}
constraints:
  each: {top: {award: {programme: rent, where: used > 40}}, per: group, at_most: 9}
  held: {top: {award: {programme: rent}}, bottom: {budget: {spending: project}}, at_most: 100%}
  count: {top: {figure: large}, at_most: 4}
expect:
  - {result: figures.rate.value, is: 51.8%}
  - {result: figures.large.value, is: 3}
  - {result: programmes.rent.eligible, is: 3}
  - {result: sources.city.amount, is: 12}
"""


def text(figures: str = FIGURES, derived: str = DERIVED) -> str:
    return HEAD + figures + FIRMS + derived + REST


def scenario_of(written: str) -> Scenario:
    scenario, problems = parse({"a.yaml": written}, "a.yaml")
    assert scenario is not None
    assert problems == (), "\n".join(each.tell("en") for each in problems)
    return scenario


def tables_of(scenario: Scenario):
    made, problems = parse_table(scenario.populations[0], FILE.encode(), "f.csv")
    assert made is not None, problems
    return {"firms": made}


def result_of(written: str) -> Result:
    scenario = scenario_of(written)
    return run(scenario, tables_of(scenario))


def test_claims_are_reckoned_from_derived_columns_and_totals():
    result = result_of(text())
    claims = dict(
        zip(result.claims.of("rent").ids, result.claims.of("rent").entitlement.tolist(), strict=True)
    )
    # used: 30, 10, 75, 45 of 160 together; half of F2 is only 5, so it is not eligible
    due = {"F1": (10_000_000, 30), "F3": (8_000_000, 75), "F4": (7_000_000, 45)}
    expected = {name: round(Fraction(rent * used, 2 * 160)) for name, (rent, used) in due.items()}
    assert claims == {**expected, "F2": 0}


def test_figures_are_found_and_published_as_any_other():
    result = result_of(text())
    assert [each.met for each in result.expectations] == [True] * 4
    figures = summary(result)["figures"]
    assert figures["spread"]["written"] == "2.59%"
    assert figures["lpr"] == {
        **figures["lpr"], "written": "4.15%", "kind": "share", "value": "83/2000"
    }  # fmt: skip
    assert (figures["most_used"]["value"], figures["large"]["value"]) == (160, 3)


def test_a_limit_may_group_and_choose_by_derived_columns_and_measure_a_computed_figure():
    limits = {(each.name, each.group): each for each in result_of(text()).limits}
    assert limits["constraints.count", ""].value == 3
    assert {group for name, group in limits if name == "constraints.each"} == {"yes", "no"}
    assert limits["constraints.each", "no"].value == 0


def test_points_count_a_derived_column():
    result = result_of(text())
    shares = zip(
        result.allocation.of("rent").award.tolist(),
        result.claims.of("rent").entitlement.tolist(),
        strict=True,
    )
    halves = (Fraction(15), Fraction(5), Fraction(75, 2), Fraction(45, 2))
    earned = sum(half for half, (paid, due) in zip(halves, shares, strict=True) if due and paid == due)
    assert result.allocation.of("rent").points == earned


def test_the_order_in_which_things_are_written_changes_no_byte():
    lines, made = FIGURES.splitlines(keepends=True), DERIVED.splitlines(keepends=True)
    turned = lines[:1] + lines[:0:-1], made[:1] + made[:0:-1]
    one, other = result_of(text()), result_of(text("".join(turned[0]), "".join(turned[1])))
    assert summary(one) == summary(other)
    assert one.digest == other.digest


def test_the_digest_is_that_of_the_scenario_as_written_and_shows_every_change():
    scenario = scenario_of(text())
    result = run(scenario, tables_of(scenario))
    assert result.digest == scenario_digest(scenario, tables_of(scenario), 0)
    assert result.digest == scenario_digest(result.scenario, result.claims.tables, 0)
    for old, new in (
        ("spread * 20", "spread * 21"),
        ("4.35%, until: 2013-12-31", "4.35%, until: 2013-12-30"),
    ):
        changed, _ = parse({"a.yaml": text().replace(old, new)}, "a.yaml")
        assert changed is not None
        assert scenario_digest(changed, tables_of(changed), 0) != result.digest


def test_the_model_for_other_solvers_knows_them_too():
    scenario = scenario_of(text())
    assert "<=" in lp_model(scenario, tables_of(scenario))


def test_a_row_on_which_a_derived_column_has_no_value_is_told_at_the_population():
    scenario = scenario_of(text(derived=DERIVED.replace("used / 2", "used / (heads - 2)")))
    with pytest.raises(ScenarioError) as refused:
        run(scenario, tables_of(scenario))
    problem = refused.value.problems[0]
    assert (problem.code, problem.place.file) == ("E401", "a.yaml")
