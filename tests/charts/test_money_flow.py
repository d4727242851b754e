"""The flow conserves money at every node, and every band is as wide as its money."""

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.charts import CHARTS
from simulator.charts.view import budgeted, drawn
from simulator.model.result import SourceUse, SpendingUse
from tests.charts.examples import Allocation, crowded, longgang, replace, unspent
from tests.charts.marks import patches, texts

CHART = CHARTS["money_flow"]
EXAMPLES = (longgang, crowded, unspent)


def totals(rows, end):
    found = defaultdict(int)
    for row in rows:
        found[getattr(row, end)] += row.amount_fen
    return dict(found)


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_enters_a_class_leaves_it(example):
    rows, result = CHART.table(example()), example()
    entering, leaving = totals(rows, "end"), totals(rows, "start")
    for use in result.allocation.spending:
        key = f"class:{use.spending}"
        assert entering.get(key, 0) == leaving.get(key, 0) == use.amount_fen
    for source in result.allocation.sources:
        assert leaving.get(f"source:{source.source}", 0) == source.amount_fen
    for each in result.allocation.programmes:
        assert entering.get(f"programme:{each.programme}", 0) == each.award_fen


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_band_is_as_wide_as_its_money_at_both_ends(example):
    marks, rows = patches(CHART.draw(example())), CHART.table(example())
    widths = {}
    for row in rows:
        corners = marks[f"{row.start}→{row.end}"].get_path().vertices
        widths[row] = corners[7][1] - corners[0][1]
        assert corners[4][1] - corners[3][1] == pytest.approx(widths[row])
    scale = sum(widths.values()) / sum(row.amount_fen for row in rows)
    for row, width in widths.items():
        assert width == pytest.approx(row.amount_fen * scale, abs=1e-9)


@pytest.mark.parametrize("example", EXAMPLES)
def test_bands_fill_their_nodes_without_overlap(example):
    marks, rows = patches(CHART.draw(example())), CHART.table(example())
    for node in dict.fromkeys(row.start for row in rows):
        edges = sorted(
            (path[0][1], path[7][1])
            for row in rows
            if row.start == node
            for path in [marks[f"{row.start}→{row.end}"].get_path().vertices]
        )
        box = marks[f"node:{node}"]
        assert edges[0][0] == pytest.approx(box.get_y())
        assert edges[-1][1] == pytest.approx(box.get_y() + box.get_height())
        assert all(before[1] == pytest.approx(after[0]) for before, after in pairwise(edges))


def test_sums_too_small_to_see_still_have_their_line():
    marks = patches(CHART.draw(crowded()))
    assert {f"node:programme:{each.programme}" for each in crowded().allocation.programmes} <= set(marks)


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=6), st.lists(st.integers(0, 10**12), max_size=6))
def test_sources_are_drawn_on_by_order_of_ids_and_to_the_last_fen(amounts, wants):
    sources = tuple(SourceUse(f"s{i}", "", fen, 0) for i, fen in enumerate(amounts))
    classes = tuple(SpendingUse(f"c{i}", "", fen, fen) for i, fen in enumerate(wants))
    result = replace(longgang(), allocation=Allocation(sources, classes, ()))
    flows = list(drawn(result))
    for source in sources:
        assert sum(fen for name, _, fen in flows if name == source.source) == source.amount_fen
    left = sum(amounts)
    for each in classes:
        got = sum(fen for _, name, fen in flows if name == each.spending)
        assert got == min(each.amount_fen, left)
        left -= got
    assert all(fen > 0 for _, _, fen in flows)


def test_what_a_fund_pays_is_no_part_of_the_sources():
    whole = longgang()
    first, *others = whole.allocation.programmes
    by_fund = replace(first, spending="", award=first.award * 1000, award_fen=first.award_fen * 1000)
    allocation = replace(whole.allocation, programmes=(by_fund, *others))
    assert by_fund not in budgeted(replace(whole, allocation=allocation))
    without = replace(whole, allocation=replace(whole.allocation, programmes=tuple(others)))
    told = texts(CHART.draw(replace(whole, allocation=allocation)))
    assert told[0] == texts(CHART.draw(without))[0]
