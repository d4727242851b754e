"""The calendar under overlays: payments are set, cut, added, dropped and moved; a move keeps the whole."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.language import parse
from simulator.language.instalments import is_payment
from simulator.language.timeline import SOME_YEAR, year_of
from simulator.model.document import Entry, ListNode, MappingNode, Scalar
from simulator.model.scenario import Scenario
from simulator.problems import NOWHERE, Problem
from tests.language.test_calendar import OPENING

ROWS = """\
calendar:
  reform:
    column: batch
    rows:
      一批: {Q1: guide, Q3: [contract, {pay: 100%}]}
      二批: {Q1: guide, Q2: contract, Q4: [approve, {pay: 100%}]}
  line: {Q1: contract, Q2: {pay: 50%}, Q4: {pay: 50%}}
"""
SECOND = "calendar.reform.rows.二批"


def overlaid(*changes: str, rows: str = ROWS) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Return the scenario with an overlay's changes, and every problem."""
    overlay = "scenario: b\nextends: a.yaml\nreason: 调整\nchanges:\n" + "".join(
        f"  - {each}\n" for each in changes
    )
    return parse({"a.yaml": OPENING + rows, "b.yaml": overlay}, "b.yaml")


def shares(scenario: Scenario | None, plan: str = "reform", group: str = "二批") -> dict[str, Fraction]:
    """Return what a row pays by moment, blank moments as 0."""
    assert scenario is not None
    own = next(each for each in scenario.calendar if each.id == plan)
    row = next(each for each in own.rows if each.group == group)
    return {each.moment.text: each.planned for each in row.entries}


def changed(*changes: str, plan: str = "reform", group: str = "二批") -> dict[str, Fraction]:
    """Return what a row pays after changes without a fault."""
    scenario, problems = overlaid(*changes)
    assert not problems, [each.tell("en") for each in problems]
    return shares(scenario, plan, group)


@pytest.mark.parametrize(
    ("path", "yes"),
    [
        ("calendar.line.Q4.pay", True),
        ("日历.line.四季度.拨付", True),
        (f"{SECOND}.2015-03.pay", True),
        ("calendar.line.Q4", False),
        ("calendar.line.Q4.milestone.pay", False),
        ("programmes.line.Q4.pay", False),
        ("pay", False),
    ],
)
def test_a_payment_is_known_by_its_path(path, yes):
    assert is_payment(path) == yes


def test_a_part_moved_to_a_quarter_without_payment_makes_one_in_its_place_in_time():
    found = changed(f"{{move: 40%, from: {SECOND}.Q4.pay, into: {SECOND}.Q3.pay}}")
    assert found == {"Q1": 0, "Q2": 0, "Q3": Fraction(2, 5), "Q4": Fraction(3, 5)}
    assert list(found) == ["Q1", "Q2", "Q3", "Q4"]


def test_a_part_moved_to_a_quarter_with_other_stages_stands_beside_them():
    scenario, problems = overlaid(f"{{move: 40%, from: {SECOND}.Q4.pay, into: {SECOND}.Q2.pay}}")
    assert problems == ()
    assert scenario is not None
    row = next(each for each in scenario.calendar[0].rows if each.group == "二批")
    assert [stage.word for stage in row.entries[1].stages] == ["contract", "pay"]


def test_the_whole_moved_away_leaves_no_payment_and_keeps_the_other_stages():
    scenario, problems = overlaid(f"{{move: 100%, from: {SECOND}.Q4.pay, into: {SECOND}.Q3.pay}}")
    assert problems == ()
    assert scenario is not None
    row = next(each for each in scenario.calendar[0].rows if each.group == "二批")
    assert [stage.word for stage in row.entries[-1].stages] == ["approve"]
    assert shares(scenario)["Q3"] == 1


def test_a_quarter_that_only_paid_is_blank_once_all_is_moved_away():
    found = changed(
        "{move: 50%, from: calendar.line.Q2.pay, into: calendar.line.Q4.pay}", plan="line", group=""
    )
    assert found == {"Q1": 0, "Q2": 0, "Q4": 1}


def test_what_was_assumed_of_a_payment_goes_with_it():
    rows = ROWS + "assumptions: [{path: calendar.line.Q2.pay, note: 未公布, reliability: low}]\n"
    move = "{move: 50%, from: calendar.line.Q2.pay, into: calendar.line.Q4.pay}"
    scenario, problems = overlaid(move, rows=rows)
    assert problems == ()
    assert scenario is not None
    assert scenario.assumptions == ()


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 10_000), st.sampled_from(["Q2", "Q3", "2014-11", "2015Q2", "2016-01-15"]))
def test_a_move_keeps_the_whole_whatever_its_size(basis_points, moment):
    part = f"{basis_points / 100:.2f}%"
    scenario, problems = overlaid(f"{{move: {part}, from: {SECOND}.Q4.pay, into: {SECOND}.{moment}.pay}}")
    assert problems == ()
    found = shares(scenario)
    assert sum(found.values()) == 1
    assert found[moment] == Fraction(basis_points, 10_000)


