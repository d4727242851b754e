import itertools

import pytest

from simulator.expression import AMOUNTS, CONDITION, ORDERED, ExpressionError, Type, check, parse, require
from simulator.expression.kinds import MEETINGS, PRODUCTS, QUOTIENTS
from simulator.problems import NOWHERE, Place
from tests.expression.examples import INDUSTRIES, SCOPE

COLUMN_OF = {
    "money": "annual_rent",
    "share": "lpr",
    "points": "growth",
    "multiple": "leverage",
    "count": "jobs",
    "number": "score",
    "days": "waited",
    "date": "applied_on",
    "quarter": "due",
    "yes_no": "strategic",
    "text": "firm_id",
    "category": "industry",
}


def kind_of(text: str) -> str | None:
    found, findings = check(parse(text), SCOPE)
    assert not findings, findings
    return found.kind if found else None


def codes_of(text: str) -> list[str]:
    return [finding.code for finding in check(parse(text), SCOPE)[1]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("annual_rent + 5万元", "money"),
        ("annual_rent * 50%", "money"),
        ("50% * annual_rent", "money"),
        ("jobs * 5000元", "money"),
        ("annual_rent / jobs", "money"),
        ("annual_rent / revenue", "multiple"),
        ("annual_rent / revenue - 1", "multiple"),
        ("annual_rent * 2x", "money"),
        ("annual_rent * lpr * days_between(applied_on, 2014-12-31) / 360", "money"),
        ("lpr * 50%", "share"),
        ("lpr * 1.5", "share"),
        ("1 - lpr", "share"),
        ("1 + lpr", "share"),
        ("lpr + 5pp", "share"),
        ("lpr - performance", "share"),
        ("5pp + 3pp", "points"),
        ("growth * 2", "points"),
        ("jobs + 1", "count"),
        ("jobs * 2", "count"),
        ("jobs * 0.5", "number"),
        ("jobs * 10%", "number"),
        ("jobs / 3", "number"),
        ("jobs + score", "number"),
        ("score * 40%", "number"),
        ("17", "count"),
        ("1/2", "number"),
        ("2 * 3 + 1", "count"),
        ("applied_on - 2014-01-01", "days"),
        ("applied_on + 30天", "date"),
        ("applied_on - 30 days", "date"),
        ("waited / 365", "days"),
        ("waited / 30天", "number"),
        ("max(0, annual_rent - 20万元)", "money"),
        ("max(0, 0, annual_rent)", "money"),
        ("min(applied_on, 2014-06-30)", "date"),
        ("abs(annual_rent - revenue)", "money"),
        ("full_steps(annual_rent, 0.5亿元)", "count"),
        ("year(applied_on)", "count"),
        ("month(applied_on)", "count"),
        ("quarter(applied_on)", "quarter"),
        ("-lpr", "share"),
        ("industry", "category"),
        ("firm_id", "text"),
    ],
)
def test_an_amount_has_the_kind_the_trade_expects(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "industry in [新能源, 新材料]",
        "industry not in [新能源, '生物']",
        "industry == 新能源",
        "新能源 = industry",
        "annual_rent > 0",
        "-annual_rent < -5万元",
        "0 <= annual_rent",
        "20万元 <= annual_rent < 50万元",
        "annual_rent / revenue >= 3%",
        "annual_rent / revenue > 0.03",
        "jobs / score >= 5%",
        "performance >= 1/2",
        "lpr - performance >= 5pp",
        "performance > -0.1",
        "annual_rent / revenue - leverage >= 5pp",
        "jobs / score - 1/2 < 5pp",
        "leverage <= 12x",
        "leverage <= 12",
        "jobs >= 3",
        "score >= 60",
        "waited <= 90",
        "waited <= 90天",
        "applied_on <= 2014-06-30",
        "due <= 2014Q3",
        "quarter(applied_on) in [2014Q1, 2014Q2]",
        "strategic",
        "strategic = 是",
        "not blacklisted",
        "renewal = 是",
        "renewal in [是]",
        "grade in [1, 3]",
        "firm_id = F001",
        "firm_id in [F001, 'F 002']",
        "strategic and (blacklisted or score ≥ 60)",
    ],
)
def test_a_condition_is_yes_or_no(text):
    assert kind_of(text) == "yes_no"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("annual_rent > 1000", ["E302"]),
        ("annual_rent + 1000", ["E302"]),
        ("min(annual_rent, 1000)", ["E302"]),
        ("annual_rent in [0, 1000, 5元]", ["E302"]),
        ("annual_rent > 2 * 500", ["E302"]),
        ("annual_rent > -1", ["E302"]),
        ("performance >= 50", ["E303"]),
        ("performance in [50%, 60]", ["E303"]),
        ("score >= 60%", ["E309"]),
        ("performance > score", ["E309"]),
        ("score > 5pp", ["E309"]),
        ("growth > 5", ["E310"]),
        ("annual_rent > 50%", ["E301"]),
        ("annual_rent > jobs", ["E301"]),
        ("annual_rent + lpr", ["E301"]),
        ("annual_rent * revenue", ["E301"]),
        ("1 / annual_rent", ["E301"]),
        ("applied_on > 20140630", ["E301"]),
        ("applied_on + 30", ["E301"]),
        ("applied_on + applied_on", ["E301"]),
        ("applied_on > 2014Q3", ["E301"]),
        ("strategic = 1", ["E301"]),
        ("leverage > jobs", ["E301"]),
        ("annual_rent / 0", ["E311"]),
        ("annual_rent / 0元", ["E311"]),
        ("1 / 0 > score", ["E311"]),
        ("full_steps(annual_rent, 0元)", ["E311"]),
        ("full_steps(annual_rent, 3)", ["E302"]),
        ("full_steps(applied_on, 2014-06-30)", ["E306"]),
        ("industry > 新能源", ["E305"]),
        ("firm_id < 'F'", ["E305"]),
        ("strategic < yes", ["E305"]),
        ("industry = renewal", ["E308"]),
        ("industry = 新能缘", ["E202"]),
        ("industry in [新能缘, 生物, 半导体]", ["E202", "E202"]),
        ("industry = 5", ["E202"]),
        ("firm_id = 007", ["E313"]),
        ("anual_rent > 0元", ["E201"]),
        ("新能源", ["E201"]),
        ("strategic且blacklisted", ["E203"]),
        ("annual_rent and strategic", ["E304"]),
        ("not score", ["E304"]),
        ("year(score)", ["E306"]),
        ("days_between(applied_on, score)", ["E306"]),
        ("abs(applied_on)", ["E306"]),
        ("-strategic", ["E306"]),
        ("min(industry, firm_id)", ["E301"]),
        ("x > 1 and y > 2 or z", ["E201", "E201", "E201"]),
        ("annual_rent > 1000 and industry = 新能缘 and performance > 50", ["E302", "E202", "E303"]),
        ("anual_rent in [1元, 2元, 3元]", ["E201"]),
    ],
)
def test_every_fault_is_told_once_and_in_order(text, codes):
    assert codes_of(text) == codes


