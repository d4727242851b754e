"""The calendar drawn: a chip as wide as the share paid, stages in words, sums that are the payments."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.charts import CHARTS
from simulator.charts.calendar import MOST_ROWS, due_by_column
from simulator.model.matrix import matrix_of
from simulator.problems import FindingError
from tests.charts.examples import longgang
from tests.charts.marks import bar, clipped, overlapping, texts
from tests.engine.year.test_payments import GROUPS, LARGE, LARGE_GRANTS, OPENING, paid, row_of, run_of

CHART = CHARTS["calendar"]
LINE = "line: {Q1: [guide, accept], Q2: {pay: 30%}, Q4: [{milestone: {title: 验收, pay: 70%, done: no}}]}"
PARKS = "parks: {2013Q4: planning, Q3: [{milestone: 一个集群两个专业园}], 2014-11-20: approve}"


@pytest.fixture(scope="module")
def result():
    return run_of(GROUPS, LINE, PARKS)


def test_each_cell_that_is_not_blank_is_a_row_of_the_table(result):
    assert [
        (row.line, row.group, row.column, row.stages, str(row.share), row.due_fen)
        for row in CHART.table(result)
    ] == [
        ("programmes.reform", "一批", "Q3", (), "1", 667),
        ("programmes.reform", "二批", "Q2", (), "1/2", 51),
        ("programmes.reform", "二批", "Q4", (), "1/2", 49),
        ("programmes.reform", "三批", "Q4", (), "1", 0),
        ("programmes.line", "", "Q1", ("指南", "受理"), "0", 0),
        ("programmes.line", "", "Q2", (), "3/10", 6),
        ("programmes.line", "", "Q4", ("验收(未完成)",), "7/10", 0),
        ("programmes.parks", "", "before", ("规划",), "0", 0),
        ("programmes.parks", "", "Q3", ("一个集群两个专业园",), "0", 0),
        ("programmes.parks", "", "Q4", ("2014-11-20 批准",), "0", 0),
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chip_is_as_wide_as_its_share_and_dark_only_where_it_is_due(result, language):
    figure = CHART.draw(result, language)
    for row in CHART.table(result):
        if row.share:
            gid = f"{row.line}:{row.group}:{row.column}"
            whole = bar(figure, f"all:{gid}").get_width()
            assert bar(figure, f"planned:{gid}").get_width() == pytest.approx(float(row.share) * whole)
            assert bar(figure, f"pay:{gid}").get_width() == pytest.approx(
                float(row.share - row.pending) * whole
            )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_off_and_no_text_covers_another(result, language):
    figure = CHART.draw(result, language)
    assert clipped(figure) == []
    assert overlapping(figure) == []


def test_the_finding_names_the_quarter_in_which_most_falls_due():
    result = run_of(GROUPS, opening=LARGE, grants=LARGE_GRANTS)
    assert CHART.draw(result).get_label() == "全部应付7.67万元，三季度最多，占87.0%"
    assert "Q3 is when most falls due: 87.0%" in CHART.draw(result, "en").get_label()
    written = texts(CHART.draw(result))
    foot = written.index("应付（万元）")
    assert written[foot + 1 : foot + 5] == ("0.00", "0.50", "6.67", "0.50")


def test_a_calendar_that_never_pays_is_drawn_without_sums():
    figure = CHART.draw(run_of(PARKS))
    assert figure.get_label() == "1行工作的年度进度，没有写明拨付"
    assert "应付（万元）" not in texts(figure)


def test_without_a_calendar_there_is_nothing_to_draw():
    assert not CHART.applies(longgang())
    with pytest.raises(FindingError) as found:
        CHART.draw(longgang())
    assert found.value.code == "R693"


def test_what_is_left_out_of_a_long_calendar_is_counted():
    names = [f"p{at:02}" for at in range(MOST_ROWS + 5)]
    more = "".join(f"  {name}: {{money: none}}\n" for name in names)
    opening = OPENING.replace("  parks: {money: none}\n", more)
    figure = CHART.draw(run_of(*(f"{name}: {{Q1: build}}" for name in names), opening=opening))
    assert any(text.endswith("；另有5行未画出") for text in texts(figure))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 99), min_size=1, max_size=5, unique=True).map(sorted))
def test_the_sums_at_the_foot_are_the_payments(points):
    result = run_of(f"reform: {row_of(points)}", LINE)
    due = due_by_column(matrix_of(result.scenario), paid(result), result.scenario.year)
    assert sum(due) == sum(each.amount_fen for each in paid(result))
    shares = [row.share for row in CHART.table(result) if row.line == "programmes.reform"]
    assert sum(shares) == Fraction(1)
    assert sum(row.due_fen for row in CHART.table(result)) == sum(due)
