"""The published tables in the report: every one of them, as printed, and which move against a base."""

import pytest

from simulator.charts.view import View
from simulator.engine.run import run
from simulator.reports import pages, report
from simulator.reports.blocks import Paragraph, Table
from simulator.reports.disclosure import disclosure
from tests.engine.year.disclosing import SMALL
from tests.language.texts import scenario_of, with_line


def ran(text: str = SMALL):
    return run(scenario_of(text), {})


def texts(section) -> list[str]:
    return [each.text for each in section.blocks if isinstance(each, Paragraph)]


def tables(section) -> dict[str, list[tuple[str, ...]]]:
    return {
        each.title: [row.cells for row in each.rows] for each in section.blocks if isinstance(each, Table)
    }


def test_every_table_is_there_filled_or_named_as_empty():
    result = ran()
    section = disclosure(View(result))
    empty = [each for each in texts(section) if each.endswith("空表列示")]
    assert len(tables(section)) + len(empty) == len(result.accounts.disclosure.tables)
    assert empty[0] == "政府性基金预算支出表:本年无此项收支,空表列示"


def test_rows_stand_as_they_are_printed():
    found = tables(disclosure(View(ran(), "en")))
    economic = found["General public budget: basic expenditure by economic kind"]
    # 129.5 and 20.5 of 150: the largest remainder goes up, ties to the earlier
    assert economic == [
        ("", "Total", "400", "250", "150"),
        ("301", "Pay and benefits", "250", "250", "0"),
        ("30101", "· Basic pay", "250", "250", "0"),
        ("302", "Goods and services", "150", "0", "150"),
        ("30201", "· Office expenses", "129", "0", "129"),
        ("30217", "· Official receptions", "21", "0", "21"),
    ]
    overall = found["Overall revenue and expenditure"]
    assert overall[0] == ("Appropriations", "1,000", "Basic", "400")
    assert overall[-1] == ("Total sources", "1,000", "Total uses", "1,000")


def test_a_base_tells_which_tables_move_and_which_stay():
    cut = with_line("amount: 600", "amount: 540", with_line("closing: 0", "closing: 60", SMALL))
    told = texts(disclosure(View(ran(cut), "en", ran())))
    (moved,) = (each for each in told if each.startswith("Tables that move"))
    (stay,) = (each for each in told if each.startswith("Tables that stay"))
    assert "Overall revenue and expenditure" in moved
    assert "basic expenditure by economic kind" in stay
    assert not [each for each in texts(disclosure(View(ran(), "en"))) if each.startswith("Tables that")]


def test_nothing_is_told_where_nothing_is_published():
    assert disclosure(View(ran(SMALL[: SMALL.index("disclosure:")]))) is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_holds_the_section_and_is_always_the_same(language):
    result = ran(SMALL + "expect: [{result: disclosure.overall.basic.amount, is: 400, quote: 基本400}]\n")
    titles = [section.title for section in pages(View(result, language)).sections]
    assert disclosure(View(result, language)).title in titles
    assert report(result, language=language) == report(result, language=language)


def test_a_published_figure_of_a_table_is_told_as_money():
    text = SMALL + "expect: [{result: disclosure.functions.206.basic, is: 400, quote: 基本400}]\n"
    sections = pages(View(ran(text), "en")).sections
    rows = [
        row.cells
        for section in sections
        for each in section.blocks
        if isinstance(each, Table)
        for row in each.rows
    ]
    (row,) = (cells for cells in rows if cells[1:2] == ("disclosure.functions.206.basic",))
    assert row[0].startswith("published tables · ")
    assert row[2] == "400元"
    assert row[3] == "400 yuan"
