"""Steps across applicants: worked clauses, and the laws that a small reckoning by hand must agree with."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.exact import Exact
from simulator.expression import Column, Type, parse
from simulator.model.groups import texts_of
from simulator.model.method import SortKey
from simulator.model.step import GroupStep, Rows
from simulator.problems import FindingError
from simulator.rules import across, rolling
from simulator.rules.across import Best, Ceiling, StopLoss, TopUp
from simulator.rules.amounts import Fixed
from simulator.rules.rolling import Window
from tests.engine.claiming import claimed, due

few = settings(max_examples=60, deadline=None)
FEN = st.integers(0, 30)
DAY = date(2020, 1, 1)
Row = tuple[str, int, int, int]  # firm, amount, score, day


@st.composite
def rows_drawn(draw: st.DrawFn, most: int = 8) -> list[Row]:
    """Draw up to `most` awards of a few firms, many of them alike."""
    one = st.tuples(st.sampled_from(["甲", "乙"]), FEN, st.integers(0, 3), st.integers(0, 1200))
    return draw(st.lists(one, max_size=most))


def rows_of(drawn: Sequence[Row]) -> Rows:
    """Return the rows with the columns firm, score and on; ids are their positions."""
    firms = np.array([each[0] for each in drawn], dtype=object)
    columns = {
        "firm": Column(Type("text"), firms),
        "score": Column(Type("count"), Exact.of([each[2] for each in drawn])),
        "on": Column(Type("date"), Exact.of([DAY.toordinal() + each[3] for each in drawn])),
    }
    return Rows(columns, len(drawn))


def settled(step: GroupStep, drawn: Sequence[Row], eligible: Sequence[bool] | None = None) -> list[int]:
    """Return the fen of each row after a step."""
    flags = np.array([True] * len(drawn) if eligible is None else eligible, dtype=np.bool_)
    amounts = np.array([each[1] for each in drawn], dtype=np.int64)
    return step.settle(amounts, flags, rows_of(drawn)).tolist()


def best_first(drawn: Sequence[Row]) -> list[int]:
    """Return the positions by score, the highest first, ties to the smaller position."""
    return sorted(range(len(drawn)), key=lambda place: (-drawn[place][2], place))


BY_SCORE = (SortKey("highest", parse("score")),)
BY_DATE = (SortKey("earliest", parse("on")),)


# ── worked clauses ─────────────────────────────────────────────────────────────────────────────────


def test_b07_the_last_event_of_a_year_gets_what_is_left_of_the_space_s_ceiling():
    award = """
      - share: {of: spent, rate: 30%}
      - ceiling: {amount: 200000, per: [space, year]}
"""
    csv = "id,space,year,spent\n1,A,2020,185000\n2,A,2020,273000\n3,A,2020,417000\n4,A,2021,417000\n"
    found = due(award, "space: text, year: count, spent: 元", csv)
    assert list(found.values()) == [5550000, 8190000, 6260000, 12510000]


def test_b08_an_incubator_recognised_at_a_higher_level_is_paid_the_difference():
    award = """
      - table: {of: level, values: {国家级: 50万元, 省级: 30万元, 市级: 15万元}}
      - top_up: {per: incubator, order: [{earliest: recognised}]}
"""
    columns = "incubator: text, level: [国家级, 省级, 市级], recognised: date"
    csv = "id,incubator,level,recognised\na,X,国家级,2022-01-01\nb,X,市级,2020-01-01\nc,X,省级,2021-01-01\n"
    found = due(award, columns, csv)
    assert found == {"b": 15000000, "c": 15000000, "a": 20000000}
    assert sum(found.values()) == 50000000


def test_b18_interest_of_all_years_together_stays_under_the_lifetime_ceiling():
    award = """
      - table: {of: first_loan, values: {yes: 60万元, no: 45万元}}
      - ceiling: {amount: 100万元, per: firm, order: [{lowest: year}]}
"""
    csv = "id,firm,year,first_loan\na,A,1,yes\nb,A,2,yes\nc,A,3,yes\nd,B,1,no\n"
    found = due(award, "firm: text, year: count, first_loan: yes_no", csv)
    assert found == {"a": 60000000, "b": 40000000, "c": 0, "d": 45000000}


def test_b24_the_pool_s_year_pays_the_last_claim_in_part():
    award = """
      - share: {of: bad_loan, rate: 50%}
      - ceiling: {amount: 2亿元, used: used_before}
