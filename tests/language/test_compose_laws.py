"""Laws of reading: every text is answered, a bad one with problems, each at a place in the text."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.glossary.keys import CHINESE_KEYS
from simulator.language.canonical import canonicalised
from simulator.language.compose import compose, compose_value
from simulator.model.document import ListNode, MappingNode, Scalar, walk
from simulator.problems import Place

GOOD = """scenario: longgang
unit: 万元
sources: {city: {title: 市级, amount: 1,581.1元}}
programmes:
  rent:
    eligible: {big: annual_rent > 0元}
    award: [{share: {of: annual_rent, rate: 50%}}, {cap: 100}]
    note: |
      两行
      文字
"""
SIGNS = "：， \n\t{}[],'\"#|>%@?~\\\x00\ud800\u202e\r:a\U0001f600"
PIECES = st.sampled_from(
    [*SIGNS, "封顶", "1,581.1", "&x", "*x", "!t", "<<", "---", "50%", ": ", "  ", "- ", "x in [a]"]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


def well_placed(problem, text):
    """Say whether a problem stands on a line of the text, or at its very beginning."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    place = problem.place
    return (
        1 <= place.line <= len(lines)
        and 1 <= place.column <= len(lines[place.line - 1]) + 1
        and place.width >= 1
    )


def assert_answered(text):
    root, problems = compose(text, "a.yaml")
    assert root is not None or problems
    assert all(well_placed(each, text) for each in problems), problems
    assert all(each.tell("zh") and each.tell("en") for each in problems)
    assert list(problems) == sorted(problems, key=lambda each: each.place)


@given(TEXTS)
def test_every_text_is_answered_with_a_tree_or_with_placed_problems(text):
    assert_answered(text)


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None)
@given(TEXTS)
def test_every_text_is_answered_in_a_long_campaign(text):
    assert_answered(text)


@given(st.integers(0, len(GOOD)), st.integers(0, 6), st.one_of(PIECES, st.text(max_size=3)))
def test_a_good_text_with_one_spot_damaged_is_answered(start, length, patch):
    assert_answered(GOOD[:start] + patch + GOOD[start + length :])


@given(TEXTS, st.integers(1, 5), st.integers(1, 40))
def test_a_value_alone_is_answered_within_its_place(text, line, column):
    place = Place("--set", line, column, 1, "path=value")
    node, problems = compose_value(text, place)
    assert node is not None or problems or not text.strip()
    inner = [node.place for _, node in walk(node)] if node is not None else []
    for each in (*inner, *(found.place for found in problems)):
        assert (each.file, each.line, each.source) == ("--set", line, "path=value")
        assert each.column >= column


@given(TEXTS)
def test_no_hidden_character_gets_past_the_reader(text):
    root, problems = compose(text, "a.yaml")
    hidden = any(character in text for character in "\u202e\x00\ud800")
    assert not hidden or problems
    scalars = [node.text for _, node in walk(root) if isinstance(node, Scalar)] if root is not None else []
    assert not any(character in each for each in scalars for character in "\u202e\x00\ud800")


# ── a text made from a tree reads back as that tree ────────────────────────────────────────────────

NAMES = st.text("abc城市企业_2", min_size=1, max_size=4)
VALUES = st.sampled_from(["50%", "1,581.1", "万元", "x > 3", "金额", "是", "2014-06-30", "a b"])
TREES = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3), st.dictionaries(NAMES, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def in_flow(tree):
    if isinstance(tree, str):
        return f'"{tree}"'
    if isinstance(tree, list):
        return "[" + ", ".join(map(in_flow, tree)) + "]"
    return "{" + ", ".join(f"{key}: {in_flow(value)}" for key, value in tree.items()) + "}"


def in_block(tree, depth):
    pad = "  " * depth
    if isinstance(tree, str):
        return f" '{tree}'\n"
    if isinstance(tree, list):
        return "\n" + "".join(f"{pad}-{in_block(item, depth + 1)}" for item in tree)
    return "\n" + "".join(f"{pad}{key}:{in_block(value, depth + 1)}" for key, value in tree.items())


def plain(node):
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return {entry.written: plain(entry.value) for entry in node.entries}


@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=4))
def test_braces_and_indented_lines_read_back_as_the_same_tree(tree):
    flow, block = compose(in_flow(tree), "a.yaml"), compose(in_block(tree, 0), "a.yaml")
    assert flow[1] == block[1] == ()
    assert plain(flow[0]) == plain(block[0]) == tree


@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=4))
def test_each_place_points_at_what_was_read(tree):
    text = in_block(tree, 0)
    root, _ = compose(text, "a.yaml")
    for _, node in walk(root):
        if isinstance(node, Scalar):
            line = text.split("\n")[node.place.line - 1]
            assert line[node.place.column - 1 :][: node.place.width] == f"'{node.text}'"


@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=4), st.sampled_from(["元", "万元", "亿元"]))
def test_canonical_keys_are_canonical_once_and_for_all(tree, unit):
    root, _ = compose(in_flow(tree), "a.yaml")
    once = canonicalised(root, unit=unit)
    assert canonicalised(once, unit="分") == once
    assert all(node.unit == unit for _, node in walk(once) if isinstance(node, Scalar))


def test_the_order_of_lines_changes_no_value():
    lines = ["unit: 亿元\n", "sources: {a: {amount: 1}}\n", "约束: {b: {不低于: 2}}\n"]
    roots = [compose("".join(order), "a.yaml")[0] for order in permutations(lines)]
    for root in roots:
        assert isinstance(root, MappingNode)
        assert root.get("sources").get("a").get("amount").unit == "亿元"
        assert root.get("constraints").get("b").get("at_least").text == "2"


@given(st.sampled_from(sorted(CHINESE_KEYS)))
def test_a_key_in_either_language_is_one_key(key):
    chinese = CHINESE_KEYS[key]
    root, problems = compose(f"x: {{{chinese}: 1}}", "a.yaml")
    assert problems == ()
    assert root.get("x").keys() == (key,)
    _, problems = compose(f"x: {{{key}: 1, {chinese}: 1}}", "a.yaml")
    assert [each.code for each in problems] == ["Y112"]
