"""Laws of the order in which a tree is worked through."""

from hypothesis import given

from simulator.algebra.order import ordered
from simulator.algebra.tree import constant, leaf
from tests.algebra.trees import calmly, cases


@given(cases(quotients=True))
@calmly
def test_operands_stand_before_their_users_and_each_node_once(case):
    amount, truth, _ = case
    order = ordered([amount, truth, amount])
    places = {id(node): place for place, node in enumerate(order)}
    assert len(places) == len(order)
    assert {id(amount), id(truth)} <= set(places)
    assert all(places[id(each)] < places[id(node)] for node in order for each in node.operands)


def test_a_tree_of_any_depth_has_an_order():
    number = leaf("rent")
    for step in range(20_000):
        number = number + constant(step % 7 + 1)
    order = ordered([number])
    assert order[-1] is number
    assert len(order) == 40_001


def test_nothing_has_no_order():
    assert ordered([]) == ()
