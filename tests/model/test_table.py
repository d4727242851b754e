"""Tables: sorted by id whatever the order of the rows, read-only, told apart by their digest alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.exact import Exact
from simulator.expression import Column, Type
from simulator.model.table import Table, table

ids = st.lists(st.text(min_size=1, max_size=3), min_size=1, max_size=6, unique=True)


def money(values: list[int], denominator: int = 1) -> Column:
    return Column(Type("money"), Exact(np.array(values, dtype=np.int64), denominator))


def texts(values: list[str]) -> Column:
    return Column(Type("text"), np.array(values, dtype=object))


@given(ids, st.randoms())
def test_the_order_of_the_rows_does_not_matter(names, chance):
    rows = list(enumerate(names))
    shuffled = chance.sample(rows, len(rows))
    straight = table("t", tuple(names), {"a": money([i for i, _ in rows]), "b": texts(names)})
    mixed = table(
        "t",
        tuple(n for _, n in shuffled),
        {"b": texts([n for _, n in shuffled]), "a": money([i for i, _ in shuffled])},
    )
    assert straight.ids == mixed.ids == tuple(sorted(names))
    assert straight.digest() == mixed.digest()


@given(ids, st.integers(0, 5), st.integers(1, 10**6))
def test_one_fen_more_is_another_table(names, at, more):
    amounts = list(range(len(names)))
    changed = [each + more * (index == at % len(names)) for index, each in enumerate(amounts)]
    assert (
        table("t", tuple(names), {"a": money(amounts)}).digest()
        != table("t", tuple(names), {"a": money(changed)}).digest()
    )


def test_texts_that_run_together_are_told_apart():
    first, second = ({"a": texts(["a\nb", "c"])}, {"a": texts(["a", "b\nc"])})
    assert table("t", ("1", "2"), first).digest() != table("t", ("1", "2"), second).digest()


def test_the_same_values_over_another_denominator_are_the_same_table():
    half, fifty = money([1, 2], 2), money([50, 100], 100)
    wide = Column(Type("money"), Exact(np.array([50, 100], dtype=object), 100))
    digests = {table("t", ("1", "2"), {"a": each}).digest() for each in (half, fifty, wide)}
    assert len(digests) == 1


def test_a_table_is_read_only_and_refuses_a_repeated_id():
    made = table("t", ("1",), {"a": money([1])})
    data = made.columns["a"].data
    assert isinstance(made, Table)
    assert isinstance(data, Exact)
    with pytest.raises(ValueError, match="read-only"):
        data.numerator[0] = 2
    with pytest.raises(ValueError, match="twice"):
        table("t", ("1", "1"), {"a": money([1, 2])})
