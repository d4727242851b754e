"""What is no fault among the clauses across applicants and programmes, and faults that need a closer look.

Each code at its place is in the error gallery (test_meaning_gallery).
"""

import pytest

from simulator.language import parse
from simulator.problems import errors_of
from simulator.rules.across import Ceiling
from tests.engine.claiming import OPENING, one_programme
from tests.language.texts import codes, parsed, scenario_of, spot

COLUMNS = "rent: 元, firm: text, year: count, score: number, on: date, kind: [甲, 乙]"
TWO = """\
programmes:
  rent: {spending: project, applicants: firms, award: [{fixed: rent}], when_short: pro_rata}
  loans: {spending: project, applicants: firms, award: [{fixed: 5}], when_short: pro_rata}
  fair: {spending: project, amount: 1}
"""


def rule(award: str, more: str = "") -> str:
    """Return a scenario of one programme with this rule."""
    return one_programme(award, COLUMNS, more)


def over_two(clauses: str) -> str:
    """Return a scenario of two programmes with claims, a plain line, and these clauses."""
    return f"{OPENING}populations: {{firms: {{file: f.csv, id: id, columns: {{{COLUMNS}}}}}}}\n{TWO}{clauses}"


def cumulation(settings: str) -> str:
    """Return two programmes under one ceiling per firm with these further settings."""
    return over_two(f"cumulation:\n  - {{id: stack, ceiling: 50, per: firm, {settings}}}\n")


def choice(settings: str) -> str:
    """Return two programmes that share their items with these further settings."""
    return over_two(f"one_per_item:\n  - {{id: once, per: firm, {settings}}}\n")


# ── steps and quotas ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "award",
    [
        "[{fixed: rent}, {ceiling: 5}]",
        "[{fixed: rent}, {ceiling: {amount: 5, per: firm}}]",
        "[{fixed: rent}, {ceiling: {amount: 5, per: [firm, year], order: [{highest: score}, {first: id}]}}]",
        "[{fixed: rent}, {ceiling: {amount: rent * 2, per: id, over: reject, used: rent}}]",
        "[{fixed: rent}, {ceiling: {amount: [{share: {of: rent, rate: 5%}}], used: [{fixed: 5}]}}]",
        "[{fixed: rent}, {ceiling: {amount: 5, per: kind, window: {of: on, years: 3}}}]",
        "[{fixed: rent}, {ceiling: {amount: 5, per: kind, method: pro_rata}}, {best: {per: firm}}]",
        "[{fixed: rent}, {top_up: {per: firm, order: [{earliest: on}]}}, {cap: 5}]",
        "[{fixed: rent}, {stop_loss: {pool: 5, trigger: 30%, order: [{latest: on}]}}]",
        "[{fixed: rent}, {ceiling: {amount: 9, id: all}}, {ceiling: {amount: 5, per: firm, id: each}}]",
        "[{sum: {best: [{fixed: rent}], ceiling: [{fixed: 5}]}}]",
    ],
)
def test_a_rule_across_applicants_that_says_nothing_wrong(award):
    assert codes(rule(award)) == []


@pytest.mark.parametrize(
    ("award", "code"),
    [
        ("[{ceiling: 5}, {fixed: rent}]", "S232"),
        ("[{fixed: rent}, {ceiling: 5}, {ceiling: {amount: 4}}]", "S238"),
        ("[{fixed: rent}, {ceiling: {amount: 5, per: pool}}]", "S301"),
        ("[{fixed: rent}, {best: {per: [firm, firms]}}]", "S301"),
        ("[{highest: {a: [{fixed: rent}, {best: {per: firm}}]}}]", "S302"),
        ("[{share: {of: [{fixed: rent}, {ceiling: 5}], rate: 50%}}]", "S302"),
        ("[{fixed: [{fixed: rent}, {ceiling: 5}]}]", "S302"),
        ("[{fixed: rent}, {ceiling: {amount: 5, over: reject, method: pro_rata}}]", "S303"),
        ("[{fixed: rent}, {ceiling: {amount: 5, method: pro_rata, window: {of: on, years: 1}}}]", "S303"),
        ("[{fixed: rent}, {top_up: {per: firm, order: [{earliest: score}]}}]", "S264"),
        ("[{fixed: rent}, {stop_loss: {pool: 5, trigger: 30%, order: [{highest: on}]}}]", "S264"),
        ("[{fixed: rent}, {top_up: {per: firm}}]", "S202"),
        ("[{fixed: rent}, {best: {per: []}}]", "S214"),
        ("[{fixed: rent}, {ceiling: {amount: 5, window: {years: 3}}}]", "S202"),
        ("[{fixed: rent}, {ceiling: {amount: 5, window: {of: on, years: 0}}}]", "S208"),
        ("[{fixed: rent}, {ceiling: {amount: 5, over: carry}}]", "S205"),
    ],
)
def test_a_rule_across_applicants_that_says_something_wrong(award, code):
    assert codes(rule(award)) == [code]


