"""`simulator verify`: what the checker alone cannot know, that a true proof is about this very scenario."""

import csv
import hashlib
import io
import json
import shutil

import pytest

from tests.cli.running import simulator
from tests.tools.support import resealed

SMALLER = ("--set", "spending.project.amount=90万元")


@pytest.fixture(scope="module")
def budget(tmp_path_factory):
    """Return a scenario file and the folder of its run."""
    folder = tmp_path_factory.mktemp("budget")
    assert simulator("new", folder / "small").code == 0
    scenario = folder / "small" / "small.yaml"
    assert simulator("run", scenario, "--out", folder / "plan").code == 0
    assert simulator("run", scenario, "--out", folder / "other", *SMALLER).code == 0
    return scenario, folder / "plan", folder / "other"


@pytest.fixture
def forgery(budget, tmp_path):
    """Return a copy of the run's folder to forge."""
    shutil.copytree(budget[1], tmp_path / "plan")
    return tmp_path / "plan"


def read(folder, name):
    return json.loads((folder / name).read_text(encoding="utf-8"))


def put(folder, name, content):
    (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def told_refused(budget, folder, *parts):
    """Assert that the checker alone accepts a folder, but beside the scenario these parts differ."""
    assert simulator("verify", folder).code == 0
    said = simulator("verify", folder, budget[0], "--lang", "en")
    assert said.code == 1
    assert said.out.splitlines()[-1].endswith(f"it differs in the {', the '.join(parts)}")


def test_a_run_is_verified_beside_its_scenario(budget):
    said = simulator("verify", budget[1], budget[0], "--lang", "en")
    assert said.code == 0, said.out
    assert said.out.splitlines()[-1] == (
        "the problem, the payouts and the entitlements are those the scenario comes to"
    )


def test_a_run_with_settings_is_verified_with_the_same_settings(budget):
    assert simulator("verify", budget[2], budget[0], *SMALLER).code == 0
    told_refused(budget, budget[2], "scenario or its data", "problem")


def test_another_seed_is_another_scenario(budget):
    said = simulator("verify", budget[1], budget[0], "--seed", "7", "--lang", "zh")
    assert said.code == 1
    assert said.out.splitlines()[-1] == "未通过:证明书不是这份情景的,情景或数据不同"


def test_json_says_whether_it_is_verified(budget):
    good = simulator("verify", budget[1], budget[0], "--json")
    bad = simulator("verify", budget[2], budget[0], "--json")
    assert (good.code, json.loads(good.out)["verified"]) == (0, True)
    assert (bad.code, json.loads(bad.out)["verified"]) == (1, False)


def test_a_true_proof_of_another_problem_under_this_scenarios_name_is_refused(budget, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(budget[2], other)
    digest = read(budget[1], "certificate.json")["scenario_digest"]
    put(other, "certificate.json", resealed({**read(other, "certificate.json"), "scenario_digest": digest}))
    put(other, "result.json", {**read(other, "result.json"), "digest": digest})
    told_refused(budget, other, "problem")


def test_awards_no_longer_tied_one_by_one_are_refused(budget, forgery):
    certificate = read(forgery, "certificate.json")
    assert certificate["payouts"]["awards"]["names"]
    certificate["payouts"]["awards"] = {key: [] for key in certificate["payouts"]["awards"]}
    put(forgery, "certificate.json", resealed(certificate))
    told_refused(budget, forgery, "payouts")


def test_an_entitlement_changed_with_every_digest_and_sum_recomputed_is_refused(budget, forgery):
    rows = list(csv.reader(io.StringIO((forgery / "awards.csv").read_text(encoding="utf-8"))))
    forged = next(row for row in rows if row[0] == "research")
    forged[2] = str(int(forged[2]) + 1)
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    (forgery / "awards.csv").write_text(text.getvalue(), encoding="utf-8")
    sealed = hashlib.sha256(text.getvalue().encode()).hexdigest()
    put(forgery, "certificate.json", resealed({**read(forgery, "certificate.json"), "awards_sha256": sealed}))
    result = {**read(forgery, "result.json"), "awards_sha256": sealed}
    result["programmes"]["research"]["entitlement_fen"] += 1
    put(forgery, "result.json", result)
    told_refused(budget, forgery, "entitlements")


@pytest.mark.parametrize("key", ["status", "digest", "gap", "awards_sha256"])
def test_a_result_that_tells_another_story_than_the_certificate_is_refused(key, forgery):
    put(forgery, "result.json", {**read(forgery, "result.json"), key: "1/3"})
    assert simulator("verify", forgery).code == 1


def test_a_programmes_total_changed_in_the_result_is_refused(forgery):
    result = read(forgery, "result.json")
    result["programmes"]["rent"]["award_fen"] += 1
    put(forgery, "result.json", result)
    assert simulator("verify", forgery).code == 1


def test_awards_taken_away_are_missed(budget, forgery):
    (forgery / "awards.csv").unlink()
    assert simulator("verify", forgery, budget[0]).code == 1


def test_a_scenario_that_is_not_there_exits_2(budget, tmp_path):
    assert simulator("verify", budget[1], tmp_path / "nowhere.yaml").code == 2
