"""Overlays: each verb, its guard, its history, and every way to write one wrongly, at its exact place."""

import string

import pytest

from simulator.glossary import MESSAGES
from simulator.language.changes import shown
from simulator.language.compose import compose
from simulator.language.kind_at import kind_at
from simulator.language.overlay import apply, apply_settings, base_document, extends_of
from simulator.language.paths import find
from simulator.model.document import Change, Layer, ListNode
from simulator.money import parse_money

BASE = """scenario: base
title: 基础
year: 2014
unit: 万元
sources: {city: {title: 市级, amount: 1581.1}}
spending:
  basic: {title: 基本支出, amount: 476.9}
  project: {title: 项目支出, amount: 1104.2, when_short: optimise}
populations:
  firms: {file: f.csv, id: firm_id, columns: {rent: 元, jobs: count, score: number, small: yes_no}}
programmes:
  rent:
    spending: project
    applicants: firms
    eligible: {pays: rent > 0元}
    award: [{share: {of: rent, rate: 50%, plus: [{pp: 5pp, when: small}]}}, {cap: {amount: 100, when: small}}]
    envelope: {at_most: 300}
    when_short: {ranked: {order: [{highest: score}, {first: firm_id}], last: skip}}
    points: {per_award: 3, per_unit: {jobs: 0.1}}
    tags: [capacity]
  posts:
    spending: project
    applicants: firms
    award: [{per_unit: {of: jobs, amount: 5000元, at_most: 25}}, {cap: 80}]
    when_short: pro_rata
constraints:
  share: {top: {award: {tag: capacity}}, bottom: {award: {spending: project}}, at_least: 20%}
  heads: {top: {count: {programme: rent}}, at_most: 12}
  ratio: {top: {award: {programme: rent}}, bottom: {award: {programme: posts}}, at_most: 12x}
assumptions:
  - {path: programmes.rent.award.cap, note: 假设, reliability: low}
"""
ROOT, _ = compose(BASE, "base.yaml")
DOCUMENT = base_document(ROOT, "base.yaml")
HEADER = "scenario: cut\nextends: base.yaml\nchanges:\n"


def overlaid(text, header=HEADER):
    """Return the document and the problems after an overlay whose changes begin at line 4."""
    overlay, problems = compose(header + text, "o.yaml")
    assert problems == ()
    return apply(DOCUMENT, overlay, "o.yaml", kind_at)


def after(text, path):
    """Return the text at a path after an overlay without problems."""
    document, problems = overlaid(text)
    assert problems == ()
    return shown(find(document.root, path))


def found(text, header=HEADER):
    """Return (code, line, column) of every problem of an overlay."""
    _, problems = overlaid(text, header)
    return [(each.code, each.place.line, each.place.column) for each in problems]


