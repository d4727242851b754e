"""What may be said of targets, and faults that need a closer look.

Each code at its place is in the error gallery (test_meaning_gallery).
"""

from datetime import date
from fractions import Fraction

import pytest

from simulator.glossary import word
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
        ("at_least: 8, baseline: 5%", "S499"),
        ("between: [2, 3%]", "M302"),
        ("at_least: 5%, each_costs: 3万元", "S443"),
        ("at_least: 5亿元, each_costs: 3万元", "S443"),
        ("at_most: 3, rank: yes, baseline: 5", "S443"),
        ("at_most: 2.5, rank: yes", "S447"),
        ("at_most: 0, rank: yes", "S447"),
        ("at_most: 3亿元, rank: yes", "S447"),
        ("at_most: 3x, rank: yes", "S447"),
        ("at_most: 5pp, rank: yes", "M302"),
        ("at_least: 5pp", "M302"),
        ("about: 80, within: 2pp", "M302"),
        ("at_least: 5, bottom: {count: {}}", "S448"),
        ("at_least: 5, part_of: unread", "S441"),
        ("at_least: 3, rank: yes", "S447"),
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
    others = ("b: {at_least: 3}", "c: {at_least: 3%}", "d: {text: 专款专用}")
    unread = ("unread: {title: 无}",) if "unread" in text else ()
    assert codes(said(f"a: {{{text}}}", *others, *unread)) == [code]


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
    ("text", "facts"),
    [
        ("at_least: 5亿元, counts: {figure: {figure: firms}}", ("firms", "number", "5亿元")),
        ("at_least: 5, counts: {figure: {figure: spent}}", ("spent", "money", "5")),
        ("at_least: 5亿元, counts: {sum: {programme: rent, of: jobs * 2}}", ("jobs * 2", "number", "5亿元")),
        ("between: [5亿元, 6亿元], counts: {figure: {figure: firms}}", ("firms", "number", "between")),
    ],
)
def test_a_bound_of_another_kind_names_the_measure_its_unit_and_the_bound_at_the_bound(text, facts):
    (found,) = parsed(said(f"a: {{{text}}}", opening=WITH_MONEY))[1]
    of, unit, bound = facts
    assert dict(found.facts) == {"of": of, "unit": word(unit), "text": bound}
    # an interval has two numbers: its fault stands at the word
    at = 0 if bound == "between" else text.index(bound)
    assert (found.place.line, found.place.column) == (10, len("  a: {") + at + 1)


def test_a_target_without_a_measure_ends_no_check_of_those_after_it():
    text = said(
        "plain: {at_least: 5}",
        "wrong: {at_least: 5亿元, counts: {figure: {figure: firms}}}",
        "also: {at_least: 5, of: spent}",
        "again: {at_least: 5, counts: {figure: {figure: spent}}}",
        opening=WITH_MONEY,
    )
    found = parsed(text)[1]
    assert [(each.code[:2], each.place.line) for each in found] == [("S3", 11), ("E3", 12), ("S3", 13)]


def test_a_measure_that_cannot_be_read_is_told_once_and_is_of_no_other_kind():
    text = said("a: {at_least: 5亿元, counts: {figure: {figure: nobody}}}", opening=WITH_MONEY)
    assert "S357" not in codes(text)
    assert "S204" in codes(text)


def test_two_answers_are_named_in_order_at_the_second():
    ways = "counts: {figure: {figure: firms}}, of: firms"
    (found,) = parsed(said(f"a: {{at_least: 5, {ways}}}", opening=WITH_MONEY))[1]
    assert (found.code, found.fact("target"), found.fact("found")) == ("S446", "a", "counts, of")
    (found,) = parsed(
        said("a: {at_least: 5, of: firms}", opening=WITH_MONEY, then="actuals: {reached: {a: 3}}\n")
    )[1]
    assert (found.code, found.fact("found"), found.place.line) == ("S446", "of, actuals", 11)


