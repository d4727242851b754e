"""The year in money as it is written: what is read, in both languages, and what is warned of.

Each code at its place is in the error gallery (test_meaning_gallery).
"""

from fractions import Fraction

import pytest

from simulator.engine.digest import scenario_digest
from simulator.language import apply_settings, examine, parse
from simulator.model.ledger_paths import later_years, ledger_lines, ledger_paths, ledger_quarters, says_when
from simulator.model.ledgers import Unpaid
from simulator.model.moments import Moment
from simulator.problems import errors_of
from tests.language.texts import codes, parsed, scenario_of

OPENING = """\
scenario: a
year: 2014
unit: 万元
sources: {city: {amount: 100}}
spending: {basic: {amount: 40, pay: evenly}, project: {amount: 60}}
programmes:
  rent: {spending: project, amount: 40}
  park: {spending: project, amount: 20}
calendar: {project: {Q2: [contract, {pay: 50%}], Q4: {pay: 50%}}}
"""
YEAR = """\
cash: {all: {ceilings: {Q1: 15%, Q2: 50%, 2014-9: 80万元, Q4: 100%}}}
adjustments:
  - {id: mid, on: Q1, line: spending.project, cut: 8%}
  - {on: Q1, line: programmes.rent, move: 2, into: programmes.park}
carry_over: {lots: [{year: 2013, amount: 5}], unpaid: [{line: programmes.rent, due: Q3, amount: 2}]}
pace: {gates: {2014-06: 50%, 2014-11: 90%}, strength: must}
"""
CHINESE = """\
方案: a
年度: 2014
单位: 万元
资金来源: {city: {金额: 100}}
支出: {basic: {金额: 40, 拨付: 按季平均}, project: {金额: 60}}
专项:
  rent: {支出: project, 金额: 40}
  park: {支出: project, 金额: 20}
日历: {project: {二季度: [合同, {拨付: 50%}], 四季度: {拨付: 50%}}}
用款计划: {all: {用款上限: {一季度: 15%, 二季度: 50%, 2014-09: 80万元, 四季度: 100%}}}
预算调整:
  - {编号: mid, 发生日期: 一季度, 预算项目: 支出.project, 压减: 8%}
  - {发生日期: 一季度, 预算项目: 专项.rent, 调剂: 2, 转入: 专项.park}
结转资金: {结转批次: [{年度: 2013, 金额: 5}], 未付款项: [{预算项目: 专项.rent, 完成时限: 三季度, 金额: 2}]}
序时进度: {进度关口: {2014-6: 50%, 2014-11: 90%}, 约束力: 必须}
"""


def test_what_is_written_is_read():
    scenario = scenario_of(OPENING + YEAR)
    assert [(moment.text, str(most.value)) for moment, most in scenario.cash[0].ceilings] == [
        ("Q1", "3/20"),
        ("Q2", "1/2"),
        ("Q4", "1"),
        ("2014-09", "80000000"),
    ]
    assert scenario.adjustments[0].line == "spending.project"
    assert (scenario.adjustments[1].form, scenario.adjustments[1].into) == ("move", "programmes.park")
    carry = scenario.carry_over
    assert carry.last_year(carry.lots[0]) == 2015
    assert carry.unpaid == (Unpaid("programmes.rent", Moment(3), 2_000_000, place=carry.unpaid[0].place),)
    assert scenario.pace.gates[1] == (Moment(4, 2014, 11), Fraction(9, 10))


def test_the_chinese_words_say_the_same_and_have_the_same_digest():
    english, chinese = scenario_of(OPENING + YEAR), scenario_of(CHINESE)
    assert scenario_digest(english, {}, 0) == scenario_digest(chinese, {}, 0)


def test_a_scenario_that_says_nothing_of_time_has_the_digest_it_always_had():
    plain = scenario_of(OPENING.replace(", pay: evenly", "").partition("calendar:")[0])
    assert not says_when(plain)
    assert list(ledger_paths(plain)) == []


