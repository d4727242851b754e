"""Misuse of award steps: each is told of once, at its place, with words that help in both languages."""

import pytest

from simulator.language import parse
from simulator.model.kinds import Cell
from simulator.rules.lookup import Table
from tests.rules.worked import found, problems, scenario_text

COLUMNS = """rent: 元, heads: count, size: [大, 小], grade: [优秀, 良好, 合格], strategic: yes_no,
    begun: date, done: date, trade: text"""
PAYERS = "[{id: city, rate: 60%}, {id: bank, rest: yes}]"
TWICE = "[{id: city, rate: 10%}, {id: city, rate: 20%}, {id: bank, rest: yes}]"

# the code, the rule, and the words it points at
FAULTS = [
    ("S361", "[{slabs: {of: rent, bands: [{rate: 5%}]}}]", "{rate: 5%}"),
    (
        "S361",
        "[{slabs: {of: rent, bands: [{at_least: 2元, more_than: 1元, amount: 5元}]}}]",
        "{at_least: 2元",
    ),
    (
        "S362",
        "[{slabs: {of: rent, bands: [{at_least: 2元, amount: 1元}, {at_least: 2元, amount: 5元}]}}]",
        "{at_least: 2元, amount: 5元",
    ),
    (
        "S362",
        "[{slabs: {of: rent, bands: [{more_than: 2元, amount: 1元}, {at_least: 2元, amount: 5元}]}}]",
        "{at_least: 2元",
    ),
    (
        "S362",
        "[{slabs: {of: rent, bands: [{at_least: 3000, amount: 1元}, {at_least: 2000元, amount: 5元}]}}]",
        "{at_least: 2000元",
    ),
    ("S363", "[{slabs: {of: rent, bands: [{at_least: 2元}]}}]", "{at_least"),
    ("S363", "[{brackets: {of: heads, bands: [{up_to: 2, rate: 5%, amount: 1元}]}}]", "{up_to"),
    ("S364", "[{slabs: {of: heads, bands: [{at_least: 2, rate: 5%}]}}]", "{at_least"),
    ("S364", "[{brackets: {of: heads, bands: [{up_to: 2, rate: 5%}]}}]", "{up_to"),
    ("S365", "[{brackets: {of: rent, bands: [{up_to: 2元, amount: 5元}]}}]", "{up_to"),
    ("S366", "[{slabs: {of: heads, bands: [{at_least: 2元, amount: 5元}]}}]", "2元"),
    ("S366", "[{slabs: {of: begun, bands: [{at_least: 2, amount: 5元}]}}]", "2,"),
    ("S366", "[{slabs: {of: rent, bands: [{at_least: heads, amount: 5元}]}}]", "heads"),
    ("M101", "[{slabs: {of: rent, bands: [{at_least: 2%, amount: 5元}]}}]", "2%"),
    ("S367", "[{table: {of: grade, values: {优: 2元, 良好: 1元}, rest: 0}}]", "优"),
    ("S367", "[{table: {of: strategic, values: {maybe: 2元}, rest: 0}}]", "maybe"),
    ("S367", "[{table: {of: [size, grade], values: {大: {优秀: 2元}, 中: {优秀: 1元}}, rest: 0}}]", "中"),
    ("S367", "[{choose: {column: grade, cases: {优: {fixed: 2元}}, rest: {fixed: 0}}}]", "优"),
    ("S368", "[{table: {of: grade, values: {优秀: 2元, 良好: 1元}}}]", "table"),
    ("S368", "[{table: {of: strategic, values: {是: 2元}}}]", "table"),
    ("S368", "[{table: {of: [size, strategic], values: {大: {yes: 2元, no: 0}, 小: {yes: 1元}}}}]", "table"),
    ("S368", "[{choose: {column: size, cases: {大: {fixed: 2元}}}}]", "choose"),
    ("S369", "[{table: {of: [size, grade], values: {大: 2元}, rest: 0}}]", "大"),
    ("S369", "[{table: {of: size, values: {大: {优秀: 2元}}, rest: 0}}]", "优秀"),
    ("S371", "[{table: {of: heads, values: {许多: 2元}, rest: 0}}]", "许多"),
    ("S371", "[{table: {of: rent, values: {200: 2元}, rest: 0}}]", "200"),
    ("S372", "[{table: {of: strategic, values: {是: 2元, yes: 1元, no: 0}}}]", "yes"),
    ("S372", "[{table: {of: heads, values: {1: 2元, 01: 1元}, rest: 0}}]", "01"),
    ("S373", "[{table: {of: trade, values: {芯片: 2元}}}]", "table"),
    ("M101", "[{table: {of: size, values: {大: 2%, 小: 1元}}}]", "2%"),
    ("M101", "[{table: {of: size, values: {大: 2元}, rest: 3%}}]", "3%"),
    ("M201", "[{share: {of: rent, rate: {table: {of: size, values: {大: 2元, 小: 1%}}}}}]", "2元"),
    ("M202", "[{share: {of: rent, rate: {table: {of: size, values: {大: 120%, 小: 1%}}}}}]", "120%"),
    (
        "M302",
        "[{per_unit: {of: heads, amount: 1元, at_most: {table: {of: size, values: {大: 2元, 小: 1}}}}}]",
        "2元",
    ),
    ("S207", "[{table: {of: size, values: {大: -2元, 小: 1元}}}]", "-2元"),
    ("S374", f"[{{split: {{of: rent, payers: {TWICE}, pays: city}}}}]", "{id: city, rate: 20%"),
    ("S374", "[{waterfall: {of: rent, layers: [{id: a, at_most: 1元}, {id: a}], pays: a}}]", "{id: a}"),
    ("S375", "[{split: {of: rent, payers: [{id: city, rate: 60%}], pays: city}}]", "[{id: city"),
    ("S375", "[{split: {of: rent, payers: [{id: a, rest: yes}, {id: b, rest: yes}], pays: a}}]", "[{id: a"),
    ("S376", "[{split: {of: rent, payers: [{id: a, rest: yes, rate: 5%}], pays: a}}]", "{id: a"),
    ("S376", "[{split: {of: rent, payers: [{id: a, rest: yes}, {id: b, at_most: 5元}], pays: a}}]", "{id: b"),
    (
        "S377",
        "[{split: {of: rent, pays: a, payers: [{id: a, rate: 70%}, {id: b, rate: 31%}, {id: c, rest: 是}]}}]",
        "[{id: a",
    ),
    ("S378", "[{waterfall: {of: rent, layers: [{id: a}, {id: b}], pays: a}}]", "{id: b}"),
    ("S379", "[{interest: {of: rent, rate: 3%, year: 365}}]", "interest"),
    (
        "S379",
        "[{interest: {of: rent, rate: 3%, year: 365, days: heads, begins: begun, ends: done}}]",
        "heads",
    ),
    ("S380", "[{interest: {of: rent, rate: 3%, year: 366, days: heads}}]", "366"),
    ("S381", "[{taper: {of: rent, from: 2元, to: 2元, start: 1元}}]", "2元, start"),
    ("S382", "[{fixed: 5元}, {years: {of: heads}}]", "years"),
    ("S382", "[{fixed: 5元}, {years: {of: heads, rates: []}}]", "[]"),
    ("S383", "[{interest: {of: rent, rate: 3%, year: 365, begins: begun}}]", "begun"),
    ("S383", "[{voucher: {face: rent, redeemed: rent, expires: done}}]", "done"),
    ("S383", "[{fixed: 5元}, {clawback: {kept: heads}}]", "heads"),
    ("S383", "[{fixed: 5元}, {clawback: {promised: heads}}]", "heads"),
    ("S383", "[{fixed: 5元}, {clawback: {interest: 3%}}]", "3%"),
    (
        "S384",
        "[{fixed: 5元}, {clawback: {achieved: heads, promised: 9, kept: heads, term: 60}}]",
        "heads, term",
    ),
    ("S385", "[{fixed: 5元}, {clawback: {interest: 3%, years: 51}}]", "51"),
    ("S385", "[{fixed: 5元}, {clawback: {interest: 3%, years: 1.5}}]", "1.5"),
    ("S386", "[{fixed: 5元}, {prorate: {of: heads, out_of: 0}}]", "0"),
    ("S386", "[{per_full: {of: rent, each: 0元, amount: 1元}}]", "0元"),
    ("S386", "[{fixed: 5元}, {clawback: {kept: heads, term: 0}}]", "0"),
    ("S386", "[{fixed: 5元}, {clawback: {kept: 3, term: -1}}]", "-1"),
    ("S383", "[{fixed: 5元}, {clawback: {kept: 3, term: 5, years: 2}}]", "2"),
    ("S385", "[{fixed: 5元}, {clawback: {interest: 3%, years: -1}}]", "-1"),
    ("S208", "[{per_unit: {of: heads, amount: 5元, at_most: -1}}]", "-1"),
    ("S208", "[{fixed: 5元}, {years: {of: heads, at_most: -1}}]", "-1"),
    ("M202", "[{fixed: 5元}, {years: {of: heads, rates: [150%]}}]", "150%"),
    ("S347", "[{fixed: rent}, {round: {to: 0元}}]", "0元"),
    ("S347", "[{fixed: rent}, {round: {to: 0分}}]", "0分"),
    ("S347", "[{fixed: rent}, {round: {to: -0元}}]", "-0元"),
    ("S347", "[{fixed: rent}, {round: 0}]", "0"),
    ("S366", "[{fixed: 5元}, {clawback: {achieved: heads, promised: rent}}]", "heads"),
    ("S366", "[{fixed: 5元}, {clawback: {achieved: begun, promised: done}}]", "done"),
    ("E312", "[{fixed: 5元}, {clawback: {achieved: yes, promised: 5}}]", "yes"),
    ("E312", "[{taper: {of: heads, from: yes, to: 5, start: 5元}}]", "yes"),
    ("S388", f"[{{split: {{of: rent, payers: {PAYERS}, pays: [bank, citi]}}}}]", "citi"),
    ("S388", f"[{{split: {{of: rent, payers: {PAYERS}, pays: city, gap: province}}}}]", "province"),
    ("S388", "[{waterfall: {of: rent, layers: [{id: a}], pays: b}}]", "b}"),
    (
        "W711",
        "[{slabs: {of: rent, bands: [{at_least: 100万元, rate: 5%}, {more_than: 200万元, rate: 10%}]}}]",
        "[{at_least",
    ),
    ("W712", "[{interest: {of: rent, rate: 3%, year: 365, days: heads}}]", "365"),
    ("W713", "[{table: {of: size, values: {大: 2元, 小: 1元}}}, {cap: 5元}]", "5元"),
]


