"""What splits have cost: means of what was taken in, and a promise that asks for both sides."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.optimise.growth.drops import LEAST_DROP, Drops

COLUMNS = 4
# multiples of a quarter, so that sums of floats are what fractions would be
quarters = st.integers(0, 400).map(lambda number: number / 4)
taken_in = st.lists(st.tuples(st.integers(0, COLUMNS - 1), st.integers(0, 1), quarters), max_size=40)


def after(seen) -> Drops:
    drops = Drops.none(COLUMNS)
    for column, side, drop in seen:
        drops.add(column, side, drop)
    return drops


def mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


@given(taken_in)
def test_a_column_is_expected_to_drop_as_it_did_and_an_untried_one_as_all_did(seen):
    found = after(seen).expected(np.arange(COLUMNS))
    for side in (0, 1):
        usual = mean([drop for _, own, drop in seen if own == side], 1.0)
        for column in range(COLUMNS):
            own = [drop for at, way, drop in seen if (at, way) == (column, side)]
            assert found[side, column] == pytest.approx(mean(own, usual))


@given(taken_in, st.permutations(range(COLUMNS)))
def test_the_order_in_which_columns_are_asked_for_does_not_matter(seen, order):
    drops = after(seen)
    asked = np.array(order)
    assert np.array_equal(drops.expected(asked), drops.expected(np.arange(COLUMNS))[:, asked])


@given(quarters, quarters, st.floats(0.01, 0.99))
def test_a_split_promises_no_more_than_both_of_its_sides_give(down, up, above):
    drops = after([(0, 0, down), (0, 1, up)])
    (promise,) = drops.promise(np.array([0]), np.array([7 + above])).tolist()
    sides = above * down, (1 - above) * up
    assert promise == pytest.approx(max(sides[0], LEAST_DROP) * max(sides[1], LEAST_DROP))
    assert promise > 0.0


def test_of_two_columns_the_one_that_drops_on_both_sides_promises_more():
    one_sided = [(0, 0, 100.0), (0, 1, 0.0)]
    two_sided = [(1, 0, 20.0), (1, 1, 20.0)]
    found = after([*one_sided, *two_sided]).promise(np.array([0, 1]), np.array([0.5, 0.5]))
    assert found[1] > found[0]
