"""Parts of the year that meet in one budget: every command ends well, in both languages, and adds up."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.running import simulator

FOLDER = Path(__file__).parent / "combinations"
ENDINGS = {
    "a_leap_day": 1,
    "an_empty_calendar": 0,
    "everything": 1,
    "fund_with_a_calendar": 1,
    "groups_with_decisions": 0,
    "infeasible_in_a_later_year": 3,
    "issued_in_advance": 0,
    "nobody": 0,
    "short_in_a_later_year": 2,
    "tables_with_adjustments": 0,
    "targets_over_the_years": 0,
    "the_last_years": 0,
    "two_ceilings": 1,
    "work_beside_a_pace": 0,
}
"""Each file of the folder with the exit code of its run."""

REFUSED = (2, 3)
ROWS = "firm_id,cost,batch,score\n"
LISTS = {"nobody": ROWS, "one_applicant": ROWS + "A1,0.01,一批,1\n"}


def write(folder: Path, name: str, more: str = "", rows: str | None = None) -> str:
    """Return the path of a combination written down with its list of firms, with `more` at its end."""
    firms = LISTS.get(name) if rows is None else rows
    firms = (FOLDER / "firms.csv").read_text(encoding="utf-8") if firms is None else firms
    (folder / "firms.csv").write_text(firms, encoding="utf-8")
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    (folder / f"{name}.yaml").write_text(text + more, encoding="utf-8")
    return str(folder / f"{name}.yaml")


@pytest.fixture(params=ENDINGS)
def written(request, tmp_path):
    """Return the file of a combination and the exit code its run ends with."""
    return write(tmp_path, request.param), ENDINGS[request.param]


def test_every_file_of_the_folder_is_run():
    assert sorted(each.stem for each in FOLDER.glob("*.yaml")) == sorted(ENDINGS)


@pytest.mark.parametrize(
    ("name", "rows", "award"),
    [
        ("nobody", LISTS["one_applicant"], 50_00),
        ("nobody", None, 0),
        ("groups_with_decisions", None, 93_333_334),
        ("everything", None, 150_000_000),
    ],
)
def test_the_awards_of_few_and_of_many_are_to_the_fen(name, rows, award, tmp_path):
    said = simulator("run", write(tmp_path, name, rows=rows), "--json")
    assert json.loads(said.out)["programmes"]["grants"]["award_fen"] == award


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_ends_as_it_should(written, language, tmp_path):
    file, code = written
    out = str(tmp_path / "out")
    assert simulator("check", file, "--lang", language).code in (0, 1)
    said = simulator("run", file, "--out", out, "--lang", language)
    assert said.code == code, said.err
    refused = code in REFUSED
    assert simulator("verify", out, file, "--lang", language).code == (2 if refused else 0)
    assert refused or json.loads(simulator("run", file, "--json").out)["scenario"]


def test_every_report_is_made(written, tmp_path):
    file, code = written
    if code in REFUSED:
        assert simulator("run", file).err
        return
    for language in ("zh", "en"):
        told = simulator("report", file, "--out", str(tmp_path / f"{language}.pdf"), "--lang", language)
        assert told.code == 0, told.err


@pytest.mark.parametrize("name", ["short_in_a_later_year", "infeasible_in_a_later_year"])
def test_what_is_wrong_with_a_later_year_says_which_year_it_is(name, tmp_path):
    said = simulator("run", write(tmp_path, name), "--lang", "en")
    assert "error[R688]: the budget of 2017 does not hold" in said.err


def test_a_day_that_a_later_year_lacks_is_the_last_of_its_month(tmp_path):
    file = write(tmp_path, "a_leap_day")
    years = json.loads(simulator("run", file, "--json").out)["years"]
    assert list(years) == ["2016", "2017", "2018"]
    simulator("run", file, "--out", str(tmp_path / "out"))
    later = json.loads((tmp_path / "out" / "result_2017.json").read_text(encoding="utf-8"))
    assert "2017-02-28" in json.dumps(later["ledgers"]["pace"])


SMALL = """\
scenario: a
year: 2016
unit: 万元
sources: {city: {amount: 100}}
spending: {project: {amount: 100}}
programmes: {line: {spending: project, amount: 100}, talk: {money: none}}
constraints: {c: {top: {award: {programme: line}}, at_most: 100}}
"""


def test_years_that_have_no_days_are_refused_at_their_place(tmp_path):
    file = write(tmp_path, "the_last_years", "horizon: {until: 9999}\n")
    said = simulator("check", file, "--lang", "en")
    assert said.code == 2
    assert "error[S498]" in said.out + said.err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("targets: {a: {title: a, at_least: 3, due: 2047Q1}}\n", "S410"),
        ("carry_over: {unpaid: [{line: programmes.line, due: 2047Q1, amount: 5}]}\n", "S410"),
        ("funds: {f: {opening: 10, flows: [{on: 2047Q1, outflow: 3}]}}\n", "S410"),
        ("funds: {f: {opening: 10, recovers: {after: 31, multiple: 2x}}}\n", "S459"),
        ("pace: {of: programmes.talk}\n", "S434"),
        ("cash: {a: {of: programmes.talk, ceilings: {Q1: 5%}}}\n", "S434"),
        ("expect: [{result: constraints.c.value, is: 无, as_printed: half_up}]\n", "S284"),
        ("expect: [{result: constraints.c.value, is: 2016-06-30}]\n", "S284"),
    ],
)
def test_what_no_run_could_use_is_told_at_its_place(text, code, tmp_path):
    (tmp_path / "a.yaml").write_text(SMALL + text, encoding="utf-8")
    said = simulator("check", str(tmp_path / "a.yaml"), "--lang", "en")
    assert said.code == 2
    assert re.findall(r"a\.yaml:(\d+):\d+: error\[(\w+)\]", said.out + said.err) == [("8", code)]


# ── what is said ───────────────────────────────────────────────────────────────────────────────────


def screen(folder: Path, name: str, language: str = "zh") -> str:
    return simulator("run", write(folder, name), "--lang", language).out


def test_a_limit_and_its_room_are_told_in_what_they_are_written_in(tmp_path):
    lines = [" ".join(each.split()) for each in screen(tmp_path, "fund_with_a_calendar").splitlines()]
    assert "带动 29000x ≥ 20x 2,898,000万元 满足" in lines
    assert "放大 2x ≥ 1.5x 0.5x 满足" in lines
    assert "占比 30.00% ≤ 50.00% 20.00% 满足" in lines
    assert "受补占比 75.00% ≥ 30.00% 1.8 满足" in lines
    assert "撬动 0.8333x ≥ 5x 未完成 4.1667x —" in lines


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("constraints.drawn", "带动:实际 29000x ≥ 20x,余量 28,980,000,000元,满足"),
        ("constraints.drawn.value", "constraints.drawn.value = 29000x"),
        ("constraints.helped.value", "constraints.helped.value = 75.00%"),
        ("constraints.helped.slack", "constraints.helped.slack = 1.8"),
        ("figures.whole.value", "figures.whole.value = 29,000,000,000元"),
        ("figures.part.value", "figures.part.value = 30%"),
        ("figures.each.value", "figures.each.value = ≈33.3333"),
        ("funds.pool.in.Q1", "  一季度:期初 1,200,000元 + 注入 100,000元"),
    ],
)
def test_a_figure_is_explained_in_what_it_is(path, told, tmp_path):
    file = write(tmp_path, "fund_with_a_calendar")
    assert told in simulator("explain", file, path, "--lang", "zh").out


def test_what_funds_pay_is_said_to_stand_beside_the_budget(tmp_path):
    assert "核定合计中 120万元 由基金支付,不在预算之内" in screen(tmp_path, "fund_with_a_calendar")
    assert "120万元 of what is granted is paid by funds, beside the budget" in screen(
        tmp_path, "fund_with_a_calendar", "en"
    )


def test_moments_are_in_the_language_and_sums_in_the_unit_of_the_screen(tmp_path):
    zh, en = screen(tmp_path, "everything"), screen(tmp_path, "everything", "en")
    assert "二季度 追加“平台” 10万元,来源:上级" in zh
    assert "年初结转 32.5万元 + 本年预算 330万元" in zh
    assert re.search(r"^三季度 +75\.00%", zh, re.MULTILINE)
    assert re.search(r"^Q3 +75\.00%", en, re.MULTILINE)
    assert not re.search(r"\bQ[1-4]\b", zh)


def test_a_pace_over_nothing_is_neither_kept_nor_missed(tmp_path):
    line = next(each for each in screen(tmp_path, "nobody").splitlines() if each.startswith("2016-06"))
    assert line.split() == ["2016-06(关口)", "50.00%", "—", "—", "—"]


def test_years_without_programmes_that_spend_have_no_table_of_them(tmp_path):
    assert "合计" not in screen(tmp_path, "targets_over_the_years")


def test_the_years_of_everything_open_with_what_the_one_before_left(tmp_path):
    file = write(tmp_path, "everything")
    years = json.loads(simulator("run", file, "--json").out)["years"]
    balances = [each["balance"] for _, each in sorted(years.items())]
    assert len(balances) == 4
    for each in balances:
        spent = each["spent_fen"] + each["lapsed_fen"] + each["closing_fen"]
        assert each["opening_fen"] + each["revenue_fen"] == spent
    for before, after in pairwise(balances):
        assert after["opening_fen"] == before["closing_fen"]
