"""Problems: placed, coded, filled with facts, told in both languages, in order, each once."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.glossary import MESSAGES, Word
from simulator.problems import (
    NOWHERE,
    FindingError,
    Place,
    Problem,
    ScenarioError,
    errors_of,
    in_order,
    problem,
)

places = st.builds(Place, st.sampled_from(["a.yaml", "b.yaml"]), st.integers(1, 9), st.integers(1, 9))
problems = st.builds(problem, places, st.sampled_from(["M101", "M301"]), text=st.text(string.ascii_letters))


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_message_has_place_code_excerpt_history_and_remedy():
    place = Place("cut10.yaml", 5, 11, width=2, source="    rate: 50")
    before = Place("longgang_2014.yaml", 22, 11)
    found = problem(
        place,
        "M202",
        [(before, "50%")],
        text="50",
        percent="5000",
        suggestion="50",
        fraction="0.5",
        beyond="",
    )
    assert found.tell("en").splitlines() == [
        "cut10.yaml:5:11: error[M202]: rate 50 is more than 100%",
        "  5 |     rate: 50",
        "    |           ^^ read as 5000%",
        "  = changes longgang_2014.yaml:22:11, where it is 50%",
        "  = help: write 50% (or 0.5)",
    ]


def test_carets_stand_below_the_value_even_after_chinese_text():
    source = "  title: 租金 rate"
    place = Place("a.yaml", 1, 13, width=4, source=source)
    line = problem(place, "M101", text="rate").tell("zh").splitlines()[2]
    before = line.split("| ", 1)[1].split("^")[0]
    width = sum(2 if ord(each) >= 0x1100 else 1 for each in source[:12])
    assert sum(2 if ord(each) >= 0x1100 else 1 for each in before) == width


@given(st.lists(problems))
def test_problems_come_sorted_by_place_and_each_once(found):
    ordered = in_order(found)
    assert set(ordered) == set(found)
    assert len(ordered) == len(set(found))
    assert [each.place for each in ordered] == sorted(each.place for each in ordered)


@given(st.lists(problems))
def test_the_order_of_finding_does_not_matter(found):
    assert in_order(found) == in_order(reversed(found))


def test_the_nearest_name_is_offered_in_place_of_the_general_remedy():
    told = problem(NOWHERE, "M101", text="x", nearest="share").tell("en")
    assert "did you mean 'share'?" in told
    assert "write 1581.1" not in told


def test_warnings_are_no_errors():
    warning = next(code for code in MESSAGES if code.startswith("W"))
    found = (Problem(NOWHERE, warning), problem(NOWHERE, "M101", text="x"))
    assert [each.code for each in errors_of(found)] == ["M101"]


def test_a_finding_gets_its_place_later_and_keeps_its_facts():
    finding = FindingError("M106", text="5元角", unit="元角")
    assert finding.at(Place("a", 1, 2)).what("en") == "'元角' is not a known money unit"
    assert "元角" in str(finding)


def test_a_two_language_fact_is_said_in_the_language_asked_for():
    found = problem(NOWHERE, "M101", text=Word("金额", "money"))
    assert "money" in found.what("en")
    assert "金额" in found.what("zh")


def test_a_scenario_error_tells_all_its_problems():
    error = ScenarioError(
        [problem(Place("b", 2, 1), "M101", text="y"), problem(Place("a", 1, 1), "M101", text="x")]
    )
    assert [each.place.file for each in error.problems] == ["a", "b"]
    assert "'x'" in str(error)
    assert "'y'" in str(error)


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_message_speaks_both_languages_with_the_same_facts(code):
    message = MESSAGES[code]
    for text in (message.what, message.help, message.note, message.more):
        assert bool(text.zh) == bool(text.en)
        assert names_in(text.zh) == names_in(text.en)
    assert message.what.zh
