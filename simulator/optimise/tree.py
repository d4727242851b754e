"""The tree a search leaves: cases that cover every plan, each closed or left with exact prices.

A checker who trusts nothing reads it and does the deciding arithmetic again.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.exact import Prices


@dataclass(frozen=True, slots=True)
class Branch:
    """A split of the box: the column at most `at` in the node `down`, above it in the node `up`."""

    column: int
    at: int
    down: int
    up: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of the box closed, or left, with row prices: a bound, or a ray that no plan can satisfy."""

    prices: Prices
    ray: bool


@dataclass(frozen=True, slots=True)
class Fix:
    """A narrowing: by these prices no plan better than the bound claimed lies outside a smaller box."""

    prices: Prices
    then: int


@dataclass(frozen=True, slots=True)
class Cut:
    """One more row, which every whole plan obeys: priced rows as one, divided by the denominator and rounded.

    The columns in `top` are counted from their upper bound, all others from their lower one.
    """

    prices: Prices
    top: tuple[int, ...]
    then: int


@dataclass(frozen=True, slots=True)
class Frontier:
    """A part of the box searched through: prices make one row of several, and its best plan is the bound.

    What is proved is the best value that the one row allows, as far as that exceeds the value known.
    """

    prices: Prices


Node = Branch | Leaf | Fix | Cut | Frontier

Tree = tuple[Node, ...]
"""Node 0 is the whole box; children come after their parent."""


def moved_on(node: Node, by: int) -> Node:
    """Return a node of a tree before which so many others are put."""
    if isinstance(node, Branch):
        return replace(node, down=node.down + by, up=node.up + by)
    return replace(node, then=node.then + by) if isinstance(node, Fix | Cut) else node


def on_columns(node: Node, columns: NDArray[np.int64]) -> Node:
    """Return a node of a tree over some columns as one over all of them; prices are of rows, and stay."""
    return replace(node, column=int(columns[node.column])) if isinstance(node, Branch) else node
