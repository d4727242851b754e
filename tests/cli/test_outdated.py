"""What is out of date: refused by every command, or let through by the flag with a mark on every output."""

import json
from pathlib import Path

import pytest

from simulator import api
from simulator.charts import CHARTS
from simulator.charts.canvas import OUTDATED, label_of
from simulator.charts.view import View
from simulator.problems import ScenarioError
from simulator.reports import pages
from tests.charts.marks import texts
from tests.cli.running import simulator

TEXT = """\
scenario: a
title: 试算
year: 2014
unit: 万元
sources: {city: {amount: 100}}
spending: {project: {amount: 100}}
figures:
  lpr: {is: 4.35%, from: 2011-01-01, until: 2013-12-31}
populations:
  firms: {file: f.csv, id: firm_id, columns: {rent: 元}}
programmes:
  rent:
    spending: project
    applicants: firms
    award: {share: {of: rent * lpr, rate: 50%}}
    when_short: pro_rata
    until: 2014-06-30
"""
PATHS = ["figures.lpr", "programmes.rent"]


@pytest.fixture
def scenario(tmp_path: Path) -> str:
    (tmp_path / "f.csv").write_text("firm_id,rent\nA,100000\nB,200000\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text(TEXT, encoding="utf-8")
    return str(tmp_path / "a.yaml")


def commands(scenario: str, folder: Path) -> list[tuple[str, ...]]:
    return [
        ("check", scenario),
        ("run", scenario, "--out", str(folder / "plan")),
        ("explain", scenario, "rent/A"),
        ("report", scenario, "--out", str(folder / "r.pdf")),
        ("chart", scenario, "allocation", "--out", str(folder / "c.svg")),
    ]


def test_every_command_refuses_it_naming_the_days_and_the_remedy(scenario, tmp_path):
    for command in commands(scenario, tmp_path):
        said = simulator(*command, "--lang", "en")
        assert said.code == 2, command
        assert said.err.count("error[S298]") == 2
        assert "2011-01-01 to 2013-12-31" in said.err
        assert "--allow-outdated" in said.err


def test_every_command_goes_on_when_it_is_allowed(scenario, tmp_path):
    for command in commands(scenario, tmp_path):
        said = simulator(*command, "--allow-outdated", "--lang", "en")
        assert said.code == 0, (command, said.err)
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("command", ["check", "run", "explain"])
def test_a_command_that_speaks_warns(command, scenario, tmp_path):
    called = next(each for each in commands(scenario, tmp_path) if each[0] == command)
    said = simulator(*called, "--allow-outdated", "--lang", "en")
    assert said.err.count("warning[W709]") == 2


def test_strict_takes_the_warning_for_bad_news(scenario):
    assert simulator("check", scenario, "--allow-outdated", "--strict").code == 1


def test_the_screen_names_what_is_out_of_date_and_how_to_go_on(scenario):
    said = simulator("run", scenario, "--allow-outdated", "--lang", "en")
    assert f"out of date, and used all the same: {', '.join(PATHS)}" in said.out
    assert "--allow-outdated" in said.out


def test_the_results_name_it_and_the_awards_stay_as_they_are(scenario, tmp_path):
    simulator("run", scenario, "--allow-outdated", "--out", tmp_path / "marked")
    simulator("run", scenario, "--set", "year=2013", "--out", tmp_path / "plain")
    marked, plain = (
        json.loads((tmp_path / name / "result.json").read_text(encoding="utf-8"))
        for name in ("marked", "plain")
    )
    assert marked["outdated"] == [
        {"path": "figures.lpr", "from": "2011-01-01", "until": "2013-12-31"},
        {"path": "programmes.rent", "from": None, "until": "2014-06-30"},
    ]
    assert plain["outdated"] == []
    awards = [(tmp_path / name / "awards.csv").read_bytes() for name in ("marked", "plain")]
    assert awards[0] == awards[1]


def test_the_notebook_asks_the_same_and_a_what_if_keeps_the_leave(scenario):
    with pytest.raises(ScenarioError):
        api.load(scenario)
    plan = api.load(scenario, allow_outdated=True).what_if({"programmes.rent.award.share.rate": "60%"}).run()
    assert [each.path for each in plan.result.outdated] == PATHS
    assert [each.code for each in plan.result.warnings] == ["W709", "W709"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_and_every_chart_is_marked(scenario, language):
    result = api.load(scenario, allow_outdated=True).run().result
    view = View(result, language)
    assert label_of(view) == OUTDATED
    found = pages(view)
    assert found.label == OUTDATED
    warnings = [block.text for block in found.sections[0].blocks if getattr(block, "tone", "") == "warning"]
    assert any(all(path in text for path in PATHS) for text in warnings)
    drawn = CHARTS["allocation"].draw(result, language=language)
    assert OUTDATED in texts(drawn)


def test_what_is_in_force_carries_no_mark(scenario):
    result = api.load(scenario, {"year": "2013"}).run().result
    assert label_of(View(result)) == ""
    assert label_of(View(result, "zh", api.load(scenario, allow_outdated=True).run().result)) == OUTDATED
