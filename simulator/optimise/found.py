"""What a search comes to: a plan, an exact bound on all plans, and the tree that proves it."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.exact import Prices
from simulator.optimise.problem import IntArray, LinearForm
from simulator.optimise.reduce import Box, spread
from simulator.optimise.tree import Fix, Tree, moved_on, on_columns


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The outcome of a search: the best plan and its value, an exact bound on all plans, and the tree.

    `plan` and `value` are None when no plan was found; `bound` is None when it is proved that there is none.
    `value` and `bound` leave out the constant of the form. `box` holds every plan as good as the best.
    """

    plan: IntArray | None
    value: int | None
    bound: int | None
    tree: Tree
    nodes: int
    box: Box

    @property
    def exact(self) -> bool:
        """Tell whether the value is proved to the last unit."""
        return self.bound is None or self.value == self.bound


def lifted(found: Found, form: LinearForm, box: Box, columns: NDArray[np.int64]) -> Found:
    """Return what was found on the free columns of a box as something found on all of them."""
    still = spread(box.lower, columns, np.zeros(len(columns), dtype=np.int64))
    known = form.value(still) - form.constant
    return Found(
        None if found.plan is None else spread(box.lower, columns, found.plan),
        None if found.value is None else found.value + known,
        None if found.bound is None else found.bound + known,
        tuple(on_columns(node, columns) for node in found.tree),
        found.nodes,
        box.with_columns(columns, found.box),
    )


def focused(found: Found, given: Prices) -> Found:
    """Return what was found in a focus as found in the whole box: its tree begins with the narrowing."""
    tree = (Fix(given, 1), *(moved_on(node, 1) for node in found.tree))
    return replace(found, tree=tree)
