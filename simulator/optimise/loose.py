"""The relaxation with rows that may give: which rows clash, and the least that must give, from one basis.

Each side of a placed row has a column of its own for what it gives. Shut, the row holds; free, the row is as
good as dropped; at a price, it gives as little as it must. Only the bounds and costs of these columns change
between runs, so every question after the first is answered in a few steps. Floats propose here; the whole
numbers of `clash` and `least_give` decide.
"""

import importlib
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any, Literal, TypeAlias

import numpy as np

from simulator.optimise.emptiness import exact_ray
from simulator.optimise.exact import DIGITS, Prices, exact_bound, prices
from simulator.optimise.float_model import COST_BITS, FELT, FloatArray, FloatModel, float_model, power_of_two
from simulator.optimise.problem import IntArray, Problem
from simulator.optimise.reduce import Box, whole_box
from simulator.optimise.relaxation import Relaxed, without_noise
from simulator.optimise.solvers.answer import Claim

SideName: TypeAlias = Literal["lower", "upper"]
Side: TypeAlias = tuple[int, SideName]
"""A row's index and which of its two bounds is meant."""

SIGNS: Mapping[SideName, int] = {"lower": 1, "upper": -1}
"""With which sign what is given enters a row: a sum too small is lifted, one too large lowered."""

ROOMS = (64.0, 8.0, 1.0, 0.0)
"""How far inside its bounds a row is to be, in units of its largest terms: as much as goes, of these."""


def sides_of(problem: Problem, rows: Iterable[int]) -> tuple[Side, ...]:
    """Return the bounds that rows have, row by row, the lower before the upper."""
    bounds = {"lower": problem.row_lower, "upper": problem.row_upper}
    return tuple((row, side) for row in rows for side in SIGNS if bounds[side][row] is not None)


def placed_rows(problem: Problem) -> tuple[int, ...]:
    """Return the rows that can be blamed."""
    return tuple(row for row, place in enumerate(problem.row_places) if place)


def linking_rows(problem: Problem) -> tuple[int, ...]:
    """Return the rows without a place, which only tie columns together."""
    return tuple(row for row, place in enumerate(problem.row_places) if not place)


