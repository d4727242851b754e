"""The calendar as it is read: its forms, its words in either language, and what is no fault.

Each code at its place is in the error gallery (test_meaning_gallery).
"""

from fractions import Fraction

import pytest

from simulator.engine.digest import scenario_digest
from simulator.language import parse
from simulator.language.kind_at import kind_at
from simulator.language.paths import find, paths
from simulator.language.quoting import in_chinese
from simulator.language.reference import TIMETABLE
from simulator.model import kinds
from simulator.model.calendar import ALSO, ORDER, Milestone, Stage
from simulator.model.document import Scalar
from simulator.model.moments import Moment
from tests.language.texts import codes, scenario_of

OPENING = """\
scenario: a
year: 2014
unit: 万元
sources: {city: {amount: 100}}
spending: {basic: {amount: 10}, project: {amount: 90}}
populations: {firms: {file: f.csv, id: id, columns: {grant: 元, batch: [一批, 二批], size: [大, 小]}}}
programmes:
  reform: {spending: project, applicants: firms, award: [{fixed: grant}], when_short: pro_rata}
  line: {spending: project, amount: 20}
  parks: {money: none}
"""
PAID = "Q4: {pay: 100%}"
GROUPED = "reform: {column: batch, rows: {一批: {Q3: {pay: 100%}}, 二批: {Q4: {pay: 100%}}}}"


def calendar(*plans: str, **more: str) -> str:
    """Return a scenario with these plans in its calendar, and more at the root."""
    rest = "".join(f"{key}: {value}\n" for key, value in more.items())
    return OPENING + rest + "calendar:\n" + "".join(f"  {each}\n" for each in plans)


def digest(text: str) -> str:
    """Return the digest of a text's scenario."""
    return scenario_digest(scenario_of(text), {}, 0)


# ── what is read ───────────────────────────────────────────────────────────────────────────────────


def test_a_row_holds_its_entries_in_order_and_each_its_stages():
    row = (
        "line: {Q1: guide, Q2: [accept, review], Q3: [], 2014-11: [contract, {pay: 60%}], 2015Q1: {pay: 2/5}}"
    )
    (plan,) = scenario_of(calendar(row)).calendar
    (found,) = plan.rows
    assert (plan.id, plan.column, found.group) == ("line", None, "")
    assert [each.moment for each in found.entries] == [
        Moment(1),
        Moment(2),
        Moment(3),
        Moment(4, 2014, 11),
        Moment(1, 2015),
    ]
    words = [[stage.word for stage in each.stages] for each in found.entries]
    assert words == [["guide"], ["accept", "review"], [], ["contract", "pay"], ["pay"]]
    assert [each.planned for each in found.entries] == [0, 0, 0, Fraction(3, 5), Fraction(2, 5)]
    assert found.planned == 1


def test_a_milestone_is_a_title_alone_or_all_that_is_known_of_it():
    later = "Q3: {milestone: {title: 竣工, pay: 100%, retain: 5%, done: no}}, Q4: release"
    row = f"line: {{Q2: {{milestone: 开工}}, {later}}}"
    (plan,) = scenario_of(calendar(row)).calendar
    first, second, third = (each.stages[0] for each in plan.rows[0].entries)
    assert (first.milestone, first.planned) == (Milestone("开工", place=first.place), 0)
    work = second.milestone
    assert work is not None
    assert (work.title, work.pay, work.retain, work.done) == ("竣工", Fraction(1), Fraction(1, 20), False)
    assert (third.word, third.planned) == ("release", 0)


def test_the_rows_of_groups_are_sorted_by_group_whatever_the_order_written():
    back = "reform: {column: batch, rows: {二批: {Q4: {pay: 100%}}, 一批: {Q3: {pay: 100%}}}}"
    for text in (GROUPED, back):
        (plan,) = scenario_of(calendar(text)).calendar
        assert plan.column == "batch"
        assert [row.group for row in plan.rows] == sorted(row.group for row in plan.rows)
    assert digest(calendar(GROUPED)) == digest(calendar(back))


