"""Reading is total: whatever is written, a scenario or an error with a place comes back, never a raise."""

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.language import compose, examine, parse
from simulator.language.overlay import base_document
from simulator.model.document import Entry, ListNode, MappingNode, Node, Scalar, walk
from simulator.problems import NOWHERE, Problem, errors_of
from tests.language.texts import GOOD

SOAK = int(os.environ.get("SOAK_EXAMPLES", "20000"))
HOSTILE = (
    "",
    "0",
    "-1",
    "1e400",
    "NaN",
    "50",
    "1/0",
    "5%",
    "200%",
    "5pp",
    "12x",
    "２０％",
    "9" * 60,
    "1,58",
    "5元",
    "5美元",
    "yes",
    "no",
    "null",
    "~",
    "[]",
    "{}",
    "a.b",
    "a b",
    "first",
    "highest",
    "optimise",
    "tiers",
    "in_full",
    "rent",
    "rent_subsidy",
    "people",
    "project",
    "rent + 1",
    "((((",
    "rent > 'x",
    "__class__",
    "2014-02-30",
    "2014Q5",
    "{",
    "]",
    ": ",
    "- ",
    "#",
    "&a",
    "*a",
    "!!python/object:os.system",
    "<<",
    "\t",
    "\u202e",
    "\ufeff",
    "编号",
    "封顶",
    "专项",
    "😀",
)
KEYS = (
    "scenario",
    "year",
    "amount",
    "award",
    "share",
    "cap",
    "sum",
    "highest",
    "rate",
    "of",
    "when",
    "id",
    "tiers",
    "ranked",
    "order",
    "rest",
    "where",
    "top",
    "bottom",
    "at_least",
    "about",
    "between",
    "keep",
    "aim",
    "synthetic",
    "columns",
    "file",
    "choice",
    "values",
    "lognormal",
    "mean",
    "type",
    "blank",
    "path",
    "result",
    "is",
    "x",
    "city",
    "封顶",
    "branches",
    "by",
)


def acceptable(problems: tuple[Problem, ...], *, found: bool) -> None:
    """Assert that there is a scenario or an error, that problems say where, and that they can be told."""
    assert found or errors_of(problems)
    for each in problems:
        assert each.place.file
        assert each.place.line >= 1
        for language in ("zh", "en"):
            assert each.tell(language)


# ── texts ──────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def damaged_texts(draw: st.DrawFn) -> str:
    """Return the good text with a few lines dropped, doubled, cut, or a word of them replaced."""
    lines = GOOD.splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        lines[at : at + 1] = draw(st.sampled_from(DAMAGES))(lines[at], draw)
        lines = lines or [""]
    return "\n".join(lines)


def _dropped(_: str, __: st.DrawFn) -> list[str]:
    return []


def _doubled(line: str, _: st.DrawFn) -> list[str]:
    return [line, line]


def _cut(line: str, draw: st.DrawFn) -> list[str]:
    return [line[: draw(st.integers(0, len(line)))]]


def _indented(line: str, draw: st.DrawFn) -> list[str]:
    return [" " * draw(st.integers(1, 3)) + line]


def _reworded(line: str, draw: st.DrawFn) -> list[str]:
    words = line.split(" ")
    words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(HOSTILE))
    return [" ".join(words)]


def _struck(line: str, draw: st.DrawFn) -> list[str]:
    at = draw(st.integers(0, len(line)))
    return [line[:at] + draw(st.sampled_from("{}[]:,-#'\"&*!|>%@ \t，：0a元")) + line[at + 1 :]]


DAMAGES = (_dropped, _doubled, _cut, _indented, _reworded, _struck)


def parse_is_total(text: str) -> None:
    scenario, problems = parse({"a.yaml": text}, "a.yaml")
    acceptable(problems, found=scenario is not None)


@given(damaged_texts())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_text_is_read_or_told_of(text):
    parse_is_total(text)


