"""Case files: a case says what a programme or a scenario may say; every slip is told at its place."""

import pytest

from simulator.glossary.keys import CHINESE_KEYS
from simulator.language import ids_of_cases, parse, read_cases, scenario_files
from simulator.language.cases import CASE_KEYS
from simulator.language.records import fields_of
from simulator.model.case import CaseNotes, CashPlan, CountTarget, Milestones, Payments, Publish
from simulator.problems import errors_of

GOOD = """\
cases:
  half:
    title: 租金
    document: 办法
    certainty: published
    given: {rent: [100元, 33.33元], kind: [a, b], heads: 3, on: 2014-06-30, paid: 20%, new: yes, area: 1.5}
    award: [{share: {of: rent, rate: 50%}}]
    expect: {award: [50元, 16.67元]}
"""
FIRMS = """\
scenario: rent
year: 2014
sources: {city: {amount: 900万元}}
spending: {project: {amount: 900万元}}
populations: {firms: {file: firms.csv, id: firm, columns: {rent: 万元, strategic: yes_no}}}
programmes:
  rent:
    spending: project
    applicants: firms
    award: [{share: {of: rent, rate: 50%}}, {uplift: {by: 20%, when: strategic}}]
    when_short: pro_rata
  line: {spending: project, amount: 1万元}
"""


def case(body: str) -> str:
    """Return a file with one case, its body written as a flow mapping's inside."""
    return f"cases:\n  a: {{{body}}}\n"


def found(text: str, scenarios=None):
    """Return the codes of the errors of a file, with the text each points at."""
    _, problems = read_cases(text, "a.yaml", scenarios)
    told = errors_of(problems)
    return [(each.code, each.place.source[each.place.column - 1 :][: each.place.width]) for each in told]


def codes(text: str, scenarios=None) -> list[str]:
    return [code for code, _ in found(text, scenarios)]


def one(text: str):
    cases, problems = read_cases(text, "a.yaml")
    assert errors_of(problems) == ()
    return cases[0]


# ── what is given ──────────────────────────────────────────────────────────────────────────────────


def test_the_type_of_a_column_is_told_by_its_values():
    types = {name: kind.type.kind for name, kind in one(GOOD).scenario.populations[0].columns}
    assert types == {
        "rent": "money",
        "kind": "category",
        "heads": "count",
        "on": "date",
        "paid": "share",
        "new": "yes_no",
        "area": "number",
    }


def test_a_single_value_stands_in_every_row():
    table = one(GOOD).table
    assert table.columns["heads"].data.fractions() == (3, 3)
    assert table.ids == ("0001", "0002")


@pytest.mark.parametrize(
    "given",
    ["given: {id: [b, a], rent: [1元, 2元]}", "rows: [{id: b, rent: 1元}, {id: a, rent: 2元}]"],
)
def test_rows_by_column_and_one_by_one_are_the_same_and_keep_their_written_order(given):
    read = one(case(f"{given}, award: [{{fixed: rent}}], expect: {{total: 3元}}"))
    assert read.order == ("b", "a")
    assert read.table.ids == ("a", "b")
    assert read.table.columns["rent"].data.fractions() == (200, 100)


def test_declared_types_come_before_told_ones():
    text = case("columns: {rent: 万元, kind: [a, b]}, given: {rent: 1.5, kind: b}, expect: {total: 0}, ")
    read = one(text.replace(", }", ", award: [{fixed: rent}]}"))
    assert read.table.columns["rent"].data.fractions() == (1_500_000,)
    assert read.table.columns["kind"].type.categories == ("a", "b")
    assert read.table.columns["kind"].data.tolist() == [1]


def test_a_bare_nought_goes_with_money():
    read = one(case("given: {rent: [0, 2元]}, award: [{fixed: rent}], expect: {total: 2元}"))
    assert read.table.columns["rent"].data.fractions() == (0, 200)


def test_a_case_is_written_in_chinese_as_well():
    text = """\
各类:
  甲:
    名称: 租金
    可信度: 已公布
    已知: {租金: 100元}
    核定: [{按比例: {基数: 租金, 比例: 50%}}]
    预期: {核定: 50元}
"""
    read = one(text)
    assert read.notes.certainty == "已公布"
    assert read.scenario.programmes[0].award[0].word == "share"
    assert [each.name for each in read.expect] == ["核定"]


