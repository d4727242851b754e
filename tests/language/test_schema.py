"""The JSON Schema: valid, complete, in both languages, and of one mind with the readers about shape."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from simulator.glossary import CHINESE_KEYS
from simulator.glossary.descriptions import DESCRIPTIONS
from simulator.language import compose, schema
from simulator.language.records import fields_of
from simulator.language.registry import REGISTRIES
from simulator.model.document import ListNode, MappingNode, Node
from tests.language.test_meaning_gallery import FOLDER
from tests.language.texts import GOOD, codes, with_line

LANGUAGES = ("zh", "en")
SCENARIOS = sorted((FOLDER.parent).glob("*.yaml"))
OVERLAY = """\
scenario: cut
extends: base.yaml
reason: 局务会
changes:
  - {set: programmes.heads.award.per_unit.amount, to: 900元, was: 1000元}
  - {cut: spending.project.amount, by: 10%}
  - {move: 10万元, from: spending.project.amount, into: spending.basic.amount}
  - {add: programmes.heads.award.cap, after: per_unit, content: {cap: 5}}
  - {drop: programmes.fair}
"""
CHINESE = """\
方案: a
年度: 2014
单位: 万元
资金来源: {city: {金额: 100}}
支出: {project: {金额: 100, 不足时: 优化分配}}
申报名单: {firms: {文件: f.csv, 编号: firm_id, 数据列: {rent: 元, small: 是否, 金额: 个数}}}
专项:
  p:
    支出: project
    申报单位: firms
    条件: {小型: small}
    不足时: {择优排序: {次序: [{最高: rent}, {在先: firm_id}], 末位: 跳过}}
    核定: [{按比例: {基数: rent, 比例: 50%, 加成: {百分点: 5pp, 当: small}}}, {封顶: 20}]
    得分: {每笔得分: 3, 按数量: {金额: 1}}
目标: [{最大化: 得分}]
"""


def validator(language: str) -> Draft202012Validator:
    """Return what checks a document against the schema."""
    return Draft202012Validator(schema(language))


def as_json(node: Node) -> Any:
    """Return a tree as an editor sees it: keys as written, numbers as numbers, all else as text."""
    if isinstance(node, MappingNode):
        return {entry.written: as_json(entry.value) for entry in node.entries}
    if isinstance(node, ListNode):
        return [as_json(item) for item in node.items]
    try:
        found = json.loads(node.text) if not node.quoted else node.text
    except ValueError:
        return node.text
    return found if isinstance(found, int | float | str) else node.text


def faults(text: str, language: str = "en") -> list[str]:
    """Return what the schema has against a text."""
    root, _ = compose(text, "a.yaml")
    assert root is not None
    return [error.message for error in validator(language).iter_errors(as_json(root))]


def subschemas(found: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping inside a schema."""
    if isinstance(found, dict):
        yield found
    for child in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from subschemas(child)


def records(found: Any) -> Iterator[dict[str, Any]]:
    """Yield every subschema of a mapping of fixed words."""
    return (each for each in subschemas(found) if each.get("type") == "object" and "properties" in each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_is_one(language):
    rules = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    assert [error.message for error in rules.iter_errors(schema(language))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reference_leads_to_a_definition_and_every_definition_is_used(language):
    found = schema(language)
    references = {each["$ref"] for each in subschemas(found) if "$ref" in each}
    assert references == {f"#/$defs/{name}" for name in found["$defs"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_is_the_same_every_time(language):
    assert json.dumps(schema(language)) == json.dumps(schema(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_but_the_declared_keys_may_stand_in_a_record(language):
    assert all(each["additionalProperties"] is False for each in records(schema(language)))


def test_every_step_and_method_has_a_subschema_of_its_own():
    definitions = schema("en")["$defs"]
    for registry in (REGISTRIES.rules, REGISTRIES.methods, REGISTRIES.goals):
        for record in registry.values():
            assert set(definitions[record.__name__]["properties"]) == set(fields_of(record))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_a_title_and_a_description_in_its_language(language):
    for each in records(schema(language)):
        for key, found in each["properties"].items():
            assert found["title"] == key
            assert found["description"]


def test_chinese_keys_are_those_of_the_one_table():
    english = [sorted(CHINESE_KEYS[key] for key in each["properties"]) for each in records(schema("en"))]
    assert sorted(english) == sorted(sorted(each["properties"]) for each in records(schema("zh")))


@pytest.mark.parametrize("word", sorted(DESCRIPTIONS))
def test_every_description_is_of_a_word_of_the_language_and_in_both_languages(word):
    assert word in CHINESE_KEYS
    assert DESCRIPTIONS[word].zh
    assert DESCRIPTIONS[word].en


# ── of one mind with the readers ───────────────────────────────────────────────────────────────────


def test_the_good_scenario_passes():
    assert faults(GOOD) == []


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_every_scenario_that_comes_along_passes(file: Path):
    assert faults(file.read_text(encoding="utf-8")) == []


def test_a_chinese_scenario_passes_in_chinese_and_not_in_english():
    assert codes(CHINESE) == []
    assert faults(CHINESE, "zh") == []
    assert faults(CHINESE, "en") != []


def test_an_overlay_passes_as_an_overlay():
    assert faults(OVERLAY) == []
    assert faults(OVERLAY.replace("by: 10%", "bye: 10%")) != []
    assert faults(OVERLAY.replace("changes:", "changed:")) != []


@pytest.mark.parametrize(
    "code",
    [
        "S201",
        "S202",
        "S203",
        "S205",
        "S206",
        "S207",
        "S208",
        "S210",
        "S212",
        "S214",
        "S215",
        "S216",
        "M202",
        "M204",
        "M206",
    ],
)
def test_a_fault_of_shape_is_refused_by_the_schema_too(code):
    assert faults((FOLDER / f"{code}.yaml").read_text(encoding="utf-8")) != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rate: 50%, plus", "rate: 50, plus"),
        ("mode: down", "mode: sideways"),
        ("- cap: 30", "- capp: 30"),
        ("when_short: pro_rata", "when_short: prorata"),
        ("title: 科普", "titel: 科普"),
        ("is: 60%, document", "iss: 60%, document"),
        ("reliability: low", "reliability: none"),
        ("award: [{per_unit: {of: years", "award: [{per_unit: {off: years"),
        ("{choice: {高级: 20%, 中级: 80%}}", "{choice: {高级: 20%, 中级: 80}}"),
    ],
)
def test_a_slip_is_refused_by_the_schema_and_by_the_reader(old, new):
    text = with_line(old, new)
    assert codes(text) != []
    assert faults(text) != []