def test_a_stage_the_officer_declares_may_be_named():
    stages = "{order: [guide, 初审, pay], also: [路演], commits: 初审}"
    found = scenario_of(calendar("line: {Q1: [guide, 路演], Q2: 初审, Q4: {pay: 100%}}", stages=stages))
    assert found.stages.order == ("guide", "初审", "pay")
    assert found.stages.commits == "初审"


def test_what_is_not_declared_is_the_usual():
    assert scenario_of(calendar(f"line: {{{PAID}}}")).stages.order == ORDER
    assert scenario_of(calendar(f"line: {{{PAID}}}")).stages.also == ALSO


# ── words in either language ───────────────────────────────────────────────────────────────────────


def test_chinese_quarters_and_stages_are_canonical_before_anything_else():
    english = "line: {Q1: guide, Q2: [accept, review], Q3: [publicity, fund_plan, contract], Q4: {pay: 100%}}"
    chinese = "line: {一季度: 指南, 二季度: [受理, 评审], 三季度: [公示, 下达, 合同], 四季度: {拨付: 100%}}"
    assert digest(calendar(english)) == digest(calendar(chinese))
    assert digest(calendar(english)) != digest(calendar(english.replace("Q3", "2014-08")))


def test_the_order_of_plans_is_no_content_and_their_words_are():
    plans = (GROUPED, f"line: {{Q1: guide, {PAID}}}")
    assert digest(calendar(*plans)) == digest(calendar(*plans[::-1]))
    assert digest(calendar(*plans)) != digest(calendar(GROUPED, f"line: {{Q2: guide, {PAID}}}"))


def test_a_budget_without_a_calendar_keeps_its_digest():
    assert digest(OPENING) == digest(OPENING + f"stages: {{order: [{', '.join(ORDER)}]}}\n")


def test_the_timetable_of_the_manual_reads_the_same_in_both_languages():
    opening = OPENING.replace("batch: [一批, 二批]", "batch: [spring, autumn]").replace("line:", "carriers:")
    english, chinese = (opening + text + "\n" for text in (TIMETABLE, in_chinese(TIMETABLE)))
    assert digest(english) == digest(chinese)
    assert codes(english) == []


# ── paths ──────────────────────────────────────────────────────────────────────────────────────────


def test_every_payment_has_a_path_and_a_kind():
    scenario = scenario_of(
        calendar(GROUPED, "line: {Q1: [guide, {pay: 30%}], Q4: {milestone: {title: a, pay: 70%}}}")
    )
    assert scenario.document is not None
    root = scenario.document.root
    for path, text in (
        ("calendar.reform.rows.二批.Q4.pay", "100%"),
        ("日历.reform.逐行.二批.四季度.拨付", "100%"),
        ("calendar.line.Q1.pay", "30%"),
        ("calendar.line.Q4.milestone.pay", "70%"),
    ):
        node = find(root, path)
        assert isinstance(node, Scalar)
        assert node.text == text
    assert "calendar.line.Q1.pay" in paths(root)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("calendar.reform.rows.二批.Q4.pay", kinds.RateKind()),
        ("calendar.line.Q4.pay", kinds.RateKind()),
        ("calendar.line.Q4.milestone", kinds.Record(Milestone)),
        ("calendar.line.Q4.milestone.retain", kinds.RateKind()),
        ("calendar.reform.column", kinds.Identifier()),
        ("calendar.line.Q4.pay.more", None),
        ("calendar.line.Q4.guide", None),
    ],
)
def test_a_path_into_the_calendar_leads_to_its_kind(path, kind):
    assert kind_at(path) == kind


def test_two_milestones_of_a_quarter_are_named_by_their_ids():
    works = "[{milestone: {title: a, pay: 40%, id: first}}, {milestone: {title: b, pay: 60%, id: second}}]"
    scenario = scenario_of(calendar(f"line: {{Q4: {works}}}"))
    assert scenario.document is not None
    node = find(scenario.document.root, "calendar.line.Q4.second.pay")
    assert isinstance(node, Scalar)
    assert node.text == "60%"