def test_an_actual_of_nothing_declared_names_what_is_there_and_the_nearest():
    text = said("mates: {at_least: 5}", "firms: {at_least: 5}", then="actuals:\n  reached: {mats: 3}\n")
    (found,) = parsed(text)[1]
    assert (found.code, found.fact("target"), found.fact("nearest")) == ("S445", "mats", "mates")
    assert found.fact("targets") == "mates, firms"
    assert (found.place.line, found.place.column) == (8, len("  reached: {") + 1)
    assert codes("scenario: a\nyear: 2014\nmoney: none\nactuals: {reached: {a: 3}}\n") == ["S445"]


def test_an_actual_of_a_clause_of_text_names_the_clause():
    (found,) = parsed(said("a: {text: 专款专用}", then="actuals: {reached: {a: 3}}\n"))[1]
    assert (found.code, dict(found.facts)) == ("S450", {"target": "a", "key": "reached"})


def test_an_answer_over_a_figure_that_could_not_be_read_is_not_told_again():
    assert codes(said("a: {at_least: 5, of: lost * 2}", then="figures: {lost: {is: [3]}}\n")) == ["S203"]


def test_an_actual_of_another_kind_stands_at_its_figure():
    text = said("a: {at_least: 5}", "b: {at_least: 5%}", then="actuals:\n  reached: {a: 3, b: 3亿元}\n")
    (found,) = parsed(text)[1]
    assert (found.code, found.place.line, found.place.column) == ("M201", 8, len("  reached: {a: 3, b: ") + 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("scenario: a\nyear: 2014\ntargets: {a: {at_least: 3}}\n", ["S442"]),
        ("scenario: a\nyear: 2014\ntargets: {a: {at_least: 3}}\nprogrammes: {r: {money: none}}\n", ["S442"]),
        ("scenario: a\nyear: 2014\nmoney: none\ntargets: {a: {at_least: 3}}\n", []),
        (WITH_MONEY + "targets: {a: {at_least: 3}}\n", []),
        ("scenario: a\nyear: 2014\n", ["S442"]),
        ("scenario: a\nyear: 2014\nmoney: none\n", []),
        ("scenario: a\nyear: 2014\nfigures: {x: {is: 3}}\n", ["S442"]),
        ("scenario: a\nyear: 2014\nprogrammes: {p: {money: none}}\ncalendar: {p: {Q1: guide}}\n", ["S442"]),
        ("scenario: a\nyear: 2014\nfunds: {p: {opening: 5元}}\n", []),
        ("scenario: a\nyear: 2014\nsources: {c: {amount: 5元}}\n", []),
        # what is wrong already is not said twice
        ("scenario: a\nyear: 2014\nsource: {c: {amount: 5元}}\n", ["S201"]),
        ("scenario: a\nyear: 2014\nprogrammes: {p: {}}\n", ["S241"]),
        ("scenario: a\nyear: 2014\nprogrammes: {p: {spending: x, money: none}}\n", ["S204"]),
        ("scenario: a\n", ["S202"]),
    ],
)
def test_only_a_scenario_without_a_word_on_money_must_say_that_there_is_none(text, found):
    assert codes(text) == found


