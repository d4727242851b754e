"""The sheet: room for its title and footnote, figures that fit their column, bars that go where they say."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.charts.canvas import (
    LEFT,
    RIGHT,
    Box,
    Heading,
    Lettering,
    Slot,
    footnote,
    is_synthetic,
    open_canvas,
)
from simulator.charts.style import WIDTH
from simulator.charts.style import settings as drawing
from simulator.charts.typeface import text_width
from simulator.charts.view import View, documents_of
from simulator.model.result import Claims
from tests.charts.examples import longgang, longgang_cut
from tests.charts.marks import bar, clipped, overlapping, texts

zh = View(longgang())
titles = st.text(alphabet="专项资金核定2014年（万元），abc 50%", min_size=1, max_size=160)


def canvas_of(view=zh, title="标题", shows="说明", body=2.0):
    with drawing():
        return open_canvas(view, Heading("test", title, shows), body)


@settings(max_examples=15, deadline=None)
@given(titles, titles)
def test_any_title_has_its_room(title, shows):
    figure = canvas_of(title=title, shows=shows).figure
    assert clipped(figure) == []
    assert overlapping(figure) == []


@given(st.floats(0.1, 12.0))
@settings(max_examples=20)
def test_the_body_is_as_high_as_asked(body):
    canvas = canvas_of(body=body)
    assert canvas.bottom - canvas.top == pytest.approx(body)
    assert canvas.figure.get_size_inches()[0] == WIDTH


@given(st.integers(0, 10**18), st.floats(0.2, 2.0))
@settings(max_examples=40)
def test_a_figure_never_leaves_its_column(number, room):
    canvas, text = canvas_of(), f"{number:,}"
    with drawing():
        canvas.amount(Slot(4.0, room), 1.0, text)
    (found,) = (each for each in canvas.axes.texts if each.get_text() == text)
    assert text_width(text, found.get_size()) <= room + 1e-9 or found.get_size() == 8.0
    assert found.get_size() <= 8.0
    assert text_width(text, found.get_size()) <= room + 1e-9


def test_a_figure_that_fits_keeps_its_size():
    canvas = canvas_of()
    with drawing():
        canvas.amount(Slot(4.0, 1.0), 1.0, "12.34", Lettering(7.0, align="right"))
    assert canvas.axes.texts[-1].get_size() == 7.0


@given(st.floats(-3.0, 3.0))
@settings(max_examples=20)
def test_a_bar_runs_from_its_start_left_or_right(width):
    canvas = canvas_of()
    canvas.bar(Box(3.0, 1.0, width, 0.2), "#000000", gid="it")
    found = bar(canvas.figure, "it")
    assert found.get_x() == pytest.approx(min(3.0, 3.0 + width))
    assert found.get_width() == pytest.approx(abs(width))
    assert found.get_y() + found.get_height() / 2 == pytest.approx(1.0)


def test_marks_keep_between_the_margins():
    canvas = canvas_of()
    canvas.across(1.0)
    line = canvas.axes.get_lines()[-1]
    assert list(line.get_xdata()) == [LEFT, RIGHT]


def test_a_key_leaves_room_for_the_next():
    canvas = canvas_of()
    with drawing():
        after = canvas.key(LEFT, 1.0, "#000000", "已到界限")
        canvas.key(after, 1.0, "#111111", "未满足")
    assert overlapping(canvas.figure) == []


def test_the_footnote_names_both_scenarios_of_a_comparison():
    text = footnote(View(longgang_cut(), "zh", longgang()))
    assert "情景 cut10_rent60 · 摘要 7b01c2d47b01" in text
    assert "基准 longgang_2014 · 摘要 3f2a91c03f2a" in text


def test_each_document_is_named_once_in_the_order_written():
    scenario = longgang().scenario
    sources = (replace(scenario.sources[0], document="乙"), replace(scenario.sources[1], document="甲"))
    result = replace(longgang(), scenario=replace(scenario, sources=(*sources, *sources), expect=()))
    assert documents_of(result) == ("乙", "甲")
    assert "来源：乙、甲" in footnote(View(result))


def test_without_documents_none_is_claimed():
    scenario = replace(longgang().scenario, sources=(), expect=())
    assert "来源" not in footnote(View(replace(longgang(), scenario=scenario)))


def test_a_comparison_is_synthetic_when_either_side_is():
    real = replace(longgang(), claims=Claims(longgang().claims.programmes, {}))
    assert is_synthetic(View(real, "zh", longgang()))
    assert is_synthetic(View(longgang(), "zh", real))
    assert not is_synthetic(View(real, "zh", real))


def test_the_title_is_also_the_name_of_the_file():
    figure = canvas_of(title="核定1,104.20万元").figure
    assert figure.get_label() == "核定1,104.20万元"
    assert figure.get_gid() == "test-3f2a91c03f2a"
    assert "核定1,104.20万元" in texts(figure)
