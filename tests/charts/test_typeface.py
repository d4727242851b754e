"""Texts keep inside their room, break where Chinese may break, and never turn into empty boxes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties, findfont, fontManager
from matplotlib.ft2font import FT2Font

from simulator.charts import typeface
from simulator.charts.typeface import (
    ELLIPSIS,
    FAMILIES,
    NEVER_FIRST,
    NEVER_LAST,
    font_files,
    missing_characters,
    one_line,
    registered_families,
    require_glyphs,
    text_width,
    wrapped,
)
from simulator.problems import FindingError

SOME = "专项资金核定2014年（万元），abc defg 50%《》、。"
words = st.sampled_from(["专项资金", "核定", "年", "2014", "经营场所租金补贴"])
marks = st.sampled_from(["，", "。", "（", "）", "、", "%", "《", "》", ""])
titles = st.text(alphabet=SOME, min_size=1, max_size=80)
sizes = st.sampled_from([6.3, 8.0, 11.0])
widths = st.floats(0.6, 4.0)


@given(titles, sizes, widths)
def test_wrapping_loses_nothing_but_the_spaces_it_breaks_at(text, size, width):
    lines = wrapped(text, size, width, 1000)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(titles, sizes, widths, st.integers(1, 3))
def test_no_line_is_wider_than_its_room(text, size, width, most):
    lines = wrapped(text, size, width, most)
    assert len(lines) <= most
    assert all(text_width(line, size) <= width + 1e-6 for line in lines)


@given(st.lists(st.tuples(words, marks), min_size=1, max_size=20), sizes, st.floats(1.2, 4.0))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(parts, size, width):
    lines = wrapped("".join(word + mark for word, mark in parts), size, width, 1000)
    assert not [line for line in lines[1:] if line[0] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NEVER_LAST]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("专项资金（万元）", ("专项资金", "（万元）")),
        ("核定金额，万元", ("核定金", "额，万元")),
        ("rent subsidy", ("rent", "subsidy")),
        ("", ("",)),
    ],
)
def test_lines_break_where_a_reader_expects(text, lines):
    assert wrapped(text, 36, 2.2, 3) == lines


@given(titles, sizes)
def test_what_does_not_fit_ends_in_an_ellipsis_and_what_fits_does_not(text, size):
    line = wrapped(text, size, 0.8, 1)[0]
    fits = text_width(one_line(text), size) <= 0.8
    assert line.endswith(ELLIPSIS) != fits or line == one_line(text)


@given(titles, titles, sizes)
def test_widths_add_up(first, second, size):
    assert text_width(first + second, size) == pytest.approx(
        text_width(first, size) + text_width(second, size)
    )


def test_a_chinese_character_is_one_em_and_a_digit_is_narrower():
    assert text_width("龙", 72) == 1.0
    assert 0.5 < text_width("0", 72) < 0.6
    assert text_width("0", 72) == text_width("7", 72)


def test_a_character_no_face_can_show_is_named_with_its_code_and_its_text():
    with pytest.raises(FindingError) as error:
        require_glyphs(["龙岗", "𠮷田科技"])
    assert error.value.code == "R690"
    assert error.value.facts["character"] == "𠮷"
    assert str(error.value.facts["name"]).startswith("U+20BB7")
    assert "𠮷田科技" in str(error.value)


@given(st.text(max_size=30))
def test_missing_characters_are_exactly_those_outside_both_faces(text):
    shown = [set(FT2Font(str(path)).get_charmap()) for path in font_files()]
    assert set(missing_characters(text)) == {
        c for c in text if not any(ord(c) in charmap for charmap in shown)
    }


def test_every_mark_the_figures_use_can_be_shown():
    assert missing_characters("−≥≤<>=≈◆✓→·…—（），：；。、“”［］%‰") == ()


def test_our_families_lead_to_our_files_whatever_else_is_installed():
    first = registered_families()
    assert registered_families() == first == FAMILIES
    found = [findfont(FontProperties(family=name), fallback_to_default=False) for name in FAMILIES]
    assert [str(path) for path in font_files()] == [str(path) for path in found]
    assert sum(entry.name == FAMILIES[0] for entry in fontManager.ttflist) == 1


def test_both_faces_hold_truetype_outlines():
    for path in font_files():
        header = path.read_bytes()[:4]
        assert header in {b"\x00\x01\x00\x00", b"true"}


def test_a_missing_font_package_is_said_in_words(monkeypatch):
    monkeypatch.setattr(typeface, "find_spec", lambda name: None)
    with pytest.raises(FindingError) as error:
        typeface.font_files.__wrapped__()
    assert error.value.code == "R694"
    assert error.value.facts["package"] == "zhplot"
