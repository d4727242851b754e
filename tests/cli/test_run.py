"""`simulator run`: the published totals, the files it leaves, and how it ends."""

import csv
import io
import json
from collections import defaultdict

import pytest

import simulator as sim
from tests.cli.running import CUT, LONGGANG, SCENARIOS, simulator


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan") / "out"
    said = simulator("run", LONGGANG, "--json", "--out", folder)
    assert said.code == 0, said.err
    return folder, json.loads(said.out)


def test_the_published_totals_come_out_to_the_fen(written):
    _, found = written
    assert sum(each["amount_fen"] for each in found["sources"].values()) == 1_581_100_000
    assert found["spending"]["basic"]["amount_fen"] == 476_900_000
    project = found["spending"]["project"]
    assert project["used_fen"] + project["unspent_fen"] == project["amount_fen"] == 1_104_200_000
    assert found["status"] == "proven optimal"
    assert found["unallocated_fen"] == 0


def test_awards_csv_adds_up_to_each_programme_and_to_the_class(written):
    folder, found = written
    sums = defaultdict(int)
    for row in csv.DictReader(io.StringIO((folder / "awards.csv").read_text(encoding="utf-8"))):
        sums[row["programme"]] += int(row["award_fen"])
    assert dict(sums) == {name: each["award_fen"] for name, each in found["programmes"].items()}
    assert sum(sums.values()) == found["spending"]["project"]["used_fen"]


def test_what_is_printed_as_json_is_what_is_written(written):
    folder, found = written
    assert json.loads((folder / "result.json").read_text(encoding="utf-8")) == found


def test_the_independent_checker_accepts_the_certificate(written):
    folder, _ = written
    assert simulator("verify", folder).code == 0


