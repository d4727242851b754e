"""The worked cases: every rule that was collected has its case, says how far to trust it, and comes out."""

import re

import pytest

from simulator.language import read_cases
from simulator.problems import errors_of
from simulator.studies.cases import run_case
from tests.architecture.house import ROOT

FOLDER = ROOT / "scenarios" / "cases"
FILES = sorted(FOLDER.glob("*.yaml"))
# how far each rule may be trusted: published, read in a source, recalled, or with invented parameters
TRUSTED = {
    "published": "A01 A02 A09 A10 A11 A12 A15 A16 A18 A19 A21 A24 D16 D17",
    "read in a source": (
        "A13 B01 B03 B04 B06 B07 B08 B10 B11 B12 B13 B14 B15 B17 B18 B21 B23 B24 B26 B27 B30 B32 B33 B34 "
        "B36 B37 B38 B39 B40 B41 C01 C04 C06 C08 C09 C11 C13 C14 C17 C18 C19 C21 C22 C24 C25 C28 C29 D14 D20"
    ),
    "recalled": "A05 A07 C02 C16 C31 C32 D09 D18",
    "invented parameters": "A03 A22 B35 D01 D03 D05 D06 D10 D11 D12 D15 D22",
}
ROWS = {row: label for label, rows in TRUSTED.items() for row in rows.split()}
# what is invented in a rule that is trusted for the rest
PARTLY_INVENTED = "A01 A02 A12 A15 A16 A19 A24 D16 B03 B17 B33 B37 C18 C19 C24 C25 D20 C02"


READ = [read_cases(file.read_text(encoding="utf-8"), str(file)) for file in FILES]
CASES = [case for cases, _ in READ for case in cases]
# the examples of the language reference are not taken from any clause
WORKED = [case for case in CASES if not case.notes.place.file.endswith("reference.yaml")]


def test_nothing_is_wrong_with_any_file():
    assert [each.tell("en") for _, problems in READ for each in errors_of(problems)] == []


def test_every_rule_has_its_case_and_no_case_is_of_an_unknown_rule():
    assert len(ROWS) == 83
    assert sorted({case.row for case in WORKED}) == sorted(ROWS)


def test_no_id_stands_twice_in_all_files():
    ids = [case.id for case in WORKED]
    assert len(set(ids)) == len(ids)


def test_the_cases_of_a_rule_stand_in_one_file():
    files = {(case.row, case.notes.place.file) for case in WORKED}
    assert len(files) == len(ROWS)


@pytest.mark.parametrize("case", WORKED, ids=lambda case: case.id)
def test_a_case_says_its_clause_and_how_far_it_may_be_trusted(case):
    assert case.notes.title
    assert case.notes.document
    label = re.split(r"[;(]", case.notes.certainty)[0].strip()
    assert label == ROWS[case.row]
    assert not (case.row in PARTLY_INVENTED and "invented" not in case.notes.certainty)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_case_comes_out_as_expected_to_the_fen(case):
    outcome = run_case(case)
    assert outcome.problems == ()
    assert [(each.name, each.row, each.expected, each.found) for each in outcome.differences] == []
    assert outcome.compared
