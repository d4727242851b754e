"""Document to Scenario: single values, records, and that every fault is told at once."""

from fractions import Fraction

import pytest

from simulator.expression import Expression
from simulator.language import compose, parse, read_scenario
from simulator.language.overlay import base_document
from simulator.language.scalars import quantity
from simulator.model.kinds import Quantity
from simulator.problems import FindingError, errors_of
from tests.language.texts import GOOD, codes, parsed, places, scenario_of, spot, with_line

HEAD = "scenario: a\nyear: 2014\nunit: 万元\n"


def shares(settings: str) -> str:
    """Return a scenario with one share step of these settings."""
    return (
        HEAD
        + "sources: {city: {amount: 100}}\nspending: {project: {amount: 100}}\n"
        + "populations: {firms: {file: f.csv, id: firm_id, columns: {rent: 元, small: yes_no}}}\n"
        + "programmes:\n  p:\n    {spending: project, applicants: firms, when_short: pro_rata,\n"
        + f"     award: [{settings}]}}\n"
    )


# ── the whole ──────────────────────────────────────────────────────────────────────────────────────


def test_a_good_scenario_is_read_without_a_word():
    scenario, problems = parsed(GOOD)
    assert problems == ()
    assert scenario is not None
    assert (scenario.id, scenario.year, scenario.unit, scenario.language) == ("good", 2014, "万元", 1)
    assert [each.id for each in scenario.programmes] == [
        "rent_subsidy",
        "research",
        "heads",
        "fair",
        "platform",
    ]


def test_records_keep_the_order_written_and_the_place_of_their_key():
    scenario = scenario_of(GOOD)
    assert [(each.id, each.place.line, each.place.column) for each in scenario.sources] == [
        ("city", 7, 3),
        ("district", 8, 3),
        ("other", 9, 3),
    ]
    assert scenario.assumptions[0].place.line == scenario.assumptions[1].place.line - 1
    assert all(each.place.file == "a.yaml" for each in scenario.expect)


def test_the_scenario_keeps_the_document_it_was_read_from():
    scenario = scenario_of(GOOD)
    assert scenario.document is not None
    assert scenario.document.layers[0].file == "a.yaml"
    assert scenario.document.root.get("scenario") is not None


def test_the_unit_of_a_file_covers_bare_money_only():
    scenario = scenario_of(
        HEAD + "sources: {a: {amount: 1581.1}, b: {amount: 50元}, c: {amount: 1.2亿元}, d: {amount: 0}}"
    )
    assert [each.amount for each in scenario.sources] == [1581_100_000, 5000, 12_000_000_000, 0]


def test_without_a_unit_only_zero_may_be_bare():
    text = "scenario: a\nyear: 2014\nsources: {a: {amount: 0}, b: {amount: 5}}"
    assert places(text) == [f"{spot(text, 'amount: 5', '5')} M103"]


def test_every_fault_is_told_in_one_run_by_place():
    text = with_line("amount: 900", "amount: abc")
    text = with_line("rate: 50%, plus", "rate: 50, plus", text)
    text = with_line("title: 科普", "titel: 科普", text)
    text = with_line("result: programmes.heads.awards", "result: programmes.heads.awarded", text)
    assert places(text) == [
        f"{spot(text, 'abc')} M101",
        f"{spot(text, 'rate: 50, plus', '50')} M202",
        f"{spot(text, 'titel')} S201",
        f"{spot(text, 'programmes.heads.awarded')} S282",
    ]


def test_a_bad_record_is_left_out_and_its_id_still_counts_as_declared():
    text = with_line("project: {amount: 1000, when_short: optimise}", "project: {when_short: optimise}")
    scenario, problems = parsed(text)
    assert [each.code for each in problems] == ["S202"]
    assert scenario is not None
    assert [each.id for each in scenario.spending] == ["basic"]
    assert {each.spending for each in scenario.programmes} == {"project", None}


