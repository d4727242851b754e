"""The first page: it adds up in fen and as printed, and says so only when it is true."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.charts.view import View
from simulator.glossary import LANGUAGES
from simulator.model.result import Allocation, SourceUse, SpendingUse
from simulator.reports.blocks import Cards, Paragraph, Seal, Table
from simulator.reports.summary import adds_up, decision, seal, summary, totals
from tests.charts.examples import crowded, line, longgang, longgang_cut, national, unspent, without_money

EXAMPLES = (longgang, longgang_cut, crowded, unspent, national)
fens = st.integers(0, 10**12)


def cents(text):
    return int(text.replace(",", "").replace(".", "").replace("−", "-"))


def check_that_every_level_adds(table):
    """Assert sources = their total, classes = their total, and lines = their class, as printed."""
    rows = list(table.rows)
    ends = [number for number, row in enumerate(rows) if row.tone == "total"]
    sources, uses = rows[: ends[0]], rows[ends[0] + 1 : ends[1]]
    assert sum(cents(row.cells[1]) for row in sources) == cents(rows[ends[0]].cells[1])
    heads = [row for row in uses if row.tone == "sum"]
    assert sum(cents(row.cells[1]) for row in heads) == cents(rows[ends[1]].cells[1])
    for at, head in [(number, row) for number, row in enumerate(uses) if row.tone == "sum"]:
        inner = []
        for row in uses[at + 1 :]:
            if row.tone != "inner":
                break
            inner.append(cents(row.cells[1]))
        assert not inner or sum(inner) == cents(head.cells[1])
    assert cents(rows[ends[0]].cells[1]) == cents(rows[ends[1]].cells[1])


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_table_adds_as_printed_at_every_level(example):
    check_that_every_level_adds(totals(View(example())))


@given(st.lists(st.lists(fens, max_size=5), min_size=1, max_size=4), fens, fens)
def test_any_allocation_adds_as_printed_at_every_level(classes, unspent_fen, left):
    programmes = tuple(
        replace(line(f"p{c}_{i}", fen), spending=f"c{c}")
        for c, fens_of in enumerate(classes)
        for i, fen in enumerate(fens_of)
    )
    spending = tuple(
        SpendingUse(f"c{c}", "", sum(held) + unspent_fen, sum(held)) for c, held in enumerate(classes)
    )
    whole = sum(each.amount_fen for each in spending) + left
    used = sum(each.used_fen for each in spending)
    first = min(used, whole // 3)
    sources = (SourceUse("a", "", whole // 3, first), SourceUse("b", "", whole - whole // 3, used - first))
    result = replace(longgang(), allocation=Allocation(sources, spending, programmes))
    check_that_every_level_adds(totals(View(result)))
    assert adds_up(result)


@pytest.mark.parametrize("example", [*EXAMPLES, without_money])
def test_a_sound_result_is_sealed(example):
    stamp = seal(View(example()), None)
    assert stamp.good
    assert "分文不差" in stamp.word
    assert "≠" not in stamp.lines[0][1]


def with_programme(split, **changes):
    held = replace(split.programmes[0], **changes)
    return replace(split, programmes=(held, *split.programmes[1:]))


def with_class(split, **changes):
    return replace(split, spending=(split.spending[0], replace(split.spending[1], **changes)))


def with_source(split, **changes):
    return replace(split, sources=(replace(split.sources[0], **changes), *split.sources[1:]))


def moved(column, least=0):
    """Return a column with one fen taken from its largest and given to its smallest row."""
    changed = column.copy()
    changed[column.argmax()] -= 1 + least
    changed[column.argmin()] += 1
    return changed


SPLIT = longgang().allocation
FIRST = SPLIT.programmes[0]
BREAKAGES = {
    "a programme's total is a fen too much": with_programme(SPLIT, award_fen=FIRST.award_fen + 1),
    "an award lost a fen": with_programme(SPLIT, award=moved(FIRST.award, least=1)),
    "an award is above its claim": with_programme(SPLIT, award=moved(FIRST.award)),
    "claims do not add": with_programme(SPLIT, entitlement_fen=FIRST.entitlement_fen - 1),
    "a class uses more than its programmes": with_class(SPLIT, used_fen=SPLIT.spending[1].used_fen - 1),
    "a class is overdrawn": with_class(SPLIT, amount_fen=SPLIT.spending[1].amount_fen - 1),
    "a source is a fen short": with_source(SPLIT, amount_fen=SPLIT.sources[0].amount_fen - 1),
    "a source is drawn by a fen less": with_source(SPLIT, used_fen=SPLIT.sources[0].used_fen - 1),
}


@pytest.mark.parametrize("split", BREAKAGES.values(), ids=BREAKAGES)
def test_one_fen_astray_breaks_the_seal(split):
    stamp = seal(View(replace(longgang(), allocation=split)), None)
    assert not stamp.good
    assert stamp.word == "不平！"
    assert "≠" in stamp.lines[0][1]


@pytest.mark.parametrize(("verified", "words"), [(True, "复核通过"), (False, "未通过"), (None, "可独立复核")])
def test_the_seal_says_of_the_certificate_only_what_is_known(verified, words):
    lines = dict(seal(View(longgang()), verified).lines)
    assert words in lines["证书"]
    assert lines["摘要"].replace(" ", "") == longgang().digest


def test_the_decision_tells_sources_grants_limits_and_status():
    text = decision(View(longgang()))
    for fact in (
        "1,581.10万元",
        "基本支出476.90万元、项目支出1,104.20万元",
        "9个专项",
        "313笔",
        "9项约束全部满足",
        "已证明最优",
    ):
        assert fact in text
    assert text.count("。") == 5


def test_missed_limits_are_named():
    text = decision(View(crowded()))
    assert "未满足" in text
    assert "constraints.none" in text


def test_invented_applicants_are_said_to_be_invented():
    blocks = summary(View(longgang()), None).blocks
    warnings = [each for each in blocks if isinstance(each, Paragraph) and each.tone == "warning"]
    assert len(warnings) == 1
    assert "合成数据" in warnings[0].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scenario_without_money_has_a_seal_and_no_empty_table(language):
    blocks = summary(View(without_money(), language), None).blocks
    assert isinstance(blocks[0], Seal)
    assert not [each for each in blocks if isinstance(each, Table | Cards)]


def test_key_figures_are_those_of_the_allocation():
    cards = next(each for each in summary(View(longgang()), None).blocks if isinstance(each, Cards)).cards
    assert [card.value for card in cards][0::2] == ["1,581.10", "1,104.20", "0.00"]
