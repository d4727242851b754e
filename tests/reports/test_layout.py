"""Tables fit their page, charts are drawn where they say something, and the first page has one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.charts.view import View
from simulator.model.result import Allocation
from simulator.reports import pages
from simulator.reports.blocks import FIT, Column, Picture, Row, Table
from simulator.reports.pictures import front, is_worth_drawing, pictures
from simulator.reports.widths import LEAST_OPEN, PAGE, WIDEST, fitted
from tests.charts.examples import longgang, longgang_cut, without_money

VIEW = View(longgang())
texts = st.text(alphabet="经营场所租金123,.% ab", max_size=80)
tables = st.integers(1, 9).flatmap(
    lambda width: st.tuples(
        st.tuples(*[st.sampled_from([FIT, FIT, 0.0, 12.0])] * width),
        st.lists(st.tuples(*[texts] * width), max_size=4),
        st.booleans(),
    )
)


def table_of(widths, lines, small=False):
    columns = tuple(Column(f"列{at}", "left", width) for at, width in enumerate(widths))
    return Table(columns, tuple(Row(line) for line in lines), small=small)


@given(tables)
def test_columns_never_leave_their_page_nor_squeeze_the_open_ones(drawn):
    widths, lines, small = drawn
    made = fitted(table_of(widths, lines, small))
    given, opened = sum(width for width in widths if width > 0), widths.count(0.0)
    asked = [column.width for column, width in zip(made.columns, widths, strict=True) if width == FIT]
    others = [column.width for column, width in zip(made.columns, widths, strict=True) if width != FIT]
    assert others == [width for width in widths if width != FIT]
    assert all(0 <= width <= WIDEST for width in asked)
    assert sum(asked) <= PAGE - given - min(LEAST_OPEN * opened, (PAGE - given) / 2) + 0.01 * len(widths)


def test_a_column_is_as_wide_as_its_widest_line_and_wider_for_more():
    narrow, wide = (
        fitted(table_of((0.0, FIT), [("甲", text)])).columns[1].width for text in ("1.00", "1,234.00")
    )
    assert 0 < narrow < wide < WIDEST
    assert fitted(table_of((0.0, FIT), [("甲", "长" * 200)])).columns[1].width == WIDEST


def test_a_small_table_needs_less_room():
    small, plain = (
        fitted(table_of((FIT,), [("1,234.00",)], each)).columns[0].width for each in (True, False)
    )
    assert small < plain


def test_the_first_page_has_one_chart_and_it_is_not_drawn_again():
    first, *others = pages(VIEW).sections
    (drawn,) = [each for each in first.blocks if isinstance(each, Picture)]
    again = [each for section in others for each in section.blocks if isinstance(each, Picture)]
    assert drawn.caption not in {each.caption for each in again}
    assert front(VIEW) == ("sources_and_uses",)


def with_little_money():
    allocation = longgang().allocation
    one = allocation.programmes[0]
    left = Allocation(allocation.sources[:1], allocation.spending[:1], (one,))
    return replace(longgang(), allocation=left, limits=longgang().limits[:2])


@pytest.mark.parametrize("name", ["sources_and_uses", "allocation", "money_flow", "limits"])
def test_a_chart_of_one_or_two_bars_is_left_to_its_table(name):
    assert is_worth_drawing(VIEW, name)
    assert not is_worth_drawing(View(with_little_money()), name)
    assert pictures(View(with_little_money()), (name,)) == ()


def test_a_waterfall_needs_something_that_moved():
    assert is_worth_drawing(View(longgang_cut(), "zh", longgang()), "waterfall")
    assert not is_worth_drawing(View(longgang(), "zh", longgang()), "waterfall")


def test_what_cannot_be_drawn_is_not_worth_drawing():
    assert front(View(without_money())) == ()
    assert not is_worth_drawing(VIEW, "waterfall")
