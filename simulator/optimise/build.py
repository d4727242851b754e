"""The one mutable helper of the package: gathers columns, rows and goals, then builds the frozen problem."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

from simulator.optimise.problem import (
    Goal,
    IntArray,
    Kind,
    LinearForm,
    Problem,
    collect,
    frozen,
    join_whole,
    row_starts,
    whole_array,
)


class ProblemBuilder:
    """Gathers the blocks of a problem; every refusal names the column, row or goal at fault.

    >>> builder = ProblemBuilder()
    >>> rent, research = builder.add_columns(["rent", "research"], 0, [300, 500], Kind.AMOUNT)
    >>> builder.add_row("budget", [rent, research], [1, 1], None, 600, place="spending.project")
    0
    >>> builder.add_goal("points", LinearForm((rent, research), (3, 2)))
    >>> builder.build().row_count
    1
    """

    def __init__(self) -> None:
        self._names: set[str] = set()  # only ever asked, never walked through
        self._blocks: list[tuple[str, ...]] = []
        self._count = 0
        self._lower: list[IntArray] = []
        self._upper: list[IntArray] = []
        self._choice: list[np.ndarray[Any, np.dtype[np.bool_]]] = []
        self._row_names: dict[str, int] = {}
        self._row_places: list[str] = []
        self._row_bounds: list[tuple[int | None, int | None]] = []
        self._row_columns: list[np.ndarray[Any, np.dtype[np.int64]]] = []
        self._row_coefficients: list[IntArray] = []
        self._goals: dict[str, Goal] = {}

    def add_columns(self, names: Sequence[str], lower: Any, upper: Any, kind: Kind) -> range:
        """Add a block of columns and return their indexes; a single bound serves the whole block.

        Raises ValueError naming the column for a repeated name, a bound that is no whole number, or
        a lower bound above the upper.
        """
        first = self._count
        block_lower = _bounds(names, lower, "lower")
        block_upper = _bounds(names, upper, "upper")
        _check_order(names, block_lower, block_upper)
        block = tuple(names)
        _register_block(self._names, block, "column")
        self._blocks.append(block)
        self._count += len(block)
        self._lower.append(block_lower)
        self._upper.append(block_upper)
        self._choice.append(np.full(len(names), kind is Kind.CHOICE))
        return range(first, self._count)

    def add_column(self, name: str, lower: int, upper: int, kind: Kind) -> int:
        """Add one column and return its index."""
        return self.add_columns([name], lower, upper, kind)[0]

    def add_row(  # noqa: PLR0913, PLR0917 - a row is its name, its terms, its two bounds and its place
        self,
        name: str,
        columns: Any,
        coefficients: Any,
        lower: int | None,
        upper: int | None,
        place: str = "",
    ) -> int:
        """Add a row `lower <= sum(coefficient * column) <= upper` and return its index.

        `place` is the path of the scenario it comes from; a row without one only links columns and is
        never blamed. A column named twice has its coefficients added. Raises ValueError naming the row.
        """
        row_columns, row_coefficients = self._terms(f"row {name!r}", columns, coefficients)
        bounds = _row_bounds(name, lower, upper)
        index = _register(self._row_names, name, "row")
        self._row_places.append(place)
        self._row_bounds.append(bounds)
        self._row_columns.append(row_columns)
        self._row_coefficients.append(row_coefficients)
        return index

    def add_rows(  # noqa: PLR0913, PLR0917 - rows are their names, their terms, their bounds and their place
        self,
        names: Sequence[str],
        starts: Any,
        columns: Any,
        coefficients: Any,
        lower: Sequence[int | None],
        upper: Sequence[int | None],
        place: str = "",
    ) -> range:
        """Add a block of rows and return their indexes; row `i` has the terms `starts[i]` to `starts[i + 1]`.

        Every row names its columns in order, each once. Raises ValueError naming the row at fault.
        """
        first, edges = len(self._row_names), np.asarray(starts, dtype=np.int64)
        indexes, numbers = whole_array(columns), whole_array(coefficients)
        _check_block(names, edges, indexes, numbers)
        _check_indexes(f"rows from {names[0]!r}" if names else "no rows", indexes, len(self._names))
        bounds = [
            (low, high) if _are_plain(low, high) else _row_bounds(name, low, high)
            for name, low, high in zip(names, lower, upper, strict=True)
        ]
        for name in names:
            _register(self._row_names, name, "row")
        self._row_places.extend([place] * len(names))
        self._row_bounds.extend(bounds)
        self._row_columns.extend(np.split(indexes, edges[1:-1]) if len(names) else ())
        self._row_coefficients.extend(np.split(numbers, edges[1:-1]) if len(names) else ())
        return range(first, len(self._row_names))

    def bounds(self) -> tuple[IntArray, IntArray]:
        """Return the lower and the upper bound of every column so far."""
        return join_whole(self._lower), join_whole(self._upper)

    def add_form(
        self, name: str, form: LinearForm, lower: int | None, upper: int | None, place: str = ""
    ) -> int:
        """Add a row from a linear form, its constant carried to the bounds, and return its index."""
        low = None if lower is None else lower - form.constant
        high = None if upper is None else upper - form.constant
        return self.add_row(name, form.columns, form.coefficients, low, high, place)

    def add_goal(self, name: str, form: LinearForm, scale: int = 1) -> None:
        """Add the next goal in order of rank; it is maximised. Raises ValueError naming the goal."""
        columns, coefficients = self._terms(f"goal {name!r}", form.columns, form.coefficients)
        constant = _whole_number(f"goal {name!r}: constant", form.constant)
        if name in self._goals:
            raise ValueError(f"goal {name!r} is given twice")
        if _whole_number(f"goal {name!r}: scale", scale) < 1:
            raise ValueError(f"goal {name!r}: scale {scale} is not positive")
        merged = LinearForm(tuple(columns.tolist()), tuple(coefficients.tolist()), constant)
        self._goals[name] = Goal(name, merged, scale)

    def build(self, ties: Sequence[int] = ()) -> Problem:
        """Return the frozen problem.

        `ties` lists columns by priority: among plans equal in every goal the one is taken that makes the
        first as large as possible, then the second, and so on. Columns left out follow in index order, so
        the plan is always unique. Raises ValueError for an unknown or repeated index.
        """
        return Problem(
            column_names=tuple(chain.from_iterable(self._blocks)),
            lower=join_whole(self._lower),
            upper=join_whole(self._upper),
            choice=frozen(np.concatenate([np.zeros(0, dtype=np.bool_), *self._choice])),
            row_names=tuple(self._row_names),
            row_places=tuple(self._row_places),
            row_lower=tuple(lower for lower, _ in self._row_bounds),
            row_upper=tuple(upper for _, upper in self._row_bounds),
            row_start=row_starts([len(columns) for columns in self._row_columns]),
            row_columns=frozen(np.concatenate([np.zeros(0, dtype=np.int64), *self._row_columns])),
            row_coefficients=join_whole(self._row_coefficients),
            goals=tuple(self._goals.values()),
            ties=_complete(ties, self._count),
        )

    def _terms(
        self, owner: str, columns: Any, coefficients: Any
    ) -> tuple[np.ndarray[Any, np.dtype[np.int64]], IntArray]:
        indexes = _named_array(owner, columns)
        numbers = _named_array(owner, coefficients)
        if len(indexes) != len(numbers):
            raise ValueError(f"{owner}: {len(indexes)} columns but {len(numbers)} coefficients")
        _check_indexes(owner, indexes, self._count)
        return _merged(indexes, numbers)


def _check_block(names: Sequence[str], starts: IntArray, columns: IntArray, numbers: IntArray) -> None:
    if len(starts) != len(names) + 1 or int(starts[-1]) != len(columns) or len(columns) != len(numbers):
        raise ValueError(f"{len(names)} rows do not end where their {len(columns)} terms do")
    inside = np.ones(max(0, len(columns) - 1), dtype=np.bool_)
    ends = starts[1:-1]
    inside[ends[(ends > 0) & (ends < len(columns))] - 1] = False
    wrong = np.flatnonzero((inside & (np.diff(columns) <= 0)) if len(columns) else [])
    zeros = np.flatnonzero(numbers == 0)
    if len(wrong) or len(zeros):
        at = int(np.searchsorted(starts, (wrong if len(wrong) else zeros)[0], side="right")) - 1
        raise ValueError(f"row {names[at]!r}: its columns are not in order, or one has no coefficient")


def _named_array(owner: str, values: Any) -> IntArray:
    try:
        return whole_array(values)
    except ValueError as error:
        raise ValueError(f"{owner}: {error}") from error


def _whole_number(owner: str, value: Any) -> int:
    return int(_named_array(owner, [value])[0])


def _check_indexes(owner: str, indexes: IntArray, count: int) -> None:
    if len(indexes) and (int(indexes.min()) < 0 or int(indexes.max()) >= count):
        wrong = int(indexes.min()) if int(indexes.min()) < 0 else int(indexes.max())
        raise ValueError(f"{owner}: column {wrong} does not exist ({count} columns)")


def _merged(indexes: IntArray, numbers: IntArray) -> tuple[np.ndarray[Any, np.dtype[np.int64]], IntArray]:
    """Return the terms in column order; most rows name each column once and need no adding up."""
    if np.all(indexes[1:] > indexes[:-1]):
        if np.all(numbers != 0):
            return indexes, numbers
        kept = np.nonzero(numbers)[0]
        return indexes[kept], frozen(numbers[kept])
    if len(np.unique(indexes)) < len(indexes) or not np.all(numbers != 0):
        form = collect(indexes.tolist(), numbers.tolist())
        return np.array(form.columns, dtype=np.int64), whole_array(form.coefficients)
    order = np.argsort(indexes, kind="stable")
    return indexes[order], frozen(numbers[order])


def _bounds(names: Sequence[str], bound: Any, side: str) -> IntArray:
    # asked of its length, not of numpy, which would read a long list once more
    single = not hasattr(bound, "__len__") or isinstance(bound, str)
    if not single and len(bound) != len(names):
        raise ValueError(f"{len(bound)} {side} bounds for {len(names)} columns")
    values = [bound] * len(names) if single and len(names) < 2 else bound
    try:
        return frozen(np.repeat(whole_array([bound]), len(names))) if single else whole_array(values)
    except ValueError:
        for name, value in zip(names, values, strict=True):
            _whole_number(f"column {name!r}: {side} bound", value)
        raise


def _check_order(names: Sequence[str], lower: IntArray, upper: IntArray) -> None:
    crossed = np.nonzero(lower > upper)[0]
    if len(crossed):
        at = int(crossed[0])
        raise ValueError(f"column {names[at]!r}: lower bound {lower[at]} is above upper bound {upper[at]}")


def _are_plain(lower: int | None, upper: int | None) -> bool:
    """Return whether bounds are Python ints in order, or one of them: the rest is looked at one by one."""
    if lower is None:
        return type(upper) is int
    return type(lower) is int and (upper is None or (type(upper) is int and lower <= upper))


def _row_bounds(name: str, lower: int | None, upper: int | None) -> tuple[int | None, int | None]:
    low = None if lower is None else _whole_number(f"row {name!r}: lower bound", lower)
    high = None if upper is None else _whole_number(f"row {name!r}: upper bound", upper)
    if low is None and high is None:
        raise ValueError(f"row {name!r} has no bound on either side")
    if low is not None and high is not None and low > high:
        raise ValueError(f"row {name!r}: lower bound {low} is above upper bound {high}")
    return low, high


def _register(names: dict[str, int], name: str, what: str) -> int:
    if not isinstance(name, str) or not name:
        raise ValueError(f"a {what} needs a name, not {name!r}")
    if name in names:
        raise ValueError(f"{what} {name!r} is given twice")
    names[name] = len(names)
    return names[name]


def _register_block(names: set[str], block: tuple[str, ...], what: str) -> None:
    """Take in a block of new names at once; only a block with a fault is gone through name by name."""
    plain = not set(map(type, block)) - {str}
    fresh = set(block) if plain else set[str]()
    if not plain or "" in fresh or len(fresh) < len(block) or not names.isdisjoint(fresh):
        _name_the_fault(names, block, what)
    names.update(block)


def _name_the_fault(names: set[str], block: tuple[str, ...], what: str) -> None:
    known = dict.fromkeys(names, 0)
    for name in block:
        _register(known, name, what)


def _complete(ties: Sequence[int], count: int) -> tuple[int, ...]:
    first = _named_array("ties", ties)
    _check_indexes("ties", first, count)
    if len(np.unique(first)) < len(first):
        raise ValueError("ties: a column is listed twice")
    left = np.ones(count, dtype=np.bool_)
    left[first] = False
    return (*first.tolist(), *np.nonzero(left)[0].tolist())
