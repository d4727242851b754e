"""The bullets of targets: as long as what is reached, marked by form, nothing drawn for what nobody knows."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.patches import Polygon

from simulator.charts import CHARTS, records
from simulator.charts.targets import BARS_FROM, BARS_TO, BEYOND, MOST, ORDER
from simulator.glossary import LANGUAGES
from simulator.model.accounts import Accounts
from simulator.model.limits import Measure, Selector
from simulator.model.targets import Target
from tests.charts.examples import longgang, without_money
from tests.charts.marks import bar, clipped, overlapping, patches, texts
from tests.engine.year.targeting import bare, money, outcome, outcomes, share

CHART = CHARTS["targets"]
MID_YEAR = date(2014, 6, 30)
HOSTILE = ("$x^2$", "<b>&amp;</b>", r"\frac{1}{2}", "%s{0}", "'quoted' \"twice\"")


def held(*found):
    """Return a result with these targets."""
    return replace(without_money(), accounts=Accounts(targets=tuple(found)))


def named(found, name, **settings):
    return replace(found, target=replace(found.target, id=name, **settings))


def mixed():
    """Return one target of every state and kind."""
    return held(
        named(
            outcome(46, more_than=bare(1000), baseline=bare(955)), "carriers", title="创新载体总数", unit="家"
        ),
        named(outcome(8, at_least=bare(50)), "key_tech", title="重大技术攻关项目", unit="项"),
        named(outcome(5, MID_YEAR, is_=bare(10)), "teams", title="海外高层次创新团队", unit="个"),
        named(outcome(between=(bare(2), bare(3))), "retrofit", title="传统产业改造"),
        named(outcome(share(Fraction(4, 5)), MID_YEAR, at_least=share(Fraction(17, 20))), "coverage"),
        named(outcome(5, at_most=bare(3), rank=True), "rank", title="发明专利申请量全市排名"),
        named(outcome(money(10**13), about=money(3 * 10**11), within=money(10**10)), "investment"),
        named(outcome(text="对专项资金实行专款专用"), "earmark"),
    )


def at(share_of_bound):
    return BARS_FROM + (BARS_TO - BARS_FROM) * float(min(share_of_bound, BEYOND) / BEYOND)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_and_nothing_overlaps(language):
    figure = CHART.draw(mixed(), language)
    assert clipped(figure) == []
    assert overlapping(figure) == []


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=MOST + 3))
def test_any_numbers_are_readable(pairs):
    found = [named(outcome(value, at_least=bare(bound)), f"t{at}") for at, (value, bound) in enumerate(pairs)]
    figure = CHART.draw(held(*found))
    assert clipped(figure) == []
    assert overlapping(figure) == []


def test_a_bar_ends_at_what_is_reached_against_its_bound():
    figure = CHART.draw(mixed())
    short = bar(figure, "target:targets.key_tech")
    assert short.get_x() + short.get_width() == pytest.approx(at(Fraction(8, 50)))
    stock = bar(figure, "target:targets.carriers")
    assert stock.get_x() == pytest.approx(at(Fraction(955, 1000)))
    assert stock.get_x() + stock.get_width() == pytest.approx(at(Fraction(1001, 1000)))


def test_a_bar_ends_at_the_edge_however_far_it_is_over():
    far = bar(CHART.draw(mixed()), "target:targets.investment")
    assert far.get_x() + far.get_width() == pytest.approx(BARS_TO)


def test_no_bar_is_drawn_for_what_nobody_knows():
    drawn = patches(CHART.draw(mixed()))
    assert "target:targets.retrofit" not in drawn
    assert [row.value for row in CHART.table(mixed()) if row.state == "open"] == [None]


def test_states_are_marked_by_different_forms():
    one = [
        outcome(9, at_least=bare(8)),
        outcome(5, at_least=bare(8)),
        outcome(5, MID_YEAR, at_least=bare(8)),
        outcome(at_least=bare(8)),
    ]
    forms = []
    for each in one:
        shapes = [mark.get_xy() for mark in CHART.draw(held(each)).findobj(Polygon)]
        forms.append(tuple(len(shape) for shape in shapes[-2:]))
    assert len(dict.fromkeys(forms)) >= 3
    assert [CHART.table(held(each))[0].state for each in one] == ["met", "missed", "underway", "open"]


def test_missed_come_first_then_those_behind_and_a_clause_of_text_is_no_row():
    rows = CHART.table(mixed())
    assert [ORDER.index(row.state) for row in rows] == sorted(ORDER.index(row.state) for row in rows)
    assert [row.name for row in rows] == [
        "targets.investment",
        "targets.key_tech",
        "targets.rank",
        "targets.coverage",
        "targets.teams",
        "targets.retrofit",
        "targets.carriers",
    ]


@given(st.permutations(range(8)))
def test_the_order_written_does_not_show(order):
    found = mixed().accounts.targets
    assert CHART.table(held(*(found[at] for at in order))) == CHART.table(mixed())


def test_more_than_fit_are_counted():
    many = [named(outcome(3, at_least=bare(2)), f"t{number:02d}") for number in range(MOST + 4)]
    assert any("4" in text and "未列出" in text for text in texts(CHART.draw(held(*many))))


def test_hostile_titles_are_only_strange_titles():
    found = [named(outcome(3, at_least=bare(2)), f"t{at}", title=title) for at, title in enumerate(HOSTILE)]
    drawn = " ".join(texts(CHART.draw(held(*found))))
    assert all(title in drawn for title in HOSTILE)


def test_rows_become_records():
    found = records(CHART.table(mixed()))
    assert {each["name"] for each in found} == {row.name for row in CHART.table(mixed())}


def test_a_result_without_targets_has_nothing_to_draw():
    assert not CHART.applies(longgang())
    assert not CHART.applies(held(outcome(text="专款专用")))


def test_a_measure_answers_without_a_pace():
    counted = Target("a", at_least=bare(3), counts=Measure("count", Selector()))
    assert counted.as_limit().top.word == "count"
    assert outcomes([Target("a", at_least=bare(3))])[0].expected is None
