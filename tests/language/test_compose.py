"""What a file may not hold, and the classical slips: each named at its exact place, with a remedy."""

import pytest
import yaml

from simulator.glossary import MESSAGES
from simulator.language import builder
from simulator.language.compose import compose
from simulator.language.source import LARGEST_TEXT
from simulator.model.document import ListNode, MappingNode, Scalar, walk


def found(text):
    """Return (code, line, column) of every problem."""
    _, problems = compose(text, "a.yaml")
    return [(each.code, each.place.line, each.place.column) for each in problems]


def root_of(text):
    root, problems = compose(text, "a.yaml")
    assert problems == ()
    assert isinstance(root, MappingNode)
    return root


# ── what is read ───────────────────────────────────────────────────────────────────────────────────


def test_every_value_is_text_with_its_place_width_and_line():
    root = root_of("scenario: a\nsources:\n  city: {title: '市财政', amount: 0755}\n")
    amount = root.get("sources").get("city").get("amount")
    assert (amount.text, amount.quoted, str(amount.place), amount.place.width) == (
        "0755",
        False,
        "a.yaml:3:32",
        4,
    )
    assert amount.place.source == "  city: {title: '市财政', amount: 0755}"
    title = root.get("sources").get("city").get("title")
    assert (title.text, title.quoted, title.place.column, title.place.width) == ("市财政", True, 17, 5)


@pytest.mark.parametrize(
    "text", ["no", "1:30", "0755", "1e3", "2026-02-30", "0x10", "1_000", ".inf", "2014-06-30"]
)
def test_nothing_is_typed_or_guessed(text):
    assert root_of(f"a: {text}").get("a").text == text


def test_the_unit_of_a_file_stands_on_each_of_its_values_wherever_the_key_is():
    for text in ("unit: 亿元\na: [1, {b: 2}]", "a: [1, {b: 2}]\n单位: 亿元"):
        scalars = [node for _, node in walk(root_of(text)) if isinstance(node, Scalar)]
        assert [each.unit for each in scalars] == ["亿元"] * 3
    assert root_of("a: 1").get("a").unit is None


def test_an_unknown_unit_leaves_its_reader_to_say_so_and_not_each_amount():
    root = root_of("unit: 万\na: 1")
    assert (root.get("unit").text, root.get("a").unit) == ("万", "万元")


def test_chinese_keys_become_canonical_and_keep_what_was_written():
    root = root_of(
        "单位: 万元\n专项:\n  租金补贴:\n    核定: [{按比例: {基数: 年租金, 比例: 50%}}, {封顶: 100}]\n"
    )
    programme = root.get("programmes").get("租金补贴")
    share, cap = programme.get("award").items
    assert share.entries[0].key == "share"
    assert share.entries[0].written == "按比例"
    assert share.entries[0].value.keys() == ("of", "rate")
    assert cap.get("cap").text == "100"


@pytest.mark.parametrize(
    "text",
    [
        "programmes: {目标: {amount: 1}}",
        "populations: {甲: {columns: {目标: number}}}",
        "populations: {甲: {synthetic: {columns: {目标: 1}}}}",
        "programmes: {甲: {eligible: {目标: 租金 > 0元}}}",
        "programmes: {甲: {points: {per_unit: {目标: 1}}}}",
        "programmes: {甲: {award: {highest: {目标: {fixed: 1}}}}}",
        "programmes: {甲: {award: [{sum: {乙: [{lowest: {目标: {fixed: 1}}}]}}]}}",
    ],
)
def test_the_officers_own_names_are_never_taken_for_our_words(text):
    keys = [
        entry.key
        for _, node in walk(root_of(text))
        if isinstance(node, MappingNode)
        for entry in node.entries
    ]
    assert "目标" in keys
    assert "objective" not in keys


def test_chinese_and_english_files_say_the_same():
    def plain(node):
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, ListNode):
            return [plain(item) for item in node.items]
        return {entry.key: plain(entry.value) for entry in node.entries}

    chinese = (
        "支出: {项目: {金额: 5}}\n"
        "专项: {租金: {支出: 项目, 核定: {最高: {甲: {定额: 3}}}, 得分: {按数量: {个数: 1}}}}\n"
    )
    english = (
        "spending: {项目: {amount: 5}}\n"
        "programmes: {租金: {spending: 项目, award: {highest: {甲: {fixed: 3}}}, "
        "points: {per_unit: {个数: 1}}}}\n"
    )
    assert plain(root_of(chinese)) == plain(root_of(english))


