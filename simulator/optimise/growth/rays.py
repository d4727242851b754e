"""The last rays that closed a node of a growing tree."""

from dataclasses import dataclass

import numpy as np

from simulator.optimise.exact import Prices, combination
from simulator.optimise.float_model import FloatArray
from simulator.optimise.problem import Problem, largest
from simulator.optimise.reduce import Box

REMEMBERED, RETRIED = 64, 2
"""How many rays that closed a node are remembered, and how many of them are tried on another."""


@dataclass(slots=True)
class Rays:
    """The last rays that closed a node: what closes one often closes its neighbours, without a relaxation.

    Floats tell which of them may; `rises` and `falls` are the positive and negative parts of what each sums
    up, `most` what that may come to at most.
    """

    known: list[Prices]
    rises: FloatArray
    falls: FloatArray
    most: FloatArray

    @classmethod
    def none(cls, columns: int) -> "Rays":
        """Return the rays before any is known."""
        shape = (REMEMBERED, columns)
        return cls([], np.zeros(shape), np.zeros(shape), np.full(REMEMBERED, np.inf))

    def add(self, problem: Problem, ray: Prices) -> None:
        """Remember a ray in place of the oldest."""
        weights, _, most = combination(problem, ray)
        size = largest(weights)
        if size:
            at = len(self.known) % REMEMBERED
            shares = (weights / size).astype(np.float64)
            self.rises[at], self.falls[at] = np.maximum(shares, 0.0), np.minimum(shares, 0.0)
            self.most[at] = most / size
            self.known.append(ray)

    def likely(self, box: Box) -> list[Prices]:
        """Return the few latest rays by which floats take a box for empty."""
        least = self.rises @ box.lower.astype(np.float64) + self.falls @ box.upper.astype(np.float64)
        age = (len(self.known) - 1 - np.flatnonzero(least > self.most)) % REMEMBERED
        return [self.known[-1 - ago] for ago in np.sort(age)[:RETRIED].tolist()]
