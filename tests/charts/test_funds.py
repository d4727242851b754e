"""The chart of funds: nothing cut off, nothing overlapping, every column as tall as its amount."""

from itertools import pairwise

import pytest
from matplotlib.patches import Rectangle

from simulator.charts import CHARTS, records
from simulator.charts.canvas import FITTED, SYNTHETIC
from simulator.charts.funds import rows
from simulator.charts.view import View
from simulator.glossary import LANGUAGES
from simulator.problems import FindingError
from tests.charts.marks import clipped, overlapping, texts
from tests.engine.test_fit import GUANGZHOU
from tests.engine.year.year_support import OPENING, ran

POOL = (
    "title: 科技信贷风险补偿资金池, opening: 4亿元, carries: 42.47亿元, flows: "
    "[{on: Q1, outflow: 9000万元}, {on: Q2, inflow: 1234.56万元}, {on: Q4, outflow: 2亿元, title: 投资}], "
    "recovers: {after: AFTER, multiple: 1.2x}"
)
LINE = "programmes: {outreach: {spending: project, amount: 1000}}\n"


def funds(after: int = 1, count: int = 1):
    """Return a result with so many funds, whose money comes back so many years after."""
    pools = "".join(f"  pool{at}: {{{POOL.replace('AFTER', str(after))}}}\n" for at in range(count))
    return ran(f"{OPENING}funds:\n{pools}{LINE}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("after", "count"), [(1, 1), (1, 3), (2, 1), (7, 2)])
def test_no_text_is_cut_off_and_no_two_overlap(after, count, language):
    figure = CHARTS["funds"].draw(funds(after, count), language)
    assert clipped(figure) == []
    assert overlapping(figure) == []


def test_each_period_opens_where_the_one_before_closed():
    found = rows(View(funds(1)))
    assert [row.period for row in found] == ["Q1", "Q2", "Q3", "Q4", "2017Q1", "2017Q2", "2017Q3", "2017Q4"]
    for before, after in pairwise(found):
        assert after.opening_fen == before.closing_fen
        assert after.closing_fen == after.opening_fen + after.in_fen + after.recovered_fen - after.out_fen


def test_many_quarters_are_drawn_as_years():
    found = rows(View(funds(3)))
    assert [row.period for row in found] == ["2016", "2017", "2018", "2019"]
    assert sum(row.out_fen for row in found) == 29_000_000_000
    assert found[-1].recovered_fen == 34_800_000_000


def test_columns_are_as_tall_as_what_they_stand_for():
    figure = CHARTS["funds"].draw(funds(1))
    tall = {
        each.get_gid(): each.get_height()
        for each in figure.axes[0].patches
        if isinstance(each, Rectangle) and str(each.get_gid()).startswith("fund:")
    }
    scale = tall["fund:pool0:opening"] / 40_000
    assert tall["fund:pool0:Q1:out"] == pytest.approx(9000 * scale)
    assert tall["fund:pool0:Q2:in"] == pytest.approx(1234.56 * scale)
    assert tall["fund:pool0:Q2"] == pytest.approx(32_234.56 * scale)
    assert "fund:pool0:Q3:in" not in tall


def test_the_amounts_and_the_leverage_are_written():
    said = texts(CHARTS["funds"].draw(funds(1)))
    assert {"40,000.00", "31,000.00", "−9,000.00", "+1,234.56"} <= set(said)
    assert any(each.startswith("放大10.2") for each in said)


def test_rows_become_records():
    assert records(CHARTS["funds"].table(funds(1)))[0]["out_fen"] == 9_000_000_000


def test_a_scenario_without_funds_has_nothing_to_draw():
    with pytest.raises(FindingError) as error:
        CHARTS["funds"].draw(ran(OPENING + LINE))
    assert error.value.code == "R693"


def test_fitted_applicants_are_labelled_on_every_chart():
    said = texts(CHARTS["allocation"].draw(ran(GUANGZHOU)))
    assert said.count(FITTED) == 1
    assert SYNTHETIC not in said