def test_an_assumption_may_be_about_a_payment():
    assumed = "[{path: calendar.line.Q4.pay, note: 未公布, reliability: low}]"
    assert codes(calendar(f"line: {{{PAID}}}", assumptions=assumed)) == []
    assert codes(calendar(f"line: {{{PAID}}}", assumptions=assumed.replace("Q4", "Q3"))) == ["O501"]


# ── what is no fault, and what is ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "row",
    [
        "line: {Q1: guide, Q2: [accept, review], Q3: plan, Q4: [fund_plan, contract, {pay: 100%}]}",
        "line: {Q3: [publicity, contract, {pay: 50%}], Q4: [publicity, contract, {pay: 50%}]}",
        "line: {Q1: [review, review], Q2: review, Q4: {pay: 100%}}",
        "line: {2013Q4: guide, Q4: {pay: 100%}}",
        "line: {Q1: build, Q2: [build, contract], Q4: {pay: 2/3}, 2015Q1: [build, {pay: 1/3}]}",
        "line: {2014-08: contract, Q3: {pay: 100%}}",
        "parks: {Q1: planning, Q2: planning, Q3: [{milestone: 一个集群}], Q4: [{milestone: 两三个项目}]}",
        "basic: {Q1: {pay: 50%}, Q3: {pay: 50%}}",
        "project: {Q1: guide, Q4: {pay: 100%}}",
        "reform: {column: size, rows: {大: {Q3: {pay: 100%}}, 小: {Q1: {pay: 20%}, Q4: {pay: 80%}}}}",
        "line: {Q2: {pay: 30%}, Q3: {milestone: {title: a, pay: 70%, retain: 10%}}, Q4: release}",
        "line: {2013Q4: [fund_plan, {pay: 70%}], Q2: {pay: 30%}}",
        "line: {2013Q1: fund_plan, 2013-12-31: {pay: 100%}}",
        "line: {2013Q3: [fund_plan, {milestone: {title: a, pay: 50%}}], 2013Q4: {pay: 50%}}",
        "basic: {2013-11: 下达, 2013Q4: {拨付: 20%}, Q1: {pay: 80%}}",
    ],
)
def test_what_may_be_written(row):
    assert codes(calendar(row)) == []


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("line: {Q4: [{pay: 100%}, contract]}", ["S405"]),
        ("line: {Q1: review, Q2: accept, Q4: {pay: 100%}}", ["S405"]),
        ("line: {Q3: fund_plan, Q4: [publicity, {pay: 100%}]}", ["S405"]),
        ("line: {Q2: {milestone: {title: a, pay: 100%}}, Q4: contract}", ["S405"]),
        ("line: {Q1: {pay: 100%}, Q2: contract, Q3: publicity}", ["S405", "S405"]),
        ("line: {Q3: {pay: 50%}, 2014-09: {pay: 50%}}", ["S408"]),
        ("line: {Q3: {pay: 50%}, 2014Q3: {pay: 50%}}", ["S408"]),
        ("line: {Q3: {pay: 50%}, 三季度: {pay: 50%}}", ["S407", "Y112"]),
        ("line: {Q4: {pay: 0%}}", ["S418"]),
        ("line: {Q3: {pay: 50%}, Q4: {pay: 150%}}", ["M202"]),
        ("line: {Q4: {milestone: {title: a, pay: 100%, retain: 120%}}, 2015Q1: release}", ["M202"]),
        ("line: {Q1: release, Q4: {pay: 100%}}", ["W753"]),
        ("line: {Q1: guide, Q4: approve}", ["W752"]),
        ("reform: {column: batch, rows: {一批: {Q3: guide}, 二批: {Q4: {pay: 100%}}}}", ["W752"]),
        ("reform: {column: nobody, rows: {一批: {Q3: {pay: 100%}}}}", ["S411"]),
        ("line: {column: batch, rows: {一批: {Q3: {pay: 100%}}}}", ["S411"]),
        ("basic: {column: batch, rows: {一批: {Q3: {pay: 100%}}}}", ["S411"]),
        ("reform: {column: batch}", ["S202"]),
        ("reform: {rows: {一批: {Q3: {pay: 100%}}}}", ["S202"]),
        ("reform: {column: batch, rows: [Q3]}", ["S203"]),
        ("line: [guide]", ["S203"]),
        ("line: {Q4: {milestone: {pay: 100%}}}", ["S202"]),
        ("line: {Q4: [[guide]]}", ["S403"]),
        ("line: {Q1: 评 审, Q4: {pay: 100%}}", ["S206"]),
        ("line: {Q4: {pay: 100}}", ["M202"]),
        ("line: {2013Q4: {pay: 70%}, Q1: fund_plan, Q2: {pay: 30%}}", ["S409", "S405"]),
        ("line: {2013Q4: [contract, {pay: 70%}], Q2: {pay: 30%}}", ["S409"]),
        ("line: {2012Q4: [fund_plan, {pay: 70%}], Q2: {pay: 30%}}", ["S409"]),
        (
            "line: {2013Q3: {milestone: {title: a, pay: 50%}}, 2013Q4: [fund_plan, {pay: 50%}]}",
            ["S409", "S405"],
        ),
        ("line: {1983Q4: [fund_plan, {pay: 70%}], Q2: {pay: 30%}}", ["S410"]),
    ],
)
def test_what_may_not(row, found):
    assert codes(calendar(row)) == found


