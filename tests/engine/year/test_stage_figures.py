"""How many rows of a calendar have which stage when: counted, expected, explained."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import explain
from simulator.model.calendar import Entry, Plan, Row, Stage
from simulator.model.moments import Moment
from simulator.model.scenario import Scenario
from simulator.model.stage_paths import stage_counts, stage_paths
from tests.engine.year.test_ledgers_run import GROUPED, ran

YEAR = 2014
WORDS = ("guide", "review", "contract", "pay")
MONEYLESS = """\
scenario: a
year: 2014
money: none
programmes: {a: {money: none}, b: {money: none}, c: {money: none}}
calendar:
  a: {Q1: guide, Q3: [guide, review]}
  b: {2014-02: guide, Q4: approve}
  c: {Q2: guide, 2015Q1: establish}
expect:
  - {result: calendar.total.guide, is: 3}
  - {result: calendar.total.guide.Q1, is: 2}
  - {result: calendar.total.guide.Q2, is: 1}
  - {result: calendar.total.guide.Q4, is: 0}
  - {result: calendar.a.guide.Q3, is: 1}
  - {result: calendar.c.establish.2015Q1, is: 1}
"""


@st.composite
def plans(draw):
    """Return up to four plans of one or two rows, stages at random quarters of two years."""
    found = []
    for name in "abcd"[: draw(st.integers(0, 4))]:
        rows = []
        for group in draw(st.sampled_from([("",), ("x", "y")])):
            quarters = sorted(draw(st.sets(st.integers(0, 7), max_size=4)))
            stages = [draw(st.lists(st.sampled_from(WORDS), max_size=3)) for _ in quarters]
            moments = [Moment(at % 4 + 1, YEAR + at // 4) for at in quarters]
            rows.append(
                Row(group, tuple(map(Entry, moments, [tuple(map(Stage, words)) for words in stages])))
            )
        found.append(Plan(name, tuple(rows)))
    return tuple(found)


@given(plans())
def test_every_count_is_that_of_the_rows_that_have_the_stage(calendar):
    expected: Counter[str] = Counter()
    for plan in calendar:
        for row in plan.rows:
            pairs = {(stage.word, each.moment.index(YEAR)) for each in row.entries for stage in each.stages}
            for name in (plan.id, "total"):
                expected.update(f"calendar.{name}.{word}" for word in {word for word, _ in pairs})
                shown = {f"{word}.{2015 if at > 3 else ''}Q{at % 4 + 1}" for word, at in pairs}
                expected.update(f"calendar.{name}.{each}" for each in shown)
    found = dict(stage_counts(Scenario("a", YEAR, calendar=calendar)))
    assert {path: count for path, count in found.items() if count} == dict(expected)


@given(plans())
def test_the_counts_of_all_plans_add_to_the_total(calendar):
    found = dict(stage_counts(Scenario("a", YEAR, calendar=calendar)))
    for path, count in found.items():
        section, name, rest = path.split(".", 2)
        if name == "total":
            assert count == sum(found.get(f"{section}.{plan.id}.{rest}", 0) for plan in calendar)


def test_the_counts_can_be_expected_without_any_money():
    result = ran(MONEYLESS)
    assert [each.met for each in result.expectations] == [True] * 6
    paths = tuple(stage_paths(result.scenario))
    assert set(paths) == {path for path, _ in result.accounts.figures if path.startswith("calendar.")}


def test_a_stage_that_never_comes_is_no_figure():
    with pytest.raises(AssertionError, match=r"calendar\.total\.publicity"):
        ran(MONEYLESS + "  - {result: calendar.total.publicity, is: 0}\n")


def test_a_count_is_explained_by_the_rows_that_have_the_stage():
    result = ran(MONEYLESS)
    assert explain(result, "calendar.total.guide.Q1").tell("en").splitlines() == [
        "calendar.total.guide.Q1 = 2",
        "  a: Q1",
        "  b: 2014-02",
    ]
    assert explain(result, "calendar.a.guide").tell("zh").splitlines() == [
        "calendar.a.guide = 1",
        "  a:一季度",
        "  a:三季度",
    ]
    groups = explain(ran(GROUPED), "calendar.rent.contract").tell("en").splitlines()
    assert groups == ["calendar.rent.contract = 2", "  rent 一批: Q1", "  rent 二批: Q3"]
