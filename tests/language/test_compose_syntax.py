"""Where YAML stops: what is told, which lines are left out to read on, and what must not be told twice."""

import sys

import pytest
import yaml

from simulator.language.compose import compose, compose_value
from simulator.language.source import FORBIDDEN, REPLACEMENT, source_of
from simulator.language.syntax import Stop, damaged, is_entry, problems_of, stop_of, tab_problems
from simulator.language.traps import Written, joined_number, line_traps, lines_of_yaml, suspect_traps
from simulator.model.document import MappingNode
from simulator.problems import Place


def found(text):
    """Return (code, line, column) of every problem."""
    return [(each.code, each.place.line, each.place.column) for each in compose(text, "a.yaml")[1]]


def stopped(text):
    """Return where YAML stops in a text, and the text as a source."""
    source = source_of(text, "a.yaml")
    with pytest.raises(yaml.YAMLError) as error:
        list(yaml.parse(source.text, Loader=yaml.SafeLoader))
    return stop_of(error.value, source), source


# ── reading on ─────────────────────────────────────────────────────────────────────────────────────

ONE_FAULT_EACH = {
    "Y122": ["a:", "\tb: 1"],
    "Y123": ["a:", "  b: 1", "   c: 2"],
    "Y124": ["a: {b: 1, c: [2, 3]"],
    "Y126": ["a: @b"],
    "Y127": ['a: "\\q"'],
    "Y130": ["a: {b: 1}}"],
    "Y131": ["a: {when: x in [b, c], by: 20%}"],
    "Y132": ["a: {amount: 1,581.1}"],
    "Y133": ["a: >1000"],
    "Y136": ["a: {b: 1，c: 2}"],
    "Y137": ['a: "双创"政策'],
    "Y138": ["a: 见: 第三条"],
    "Y139": ["a:", "  - b", "  c: 1"],
}


@pytest.mark.parametrize("second", ONE_FAULT_EACH)
@pytest.mark.parametrize("first", ONE_FAULT_EACH)
def test_of_two_faults_in_entries_apart_both_are_told(first, second):
    top, bottom = ONE_FAULT_EACH[first], ONE_FAULT_EACH[second]
    text = "\n".join(["x: 1", *top, "y: 2", *(line.replace("a:", "z:") for line in bottom), "w: 3", ""])
    assert [code for code, _, _ in found(text)] == [first, second]


@pytest.mark.parametrize("code", ONE_FAULT_EACH)
@pytest.mark.parametrize("depth", [0, 1, 3])
def test_a_fault_is_told_once_however_deep_it_stands(code, depth):
    above = [f"{'  ' * level}level{level}:" for level in range(depth)]
    inside = [line if line.startswith("\t") else "  " * depth + line for line in ONE_FAULT_EACH[code]]
    text = "\n".join(["x: 1", *above, *inside, "y: 2", ""])
    assert [each for each, _, _ in found(text)] == [code]


@pytest.mark.parametrize("code", ONE_FAULT_EACH)
def test_carriage_returns_and_missing_last_line_ends_hide_no_fault(code):
    lines = ["x: 1", *ONE_FAULT_EACH[code]]
    for text in ("\n".join(lines), "\r\n".join(lines), "\r\n".join([*lines, ""])):
        assert [each for each, _, _ in found(text)] == [code]


def test_a_key_left_empty_by_a_fault_further_down_is_not_called_empty():
    assert found("a: 1\nb:\n\n  # why\n  c: @d\ne: 1\n") == [("Y126", 5, 6)]
    assert found("a: 1\nb:\n  # why\n  c: @d\ne:\n") == [("Y126", 4, 6), ("Y114", 5, 1)]


def test_lines_that_continue_a_text_are_not_searched_for_slips():
    text = "note: |\n  金额：100\n\n  cap:100\n- x\nx:\n  说明:\n    金额：1\n    cap:2\n  金额：3\nb: @c\n"
    assert list(lines_of_yaml(source_of(text, "a"))) == [1, 5, 6, 7, 10, 11, 12]
    assert ("Y135", 2, 3) not in found(text)
    assert ("Y135", 10, 3) in found(text)