@settings(max_examples=20, deadline=None)
@given(st.permutations(["2014-11", "Q2", "Q3", "2015Q1"]))
def test_quarters_that_are_moved_to_or_added_stand_in_the_order_of_time(moments):
    moves = [f"{{move: 10%, from: {SECOND}.Q4.pay, into: {SECOND}.{each}.pay}}" for each in moments]
    adds = [f"{{add: calendar.line.{each}, content: build}}" for each in moments if each != "Q2"]
    scenario, problems = overlaid(*moves, *adds)
    assert problems == ()
    assert list(shares(scenario)) == ["Q1", "Q2", "Q3", "2014-11", "Q4", "2015Q1"]
    assert list(shares(scenario, "line", "")) == ["Q1", "Q2", "Q3", "2014-11", "Q4", "2015Q1"]


def test_chinese_paths_do_the_same():
    english = changed(f"{{move: 40%, from: {SECOND}.Q4.pay, into: {SECOND}.Q3.pay}}")
    chinese = changed(
        "{调剂: 40%, 从: 日历.reform.逐行.二批.四季度.拨付, 转入: 日历.reform.逐行.二批.三季度.拨付}"
    )
    assert english == chinese


def test_payments_are_set_cut_and_raised_by_points():
    line = {"plan": "line", "group": ""}
    both = changed("{set: calendar.line.Q2.pay, to: 30%}", "{set: calendar.line.Q4.pay, to: 70%}", **line)
    points = changed(
        "{cut: calendar.line.Q2.pay, by: 20pp}", "{raise: calendar.line.Q4.pay, by: 20pp}", **line
    )
    assert both == points == {"Q1": 0, "Q2": Fraction(3, 10), "Q4": Fraction(7, 10)}


def test_a_change_that_leaves_less_than_the_whole_is_told_at_the_row():
    _, problems = overlaid("{cut: calendar.line.Q2.pay, by: 20pp}")
    assert [(each.code, each.fact("sum"), each.place.file) for each in problems] == [
        ("S407", "80%", "a.yaml")
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (f"{{move: 40%, from: {SECOND}.Q3.pay, into: {SECOND}.Q4.pay}}", "O501"),
        (f"{{move: 140%, from: {SECOND}.Q4.pay, into: {SECOND}.Q3.pay}}", "O536"),
        (f"{{move: 40%, from: {SECOND}.Q4.pay, into: {SECOND}.Q5.pay}}", "O501"),
        (f"{{move: 40%, from: {SECOND}.Q4.pay, into: calendar.reform.rows.三批.Q4.pay}}", "O501"),
        (f"{{move: 40%, from: {SECOND}.Q4.pay, into: {SECOND}.Q4.pay}}", "O542"),
        (f"{{move: 5万元, from: {SECOND}.Q4.pay, into: {SECOND}.Q3.pay}}", "O541"),
        (f"{{move: 40%, from: {SECOND}.Q4.pay, into: {SECOND}.Q1.guide}}", "O504"),
        ("{add: calendar.line.Q4, content: guide}", "O523"),
        ("{drop: calendar.line.Q3}", "O501"),
        ("{set: calendar.line.Q4.pay, to: 5万元}", "M201"),
    ],
)
def test_a_change_that_cannot_be_made_is_told_by_its_code(change, code):
    assert code in [each.code for each in overlaid(change)[1]]


def test_a_quarter_that_pays_twice_is_two_places_and_none_is_chosen():
    rows = ROWS.replace("Q4: {pay: 50%}}", "Q4: [{pay: 20%}, {pay: 30%}]}")
    _, problems = overlaid("{move: 10%, from: calendar.line.Q2.pay, into: calendar.line.Q4.pay}", rows=rows)
    assert [each.code for each in problems] == ["O502"]


def test_a_payment_moved_before_its_contract_is_out_of_order():
    rows = ROWS.replace("Q2: contract, Q4: [approve,", "Q4: [contract,")
    _, problems = overlaid(f"{{move: 40%, from: {SECOND}.Q4.pay, into: {SECOND}.Q3.pay}}", rows=rows)
    assert [(each.code, each.place.file) for each in problems] == [("S405", "b.yaml")]
    brought = f"{{add: {SECOND}.Q3, content: contract}}"
    _, problems = overlaid(brought, f"{{move: 40%, from: {SECOND}.Q4.pay, into: {SECOND}.Q3.pay}}", rows=rows)
    assert problems == ()


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2014", 2014),
        (" 2014 ", 2014),
        ("9999", 9999),
        ("10000", SOME_YEAR),
        ("0", SOME_YEAR),
        ("今年", SOME_YEAR),
    ],
)
def test_a_year_that_cannot_be_read_is_some_year(text, year):
    entry = Entry("year", "year", NOWHERE, Scalar(text, NOWHERE))
    assert year_of(MappingNode((entry,), NOWHERE)) == year


def test_a_tree_that_says_no_year_has_some_year():
    assert year_of(MappingNode((), NOWHERE)) == SOME_YEAR
    listed = Entry("year", "year", NOWHERE, ListNode((), NOWHERE))
    assert year_of(MappingNode((listed,), NOWHERE)) == SOME_YEAR