# ── the verbs ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "path", "result"),
    [
        ("{set: programmes.rent.award.share.rate, to: 60%}", "programmes.rent.award.share.rate", "60%"),
        ("{set: programmes.rent.award.cap.amount, to: 120}", "programmes.rent.award.cap.amount", "120"),
        (
            "{set: programmes.posts.award.cap, to: {金额: 9, when: small}}",
            "programmes.posts.award.cap",
            "{amount: 9, when: small}",
        ),
        ("{set: programmes.rent.when_short, to: 同比例压减}", "programmes.rent.when_short", "同比例压减"),
        ("{set: programmes.rent.tags, to: [a, b]}", "programmes.rent.tags", "[a, b]"),
        (
            "{set: programmes.rent.eligible, to: {目标: rent > 5元}}",
            "programmes.rent.eligible",
            "{目标: rent > 5元}",
        ),
        ("{cut: spending.project.amount, by: 10%}", "spending.project.amount", "993.78万元"),
        ("{cut: spending.project.amount, by: 104.2}", "spending.project.amount", "1,000万元"),
        ("{cut: spending.project.amount, by: 2000元}", "spending.project.amount", "1,104万元"),
        ("{cut: spending.project.amount, by: 100%}", "spending.project.amount", "0万元"),
        (
            "{raise: programmes.posts.award.per_unit.amount, by: 10%}",
            "programmes.posts.award.per_unit.amount",
            "5,500元",
        ),
        ("{raise: programmes.posts.award.cap, by: 1/4}", "programmes.posts.award.cap", "80.25万元"),
        ("{raise: programmes.rent.award.share.rate, by: 10pp}", "programmes.rent.award.share.rate", "60%"),
        ("{cut: programmes.rent.award.share.rate, by: 0.9x}", "programmes.rent.award.share.rate", "45%"),
        ("{raise: programmes.rent.award.share.rate, by: 1.1倍}", "programmes.rent.award.share.rate", "55%"),
        ("{cut: programmes.rent.award.share.plus.pp, by: 2pp}", "programmes.rent.award.share.plus.pp", "3pp"),
        (
            "{raise: programmes.posts.award.per_unit.at_most, by: 10%}",
            "programmes.posts.award.per_unit.at_most",
            "27.5",
        ),
        ("{raise: constraints.share.at_least, by: 2.5pp}", "constraints.share.at_least", "22.5%"),
        ("{raise: constraints.ratio.at_most, by: 10%}", "constraints.ratio.at_most", "13.2x"),
        ("{cut: constraints.heads.at_most, by: 2}", "constraints.heads.at_most", "10"),
        ("{raise: constraints.heads.at_most, by: 30万元}", "constraints.heads.at_most", "42万元"),
        ("{raise: year, by: 2}", "year", "2016"),
        (
            "{drop: programmes.rent.award.cap}",
            "programmes.rent.award",
            "[{share: {of: rent, rate: 50%, plus: [{pp: 5pp, when: small}]}}]",
        ),
        (
            "{drop: programmes.rent.points, was: {per_unit: {jobs: 1/10}, per_award: 3.0}}",
            "programmes.rent.tags",
            "[capacity]",
        ),
        ("{add: programmes.rent.note, content: 说明}", "programmes.rent.note", "说明"),
        (
            "{add: programmes.posts.award.floor, content: {floor: 5}, after: per_unit}",
            "programmes.posts.award.floor",
            "5",
        ),
        (
            "{add: programmes.posts.award.low, content: {floor: 5}, before: cap}",
            "programmes.posts.award.low",
            "{amount: 5, id: low}",
        ),
        ("{改为: 专项.rent.核定.按比例.比例, 到: 60%, 原为: 1/2}", "programmes.rent.award.share.rate", "60%"),
        ("{压减: 支出.project.金额, 幅度: 10%}", "spending.project.amount", "993.78万元"),
    ],
)
def test_a_change_does_what_its_verb_says(change, path, result):
    assert after(f"  - {change}\n", path) == result


def test_a_move_keeps_the_total():
    document, problems = overlaid(
        "  - {move: 1000万元, from: spending.project.amount, into: spending.basic.amount}\n"
    )
    assert problems == ()
    amounts = [find(document.root, f"spending.{each}.amount").text for each in ("project", "basic")]
    assert amounts == ["104.2万元", "1,476.9万元"]


@pytest.mark.parametrize(
    ("change", "results"),
    [
        ("{move: 40%, from: constraints.share.at_least, into: programmes.rent.award.share.rate}", None),
        (
            "{move: 10pp, from: programmes.rent.award.share.rate, into: programmes.rent.award.uplift.by}",
            ("40%", "30%"),
        ),
        (
            "{move: 10%, from: programmes.rent.award.share.rate, into: programmes.rent.award.uplift.by}",
            ("40%", "30%"),
        ),
    ],
)
def test_shares_are_moved_in_points(change, results):
    add = "  - {add: programmes.rent.award.uplift, content: {uplift: {by: 20%}}}\n"
    document, problems = overlaid(f"{add}  - {change}\n")
    if results is None:
        assert [each.code for each in problems] == ["O536"]
    else:
        paths = ("programmes.rent.award.share.rate", "programmes.rent.award.uplift.by")
        assert tuple(find(document.root, path).text for path in paths) == results


