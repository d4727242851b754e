"""A data file split into cells by strict rules, each cell able to say where it stands.

Comma-separated, quotation marks around a whole cell only and doubled inside it, every row as long as the
header. A well-formed file is checked by whole columns of bytes and read by pyarrow; any other goes through
a careful reader that places every fault and still reads the good rows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import csv as pa_csv

from simulator.money import IntColumn
from simulator.problems import Place, Problem, problem

MOST_FAULTS = 200
LONGEST_EXCERPT = 80
TextArray = Any  # an array of strings; pyarrow ships no types

QUOTE, COMMA, LINE_END = b'",\n'
_CELL = re.compile(rb'(?:"((?:[^"]++|"")*+)"|([^",\n]*+))(,|\n|\Z)')
_UNSEEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\xad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]"
)
_UNCLOSED = re.compile(rb'"(?:[^"]++|"")*+\Z')
_SPLIT_NUMBER = re.compile(rb"(?<![^,])([0-9]{1,3},[0-9]{3}(?:\.[0-9]+)?)(?![^,])")


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    r"""The bytes of a data file (UTF-8, lines end in `\n`) and where each row begins; row 1 is the header.

    A row may run over several lines when a quoted cell holds a line break: rows are counted as a
    spreadsheet counts them.
    """

    file: str
    content: bytes
    starts: IntColumn

    def line(self, row: int) -> bytes:
        """Return the bytes of one row, without its line end."""
        end = int(self.starts[row]) - 1 if row < len(self.starts) else len(self.content)
        return self.content[int(self.starts[row - 1]) : end]

    def of_row(self, row: int) -> Place:
        """Return the place of a whole row."""
        line = _excerpt(self.line(row))
        return Place(self.file, row, 1, max(1, len(line)), line)

    def of_cell(self, row: int, number: int) -> Place:
        """Return the place of a cell; the excerpt begins at the cell, so that the caret falls below it."""
        line = self.line(row)
        start, end = _spans(line)[number - 1]
        cell, rest = _excerpt(line[start:end]), _excerpt(line[start:])
        return Place(self.file, row, number, max(1, len(cell)), " " * (number - 1) + rest)

    def of_byte(self, index: int) -> Place:
        """Return the place of the cell that holds a byte."""
        row = int(np.searchsorted(self.starts, index, side="right"))
        offset = index - int(self.starts[row - 1])
        before = takewhile(lambda span: span[0] <= offset, _spans(self.line(row)))
        return self.of_cell(row, max(1, sum(1 for _ in before)))


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A data file in cells: the names in its header, an array of texts a column, each record's row."""

    sheet: Sheet
    header: tuple[str, ...]
    columns: tuple[TextArray, ...]
    rows: IntColumn

    def __len__(self) -> int:
        """Return the number of records below the header."""
        return len(self.rows)

    def column(self, name: str) -> TextArray:
        """Return the cells of a column of the header; raises ValueError when it is not there."""
        return self.columns[self.header.index(name)]

    def place(self, index: int, name: str) -> Place:
        """Return the place of one record's cell."""
        return self.sheet.of_cell(int(self.rows[index]), self.header.index(name) + 1)

    def take(self, chosen: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> "Grid":
        """Return the records chosen."""
        columns = tuple(column.filter(pa.array(chosen)) for column in self.columns)
        return Grid(self.sheet, self.header, columns, self.rows[chosen])


@dataclass(frozen=True, slots=True)
class _Record:
    """One row as the careful reader found it; `fault` is the code and place of what stopped it."""

    start: int
    end: int
    cells: tuple[bytes, ...] = ()
    fault: tuple[str, int] | None = None


def split(content: bytes, file: str) -> tuple[Grid | None, Sheet, tuple[Problem, ...]]:
    r"""Return the cells of a data file (UTF-8, lines end in `\n`, not empty), its sheet, its faulty rows.

    Problems are D415-D419. The grid holds the good rows, or is None without a good header.
    """
    whole = content.rstrip(b"\n")
    starts = _row_starts(whole)
    if starts is not None:
        sheet = Sheet(file, whole, starts)
        grid = _well_formed(sheet)
        if grid is not None:
            return grid, sheet, ()
    return _carefully(whole, file)


# ── the fast way ───────────────────────────────────────────────────────────────────────────────────


def _row_starts(content: bytes) -> IntColumn | None:
    """Return where the rows begin when quotes and lengths are in order, or None when they are not."""
    data = np.frombuffer(content, dtype=np.uint8)
    quotes = np.flatnonzero(data == QUOTE)
    if not _quotes_in_order(data, quotes):
        return None
    line_ends = _outside(np.flatnonzero(data == LINE_END), quotes)
    commas = _outside(np.flatnonzero(data == COMMA), quotes)
    up_to = np.searchsorted(commas, np.append(line_ends, len(content)))
    if (np.diff(up_to) != up_to[0]).any():
        return None
    return np.concatenate(([0], line_ends + 1))


def _quotes_in_order(data: "np.ndarray[Any, np.dtype[np.uint8]]", quotes: IntColumn) -> bool:
    if quotes.size % 2:
        return False
    # a mark that opens stands at the start of a cell or doubles the one before it; likewise one that closes
    before, after = quotes[0::2] - 1, quotes[1::2] + 1
    around = np.concatenate((data[before[before >= 0]], data[after[after < data.size]]))
    return bool(np.isin(around, np.frombuffer(b'",\n', dtype=np.uint8)).all())


def _outside(positions: IntColumn, quotes: IntColumn) -> IntColumn:
    return positions[np.searchsorted(quotes, positions) % 2 == 0] if quotes.size else positions


def _well_formed(sheet: Sheet) -> Grid | None:
    header = _record(sheet.content, 0)
    names = tuple(cell.decode() for cell in header.cells)
    rows = np.arange(2, len(sheet.starts) + 1)
    columns = _by_pyarrow(sheet, len(names)) if rows.size else _no_rows(len(names))
    return Grid(sheet, names, columns, rows) if all(len(column) == rows.size for column in columns) else None


def _no_rows(width: int) -> tuple[TextArray, ...]:
    return (pa.array([], type=pa.string()),) * width


def _by_pyarrow(sheet: Sheet, width: int) -> tuple[TextArray, ...]:
    names = [str(number) for number in range(width)]
    longest = int(np.diff(np.append(sheet.starts, len(sheet.content) + 1)).max())
    read = pa_csv.read_csv(
        pa.BufferReader(pa.py_buffer(sheet.content).slice(int(sheet.starts[1]))),
        read_options=pa_csv.ReadOptions(column_names=names, block_size=max(1 << 20, 2 * longest)),
        parse_options=pa_csv.ParseOptions(newlines_in_values=b'"' in sheet.content, ignore_empty_lines=False),
        convert_options=pa_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), null_values=[]),
    )
    return tuple(read.column(name).combine_chunks() for name in names)