@pytest.mark.parametrize(
    "later", ["{uplift: {by: 5%}}", "{floor: 1}", "{round: 1}", "{uplift: {by: score / 9}}"]
)
def test_a_step_that_can_lift_a_group_above_its_ceiling_is_named(later):
    lifted = rule(f"[{{fixed: rent}}, {{ceiling: 5}}, {later}]")
    assert codes(lifted) == ["W731"]
    word = later.strip("{").partition(":")[0]
    assumed = f"assumptions: [{{path: programmes.p.award.{word}, note: 原文如此}}]\n"
    assert codes(lifted + assumed) == []
    assert codes(rule(f"[{{fixed: rent}}, {later}, {{ceiling: 5}}]")) == []
    again = f"[{{fixed: rent}}, {{ceiling: 5}}, {later}, {{ceiling: {{amount: 5, id: again}}}}]"
    assert codes(rule(again)) == []


@pytest.mark.parametrize("later", ["{uplift: {by: 0%}}", "{round: {to: 1, mode: down}}", "{cap: 3}"])
def test_a_step_that_lifts_nobody_may_follow_a_ceiling(later):
    assert codes(rule(f"[{{fixed: rent}}, {{ceiling: 5}}, {later}]")) == []


def test_a_window_looks_back_from_a_date():
    award = "[{fixed: rent}, {ceiling: {amount: 5, window: {of: year, years: 3}}}]"
    (problem,) = parsed(rule(award))[1]
    assert problem.code.startswith("E3")


def test_a_group_by_a_column_that_could_not_be_read_is_not_judged():
    text = rule("[{fixed: 5}, {best: {per: firm}}]").replace("firm: text", "firm: txet")
    assert codes(text) == ["S215"]


def test_the_word_in_a_list_of_columns_is_pointed_at():
    text = rule("[{fixed: 5}, {best: {per: [year, frim]}}]")
    (problem,) = parsed(text)[1]
    assert f"{problem.place.line}:{problem.place.column}" == spot(text, "frim")
    assert problem.fact("nearest") == "firm"


@pytest.mark.parametrize(
    ("quota", "code"),
    [
        ("{per: firm, at_most: 2, order: [{lowest: score}]}", None),
        ("{per: [firm, kind], at_most: 0, order: [{first: id}]}", None),
        ("{per: hospital, at_most: 2, order: [{lowest: score}]}", "S301"),
        ("{per: firm, at_most: 2, order: [{earliest: score}]}", "S264"),
        ("{per: firm, at_most: 2}", "S202"),
        ("{per: firm, at_most: 2, order: [{lowest: scores}]}", "E201"),
    ],
)
def test_a_quota_names_a_column_how_many_and_in_which_order(quota, code):
    assert codes(rule("[{fixed: 5}]", f"    quota: {quota}\n")) == ([] if code is None else [code])


def test_a_quota_belongs_to_a_programme_with_applicants():
    quota = "quota: {per: firm, at_most: 1, order: [{first: id}]}"
    text = over_two("").replace("amount: 1}\n", f"amount: 1, {quota}}}\n")
    assert codes(text) == ["S246"]


# ── clauses over several programmes ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        cumulation("programmes: [rent, loans], cut_first: [loans, rent]"),
        cumulation("programmes: [rent, loans], method: pro_rata"),
        cumulation("programmes: [rent, loans], cut_first: [loans, rent]").replace("per: firm", "per: id"),
        choice("programmes: [rent, loans]"),
        choice("programmes: [rent, loans], firm: firm, caps: {loans: 5}").replace("per: firm", "per: id"),
    ],
)
def test_a_clause_over_two_programmes_that_says_nothing_wrong(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (cumulation("programmes: [rent, loan], cut_first: [rent, loans]"), ["S204"]),
        (cumulation("programmes: [rent, fair], cut_first: [rent, fair]"), ["S304"]),
        (cumulation("programmes: [rent, rent], method: pro_rata"), ["S305"]),
        (cumulation("programmes: [rent, loans]"), ["S306"]),
        (cumulation("programmes: [rent, loans], cut_first: [rent, loans, rent]"), ["S306"]),
        (cumulation("programmes: [rent, loans], cut_first: [rent, fair]"), ["S306"]),
        (cumulation("programmes: [rent, loans], cut_first: [rent, loan]"), ["S204"]),
        (cumulation("programmes: [rent, loans], cut_first: [rent], method: pro_rata"), ["S303"]),
        (
            cumulation("programmes: [rent, loans], method: pro_rata").replace("per: firm", "per: frim"),
            ["S301"],
        ),
        (choice("programmes: [rent, loans], firm: company"), ["S301"]),
        (choice("programmes: [rent, loans], firm: firm, caps: {fair: 5}"), ["S307"]),
        (choice("programmes: [rent, loans], caps: {rent: 5}"), ["S308"]),
        (choice("programmes: []"), ["S214"]),
    ],
)
def test_a_clause_over_two_programmes_that_says_something_wrong(text, expected):
    assert codes(text) == expected


