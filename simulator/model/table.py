"""A table of applicants: ids in order and read-only typed columns, compared by digest."""

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

import numpy as np

from simulator.exact import Exact
from simulator.expression import Column, Data, Type
from simulator.model.later import Later
from simulator.money import LARGEST, bound_of


@dataclass(frozen=True, slots=True)
class ColumnType:
    """The declared type of a data column.

    `unit` is the fen of one written unit (money only); `blank` is the text a blank cell stands for, or
    None when a blank is an error. `is_uscc` says that every text is a unified social credit code, to be
    verified; `one_to_one` names a column whose values each go with one value of this one; `signed` says that
    money below zero is meant.
    """

    type: Type
    unit: str | None = None
    blank: str | None = None
    is_uscc: bool = False
    one_to_one: str | None = None
    signed: bool = False

    ADDED: ClassVar[tuple[str, ...]] = ("is_uscc", "one_to_one", "signed")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Applicants of one population, rows sorted by id, so the order of a file never matters.

    `synthetic` says that the rows are invented; every output that uses them carries that label. `derived`
    names the columns that were computed from the others; `texts` holds the ids as a column, made when it is
    first asked for.
    """

    name: str
    ids: tuple[str, ...]
    columns: Mapping[str, Column]
    synthetic: bool = False
    derived: tuple[str, ...] = ()
    texts: Later[Column] | None = None

    @property
    def id_column(self) -> Column:
        """Return the ids as a column of texts, made once for a whole table."""
        return id_column(self.ids) if self.texts is None else self.texts.get()

    def __len__(self) -> int:
        """Return the number of applicants."""
        return len(self.ids)

    def digest(self) -> str:
        """Return the SHA-256 of the data: ids, column names, types and exact values; nothing that is derived.

        Every part is preceded by its length, so no two contents read the same.
        """
        digest = hashlib.sha256()
        for part in (self.name.encode(), *_parts(self.ids)):
            digest.update(len(part).to_bytes(8, "big") + part)
        for name in sorted(name for name in self.columns if name not in self.derived):
            column = self.columns[name]
            for part in (name.encode(), repr(column.type).encode(), *_column_parts(column.data)):
                digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()


def table(
    name: str, ids: tuple[str, ...], columns: Mapping[str, Column], *, synthetic: bool = False
) -> Table:
    """Return a table, rows sorted by id and arrays read-only; raises ValueError on a repeated id."""
    if len(dict.fromkeys(ids)) != len(ids):
        raise ValueError(f"table {name} holds an id twice")
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.intp)
    taken = {column: _take(columns[column], order) for column in sorted(columns)}
    in_order = tuple(ids[i] for i in order.tolist())
    return Table(name, in_order, MappingProxyType(taken), synthetic, texts=Later(lambda: id_column(in_order)))


def id_column(ids: tuple[str, ...]) -> Column:
    """Return ids as a column of texts."""
    return Column(Type("text"), np.array(ids, dtype=object))


def with_derived(base: Table, columns: Mapping[str, Column]) -> Table:
    """Return a table with computed columns beside its data, their arrays read-only."""
    every_row = np.arange(len(base), dtype=np.intp)
    computed = {name: _take(columns[name], every_row) for name in sorted(columns)}
    together = MappingProxyType({**base.columns, **computed})
    return replace(base, columns=together, derived=(*base.derived, *computed))


def _take(column: Column, order: "np.ndarray[tuple[int], np.dtype[np.intp]]") -> Column:
    if isinstance(column.data, Exact):
        exact = column.data.take(order)
        exact.numerator.setflags(write=False)
        return Column(column.type, exact)
    taken = column.data[order]
    taken.setflags(write=False)
    return Column(column.type, taken)


def _parts(texts: Iterable[object]) -> tuple[bytes, ...]:
    return tuple(str(text).encode() for text in texts)


def _column_parts(data: Data) -> tuple[bytes, ...]:
    if not isinstance(data, Exact):
        return _parts(data.tolist())
    if not isinstance(data.denominator, int):
        return _parts(data.fractions())
    # the least common denominator, so that the same values read the same however they were come by
    shared = math.gcd(data.denominator, *data.numerator.tolist())
    numerators = data.numerator // shared
    if bound_of(numerators) <= LARGEST:
        return (str(data.denominator // shared).encode(), numerators.astype("<i8").tobytes())
    return _parts((data.denominator // shared, *numerators.tolist()))
