"""Figures one by one: what each way of writing measures, which sizes suit it, and how it is written again."""

from fractions import Fraction
from itertools import product

import pytest

from simulator.language.amounts import HIGHER, LOWER, Figure, changed, measured, moved, same, written
from simulator.language.compose import compose
from simulator.model import kinds
from simulator.model.document import Scalar
from simulator.problems import NOWHERE, FindingError


def scalar(text, unit="万元"):
    return Scalar(text, NOWHERE, unit=unit)


def refusal(action, *arguments):
    """Return the code that an action is refused with."""
    with pytest.raises(FindingError) as error:
        action(*arguments)
    return error.value.code


# ── measuring ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "kind", "form", "value", "unit"),
    [
        ("2", kinds.Money(), "money", 2_000_000, "万元"),
        ("2元", kinds.Money(), "money", 200, "元"),
        ("1,200.5万元", kinds.Amount(), "money", 1_200_500_000, "万元"),
        ("３亿元", kinds.Money(), "money", 30_000_000_000, "亿元"),
        ("3百万元", None, "money", 300_000_000, "百万元"),
        ("50%", kinds.RateKind(), "share", Fraction(1, 2), None),
        ("0.5", kinds.RateKind(), "share", Fraction(1, 2), None),
        ("5‰", None, "share", Fraction(1, 200), None),
        ("120%", None, "share", Fraction(6, 5), None),
        ("5pp", kinds.PointsKind(), "points", Fraction(1, 20), None),
        ("5pp", None, "points", Fraction(1, 20), None),
        ("12x", None, "multiple", 12, None),
        ("1,200", kinds.Count(), "count", 1200, None),
        ("0.25", kinds.Number(), "number", Fraction(1, 4), None),
        ("1/3", None, "number", Fraction(1, 3), "万元"),
        ("50", kinds.Literal(), "number", 50, "万元"),
        ("50%", kinds.Literal(), "share", Fraction(1, 2), None),
    ],
)
def test_a_figure_is_what_its_place_and_its_writing_say(text, kind, form, value, unit):
    assert measured(scalar(text), kind) == Figure(form, Fraction(value), unit)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("rent > 0元", kinds.Amount()),
        ("50", kinds.RateKind()),
        ("5%", kinds.PointsKind()),
        ("1.5", kinds.Count()),
        ("2014", kinds.Text()),
        ("2014", kinds.Identifier()),
        ("2014", kinds.Path()),
        ("1", kinds.Choice(("1",))),
        ("1", kinds.Flag()),
        ("1", kinds.Formula("money")),
        ("1", kinds.Reference("figures")),
        ("2014-06-30", None),
        ("2014Q3", None),
        ("yes", None),
        ("随便", None),
        ("", None),
    ],
)
def test_what_is_no_figure_is_refused(text, kind):
    assert refusal(measured, scalar(text), kind)


# ── changing ───────────────────────────────────────────────────────────────────────────────────────

FORMS = {
    "money": Figure("money", Fraction(1000_000), "万元"),
    "share": Figure("share", Fraction(1, 2)),
    "points": Figure("points", Fraction(1, 20)),
    "multiple": Figure("multiple", Fraction(12)),
    "count": Figure("count", Fraction(20)),
    "number": Figure("number", Fraction(8), "元"),
}
SIZES = {
    "share": Figure("share", Fraction(1, 10)),
    "money": Figure("money", Fraction(300), "元"),
    "number": Figure("number", Fraction(3), "元"),
    "points": Figure("points", Fraction(1, 100)),
    "multiple": Figure("multiple", Fraction(1, 2)),
}
# what each form becomes when it is cut by each size; a code where that is refused
CUT = {
    ("money", "share"): 900_000,
    ("money", "money"): 999_700,
    ("money", "number"): 999_700,
    ("money", "points"): "O532",
    ("money", "multiple"): "O532",
    ("share", "share"): "O533",
    ("share", "money"): "O533",
    ("share", "number"): "O533",
    ("share", "points"): Fraction(49, 100),
    ("share", "multiple"): Fraction(1, 4),
    ("points", "share"): "O533",
    ("points", "money"): "O533",
    ("points", "number"): "O533",
    ("points", "points"): Fraction(1, 25),
    ("points", "multiple"): Fraction(1, 40),
    ("multiple", "share"): Fraction(54, 5),
    ("multiple", "money"): "O535",
    ("multiple", "number"): "O535",
    ("multiple", "points"): "O535",
    ("multiple", "multiple"): "O535",
    ("count", "share"): 18,
    ("count", "money"): "O534",
    ("count", "number"): 17,
    ("count", "points"): "O534",
    ("count", "multiple"): "O534",
    ("number", "share"): Fraction(36, 5),
    ("number", "money"): 500,
    ("number", "number"): 5,
    ("number", "points"): Fraction(799, 100),
    ("number", "multiple"): 4,
}


