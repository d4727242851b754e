"""Figures computed or dated, derived columns, and what a column may say of itself, as they are written."""

from datetime import date

import pytest

from simulator.expression import Type
from simulator.language import parse
from simulator.model.figures import typing_of
from simulator.model.table import ColumnType
from simulator.problems import errors_of
from tests.language.texts import codes, scenario_of, spot

HEAD = """\
scenario: a
year: 2014
unit: 万元
sources: {city: {amount: 100}}
spending: {project: {amount: 100}}
"""
FIRMS = """\
populations:
  firms:
    file: f.csv
    id: firm_id
    columns: {rent: 元, area: number, heads: count, trade: [电子, 生物]}
"""
RENT = """\
programmes:
  rent:
    spending: project
    applicants: firms
    award: {share: {of: rent, rate: 50%}}
    when_short: pro_rata
"""


def written(figures: str = "", derived: str = "", more: str = "", rent: str = "") -> str:
    """Return a scenario with these figures and derived columns."""
    held = f"figures:\n{figures}" if figures else ""
    computed = f"    derived: {{{derived}}}\n" if derived else ""
    return HEAD + held + FIRMS + computed + RENT + rent + more


# ── types before any data ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("figure", "kind"),
    [
        ("{of: share_of * 60% + 0.1pp}", "share"),
        ("{of: 30万元 / 4}", "money"),
        ("{of: number_of * 2}", "count"),
        ("{total: rent, applicants: firms}", "money"),
        ("{total: rent / 1元, applicants: firms}", "multiple"),
        ("{count: trade = 电子 and area > 3, applicants: firms}", "count"),
        ("{values: [{is: 3, until: 2013-06-30}, {is: 3.5, from: 2013-07-01}]}", "number"),
        ("{values: [{is: 3万元}]}", "money"),
        ("{is: 30天}", "days"),
        ("{is: 2014Q3}", "quarter"),
    ],
)
def test_every_figure_has_its_type_before_there_is_data(figure, kind):
    text = written(f"  x: {figure}\n  share_of: {{is: 4.35%}}\n  number_of: {{is: 3}}\n")
    assert typing_of(scenario_of(text)).figures["x"] == Type(kind)


def test_a_derived_column_serves_wherever_a_column_does():
    text = written(
        "  per_head: {is: 15}\n",
        "used: 'min(area, per_head * heads)', same: trade, large: used > 100",
        "constraints:\n  each: {top: {award: {where: large and same = 电子}}, per: used, at_most: 3}\n",
        "    eligible: large\n    points: {per_unit: {used: 1}}\n",
    )
    assert codes(text) == []


def test_a_column_that_is_derived_in_vain_is_told_of_once():
    text = written(derived="used: aera * 2, twice: used * 2", rent="    eligible: twice > 3 and used > 1\n")
    assert codes(text) == ["E201"]


def test_a_figure_that_could_not_be_read_is_told_of_once():
    text = written("  x: {is: 5xx}\n  y: {of: x * 2}\n", rent="    eligible: area > y\n")
    assert len(errors_of(parse({"a.yaml": text}, "a.yaml")[1])) == 1


def test_an_unknown_name_offers_the_nearest_at_its_own_place():
    text = written("  spread: {of: 3% - lprr}\n  lpr: {is: 2%}\n")
    found = parse({"a.yaml": text}, "a.yaml")[1]
    assert [(each.code, each.fact("nearest")) for each in found] == [("E201", "lpr")]
    assert f"{found[0].place.line}:{found[0].place.column}" == spot(text, "lprr")


def test_a_derived_column_of_the_wrong_kind_is_refused_where_it_is_used():
    assert codes(written(derived="used: area * 2", rent="    eligible: used\n")) == ["E312"]


def test_a_figure_named_like_a_derived_column_is_refused():
    assert codes(written("  used: {is: 3}\n", "used: area * 2")) == ["S285"]


def test_a_population_that_only_a_figure_counts_is_used():
    labs = "  labs: {file: l.csv, id: lab, columns: {staff: count}}\n"
    text = HEAD + "figures: {all_staff: {total: staff, applicants: labs}}\n" + FIRMS + labs + RENT
    assert codes(text) == []


