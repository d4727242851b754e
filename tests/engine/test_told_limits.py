"""Of limits with many groups a result holds all up to a number, and a table the few that matter."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.told_limits import MOST_TIGHT, kept, left_out, listed
from simulator.model.result import LimitOutcome


def outcome(group: int, slack: int, relation: str = "≤") -> LimitOutcome:
    """Return how a limit came out in one group: missed below nothing, binding at it."""
    return LimitOutcome(
        name="constraints.each",
        title="each",
        group=f"{group:05}",
        hard=True,
        kind="money",
        value=Fraction(100 - slack),
        relation=relation,
        bound=Fraction(100),
        slack=Fraction(slack),
        binding=slack == 0,
        met=slack >= 0,
    )


def tight(limits) -> list[LimitOutcome]:
    return [each for each in limits if each.binding or not each.met]


GROUPS = st.lists(st.integers(-3, 9), min_size=1, max_size=40).map(
    lambda slacks: [outcome(group, slack) for group, slack in enumerate(slacks)]
)


@given(found=GROUPS, most=st.integers(1, 45))
def test_all_that_is_tight_is_kept_with_as_many_of_the_others_as_there_is_room_for(found, most):
    told = kept(found, most)
    assert tight(told) == tight(found)
    assert len(told) + sum(each.others for each in told) == len(found)
    assert len(told) == min(len(found), max(most, len(tight(found)) + (len(tight(found)) < len(found))))


@given(found=GROUPS, most=st.integers(1, 45))
def test_what_is_left_out_has_no_less_room_than_what_counts_it(found, most):
    told = kept(found, most)
    groups = {each.group for each in told}
    for each in (each for each in told if each.others):
        assert all(other.slack >= each.slack for other in found if other.group not in groups)


@given(found=GROUPS, most=st.integers(1, 45))
def test_groups_stay_in_their_order(found, most):
    groups = [each.group for each in kept(found, most)]
    assert groups == sorted(groups)


@given(found=GROUPS, few=st.integers(1, 45))
def test_a_short_table_lists_what_is_tight_and_the_next_and_counts_the_rest(found, few):
    shown = tuple(listed(found, few))
    hidden = [each for own in left_out(found, few) for each in (own.tight, own.loose)]
    assert len(shown) + sum(hidden) == len(found)
    assert tight(shown) == tight(found)
    if len(found) > few and len(tight(found)) < len(found):
        (nearest,) = (each for each in shown if each not in tight(shown))
        assert nearest.slack == min(each.slack for each in found if each.slack > 0)


def test_of_very_many_tight_groups_the_most_missed_are_listed():
    found = [outcome(group, -(group % 100)) for group in range(200)]
    shown = tuple(listed(found, 12))
    assert len(shown) == MOST_TIGHT
    assert {each.slack for each in shown} == {Fraction(-slack) for slack in range(75, 100)}
    (own,) = left_out(found, 12)
    assert (own.tight, own.loose) == (150, 0)
    assert [each.en for each in own.told()] == ["each: 150 more groups bind or are missed and are not listed"]


def test_a_limit_with_two_bounds_is_shortened_as_one():
    found = [outcome(group, group + 1, side) for group in range(20) for side in ("≤", "≥")]
    shown = tuple(listed(found, 12))
    assert [(each.group, each.relation) for each in shown] == [("00000", "≤"), ("00000", "≥")]
    (own,) = left_out(found, 12)
    assert (own.tight, own.loose) == (0, 38)


@given(found=GROUPS)
def test_a_table_that_shows_every_group_leaves_none_out(found):
    assert tuple(listed(found, len(found))) == tuple(found)
    assert list(left_out(found, len(found))) == []


def test_a_limit_with_two_bounds_has_room_for_as_many_groups_as_one():
    found = [outcome(group, group + 1, side) for group in range(12) for side in ("≤", "≥")]
    assert tuple(listed(found, 12)) == tuple(found)
    assert len(tuple(listed(found, 11))) == 2


def test_what_a_result_left_out_is_counted_in_the_table_too():
    found = kept([outcome(group, group + 1) for group in range(30)], 20)
    (own,) = left_out(found, 12)
    assert own.loose == 29
    assert [each.zh for each in own.told()] == ["each:其余 29 组余量更大"]