"""
    csv = "id,bad_loan,used_before\na,12345600,194000000\n"
    assert due(award, "bad_loan: 元, used_before: 元", csv) == {"a": 600000000}


def test_d20_the_pool_stops_after_the_claim_that_passes_the_trigger():
    award = """
      - fixed: claim
      - stop_loss: {pool: 1亿元, trigger: 30%, used: 2950万元}
"""
    claims = claimed(award, "claim: 元", "id,claim\na,400000\nb,300000\nc,600000\n")
    assert claims.entitlement.tolist() == [40000000, 30000000, 0]
    assert claims.parts["pool_used"].tolist() == [2990000000, 3020000000, 3020000000]
    assert claims.parts["suspended"].tolist() == [0, 1, 1]


def test_a24_an_institution_s_quota_admits_the_first_of_its_own_ranking():
    csv = "id,hospital,rank\na,H1,1\nb,H1,2\nc,H1,3\nd,H2,1\n"
    quota = "    quota: {per: hospital, at_most: 2, order: [{lowest: rank}]}\n"
    claims = claimed("[{fixed: 1}]", "hospital: text, rank: count", csv, quota)
    admitted = [name for name, flag in zip(claims.ids, claims.eligible, strict=True) if flag]
    assert admitted == ["a", "b", "d"]
    assert claims.entitlement.tolist() == [100, 100, 0, 100]


def test_of_one_project_only_the_highest_award_is_paid():
    award = "[{fixed: asked}, {best: {per: project}}]"
    csv = "id,project,asked\na,P,5\nb,P,9\nc,P,9\nd,Q,1\n"
    assert due(award, "project: text, asked: 元", csv) == {"a": 0, "b": 900, "c": 0, "d": 100}


def test_steps_go_on_after_a_step_across_applicants():
    award = "[{fixed: asked}, {ceiling: {amount: 10, per: firm}}, {uplift: {by: 50%}}, {cap: 8}]"
    csv = "id,firm,asked\na,A,6\nb,A,6\nc,B,1\n"
    assert due(award, "firm: text, asked: 元", csv) == {"a": 800, "b": 600, "c": 150}


def test_a_ceiling_may_be_reckoned_by_steps_of_its_own_downwards_to_the_fen():
    own = Ceiling(amount=(Fixed(amount=parse("score * 1.5 * 1分")),), per=("firm",))
    assert settled(own, [("甲", 9, 3, 0), ("甲", 9, 3, 0), ("乙", 3, 1, 0)]) == [4, 0, 1]


# ── a ceiling, one after another ───────────────────────────────────────────────────────────────────


def one_by_one(drawn: Sequence[Row], order: Sequence[int], most: int, over: str) -> list[int]:
    """Return what a clerk would pay with a list of what each firm has left."""
    left = {"甲": most, "乙": most}
    paid = [0] * len(drawn)
    for place in order:
        firm, amount, *_ = drawn[place]
        paid[place] = min(amount, left[firm]) if over == "clip" or amount <= left[firm] else 0
        left[firm] -= paid[place]
    return paid


@few
@given(drawn=rows_drawn(), most=st.integers(0, 60), over=st.sampled_from(["clip", "reject"]))
def test_a_sequential_ceiling_is_what_a_clerk_with_a_list_would_pay(drawn, most, over):
    step = Ceiling(amount=most, per=("firm",), order=BY_SCORE, over=over)
    assert settled(step, drawn) == one_by_one(drawn, best_first(drawn), most, over)


@few
@given(
    drawn=rows_drawn(),
    most=st.integers(0, 60),
    way=st.sampled_from([("sequential", "clip"), ("sequential", "reject"), ("pro_rata", "clip")]),
)
def test_no_group_is_above_its_ceiling_and_nobody_gets_more_than_before(drawn, most, way):
    method, over = way
    paid = settled(Ceiling(amount=most, per=("firm",), method=method, over=over), drawn)
    assert all(0 <= after <= before for after, (_, before, *_) in zip(paid, drawn, strict=True))
    for firm in ("甲", "乙"):
        owed = sum(row[1] for row in drawn if row[0] == firm)
        got = sum(after for after, row in zip(paid, drawn, strict=True) if row[0] == firm)
        assert got <= most
        if over == "clip":
            assert got == min(owed, most)


@few
@given(drawn=rows_drawn(), most=st.integers(0, 60))
def test_all_alike_strays_less_than_a_fen_from_the_exact_proportion(drawn, most):
    paid = settled(Ceiling(amount=most, per=("firm",), method="pro_rata"), drawn)
    for firm in ("甲", "乙"):
        owed = sum(row[1] for row in drawn if row[0] == firm)
        for after, row in zip(paid, drawn, strict=True):
            if row[0] == firm and owed > most:
                assert abs(after - Fraction(row[1] * most, owed)) < 1


@pytest.mark.parametrize(
    ("most", "clip", "reject"),
    [(99, [60, 39], [60, 0]), (100, [60, 40], [60, 40]), (101, [60, 40], [60, 40])],
)
def test_a_fen_beside_the_ceiling_decides(most, clip, reject):
    drawn = [("甲", 60, 0, 0), ("甲", 40, 0, 0)]
    assert settled(Ceiling(amount=most), drawn) == clip
    assert settled(Ceiling(amount=most, over="reject"), drawn) == reject


def test_a_smaller_claim_may_still_fit_after_one_that_was_rejected():
    drawn = [("甲", 60, 0, 0), ("甲", 50, 0, 0), ("甲", 40, 0, 0)]
    assert settled(Ceiling(amount=100, over="reject"), drawn) == [60, 0, 40]


@few
@given(drawn=rows_drawn(), most=st.integers(0, 60), eligible=st.lists(st.booleans(), min_size=8, max_size=8))
def test_who_is_not_eligible_takes_no_room_and_comes_back_unchanged(drawn, most, eligible):
    flags = eligible[: len(drawn)]
    taking_part = [row for row, flag in zip(drawn, flags, strict=True) if flag]
    step = Ceiling(amount=most, per=("firm",), order=BY_SCORE)
    alone = iter(settled(step, taking_part))
    expected = [next(alone) if flag else row[1] for row, flag in zip(drawn, flags, strict=True)]
    assert settled(step, drawn, flags) == expected


def test_a_group_has_the_smallest_ceiling_and_the_largest_use_of_its_rows():
    columns = {
        "most": Column(Type("money"), Exact.of([100, 90, 500])),
        "before": Column(Type("money"), Exact.of([20, 30, 0])),
        "firm": Column(Type("text"), np.array(["A", "A", "B"], dtype=object)),
    }
    step = Ceiling(amount=parse("most"), used=parse("before"), per=("firm",))
    amounts = np.array([50, 50, 50], dtype=np.int64)
    found = step.settle(amounts, np.ones(3, dtype=np.bool_), Rows(columns, 3))
    assert found.tolist() == [50, 10, 50]


def test_sums_beyond_64_bits_do_not_wrap():
    most = 2**62
    drawn = [("甲", most, 0, 0)] * 5
    assert settled(Ceiling(amount=2**62 + 5), drawn) == [most, 5, 0, 0, 0]
    assert sum(settled(Ceiling(amount=2**62 + 5, method="pro_rata"), drawn)) == 2**62 + 5


def test_an_amount_below_nothing_makes_no_room():
    drawn = [("甲", -50, 0, 0), ("甲", 60, 0, 0), ("甲", 60, 0, 0)]
    assert settled(Ceiling(amount=100), drawn) == [0, 60, 40]


@pytest.mark.parametrize(
    ("field", "settings_of_it"),
    [
        ("order", {"order": BY_SCORE}),
        ("over", {"over": "reject"}),
        ("window", {"window": Window(parse("on"), 1)}),
    ],
)
def test_where_all_are_cut_alike_nobody_comes_first(field, settings_of_it):
    with pytest.raises(FindingError) as refused:
        Ceiling(amount=1, method="pro_rata", **settings_of_it)
    assert refused.value.code == "S303"
    assert refused.value.facts["field"] == field


def test_a_hundred_thousand_rows_under_a_ceiling_are_not_gone_through_one_by_one(monkeypatch):
    calls = []
    monkeypatch.setattr(across, "whole_or_nothing", lambda *facts: calls.append(facts))
    random = Random(1)
    drawn = [(f"F{random.randrange(9000)}", random.randrange(10**9), 0, 0) for _ in range(100_000)]
    paid = settled(Ceiling(amount=10**9, per=("firm",)), drawn)
    by_firm: dict[str, int] = {}
    for after, row in zip(paid, drawn, strict=True):
        by_firm[row[0]] = by_firm.get(row[0], 0) + after
    assert max(by_firm.values()) == 10**9
    assert calls == []


# ── rolling windows ────────────────────────────────────────────────────────────────────────────────


def in_window(day: int, end: int, years: int) -> bool:
    """Return whether a day is in the window that ends on another: (end − years, end]."""
    last = DAY + timedelta(end)
    first = last.replace(year=last.year - years, day=28 if (last.month, last.day) == (2, 29) else last.day)
    return first < DAY + timedelta(day) <= last


def fullest(drawn: Sequence[Row], paid: Sequence[int], firm: str, years: int) -> int:
    """Return the most that any window of a firm holds, looked for day by day."""
    ends = [row[3] for row in drawn]
    return max(
        sum(
            fen
            for row, fen in zip(drawn, paid, strict=True)
            if row[0] == firm and in_window(row[3], end, years)
        )
        for end in ends
    )


@few
@given(drawn=rows_drawn(), most=st.integers(0, 60), years=st.integers(1, 3), ranked=st.booleans())
def test_no_rolling_window_ever_holds_more_than_the_ceiling(drawn, most, years, ranked):
    step = Ceiling(
        amount=most, per=("firm",), order=BY_SCORE if ranked else (), window=Window(parse("on"), years)
    )
    paid = settled(step, drawn)
    assert all(0 <= after <= row[1] for after, row in zip(paid, drawn, strict=True))
    for firm in ("甲", "乙"):
        assert not drawn or fullest(drawn, paid, firm, years) <= most


@few
@given(drawn=rows_drawn(), most=st.integers(0, 60), over=st.sampled_from(["clip", "reject"]))
def test_each_award_gets_all_that_the_windows_around_it_leave(drawn, most, over):
    step = Ceiling(amount=most, per=("firm",), order=BY_SCORE, over=over, window=Window(parse("on"), 2))
    found, paid = settled(step, drawn), [0] * len(drawn)
    for place in best_first(drawn):
        firm, amount, *_ = drawn[place]
        # the most that leaves every window within the ceiling, tried fen by fen
        fits = 0
        for fen in range(amount + 1) if over == "clip" else (0, amount):
            tried = [fen if index == place else each for index, each in enumerate(paid)]
            fits = fen if fullest(drawn, tried, firm, 2) <= most else fits
        paid[place] = fits
    assert found == paid


def test_without_an_order_the_earlier_date_comes_first():
    drawn = [("甲", 60, 0, 500), ("甲", 60, 0, 100)]
    assert settled(Ceiling(amount=100, window=Window(parse("on"), 3)), drawn) == [40, 60]


def test_the_day_so_many_years_before_is_outside_the_window():
    year = (date(2021, 1, 1) - DAY).days
    step = Ceiling(amount=100, window=Window(parse("on"), 1))
    assert settled(step, [("甲", 100, 0, 0), ("甲", 100, 0, year - 1)]) == [100, 0]
    assert settled(step, [("甲", 100, 0, 0), ("甲", 100, 0, year)]) == [100, 100]


def test_a_window_that_begins_before_all_years_holds_everything():
    assert rolling.years_before(date(30, 5, 5).toordinal(), 50) == 0


# ── differences, the highest, a pool that stops ────────────────────────────────────────────────────


@few
@given(drawn=rows_drawn())
def test_differences_add_to_the_highest_amount_reached(drawn):
    paid = settled(TopUp(per=("firm",), order=BY_SCORE), drawn)
    reached = {"甲": 0, "乙": 0}
    for place in best_first(drawn):
        firm, amount, *_ = drawn[place]
        assert paid[place] == max(0, amount - reached[firm])
        reached[firm] = max(reached[firm], amount)
    for firm, highest in reached.items():
        assert sum(fen for fen, row in zip(paid, drawn, strict=True) if row[0] == firm) == highest


@few
@given(drawn=rows_drawn())
def test_only_the_highest_of_a_group_is_paid_and_of_equals_the_smaller_id(drawn):
    paid = settled(Best(per=("firm",)), drawn)
    expected = [0] * len(drawn)
    for firm in ("甲", "乙"):
        own = [place for place, row in enumerate(drawn) if row[0] == firm]
        if own:
            winner = max(own, key=lambda place: (drawn[place][1], -place))
            expected[winner] = drawn[winner][1]
    assert paid == expected


@few
@given(drawn=rows_drawn(), pool=st.integers(0, 200), used=st.integers(0, 60), percent=st.integers(0, 100))
def test_a_pool_pays_in_full_until_its_trigger_and_nothing_after(drawn, pool, used, percent):
    trigger = Fraction(percent, 100)
    step = StopLoss(pool=pool, trigger=trigger, used=parse(f"{used}分"), order=BY_SCORE)
    expected, total = [0] * len(drawn), used
    states = [(0, 0)] * len(drawn)
    for place in best_first(drawn):
        expected[place] = drawn[place][1] if total < trigger * pool else 0
        total += expected[place]
        states[place] = (total, int(total >= trigger * pool))
    assert settled(step, drawn) == expected
    shown = dict(step.shown(np.array([row[1] for row in drawn]), np.ones(len(drawn), bool), rows_of(drawn)))
    assert list(zip(shown["pool_used"].tolist(), shown["suspended"].tolist(), strict=True)) == states


def test_a_pool_shows_nothing_on_rows_that_take_no_part():
    drawn = [("甲", 5, 0, 0), ("甲", 7, 0, 0)]
    step = StopLoss(pool=100, trigger=Fraction(1, 2))
    shown = dict(step.shown(np.array([5, 7]), np.array([False, True]), rows_of(drawn)))
    assert shown["pool_used"].tolist() == [0, 7]


# ── what does not matter ───────────────────────────────────────────────────────────────────────────

STEPS = (
    Ceiling(amount=25, per=("firm",), order=BY_SCORE),
    Ceiling(amount=25, per=("firm",), order=BY_SCORE, over="reject"),
    Ceiling(amount=25, per=("firm",), order=BY_DATE, window=Window(parse("on"), 1)),
    Ceiling(amount=25, per=("firm",), method="pro_rata"),
    TopUp(per=("firm",), order=BY_SCORE),
    StopLoss(pool=100, trigger=Fraction(1, 4), order=BY_SCORE),
)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.word}-{getattr(step, 'over', '')}")
@few
@given(drawn=rows_drawn(6), random=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter_where_no_two_rank_alike(step, drawn, random):
    # every score, date and remainder differs, so that ids decide nothing
    apart = [(row[0], 7 * row[1] + place, 10 * place, 400 * place) for place, row in enumerate(drawn)]
    shuffled = random.sample(range(len(apart)), len(apart))
    before = settled(step, apart)
    after = settled(step, [apart[place] for place in shuffled])
    if getattr(step, "method", "") == "pro_rata":
        assert sum(after) == sum(before)
    else:
        assert after == [before[place] for place in shuffled]


@few
@given(drawn=rows_drawn(), odd=st.booleans())
def test_groups_by_two_columns_are_groups_by_the_pair(drawn, odd):
    rows = rows_of(drawn)
    texts = zip(texts_of(rows.columns["firm"]), texts_of(rows.columns["score"]), strict=True)
    pairs = np.array(["/".join(pair) for pair in texts], dtype=object)
    joined = Rows({**rows.columns, "pair": Column(Type("text"), pairs)}, rows.count)
    amounts = np.array([row[1] for row in drawn], dtype=np.int64)
    everyone = np.ones(len(drawn), dtype=np.bool_)
    per = ("firm", "score") if odd else ("score", "firm")
    by_two = Ceiling(amount=20, per=per).settle(amounts, everyone, joined)
    by_pair = Ceiling(amount=20, per=("pair",)).settle(amounts, everyone, joined)
    assert by_two.tolist() == by_pair.tolist()
