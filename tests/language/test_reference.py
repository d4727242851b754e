"""The language reference: complete, as fresh as the code, and no example or snippet in it is wrong."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

import simulator as sim
from simulator import api
from simulator.expression.grammar import POWER
from simulator.glossary import CHINESE_KEYS, LANGUAGES, MESSAGES, Language, year_example
from simulator.glossary import formulas as tables
from simulator.glossary.clauses import CLAUSES, Clause
from simulator.glossary.descriptions import DESCRIPTIONS
from simulator.glossary.expected import CASE_FILE, EXPECTED, PLACEHOLDERS
from simulator.glossary.formulas import CODES, FORMULAS
from simulator.glossary.results import ANSWERS
from simulator.language import parse, read_cases, schema
from simulator.language.quoting import in_chinese, programme_in_chinese, quoted_cases
from simulator.language.reference import DISTRIBUTION_WORDS, LEAST_COST, OPERATORS, TIMETABLE, reference
from simulator.language.takes import _TAKES
from simulator.methods import METHODS
from simulator.model import kinds
from simulator.model.distribute import BASES, Distribute
from simulator.model.goals import GOALS
from simulator.problems import errors_of
from simulator.rules import RULES
from simulator.studies.cases import figures_of, run_cases

ROOT = Path(__file__).parents[2]
EXAMPLES = (ROOT / "scenarios" / "cases" / "reference.yaml").read_text(encoding="utf-8")
CHECKS = ROOT / "simulator" / "language" / "checks"
WORKED = (*RULES, *METHODS, *DISTRIBUTION_WORDS, "quota")
CODE = re.compile(r"[SW]\d{3}")
STEP_CHECKS = ("award", "steps", "levels", "lookups", "hazards", "across", "distribute")
YEAR_PIECES = (
    *(year_example.LEDGERS, year_example.FUNDS, year_example.TARGETS),
    *(year_example.DISCLOSURE, year_example.YEARS),
)
ALL_CLAUSES = [clause for _, clauses in CLAUSES for clause in clauses]


@cache
def made(language: Language) -> str:
    """Return the reference as it is written now."""
    return reference(language, EXAMPLES)


# ── as fresh as the code ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_committed_reference_is_what_would_be_written_now(language: Language) -> None:
    committed = (ROOT / "docs" / f"language.{language}.md").read_text(encoding="utf-8")
    assert committed == made(language), "write it anew with: make docs"


# ── complete ───────────────────────────────────────────────────────────────────────────────────────


AIMED = ("change_from_last_year", "largest_cut", "smallest_share", "weigh")
"""What a goal may aim at that takes a formula to say."""


def test_every_step_method_and_way_to_distribute_has_one_formula() -> None:
    assert sorted(FORMULAS) == sorted({*WORKED, *AIMED})
    assert set(DISTRIBUTION_WORDS) >= {"gap", "roots", "minimum", "times", "protect"}
    assert {*BASES, *Distribute.__dataclass_fields__} - {"of", "equal", "factors", "round"} <= set(FORMULAS)
    assert all(each.zh and each.en for each in FORMULAS.values())


def test_every_word_with_a_formula_has_one_example_that_uses_it() -> None:
    examples = quoted_cases(EXAMPLES)
    assert sorted(examples) == sorted(WORKED)
    for word, text in examples.items():
        assert re.search(rf"\b{word}\b", text), word


def keys_of(definition: dict[str, Any]) -> Iterator[str]:
    """Yield every key that a schema's definition knows."""
    for name, value in definition.items():
        if name == "properties":
            yield from value
        if isinstance(value, dict):
            yield from keys_of(value)
        if isinstance(value, list):
            yield from (key for each in value if isinstance(each, dict) for key in keys_of(each))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_the_schema_knows_stands_in_the_reference(language: Language) -> None:
    text = made(language)
    assert sorted({key for key in keys_of(schema("en")) if f"`{key}`" not in text}) == []
    assert sorted({key for key in keys_of(schema("zh")) if f"`{key}`" not in text}) == []


def test_every_kind_of_place_is_said_in_words() -> None:
    known = {each.__name__ for each in kinds.Kind.__subclasses__()}
    assert {each.__name__ for each in _TAKES} == known


