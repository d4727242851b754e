"""What is no fault among decisions and earmarked sources, and faults that need a closer look.

Each code at its place is in the error gallery (test_meaning_gallery).
"""

from datetime import date

import pytest

from simulator.language import parse
from simulator.model.decisions import Decision
from simulator.model.payers import is_earmarked, sources_of
from simulator.model.scenario import Scenario
from simulator.problems import errors_of

OPENING = """\
scenario: a
year: 2014
unit: 万元
"""
BODY = """\
populations: {firms: {file: f.csv, id: id, columns: {rent: 元}}}
programmes:
  rent: {spending: project, applicants: firms, award: [{fixed: rent}], when_short: pro_rata}
  loans: {spending: project, applicants: firms, award: [{fixed: 5}], when_short: pro_rata}
  fair: {spending: project, amount: 1}
"""
MONEY = "sources: {city: {amount: 50}, central: {amount: 50}}\nspending: {project: {amount: 90}}\n"
BY_HAND = "who: 局长办公会, why: 历史遗留"


def deciding(*decisions: str) -> str:
    """Return a scenario with these decisions."""
    return OPENING + MONEY + BODY + "decisions:\n" + "".join(f"  - {{{each}}}\n" for each in decisions)


def paying(sources: str, spending: str = "{amount: 90}", rent: str = "") -> str:
    """Return a scenario with these sources, this class, and more on the programme rent."""
    body = BODY.replace("[{fixed: rent}],", f"[{{fixed: rent}}], {rent}," if rent else "[{fixed: rent}],")
    return f"{OPENING}sources: {{{sources}}}\nspending: {{project: {spending}}}\n{body}"


def codes(text: str) -> list[str]:
    """Return the codes of the errors in a text."""
    return [each.code for each in errors_of(parse({"a.yaml": text}, "a.yaml")[1])]


def read(text: str) -> Scenario:
    """Return the scenario of a text without errors."""
    scenario, problems = parse({"a.yaml": text}, "a.yaml")
    assert scenario is not None, problems
    assert not errors_of(problems), problems
    return scenario


# ── decisions ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "decision",
    [
        "award: rent/F1, is: 5, status: published",
        "award: rent/F1, is: 5, status: paid, on: 2014-05-01, document: 公示第3号, quote: 5万元",
        "award: rent/F1, is: 0, status: paid",
        f"award: rent/F1, is: 12.5万元, {BY_HAND}",
        f"award: rent/F1, outcome: withdrawn, {BY_HAND}",
        f"award: rent/F1, outcome: rejected, {BY_HAND}, on: 2014-05-01",
        "file: previous/awards.csv, status: published",
        "award: rent/a/b, is: 5, status: paid",
    ],
)
def test_every_form_of_a_decision_is_read(decision):
    assert codes(deciding(decision)) == []


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        ("award: rent/F1, status: published", "S391"),
        ("is: 5, status: published", "S391"),
        ("status: published", "S391"),
        ("file: a.csv, award: rent/F1, is: 5, status: paid", "S391"),
        ("file: a.csv, is: 5, status: paid", "S391"),
        ("award: rent/F1, is: 5", "S392"),
        (f"award: rent/F1, is: 5, {BY_HAND[: BY_HAND.index(',')]}", "S392"),
        ('award: rent/F1, is: 5, who: 局长办公会, why: " "', "S392"),
        ("award: rent/F1, outcome: withdrawn", "S392"),
        (f"award: rent/F1, outcome: withdrawn, status: paid, {BY_HAND}", "S393"),
        ("file: a.csv", "S393"),
        ("award: rent, is: 5, status: paid", "S394"),
        ("award: rent/, is: 5, status: paid", "S394"),
        ("award: /F1, is: 5, status: paid", "S394"),
        ("award: lons/F1, is: 5, status: paid", "S395"),
        ("award: fair/F1, is: 5, status: paid", "S396"),
        ("award: rent/F1, is: -5, status: paid", "S207"),
        ("award: rent/F1, is: 5, status: publishd", "S205"),
        ("award: rent/F1, is: 5, status: paid, reason: x", "S201"),
        ("award: rent/F1, is: 5吨, status: paid", "M106"),
    ],
)
def test_what_is_no_decision_is_told_once_by_its_code(decision, code):
    assert codes(deciding(decision)) == [code]


