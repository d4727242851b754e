"""Laws over results nobody chose: whatever the sums and titles, figures stay readable and true."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.charts import CHARTS
from simulator.charts.amounts import quanta
from simulator.model.result import Allocation, ProgrammeAllocation, SourceUse, SpendingUse
from tests.charts.examples import longgang
from tests.charts.marks import clipped, overlapping

NAMES = ("sources_and_uses", "money_flow", "allocation", "award_distribution", "waterfall")
titles = st.text(alphabet="经营场所租金补贴科技创新，（）2014 abc", max_size=60)
claims = st.lists(st.tuples(st.integers(1, 10**11), st.integers(0, 100)), min_size=1, max_size=6)


@st.composite
def results(draw):
    """Draw a result that adds up: programmes of two classes, money left in a class and with nobody."""
    programmes = tuple(programme(f"p{i:02}", draw) for i in range(draw(st.integers(1, 14))))
    left = draw(st.integers(0, 10**10))
    classes = tuple(
        SpendingUse(name, draw(titles), used + left, used)
        for name in ("basic", "project")
        for used in [sum(each.award_fen for each in programmes if each.spending == name)]
    )
    used = sum(each.used_fen for each in classes)
    whole = sum(each.amount_fen for each in classes) + draw(st.integers(0, 10**9))
    first = draw(st.integers(0, whole))
    drawn = min(first, used)
    sources = (
        SourceUse("a", draw(titles), first, drawn),
        SourceUse("b", draw(titles), whole - first, used - drawn),
    )
    return replace(longgang(), allocation=Allocation(sources, classes, programmes))


def programme(name, draw):
    """Draw one programme: claims, each paid a share of itself, and an envelope."""
    asked = draw(claims)
    entitlement = np.array([fen for fen, _ in asked], dtype=np.int64)
    award = np.array([fen * share // 100 for fen, share in asked], dtype=np.int64)
    return ProgrammeAllocation(
        name,
        draw(titles),
        draw(st.sampled_from(["basic", "project"])),
        False,
        "pro_rata",
        tuple(f"F{i}" for i in range(len(asked))),
        entitlement,
        award,
        len(asked),
        0,
        int(entitlement.sum()),
        int(award.sum()),
        longgang().allocation.programmes[0].points,
        draw(st.integers(0, 10**9)),
        draw(st.none() | st.integers(10**9, 10**12)),
    )


def keeps_readable(name, result, language):
    chart = CHARTS[name]
    base = longgang() if chart.compares else None
    if chart.applies(result, base=base):
        figure = chart.draw(result, language, base=base)
        assert clipped(figure) == []
        assert overlapping(figure) == []


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=4, deadline=None)
@given(result=results(), language=st.sampled_from(["zh", "en"]))
def test_any_result_is_readable(name, result, language):
    keeps_readable(name, result, language)


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=150, deadline=None)
@given(result=results(), language=st.sampled_from(["zh", "en"]))
def test_any_result_is_readable_at_length(name, result, language):
    keeps_readable(name, result, language)


@settings(max_examples=40, deadline=None)
@given(results())
def test_tables_of_different_charts_agree_with_one_another(result):
    flows = CHARTS["money_flow"].table(result)
    given_fen = {row.programme: row.given_fen for row in CHARTS["allocation"].table(result)}
    reached = {row.end.partition(":")[2]: row.amount_fen for row in flows if row.end.startswith("programme:")}
    assert reached == {name: fen for name, fen in given_fen.items() if fen}
    uses = [row for row in CHARTS["sources_and_uses"].table(result) if row.side == "use"]
    assert sum(row.amount_fen for row in uses) == sum(
        row.amount_fen for row in flows if row.start.startswith("source:")
    )
    assert sum(row.printed for row in uses) == quanta(sum(row.amount_fen for row in uses))
