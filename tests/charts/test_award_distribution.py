"""Every award falls in exactly one bar, the one whose edges hold it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.charts import CHARTS
from simulator.charts.award_distribution import EDGES, spread_of
from simulator.money import LARGEST_FEN
from tests.charts.examples import crowded, longgang
from tests.charts.marks import bar, clipped, overlapping, texts

CHART = CHARTS["award_distribution"]
awards = st.lists(st.integers(1, LARGEST_FEN), min_size=1, max_size=30)


def with_awards(amounts):
    result = longgang()
    paid = np.array(amounts, dtype=np.int64)
    one = replace(result.allocation.of("hnte"), award=paid, entitlement=paid, award_fen=sum(amounts))
    return replace(result, allocation=replace(result.allocation, programmes=(one,)))


@given(awards)
def test_every_award_is_in_the_bar_whose_edges_hold_it(amounts):
    rows = CHART.table(with_awards(amounts))
    assert sum(row.count for row in rows) == len(amounts)
    for row in rows:
        least = 0 if row.from_fen == EDGES[0] else row.from_fen
        assert row.count == sum(least <= fen < row.to_fen for fen in amounts)


@given(awards)
def test_the_middle_award_has_as_many_below_as_above(amounts):
    spread = spread_of(with_awards(amounts).allocation.programmes[0])
    assert spread.largest_fen == max(amounts)
    assert spread.count == len(amounts)
    assert sum(fen < spread.median_fen for fen in amounts) <= len(amounts) / 2
    assert sum(fen > spread.median_fen for fen in amounts) <= len(amounts) / 2


@pytest.mark.parametrize("example", [longgang, crowded])
def test_every_bar_is_as_tall_as_its_count_beside_its_neighbours(example):
    figure, rows = CHART.draw(example()), CHART.table(example())
    for name in dict.fromkeys(row.programme for row in rows):
        own = [row for row in rows if row.programme == name]
        tallest = max(own, key=lambda row: row.count)
        scale = bar(figure, f"{name}:{tallest.from_fen}").get_height() / tallest.count
        for row in own:
            assert bar(figure, f"{name}:{row.from_fen}").get_height() == pytest.approx(row.count * scale)


@pytest.mark.parametrize(
    "amounts",
    [
        [1],
        [100_000_00],
        [30_000_00, 40_000_00],
        [1, 10**15],
        [150, 150_000, 7 * 10**9],
        [9 * 10**16],
        [99, 100, 101],
    ],
)
def test_any_range_of_awards_gives_a_readable_axis(amounts):
    for language in ("zh", "en"):
        figure = CHART.draw(with_awards(amounts), language)
        assert clipped(figure) == []
        assert overlapping(figure) == []


def test_an_axis_shorter_than_two_decades_is_marked_at_1_2_and_5():
    shown = texts(CHART.draw(with_awards([150_000_00, 220_000_00, 510_000_00])))
    assert {"20万元", "50万元"} <= set(shown)


def test_edges_rise_and_reach_beyond_the_largest_amount():
    assert list(EDGES) == sorted(set(EDGES))
    assert EDGES[-1] > LARGEST_FEN


def test_plain_lines_and_programmes_without_awards_are_left_out():
    assert "outreach" not in {row.programme for row in CHART.table(longgang())}
    assert CHART.table(with_awards([0])) == ()