# ── the careful way ────────────────────────────────────────────────────────────────────────────────


def _carefully(content: bytes, file: str) -> tuple[Grid | None, Sheet, tuple[Problem, ...]]:
    records = tuple(_records(content))
    sheet = Sheet(file, content, np.array([record.start for record in records], dtype=np.int64))
    width = len(records[0].cells)
    problems = tuple(
        _fault(sheet, row, record, width)
        for row, record in enumerate(records, start=1)
        if record.fault or len(record.cells) != width
    )
    if records[0].fault:
        return None, sheet, problems
    good = [(row, each) for row, each in enumerate(records, 1) if not each.fault and len(each.cells) == width]
    names = tuple(cell.decode() for cell in records[0].cells)
    columns = zip(*(record.cells for _, record in good[1:]), strict=True)
    arrays = tuple(pa.array(cells, type=pa.binary()).cast(pa.string()) for cells in columns)
    rows = np.array([row for row, _ in good[1:]], dtype=np.int64)
    return Grid(sheet, names, arrays or _no_rows(width), rows), sheet, problems


def _records(content: bytes) -> Iterator[_Record]:
    position, faults = 0, 0
    while position <= len(content) and faults < MOST_FAULTS:
        record = _record(content, position)
        faults += record.fault is not None
        yield record
        position = record.end + 1


def _record(content: bytes, start: int) -> _Record:
    """Return the row that begins at a byte; a faulty one ends with its line, so that the next can be read."""
    cells, position = [], start
    while matched := _CELL.match(content, position):
        quoted, bare, separator = matched.groups()
        cells.append(bare if quoted is None else quoted.replace(b'""', b'"'))
        position = matched.end()
        if separator != b",":
            return _Record(start, position - len(separator), tuple(cells))
    line_end = content.find(b"\n", position)
    code = "D419" if _UNCLOSED.match(content, position) else "D418"
    return _Record(start, len(content) if line_end < 0 else line_end, tuple(cells), (code, position))


def _fault(sheet: Sheet, row: int, record: _Record, width: int) -> Problem:
    if record.fault:
        return problem(_place_of_fault(sheet, row, record), record.fault[0])
    if record.cells in {(b"",), ()}:
        return problem(sheet.of_row(row), "D417")
    found = len(record.cells)
    if found < width:
        return problem(sheet.of_row(row), "D416", found=found, wanted=width)
    matched = _SPLIT_NUMBER.search(sheet.line(row))
    example = matched[1].decode() if matched else "1,200"
    return problem(sheet.of_row(row), "D415", found=found, wanted=width, example=example)


def _place_of_fault(sheet: Sheet, row: int, record: _Record) -> Place:
    number = len(record.cells) + 1
    _, position = record.fault or ("", record.start)
    rest = _excerpt(sheet.content[position : record.end])
    return Place(sheet.file, row, number, max(1, len(rest)), " " * (number - 1) + rest)


def _spans(line: bytes) -> list[tuple[int, int]]:
    spans, position = [], 0
    while matched := _CELL.match(line, position):
        spans.append((position, matched.start(3)))
        position = matched.end()
        if matched[3] != b",":
            break
    return spans or [(0, len(line))]


def visible(text: str) -> str:
    """Return a text fit to be shown in a message: hidden characters marked, cut when very long.

    >>> visible("a\u202eb")
    'a\ufffdb'
    """
    clean = _UNSEEN.sub("\ufffd", text)
    return clean if len(clean) <= LONGEST_EXCERPT else clean[:LONGEST_EXCERPT] + "…"


def _excerpt(line: bytes) -> str:
    return visible(line.split(b"\n", 1)[0].decode("utf-8", "replace"))
