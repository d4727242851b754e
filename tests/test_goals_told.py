"""Goals are told alike everywhere: the screen, explanations, result.json, frames and the proof page."""

import json
from fractions import Fraction

import pytest

from simulator.api import Plan
from simulator.charts.view import View
from simulator.cli.screen import goal_text
from simulator.engine import explain, run
from simulator.files.results import result_json
from simulator.glossary import LANGUAGES, Language
from simulator.language import parse
from simulator.model.result import Result
from simulator.reports.blocks import Paragraph, Table
from simulator.reports.proof import goals

TEXT = """
language: 1
scenario: told
title: 目标
year: 2014
unit: 万元
sources: {own: {amount: 1000}}
spending: {project: {amount: 600, when_short: optimise}}
programmes:
  rent: {title: 租金补贴, spending: project, amount: 400, when_short: pro_rata, last_year: 300,
         response: {saturates: {most: 60, half_at: 200, pieces: 4}}}
  rd: {title: 研发, spending: project, amount: 500, when_short: pro_rata, last_year: 200,
       response: {curve: [{at: 0, worth: 0}, {at: 100, worth: 30}, {at: 300, worth: 50}]}}
constraints:
  half: {title: 研发过半, top: {award: {programme: rd}}, bottom: {award: {}}, at_least: 50%, strength: should}
objective:
  - {keep: half}
  - {maximise: targets_met}
  - {maximise: smallest_share}
  - weigh: [{maximise: points, weight: 3}, {minimise: change_from_last_year, weight: 1/2, per: 1万元}]
"""


@pytest.fixture(scope="module")
def result() -> Result:
    """Return the best plan of two lines with curves, kept, fair and weighed."""
    scenario, problems = parse({"told.yaml": TEXT}, "told.yaml")
    assert problems == ()
    assert scenario is not None
    return run(scenario, {})


def test_the_plan_is_the_one_that_can_be_worked_out_by_hand(result: Result) -> None:
    kept, met, share, weighed = result.goals
    assert kept.value == 0
    assert met.value == 1
    # 600 of 900 万元: everyone gets two thirds, and the millionth leaves less than 500 元 to move
    assert share.value == Fraction(666_666, 10**6)
    assert share.over == "programmes"
    points, change = weighed.terms
    assert weighed.value == 3 * points.value - change.value / 2 / 1_000_000
    assert weighed.value == points.contribution + change.contribution
    spent = {each.programme: each.award_fen for each in result.allocation.programmes}
    assert change.value == abs(spent["rent"] - 300_000_000) + abs(spent["rd"] - 200_000_000)


def test_the_error_of_a_formula_is_told_with_the_goal_and_with_its_programme(result: Result) -> None:
    rent = result.allocation.of("rent").response
    known = result.allocation.of("rd").response
    assert rent is not None
    assert known is not None
    assert rent.pieces == 4
    assert known.error == 0
    assert result.goals[3].error == 3 * rent.error > 0
    assert sum(each.points for each in result.allocation.programmes) == rent.worth + known.worth


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_goal_has_its_line_on_the_screen_and_in_the_explanation(
    result: Result, language: Language
) -> None:
    told = explain(result, "objective").tell(language).splitlines()
    own = [line for line in told if not line.startswith(" ")]
    assert len(own) == len(result.goals)
    assert len(told) == len(own) + len(result.goals[3].terms) + 1
    shown = [goal_text(result, goal, language) for goal in result.goals]
    assert "66.6666%" in shown[2]
    assert "66.6666%" in own[2]
    assert shown[0] == own[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_programme_tells_what_its_money_is_worth_and_how_far_off_that_may_be(
    result: Result, language: Language
) -> None:
    by_formula = explain(result, "rent").tell(language)
    by_points = explain(result, "rd").tell(language)
    sign = {"zh": "段直线", "en": "straight pieces"}[language]
    assert sign in by_formula
    assert sign not in by_points
    assert {"zh": "成效", "en": "response"}[language] in by_points


def test_result_json_holds_the_terms_exactly(result: Result) -> None:
    written = json.loads(result_json(result))["goals"]
    terms = written[3]["terms"]
    added = sum((Fraction(each["contribution"]) for each in terms), Fraction(0))
    assert Fraction(written[3]["value"]) == added == result.goals[3].value
    assert [each["subject"] for each in terms] == ["points", "change_from_last_year"]
    assert terms[1]["per_fen"] == 1_000_000
    assert Fraction(written[3]["error"]) == result.goals[3].error
    assert written[2]["over"] == "programmes"
    assert "terms" not in written[2]


def test_the_frame_of_goals_has_a_row_a_goal_and_a_row_a_weighed_aim(result: Result) -> None:
    frame = Plan(result, "told").goals
    assert frame["goal"].tolist() == [1, 2, 3, 4, 4, 4]
    assert frame["aim"].tolist()[-2:] == ["points", "change_from_last_year"]
    adds = [Fraction(each) for each in frame["adds"].tolist()[-2:]]
    assert sum(adds) == Fraction(frame["value"].tolist()[3])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_proof_page_has_every_goal_and_every_weighed_aim_with_their_notes(
    result: Result, language: Language
) -> None:
    section = goals(View(result, language))
    assert section is not None
    rows = [row.cells for each in section.blocks if isinstance(each, Table) for row in each.rows]
    assert len(rows) == len(result.goals) + 2
    assert "66.6666%" in rows[2][1]
    notes = [each.text for each in section.blocks if isinstance(each, Paragraph)]
    assert len(notes) == 3
    assert any({"zh": "百万分之一", "en": "millionth"}[language] in note for note in notes)
    assert any({"zh": "4 段", "en": "4 pieces"}[language] in note for note in notes)