def test_money_is_issued_in_advance_at_the_stage_that_commits_it_too():
    row = "line: {2013Q4: [contract, {pay: 70%}], Q2: {pay: 30%}}"
    assert codes(calendar(row, stages="{commits: contract}")) == []
    assert codes(calendar(row, stages="{commits: study}")) == ["S409"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2013Q4: {pay: 70%}", "nothing says that it is issued in advance"),
        ("2012Q3: [fund_plan, {pay: 70%}]", "more than a year early"),
    ],
)
def test_a_payment_before_its_year_says_what_is_wrong_with_it(row, why):
    (found,) = parse({"a.yaml": calendar(f"line: {{{row}, Q2: {{pay: 30%}}}}")}, "a.yaml")[1]
    moment = row.partition(":")[0]
    assert found.what("en") == f"{moment} pays before the budget year 2014: {why}"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "Q1: {pay: 100%}, Q2: contract, Q3: publicity",
            [("Q1", "pay", "contract"), ("Q2", "contract", "publicity")],
        ),
        ("Q1: {pay: 100%}, Q2: review, Q3: contract", [("Q1", "pay", "contract")]),
        ("Q1: review, Q2: guide, Q3: accept, Q4: {pay: 100%}", [("Q1", "review", "accept")]),
    ],
)
def test_a_stage_that_comes_too_early_is_told_with_the_last_that_should_be_before_it(row, told):
    found = parse({"a.yaml": calendar(f"line: {{{row}}}")}, "a.yaml")[1]
    facts = [{name: getattr(fact, "en", fact) for name, fact in each.facts} for each in found]
    assert [(each["moment"], each["stage"], each["other"]) for each in facts] == told


@pytest.mark.parametrize("plan", ["paid", "pool"])
def test_what_a_fund_pays_is_never_paid_before_its_year(plan):
    text = calendar("paid: {2013Q4: [fund_plan, {pay: 70%}], Q2: {pay: 30%}}")
    paid = "  paid: {applicants: firms, award: [{fixed: grant}], when_short: pro_rata, paid_from: pool}\n"
    text = text.replace("calendar:", paid + "funds: {pool: {opening: 5}}\ncalendar:")
    if plan == "pool":
        text = text.replace(", paid_from: pool", "").replace("opening: 5", "opening: 5, pays: paid")
    (found,) = parse({"a.yaml": text}, "a.yaml")[1]
    assert found.what("en").endswith("fund 'pool' pays it, whose books begin with the year")