def test_changes_are_made_in_order():
    changes = "  - {cut: spending.project.amount, by: 10%}\n  - {raise: spending.project.amount, by: 10%}\n"
    assert after(changes, "spending.project.amount") == "1,093.158万元"


# ── the guard ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "was"),
    [
        ("spending.project.amount", "1104.2"),
        ("spending.project.amount", "'1,104.2'"),
        ("spending.project.amount", "1104.20万元"),
        ("spending.project.amount", "0.11042亿元"),
        ("spending.project.amount", "11042000元"),
        ("programmes.rent.award.share.rate", "50%"),
        ("programmes.rent.award.share.rate", "0.5"),
        ("programmes.rent.award.share.rate", "1/2"),
        ("programmes.rent.award.share.rate", "５０％"),
        ("programmes.rent.award.share.plus.pp", "5个百分点"),
        ("constraints.share.at_least", "1/5"),
        ("constraints.ratio.at_most", "12倍"),
        ("constraints.heads.at_most", "12.0"),
        ("programmes.posts.when_short", "同比例压减"),
        ("programmes.rent.eligible.pays", "'rent  >  0元'"),
        ("programmes.rent.tags", "[capacity]"),
        ("programmes.rent.envelope", "{at_most: 300.0}"),
        ("programmes.rent.title2", "x"),
    ],
)
def test_was_compares_values_and_not_their_writing(path, was):
    expected = [("O501", 4, 27)] if path.endswith("title2") else []
    assert found(f"  - {{set: {path}, to: 1, was: {was}}}\n") == expected


@pytest.mark.parametrize(
    ("path", "was"),
    [
        ("spending.project.amount", "1104.3"),
        ("spending.project.amount", "1104.2元"),
        ("spending.project.amount", "text"),
        ("programmes.rent.award.share.rate", "51%"),
        ("programmes.rent.tags", "[capacity, b]"),
        ("programmes.rent.tags", "capacity"),
        ("programmes.rent.envelope", "{at_least: 300}"),
        ("programmes.posts.when_short", "in_full"),
    ],
)
def test_a_value_that_is_not_what_it_was_is_told_with_where_it_stands(path, was):
    document, problems = overlaid(f"  - {{set: {path}, to: 1, was: {was}}}\n")
    assert [(each.code, each.fact("path")) for each in problems] == [("O521", path)]
    assert problems[0].place.source[problems[0].place.column - 1 :].startswith(was)
    assert shown(find(document.root, path)) == "1"


def test_a_change_that_cannot_be_made_tells_where_the_value_stands():
    _, problems = overlaid("  - {cut: spending.basic.amount, by: 500}\n")
    assert [(str(place), text) for place, text in problems[0].history] == [("base.yaml:7:32", "476.9")]
    _, problems = overlaid("  - {move: 500, from: spending.basic.amount, into: spending.project.amount}\n")
    assert [(str(place), text) for place, text in problems[0].history] == [("base.yaml:7:32", "476.9")]
    _, problems = overlaid("  - {set: year, to: 2015, was: 2013}\n")
    assert [(str(place), text) for place, text in problems[0].history] == [("base.yaml:3:7", "2014")]


def test_the_guard_reads_bare_money_in_the_overlays_own_unit():
    header = "scenario: cut\nextends: base.yaml\nunit: 元\nchanges:\n"
    assert found("  - {cut: spending.project.amount, by: 10%, was: 11042000}\n", header) == []
    assert found("  - {cut: spending.project.amount, by: 10%, was: 1104.2}\n", header) == [("O521", 5, 50)]


# ── units, history, layers ─────────────────────────────────────────────────────────────────────────


def test_an_overlay_reads_bare_money_in_its_own_unit_else_in_that_of_its_base():
    document, _ = overlaid("  - {set: sources.city.amount, to: 5}\n")
    assert find(document.root, "sources.city.amount").unit == "万元"
    document, _ = overlaid("  - {set: sources.city.amount, to: 5}\n", "scenario: c\nunit: 元\nchanges:\n")
    assert find(document.root, "sources.city.amount").unit == "元"
    assert find(document.root, "spending.basic.amount").unit == "万元"
    third, _ = compose("scenario: d\nchanges:\n  - {set: spending.basic.amount, to: 7}\n", "d.yaml")
    document, _ = apply(document, third, "d.yaml", kind_at)
    assert find(document.root, "spending.basic.amount").unit == "元"


