"""`simulator cases`: one line a case, the difference to the fen, the exit code of the contract."""

import json

import pytest

from simulator import api
from tests.cli.running import SCENARIOS, simulator

GOOD = """\
cases:
  half:
    title: 租金补贴
    certainty: published
    given: {rent: [100元, 33.33元]}
    award: [{share: {of: rent, rate: 50%}}]
    expect: {award: [50元, 16.67元], total: 66.67元}
"""
OF_FILE = """\
cases:
  rent:
    scenario: ../longgang_2014.yaml
    programme: rent_subsidy
    given: {industry: [新能源, 其他], attracted: yes, annual_rent: [10万元, 7万元]}
    expect: {award: [6万元, 3.5万元], share: [5万元, 3.5万元]}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "off.yaml").write_text(GOOD.replace("16.67元]", "16.66元]"), encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(GOOD.replace("of: rent", "of: rnet"), encoding="utf-8")
    return tmp_path


def test_good_cases_are_told_in_one_line_each_and_end_with_0(folder):
    said = simulator("cases", folder / "good.yaml", "--lang", "en")
    assert said.code == 0
    assert said.out.splitlines() == [
        "ok  half  租金补贴",
        "1 cases: 1 as expected, 0 differ, 0 cannot run; 3 values compared",
    ]


def test_what_differs_is_told_by_how_much_and_ends_with_1(folder):
    said = simulator("cases", folder / "off.yaml", "--lang", "en")
    assert said.code == 1
    assert said.out.splitlines()[:2] == [
        "differs  half  租金补贴",
        "    award[0002]: expected 16.66元, found 16.67元, off by 0.01元",
    ]


def test_the_same_is_said_in_chinese(folder):
    said = simulator("cases", folder / "off.yaml", "--lang", "zh")
    assert said.out.splitlines()[:2] == [
        "不符  half  租金补贴",
        "    award[0002]:应为 16.66元,得到 16.67元,相差 0.01元",
    ]


def test_a_broken_file_is_told_with_its_places_and_ends_with_2(folder):
    said = simulator("cases", folder / "bad.yaml", "--lang", "en")
    assert said.code == 2
    assert "bad.yaml:6:" in said.err
    assert "E201" in said.err
    assert said.out.splitlines() == [
        "cannot run  half",
        "1 cases: 0 as expected, 0 differ, 1 cannot run; 0 values compared",
    ]


def test_every_case_is_counted_once_and_those_that_cannot_be_read_are_named(folder):
    both_wrong = "  both: {given: {x: 1元}, award: [{fixed: x}], expect: {award: 2元, awrd: 1元}}\n"
    lost = "  lost: {given: {x: 1元}, award: [{fixed: y}], expect: {award: 1元}}\n"
    (folder / "good.yaml").write_text(GOOD + both_wrong + lost, encoding="utf-8")
    said = simulator("cases", folder / "good.yaml", "--lang", "en").out.splitlines()
    assert said[1] == "cannot run  both"
    assert said[-2:] == [
        "cannot run  lost",
        "3 cases: 1 as expected, 0 differ, 2 cannot run; 5 values compared",
    ]


def test_yes_instead_of_no_is_told_without_a_distance(folder):
    text = "cases: {a: {given: {x: 1元}, award: [{fixed: x}], expect: {feasible: no}}}"
    (folder / "good.yaml").write_text(text, encoding="utf-8")
    said = simulator("cases", folder / "good.yaml", "--lang", "en")
    assert said.out.splitlines()[1] == "    feasible: expected no, found yes"


def test_a_case_that_cannot_run_is_told_beside_those_that_can(folder):
    text = GOOD + "  odd: {given: {x: 1元, n: 0}, award: [{fixed: x / n}], expect: {award: 1元}}\n"
    (folder / "good.yaml").write_text(text, encoding="utf-8")
    said = simulator("cases", folder / "good.yaml", "--lang", "en")
    assert said.code == 2
    assert "E401" in said.err
    assert [line.split("  ")[0] for line in said.out.splitlines()[:2]] == ["ok", "cannot run"]


def test_a_missing_file_ends_with_2(folder):
    said = simulator("cases", folder / "none.yaml", "--lang", "en")
    assert said.code == 2
    assert "D401" in said.err


def test_a_folder_stands_for_its_files_and_one_difference_among_them_ends_with_1(folder):
    (folder / "bad.yaml").unlink()
    said = simulator("cases", folder, "--lang", "en")
    assert said.code == 1
    assert said.out.splitlines()[-1].startswith("2 cases: 1 as expected, 1 differ")


def test_json_holds_every_case_with_its_differences_in_whole_fen(folder):
    said = simulator("cases", folder / "off.yaml", "--json")
    told = json.loads(said.out)
    assert said.code == 1
    assert told["passed"] is False
    assert [each["state"] for each in told["cases"]] == ["differs"]
    assert told["cases"][0]["differences"] == [
        {"name": "award", "row": "0002", "expected_fen": 1666, "found_fen": 1667, "by_fen": 1}
    ]


def test_json_of_a_broken_file_holds_its_problems(folder):
    told = json.loads(simulator("cases", folder / "bad.yaml", "--json").out)
    assert (told["cases"], told["unread"], told["unread_ids"]) == ([], 1, ["half"])
    assert [each["code"] for each in told["problems"]] == ["E201"]


def test_a_case_names_a_scenario_by_its_place_beside_the_case_file(folder):
    (folder / "cases").mkdir()
    copied = (SCENARIOS / "longgang_2014.yaml").read_text(encoding="utf-8")
    (folder / "longgang_2014.yaml").write_text(copied, encoding="utf-8")
    (folder / "data").symlink_to(SCENARIOS / "data")
    (folder / "cases" / "of_file.yaml").write_text(OF_FILE, encoding="utf-8")
    report = api.cases(folder / "cases" / "of_file.yaml")
    assert report.passed, [each.tell("en") for each in report.problems]
    assert [each.compared for each in report.outcomes] == [4]


def test_a_case_of_a_scenario_gives_the_columns_that_the_programme_speaks_of(folder):
    text = OF_FILE.replace(", attracted: yes", "").replace("../", str(SCENARIOS) + "/")
    (folder / "short.yaml").write_text(text, encoding="utf-8")
    report = api.cases(folder / "short.yaml")
    assert [(each.code, each.fact("column")) for each in report.problems] == [("C717", "attracted")]


def test_a_scenario_that_cannot_be_read_is_told_of(folder):
    text = OF_FILE.replace("../longgang_2014.yaml", "nowhere.yaml")
    (folder / "lost.yaml").write_text(text, encoding="utf-8")
    report = api.cases(folder / "lost.yaml")
    assert not report.passed
    assert [each.code for each in report.problems] == ["D401"]
