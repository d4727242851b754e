"""The chart of parts: they follow one another up to their whole, and nothing is cut off."""

import pytest
from matplotlib.patches import Rectangle

from simulator.charts import CHARTS
from simulator.charts.parts import MOST, rows
from simulator.charts.view import View
from simulator.glossary import LANGUAGES
from simulator.problems import FindingError
from tests.charts.marks import clipped, overlapping, texts
from tests.engine.year.year_support import OPENING, ran

BUDGET = OPENING.replace("1000", "1亿元")
LISTS = """\
populations:
  losses: {title: 损失, id: loan, file: losses.csv, nature: synthetic, columns: {loss: 元, used: 元}}
programmes:
"""
DATA = "loan,loss,used\nL1,1000,300\nL2,333.33,0\n"
SPLIT = (
    "{split: {of: loss, payers: [{id: 省, rate: 50%, at_most: 200元}, {id: 市, rate: 40%}, "
    "{id: 银行, rest: yes}], pays: [省, 市]}}"
)
VOUCHER = "{voucher: {face: loss, redeemed: used}}"


def programme(name, step):
    title = f"专项{name}"
    return (
        f"  {name}: {{title: {title}, spending: project, applicants: losses, "
        f"award: [{step}], when_short: in_full}}\n"
    )


def result_of(*programmes):
    return ran(BUDGET + LISTS + "".join(programmes), losses=DATA)


def both():
    return result_of(programme("a", SPLIT), programme("b", VOUCHER))


def test_the_parts_follow_one_another_up_to_the_whole():
    split = [row for row in rows(View(both())) if row.programme == "a"]
    assert [(row.part, row.fen) for row in split] == [("省", 36_667), ("市", 53_333), ("银行", 43_333)]
    assert [row.before_fen for row in split] == [0, 36_667, 90_000]
    assert {row.whole_fen for row in split} == {133_333}


def test_what_is_issued_is_the_whole_of_a_voucher_and_no_part_of_it():
    voucher = [row for row in rows(View(both())) if row.programme == "b"]
    assert {row.part: row.fen for row in voucher} == {
        "redeemed": 30_000,
        "open_liability": 103_333,
        "lapsed": 0,
    }
    assert {row.whole_fen for row in voucher} == {133_333}


def test_bars_stand_end_to_end_on_one_length():
    figure = CHARTS["parts"].draw(both())
    bars = {each.get_gid(): each for each in figure.axes[0].patches if isinstance(each, Rectangle)}
    first, second, third = (bars[f"a:{name}"] for name in ("省", "市", "银行"))
    assert second.get_x() == pytest.approx(first.get_x() + first.get_width())
    assert third.get_x() == pytest.approx(second.get_x() + second.get_width())
    whole = sum(each.get_width() for each in (first, second, third))
    assert whole == pytest.approx(
        sum(bars[f"b:{name}"].get_width() for name in ("redeemed", "open_liability"))
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, MOST, MOST + 3])
def test_no_text_is_cut_off_and_no_two_overlap(count, language):
    figure = CHARTS["parts"].draw(
        result_of(*(programme(f"p{at}", (SPLIT, VOUCHER)[at % 2]) for at in range(count))), language
    )
    assert clipped(figure) == []
    assert overlapping(figure) == []
    left_out = {"zh": "另有3个专项未画。", "en": "Programmes not drawn: 3."}[language]
    assert (left_out in texts(figure)) == (count > MOST)


def test_the_finding_names_the_largest_part_of_the_largest_whole():
    told = " ".join(texts(CHARTS["parts"].draw(result_of(programme("a", SPLIT)))))
    assert "专项a：0.13万元中，市占40.0%" in told
    assert "未兑付(负债)" in texts(CHARTS["parts"].draw(both()))


def test_a_budget_whose_awards_are_of_one_piece_has_nothing_to_draw():
    plain = result_of(programme("a", "{share: {of: loss, rate: 50%}}"))
    with pytest.raises(FindingError) as error:
        CHARTS["parts"].draw(plain)
    assert error.value.code == "R693"