@pytest.mark.parametrize(
    ("text", "said"), [("|\n  a\n  b\n", "a\nb"), (">-\n  a\n  b\n", "a b"), ("| # x\n  a\n", "a")]
)
def test_text_blocks_are_read(text, said):
    assert root_of(f"note: {text}").get("note").text == said


@pytest.mark.parametrize(
    "text", ["﻿a: 1", "a: 1\r\n", "a: 1\r", "---\na: 1", "# c\n\na: 1 # d\n", "a: 1\n...\n"]
)
def test_marks_of_editors_line_ends_comments_and_document_marks_are_let_pass(text):
    assert root_of(text).get("a").text == "1"


def test_a_byte_order_mark_and_carriage_returns_move_no_place():
    assert found("\ufeffa: &x 1\r\nb: &y 2\r") == [("Y108", 1, 4), ("Y108", 2, 4)]


@pytest.mark.parametrize("text", ["title: ''", 'title: ""', "award: []", "envelope: {}", "title: 'null'"])
def test_what_is_said_to_be_empty_is_not_missing(text):
    root_of(text)


def test_the_loader_without_c_reads_alike(monkeypatch):
    text = (
        "单位: 万元\n专项: {租金: {核定: [{封顶: 100}], title: '甲'}}\na: [b, &c d]\ne: x\nf: {g: 1,581.1}\n"
    )
    fast = compose(text, "a.yaml")
    monkeypatch.setattr(builder, "LOADER", yaml.SafeLoader)
    assert compose(text, "a.yaml") == fast


# ── what is refused ────────────────────────────────────────────────────────────────────────────────

