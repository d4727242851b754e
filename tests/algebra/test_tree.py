"""Laws of building trees: what is known at once is folded, and what changes nothing leaves no node."""

import operator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.algebra import EVERYONE, NOBODY, NOTHING, constant, flag, leaf, sources
from simulator.algebra.order import ordered
from tests.algebra.trees import MODES, ROUND, calmly, cases, read

RENT, RD, STRATEGIC, YOUNG = leaf("rent"), leaf("rd"), flag("strategic"), flag("young")
fractions = st.fractions(max_denominator=1000)
BINARY = {
    operator.add: operator.add,
    operator.sub: operator.sub,
    operator.mul: operator.mul,
    type(RENT).minimum: min,
    type(RENT).maximum: max,
}


@pytest.mark.parametrize("act", BINARY)
@given(fractions, fractions)
@calmly
def test_constants_are_folded(act, left, right):
    folded = act(constant(left), constant(right))
    assert (folded.operation, folded.value) == ("constant", BINARY[act](left, right))


@pytest.mark.parametrize("mode", MODES)
@given(fractions, fractions.filter(lambda value: value > 0))
@calmly
def test_a_constant_is_rounded_at_once(mode, value, quantum):
    assert constant(value).rounded(mode, quantum).value == ROUND[mode](value / quantum) * quantum


@given(fractions, fractions)
@calmly
def test_constants_are_compared_at_once(left, right):
    ours, theirs = constant(left), constant(right)
    assert ours.equals(theirs) is (EVERYONE if left == right else NOBODY)
    assert ours.at_least(theirs) is (EVERYONE if left >= right else NOBODY)
    assert ours.above(theirs) is (EVERYONE if left > right else NOBODY)


@pytest.mark.parametrize(
    ("built", "expected"),
    [
        (RENT + NOTHING, RENT),
        (NOTHING + RENT, RENT),
        (RENT - NOTHING, RENT),
        (RENT * 1, RENT),
        (constant(1) * RENT, RENT),
        (RENT.at_most(None), RENT),
        (RENT.where(EVERYONE, RD), RENT),
        (RENT.where(NOBODY, RD), RD),
        (RENT.where(STRATEGIC, RENT), RENT),
        (STRATEGIC & EVERYONE, STRATEGIC),
        (EVERYONE & STRATEGIC, STRATEGIC),
        (STRATEGIC & NOBODY, NOBODY),
        (NOBODY & STRATEGIC, NOBODY),
        (STRATEGIC | NOBODY, STRATEGIC),
        (NOBODY | STRATEGIC, STRATEGIC),
        (STRATEGIC | EVERYONE, EVERYONE),
        (EVERYONE | STRATEGIC, EVERYONE),
        (~EVERYONE, NOBODY),
        (~NOBODY, EVERYONE),
    ],
)
def test_what_changes_nothing_leaves_no_node(built, expected):
    assert built is expected


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (RENT * 0, 0),
        (NOTHING * RENT, 0),
        (RENT.divided_by(NOTHING, 7), 7),
        (constant(6).divided_by(constant(4)), Fraction(3, 2)),
    ],
)
def test_what_is_the_same_on_every_row_is_a_constant(number, value):
    assert number.is_constant
    assert number.is_value(value)


def test_a_division_by_a_constant_is_a_share():
    number = RENT.divided_by(constant(Fraction(-2, 3)))
    assert (number.operation, number.operands[1].value) == ("multiply", Fraction(-3, 2))


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (-RENT, -7),
        (RENT.positive(), 7),
        ((-RENT).positive(), 0),
        (RENT.at_most(RD), 4),
        (RENT.divided_by(RD), Fraction(7, 4)),
        (RENT.divided_by(RD - RD, 9), 9),
        (RENT.rounded("up", 5), 10),
        (RENT.where(STRATEGIC, RD), 7),
        (RENT.where(YOUNG, RD), 4),
        (RENT.above(RD) & ~YOUNG, True),
        (RENT.equals(RD) | YOUNG, False),
    ],
)
def test_a_node_says_what_it_is_called(node, expected):
    assert read(node, {"rent": 7, "rd": 4, "strategic": True, "young": False}) == expected


@pytest.mark.parametrize("quantum", [0, -1, Fraction(-1, 2)])
@pytest.mark.parametrize("number", [RENT, constant(3)])
def test_a_quantum_is_positive(number, quantum):
    with pytest.raises(ValueError, match="positive"):
        number.rounded("down", quantum)


@given(cases(quotients=True))
@calmly
def test_the_sources_are_those_of_the_leaves_and_flags_each_once(case):
    amount, truth, _ = case
    found = sources(amount, truth)
    named = [node.source for node in ordered([amount, truth]) if node.operation in ("leaf", "flag")]
    assert set(found) == set(named)
    assert len(set(found)) == len(found)
