"""The independent checker accepts what is true and refuses what is not, whoever recomputed the digest."""

import ast
import hashlib
import importlib.util
import itertools
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.optimise import (
    Infeasible,
    Kind,
    LinearForm,
    Payouts,
    ProblemBuilder,
    Status,
    build_certificate,
    solve,
)
from simulator.optimise.problem import content_digest
from tests.optimise.support import planted_problem, small_problem, write_certificate

CHECKER = Path(__file__).parents[2] / "tools" / "verify.py"


def load_checker():
    spec = importlib.util.spec_from_file_location("verify", CHECKER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


verify = load_checker()


def verdict(path: Path) -> int:
    return verify.main([str(path)])


def certificate_of(problem):
    return build_certificate(problem, solve(problem), Payouts(), "", "scenario")


def resealed(certificate):
    content = {key: part for key, part in certificate.items() if key != "digest"}
    return {**content, "digest": content_digest(content)}


def write(folder: Path, certificate) -> Path:
    path = folder / "certificate.json"
    path.write_text(json.dumps(certificate, ensure_ascii=False), "utf-8")
    return path


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
def test_certificates_of_money_sized_problems_are_accepted(seed, tmp_path):
    problem = planted_problem(seed)
    assert verdict(write_certificate(tmp_path, problem, solve(problem))) == 0


@pytest.mark.parametrize("seed", range(40))
def test_the_certificate_of_a_stopped_search_is_accepted_as_what_it_is(seed, tmp_path):
    problem = many_sided_knapsack(seed)
    answer = solve(problem, node_limit=5)
    assert verdict(write_certificate(tmp_path, problem, answer)) == 0


def many_sided_knapsack(seed):
    chance, builder = random.Random(seed), ProblemBuilder()
    columns = list(builder.add_columns([f"x{j}" for j in range(15)], 0, 1, Kind.CHOICE))
    for row in range(3):
        weights = [chance.randint(20, 99) for _ in columns]
        builder.add_row(f"r{row}", columns, weights, None, sum(weights) // 2, place=f"c{row}")
    builder.add_goal("points", LinearForm(tuple(columns), tuple(chance.randint(20, 99) for _ in columns)))
    return builder.build()


def test_some_stopped_searches_are_within_a_proven_gap():
    answers = [solve(many_sided_knapsack(seed), node_limit=5) for seed in range(40)]
    assert Status.WITHIN in {answer.status for answer in answers}


# ---- tampering ----------------------------------------------------------------------------------------

EDITS = (
    lambda number, chance: number + chance.choice([-2, -1, 1, 2, 10]),
    lambda number, chance: -number if number else 1,
    lambda number, chance: chance.randint(-3, 9),
)


def places(part, path=()):
    """Yield the path of every leaf value of a JSON tree, and of every list that can lose an entry."""
    entries = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, inner in entries:
        yield from places(inner, (*path, key))
    if not isinstance(part, dict) and part != []:
        yield path


def edited(certificate, chance):
    """Return the certificate with one value changed; never the same one."""
    fresh = json.loads(json.dumps(certificate))
    path = chance.choice([path for path in places(fresh) if path not in ((), ("digest",))])
    holder = fresh
    for key in path[:-1]:
        holder = holder[key]
    before = holder[path[-1]]
    holder[path[-1]] = another(before, chance)
    return fresh if holder[path[-1]] != before else edited(certificate, chance)


def another(part, chance):
    if isinstance(part, int):
        return chance.choice(EDITS)(part, chance)
    if isinstance(part, list):
        return part[:-1] if chance.random() < 0.5 else part[1:]
    if part is None:
        return chance.randint(-9, 9)
    if "/" in part:
        top, bottom = part.split("/")
        return f"{another(int(top), chance)}/{bottom}"
    return chance.choice(
        [part + "x", "proven optimal", "infeasible", "within X (proven)", "amount", "choice", ""]
    )


def claim_is_true(certificate) -> bool:
    """Tell by counting every plan whether what a certificate claims holds."""
    columns, rows = certificate["problem"]["columns"], certificate["problem"]["rows"]
    if certificate["status"] == "infeasible":
        blamed = [(clause["name"], clause["place"]) for clause in certificate["conflict"]]
        rows = [row for row in rows if row["place"] == "" or (row["name"], row["place"]) in blamed]
    box = [range(column["lower"], column["upper"] + 1) for column in columns]
    plans = [plan for plan in itertools.product(*box) if all(obeys(plan, row) for row in rows)]
    if certificate["status"] == "infeasible":
        return not plans
    return tuple(certificate["primal"]) in plans and goals_hold(certificate, plans)


def obeys(plan, row) -> bool:
    reached = sum(weight * plan[column] for column, weight in row["terms"])
    above = row["lower"] is None or reached >= row["lower"]
    return above and (row["upper"] is None or reached <= row["upper"])


def goals_hold(certificate, plans) -> bool:
    words = []
    for goal, stage in zip(certificate["problem"]["goals"], certificate["stages"], strict=True):
        form = LinearForm(
            tuple(c for c, _ in goal["terms"]), tuple(a for _, a in goal["terms"]), goal.get("constant", 0)
        )
        value = form.value(certificate["primal"])
        if value != stage["value"] or max(map(form.value, plans)) > stage["bound"]:
            return False
        plans = [plan for plan in plans if form.value(plan) >= value]
        words.append(stage["bound"] - stage["value"] < stage["tolerance"])
    return certificate["status"] == ("proven optimal" if all(words) else "within X (proven)")


@pytest.fixture(params=[150, 0], ids=["plain", "narrowed first"])
def focus_columns(request, monkeypatch):
    """Make certificates of plain trees, then of trees that begin by narrowing the box."""
    monkeypatch.setattr(sys.modules[solve.__module__], "FOCUS_COLUMNS", request.param)
    return request.param


def small_certificates(count: int):
    """Return certificates of problems small enough to tamper with and count again."""
    problems = [small_problem(seed, columns=4) for seed in range(count)]
    return [certificate_of(problem) for problem in problems if problem.column_count > 1]


def test_narrowed_trees_are_among_those_tampered_with(focus_columns):
    text = json.dumps(small_certificates(20))
    assert ('"fix"' in text) == (focus_columns == 0)


def test_a_thousand_edits_under_the_old_digest_are_all_refused(tmp_path, focus_columns):
    chance, certificates = random.Random(1), small_certificates(40)
    for _ in range(1000):
        certificate = chance.choice(certificates)
        assert verdict(write(tmp_path, {**edited(certificate, chance), "digest": certificate["digest"]})) == 1


def tamper(count: int, seed: int, folder: Path) -> int:
    """Tamper, reseal and check; return how many were accepted, each of them true by counting."""
    chance, certificates = random.Random(seed), small_certificates(60)
    accepted = 0
    for _ in range(count):
        forged = chance.choice(certificates)
        for _ in range(chance.randint(1, 3)):
            forged = edited(forged, chance)
        if verdict(write(folder, resealed(forged))) == 0:
            accepted += 1
            assert claim_is_true(forged)
    return accepted


def test_a_resealed_forgery_is_accepted_only_if_its_claim_is_true(tmp_path, focus_columns):
    accepted = tamper(500, 2, tmp_path)
    assert 0 < accepted < 400


@pytest.mark.soak
def test_ten_thousand_resealed_forgeries_are_accepted_only_if_true(tmp_path, focus_columns):
    assert 0 < tamper(10_000, 3, tmp_path) < 8_000


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
@pytest.mark.parametrize("junk", [None, True, -1, 10**90, "x", [], {}, [[]], {"x": 1}, [[0, "1/0"]]])
def test_any_part_replaced_by_junk_is_refused_or_still_true(key, junk, tmp_path, capsys):
    forged = resealed({**GOOD, key: junk})
    refused = verdict(write(tmp_path, forged)) == 1
    assert refused or key in (
        "scenario_digest",
        "problem_digest",
        "awards_sha256",
        "payouts",
        "conflict",
        "tree",
        "format",
    )
    assert capsys.readouterr().err == ""


def capped_sum():
    """Return the certificate of two amounts whose sum is as large as a cap of 7 allows."""
    builder = ProblemBuilder()
    builder.add_columns(["a", "b"], 0, 5, Kind.AMOUNT)
    builder.add_row("cap", [0, 1], [1, 1], None, 7, place="cap")
    builder.add_goal("sum", LinearForm((0, 1), (1, 1)))
    return certificate_of(builder.build())


def test_the_right_price_is_accepted(tmp_path):
    forged = capped_sum()
    forged["stages"][0]["tree"] = [{"duals": [[0, "1/1"]]}]
    assert verdict(write(tmp_path, resealed(forged))) == 0


BAD_PRICES = ["1/0", "x", "1", "1/-2", "1.5/2", "", None, 3, "9" * 600 + "/1", "１/2"]


@pytest.mark.parametrize("price", BAD_PRICES)
def test_a_malformed_price_is_refused(price, tmp_path):
    forged = capped_sum()
    forged["stages"][0]["tree"] = [{"duals": [[0, price]]}]
    assert verdict(write(tmp_path, resealed(forged))) == 1


@pytest.mark.parametrize(
    "tree",
    [
        [],
        [{}],
        [{"branch": 0, "at": 0, "down": 0, "up": 0}],
        [{"branch": 0, "at": 0, "down": 1, "up": 1}, {"duals": []}],
        [{"branch": -1, "at": 0, "down": 1, "up": 2}, {"duals": []}, {"duals": []}],
        [{"branch": 0, "at": 10**9, "down": 1, "up": 2}, {"duals": []}, {"duals": []}],
        [{"branch": 0, "at": 0, "down": 1, "up": -1}, {"duals": []}, {"duals": []}],
        [{"branch": 0, "at": 0, "down": 1}, {"duals": []}],
        [{"ray": []}],
        [{"ray": [[0, "1/1"]]}],
        [{"duals": [[-1, "1/1"]]}],
        [{"duals": [[99, "1/1"]]}],
    ],
)
def test_a_tree_that_does_not_cover_the_box_is_refused(tree, tmp_path):
    forged = capped_sum()
    forged["stages"][0]["tree"] = tree
    assert verdict(write(tmp_path, resealed(forged))) == 1


# ---- awards -------------------------------------------------------------------------------------------


def paid_budget():
    """Two programmes: rent is shared pro rata among three firms, fees are paid in full to two."""
    builder = ProblemBuilder()
    pot = builder.add_column("rent pot", 0, 1000, Kind.AMOUNT)
    picks = list(builder.add_columns(["fees甲", "fees乙"], 0, 1, Kind.CHOICE))
    builder.add_row("budget", [pot, *picks], [1, 300, 500], None, 1300, place="budget")
    builder.add_goal("points", LinearForm((pot, *picks), (1, 400, 450)))
    problem = builder.build()
    payouts = Payouts(
        totals={"fees": LinearForm((1, 2), (300, 500))},
        awards={"fees/甲": LinearForm((1,), (300,)), "fees/乙": LinearForm((2,), (500,))},
        pro_rata={"rent": LinearForm((0,), (1,))},
    )
    return problem, payouts


AWARDS = """programme,applicant,entitlement_fen,award_fen
fees,甲,300,300
fees,乙,500,0
rent,丙,600,333
rent,丁,600,333
rent,戊,600,334
"""


def sealed_folder(folder: Path, awards: str) -> Path:
    problem, payouts = paid_budget()
    data = awards.encode("utf-8")
    (folder / "awards.csv").write_bytes(data)
    write(
        folder,
        build_certificate(problem, solve(problem), payouts, hashlib.sha256(data).hexdigest(), "scenario"),
    )
    return folder


def test_awards_that_are_what_the_plan_pays_are_accepted(tmp_path):
    assert verdict(sealed_folder(tmp_path, AWARDS)) == 0


def test_the_certificate_and_the_awards_may_be_named_one_by_one(tmp_path):
    folder = sealed_folder(tmp_path, AWARDS)
    moved = folder / "paid.csv"
    (folder / "awards.csv").rename(moved)
    assert verify.main([str(folder / "certificate.json"), str(moved)]) == 0
    assert verify.main([str(folder / "certificate.json")]) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("甲,300,300", "甲,300,299"),
        ("乙,500,0", "乙,500,500"),
        ("丙,600,333", "丙,600,332"),
        ("丙,600,333\nrent,丁,600,333", "丙,600,335\nrent,丁,600,331"),
        ("丙,600,333", "丙,600,333.0"),
        ("丙,600,333", "丙,600,３３３"),
        ("丙,600,333", "丙,600,"),
        ("丙,600,333", "丙,600,333,9"),
        ("rent,丁", "rent,丙"),
        ("rent,丁", "gift,丁"),
        ("fees,甲,300,300\n", ""),
        ("fees,甲,300,300\n", "fees,己,300,300\n"),
        ("award_fen", "award"),
        (AWARDS, ""),
    ],
)
def test_awards_that_are_not_what_the_plan_pays_are_refused_even_when_sealed(before, after, tmp_path):
    assert before in AWARDS
    assert verdict(sealed_folder(tmp_path, AWARDS.replace(before, after))) == 1


