"""Asked and granted: bars as long as their sums, printed columns that add, marks where the envelope ends."""

import pytest

from simulator.charts import CHARTS
from simulator.charts.amounts import quanta, shown
from tests.charts.examples import crowded, longgang, longgang_cut
from tests.charts.marks import bar, texts

CHART = CHARTS["allocation"]
EXAMPLES = (longgang, longgang_cut, crowded)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_bar_is_as_long_as_its_sum(example):
    figure, rows = CHART.draw(example()), CHART.table(example())
    longest = max(rows, key=lambda row: row.asked_fen)
    scale = bar(figure, f"asked:{longest.programme}").get_width() / longest.asked_fen
    for row in rows:
        assert bar(figure, f"asked:{row.programme}").get_width() == pytest.approx(row.asked_fen * scale)
        assert bar(figure, f"given:{row.programme}").get_width() == pytest.approx(row.given_fen * scale)


@pytest.mark.parametrize("example", EXAMPLES)
def test_rows_are_the_allocation_the_largest_first(example):
    rows, result = CHART.table(example()), example()
    assert sorted(row.programme for row in rows) == [each.programme for each in result.allocation.programmes]
    assert [row.given_fen for row in rows] == sorted((row.given_fen for row in rows), reverse=True)
    for row in rows:
        held = result.allocation.of(row.programme)
        assert (row.asked_fen, row.given_fen) == (held.entitlement_fen, held.award_fen)
        assert (row.at_least, row.at_most) == (held.at_least, held.at_most)


@pytest.mark.parametrize("example", EXAMPLES)
def test_printed_columns_add_to_the_printed_totals(example):
    rows, figure = CHART.table(example()), CHART.draw(example())
    for printed, fen in (("printed_asked", "asked_fen"), ("printed_given", "given_fen")):
        whole = sum(getattr(row, printed) for row in rows)
        assert whole == quanta(sum(getattr(row, fen) for row in rows))
        assert shown(whole) in texts(figure)


def test_the_title_says_what_was_asked_and_granted():
    title = CHART.draw(longgang()).get_label()
    assert title.startswith("9个专项核定1,104.20万元，为申请")


def test_the_ends_of_an_envelope_stand_on_the_scale_of_the_bars():
    figure, rows = CHART.draw(longgang()), {row.programme: row for row in CHART.table(longgang())}
    rent = bar(figure, "asked:rent_subsidy")
    scale = rent.get_width() / rows["rent_subsidy"].asked_fen
    caps = {
        round(float(line.get_xdata()[0] - rent.get_x()), 6)
        for line in figure.axes[0].get_lines()
        if line.get_xdata()[0] == line.get_xdata()[1]
    }
    for row in rows.values():
        if row.at_most is not None:
            assert round(row.at_most * scale, 6) in caps


def test_an_envelope_no_claim_comes_near_does_not_shrink_the_bars():
    rows = CHART.table(longgang())
    widest = max(bar(CHART.draw(longgang()), f"asked:{row.programme}").get_width() for row in rows)
    assert widest > 2.4