def test_a_case_holds_the_officers_names_as_they_are_written():
    text = case("given: {得分: 1元, 目标: 2}, award: [{sum: {合计: [{fixed: 得分}]}}], expect: {total: 1元}")
    read = one(text)
    assert sorted(read.table.columns) == ["得分", "目标"]


@pytest.mark.parametrize(
    "record",
    [CaseNotes, Payments, Milestones, CashPlan, Publish, CountTarget],
    ids=lambda each: each.__name__,
)
def test_every_key_of_a_case_has_its_chinese_form(record):
    assert [key for key in fields_of(record) if key not in CHINESE_KEYS] == []


def test_every_key_of_a_case_is_a_word_of_the_language():
    assert [key for key in CASE_KEYS if key not in CHINESE_KEYS] == []


# ── what is wrong ──────────────────────────────────────────────────────────────────────────────────

SLIPS = [
    ("cases: {}", "C701", ""),
    ("note: nothing", "C701", ""),
    (case("given: {x: [1元, 2元], y: [1, 2, 3]}, award: [{fixed: x}], expect: {total: 1元}"), "C702", "x"),
    (case("award: [{fixed: 1元}], expect: {total: 1元}"), "C703", "a"),
    (case("given: {x: 1元}, rows: [{x: 1元}], award: [{fixed: x}], expect: {total: 1元}"), "C703", "rows"),
    (case("rows: [{x: 1元, y: 2}, {x: 1元}], award: [{fixed: x}], expect: {total: 1元}"), "C704", "{"),
    (case("given: {id: [a, a], x: 1元}, award: [{fixed: x}], expect: {total: 1元}"), "C705", "a"),
    (case("columns: {x: 元}, given: {x: 5%}, award: [{fixed: x}], expect: {total: 1元}"), "C706", "5%"),
    (
        case("columns: {x: count}, given: {x: 1.5}, award: [{fixed: 1元}], expect: {total: 1元}"),
        "C706",
        "1.5",
    ),
    (case("columns: {x: [a]}, given: {x: b}, award: [{fixed: 1元}], expect: {total: 1元}"), "C706", "b"),
    (case("columns: {x: yes_no}, given: {x: b}, award: [{fixed: 1元}], expect: {total: 1元}"), "C706", "b"),
    (case("given: {x: 1元}, award: [{fixed: x}]"), "C713", "a"),
    (case("given: {x: 1元}, award: [{fixed: x}], expect: {}"), "C713", "a"),
    (case("given: {x: [1元, 2]}, award: [{fixed: 1元}], expect: {total: 1元}"), "S219", "2"),
    (case("given: {x: 12x}, award: [{fixed: 1元}], expect: {total: 1元}"), "S221", "12x"),
    (case("given: {x: []}, award: [{fixed: 1元}], expect: {total: 1元}"), "S214", "["),
    (case("rows: [], award: [{fixed: 1元}], expect: {total: 1元}"), "S214", "["),
    (case("rows: [x], award: [{fixed: 1元}], expect: {total: 1元}"), "S203", "x"),
    (case("rows: {x: 1}, award: [{fixed: 1元}], expect: {total: 1元}"), "S203", "{"),
    (case("given: [x], award: [{fixed: 1元}], expect: {total: 1元}"), "S203", "["),
    (case("given: {x: {y: 1}}, award: [{fixed: 1元}], expect: {total: 1元}"), "S203", "{"),
    (case("given: {x: 1元}, award: [{fixed: x}], expect: 3"), "S203", "3"),
    (case("given: {x: 1元}, award: [{fixed: x}], expect: {total: [{a: 1}]}"), "S203", "{"),
    (case("given: {x: 1元}, award: [{fixed: x}], expect: {total: []}"), "S214", "total"),
    (case("given: {x: 1元}, award: [{fixed: x}], expect: {total: {is: 1元, as_printed: up}}"), "S205", "up"),
    (case("given: {x: 1元}, award: [{fixed: x}], expect: {total: 1.2.3元}"), "E107", "1.2.3"),
    (case("given: {x: 1元}, awrad: [{fixed: x}], expect: {total: 1元}"), "S201", "awrad"),
    (case("given: {x: 1元}, award: [{fixd: x}], expect: {total: 1元}"), "S205", "fixd"),
    (case("given: {x: 1元}, award: [{fixed: y}], expect: {total: 1元}"), "E201", "y"),
    (case("given: {x: 1元}, pot: 3, award: [{fixed: x}], expect: {total: 1元}"), "M103", "3"),
    (
        case("given: {x: 1元}, pot: 3元, award: [{fixed: x}], when_short: x, expect: {total: 1元}"),
        "S205",
        "x",
    ),
    (case("given: {x: 1元}, payments: {shares: [100%]}, expect: {payments: 1元}"), "C719", "payments"),
    (
        case("given: {x: 1元}, publish: {}, programmes: {p: {award: {fixed: x}}}, expect: {p.award: 1元}"),
        "C719",
        "publish",
    ),
    (
        case("given: {x: 1元}, award: {fixed: x}, programmes: {p: {award: {fixed: x}}}, expect: {total: 0}"),
        "C711",
        "award",
    ),
    (case("round: down, given: {x: 1元}, award: [{fixed: x}], expect: {award: 1元}"), "C721", "round"),
    (
        case("round: down, given: {x: 1元}, pot: 1元, award: [{fixed: x}], expect: {award.total: 1元}"),
        "C721",
        "round",
    ),
    ("cases: [1]", "S203", "["),
    ("cases: {a: 3}", "S203", "3"),
]


