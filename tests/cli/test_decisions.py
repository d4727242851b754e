"""Decisions and earmarked sources as an officer meets them: check, run, explain, verify, run again."""

import json
from pathlib import Path

import pytest

from tests.cli.running import simulator

TEXT = """\
scenario: decided
title: 租金与贷款
year: 2014
unit: 万元
sources:
  central: {title: 上级补助, amount: 30, only_for: {programmes: rent}}
  city: {title: 本级财力, amount: 80}
spending: {project: {title: 项目支出, amount: 100, when_short: optimise}}
populations: {firms: {file: firms.csv, id: firm_id, columns: {rent: 万元}, nature: synthetic}}
programmes:
  rent:
    title: 租金补贴
    spending: project
    applicants: firms
    eligible: rent >= 10万元
    award: [{fixed: rent}]
    envelope: {at_most: 60}
    when_short: pro_rata
    paid_from: [central, city]
  loans:
    title: 贷款贴息
    spending: project
    applicants: firms
    award: [{fixed: 20}]
    when_short: optimise
objective: [{maximise: spent}]
decisions:
  - {award: rent/F1, is: 12.5, status: published, on: 2014-05-01, document: 公示第3号}
  - {award: rent/F3, is: 5, who: 局长办公会, why: 历史遗留, on: 2014-04-01}
  - {award: loans/F2, outcome: withdrawn, who: 业务处, why: 单位申请撤回}
"""
FIRMS = "firm_id,rent\nF1,30\nF2,40\nF3,4\nF4,50\n"