def test_of_very_many_slips_the_first_are_told():
    assert len(found("a: @\n" + "金额：1\n" * 1000)) == 201


def test_reading_on_ends_after_twenty_stops():
    assert len(found("a: @\n" * 50)) == 20


def test_a_very_large_broken_text_is_read_only_once(monkeypatch):
    # the package gives the function the module's name
    monkeypatch.setattr(sys.modules["simulator.language.compose"], "LARGEST_REREAD", 10)
    assert found("a: @b\nc: @d\n") == [("Y126", 1, 4)]


def test_a_text_that_is_too_deep_after_a_fault_is_told_as_both():
    assert [code for code, _, _ in found("a: @b\nc: " + "[" * 30 + "\n")] == ["Y126", "Y104"]


def test_a_value_alone_that_is_too_deep_is_told():
    node, problems = compose_value("[" * 30, Place("--set", 1, 5, 1, "a=…"))
    assert node is None
    assert [(each.code, each.place.column) for each in problems] == [("Y104", 25)]


def test_a_value_alone_keeps_its_places_apart():
    node, problems = compose_value("{b: [1, '2']}", Place("--set", 3, 9, 13, "programme={b: [1, '2']}"))
    assert problems == ()
    assert isinstance(node, MappingNode)
    assert [str(item.place) for item in node.get("b").items] == ["--set:3:14", "--set:3:17"]


# ── where it stopped ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "line", "from_line", "lost"),
    [
        ("a: 1\nb: {c: 1\nd: 2\n", 3, 2, [2]),
        ("a:\n  b: {c: 1\n     d: 2\n  e: 1\n", 3, 2, [2, 3]),
        ("a: 1\n  b: 2\n   c: 3\nd: 4\n", 2, 2, [2, 3]),
        ("a: 1\nb: 'c\n\n", 2, 2, [2, 3, 4]),
        ("a: 1\nb: @c\n  d\n\ne: 1", 2, 2, [2, 3, 4]),
    ],
)
def test_the_smallest_entry_around_a_fault_is_left_out(text, line, from_line, lost):
    stop, source = stopped(text)
    assert (stop.line, stop.from_line) == (line, from_line)
    assert list(damaged(stop, source)) == lost


def test_what_has_no_mark_stands_at_the_beginning():
    source = source_of("a: 1", "a.yaml")
    stop = stop_of(yaml.YAMLError("something\nelse"), source)
    assert stop == Stop(1, 1, 1, 1, "something")
    assert [(each.code, each.fact("words")) for each in problems_of(stop, source)] == [("Y121", "something")]


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("a: 1", True),
        ("  - a", True),
        ("- a: 1", True),
        ("  a b:", True),
        ("}", False),
        ("  ]: 1", False),
        ("text", False),
        ("# a: 1", False),
        ("", False),
        ("  c: 2}", True),
    ],
)
def test_only_a_line_that_begins_an_entry_has_faults_of_its_own(line, entry):
    assert is_entry(source_of(line, "a.yaml"), 1) is entry


@pytest.mark.parametrize(
    ("line", "column"), [("\ta: 1", 1), ("  \ta: 1", 3), ("a:\tb", None), ("\t", None), ("", None)]
)
def test_a_tab_counts_only_in_the_indentation(line, column):
    assert [each.place.column for each in tab_problems(source_of(line, "a"), 1)] == (
        [column] if column else []
    )


# ── slips within a line ────────────────────────────────────────────────────────────────────────────


