"""Unified social credit codes: which are good, what is said of the others, and that they go one to one."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.expression import Type
from simulator.files.tables import parse_table
from simulator.files.uscc import ALPHABET, LENGTH, check_character, uscc_fault
from simulator.model.scenario import Population
from simulator.model.table import ColumnType
from simulator.problems import Place
from tests.files.populations import codes

# as printed on the licences of two well-known companies
REAL = ("9144030071526726XG", "914403001922038216")
stems = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)
good = stems.map(lambda stem: stem + check_character(stem))


def read(*rows: str, other: str | None = None, blank: str | None = None):
    """Return what is read of a file with codes."""
    column = ColumnType(Type("text"), blank=blank, is_uscc=True, one_to_one=other)
    columns = (("code", column), ("firm", ColumnType(Type("text"), blank="")))
    declared = Population("firms", file="f.csv", key="id", columns=columns, place=Place("a.yaml", 3, 3))
    return parse_table(declared, "\n".join(("id,code,firm", *rows, "")).encode(), "f.csv")


# ── one code ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", REAL)
def test_the_codes_of_real_companies_are_good(code):
    assert uscc_fault(code) is None


@given(good)
def test_a_code_that_ends_in_what_its_beginning_calls_for_is_good(code):
    assert uscc_fault(code) is None


@given(good, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(code, position, character):
    changed = code[:position] + character + code[position + 1 :]
    assert (uscc_fault(changed) is None) == (changed == code)


@given(good, st.integers(0, LENGTH - 3))
def test_two_neighbours_the_wrong_way_round_are_always_found(code, position):
    turned = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
    assert (uscc_fault(turned) is None) == (turned == code)


@given(stems, st.sampled_from(ALPHABET))
def test_the_right_check_character_is_offered(stem, last):
    due = check_character(stem)
    found = uscc_fault(stem + last)
    assert found is None if last == due else (found[0], found[1]["due"]) == ("D437", due)


@given(good.filter(lambda code: code != code.lower()))
def test_small_letters_are_refused_and_the_capitals_offered(code):
    assert uscc_fault(code.lower()) == ("D438", {"text": code.lower(), "due": code})


@pytest.mark.parametrize("character", sorted(set(string.ascii_uppercase + "-＿０中 ") - set(ALPHABET)))
def test_a_character_that_no_code_has_is_named(character):
    code = REAL[0][:4] + character + REAL[0][5:]
    assert uscc_fault(code) == ("D436", {"text": code, "character": character})


@given(st.text(max_size=40))
def test_any_text_is_judged(text):
    found = uscc_fault(text)
    if len(text) != LENGTH:
        assert found == ("D435", {"text": text, "length": len(text)})


# ── a column of codes ──────────────────────────────────────────────────────────────────────────────


def test_a_column_of_codes_is_read_as_text():
    made, problems = read(f"A,{REAL[0]},甲", f"B,{REAL[1]},乙", other="firm")
    assert problems == ()
    assert made is not None
    assert made.columns["code"].data.tolist() == list(REAL)


def test_every_wrong_code_is_told_of_with_its_row():
    rows = (f"A,{REAL[0][:-1]}A,甲", "B,914403001922038,乙", f"C,{REAL[1]},丙", f"D,{REAL[0].lower()},丁")
    made, problems = read(*rows)
    assert made is None
    assert [(each.code, each.place.line, each.fact("column")) for each in problems] == [
        ("D437", 2, "code"),
        ("D435", 3, "code"),
        ("D438", 5, "code"),
    ]
    assert problems[0].fact("due") == "G"


def test_a_blank_code_is_an_error_unless_it_stands_for_something():
    assert codes(read("A,,甲")[1]) == ["D421"]
    made, problems = read("A,,甲", "B,,乙", blank="无", other="firm")
    assert problems == ()
    assert made is not None
    assert made.columns["code"].data.tolist() == ["无", "无"]


def test_one_code_under_two_firms_names_both_rows():
    _, problems = read(f"A,{REAL[0]},甲", f"B,{REAL[1]},乙", f"C,{REAL[0]},丙", other="firm")
    assert [(each.code, each.fact("row"), each.fact("first")) for each in problems] == [("D440", "4", "2")]
    assert problems[0].what("en").startswith(f"row 4: '{REAL[0]}' of 'code' goes with '丙' of 'firm'")


def test_two_codes_under_one_firm_name_both_rows():
    _, problems = read(f"A,{REAL[0]},甲", f"B,{REAL[1]},甲", other="firm")
    assert [(each.code, each.fact("row"), each.fact("first")) for each in problems] == [("D441", "3", "2")]


def test_a_code_may_go_one_to_one_with_the_ids():
    _, problems = read(f"A,{REAL[0]},甲", f"B,{REAL[0]},甲", other="id")
    assert codes(problems) == ["D440"]


@given(st.lists(st.tuples(st.sampled_from(REAL), st.sampled_from("甲乙丙")), min_size=1, max_size=8))
def test_a_column_is_refused_exactly_when_it_is_no_one_to_one_pairing(pairs):
    rows = [f"{number},{code},{firm}" for number, (code, firm) in enumerate(pairs)]
    _, problems = read(*rows, other="firm")
    distinct = set(pairs)
    paired = len(distinct) == len({code for code, _ in distinct}) == len({firm for _, firm in distinct})
    assert (problems == ()) == paired


def test_a_code_under_two_ids_is_asked_about_once_when_nothing_says_whose_it_is():
    made, problems = read(f"A,{REAL[0]},甲", f"B,{REAL[0]},甲", f"C,{REAL[0]},甲")
    assert made is not None
    (warning,) = problems
    assert (warning.code, warning.is_warning, warning.place.line) == ("W746", True, 3)
    assert [warning.fact(name) for name in ("text", "one", "two")] == [REAL[0], "A", "B"]
    assert all("one_to_one" in warning.tell(language) for language in ("zh", "en"))


def test_codes_that_differ_or_whose_firm_is_named_are_not_asked_about():
    assert read(f"A,{REAL[0]},甲", f"B,{REAL[1]},乙")[1] == ()
    assert read(f"A,{REAL[0]},甲", f"B,{REAL[0]},甲", other="firm")[1] == ()
    assert read("A,,甲", "B,,甲", blank="")[1] == ()


# ── amounts below zero ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("signed", "expected"), [(False, ["W745"]), (True, [])])
def test_amounts_below_zero_are_counted_unless_they_are_meant(signed, expected):
    money = ColumnType(Type("money"), "元", signed=signed)
    declared = Population("firms", file="f.csv", key="id", columns=(("rent", money),))
    made, problems = parse_table(declared, b"id,rent\nA,5\nB,-3\nC,0\nD,-0.01\n", "f.csv")
    assert made is not None
    assert codes(problems) == expected
    for each in problems:
        assert (each.place.line, each.fact("count"), each.fact("column")) == (3, "2", "rent")


def test_a_number_below_zero_is_no_matter():
    declared = Population("firms", file="f.csv", key="id", columns=(("x", ColumnType(Type("number"))),))
    assert parse_table(declared, b"id,x\nA,-5\n", "f.csv")[1] == ()
