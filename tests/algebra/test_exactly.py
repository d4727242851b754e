"""Laws of exact evaluation, against fractions row by row."""

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from simulator.algebra import EVERYONE, NOBODY, constant, flag, leaf
from simulator.algebra.exactly import evaluate
from simulator.exact import Exact
from tests.algebra.trees import cases, often, read


@given(cases(quotients=True))
@often
def test_every_node_is_what_its_fractions_are(case):
    amount, truth, data = case
    number, flags = evaluate([amount, truth], data.fetch, data.rows)
    assert number.fractions() == tuple(read(amount, row) for row in data.all_rows)
    assert flags.dtype == np.bool_
    assert flags.tolist() == [read(truth, row) for row in data.all_rows]


def counted(columns: dict):
    calls = Counter()

    def fetch(source):
        calls[source] += 1
        return columns[source]

    return fetch, calls


def test_a_shared_sub_tree_is_worked_out_once(monkeypatch):
    sums = []
    add = Exact.__add__
    monkeypatch.setattr(Exact, "__add__", lambda left, right: sums.append(1) or add(left, right))
    number = leaf("rent")
    for _ in range(64):
        number = number + number
    fetch, calls = counted({"rent": Exact.of([1, 3])})
    doubled, half = evaluate([number, number * Fraction(1, 2)], fetch, 2)
    assert doubled.fractions() == (2**64, 3 * 2**64)
    assert half.fractions() == (2**63, 3 * 2**63)
    assert len(sums) == 64
    assert calls == {"rent": 1}


def test_a_column_no_longer_needed_is_let_go():
    alive = []

    class Watched(Exact):
        def __del__(self):
            alive.remove(id(self))

    def fetch(source):
        if source == "late":
            assert alive == []
        column = Watched(np.array([1, 2])) if source == "early" else Exact.of([5, 6])
        if source == "early":
            alive.append(id(column))
        return column

    total = (leaf("early") * 2 + constant(1)) + leaf("late")
    assert evaluate([total], fetch, 2)[0].fractions() == (8, 11)


def test_a_tree_of_any_depth_is_worked_out():
    number = leaf("rent")
    for step in range(5_000):
        number = (number + constant(step)).at_most(constant(10**9))
    assert evaluate([number], {"rent": Exact.of([1])}.get, 1)[0].fractions() == (1 + 4999 * 2500,)


def test_a_quotient_has_its_own_value_where_the_divisor_is_zero():
    columns = {"rent": Exact.of([10, 20, 30], 7), "heads": Exact.of([3, 0, -4], 2), "none": Exact.of([0])}
    part = leaf("rent").divided_by(leaf("heads"), Fraction(1, 9))
    nothing = leaf("rent").divided_by(leaf("none"), 5)
    first, second = evaluate([part, nothing], columns.get, 3)
    assert first.fractions() == (Fraction(20, 21), Fraction(1, 9), Fraction(-15, 7))
    assert second.fractions() == (5, 5, 5)


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_constants_and_columns_of_one_value_stand_for_every_row(rows):
    columns = {"rent": Exact.of([7], 2), "strategic": np.array([True])}
    wanted = [
        constant(Fraction(1, 3)),
        EVERYONE,
        NOBODY,
        leaf("rent"),
        flag("strategic"),
        leaf("rent") + constant(1),
    ]
    found = evaluate(wanted, columns.get, rows)
    assert [len(column) for column in found] == [rows] * 6
    assert found[0].fractions() == (Fraction(1, 3),) * rows
    assert found[1].tolist() == [True] * rows
    assert found[2].tolist() == [False] * rows
    assert found[5].fractions() == (Fraction(9, 2),) * rows


def test_a_column_of_another_length_is_refused():
    with pytest.raises(ValueError, match="3 rows among columns of 2"):
        evaluate([leaf("rent")], {"rent": Exact.of([1, 2, 3])}.get, 2)


def test_a_rounding_on_the_way_may_be_of_any_size():
    columns = {"rent": Exact.of([10**40 + 1], 2)}
    rounded = leaf("rent").rounded("up", Fraction(1, 4)).rounded("down", 10**6)
    assert evaluate([rounded], columns.get, 1)[0].fractions() == (10**40 // 2,)
