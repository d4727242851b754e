from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.expression import names, parse
from simulator.expression.grammar import POWER
from simulator.expression.tokens import SAME_OPERATOR, UNITS
from simulator.expression.tree import Constant, Name, Node, children

FULL_WIDTH = str.maketrans(
    "0123456789.,%+-*/=><()[] ", "０１２３４５６７８９．，％＋－＊／＝＞＜（）［］\u3000"
)


def shape(node: Node) -> object:
    """Return a tree without its places, as nested tuples."""
    if isinstance(node, Constant | Name):
        return node.value if isinstance(node, Constant) else node.text
    said = [getattr(node, each, None) for each in ("operator", "operators", "function", "negated")]
    operator = next((each for each in said if each is not None), None)
    return (operator, *map(shape, children(node)))


def shape_of(text: str) -> object:
    return shape(parse(text).tree)


def test_an_expression_is_a_value_with_its_text():
    assert parse("a > 0") == parse("a > 0")
    assert hash(parse("a > 0")) == hash(parse("a > 0"))
    assert parse("a > 0").text == "a > 0"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a or b and c", "a or (b and c)"),
        ("not a and b", "(not a) and b"),
        ("not a = b", "not (a = b)"),
        ("a + b > c - d", "(a + b) > (c - d)"),
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("a / b / c", "(a / b) / c"),
        ("-a * b", "(-a) * b"),
        ("a * -b", "a * (-b)"),
        ("a = b and c ≠ d or e", "((a = b) and (c ≠ d)) or e"),
        ("not a in [b]", "not (a in [b])"),
        ("a + b in [c]", "(a + b) in [c]"),
        ("min(a + b, c) * d", "(min((a + b), c)) * d"),
    ],
)
def test_binding_is_as_the_table_says(written, meant):
    assert shape_of(written) == shape_of(meant)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("甲 且 乙 或 非 丙", "甲 and 乙 or not 丙"),
        ("行业 属于 [新能源、生物]", "行业 in [新能源, 生物]"),
        ("行业 不属于 [新能源]", "行业 not in [新能源]"),
        ("最大值(甲, 0)", "max(甲, 0)"),
        ("甲 × 2 ÷ 3 − 1", "甲 * 2 / 3 - 1"),
        ("战略性 = 是", "战略性 = yes"),
        ("甲 = “新能源”", '甲 = "新能源"'),
        ("日期 > 2014年6月30日", "日期 > 2014-06-30"),
    ],
)
def test_chinese_words_and_signs_say_the_same(chinese, english):
    assert shape_of(chinese) == shape_of(english)


@pytest.mark.parametrize(
    "text", ["annual_rent >= 500.5万元", "industry in [新能源, 生物]", "(a + b) * 5% = 1/2"]
)
def test_full_width_forms_say_the_same_at_the_same_places(text):
    wide = text.translate(FULL_WIDTH).replace("＞＝", ">=")
    assert parse(wide).tree == parse(text).tree


@pytest.mark.parametrize("sign", sorted(SAME_OPERATOR))
def test_a_comparison_sign_in_ascii_is_the_printed_one(sign):
    assert shape_of(f"a {sign} b") == shape_of(f"a {SAME_OPERATOR[sign]} b")


@pytest.mark.parametrize("unit", sorted(UNITS))
@given(whole=st.integers(0, 10**6), cents=st.integers(0, 99))
def test_a_literal_is_its_number_times_its_unit_to_the_last_digit(unit, whole, cents):
    digits = f"{whole}.{cents:02d}" if unit not in ("分", "角") else str(whole)
    constant = parse(digits + unit).tree
    assert isinstance(constant, Constant)
    assert (constant.kind, constant.value) == (UNITS[unit][0], Fraction(digits) * UNITS[unit][1])


@given(st.dates())
def test_a_date_is_its_ordinal_day_with_or_without_leading_zeros(day):
    for text in (day.isoformat(), f"{day.year:04d}-{day.month}-{day.day}"):
        constant = parse(text).tree
        assert isinstance(constant, Constant)
        assert (constant.kind, constant.value) == ("date", day.toordinal())


@given(year=st.integers(1000, 9999), quarter=st.integers(1, 4))
def test_a_quarter_counts_four_a_year(year, quarter):
    constant = parse(f"{year}Q{quarter}").tree
    assert isinstance(constant, Constant)
    assert (constant.kind, constant.value) == ("quarter", year * 4 + quarter - 1)


def test_a_multiple_stands_close_to_its_x_and_a_name_may_be_x():
    assert parse("2x").tree == Constant(0, 2, "multiple", Fraction(2), "2x")
    assert shape_of("2 * x") == ("*", 2, "x")


def test_a_year_minus_a_number_takes_spaces():
    assert shape_of("2014 - 11") == ("-", 2014, 11)


def test_names_come_in_order_of_appearance_and_once():
    assert names(parse("b > a and a in [c, b] or max(d, a) > 0")) == ("b", "a", "c", "d")


def places(node: Node) -> list[Node]:
    return [node, *(deeper for child in children(node) for deeper in places(child))]


@pytest.mark.parametrize(
    "text",
    [
        "a + b * -c > 500 万元 且 d 属于 [新能源, “生物”]",
        "20万元 <= cost < 50万元",
        "not (a or b) and min(c, 2x) ≥ 5pp",
    ],
)
def test_the_text_where_a_node_stands_says_that_node(text):
    for node in places(parse(text).tree):
        written = text[node.offset : node.offset + node.width]
        assert written.strip() == written
        assert shape_of(written) == shape(node)


@given(st.recursive(st.sampled_from("abcd"), lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner)))
def test_parentheses_are_only_needed_against_the_binding(tree):
    if needs_parentheses(tree) <= 20 and len(bracketed(tree)) <= 500:
        assert shape_of(bracketed(tree)) == nested(tree)


def bracketed(tree) -> str:
    if isinstance(tree, str):
        return tree
    left, operator, right = tree
    return f"({bracketed(left)}) {operator} ({bracketed(right)})"


def needs_parentheses(tree) -> int:
    return 0 if isinstance(tree, str) else 1 + max(needs_parentheses(tree[0]), needs_parentheses(tree[2]))


def nested(tree) -> object:
    return tree if isinstance(tree, str) else (tree[1], nested(tree[0]), nested(tree[2]))


def test_every_infix_sign_has_a_power():
    assert set(POWER) >= {"and", "or", "in", "not in", "=", "≠", "<", "≤", ">", "≥", "+", "-", "*", "/"}