def slips(line, finder):
    return [
        (each.code, each.place.column, each.fact("text")) for each in finder(source_of(line, "a.yaml"), 1)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a: {when: x in [b], by: 1, c: y in [d]}", [("Y131", 11, "x in [b]"), ("Y131", 31, "y in [d]")]),
        ("a: {x: 1,200, y: -3,400.5}", [("Y132", 8, "1,200"), ("Y132", 18, "-3,400.5")]),
        ("a: > 5.5万元", [("Y133", 4, "> 5.5万元")]),
        ("  - 封顶:100", [("Y134", 5, "封顶:100")]),
        ("a: {x: 1, cap:100}", [("Y134", 11, "cap:100")]),
        ("- 金额：", [("Y135", 3, "金额：")]),
        ("a: {x: 甲，y: 2}", [("Y136", 8, "甲，y:")]),
        ("a: {when: 'x in [b]', by: 1}", []),
        ("a: {x: '1,200'}  # {y: 1,300}", []),
        ("# 金额：100", []),
        ("cost:100", []),
        ("http://x", []),
        ("a: 'cap:100'", []),
        ("a: >-", []),
    ],
)
def test_a_slip_that_is_sure_is_found_in_any_line(line, expected):
    assert slips(line, line_traps) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("cost:100", [("Y134", 1, "cost:100")]),
        ("费用：100", [("Y135", 1, "费用：100")]),
        ('a: "b" c', [("Y137", 4, '"b" c')]),
        ("- 'b' c", [("Y137", 3, "'b' c")]),
        ("a: ['b' c, d]", [("Y137", 5, "'b' c")]),
        ("a: b: c", [("Y138", 4, "b:")]),
        ("- a: b c: d", [("Y138", 6, "b c:")]),
        ("a: {x: b: c}", [("Y138", 8, "b:")]),
        ("a: b # c: d", []),
        ("a: {b: c}", []),
        ("a: 'b: c'", []),
        ("http://x", []),
    ],
)
def test_a_line_that_yaml_stopped_at_needs_less_proof(line, expected):
    assert slips(line, suspect_traps) == expected


def test_a_line_too_long_to_be_written_by_hand_is_not_searched():
    line = "a: {" + "b: 1,200, " * 300 + "}"
    assert slips(line, line_traps) == slips(line, suspect_traps) == []


def at(text, column, line=1, style=None):
    return Written(text, style, Place("a", line, column))


@pytest.mark.parametrize(
    ("first", "rest", "taken"),
    [
        (at("1", 1), [at("234", 3), at("567.8", 7)], (2, "1,234,567.8")),
        (at("-12", 1), [at("345", 5)], (1, "-12,345")),
        (at("1", 1), [at("234", 4)], (0, "1")),
        (at("1", 1), [at("234", 3, line=2)], (0, "1")),
        (at("1", 1), [at("23", 3)], (0, "1")),
        (at("1", 1), [at("2345", 3)], (0, "1")),
        (at("1", 1), [at("234", 3, style="'")], (0, "1")),
        (at("1", 1, style='"'), [at("234", 3)], (0, "1")),
        (at("1234", 1), [at("567", 6)], (0, "1234")),
        (at("1.5", 1), [at("567", 5)], (0, "1.5")),
        (at("a", 1), [at("567", 3)], (0, "a")),
        (at("1", 1), [at("234", 3), at("b", 7), at("567", 9)], (1, "1,234")),
        (at("1", 1), [], (0, "1")),
    ],
)
def test_only_groups_of_three_right_behind_their_commas_make_one_number(first, rest, taken):
    assert joined_number(first, tuple(rest)) == taken


# ── characters ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "code",
    [0x00, 0x1B, 0x7F, 0x85, 0xAD, 0x200B, 0x200F, 0x2028, 0x202E, 0x2066, 0xFEFF, 0xFFFE, 0xD800, 0xE0041],
)
def test_characters_nobody_sees_are_forbidden(code):
    assert FORBIDDEN.search(chr(code))
    assert source_of(f"a: x{chr(code)}", "a.yaml").lines == (f"a: x{REPLACEMENT}",)


@pytest.mark.parametrize("character", "aé金，：　\t€😀①\u00a0")
def test_characters_people_write_are_let_pass(character):
    assert not FORBIDDEN.search(character)


def test_a_place_too_wide_for_an_excerpt_has_none():
    source = source_of("a: " + "x" * 400, "a.yaml")
    assert (source.place(1, 4, 400).source, source.place(1, 4).width) == ("", 1)
    assert source.after(9, 1) == ""
