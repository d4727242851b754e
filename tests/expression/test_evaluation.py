import datetime as dt
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.exact import Exact
from simulator.expression import Column, Type, constant, evaluate, parse
from simulator.problems import FindingError
from tests.expression.examples import COLUMNS, SCOPE


def value(text: str, rows: int = 3) -> list[object]:
    data = evaluate(parse(text), COLUMNS, rows).data
    return list(data.fractions()) if isinstance(data, Exact) else data.tolist()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("annual_rent > 0元", [False, True, True]),
        ("annual_rent * 50%", [0, 25_000_00, 250_000_00]),
        ("annual_rent * lpr", [0, 2_175_00, 21_750_00]),
        ("max(0, annual_rent - 20万元)", [0, 0, 300_000_00]),
        ("20元 <= annual_rent < 50万元", [False, True, False]),
        ("performance >= 75%", [False, True, True]),
        ("performance + 5pp", [Fraction(11, 20), Fraction(4, 5), Fraction(21, 20)]),
        ("score >= 60", [False, True, True]),
        ("score + jobs", [Fraction(119, 2), 72, Fraction(181, 2)]),
        ("strategic and not blacklisted", [True, False, False]),
        ("strategic or blacklisted", [True, False, True]),
        ("strategic = 否", [False, True, False]),
        ("industry in [新能源, 生物]", [True, False, True]),
        ("industry not in [新能源, 生物]", [False, True, False]),
        ("industry ≠ 其他", [True, False, True]),
        ("renewal = 是", [True, False, False]),
        ("grade in [1, 3]", [True, True, False]),
        ("firm_id in [F001, '007']", [True, False, True]),
        ("'F002' = firm_id", [False, True, False]),
        ("applied_on <= 2014-06-30", [True, True, False]),
        ("applied_on + 1天 > 2014-12-31", [False, False, True]),
        ("days_between(applied_on, 2014-07-01)", [1, 853, -183]),
        ("applied_on - 2014-06-29", [1, -851, 185]),
        ("year(applied_on)", [2014, 2012, 2014]),
        ("month(applied_on)", [6, 2, 12]),
        ("quarter(applied_on) = 2014Q2", [True, False, False]),
        ("due > 2014Q1", [False, True, True]),
        ("full_steps(annual_rent, 20万元)", [0, 0, 2]),
        ("full_steps(-annual_rent, 20万元)", [0, -1, -3]),
        ("abs(-annual_rent)", [0, 50_000_00, 500_000_00]),
        ("min(annual_rent, 10万元, revenue)", [0, 50_000_00, 0]),
        ("1/2", [Fraction(1, 2)] * 3),
        ("yes", [True] * 3),
        ("2014-06-30 > 2014-06-29", [True] * 3),
        ("industry", [0, 4, 2]),
    ],
)
def test_an_officer_can_check_each_row_by_hand(text, rows):
    assert value(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "revenue > 0元 and annual_rent / revenue >= 50%",
        "not (revenue = 0元 or annual_rent / revenue < 50%)",
        "revenue > 0元 and (jobs > 0 and annual_rent / revenue / jobs > 0)",
        "revenue > 0元 and full_steps(annual_rent, revenue) ≥ 0",
    ],
)
def test_a_guard_on_the_left_spares_the_rows_it_rules_out(text):
    assert value(text) == [False, True, False]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("annual_rent / revenue >= 50% and revenue > 0元", 0),
        ("jobs > 0 and annual_rent / revenue >= 50%", 2),
        ("jobs = 12 or annual_rent / revenue >= 50%", 0),
        ("jobs = 0 or jobs > 12 and annual_rent / revenue >= 1", 2),
        ("full_steps(annual_rent, revenue) > 0", 0),
    ],
)
def test_a_division_by_zero_names_the_first_row_that_meets_it(text, row):
    with pytest.raises(FindingError) as refusal:
        value(text)
    assert (refusal.value.code, refusal.value.facts["row"]) == ("E401", row)


def test_no_rows_are_no_rows_even_where_a_row_would_fail():
    empty = {"a": Column(Type("money"), Exact.of([])), "b": constant(Type("money"), 0)}
    for text in ("a / b", "a / a > 1", "5%", "b / b = 1 and yes", "a > 0元 or a / b > 2"):
        assert len(evaluate(parse(text), empty, 0)) == 0


def test_a_column_of_another_length_is_refused():
    with pytest.raises(ValueError, match="annual_rent"):
        evaluate(parse("annual_rent"), COLUMNS, 4)


def test_an_expression_with_a_fault_is_never_evaluated():
    with pytest.raises(FindingError) as refusal:
        value("annual_rent > 1000")
    assert refusal.value.code == "E302"


@pytest.mark.parametrize("far", [9999999, 10**25])
@pytest.mark.parametrize("sign", "+-")
def test_a_day_outside_the_calendar_is_told_of(far, sign):
    with pytest.raises(FindingError) as refusal:
        value(f"year(applied_on {sign} {far}天) > 1")
    assert refusal.value.code == "E402"


def test_the_calendar_runs_from_its_first_day_to_its_last_on_every_row():
    ends = [dt.date.min.toordinal(), dt.date.max.toordinal()]

    def years(*ordinals: int) -> list[int]:
        column = Column(Type("date"), Exact.of(ordinals))
        data = evaluate(parse("year(d)"), {"d": column}, len(ordinals)).data
        assert isinstance(data, Exact)
        return data.round().tolist()

    assert years(*ends) == [1, 9999]
    for outside in (ends[0] - 1, ends[1] + 1):
        with pytest.raises(FindingError, match="9999"):
            years(ends[0], outside, ends[1])


def test_a_constant_of_any_kind_stands_for_every_row():
    kinds = [
        (Type("money"), 5),
        (Type("share"), Fraction(1, 3)),
        (Type("yes_no"), True),
        (Type("text"), "甲"),
        (SCOPE["industry"], 2),
    ]
    for kind, single in kinds:
        column = evaluate(parse("a"), {"a": constant(kind, single)}, 4)
        assert column.type == kind
        assert len(column) == 4


def test_the_columns_given_are_not_changed():
    flags = np.array([True, False, True])
    rent = np.array([1, 2, 3])
    given_columns = {
        "a": Column(Type("yes_no"), flags),
        "b": Column(Type("money"), Exact(rent)),
        "c": Column(Type("money"), Exact(np.array([1, 0, 2]))),
    }
    for array in (flags, rent):
        array.flags.writeable = False
    result = evaluate(parse("a and b / c > 1 or b > 2元 or a"), given_columns, 3)
    assert result.data.tolist() == [True, False, True]


@given(st.lists(st.dates(), min_size=1, max_size=20), st.integers(-400, 400))
def test_the_calendar_is_the_one_on_the_wall(given_dates, shift):
    columns = {"d": Column(Type("date"), Exact.of([each.toordinal() for each in given_dates]))}
    rows = len(given_dates)

    def of(text: str) -> list[int]:
        data = evaluate(parse(text), columns, rows).data
        assert isinstance(data, Exact)
        return data.round().tolist()

    assert of("year(d)") == [each.year for each in given_dates]
    assert of("month(d)") == [each.month for each in given_dates]
    assert of("quarter(d)") == [each.year * 4 + (each.month - 1) // 3 for each in given_dates]
    shown = f"d + {shift}天" if shift >= 0 else f"d - {-shift}天"
    assert of(shown) == [each.toordinal() + shift for each in given_dates]
    assert of("days_between(d, 2014-06-30)") == [(dt.date(2014, 6, 30) - each).days for each in given_dates]
