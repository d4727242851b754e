"""The changes of the lines add to the whole difference, in fen and as printed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.charts import CHARTS
from simulator.charts.amounts import quanta
from simulator.charts.view import View, used_fen
from simulator.charts.waterfall import printed_changes, total_name
from tests.charts.examples import crowded, longgang, longgang_cut, unspent
from tests.charts.marks import bar

CHART = CHARTS["waterfall"]
PAIRS = [
    (longgang, longgang_cut),
    (longgang_cut, longgang),
    (longgang, unspent),
    (longgang, crowded),
    (longgang, longgang),
]
sums = st.lists(st.integers(0, 10**11), min_size=9, max_size=9)


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_changes_lead_from_one_total_to_the_other(before, after):
    rows = CHART.table(after(), base=before())
    assert rows[0].after_fen == used_fen(before())
    assert rows[-1].after_fen == used_fen(after())
    level = rows[0].level_fen
    for row in rows[1:-1]:
        level += row.after_fen - row.before_fen
        assert row.level_fen == level
    assert level == rows[-1].level_fen


def with_awards(amounts):
    result = longgang()
    programmes = tuple(
        replace(each, award_fen=fen) for each, fen in zip(result.allocation.programmes, amounts, strict=True)
    )
    used = sum(amounts)
    spending = tuple(
        replace(use, amount_fen=used, used_fen=used) if use.spending == "project" else use
        for use in result.allocation.spending
    )
    return replace(result, allocation=replace(result.allocation, programmes=programmes, spending=spending))


@given(sums, sums)
def test_printed_changes_add_to_the_difference_of_the_printed_totals(before, after):
    rows = CHART.table(with_awards(after), base=with_awards(before))
    changes = printed_changes(rows)
    assert sum(changes) == quanta(rows[-1].after_fen) - quanta(rows[0].after_fen)
    for row, change in zip(rows[1:-1], changes[1:-1], strict=True):
        assert abs(row.after_fen - row.before_fen - change * 10_000) < 10_000


def test_only_what_changed_is_listed_the_largest_first():
    rows = CHART.table(longgang_cut(), base=longgang())[1:-1]
    changes = [abs(row.after_fen - row.before_fen) for row in rows]
    assert changes == sorted(changes, reverse=True)
    assert 0 not in changes
    assert {row.id for row in rows} == {"matching", "carriers", "research", "rent_subsidy"}


def test_nothing_changed_leaves_two_equal_totals():
    rows = CHART.table(longgang(), base=longgang())
    assert [row.kind for row in rows] == ["base", "total"]
    assert "不变" in CHART.draw(longgang(), base=longgang()).get_label()


def test_a_programme_left_out_counts_as_a_loss_of_all_it_had():
    rows = {row.id: row for row in CHART.table(unspent(), base=longgang())}
    assert rows["research"].after_fen == 0
    assert rows["research"].before_fen == longgang().allocation.of("research").award_fen


@pytest.mark.parametrize(("before", "after"), PAIRS[:4])
def test_every_bar_is_as_long_as_its_change_and_ends_at_its_level(before, after):
    figure, rows = CHART.draw(after(), base=before()), CHART.table(after(), base=before())
    bars = {row: bar(figure, f"{row.kind}:{row.id}") for row in rows[1:-1]}
    largest = max(bars, key=lambda row: abs(row.after_fen - row.before_fen))
    scale = bars[largest].get_width() / abs(largest.after_fen - largest.before_fen)
    ends = []
    for row, found in bars.items():
        change = row.after_fen - row.before_fen
        assert found.get_width() == pytest.approx(abs(change) * scale, abs=1e-9)
        end = found.get_x() + (found.get_width() if change > 0 else 0)
        ends.append(end - row.level_fen * scale)
    assert max(ends) - min(ends) == pytest.approx(0, abs=1e-6)


def with_a_fund(result, given):
    """Return a result in which one programme more is paid, by a fund and not by a class."""
    like = result.allocation.of("outreach")
    own = replace(like, programme="loss", title="首贷补偿", spending="", award_fen=given)
    programmes = (*result.allocation.programmes, own)
    return replace(result, allocation=replace(result.allocation, programmes=programmes))


@given(st.integers(0, 10**10), st.integers(0, 10**10))
def test_what_funds_pay_is_in_both_totals_and_its_change_among_the_lines(before, after):
    rows = CHART.table(with_a_fund(longgang_cut(), after), base=with_a_fund(longgang(), before))
    assert rows[0].after_fen == used_fen(longgang()) + before
    assert rows[-1].after_fen == used_fen(longgang_cut()) + after == rows[-2].level_fen
    assert {row.id for row in rows} >= ({"loss"} if before != after else set())
    assert sum(printed_changes(rows)) == quanta(rows[-1].after_fen) - quanta(rows[0].after_fen)


@pytest.mark.parametrize("given_before", [0, 5])
def test_the_totals_say_that_funds_are_in_them_where_any_paid(given_before):
    result, base = with_a_fund(longgang(), 0), with_a_fund(longgang(), given_before)
    assert total_name(View(result, "en", base), "base") == "base: total used" + ", with funds" * bool(
        given_before
    )