@pytest.mark.parametrize(("text", "code", "at"), SLIPS, ids=range(len(SLIPS)))
def test_each_slip_is_told_with_its_code_at_its_place(text, code, at):
    told = found(text)
    assert code in [each for each, _ in told], told
    assert at in next(shown for each, shown in told if each == code)


def test_all_slips_of_a_file_are_told_in_one_run():
    text = GOOD + "  b: {given: {x: 1元}, award: [{fixed: y}], expect: {total: 1元}}\n  c: {expect: {}}\n"
    cases, problems = read_cases(text, "a.yaml")
    assert [each.id for each in cases] == ["half"]
    assert [each.code for each in errors_of(problems)] == ["E201", "C713"]
    assert ids_of_cases(text, "a.yaml") == ("half", "b", "c")


def test_a_text_that_is_no_yaml_has_no_cases():
    cases, problems = read_cases("cases: {a: [", "a.yaml")
    assert cases == ()
    assert errors_of(problems)
    assert ids_of_cases("cases: {a: [", "a.yaml") == ()
    assert scenario_files("cases: {a: [", "a.yaml") == ()


# ── a programme of a scenario ──────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def firms():
    scenario, problems = parse({"s/rent.yaml": FIRMS}, "s/rent.yaml")
    assert errors_of(problems) == ()
    return {"s/rent.yaml": scenario}


def of_file(body: str) -> str:
    return f"cases: {{a: {{scenario: ../rent.yaml, {body}, expect: {{award: 5万元}}}}}}"


def told(body: str, firms) -> list[str]:
    return [each.code for each in errors_of(read_cases(of_file(body), "s/cases/a.yaml", firms)[1])]


def test_a_case_of_a_scenario_gives_rows_to_one_programme(firms):
    text = of_file("programme: rent, given: {rent: 10, strategic: no}")
    assert scenario_files(text, "s/cases/a.yaml") == ("s/rent.yaml",)
    cases, problems = read_cases(text, "s/cases/a.yaml", firms)
    assert errors_of(problems) == ()
    assert cases[0].whole
    assert cases[0].table.columns["rent"].data.fractions() == (10_000_000,)


def test_what_a_case_of_a_scenario_may_not_say_is_told(firms):
    assert told("programme: line, given: {rent: 10, strategic: no}", firms) == ["C710"]
    assert told("given: {rent: 10, strategic: no}", firms) == ["C710"]
    assert told("programme: rent, pot: 3元, given: {rent: 10, strategic: no}", firms) == ["C711"]
    assert told("programme: rent, given: {rent: 10}", firms) == ["C717"]
    assert told("programme: rent", firms) == ["C703"]


@pytest.mark.parametrize(
    "body",
    [
        "given: {x: 0.05元}, award: [{share: {of: x, rate: 50%}}], expect: {share: 0.02元, award: 0.03元}",
        "figures: {r: {is: 5元}}, given: {x: 1元}, pot: r, award: [{fixed: x}], expect: {award: 1元}",
    ],
)
def test_a_rounding_that_has_something_to_round_is_let_be(body):
    assert found(case(f"round: down, {body}")) == []