@pytest.mark.parametrize(
    ("actuals", "found"),
    [
        ("{reached: {a: 5%}}", ["S499"]),
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


def test_a_target_due_too_many_years_away_is_told_at_its_day():
    text = said("a: {at_least: 5, due: 2044Q4}", "b: {at_least: 5, due: 2045Q1}")
    (found,) = parsed(text)[1]
    assert (found.code, found.place.line, found.place.column) == (
        "S410",
        6,
        len("  b: {at_least: 5, due: ") + 1,
    )


def test_actuals_of_another_year_are_asked_about_at_their_day():
    text = said("a: {at_least: 5}", then="actuals: {as_of: 2015-01-31, reached: {a: 3}}\n")
    (found,) = parsed(text)[1]
    assert (found.code, found.place.line, found.place.column) == ("W771", 6, len("actuals: {as_of: ") + 1)
    assert dict(found.facts) == {"day": "2015-01-31", "year": 2014}


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
    assert places(said("a: {title: 载体, at_least: 8, baseline: 5%}"))[0].startswith("5:41 S499")


def test_a_share_is_read_as_a_share_and_a_multiple_as_one():
    assert target("at_least: 85%").at_least.value == Fraction(17, 20)
    assert target("at_least: 30x").at_least.kind == "multiple"


# ── shares and plain numbers ───────────────────────────────────────────────────────────────────────

SHARES = """\
scenario: shares
year: 2023
money: none
targets:
  readers: {{title: Readers, {bound}}}
actuals: {{reached: {{readers: {reached}}}}}
"""


@pytest.mark.parametrize(
    ("bound", "reached", "code", "text"),
    [
        ("at_least: 65%", "64.9", "S490", "64.9"),
        ("at_least: 65%", "-2", "S490", "-2"),
        ("between: [45%, 55]", "50%", "S490", "55"),
        ("about: 65%, within: 5", "60%", "S490", "5"),
        ("at_least: 65", "64.9%", "S499", "64.9%"),
    ],
)
def test_a_number_is_a_percentage_where_its_bound_is_one(bound, reached, code, text):
    (found,) = parsed(SHARES.format(bound=bound, reached=reached))[1]
    assert (found.code, found.fact("text"), found.fact("target")) == (code, text, "readers")
    assert found.place.source[found.place.column - 1 :].startswith(text)


@pytest.mark.parametrize(
    ("bound", "reached"),
    [("at_least: 65%", "64.9%"), ("at_least: 65%", "0.649"), ("at_least: 65%", "1"), ("at_least: 2x", "3")],
)
def test_a_share_may_be_written_as_a_number_up_to_one(bound, reached):
    assert parsed(SHARES.format(bound=bound, reached=reached))[1] == ()


def test_the_remedy_for_a_missing_percent_sign_is_right_to_the_letter():
    wrong = SHARES.format(bound="at_least: 65%", reached="64.9")
    (found,) = parsed(wrong)[1]
    assert (found.help("en"), found.help("zh")) == ("write 64.9%", "写成 64.9%")
    assert parsed(wrong.replace("64.9", "64.9%"))[1] == ()


# ── bounds that name a figure ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("at_least: firms", []),
        ("counts: {count: {programme: rent}}, at_least: firms", []),
        ("counts: {award: {programme: rent}}, at_most: spent", []),
        ("counts: {award: {programme: rent}}, bottom: {budget: {}}, at_least: met", []),
        ("counts: {award: {programme: rent}}, bottom: {budget: {}}, at_least: half", []),
        ("between: [firms, twice]", []),
        ("about: twice, within: firms", []),
        ("baseline: firms, more_than: 60", []),
        ("rank: yes, at_most: firms", []),
        ("of: spent, at_least: spent", []),
        ("at_least: firm", ["S356"]),
        ("between: [firms, twise]", ["S356"]),
        ("baseline: nothing, more_than: 60", ["S356"]),
        ("between: [firms, 39]", ["S276"]),
        ("between: [twice, 39]", []),
        ("counts: {count: {programme: rent}}, at_least: spent", ["M302"]),
        ("counts: {award: {programme: rent}}, at_least: met", ["M101"]),
        ("rank: yes, at_most: met", ["S447"]),
        ("at_least: met, baseline: 3%", ["S443"]),
        ("of: spent, at_least: firms", ["E312"]),
    ],
)
def test_a_bound_may_name_a_figure_of_its_own_kind(target, found):
    figures = WITH_MONEY.replace(
        "met: {is: 82%}", "met: {is: 82%}, twice: {of: 2 * firms}, half: {of: met / 2}"
    )
    assert codes(f"{figures}targets: {{a: {{{target}}}}}\n") == found


def test_a_figure_that_cannot_be_read_is_told_once():
    text = WITH_MONEY.replace("met: {is: 82%}", "met: {is: 82%}, bad: {of: firms +}")
    found = codes(text + "targets: {a: {at_least: bad}}\n")
    assert len(found) == 1
    assert found[0].startswith("E1")
