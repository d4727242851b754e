"""The optimisation problem in whole numbers: named columns, named rows with places, goals and a tie rule.

Nothing here knows a budget word or a float. A `ProblemBuilder` gathers blocks once; the frozen `Problem`
keeps them as compressed rows of int64 (Python ints where a coefficient does not fit).
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.folded import folded, sides, steps

IntArray: TypeAlias = NDArray[Any]
"""Whole numbers: int64, or object holding Python ints where int64 is too narrow."""

SAFE_NUMBER = 2**61
"""Numbers below it are kept in int64, where the difference of any two still fits."""

SAFE_SUM = 2**62
"""Largest total of absolute products that is added in int64; above it Python ints take over."""


LONG_ROWS = 1_000
"""From so many terms a row on average, rows are added up one at a time."""

FEW_TERMS = 100
"""Longer forms are added up as arrays."""


class Kind(Enum):
    """What a column counts: a whole amount (fen, up to about 1e12) or a small choice (mostly 0 or 1)."""

    AMOUNT = "amount"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class LinearForm:
    """A whole-number combination of columns plus a constant.

    >>> LinearForm((0, 2), (3, -1), 10).value([5, 99, 4])
    21
    """

    columns: tuple[int, ...] = ()
    coefficients: tuple[int, ...] = ()
    constant: int = 0
    _arrays: list[tuple[NDArray[np.int64], IntArray]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    def arrays(self) -> tuple[NDArray[np.int64], IntArray]:
        """Return the columns and the coefficients as read-only arrays, made once and kept."""
        if not self._arrays:
            named = frozen(np.array(self.columns, dtype=np.int64))
            self._arrays.append((named, whole_array(self.coefficients)))
        return self._arrays[0]

    def __post_init__(self) -> None:
        if len(self.columns) != len(self.coefficients):
            raise ValueError("a linear form needs one coefficient for each column")

    def __add__(self, other: "LinearForm") -> "LinearForm":
        """Return the sum of two forms, each column once.

        >>> LinearForm((1,), (2,)) + LinearForm((0, 1), (5, 1), 7)
        LinearForm(columns=(0, 1), coefficients=(5, 3), constant=7)
        """
        columns = self.columns + other.columns
        return collect(columns, self.coefficients + other.coefficients, self.constant + other.constant)

    def times(self, factor: int) -> "LinearForm":
        """Return the form with every coefficient and the constant multiplied by a whole factor."""
        scaled = tuple(factor * coefficient for coefficient in self.coefficients)
        return LinearForm(self.columns, scaled, factor * self.constant)

    def value(self, values: Sequence[int] | IntArray) -> int:
        """Return the exact value of the form at whole column values."""
        # below so many terms Python ints are there sooner than numpy has begun
        if isinstance(values, np.ndarray) and len(self.columns) > FEW_TERMS:
            named, weights = self.arrays()
            return self.constant + int(whole_products(weights, values[named]).sum())
        known = values.tolist() if isinstance(values, np.ndarray) else values
        terms = zip(self.columns, self.coefficients, strict=True)
        return self.constant + sum(coefficient * int(known[column]) for column, coefficient in terms)


def collect(columns: Iterable[int], coefficients: Iterable[int], constant: int = 0) -> LinearForm:
    """Return a form with its columns in order, repeated columns added up and zero terms left out.

    >>> collect([3, 1, 3], [2, 5, -2], 4)
    LinearForm(columns=(1,), coefficients=(5,), constant=4)
    """
    totals: dict[int, int] = {}
    for column, coefficient in zip(columns, coefficients, strict=True):
        totals[int(column)] = totals.get(int(column), 0) + int(coefficient)
    kept = sorted((column, total) for column, total in totals.items() if total)
    return LinearForm(tuple(column for column, _ in kept), tuple(total for _, total in kept), constant)


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to make as large as possible, after the goals before it; negate the form to minimise.

    `scale` is only for display: the figure a person reads is form / scale.
    """

    name: str
    form: LinearForm
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row read back: its terms and its inclusive whole bounds (None for no bound on that side)."""

    name: str
    place: str
    form: LinearForm
    lower: int | None
    upper: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """The whole problem, frozen; two problems are the same when their digests are.

    Arrays are read-only: `lower`, `upper` and `choice` have one entry a column; the rows are compressed:
    row i owns the slice `row_start[i]:row_start[i + 1]` of `row_columns` and `row_coefficients`.
    """

    column_names: tuple[str, ...]
    lower: IntArray
    upper: IntArray
    choice: NDArray[np.bool_]
    row_names: tuple[str, ...]
    row_places: tuple[str, ...]
    row_lower: tuple[int | None, ...]
    row_upper: tuple[int | None, ...]
    row_start: NDArray[np.int64]
    row_columns: NDArray[np.int64]
    row_coefficients: IntArray
    goals: tuple[Goal, ...]
    ties: tuple[int, ...]
    _sizes: list[tuple[int, ...]] = field(default_factory=list, init=False, repr=False)

    def row_sizes(self) -> tuple[int, ...]:
        """Return the largest absolute coefficient of each row, 0 for a row without terms."""
        if not self._sizes:  # found once and kept: every exact bound asks, and the arrays never change
            ends = zip(self.row_start[:-1].tolist(), self.row_start[1:].tolist(), strict=True)
            self._sizes.append(tuple(largest(self.row_coefficients[start:end]) for start, end in ends))
        return self._sizes[0]

    @property
    def column_count(self) -> int:
        """Return how many columns there are."""
        return len(self.column_names)

    @property
    def row_count(self) -> int:
        """Return how many rows there are."""
        return len(self.row_names)

    def row(self, index: int) -> Row:
        """Return one row as a value."""
        part = slice(int(self.row_start[index]), int(self.row_start[index + 1]))
        columns = tuple(int(column) for column in self.row_columns[part])
        coefficients = tuple(int(coefficient) for coefficient in self.row_coefficients[part])
        form = LinearForm(columns, coefficients)
        return Row(
            self.row_names[index], self.row_places[index], form, self.row_lower[index], self.row_upper[index]
        )

    def with_row(self, name: str, form: LinearForm, lower: int | None, upper: int | None) -> "Problem":
        """Return the problem with one more row, which no place can be blamed for."""
        shift = form.constant
        terms = len(form.columns)
        return replace(
            self,
            row_names=(*self.row_names, name),
            row_places=(*self.row_places, ""),
            row_lower=(*self.row_lower, None if lower is None else lower - shift),
            row_upper=(*self.row_upper, None if upper is None else upper - shift),
            row_start=frozen(np.append(self.row_start, self.row_start[-1] + terms)),
            row_columns=frozen(np.append(self.row_columns, np.array(form.columns, dtype=np.int64))),
            row_coefficients=join_whole((self.row_coefficients, whole_array(form.coefficients))),
        )

    def with_bounds(self, row: int, lower: int | None, upper: int | None) -> "Problem":
        """Return the problem with other bounds on one row; every array is shared, so it costs nothing.

        Raises IndexError for a row that does not exist, ValueError naming it for bounds that cannot be.
        """
        name = self.row_names[row]
        given = [bound for bound in (lower, upper) if bound is not None]
        if any(isinstance(bound, bool) or not isinstance(bound, int) for bound in given):
            raise ValueError(f"row {name!r}: a bound is not a whole number")
        if not given or given[0] > given[-1]:
            raise ValueError(f"row {name!r}: no number is at least {lower} and at most {upper}")
        lowers, uppers = list(self.row_lower), list(self.row_upper)
        lowers[row], uppers[row] = lower, upper
        return replace(self, row_lower=tuple(lowers), row_upper=tuple(uppers))

    def keep_rows(self, kept: Sequence[int]) -> "Problem":
        """Return the problem with only the rows listed, in that order."""
        parts = [np.arange(self.row_start[row], self.row_start[row + 1]) for row in kept]
        entries = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
        return replace(
            self,
            row_names=tuple(self.row_names[row] for row in kept),
            row_places=tuple(self.row_places[row] for row in kept),
            row_lower=tuple(self.row_lower[row] for row in kept),
            row_upper=tuple(self.row_upper[row] for row in kept),
            row_start=row_starts([len(part) for part in parts]),
            row_columns=frozen(self.row_columns[entries]),
            row_coefficients=frozen(self.row_coefficients[entries]),
        )

    def content(self) -> dict[str, Any]:
        """Return the problem as plain JSON values, whole numbers only."""
        names, places = list(self.row_names), list(self.row_places)
        bounds = {"lower": sides(self.row_lower), "upper": sides(self.row_upper)}
        counts, constants = np.diff(self.row_start), np.zeros(self.row_count, dtype=np.int64)
        terms = terms_content(counts, self.row_columns, self.row_coefficients, constants)
        return {
            "columns": self._columns_content(),
            "rows": {"names": names, "places": places, **bounds, **terms},
            "goals": {
                "names": [goal.name for goal in self.goals],
                "scales": [goal.scale for goal in self.goals],
                **forms_content([goal.form for goal in self.goals]),
            },
            "ties": steps(np.array(self.ties, dtype=np.int64)),
        }

    def _columns_content(self) -> dict[str, Any]:
        return {
            "names": list(self.column_names),
            "lower": folded(self.lower),
            "upper": folded(self.upper),
            "choice": folded(self.choice.astype(np.int64)),
        }

    def digest(self) -> str:
        """Return the sha256 of the canonical content, in hexadecimal."""
        return content_digest(self.content())


def forms_content(forms: Sequence[LinearForm]) -> dict[str, Any]:
    """Return linear forms as plain JSON values, all of them in lists of whole numbers written as runs.

    >>> forms_content([LinearForm((1, 2), (5, 6), 7), LinearForm((0,), (1,))])
    {'sizes': [2, 1], 'columns': [1, 1, -2], 'coefficients': [5, 6, 1], 'constants': [7, 0]}
    """
    columns = np.fromiter(chain.from_iterable(form.columns for form in forms), dtype=np.int64)
    return terms_content(
        np.array([len(form.columns) for form in forms], dtype=np.int64),
        columns,
        whole_array(list(chain.from_iterable(form.coefficients for form in forms))),
        whole_array([form.constant for form in forms]),
    )


def terms_content(
    sizes: NDArray[np.int64], columns: NDArray[np.int64], coefficients: IntArray, constants: IntArray
) -> dict[str, Any]:
    """Return forms given end to end as plain JSON values: the number of terms of each, terms, constants."""
    return {
        "sizes": folded(sizes),
        "columns": steps(columns),
        "coefficients": folded(coefficients),
        "constants": folded(constants),
    }


def content_digest(content: Any) -> str:
    """Return the sha256 of the canonical JSON (sorted keys, no spaces, UTF-8) of plain values.

    >>> content_digest({"b": 1, "a": [2]}) == content_digest({"a": [2], "b": 1})
    True
    """
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Violation:
    """A row or a column bound that a plan breaks: what it comes to, the bound, and by how much it misses."""

    name: str
    place: str
    activity: int
    bound: int
    shortfall: int


def violations(problem: Problem, values: Sequence[int] | IntArray) -> tuple[Violation, ...]:
    """Return every row, then every column bound, that whole column values break; empty when all hold.

    Raises ValueError when the number of values is wrong or one is not a whole number.
    """
    plan = whole_array(values)
    if len(plan) != problem.column_count:
        raise ValueError(f"{len(plan)} values for {problem.column_count} columns")
    rows = zip(problem.row_names, problem.row_places, activities(problem, plan).tolist(), strict=True)
    bounds = zip(problem.row_lower, problem.row_upper, strict=True)
    broken = [_misses(*row, *limits) for row, limits in zip(rows, bounds, strict=True)]
    outside = np.nonzero((plan < problem.lower) | (plan > problem.upper))[0]
    broken += [_column_miss(problem, plan, int(column)) for column in outside]
    return tuple(violation for violation in broken if violation is not None)


def _misses(name: str, place: str, activity: int, lower: int | None, upper: int | None) -> Violation | None:
    if lower is not None and activity < lower:
        return Violation(name, place, activity, lower, lower - activity)
    if upper is not None and activity > upper:
        return Violation(name, place, activity, upper, activity - upper)
    return None


def _column_miss(problem: Problem, plan: IntArray, column: int) -> Violation | None:
    lower, upper = int(problem.lower[column]), int(problem.upper[column])
    return _misses(problem.column_names[column], "", int(plan[column]), lower, upper)


def activities(problem: Problem, values: IntArray) -> IntArray:
    """Return the exact sum of every row at whole column values; int64, or Python ints where it must be."""
    most = max(problem.row_sizes(), default=0) * largest(values) * len(problem.row_columns)
    narrow = most < SAFE_SUM and problem.row_coefficients.dtype == values.dtype == np.int64
    if narrow and len(problem.row_columns) > LONG_ROWS * problem.row_count:
        return _row_by_row(problem, values)
    taken = values[problem.row_columns]
    products = problem.row_coefficients * taken if narrow else whole_products(problem.row_coefficients, taken)
    running = np.concatenate([np.zeros(1, dtype=products.dtype), np.cumsum(products, dtype=products.dtype)])
    sums: IntArray = running[problem.row_start[1:]] - running[problem.row_start[:-1]]
    return sums


def _row_by_row(problem: Problem, values: IntArray) -> IntArray:
    # a few long rows: several times as fast as one pass that writes every product down
    sums = np.zeros(problem.row_count, dtype=np.int64)
    ends = zip(problem.row_start[:-1].tolist(), problem.row_start[1:].tolist(), strict=True)
    for row, (start, end) in enumerate(ends):
        full = end - start == len(values)  # the columns of a row are in order: this row has them all
        taken = values if full else values[problem.row_columns[start:end]]
        sums[row] = np.dot(problem.row_coefficients[start:end], taken)
    return sums


def whole_products(left: IntArray, right: IntArray) -> IntArray:
    """Return the elementwise product, in int64 only when even the sum of all of it is sure to fit."""
    if max(1, largest(left)) * max(1, largest(right)) * max(1, len(left)) < SAFE_SUM:
        product: IntArray = left.astype(np.int64) * right.astype(np.int64)
        return product
    exact: IntArray = left.astype(object) * right.astype(object)
    return exact


def largest(numbers: IntArray) -> int:
    """Return the largest absolute value as a Python int, 0 for none.

    >>> largest(np.array([-7, 3]))
    7
    """
    if not len(numbers):
        return 0
    return max(abs(int(numbers.max())), abs(int(numbers.min())))


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """Return the array, marked read-only."""
    array.setflags(write=False)
    return array


def whole_array(values: Any) -> IntArray:
    """Return a read-only array of whole numbers, int64 or Python ints.

    Raises ValueError for anything that is not a whole number: floats (NaN too), truth values, text.
    """
    if isinstance(values, np.ndarray) and np.issubdtype(values.dtype, np.signedinteger):
        numbers = values.astype(np.int64)
    else:
        numbers = _from_list(values.tolist() if isinstance(values, np.ndarray) else values)
    narrow = largest(numbers) < SAFE_NUMBER
    return frozen(numbers.astype(np.int64 if narrow else object, copy=False))


def _from_list(values: Iterable[Any]) -> IntArray:
    """Return whole numbers as an array; plain ints, by far the most common, are not looked at one by one."""
    given = values if isinstance(values, list | tuple) else list(values)
    if set(map(type, given)) - {int}:
        given = [_whole(value) for value in given]
    try:
        return np.array(given, dtype=np.int64)
    except OverflowError:
        return np.array(given, dtype=object)


def _whole(value: Any) -> int:
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | np.integer):
        raise ValueError(f"{value!r} is not a whole number")  # noqa: TRY004 - one exception for a bad input
    return int(value)


def join_whole(parts: Sequence[IntArray]) -> IntArray:
    """Return the parts end to end, as int64 when all of them are."""
    if all(part.dtype == np.int64 for part in parts):
        return frozen(np.concatenate([np.zeros(0, dtype=np.int64), *parts]))
    return frozen(np.concatenate([part.astype(object) for part in parts]))


def row_starts(counts: Sequence[int]) -> NDArray[np.int64]:
    """Return where each row begins, and the end of the last, from the number of terms of each row."""
    return frozen(np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts, dtype=np.int64)]))
