from contextlib import suppress
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.expression import Type, constant, literal
from simulator.money import exact_money
from simulator.problems import FindingError


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("4.35%", "share", Fraction("0.0435")),
        ("５％", "share", Fraction(1, 20)),
        ("150%", "share", Fraction(3, 2)),
        ("-5%", "share", Fraction(-1, 20)),
        ("3‰", "share", Fraction(3, 1000)),
        ("5pp", "points", Fraction(1, 20)),
        ("5个百分点", "points", Fraction(1, 20)),
        ("42.47亿元", "money", 424_700_000_000),
        ("1,581.1万元", "money", 1_581_100_000),
        ("-1,581.1万元", "money", -1_581_100_000),
        ("12x", "multiple", 12),
        ("10.62倍", "multiple", Fraction("10.62")),
        ("17", "count", 17),
        ("1,200", "count", 1200),
        ("17.5", "number", Fraction(35, 2)),
        ("1/3", "number", Fraction(1, 3)),
        ("30天", "days", 30),
        ("2014-06-30", "date", date(2014, 6, 30).toordinal()),
        ("2014Q3", "quarter", 2014 * 4 + 2),
        ("yes", "yes_no", True),
        ("否", "yes_no", False),
        ("三甲", "text", "三甲"),
        ("  三甲 ", "text", "三甲"),
        ("'3A'", "text", "3A"),
        ("龙岗(一期)·é", "text", "龙岗(一期)·é"),
        ("a-b", "text", "a-b"),
        ("-", "text", "-"),
        ("", "text", ""),
    ],
)
def test_a_literal_says_its_type_by_how_it_is_written(text, kind, value):
    assert literal(text) == (Type(kind), value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1e5", "E107"),
        ("1_000", "E107"),
        ("12 13", "E122"),
        ("5%%", "E118"),
        ("3A级", "E108"),
        ("2014-02-30", "E109"),
        ("2014-06", "E110"),
        ("-2014-06-30", "E122"),
        ("1,58.1万元", "E122"),
        ("1.005元", "M102"),
        ("9" * 60, "E104"),
        ("1/0", "M302"),
        ("x" * 600, "E101"),
        ("三\u202e甲", "E123"),
        ("三\x00甲", "E123"),
    ],
)
def test_a_text_that_looks_like_a_number_is_one_or_is_refused(text, code):
    with pytest.raises(FindingError) as refusal:
        literal(text)
    assert refusal.value.code == code


@given(st.integers(-(10**15), 10**15))
def test_printed_money_reads_back_to_the_fen(fen):
    for unit in ("元", "万元", "亿元"):
        assert literal(exact_money(fen, unit)) == (Type("money"), fen)


@given(st.text(max_size=40))
def test_any_text_is_a_literal_or_a_refusal(text):
    with suppress(FindingError):  # the one way out besides a value
        kind, value = literal(text)
        assert len(constant(kind, value)) == 1