def test_chinese_words_say_the_same():
    chinese = (
        "决定:\n"
        "  - {核定: rent/F1, 等于: 5万元, 决定机构: 局长办公会, 事由: 历史遗留, 发生日期: 2014-05-01}\n"
        "  - {核定: rent/F2, 办理结果: 已撤回, 决定机构: 局, 事由: 申请}\n"
        "  - {文件: a.csv, 状态: 已公布}\n"
    )
    first, second, third = read(OPENING + MONEY + BODY + chinese).decisions
    assert (first.named, first.is_, first.kind) == (("rent", "F1"), 5_000_000, "override")
    assert (first.who, first.why, first.on) == ("局长办公会", "历史遗留", date(2014, 5, 1))
    assert (second.kind, third.kind, third.file) == ("withdrawn", "published", "a.csv")


def test_the_nearest_programme_is_offered():
    (problem,) = parse({"a.yaml": deciding("award: lons/F1, is: 5, status: paid")}, "a.yaml")[1]
    assert problem.fact("nearest") == "loans"
    assert problem.fact("programmes") == "rent, loans, fair"
    assert (problem.place.line, problem.place.column) == (12, 13)


def test_an_overlay_adds_a_list_of_decisions():
    texts = {
        "b.yaml": OPENING + MONEY + BODY,
        "a.yaml": "extends: b.yaml\nscenario: c\nreason: 公示\nchanges:\n"
        "  - {add: decisions, content: [{award: rent/F1, is: 5, status: published}]}\n",
    }
    scenario, problems = parse(texts, "a.yaml")
    assert not errors_of(problems), problems
    assert [each.named for each in scenario.decisions] == [("rent", "F1")]


def test_a_decision_without_status_or_outcome_is_made_by_hand():
    assert Decision(award="a/b", is_=5).kind == "override"
    assert Decision(award="a/b", is_=5, status="paid").kind == "paid"


# ── sources ────────────────────────────────────────────────────────────────────────────────────────

BOTH = "city: {amount: 50}, central: {amount: 50}"


@pytest.mark.parametrize(
    ("text", "rent", "loans"),
    [
        (paying(BOTH, "{amount: 90, paid_from: [city, central]}"), ("city", "central"), ("city", "central")),
        (paying(BOTH, "{amount: 90, paid_from: city}"), ("city",), ("city",)),
        (paying(BOTH, rent="paid_from: city"), ("city",), ("central", "city")),
        (
            paying(BOTH, "{amount: 90, paid_from: [city, central]}", "paid_from: [central]"),
            ("central",),
            ("city", "central"),
        ),
        (
            paying("city: {amount: 50}, central: {amount: 50, only_for: {programmes: rent}}"),
            ("central", "city"),
            ("city",),
        ),
        (
            paying("city: {amount: 50}, central: {amount: 50, only_for: {spending: [project]}}"),
            ("central", "city"),
            ("central", "city"),
        ),
        (
            paying(
                "city: {amount: 50}, central: {amount: 50, only_for: {programmes: [rent]}}",
                "{amount: 90, paid_from: [central, city]}",
            ),
            ("central", "city"),
            ("city",),
        ),
    ],
)
def test_a_payer_s_sources_are_its_own_or_its_class_s_less_those_for_others(text, rent, loans):
    scenario = read(text)
    assert is_earmarked(scenario)
    assert sources_of(scenario, scenario.programme("rent")) == rent
    assert sources_of(scenario, scenario.programme("loans")) == loans


def test_without_a_word_about_it_all_money_is_one():
    scenario = read(OPENING + MONEY + BODY)
    assert not is_earmarked(scenario)
    assert sources_of(scenario, scenario.programme("rent")) == ("central", "city")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (paying(BOTH, "{amount: 90, paid_from: []}"), "S399"),
        (paying(BOTH, rent="paid_from: []"), "S399"),
        (paying(BOTH, rent="paid_from: [city, city]"), "S399"),
        (paying(BOTH, rent="paid_from: [cities]"), "S204"),
        (paying(BOTH, "{amount: 90, paid_from: city}", "paid_from: central"), "S397"),
        (paying("city: {amount: 99}, central: {amount: 9, only_for: {programmes: fare}}"), "S204"),
        (
            paying(
                "city: {amount: 99}, central: {amount: 9, only_for: {programmes: fair}}",
                rent="paid_from: central",
            ),
            "S398",
        ),
        (
            paying("central: {amount: 99, only_for: {programmes: [rent, fair]}}"),
            "S390",
        ),
    ],
)
def test_sources_that_cannot_pay_are_told_once_by_their_code(text, code):
    assert codes(text) == [code]