def test_an_unknown_unit_of_the_base_is_not_told_again_by_each_change():
    root, _ = compose(BASE.replace("unit: 万元", "unit: 万"), "base.yaml")
    overlay, _ = compose(HEADER + "  - {cut: spending.basic.amount, by: 1, was: 476.9}\n", "o.yaml")
    for document, problems in (
        apply(base_document(root, "base.yaml"), overlay, "o.yaml", kind_at),
        apply_settings(base_document(root, "base.yaml"), [("spending.basic.amount", "475.9")], kind_at),
    ):
        assert problems == ()
        node = find(document.root, "spending.basic.amount")
        assert parse_money(node.text, node.unit) == 475_900_000


def test_every_changed_value_remembers_where_it_was_written_before_latest_first():
    document, _ = overlaid("  - {set: spending.basic.amount, to: 500}\n")
    again, _ = compose("scenario: d\nchanges:\n  - {cut: spending.basic.amount, by: 10%}\n", "d.yaml")
    document, _ = apply(document, again, "d.yaml", kind_at)
    node = find(document.root, "spending.basic.amount")
    assert (node.text, str(node.place)) == ("450万元", "d.yaml:3:38")
    assert [(str(place), text) for place, text in node.history] == [
        ("o.yaml:4:38", "500"),
        ("base.yaml:7:32", "476.9"),
    ]


def test_the_settings_of_a_step_keep_their_history_key_by_key():
    document, _ = overlaid("  - {set: programmes.rent.award.cap, to: {amount: 120, when: small}}\n")
    cap = find(document.root, "programmes.rent.award.cap")
    assert [entry.value.history[0][1] for entry in cap.entries] == ["100", "small"]


def test_a_layer_tells_its_file_its_reason_and_what_it_changed():
    header = "scenario: cut\ntitle: 压减\nreason: 局务会第4项\nextends: base.yaml\nchanges:\n"
    document, problems = overlaid(
        "  - {cut: spending.project.amount, by: 10%}\n"
        "  - {move: 1, from: spending.project.amount, into: spending.basic.amount}\n",
        header,
    )
    assert problems == ()
    assert document.layers[0] == Layer("base.yaml", "base", "基础")
    layer = document.layers[1]
    assert (layer.file, layer.name, layer.title, layer.reason) == ("o.yaml", "cut", "压减", "局务会第4项")
    assert [(each.verb, each.path, each.before, each.after) for each in layer.changes] == [
        ("cut", "spending.project.amount", "1104.2", "993.78万元"),
        ("move", "spending.project.amount", "993.78万元", "992.78万元"),
        ("move", "spending.basic.amount", "476.9", "477.9万元"),
    ]


def test_what_an_overlay_says_of_itself_replaces_what_the_base_says():
    header = (
        "scenario: cut\ntitle: 压减\nnote: 说明\nextends: base.yaml\n"
        "expect: [{result: a.b, is: 1}]\nassumptions: [{path: year, note: x}]\nchanges:\n"
    )
    document, problems = overlaid("  - {raise: year, by: 1}\n", header)
    assert problems == ()
    assert [document.root.get(key).text for key in ("scenario", "title", "note")] == ["cut", "压减", "说明"]
    assert document.root.get("scenario").history[0][1] == "base"
    assert shown(document.root.get("expect")) == "[{result: a.b, is: 1}]"
    assumptions = document.root.get("assumptions")
    assert isinstance(assumptions, ListNode)
    assert [item.get("path").text for item in assumptions.items] == ["programmes.rent.award.cap", "year"]
    assert not {"changes", "extends"} & set(document.root.keys())


def test_the_base_is_left_as_it_was():
    before = shown(ROOT)
    overlaid("  - {drop: programmes.rent}\n  - {set: year, to: 2015}\n")
    assert shown(DOCUMENT.root) == before


