"""Published figures name their results in either language; an id that is one of our words stays an id."""

import pytest

from simulator.engine.digest import scenario_digest
from simulator.language import parse
from simulator.problems import errors_of
from tests.engine.year.test_ledgers_run import ran

BUDGET = """\
scenario: a
year: 2014
unit: 元
sources: {city: {amount: 100}}
spending: {project: {amount: 100}}
programmes: {贴息: {spending: project, amount: 60}, park: {spending: project, amount: 40}}
calendar: {park: {Q1: guide, Q3: [contract, {pay: 100%}]}}
targets: {jobs: {at_least: 3, of: seats}}
figures: {seats: {is: 4}}
"""
PAIRS = [
    ("专项.park.核定", "programmes.park.award", 40),
    ("资金来源.city.金额", "sources.city.amount", 100),
    ("日历.park.合同.三季度", "calendar.park.contract.Q3", 1),
    ("日历.total.指南", "calendar.total.guide", 1),
    ("专项.贴息.核定", "programmes.贴息.award", 60),
    ("ledgers.programmes.贴息.authorised", "ledgers.programmes.贴息.authorised", 60),
]


def expecting(path: str, value: int) -> str:
    return f"{BUDGET}expect: [{{result: {path}, is: {value}}}]\n"


@pytest.mark.parametrize(("chinese", "ours", "value"), PAIRS)
def test_a_result_is_named_in_either_language(chinese, ours, value):
    (found,) = ran(expecting(chinese, value)).expectations
    assert (found.expectation.result, found.met) == (ours, True)


@pytest.mark.parametrize(("chinese", "ours", "value"), PAIRS)
def test_both_ways_of_naming_it_are_one_scenario(chinese, ours, value):
    read = [parse({"a.yaml": expecting(path, value)}, "a.yaml") for path in (chinese, ours)]
    assert [errors_of(problems) for _, problems in read] == [(), ()]
    first, second = (scenario_digest(scenario, {}, 0) for scenario, _ in read)
    assert first == second


def test_what_names_no_result_in_either_language_is_told_with_the_nearest():
    _, (found,) = parse({"a.yaml": expecting("专项.park.预算", 1)}, "a.yaml")
    assert (found.code, found.fact("path")) == ("S282", "专项.park.预算")
    assert str(found.fact("nearest")).startswith("programmes.park.")


def test_an_overlay_reads_them_too():
    overlay = "scenario: o\nextends: a.yaml\nreason: r\nchanges: [{set: programmes.park.amount, to: 30}]\n"
    texts = {"a.yaml": expecting("专项.park.核定", 40), "o.yaml": overlay}
    scenario, problems = parse(texts, "o.yaml")
    assert errors_of(problems) == ()
    assert scenario is not None
    assert [each.result for each in scenario.expect] == ["programmes.park.award"]
