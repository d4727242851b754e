"""Each section tells what the result holds, no more and no less, in both languages."""

from dataclasses import replace
from fractions import Fraction

import pytest

from simulator.charts.amounts import quanta, shown
from simulator.charts.rule_steps import step_name
from simulator.charts.view import View
from simulator.constraints import MEASURES
from simulator.glossary import LANGUAGES
from simulator.glossary.words import WORDS
from simulator.methods import METHODS
from simulator.model.document import Change, Layer
from simulator.model.goals import AIM_WORDS, AIMS
from simulator.model.kinds import Quantity
from simulator.model.result import ExpectationOutcome, GoalOutcome
from simulator.model.scenario import Expectation
from simulator.optimise import Status
from simulator.problems import NOWHERE
from simulator.reports import appendix
from simulator.reports.appendix import awards, glossary
from simulator.reports.blocks import Paragraph, Picture, Table
from simulator.reports.changes import changes
from simulator.reports.evidence import assumptions, published
from simulator.reports.programmes import by_programme, programmes
from simulator.reports.proof import goals, limits, limits_table, room, status_words
from simulator.reports.wording import figure_text, money_exactly, quantity_text, short_code, term
from simulator.rules import RULES
from tests.charts.examples import (
    WAN,
    crowded,
    longgang,
    longgang_cut,
    quantity,
    ratio,
    unspent,
    without_money,
)

zh = View(longgang())


def table_of(section):
    return next(each for each in section.blocks if isinstance(each, Table))


def cells(table):
    return [row.cells for row in table.rows]


def cents(text):
    return int(text.replace(",", "").replace(".", ""))


# ── programmes ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("example", [longgang, longgang_cut, crowded, unspent])
def test_programmes_add_as_printed(example):
    *lines, total = cells(by_programme(View(example())))
    for column in (3, 4):
        assert sum(cents(line[column]) for line in lines) == cents(total[column])
    assert cents(total[4]) == quanta(sum(each.award_fen for each in example().allocation.programmes))


def test_an_envelope_is_marked_when_the_award_stands_on_one_of_its_ends():
    lines = {line[0]: line[-1] for line in cells(by_programme(View(longgang_cut())))}
    assert lines["战略性新兴产业经营场所租金补贴"] == "0.00 – 300.00 ◆"
    assert lines["国家和省市科技项目配套资助"] == "100.00 – 400.00 ◆"
    assert lines["发明专利资助"] == "0.00 – 80.00"
    assert lines["科普活动"] == "—"


def test_a_plain_line_has_no_applicants():
    line = next(each for each in cells(by_programme(zh)) if each[0] == "科普活动")
    assert line[1] == "固定支出"
    assert line[2] == line[6] == "—"


def test_no_programme_no_section():
    empty = View(without_money())
    assert programmes(empty) is None
    assert awards(empty) is None
    assert goals(empty) is None
    assert published(empty) is None


# ── limits and goals ───────────────────────────────────────────────────────────────────────────────


def test_every_limit_has_a_row_and_a_missed_one_stands_out():
    rows = limits_table(View(crowded())).rows
    assert len(rows) == len(crowded().limits)
    assert [row.tone == "bad" for row in rows] == [not each.met for each in crowded().limits]


def test_the_worth_of_more_room_is_told_below_the_limits_only_where_it_was_worked_out():
    (_, _, price) = limits(zh).blocks
    assert price.text.startswith("项目支出")
    assert "放宽 10万元:得分 增加 0.42(多支持 3 项,多付 9.8万元)" in price.text
    assert price.text.endswith("按此比例,直至放宽 230万元")
    without = replace(longgang(), limits=tuple(replace(each, price=None) for each in longgang().limits))
    assert len(limits(View(without)).blocks) == 2


@pytest.mark.parametrize(
    ("word", "slack", "text"),
    [("money", Fraction(12 * WAN), "5.00个百分点（12.00万元）"), ("count", Fraction(3), "5.00个百分点（3）")],
)
def test_the_room_of_a_ratio_is_told_in_points_and_in_its_own_unit(word, slack, text):
    limit = replace(ratio("share", Fraction(20, 100), Fraction(15, 100)), slack=slack, unit=word)
    result = replace(longgang(), limits=(limit,))
    assert cells(limits_table(View(result)))[0][4] == text


