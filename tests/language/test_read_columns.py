"""Declared columns and synthetic draws: their types, what they say of blanks, and what is refused."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.expression import Type
from simulator.language.columns import is_of_type
from simulator.model.scenario import Draw
from simulator.model.table import ColumnType
from simulator.money import FEN_OF_UNIT
from tests.language.texts import GOOD, codes, parsed, places, scenario_of

HEAD = "scenario: a\nyear: 2014\nunit: 万元\n"
TAIL = """\
sources: {city: {amount: 9}}
spending: {project: {amount: 9}}
programmes:
  p: {spending: project, applicants: firms, award: {fixed: 1}, when_short: pro_rata}
"""


def with_column(kind: str) -> str:
    """Return a scenario whose data file has one column of this kind."""
    return HEAD + f"populations:\n  firms: {{file: f.csv, id: firm_id, columns: {{x: {kind}}}}}\n" + TAIL


def with_draw(draw: str) -> str:
    """Return a scenario whose synthetic population has one column drawn this way."""
    return HEAD + f"populations:\n  firms:\n    synthetic: {{count: 10, columns: {{x: {draw}}}}}\n" + TAIL


def column(kind: str) -> ColumnType:
    """Return the type a column is read as."""
    return scenario_of(with_column(kind)).population("firms").column_types()["x"]


def drawn(draw: str) -> Draw:
    """Return how a column is drawn."""
    synthetic = scenario_of(with_draw(draw)).population("firms").synthetic
    assert synthetic is not None
    return dict(synthetic.columns)["x"]


# ── columns of a data file ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("unit", FEN_OF_UNIT)
def test_a_money_column_is_declared_by_its_unit(unit):
    assert column(unit) == ColumnType(Type("money"), unit=unit)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("count", "count"),
        ("number", "number"),
        ("percent", "share"),
        ("yes_no", "yes_no"),
        ("date", "date"),
        ("text", "text"),
        ("个数", "count"),
        ("是否", "yes_no"),
        ("百分比", "share"),
    ],
)
def test_a_column_is_declared_by_a_word_in_either_language(word, kind):
    assert column(word) == ColumnType(Type(kind))


def test_a_list_declares_the_categories_in_order():
    assert column("[三甲, 二甲, 其他]") == ColumnType(Type("category", ("三甲", "二甲", "其他")))


def test_categories_that_look_like_words_or_numbers_stay_as_written():
    assert column("[yes, 1, 是]") == ColumnType(Type("category", ("yes", "1", "是")))


@pytest.mark.parametrize(
    ("kind", "blank"),
    [
        ("{type: 元, blank: 0}", "0"),
        ("{type: count, blank: 3}", "3"),
        ("{type: yes_no, blank: 否}", "否"),
        ("{type: percent, blank: 5%}", "5%"),
        ("{type: date, blank: 2014-01-01}", "2014-01-01"),
        ("{type: [甲, 乙], blank: 乙}", "乙"),
        ("{类型: 文本, 空白: 未填}", "未填"),
        ("{type: text}", None),
    ],
)
def test_a_blank_cell_stands_for_what_the_column_says(kind, blank):
    assert column(kind).blank == blank


@pytest.mark.parametrize(
    ("kind", "blank"),
    [
        ("元", "没有"),
        ("元", "5%"),
        ("count", "1.5"),
        ("count", "5元"),
        ("yes_no", "也许"),
        ("date", "5"),
        ("[甲, 乙]", "丙"),
        ("number", "x"),
        ("percent", "5元"),
    ],
)
def test_a_blank_that_the_column_could_not_hold_is_refused(kind, blank):
    assert codes(with_column(f"{{type: {kind}, blank: {blank}}}")) == ["S218"]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("integer", "S215"),
        ("美元", "S215"),
        ("[]", "S216"),
        ("[甲, 甲]", "S216"),
        ("[甲, [乙]]", "S203"),
        ("{blank: 0}", "S202"),
        ("{type: count, blnk: 0}", "S201"),
    ],
)
def test_a_column_that_cannot_be_declared_so_is_told(kind, found):
    assert codes(with_column(kind)) == [found]


def test_a_column_called_like_one_of_our_words_keeps_its_name():
    text = with_column("元").replace("{x: 元}", "{金额: 元, amount: count, 专项: text}")
    assert list(scenario_of(text).population("firms").column_types()) == ["金额", "amount", "专项"]


@given(st.text(max_size=20), st.sampled_from(["money", "count", "number", "share", "yes_no", "date", "text"]))
def test_whether_a_text_fits_a_column_is_always_answered(text, kind):
    assert is_of_type(text, ColumnType(Type(kind))) in (True, False)


# ── synthetic columns ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("draw", "kind"),
    [
        ("3万元", "money"),
        ("3", "count"),
        ("0.5", "number"),
        ("1/3", "number"),
        ("25%", "share"),
        ("yes", "yes_no"),
        ("是", "yes_no"),
        ("2014-06-30", "date"),
        ("{fixed: 3}", "count"),
        ("{lognormal: {mean: 3万元, sd: 1万元}}", "money"),
        ("{lognormal: {mean: 45.5, sd: 60}}", "count"),
        ("{normal: {mean: 45, sd: 60, round_to: 0.1}}", "number"),
        ("{normal: {mean: 45%, sd: 6%}}", "share"),
        ("{uniform: {from: 0, to: 9}}", "count"),
        ("{uniform: {from: 0元, to: 9万元}}", "money"),
        ("{uniform: {from: 2014-01-01, to: 2014-12-31}}", "date"),
        ("{choice: {values: [1万元, 2万元]}}", "money"),
        ("{choice: {values: [1, 2.5]}}", "number"),
        ("{choice: {values: [2014-01-01, 2014-07-01]}}", "date"),
        ("{choice: {是: 30%, 否: 70%}}", "yes_no"),
    ],
)
def test_a_draw_is_typed_by_the_values_written(draw, kind):
    assert drawn(draw).type.type == Type(kind)


@pytest.mark.parametrize(
    ("draw", "categories"),
    [
        ("电子", ("电子",)),
        ("{choice: {电子: 30%, 生物: 70%}}", ("生物", "电子")),
        ("{choice: {生物: 70%, 电子: 30%}}", ("生物", "电子")),
        ("{choice: {values: [电子, 生物, 电子], weights: [20%, 30%, 50%]}}", ("电子", "生物")),
        ("{choice: {3年以下: 30%, 3年以上: 70%}}", ("3年以上", "3年以下")),
    ],
)
def test_words_make_a_category_of_their_different_values(draw, categories):
    assert drawn(draw).type.type == Type("category", categories)


def test_drawn_money_is_in_whole_yuan_and_nothing_else_has_a_unit():
    assert drawn("3万元").type == ColumnType(Type("money"), unit="元")
    assert drawn("3").type == ColumnType(Type("count"))


def test_shares_are_drawn_in_thousandths_and_all_else_in_whole_units():
    assert drawn("{normal: {mean: 45%, sd: 6%}}").round_to == Fraction(1, 1000)
    assert drawn("{normal: {mean: 45, sd: 6}}").round_to == 1
    assert drawn("{normal: {mean: 45, sd: 6}}").zero == 0
    assert drawn("{normal: {mean: 45%, sd: 6%, round_to: 1%}}").round_to == Fraction(1, 100)


def test_a_choice_without_weights_is_even():
    assert drawn("{choice: {values: [1, 2, 3]}}").weights == (Fraction(1, 3),) * 3


def test_a_spread_keeps_its_settings_in_base_units():
    found = drawn("{lognormal: {mean: 3万元, sd: 1万元, zero: 10%, total: 100万元, round_to: 100元}}")
    assert (found.mean, found.sd, found.zero) == (3_000_000, 1_000_000, Fraction(1, 10))
    assert (found.total, found.round_to) == (100_000_000, 10_000)


def test_a_range_keeps_both_its_ends():
    found = drawn("{uniform: {from: 3, to: 9, zero: 40%}}")
    assert (found.word, found.low, found.high, found.zero) == ("uniform", 3, 9, Fraction(2, 5))


def test_yes_and_no_become_the_same_values_in_either_language():
    assert (
        drawn("{choice: {是: 30%, 否: 70%}}").values
        == drawn("{choice: {no: 70%, yes: 30%}}").values
        == ("no", "yes")
    )


@pytest.mark.parametrize(
    ("draw", "code"),
    [
        ("{lognormal: {mean: 3万元, sd: 1}}", "S219"),
        ("{lognormal: {mean: 3, sd: 1, total: 5万元}}", "S219"),
        ("{uniform: {from: 1, to: 5%}}", "S219"),
        ("{choice: {values: [1万元, 2]}}", "S219"),
        ("{choice: {values: [1, 2], weights: [50%]}}", "S220"),
        ("{choice: {values: [1, 2], weights: [50%, 60%]}}", "S220"),
        ("{choice: {a: 50%, b: 51%}}", "S220"),
        ("5pp", "S221"),
        ("12x", "S221"),
        ("{normal: {mean: 5pp, sd: 1pp}}", "S221"),
        ("{normal: {mean: yes, sd: no}}", "S221"),
        ("{lognormal: {mean: 0, sd: 1}}", "S222"),
        ("{normal: {mean: 5, sd: -1}}", "S222"),
        ("{normal: {mean: 5, sd: 1, round_to: 0}}", "S222"),
        ("{uniform: {from: 9, to: 3}}", "S222"),
        ("{lognormal: {mean: 5}}", "S202"),
        ("{poisson: {mean: 5}}", "S205"),
        ("{fixed: [5]}", "S203"),
        ("{choice: {a: half, b: 50%}}", "M201"),
        ("{choice: {values: [[1], 2]}}", "S203"),
        ("{choice: {values: []}}", "S214"),
        ("fixed", "S202"),
        ("均匀", "S202"),
        ("[1, 2]", "S203"),
    ],
)
def test_a_draw_that_cannot_be_is_told(draw, code):
    assert codes(with_draw(draw)) == [code]


def test_the_fault_of_a_draw_is_told_at_the_value_that_does_not_fit():
    text = with_draw("{lognormal: {mean: 3万元, sd: 77}}")
    line = text.splitlines()[5]
    assert places(text) == [f"6:{line.index('77') + 1} S219"]


def test_a_population_without_declared_columns_lets_no_name_through():
    scenario, problems = parsed(with_draw("3万元").replace("award: {fixed: 1}", "award: {fixed: y}"))
    assert [(each.code, each.fact("text")) for each in problems] == [("E201", "y")]
    assert scenario is not None


def test_the_good_scenario_holds_every_draw():
    synthetic = scenario_of(GOOD).population("people").synthetic
    assert synthetic is not None
    assert {draw.word for _, draw in synthetic.columns} == {
        "lognormal",
        "uniform",
        "normal",
        "choice",
        "fixed",
    }
