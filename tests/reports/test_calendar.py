"""The calendar in the report: the chart and every payment, adding to what falls due."""

import pytest

from simulator.charts.view import View
from simulator.glossary import LANGUAGES
from simulator.reports import pages, report
from simulator.reports.blocks import Picture, Table
from simulator.reports.calendar import calendar
from tests.engine.year.test_ledgers_run import ADVANCE, ran
from tests.engine.year.test_payments import GROUPS, paid, run_of

LINE = "line: {Q2: {pay: 30%}, Q4: [{milestone: {title: 验收, pay: 70%}}]}"


@pytest.fixture(scope="module")
def result():
    return run_of(GROUPS, LINE)


def test_every_payment_has_a_line_and_only_the_first_of_a_row_its_name(result):
    section = calendar(View(result))
    assert section is not None
    table = next(each for each in section.blocks if isinstance(each, Table))
    assert [row.cells for row in table.rows] == [
        ("line", "二季度 · 预付", "30%", "0.06"),
        ("", "四季度", "70%", "0.14"),
        ("改革 一批", "三季度", "100%", "6.67"),
        ("改革 三批", "四季度", "100%", "0.00"),
        ("改革 二批", "二季度", "50%", "0.51"),
        ("", "四季度", "50%", "0.49"),
        ("合计", "", "", "7.87"),
    ]
    assert sum(each.amount_fen for each in paid(result)) == 787
    assert isinstance(section.blocks[0], Picture)


def test_a_payment_before_the_year_is_marked_as_issued_in_advance():
    section = calendar(View(ran(ADVANCE), "en"))
    table = next(each for each in section.blocks if isinstance(each, Table))
    assert [row.cells for row in table.rows][:2] == [
        ("转移支付", "2024Q4 · issued in advance", "70%", "63.00"),
        ("", "Q2", "30%", "27.00"),
    ]


def test_a_calendar_that_never_pays_has_a_chart_alone():
    section = calendar(View(run_of("parks: {Q1: planning}")))
    assert section is not None
    assert [block.kind for block in section.blocks] == ["picture"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_holds_the_section(result, language):
    titles = [section.title for section in pages(View(result, language)).sections]
    assert calendar(View(result, language)).title in titles


def test_the_pages_can_be_set(result):
    assert report(result).startswith(b"%PDF")


def test_a_budget_without_a_calendar_has_no_such_section():
    assert calendar(View(run_of())) is None
