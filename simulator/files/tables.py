"""Data files to tables: a population's CSV with its declared columns, every error of the file in one go."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from simulator.exact import Exact, Flags
from simulator.expression import Column
from simulator.files.cells import Fault, Faults, blank, flags_of, plain_texts, read_column
from simulator.files.reading import decode, read_bytes
from simulator.files.split import MOST_FAULTS, Grid, Sheet, TextArray, split, visible
from simulator.model.scenario import Population, Scenario
from simulator.model.table import ColumnType, Table, table
from simulator.problems import Fact, FindingError, Place, Problem, errors_of, problem

LARGEST_TABLE = 500_000_000
SHORTEST_ROW_NUMBER = 4
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n")
# C1 controls, zero-width and bidirectional marks, byte-order marks within the text
_HIDDEN = tuple(
    (start, re.compile(re.escape(start) + rest))
    for start, rest in (
        (b"\xc2", rb"[\x80-\x9f\xad]"),
        (b"\xe2\x80", rb"[\x8b-\x8f\xa8-\xae]"),
        (b"\xe2\x81", rb"[\xa0-\xaf]"),
        (b"\xef\xbb", rb"\xbf"),
        (b"\xd8", rb"\x9c"),
    )
)
_CONTROL = re.compile(b"[" + re.escape(_CONTROLS) + b"]")
_SEPARATORS: Mapping[str, str] = {";": ";", "\t": "Tab", "，": "，", "|": "|"}
_SCIENTIFIC = r"^[0-9](?:\.[0-9]+)?[eE]\+[0-9]+$"


def read_tables(scenario: Scenario, base_folder: str | Path) -> tuple[dict[str, Table], tuple[Problem, ...]]:
    """Return the tables of the populations that name a file, by population id, and every problem found.

    File names are read from the base folder. A missing or unreadable file (D401-D404) is reported where the
    scenario names it; a table with an error is left out.
    """
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for population in scenario.populations:
        if population.file is None:
            continue
        made, found = _read_table(population, Path(base_folder) / population.file)
        problems += found
        if made is not None:
            tables[population.id] = made
    return tables, tuple(problems)


def _read_table(population: Population, path: Path) -> tuple[Table | None, tuple[Problem, ...]]:
    try:
        content = read_bytes(path, LARGEST_TABLE)
    except FindingError as error:
        return None, (error.at(population.place),)
    return parse_table(population, content, path.as_posix())


def parse_table(
    population: Population, content: bytes, file: str
) -> tuple[Table | None, tuple[Problem, ...]]:
    """Return the table that a CSV file holds for a population, or None when a cell, row or name is wrong.

    Places are `file:row:column` as a spreadsheet counts them, the header being row 1. Errors are
    D405-D441, warnings W741-W749; at most 200 of each are listed, then how many more there are.
    """
    text, said = decode(content, file)
    if text is None:
        return None, said
    lines = text.replace("\r\n", "\n").replace("\r", "\n").encode()
    if not text.strip():
        return None, (*said, problem(Place(file, 0, 0), "D411", columns=", ".join(_wanted(population))))
    grid, sheet, faulty_rows = split(lines, file)
    problems = [*said, *_hidden(sheet), *faulty_rows]
    if grid is None:
        return None, _shortened(problems)
    made, found = _table_of(population, grid)
    if not len(grid) and not faulty_rows:
        found.append(problem(Place(file, 0, 0), "W742"))
    everything = _shortened([*problems, *found])
    return (None if errors_of(everything) else made), everything


def _table_of(population: Population, grid: Grid) -> tuple[Table | None, list[Problem]]:
    headless = _header_problems(population, grid)
    kept, empty_rows = _without_empty_rows(grid)
    declared = {name: kind for name, kind in population.columns if name in kept.header}
    readings = {name: read_column(kept.column(name), kind) for name, kind in declared.items()}
    ids, bad_ids = _ids(population, kept)
    problems = [*headless, *empty_rows, *bad_ids]
    for name, reading in readings.items():
        problems += _placed(kept, name, reading.wrong, "D439")
        problems += _placed(kept, name, reading.doubtful, "W749")
        problems += _below_zero(kept, name, reading.column, declared[name])
        problems += _not_one_to_one(kept, name, declared[name].one_to_one)
        problems += _code_of_several(kept, name, declared[name], ids)
    columns = {name: reading.column for name, reading in readings.items() if reading.column is not None}
    complete = not errors_of(problems) and len(columns) == len(population.columns)
    return (_sorted(population, ids, columns) if complete else None), problems


def _sorted(population: Population, ids: tuple[str, ...], columns: Mapping[str, Column]) -> Table:
    return table(population.id, ids, columns, synthetic=population.is_synthetic)


# ── the header and whole rows ──────────────────────────────────────────────────────────────────────


def _wanted(population: Population) -> tuple[str, ...]:
    key = () if population.key is None else (population.key,)
    return tuple(dict.fromkeys((*key, *(name for name, _ in population.columns))))


def _header_problems(population: Population, grid: Grid) -> list[Problem]:
    missing = [name for name in _wanted(population) if name not in grid.header]
    separator = next((mark for mark in _SEPARATORS if len(grid.header) == 1 and mark in grid.header[0]), None)
    if missing and separator:
        return [problem(grid.sheet.of_row(1), "D414", separator=_SEPARATORS[separator])]
    return [*_repeated_names(grid), *(_missing(name, grid) for name in missing)]


def _missing(name: str, grid: Grid) -> Problem:
    nearest = next(iter(get_close_matches(name, grid.header, n=1)), "")
    return problem(grid.sheet.of_row(1), "D412", column=name, nearest=nearest, found=", ".join(grid.header))


def _repeated_names(grid: Grid) -> Iterable[Problem]:
    for number, name in enumerate(grid.header, start=1):
        first = grid.header.index(name) + 1
        if name and first != number:
            yield problem(grid.sheet.of_cell(1, number), "D413", column=name, first=first, second=number)


def _without_empty_rows(grid: Grid) -> tuple[Grid, list[Problem]]:
    empty = np.ones(len(grid), dtype=np.bool_)
    for column in grid.columns:
        empty[empty] = blank(column.filter(pa.array(empty)))
    if not empty.any():
        return grid, []
    rows = grid.rows[empty].tolist()
    problems = [problem(grid.sheet.of_row(row), "D417") for row in rows[:MOST_FAULTS]]
    return grid.take(~empty), [*problems, *_rest(grid.sheet.file, "D439", len(rows) - len(problems))]


def _hidden(sheet: Sheet) -> list[Problem]:
    # a file full of them need not be counted out
    found = islice(_hidden_characters(sheet.content), MOST_FAULTS)
    return [problem(sheet.of_byte(index), "D410", character=f"U+{code:04X}") for index, code in sorted(found)]


def _hidden_characters(content: bytes) -> Iterable[tuple[int, int]]:
    # a deleting translate is many times faster than a search, and nearly every file holds none of these
    controls = len(content.translate(None, _CONTROLS)) != len(content)
    patterns = [] if content.isascii() else [pattern for start, pattern in _HIDDEN if start in content]
    for pattern in [_CONTROL, *patterns] if controls else patterns:
        for matched in pattern.finditer(content):
            yield matched.start(), ord(matched[0].decode())


# ── ids ────────────────────────────────────────────────────────────────────────────────────────────


def _ids(population: Population, grid: Grid) -> tuple[tuple[str, ...], list[Problem]]:
    if population.key is None:
        digits = max(SHORTEST_ROW_NUMBER, len(str(len(grid))))
        warning = problem(population.place, "W744", population=population.id)
        return tuple(str(row).zfill(digits) for row in range(1, len(grid) + 1)), [warning]
    if population.key not in grid.header:
        return (), []
    cells = grid.column(population.key)
    texts = plain_texts(cells)
    return tuple(texts.tolist()), [
        *_malformed_ids(population.key, grid, cells),
        *_repeated_ids(population.key, grid, texts),
    ]


def _malformed_ids(key: str, grid: Grid, cells: TextArray) -> list[Problem]:
    empty = blank(cells)
    spaced = flags_of(pc.not_equal(pc.utf8_trim_whitespace(cells), cells)) & ~empty
    rounded = flags_of(pc.match_substring_regex(cells, pattern=_SCIENTIFIC))
    found = (("D431", empty), ("D433", spaced), ("D434", rounded))
    return [each for code, flags in found for each in _of_ids(key, grid, cells, code, flags)]


def _of_ids(key: str, grid: Grid, cells: TextArray, code: str, flags: Flags) -> list[Problem]:
    rows = np.flatnonzero(flags).tolist()
    first = tuple(Fault(row, code, (("text", cells[row].as_py()),)) for row in rows[:MOST_FAULTS])
    return _placed(grid, key, Faults(first, len(rows)), "D439")


def _repeated_ids(
    key: str, grid: Grid, texts: "np.ndarray[tuple[int], np.dtype[np.object_]]"
) -> list[Problem]:
    ids: list[str] = texts.tolist()
    if len(dict.fromkeys(ids)) == len(ids):
        return []
    first: dict[str, int] = {}
    repeated = [
        (index, text)
        for index, text in enumerate(ids)
        if first.setdefault(text, index) != index and text.strip()
    ]
    faults = tuple(
        Fault(index, "D432", (("text", text), ("first", int(grid.rows[first[text]]))))
        for index, text in repeated[:MOST_FAULTS]
    )
    return _placed(grid, key, Faults(faults, len(repeated)), "D439")


# ── what a column says of itself ───────────────────────────────────────────────────────────────────


def _below_zero(grid: Grid, name: str, column: Column | None, declared: ColumnType) -> list[Problem]:
    """Return a warning at the first amount below zero, when nothing says that such are meant."""
    if column is None or declared.type.kind != "money" or declared.signed:
        return []
    if not isinstance(column.data, Exact):
        raise TypeError(f"column {name} is not of amounts")
    rows = np.flatnonzero(column.data.numerator < 0).tolist()
    first = tuple(Fault(row, "W745", (("count", len(rows)),)) for row in rows[:1])
    return _placed(grid, name, Faults(first, len(first)), "W749")


def _code_of_several(grid: Grid, name: str, declared: ColumnType, ids: tuple[str, ...]) -> list[Problem]:
    """Return a warning at the first code that stands under two ids, when nothing says whose they are."""
    if not declared.is_uscc or declared.one_to_one is not None or len(ids) != len(grid):
        return []
    first: dict[str, int] = {}
    for index, code in enumerate(plain_texts(grid.column(name)).tolist()):
        before = first.setdefault(code, index) if code.strip() else index
        if ids[before] != ids[index]:
            facts = (("text", code), ("one", ids[before]), ("two", ids[index]))
            return _placed(grid, name, Faults((Fault(index, "W746", facts),), 1), "W749")
    return []


def _not_one_to_one(grid: Grid, name: str, other: str | None) -> list[Problem]:
    """Return the rows that put one value of a column under two of the other, or two under one."""
    if other is None or other not in grid.header:
        return []
    ours, theirs = (plain_texts(grid.column(each)).tolist() for each in (name, other))
    faults = (*_shared(grid, (ours, theirs), "D440", other), *_shared(grid, (theirs, ours), "D441", other))
    return _placed(grid, name, Faults(faults[:MOST_FAULTS], len(faults)), "D439")


def _shared(grid: Grid, pair: tuple[list[str], list[str]], code: str, other: str) -> Iterable[Fault]:
    first: dict[str, int] = {}
    for index, (held, with_it) in enumerate(zip(*pair, strict=True)):
        if not held.strip() or not with_it.strip():
            continue
        before = first.setdefault(held, index)
        if pair[1][before] != with_it:
            facts: dict[str, Fact] = {"text": held, "one": pair[1][before], "two": with_it, "other": other}
            yield Fault(index, code, (*facts.items(), ("first", int(grid.rows[before]))))


# ── problems with their places ─────────────────────────────────────────────────────────────────────


def _placed(grid: Grid, column: str, faults: Faults, rest: str) -> list[Problem]:
    found = [_problem(grid, column, each) for each in faults.first]
    return [*found, *_rest(grid.sheet.file, rest, faults.count - len(found))]


def _problem(grid: Grid, column: str, fault: Fault) -> Problem:
    shown = {name: visible(fact) if isinstance(fact, str) else fact for name, fact in fault.facts}
    facts = {"column": column, "row": int(grid.rows[fault.index]), **shown}
    return Problem(grid.place(fault.index, column), fault.code, tuple(sorted(facts.items())))


def _rest(file: str, code: str, count: int) -> list[Problem]:
    return [problem(Place(file, 0, 0), code, count=count)] if count > 0 else []


def _shortened(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return the problems by place, at most 200 errors and 200 warnings, each followed by how many more."""
    errors = [each for each in problems if not each.is_warning]
    warnings = [each for each in problems if each.is_warning]
    return (*_first(errors, "D439"), *_first(warnings, "W749"))


def _first(problems: list[Problem], rest: str) -> list[Problem]:
    listed = sorted((each for each in problems if each.code != rest), key=_by_place)
    first = listed[:MOST_FAULTS]
    unlisted = sum(int(each.fact("count")) for each in problems if each.code == rest)
    unlisted += len(listed) - len(first)
    # told at the place of the last one listed, so that it follows when problems are sorted by place
    return [*first, Problem(first[-1].place, rest, (("count", unlisted),))] if unlisted else first


def _by_place(problem: Problem) -> tuple[Place, str]:
    return problem.place, problem.code
