"""The chart of brackets: its corners are those of the rule, and whoever is paid by it stands on the line."""

from fractions import Fraction

import pytest

from simulator.charts import CHARTS
from simulator.charts.bands import MOST_DOTS, rows
from simulator.charts.view import View
from simulator.engine.bands import curves
from simulator.glossary import LANGUAGES
from simulator.money import half_up
from simulator.problems import FindingError
from tests.charts.marks import clipped, overlapping, texts
from tests.engine.year.year_support import OPENING, ran

BUDGET = OPENING.replace("1000", "1000亿元")
LISTS = """\
populations:
  firms: {title: 企业, id: firm, file: firms.csv, nature: synthetic, columns: {spend: 元}}
programmes:
"""
FIRST = (
    "[{up_to: 1亿元, rate: 5%}, {up_to: 5亿元, rate: 2.5%}, "
    "{up_to: 10亿元, rate: 2%}, {above: 10亿元, rate: 1%}]"
)
SECOND = "[{up_to: 1亿元, rate: 5%}, {up_to: 5亿元, rate: 3%}, {up_to: 10亿元, rate: 2%}]"
SPENDS = (0, 5_000_000, 100_000_000, 100_000_001, 777_777_777, 1_200_000_000, 2_345_678_900)


def programme(name, bands, more=""):
    return (
        f"  {name}: {{title: 分档{name}, spending: project, applicants: firms, "
        f"award: [{{brackets: {{of: spend, bands: {bands}}}}}{more}], when_short: in_full}}\n"
    )


def result_of(*programmes, spends=SPENDS):
    data = "firm,spend\n" + "".join(f"F{at},{spend}\n" for at, spend in enumerate(spends))
    return ran(BUDGET + LISTS + "".join(programmes), firms=data)


def test_every_award_lies_on_the_curve():
    result = result_of(programme("a", FIRST), programme("b", SECOND))
    for curve in curves(result):
        owed = sorted(result.claims.of(curve.programme).entitlement.tolist())
        assert [half_up(curve.due(base)) for base in curve.bases] == owed


def test_the_corners_are_those_of_the_bands():
    (curve,) = curves(result_of(programme("a", FIRST)))
    big = 10**10
    assert curve.corners == (
        (0, 0),
        (big, big // 20),
        (5 * big, 15 * big // 100),
        (10 * big, 25 * big // 100),
    )
    assert curve.beyond == Fraction(1, 100)
    assert curve.due(Fraction(12 * big)) == 2700 * 10**6


def test_a_last_band_that_ends_pays_nothing_above_it():
    (curve,) = curves(result_of(programme("a", SECOND)))
    assert curve.beyond == 0
    assert curve.due(Fraction(20 * 10**10)) == curve.due(Fraction(10 * 10**10))


def test_rows_count_who_stands_in_each_band():
    found = rows(View(result_of(programme("a", FIRST))))
    assert [row.applicants for row in found] == [2, 2, 1, 2]
    assert [row.rate for row in found] == [Fraction(each, 1000) for each in (50, 25, 20, 10)]


def test_two_schedules_of_one_list_that_agree_at_a_pair_say_so():
    told = " ".join(texts(CHARTS["bands"].draw(result_of(programme("a", FIRST), programme("b", SECOND)))))
    assert "2套分档在12亿元处同得2,700.00万元，别处不同" in told
    alone = " ".join(texts(CHARTS["bands"].draw(result_of(programme("a", FIRST)))))
    assert "分档a：12亿元得2,700.00万元" in alone


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spends", [SPENDS, SPENDS[:1], tuple(range(1, 10**6, 9999)), (1, 30 * 10**9)])
def test_no_text_is_cut_off_and_no_two_overlap(spends, language):
    figure = CHARTS["bands"].draw(
        result_of(programme("a", FIRST), programme("b", SECOND), spends=spends), language
    )
    assert clipped(figure) == []
    assert overlapping(figure) == []


@pytest.mark.parametrize("count", [MOST_DOTS, MOST_DOTS + 1])
def test_few_applicants_are_dots_and_many_are_only_counted(count):
    spends = tuple(10**6 * (at + 1) for at in range(count))
    figure = CHARTS["bands"].draw(result_of(programme("a", FIRST), spends=spends))
    dots = [
        each for each in figure.axes[0].patches if not each.get_gid() and len(each.get_path().vertices) == 5
    ]
    assert (len(dots) >= count) == (count <= MOST_DOTS)


@pytest.mark.parametrize(
    "step",
    [
        "{share: {of: spend, rate: 5%}}",
        "{brackets: {of: spend, when: spend > 0元, bands: [{up_to: 1亿元, rate: 5%}]}}",
    ],
)
def test_a_rule_that_is_no_plain_schedule_has_no_curve(step):
    text = programme("a", FIRST).replace(f"{{brackets: {{of: spend, bands: {FIRST}}}}}", step)
    with pytest.raises(FindingError) as error:
        CHARTS["bands"].draw(result_of(text))
    assert error.value.code == "R693"
