"""The independent checker accepts what is true, refuses what is not; `test_tampering` forges."""

import ast
import hashlib
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from simulator import checker
from simulator.optimise import (
    Infeasible,
    Kind,
    LinearForm,
    ProblemBuilder,
    Status,
    build_certificate,
    solve,
)
from tests.optimise.support import planted_problem, small_problem, write_certificate
from tests.tools.support import (
    AWARDS,
    certificate_of,
    closed,
    many_sided_knapsack,
    opened,
    paid_budget,
    paying_certificate,
    resealed,
    result_of,
    verdict,
    write,
)

ROOT = Path(__file__).parents[2]
CHECKER, LAUNCHER = ROOT / "simulator" / "checker.py", ROOT / "tools" / "verify.py"


@pytest.fixture(params=[150, 0], ids=["plain", "narrowed first"])
def focus_columns(request, monkeypatch):
    """Make certificates of plain trees, then of trees that begin by narrowing the box."""
    monkeypatch.setattr(sys.modules[solve.__module__], "FOCUS_COLUMNS", request.param)
    return request.param


def test_it_stands_on_the_standard_library_alone():
    tree = ast.parse(CHECKER.read_text("utf-8"))
    plain = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    partial = {str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert plain | partial <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("seed", range(150))
def test_every_certificate_we_write_is_accepted(seed, focus_columns, tmp_path, capsys):
    problem = small_problem(seed)
    answer = solve(problem)
    assert verdict(write_certificate(tmp_path, problem, answer)) == 0
    assert capsys.readouterr().out == f"verified 核验通过: {answer.status.value}\n"


@pytest.mark.parametrize("seed", range(12))
def test_certificates_of_money_sized_problems_are_accepted(seed, focus_columns, tmp_path):
    problem = planted_problem(seed)
    assert verdict(write_certificate(tmp_path, problem, solve(problem))) == 0


def test_narrowed_trees_are_among_those_accepted(focus_columns):
    problems = [small_problem(seed) for seed in range(20)] + [
        many_sided_knapsack(seed, 9) for seed in range(6)
    ]
    text = json.dumps([certificate_of(problem) for problem in problems])
    assert ('"fix"' in text) == (focus_columns == 0)


@pytest.mark.parametrize("seed", range(40))
def test_a_stopped_search_is_accepted_with_the_gap_it_told(seed, focus_columns, tmp_path, capsys):
    problem = many_sided_knapsack(seed)
    answer = solve(problem, node_limit=5)
    assert verdict(write_certificate(tmp_path, problem, answer)) == 0
    told = answer.status.value.replace("X", str(answer.gap))
    assert capsys.readouterr().out == f"verified 核验通过: {told}\n"


def test_some_stopped_searches_are_within_a_proven_gap():
    answers = [solve(many_sided_knapsack(seed), node_limit=5) for seed in range(5)]
    assert Status.WITHIN in {answer.status for answer in answers}


def test_the_gap_is_told_in_the_goals_own_units(tmp_path, capsys):
    parts = opened(certificate_of(many_sided_knapsack(1, 25), node_limit=3))
    parts["problem"]["goals"]["scales"] = [1000]
    gap = parts["stages"][0]["bound"] - parts["stages"][0]["value"]
    assert verdict(write(tmp_path, closed(parts))) == 0
    assert capsys.readouterr().out == f"verified 核验通过: within {Fraction(gap, 1000)} (proven)\n"


@pytest.mark.parametrize("scale", [0, -1])
def test_a_scale_that_would_turn_the_gap_is_refused(scale, tmp_path):
    parts = opened(certificate_of(many_sided_knapsack(1), node_limit=3))
    parts["problem"]["goals"]["scales"] = [scale]
    assert verdict(write(tmp_path, closed(parts))) == 1


@pytest.mark.parametrize("by", [-1, 1])
def test_a_bound_other_than_the_leaves_prove_is_refused(by, tmp_path):
    parts = opened(certificate_of(many_sided_knapsack(1), node_limit=3))
    parts["stages"][0]["bound"] += by
    assert verdict(write(tmp_path, closed(parts))) == 1


def test_a_format_it_does_not_know_is_refused_by_name(tmp_path, capsys):
    assert verdict(write(tmp_path, resealed({**GOOD, "format": 1}))) == 1
    assert "format 1, this program reads formats 2 and 3" in capsys.readouterr().out


def test_a_list_that_would_unfold_into_very_much_is_refused_before_it_does(tmp_path):
    forged = json.loads(json.dumps(GOOD))
    rows = {key: [[None, 3]] for key in ("lower", "upper")} | {"names": ["r"] * 3, "places": [""] * 3}
    lists = {"sizes": [[10**12, 3]], "columns": [[0, 3 * 10**12]], "coefficients": [[1, 3 * 10**12]]}
    forged["problem"]["rows"] = {**rows, **lists, "constants": [[0, 3]]}
    assert verdict(write(tmp_path, resealed(forged))) == 1


# ---- hostile files ------------------------------------------------------------------------------------

GOOD = certificate_of(
    small_problem(next(s for s in range(99) if not isinstance(solve(small_problem(s)), Infeasible)))
)

HOSTILE = {
    "empty": "",
    "not json": "{",
    "a list": "[]",
    "a number": "7",
    "null": "null",
    "nan": '{"format": NaN}',
    "infinity": '{"format": 1, "primal": [Infinity]}',
    "a float": '{"format": 1.0}',
    "deep": "[" * 100_000,
    "deep and closed": "[" * 50_000 + "]" * 50_000,
    "huge number": '{"format": ' + "9" * 5000 + "}",
    "twice": '{"format": 1, "format": 1}',
    "surrogate": '{"format": 1, "digest": "", "status": "\\ud800"}',
    "missing keys": "{}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_line(name, tmp_path, capsys):
    path = tmp_path / "certificate.json"
    path.write_text(HOSTILE[name], "utf-8")
    assert verdict(path) == 1
    told = capsys.readouterr()
    assert told.out.startswith("refused 未通过: ")
    assert (told.out.count("\n"), told.err) == (1, "")


@pytest.mark.parametrize("key", [key for key in GOOD if key != "digest"])
@pytest.mark.parametrize("junk", [None, True, -1, 10**90, "x", [], {}, [[]], {"x": 1}, [[0, -1]]])
def test_any_part_replaced_by_junk_is_refused_or_still_true(key, junk, tmp_path, capsys):
    forged = resealed({**GOOD, key: junk})
    refused = verdict(write(tmp_path, forged)) == 1
    assert refused or GOOD[key] == junk or key in ("scenario_digest", "problem_digest", "awards_sha256")
    assert capsys.readouterr().err == ""


def capped_sum():
    """Return the certificate of two amounts whose sum is as large as a cap of 7 allows."""
    builder = ProblemBuilder()
    builder.add_columns(["a", "b"], 0, 5, Kind.AMOUNT)
    builder.add_row("cap", [0, 1], [1, 1], None, 7, place="cap")
    builder.add_goal("sum", LinearForm((0, 1), (1, 1)))
    return certificate_of(builder.build())


@pytest.mark.parametrize("plan", [[0, 2], [5, 3], [-1, 5], [6, 0]])
def test_a_plan_that_breaks_a_row_or_a_bound_is_refused_though_no_goal_asks_for_it(plan, tmp_path):
    builder = ProblemBuilder()
    builder.add_columns(["a", "b"], 0, 5, Kind.AMOUNT)
    builder.add_row("between", [0, 1], [1, 1], 3, 7)
    certificate = certificate_of(builder.build())
    assert verdict(write(tmp_path, resealed({**certificate, "primal": [2, 2]}))) == 0
    assert verdict(write(tmp_path, resealed({**certificate, "primal": plan}))) == 1


def test_a_case_that_a_split_leaves_empty_counts_for_nothing(tmp_path):
    forged = capped_sum()
    whole = {"branch": 0, "at": 5, "down": 1, "up": 2}
    forged["stages"][0]["tree"] = [whole, {"duals": [[0, 1]], "over": 1}, {"duals": [], "over": 1}]
    assert verdict(write(tmp_path, resealed(forged))) == 0


def test_a_column_named_twice_cannot_make_a_fen_worth_more_than_it_is(tmp_path, capsys):
    parts = opened(capped_sum())
    parts["primal"], parts["stages"][0]["value"] = [3, 3], 6
    parts["stages"][0]["tree"] = [{"duals": [[0, 1]], "over": 1}]
    parts["problem"]["goals"]["terms"] = [[[0, 100], [0, -99], [1, 1]]]
    assert verdict(write(tmp_path, closed(parts))) == 1
    assert "names a column twice" in capsys.readouterr().out


def test_the_right_price_is_accepted(tmp_path):
    forged = capped_sum()
    forged["stages"][0]["tree"] = [{"duals": [[0, 1]], "over": 1}]
    assert verdict(write(tmp_path, resealed(forged))) == 0


BAD_PRICES = ["1", 1.5, "", None, [1], "9" * 600]


@pytest.mark.parametrize("price", BAD_PRICES)
@pytest.mark.parametrize("at", ["price", "over"])
def test_a_malformed_price_is_refused(price, at, tmp_path):
    forged = capped_sum()
    given = ([[0, price]], 1) if at == "price" else ([[0, 1]], price)
    forged["stages"][0]["tree"] = [{"duals": given[0], "over": given[1]}]
    assert verdict(write(tmp_path, resealed(forged))) == 1


@pytest.mark.parametrize("over", [0, -1])
def test_a_denominator_that_is_not_positive_is_refused(over, tmp_path):
    forged = capped_sum()
    forged["stages"][0]["tree"] = [{"duals": [[0, over]], "over": over}]
    assert verdict(write(tmp_path, resealed(forged))) == 1


@pytest.mark.parametrize(
    "tree",
    [
        [],
        [{}],
        [{"branch": 0, "at": 0, "down": 0, "up": 0}],
        [{"branch": 0, "at": 0, "down": 1, "up": 1}, {"duals": [], "over": 1}],
        [{"branch": -1, "at": 0, "down": 1, "up": 2}, {"duals": [], "over": 1}, {"duals": [], "over": 1}],
        [{"branch": 0, "at": 10**9, "down": 1, "up": 2}, {"duals": [], "over": 1}, {"duals": [], "over": 1}],
        [{"branch": 0, "at": 0, "down": 1, "up": -1}, {"duals": [], "over": 1}, {"duals": [], "over": 1}],
        [{"branch": 0, "at": 0, "down": 1}, {"duals": [], "over": 1}],
        [{"ray": [], "over": 1}],
        [{"ray": [[0, 1]], "over": 1}],
        [{"duals": [[-1, 1]], "over": 1}],
        [{"duals": [[99, 1]], "over": 1}],
    ],
)
def test_a_tree_that_does_not_cover_the_box_is_refused(tree, tmp_path):
    forged = capped_sum()
    forged["stages"][0]["tree"] = tree
    assert verdict(write(tmp_path, resealed(forged))) == 1


# ---- awards -------------------------------------------------------------------------------------------


def sealed_folder(folder: Path, awards: str = AWARDS) -> Path:
    (folder / "awards.csv").write_bytes(awards.encode("utf-8"))
    write(folder, paying_certificate(awards.encode("utf-8")))
    return folder


def test_awards_that_are_what_the_plan_pays_are_accepted(tmp_path):
    assert verdict(sealed_folder(tmp_path, AWARDS)) == 0


def test_the_certificate_and_the_awards_may_be_named_one_by_one(tmp_path):
    folder = sealed_folder(tmp_path, AWARDS)
    moved = folder / "paid.csv"
    (folder / "awards.csv").rename(moved)
    assert checker.main([str(folder / "certificate.json"), str(moved)]) == 0
    assert checker.main([str(folder / "certificate.json")]) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("甲,300,300", "甲,300,299"),
        ("乙,500,0", "乙,500,500"),
        ("丙,6,3", "丙,600,332"),
        ("丙,6,3\nrent,丁,6,3", "丙,6,5\nrent,丁,6,1"),
        ("丙,6,3", "丙,6,3.0"),
        ("丙,6,3", "丙,6,３"),
        ("丙,6,3", "丙,6,"),
        ("丙,6,3", "丙,6,3,9"),
        ("rent,丁", "rent,丙"),
        ("己,3,3\nseed,庚,9,4", "己,3,2\nseed,庚,9,5"),
        ("庚,9,4\nseed,辛,8,5", "庚,9,3\nseed,辛,8,6"),
        ("己,3,3\nseed,庚,9,4", "己,3,4\nseed,庚,9,3"),
        ("辛,8,5", "辛,8,6"),
        ("己,3,3\nseed,庚,9,4\nseed,辛,8,5", "己,3,4\nseed,庚,9,4\nseed,辛,8,4"),
        ("丙,6,3\nrent,丁,6,3\nrent,戊,6,4", "丙,5,3\nrent,丁,5,3\nrent,戊,10,4"),
        ("rent,丁", "gift,丁"),
        ("fees,甲,300,300\n", ""),
        ("fees,甲,300,300\n", "fees,己,300,300\n"),
        ("award_fen", "award"),
        (AWARDS, ""),
        (AWARDS, AWARDS + "gift,壬,5,5\n"),
    ],
)
def test_awards_that_are_not_what_the_plan_pays_are_refused_even_when_sealed(before, after, tmp_path):
    assert before in AWARDS
    assert verdict(sealed_folder(tmp_path, AWARDS.replace(before, after))) == 1


