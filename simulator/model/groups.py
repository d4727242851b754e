"""Rows by group and rows in order: what rules, methods and quotas across applicants have in common.

Rows arrive sorted by id, so a stable order ends every tie in the smaller id.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from simulator.exact import AnyInts, Exact
from simulator.expression import Column
from simulator.model.method import SortKey
from simulator.model.step import Rows
from simulator.money import LARGEST, IntColumn, bound_of, narrow

Positions = npt.NDArray[np.intp]
DESCENDING = ("highest", "latest")


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Rows gathered by group: positions group after group, in order within each; where each group begins.

    `member` says for each position, in that order, the number of its group (from 0, without gaps).
    """

    positions: Positions
    starts: Positions
    member: Positions

    def __len__(self) -> int:
        """Return the number of groups."""
        return len(self.starts)

    def sums(self, values: AnyInts) -> AnyInts:
        """Return the sum of each group; `values` stand in the groups' own order."""
        return self._reduced(np.add, _summable(values))

    def least(self, values: AnyInts) -> AnyInts:
        """Return the smallest value of each group."""
        return self._reduced(np.minimum, values)

    def most(self, values: AnyInts) -> AnyInts:
        """Return the largest value of each group."""
        return self._reduced(np.maximum, values)

    def before(self, values: AnyInts) -> AnyInts:
        """Return for each row the sum of the rows before it in its group."""
        summable = _summable(values)
        earlier = cast("AnyInts", np.cumsum(summable)) - summable
        return np.asarray(earlier - earlier[self.starts][self.member])

    def _reduced(self, operation: np.ufunc, values: AnyInts) -> AnyInts:
        if not len(self):
            return values[:0]
        return cast("AnyInts", operation.reduceat(values, self.starts))


def gathered(codes: IntColumn, order: Positions | None = None) -> Groups:
    """Return the rows by group; within a group in the order given, or else as they come.

    >>> found = gathered(np.array([7, 3, 7]))
    >>> found.positions.tolist(), found.starts.tolist(), found.member.tolist()
    ([1, 0, 2], [0, 1], [0, 1, 1])
    """
    ordered = np.arange(codes.size) if order is None else order
    positions = ordered[np.argsort(codes[ordered], kind="stable")]
    begins = np.ones(codes.size, dtype=np.bool_)
    begins[1:] = np.diff(codes[positions]) != 0
    return Groups(positions, np.flatnonzero(begins), np.cumsum(begins) - 1)


def _summable(values: AnyInts) -> AnyInts:
    return values.astype(object) if bound_of(values) * max(1, values.size) > LARGEST else values


# ── groups ─────────────────────────────────────────────────────────────────────────────────────────


def group_codes(columns: Sequence[Column], count: int) -> IntColumn:
    """Return a whole number a row: two rows have the same one when all columns agree; no column, one group.

    >>> from simulator.expression import Type
    >>> texts = np.array(["甲", "乙", "甲"], dtype=object)
    >>> group_codes([Column(Type("text"), texts)], 3).tolist()
    [0, 1, 0]
    """
    if not columns:
        return np.zeros(count, dtype=np.int64)
    codes, *others = (codes_of(column, count) for column in columns)
    for own in others:
        # both factors number at most the rows, so the product fits; it is made dense again at once
        codes = _dense(codes * (1 + bound_of(own)) + own)
    return codes


def codes_of(column: Column, count: int) -> IntColumn:
    """Return whole numbers from 0 up that tell a column's values apart; a constant is one group."""
    if len(column) != count:
        return np.zeros(count, dtype=np.int64)
    data = column.data
    if isinstance(data, Exact):
        return _dense(data.numerator) if _shares_denominator(data) else _first_seen(data.fractions())
    return _first_seen(data.tolist()) if data.dtype == object else _dense(data.astype(np.int64))


def texts_of(column: Column) -> tuple[str, ...]:
    """Return a column's values as texts: category names, texts, yes/no, or exact numbers."""
    data = column.data
    if isinstance(data, Exact):
        return tuple(str(each) for each in data.fractions())
    if column.type.kind == "category":
        return tuple(column.type.categories[code] for code in data.tolist())
    if data.dtype == np.bool_:
        return tuple("yes" if each else "no" for each in data.tolist())
    return tuple(data.tolist())