def test_a_ratio_written_as_a_multiple_is_told_as_one():
    limit = replace(ratio("lever", Fraction(76, 15), Fraction(2)), slack=Fraction(12 * WAN), multiple=True)
    told = cells(limits_table(View(replace(longgang(), limits=(limit,)))))[0]
    assert told[2:5] == ("5.0667x", "≥ 2x", "3.0667x（12.00万元）")


def test_goals_are_told_in_their_order_with_value_bound_and_gap():
    lines = cells(table_of(goals(zh)))
    assert [line[0][:2] for line in lines] == ["1.", "2.", "3."]
    assert lines[1] == ("2. 最大化：得分", "913.5", "913.5", "0")
    assert lines[2] == ("3. 最小化：结余", "0万元", "0万元", "0万元")


def test_an_open_gap_is_told_in_the_status_and_the_table():
    goal = GoalOutcome("minimise", "unspent", "money", Fraction(5 * WAN), Fraction(3 * WAN))
    result = replace(longgang(), goals=(goal,), status="within X (proven)")
    assert "2万元" in status_words(View(result))
    assert "X" not in status_words(View(result))
    assert cells(table_of(goals(View(result))))[0][1:] == ("5万元", "3万元", "2万元")
    assert "20,000 yuan" in status_words(View(result, "en"))


@pytest.mark.parametrize(("language", "words"), [("zh", "不可复现"), ("en", "not reproducible")])
def test_a_result_that_the_clock_touched_says_so_beside_its_status(language, words):
    touched = replace(longgang(), reproducible=False)
    assert words in status_words(View(touched, language))
    assert words not in status_words(View(longgang(), language))


def test_a_goal_without_a_bound_is_not_called_proved():
    result = replace(longgang(), goals=(GoalOutcome("maximise", "awards", "count", Fraction(7), None),))
    assert cells(table_of(goals(View(result))))[0] == ("1. 最大化：获得资助的笔数", "7", "—", "未证明")


def test_numbers_without_an_end_say_that_they_are_rounded():
    result = replace(
        longgang(), goals=(GoalOutcome("maximise", "points", "points", Fraction(1, 3), Fraction(-2, 3)),)
    )
    assert cells(table_of(goals(View(result))))[0][1:] == ("≈ 0.3333", "≈ −0.6667", "1")


def test_the_chart_of_room_follows():
    assert isinstance(room(zh).blocks[0], Picture)
    assert limits(View(replace(longgang(), limits=()))) is None
    assert room(View(replace(longgang(), limits=()))) is None


# ── published figures and assumptions ──────────────────────────────────────────────────────────────


def test_published_figures_stand_beside_those_of_the_run_with_their_quotes():
    lines = cells(table_of(published(zh)))
    assert lines[0][:2] == ("收入 · 合计 · 金额", "sources.total.amount")
    assert lines[0][2:5] == ("1581.1万元", "1,581.1万元", "✓ 吻合")
    assert "“2014年预算收入1581.1万元" in lines[0][5]
    assert lines[1][5] == longgang().scenario.expect[1].document


def test_an_overlay_moves_a_figure_and_does_not_miss_it():
    rows = table_of(published(View(longgang_cut()))).rows
    assert rows[1].cells[4] == "情景变更"
    assert rows[1].tone == "line"


def test_a_missed_figure_stands_out():
    expectation = Expectation("programmes.hnte.awards", at_least=Quantity(Fraction(20), "bare", "20", WAN))
    outcome = ExpectationOutcome(expectation, Fraction(12), met=False, moved=False)
    row = table_of(published(View(replace(longgang(), expectations=(outcome,))))).rows[0]
    assert row.tone == "bad"
    assert row.cells[2:] == ("≥ 20", "12", "不吻合", "—")


