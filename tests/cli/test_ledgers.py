"""The year in money at the command line: its screen, its files, and when it is bad news."""

import csv
import json

import pytest

from tests.cli.running import LONGGANG, simulator
from tests.language.test_ledgers import OPENING, YEAR


@pytest.fixture
def file(tmp_path):
    """Return a way to write a scenario down."""

    def write(text):
        (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
        return str(tmp_path / "a.yaml")

    return write


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_screen_tells_ledgers_adjustments_pace_and_lots(file, language):
    said = simulator("run", file(OPENING + YEAR), "--lang", language)
    words = {
        "zh": ("可用预算", "调减“project”", "2014-11(关口)", "全部支出", "年初结转"),
        "en": ("authorised", "project is cut", "2014-11 (gate)", "all spending", "opening"),
    }
    for word in words[language]:
        assert word in said.out


def test_a_pace_that_must_be_kept_and_is_not_is_bad_news(file):
    assert simulator("run", file(OPENING + YEAR)).code == 1
    assert simulator("run", file(OPENING + YEAR.replace("strength: must", "strength: should"))).code == 0


def test_the_folder_holds_cash_csv_with_the_others(file, tmp_path):
    said = simulator("run", file(OPENING), "--out", str(tmp_path / "out"), "--json")
    names = sorted(each.name for each in (tmp_path / "out").iterdir())
    assert names == ["awards.csv", "cash.csv", "certificate.json", "result.json"]
    with (tmp_path / "out" / "cash.csv").open(encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read))
    told = json.loads(said.out)["ledgers"]["total"]["paid_fen"]
    assert sum(int(row["paid_fen"]) for row in rows if row["quarter"] == "Q4") == told[-1] == 10**8


def test_a_scenario_without_time_writes_no_cash(tmp_path):
    simulator("run", LONGGANG, "--out", str(tmp_path / "out"))
    assert not (tmp_path / "out" / "cash.csv").exists()


def test_a_cut_that_is_too_large_is_wrong_input_at_its_line(file):
    said = simulator(
        "run", file(OPENING + "adjustments: [{on: Q3, line: programmes.rent, cut: 1}]\n"), "--lang", "en"
    )
    assert said.code == 2
    assert "a.yaml:10:15: error[R681]" in said.err


@pytest.mark.parametrize(
    "path", ["ledgers.total.paid.Q3", "pace.2014-11.gap", "carry_over.2013.spent", "pace"]
)
def test_a_figure_of_the_year_is_explained(file, path):
    said = simulator("explain", file(OPENING + YEAR), path, "--lang", "en")
    assert said.code == 0
    assert said.out.strip()


@pytest.mark.parametrize("chart", ["ledgers", "pace"])
def test_the_charts_of_the_year_are_drawn(file, tmp_path, chart):
    said = simulator("chart", file(OPENING + YEAR), chart, "--out", str(tmp_path / "c.svg"))
    assert said.code == 0
    assert (tmp_path / "c.svg").read_text(encoding="utf-8").startswith("<?xml")