def test_a_class_speaks_for_its_programmes_that_say_nothing_themselves():
    own = (f"line: {{{PAID}}}", GROUPED)
    assert codes(calendar("project: {Q4: {pay: 100%}}", own[0])) == []
    assert codes(calendar("project: {Q4: {pay: 100%}}", *own)) == ["W751"]
    grouped = "project: {column: batch, rows: {一批: {Q3: {pay: 100%}}, 二批: {Q4: {pay: 100%}}}}"
    assert codes(calendar(grouped, own[0])) == []
    assert codes(calendar(grouped)) == ["S411"]


def test_a_class_without_programmes_may_be_paid_evenly_and_one_with_them_too():
    evenly = OPENING.replace("basic: {amount: 10}", "basic: {amount: 10, pay: evenly}")
    assert codes(evenly) == []
    classes = OPENING.replace("project: {amount: 90}", "project: {amount: 90, pay: evenly}")
    assert codes(classes) == []
    each = classes.replace("when_short: pro_rata}", "when_short: pro_rata, pay: evenly}")
    assert codes(each.replace("amount: 20}", "amount: 20, pay: evenly}")) == ["W751"]


def test_a_programme_without_money_pays_nothing_in_either_way():
    evenly = OPENING.replace("parks: {money: none}", "parks: {money: none, pay: evenly}")
    assert codes(evenly) == ["S415"]
    targets_only = "scenario: a\nyear: 2014\nmoney: none\nprogrammes: {p: {money: none}}\n"
    assert codes(targets_only + "calendar: {p: {Q4: {pay: 100%}}}\n") == ["S415"]
    assert codes(targets_only + "calendar: {p: {Q4: approve}}\n") == []


def test_an_order_without_some_stages_leaves_them_free():
    stages = "{order: [contract, pay], also: [guide, review]}"
    assert codes(calendar("line: {Q1: review, Q2: guide, Q4: [contract, {pay: 100%}]}", stages=stages)) == []
    assert codes(calendar("line: {Q4: [{pay: 100%}, contract]}", stages=stages)) == ["S405"]
    unknown = calendar("line: {Q1: publicity, Q4: {pay: 100%}}", stages=stages)
    assert codes(unknown) == ["S404"]


@pytest.mark.parametrize(
    "stages",
    [
        "{order: [pay, contract, pay]}",
        "{also: [build, study, build]}",
        "{order: [pay, study], also: [build, study]}",
    ],
)
def test_a_stage_that_is_listed_twice_is_told_where_it_stands_again(stages):
    (found,) = parse({"a.yaml": calendar("basic: {Q4: {pay: 100%}}", stages=stages)}, "a.yaml")[1]
    again = stages.rindex(stages.rstrip("]}").rpartition(" ")[2])
    assert (found.code, found.place.column) == ("S406", len("stages: ") + again + 1)


def test_the_committing_stage_must_be_one_that_is_known():
    assert codes(calendar(f"line: {{{PAID}}}", stages="{commits: contracts}")) == ["S404"]
    assert codes(calendar(f"line: {{{PAID}}}", stages="{commits: 合同}")) == []


def test_a_stage_says_its_payment_once():
    assert Stage("pay", Fraction(1, 2)).planned == Fraction(1, 2)
    assert Stage("guide").planned == 0


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("line: {Q4: {pay: 90%}}", "the payments of 'line' add to 90%, not to 100%: 10% too little"),
        (
            "line: {Q3: {pay: 2/3}, Q4: {pay: 2/3}}",
            "the payments of 'line' add to 400/3%, not to 100%: 100/3% too much",
        ),
        (
            "line: {Q3: {pay: 100%}, Q4: contract}",
            "'pay' of 'line' in Q3 comes before 'contract' in Q4",
        ),
        (
            "reform: {column: batch, rows: {一批: {Q3: {pay: 100%}}, 二批: {Q3: {pay: 1}, Q4: {pay: 20%}}}}",
            "the payments of 'reform 二批' add to 120%, not to 100%: 20% too much",
        ),
    ],
)
def test_a_row_that_does_not_pay_in_order_or_in_full_is_named_with_both_sides(row, told):
    (found,) = parse({"a.yaml": calendar(row)}, "a.yaml")[1]
    assert told in found.what("en")