def test_what_a_file_extends_is_told_before_it_is_read():
    assert extends_of(compose("scenario: a\n基于: b.yaml", "a.yaml")[0]) == "b.yaml"
    assert extends_of(ROOT) is None
    assert extends_of(compose("extends: [a]", "a.yaml")[0]) is None


# ── what is refused ────────────────────────────────────────────────────────────────────────────────

REFUSED = {
    "a name near another": ("{set: programmes.rent.award.share.rat, to: 60%}", [("O501", 4, 39)]),
    "a repeated word": (
        "{drop: programmes.rent.award.cap}\n  - {set: programmes.rent.award.1, to: 60%}",
        [("O503", 5, 33)],
    ),
    "a value below a value": ("{set: year.x, to: 1}", [("O504", 4, 16)]),
    "an item of a plain list": ("{drop: programmes.rent.tags.capacity}", [("O505", 4, 33)]),
    "no path": ("{set: programmes..rent, to: 1}", [("O506", 4, 11)]),
    "a list for changes": ("{set: [year], to: 1}", [("O513", 4, 11)]),
    "a change that is no mapping": ("year", [("O513", 4, 5)]),
    "no verb": ("{sett: year, to: 1}", [("O514", 4, 5)]),
    "nothing asked for": ("{}", [("O514", 4, 5)]),
    "two verbs": ("{set: year, drop: year, to: 1}", [("O514", 4, 5)]),
    "a word of another verb": ("{set: year, to: 1, by: 2}", [("O515", 4, 24)]),
    "a misspelt word": ("{set: year, to: 1, wass: 2}", [("O515", 4, 24)]),
    "a missing word": ("{set: year}", [("O516", 4, 6)]),
    "two missing words": ("{move: 1}", [("O516", 4, 6), ("O516", 4, 6)]),
    "after and before": (
        "{add: programmes.rent.award.x, content: {floor: 1}, after: cap, before: cap}",
        [("O517", 4, 6)],
    ),
    "a list for a sibling": (
        "{add: programmes.rent.award.floor, content: {floor: 1}, after: [cap]}",
        [("O513", 4, 68)],
    ),
    "set twice": ("{set: year, to: 1}\n  - {改为: 年度, 到: 2}", [("O522", 5, 10)]),
    "add what is there": ("{add: programmes.rent.tags, content: [a]}", [("O523", 4, 11)]),
    "a value that would lose a condition": ("{set: programmes.rent.award.cap, to: 120}", [("O524", 4, 42)]),
    "the unit of the base": ("{set: unit, to: 元}", [("O525", 4, 11)]),
    "the unit of the base dropped": ("{drop: unit}", [("O525", 4, 12)]),
    "half a step": ("{add: programmes.rent.award.floor, content: 5}", [("O526", 4, 11)]),
    "an item that takes no name": ("{add: objective.x, content: {maximise: points}}", [("O501", 4, 11)]),
    "a limb that takes no name": (
        "{add: programmes.rent.award.x, content: {sum: {a: {fixed: 1}}}}",
        [("O527", 4, 11)],
    ),
    "a sibling that is not there": (
        "{add: programmes.rent.award.floor, content: {floor: 1}, after: capp}",
        [("O501", 4, 68)],
    ),
    "a text cut": ("{cut: sources.city.title, by: 10%}", [("O531", 4, 11)]),
    "a word cut": ("{cut: programmes.posts.when_short, by: 10%}", [("O531", 4, 11)]),
    "a mapping cut": ("{cut: programmes.rent.award.cap, by: 10%}", [("O531", 4, 11)]),
    "a condition cut": ("{cut: programmes.rent.eligible.pays, by: 10%}", [("O531", 4, 11)]),
    "money by points": ("{cut: spending.basic.amount, by: 10pp}", [("O532", 4, 38)]),
    "money by a multiple": ("{cut: spending.basic.amount, by: 0.9x}", [("O532", 4, 38)]),
    "a rate by per cent": ("{cut: programmes.rent.award.share.rate, by: 10%}", [("O533", 4, 49)]),
    "a rate by a bare number": ("{cut: programmes.rent.award.share.rate, by: 0.1}", [("O533", 4, 49)]),
    "points by per cent": ("{cut: programmes.rent.award.share.plus.pp, by: 10%}", [("O533", 4, 52)]),
    "a count by money": ("{cut: year, by: 10元}", [("O534", 4, 21)]),
    "a negative size": ("{cut: spending.basic.amount, by: -10%}", [("O535", 4, 38)]),
    "a size that is none": ("{cut: spending.basic.amount, by: much}", [("O535", 4, 38)]),
    "below zero": ("{cut: spending.basic.amount, by: 500}", [("O536", 4, 38)]),
    "above a hundred per cent": ("{raise: programmes.rent.award.share.rate, by: 60pp}", [("O536", 4, 51)]),
    "a count below its least": ("{cut: year, by: 2014}", [("O536", 4, 21)]),
    "a multiple the other way": ("{cut: programmes.rent.award.share.rate, by: 1.1x}", [("O537", 4, 49)]),
    "a count that is not whole": ("{cut: year, by: 10%}", [("O538", 4, 21)]),
    "what no decimals write": (
        "{cut: programmes.rent.award.share.plus.pp, by: 0.3333333333333x}",
        [("O539", 4, 52)],
    ),
    "a move between kinds": (
        "{move: 5, from: spending.basic.amount, into: programmes.rent.award.share.rate}",
        [("O541", 4, 12)],
    ),
    "a negative move": (
        "{move: -5, from: spending.basic.amount, into: spending.project.amount}",
        [("O541", 4, 12)],
    ),
    "a move to itself": ("{move: 5, from: spending.basic.amount, into: 支出.basic.金额}", [("O542", 4, 50)]),
    "more than there is moved": (
        "{move: 500, from: spending.basic.amount, into: spending.project.amount}",
        [("O536", 4, 12)],
    ),
    "a move from nowhere": (
        "{move: 5, from: spending.bsic.amount, into: spending.project.amount}",
        [("O501", 4, 30)],
    ),
}