def test_a_name_with_no_type_leaves_no_type_and_a_comparison_stays_a_condition():
    assert check(parse("x + 1"), SCOPE)[0] is None
    assert check(parse("x > 1"), SCOPE)[0] == Type("yes_no")


def test_a_column_comes_before_a_category_and_a_clash_is_told():
    scope = {**SCOPE, "新能源": Type("money")}
    assert [each.code for each in check(parse("industry = 新能源"), scope)[1]] == ["E204"]
    assert not check(parse("industry = '新能源'"), scope)[1]
    assert [each.code for each in check(parse("industry = annual_rent"), SCOPE)[1]] == ["E301"]


def test_two_category_columns_compare_only_under_one_list():
    scope = {**SCOPE, "old_industry": Type("category", INDUSTRIES)}
    assert not check(parse("industry = old_industry"), scope)[1]


def test_an_unknown_category_offers_the_nearest_and_lists_the_declared():
    (finding,) = check(parse("industry = 新能缘"), SCOPE)[1]
    assert dict(finding.facts)["nearest"] == "新能源"
    assert dict(finding.facts)["declared"] == ", ".join(INDUSTRIES)


def test_a_finding_stands_at_its_own_column():
    (finding,) = check(parse("annual_rent > 1000"), SCOPE)[1]
    problem = finding.at(Place("a.yaml", 7, 15, 18, " " * 14 + "annual_rent > 1000"))
    assert (problem.place.line, problem.place.column, problem.place.width) == (7, 29, 4)
    assert (finding.error().code, finding.error().offset) == ("E302", 14)