@pytest.mark.parametrize(
    "path", ["cash.all.ceilings.Q2", "cash.all.ceilings.二季度", "用款计划.all.用款上限.Q2"]
)
def test_a_ceiling_is_set_by_its_quarter(path):
    scenario, problems = changed(path, "60%")
    assert not errors_of(problems), [each.tell("en") for each in problems]
    assert scenario.cash[0].ceilings[1][1].value == Fraction(3, 5)


def test_an_adjustment_with_an_id_is_set_by_it():
    scenario, problems = changed("adjustments.mid.cut", "10%")
    assert not errors_of(problems), [each.tell("en") for each in problems]
    assert scenario.adjustments[0].cut.value == Fraction(1, 10)


def changed(path, value):
    """Return the year with one value set."""
    document = scenario_of(OPENING + YEAR).document
    found, faults = apply_settings(document, ((path, value),))
    assert not faults, [each.tell("en") for each in faults]
    return examine(found)


@pytest.mark.parametrize(
    "line",
    [
        "adjustments: [{on: 2014-05-20, line: spending.basic, cut: 0}]\n",
        "adjustments: [{on: Q2, line: spending.basic, move: 1, into: spending.project}]\n",
        "cash: {one: {of: programmes.rent, ceilings: {Q4: 100%}}}\n",
        "cash: {mixed: {ceilings: {Q1: 30%, Q2: 10万元, Q3: 40%}}}\n",
        "carry_over: {lots: [{year: 2012, amount: 5}]}\n",
        "carry_over: {lapses_after: 3, lots: [{year: 2011, amount: 5, line: spending.project}]}\n",
        "carry_over: {unpaid: [{line: programmes.rent, due: 2015Q2, amount: 5}]}\n",
        "pace: {of: spending.project, decimals: 0}\n",
    ],
)
def test_what_is_no_fault(line):
    assert codes(OPENING + line) == []


@pytest.mark.parametrize("key", ["cash: {all: {ceilings: {Q4: 100%}}}", "pace: {}", "carry_over: {}"])
def test_a_line_that_nothing_dates_is_warned_of_where_time_matters(key):
    text = OPENING.replace("calendar: {project:", "calendar: {rent:") + key + "\n"
    problems = parse({"a.yaml": text}, "a.yaml")[1]
    assert [each.code for each in problems] == ["W761"]
    assert problems[0].fact("lines") == "programmes.park"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("adjustments: [{on: Q2, line: programmes.rent}]\n", ["S422"]),
        ("adjustments: [{on: Q2, line: programmes.rent, cut: 5, into: programmes.park}]\n", ["S423"]),
        ("adjustments: [{on: Q2, line: programmes.rent, cut: 5x}]\n", ["S425"]),
        ("adjustments: [{on: Q2, line: programmes.rent, cut: -5}]\n", ["S425"]),
        ("adjustments: [{on: Q2, line: programmes.rent, move: 5, into: programmes.rent}]\n", ["S426"]),
        ("cash: {all: {ceilings: {2013Q4: 5%, Q4: 100%}}}\n", ["S427"]),
        ("cash: {all: {ceilings: {Q1: 30万元, Q2: 20万元}}}\n", ["S428"]),
        ("pace: {gates: {Q2: 50%, Q3: 40%}}\n", ["S428"]),
        ("pace: {gates: {Q2: 50%, 2015Q1: 60%}}\n", ["S427"]),
        ("pace: {of: spending.projects}\n", ["S421"]),
        ("pace: {of: sources.city}\n", ["S421"]),
        ("cash: {all: {ceilings: {Q5: 30%}}}\n", ["S401"]),
        ("carry_over: {unpaid: [{line: spending.project, due: Q2, amount: 5}]}\n", ["S434"]),
    ],
)
def test_faults_that_need_a_closer_look(line, found):
    assert codes(OPENING + line) == found


