"""Results of the engine itself, from a scenario's text to the report, not made by hand."""

from dataclasses import replace

import pytest

from simulator import engine, language
from simulator.charts import CHARTS
from simulator.charts.view import View
from simulator.reports import pages, report
from simulator.reports.programmes import by_programme
from simulator.reports.summary import adds_up
from tests.charts.test_chart import NAMES

BASE = """\
scenario: small_2014
title: 小额专项资金
year: 2014
unit: 万元
sources: {appropriation: {title: 财政拨款, amount: 100, document: 某区2014部门预算}, other: {amount: 0}}
spending:
  basic:   {title: 基本支出, amount: 20}
  project: {title: 项目支出, amount: 80, when_short: optimise}
populations:
  firms:
    id: firm_id
    synthetic:
      count: 30
      columns:
        rent: {lognormal: {mean: 8万元, sd: 6万元, round_to: 1元}}
        patents: {uniform: {from: 0, to: 5}}
programmes:
  rent:
    title: 租金补贴
    spending: project
    applicants: firms
    eligible: rent > 1万元
    award: [{share: {of: rent, rate: 50%}}, {cap: 4}]
    envelope: {at_least: 10, at_most: 60}
    when_short: pro_rata
    points: {per_award: 1, counts_from: 50%}
  grants:
    title: 专利与研发
    spending: project
    applicants: firms
    award:
      - highest:
          patents: [{per_unit: {of: patents, amount: 3000元}}]
          floor: [{fixed: 0.2}]
    when_short: optimise
    points: {per_award: 2}
  outreach: {title: 科普, spending: project, amount: 5}
constraints:
  half:
    title: 租金补贴不超过项目支出60%
    top: {award: {programme: rent}}
    bottom: {budget: {spending: project}}
    at_most: 60%
objective: [{maximise: points}]
assumptions: [{path: programmes.rent.award.cap, note: 封顶为假设, reliability: low}]
expect: [{result: sources.total.amount, is: 100, document: 某区2014部门预算, quote: 收入100万元}]
"""
CUT = """\
scenario: small_cut
extends: base.yaml
title: 项目支出压减四分之一
reason: 讨论稿
changes: [{cut: spending.project.amount, by: 25%, was: 80}]
"""


def run(main):
    scenario, problems = language.parse({"base.yaml": BASE, "cut.yaml": CUT}, main)
    assert scenario is not None, [each.tell("en") for each in problems]
    return engine.run(scenario, {})


@pytest.fixture(scope="module")
def base():
    return run("base.yaml")


@pytest.fixture(scope="module")
def cut():
    return run("cut.yaml")


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_draws_what_the_engine_found(name, base, cut):
    chart = CHARTS[name]
    assert chart.table(cut, base=base)
    assert chart.draw(cut, base=base)


def test_the_rule_of_every_programme_can_be_followed_to_its_award(base):
    for claims in base.claims.programmes:
        rows = CHARTS["rule_steps"].table(base, subject=claims.programme)
        assert rows[-1].after_fen == base.allocation.of(claims.programme).award_fen
        steps = [row for row in rows if row.kind == "step"]
        assert [row.path for row in steps] == [trace.path for trace in claims.steps]


def test_the_seal_stands_on_the_engines_own_figures(base, cut):
    assert adds_up(base)
    assert adds_up(cut)


def test_the_report_beside_its_base_tells_the_cut_and_its_reason(base, cut):
    text = str(pages(View(cut, "zh", base)))
    for fact in ("spending.project.amount", "讨论稿", "cut.yaml", "封顶为假设", "收入100万元", "已证明最优"):
        assert fact in text


@pytest.mark.parametrize("words", ["zh", "en"])
def test_the_report_is_the_same_bytes_from_a_run_of_its_own(base, words):
    assert report(base, None, words) == report(run("base.yaml"), None, words)


def test_a_programme_nobody_has_to_apply_for_is_marked_in_its_table(base):
    first, *others = base.scenario.programmes
    free = replace(
        base, scenario=replace(base.scenario, programmes=(replace(first, apply_free=True), *others))
    )
    named = [row.cells[0] for row in by_programme(View(free, "zh")).rows]
    assert [name for name in named if "免申即享" in name] == ["租金补贴 · 免申即享"]
    assert not any("免申即享" in row.cells[0] for row in by_programme(View(base, "zh")).rows)