def test_a_bad_value_leaves_the_good_ones_of_its_record():
    scenario, problems = parsed(with_line("amount: 900, document", "amount: 900, titel: x, document"))
    assert [each.code for each in problems] == ["S201"]
    assert scenario is not None
    assert (scenario.source("city").amount, scenario.source("city").document) == (900_000_000, "预算")


@pytest.mark.parametrize("line", ["scenario: good\n", "year: 2014\n"])
def test_without_its_id_or_year_there_is_no_scenario_but_all_else_is_checked(line):
    text = with_line("title: 科普", "titel: 科普", with_line(line, ""))
    scenario, problems = parsed(text)
    assert scenario is None
    assert [each.code for each in problems] == ["S202", "S201"]
    assert problems[0].place.line == 1


def test_reading_alone_tells_of_shape_and_not_of_meaning():
    root, _ = compose(with_line("amount: 900", "amount: 9"), "a.yaml")
    assert root is not None
    scenario, problems = read_scenario(base_document(root, "a.yaml"))
    assert scenario is not None
    assert problems == ()
    assert codes(with_line("amount: 900", "amount: 9")) == ["S251"]


# ── keys ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("rat", "rate"),
        ("rate_atmost", "rate_at_most"),
        ("比列", "比例"),
        ("比例上线", "比例上限"),
        ("zzz", ""),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest_one_in_the_language_written(written, nearest):
    _, problems = parsed(shares(f"{{share: {{of: rent, rate: 50%, {written}: 1}}}}"))
    assert [(each.code, each.fact("nearest")) for each in problems] == [("S201", nearest)]


def test_an_unknown_key_far_from_all_others_is_told_with_what_may_stand_there():
    _, problems = parsed(HEAD + "zzz: 1")
    assert problems[0].fact("nearest") == ""
    assert problems[0].fact("keys").startswith("scenario, year, language")
    _, problems = parsed(HEAD + "乱写: 1")
    assert problems[0].fact("keys").startswith("方案、年度、语言")


def test_a_missing_key_is_told_at_the_key_that_holds_it():
    english, chinese = shares("{share: {of: rent}}"), shares("{按比例: {基数: rent}}")
    assert places(english) == [f"{spot(english, 'share')} S202"]
    assert places(chinese) == [f"{spot(chinese, '按比例')} S202"]
    _, problems = parsed(shares("{按比例: {基数: rent}}"))
    assert problems[0].fact("key") == "比例"


def test_our_words_and_the_officers_ids_never_share_a_mapping():
    text = with_line("  district: {amount: 300}", "  district: {amount: 300}\n  title: 各项来源")
    assert places(text) == [f"{spot(text, 'title: 各项来源')} S212"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("  basic: {amount: 200}", "  basic: 200", "200"),
        ("tags: capacity\n", "tags: {a: b}\n", "{a: b}"),
        ("title: 科普", "title: [科普]", "[科普]"),
        ("eligible: cost > 0", "eligible: [cost > 0]", "[cost > 0]"),
        (
            "bands: [{up_to: 1000, rate: 5%}, {up_to: 5000, rate: 2.5%}, {above: 5000, rate: 1%}]",
            "bands: 5%",
            "5%",
        ),
    ],
)
def test_the_wrong_form_of_value_is_told_in_words_at_its_place(old, new, found):
    text = with_line(old, new)
    assert f"{spot(text, new, found)} S203" in places(text)


# ── single values ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "rate"),
    [("50%", "1/2"), ("0.5", "1/2"), ("1/3", "1/3"), ("5‰", "1/200"), ("100%", "1"), ("０．５", "1/2")],
)
def test_a_rate_is_exact_however_it_is_written(text, rate):
    step = scenario_of(shares(f"{{share: {{of: rent, rate: {text}}}}}")).programme("p").award[0]
    assert step.rate == Fraction(rate)