def test_a_limit_of_a_computed_figure_is_checked_by_its_type():
    limit = (
        "constraints:\n  c: {{top: {{award: {{programme: rent}}}}, bottom: {{figure: {}}}, at_most: 50%}}\n"
    )
    figures = "  whole: {total: rent, applicants: firms}\n  half: {of: whole / 2}\n  few: {of: 1 + 1}\n"
    assert codes(written(figures, more=limit.format("half"))) == []
    assert codes(written(figures, more=limit.format("few"))) == ["S275"]


# ── what is written in Chinese ─────────────────────────────────────────────────────────────────────


def test_it_may_all_be_written_in_chinese():
    text = """\
方案: 甲
年度: 2014
基准日: 2014-03-01
允许过期: 否
单位: 万元
资金来源: {市级: {金额: 100}}
支出: {项目: {金额: 100}}
参数:
  基准利率: {取值: [{等于: 4.35%, 从: 2013-10-24, 截至: 2014-06-30}, {等于: 4.2%, 从: 2014-07-01}]}
  利差: {基数: 基准利率 * 60% + 0.1pp}
  租金合计: {总计: 租金, 申报单位: 企业}
申报名单:
  企业:
    文件: 企业.csv
    编号: 企业编号
    数据列: {租金: {类型: 元, 可为负: 是}, 面积: 数值, 代码: {类型: 统一社会信用代码, 一一对应: 企业编号}}
    推算列: {得分: 面积 * 2}
专项:
  租金补贴:
    支出: 项目
    申报单位: 企业
    从: 2010-01-01
    截至: 2020-12-31
    条件: 得分 > 3
    核定: {按比例: {基数: 租金, 比例: 50%}}
    不足时: 同比例压减
"""
    scenario = scenario_of(text)
    assert scenario.as_of == date(2014, 3, 1)
    assert scenario.population("企业").derived[0][0] == "得分"
    assert typing_of(scenario).figures["利差"] == Type("share")
    columns = scenario.population("企业").column_types()
    assert columns["租金"] == ColumnType(Type("money"), "元", signed=True)
    assert columns["代码"] == ColumnType(Type("text"), is_uscc=True, one_to_one="企业编号")


# ── dates ──────────────────────────────────────────────────────────────────────────────────────────

OLD = "  rate: {is: 5%, until: 2013-12-31}\n"


def test_what_is_out_of_date_is_refused_unless_the_scenario_or_the_caller_allows_it():
    assert codes(written(OLD)) == ["S298"]
    assert codes(written(OLD, more="allow_outdated: yes\n")) == ["W709"]
    scenario, problems = parse({"a.yaml": written(OLD)}, "a.yaml", allow_outdated=True)
    assert [each.code for each in problems] == ["W709"]
    assert scenario is not None
    assert scenario.allow_outdated
    refusing = written(OLD, more="allow_outdated: no\n")
    assert [each.code for each in parse({"a.yaml": refusing}, "a.yaml", allow_outdated=True)[1]] == ["W709"]


def test_a_programme_out_of_force_is_refused_at_its_place():
    text = written(rent="    from: 2014-02-01\n")
    found = parse({"a.yaml": text}, "a.yaml")[1]
    assert [each.code for each in found] == ["S298"]
    assert f"{found[0].place.line}:{found[0].place.column}" == spot(text, "  rent:\n", "rent")
    assert codes(written(rent="    from: 2014-02-01\n", more="as_of: 2014-02-01\n")) == []


def test_a_setting_may_name_another_day():
    text = written("  rate: {is: 5%, until: 2014-06-30}\n", more="as_of: 2014-07-01\n")
    assert codes(text) == ["S298"]
    assert parse({"a.yaml": text}, "a.yaml", [("as_of", "2014-06-30")])[1] == ()


def test_dates_are_not_judged_while_the_year_is_unknown():
    assert codes(written(OLD).replace("year: 2014", "year: soon")) == ["M301"]


# ── columns ────────────────────────────────────────────────────────────────────────────────────────


def test_a_code_is_a_text_in_expressions():
    text = written(rent="    eligible: code = '9144030071526726XG'\n").replace(
        "rent: 元", "rent: 元, code: uscc"
    )
    assert codes(text) == []
    assert codes(text.replace("code = '9144030071526726XG'", "code > 3")) != []


def test_a_column_may_go_one_to_one_with_the_ids():
    assert codes(written().replace("rent: 元", "rent: 元, code: {type: uscc, one_to_one: firm_id}")) == []
