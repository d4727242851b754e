"""The other commands: what each says, and its exit code."""

import json

import pytest

from simulator.cli.main import COMMANDS
from simulator.glossary import MESSAGES
from tests.cli.running import CUT, LONGGANG, simulator


def test_check_of_the_scenarios_finds_nothing():
    said = simulator("check", LONGGANG, CUT, "--strict", "--lang", "en")
    assert (said.code, said.out.strip()) == (0, "no problems"), said.err


def test_explain_of_an_award_ends_in_the_award_of_the_run(tmp_path):
    simulator("run", LONGGANG, "--out", tmp_path / "plan")
    rows = (tmp_path / "plan" / "awards.csv").read_text(encoding="utf-8").splitlines()
    row = next(line for line in rows if line.startswith("rent_subsidy,") and not line.endswith(",0"))
    _, applicant, due, paid = row.split(",")
    said = simulator("explain", LONGGANG, f"rent_subsidy/{applicant}", "--json")
    lines = json.loads(said.out)["lines"]
    assert said.code == 0
    assert [line["amount_fen"] for line in lines[-2:]] == [int(due), int(paid)]


@pytest.mark.parametrize("path", ["rent_subsidy", "constraints.capacity_share", "capacity_share"])
def test_explain_of_a_programme_or_a_limit_says_where_it_is_written(path):
    said = simulator("explain", LONGGANG, path, "--lang", "en")
    assert said.code == 0, said.err
    assert "longgang_2014.yaml:" in said.out


def test_explain_of_a_total_is_exact():
    said = simulator("explain", LONGGANG, "sources.total.amount", "--lang", "en")
    assert said.out.strip() == "sources.total.amount = 15,811,000元"


def test_explain_of_a_changed_value_shows_what_it_was():
    said = simulator("explain", CUT, "programmes.rent_subsidy.award.share.rate", "--lang", "en")
    assert said.code == 0, said.err
    assert "= 60%" in said.out
    assert "was 50%" in said.out


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_error_code_is_explained_in_both_languages(code):
    for language in ("zh", "en"):
        said = simulator("explain", code, "--lang", language)
        assert said.code == 0
        assert len(said.out.splitlines()) >= 2


def test_explain_of_nothing_known_exits_2():
    assert simulator("explain", LONGGANG, "nobody/F0001").code == 2
    assert simulator("explain", "Z999").code == 2


def test_new_writes_a_scenario_that_checks_and_runs(tmp_path):
    said = simulator(
        "new", tmp_path / "grants", "--title", "科技专项", "--year", "2026", "--budget", "60万元"
    )
    assert said.code == 0, said.err
    path = tmp_path / "grants" / "grants.yaml"
    assert simulator("check", path).code == 0
    found = json.loads(simulator("run", path, "--json").out)
    assert found["spending"]["project"]["amount_fen"] == 60_000_000
    assert found["status"] == "proven optimal"
    for line in found["ledgers"]["lines"].values():
        assert line["paid_fen"][-1] == line["authorised_fen"][-1] > 0
    assert [each["state"] for each in found["targets"]] == ["met"]


def test_new_does_not_overwrite(tmp_path):
    assert simulator("new", tmp_path / "a", "--budget", "60万元").code == 0
    before = (tmp_path / "a" / "a.yaml").read_bytes()
    assert simulator("new", tmp_path / "a", "--budget", "70万元").code == 2
    assert (tmp_path / "a" / "a.yaml").read_bytes() == before


def test_new_with_a_budget_that_is_no_money_writes_nothing(tmp_path):
    assert simulator("new", tmp_path / "a", "--budget", "lots").code == 2
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_schema_is_json_with_every_section(language):
    scenario = json.loads(simulator("schema", "--lang", language).out)["$defs"]["Scenario"]
    assert scenario["additionalProperties"] is False
    assert ("programmes" if language == "en" else "专项") in scenario["properties"]


@pytest.mark.parametrize("what", ["steps", "methods", "measures", "charts", "solvers"])
def test_list_names_each_thing_first_on_its_line(what):
    said = simulator("list", what, "--lang", "en")
    names = [line.split()[0] for line in said.out.splitlines()]
    assert said.code == 0
    assert len(names) >= 5 or what == "solvers"
    assert set(json.loads(simulator("list", what, "--json").out)[what]) == set(names)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_in_both_languages(name):
    said = simulator(name, "--help")
    assert said.code == 0
    assert said.out.isascii() is False
    assert "Usage" in said.out


@pytest.mark.parametrize("arguments", [(), ("nothing",), ("run",), ("run", LONGGANG, "--set", "novalue")])
def test_wrong_flags_exit_2_and_show_the_usage(arguments):
    said = simulator(*arguments)
    assert said.code == 2
    assert "Usage" in said.err
    assert "Traceback" not in said.err