def test_awards_changed_after_the_seal_are_refused(tmp_path):
    folder = sealed_folder(tmp_path, AWARDS)
    (folder / "awards.csv").write_text(AWARDS.replace("\n", "\r\n"), "utf-8", newline="")
    assert verdict(folder) == 1


def test_names_are_those_written_in_awards_csv_guards_against_spreadsheets_too(tmp_path):
    problem, payouts = paid_budget()
    data = AWARDS.replace("甲", "'=甲").encode("utf-8")
    awards = {key.replace("甲", "'=甲"): form for key, form in payouts.awards.items()}
    guarded = replace(payouts, awards=awards)
    (tmp_path / "awards.csv").write_bytes(data)
    write(tmp_path, build_certificate(problem, solve(problem), guarded, hashlib.sha256(data).hexdigest(), ""))
    assert verdict(tmp_path) == 0


def test_what_a_plan_pays_out_cannot_be_left_away(tmp_path):
    forged = {**paying_certificate(), "awards_sha256": ""}
    assert verdict(write(tmp_path, resealed(forged))) == 1


# ---- result.json --------------------------------------------------------------------------------------


def with_result(folder: Path, **changes) -> Path:
    sealed_folder(folder)
    result = {**result_of(paying_certificate()), **changes}
    (folder / "result.json").write_text(json.dumps(result), "utf-8")
    return folder


