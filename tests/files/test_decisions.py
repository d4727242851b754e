"""Awards an earlier run wrote, read back: every line fixed to the fen, every fault at its row."""

from pathlib import Path

import pytest

from simulator import api
from simulator.engine.digest import canonical, scenario_digest
from simulator.files.decisions import parse_decisions, read_decisions
from simulator.language import parse
from simulator.model.decisions import DecidedList
from simulator.model.scenario import Scenario
from simulator.problems import errors_of

FILE = "previous/awards.csv"
TEXT = """\
scenario: again
year: 2014
unit: 元
sources: {city: {amount: 1000}}
spending: {project: {amount: 1000, when_short: optimise}}
populations: {firms: {file: firms.csv, id: firm_id, columns: {rent: 元}}}
programmes:
  rent:
    spending: project
    applicants: firms
    award: [{fixed: rent}]
    when_short: pro_rata
    envelope: {at_most: 600}
  loans: {spending: project, applicants: firms, award: [{fixed: 10}], when_short: optimise}
  fair: {spending: project, amount: 100, when_short: in_full}
objective: [{maximise: spent}]
"""
DECIDING = TEXT + "decisions: [{file: previous/awards.csv, status: published, on: 2014-03-01}]\n"
HEADER = "programme,applicant,entitlement_fen,award_fen"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    found, problems = parse({"a.yaml": TEXT}, "a.yaml")
    assert found is not None
    assert not errors_of(problems)
    return found


def lines(text: str, scenario: Scenario) -> tuple[DecidedList | None, tuple[tuple[str, int, int], ...]]:
    """Return what a file decides, and the code, row and column of every problem."""
    found, problems = parse_decisions(text.encode(), FILE, scenario)
    return found, tuple((each.code, each.place.line, each.place.column) for each in problems)


# ── good files ─────────────────────────────────────────────────────────────────────────────────────


def test_every_line_is_read_with_its_row(scenario):
    found, problems = lines(f"{HEADER}\nrent,F1,9,7\nloans,F2,5,0\n", scenario)
    assert problems == ()
    assert found == DecidedList(FILE, ("rent", "loans"), ("F1", "F2"), (7, 0), (2, 3))
    assert str(found.place(1)) == f"{FILE}:3:1"


def test_the_line_of_a_programme_without_applicants_decides_nothing(scenario):
    found, problems = lines(f"{HEADER}\nfair,,9,7\nrent,F1,9,7\n", scenario)
    assert problems == ()
    assert found is not None
    assert (found.programmes, found.row_numbers) == (("rent",), (3,))


def test_columns_beside_the_three_are_not_looked_at(scenario):
    found, problems = lines("award_fen,x,applicant,programme\n7,?,'=F1,rent\n", scenario)
    assert problems == ()
    assert found is not None
    assert (found.applicants, found.awards_fen) == (("=F1",), (7,))


def test_an_empty_list_decides_nothing(scenario):
    found, problems = lines(f"{HEADER}\n", scenario)
    assert found == DecidedList(FILE, (), (), (), ())
    assert [code for code, _, _ in problems] == ["W742"]


# ── bad files ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"{HEADER}\nrnt,F1,9,7\n", ("D461", 2, 1)),
        (f"{HEADER}\nrent,F1,9,7\nfair,F1,9,7\n", ("D462", 3, 1)),
        (f"{HEADER}\nrent,F1,9,-7\n", ("D463", 2, 3)),
        (f"{HEADER}\nrent,,9,7\n", ("D421", 2, 2)),
        (f"{HEADER}\nrent,F1,9,\n", ("D421", 2, 4)),
        (f"{HEADER}\n,F1,9,7\n", ("D421", 2, 1)),
        (f"{HEADER}\nrent,F1,9,1 7\n", ("D423", 2, 4)),
        (f"{HEADER}\nrent,F1,9,7.5\n", ("D423", 2, 4)),
        (f"{HEADER}\nrent,F1,9,1e3\n", ("D423", 2, 4)),
        (f"{HEADER}\nrent,F1,7\n", ("D416", 2, 1)),
        ("programme,applicant\nrent,F1\n", ("D412", 1, 1)),
        ("programme;applicant;award_fen\nrent;F1;7\n", ("D414", 1, 1)),
        ("", ("D411", 0, 0)),
    ],
)
def test_every_fault_is_told_at_its_row_and_nothing_is_decided(text, problem, scenario):
    found, problems = lines(text, scenario)
    assert found is None
    assert problems == (problem,)


