"""The room of a limit: its sign says met or missed, its size is a share of the bound; tightest first."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.charts import CHARTS
from simulator.charts.limits import MOST, STATES, amount_text, limit_name, room_of, state_of
from tests.charts.examples import crowded, limit, longgang, ratio
from tests.charts.marks import bar, texts

CHART = CHARTS["limits"]
relations = st.sampled_from(["≥", "≤", ">", "<"])
values = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=1000)


@given(values, relations, values)
def test_room_is_negative_exactly_when_a_limit_is_missed(value, relation, bound):
    found = limit("x", value, relation, bound)
    assert (room_of(found) < 0) == (not found.met)
    assert (room_of(found) == 0) == found.binding


@given(values, relations, values.filter(bool))
def test_room_is_the_distance_as_a_share_of_the_bound(value, relation, bound):
    found = limit("x", value, relation, bound)
    assert abs(room_of(found)) * abs(bound) == abs(value - bound)


@given(values, relations)
def test_a_bound_of_zero_leaves_no_share_but_a_side(value, relation):
    assert room_of(limit("x", value, relation, 0)) in {-1, 0, 1}


def test_nothing_is_said_of_a_share_of_nothing():
    nothing = replace(ratio("x", Fraction(1), Fraction(1)), value=None)
    assert room_of(nothing) is None
    assert amount_text(None, "ratio") == "—"


def test_missed_come_first_then_binding_then_by_room():
    rows = CHART.table(crowded())
    assert [STATES.index(row.state) for row in rows] == sorted(STATES.index(row.state) for row in rows)
    for state in STATES:
        rooms = [row.room for row in rows if row.state == state and row.room is not None]
        assert rooms == sorted(rooms)
    assert len(rows) == len(crowded().limits)


def test_every_bar_is_as_long_as_its_room_and_no_longer_than_the_bound():
    figure, rows = CHART.draw(crowded()), CHART.table(crowded())[:MOST]
    full = next(row for row in rows if row.room == -1)
    reach = bar(figure, f"limit:{full.name}:{full.relation}:{full.group}").get_width()
    for row in rows:
        found = bar(figure, f"limit:{row.name}:{row.relation}:{row.group}")
        share = Fraction(0) if row.room is None else min(Fraction(1), abs(row.room))
        assert found.get_width() == pytest.approx(float(share) * reach, abs=1e-9)


def test_what_is_left_out_is_counted():
    assert f"另有{len(crowded().limits) - MOST}项约束余量更大，未画出" in texts(CHART.draw(crowded()))
    assert not [text for text in texts(CHART.draw(longgang())) if "未画出" in text]


def test_the_title_counts_states():
    states = [state_of(each) for each in crowded().limits]
    title = CHART.draw(crowded()).get_label()
    assert (
        title == f"{len(states)}项约束中{states.count('missed')}项未满足，{states.count('binding')}项已到界限"
    )
    assert "全部满足" in CHART.draw(longgang()).get_label()


def test_a_limit_is_named_with_its_owner_its_bound_and_its_group():
    assert (
        limit_name(limit("programmes.rent.envelope.at_most", 1, "≤", 2, title="租金"), "zh")
        == "租金：专项总额上限"
    )
    assert (
        limit_name(limit("spending.project.amount", 1, "≤", 2), "en")
        == "spending.project.amount: appropriation"
    )
    assert (
        limit_name(ratio("towns", Fraction(1), Fraction(1), title="街道", group="龙城"), "zh")
        == "街道［龙城］"
    )
    assert limit_name(limit("constraints.amount", 1, "≤", 2, title="数量"), "zh") == "数量"


def test_values_read_in_their_own_unit():
    assert amount_text(Fraction(1_104_200_000), "money") == "1,104.20"
    assert amount_text(Fraction(791, 1000), "ratio") == "79.10%"
    assert amount_text(Fraction(1200), "count") == "1,200"
    assert amount_text(Fraction(76, 15), "multiple") == "5.0667x"