def test_a_result_that_tells_the_same_is_accepted(tmp_path):
    assert verdict(with_result(tmp_path)) == 0


PROGRAMMES = result_of(paying_certificate())["programmes"]
OTHER_STORIES = {
    "status": "within X (proven)",
    "digest": "another",
    "awards_sha256": "0" * 64,
    "gap": "1/2",
    "goals": [],
    "programmes": {"fees": PROGRAMMES["fees"]},
}


@pytest.mark.parametrize("key", OTHER_STORIES)
def test_a_result_that_tells_another_story_is_refused(key, tmp_path, capsys):
    assert verdict(with_result(tmp_path, **{key: OTHER_STORIES[key]})) == 1
    assert capsys.readouterr().out.startswith("refused 未通过: ")


@pytest.mark.parametrize("key", ["entitlement_fen", "award_fen"])
def test_a_result_that_pays_a_programme_otherwise_is_refused(key, tmp_path):
    rent = {**PROGRAMMES["rent"], key: PROGRAMMES["rent"][key] + 1}
    assert verdict(with_result(tmp_path, programmes={**PROGRAMMES, "rent": rent})) == 1


@pytest.mark.parametrize("key", ["value", "bound", "gap"])
def test_a_result_with_another_figure_of_a_goal_is_refused(key, tmp_path):
    goals = result_of(paying_certificate())["goals"]
    assert verdict(with_result(tmp_path, goals=[{**goals[0], key: "1/3"}, goals[1]])) == 1