@pytest.mark.parametrize(("code", "award", "words"), FAULTS)
def test_a_misused_step_is_told_of_where_it_is_written(code: str, award: str, words: str) -> None:
    text = scenario_text(award, COLUMNS)
    places = {each.code: each.place for each in found(award, COLUMNS)}
    assert code in places
    start = text.index(award) + award.rindex(words)
    line = text.count("\n", 0, start) + 1
    assert (places[code].line, places[code].column) == (line, start - text.rfind("\n", 0, start))


@pytest.mark.parametrize(("code", "award", "words"), FAULTS)
def test_a_misused_step_is_told_of_in_both_languages(code: str, award: str, words: str) -> None:
    told = [(each.tell("zh"), each.tell("en")) for each in found(award, COLUMNS) if each.code == code]
    assert all(chinese != english for chinese, english in told)
    assert all(f"[{code}]" in chinese for chinese, _ in told)


FINE = [
    "[{slabs: {of: rent, bands: [{at_least: 2元, amount: 1元}, {more_than: 2元, amount: 5元}]}}]",
    "[{slabs: {of: heads, bands: [{at_least: 10, amount: 1元}]}}]",
    "[{slabs: {of: begun, bands: [{at_least: 2010-01-01, amount: 1元}]}}]",
    "[{slabs: {of: rent, bands: [{at_least: rent * 2, amount: 1元}, {at_least: 1元, amount: 2元}]}}]",
    "[{brackets: {of: heads, bands: [{up_to: 2, amount: 5元}, {above: 2, amount: 1元}]}}]",
    "[{brackets: {of: rent, bands: [{up_to: 2000, rate: 5%}, {above: 2000元, rate: 1%}]}}]",
    "[{table: {of: [size, strategic], values: {大: {是: 2元, 否: 0}, 小: {yes: 1元, no: 0}}}}]",
    "[{table: {of: heads, values: {1: 2元, 2: 1元}, rest: 0}}]",
    "[{table: {of: grade, values: {优秀: 2元, 良好: 1元, 合格: 0}}}, {cap: 2元}]",
    "[{choose: {column: size, cases: {大: {fixed: 2元}, 小: [{fixed: 3元}, {cap: 1元}]}}}]",
    f"[{{split: {{of: rent, payers: {PAYERS}, pays: bank, gap: city}}}}]",
    "[{waterfall: {of: rent, layers: [{id: a, at_most: 5元}, {id: b}], pays: [a, b]}}]",
    "[{voucher: {face: rent, redeemed: rent, expires: done, as_of: 2014-12-31}}]",
    "[{fixed: 5元}, {years: {of: heads, at_most: 3}}]",
    "[{fixed: 5元}, {clawback: {interest: 3%, years: heads}}]",
    "[{share: {of: rent, rate: 5%}}, {cap: 5元}]",
]