@pytest.mark.parametrize(
    ("text", "code"),
    [("50", "M202"), ("101%", "M202"), ("-5%", "M206"), ("half", "E201"), ("1/0", "M203"), ("5pp", "M201")],
)
def test_a_rate_that_is_none_is_refused_by_name(text, code):
    assert codes(shares(f"{{share: {{of: rent, rate: {text}}}}}")) == [code]


@pytest.mark.parametrize(
    ("text", "amount"), [("100", 100_000_000), ("5000元", 500_000), ("0", 0), ("1.5亿元", 15_000_000_000)]
)
def test_an_amount_of_a_step_is_money_in_the_files_unit(text, amount):
    assert scenario_of(shares(f"{{fixed: {text}}}")).programme("p").award[0].amount == amount


@pytest.mark.parametrize("text", ["rent", "rent * 50%", "2 * 5000元", "max(rent, 5万元)"])
def test_an_amount_of_a_step_may_be_an_expression(text):
    amount = scenario_of(shares(f'{{fixed: "{text}"}}')).programme("p").award[0].amount
    assert isinstance(amount, Expression)
    assert amount.text == text


@pytest.mark.parametrize(
    ("text", "code"),
    [("5000美元", "M106"), ("12.3.4", "M101"), ("-5", "S207"), ("small", "E312"), ("rents", "E201")],
)
def test_an_amount_that_is_neither_is_refused_by_name(text, code):
    assert codes(shares(f'{{fixed: "{text}"}}')) == [code]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("17", "bare", "17"),
        ("-1.5", "bare", "-3/2"),
        ("5,221.24", "bare", "522124/100"),
        ("1/3", "bare", "1/3"),
        ("4.35%", "share", "435/10000"),
        ("5pp", "points", "1/20"),
        ("12x", "multiple", "12"),
        ("12倍", "multiple", "12"),
        ("42.47亿元", "money", "424700000000"),
        ("2014-06-30", "date", "735414"),
        ("三甲", "text", "0"),
    ],
)
def test_a_figure_is_typed_by_how_it_is_written(text, kind, value):
    found = quantity(text, "万元")
    assert (found.kind, found.value, found.text) == (kind, Fraction(value), text)
    assert found.unit_fen == (1_000_000 if kind == "bare" else None)


@pytest.mark.parametrize("text", ["12 x 3", "12..5", "5万块", "2014-02-30", "1/0"])
def test_a_figure_that_begins_as_a_number_and_is_none_is_refused(text):
    with pytest.raises(FindingError):
        quantity(text)


def test_a_bare_figure_remembers_what_bare_money_means_in_its_file():
    bound = scenario_of(GOOD).constraint("range").between[1]
    assert bound == Quantity(Fraction(100), "bare", "100", 1_000_000)
    assert bound.as_money() == 100_000_000


def test_a_counts_least_is_kept():
    for written, code in (("0", "S208"), ("5.5", "M301"), ("-1", "S208")):
        text = with_line("count: 50", f"count: {written}")
        assert places(text) == [f"{spot(text, 'count: ' + written, written)} {code}"]


def test_a_word_in_either_language_is_the_same_word():
    english, chinese = scenario_of(GOOD), scenario_of(with_line("mode: down", "mode: 向下"))
    assert english.programme("rent_subsidy").award == chinese.programme("rent_subsidy").award


def test_one_condition_is_named_after_its_key_and_several_keep_their_names():
    scenario = scenario_of(GOOD)
    assert [name for name, _ in scenario.programme("research").eligible] == ["eligible"]
    assert [name for name, _ in scenario.programme("rent_subsidy").eligible] == ["in_trade", "pays_rent"]


def test_a_fault_in_an_expression_is_told_at_its_own_column_even_inside_quotes():
    for written in ("eligible: cost > > 0", 'eligible: "cost > > 0"'):
        text = with_line("eligible: cost > 0", written)
        assert places(text) == [f"{spot(text, 'cost > > 0', '> 0')} E111"]


