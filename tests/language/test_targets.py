"""What may be said of targets, and faults that need a closer look.

Each code at its place is in the error gallery (test_meaning_gallery).
"""

from datetime import date
from fractions import Fraction

import pytest

from simulator.model.moments import Moment
from simulator.model.targets import Target
from tests.language.texts import codes, parsed, places, scenario_of

OPENING = "scenario: a\nyear: 2014\nmoney: none\n"
WITH_MONEY = """\
scenario: a
year: 2014
unit: 万元
sources: {city: {amount: 100}}
spending: {project: {amount: 100, when_short: pro_rata}}
figures: {firms: {is: 40}, spent: {is: 30亿元}, met: {is: 82%}}
populations: {list: {file: f.csv, id: firm_id, columns: {rent: 元, jobs: count}}}
programmes: {rent: {spending: project, applicants: list, award: [{fixed: rent}], when_short: pro_rata}}
"""


def said(*targets: str, opening: str = OPENING, then: str = "") -> str:
    """Return a scenario with these targets."""
    return opening + "targets:\n" + "".join(f"  {each}\n" for each in targets) + then


def target(text: str, opening: str = OPENING) -> Target:
    """Return the one target written, which has no fault."""
    (found,) = scenario_of(said(f"a: {{{text}}}", opening=opening)).targets
    return found


# ── what may be said ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "at_least: 480, strength: should",
        "more_than: 5000, unit: 件",
        "is: 10, due: 2014Q4",
        "between: [2, 3], due: Q3",
        "about: 200, within: 10, quote: 入驻企业200家左右",
        "about: 70, within: 3.5, unit: 万平方米, quote: 近70万平方米",
        "at_least: 85%",
        "more_than: 33%",
        "at_least: 47%, strength: should",
        "about: 30x, within: 2x",
        "about: 80%, within: 2pp",
        "at_most: 3, rank: yes",
        "is: 1, rank: yes",
        "more_than: 590亿元, quote: 引导全社会研发投入超过590亿元",
        "at_least: 108亿元, document: 2017年工作要点",
        "more_than: 1000, baseline: 955, due: 2014-11",
        "text: 对专项资金实行专款专用",
        "at_least: 50, each_costs: 300万元",
        "is: 10.7%, quote: 研发投入占GDP的比重达到10.7%",
    ],
)
def test_every_kind_of_target_can_be_said(text):
    assert codes(said(f"a: {{{text}}}")) == []


@pytest.mark.parametrize(
    "text",
    [
        "at_least: 30, counts: {count: {programme: rent}}",
        "at_least: 30, counts: {beneficiaries: {}}",
        "at_least: 30万元, counts: {award: {programme: rent, where: jobs > 3}}",
        "at_least: 30, counts: {award: {programme: rent}}",
        "at_least: 30%, counts: {award: {programme: rent}}, bottom: {budget: {spending: project}}",
        "at_least: 30, counts: {sum: {programme: rent, of: jobs}}",
        "at_least: 30, counts: {figure: {figure: firms}}",
        "more_than: 20亿元, of: spent",
        "at_least: 80%, of: met",
        "at_least: 50, of: firms * 2",
    ],
)
def test_every_answer_can_be_said(text):
    assert codes(said(f"a: {{{text}}}", opening=WITH_MONEY)) == []


def test_actuals_are_read_with_their_day():
    found = scenario_of(said("a: {at_least: 8}", then="actuals: {as_of: 2014-06-30, reached: {a: 5}}\n"))
    assert found.actuals.as_of == date(2014, 6, 30)
    assert [(name, each.value) for name, each in found.actuals.reached] == [("a", 5)]


def test_when_it_is_due_may_be_a_quarter_a_month_or_a_day():
    assert target("is: 1, due: Q3").due == Moment(3)
    assert target("is: 1, due: 2014-11").due == Moment(4, 2014, 11)
    assert target("is: 1, due: 2015Q1").due == Moment(1, 2015)


def test_chinese_keys_say_the_same():
    text = """\
方案: a
年度: 2014
资金: 无
指标:
  总数: {不低于: 1000, 基期数: 955, 每个成本: 3万元, 加上: {所指指标: 新增}, 完成时限: 四季度}
  新增: {不低于: 46, 从属于: 总数}
  名次: {不超过: 3, 排名: 是}
实际情况: {基准日: 2014-06-30, 实际数: {新增: 20}}
"""
    found, problems = parsed(text)
    assert [each.code for each in problems] == []
    total, new, rank = found.targets
    assert (total.baseline.value, total.each_costs, total.adds.target) == (955, 3_000_000, "新增")
    assert (total.due, new.part_of, rank.rank) == (Moment(4), "总数", True)
    assert found.actuals.reached[0][0] == "新增"


def test_a_part_and_the_total_that_adds_it_are_no_circle():
    assert codes(said("a: {at_least: 8, part_of: b}", "b: {at_least: 20, adds: {target: a}}")) == []