@pytest.mark.parametrize("award", FINE)
def test_a_step_that_says_what_it_means_is_let_be(award: str) -> None:
    assert problems(award, COLUMNS) == []


# ── warnings and what settles them ─────────────────────────────────────────────────────────────────


def test_a_cliff_names_its_edges_and_what_the_award_jumps_from_and_to() -> None:
    award = "[{slabs: {of: rent, bands: [{at_least: 100万元, rate: 5%}, {more_than: 200万元, rate: 10%}]}}]"
    (cliff,) = found(award, COLUMNS)
    assert "100万元: 0万元 → 5万元; 200万元: 10万元 → 20万元" in cliff.tell("zh")


def test_levels_that_pay_amounts_show_their_jumps_themselves() -> None:
    assert problems("[{slabs: {of: rent, bands: [{at_least: 100万元, amount: 5万元}]}}]", COLUMNS) == []


CAPS = [
    ("[{per_unit: {of: heads, amount: 5元, at_most: 3}}, {cap: 16元}]", ["W713"]),
    ("[{per_unit: {of: heads, amount: 5元, at_most: 3}}, {cap: 15元}]", []),
    ("[{share: {of: [{fixed: rent}, {cap: 100元}], rate: 50%}}, {cap: 60元}]", ["W713"]),
    ("[{share: {of: [{fixed: rent}, {cap: 100元}], rate: 50%, plus: [{pp: 20pp}]}}, {cap: 60元}]", []),
    ("[{sum: {a: {fixed: 3元}, b: {fixed: 4元}}}, {cap: 8元}]", ["W713"]),
    ("[{sum: {a: {fixed: 3元}, b: {fixed: rent}}}, {cap: 8元}]", []),
    ("[{highest: {a: {fixed: 3元}, b: {fixed: 4元}}}, {floor: 9元}, {cap: 12元}]", ["W713"]),
    ("[{choose: {column: size, cases: {大: {fixed: 2元}}, rest: {fixed: 7元}}}, {cap: 8元}]", ["W713"]),
]


