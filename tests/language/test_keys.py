"""The one table of words: one-to-one, complete for all that the language can say, and in accord with ids."""

from dataclasses import fields, is_dataclass

import pytest

from simulator.constraints import MEASURES
from simulator.glossary.keys import (
    CANONICAL_KEYS,
    CHINESE_KEYS,
    GROUPS,
    canonical_key,
    canonical_word,
    is_known_key,
)
from simulator.language.canonical import (
    ANY_ID,
    HOLDS_IDS,
    canonical_path,
    holds_ids,
    key_at,
    trail_of,
)
from simulator.language.changes import VERBS
from simulator.language.draws import DRAWS
from simulator.language.overlay import OVERLAY_KEYS
from simulator.language.records import fields_of
from simulator.methods import METHODS
from simulator.model import kinds
from simulator.model.goals import AIM_WORDS, AIMS, GOALS
from simulator.model.kinds import kinds_of
from simulator.model.limits import Selector
from simulator.model.method import DIRECTIONS
from simulator.model.scenario import Scenario
from simulator.money import FEN_OF_UNIT
from simulator.rules import RULES

CONTAINERS = {
    "rules": RULES,
    "methods": METHODS,
    "goals": GOALS,
    "aims": {**AIMS, **dict.fromkeys(MEASURES, Selector)},
    "measures": dict.fromkeys(MEASURES, Selector),
    "sort_keys": {},
}


def records_below(record, seen=()):
    """Return every record class that a kind-bearing field leads to, each once, in order."""
    if record in seen:
        return seen
    seen = (*seen, record)
    for _, kind in kinds_of(record):
        for each in inside(kind):
            seen = records_below(each, seen)
    return seen


def inside(kind):
    """Return the record classes that stand directly in a kind."""
    if isinstance(kind, kinds.OneOf):
        return tuple(CONTAINERS[kind.registry].values())
    if isinstance(kind, kinds.Steps):
        return tuple(RULES.values())
    held = [getattr(kind, each.name) for each in fields(kind)]
    classes = tuple(each for each in held if isinstance(each, type) and is_dataclass(each))
    return classes + tuple(found for each in held if isinstance(each, kinds.Kind) for found in inside(each))


def choices_in(kind):
    """Return the fixed words that a kind lets stand as a value."""
    own = kind.words if isinstance(kind, kinds.Choice) else ()
    held = [getattr(kind, each.name) for each in fields(kind)]
    return tuple(own) + tuple(
        word for each in held if isinstance(each, kinds.Kind) for word in choices_in(each)
    )


RECORDS = (*records_below(Scenario), *DRAWS.values())


def test_the_walk_reaches_every_corner_of_the_model():
    names = {each.__name__ for each in RECORDS}
    assert {
        "Source",
        "Population",
        "Synthetic",
        "RateBonus",
        "Band",
        "Ranked",
        "Tier",
        "Keep",
        "Expectation",
    } <= names


def test_no_word_and_no_chinese_form_is_written_twice():
    written = [(key, chinese) for group in GROUPS for key, chinese in group.items()]
    keys, chinese = zip(*written, strict=True)
    assert len(set(keys)) == len(keys)
    assert len(set(chinese)) == len(chinese)


def test_the_table_leads_there_and_back():
    assert {canonical_key(chinese): chinese for chinese in CHINESE_KEYS.values()} == dict(CHINESE_KEYS)
    assert {CHINESE_KEYS[key]: key for key in CANONICAL_KEYS.values()} == dict(CANONICAL_KEYS)


def test_no_chinese_form_is_itself_a_word_and_none_needs_quoting_in_a_path():
    for key, chinese in CHINESE_KEYS.items():
        assert chinese not in CHINESE_KEYS
        assert chinese.isalpha(), chinese
        assert not chinese.isascii()
        assert key.isascii()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_key_of_a_record_has_its_chinese_form(record):
    assert [key for key in fields_of(record) if key not in CHINESE_KEYS] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_fixed_value_of_a_record_has_its_chinese_form(record):
    words = [word for _, kind in kinds_of(record) for word in choices_in(kind)]
    assert [word for word in words if word not in CHINESE_KEYS and word not in FEN_OF_UNIT] == []


@pytest.mark.parametrize(
    "words",
    [RULES, METHODS, MEASURES, GOALS, AIM_WORDS, AIMS, DIRECTIONS, DRAWS, VERBS, OVERLAY_KEYS],
    ids=[
        "rules",
        "methods",
        "measures",
        "goals",
        "aims",
        "aims with settings",
        "directions",
        "draws",
        "verbs",
        "overlay keys",
    ],
)
def test_every_registered_word_has_its_chinese_form(words):
    assert [word for word in words if word not in CHINESE_KEYS] == []


def test_the_words_of_the_verbs_and_of_values_are_in_the_table():
    for verb in VERBS.values():
        assert [word for word in (*verb.needs, *verb.takes) if word not in CHINESE_KEYS] == []
    for word in (
        "yes",
        "no",
        "and",
        "or",
        "not",
        "in",
        "not in",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        "category",
        "text",
        "date",
    ):
        assert canonical_word(f" {CHINESE_KEYS[word]} ") == word


