"""Targets as an officer meets them: with money and without, on every command."""

import json

import pytest

from tests.cli.running import SCENARIOS, simulator

JIADING = str(SCENARIOS / "jiading_2014.yaml")
HALF_YEAR = str(SCENARIOS / "jiading_2014_half_year.yaml")
MISSED = """\
scenario: missed
year: 2014
unit: 元
sources: {city: {amount: 100}}
spending: {project: {amount: 100}}
programmes: {fair: {title: 科普, spending: project, amount: 40}}
targets:
  fairs: {title: 科普活动, at_least: 3, unit: 场, counts: {count: {}}, each_costs: 30元, STRENGTH}
"""


@pytest.fixture
def missed(tmp_path):
    """Return a scenario that misses a target, which must or only should be met."""

    def written(strength):
        file = tmp_path / f"{strength}.yaml"
        file.write_text(MISSED.replace("STRENGTH", f"strength: {strength}"), encoding="utf-8")
        return file

    return written


# ── Jiading 2014: targets without money ────────────────────────────────────────────────────────────


def test_jiading_has_ten_counts_one_coverage_and_one_clause():
    targets = json.loads(simulator("run", JIADING, "--json").out)["targets"]
    kinds = [each["kind"] for each in targets]
    assert (kinds.count("count"), kinds.count("ratio"), kinds.count("text")) == (10, 1, 1)
    assert [each["state"] for each in targets if each["kind"] != "text"] == ["open"] * 11


def test_jiading_gives_the_two_figures_that_follow_from_what_is_published():
    found = json.loads(simulator("run", JIADING, "--json").out)["expectations"]
    derived = {each["result"]: each["found"] for each in found if not each["result"].endswith(".needed")}
    assert derived == {
        "targets.agreements.part_share": "9/32",
        "targets.hnte_total.carried_over": 400,
        "figures.loan_products.value": 4,
    }
    assert all(each["met"] for each in found)


def test_the_screen_of_a_scenario_without_money_speaks_of_targets_only():
    said = simulator("run", JIADING, "--lang", "en")
    assert said.code == 0, said.err
    lines = said.out.splitlines()
    assert lines[2].split() == [
        "target",
        "value",
        "bound",
        "due",
        "state",
        "shortfall",
        "cost",
        "to",
        "close",
    ]
    assert lines[3].split() == ["新增孵化器", "—", "=", "8家", "not", "assessed", "—", "—"]
    assert "12 targets: 0 met, 0 missed, 0 under way, 11 not assessed, 1 clauses" in lines
    assert "万元" not in said.out


def test_half_way_through_the_year_four_are_behind_and_none_is_missed():
    said = simulator("run", HALF_YEAR, "--lang", "en")
    assert said.code == 0, said.err
    assert "12 targets: 0 met, 0 missed, 10 under way, 1 not assessed, 1 clauses" in said.out.splitlines()
    targets = json.loads(simulator("run", HALF_YEAR, "--json").out)["targets"]
    behind = {each["name"]: each["behind"] for each in targets if each["behind"]}
    assert behind == {
        "targets.agreements": "9/2",
        "targets.little_giants": 2,
        "targets.matches": 23,
        "targets.patents_granted": "225/2",
    }


@pytest.mark.parametrize("scenario", [JIADING, HALF_YEAR])
def test_every_command_works_without_money(scenario, tmp_path):
    out = tmp_path / "out"
    for arguments in (
        ("check", scenario),
        ("run", scenario, "--out", out),
        ("run", scenario, "--prices"),
        ("verify", out),
        ("explain", scenario, "targets.hnte"),
        ("explain", scenario, "targets.earmark"),
        ("explain", scenario, "targets.agreements.part_share", "--json"),
        ("chart", scenario, "targets", "--out", tmp_path / "targets.svg"),
        ("report", scenario, "--out", tmp_path / "report.pdf"),
    ):
        said = simulator(*arguments)
        assert said.code == 0, (arguments, said.err)
    assert (out / "awards.csv").read_text(encoding="utf-8").count("\n") == 1
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_chart_of_money_says_that_there_is_nothing_to_draw(tmp_path):
    said = simulator("chart", JIADING, "sources_and_uses", "--out", tmp_path / "flow.svg")
    assert said.code != 0
    assert "R693" in said.err


# ── explained ──────────────────────────────────────────────────────────────────────────────────────


def test_a_part_and_a_total_are_derived_in_words():
    part = simulator("explain", JIADING, "targets.agreements", "--lang", "en").out
    assert "28.125% of the target 产学研合作对接项目: 135项 over 480项" in part
    total = simulator("explain", JIADING, "targets.hnte_total.carried_over", "--lang", "en").out
    assert (
        "a total of > 520家 less the 120家 of 高新技术企业认定和复审: > 400家 (≥ 401家) must be there already"
        in total
    )


def test_what_is_under_way_is_told_with_its_pace():
    lines = simulator("explain", HALF_YEAR, "targets.matches", "--lang", "en").out.splitlines()
    assert lines[0] == "产学研合作对接项目: under way, behind, 217项 against ≥ 480项"
    assert "  known as of 2014-06-30: 217项" in lines
    assert "  an even pace would be at 240项 on 2014-06-30: behind by 23项" in lines


def test_a_target_that_is_not_there_is_refused_in_words():
    said = simulator("explain", JIADING, "targets.nobody")
    assert said.code == 2
    assert "R641" in said.err


# ── missed ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("strength", "code"), [("must", 1), ("should", 0)])
def test_only_a_missed_target_that_must_be_met_is_bad_news(missed, strength, code):
    assert simulator("run", missed(strength)).code == code


def test_a_missed_target_says_what_is_short_and_what_closing_it_costs(missed):
    said = simulator("run", missed("must"), "--lang", "en").out
    (row,) = [line.split() for line in said.splitlines() if line.startswith("科普活动")]
    assert row == ["科普活动", "1场", "≥", "3场", "missed", "2场", "at", "least", "0.006万元"]


def test_targets_stand_beside_the_money_on_the_screen(missed):
    said = simulator("run", missed("should"), "--lang", "en").out
    assert "科普活动 (should)" in said
    assert said.index("spending") < said.index("target ") < said.index("✔")
