"""A quota admits the first so many of each group, in the group's own order."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.exact import Exact
from simulator.expression import Column, Type, parse
from simulator.model.method import SortKey
from simulator.model.quota import Quota, quota_flags
from simulator.model.step import Rows

RANKED = (SortKey("lowest", parse("rank")),)


def rows_of(institutions: list[str], ranks: list[int]) -> Rows:
    """Return rows with an institution and its internal ranking."""
    columns = {
        "institution": Column(Type("text"), np.array(institutions, dtype=object)),
        "rank": Column(Type("count"), Exact.of(ranks)),
    }
    return Rows(columns, len(ranks))


def admitted(at_most: int, eligible: list[bool], rows: Rows) -> list[bool]:
    """Return who is within a quota per institution."""
    quota = Quota(per=("institution",), at_most=at_most, order=RANKED)
    return quota_flags(quota, np.array(eligible, dtype=np.bool_), rows).tolist()


def test_a24_of_each_hospital_two_projects_may_apply():
    rows = rows_of(["H1", "H1", "H1", "H2"], [1, 2, 3, 1])
    assert admitted(2, [True] * 4, rows) == [True, True, False, True]


def test_who_is_not_eligible_takes_no_place():
    rows = rows_of(["H1", "H1", "H1"], [1, 2, 3])
    assert admitted(2, [False, True, True], rows) == [False, True, True]


def test_equal_ranks_go_to_the_smaller_id():
    assert admitted(1, [True, True], rows_of(["H1", "H1"], [1, 1])) == [True, False]


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 3), st.booleans()), max_size=9),
    at_most=st.integers(0, 3),
)
def test_a_place_is_taken_by_whom_fewer_than_the_quota_come_before(rows, at_most):
    expected = [
        flag
        and sum(
            other[2] and other[0] == institution and (other[1], place) < (rank, own)
            for place, other in enumerate(rows)
        )
        < at_most
        for own, (institution, rank, flag) in enumerate(rows)
    ]
    given_rows = rows_of([row[0] for row in rows], [row[1] for row in rows])
    assert admitted(at_most, [row[2] for row in rows], given_rows) == expected