def test_the_checker_refuses_an_award_moved_by_one_fen(written, tmp_path):
    folder, _ = written
    for name in ("certificate.json", "awards.csv"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    lines = (tmp_path / "awards.csv").read_text(encoding="utf-8").splitlines()
    paid = next(index for index, line in enumerate(lines[1:], start=1) if not line.endswith(",0"))
    head, _, last = lines[paid].rpartition(",")
    lines[paid] = f"{head},{int(last) - 1}"
    (tmp_path / "awards.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert simulator("verify", tmp_path).code == 1


def test_two_runs_write_the_same_bytes(written, tmp_path):
    folder, _ = written
    assert simulator("run", LONGGANG, "--out", tmp_path / "again").code == 0
    for name in ("result.json", "awards.csv", "certificate.json"):
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_the_overlay_cuts_a_tenth_and_shows_the_published_figures_as_moved(written):
    said = simulator("run", CUT, "--json")
    found = json.loads(said.out)
    assert said.code == 0, said.err
    assert found["spending"]["project"]["amount_fen"] == 993_780_000
    moved = [each for each in found["expectations"] if each["moved"]]
    assert {each["result"] for each in moved} == {"spending.project.amount", "spending.total.amount"}
    assert found["unallocated_fen"] == 110_420_000


def test_one_screen_names_status_seal_and_the_synthetic_label_in_both_languages():
    zh, en = simulator("run", LONGGANG, "--lang", "zh"), simulator("run", LONGGANG, "--lang", "en")
    assert "已证明最优" in zh.out
    assert "合成数据" in zh.out
    assert "分毫不差" in zh.out
    assert "proven optimal" in en.out
    assert "synthetic data" in en.out
    assert "adds up to the fen" in en.out


def test_programme_lines_on_screen_add_to_the_total_as_printed():
    lines = simulator("run", LONGGANG, "--lang", "en").out.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("programme"))
    end = next(index for index, line in enumerate(lines) if index > start and line.startswith("total"))
    granted = [int(line.split()[-2].replace(",", "").replace(".", "")) for line in lines[start + 1 : end]]
    total = int(lines[end].split()[-1].replace(",", "").replace(".", ""))
    assert sum(granted) == total == 110_420


def test_a_setting_is_an_overlay_of_one_value():
    said = simulator("run", LONGGANG, "--set", "spending.project.amount=900万元", "--json")
    assert said.code == 0, said.err
    assert json.loads(said.out)["spending"]["project"]["amount_fen"] == 900_000_000


def test_a_setting_of_an_unknown_path_exits_2_and_offers_the_nearest():
    said = simulator("run", LONGGANG, "--set", "spending.projekt.amount=900万元", "--lang", "en")
    assert said.code == 2
    assert "project" in said.err
    assert said.out == ""


def test_an_impossible_budget_exits_3_and_names_the_clauses_by_line(tmp_path):
    said = simulator(
        "run",
        LONGGANG,
        "--set",
        "spending.project.amount=300万元",
        "--out",
        tmp_path / "none",
        "--lang",
        "en",
    )
    assert said.code == 3
    assert "R601" in said.err
    assert "longgang_2014.yaml:" in said.err
    files = sorted(each.name for each in (tmp_path / "none").iterdir())
    assert files[0] == "certificate.json"
    assert all(name.startswith("repair_") for name in files[1:])
    assert simulator("verify", tmp_path / "none", "--lang", "en").code == 0


def test_an_unknown_solver_exits_2_and_names_those_there_are():
    said = simulator("run", LONGGANG, "--solver", "cplexx", "--lang", "en")
    assert said.code == 2
    assert "highs" in said.err


def test_the_lp_file_is_written_with_readable_names(tmp_path):
    said = simulator("run", LONGGANG, "--write-lp", tmp_path / "model.lp")
    assert said.code == 0, said.err
    text = (tmp_path / "model.lp").read_text(encoding="utf-8")
    assert "Maximize" in text
    assert "capacity_share" in text


def test_the_mps_file_is_written_with_a_table_of_the_names(tmp_path):
    said = simulator("run", LONGGANG, "--write-mps", tmp_path / "model.mps")
    assert said.code == 0, said.err
    text = (tmp_path / "model.mps").read_text(encoding="utf-8")
    assert "\nNAME plan FREE\n" in text
    assert "constraints.capacity_share" in text
    assert text.endswith("\nENDATA\n")


def test_a_clock_that_does_not_strike_leaves_no_trace(written, tmp_path):
    said = simulator("run", LONGGANG, "--seconds", "100", "--out", tmp_path / "timed")
    assert said.code == 0, said.err
    for name in ("result.json", "awards.csv", "certificate.json"):
        assert (tmp_path / "timed" / name).read_bytes() == (written[0] / name).read_bytes()


def test_a_solver_that_was_ended_is_said_everywhere_and_exits_4(tmp_path, monkeypatch):
    # a child that dies at once is answered like one that was ended
    monkeypatch.setattr("simulator.optimise.solvers.child.WORKER", "import sys; sys.exit(1)")
    said = simulator("run", LONGGANG, "--seconds", "100", "--out", tmp_path / "ended", "--lang", "en")
    assert said.code == 4, said.err
    assert "not reproducible" in said.out
    assert json.loads((tmp_path / "ended" / "result.json").read_bytes())["reproducible"] is False
    assert simulator("verify", tmp_path / "ended").code == 0


@pytest.mark.parametrize("seconds", ["0", "-3", "soon", "nan", "99999999"])
def test_a_time_limit_that_is_none_exits_2(seconds):
    assert simulator("run", LONGGANG, "--seconds", seconds).code == 2


@pytest.mark.parametrize("solver", ["scipy", "pulp:CBC", "pulp:HiGHS"])
def test_every_solver_gives_the_same_awards_to_the_byte(written, tmp_path, solver):
    folder, found = written
    said = simulator("run", LONGGANG, "--solver", solver, "--json", "--out", tmp_path / "other")
    assert said.code == 0, said.err
    assert (tmp_path / "other" / "awards.csv").read_bytes() == (folder / "awards.csv").read_bytes()
    assert json.loads(said.out)["goals"] == found["goals"]


@pytest.mark.parametrize(("expected", "code"), [("110.42", 0), ("110.43", 1)])
def test_an_overlay_may_expect_what_it_leaves_unallocated(tmp_path, expected, code):
    for name in ("longgang_2014.yaml", "longgang_2014_cut.yaml"):
        (tmp_path / name).write_bytes((SCENARIOS / name).read_bytes())
    (tmp_path / "data").symlink_to(SCENARIOS / "data")
    with (tmp_path / "longgang_2014_cut.yaml").open("a", encoding="utf-8") as file:
        file.write(f"expect:\n  - {{result: unallocated, is: {expected}, as_printed: half_up}}\n")
    said = simulator("run", tmp_path / "longgang_2014_cut.yaml", "--lang", "en")
    assert said.code == code, said.err
    assert ("missed: unallocated" in said.out) == bool(code)


def test_an_overlay_may_drop_what_an_assumption_speaks_of(tmp_path):
    overlay = tmp_path / "drop.yaml"
    base = SCENARIOS / "longgang_2014.yaml"
    overlay.write_text(
        f"scenario: d\nextends: {base}\nreason: r\nchanges:\n  - {{drop: constraints.rent_small}}\n", "utf-8"
    )
    said = simulator("run", overlay, "--json")
    assert said.code == 0, said.err
    found = json.loads(said.out)
    assert "constraints.rent_small" not in [each["path"] for each in found["assumptions"]]
    assert "constraints.rent_small" not in [each["name"] for each in found["constraints"]]


def test_an_infeasible_budget_is_told_in_json_too_with_its_groups_and_units():
    said = simulator("run", LONGGANG, "--set", "spending.project.amount=770万元", "--json", "--lang", "en")
    assert said.code == 3
    found = json.loads(said.out)
    assert found["status"] == "infeasible"
    assert "constraints.street_balance[坂田]" in found["conflict"]
    assert "constraints.street_balance[坂田] asks for at most 45万元" in said.err


def test_a_bound_that_was_set_is_blamed_where_it_was_set():
    said = simulator("run", LONGGANG, "--set", "constraints.capacity_count.at_least=400", "--lang", "en")
    assert said.code == 3
    assert "--set:1:" in said.err


def test_verify_of_a_folder_without_a_certificate_exits_2(tmp_path):
    assert simulator("verify", tmp_path).code == 2


def test_a_stopped_run_exits_4_and_its_certificate_says_how_far_it_may_be_from_the_best(tmp_path):
    assert simulator("run", LONGGANG, "--nodes", "1", "--out", tmp_path / "plan").code == 4
    said = simulator("verify", tmp_path / "plan")
    assert said.code == 0
    assert "within X" not in said.out
    assert "(proven)" in said.out


def test_an_award_paid_in_full_from_a_short_pot_is_not_said_to_have_sufficed(written):
    rows = csv.DictReader(io.StringIO((written[0] / "awards.csv").read_text(encoding="utf-8")))
    served = next(
        row["applicant"]
        for row in rows
        if row["programme"] == "science_finance" and 0 < int(row["entitlement_fen"]) == int(row["award_fen"])
    )
    said = simulator("explain", LONGGANG, f"science_finance/{served}", "--lang", "en")
    assert "the pot is short, but this one is paid in full (first come)\n" in said.out
    assert "in the queue; those ahead claim" in said.out


MANY_GROUPS = """\
scenario: many
year: 2024
unit: 元
sources: {city: {amount: 9000}}
spending: {project: {amount: 9000, when_short: optimise}}
populations:
  firms:
    id: firm
    synthetic: {count: 20, seed: 1, columns: {rent: {uniform: {from: 100元, to: 900元, round_to: 1元}}}}
programmes:
  p:
    spending: project
    applicants: firms
    award: [{fixed: rent}]
    when_short: optimise
    points: {per_award: 1}
constraints:
  each: {title: cap of each, top: {award: {}}, per: firm, at_most: 700}
objective: [{maximise: points}]
"""


def test_of_a_limit_with_many_groups_the_tightest_is_shown_and_the_others_are_counted(tmp_path):
    (tmp_path / "many.yaml").write_text(MANY_GROUPS, encoding="utf-8")
    said = simulator("run", tmp_path / "many.yaml", "--lang", "en")
    assert said.code == 0
    shown = [line for line in said.out.splitlines() if line.startswith("cap of each [")]
    plan = sim.load(tmp_path / "many.yaml").run()
    limits = [each for each in plan.result.limits if each.name == "constraints.each"]
    tightest = min((each for each in limits if not each.binding), key=lambda each: each.slack)
    assert any(f"[{tightest.group}]" in line for line in shown)
    assert f"cap of each: the other {len(limits) - len(shown)} groups have more room" in said.out
