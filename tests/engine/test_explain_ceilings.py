"""A cash ceiling and an adjustment told: what a ceiling comes to is what the payments obey, to the fen."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import simulator as sim

YEAR = """
scenario: ceilings
year: 2024
unit: 元
sources: {{own: {{amount: 1000}}}}
spending: {{office: {{title: Office, amount: 300, pay: evenly}}, works: {{title: Works, amount: 700}}}}
calendar: {{works: {{Q1: [contract, {{pay: 60%}}], Q3: {{pay: 40%}}}}}}
adjustments: [{{id: more, on: Q3, line: spending.office, add: 40.01, source: city}}]
carry_over: {{lots: [{{year: 2023, amount: 50}}, {{year: 2023, amount: 20, line: spending.works}}]}}
cash:
  whole: {{ceilings: {{Q1: {first}%, 2024-05: 30%, Q2: {second}%, Q4: 100%}}}}
  works: {{of: spending.works, ceilings: {{Q1: 300元, Q4: 90%}}}}
"""


def plan_of(folder: Path, first: int, second: int) -> sim.Plan:
    (folder / "a.yaml").write_text(YEAR.format(first=first, second=second), encoding="utf-8")
    return sim.load(folder / "a.yaml").run()


@settings(max_examples=20, deadline=None)
@given(first=st.integers(0, 30), second=st.integers(30, 100))
def test_no_more_is_paid_than_a_ceiling_comes_to(tmp_path_factory, first, second):
    plan = plan_of(tmp_path_factory.mktemp("ceilings"), first, second)
    told = [line for line in plan.explain("cash.whole").lines if line.depth == 1]
    total = plan.ledgers.groupby("quarter")[["paid_fen", "waiting_fen"]].sum()
    assert [line.fen for line in told][::2] == [7_000 + 1_000 * first, 7_000 + 104_001]
    for line, quarter in zip(told, ("Q1", "Q2", "Q4"), strict=True):
        assert total.paid_fen[quarter] <= line.fen


def test_what_waits_under_the_only_ceiling_waits_for_it_alone(tmp_path):
    plan = plan_of(tmp_path, 20, 40)
    (first, second, _) = [line for line in plan.explain("cash.whole").lines if line.depth == 1]
    quarter = plan.ledgers[plan.ledgers.quarter == "Q2"]
    assert quarter.waiting_fen.sum() > 0
    assert quarter.paid_fen.sum() == second.fen == 47_000
    assert first.text.en == (
        "by Q1 1,000元 of this year's is authorised, so 270元 at most (70元 of it brought forward); "
        "270元 is paid, 225元 waits"
    )
    assert first.text.zh == "一季度末本年预算 1,000元,上限 270元(其中结转资金 70元);已付 270元,待付 225元"


def test_the_ceiling_of_a_line_has_the_lots_of_that_line_alone(tmp_path):
    amounts = [line.fen for line in plan_of(tmp_path, 20, 40).explain("cash.works").lines if line.depth == 1]
    assert amounts == [30_000 + 2_000, 63_000 + 2_000]


def test_an_adjustment_is_told_with_what_each_line_gains(tmp_path):
    plan = plan_of(tmp_path, 20, 40)
    (told, gain) = plan.explain("adjustments.more").lines
    assert plan.explain("adjustments").lines == (told, gain)
    assert (told.fen, gain.fen, gain.text.en) == (4_001, 4_001, "Office: 40.01元")


@pytest.mark.parametrize(
    ("chinese", "english"), [("用款计划.whole", "cash.whole"), ("预算调整", "adjustments")]
)
def test_a_chinese_path_is_told_as_its_english_one(tmp_path, chinese, english):
    plan = plan_of(tmp_path, 20, 40)
    assert plan.explain(chinese).lines == plan.explain(english).lines
