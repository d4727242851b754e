"""Steps by levels: the published bands and tapers, every edge a fen either side, what never falls."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.worked import amount, amounts

WAN = 10**6
YI = 10**10
few = settings(max_examples=25, deadline=None)
fen = st.one_of(st.integers(0, 60), st.integers(0, 10**15))

# ── slabs ──────────────────────────────────────────────────────────────────────────────────────────

OUTPUT = """[{slabs: {of: output, bands: [{at_least: 2000万元, amount: 2万元},
      {at_least: 5000万元, amount: 5万元}, {at_least: 1亿元, amount: 10万元}]}}]"""
INSURED = """
      - sum:
          band: [{slabs: {of: heads, bands: [{at_least: 10, amount: 10万元}]}}]
          beyond: [{per_unit: {of: "max(heads - 20, 0)", amount: 1.5万元}}]"""
INSURED_IN_BANDS = """
      - slabs:
          of: heads
          bands:
            - {at_least: 10, amount: 10万元}
            - more_than: 20
              amount:
                sum:
                  flat: {fixed: 10万元}
                  beyond: {per_unit: {of: heads - 20, amount: 1.5万元}}"""


def test_each_firm_brought_in_is_paid_for_the_highest_output_it_reached() -> None:
    outputs = [2500 * WAN, 1999 * WAN, 5000 * WAN, YI, 8 * YI]
    due = amounts(OUTPUT, "output: 元", [{"output": each} for each in outputs])
    assert due == [2 * WAN, 0, 5 * WAN, 10 * WAN, 10 * WAN]
    assert sum(due) == 27 * WAN


@pytest.mark.parametrize(
    ("edge", "before", "after"), [(2000 * WAN, 0, 2), (5000 * WAN, 2, 5), (10_000 * WAN, 5, 10)]
)
def test_a_level_begins_at_its_very_bound_and_a_fen_below_it_not(edge: int, before: int, after: int) -> None:
    due = [amount(OUTPUT, "output: 元", output=edge + off) for off in (-1, 0, 1)]
    assert due == [before * WAN, after * WAN, after * WAN]


@few
@given(edge=st.integers(1, 10**12), percent=st.integers(1, 100))
def test_more_than_a_bound_leaves_the_bound_itself_below(edge: int, percent: int) -> None:
    award = f"[{{slabs: {{of: output, bands: [{{more_than: {edge}分, rate: {percent}%}}]}}}}]"
    due = [amount(award, "output: 元", output=edge + off) for off in (0, 1)]
    assert due == [0, Fraction(percent, 100) * (edge + 1)]


@pytest.mark.parametrize("award", [INSURED, INSURED_IN_BANDS])
def test_a_flat_band_and_so_much_a_head_beyond_it(award: str) -> None:
    due = amounts(award, "heads: count", [{"heads": each} for each in (9, 10, 20, 21, 27)])
    assert due == [0, 10 * WAN, 10 * WAN, Fraction(115, 10) * WAN, Fraction(205, 10) * WAN]


@few
@given(output=fen, low=st.integers(0, 50), high=st.integers(0, 50))
def test_slabs_of_one_rate_from_nothing_are_a_plain_share(output: int, low: int, high: int) -> None:
    first, second = sorted((low, low + high + 1))
    bounds = ("at_least: 0元", f"more_than: {first}分", f"at_least: {second}分")
    bands = ", ".join(f"{{{bound}, rate: 3%}}" for bound in bounds)
    award = f"[{{slabs: {{of: output, bands: [{bands}]}}}}]"
    assert amount(award, "output: 元", output=output) == Fraction(3, 100) * output


@few
@given(outputs=st.lists(fen, min_size=2, max_size=6))
def test_rising_levels_never_pay_less_for_more(outputs: list[int]) -> None:
    due = amounts(OUTPUT, "output: 元", [{"output": each} for each in sorted(outputs)])
    assert due == sorted(due)


def test_a_bare_edge_beside_money_is_in_the_unit_of_its_file() -> None:
    award = "[{slabs: {of: output, bands: [{at_least: 2000, amount: 2}]}}]"
    rows = [{"output": 2000 * WAN - 1}, {"output": 2000 * WAN}]
    assert amounts(award, "output: 元", rows, unit="万元") == [0, 2 * WAN]


def test_a_bare_edge_beside_a_count_is_the_number_itself() -> None:
    award = "[{slabs: {of: heads, bands: [{at_least: 10, amount: 2}]}}]"
    assert amounts(award, "heads: count", [{"heads": 9}, {"heads": 10}], unit="万元") == [0, 2 * WAN]


def test_an_edge_may_be_a_day_or_another_column() -> None:
    bands = "[{at_least: 2010-01-01, amount: 1元}, {more_than: 2014-06-30, amount: 3元}]"
    days = f"[{{slabs: {{of: founded, bands: {bands}}}}}]"
    rows = [{"founded": each} for each in ("2009-12-31", "2010-01-01", "2014-06-30", "2014-07-01")]
    assert amounts(days, "founded: date", rows) == [0, 100, 100, 300]
    column = "[{slabs: {of: output, bands: [{at_least: plan, rate: 10%}]}}]"
    plans = [{"output": 99, "plan": 100}, {"output": 100, "plan": 100}]
    assert amounts(column, "output: 元, plan: 元", plans) == [0, 10]


# ── full steps ─────────────────────────────────────────────────────────────────────────────────────

GROWTH = "[{per_full: {of: output, each: 0.5亿元, above: 1亿元, amount: 10万元, at_most: 3}}]"


@pytest.mark.parametrize(
    ("output", "steps"),
    [(0, 0), (YI, 0), (3 * YI // 2 - 1, 0), (3 * YI // 2, 1), (2 * YI - 1, 1), (2 * YI, 2), (9 * YI, 3)],
)
def test_only_a_full_step_beyond_the_start_is_paid_and_no_more_than_allowed(output: int, steps: int) -> None:
    assert amount(GROWTH, "output: 元", output=output) == steps * 10 * WAN


@few
@given(output=fen, each=st.integers(1, 10**9), start=st.integers(0, 10**9))
def test_full_steps_are_the_whole_number_of_times_a_step_fits(output: int, each: int, start: int) -> None:
    award = f"[{{per_full: {{of: output, each: {each}分, above: {start}分, amount: 1分}}}}]"
    assert amount(award, "output: 元", output=output) == max(0, output - start) // each


def test_a_step_of_another_column_that_is_nothing_pays_nothing() -> None:
    award = "[{per_full: {of: output, each: plan, amount: 1元}}]"
    rows = [{"output": 100, "plan": 0}, {"output": 100, "plan": 30}]
    assert amounts(award, "output: 元, plan: 元", rows) == [0, 300]


# ── a straight line ────────────────────────────────────────────────────────────────────────────────

CAPITAL = "[{taper: {of: capital, from: 15000000元, to: 75000000元, start: 6000000元}}]"
DOLLARS = 100


def test_the_expenditure_limit_runs_out_between_two_capitals() -> None:
    assert amount(CAPITAL, "capital: 元", capital=33_000_000 * DOLLARS) == 4_200_000 * DOLLARS


def test_a_limit_that_tapers_divides_the_cost_between_two_rates() -> None:
    limit = "[{taper: {of: capital, from: 15000000元, to: 75000000元, start: 6000000元}}]"
    inside = f"{{share: {{of: [{{fixed: cost}}, {{cap: {{amount: {limit}}}}}], rate: 35%}}}}"
    beyond = f"{{share: {{of: [{{fixed: cost}}, {{less: {{amount: {limit}}}}}], rate: 15%}}}}"
    given = {"capital": 33_000_000 * DOLLARS, "cost": 5_000_000 * DOLLARS}
    assert amount(f"[{inside}]", "capital: 元, cost: 元", **given) == 1_470_000 * DOLLARS
    assert amount(f"[{beyond}]", "capital: 元, cost: 元", **given) == 120_000 * DOLLARS


@pytest.mark.parametrize(("capital", "due"), [(0, 90), (10, 90), (11, 88), (19, 72), (20, 70), (21, 70)])
def test_the_line_leaves_its_start_after_the_first_point_and_reaches_its_end_at_the_second(
    capital: int, due: int
) -> None:
    award = "[{taper: {of: capital, from: 10分, to: 20分, start: 90分, end: 70分}}]"
    assert amount(award, "capital: 元", capital=capital) == due


@few
@given(capitals=st.lists(st.integers(0, 10**10), min_size=2, max_size=6))
def test_a_falling_line_never_pays_more_for_more_and_stays_between_its_ends(capitals: list[int]) -> None:
    due = amounts(CAPITAL, "capital: 元", [{"capital": each} for each in sorted(capitals)])
    assert due == sorted(due, reverse=True)
    assert all(0 <= each <= 6_000_000 * DOLLARS for each in due)


def test_a_line_between_columns_that_meet_is_a_step() -> None:
    award = "[{taper: {of: capital, from: low, to: high, start: 5元, end: 2元}}]"
    rows = [{"capital": each, "low": 100, "high": 100} for each in (99, 100, 101)]
    assert amounts(award, "capital: 元, low: 元, high: 元", rows) == [500, 500, 200]


def test_a_rate_may_taper_too() -> None:
    award = "[{share: {of: cost, rate: [{taper: {of: heads, from: 10, to: 20, start: 50%, end: 20%}}]}}]"
    rows = [{"cost": 1000, "heads": each} for each in (10, 15, 20)]
    assert amounts(award, "cost: 元, heads: count", rows) == [500, 350, 200]


@few
@given(output=fen, factor=st.sampled_from([("元", 1), ("万元", 10**4)]))
def test_the_unit_edges_are_written_in_changes_nothing(output: int, factor: tuple[str, int]) -> None:
    unit, size = factor
    bands = f"[{{at_least: {20000 // size}{unit}, amount: {10000 // size}{unit}}}]"
    award = f"[{{slabs: {{of: output, bands: {bands}}}}}]"
    assert amount(award, "output: 元", output=output) == (10**6 if output >= 2 * 10**6 else 0)