def test_a_reference_is_told_with_the_nearest_id_and_all_that_are_declared():
    _, problems = parsed(with_line("applicants: people", "applicants: peeple"))
    told = next(each for each in problems if each.code == "S204")
    assert (told.fact("section"), told.fact("nearest"), told.fact("declared")) == (
        "populations",
        "people",
        "firms, people",
    )


def test_the_section_of_a_reference_is_named_in_the_language_of_its_key():
    _, problems = parsed("方案: a\n年度: 2014\n专项: {p: {支出: projekt, 资金: 无}}")
    assert [(each.code, each.fact("section")) for each in problems] == [("S204", "支出")]
    _, problems = parsed("scenario: a\nyear: 2014\nprogrammes: {p: {spending: 项目, money: none}}")
    assert [(each.code, each.fact("section")) for each in problems] == [("S204", "spending")]


def test_a_value_that_an_overlay_replaced_is_told_with_its_history():
    overlay = "scenario: o\nextends: base.yaml\nchanges:\n"
    overlay += "  - {set: programmes.rent_subsidy.award.share.rate, to: 70}\n"
    _, problems = parse({"base.yaml": GOOD, "o.yaml": overlay}, "o.yaml")
    assert [(each.code, str(each.place)) for each in problems] == [("M202", f"o.yaml:{spot(overlay, '70')}")]
    before = f"base.yaml:{spot(GOOD, 'rate: 50%, plus', '50%')}"
    assert [(str(place), text) for place, text in problems[0].history] == [(before, "50%")]


def test_the_same_scenario_in_chinese_keys_reads_the_same():
    chinese = """\
方案: a
年度: 2014
单位: 万元
资金来源: {city: {金额: 100}}
支出: {project: {金额: 100}}
申报名单: {firms: {文件: f.csv, 编号: firm_id, 数据列: {rent: 元, small: 是否}}}
专项:
  p:
    支出: project
    申报单位: firms
    不足时: {择优排序: {次序: [{最高: rent}, {在先: firm_id}], 末位: 跳过}}
    核定: [{按比例: {基数: rent, 比例: 50%, 加成: {百分点: 5pp, 当: small}}}, {封顶: 20}]
    得分: {每笔得分: 3}
"""
    english = """\
scenario: a
year: 2014
unit: 万元
sources: {city: {amount: 100}}
spending: {project: {amount: 100}}
populations: {firms: {file: f.csv, id: firm_id, columns: {rent: 元, small: yes_no}}}
programmes:
  p:
    spending: project
    applicants: firms
    when_short: {ranked: {order: [{highest: rent}, {first: firm_id}], last: skip}}
    award: [{share: {of: rent, rate: 50%, plus: {pp: 5pp, when: small}}}, {cap: 20}]
    points: {per_award: 3}
"""
    ours, theirs = scenario_of(english), scenario_of(chinese)
    assert ours.programme("p").award == theirs.programme("p").award
    assert ours.programme("p").when_short == theirs.programme("p").when_short
    assert ours.programme("p").points == theirs.programme("p").points
    assert ours.population("firms").columns == theirs.population("firms").columns
    assert (ours.source("city").amount, ours.unit) == (theirs.source("city").amount, theirs.unit)


def test_the_result_does_not_depend_on_the_order_of_keys():
    moved = "programmes: {fair: {amount: 60, spending: project}}\nspending: {project: {amount: 100}}\n"
    moved += "sources: {city: {amount: 100}}\nunit: 万元\nyear: 2014\nscenario: a\n"
    straight = HEAD + "sources: {city: {amount: 100}}\nspending: {project: {amount: 100}}\n"
    straight += "programmes: {fair: {spending: project, amount: 60}}\n"
    ours, theirs = scenario_of(straight), scenario_of(moved)
    assert [(each.amount, each.spending) for each in ours.programmes] == [
        (each.amount, each.spending) for each in theirs.programmes
    ]
    assert errors_of(parsed(moved)[1]) == ()
