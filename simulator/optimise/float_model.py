"""The one place where whole numbers become floats: a scaled copy of a problem for a solver to guess with.

Every scale is a power of two, so that scaling itself rounds nothing. No figure that leaves a solver is
believed before it has been checked in whole numbers.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.problem import IntArray, Problem, largest

FloatArray: TypeAlias = NDArray[np.float64]

AMOUNT_BITS = 20
"""Amounts reach about 2**20 in solver units, where an absolute tolerance of 1e-9 is far below one fen."""

COST_BITS = 8
"""The largest objective coefficient in solver units is about 2**8; costs near 1e11 made solvers fail."""


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
    """Return the scaled float copy of a problem within a box, with one cost a column to maximise."""
    column_scale = amount_scales(problem, lower, upper)
    raw = problem.row_coefficients.astype(np.float64) * column_scale[problem.row_columns]
    row_scale = _row_scales(problem, raw)
    raw_cost = cost.astype(np.float64) * column_scale
    cost_scale = power_of_two(float(np.abs(raw_cost).max(initial=0.0))) / 2.0**COST_BITS
    counts = np.diff(problem.row_start)
    return FloatModel(
        lower=lower.astype(np.float64) / column_scale,
        upper=upper.astype(np.float64) / column_scale,
        cost=raw_cost / cost_scale,
        integer=problem.choice,
        row_start=problem.row_start,
        row_columns=problem.row_columns,
        row_coefficients=raw / np.repeat(row_scale, counts),
        row_lower=_float_bounds(problem.row_lower, -np.inf) / row_scale,
        row_upper=_float_bounds(problem.row_upper, np.inf) / row_scale,
        column_scale=column_scale,
        row_scale=row_scale,
        cost_scale=cost_scale,
    )


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


def _float_bounds(bounds: tuple[int | None, ...], missing: float) -> FloatArray:
    return np.array([missing if bound is None else float(bound) for bound in bounds], dtype=np.float64)