@pytest.mark.parametrize(
    ("chinese", "word"),
    [
        ("专项", "programmes"),
        ("支出", "spending"),
        ("申报单位", "applicants"),
        ("条件", "eligible"),
        ("核定", "award"),
        ("按比例", "share"),
        ("基数", "of"),
        ("比例", "rate"),
        ("上浮", "uplift"),
        ("幅度", "by"),
        ("当", "when"),
        ("封顶", "cap"),
        ("总额", "envelope"),
        ("不超过", "at_most"),
        ("不足时", "when_short"),
        ("同比例压减", "pro_rata"),
        ("保底", "floor"),
        ("得分", "points"),
        ("约束", "constraints"),
        ("其中", "where"),
        ("按", "per"),
        ("压减", "cut"),
        ("提高", "raise"),
        ("改为", "set"),
        ("调剂", "move"),
        ("增加", "add"),
        ("取消", "drop"),
        ("分子", "top"),
        ("分母", "bottom"),
        ("资金来源", "sources"),
        ("是", "yes"),
        ("且", "and"),
        ("一季度", "Q1"),
    ],
)
def test_the_trades_own_words_are_the_chinese_forms(chinese, word):
    assert canonical_key(chinese) == word


@pytest.mark.parametrize("text", ["租金补贴", "capp", "", "Cap", " cap", "封 顶"])
def test_what_is_not_in_the_table_comes_back_as_it_is(text):
    assert canonical_key(text) == text
    assert not is_known_key(text)


def test_a_value_is_looked_up_without_the_spaces_around_it():
    assert canonical_word(" 全额保障 ") == "in_full"
    assert canonical_word(" 新能源 ") == "新能源"


# ── where keys are the officer's ───────────────────────────────────────────────────────────────────


def id_places(record, trail=()):
    """Yield the trail of every mapping of the officer's ids or names in the model, awards apart."""
    for key, kind in ((key, field.kind) for key, field in fields_of(record).items()):
        here = (*trail, key)
        if isinstance(kind, kinds.ById):
            yield here
            yield from id_places(kind.of, (*here, ANY_ID))
        elif isinstance(kind, kinds.Named | kinds.Conditions):
            yield here
        elif isinstance(kind, kinds.Timetables):
            yield from (here, (*here, ANY_ID, "rows"))
        elif isinstance(kind, kinds.Record):
            yield from id_places(kind.of, here)


def test_the_places_of_ids_are_those_the_model_declares():
    assert sorted(HOLDS_IDS) == sorted(id_places(Scenario))


def test_the_limbs_of_every_combining_step_are_the_officers():
    combining = [
        word
        for word, step in RULES.items()
        if any(
            isinstance(kind, kinds.Named | kinds.InTurn) and name == step.short
            for name, kind in kinds_of(step)
        )
    ]
    assert combining == ["sum", "highest", "lowest", "first_of"]
    for word in combining:
        assert holds_ids(("programmes", ANY_ID, "award", word))
        assert not holds_ids(("programmes", ANY_ID, "award", word, ANY_ID))
        assert not holds_ids(("programmes", ANY_ID, "when_short", word))


def test_the_payees_of_a_step_are_the_officers():
    award = ("programmes", ANY_ID, "award")
    assert holds_ids((*award, "pay_to", "payees"))
    assert not holds_ids((*award, "pay_to", "payees", ANY_ID))
    assert not holds_ids((*award, "pay_to"))
    assert canonical_path("专项.激励.核定.分付.收款方.企业.按比例.比例") == (
        "programmes.激励.award.pay_to.payees.企业.share.rate"
    )


def test_what_a_column_may_hold_stays_as_written_in_the_cases_and_cells_of_a_step():
    award = ("programmes", ANY_ID, "award")
    assert holds_ids((*award, "choose", "cases"))
    assert not holds_ids((*award, "choose", "cases", ANY_ID))
    assert all(holds_ids((*award, "table", "values", *[ANY_ID] * depth)) for depth in range(4))
    assert not holds_ids((*award, "table", "of"))
    assert not holds_ids(("populations", ANY_ID, "synthetic", "columns", ANY_ID, "choice", "values"))
    assert key_at((*award, "share", "rate", "table", "values", ANY_ID), "最高") == "最高"


def test_a_ranking_by_the_highest_holds_no_ids():
    assert key_at(("programmes", ANY_ID, "when_short", "ranked", "order"), "最高") == "highest"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("专项.租金补贴.核定.封顶", "programmes.租金补贴.award.cap"),
        ("programmes.目标.award.cap", "programmes.目标.award.cap"),
        ("专项.甲.条件.目标", "programmes.甲.eligible.目标"),
        ("专项.甲.得分.按数量.目标", "programmes.甲.points.per_unit.目标"),
        ("专项.甲.核定.按数量.金额", "programmes.甲.award.per_unit.amount"),
        ("专项.甲.核定.最高.目标.按比例.比例", "programmes.甲.award.highest.目标.share.rate"),
        ("资金来源.总计.金额", "sources.总计.amount"),
        ("nothing.known", "nothing.known"),
    ],
)
def test_a_path_becomes_canonical_and_its_ids_stay(written, canonical):
    assert canonical_path(written) == canonical
    assert canonical_path(canonical) == canonical


def test_trails_leave_ids_open():
    assert trail_of("申报名单.目标.数据列.得分") == ("populations", ANY_ID, "columns", ANY_ID)


def test_an_overlay_holds_its_own_three_keys_and_else_only_keys_of_a_scenario():
    own = {"extends", "reason", "changes"}
    assert set(OVERLAY_KEYS) - own <= set(fields_of(Scenario))
