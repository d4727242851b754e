"""The calendar on the screen: one line a row, quarters across."""

import io

import pytest
from rich.console import Console

from simulator.cli.screens.calendar import calendar_parts
from simulator.glossary import Language
from tests.engine.year.test_payments import GROUPS, LARGE, run_of

LINE = "line: {Q1: guide, Q2: [fund_plan, {pay: 30%}], Q4: {pay: 70%}}"


def shown(*plans: str, language: Language) -> list[list[str]]:
    """Return the cells of every line of the screen's table."""
    out = io.StringIO()
    console = Console(file=out, width=160)
    for part in calendar_parts(run_of(*plans), language):
        console.print(part)
    return [[cell for cell in line.split("  ") if cell.strip()] for line in out.getvalue().splitlines()]


def test_nothing_is_said_without_a_calendar():
    assert shown(language="zh") == []


@pytest.mark.parametrize(
    ("language", "first", "words"),
    [
        ("zh", ["专项", "一季度", "二季度", "三季度", "四季度"], ["line", "指南", "下达 拨付30%", "拨付70%"]),
        ("en", ["Line", "Q1", "Q2", "Q3", "Q4"], ["line", "guide", "fund plan, pay 30%", "pay 70%"]),
    ],
)
def test_each_row_stands_under_its_quarters(language, first, words):
    lines = [[cell.strip() for cell in line] for line in shown(GROUPS, LINE, language=language)]
    assert lines[0] == first
    assert [line[0] for line in lines[1:]] == ["改革 一批", "改革 二批", "改革 三批", "line"]
    assert lines[-1] == words


def test_a_line_paid_evenly_stands_below_the_calendar():
    opening = LARGE.replace("basic: {amount: 101}", "basic: {title: 基本支出, amount: 101, pay: evenly}")
    (table,) = calendar_parts(run_of("parks: {Q1: planning}", opening=opening), "zh")
    titles = list(table.columns[0].cells)
    assert titles == ["parks", "基本支出"]
    assert [list(column.cells)[1] for column in table.columns[1:]] == ["拨付25%"] * 4