@pytest.mark.parametrize(("award", "codes"), CAPS)
def test_a_cap_is_out_of_reach_only_above_the_most_the_steps_can_come_to(
    award: str, codes: list[str]
) -> None:
    assert problems(award, COLUMNS) == codes


@pytest.mark.parametrize(
    ("code", "award", "path"),
    [
        ("W711", "[{slabs: {of: rent, bands: [{at_least: 100万元, rate: 5%}]}}]", "slabs"),
        ("W712", "[{interest: {of: rent, rate: 3%, year: 360, days: heads}}]", "interest.year"),
        ("W713", "[{table: {of: size, values: {大: 2元, 小: 1元}}}, {cap: 5元}]", "cap"),
        (
            "W712",
            "[{choose: {column: size, rest: {fixed: 0}, cases: {大: "
            "{interest: {of: rent, rate: 3%, year: 360, days: heads}}}}}]",
            "choose.cases.大.interest.year",
        ),
    ],
)
def test_a_warning_falls_silent_when_an_assumption_names_what_it_is_about(
    code: str, award: str, path: str
) -> None:
    text = scenario_text(award, COLUMNS)
    assert [each.code for each in parse({"a.yaml": text}, "a.yaml")[1]] == [code]
    settled = f"{text}\nassumptions: [{{path: programmes.p.award.{path}, note: 原文如此}}]\n"
    assert parse({"a.yaml": settled}, "a.yaml")[1] == ()