def test_the_table_of_cuts_covers_every_pair():
    assert set(CUT) == set(product(FORMS, SIZES))


@pytest.mark.parametrize(("pair", "result"), CUT.items(), ids=["-by-".join(pair) for pair in CUT])
def test_a_cut_of_each_form_by_each_size(pair, result):
    old, size = FORMS[pair[0]], SIZES[pair[1]]
    if isinstance(result, str):
        assert refusal(changed, old, size, LOWER, "size") == result
    else:
        assert changed(old, size, LOWER, "size").value == result


@pytest.mark.parametrize(("pair", "result"), CUT.items(), ids=["-by-".join(pair) for pair in CUT])
def test_a_raise_mirrors_a_cut_and_a_multiple_goes_its_own_way(pair, result):
    old, size = FORMS[pair[0]], SIZES[pair[1]]
    if isinstance(result, str):
        assert refusal(changed, old, size, HIGHER, "size") == result
    elif pair[1] == "multiple":
        assert refusal(changed, old, size, HIGHER, "size") == "O537"
        twice = Figure("multiple", Fraction(2))
        assert changed(old, twice, HIGHER, "2x").value == old.value * 2
        assert refusal(changed, old, twice, LOWER, "2x") == "O537"
    else:
        start = old.value if pair != ("number", "money") else old.value * 100
        assert changed(old, size, HIGHER, "size").value == 2 * start - result


@pytest.mark.parametrize(
    ("fen", "percent", "left"), [(1, 50, 1), (3, 50, 2), (5, 30, 4), (7, 10, 6), (1, 51, 0)]
)
def test_half_a_fen_goes_up(fen, percent, left):
    size = Figure("share", Fraction(percent, 100))
    assert changed(Figure("money", Fraction(fen), "元"), size, LOWER, "").value == left


def test_a_multiple_of_one_changes_nothing_and_is_refused():
    one = Figure("multiple", Fraction(1))
    assert refusal(changed, FORMS["share"], one, LOWER, "1x") == "O537"
    assert refusal(changed, FORMS["share"], one, HIGHER, "1x") == "O537"


def test_a_bare_size_needs_a_unit_to_be_money_unless_it_is_nothing():
    assert refusal(changed, FORMS["money"], Figure("number", Fraction(3)), LOWER, "3") == "M103"
    nothing = Figure("number", Fraction(0))
    assert changed(FORMS["money"], nothing, LOWER, "0").value == FORMS["money"].value


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_a_negative_size_is_refused_for_every_form(size):
    for old in FORMS.values():
        assert refusal(changed, old, Figure(size.form, -size.value, size.unit), LOWER, "-1") == "O535"


MOVABLE = {
    ("money", "money"),
    ("money", "number"),
    ("share", "share"),
    ("share", "points"),
    ("points", "points"),
    ("count", "number"),
    ("number", "number"),
}


@pytest.mark.parametrize("pair", sorted(product(FORMS, SIZES)), ids="-".join)
def test_only_like_is_moved_and_what_leaves_one_side_reaches_the_other(pair):
    old, part = FORMS[pair[0]], SIZES[pair[1]]
    if pair in MOVABLE:
        left, grown = (moved(old, part, sign, ("a", "1")) for sign in (LOWER, HIGHER))
        assert left.value < old.value < grown.value
        assert left.value + grown.value == 2 * old.value
    else:
        assert refusal(moved, old, part, LOWER, ("a", "1")) == "O541"