def test_awards_changed_after_the_seal_are_refused(tmp_path):
    folder = sealed_folder(tmp_path, AWARDS)
    (folder / "awards.csv").write_text(AWARDS.replace("\n", "\r\n"), "utf-8", newline="")
    assert verdict(folder) == 1


def test_an_id_guarded_for_spreadsheets_is_read_without_its_guard(tmp_path):
    problem, payouts = paid_budget()
    data = AWARDS.replace("甲", "'=甲").encode("utf-8")
    awards = {key.replace("甲", "=甲"): form for key, form in payouts.awards.items()}
    guarded = Payouts(payouts.totals, awards, payouts.pro_rata)
    (tmp_path / "awards.csv").write_bytes(data)
    write(tmp_path, build_certificate(problem, solve(problem), guarded, hashlib.sha256(data).hexdigest(), ""))
    assert verdict(tmp_path) == 0


def test_a_missing_file_is_refused(tmp_path, capsys):
    assert verdict(tmp_path / "nowhere.json") == 1
    assert capsys.readouterr().out.startswith("refused")


def test_it_runs_as_a_program_with_exit_codes(tmp_path):
    folder = sealed_folder(tmp_path, AWARDS)
    good = subprocess.run([sys.executable, CHECKER, folder], capture_output=True, check=False)
    (folder / "awards.csv").write_text("", "utf-8")
    bad = subprocess.run([sys.executable, CHECKER, folder], capture_output=True, check=False)
    assert (good.returncode, bad.returncode) == (0, 1)