def test_a_place_is_never_narrower_than_a_character_and_nowhere_stays_nowhere():
    empty = ExpressionError("E117", 0, 0)
    assert empty.at(Place("a.yaml", 7, 15)).place.width == 1
    assert empty.at(Place("a.yaml", 7, 15)).place == Place("a.yaml", 7, 15)
    assert ExpressionError("E112", 5, 1).at(NOWHERE).place == NOWHERE


def test_a_result_of_the_wrong_kind_is_one_more_finding():
    assert require(parse("strategic"), SCOPE, CONDITION) == (Type("yes_no"), ())
    assert [each.code for each in require(parse("annual_rent"), SCOPE, CONDITION)[1]] == ["E312"]
    assert [each.code for each in require(parse("strategic"), SCOPE, AMOUNTS)[1]] == ["E312"]
    assert [each.code for each in require(parse("x"), SCOPE, AMOUNTS)[1]] == ["E201"]


# ── laws over all kinds ──

PAIRS = list(itertools.product(COLUMN_OF, repeat=2))


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_addition_multiplication_and_equality_do_not_depend_on_the_side(left, right):
    a, b = COLUMN_OF[left], COLUMN_OF[right]
    for sign in "+*=":
        ours, theirs = (check(parse(text), SCOPE) for text in (f"{a} {sign} {b}", f"{b} {sign} {a}"))
        assert ours[0] == theirs[0]
        assert [each.code for each in ours[1]] == [each.code for each in theirs[1]]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_what_can_be_ordered_can_be_told_equal(left, right):
    a, b = COLUMN_OF[left], COLUMN_OF[right]
    if not codes_of(f"{a} < {b}"):
        assert not codes_of(f"{a} = {b}")
        assert not codes_of(f"{a} in [{b}]")
        assert left in ORDERED


@pytest.mark.parametrize("kind", COLUMN_OF)
def test_a_kind_compares_with_itself_and_subtracts_from_itself_only_as_an_amount(kind):
    name = COLUMN_OF[kind]
    assert not codes_of(f"{name} = {name}")
    assert (not codes_of(f"{name} - {name}")) == (kind in (*AMOUNTS, "date"))


@pytest.mark.parametrize("kind", AMOUNTS)
def test_a_bare_number_scales_every_amount_without_changing_its_kind(kind):
    name = COLUMN_OF[kind]
    assert kind_of(f"{name} * 2") == kind_of(f"2 * {name}") == kind
    assert kind_of(f"{name} / 2") == ("number" if kind == "count" else kind)


@pytest.mark.parametrize("kind", AMOUNTS)
def test_zero_meets_every_amount(kind):
    assert kind_of(f"max(0, {COLUMN_OF[kind]})") == kind


def test_nothing_but_an_amount_is_in_the_tables():
    for table in (PRODUCTS, QUOTIENTS, MEETINGS):
        for pair, kind in table.items():
            assert kind in AMOUNTS
            assert all(each in (*AMOUNTS, "bare") for each in pair)


@pytest.mark.parametrize("table", [PRODUCTS, MEETINGS])
def test_a_table_for_either_order_says_each_pair_once(table):
    assert not [(a, b) for a, b in table if a != b and (b, a) in table]