# ── writing ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure("money", Fraction(993_780_000), "万元"), "993.78万元"),
        (Figure("money", Fraction(1), "亿元"), "0.0000000001亿元"),
        (Figure("money", Fraction(123_456)), "1,234.56元"),
        (Figure("share", Fraction(1, 8)), "12.5%"),
        (Figure("share", Fraction(1, 3)), "1/3"),
        (Figure("points", Fraction(1, 80)), "1.25pp"),
        (Figure("multiple", Fraction(5, 2)), "2.5x"),
        (Figure("count", Fraction(7)), "7"),
        (Figure("number", Fraction(2, 7)), "2/7"),
    ],
)
def test_a_figure_is_written_exactly(figure, text):
    assert written(figure, None, "a") == text


@pytest.mark.parametrize(
    ("figure", "kind", "code"),
    [
        (Figure("money", Fraction(-1), "元"), kinds.Money(), "O536"),
        (Figure("money", Fraction(9 * 10**16 + 1), "元"), kinds.Money(), "O536"),
        (Figure("share", Fraction(11, 10)), kinds.RateKind(), "O536"),
        (Figure("share", Fraction(-1, 10)), None, "O536"),
        (Figure("count", Fraction(0)), kinds.Count(1), "O536"),
        (Figure("count", Fraction(1, 2)), kinds.Count(), "O538"),
        (Figure("points", Fraction(1, 3)), None, "O539"),
        (Figure("multiple", Fraction(1, 3)), None, "O539"),
        (Figure("number", Fraction(10**30 + 1, 3 * 10**30)), None, "O539"),
    ],
)
def test_a_figure_out_of_range_or_without_exact_text_is_refused(figure, kind, code):
    assert refusal(written, figure, kind, "a.b") == code


def test_signed_money_may_fall_below_zero_and_a_limit_rise_above_all():
    assert written(Figure("money", Fraction(-100), "元"), kinds.Money(signed=True), "a") == "-1元"
    assert written(Figure("share", Fraction(3, 2)), kinds.Literal(), "a") == "150%"
    assert written(Figure("count", Fraction(1)), kinds.Count(1), "a") == "1"
    assert written(Figure("money", Fraction(9 * 10**16), "亿元"), kinds.Money(), "a") == "9,000,000亿元"


# ── comparing ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other", "kind", "alike"),
    [
        ("1", "1.0", None, True),
        ("50%", "0.5", None, True),
        ("50%", "1/2", None, True),
        ("50%", "50pp", None, False),
        ("0.5", "50pp", None, False),
        ("2", "2x", None, False),
        ("2", "2万元", None, True),
        ("2", "2元", None, False),
        ("20000元", "2", None, True),
        ("yes", "是", None, True),
        ("true", "是", None, True),
        ("no", "false", kinds.Flag(), True),
        ("yes", "no", None, False),
        ("pro_rata", "同比例压减", None, True),
        ("a  and b", "a and b", kinds.Formula("yes_no"), True),
        ("a and b", "a or b", kinds.Formula("yes_no"), False),
        ("2014", "2014.0", kinds.Text(), False),
        ("2014-06-30", "2014-06-30", None, True),
        ("2014-06-30", "2014-06-29", None, False),
        ("50", "50", kinds.RateKind(), True),
        ("[a, 50%]", "[a, 1/2]", None, True),
        ("[a, b]", "[b, a]", None, False),
        ("[a]", "[a, b]", None, False),
        ("[a]", "a", None, False),
        ("{a: 1, b: [2]}", "{b: [2.0], a: '1'}", None, True),
        ("{a: 1}", "{a: 2}", None, False),
        ("{a: 1}", "{b: 1}", None, False),
        ("{a: 1}", "{a: 1, b: 1}", None, False),
    ],
)
def test_two_writings_are_the_same_when_they_say_the_same(one, other, kind, alike):
    root, problems = compose(f"unit: 万元\nx: {one}\ny: {other}\n", "a.yaml")
    assert problems == ()
    assert same(root.get("x"), root.get("y"), kind) is alike
    assert same(root.get("y"), root.get("x"), kind) is alike


def test_bare_numbers_of_files_with_other_units_differ_as_money():
    assert not same(scalar("5", "元"), scalar("5", "万元"), kinds.Money())
    assert same(scalar("50000", "元"), scalar("5", "万元"), kinds.Money())
    assert same(scalar("5", None), scalar("5", None), kinds.Money())
    assert not same(scalar("5", None), scalar("5元"), None)
