"""The engine and the slow reference agree on random award rules, fen by fen and step by step."""

from random import Random

import pytest

from simulator.rules import RULES
from tests.engine.rule_support import fast_claims, first_differences, slow_claims
from tests.engine.support import words_in
from tests.reference.rule_generator import RuleCase, rule_case

SEEDS = 15


@pytest.mark.parametrize("seed", range(SEEDS))
def test_twenty_random_rules_over_thirty_applicants_come_out_alike_to_the_fen(seed: int) -> None:
    assert first_differences(rule_case(Random(seed))) == []


@pytest.mark.parametrize("unit", ["元", "万元", "亿元"])
def test_the_unit_a_rule_is_written_in_changes_no_fen(unit: str) -> None:
    assert first_differences(rule_case(Random(unit)), unit) == []


def test_the_order_of_the_rows_changes_no_fen() -> None:
    drawn = rule_case(Random("order"))
    turned = RuleCase(drawn.programmes, drawn.rows[::-1])
    one, other = (fast_claims(each) for each in (drawn, turned))
    for name in drawn.programmes:
        assert one.of(name).entitlement.tolist() == other.of(name).entitlement.tolist()


@pytest.mark.soak
@pytest.mark.parametrize("campaign", range(20))
def test_five_thousand_more_combinations_of_rule_and_applicant_come_out_alike(campaign: int) -> None:
    for seed in range(1_000 + 10 * campaign, 1_010 + 10 * campaign):
        assert first_differences(rule_case(Random(seed), applicants=25)) == []


def test_the_rules_compared_use_every_registered_step_and_every_field_that_switches_one() -> None:
    seen = {word for seed in range(SEEDS) for word in words_in(rule_case(Random(seed)).programmes)}
    assert set(RULES) <= seen
    assert {"quota", "when", "rate_at_most", "plus", "gap", "window", "used", "above", "expires"} <= seen
    assert {"reject", "carry", "pro_rata", "thirty", "half_even", "achieved", "kept", "interest"} <= seen


def test_a_good_part_of_what_is_compared_is_paid_something() -> None:
    found = [each for seed in range(SEEDS) for each in slow_claims(rule_case(Random(seed))).values()]
    dues = [due for each in found for due in each.due]
    assert sum(due > 0 for due in dues) > len(dues) / 5
    assert any(due > 10**15 for due in dues)
