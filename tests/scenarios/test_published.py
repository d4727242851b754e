"""The list of published figures: each is held by the scenario it names, as printed, and none is lost."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from simulator.language.scalars import quantity
from tests.architecture.house import ROOT
from tools.published import (
    DERIVED,
    Published,
    bounds_of,
    holds,
    is_entered,
    outcomes_of,
    published,
    readings,
    value_of,
)
from tools.systems import Page, main, run_of, systems

FOLDER = ROOT / "scenarios"
ROWS = published((ROOT / "docs" / "published.yaml").read_text(encoding="utf-8"))
INDEX = systems((ROOT / "docs" / "systems.yaml").read_text(encoding="utf-8"))
PAGE = Page(FOLDER, ROWS, INDEX)
SCENARIOS = sorted({each.scenario for each in ROWS if each.is_held})
DOCUMENTS = Counter(each.document for each in ROWS)
# how many figures the passages of each document print, and how many of them no scenario can hold
PRINTED = {
    "龙岗2014部门预算": (24, 1),
    "深圳2014白皮书": (32, 6),
    "龙岗2021总结": (32, 10),
    "龙岗2022计划": (5, 2),
    "广州2016总结": (122, 12),
    "广州2017计划": (15, 0),
    "嘉定区科委2014年工作要点": (12, 0),
}


def of(scenario: str) -> list[Published]:
    return [each for each in ROWS if each.scenario == scenario]


def test_every_row_says_in_one_way_where_its_figure_is_held():
    for row in ROWS:
        assert sum(map(bool, (row.result, row.written, row.left_out))) == 1, row
        assert bool(row.scenario) == row.is_held, row
        assert row.of if row.is_derived else row.quote, row


def test_no_published_figure_drops_out_of_the_list():
    left = Counter(each.document for each in ROWS if not each.is_held)
    assert {name: (DOCUMENTS[name], left[name]) for name in DOCUMENTS if name != DERIVED} == PRINTED
    assert left[DERIVED] == 0


def test_no_row_stands_twice():
    held = [(each.scenario, each.result or each.written, each.figure) for each in ROWS if each.is_held]
    assert len(set(held)) == len(held)


def test_a_row_belongs_to_a_system_that_runs_its_scenario():
    scenarios = {each.id: each.scenarios for each in INDEX}
    assert [each for each in ROWS if each.is_held and each.scenario not in scenarios[each.system]] == []
    assert {each.system for each in ROWS} <= set(scenarios)


def another(figure: str) -> str:
    """Return a figure that is not the one given: its first digit is another."""
    first = next(each for each in figure if each.isdigit())
    return figure.replace(first, "7" if first != "7" else "8", 1)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda name: Path(name).stem)
def test_every_figure_is_held_as_it_is_printed(scenario: str) -> None:
    result = run_of(FOLDER / scenario)
    for row in of(scenario):
        assert PAGE.holds(row), row
        assert not holds(replace(row, figure=another(row.figure)), result), row


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda name: Path(name).stem)
def test_every_figure_of_a_document_that_a_scenario_expects_is_in_the_list(scenario: str) -> None:
    known = {(each.document, quantity(each.figure).value) for each in ROWS if each.is_held}
    for each in run_of(FOLDER / scenario).expectations:
        if each.expectation.document in PRINTED:
            said = {value for bound in bounds_of(each) for value in readings(bound)}
            assert {(each.expectation.document, value) for value in said} & known, each.expectation.result


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda name: Path(name).stem)
def test_the_scenario_quotes_what_the_list_quotes(scenario: str) -> None:
    result = run_of(FOLDER / scenario)
    for row in of(scenario):
        for each in outcomes_of(row, result) if row.quote else ():
            assert each.expectation.quote == row.quote, row


def test_what_follows_by_arithmetic_is_never_merely_entered():
    derived = [each for each in ROWS if each.is_derived]
    assert [each for each in derived if is_entered(each.result, run_of(FOLDER / each.scenario))] == []


def test_two_shares_are_published_by_truncation_and_one_by_rounding():
    result = run_of(FOLDER / "guangzhou_2016.yaml")
    modes = {
        (each.expectation.result, bounds_of(each)[0].text): each.expectation.as_printed
        for each in result.expectations
    }
    assert modes["figures.awards_firm_share.value", "69%"] == "truncated"
    assert modes["figures.awards_second_share.value", "32%"] == "truncated"
    assert modes["figures.items_cut.value", "38.1%"] == "half_up"
    # rounded, the second share would be 33 %; cut off, the items would be 38.0 %
    assert value_of("figures.awards_second_share.value", result) == Fraction(31, 95) > Fraction(325, 1000)
    assert value_of("figures.items_cut.value", result) == Fraction(59, 155) < Fraction(381, 1000)


def test_near_thirty_times_is_a_soft_word_with_a_stated_tolerance():
    result = run_of(FOLDER / "guangzhou_2016.yaml")
    found = [each for each in result.expectations if each.expectation.result == "figures.finance_lever.value"]
    ends = [
        (each.expectation.at_least, each.expectation.at_most) for each in found if each.expectation.at_least
    ]
    assert [(low.value, high.value) for low, high in ends if low and high] == [(27, 30)]
    assert value_of("figures.finance_lever.value", result) == Fraction(29000, 1019)


def test_the_population_of_livelihood_projects_has_the_twelve_fields_printed():
    result = run_of(FOLDER / "guangzhou_2016.yaml")
    population = next(each for each in result.scenario.populations if each.id == "livelihood")
    field = population.column_types()["field"]
    assert len(field.type.categories) == value_of("figures.livelihood_fields.value", result) == 12


def test_the_example_of_the_schedules_is_the_row_that_the_data_holds():
    result = run_of(FOLDER / "guangzhou_2016_schedules.yaml")
    lines = (FOLDER / "data" / "guangzhou_2016_pair.csv").read_text(encoding="utf-8").split()
    spent = next(line.split(",")[1] for line in lines if line.startswith("P0_pair,"))
    assert Fraction(spent) * 100 == value_of("figures.example_spend.value", result)


def test_a_figure_that_a_file_states_is_entered_and_one_that_a_run_comes_to_is_not():
    budget, pool = run_of(FOLDER / "longgang_2014.yaml"), run_of(FOLDER / "guangzhou_2016.yaml")
    shenzhen = run_of(FOLDER / "shenzhen_2014.yaml")
    assert is_entered("sources.special_account.amount", budget)
    assert not is_entered("sources.total.amount", budget)
    assert is_entered("figures.pool_credit.value", pool)
    assert not is_entered("figures.credit_each.value", pool)
    assert is_entered("funds.risk_pool.opening", pool)
    assert not is_entered("funds.risk_pool.leverage", pool)
    assert is_entered("targets.labs.needed", shenzhen)
    # over 1000 from 955: the run comes to 46
    assert not is_entered("targets.carriers.needed", shenzhen)


ONE_SYSTEM = """
Y19:
  title: Jiading
  scenarios: [jiading_2014.yaml]
  questions:
    - asks: how far
      overlay: jiading_2014_half_year.yaml
      looks_at: [targets.matches.behind]
      answer: "{0.after}"
"""
ONE_ROW = """
- system: Y19
  document: 嘉定区科委2014年工作要点
  quote: 力争完成产学研合作对接项目 480项
  figure: {}
  scenario: jiading_2014.yaml
  result: targets.matches.needed
"""


@pytest.mark.parametrize(("figure", "code"), [("480", 0), ("481", 1)])
def test_the_page_cannot_be_written_without_a_word_where_a_figure_is_not_reproduced(
    figure: str, code: int, tmp_path: Path
) -> None:
    index, ledger, page = (tmp_path / name for name in ("systems.yaml", "published.yaml", "systems.md"))
    index.write_text(ONE_SYSTEM, encoding="utf-8")
    ledger.write_text(ONE_ROW.format(figure), encoding="utf-8")
    assert main([str(index), str(ledger), str(FOLDER), str(page)]) == code
    held = 1 - code
    assert f"**{held} of 1 published figures are held**" in page.read_text(encoding="utf-8")
    assert "open · 未评估 | 23 |" in page.read_text(encoding="utf-8")