def test_ids_are_each_used_once_over_both_kinds_of_clause():
    text = over_two(
        "one_per_item:\n  - {id: stack, per: firm, programmes: [rent, loans]}\n"
        "cumulation:\n  - {id: stack, ceiling: 5, per: firm, programmes: [rent, loans], method: pro_rata}\n"
    )
    assert codes(text) == ["S309"]


# ── in Chinese ─────────────────────────────────────────────────────────────────────────────────────

ENGLISH = """\
    award:
      - fixed: rent
      - ceiling: {amount: 5, per: firm, order: [{highest: score}], over: reject, used: rent,
                  window: {of: on, years: 3}}
      - best: {per: firm}
      - top_up: {per: firm, order: [{earliest: on}]}
      - stop_loss: {pool: 5, trigger: 30%, used: rent, order: [{first: id}]}
    quota: {per: firm, at_most: 2, order: [{lowest: score}]}
    when_short: pro_rata
cumulation:
  - {id: stack, ceiling: 50, per: firm, programmes: [p], cut_first: [p], method: sequential}
one_per_item:
  - {id: once, per: firm, programmes: [p], firm: id, caps: {p: 5}}
"""
CHINESE = """\
    核定:
      - 定额: rent
      - 累计封顶: {金额: 5, 按: firm, 次序: [{最高: score}], 超出时: 不予核定, 已用: rent,
                  滚动期: {基数: on, 年限: 3}}
      - 只取最高: {按: firm}
      - 补差: {按: firm, 次序: [{最早: on}]}
      - 熔断: {资金池: 5, 触发线: 30%, 已用: rent, 次序: [{在先: id}]}
    限项: {按: firm, 不超过: 2, 次序: [{最低: score}]}
    不足时: 同比例压减
叠加上限:
  - {编号: stack, 累计封顶: 50, 按: firm, 专项: [p], 先行压减: [p], 方式: 依次}
逐项就高:
  - {编号: once, 按: firm, 专项: [p], 单位列: id, 各专项上限: {p: 5}}
"""


def shape(written: str) -> str:
    """Return all that is read of these clauses, places and texts of expressions apart."""
    head, _, _ = rule("X").partition("    when_short")
    scenario = scenario_of(head + written)
    (programme,) = scenario.programmes
    steps = [(step.word, getattr(step, "per", ()), getattr(step, "over", "")) for step in programme.award]
    quota = programme.quota
    assert quota is not None
    (stack,), (once,) = scenario.cumulation, scenario.one_per_item
    told = (steps, quota.per, quota.at_most, [key.direction for key in quota.order])
    return repr((*told, stack.ceiling, stack.cut_first, stack.method, once.firm, once.caps))


def test_every_word_has_its_chinese_form():
    assert shape(CHINESE) == shape(ENGLISH)


def test_a_programme_named_as_one_of_our_words_may_have_a_cap():
    text = choice("programmes: [贴息, loans], firm: firm, caps: {贴息: 5}").replace("  rent:", "  贴息:")
    assert errors_of(parsed(text)[1]) == ()
    assert scenario_of(text).one_per_item[0].caps == (("贴息", 500),)


OVERLAY = """\
scenario: tighter
extends: a.yaml
changes:
  - {set: cumulation.stack.ceiling, to: 40, was: 50}
  - {raise: 逐项就高.once.各专项上限.rent, by: 10%}
  - {add: cumulation.stack.document, content: 实施细则}
  - {set: programmes.rent.award.ceiling.amount, to: 3}
"""


def test_a_clause_and_a_step_are_changed_by_their_paths():
    clauses = (
        "cumulation:\n  - {id: stack, ceiling: 50, per: firm, programmes: [rent, loans], method: pro_rata}\n"
        "one_per_item:\n  - {id: once, per: id, programmes: [rent, loans], firm: firm, caps: {rent: 5}}\n"
    )
    base = over_two(clauses).replace("[{fixed: rent}]", "[{fixed: rent}, {ceiling: {amount: 5, per: firm}}]")
    scenario, problems = parse({"a.yaml": base, "b.yaml": OVERLAY}, "b.yaml")
    assert [each.tell("en") for each in errors_of(problems)] == []
    assert scenario is not None
    assert (scenario.cumulation[0].ceiling, scenario.cumulation[0].document) == (4000, "实施细则")
    assert scenario.one_per_item[0].caps == (("rent", 550),)
    (_, ceiling) = scenario.programme("rent").award
    assert isinstance(ceiling, Ceiling)
    assert ceiling.amount == 300
