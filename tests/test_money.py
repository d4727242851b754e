"""Laws of money: reading and printing, shares in three kernels, splits, and tables that add as printed."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import money
from simulator.money import (
    FEN_OF_UNIT,
    LARGEST,
    LARGEST_FEN,
    ROUNDING,
    TAILS,
    as_printed,
    decimal_text,
    exact_money,
    grouped,
    half_up,
    in_unit,
    narrow,
    parse_count,
    parse_growth,
    parse_money,
    parse_multiple,
    parse_number,
    parse_points,
    parse_rate,
    percent,
    plain,
    share,
    split,
    split_column,
    total,
)
from simulator.problems import NOWHERE, FindingError

PARSERS = (parse_number, parse_count, parse_money, parse_rate, parse_points, parse_multiple)
FULL_WIDTH = str.maketrans("0123456789.,%-+/", "０１２３４５６７８９．，％－＋／")
units = st.sampled_from(sorted(FEN_OF_UNIT))
fen = st.integers(-LARGEST_FEN, LARGEST_FEN)
rates = st.fractions(0, 1, max_denominator=10**6) | st.sampled_from(
    [Fraction(1, 2), Fraction(1, LARGEST), Fraction(LARGEST - 1, LARGEST), Fraction(2**62 - 1, 2**62 + 1)]
)
rows = st.lists(
    st.integers(-LARGEST, LARGEST)
    | st.integers(-1000, 1000)
    | st.sampled_from([LARGEST, -LARGEST, LARGEST // 2, 2**53, 2**62]),
    max_size=8,
)


def code_of(parser, text: str, *more: str) -> str:
    with pytest.raises(FindingError) as refusal:
        parser(text, *more)
    return refusal.value.code


# ── reading ──


@given(fen, units)
def test_printed_money_reads_back_to_the_fen(amount, unit):
    printed = exact_money(amount, unit)
    if len(printed) <= 40 and "/" not in printed:
        assert parse_money(printed) == amount
        assert parse_money(printed.translate(FULL_WIDTH)) == amount
        assert parse_money(printed.replace(",", "")) == amount
        assert parse_money(printed.removesuffix(unit), unit) == amount


@given(fen)
def test_every_unit_prints_an_amount_without_loss(amount):
    for unit in ("分", "角", "元", "千元", "万元", "百万元", "亿元"):
        assert parse_money(exact_money(amount, unit)) == amount


@pytest.mark.parametrize(("unit", "size"), FEN_OF_UNIT.items())
def test_one_of_a_unit_is_its_fen(unit, size):
    assert parse_money(f"1{unit}") == parse_money("1", unit) == parse_money(f" 1 {unit} ") == size
    assert parse_money(f"5{unit}", "万元") == 5 * size


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("abc", "元", "M101"),
        ("", "元", "M101"),
        ("万元", None, "M101"),
        ("0.001", "元", "M102"),
        ("1.5分", None, "M102"),
        ("5", None, "M103"),
        ("9e16", "元", "M101"),
        ("90000000000000001", "分", "M104"),
        ("1" * 41, "元", "M104"),
        ("1,58.1", "元", "M105"),
        ("1,2345万元", None, "M105"),
        (",500", "元", "M105"),
        ("5 dollars", "元", "M106"),
        ("5亿", "元", "M106"),
        ("１２元元", None, "M106"),
    ],
)
def test_money_that_cannot_be_read_says_why(text, unit, code):
    assert code_of(parse_money, text, *([unit] if unit else [])) == code


def test_only_zero_needs_no_unit():
    assert parse_money("0") == parse_money("-0.00") == 0


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("50%", "1/2"),
        ("0.5", "1/2"),
        ("1/2", "1/2"),
        ("5‰", "1/200"),
        ("100%", "1"),
        ("0", "0"),
        ("５０％", "1/2"),
    ],
)
def test_a_rate_is_written_in_any_of_its_ways(text, rate):
    assert parse_rate(text) == Fraction(rate)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("50", "M202"),
        ("101%", "M202"),
        ("3/2", "M202"),
        ("1/0", "M203"),
        ("-5%", "M206"),
        ("x", "M201"),
        ("5%%", "M201"),
    ],
)
def test_a_rate_that_is_none_says_why(text, code):
    assert code_of(parse_rate, text) == code


@pytest.mark.parametrize(
    ("text", "growth"),
    [
        ("-2%", "-1/50"),
        ("+2.5%", "1/40"),
        ("140%", "7/5"),
        ("-100%", "-1"),
        ("0.03", "3/100"),
        ("-5‰", "-1/200"),
    ],
)
def test_a_growth_may_fall_and_may_be_more_than_the_whole(text, growth):
    assert parse_growth(text) == Fraction(growth)


@pytest.mark.parametrize(
    ("text", "code"), [("-100.1%", "M207"), ("-2", "M208"), ("3", "M208"), ("1/0", "M203"), ("x", "M201")]
)
def test_a_growth_that_is_none_says_why(text, code):
    assert code_of(parse_growth, text) == code


@pytest.mark.parametrize(
    ("text", "percent_read", "suggestion", "fraction"),
    [("50", "5000", "50", "0.5"), ("12.5", "1250", "12.5", "0.125"), ("150%", "150", "100", "1")],
)
def test_a_rate_over_the_whole_is_told_how_it_was_read_and_how_to_write_it(
    text, percent_read, suggestion, fraction
):
    with pytest.raises(FindingError) as refusal:
        parse_rate(text)
    facts = refusal.value.facts
    assert (facts["percent"], facts["suggestion"], facts["fraction"]) == (percent_read, suggestion, fraction)


BEYOND = "; what pays more than the whole is an expression, such as `fixed: 106% * x`"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("50", "write 50% (or 0.5)"),
        ("106%", f"write 100% (or 1){BEYOND}"),
        ("1060‰", f"write 100% (or 1){BEYOND}"),
    ],
)
def test_only_a_written_percentage_over_the_whole_is_told_of_the_expression_that_pays_it(text, remedy):
    with pytest.raises(FindingError) as refusal:
        parse_rate(text)
    assert refusal.value.at(NOWHERE).help("en") == remedy


@given(st.integers(0, 10**6))
def test_points_and_multiples_are_exact(n):
    digits = decimal_text(n, 2)
    assert parse_points(f"{digits}pp") == parse_points(f"{digits}个百分点") == Fraction(n, 10_000)
    assert parse_multiple(f"{digits}x") == parse_multiple(f"{digits} 倍") == Fraction(n, 100)


@pytest.mark.parametrize(
    ("parser", "code"), [(parse_points, "M204"), (parse_multiple, "M205"), (parse_count, "M301")]
)
@pytest.mark.parametrize("text", ["5", "5%", "pp", "", "x5", "5.5.5"])
def test_a_bare_or_broken_text_is_no_points_multiple_or_count(parser, code, text):
    if text != "5" or parser is not parse_count:
        assert code_of(parser, text) == code


@given(st.integers(-(10**25), 10**25))
def test_a_count_reads_back_with_and_without_separators(n):
    assert parse_count(str(n)) == n
    if len(f"{n:,}") <= 40:
        assert parse_count(f"{n:,}") == parse_number(f"{n:,}") == n


HOSTILE = (
    *("1e5", "1E400", "1e10000000", "NaN", "nan", "inf", "-Infinity", "1_0", "0x10", "١٢", "१२", "1²", "½"),
    *(
        "一百",
        "1.2.3",
        ".5",
        "5.",
        "--5",
        "+-5",
        "5-",
        "1 000",
        "1\u00a0000",
        "1\u200b0",
        "\u202e5",
        "1,,000",
    ),
    *("1,00", "0,5", "1'000", "5%5", "$5", "1" * 41, "9" * 100_000, "1/" + "3" * 50),
)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_a_hostile_number_is_refused(parser, text):
    more = ("元",) if parser is parse_money else ()
    assert code_of(parser, text, *more)[0] == "M"


# ── rounding and shares ──


@given(st.fractions())
def test_every_mode_rounds_to_a_neighbour_and_ties_by_its_rule(value):
    for mode in ROUNDING.values():
        assert abs(mode(value) - value) < 1
    assert ROUNDING["down"](value) <= value <= ROUNDING["up"](value)
    assert -Fraction(1, 2) < half_up(value) - value <= Fraction(1, 2)


@given(rows, rates)
def test_a_share_is_half_up_of_the_exact_product_in_every_kernel(amounts, rate):
    expected = [half_up(each * rate) for each in amounts]
    assert share(narrow(amounts), rate).tolist() == expected


@given(rows, rates)
def test_the_split_kernel_agrees_wherever_it_is_allowed(amounts, rate):
    column = narrow(amounts)
    p, q = rate.numerator, rate.denominator
    if money._split_fits(money.bound_of(column), p, q):
        assert money._split_share(column, p, q).tolist() == [half_up(each * rate) for each in amounts]


@pytest.mark.parametrize(
    "bound", [0, 1, LARGEST // 200 - 1, LARGEST // 200, LARGEST // 200 + 1, LARGEST - 1, LARGEST]
)
@pytest.mark.parametrize(
    "rate", [Fraction(99, 100), Fraction(1, 100), Fraction(1), Fraction(0), Fraction(1, 2**62 + 1)]
)
def test_a_share_is_exact_on_both_sides_of_each_bound(bound, rate):
    amounts = [bound, -bound, bound // 2, -(bound // 3)]
    assert share(narrow(amounts), rate).tolist() == [half_up(each * rate) for each in amounts]


def test_a_share_of_no_rows_has_no_rows_at_any_rate():
    for rate in (
        Fraction(1, 2),
        Fraction(LARGEST, LARGEST - 1),
        Fraction(10**30, 10**30 + 1),
        Fraction(10**30),
    ):
        assert share(narrow([]), rate).tolist() == []
        assert share(narrow([0]), rate).tolist() == [0]


def test_a_share_that_does_not_fit_is_refused():
    with pytest.raises(FindingError, match="64-bit"):
        share(narrow([LARGEST]), Fraction(2))


@given(rows)
def test_a_total_is_the_sum_of_python_ints(amounts):
    assert total(narrow(amounts)) == sum(amounts)


@given(st.lists(st.integers(-(2**65), 2**65)))
def test_narrowing_keeps_or_refuses(values):
    if all(abs(each) <= LARGEST for each in values):
        assert narrow(values).tolist() == values
    else:
        with pytest.raises(FindingError, match="64-bit"):
            narrow(values)


# ── splitting ──

weights = st.lists(
    st.integers(0, 10) | st.integers(0, 10**6) | st.integers(0, 2**62), min_size=1, max_size=12
)
totals = st.integers(0, 100) | st.integers(0, LARGEST_FEN)


@given(totals, weights)
def test_a_split_loses_no_fen_and_strays_less_than_one(amount, parts_by):
    if sum(parts_by) == 0:
        return
    parts = split(amount, parts_by)
    assert sum(parts) == amount
    for part, weight in zip(parts, parts_by, strict=True):
        assert abs(part - Fraction(amount * weight, sum(parts_by))) < 1


@given(totals, weights)
def test_the_odd_fen_go_to_the_largest_remainders_and_ties_to_the_earlier(amount, parts_by):
    whole = sum(parts_by)
    if whole == 0:
        return
    parts = split(amount, parts_by)
    floors = [amount * weight // whole for weight in parts_by]
    ranked = sorted(range(len(parts_by)), key=lambda i: (-(amount * parts_by[i] % whole), i))
    raised = ranked[: amount - sum(floors)]
    assert list(parts) == [floor + (i in raised) for i, floor in enumerate(floors)]


@given(
    st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=10), st.integers(2**40, 2**43)
)
def test_the_form_that_cannot_overflow_splits_as_the_plain_one(amount, parts_by, scale):
    if sum(parts_by):
        scaled = [each * scale for each in parts_by]
        assert split(amount, scaled) == split(amount, parts_by)


@given(st.integers(1, 10**6), st.integers(1, 50))
def test_equal_weights_favour_the_earlier(amount, count):
    parts = split(amount, [1] * count)
    assert parts == tuple(sorted(parts, reverse=True))
    assert max(parts) - min(parts) <= 1


@given(st.integers(-1000, 1000), st.lists(st.integers(0, 20), min_size=1, max_size=8))
def test_money_taken_back_is_split_to_the_fen_too(amount, parts_by):
    if sum(parts_by):
        parts = split(amount, parts_by)
        assert sum(parts) == amount
        assert all(
            abs(p - Fraction(amount * w, sum(parts_by))) < 1 for p, w in zip(parts, parts_by, strict=True)
        )


def test_a_split_refuses_what_has_no_answer():
    with pytest.raises(ValueError, match="negative"):
        split(5, [1, -1])
    with pytest.raises(ValueError, match="no weight"):
        split(5, [0, 0])
    with pytest.raises(ValueError, match="no weight"):
        split(5, [])
    assert split(0, [0, 0]) == (0, 0)
    assert split_column(0, narrow([])).tolist() == []


# ── printing ──

lines = st.lists(st.integers(-(10**13), 10**13) | st.integers(-99, 99).map(lambda n: n * 50), max_size=40)


@pytest.mark.parametrize("tail", TAILS)
@given(lines, st.sampled_from([("元", 2), ("元", 0), ("万元", 2), ("万元", 0), ("亿元", 4)]))
def test_a_table_adds_as_printed(tail, amounts, form):
    unit, places = form
    quantum = Fraction(FEN_OF_UNIT[unit], 10**places)
    printed = as_printed(amounts, unit, places, tail)
    assert len(printed) == len(amounts)
    assert sum(printed) == half_up(sum(amounts) / quantum)


@given(lines)
def test_a_spread_tail_keeps_each_line_within_one_quantum(amounts):
    for line, shown in zip(amounts, as_printed(amounts), strict=True):
        assert abs(shown * 10_000 - line) < 10_000


@given(lines)
def test_a_tail_on_the_largest_line_leaves_the_others_half_up(amounts):
    printed = as_printed(amounts, tail="largest_line")
    moved = [
        i
        for i, (line, shown) in enumerate(zip(amounts, printed, strict=True))
        if shown != half_up(Fraction(line, 10_000))
    ]
    assert moved in ([], [max(range(len(amounts)), key=lambda i: (amounts[i], -i), default=0)])


@given(st.lists(st.integers(-(10**9), 10**9).map(lambda n: n * 10_000), max_size=20))
def test_lines_in_whole_quanta_are_printed_as_they_are(amounts):
    for tail in TAILS:
        assert as_printed(amounts, tail=tail) == tuple(each // 10_000 for each in amounts)


def test_a_table_refuses_decimals_finer_than_a_fen_and_unknown_tails():
    with pytest.raises(ValueError, match="finer"):
        as_printed([1], "元", 3)
    with pytest.raises(ValueError, match="tail"):
        as_printed([1], tail="last_line")


@given(fen, st.sampled_from([("元", 2), ("万元", 2), ("亿元", 3), ("万元", 0)]))
def test_one_amount_is_printed_half_up_at_its_decimals(amount, form):
    unit, places = form
    shown = in_unit(amount, unit, places)
    quantum = Fraction(FEN_OF_UNIT[unit], 10**places)
    assert Fraction(shown.replace(",", "")) * 10**places == half_up(amount / quantum)
    assert len(shown.partition(".")[2]) == places


@given(st.integers(-(10**20), 10**20), st.integers(0, 12))
def test_a_decimal_text_is_the_number_it_prints(scaled, places):
    assert Fraction(decimal_text(scaled, places)) == Fraction(scaled, 10**places)
    assert Fraction(grouped(decimal_text(scaled, places)).replace(",", "")) == Fraction(scaled, 10**places)


@given(st.fractions())
def test_a_plain_number_is_exact_in_decimals_or_as_a_ratio(number):
    assert Fraction(plain(number)) == number


@given(st.fractions(-10, 10), st.integers(0, 4))
def test_a_percentage_strays_at_most_half_its_last_place(value, places):
    shown = percent(value, places)
    assert shown.endswith("%")
    assert abs(Fraction(shown[:-1]) / 100 - value) <= Fraction(1, 2) / (100 * 10**places)
    assert np.sign(float(Fraction(shown[:-1]))) in (0, np.sign(float(value)))
