"""Laws of splitting a data file: the fast way and the careful way see the same cells."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.files import split as splitting
from simulator.files.split import MOST_FAULTS, Grid, split, visible

CELL = st.text(st.sampled_from('ab1,"\n 甲'), max_size=6)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=8)
)


def written(table: list[list[str]], quoting: int) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", quoting=quoting).writerows(table)
    return text.getvalue().encode()


def cells(grid: Grid | None) -> list[list[str]]:
    assert grid is not None
    columns = [column.to_pylist() for column in grid.columns]
    return [list(grid.header), *(list(row) for row in zip(*columns, strict=True))]


@settings(deadline=None)
@given(TABLES, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_what_was_written_is_split_into_the_same_cells(table, quoting: int) -> None:
    grid, _, problems = split(written(table, quoting), "f.csv")
    if written(table, quoting).endswith(b"\n\n") or any(row == [""] for row in table):
        return  # a lone blank cell is written as a blank line, which a last one is not told from
    assert problems == ()
    assert cells(grid) == table


@settings(deadline=None)
@given(TABLES, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_the_careful_way_sees_what_the_fast_way_sees(table, quoting: int) -> None:
    content = written(table, quoting).rstrip(b"\n")
    starts = splitting._row_starts(content)
    if starts is None:
        return
    fast = splitting._well_formed(splitting.Sheet("f.csv", content, starts))
    careful, sheet, problems = splitting._carefully(content, "f.csv")
    if fast is None or problems:
        return
    assert sheet.starts.tolist() == starts.tolist()
    assert cells(fast) == cells(careful)


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from('a,"\n'), min_size=1, max_size=14))
def test_the_fast_way_takes_exactly_the_files_without_a_fault(text: str) -> None:
    content = text.encode().rstrip(b"\n")
    if not content:
        return
    _, _, problems = splitting._carefully(content, "f.csv")
    fast = splitting._row_starts(content) is not None
    if not any(each.code == "D417" for each in problems):
        assert fast == (not problems)


@pytest.mark.parametrize("text", ["a,b\n1,2", 'a,b\n"1","2"', 'a,b\n"x, y",2', 'a,b\n"x\ny",2', "a\n1"])
def test_plain_and_quoted_files_take_the_fast_way(text: str) -> None:
    assert splitting._row_starts(text.encode()) is not None


def test_a_row_longer_than_a_block_is_read_whole() -> None:
    long = "甲" * 2_000_000
    grid, _, _ = split(f'a,b\n1,"{long}"\n2,x\n'.encode(), "f.csv")
    assert cells(grid) == [["a", "b"], ["1", long], ["2", "x"]]


def test_a_file_of_quotes_is_given_up_before_it_takes_long() -> None:
    _, _, problems = split(b"a,b\n" + b'"""x\n' * 50_000, "f.csv")
    assert 0 < len(problems) <= MOST_FAULTS + 1


def test_a_shown_text_is_short_and_holds_nothing_hidden() -> None:
    assert visible("甲\x1b[31m\u202e") == "甲\ufffd[31m\ufffd"
    assert len(visible("x" * 10_000)) == 81
