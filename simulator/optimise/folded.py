"""Long lists of whole numbers written short: runs of one number, and columns by how far each lies on."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEAST_RUN = 4
"""A number repeated less often than this is simply written out."""

Folded = list[Any]
"""Numbers in order: a number stands for itself, `[number, times]` for so many of it."""


def folded(numbers: NDArray[Any]) -> Folded:
    """Return an array of whole numbers (or None, in an array of objects) as runs.

    >>> folded(np.array([0, 0, 0, 0, 0, 7, 7, 1]))
    [[0, 5], 7, 7, 1]
    """
    if not len(numbers):
        return []
    starts = np.concatenate([[0], np.flatnonzero(numbers[1:] != numbers[:-1]) + 1])
    counts = np.diff(np.append(starts, len(numbers)))
    long = counts >= LEAST_RUN
    runs: Folded = []
    done = 0
    # only the long runs are met one by one: among a million numbers they are few
    for start, count in zip(starts[long].tolist(), counts[long].tolist(), strict=True):
        runs += numbers[done:start].tolist()
        runs.append([numbers[start : start + 1].tolist()[0], count])
        done = start + count
    return [*runs, *numbers[done:].tolist()]


def steps(columns: NDArray[np.int64]) -> Folded:
    """Return columns as how far each lies beyond the one before it, the first beyond 0, as runs.

    >>> steps(np.array([2, 3, 4, 5, 6, 0]))
    [2, [1, 4], -6]
    """
    return folded(np.diff(columns, prepend=0))


def sides(bounds: Sequence[int | None]) -> Folded:
    """Return bounds of which some are missing, as runs.

    >>> sides((None, 3))
    [None, 3]
    """
    whole = np.empty(len(bounds), dtype=object)
    whole[:] = bounds
    return folded(whole)