@pytest.mark.parametrize(("change", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_a_change_is_refused_at_its_place(change, expected):
    assert found(f"  - {change}\n") == expected


@pytest.mark.parametrize(("change", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_change_leaves_the_good_ones_made(change, expected):
    document, problems = overlaid(f"  - {change}\n  - {{set: sources.city.title, to: x}}\n")
    assert [(each.code, each.place.line, each.place.column) for each in problems] == expected
    assert find(document.root, "sources.city.title").text == "x"


HEADERS = {
    "an unknown key": ("scenario: a\nchangs: []\nchanges: []\n", [("O511", 2, 1)]),
    "a section of a scenario": ("scenario: a\nsources: {}\nchanges: []\n", [("O512", 2, 1)]),
    "changes that are no list": ("scenario: a\nchanges: {set: year, to: 1}\n", [("O513", 2, 10)]),
    "a reason that is no text": ("scenario: a\nreason: [b]\nchanges: []\n", [("O513", 2, 9)]),
    "assumptions that are no list": (
        "scenario: a\nassumptions: {path: year}\nchanges: []\n",
        [("O513", 2, 14)],
    ),
    "no name": ("extends: base.yaml\nchanges: []\n", [("O518", 1, 1)]),
    "nothing to change": ("scenario: a\n", []),
}


@pytest.mark.parametrize(("header", "expected"), HEADERS.values(), ids=HEADERS.keys())
def test_what_an_overlay_may_say_of_itself(header, expected):
    assert found("", header) == expected


def test_all_problems_of_an_overlay_come_in_one_run():
    text = "  - {set: yaer, to: 1}\n  - {cut: year, by: 10%}\n  - {drop: sources.town}\n  - {sett: year}\n"
    assert [code for code, _, _ in found(text, "scenario: a\nfoo: 1\nchanges:\n")] == [
        "O511",
        "O501",
        "O538",
        "O501",
        "O514",
    ]


def test_without_kinds_a_values_own_form_decides():
    overlay, _ = compose(
        HEADER
        + "  - {cut: spending.basic.amount, by: 10%}\n"
        + "  - {raise: programmes.rent.award.share.rate, by: 5pp}\n",
        "o.yaml",
    )
    document, problems = apply(DOCUMENT, overlay, "o.yaml")
    assert problems == ()
    assert find(document.root, "spending.basic.amount").text == "429.21"
    assert find(document.root, "programmes.rent.award.share.rate").text == "55%"


# ── settings ───────────────────────────────────────────────────────────────────────────────────────


def set_to(*pairs):
    return apply_settings(DOCUMENT, pairs, kind_at)


def test_a_setting_is_a_set_with_itself_for_its_source():
    document, problems = set_to(("spending.basic.amount", "500"), ("programmes.rent.tags", "[a, 'b']"))
    assert problems == ()
    node = find(document.root, "spending.basic.amount")
    assert (node.text, node.unit, str(node.place), node.place.source) == (
        "500",
        "万元",
        "--set:1:23",
        "spending.basic.amount=500",
    )
    assert shown(find(document.root, "programmes.rent.tags")) == "[a, b]"
    assert [(each.path, each.before, each.after) for each in document.layers[-1].changes] == [
        ("spending.basic.amount", "476.9", "500"),
        ("programmes.rent.tags", "[capacity]", "[a, b]"),
    ]
    assert isinstance(document.layers[-1].changes[0], Change)
    assert document.layers[-1].file == "--set"


def test_no_setting_makes_no_layer():
    assert set_to() == (DOCUMENT, ())


@pytest.mark.parametrize(
    ("pair", "code", "column"),
    [
        (("spending.basc.amount", "5"), "O501", 10),
        (("spending.basic.amount", " "), "O553", 23),
        (("spending.basic.amount", " ~"), "O553", 23),
        (("programmes.posts.award.cap", "{amount: 1, 金额: 2}"), "Y112", 40),
        (("programmes.rent.tags", "[a, b"), "Y124", 22),
        (("programmes.rent.tags", "[1,581]"), "Y117", 23),
        (("title", "x\u202ey"), "Y106", 8),
        (("unit", "元"), "O525", 1),
        (("", "5"), "O506", 1),
    ],
)
def test_a_bad_setting_is_told_at_its_column(pair, code, column):
    _, problems = set_to(("year", "2015"), pair)
    assert [(each.code, each.place.line, each.place.column) for each in problems] == [(code, 2, column)]
    assert problems[0].place.source == f"{pair[0]}={pair[1]}"


def test_the_same_path_set_twice_is_told():
    _, problems = set_to(("year", "2015"), ("年度", "2016"))
    assert [(each.code, each.fact("line")) for each in problems] == [("O522", "1")]


# ── messages ───────────────────────────────────────────────────────────────────────────────────────


def test_every_overlay_message_is_shown_by_some_text_of_the_tests():
    shown_codes = {code for change, _ in REFUSED.values() for code, _, _ in found(f"  - {change}\n")}
    shown_codes |= {code for header, _ in HEADERS.values() for code, _, _ in found("", header)}
    elsewhere = {"O502", "O507", "O521", "O551", "O552", "O553"}
    assert {code for code in MESSAGES if code.startswith("O5")} == shown_codes | elsewhere


@pytest.mark.parametrize("code", [code for code in MESSAGES if code[0] in "YO"])
def test_a_message_speaks_both_languages_with_the_same_facts(code):
    message = MESSAGES[code]
    for said in (message.what, message.help, message.note):
        names = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (said.zh, said.en)
        ]
        assert names[0] == names[1]
    assert message.what.zh
    assert message.help.en


def test_every_refusal_is_told_in_both_languages():
    for change, _ in REFUSED.values():
        for each in overlaid(f"  - {change}\n")[1]:
            assert "{" not in each.what("zh").replace(change, "") or "{" in change
            assert each.tell("en").startswith(
                f"o.yaml:{each.place.line}:{each.place.column}: error[{each.code}]"
            )