def test_a_bare_number_beside_shares_is_warned_of_and_the_remedies_are_right():
    text = OPENING + "cash: {all: {ceilings: {Q1: 20, Q2: 45%, Q4: 100%}}}\n"
    (found,) = parsed(text)[1]
    assert (found.code, found.fact("text"), found.fact("amount")) == ("W758", "20", "200,000元")
    assert found.help("en") == "write 20%, or its unit if it is money"
    assert codes(text.replace("Q1: 20,", "Q1: 20%,")) == []
    assert codes(text.replace("Q1: 20,", "Q1: 20万元,")) == []
    assert codes(text.replace("Q1: 20,", "Q1: 0,")) == []
    assert codes(text.replace("45%", "45").replace("100%", "100")) == []


@pytest.mark.parametrize(
    ("line", "near"), [("rent", "programmes.rent"), ("basic", "spending.basic"), ("xyz", "")]
)
def test_a_line_without_its_section_is_told_the_whole_path(line, near):
    (found,) = parsed(OPENING + f"pace: {{of: {line}}}\n")[1]
    assert (found.code, found.fact("nearest")) == ("S421", near)
    assert not near or codes(OPENING + f"pace: {{of: {near}}}\n") == []


def test_a_chinese_line_is_told_its_path_in_chinese():
    text = OPENING.replace("rent", "房租") + "pace: {of: 房租}\n"
    (found,) = parsed(text)[1]
    assert found.fact("nearest") == "专项.房租"
    assert codes(text.replace("of: 房租", "of: 专项.房租")) == []


# ── which figures there are ────────────────────────────────────────────────────────────────────────


def test_the_lines_are_programmes_with_money_and_classes_without_them():
    assert ledger_lines(scenario_of(OPENING)) == (
        ("programmes.park", "project"),
        ("programmes.rent", "project"),
        ("spending.basic", "basic"),
    )


def test_what_is_committed_early_opens_quarters_before_the_year_and_a_later_payment_a_later_year():
    text = OPENING.replace("Q2: [contract, ", "2013Q4: contract, Q2: [").replace("Q4: {pay", "2015Q4: {pay")
    scenario = scenario_of(text)
    assert ledger_quarters(scenario) == (-1, 0, 1, 2, 3)
    assert later_years(scenario) == (2015,)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("ledgers.programmes.rent.paid.Q3", []),
        ("ledgers.spending.project.waiting", []),
        ("ledgers.total.outlay.Q4", []),
        ("ledgers.adjusted", []),
        ("pace.Q3.gap", []),
        ("pace.2014-11.reached", []),
        ("pace.2014-07.norm", []),
        ("carry_over.closing", []),
        ("carry_over.2013.spent", []),
        ("ledgers.programmes.rent.paid.2013Q4", ["S282"]),
        ("ledgers.programmes.rant.paid", ["S282"]),
        ("pace.2015-01.gap", ["S282"]),
        ("carry_over.2012.spent", ["S282"]),
    ],
)
def test_what_may_be_expected_of_the_year(path, found):
    bound = "1pp" if path.startswith("pace") else "1万元"
    assert codes(OPENING + YEAR + f"expect: [{{result: {path}, at_least: {bound}}}]\n") == found


def test_a_share_is_not_expected_of_money():
    text = OPENING + YEAR + "expect: [{result: ledgers.total.paid, at_least: 10%}]\n"
    assert codes(text) == ["S284"]


@pytest.mark.parametrize("line", ["[programmes.rent]", "{programmes: rent}"])
def test_a_line_that_is_no_name_is_told_at_its_place(line):
    text = OPENING + f"adjustments: [{{on: Q1, line: {line}, cut: 1}}]\n"
    (found,) = parse({"a.yaml": text}, "a.yaml")[1]
    assert (found.code, found.place.line, found.place.column) == (
        "S203",
        10,
        len("adjustments: [{on: Q1, line: ") + 1,
    )
