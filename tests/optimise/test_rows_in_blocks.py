"""Rows added as a block are the rows added one by one, and each fault of one is told by its name."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.optimise import Kind, ProblemBuilder

ROWS = st.lists(
    st.tuples(
        st.dictionaries(st.integers(0, 4), st.integers(-9, 9).filter(bool), max_size=5),
        st.integers(-20, 0),
        st.integers(0, 20),
        st.sampled_from(["both", "lower", "upper"]),
    ),
    max_size=6,
)


def builder() -> ProblemBuilder:
    """Return a builder with five columns."""
    made = ProblemBuilder()
    made.add_columns([f"c{number}" for number in range(5)], 0, 10, Kind.AMOUNT)
    return made


@given(rows=ROWS)
def test_a_block_of_rows_is_the_rows_one_by_one(rows: list[Any]) -> None:
    single, block = builder(), builder()
    names, starts, columns, numbers, lower, upper = [], [0], [], [], [], []
    for number, (terms, low, high, sides) in enumerate(rows):
        ends = (None if sides == "upper" else low, None if sides == "lower" else high)
        ordered = sorted(terms)
        single.add_row(f"row {number}", ordered, [terms[each] for each in ordered], *ends, "a.place")
        names.append(f"row {number}")
        columns += ordered
        numbers += [terms[each] for each in ordered]
        starts.append(len(columns))
        lower.append(ends[0])
        upper.append(ends[1])
    found = block.add_rows(names, starts, columns, numbers, lower, upper, "a.place")
    assert found == range(len(rows))
    assert block.build().digest() == single.build().digest()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"columns": [1, 0, 2]}, "row 'a'"),
        ({"columns": [0, 1, 9]}, "column 9"),
        ({"numbers": [1, 1, 0]}, "row 'b'"),
        ({"numbers": [1, 1]}, "do not end"),
        ({"lower": [0, 5], "upper": [3, 4]}, "row 'b'"),
        ({"lower": [0.5, 0]}, "row 'a'"),
        ({"lower": [None, 0], "upper": [None, 4]}, "row 'a'"),
        ({"names": ["a", "a"]}, "'a' is given twice"),
    ],
)
def test_a_fault_in_a_block_is_told_by_its_row(changed: dict[str, Any], said: str) -> None:
    good: dict[str, Any] = {
        "names": ["a", "b"],
        "starts": [0, 2, 3],
        "columns": [0, 1, 2],
        "numbers": [1, 1, 1],
        "lower": [0, 0],
        "upper": [3, 4],
    }
    with pytest.raises(ValueError, match=said):
        builder().add_rows(*{**good, **changed}.values())


def test_the_bounds_so_far_are_those_of_all_columns() -> None:
    made = builder()
    made.add_column("more", 2, 7, Kind.CHOICE)
    lower, upper = made.bounds()
    assert (lower.tolist(), upper.tolist()) == ([0, 0, 0, 0, 0, 2], [10, 10, 10, 10, 10, 7])