def test_every_operator_has_a_meaning() -> None:
    assert sorted(OPERATORS) == sorted(POWER)


def codes_in(name: str) -> set[str]:
    """Return the codes that a module of checks raises."""
    tree = ast.parse((CHECKS / f"{name}.py").read_text(encoding="utf-8"))
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {each for each in texts if isinstance(each, str) and CODE.fullmatch(each)}


def test_every_code_told_beside_a_word_exists_and_no_code_of_their_checks_is_left_out() -> None:
    common = (*tables.EVERY_STEP, *tables.EVERY_GROUP_STEP, *tables.EVERY_METHOD, *tables.EVERY_DISTRIBUTION)
    told = {*common, *(code for codes in CODES.values() for code in codes)}
    assert told <= set(MESSAGES)
    assert {*CODES} <= {*WORKED, *AIMED, *GOALS, "cumulation", "one_per_item"}
    assert {code for name in STEP_CHECKS for code in codes_in(name)} - told == set()


# ── no example is wrong ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_of_either_document_comes_out(language: Language) -> None:
    text = EXAMPLES if language == "en" else in_chinese(EXAMPLES)
    cases, problems = read_cases(text, "reference.yaml")
    assert [each.tell("en") for each in errors_of(problems)] == []
    outcomes = run_cases(cases)
    assert len(outcomes) == len(WORKED)
    wrong = {each.case.id: (each.differences, each.problems) for each in outcomes if not each.passed}
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_in_a_document_are_those_of_the_case_file(language: Language) -> None:
    blocks = re.findall(r"^```yaml\n(.*?)\n```$", made(language), re.MULTILINE | re.DOTALL)
    examples = quoted_cases(EXAMPLES, language)
    assert set(examples.values()) <= set(blocks)
    assert (CASE_FILE if language == "en" else in_chinese(CASE_FILE)) in blocks
    least_cost = LEAST_COST if language == "en" else in_chinese(LEAST_COST)
    assert least_cost.rstrip("\n") in blocks
    timetable = TIMETABLE if language == "en" else in_chinese(TIMETABLE)
    assert timetable in blocks
    for piece in YEAR_PIECES:
        assert (piece if language == "en" else in_chinese(piece)) in blocks
    others = (CASE_FILE, LEAST_COST, TIMETABLE, *YEAR_PIECES)
    assert len(blocks) == len(examples) + len(ALL_CLAUSES) + len(others)


# ── the year ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pieces_of_the_year_are_one_scenario_without_a_fault(language: Language) -> None:
    text = year_example.WHOLE if language == "en" else in_chinese(year_example.WHOLE)
    scenario, problems = parse({"bureau.yaml": text}, "bureau.yaml")
    assert [each.tell("en") for each in problems] == []
    assert scenario is not None
    assert all((scenario.adjustments, scenario.cash, scenario.funds, scenario.targets, scenario.horizon))


def test_the_year_of_the_reference_adds_up_in_each_of_its_years(tmp_path: Path) -> None:
    (tmp_path / "bureau.yaml").write_text(year_example.WHOLE, encoding="utf-8")
    years = tuple(sim.load(tmp_path / "bureau.yaml").run_years())
    balance, funds = sim.by_year(years), sim.by_year(years, "funds")
    assert balance.opening_fen.tolist() == [90_000_000, *balance.closing_fen.tolist()[:-1]]
    ended = balance.spent_fen + balance.lapsed_fen + balance.closing_fen
    assert (balance.opening_fen + balance.revenue_fen == ended).all()
    came = funds[(funds.fund == "guiding") & (funds.year == 2026) & (funds.quarter == "Q3")]
    assert came.recovered_fen.item() == 120_000_000, "half of 1.2 times the 200万元 of 2024Q3 stays"


def matching(pattern: str) -> re.Pattern[str]:
    """Return what finds the paths that a pattern of the reference stands for."""
    return re.compile(re.sub(r"<[^>]+>", "[^/]+", re.escape(pattern).replace("\\<", "<").replace("\\>", ">")))


def figures_of_a_run(text: str, folder: Path) -> set[str]:
    """Return every path that a run of a scenario answers in its year."""
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return set(sim.load(folder / "a.yaml").run().figures.path)