REFUSED = {
    "an empty file": ("", [("Y101", 1, 1)]),
    "only comments": ("# a\n\n", [("Y101", 1, 1)]),
    "only a mark for nothing": ("~", [("Y101", 1, 1)]),
    "a list at the root": ("- a: 1\n", [("Y102", 1, 1)]),
    "a text at the root": ("hello", [("Y102", 1, 1)]),
    "a control character": ("a: x\x07y", [("Y106", 1, 5)]),
    "a null character": ("a: 1\nb: \x00", [("Y106", 2, 4)]),
    "a bidi character": ("a: x\u202ey", [("Y106", 1, 5)]),
    "a character without width": ("a: 1\nca\u200bp: 1", [("Y106", 2, 3)]),
    "a line end no editor shows": ("a: x\u2028b", [("Y106", 1, 5)]),
    "half a character": ("a: \ud800", [("Y106", 1, 4)]),
    "a bidi character by escape": ('a: "x\\u202ey"', [("Y106", 1, 4)]),
    "a second document": ("a: 1\n---\nb: 2\n", [("Y107", 2, 1)]),
    "an anchor": ("a: &x 1\nb: 2\n", [("Y108", 1, 4)]),
    "an alias": ("a: 1\nb: *x\n", [("Y108", 2, 4)]),
    "an alias as a key": ("*x : 1\n", [("Y108", 1, 1), ("Y111", 1, 1)]),
    "an anchor on a mapping": ("a: &x {b: 1}\n", [("Y108", 1, 4)]),
    "a tag": ("a: !!python/object:os.system 1\n", [("Y109", 1, 4)]),
    "a local tag": ("a: !x {b: 1}\n", [("Y109", 1, 4)]),
    "a merge key": ("a: {b: 1}\nc:\n  <<: {b: 1}\n  d: 1\n", [("Y110", 3, 3)]),
    "a list as a key": ("? [a, b]\n: 1\n", [("Y111", 1, 3)]),
    "a missing key": ("a: 1\n: 1\n", [("Y111", 2, 1)]),
    "a missing key in braces": ("a: {: 1}\n", [("Y111", 1, 5)]),
    "a duplicate key": ("a: 1\nb: 2\na: 3\n", [("Y112", 3, 1)]),
    "a key beside its Chinese form": (
        "programmes: {x: {award: [{cap: {amount: 1, 金额: 2}}]}}",
        [("Y112", 1, 44)],
    ),
    "cap beside 封顶": ("a:\n  cap: 1\n  封顶: 2\n", [("Y112", 3, 3)]),
    "an id twice": ("sources: {甲: {amount: 1}, 甲: {amount: 2}}", [("Y112", 1, 27)]),
    "keys that look alike": ("sources:\n  城A: {amount: 1}\n  城Ａ: {amount: 2}\n", [("Y113", 3, 3)]),
    "nothing after a key": ("a: 1\namount:\nb: 2\n", [("Y114", 2, 1)]),
    "a mark for nothing after a key": ("a: ~\nb: null\n", [("Y114", 1, 1), ("Y114", 2, 1)]),
    "nothing after our own key behind a text": ("a: {note: 甲, cap, b: 1}", [("Y114", 1, 14)]),
    "nothing after a key behind a quoted text": ("a: {note: '甲', 乙: }", [("Y114", 1, 16)]),
    "nothing after a key below a text": ("a:\n  note: 甲\n  乙:\n", [("Y114", 3, 3)]),
    "nothing after a key in braces": ("a: {b: 1, cap: }", [("Y114", 1, 11)]),
    "an id with a dot": ("programmes:\n  a.b: {amount: 1}\n", [("Y115", 2, 3)]),
    "an id with a space": ("sources: {x y: {amount: 1}}", [("Y115", 1, 11)]),
    "nothing after a dash": ("a:\n  - 1\n  -\n", [("Y116", 3, 4)]),
    "one number or two": ("between: [1,581]\n", [("Y117", 1, 11)]),
    "a tab": ("a:\n\tb: 1\n", [("Y122", 2, 1)]),
    "a tab after spaces": ("a:\n  b: 1\n  \tc: 1\n", [("Y122", 3, 3)]),
    "a line too far in": ("s:\n  a: {x: 1}\n   b: {x: 2}\n", [("Y123", 3, 4)]),
    "a line not far enough in": ("s:\n   a: 1\n  b: 2\n", [("Y123", 3, 3)]),
    "keys below a value": ("title: abc\n  amount: 3\n", [("Y123", 2, 3)]),
    "an open brace": ("p:\n  a: {x: 1\n  b: {x: 2}\n", [("Y124", 2, 6)]),
    "an open bracket at the end": ("a: [b, {c: 1}\n\n", [("Y124", 1, 4)]),
    "an open quote": ('a: 1\nb: "abc\n', [("Y125", 2, 4)]),
    "a reserved character": ("a: 1\nb: @x\n", [("Y126", 2, 4)]),
    "an unknown escape": ('a: "C:\\data"\n', [("Y127", 1, 7)]),
    "a line without a colon": ("a: 1\nhello\nb: 2\n", [("Y128", 2, 1)]),
    "a missing comma": ("a: {b: 1\n  c: 2}\n", [("Y129", 2, 3)]),
    "the wrong bracket": ("a: [1, 2}\n", [("Y129", 1, 9)]),
    "a bracket too many before more": ("a: {b: 1}}, c: 2\n", [("Y130", 1, 10)]),
    "a bracket too many": ("a: {b: 1}}\n", [("Y130", 1, 10)]),
    "a key among list items": ("a:\n  - x\n  y: 1\n", [("Y139", 3, 3)]),
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_it_is_refused_at_its_place(text, expected):
    assert found(text) == expected


TRAPS = {
    "an expression with brackets in braces": ("a:\n  - {when: x in [a, b], by: 20%}\n", [("Y131", 2, 12)]),
    "the same with 属于": ("a: [{上浮: {当: 行业 属于 [甲, 乙], 幅度: 20%}}]", [("Y131", 1, 14)]),
    "a number cut by its comma": ("a: {amount: 1,581.1}", [("Y132", 1, 13)]),
    "a number cut twice": ("a: {x: 1, amount: 12,345,678.90, y: 2}", [("Y132", 1, 19)]),
    "> before a number": ("a: 1\nb: >1000\n", [("Y133", 2, 4)]),
    "> before a single digit": ("b: >5\nc: 1\n", [("Y133", 1, 4)]),
    ">= before a number": ("b: >= 60\n", [("Y133", 1, 4)]),
    "> in a list": ("b:\n  - >5\n", [("Y133", 2, 5)]),
    "no space after a colon": ("a: 1\ncap:100\nb: 2\n", [("Y134", 2, 1)]),
    "no space after a colon in braces": ("a: {cap:100}", [("Y134", 1, 5)]),
    "no space after the only colon": ("cap:100", [("Y134", 1, 1)]),
    "no space after a colon below a key": ("basic:\n  amonut:5\n", [("Y134", 2, 3)]),
    "no space after a colon in a list": ("award: [{share: {rate: 5%}}, cap:100]", [("Y134", 1, 30)]),
    "a full-width colon": ("a: 1\n金额：100\nb: 2\n", [("Y135", 2, 1)]),
    "a full-width colon at the end": ("a: 1\n金额： 100\n", [("Y135", 2, 1)]),
    "a full-width colon in braces": ("a: {x: 1, 金额：100}", [("Y135", 1, 11)]),
    "a full-width colon below a key": ("basic:\n  金额：100\n", [("Y135", 2, 3)]),
    "a full-width space after a colon": ("basic:\n  amount:\u3000100\n", [("Y134", 2, 3)]),
    "a full-width comma between entries": ("a: {b: 1，c: 2}", [("Y136", 1, 8)]),
    "a full-width comma before a full-width colon": ("a: {b: 1，金额：2}", [("Y136", 1, 8)]),
    "a full-width comma in a list": ("a: [新能源，新材料]", [("Y136", 1, 5)]),
    "a full-width comma in a key": ("a: {b，c: 1}", [("Y136", 1, 5)]),
    "a text that starts with a quote": ('title: "双创"政策\nb: 1\n', [("Y137", 1, 8)]),
    "the same in braces": ("a: {title: '双创'政策, b: 1}", [("Y137", 1, 12)]),
    "the same in a list": ('- "a" b\n', [("Y137", 1, 3)]),
    "a colon inside a note": ("note: 见文件: 第三条\n", [("Y138", 1, 7)]),
    "a colon inside a note in braces": ("a: {note: 见: x, b: 1}", [("Y138", 1, 11)]),
    "more after a quoted value": ('title: "abc\nnote: "def"\n', [("Y125", 1, 8), ("Y140", 2, 8)]),
    "a comma inside a note in braces": ("a: {note: 由推算,非原文, b: 1}", [("Y141", 1, 15)]),
}


@pytest.mark.parametrize(("text", "expected"), TRAPS.values(), ids=TRAPS.keys())
def test_the_slip_is_named_at_its_place(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "award:\n  - {uplift: {by: 20%, when: 'x in [a, b]'}}",
        "award:\n  - uplift:\n      when: x in [a, b]",
        "amount: 1,581.1",
        "a: {amount: '1,581.1', between: [1, 300]}",
        "a: {between: [2,3], tags: [b,c]}",
        "a: {b: '>1000', c: x > 1000}",
        "note: 金额：100",
        "a: {title: 财政预算拨款，补助, note: 注意：见 12:30}",
        "file: http://x/y",
        "when: 12:30",
        "title: “双创”政策",
        "title: '见文件: 第三条'",
        "note: a:b",
        "tags: ['新能源，新材料']",
        "a: x in [甲，乙]",
    ],
)
def test_what_only_resembles_a_slip_is_let_pass(text):
    root_of(text)


