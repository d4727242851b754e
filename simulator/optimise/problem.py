"""The optimisation problem in whole numbers: named columns, named rows with places, goals and a tie rule.

Nothing here knows a budget word or a float. A `ProblemBuilder` gathers blocks once; the frozen `Problem`
keeps them as compressed rows of int64 (Python ints where a coefficient does not fit).
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

IntArray: TypeAlias = NDArray[Any]
"""Whole numbers: int64, or object holding Python ints where int64 is too narrow."""

SAFE_NUMBER = 2**61
"""Numbers below it are kept in int64, where the difference of any two still fits."""

SAFE_SUM = 2**62
"""Largest total of absolute products that is added in int64; above it Python ints take over."""


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
        terms = zip(self.columns, self.coefficients, strict=True)
        return self.constant + sum(coefficient * int(values[column]) for column, coefficient in terms)


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
        return {
            "columns": self._columns_content(),
            "rows": [row_content(self.row(index)) for index in range(self.row_count)],
            "goals": [goal_content(goal) for goal in self.goals],
            "ties": list(self.ties),
        }

    def _columns_content(self) -> list[dict[str, Any]]:
        kinds = [Kind.CHOICE.value if choice else Kind.AMOUNT.value for choice in self.choice.tolist()]
        facts = zip(self.column_names, self.lower.tolist(), self.upper.tolist(), kinds, strict=True)
        return [
            {"name": name, "lower": lower, "upper": upper, "kind": kind} for name, lower, upper, kind in facts
        ]

    def digest(self) -> str:
        """Return the sha256 of the canonical content, in hexadecimal."""
        return content_digest(self.content())


def row_content(row: Row) -> dict[str, Any]:
    """Return a row as plain JSON values."""
    return {
        "name": row.name,
        "place": row.place,
        "lower": row.lower,
        "upper": row.upper,
        **form_content(row.form),
    }


def form_content(form: LinearForm) -> dict[str, Any]:
    """Return a linear form as plain JSON values: `terms` of [column, coefficient] and `constant`."""
    terms = [list(term) for term in zip(form.columns, form.coefficients, strict=True)]
    return {"terms": terms, "constant": form.constant}


def goal_content(goal: Goal) -> dict[str, Any]:
    """Return a goal as plain JSON values."""
    return {"name": goal.name, "scale": goal.scale, **form_content(goal.form)}


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
    products = whole_products(problem.row_coefficients, values[problem.row_columns])
    running = np.concatenate([np.zeros(1, dtype=products.dtype), np.cumsum(products, dtype=products.dtype)])
    sums: IntArray = running[problem.row_start[1:]] - running[problem.row_start[:-1]]
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
        numbers = np.array([_whole(value) for value in values], dtype=object)
    narrow = largest(numbers) < SAFE_NUMBER
    return frozen(numbers.astype(np.int64 if narrow else object))


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