@pytest.fixture
def budget(tmp_path) -> Path:
    (tmp_path / "decided.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "firms.csv").write_text(FIRMS, encoding="utf-8")
    return tmp_path / "decided.yaml"


def test_the_screen_tells_who_pays_and_what_was_decided(budget):
    said = simulator("run", budget, "--lang", "en")
    assert said.code == 0, said.err
    lines = [line.rstrip() for line in said.out.splitlines()]
    start = next(at for at, line in enumerate(lines) if line.startswith("payer"))
    assert lines[start : start + 5] == [
        "payer       source  drawn (万元)",
        "贷款贴息  本级财力         60.00",
        "租金补贴  上级补助         30.00",
        "租金补贴  本级财力         10.00",
        "total                     100.00",
    ]
    start = next(at for at, line in enumerate(lines) if line.startswith("3 awards were decided"))
    assert [line for line in lines[start : start + 6] if line] == [
        "3 awards were decided beforehand, 17.5万元 in all; the rules alone give 50万元",
        "applicant                           decision  claims (万元)  decided (万元)          by",
        "loans/F2                           withdrawn             20               0      业务处",
        "rent/F1                            published             30            12.5           —",
        "rent/F3    decided by hand (above the claim)              0               5  局长办公会",
    ]


def test_explain_gives_the_reason_of_what_was_decided(budget):
    said = simulator("explain", budget, "rent/F3", "--lang", "zh")
    told = [line.strip() for line in said.out.splitlines()]
    assert told[:2] == ["租金补贴 · F3:核定 50,000元", "条件 eligible:rent >= 10万元 → 不符合"]
    assert told[2:8] == [
        "不符合条件,应补 0",
        "人工决定:核定 50,000元,不再按规则分配",
        "比应补金额多 50,000元",
        "决定机构:局长办公会",
        "事由:历史遗留",
        "日期:2014-04-01",
    ]
    assert told[8].startswith("写在 ")
    assert told[8].endswith("decided.yaml:29:5")
    withdrawn = simulator("explain", budget, "loans/F2", "--lang", "en").out
    assert "withdrawn: nothing is awarded" in withdrawn
    assert "because: 单位申请撤回" in withdrawn


def test_results_carry_the_decisions_and_verify(budget, tmp_path):
    assert simulator("run", budget, "--out", tmp_path / "plan").code == 0
    told = json.loads((tmp_path / "plan" / "result.json").read_text(encoding="utf-8"))
    assert [(each["applicant"], each["decision"], each["award_fen"]) for each in told["decisions"]] == [
        ("F2", "withdrawn", 0),
        ("F1", "published", 12_500_000),
        ("F3", "override", 5_000_000),
    ]
    assert told["decisions"][2]["above_claim"]
    assert told["decisions"][2]["place"] == "decided.yaml:29:5"
    assert told["programmes"]["rent"]["paid_from"] == [
        {"source": "central", "amount_fen": 30_000_000},
        {"source": "city", "amount_fen": 10_000_000},
    ]
    assert simulator("verify", tmp_path / "plan").code == 0


@pytest.mark.parametrize("line", ["rent,F1,", "rent,F4,", "loans,F2,"])
def test_verify_refuses_a_decided_or_a_shared_award_that_was_changed(budget, tmp_path, line):
    simulator("run", budget, "--out", tmp_path / "plan")
    path = tmp_path / "plan" / "awards.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    changed = [f"{row.rpartition(',')[0]}1," if row.startswith(line) else row for row in rows]
    assert changed != rows
    path.write_text("\n".join(changed) + "\n", encoding="utf-8")
    assert simulator("verify", tmp_path / "plan").code == 1


def test_a_list_published_once_is_kept_when_more_apply(budget, tmp_path):
    assert simulator("run", budget, "--out", tmp_path / "plan").code == 0
    kept = (tmp_path / "plan" / "awards.csv").read_text(encoding="utf-8")
    start = TEXT.index("decisions:")
    again = TEXT[:start] + "decisions: [{file: plan/awards.csv, status: published, on: 2014-06-01}]\n"
    budget.write_text(again, encoding="utf-8")
    (tmp_path / "firms.csv").write_text(FIRMS + "F5,90\n", encoding="utf-8")
    said = simulator("run", budget, "--out", tmp_path / "later", "--lang", "en")
    assert said.code == 0, said.err
    assert "warning[W715]" in said.err
    later = (tmp_path / "later" / "awards.csv").read_text(encoding="utf-8")
    fixed = [line.rpartition(",")[0] for line in kept.splitlines()[1:]]
    assert fixed == [line.rpartition(",")[0] for line in later.splitlines()[1:] if line.split(",")[1] != "F5"]


def test_check_tells_of_every_decision_that_is_wrong(budget):
    more = "  - {award: rent/F9, is: 1, status: paid}\n  - {award: loans/F2, is: 1, status: paid}\n"
    budget.write_text(TEXT + more, encoding="utf-8")
    said = simulator("check", budget, "--lang", "en")
    assert said.code == 2
    assert "decided.yaml:31:5: error[R631]: programme 'rent' has no applicant 'F9'" in said.err
    assert "decided.yaml:32:5: error[R632]: the award 'loans/F2' is decided already" in said.err
    assert "decided.yaml:30:5" in said.err


def test_check_warns_of_a_published_award_to_somebody_not_eligible(budget):
    budget.write_text(TEXT.replace("who: 局长办公会, why: 历史遗留", "status: paid"), encoding="utf-8")
    said = simulator("check", budget, "--lang", "en")
    assert said.code == 0
    assert "warning[W715]: 'rent/F3' is paid with 5万元" in said.err


def test_a_source_that_is_too_small_is_named_at_its_line(budget):
    small = TEXT.replace("amount: 30, only_for: {programmes: rent}", "amount: 30").replace(
        "paid_from: [central, city]", "paid_from: central"
    )
    budget.write_text(
        small.replace("envelope: {at_most: 60}", "envelope: {at_least: 60, at_most: 60}"), "utf-8"
    )
    said = simulator("run", budget, "--lang", "en")
    assert said.code == 3
    assert "decided.yaml:6:" in said.err
    assert "sources.central.amount asks for at most 30万元" in said.err
    assert "programmes.rent.paid_from is paid only from central" in said.err
