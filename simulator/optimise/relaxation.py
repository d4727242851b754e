"""The relaxation of a problem (wholeness dropped), solved again and again from its last basis."""

import importlib
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from simulator.optimise.float_model import FloatArray, FloatModel, float_bounds, float_model
from simulator.optimise.problem import IntArray, Problem
from simulator.optimise.solvers.answer import Claim


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """What a relaxation came to: float column values and row prices in whole units.

    With a claim of infeasible the prices are a Farkas ray and there are no values; both are guesses until
    checked exactly. `reduced` says what a unit more of each column gains beyond what its rows cost.
    """

    claim: Claim
    values: FloatArray
    prices: FloatArray
    reduced: FloatArray = field(default_factory=lambda: np.zeros(0))


WHOLE = 1e-6
"""A relaxed column this near a whole number counts as whole; it decides only where to look next."""

NOISE = 1e-13
"""A price in model units this much smaller than the largest is taken for rounding."""


ITERATIONS_A_LINE, LEAST_ITERATIONS = 20, 10_000
"""A relaxation that runs in circles ends by a count, and so at the same place every time."""


def without_noise(duals: FloatArray) -> FloatArray:
    """Return row prices with what is only rounding set to nothing; any price gives a true bound."""
    return np.where(np.abs(duals) > NOISE * np.abs(duals).max(initial=0.0), duals, 0.0)


class Relaxation:
    """One relaxation kept in the solver; only the box of the columns changes between runs.

    The engine is always the same, whatever solver was asked for a plan, so that whole amounts are settled
    by one canonical code.
    """

    def __init__(self, problem: Problem, cost: IntArray, lower: IntArray, upper: IntArray) -> None:
        self._model: FloatModel = float_model(problem, cost, lower, upper)
        self._adapter: Any = importlib.import_module("simulator.optimise.solvers.highs")
        self._solver: Any = self._adapter.relaxed(self._model)
        self._solver.setOptionValue("presolve", "off")
        self._solver.setOptionValue("solver", "simplex")
        allowed = ITERATIONS_A_LINE * (len(cost) + problem.row_count) + LEAST_ITERATIONS
        self._solver.setOptionValue("simplex_iteration_limit", allowed)
        self._columns = np.arange(len(cost), dtype=np.int32)

    def run(self, lower: IntArray, upper: IntArray) -> Relaxed:
        """Return the relaxation over a box no larger than the one it was made for."""
        scale = self._model.column_scale
        self._box(lower.astype(np.float64) / scale, upper.astype(np.float64) / scale)
        claim = self._claim()
        if claim is Claim.UNKNOWN:
            self._solver.clearSolver()
            claim = self._claim()
        return self._read(claim)

    def move_row(self, row: int, lower: int | None, upper: int | None) -> None:
        """Give one row other bounds; the next run starts from the last basis."""
        ends = float_bounds((lower,), -np.inf, self._model.row_scale[row : row + 1])
        tops = float_bounds((upper,), np.inf, self._model.row_scale[row : row + 1])
        self._solver.changeRowBounds(row, float(ends[0]), float(tops[0]))

    def _box(self, lower: FloatArray, upper: FloatArray) -> None:
        if len(self._columns):
            self._solver.changeColsBounds(len(self._columns), self._columns, lower, upper)

    def _claim(self) -> Claim:
        self._solver.run()
        claim: Claim = self._adapter.CLAIMS.get(self._solver.getModelStatus(), Claim.UNKNOWN)
        return claim

    def _read(self, claim: Claim) -> Relaxed:
        if claim is Claim.INFEASIBLE:
            return Relaxed(claim, np.zeros(0), without_noise(self._ray()) / self._model.row_scale)
        if claim is not Claim.OPTIMAL:
            return Relaxed(Claim.UNKNOWN, np.zeros(0), np.zeros(0))
        solution = self._solver.getSolution()
        values = np.array(solution.col_value, dtype=np.float64) * self._model.column_scale
        duals = -without_noise(np.array(solution.row_dual, dtype=np.float64))
        reduced = -np.array(solution.col_dual, dtype=np.float64)
        scaled = reduced * self._model.cost_scale / self._model.column_scale
        return Relaxed(claim, values, duals * self._model.cost_scale / self._model.row_scale, scaled)

    def _ray(self) -> FloatArray:
        _, exists, ray = self._solver.getDualRay()
        empty = np.zeros(len(self._model.row_lower))
        return np.array(ray, dtype=np.float64) if exists else empty