def test_a_result_beside_a_proof_that_there_is_no_plan_is_refused(tmp_path):
    seed = next(seed for seed in range(99) if isinstance(solve(small_problem(seed)), Infeasible))
    write(tmp_path, certificate_of(small_problem(seed)))
    assert verdict(tmp_path) == 0
    (tmp_path / "result.json").write_text(json.dumps(result_of(paying_certificate())), "utf-8")
    assert verdict(tmp_path) == 1


# ---- as a program -------------------------------------------------------------------------------------


def test_a_missing_file_is_refused(tmp_path, capsys):
    assert verdict(tmp_path / "nowhere.json") == 1
    assert capsys.readouterr().out.startswith("refused")


def exit_code(*command) -> int:
    return subprocess.run([sys.executable, *command], capture_output=True, check=False).returncode


@pytest.mark.parametrize("program", [CHECKER, LAUNCHER], ids=["checker", "launcher"])
def test_it_runs_as_a_program_with_exit_codes(program, tmp_path):
    folder = sealed_folder(tmp_path)
    assert exit_code("-I", "-S", program, folder) == 0
    (folder / "awards.csv").write_text("", "utf-8")
    assert exit_code("-I", "-S", program, folder) == 1


def test_it_travels_in_the_wheel_and_runs_there_without_the_rest(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "unpacked")
    unpacked = tmp_path / "unpacked"
    assert (unpacked / "simulator" / "checker.py").read_bytes() == CHECKER.read_bytes()
    folder = sealed_folder(tmp_path)
    assert exit_code("-I", "-S", unpacked / "simulator" / "checker.py", folder) == 0
    module = [sys.executable, "-S", "-m", "simulator.checker", folder]
    assert subprocess.run(module, cwd=unpacked, capture_output=True, check=False).returncode == 0
