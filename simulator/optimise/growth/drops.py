"""What splits have cost the relaxation so far, and what the next one should."""

from dataclasses import dataclass

import numpy as np

from simulator.optimise.float_model import FloatArray
from simulator.optimise.problem import IntArray

LEAST_DROP = 1e-6
"""A split is never expected to bring down a bound by nothing at all."""


@dataclass(slots=True)
class Drops:
    """What splits on each column have cost the relaxation so far, a unit moved: downwards and upwards."""

    sums: FloatArray
    counts: FloatArray

    @classmethod
    def none(cls, columns: int) -> "Drops":
        """Return the drops before the first split."""
        return cls(np.zeros((2, columns)), np.zeros((2, columns)))

    def add(self, column: int, side: int, drop: float) -> None:
        """Take in one more drop."""
        self.sums[side, column] += drop
        self.counts[side, column] += 1.0

    def expected(self, columns: IntArray) -> FloatArray:
        """Return the mean drop of some columns, both ways; that of all where a column has none yet."""
        tried = self.counts.sum(axis=1)
        usual = np.where(tried > 0, self.sums.sum(axis=1) / np.maximum(tried, 1.0), 1.0)
        counts = self.counts[:, columns]
        means = self.sums[:, columns] / np.maximum(counts, 1.0)
        return np.where(counts > 0, means, usual[:, None])

    def promise(self, columns: IntArray, values: FloatArray) -> FloatArray:
        """Return how much a split of each column should bring down the bounds of both of its parts."""
        above = values[columns] - np.floor(values[columns])
        down, up = self.expected(columns)
        return np.asarray(np.maximum(above * down, LEAST_DROP) * np.maximum((1.0 - above) * up, LEAST_DROP))