def text_codes(texts: Sequence[Hashable]) -> IntColumn:
    """Return whole numbers from 0 that tell texts (or tuples of them) apart, in the order first seen.

    >>> text_codes(["b", "a", "b"]).tolist()
    [0, 1, 0]
    """
    return _first_seen(texts)


def _shares_denominator(data: Exact) -> bool:
    return isinstance(data.denominator, int) and data.numerator.dtype != object


def _dense(values: AnyInts) -> IntColumn:
    return np.unique(values, return_inverse=True)[1].astype(np.int64)


def _first_seen(values: Sequence[Hashable]) -> IntColumn:
    numbers: Mapping[Hashable, int] = {value: code for code, value in enumerate(dict.fromkeys(values))}
    return np.fromiter(map(numbers.__getitem__, values), dtype=np.int64, count=len(values))


def rows_at(rows: Rows, positions: Positions) -> Rows:
    """Return the chosen rows with their columns; constants stay as they are."""
    if len(positions) == rows.count:
        return rows
    columns = rows.columns.items()
    return Rows({name: _taken(each, rows.count, positions) for name, each in columns}, len(positions))


def _taken(column: Column, count: int, positions: Positions) -> Column:
    if len(column) != count:
        return column
    data = column.data
    return Column(column.type, data.take(positions) if isinstance(data, Exact) else data[positions])


# ── order ──────────────────────────────────────────────────────────────────────────────────────────


def in_order(keys: Sequence[SortKey], rows: Rows) -> Positions:
    """Return the positions of all rows by the keys, the first key first, ties to the smaller id."""
    ranks = [_directed(key, rows) for key in keys]
    if not ranks:
        return np.arange(rows.count)
    return np.lexsort(ranks[::-1])


def _directed(key: SortKey, rows: Rows) -> IntColumn:
    ranks = ranks_of(rows.column(key.by))
    return -ranks if key.direction in DESCENDING else ranks


def ranks_of(column: Column) -> IntColumn:
    """Return whole numbers in the order of a column's values; equal values have equal ones.

    >>> from simulator.expression import Type
    >>> ranks_of(Column(Type("text"), np.array(["b", "a"], dtype=object))).tolist()
    [1, 0]
    """
    data = column.data
    if isinstance(data, Exact):
        small = _shares_denominator(data) and bound_of(data.numerator) <= LARGEST
        return np.asarray(data.numerator, dtype=np.int64) if small else _ranks(data.fractions())
    return _ranks(data.tolist()) if data.dtype == object else data.astype(np.int64)


def _ranks(values: Sequence[object]) -> IntColumn:
    ordered = sorted(dict.fromkeys(cast("Sequence[str]", values)))
    ranks = {value: rank for rank, value in enumerate(ordered)}
    return np.fromiter((ranks[cast("str", each)] for each in values), dtype=np.int64, count=len(values))


# ── splitting within groups ────────────────────────────────────────────────────────────────────────


def split_by_group(amounts: AnyInts, weights: AnyInts, groups: Groups) -> IntColumn:
    """Return each group's amount split by weights to the fen: largest remainder, ties to the earlier row.

    `weights` and the result stand in the groups' own order, `amounts` hold one sum a group. A group without
    any weight gets nothing. Raises FindingError M401 when a part does not fit.

    >>> pair = gathered(np.array([0, 0, 0, 1]))
    >>> split_by_group(np.array([100, 7]), np.array([1, 1, 1, 5]), pair).tolist()
    [34, 33, 33, 7]
    """
    if not len(groups):
        return np.zeros(0, dtype=np.int64)
    whole = np.maximum(groups.sums(weights), 1)
    shares = _product(weights, amounts[groups.member])
    divisor = whole[groups.member]
    parts = narrow((shares // divisor).tolist())
    left = amounts - groups.sums(parts)
    given = np.where(groups.sums(weights) > 0, left, 0)
    return parts + (_places(shares % divisor, groups) < given[groups.member])


def _places(remainders: AnyInts, groups: Groups) -> IntColumn:
    """Return each row's place in its group, from 0, the largest remainder first."""
    ranks = remainders if remainders.dtype != object else _ranks(remainders.tolist())
    order = np.lexsort((-np.asarray(ranks, dtype=np.int64), groups.member))
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order)) - groups.starts[groups.member]
    return places


def _product(left: AnyInts, right: AnyInts) -> AnyInts:
    if bound_of(left) * bound_of(right) > LARGEST:
        return np.asarray(left.astype(object) * right.astype(object))
    return np.asarray(left * right)
