"""What every adapter gives back: a status word of ours and, where it has them, float values."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

import numpy as np

from simulator.optimise.float_model import FloatArray, FloatModel

NEARLY = 1e-6
"""How far a plan may stray, relative to the sizes added up, and still be called a plan."""


class Claim(Enum):
    """What a solver says of its run; only a hint, our own proof decides."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A solver's claim and its values in model units; no values with a claim of infeasible or unknown.

    `ended` says that the clock or a crash cut the run short: another run may answer otherwise.
    """

    claim: Claim
    values: FloatArray | None = None
    ended: bool = False


class Backend(Protocol):
    """Maximises a float model, whole columns kept whole; stops by a count of nodes.

    Only with `seconds` does it stop by the clock as well, and then its answer says so.
    """

    def __call__(self, model: FloatModel, node_limit: int, seconds: float | None = None) -> Answer:
        """Return what was found."""
        ...


def claimed(model: FloatModel, claim: Claim, values: FloatArray | None, *, ended: bool = False) -> Answer:
    """Return a claim as an answer, its values only if they are a plan; a plan that is none proves nothing.

    A solver that was stopped may hand over whatever it held, so what it calls a plan is looked at.
    """
    if claim is Claim.INFEASIBLE or claim is Claim.UNKNOWN:
        return Answer(claim, ended=ended)
    if values is None or not is_plan(model, values):
        return Answer(Claim.UNKNOWN, ended=ended)
    return Answer(claim, values, ended)


def is_plan(model: FloatModel, values: FloatArray) -> bool:
    """Tell whether float values lie in the box, obey the rows and are whole where they must be, nearly."""
    if len(values) != len(model.cost) or not np.isfinite(values).all():
        return False
    room = NEARLY * (1 + np.abs(values))
    inside = (values >= model.lower - room) & (values <= model.upper + room)
    whole = np.abs(values - np.rint(values)) <= room
    return bool((inside & (whole | ~model.integer)).all()) and _obeys_rows(model, values)


def _obeys_rows(model: FloatModel, values: FloatArray) -> bool:
    terms = model.row_coefficients * values[model.row_columns]
    sums = _row_sums(model, terms)
    room = NEARLY * (1 + _row_sums(model, np.abs(terms)))
    return bool(((sums >= model.row_lower - room) & (sums <= model.row_upper + room)).all())


def _row_sums(model: FloatModel, terms: FloatArray) -> FloatArray:
    rows = np.repeat(np.arange(len(model.row_lower)), np.diff(model.row_start))
    return np.bincount(rows, weights=terms, minlength=len(model.row_lower)).astype(np.float64)