def test_every_assumption_is_listed_and_called_one():
    section = assumptions(zh)
    assert [line[0] for line in cells(table_of(section))] == [
        each.path for each in longgang().scenario.assumptions
    ]
    warning = next(each for each in section.blocks if isinstance(each, Paragraph))
    assert warning.tone == "warning"
    assert "3项" in warning.text


@pytest.mark.parametrize(
    ("path", "like", "value", "text"),
    [
        ("sources.total.amount", quantity("1581.1", 1_581_100_000), Fraction(1_581_100_000), "1,581.1万元"),
        ("constraints.x.value", Quantity(Fraction(4, 5), "share", "80%"), Fraction(791, 1000), "79.10%"),
        ("programmes.total.awards", Quantity(Fraction(9), "bare", "9"), Fraction(1234), "1,234"),
        ("figures.lever.value", Quantity(Fraction(9), "multiple", "9x"), Fraction(83, 3), "≈27.6667"),
        ("sources.total.amount", None, None, "—"),
    ],
)
def test_a_figure_is_written_like_the_one_beside_it(path, like, value, text):
    assert figure_text(zh, value, path, like) == text


def test_a_published_figure_keeps_the_digits_it_was_printed_with():
    assert quantity_text(quantity("1,581.10", 1_581_100_000), "spending.total.amount") == "1,581.10万元"
    assert quantity_text(Quantity(Fraction(39), "bare", "39", WAN), "figures.persons.value") == "39"


def test_exact_money_loses_no_fen_in_either_language():
    assert money_exactly(zh, 1_429_128_434) == "1,429.128434万元"
    assert money_exactly(View(longgang(), "en"), 1_429_128_434) == "14,291,284.34 yuan"


def test_terms_without_a_word_stay_as_they_are():
    assert term(zh, "pro_rata") == "同比例压减"
    assert term(zh, "some_new_method") == "some_new_method"
    assert short_code("0123456789abcdef01") == "01234567 89abcdef 01"


# ── changes ────────────────────────────────────────────────────────────────────────────────────────


def test_changes_are_told_with_reason_and_place():
    section = changes(View(longgang_cut(), "zh", longgang()))
    asked, effects, _ = [each for each in section.blocks if isinstance(each, Table)]
    told = [each.text for each in section.blocks if isinstance(each, Paragraph)]
    assert any("局务会第4项" in each for each in told)
    assert cells(asked)[0] == (
        "programmes.rent_subsidy.award.share.rate",
        "改为",
        "50%",
        "60%",
        "cut10_rent60.yaml:6",
    )
    assert cells(asked)[1][1] == "压减"
    assert cells(effects)[-1][0] == "支出合计"


def test_effects_add_to_the_difference_as_printed():
    section = changes(View(longgang_cut(), "zh", longgang()))
    *lines, total = cells([each for each in section.blocks if isinstance(each, Table)][1])
    sign = str.maketrans({"−": "-", "+": "", ",": "", ".": ""})
    assert sum(int(line[3].translate(sign)) for line in lines) == int(total[3].translate(sign))


def test_layers_the_base_already_carries_are_no_change():
    both = longgang_cut()
    section = changes(View(both, "zh", both))
    assert "没有记录在案的变更" in " ".join(
        each.text for each in section.blocks if isinstance(each, Paragraph)
    )


def test_a_layer_without_a_reason_says_where_it_stands():
    cut = longgang_cut()
    layer = Layer("--set", "set", changes=(Change("set", "a.b", "1", "2", NOWHERE),))
    document = replace(cut.scenario.document, layers=(layer,))
    result = replace(cut, scenario=replace(cut.scenario, document=document))
    section = changes(View(result, "zh", longgang()))
    assert cells(table_of(section))[0][4] == "--set"


def test_without_a_base_there_is_no_change():
    assert changes(zh) is None


# ── appendix ───────────────────────────────────────────────────────────────────────────────────────


def sums_of(rows):
    """Return what each programme's lines add to, by its heading."""
    programme, sums = None, {}
    for row in rows:
        if row.tone == "group":
            programme = row.cells
            sums[programme] = [0, 0]
        else:
            for column in (0, 1):
                sums[programme][column] += cents(row.cells[2 + column])
    return sums


