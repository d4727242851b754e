"""The year beside a certificate: no fen of the ledgers, the funds or the years can be changed alone."""

import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator import checker
from tests.cli.running import simulator

YEAR = """
scenario: year
year: 2024
unit: 元
sources: {own: {amount: 1000}}
spending: {grants: {amount: 700, when_short: pro_rata}, office: {amount: 300, pay: evenly}}
populations:
  groups: {file: groups.csv, nature: synthetic, id: ref, columns: {cost: 元, ward: [north, south]}}
programmes:
  core: {spending: grants, applicants: groups, award: [{share: {of: cost, rate: 50%}}], when_short: pro_rata}
  loans: {applicants: groups, paid_from: pool, award: [{share: {of: cost, rate: 10%}}], when_short: pro_rata}
calendar:
  core:
    column: ward
    rows:
      north: {Q1: [contract, {pay: 60%}], 2025Q2: {pay: 40%}}
      south: {Q3: [contract, {pay: 100%}]}
  loans: {Q2: [contract, {pay: 100%}]}
adjustments: [{on: Q3, line: spending.office, cut: 40}]
cash: {all: {ceilings: {Q1: 20%, Q2: 35%, Q4: 100%}}}
carry_over: {lots: [{year: 2023, amount: 50, line: programmes.core}, {year: 2022, amount: 7.01}]}
funds: {pool: {opening: 500, pays: [loans], recovers: {after: 1, multiple: 0.9x}}}
"""
HORIZON = "horizon: {until: 2026}\n"
GROUPS = "ref,cost,ward\nA,400.01,north\nB,600.00,south\nC,250.50,north\n"
NUMBER = re.compile(r"(?<![\w\"/.-])\d{2,}(?![\w\"/.])")


def written(folder: Path, horizon: str) -> Path:
    (folder / "groups.csv").write_text(GROUPS, encoding="utf-8")
    (folder / "year.yaml").write_text(YEAR + horizon, encoding="utf-8")
    assert simulator("run", str(folder / "year.yaml"), "--out", str(folder / "out")).code == 0
    return folder / "out"


@pytest.fixture(scope="module")
def one_year(tmp_path_factory):
    return written(tmp_path_factory.mktemp("one"), "")


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    return written(tmp_path_factory.mktemp("several"), HORIZON)


def copied(folder: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(folder, to))


def nudged(text: str, count: int) -> Iterator[str]:
    """Yield a text with one of its numbers a fen larger, each time another."""
    found = list(NUMBER.finditer(text))
    for each in random.Random(7).sample(found, min(count, len(found))):
        yield f"{text[: each.start()]}{int(each[0]) + 1}{text[each.end() :]}"


def test_what_is_written_is_accepted(one_year, years, capsys):
    assert checker.main([str(one_year)]) == 0
    assert checker.main([str(years)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "verified 核验通过: years.json"


def test_no_number_of_a_cash_plan_can_be_changed(one_year, tmp_path, capsys):
    for text in nudged((one_year / "cash.csv").read_text(encoding="utf-8"), 40):
        folder = copied(one_year, tmp_path / "out")
        (folder / "cash.csv").write_text(text, encoding="utf-8")
        assert checker.main([str(folder)]) == 1
        assert "cash.csv has other ledgers" in capsys.readouterr().out


def test_no_number_of_the_years_can_be_changed(years, tmp_path):
    for name in ("years.json", "result.json", "result_2025.json", "cash_2026.csv"):
        for text in nudged((years / name).read_text(encoding="utf-8"), 12):
            folder = copied(years, tmp_path / "out")
            (folder / name).write_text(text, encoding="utf-8")
            assert checker.main([str(folder)]) == 1, name


CHANGES = {
    "paid above committed": lambda told: raise_all(told, "paid_fen", "due_fen"),
    "committed above authorised": lambda told: raise_all(told, "committed_fen"),
    "due and not waiting": lambda told: raise_all(told, "due_fen"),
    "a total of its own": lambda told: nudge(told["ledgers"]["total"]["authorised_fen"], 0),
    "a lot that grows": lambda told: nudge(told["ledgers"]["lots"][0], "closing_fen"),
    "a balance that does not": lambda told: nudge(told["ledgers"]["balance"], "spent_fen"),
    "a fund that gains": lambda told: nudge(told["funds"]["pool"]["quarters"][1], "closing_fen"),
    "a fund that opens anew": lambda told: nudge(told["funds"]["pool"], "opening_fen"),
}


def nudge(holder, key):
    holder[key] += 1


def raise_all(told, *columns):
    """Raise columns of a line and of the total alike, so that these still add up."""
    for entry in (told["ledgers"]["lines"]["programmes.core"], told["ledgers"]["total"]):
        for column in columns:
            entry[column] = [each + 100_000 for each in entry[column]]


@pytest.mark.parametrize("change", CHANGES)
def test_ledgers_and_funds_that_do_not_add_up_are_refused_without_any_other_file(change, one_year, tmp_path):
    folder = copied(one_year, tmp_path / "out")
    (folder / "cash.csv").unlink()
    assert checker.main([str(folder)]) == 0
    told = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    CHANGES[change](told)
    (folder / "result.json").write_text(json.dumps(told), encoding="utf-8")
    assert checker.main([str(folder)]) == 1


def test_a_year_that_opens_with_other_money_is_refused(years, tmp_path, capsys):
    folder = copied(years, tmp_path / "out")
    told = json.loads((folder / "years.json").read_text(encoding="utf-8"))
    for holder in (told["2025"]["balance"], told["2025"]["result"]["ledgers"]["balance"]):
        holder["opening_fen"] += 5
        holder["closing_fen"] += 5
    (folder / "years.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "result_2025.json").write_text(json.dumps(told["2025"]["result"]), encoding="utf-8")
    assert checker.main([str(folder)]) == 1
    assert "2025 opens with other money" in capsys.readouterr().out