def test_a_day_count_that_is_written_is_said_to_be_missing_from_the_quoted_text_only() -> None:
    text = scenario_text("[{interest: {of: rent, rate: 3%, year: 360, days: heads}}]", COLUMNS)
    (warning,) = parse({"a.yaml": text}, "a.yaml")[1]
    assert "360 days, which the quoted text does not say" in warning.what("en")
    assert "360 天计息,原文没有写" in warning.what("zh")


def test_a_day_count_that_the_quote_names_is_not_asked_about() -> None:
    text = scenario_text("[{interest: {of: rent, rate: 3%, year: 360, days: heads}}]", COLUMNS)
    quoted = text.replace("    when_short:", "    quote: 一年按360天计\n    when_short:")
    assert parse({"a.yaml": quoted}, "a.yaml")[1] == ()


# ── cells ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_cells_of_a_table_keep_their_words_as_written_and_their_order() -> None:
    award = "[{table: {of: [size, strategic], values: {大: {是: 2, 高: 30元}, high: {no: 0}}, rest: 1}}]"
    scenario, _ = parse({"a.yaml": scenario_text(award, COLUMNS)}, "a.yaml")
    assert scenario is not None
    (step,) = scenario.programme("p").award
    assert isinstance(step, Table)
    assert [each.words for each in step.values] == [("大", "是"), ("大", "高"), ("high", "no")]
    assert all(isinstance(each, Cell) for each in step.values)
    assert [each.value.as_wanted("money") for each in step.values] == [200, 3000, 0]


def test_a_cell_that_is_a_list_or_no_figure_is_told_of_and_the_others_are_read() -> None:
    award = "[{table: {of: size, values: {大: [2元], 小: 1.2.3元}, rest: 1元}}]"
    assert {"S203", "S214"} & set(problems(award, COLUMNS)) == {"S203"}
    assert len(problems(award, COLUMNS)) > 1


def test_a_path_leads_into_a_table_by_the_words_of_its_columns() -> None:
    award = "[{table: {of: [size, strategic], values: {大: {是: 2元, 否: 0}}, rest: 1元}}]"
    text = scenario_text(award, COLUMNS)
    scenario, found_problems = parse(
        {"a.yaml": text}, "a.yaml", [("programmes.p.award.table.values.大.是", "7元")]
    )
    assert found_problems == ()
    assert scenario is not None
    (step,) = scenario.programme("p").award
    assert isinstance(step, Table)
    assert step.values[0].value.value == 700
