"""Laws of typed columns: reading a column whole gives what reading its cells one by one gives."""

from fractions import Fraction

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.exact import Exact
from simulator.expression import Type
from simulator.files.cells import Reading, read_column
from simulator.files.split import MOST_FAULTS
from simulator.files.values import RefusedCellError, Value, is_doubtful, read_value, shown
from simulator.model.table import ColumnType
from simulator.money import FEN_OF_UNIT
from simulator.problems import FindingError

PLAIN = st.from_regex(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,11})?", fullmatch=True)
ODD = st.sampled_from(
    ["1,200", "１２", "007", " 5", "+3", "1e5", "", "NA", "50%", "12.", "x", "1/2", "-0", "5元"]
)
NUMERIC = [
    *(ColumnType(Type("money"), unit) for unit in FEN_OF_UNIT),
    ColumnType(Type("money"), "元", blank="0"),
    ColumnType(Type("count")),
    ColumnType(Type("number")),
    ColumnType(Type("share")),
]


def column(texts: list[str], declared: ColumnType) -> Reading:
    return read_column(pa.array(texts, type=pa.string()), declared)


def alone(text: str, declared: ColumnType) -> Value | str:
    try:
        return read_value(text, declared)
    except RefusedCellError as error:
        return error.code
    except FindingError:
        return "D423"


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(NUMERIC), st.lists(st.one_of(PLAIN, ODD), max_size=25))
def test_a_column_is_the_sum_of_its_cells(declared: ColumnType, texts: list[str]) -> None:
    expected = [alone(text, declared) for text in texts]
    reading = column(texts, declared)
    refused = [(index, code) for index, code in enumerate(expected) if isinstance(code, str)]
    assert [(fault.index, fault.code) for fault in reading.wrong.first] == refused
    assert reading.wrong.count == len(refused)
    doubtful = [
        index
        for index, text in enumerate(texts)
        if not isinstance(expected[index], str) and is_doubtful(text, declared)
    ]
    assert [fault.index for fault in reading.doubtful.first] == doubtful
    if refused:
        assert reading.column is None
    else:
        assert reading.column is not None
        assert isinstance(reading.column.data, Exact)
        assert list(reading.column.data.fractions()) == expected


@given(st.fractions(-(10**9), 10**9).map(lambda each: Fraction(round(each * 100), 100)))
def test_a_value_written_as_it_is_best_shown_is_read_as_itself(yuan: Fraction) -> None:
    declared = ColumnType(Type("money"), "万元")
    text = shown(yuan * 100, declared)
    assert read_value(text, declared) == yuan * 100
    assert not is_doubtful(text, declared)


def test_numbers_beyond_64_bits_stay_exact() -> None:
    texts = ["12345678901234567890.123456789012345", "-0.000000000000001", "7"]
    reading = column(texts, ColumnType(Type("number")))
    assert reading.column is not None
    assert isinstance(reading.column.data, Exact)
    assert list(reading.column.data.fractions()) == [Fraction(text) for text in texts]


def test_faults_are_counted_beyond_those_listed() -> None:
    reading = column(
        ["x"] * 1000 + ["1"] + [f"y{number}" for number in range(1000)], ColumnType(Type("count"))
    )
    assert reading.wrong.count == 2000
    assert [fault.index for fault in reading.wrong.first] == list(range(MOST_FAULTS))


def test_categories_keep_the_declared_order() -> None:
    reading = column(["乙", "甲", "乙"], ColumnType(Type("category", ("甲", "乙"))))
    assert reading.column is not None
    assert isinstance(reading.column.data, np.ndarray)
    assert reading.column.data.tolist() == [1, 0, 1]


@pytest.mark.parametrize(
    "declared", [*NUMERIC, ColumnType(Type("text")), ColumnType(Type("yes_no")), ColumnType(Type("date"))]
)
def test_a_column_without_rows_is_empty_and_without_fault(declared: ColumnType) -> None:
    reading = column([], declared)
    assert reading.column is not None
    assert len(reading.column.data) == 0
    assert (reading.wrong.count, reading.doubtful.count) == (0, 0)