class LooseRows:
    """The relaxation of a problem whose placed rows may give, kept in one solver."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.sides = sides_of(problem, placed_rows(problem))
        box = whole_box(problem)
        nothing = np.zeros(problem.column_count, dtype=np.int64)
        self._model = float_model(problem, nothing, box.lower, box.upper)
        self._adapter: Any = importlib.import_module("simulator.optimise.solvers.highs")
        self._solver: Any = _with_gives(self._adapter.relaxed(self._model), self._model, self.sides)
        self._rows = np.array([row for row, _ in self.sides], dtype=np.int64)

    def holding(self, rows: Iterable[int], free: Side | None = None) -> Relaxed:
        """Return the relaxation with only these placed rows held, and one side of them perhaps free.

        Where they clash the prices are a Farkas ray of them: in this form, where each row gives at a price
        in the solver's own units, the ray is an optimum like any other, which comes many times sooner than
        the proof that a relaxation without a cost is empty.
        """
        return self._run(*self._held(rows, free))

    def _held(self, rows: Iterable[int], free: Side | None = None) -> tuple[FloatArray, FloatArray]:
        held = set(rows)
        costs = np.array([1.0 if side[0] in held and side != free else 0.0 for side in self.sides])
        return costs, np.full(len(costs), np.inf)

    def giving(self, weights: Mapping[Side, Fraction]) -> Relaxed:
        """Return the relaxation in which some sides give at a weight a unit, as little in all as must be.

        Those not named do not give: a Farkas ray where they clash. Values are the problem's own columns in
        whole units; prices are those of all rows.
        """
        scales = self._model.row_scale[self._rows]
        costs = np.array([float(weights.get(side, 0)) for side in self.sides]) * scales
        upper = np.array([np.inf if side in weights else 0.0 for side in self.sides])
        return self._run(costs, upper)

    def roomy(self, rows: Iterable[int]) -> Relaxed:
        """Return the relaxation with these placed rows held, well inside their bounds where it can be.

        Its values can be rounded with less danger than those of a corner.
        """
        costs, upper = self._held(rows)
        for room in ROOMS:
            relaxed = self._run(costs, upper, room)
            if relaxed.claim is Claim.OPTIMAL and self._gives_nothing():
                return relaxed
        return Relaxed(Claim.UNKNOWN, np.zeros(0), np.zeros(0))

    def _gives_nothing(self) -> bool:
        return bool(self._solver.getInfo().objective_function_value < FELT)

    def _run(self, costs: FloatArray, upper: FloatArray, room: float = 0.0) -> Relaxed:
        unit = power_of_two(float(costs.max(initial=0.0))) / 2.0**COST_BITS
        first, count = self.problem.column_count, len(self.sides) + 1
        columns = np.arange(first, first + count, dtype=np.int32)
        least = np.append(np.zeros(count - 1), room)
        self._solver.changeColsBounds(count, columns, least, np.append(upper, room))
        self._solver.changeColsCost(count, columns, np.append(costs / unit, 0.0))
        claim = self._claim()
        if claim is Claim.UNKNOWN:
            self._solver.clearSolver()
            claim = self._claim()
        return self._read(claim, unit)

    def _claim(self) -> Claim:
        self._solver.run()
        claim: Claim = self._adapter.CLAIMS.get(self._solver.getModelStatus(), Claim.UNKNOWN)
        return claim

    def _read(self, claim: Claim, unit: float) -> Relaxed:
        if claim is Claim.INFEASIBLE:
            return Relaxed(claim, np.zeros(0), without_noise(self._ray()) / self._model.row_scale)
        if claim is not Claim.OPTIMAL:
            return Relaxed(Claim.UNKNOWN, np.zeros(0), np.zeros(0))
        solution = self._solver.getSolution()
        columns = self.problem.column_count
        values = np.array(solution.col_value, dtype=np.float64)[:columns] * self._model.column_scale
        duals = -without_noise(np.array(solution.row_dual, dtype=np.float64))
        return Relaxed(claim, values, duals * unit / self._model.row_scale)

    def _ray(self) -> FloatArray:
        _, exists, ray = self._solver.getDualRay()
        return np.array(ray, dtype=np.float64) if exists else np.zeros(self.problem.row_count)


def _with_gives(solver: Any, model: FloatModel, sides: Sequence[Side]) -> Any:
    """Return the solver with one shut column a side added, in units of the scaled row, and one for room."""
    solver.setOptionValue("presolve", "off")
    solver.setOptionValue("solver", "simplex")
    rows, signs = _room(model)
    entries = [*((row, float(SIGNS[side])) for row, side in sides), *zip(rows, signs, strict=True)]
    count = len(sides) + 1
    nothing: FloatArray = np.zeros(count)
    starts = np.arange(count, dtype=np.int32)
    indexes = np.array([row for row, _ in entries], dtype=np.int32)
    values = np.array([sign for _, sign in entries], dtype=np.float64)
    solver.addCols(count, nothing, nothing, nothing, len(entries), starts, indexes, values)
    return solver


def _room(model: FloatModel) -> tuple[list[int], list[float]]:
    """Return the rows with one bound only and the sign with which room is taken from it."""
    below, above = np.isfinite(model.row_lower), np.isfinite(model.row_upper)
    rows = np.nonzero(below != above)[0].tolist()
    return rows, [-1.0 if below[row] else 1.0 for row in rows]


def clash(problem: Problem, relaxed: Relaxed) -> Prices | None:
    """Return exact prices that prove a problem empty, from what a relaxation proposes; None when they do not.

    Rows that were free have no price, so the proof is of the rows that held.
    """
    if not np.any(relaxed.prices):
        return None
    return exact_ray(problem, whole_box(problem), relaxed.prices)


def clash_of_all(problem: Problem) -> Prices | None:
    """Return exact prices that prove a problem empty already in fractions; None when they were not found.

    It takes about as long as loading the problem, where a search for a plan that is not there takes far
    longer, so it is asked as soon as no plan comes easily.
    """
    return clash(problem, LooseRows(problem).holding(placed_rows(problem)))


def least_give(problem: Problem, relaxed: Relaxed, weights: Mapping[Side, Fraction]) -> Fraction:
    """Return a proved lower bound on the weighted total that the sides named must give in any plan.

    For any row prices, every plan in the box misses the priced rows by at least what the prices prove, and
    a side that may give counts no more than its weight a unit. Prices beyond a weight are cut to it.
    """
    box = whole_box(problem)
    found = (_within_weights(prices(relaxed.prices, digits), weights) for digits in DIGITS)
    return max((_proved(problem, given, box) for given in found), default=Fraction(0))


def _proved(problem: Problem, given: Prices, box: Box) -> Fraction:
    nothing: IntArray = np.zeros(problem.column_count, dtype=object)
    return max(Fraction(0), -exact_bound(problem, nothing, given, box.lower, box.upper).value)


def _within_weights(given: Prices, weights: Mapping[Side, Fraction]) -> Prices:
    pairs = zip(given.rows, given.numerators, strict=True)
    cut = [_cut(row, Fraction(numerator, given.denominator), weights) for row, numerator in pairs]
    common = lcm(1, *(price.denominator for price in cut))
    return Prices(given.rows, tuple(int(price * common) for price in cut), common)


def _cut(row: int, price: Fraction, weights: Mapping[Side, Fraction]) -> Fraction:
    most = weights.get((row, "upper" if price > 0 else "lower"), abs(price))
    return max(-most, min(most, price))
