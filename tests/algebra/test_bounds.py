"""Laws of proved bounds: no row leaves its interval, and every row is a multiple of the step."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.algebra import constant, flag, leaf
from simulator.algebra.bounds import Bound, common_step, proved, settled
from simulator.algebra.order import ordered
from simulator.algebra.tree import Number
from tests.algebra.trees import calmly, cases, often, read

RENT, RD = leaf("rent"), leaf("rd")
RANGES = {"rent": (-3, 10, 1), "rd": (4, 9, 10)}


@given(cases())
@often
def test_no_row_leaves_the_bound_of_any_node(case):
    amount, _, data = case
    bounds = proved([amount], data.ranges)
    for row in data.all_rows:
        for number, bound in bounds.items():
            value = read(number, row)
            assert bound.smallest <= value <= bound.largest
            assert value == 0 if bound.step == 0 else (value / bound.step).denominator == 1
            assert (value * bound.denominator).denominator == 1


@given(cases())
@calmly
def test_a_comparison_settled_by_its_bounds_is_that_on_every_row(case):
    amount, truth, data = case
    bounds = proved([node for node in ordered([amount, truth]) if isinstance(node, Number)], data.ranges)
    for node in ordered([truth]):
        if node.operation in ("=", "≥", ">"):
            known = settled(node, bounds)
            assert known is None or {read(node, row) for row in data.all_rows} == {known}


@pytest.mark.parametrize(
    ("number", "smallest", "largest", "step"),
    [
        (RENT, -3, 10, 1),
        (RD, Fraction(4, 10), Fraction(9, 10), Fraction(1, 10)),
        (RENT + RD, Fraction(-26, 10), Fraction(109, 10), Fraction(1, 10)),
        (RENT - RD, Fraction(-39, 10), Fraction(96, 10), Fraction(1, 10)),
        (RENT * RENT, -30, 100, 1),
        (RENT * Fraction(-1, 3), Fraction(-10, 3), 1, Fraction(1, 3)),
        (RENT.minimum(constant(Fraction(1, 2))), -3, Fraction(1, 2), Fraction(1, 2)),
        (RENT.positive(), 0, 10, 1),
        (constant(4).where(flag("strategic"), constant(6)), 4, 6, 2),
        ((RENT * Fraction(1, 2)).rounded("up", 3), 0, 6, 3),
        ((RENT * Fraction(1, 2)).rounded("down", 3), -3, 3, 3),
    ],
)
def test_the_bound_is_as_narrow_as_each_operation_allows(number, smallest, largest, step):
    assert proved([number], RANGES)[number] == Bound(Fraction(smallest), Fraction(largest), Fraction(step))


@pytest.mark.parametrize("number", [leaf("other"), RENT.divided_by(RD), leaf("other").minimum(RENT)])
def test_what_no_range_bounds_has_no_bound(number):
    later = number + constant(1)
    assert proved([later], RANGES)[later] is None


@pytest.mark.parametrize(
    ("truth", "known"),
    [
        (RENT.at_least(constant(-3)), True),
        (RENT.at_least(constant(-2)), None),
        (RENT.at_least(constant(10)), None),
        (RENT.at_least(constant(11)), False),
        (RENT.above(constant(-4)), True),
        (RENT.above(constant(-3)), None),
        (RENT.above(constant(9)), None),
        (RENT.above(constant(10)), False),
        (RENT.equals(constant(10)), None),
        (RENT.equals(constant(11)), False),
        (constant(-4).equals(RENT), False),
        (RENT.equals(RENT), True),
        (RENT.at_least(RENT), True),
        (RENT.above(RENT), False),
        (leaf("other").above(RENT), None),
    ],
)
def test_a_comparison_is_settled_exactly_at_the_ends(truth, known):
    assert settled(truth, proved([RENT, *truth.operands], RANGES)) is known


@given(st.fractions(max_denominator=999), st.fractions(max_denominator=999))
@calmly
def test_both_numbers_are_multiples_of_their_common_step_and_it_is_the_largest(left, right):
    step = common_step(left, right)
    if left == right == 0:
        assert step == 0
        return
    ours, theirs = left / step, right / step
    assert ours.denominator == theirs.denominator == 1
    assert math.gcd(int(ours), int(theirs)) == 1


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**9), st.integers(1, 99), st.integers(1, 99))
@calmly
def test_the_size_in_a_unit_is_that_of_the_farther_end(smallest, width, step, pieces):
    bound = Bound(Fraction(smallest * step), Fraction((smallest + width) * step), Fraction(step))
    assert bound.size(Fraction(step, pieces)) == max(abs(smallest), abs(smallest + width)) * pieces
