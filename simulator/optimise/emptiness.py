"""Exact proofs that a box holds no plan: rays near those of floats, single rows, one look from close by."""

from collections.abc import Iterable
from itertools import chain

import numpy as np

from simulator.optimise.exact import (
    DIGITS,
    NARROW_COLUMNS,
    Prices,
    narrow_prices,
    prices,
    proves_empty,
)
from simulator.optimise.float_model import FloatArray
from simulator.optimise.problem import IntArray, Problem
from simulator.optimise.reduce import Box
from simulator.optimise.relaxation import Relaxation
from simulator.optimise.settle import broken_rows, recentred
from simulator.optimise.solvers.answer import Claim

NEAR_REACH = 1e-9
"""A row this near its reach, as a part of all that it adds up, is looked at in whole numbers."""


def exact_ray(problem: Problem, box: Box, ray: FloatArray) -> Prices | None:
    """Return exact prices near a float ray, in either sign, that prove a box empty; None when they do not."""
    nothing = np.zeros(0, dtype=np.int64)
    signs = (-ray, ray)  # the engine gives its rays the other way round, but that is not for us to trust
    quick = (narrow_prices(problem, nothing, signed) for signed in signs)
    near = (prices(signed, digits) for digits in DIGITS for signed in signs)
    wide = problem.column_count > NARROW_COLUMNS
    return first_proof(problem, box, chain(quick, near) if wide else near)


def row_out_of_reach(problem: Problem, box: Box) -> Prices | None:
    """Return a ray of a single row that no plan in the box can satisfy, if there is one."""
    single = (Prices((row,), (sign,), 1) for row in _rows_near_reach(problem, box) for sign in (1, -1))
    return first_proof(problem, box, single)


def _rows_near_reach(problem: Problem, box: Box) -> list[int]:
    """Return the rows of which floats do not say that some value in the box is well within their sides."""
    rows = np.repeat(np.arange(problem.row_count), np.diff(problem.row_start))
    weights = problem.row_coefficients.astype(np.float64)
    ends = [weights * side[problem.row_columns].astype(np.float64) for side in (box.lower, box.upper)]
    least, most, size = (
        np.bincount(rows, weights=terms, minlength=problem.row_count)
        for terms in (np.minimum(*ends), np.maximum(*ends), np.maximum(np.abs(ends[0]), np.abs(ends[1])))
    )
    blur = NEAR_REACH * (size + 1.0)
    highest = np.array([np.inf if side is None else float(side) for side in problem.row_upper])
    lowest = np.array([-np.inf if side is None else float(side) for side in problem.row_lower])
    return np.flatnonzero((least > highest - blur) | (most < lowest + blur)).tolist()


def first_proof(problem: Problem, box: Box, candidates: Iterable[Prices]) -> Prices | None:
    """Return the first prices that prove a box empty; None when none do."""
    proofs = (given for given in candidates if proves_empty(problem, given, box.lower, box.upper))
    return next(proofs, None)


def ray_seen_from(problem: Problem, box: Box, start: IntArray) -> FloatArray:
    """Return a float ray found from close by, where a miss of one unit is not lost in large amounts."""
    if not len(broken_rows(problem, start)):
        return np.zeros(problem.row_count)
    near = recentred(problem, box, start)
    engine = Relaxation(near, np.zeros(problem.column_count, dtype=object), near.lower, near.upper)
    relaxed = engine.run(near.lower, near.upper)
    return relaxed.prices if relaxed.claim is Claim.INFEASIBLE else np.zeros(problem.row_count)