def test_all_faults_are_told_at_once_and_very_many_counted(scenario):
    rows = "".join(f"rnt,F{number},9,7\n" for number in range(350))
    found, problems = lines(f"{HEADER}\n{rows}", scenario)
    assert found is None
    assert [code for code, _, _ in problems].count("D461") == 200
    assert problems[-1][0] == "D439"


def test_the_nearest_programme_is_offered(scenario):
    _, (problem,) = parse_decisions(f"{HEADER}\nlons,F1,9,7\n".encode(), FILE, scenario)
    assert problem.fact("nearest") == "loans"
    for language in ("zh", "en"):
        assert problem.tell(language).startswith(f"{FILE}:2:1: ")


@pytest.mark.parametrize(
    ("content", "code"), [(None, "D401"), (b"PK\x03\x04xx", "D407"), (b"\xff\xfea", "D405")]
)
def test_a_file_that_cannot_be_read_is_told(content, code, tmp_path):
    read, _ = parse({"a.yaml": DECIDING}, "a.yaml")
    assert read is not None
    if content is not None:
        (tmp_path / "previous").mkdir()
        (tmp_path / FILE).write_bytes(content)
    after, problems = read_decisions(read, tmp_path)
    assert [each.code for each in problems] == [code]
    assert after.decisions[0].lines is None


# ── a run after a run ──────────────────────────────────────────────────────────────────────────────


def budget(folder: Path, text: str, firms: str) -> api.Budget:
    """Return a budget in a folder of its own."""
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    (folder / "firms.csv").write_text("firm_id,rent\n" + firms, encoding="utf-8")
    return api.load(folder / "a.yaml")


FIRMS = "F1,300\nF2,500\nF3,200\n"


def awards(plan: api.Plan) -> dict[tuple[str, str], int]:
    return {(each.programme, each.applicant): each.award_fen for each in plan.awards.itertuples()}


def test_awards_written_by_a_run_stay_fixed_in_the_next(tmp_path):
    first = budget(tmp_path, TEXT, FIRMS).run()
    api.write_results(first, tmp_path / "previous")
    again = budget(tmp_path, DECIDING, FIRMS).run()
    assert awards(again) == awards(first)
    assert len(again.decisions) == 6
    late = budget(tmp_path, DECIDING, FIRMS + "F0,900\n").run()
    kept = {key: fen for key, fen in awards(late).items() if key[1] != "F0"}
    assert kept == awards(first)
    assert awards(late)["rent", "F0"] == 0
    # and once more: a list that says how awards were decided is read like any other
    api.write_results(
        late,
        tmp_path / "previous",
    )
    third = budget(tmp_path, DECIDING, FIRMS + "F0,900\n").run()
    assert awards(third) == awards(late)


def test_an_applicant_who_is_not_on_the_list_any_more_is_told_at_the_row(tmp_path):
    api.write_results(budget(tmp_path, TEXT, FIRMS).run(), tmp_path / "previous")
    budget(tmp_path, DECIDING, "F1,300\nF3,200\n")
    problems = api.check(tmp_path / "a.yaml")
    told = [(each.code, each.place.line) for each in problems]
    assert told == [("R631", 4), ("R631", 7)]
    assert all(each.place.file.endswith("previous/awards.csv") for each in problems)


def test_a_file_and_a_decision_of_the_same_award_are_told_at_both_places(tmp_path):
    api.write_results(budget(tmp_path, TEXT, FIRMS).run(), tmp_path / "previous")
    more = DECIDING.replace("03-01}]", "03-01}, {award: rent/F2, is: 1, status: paid}]")
    assert more != DECIDING
    budget(tmp_path, more, FIRMS)
    (problem,) = errors_of(api.check(tmp_path / "a.yaml"))
    assert problem.code == "R632"
    assert "awards.csv:" in problem.fact("first") + str(problem.place)


def test_the_digest_is_of_the_lines_and_not_of_the_file_s_name(tmp_path):
    (tmp_path / "previous").mkdir()
    digests = []
    for name, fen in (("awards", 7), ("other", 7), ("awards", 8)):
        (tmp_path / "previous" / f"{name}.csv").write_text(f"{HEADER}\nrent,F1,9,{fen}\n", encoding="utf-8")
        read, _ = parse({"a.yaml": DECIDING.replace("awards.csv", f"{name}.csv")}, "a.yaml")
        assert read is not None
        digests.append(scenario_digest(read_decisions(read, tmp_path)[0], {}, 0))
    assert digests[0] == digests[1] != digests[2]


def test_without_decisions_the_digest_is_what_it_was(scenario):
    assert "decisions" not in canonical(scenario)
    assert read_decisions(scenario, "anywhere") == (scenario, ())
