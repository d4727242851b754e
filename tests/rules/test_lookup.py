"""Tables and cases: published matrices of amounts and rates, by category, number, yes or no."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.worked import amount, amounts, parts

WAN = 10**6
few = settings(max_examples=25, deadline=None)


def test_a_high_tech_firm_is_paid_by_how_it_qualifies_and_how_large_it_is() -> None:
    cells = "{首次: {规上: 30万元, 规下: 20万元}, 复审: {规上: 10万元, 规下: 10万元}}"
    award = f"[{{table: {{of: [status, size], values: {cells}}}}}]"
    rows = [
        {"status": status, "size": size}
        for status, size in (("首次", "规上"), ("首次", "规下"), ("复审", "规上"))
    ]
    due = amounts(award, "status: [首次, 复审], size: [规上, 规下]", rows)
    assert due == [30 * WAN, 20 * WAN, 10 * WAN]
    assert sum(due) == 60 * WAN


def test_a_grade_is_paid_its_sum_and_the_rest_nothing() -> None:
    award = "[{table: {of: grade, values: {优秀: 10万元, 良好: 5万元}, rest: 0}}]"
    rows = [{"grade": each} for each in ("优秀", "良好", "合格")]
    assert amounts(award, "grade: [优秀, 良好, 合格]", rows) == [10 * WAN, 5 * WAN, 0]


INTENSITY = """
      - share:
          of: cost
          rate:
            - sum:
                basic: {table: {of: kind, values: {fund: 100%, ind: 50%, exp: 25%}}}
                small: {table: {of: size, values: {s: 20%, m: 10%, l: 0%}, when: kind != fund}}
                joint: {fixed: {amount: 15%, when: collaborative and kind != fund}}
            - cap: {amount: 80%, when: kind != fund}
      - round: 1分"""


@pytest.mark.parametrize(
    ("kind", "size", "joint", "due"),
    [
        ("ind", "s", True, 98765431),
        ("ind", "m", True, 92592592),
        ("ind", "l", True, 80246913),
        ("exp", "s", True, 74074073),
        ("exp", "m", False, 43209876),
        ("fund", "l", False, 123456789),
    ],
)
def test_aid_intensity_adds_points_to_a_rate_from_a_table_up_to_its_ceiling(
    kind: str, size: str, *, joint: bool, due: int
) -> None:
    columns = "cost: 元, kind: [fund, ind, exp], size: [s, m, l], collaborative: yes_no"
    row = {"cost": 123456789, "kind": kind, "size": size, "collaborative": joint}
    assert amount(INTENSITY, columns, **row) == due


def test_partners_are_paid_by_a_matrix_of_rates() -> None:
    award = """[{share: {of: cost, rate: {table: {of: [kind, size], values: {ind: {s: 70%, m: 60%, l: 50%},
      exp: {s: 45%, m: 35%, l: 25%}}}}}}, {round: 1分}]"""
    partners = [("s", 12345601), ("m", 20000001), ("l", 30000003)]
    rows = [{"kind": "ind", "size": size, "cost": cost} for size, cost in partners]
    due = amounts(award, "kind: [ind, exp], size: [s, m, l], cost: 元", rows)
    assert due == [8641921, 12000001, 15000002]
    assert sum(due) == 35641924


RENT = """[{per_unit: {of: area * months, amount: {table: {of: nth, values: {1: 18元, 2: 15元}, rest: 0}}}},
      {uplift: {by: 100%, when: strategic}}]"""


@pytest.mark.parametrize(
    ("nth", "strategic", "due"),
    [(1, False, 27010800), (1, True, 54021600), (2, False, 22509000), (3, True, 0)],
)
def test_a_rent_by_the_year_is_looked_up_by_its_number(nth: int, *, strategic: bool, due: int) -> None:
    columns = "area: number, months: count, nth: count, strategic: yes_no"
    row = {"area": Fraction("1250.5"), "months": 12, "nth": nth, "strategic": strategic}
    assert amount(RENT, columns, **row) == due


@pytest.mark.parametrize("words", [("yes", "no"), ("是", "否"), ("true", "false")])
def test_yes_and_no_may_be_written_as_any_of_their_words(words: tuple[str, str]) -> None:
    award = f"[{{table: {{of: first, values: {{{words[0]}: 2元, {words[1]}: 1元}}}}}}]"
    assert amounts(award, "first: yes_no", [{"first": True}, {"first": False}]) == [200, 100]


def test_a_text_column_is_matched_as_it_stands() -> None:
    award = "[{table: {of: street, values: {龙城: 2元, high: 3元}, rest: 1元}}]"
    rows = [{"street": each} for each in ("龙城", "high", "高", "")]
    assert amounts(award, "street: text", rows) == [200, 300, 100, 100]


@few
@given(count=st.integers(1, 40), data=st.data())
def test_a_table_of_any_length_gives_each_row_its_own_cell(count: int, data: st.DataObject) -> None:
    worth = data.draw(st.lists(st.integers(0, 10**9), min_size=count, max_size=count))
    cells = ", ".join(f"c{number}: {fen}分" for number, fen in enumerate(worth))
    names = ", ".join(f"c{number}" for number in range(count))
    rows = [{"kind": f"c{number}"} for number in range(count)]
    assert amounts(f"[{{table: {{of: kind, values: {{{cells}}}}}}}]", f"kind: [{names}]", rows) == worth


# ── each value its own steps ───────────────────────────────────────────────────────────────────────

INVESTMENT = """
      - choose:
          column: kind
          cases:
            std: [{share: {of: invest, rate: 5%, when: invest >= 1亿元}}, {cap: 2000万元}]
            key: [{share: {of: invest, rate: 20%, when: invest >= 1亿元}}, {cap: 4000万元}]"""


def test_rate_and_cap_go_by_the_kind_of_investment() -> None:
    given = [(15000000000, "std"), (15000000000, "key"), (30000000000, "key"), (9900000000, "key")]
    rows = [{"invest": invest, "kind": kind} for invest, kind in given]
    due = amounts(INVESTMENT, "invest: 元, kind: [std, key]", rows)
    assert due == [750000000, 3000000000, 4000000000, 0]


def test_a_value_without_a_case_runs_the_rest_or_gets_nothing() -> None:
    rest = "[{choose: {column: kind, cases: {a: {fixed: 3元}}, rest: [{fixed: cost}, {cap: 2元}]}}]"
    rows = [{"kind": "a", "cost": 500}, {"kind": "b", "cost": 500}, {"kind": "b", "cost": 50}]
    assert amounts(rest, "kind: [a, b], cost: 元", rows) == [300, 200, 50]
    some = "[{choose: {column: kind, cases: {a: {fixed: 3元}, b: {fixed: 0}}, when: cost > 1元}}]"
    assert amounts(some, "kind: [a, b], cost: 元", rows) == [300, 0, 0]


def test_what_a_case_settles_counts_only_for_its_rows() -> None:
    half = "{split: {of: cost, payers: [{id: city, rate: 50%}, {id: bank, rest: yes}], pays: city}}"
    award = f"[{{choose: {{column: kind, cases: {{a: {half}}}, rest: {{fixed: 1元}}}}}}]"
    rows = [{"kind": "a", "cost": 300}, {"kind": "b", "cost": 300}]
    assert parts(award, "kind: [a, b], cost: 元", rows) == {"city": [150, 0], "bank": [150, 0]}


# ── the first that pays ────────────────────────────────────────────────────────────────────────────


@few
@given(first=st.integers(0, 2), second=st.integers(0, 2), third=st.integers(0, 2))
def test_the_first_limb_above_nothing_is_paid_and_no_later_one(first: int, second: int, third: int) -> None:
    award = "[{first_of: [{a: {fixed: one}}, {b: {fixed: two}}, {c: {fixed: three}}]}]"
    due = amount(award, "one: 元, two: 元, three: 元", one=first, two=second, three=third)
    assert due == next((each for each in (first, second, third) if each > 0), 0)