@pytest.mark.parametrize(("whole", "lines"), [(True, 313), (False, 88)])
def test_the_appendix_adds_to_each_programme_whole_or_short(whole, lines):
    rows = table_of(awards(zh, whole=whole)).rows
    sums = sums_of(rows)
    assert sum(row.tone == "line" for row in rows) == lines
    assert len(sums) == 8
    assert all([cents(head[2]), cents(head[3])] == found for head, found in sums.items())


def test_a_long_list_is_told_by_its_ends_and_says_so():
    section = awards(zh)
    assert any(isinstance(each, Paragraph) and each.tone == "warning" for each in section.blocks)
    research = [row.cells for row in table_of(section).rows]
    start = next(at for at, line in enumerate(research) if "企业研发投入后补助" in line[1])
    own = research[start + 1 : start + 12]
    held = longgang().allocation.of("research")
    ranked = sorted(held.award[held.entitlement > 0].tolist(), reverse=True)
    assert [cents(line[3]) for line in (*own[:5], *own[6:])] == [*ranked[:5], *ranked[-5:]]
    assert own[5][:2] == ("…", f"其余{len(ranked) - 10}条合计")
    assert cents(own[5][3]) == sum(ranked[5:-5])
    assert [line[0] for line in own[6:]] == [str(len(ranked) - at) for at in (4, 3, 2, 1, 0)]


def test_a_short_list_is_never_shortened(monkeypatch):
    monkeypatch.setattr(appendix, "MOST_LINES", 313)
    section = awards(zh)
    assert sum(row.tone == "line" for row in table_of(section).rows) == 313
    assert not any(isinstance(each, Paragraph) and each.tone == "warning" for each in section.blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_explained_once_each(language):
    lines = cells(table_of(glossary(View(longgang(), language))))
    assert len({line[0] for line in lines}) == len(lines) == len(appendix.TERMS)
    assert all(line[1] for line in lines)


def test_shares_are_those_of_the_exact_sums():
    held = longgang().allocation.of("research")
    line = next(each for each in cells(by_programme(zh)) if each[0] == "企业研发投入后补助")
    assert line[5] == f"{shown(round(Fraction(held.award_fen, held.entitlement_fen) * 1000) * 10)[:-1]}%"


# ── words ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("subject", [*AIM_WORDS, *AIMS, *MEASURES])
@pytest.mark.parametrize("word_of_goal", ["maximise", "minimise"])
def test_every_aim_and_measure_can_be_told_as_a_goal(subject, word_of_goal):
    result = replace(
        longgang(), goals=(GoalOutcome(word_of_goal, subject, "points", Fraction(1), Fraction(1)),)
    )
    for language in LANGUAGES:
        assert cells(table_of(goals(View(result, language))))[0][0].startswith("1. ")


@pytest.mark.parametrize("verb", ["set", "cut", "raise", "move", "add", "drop"])
def test_every_verb_of_an_overlay_can_be_told(verb):
    cut = longgang_cut()
    layer = Layer("x.yaml", "x", changes=(Change(verb, "a.b", "1", "2", NOWHERE),))
    document = replace(cut.scenario.document, layers=(layer,))
    result = replace(cut, scenario=replace(cut.scenario, document=document))
    for language in LANGUAGES:
        told = cells(table_of(changes(View(result, language, longgang()))))[0][1]
        assert told == (verb if language == "en" else told)
        assert told


@pytest.mark.parametrize("step", RULES)
def test_every_step_of_a_rule_has_a_name_in_both_languages(step):
    assert f"chart.step.{step}" in WORDS
    assert step_name(zh, step) != step


@pytest.mark.parametrize("method", METHODS)
def test_every_way_to_share_a_short_pot_has_a_name(method):
    assert term(zh, method) != method


@pytest.mark.parametrize("status", Status)
def test_every_status_has_its_words(status):
    assert status_words(View(replace(longgang(), status=status.value))) != status.value
