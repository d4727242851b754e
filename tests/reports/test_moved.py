"""What else an overlay moves is told by name, before and after, whether or not any award moves."""

from dataclasses import replace
from fractions import Fraction

import pytest

from simulator.charts.view import View
from simulator.glossary import LANGUAGES
from simulator.model.accounts import Accounts, Measured
from simulator.reports import moved as room
from simulator.reports.blocks import Paragraph, Table
from simulator.reports.changes import changes
from simulator.reports.moved import moved, moved_blocks
from simulator.reports.naming import figure_name
from tests.charts.examples import longgang
from tests.engine.year.year_support import OPENING, ran

POOL = (
    "funds: {pool: {title: 资金池, opening: 4亿元, flows: [{on: Q4, outflow: 1亿元}], "
    "recovers: {after: 2, multiple: TIMES}}}\n"
    "programmes: {outreach: {title: 科普, spending: project, amount: 10}}\n"
)


def pool(times):
    return ran(OPENING + POOL.replace("TIMES", times))


def with_figures(**figures):
    told = tuple((path.replace("__", "."), Measured(value, kind)) for path, (value, kind) in figures.items())
    return replace(longgang(), accounts=Accounts(figures=told))


def rows_of(view):
    return [row.cells for block in moved_blocks(view) if isinstance(block, Table) for row in block.rows]


def test_a_fund_that_closes_lower_is_told_though_no_award_moves():
    before, after = pool("1.2x"), pool("0.8x")
    found = {each.path: (each.before, each.after) for each in moved(View(after, "zh", before))}
    assert found == {"funds.pool.closing.2018Q4": (42 * 10**9, 38 * 10**9)}
    assert rows_of(View(after, "zh", before)) == [
        ("资金池 · 期末余额 · 2018Q4", "42,000万元", "38,000万元", "−4,000万元")
    ]


def test_where_no_award_moves_the_section_says_so_and_draws_no_waterfall():
    section = changes(View(pool("0.8x"), "zh", pool("1.2x")))
    texts = [each.text for each in section.blocks if isinstance(each, Paragraph)]
    assert any("各专项的核定金额都不变" in each for each in texts)
    assert not any(each.kind == "picture" for each in section.blocks)


def test_the_same_result_moves_nothing():
    assert moved(View(pool("1.2x"), "zh", pool("1.2x"))) == ()
    assert moved(View(longgang())) == ()
    assert list(moved_blocks(View(longgang(), "zh", longgang()))) == []


def test_shares_move_by_points_and_counts_by_numbers():
    before = with_figures(
        pace__Q3__reached=(Fraction(1, 4), "ratio"), targets__a__value=(Fraction(7), "count")
    )
    after = with_figures(
        pace__Q3__reached=(Fraction(1, 2), "ratio"), targets__a__value=(Fraction(5), "count")
    )
    assert [row[1:] for row in rows_of(View(after, "zh", before))] == [
        ("25.00%", "50.00%", "+25.00个百分点"),
        ("7", "5", "−2"),
    ]


def test_a_figure_that_was_not_there_has_no_change():
    after = with_figures(targets__a__value=(Fraction(5), "count"))
    before = with_figures(targets__a__value=(None, "count"))
    assert rows_of(View(after, "zh", before)) == [("a", "—", "5", "—")]


def test_quarters_that_only_repeat_the_year_are_left_out():
    before = with_figures(
        funds__a__opening__Q2=(Fraction(1), "money"), ledgers__x__due=(Fraction(1), "money")
    )
    after = with_figures(funds__a__opening__Q2=(Fraction(2), "money"), ledgers__x__due=(Fraction(2), "money"))
    assert moved(View(after, "zh", before)) == ()


def test_a_long_list_says_how_many_it_leaves_out(monkeypatch):
    monkeypatch.setattr(room, "MOST", 1)
    before, after = (
        with_figures(targets__a__value=(Fraction(at), "count"), targets__b__value=(Fraction(at), "count"))
        for at in (1, 2)
    )
    table, note = moved_blocks(View(after, "zh", before))
    assert len(table.rows) == 1
    assert "另有1项" in note.text


@pytest.mark.parametrize(
    ("path", "zh", "en"),
    [
        ("funds.pool.closing.2018Q4", "资金池 · 期末余额 · 2018Q4", "资金池 · closing balance · 2018Q4"),
        ("programmes.outreach.award", "科普 · 核定金额", "科普 · granted"),
        ("outreach/F1", "科普 · F1", "科普 · F1"),
        ("sources.total.amount", "收入 · 合计 · 金额", "sources · total · amount"),
        ("pace.Q3.gap", "支付进度 · 三季度 · 与基准之差", "pace of payment · Q3 · gap to the norm"),
        ("ledgers.programmes.outreach.paid", "科普 · 已付", "科普 · paid"),
        ("ledgers.total.paid", "预算执行 · 合计 · 已付", "the year in money · total · paid"),
        ("unallocated", "未安排", "not allocated"),
        ("figures.unknown.value", "unknown", "unknown"),
    ],
)
def test_a_path_is_called_by_titles_and_words(path, zh, en):
    result = pool("1.2x")
    assert [figure_name(View(result, language), path) for language in LANGUAGES] == [zh, en]