# ── limits ─────────────────────────────────────────────────────────────────────────────────────────


def test_nesting_stops_at_twenty_levels():
    assert found("a: " + "[" * 19 + "]" * 19) == []
    assert found("a: " + "[" * 20 + "]" * 20) == [("Y104", 1, 23)]


def test_a_file_of_too_many_nodes_is_refused(monkeypatch):
    monkeypatch.setattr(builder, "MOST_NODES", 5)
    assert found("a: [1, 2]") == []
    assert found("a: [1, 2, 3]") == [("Y105", 1, 11)]


def test_a_text_too_long_is_refused_unread():
    assert found("a: " + "x" * LARGEST_TEXT) == [("Y103", 0, 0)]


BOMBS = {
    "a laugh in aliases": "a: &a [x]\n"
    + "".join(f"{c}: &{c} [*{b}, *{b}]\n" for b, c in zip("abcdefgh", "bcdefghi", strict=True)),
    "merge keys": "\n".join(["a: &a {x: 1}", *["b: {<<: [*a, *a]}"] * 30]),
    "open brackets": "[" * 100_000,
    "open braces": "{a: " * 100_000,
    "dashes": "- " * 100_000,
    "question marks": "? " * 100_000,
    "quotes": 'a: "x" ' * 50_000,
    "broken lines": "a: {b\n" * 20_000,
    "commas": "{" + "," * 100_000 + "}",
    "one long line of slips": "{a: x in [" * 20_000,
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused_with_few_words(text):
    _, problems = compose(text, "a.yaml")
    assert 0 < len(problems) < 200
    assert all(len(each.tell("zh")) < 2000 for each in problems)


LONG = "x" * 100_000
LONG_TEXTS = [
    LONG,
    f"{LONG}: 1\n{LONG}: 2",
    f"a: !{LONG} 1",
    f"a: &{LONG} 1",
    f"a: [{LONG}，b]",
    f"a: {{{LONG}}}",
    f"a:\n  {LONG}：1",
    f"sources: {{'{LONG}.b': 1}}",
    f"a: '{LONG}' b",
    f"a: 1\n{LONG}\nb: 1",
    f"a: >5{LONG}",
    f"a: {{note: {LONG}, {LONG}}}",
]


@pytest.mark.parametrize("text", LONG_TEXTS, ids=range(len(LONG_TEXTS)))
def test_no_message_is_longer_than_a_screen(text):
    _, problems = compose(text, "a.yaml")
    assert problems
    assert all(len(each.tell(language)) < 2000 for each in problems for language in ("zh", "en"))


def test_no_more_than_fifty_bad_characters_are_listed():
    assert len(found("a: " + "\x07" * 1000)) == 50


# ── all problems at once ───────────────────────────────────────────────────────────────────────────


def test_one_run_shows_every_fault_of_a_broken_file():
    text = (
        "p:\n"
        "  a: {x: 1, y: 2\n"
        "  b: {x: 1}\n"
        "  c: {x: @, y: 2}\n"
        "  d: {when: x in [a, b], q: 1,581.1}\n"
        "  cap:100\n"
        "e:\n"
        "f: 2\n"
        "f: &z 3\n"
        "   g: 1\n"
    )
    assert found(text) == [
        ("Y124", 2, 6),
        ("Y126", 4, 10),
        ("Y131", 5, 13),
        ("Y132", 5, 29),
        ("Y134", 6, 3),
        ("Y114", 7, 1),
        ("Y112", 9, 1),
        ("Y108", 9, 4),
        ("Y123", 10, 4),
    ]


def test_one_run_shows_every_fault_of_a_file_that_is_yaml():
    text = "a: &x 1\na: 2\nsources:\n  b.c: {amount: 1,200}\n  d:\nnote: 'x'\n"
    assert found(text) == [("Y108", 1, 4), ("Y112", 2, 1), ("Y115", 4, 3), ("Y132", 4, 17), ("Y114", 5, 3)]


def test_a_key_left_empty_by_a_fault_below_it_is_not_called_empty():
    assert found("a:\n  b: {c\nd: 1\n") == [("Y124", 2, 6)]


def test_a_fault_in_a_file_that_is_yaml_still_yields_its_good_values():
    root, problems = compose("a: 1\nb: {amount: 1,581.1}\nc:\n", "a.yaml")
    assert [each.code for each in problems] == ["Y132", "Y114"]
    assert (root.get("a").text, root.get("b").get("amount").text, root.get("c").text) == ("1", "1,581.1", "")


# ── messages ───────────────────────────────────────────────────────────────────────────────────────


def test_every_reading_message_is_shown_by_some_text_of_this_file():
    shown = {code for text, _ in (*REFUSED.values(), *TRAPS.values()) for code, _, _ in found(text)}
    limits = {"Y103", "Y104", "Y105"}
    last_resort = {"Y121"}
    assert {code for code in MESSAGES if code.startswith("Y1")} == shown | limits | last_resort


def test_what_no_explanation_covers_is_told_in_yamls_own_words():
    assert found("a: 1\n%YAML 3.0\n--- b\n")[0][0] in ("Y121", "Y128")
    assert found("%YAML 9.9\n---\na: 1\n") == [("Y121", 1, 1)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_problem_is_told_with_its_line_and_its_remedy(language):
    for text, _ in (*REFUSED.values(), *TRAPS.values()):
        for each in compose(text, "a.yaml")[1]:
            told = each.tell(language)
            assert told.startswith(f"{each.place}: ")
            assert ("= 建议" if language == "zh" else "= help") in told
            assert "{" not in each.help(language) or "{" in text or each.code in told


def test_a_message_reads_as_promised():
    (trap,) = compose("a:\n  金额：100\n", "a.yaml")[1]
    assert trap.tell("en") == (
        "a.yaml:2:3: error[Y135]: the colon after '金额' is full-width\n"
        "  2 |   金额：100\n"
        "    |   ^^^^^^\n"
        "  = help: use a half-width colon and a space: 金额: 100"
    )
    assert "写成 金额: 100" in trap.tell("zh")
