"""Everything wrong at once: every error in one run with its place, exit 2, nothing written, no traceback."""

from pathlib import Path

import pytest

from tests.cli.running import LONGGANG, SCENARIOS, simulator

WRONG = """\
language: 1
scenario: wrong
title: 处处有错
year: 2014
unit: 万元
sources:
  s: {amount: １００}
spending:
  project: {amont: 90, amount: 90, when_short: optimise}
populations:
  firms:
    file: firms.csv
    id: firm_id
    columns: {rent: 元, sector: [生物, 其他]}
programmes:
  rent:
    spending: projekt
    applicants: firms
    eligible: rennt > 0元
    award: [{share: {of: rent, rate: 50}}, {cap: 5吨}]
    when_short: pro_rata
    points: {per_award: 1}
  more:
    spending: project
    applicants: firms
    eligible: sector = 生勿
    award: [{share: {of: rent, rate: 10%}}]
    when_short: pro_rate
objective: [{maximise: points}]
"""
TABLE = """\
firm_id,rent,sector
F1,"1,200",生物
F1,１２３,其他
F2,,生物
F3,1,200,生物
F4,12.345,其它
"""


@pytest.fixture
def wrong(tmp_path) -> Path:
    (tmp_path / "wrong.yaml").write_text(WRONG, encoding="utf-8")
    (tmp_path / "firms.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path / "wrong.yaml"


@pytest.mark.parametrize("command", ["check", "run"])
def test_every_error_of_scenario_and_data_is_told_in_one_run(wrong, command):
    said = simulator(command, wrong, "--lang", "en")
    assert said.code == 2
    assert "Traceback" not in said.err
    for line, word in [
        (9, "amount"),
        (17, "project"),
        (19, "rent"),
        (20, "50%"),
        (20, "吨"),
        (26, "生物"),
        (28, "pro_rata"),
    ]:
        assert any(f"wrong.yaml:{line}:" in told and word in told for told in said.err.split("\n\n")), (
            line,
            word,
        )
    for row, column in [(4, 2), (5, 2), (6, 2), (6, 3)]:
        assert f"firms.csv:{row}:" in said.err, (row, column)
    assert "F1" in said.err


def test_problems_come_sorted_by_file_and_line(wrong):
    said = simulator("check", wrong, "--lang", "en")
    places = [told.split(": ")[0] for told in said.err.split("\n\n") if ".yaml:" in told.split(": ")[0]]
    lines = [int(place.rsplit(":", 2)[1]) for place in places]
    assert lines == sorted(lines)


def test_a_refused_run_leaves_no_output(wrong, tmp_path):
    assert simulator("run", wrong, "--out", tmp_path / "plan").code == 2
    assert not (tmp_path / "plan").exists()


def test_the_same_problems_are_told_in_chinese(wrong):
    zh, en = (simulator("check", wrong, "--lang", language) for language in ("zh", "en"))
    assert zh.err.count("错误[") == en.err.count("error[")
    assert "是否想写" in zh.err


def test_a_gb18030_table_is_read_and_said(tmp_path):
    folder = tmp_path / "gb"
    assert simulator("new", folder, "--budget", "60万元").code == 0
    table = folder / "gb_firms.csv"
    table.write_bytes(table.read_text(encoding="utf-8").encode("gb18030"))
    said = simulator("check", folder / "gb.yaml", "--lang", "en")
    assert said.code == 0
    assert "GB18030" in said.err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [", "Y121"),
        ("scenario: x\nscenario: y\n", "Y112"),
        ("", "Y101"),
        ("- just\n- a list\n", "Y102"),
        ("scenario: &a x\nyear: *a\n", "Y108"),
        ("\tscenario: x\n", "Y122"),
        ("scenario: x\nyear: 2014\nlanguage: 2\n", "S211"),
    ],
)
def test_text_that_is_no_scenario_is_refused_with_a_place(tmp_path, text, code):
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    said = simulator("run", path, "--lang", "en")
    assert said.code == 2
    assert "bad.yaml" in said.err
    assert f"error[{code}]" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("name", ["nothing.yaml", "."])
def test_a_file_that_is_not_there_is_said_plainly(tmp_path, name):
    said = simulator("run", tmp_path / name, "--lang", "en")
    assert said.code == 2
    assert "Traceback" not in said.err


def test_an_overlay_whose_guard_no_longer_holds_is_refused_at_both_places(tmp_path):
    for name in ("longgang_2014.yaml", "longgang_2014_cut.yaml"):
        text = (SCENARIOS / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(
            text.replace("{of: annual_rent, rate: 50%}", "{of: annual_rent, rate: 45%}"), "utf-8"
        )
    said = simulator("check", tmp_path / "longgang_2014_cut.yaml", "--lang", "en")
    assert said.code == 2
    assert "longgang_2014_cut.yaml:7:" in said.err
    assert "45%" in said.err


def test_output_into_a_place_that_is_no_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    said = simulator("run", LONGGANG, "--out", tmp_path / "file" / "plan", "--lang", "en")
    assert said.code == 2
    assert "Traceback" not in said.err


def test_check_works_out_every_claim_and_names_whose_has_no_value(tmp_path):
    (tmp_path / "f.csv").write_text("firm_id,rent,heads\nF1,100,2\nF0,100,0\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text(
        "scenario: a\nyear: 2014\nunit: 元\nsources: {s: {amount: 9}}\nspending: {p: {amount: 9}}\n"
        "populations: {f: {file: f.csv, id: firm_id, columns: {rent: 元, heads: count}}}\n"
        "programmes:\n"
        "  q: {spending: p, applicants: f, award: [{fixed: rent / heads}], when_short: pro_rata}\n",
        encoding="utf-8",
    )
    said = simulator("check", str(tmp_path / "a.yaml"), "--lang", "en")
    assert said.code == 2
    assert "a.yaml:8:3: error[E401]: applicant F0: the divisor heads is 0" in said.err
