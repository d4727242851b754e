"""What is written of a department's tables: both languages alike, every fault at its place."""

import pytest

from simulator.engine.digest import scenario_digest
from simulator.glossary import CHINESE_KEYS
from simulator.language import parse
from tests.engine.year.disclosing import SMALL
from tests.language.texts import codes, parsed, places, scenario_of, spot, with_line

CHINESE = """\
方案: small
年度: 2024
单位: 元
资金来源: {city: {金额: 1000}}
支出: {basic: {金额: 400}, project: {金额: 600}}
部门预算公开:
  公布单位: 元
  小数位: 0
  尾差: 最大行
  收入构成: [{所用来源: city, 种类: 财政拨款, 所属预算: 政府性基金}]
  支出构成: [{支出: basic, 种类: 基本支出}, {支出: project, 种类: 项目支出}]
  期初余额: 0
  期末余额: 0
  人员: {人数: 5, 编制数: 7, 人均定额: 80, 误差: 1%}
  科目名称: {2060411: 农业技术}
  预算明细:
    金额: {功能科目: 2060101, 部门经济科目: 30101, 政府经济科目: 50101,
           所用来源: city, 支出: basic, 其余: 是}
    农业: {功能科目: 2060411, 部门经济科目: 30217, 政府经济科目: 50201,
           所用来源: city, 支出: project, 金额: 600, 另列于: [公务接待, 政府采购]}
"""


def in_english(text: str) -> str:
    """Return a text with every Chinese key and fixed word in its canonical form, ids left alone."""
    text = text.replace("    金额: {", "    <id>: {")
    for key, chinese in sorted(CHINESE_KEYS.items(), key=lambda pair: -len(pair[1])):
        text = text.replace(chinese, key)
    return text.replace("<id>", "金额")


def test_both_languages_say_the_same():
    chinese, english = scenario_of(CHINESE), scenario_of(in_english(CHINESE))
    assert "disclosure:" in in_english(CHINESE)
    assert [line.id for line in chinese.disclosure.lines] == ["金额", "农业"]
    assert scenario_digest(chinese, {}, 0) == scenario_digest(english, {}, 0)


def test_the_small_budget_has_nothing_wrong():
    assert parsed(SMALL)[1] == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("function: 2060499", "function: 2060498", "S473", "2060498"),
        ("department: 31204", "department: 3120", "S472", "3120"),
        ("department: 31204", "department: 20604", "S473", "20604"),
        ("of_which: procurement", "of_which: training", "S480", "training"),
        (
            "programme: books, of_which: procurement",
            "programme: books, of_which: running_costs",
            "S485",
            "running_costs",
        ),
        ("printed_in: 元", "printed_in: 角", "S205", "角"),
        (
            "source: city, spending: basic, amount: 250",
            "source: town, spending: basic, amount: 250",
            "S204",
            "town",
        ),
        ("spending: basic, rest: yes", "spending: basis, rest: yes", "S204", "basis"),
        ("kind: special_account", "kind: account", "S205", "account"),
        ("of_which: procurement", "of_which: buying", "S205", "buying"),
        ("decimals: 0", "decimals: 3", "S484", "decimals"),
        ("opening: 0", "opening: -1", "S207", "-1"),
    ],
)
def test_a_fault_stands_where_it_is_written(old, new, code, at):
    text = with_line(old, new, SMALL)
    assert f"{spot(text, new, at)} {code}" in places(text)


@pytest.mark.parametrize("new", ["rest: no,", "rest: yes, amount: 5,", "programme: rent, amount: 5,", ""])
def test_a_line_is_exactly_one_of_an_amount_an_award_and_a_rest(new):
    text = with_line("rest: yes,", new, SMALL)
    assert f"{spot(text, '    office:', 'office')} S471" in places(text)


def test_a_government_code_that_does_not_fit_is_a_warning_and_names_what_is_known():
    text = with_line("department: 30218, government: 50204", "department: 30218, government: 50202", SMALL)
    (found,) = parsed(text)[1]
    assert (found.code, found.is_warning) == ("W791", True)
    assert found.fact("expected") == "50202: 30215"
    text = with_line("department: 30218, government: 50204", "department: 302, government: 507", SMALL)
    (found,) = (each for each in parsed(text)[1] if each.code == "W791")
    assert found.fact("expected") == "507: 311, 312"


def test_an_unknown_code_may_be_named_by_the_officer():
    text = with_line("function: 2060499", "function: 2060411", SMALL)
    assert codes(text) == ["S473"]
    assert codes(text + "  codes: {2060411: 农业技术}\n") == []


def test_the_nearest_code_is_one_of_the_same_parent_or_none():
    (found,) = parsed(with_line("function: 2060499", "function: 2060498", SMALL))[1]
    assert found.what("en").endswith("known here (2060499 is like it)")
    assert found.what("zh").endswith("(近似的有 2060499)")
    assert "write codes: {'2060498': its name} under disclosure" in found.tell("en")
    (found,) = parsed(with_line("function: 2060499", "function: 2070499", SMALL))[1]
    assert found.fact("nearest") == ""


def test_lines_of_a_class_are_added_up_only_when_all_are_written_as_amounts():
    rest = with_line("rest: yes,", "amount: 100,", SMALL)
    assert codes(rest) == ["S478"]
    (found,) = parsed(rest)[1]
    sides = [found.fact(side) for side in ("lines", "amount", "more")]
    assert sides == ["0.03705万元", "0.04万元", "0.00295万元"]


def test_a_figure_of_a_table_that_is_not_there_is_refused_with_the_nearest():
    text = SMALL + "expect: [{result: disclosure.functions.206.basics, is: 1}]\n"
    (found,) = parsed(text)[1]
    assert (found.code, found.fact("nearest")) == ("S282", "disclosure.functions.206.basic")
    share = SMALL + "expect: [{result: disclosure.functions.206.basic, is: 5%}]\n"
    assert codes(share) == ["S284"]


def test_an_overlay_changes_a_line_by_its_path():
    change = "{set: disclosure.lines.pay.amount, to: 200, was: 250}"
    overlay = f"scenario: b\nextends: a.yaml\nreason: 试\nchanges: [{change}]\n"
    texts = {"a.yaml": SMALL, "b.yaml": overlay}
    scenario, problems = parse(texts, "b.yaml")
    assert problems == ()
    assert [line.amount for line in scenario.disclosure.lines if line.id == "pay"] == [20_000]


def test_a_budget_without_lines_needs_no_codes():
    text = SMALL[: SMALL.index("  lines:")]
    assert codes(text) == []
