"""Sources and uses end in one total, as printed, and every bar is as long as its sum."""

import pytest

from simulator.charts import CHARTS
from simulator.charts.amounts import quanta
from tests.charts.examples import crowded, longgang, unspent
from tests.charts.marks import bar, texts

CHART = CHARTS["sources_and_uses"]
EXAMPLES = (longgang, crowded, unspent)


@pytest.mark.parametrize("example", EXAMPLES)
def test_both_sides_add_to_one_total_in_fen_and_as_printed(example):
    rows = CHART.table(example())
    sides = {side: [row for row in rows if row.side == side] for side in ("source", "use")}
    totals = {side: sum(row.amount_fen for row in found) for side, found in sides.items()}
    assert totals["source"] == totals["use"]
    for side, found in sides.items():
        assert sum(row.printed for row in found) == quanta(totals[side])


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_bar_is_as_long_as_its_sum(example):
    figure, rows = CHART.draw(example()), CHART.table(example())
    longest = max(rows, key=lambda row: row.amount_fen)
    scale = bar(figure, f"{longest.side}:{longest.id}").get_width() / longest.amount_fen
    for row in rows:
        assert bar(figure, f"{row.side}:{row.id}").get_width() == pytest.approx(row.amount_fen * scale)
        assert bar(figure, f"used:{row.side}:{row.id}").get_width() == pytest.approx(row.used_fen * scale)


def test_zero_lines_are_kept():
    zero = [row for row in CHART.table(longgang()) if row.amount_fen == 0]
    assert [row.title for row in zero] == ["财政专户拨款", "其他收入"]
    assert texts(CHART.draw(longgang())).count("0.00") == 2


def test_money_no_class_was_given_is_a_use_of_its_own():
    rows = CHART.table(unspent())
    assert rows[-1].id == ""
    assert rows[-1].amount_fen == unspent().allocation.unallocated_fen == 100_000_000
    assert "未安排" in texts(CHART.draw(unspent()))


def test_the_published_budget_is_told_in_the_title():
    assert CHART.draw(longgang()).get_label() == "2014年收入1,581.10万元，支出安排1,581.10万元，收支平衡"
    assert "100.00" in CHART.draw(unspent()).get_label()