@pytest.mark.soak
@given(damaged_texts())
@settings(max_examples=SOAK, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_text_is_read_or_told_of_at_length(text):
    parse_is_total(text)


# ── trees ──────────────────────────────────────────────────────────────────────────────────────────


ROOT, _ = compose(GOOD, "a.yaml")
assert ROOT is not None
DOCUMENT = base_document(ROOT, "a.yaml")
PLACE = replace(NOWHERE, file="a.yaml", line=1, column=1)
SIZE = sum(1 for _ in walk(ROOT))
scalars = st.sampled_from(HOSTILE).map(lambda text: Scalar(text, PLACE, unit="万元"))


def _mapping(pairs: list[tuple[str, Node]]) -> MappingNode:
    unique = dict(pairs)
    return MappingNode(tuple(Entry(key, key, PLACE, value) for key, value in unique.items()), PLACE)


nodes = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: ListNode(tuple(items), PLACE)),
        st.lists(st.tuples(st.sampled_from(KEYS), inner), max_size=3).map(_mapping),
    ),
    max_leaves=6,
)


def with_node(node: Node, number: int, new: Node) -> Node:
    """Return the tree with its n-th node (in reading order, the root being 0) replaced."""
    return _changed(node, [number], new)


def _changed(node: Node, countdown: list[int], new: Node) -> Node:
    if countdown[0] == 0:
        countdown[0] -= 1
        return new
    countdown[0] -= 1
    if isinstance(node, ListNode):
        return ListNode(tuple(_changed(item, countdown, new) for item in node.items), node.place)
    if isinstance(node, MappingNode):
        entries = (replace(entry, value=_changed(entry.value, countdown, new)) for entry in node.entries)
        return MappingNode(tuple(entries), node.place)
    return node


def with_key(node: MappingNode, number: int, key: str) -> Node:
    """Return the tree with its n-th key replaced."""
    return _rekeyed(node, [number], key)


def _rekeyed(node: Node, countdown: list[int], key: str) -> Node:
    if isinstance(node, ListNode):
        return ListNode(tuple(_rekeyed(item, countdown, key) for item in node.items), node.place)
    if not isinstance(node, MappingNode):
        return node
    entries = []
    for entry in node.entries:
        countdown[0] -= 1
        named = replace(entry, key=key, written=key) if countdown[0] == 0 else entry
        entries.append(replace(named, value=_rekeyed(entry.value, countdown, key)))
    return MappingNode(tuple(entries), node.place)


def examine_is_total(root: Node) -> None:
    assert isinstance(root, MappingNode)
    scenario, problems = examine(replace(DOCUMENT, root=root))
    acceptable(problems, found=scenario is not None)


swaps = st.lists(st.tuples(st.integers(1, SIZE - 1), nodes), min_size=1, max_size=3)
renames = st.lists(st.tuples(st.integers(1, SIZE - 1), st.sampled_from(KEYS)), min_size=1, max_size=3)


def swapped(changes: list[tuple[int, Node]]) -> Node:
    """Return the good tree with some of its nodes replaced."""
    root: Node = DOCUMENT.root
    for number, node in changes:
        root = with_node(root, number, node)
    return root


def renamed(changes: list[tuple[int, str]]) -> Node:
    """Return the good tree with some of its keys replaced."""
    root = DOCUMENT.root
    for number, key in changes:
        whole = with_key(root, number, key)
        assert isinstance(whole, MappingNode)
        root = whole
    return root


@given(swaps)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_tree_with_any_of_its_values_replaced_is_read_or_told_of(changes):
    examine_is_total(swapped(changes))


@given(renames)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_tree_with_any_of_its_keys_replaced_is_read_or_told_of(changes):
    examine_is_total(renamed(changes))


@pytest.mark.soak
@given(swaps, renames)
@settings(max_examples=SOAK, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_tree_with_many_things_replaced_is_read_or_told_of(values, keys):
    examine_is_total(swapped(values))
    examine_is_total(renamed(keys))


def test_replacing_a_node_by_itself_changes_nothing():
    for number, (_, node) in enumerate(walk(DOCUMENT.root)):
        assert with_node(DOCUMENT.root, number, node) == DOCUMENT.root
