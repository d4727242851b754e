"""The one place where whole numbers become floats: a scaled copy of a problem for a solver to guess with.

Every scale is a power of two, so that scaling itself rounds nothing. No figure that leaves a solver is
believed before it has been checked in whole numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.problem import IntArray, Problem, largest
from simulator.problems import SolverFailedError

FloatArray: TypeAlias = NDArray[np.float64]

AMOUNT_BITS = 20
"""Amounts reach about 2**20 in solver units, where an absolute tolerance of 1e-9 is far below one fen."""

COST_BITS = 8
"""The largest objective coefficient in solver units is about 2**8; costs near 1e11 made solvers fail."""

MOST = 2.0**53
"""Beyond it floats skip whole numbers: a model with such a number is not given to a solver."""

DROPPED, FELT = 1e-9, 1e-6
"""Solvers drop coefficients below the first without a word, and see rows broken by the second."""


@dataclass(frozen=True, slots=True, eq=False)
class FloatModel:
    """A scaled float problem to maximise; `x_whole = column_scale * x_here`.

    Rows are compressed as in `Problem`; a missing bound is an infinity. `cost_scale` and `row_scale` turn a
    row price found here into one in whole units: `price * cost_scale / row_scale`.
    """

    lower: FloatArray
    upper: FloatArray
    cost: FloatArray
    integer: NDArray[np.bool_]
    row_start: NDArray[np.int64]
    row_columns: NDArray[np.int64]
    row_coefficients: FloatArray
    row_lower: FloatArray
    row_upper: FloatArray
    column_scale: FloatArray
    row_scale: FloatArray
    cost_scale: float


def float_model(problem: Problem, cost: IntArray, lower: IntArray, upper: IntArray) -> FloatModel:
    """Return the scaled float copy of a problem within a box, with one cost a column to maximise.

    Raises SolverFailedError naming the row or column whose numbers no solver would read as meant.
    """
    # powers of two only: scaling a number there and back leaves every bit of it as it was
    column_scale = amount_scales(problem, lower, upper)
    raw = problem.row_coefficients.astype(np.float64) * column_scale[problem.row_columns]
    row_scale = _row_scales(problem, raw)
    raw_cost = cost.astype(np.float64) * column_scale
    cost_scale = power_of_two(float(np.abs(raw_cost).max(initial=0.0))) / 2.0**COST_BITS
    counts = np.diff(problem.row_start)
    model = FloatModel(
        lower=lower.astype(np.float64) / column_scale,
        upper=upper.astype(np.float64) / column_scale,
        cost=raw_cost / cost_scale,
        integer=problem.choice,
        row_start=problem.row_start,
        row_columns=problem.row_columns,
        row_coefficients=raw / np.repeat(row_scale, counts),
        row_lower=float_bounds(problem.row_lower, -np.inf, row_scale),
        row_upper=float_bounds(problem.row_upper, np.inf, row_scale),
        column_scale=column_scale,
        row_scale=row_scale,
        cost_scale=cost_scale,
    )
    # a guess may do without what no solver would keep: what it misses, whole numbers find
    kept = np.where(_lost(model), 0.0, model.row_coefficients)
    return checked(replace(model, row_coefficients=kept), problem.column_names, problem.row_names)


def checked(model: FloatModel, column_names: Sequence[str] = (), row_names: Sequence[str] = ()) -> FloatModel:
    """Return the model as it is, once every number in it is one that a solver reads as meant.

    Solvers answer "optimal" to a model with a NaN in it, having left out the row. Raises SolverFailedError
    naming the first column or row (by position where no names are given) whose numbers are not finite, are
    beyond 2**53, or are so small beside the rest of their row that a solver would drop them.
    """
    bounds_missing = (model.row_lower != -np.inf, model.row_upper != np.inf)
    rows = _row_of_each_term(model)
    columns_at_fault = _unsound(model.lower) | _unsound(model.upper) | _unsound(model.cost)
    rows_at_fault = _unsound(model.row_lower) & bounds_missing[0]
    rows_at_fault |= _unsound(model.row_upper) & bounds_missing[1]
    rows_at_fault[rows[_unsound(model.row_coefficients)]] = True
    _refuse("column", columns_at_fault, column_names, "a number that is not finite or beyond 2**53")
    _refuse("row", rows_at_fault, row_names, "a number that is not finite or beyond 2**53")
    lost = np.zeros(len(rows_at_fault), dtype=np.bool_)
    lost[rows[_lost(model)]] = True
    _refuse("row", lost, row_names, "a coefficient so small beside the others that a solver would drop it")
    return model


def _row_of_each_term(model: FloatModel) -> NDArray[np.int64]:
    return np.repeat(np.arange(len(model.row_lower)), np.diff(model.row_start))


def _unsound(numbers: FloatArray) -> NDArray[np.bool_]:
    # a comparison with NaN is false, so it is the sound ones that are asked for
    return ~(np.abs(numbers) <= MOST)


def _lost(model: FloatModel) -> NDArray[np.bool_]:
    """Tell of each term whether a solver would drop it though it can be felt in its row."""
    reach = np.maximum(np.abs(model.lower), np.abs(model.upper))
    sizes = np.abs(model.row_coefficients)
    return (sizes < DROPPED) & (sizes * reach[model.row_columns] > FELT)


def _refuse(what: str, at_fault: NDArray[np.bool_], names: Sequence[str], fault: str) -> None:
    if at_fault.any():
        first = int(np.argmax(at_fault))
        name = repr(names[first]) if names else str(first)
        raise SolverFailedError(f"{what} {name} has {fault}")


def amount_scales(problem: Problem, lower: IntArray, upper: IntArray) -> FloatArray:
    """Return the power of two that divides each column: 1 for a choice, one common scale for amounts."""
    amounts = ~problem.choice
    reach = max(largest(lower[amounts]), largest(upper[amounts]))
    scale = 2.0 ** max(0, reach.bit_length() - AMOUNT_BITS)
    return np.where(amounts, scale, 1.0)


def power_of_two(size: float) -> float:
    """Return the power of two next above a size, 1 for nothing.

    >>> power_of_two(600.0), power_of_two(0.0)
    (1024.0, 1.0)
    """
    return float(2.0 ** np.frexp(size)[1]) if size else 1.0


def _row_scales(problem: Problem, raw: FloatArray) -> FloatArray:
    sizes = np.zeros(problem.row_count)
    rows = np.repeat(np.arange(problem.row_count), np.diff(problem.row_start))
    np.maximum.at(sizes, rows, np.abs(raw))
    return np.where(sizes > 0, 2.0 ** np.frexp(sizes)[1], 1.0)


def float_bounds(bounds: tuple[int | None, ...], missing: float, row_scale: FloatArray) -> FloatArray:
    """Return row bounds in model units, an infinity for a missing one."""
    floats = np.array([missing if bound is None else float(bound) for bound in bounds], dtype=np.float64)
    # no row in model units reaches this far, so a nearer bound is as easily kept, or as surely broken
    return np.where(np.isfinite(floats), np.clip(floats / row_scale, -MOST, MOST), floats)
