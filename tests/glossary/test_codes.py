"""Budget codes: well formed, hung on their parents, labelled with how they are known."""

import pytest

from simulator.glossary.codes import (
    CODES,
    CODES_OF_MARK,
    DEPARTMENTS_OF,
    ITEMS_OF,
    belongs,
    class_of,
    fits_mark,
    is_code,
    name_of_code,
    way_to,
)
from simulator.model.disclosure import MARKS


@pytest.mark.parametrize("table", sorted(CODES))
def test_every_code_has_the_form_of_one_and_its_parent_is_known(table):
    for code in CODES[table]:
        assert is_code(table, code)
        assert all(name_of_code(table, above) is not None for above in way_to(code))


@pytest.mark.parametrize("table", sorted(CODES))
def test_every_name_speaks_both_languages_and_says_how_it_is_known(table):
    for code in CODES[table].values():
        assert code.name.zh
        assert code.name.en
        assert code.name.zh != code.name.en
        assert code.certainty in ("read", "recalled")


@pytest.mark.parametrize("table", sorted(CODES))
def test_no_two_codes_under_one_parent_have_one_name(table):
    names = [(code[:-2], each.name.zh) for code, each in CODES[table].items()]
    assert len(set(names)) == len(names)


def test_ninety_nine_is_the_rest_of_its_parent():
    assert name_of_code("function", "2060599").zh == "其他科技条件与服务支出"
    assert name_of_code("department", "30199").zh == "其他工资福利支出"
    assert name_of_code("function", "20699").zh == "其他科学技术支出"
    assert name_of_code("function", "2079999") is None


def test_what_is_known_of_both_kinds_of_code_agrees():
    for government, items in ITEMS_OF.items():
        assert all(name_of_code("department", item) is not None for item in items)
        assert {class_of(item) for item in items} <= set(DEPARTMENTS_OF[class_of(government)])
        assert all(belongs(item, government) for item in items)


@pytest.mark.parametrize(
    ("department", "government", "fits"),
    [
        ("30101", "50101", True),
        ("30101", "50102", False),
        ("30101", "501", True),
        ("301", "50101", True),
        ("301", "502", False),
        ("302", "505", True),
        ("31204", "507", True),
        ("31204", "502", False),
        ("303", "509", True),
        ("310", "503", True),
        ("302", "503", False),
        ("301", "599", False),
        ("30201", "50201", True),
    ],
)
def test_a_pair_is_doubted_only_where_something_is_known_against_it(department, government, fits):
    assert belongs(department, government) is fits


def test_marks_have_codes_of_their_own():
    assert set(CODES_OF_MARK) < set(MARKS)
    for mark, codes in CODES_OF_MARK.items():
        assert all(is_code("department", code) and fits_mark(code, mark) for code in codes)
        assert all(fits_mark(class_of(code), mark) for code in codes)
        assert not fits_mark("30101", mark)
    assert fits_mark("30101", "procurement")


@pytest.mark.parametrize("text", ["", "2", "20", "2060", "206o4", "20604011", "２０６", "-06"])
def test_what_is_no_code_is_not_taken_for_one(text):
    assert not is_code("function", text)
