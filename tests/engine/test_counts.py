"""Count targets: the need is the least number that meets the bound, and its cost is the least there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.counts import needed, needs_of
from simulator.model.case import CountTarget

counts = st.integers(0, 10_000)


@given(baseline=counts, bound=counts)
def test_the_need_meets_the_bound_and_one_fewer_does_not(baseline, bound):
    for field, met in (("at_least", lambda n: n >= bound), ("more_than", lambda n: n > bound)):
        need = needed(CountTarget("a", baseline=baseline, **{field: bound}))
        assert met(baseline + need)
        assert need == 0 or not met(baseline + need - 1)


@pytest.mark.parametrize(("field", "need"), [("more_than", 46), ("at_least", 45), ("is_", 45)])
def test_more_than_a_thousand_asks_for_one_beyond_it(field, need):
    assert needed(CountTarget("a", baseline=955, **{field: 1000})) == need


def test_a_target_without_a_bound_asks_for_nothing():
    assert needed(CountTarget("a", baseline=3)) == 0


@given(targets=st.lists(st.tuples(counts, counts, counts), max_size=5), budget=st.integers(0, 10**9))
def test_the_shortfall_is_what_makes_the_least_cost_affordable(targets, budget):
    written = [
        CountTarget(str(number), baseline=baseline, at_least=bound, unit_cost=cost)
        for number, (baseline, bound, cost) in enumerate(targets)
    ]
    needs = needs_of(written)
    assert needs.least_cost == sum(cost for _, cost in needs.costs)
    assert needs.least_cost <= budget + needs.shortfall(budget)
    assert needs.shortfall(budget) == 0 or needs.least_cost == budget + needs.shortfall(budget)


@given(baseline=counts, bound=counts, budget=st.integers(0, 10**9))
def test_a_stock_above_an_exact_target_can_never_be_it(baseline, bound, budget):
    needs = needs_of([CountTarget("a", baseline=baseline, is_=bound, unit_cost=300)])
    assert needs.feasible(budget) == (baseline <= bound and (bound - baseline) * 300 <= budget)


def test_one_stock_too_high_is_not_made_good_by_the_other_targets():
    low, high = CountTarget("a", baseline=1, is_=2), CountTarget("b", baseline=12, is_=9)
    assert needs_of([low]).feasible(0)
    assert not needs_of([low, high]).feasible(10**9)
    assert needs_of([CountTarget("b", baseline=12, at_least=9)]).feasible(0)
