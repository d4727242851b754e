"""Each code of the expression stage is met by an example, and told in both languages."""

import re

import pytest

from simulator.expression import CONDITION, Column, ExpressionError, Type, evaluate, literal, parse, require
from simulator.expression.evaluation import row_name
from simulator.expression.functions import FUNCTION_NAMES, FUNCTIONS
from simulator.glossary.messages.expression import MESSAGES
from simulator.problems import FindingError, Place, Problem
from tests.expression.examples import COLUMNS, SCOPE
from tests.expression.test_checking import test_every_fault_is_told_once_and_in_order as faults
from tests.expression.test_refusals import HOSTILE, LONG

PLACE = Place("a.yaml", 4, 9)
CHINESE = re.compile("[\u4e00-\u9fff]")


def problems_of(text: str) -> list[Problem]:
    try:
        expression = parse(text)
        found = [finding.at(PLACE) for finding in require(expression, SCOPE, CONDITION)[1]]
        if not found:
            evaluate(expression, COLUMNS, 3)
    except FindingError as refusal:
        return [refusal.at(PLACE)]
    return found


def texts() -> list[str]:
    refused = [text for text, *_ in (*HOSTILE.values(), *LONG.values())]
    told = [text for text, _ in faults.pytestmark[0].args[1]]
    return [*refused, *told, "annual_rent", "annual_rent / revenue > 1", "year(applied_on + 9999999天) > 1"]


def test_every_code_has_an_example():
    met = {problem.code for text in texts() for problem in problems_of(text)}
    met.add(refusal_of_literal("12 13").code)
    clash = {**SCOPE, "新能源": Type("money")}
    met |= {each.code for each in require(parse("industry = 新能源"), clash, CONDITION)[1]}
    assert set(MESSAGES) - met == set()


def refusal_of_literal(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as refusal:
        literal(text)
    return refusal.value


def test_every_message_fills_its_facts_in_both_languages():
    for text in texts():
        for problem in problems_of(text):
            for language in ("zh", "en"):
                told = problem.what(language) + problem.help(language) + problem.tell(language)
                assert "{" not in told.replace(text, "") or "{" in text


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_message_speaks_chinese_and_english_and_offers_a_remedy(code):
    message = MESSAGES[code]
    assert CHINESE.search(message.what.zh)
    assert CHINESE.search(message.help.zh)
    assert message.what.en
    assert message.help.en


def test_every_function_has_one_chinese_name():
    assert len(FUNCTION_NAMES) == 2 * len(FUNCTIONS)
    assert all(CHINESE.search(each.name.zh) and CHINESE.search(each.gives.zh) for each in FUNCTIONS.values())


def test_a_division_by_zero_names_the_first_row_and_the_divisor():
    with pytest.raises(FindingError) as refusal:
        evaluate(parse("annual_rent / revenue > 1"), COLUMNS, 3)
    assert refusal.value.facts == {"text": "revenue", "row": 0, "who": row_name(0)}
    assert (row_name(0).zh, row_name(0).en) == ("第 1 行", "row 1")
    assert isinstance(COLUMNS["revenue"], Column)