@pytest.mark.parametrize("section", ["calendar", "ledgers", "funds", "targets", "disclosure"])
def test_the_figures_of_the_reference_are_those_of_a_run(section: str, tmp_path: Path) -> None:
    patterns = [matching(each) for each in ANSWERS[section]]
    heads = {each.pattern.partition(".")[0].rstrip("\\") for each in patterns}
    known = {
        each for each in figures_of_a_run(year_example.WHOLE, tmp_path) if each.partition(".")[0] in heads
    }
    assert {each.pattern for each in patterns if not any(map(each.fullmatch, known))} == set()
    assert {each for each in known if not any(one.fullmatch(each) for one in patterns)} == set()


# ── case files ─────────────────────────────────────────────────────────────────────────────────────

CASE_FILES = sorted((ROOT / "scenarios" / "cases").glob("*.yaml"))
# steps whose parts are named by who pays them
BEARING = {"split", "waterfall", "pay_to"}
OWN_WORDS = {"<figure>": ".+", "<part>": "(value|met|slack)"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_case_file_of_either_document_is_the_readme_s_and_comes_out(language: Language) -> None:
    assert f"```yaml\n{CASE_FILE}\n```" in (ROOT / "README.md").read_text(encoding="utf-8")
    cases, problems = read_cases(CASE_FILE if language == "en" else in_chinese(CASE_FILE), "a.yaml")
    assert errors_of(problems) == ()
    assert [(each.compared, each.passed) for each in run_cases(cases)] == [(4, True)]


@cache
def occurring() -> dict[str, str]:
    """Return every name of a figure that the case files come to or expect, with its name in the table."""
    found: dict[str, str] = {}
    for case in (each.case for each in api.cases(*CASE_FILES).outcomes):
        names = (*figures_of(case), *(each.name for each in case.expect))
        steps = {name.removeprefix("lost_to.") for name in names if name.startswith("lost_to.")}
        found |= {name: in_table(name, steps) for name in names}
    return found


def in_table(name: str, steps: set[str]) -> str:
    """Return what the table calls a figure of a case with these steps; "" when it does not."""
    if name in EXPECTED:
        return name
    first, _, rest = name.partition(".")
    if first in steps:
        return "<step>.<limb>" if rest else "<step>"
    if not rest:
        return "<payer>" if steps & BEARING else ""
    patterns = (each for each in EXPECTED if not each.startswith("<"))
    return next((each for each in patterns if re.fullmatch(pattern(each), name)), "")


def pattern(name: str) -> str:
    """Return the expression that the names meant by a name of the table match."""
    parts = (OWN_WORDS.get(each, "[^.]+") if each.startswith("<") else each for each in name.split("."))
    return r"\.".join(parts)


def test_every_figure_of_the_case_files_has_its_name_in_the_table() -> None:
    assert len(occurring()) > 700
    assert sorted(name for name, told in occurring().items() if not told) == []


def test_every_name_in_the_table_occurs_in_the_case_files() -> None:
    # no case file has several programmes; the next test does
    assert set(EXPECTED) - set(occurring().values()) == {"<programme>.<figure>"}


def test_with_several_programmes_the_figures_of_rows_begin_with_the_programme() -> None:
    text = """\
cases:
  a:
    given: {x: [1元, 2元]}
    figures: {all: {total: x, applicants: given}}
    programmes: {a: {award: [{fixed: x}]}, b: {award: [{fixed: x}]}}
    expect: {a.award: [1元, 2元], b.fixed: [1元, 2元], total.a.award: 3元, figures.all: 3元}
"""
    cases, problems = read_cases(text, "a.yaml")
    assert errors_of(problems) == ()
    assert [each.passed for each in run_cases(cases)] == [True]


@pytest.mark.parametrize("key", ["sources", "spending", "populations"])
def test_what_the_reference_keeps_out_of_a_case_is_refused(key: str) -> None:
    text = f"cases: {{a: {{given: {{x: 1元}}, {key}: {{}}, award: [{{fixed: x}}], expect: {{award: 1元}}}}}}"
    assert [each.code for each in errors_of(read_cases(text, "a.yaml")[1])] == ["S201"]
    told = (made(language).split("`applicants: given`")[1].split("```")[0] for language in LANGUAGES)
    assert all(f"`{key}`" in each for each in told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_a_document_holds_every_name_with_its_meaning(language: Language) -> None:
    for name, said in EXPECTED.items():
        parts = re.split("(<[a-z]+>)", name)
        shown = "".join(PLACEHOLDERS.get(each, each) for each in parts) if language == "zh" else name
        assert f"| `{shown}` | {said.say(language)} |" in made(language)


@pytest.mark.parametrize("key", ["count", "thirty"])
def test_how_a_month_of_thirty_days_is_counted_is_told(key: str) -> None:
    assert "30E/360" in DESCRIPTIONS[key].zh
    assert "30E/360" in DESCRIPTIONS[key].en
    assert "day 31 count" in DESCRIPTIONS[key].en


# ── clauses ────────────────────────────────────────────────────────────────────────────────────────

MONEY = ("expense", "output", "last_year", "granted", "loan", "loss", "premium", "fund")
COLUMNS = {
    **dict.fromkeys(MONEY, "元"),
    **dict.fromkeys(("heads", "nth", "months"), "count"),
    **dict.fromkeys(("day", "last_day"), "date"),
    **dict.fromkeys(("firm", "item"), "text"),
    "startup": "yes_no",
    "status": "[first_time, renewed]",
    "score": "number",
    "performance": "percent",
}
DECLARED = "\n".join(f"      {name}: {kind}" for name, kind in COLUMNS.items())
SCAFFOLD = f"""\
scenario: clauses
year: 2024
sources: {{own: {{amount: 1亿元}}, upper: {{amount: 0}}}}
spending: {{all: {{amount: 1亿元}}}}
figures: {{lpr: {{is: 3%}}, last_year_total: {{is: 100万元}}}}
populations:
  firms:
    id: id
    file: firms.csv
    columns:
{DECLARED}
programmes:
"""
PLAIN = {"award": "award: [{fixed: 1元}]", "when_short": "when_short: pro_rata"}


def programme(name: str, written: str) -> str:
    """Return a programme with what is written, and with what it must say besides."""
    whole = any(key in written for key in ("distribute:", "因素法分配:"))
    absent = [
        text for key, text in PLAIN.items() if not re.search(rf"^({key}|{CHINESE_KEYS[key]}):", written, re.M)
    ]
    body = "\n".join(("applicants: firms", "spending: all", written, *([] if whole else absent)))
    return f"  {name}:\n{indent(body, '    ')}\n"


def scenario_of(clause: Clause, language: Language) -> str:
    """Return a scenario that says a clause."""
    chinese = in_chinese if clause.whole else programme_in_chinese
    written = clause.written if language == "en" else chinese(clause.written)
    if clause.whole:
        return SCAFFOLD + programme("a", "") + programme("b", "") + written
    return SCAFFOLD + programme("a", written)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("clause", ALL_CLAUSES, ids=lambda clause: clause.wording.en)
def test_every_clause_is_said_without_a_fault(clause: Clause, language: Language) -> None:
    scenario, problems = parse({"a.yaml": scenario_of(clause, language)}, "a.yaml")
    assert scenario is not None
    assert [each.tell("en") for each in errors_of(problems)] == []


SOUGHT = (
    *("就高不重复", "差额补足", "年度封顶", "累计封顶", "总额控制", "按比例核减", "先到先得", "额满为止"),
    *("限项申报", "免申即享", "上年水平保底", "优先保障层", "结余挂钩", "提前下达", "迁出退回", "绩效退回"),
    *(
        "配套",
        "每满",
        "超额累进",
        "全额累进",
        "贴息",
        "风险补偿",
        "创新券",
        "保费补贴",
        "股权投资",
        "代偿",
        "熔断",
    ),
)


@pytest.mark.parametrize("wording", SOUGHT)
def test_the_wordings_that_policies_use_are_found(wording: str) -> None:
    assert any(wording in clause.wording.zh for clause in ALL_CLAUSES)


def test_no_wording_stands_twice_and_each_speaks_both_languages() -> None:
    wordings = [(each.wording.zh, each.wording.en) for each in ALL_CLAUSES]
    assert len({zh for zh, _ in wordings}) == len({en for _, en in wordings}) == len(wordings)
    assert all(zh and en for zh, en in wordings)
