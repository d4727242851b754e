"""The funds in the report: every quarter with its amounts, what they stand behind, fitted data in words."""

import pytest

from simulator.charts.view import View
from simulator.glossary import LANGUAGES
from simulator.reports.blocks import Paragraph, Picture, Table
from simulator.reports.funds import funds
from simulator.reports.report import pages, report
from tests.charts.test_funds import funds as with_funds
from tests.engine.test_fit import GUANGZHOU
from tests.engine.year.year_support import OPENING, ran

QUARTERS = ("一季度", "二季度", "三季度", "四季度", "2018年一季度", "2018年四季度")


def section(language="zh"):
    found = funds(View(with_funds(2, 2), language))
    assert found is not None
    return found


def test_every_quarter_that_moves_has_a_row_and_adds_up():
    (table,) = [each for each in section().blocks if isinstance(each, Table)]
    names = [row.cells[0] for row in table.rows]
    assert names[:7] == ["科技信贷风险补偿资金池", *QUARTERS]
    assert table.rows[1].cells[1:] == ("40,000.00", "—", "—", "9,000.00", "31,000.00")
    assert table.rows[5].cells[1:] == ("12,234.56", "—", "10,800.00", "—", "23,034.56")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_leverage_is_told_and_the_chart_is_there(language):
    found = section(language)
    told = [each.text for each in found.blocks if isinstance(each, Paragraph)]
    assert any("10.2" in each for each in told)
    assert sum(isinstance(each, Picture) for each in found.blocks) == 1


def test_a_result_without_funds_has_no_such_section():
    result = ran(OPENING + "programmes: {outreach: {spending: project, amount: 1000}}\n")
    assert funds(View(result)) is None


def test_the_first_page_names_what_is_fitted_to_which_sum():
    first = pages(View(ran(GUANGZHOU), "en")).sections[0]
    told = " ".join(each.text for each in first.blocks if isinstance(each, Paragraph))
    assert "rd_spend of rd_firms makes rd_post owe 120,100万元" in told


def test_a_report_with_funds_is_a_document():
    assert report(with_funds(1)).startswith(b"%PDF")
