"""Rows by group and in order: codes tell values apart, orders are stable, splits add up."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.exact import Exact
from simulator.expression import Column, Type, parse
from simulator.model.groups import gathered, group_codes, in_order, rows_at, split_by_group, texts_of
from simulator.model.method import SortKey
from simulator.model.step import Rows
from simulator.money import split

few = settings(max_examples=80, deadline=None)
VALUES = {
    "text": st.sampled_from(["b", "a", "甲", ""]),
    "category": st.integers(0, 2),
    "yes_no": st.booleans(),
    "count": st.integers(-3, 3),
    "number": st.fractions(-2, 2, max_denominator=3),
    "wide": st.sampled_from([2**70, -(2**63), 5]),
}
CATEGORY = Type("category", ("z", "y", "x"))


def column(kind: str, values: list) -> Column:
    """Return a column of a kind."""
    if kind == "text":
        return Column(Type("text"), np.array(values, dtype=object))
    if kind == "category":
        return Column(CATEGORY, np.array(values, dtype=np.int64))
    if kind == "yes_no":
        return Column(Type("yes_no"), np.array(values, dtype=np.bool_))
    if kind == "number":
        top, bottom = [each.numerator for each in values], [each.denominator for each in values]
        return Column(Type("number"), Exact(np.array(top, np.int64), np.array(bottom, np.int64)))
    return Column(Type("count"), Exact.of(values))


@st.composite
def columns(draw, count):
    kinds = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=3))
    return [(kind, draw(st.lists(VALUES[kind], min_size=count, max_size=count))) for kind in kinds]


@few
@given(data=st.data(), count=st.integers(0, 7))
def test_two_rows_have_one_code_when_all_their_columns_agree(data, count):
    drawn = data.draw(columns(count))
    codes = group_codes([column(*each) for each in drawn], count).tolist()
    keys = list(zip(*(values for _, values in drawn), strict=True))
    for left in range(count):
        for right in range(count):
            assert (codes[left] == codes[right]) == (keys[left] == keys[right])


def test_without_a_column_all_rows_are_one_group_and_a_constant_parts_none():
    constant = Column(Type("money"), Exact.of([5]))
    assert group_codes([], 3).tolist() == [0, 0, 0]
    assert group_codes([constant], 3).tolist() == [0, 0, 0]


@few
@given(data=st.data(), count=st.integers(0, 7), directions=st.lists(st.booleans(), min_size=3, max_size=3))
def test_an_order_is_that_of_the_keys_with_ties_to_the_smaller_id(data, count, directions):
    drawn = data.draw(columns(count))
    named = {f"c{place}": column(*each) for place, each in enumerate(drawn)}
    keys = [
        SortKey("highest" if downwards else "lowest", parse(name))
        for name, downwards in zip(named, directions, strict=False)
    ]
    expected = list(range(count))
    for key, (_, values) in reversed(list(zip(keys, drawn, strict=True))):
        expected.sort(key=values.__getitem__, reverse=key.direction == "highest")
    assert in_order(keys, Rows(named, count)).tolist() == expected


@few
@given(
    rows=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), max_size=8),
    sums=st.lists(st.integers(0, 40), min_size=3, max_size=3),
    size=st.sampled_from([1, 2**40, 2**61]),
)
def test_a_split_by_group_is_each_group_s_own_split(rows, sums, size):
    codes = np.array([group for group, _ in rows], dtype=np.int64)
    weights = np.array([weight * size // 9 for _, weight in rows], dtype=np.int64)
    groups = gathered(codes)
    present = codes[groups.positions[groups.starts]].tolist()
    amounts = np.array([sums[group] for group in present], dtype=np.int64)
    parts = np.zeros(len(rows), dtype=np.int64)
    parts[groups.positions] = split_by_group(amounts, weights[groups.positions], groups)
    for group in present:
        own = weights[codes == group].tolist()
        expected = split(sums[group], own) if sum(own) else (0,) * len(own)
        assert tuple(parts[codes == group].tolist()) == expected


@few
@given(values=st.lists(st.integers(-9, 9), max_size=8), data=st.data())
def test_sums_before_a_row_are_those_of_its_group(values, data):
    codes = data.draw(st.lists(st.integers(0, 2), min_size=len(values), max_size=len(values)))
    groups = gathered(np.array(codes, dtype=np.int64))
    ordered = np.array(values, dtype=np.int64)[groups.positions]
    before = groups.before(ordered).tolist()
    for place, position in enumerate(groups.positions.tolist()):
        earlier = [values[other] for other in range(position) if codes[other] == codes[position]]
        assert before[place] == sum(earlier)


def test_chosen_rows_keep_their_columns_and_constants():
    rows = Rows({"a": column("text", ["x", "y", "z"]), "k": Column(Type("count"), Exact.of([7]))}, 3)
    chosen = rows_at(rows, np.array([2, 0]))
    assert texts_of(chosen.columns["a"]) == ("z", "x")
    assert chosen.numbers(parse("k")).fractions() == (7, 7)


@pytest.mark.parametrize(
    ("kind", "values", "texts"),
    [
        ("text", ["甲"], ("甲",)),
        ("category", [1], ("y",)),
        ("yes_no", [True], ("yes",)),
        ("count", [3], ("3",)),
        ("number", [Fraction(1, 3)], ("1/3",)),
    ],
)
def test_every_value_has_a_text_of_its_own(kind, values, texts):
    assert texts_of(column(kind, values)) == texts
