"""Columns of cells to typed columns: every distinct text is read once, every faulty cell is found.

Plain numbers go through exact decimals a whole column at a time; all other texts (thousands separators,
full-width digits, units, dates, words) are read one by one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from math import lcm
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from simulator.exact import AnyInts, Exact, Flags
from simulator.expression import Column, Data, Kind, Texts
from simulator.files.split import MOST_FAULTS, TextArray
from simulator.files.uscc import uscc_fault
from simulator.files.values import (
    DEFENDED,
    RefusedCellError,
    Value,
    is_doubtful,
    read_value,
    shown,
    undefended,
)
from simulator.glossary import MESSAGES, Language, Word
from simulator.model.table import ColumnType
from simulator.money import FEN_OF_UNIT, IntColumn
from simulator.problems import Fact, FindingError

Facts = dict[str, Fact]
Finding = tuple[str, Facts]
Findings = dict[int, Finding]
MOST_DIGITS = 16  # in base units: below the largest amount that is read at all
MOST_PLACES = 9


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, or doubtful, with one record's cell: its index, a code and its facts."""

    index: int
    code: str
    facts: tuple[tuple[str, Fact], ...] = ()


@dataclass(frozen=True, slots=True)
class Faults:
    """The first faults of a column in the order of the rows, and how many there are in all."""

    first: tuple[Fault, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A column as it was read, or None when a cell is faulty; what is wrong, and what is doubtful."""

    column: Column | None
    wrong: Faults = Faults()
    doubtful: Faults = Faults()


@dataclass(frozen=True, slots=True, eq=False)
class _Distinct:
    """The distinct texts of a column, and which of them stands in each record."""

    texts: TextArray
    codes: IntColumn

    def faults(self, findings: Findings) -> Faults:
        """Return the records in which a text with a finding stands."""
        if not findings:
            return Faults()
        flags = np.zeros(len(self.texts), dtype=np.bool_)
        flags[list(findings)] = True
        rows = np.flatnonzero(flags[self.codes])
        found = ((row, *findings[int(self.codes[row])]) for row in rows[:MOST_FAULTS].tolist())
        return Faults(tuple(Fault(row, code, tuple(facts.items())) for row, code, facts in found), len(rows))


@dataclass(frozen=True, slots=True, eq=False)
class _Plain:
    """The plainly written numbers among distinct texts: which they are, and each as `whole / denominator`."""

    flags: Flags
    whole: IntColumn
    denominator: int = 1


def read_column(cells: TextArray, declared: ColumnType) -> Reading:
    """Return a column as its declared type, with every faulty (D421-D438) and every doubtful (W743) cell."""
    distinct = _distinct(cells)
    if declared.type.kind == "text":
        return _texts(cells, distinct, declared)
    numbers = _plain_numbers(distinct.texts, declared)
    values, wrong, doubtful = _one_by_one(distinct.texts, np.flatnonzero(~numbers.flags), declared)
    built = None if wrong else _BUILDERS[declared.type.kind](numbers, values)
    column = None if built is None else Column(declared.type, _spread(built, distinct.codes))
    return Reading(column, distinct.faults(wrong), distinct.faults(doubtful))


def plain_texts(cells: TextArray) -> Texts:
    """Return cells as texts, exactly as they stand but for the apostrophe of our own CSV files."""
    texts: Texts = np.array(cells.to_pylist(), dtype=object)
    for row in np.flatnonzero(flags_of(pc.match_substring_regex(cells, pattern=DEFENDED))).tolist():
        texts[row] = undefended(texts[row])
    return texts


def blank(cells: TextArray) -> Flags:
    """Return which cells hold nothing but spaces."""
    return flags_of(pc.equal(pc.utf8_trim_whitespace(cells), ""))


def flags_of(answers: TextArray) -> Flags:
    """Return the yes and no of a pyarrow comparison as an array."""
    return np.asarray(answers.to_numpy(zero_copy_only=False), dtype=np.bool_)


def _distinct(cells: TextArray) -> _Distinct:
    encoded = cells.dictionary_encode()
    return _Distinct(encoded.dictionary, encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64))


def _texts(cells: TextArray, distinct: _Distinct, declared: ColumnType) -> Reading:
    empty = blank(distinct.texts)
    if declared.blank is None and empty.any():
        return Reading(
            None, distinct.faults({index: ("D421", {}) for index in np.flatnonzero(empty).tolist()})
        )
    wrong = _wrong_codes(distinct.texts) if declared.is_uscc else {}
    if wrong:
        return Reading(None, distinct.faults(wrong))
    texts = plain_texts(cells)
    texts[empty[distinct.codes]] = declared.blank
    return Reading(Column(declared.type, texts))


def _wrong_codes(texts: TextArray) -> Findings:
    found = ((index, uscc_fault(text)) for index, text in enumerate(texts.to_pylist()) if text.strip())
    return {index: fault for index, fault in found if fault is not None}


# ── each distinct text once ────────────────────────────────────────────────────────────────────────


def _one_by_one(
    texts: TextArray, chosen: IntColumn, declared: ColumnType
) -> tuple[dict[int, Value], Findings, Findings]:
    values: dict[int, Value] = {}
    wrong: Findings = {}
    doubtful: Findings = {}
    for index, text in zip(chosen.tolist(), texts.take(pa.array(chosen)).to_pylist(), strict=True):
        try:
            values[index] = read_value(text, declared)
        except (RefusedCellError, FindingError) as error:
            # texts stand in the order of their first row, so those after the first ones are never shown
            wrong[index] = _finding(error, declared) if len(wrong) < MOST_FAULTS else ("D423", {})
            continue
        if is_doubtful(text, declared):
            doubtful[index] = ("W743", {"text": text, "value": shown(values[index], declared)})
    return values, wrong, doubtful


def _finding(error: RefusedCellError | FindingError, declared: ColumnType) -> Finding:
    if isinstance(error, FindingError):
        return "D423", {"finding": _filled(error, "what"), "remedy": _filled(error, "help")}
    if error.code == "D426":
        nearest = get_close_matches(str(error.facts["text"]), declared.type.categories, n=1, cutoff=0.5)
        listed = {"categories": ", ".join(declared.type.categories), "nearest": next(iter(nearest), "")}
        return error.code, {**error.facts, **listed}
    return error.code, error.facts


def _filled(error: FindingError, part: str) -> Word:
    text: Word = getattr(MESSAGES[error.code], part)
    return Word(_said(text, error.facts, "zh"), _said(text, error.facts, "en"))


def _said(text: Word, facts: Mapping[str, Fact], language: Language) -> str:
    words = {key: fact.say(language) if isinstance(fact, Word) else fact for key, fact in facts.items()}
    return text.say(language).format(**words)


# ── plain numbers, a column at a time ──────────────────────────────────────────────────────────────


def _plain_numbers(texts: TextArray, declared: ColumnType) -> _Plain:
    find = _PLAIN.get(declared.type.kind, _none_plain)
    return find(texts, declared)


def _none_plain(texts: TextArray, _: ColumnType) -> _Plain:
    return _Plain(np.zeros(len(texts), dtype=np.bool_), np.zeros(0, dtype=np.int64))


def _plain_money(texts: TextArray, declared: ColumnType) -> _Plain:
    places = len(str(FEN_OF_UNIT[declared.unit or "分"])) - 1
    flags = _written(texts, "-?", MOST_DIGITS - places, places)
    return _Plain(flags, _unscaled(texts.filter(pa.array(flags)), places)[0])


def _plain_counts(texts: TextArray, _: ColumnType) -> _Plain:
    flags = _written(texts, "", MOST_DIGITS, 0)
    return _Plain(flags, _unscaled(texts.filter(pa.array(flags)), 0)[0])


def _plain_decimals(texts: TextArray, declared: ColumnType) -> _Plain:
    flags = _written(texts, "-?", MOST_DIGITS, MOST_PLACES)
    chosen = texts.filter(pa.array(flags))
    places = _most_places(chosen)
    whole, fits = _unscaled(chosen, places)
    return _Plain(flags, whole, 10**places) if fits else _none_plain(texts, declared)


def _written(texts: TextArray, sign: str, digits: int, places: int) -> Flags:
    decimals = rf"(?:\.[0-9]{{1,{places}}})?" if places else ""
    pattern = rf"^{sign}(?:0|[1-9][0-9]{{0,{digits - 1}}}){decimals}$"
    return flags_of(pc.match_substring_regex(texts, pattern=pattern))


def _most_places(texts: TextArray) -> int:
    points = pc.find_substring(texts, pattern=".").to_numpy(zero_copy_only=False)
    lengths = pc.binary_length(texts).to_numpy(zero_copy_only=False)
    return int(np.where(points < 0, 0, lengths - points - 1).max(initial=0))


def _unscaled(texts: TextArray, places: int) -> tuple[IntColumn, bool]:
    """Return decimals in units of their last place, and whether every one of them fits in int64."""
    decimals = texts.cast(pa.decimal128(38, places))
    halves = np.frombuffer(decimals.buffers()[1] or b"", dtype="<i8").reshape(-1, 2)
    low, high = halves[decimals.offset : decimals.offset + len(decimals)].T
    return low.copy(), bool((high == low >> 63).all())


_PLAIN: Mapping[Kind, Callable[[TextArray, ColumnType], _Plain]] = MappingProxyType(
    {"money": _plain_money, "count": _plain_counts, "number": _plain_decimals}
)


# ── distinct values to columns ─────────────────────────────────────────────────────────────────────


def _exact(numbers: _Plain, values: Mapping[int, Value]) -> Exact:
    fractions = {index: Fraction(value) for index, value in values.items()}
    common = lcm(numbers.denominator, *(value.denominator for value in fractions.values()))
    plain = (Exact(numbers.whole) * (common // numbers.denominator)).numerator
    others = Exact.of([int(value * common) for value in fractions.values()]).numerator
    return Exact(_woven(numbers.flags, plain, list(fractions), others), common)


def _woven(flags: Flags, plain: AnyInts, indexes: list[int], others: AnyInts) -> AnyInts:
    wide = object in (plain.dtype, others.dtype)
    woven: AnyInts = np.zeros(len(flags), dtype=object if wide else np.int64)
    woven[flags] = plain
    woven[indexes] = others
    return woven


def _codes(_: _Plain, values: Mapping[int, Value]) -> npt.NDArray[np.int64]:
    return np.array([int(values[index]) for index in range(len(values))], dtype=np.int64)


def _yes_no(_: _Plain, values: Mapping[int, Value]) -> Flags:
    return np.array([bool(values[index]) for index in range(len(values))], dtype=np.bool_)


_BUILDERS: Mapping[Kind, Callable[[_Plain, Mapping[int, Value]], Data]] = MappingProxyType(
    {
        "money": _exact,
        "count": _exact,
        "number": _exact,
        "share": _exact,
        "date": _exact,
        "yes_no": _yes_no,
        "category": _codes,
    }
)


def _spread(distinct: Data, codes: IntColumn) -> Data:
    return distinct.take(codes) if isinstance(distinct, Exact) else distinct[codes]
