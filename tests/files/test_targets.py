"""Targets in result.json: the keys of a count limit, exact numbers, nothing where none is declared."""

import json
from fractions import Fraction

from simulator.files.results import result_json, summary
from tests.engine.year.targeting import ran

TEXT = """\
scenario: a
year: 2014
unit: 元
sources: {city: {amount: 100}}
spending: {project: {amount: 100}}
programmes: {fair: {spending: project, amount: 40}, walk: {spending: project, amount: 30}}
constraints: {lines: {top: {count: {}}, at_least: 1}}
TARGETS"""
TARGETS = """\
targets:
  zone: {title: 园区, between: [2, 3], unit: 个, document: 要点, quote: 改造2-3个}
  coverage: {at_least: 33.3%, strength: should}
  earmark: {text: 专款专用}
  half: {at_least: 1/3, part_of: other}
  other: {at_least: 7/2}
  fairs: {more_than: 4, counts: {count: {}}, each_costs: 1.5元}
actuals: {as_of: 2014-06-30, reached: {zone: 5, coverage: 30%, half: 1/4}}
"""
OF_A_LIMIT = {"name", "title", "group", "strength", "value", "relation", "bound", "met"}


def told(targets=TARGETS):
    return summary(ran(TEXT.replace("TARGETS", targets)))


def test_every_target_is_there_beside_the_count_limits_sorted_by_name():
    names = [each["name"] for each in told()["targets"]]
    assert names == [
        "constraints.lines",
        "targets.coverage",
        "targets.earmark",
        "targets.fairs",
        "targets.half",
        "targets.other",
        "targets.zone",
    ]
    assert all(set(each) >= OF_A_LIMIT for each in told()["targets"])


def test_numbers_are_exact_and_an_interval_has_both_ends():
    found = {each["name"]: each for each in told()["targets"]}
    zone, coverage = found["targets.zone"], found["targets.coverage"]
    assert (zone["bound"], zone["relation"], zone["value"], zone["shortfall"]) == ([2, 3], "∈", 5, 2)
    assert (zone["exceeded"], zone["met"], zone["state"]) == (True, None, "open")
    assert (coverage["bound"], coverage["shortfall"], coverage["kind"]) == ("333/1000", "33/1000", "ratio")
    assert (found["targets.half"]["value"], found["targets.half"]["part_share"]) == ("1/4", "2/21")
    assert Fraction(found["targets.other"]["bound"]) == Fraction(7, 2)


def test_a_plan_that_misses_is_told_with_its_cost_in_fen():
    found = {each["name"]: each for each in told()["targets"]}["targets.fairs"]
    assert (found["met"], found["value"], found["needed"], found["cost_fen"]) == (False, 2, 5, 450)


def test_a_clause_of_text_has_its_words_and_no_number():
    found = {each["name"]: each for each in told()["targets"]}["targets.earmark"]
    assert (found["text"], found["bound"], found["met"], found["kind"]) == ("专款专用", None, None, "text")


def test_the_order_of_the_targets_does_not_show():
    lines = TARGETS.splitlines(keepends=True)
    turned = [lines[0], *reversed(lines[1:7]), *lines[7:]]
    one, other = (result_json(ran(TEXT.replace("TARGETS", "".join(each)))) for each in (lines, turned))
    assert one == other


def test_without_targets_only_the_count_limits_stand_there():
    found = told("")
    assert [set(each) for each in found["targets"]] == [OF_A_LIMIT]
    assert json.loads(json.dumps(found["targets"])) == found["targets"]
