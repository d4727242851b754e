"""The published tables as an officer meets them: on the screen, as files, as a workbook, in words."""

import csv
import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.running import LONGGANG, SCENARIOS, simulator
from tests.engine.year.disclosing import SMALL
from tests.language.texts import with_line

TABLES = str(SCENARIOS / "longgang_2014_tables.yaml")
CUT = str(SCENARIOS / "longgang_2014_tables_cut.yaml")


@pytest.fixture
def small(tmp_path):
    """Return the file of the small budget, or of another text."""

    def written(text: str = SMALL) -> Path:
        file = tmp_path / "small.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return written


# ── Longgang 2014 ──────────────────────────────────────────────────────────────────────────────────


def test_the_published_totals_of_longgang_are_reproduced_and_two_zero_sources_are_kept():
    said = simulator("run", TABLES, "--json")
    assert said.code == 0
    told = json.loads(said.out)
    rows = {row["code"]: row["fen"]["amount"] for row in told["disclosure"]["tables"]["overall"]["rows"]}
    assert (rows["revenue"], rows["spent"]) == (1_581_100_000, 1_581_100_000)
    assert (rows["basic"], rows["project"]) == (476_900_000, 1_104_200_000)
    assert (rows["special_account"], rows["other"]) == (0, 0)
    revenue = told["disclosure"]["tables"]["revenue"]["rows"]
    assert [row["code"] for row in revenue] == [
        "total",
        "fiscal_appropriation",
        "other_income",
        "special_account",
    ]
    assert all(each["met"] for each in told["expectations"])


def test_every_split_of_longgang_is_listed_as_an_assumption():
    told = json.loads(simulator("run", TABLES, "--json").out)
    assumed = {each["path"] for each in told["assumptions"]}
    text = (SCENARIOS / "longgang_2014_tables.yaml").read_text(encoding="utf-8")
    lines = text[text.index("  lines:\n") : text.index("  codes:\n")].splitlines()[1:]
    written = [line.split(":")[0].strip() for line in lines if " amount: " in line]
    assert len(written) == 16
    assert {f"disclosure.lines.{name}.amount" for name in written} <= assumed
    assert {f"programmes.{name}.amount" for name in told["programmes"]} <= assumed


def test_five_per_cent_off_the_projects_goes_to_the_closing_balance():
    said = simulator("run", CUT, "--json")
    told = json.loads(said.out)
    rows = {row["code"]: row for row in told["disclosure"]["tables"]["overall"]["rows"]}
    assert said.code == 0
    assert (rows["project"]["fen"]["amount"], rows["closing"]["fen"]["amount"]) == (1_048_990_000, 55_210_000)
    printed = {code: row["printed"]["amount"] for code, row in rows.items()}
    assert [printed[code] for code in ("basic", "project", "spent", "closing", "uses")] == [
        "476.9",
        "1049.0",
        "1525.9",
        "55.2",
        "1581.1",
    ]
    moved = {each["result"] for each in told["expectations"] if each["moved"]}
    assert moved == {"disclosure.overall.spent.amount", "disclosure.overall.project.amount"}


def test_without_the_closing_balance_the_overlay_is_refused_with_both_sides():
    said = simulator("run", CUT, "--set", "disclosure.closing=0元", "--lang", "en")
    assert said.code == 2
    assert "R711" in said.err
    assert "1,581.1万元 on one side and 1,525.89万元 on the other, 55.21万元 apart" in said.err


def test_a_scenario_without_tables_is_told_as_before():
    assert "disclosure" not in json.loads(simulator("run", LONGGANG, "--json").out)


# ── every way to see them ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("部门收支总表 · 单位:元", "财政拨款收入", "空表:政府性基金预算支出表", "精确到分")),
        (
            "en",
            (
                "Overall revenue and expenditure",
                "Running of the administration",
                "kept empty: ",
                "to the fen",
            ),
        ),
    ],
)
def test_the_screen_shows_the_first_tables_and_names_the_others(small, language, words):
    said = simulator("run", small(), "--lang", language)
    assert said.code == 0
    assert [each for each in words if each not in said.out] == []


def test_the_files_stand_in_a_folder_of_their_own(small, tmp_path):
    assert simulator("run", small(), "--out", tmp_path / "plan").code == 0
    files = sorted(each.name for each in (tmp_path / "plan" / "tables").iterdir())
    assert len(files) == 15
    assert sorted(each.name for each in (tmp_path / "plan").iterdir())[-1] == "tables"
    with (tmp_path / "plan" / "tables" / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    assert (rows["uses"]["amount_fen"], rows["uses"]["amount_元"]) == ("100000", "1000")


def test_a_scenario_without_tables_writes_no_such_folder(tmp_path, small):
    text = SMALL[: SMALL.index("disclosure:")]
    assert simulator("run", small(text), "--out", tmp_path / "plan").code == 0
    assert not (tmp_path / "plan" / "tables").exists()


def test_the_workbook_is_written_in_the_language_asked_for_and_always_alike(small, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        assert simulator("run", small(), "--xlsx", tmp_path / name, "--lang", "en").code == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert "1 Overall revenue and expendi" in archive.read("xl/workbook.xml").decode()


def test_a_workbook_of_nothing_is_refused(small, tmp_path):
    text = SMALL[: SMALL.index("disclosure:")]
    said = simulator("run", small(text), "--xlsx", tmp_path / "a.xlsx", "--lang", "en")
    assert said.code == 2
    assert "R714" in said.err
    assert not (tmp_path / "a.xlsx").exists()


def test_a_figure_is_explained_by_its_lines(small):
    said = simulator("explain", small(), "disclosure.basic_economic.302.public", "--lang", "en")
    assert said.code == 0
    assert "line 'guests', 20.5元 (2060101 / 30217 / 50201): as written" in said.out


def test_a_doubtful_pair_of_codes_is_a_warning_and_strict_makes_it_bad_news(small):
    file = small(
        with_line("department: 30218, government: 50204", "department: 30218, government: 50202", SMALL)
    )
    said = simulator("run", file)
    assert (said.code, "W791" in said.err) == (0, True)
    assert simulator("run", file, "--strict").code == 1


def test_several_years_have_their_tables_each(small, tmp_path):
    file = small(SMALL + "horizon: {until: 2025}\n")
    said = simulator("run", file, "--out", tmp_path / "plan", "--xlsx", tmp_path / "a.xlsx")
    assert said.code == 0
    first, second = (tmp_path / "plan" / name / "overall.csv" for name in ("tables", "tables_2025"))
    assert first.read_bytes() == second.read_bytes()
