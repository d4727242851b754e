"""A change is told short: what differs of it, with its unit, and never words that only speak of figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.explain.changes import ELLIPSIS, change_told, changes_of
from simulator.model.document import Change, Document, Entry, Layer, MappingNode, Scalar
from simulator.problems import NOWHERE

entries = st.lists(st.text(alphabet="abc:后补助8 ", min_size=1, max_size=12), min_size=1, max_size=12)


def change(before, after, path="a.b", verb="set"):
    return Change(verb, path, before, after, NOWHERE)


def document(unit):
    inner = MappingNode((Entry("b", "b", NOWHERE, Scalar("1", NOWHERE, unit=unit)),), NOWHERE)
    return Document(MappingNode((Entry("a", "a", NOWHERE, inner),), NOWHERE), ())


@given(entries, entries, st.integers(10, 60))
def test_neither_side_is_longer_than_asked(before, after, most):
    told = change_told(change(", ".join(before), ", ".join(after)), None, most)
    assert all(len(each) <= most for each in told)


@given(entries, st.integers(0, 11), st.integers(3, 9))
def test_one_entry_that_differs_is_always_told(common, at, length):
    at = min(at, len(common))
    new = "x" * length
    told = change_told(change(", ".join(common), ", ".join([*common[:at], new, *common[at:]])), None, 20)
    assert new in told[1]


def test_short_texts_stand_as_they_are():
    assert change_told(change("50%", "60%"), None, 20) == ("50%", "60%")
    assert change_told(change("", "face * 30%"), None, 20) == ("", "face * 30%")


def test_what_is_dropped_or_added_is_cut_at_its_end():
    long = "{until: 2018, index: [{path: sources.a.amount, by: 3%}]}"
    assert change_told(change("", long, verb="add"), None, 20) == ("", "{until: 2018, index…")
    assert change_told(change(long, "", verb="drop"), None, 20)[0].endswith(ELLIPSIS)


@pytest.mark.parametrize(
    ("unit", "before", "after", "told"),
    [
        ("万元", "1104.2", "993.78万元", ("1104.2万元", "993.78万元")),
        ("万元", "1,104.2", "9.9亿元", ("1,104.2万元", "9.9亿元")),
        ("万元", "100", "80", ("100", "80")),
        (None, "108", "97.2亿元", ("108", "97.2亿元")),
        ("万元", "face", "20元", ("face", "20元")),
    ],
)
def test_a_bare_number_beside_money_has_the_unit_of_its_file(unit, before, after, told):
    assert change_told(change(before, after), document(unit), 40) == told


def test_words_about_figures_are_no_change():
    named = [
        change("1", "2", path) for path in ("note", "title", "assumptions", "expect", "sources.a.amount")
    ]
    layer = Layer("x.yaml", "x", changes=tuple(named))
    assert [each.path for each in changes_of(layer)] == ["sources.a.amount"]
