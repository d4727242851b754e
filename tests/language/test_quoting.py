"""Quoting a written file: keys change their language, nothing else does, and every case stands by itself."""

from pathlib import Path

import pytest

from simulator.engine.digest import canonical
from simulator.language import parse, read_cases
from simulator.language.quoting import in_chinese, programme_in_chinese, quoted_cases
from simulator.problems import errors_of
from simulator.studies.cases import run_cases

SCENARIOS = Path(__file__).parents[2] / "scenarios"
WHOLE = sorted(
    path for path in SCENARIOS.glob("*.yaml") if "extends:" not in path.read_text(encoding="utf-8")
)
CASES = sorted(
    path
    for path in (SCENARIOS / "cases").glob("*.yaml")
    if "scenario:" not in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_a_scenario_with_chinese_keys_says_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    english, _ = parse({"a.yaml": text}, "a.yaml")
    chinese, problems = parse({"a.yaml": in_chinese(text)}, "a.yaml")
    assert [each.tell("en") for each in errors_of(problems)] == []
    assert in_chinese(text) != text
    assert canonical(chinese) == canonical(english)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cases_with_chinese_keys_come_out_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    english, chinese = (read_cases(each, path.name) for each in (text, in_chinese(text)))
    assert [each.tell("en") for each in errors_of(chinese[1])] == []
    pairs = zip(run_cases(english[0]), run_cases(chinese[0]), strict=True)
    assert all((one.compared, one.passed) == (other.compared, other.passed) for one, other in pairs)


def test_what_is_in_chinese_already_stays_as_it_is() -> None:
    text = in_chinese("sources: {city: {amount: 1元}}\nyear: 2014  # year")
    assert text == "资金来源: {city: {金额: 1元}}\n年度: 2014  # year"
    assert in_chinese(text) == text


def test_the_officer_s_names_and_columns_are_not_translated() -> None:
    text = "award:\n  - highest: {cap: [{fixed: rate}], rest: [{table: {of: floor, values: {cap: 1元}}}]}"
    assert programme_in_chinese(text) == (
        "核定:\n  - 最高: {cap: [{定额: rate}], rest: [{查表: {基数: floor, 取值: {cap: 1元}}}]}"
    )


def test_a_case_is_quoted_without_the_line_that_names_its_row() -> None:
    text = (
        "cases:\n  one:\n    row: cap\n    given: {rent: 1元}\n    pot: 1元\n  two:\n    given: {rent: 2元}\n"
    )
    assert dict(quoted_cases(text)) == {"cap": "given: {rent: 1元}\npot: 1元", "two": "given: {rent: 2元}"}
    assert dict(quoted_cases(text, "zh")) == {
        "cap": "已知: {rent: 1元}\n资金盘: 1元",
        "two": "已知: {rent: 2元}",
    }


@pytest.mark.parametrize("text", ["", "a: 1", "cases: [1]", "["])
def test_a_text_without_cases_quotes_nothing(text: str) -> None:
    assert dict(quoted_cases(text)) == {}