# ── faults ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("title: 新增孵化器", "S441"),
        ("at_least: 8, text: 八家", "S441"),
        ("is: 8, between: [7, 9]", "S441"),
        ("about: 200", "S274"),
        ("at_least: 200, within: 5", "S274"),
        ("between: [3, 2]", "S276"),
        ("between: [3]", "S276"),
        ("text: 专款专用, at_least: 3%", "S441"),
        ("text: 专款专用, baseline: 3", "S450"),
        ("at_least: 8, baseline: 5%", "M302"),
        ("between: [2, 3%]", "M302"),
        ("at_least: 5%, each_costs: 3万元", "S443"),
        ("at_least: 5亿元, each_costs: 3万元", "S443"),
        ("at_most: 3, rank: yes, baseline: 5", "S443"),
        ("at_most: 2.5, rank: yes", "S447"),
        ("at_most: 0, rank: yes", "S447"),
        ("between: [1, 3], rank: yes", "S447"),
        ("at_least: 50%, adds: {target: b}", "S443"),
        ("at_least: 5, part_of: a", "S444"),
        ("at_least: 5, adds: {target: a}", "S444"),
        ("at_least: 5, part_of: c", "S440"),
        ("at_least: 5, part_of: d", "S440"),
        ("at_least: 5, part_of: nobody", "S204"),
        ("more_than: 1000, baseline: 955, unit: 家, of: 3, adds: {target: b}", "S446"),
        ("at_least: 5, of: nothing", "E201"),
        ("at_least: 5, due: soon", "S401"),
    ],
)
def test_what_is_wrong_is_told_once(text, code):
    found = codes(said(f"a: {{{text}}}", "b: {at_least: 3}", "c: {at_least: 3%}", "d: {text: 专款专用}"))
    assert found == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("at_least: 80%, of: spent", "E3"),
        ("more_than: 20, of: spent", "E3"),
        ("more_than: 20亿元, of: firms", "E3"),
        ("at_least: 5%, counts: {count: {}}", "M302"),
        ("at_least: 5亿元, counts: {figure: {figure: firms}}", "S357"),
        ("at_least: 5, counts: {figure: {figure: spent}}", "S357"),
        ("at_least: 5亿元, counts: {sum: {programme: rent, of: jobs}}", "S357"),
        ("at_least: 5%, counts: {count: {}}, bottom: {budget: {}}", "S275"),
        ("at_least: 5, counts: {count: {tag: nobody}}", "S277"),
        ("at_least: 5, counts: {count: {programme: rent, where: jobs > 3元}}", "E3"),
        ("at_least: 5, counts: {sum: {programme: rent}}", "S353"),
        ("at_least: 5, counts: {count: {programme: rent, spending: project}}", "S278"),
        ("at_least: 5, counts: {count: {}}, of: firms", "S446"),
    ],
)
def test_what_answers_a_target_is_checked_like_a_limit(text, code):
    found = codes(said(f"a: {{{text}}}", opening=WITH_MONEY))
    assert len(found) == 1
    assert found[0].startswith(code)


@pytest.mark.parametrize(
    ("actuals", "found"),
    [
        ("{reached: {a: 5%}}", ["M302"]),
        ("{reached: {ratio: 3亿元}}", ["M201"]),
        ("{reached: {earmark: 3}}", ["S450"]),
        ("{reached: {as: 3}}", ["S445"]),
        ("{as_of: 2015-01-31, reached: {a: 3}}", ["W771"]),
        ("{as_of: 2014-12-31, reached: {a: 3}}", []),
    ],
)
def test_an_actual_is_of_a_target_and_of_its_kind(actuals, found):
    text = said(
        "a: {at_least: 5}", "ratio: {at_least: 5%}", "earmark: {text: 专款专用}", then=f"actuals: {actuals}\n"
    )
    assert codes(text) == found


def test_a_circle_is_told_once_where_it_begins():
    text = said(
        "x: {is: 1, part_of: a}", "a: {is: 1, part_of: b}", "b: {is: 2, part_of: c}", "c: {is: 3, part_of: a}"
    )
    found = parsed(text)[1]
    assert [dict(each.facts)["circle"] for each in found] == ["a → b → c → a"]


@pytest.mark.parametrize(
    ("bound", "quote", "found"),
    [
        ("more_than: 5000", "全年专利申请量超5000件", []),
        ("at_least: 5000", "全年专利申请量超5000件", ["W705"]),
        ("at_least: 1000", "创新载体总数超过1000家", ["W705"]),
        ("more_than: 200", "企业承担各级各类科技项目200项以上", ["W705"]),
        ("at_least: 200", "入驻企业200家左右", ["W704"]),
        ("at_least: 200, strength: should", "入驻企业200家左右", []),
        ("at_most: 200", "不超过200家", []),
    ],
)
def test_quoted_words_are_held_against_the_bound(bound, quote, found):
    assert codes(said(f"a: {{{bound}, quote: {quote}}}")) == found


@pytest.mark.parametrize("section", ["programmes: {rent: {money: none}}", "figures: {firms: {is: 3}}", ""])
def test_without_money_a_scenario_may_still_say_what_costs_nothing(section):
    assert codes(said("a: {at_least: 3}", then=f"{section}\n")) == []


def test_each_money_beside_no_money_is_named_once():
    text = said("a: {at_least: 3}", opening=WITH_MONEY.replace("unit:", "money: none\nunit:"))
    (found,) = parsed(text)[1]
    assert dict(found.facts)["found"] == "sources, spending, programmes.rent"


@pytest.mark.parametrize(
    ("result", "found"),
    [
        ("targets.a.value", []),
        ("targets.a.carried_over", []),
        ("targets.a.worth", ["S282"]),
        ("targets.earmark.value", ["S282"]),
        ("targets.b.value", ["S282"]),
    ],
)
def test_what_may_be_expected_is_what_a_run_finds(result, found):
    text = said(
        "a: {at_least: 3}", "earmark: {text: 专款专用}", then=f"expect: [{{result: {result}, is: 3}}]\n"
    )
    assert codes(text) == found


def test_a_fault_of_a_bound_stands_at_the_bound():
    assert places(said("a: {title: 载体, at_least: 8, baseline: 5%}"))[0].startswith("5:41 M302")


def test_a_share_is_read_as_a_share_and_a_multiple_as_one():
    assert target("at_least: 85%").at_least.value == Fraction(17, 20)
    assert target("at_least: 30x").at_least.kind == "multiple"
