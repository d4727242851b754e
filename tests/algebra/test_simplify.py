"""Laws of lighter trees: the same value on every row within the ranges, and no idle node left."""

from fractions import Fraction

import pytest
from hypothesis import given

from simulator.algebra import EVERYONE, NOTHING, Truth, constant, flag, leaf
from simulator.algebra.order import ordered
from simulator.algebra.simplify import scaled, simplified
from tests.algebra.trees import calmly, cases, often, read

RENT, RD, STRATEGIC = leaf("rent"), leaf("rd"), flag("strategic")
RANGES = {"rent": (0, 100, 1), "rd": (200, 300, 1), "same": (7, 7, 2)}


@given(cases(quotients=True))
@often
def test_a_lighter_tree_has_the_same_value_on_every_row(case):
    amount, truth, data = case
    number = amount.where(truth, amount * Fraction(1, 2))
    light = simplified(number, data.ranges)
    for row in data.all_rows:
        assert read(light.amount, row) == read(number, row)


@given(cases(quotients=True))
@calmly
def test_no_content_is_there_twice_and_every_number_has_an_entry(case):
    amount, truth, data = case
    light = simplified(amount.where(truth, NOTHING), data.ranges)
    contents = [
        (node.operation, node.operands, node.holds, node.source)
        if isinstance(node, Truth)
        else (node.operation, node.operands, node.value, node.source, node.mode)
        for node in light.order
    ]
    assert len(set(contents)) == len(contents)
    assert light.order == ordered([light.amount])
    assert all(isinstance(node, Truth) or node in light.bounds for node in light.order)


def shape(number) -> str:
    """Return a tree as a text that shows its operations."""
    if number.operation == "constant":
        return str(number.value)
    operands = " ".join(shape(each) for each in number.operands)
    return number.source if not operands else f"({number.operation} {operands})"


@pytest.mark.parametrize(
    ("number", "light"),
    [
        (RENT.positive(), "rent"),
        (RENT.maximum(constant(1)), "(maximum rent 1)"),
        (RENT.minimum(constant(100)), "rent"),
        (RENT.minimum(constant(99)), "(minimum rent 99)"),
        (RENT.minimum(RD), "rent"),
        (RD.minimum(RENT), "rent"),
        (RENT.maximum(RD), "rd"),
        (RD.maximum(RENT), "rd"),
        (RENT.minimum(RENT), "rent"),
        ((RENT - constant(100)).positive(), "0"),
        ((RENT - constant(99)).positive(), "(maximum (subtract rent 99) 0)"),
        (leaf("same") * RENT, "(multiply rent 7/2)"),
        (RENT.where(RENT.at_least(RD), RD), "rd"),
        (RENT.where(RENT.above(constant(5)), RD), "(choose (> rent 5) rent rd)"),
        ((RENT * 2).where(STRATEGIC, RENT * 3), "(multiply rent (choose strategic 2 3))"),
        ((RENT * 2).where(STRATEGIC, RENT), "(multiply rent (choose strategic 2 1))"),
        (RENT.where(STRATEGIC, leaf("rent")), "rent"),
        (RENT.where(STRATEGIC, NOTHING), "(choose strategic rent 0)"),
        (RENT * 3 * Fraction(1, 2), "(multiply rent 3/2)"),
        (constant(3) * RENT * Fraction(1, 3), "rent"),
        (RENT.divided_by(leaf("same")), "(multiply rent 2/7)"),
        (RENT.divided_by(RD), "(quotient rent rd)"),
        (RENT.rounded(), "rent"),
        ((RENT * 100).rounded("up", 50), "(multiply rent 100)"),
        ((RENT * 100).rounded("up", 200), "(round (multiply rent 100))"),
        (leaf("rent") + leaf("rent").positive(), "(add rent rent)"),
        (RENT.where(RENT.at_least(NOTHING) & STRATEGIC, RD), "(choose strategic rent rd)"),
        (RENT.where(RD.above(RENT) | STRATEGIC, RD), "rent"),
    ],
)
def test_nothing_that_the_ranges_decide_is_left(number, light):
    assert shape(simplified(number, RANGES).amount) == light


def test_equal_sub_trees_become_one():
    light = simplified(leaf("rent") * Fraction(1, 2) + leaf("rent") * Fraction(1, 2), RANGES)
    left, right = light.amount.operands
    assert left is right


def test_only_a_tree_bounded_throughout_is_proved():
    assert simplified(RENT + RD, RANGES).is_proved
    by_a_quotient = RENT.where(RENT.divided_by(RD).above(constant(1)), RD)
    light = simplified(by_a_quotient, RANGES)
    assert light.bounds[light.amount] is not None
    assert not light.is_proved


def test_a_truth_is_no_amount():
    with pytest.raises(TypeError, match="amount"):
        simplified(EVERYONE, RANGES)


def test_the_constant_of_a_product_is_told_from_the_rest():
    assert scaled(RENT * Fraction(2, 3)) == (RENT, Fraction(2, 3))
    assert scaled(RENT) == (RENT, 1)
    product = RENT * RD
    assert scaled(product) == (product, 1)
