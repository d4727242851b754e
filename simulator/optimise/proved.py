"""What a tree proves of a goal, read off its leaves once more: the very bound an independent checker finds.

The search knows a node that it leaves open by the bound of the box it was split off; over its own box the
same prices may prove a little more. What is told of a plan must be what anyone can recompute.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.cuts import with_cuts
from simulator.optimise.exact import Bound, Prices, dense, exact_bound, floor_to_step, step_of
from simulator.optimise.frontier import best_of, pot_of
from simulator.optimise.problem import LinearForm, Problem
from simulator.optimise.reduce import Box, box_as_good, form_on, on_free_columns, spread, whole_box
from simulator.optimise.tree import Branch, Fix, Frontier, Leaf, Tree

Cuts = tuple[tuple[int, int, int], ...]
"""Columns cut by branches, each with the lower and upper bound that a branch sets, outermost first."""


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """The problem as a narrowing leaves it: on the columns still free, `known` is what the others give."""

    box: Box
    columns: NDArray[np.int64]
    problem: Problem
    form: LinearForm
    known: int

    @classmethod
    def of(cls, problem: Problem, form: LinearForm, box: Box) -> "_View":
        """Return the view of a problem that a box of it leaves."""
        columns = box.free()
        still = spread(box.lower, columns, np.zeros(len(columns), dtype=np.int64))
        return cls(box, columns, on_free_columns(problem, box), form_on(form, columns), form.value(still))

    def cut(self, cuts: Cuts) -> Box:
        """Return the box of all columns after some cuts."""
        lower, upper = self.box.lower.copy(), self.box.upper.copy()
        for column, low, high in cuts:
            lower[column], upper[column] = max(int(lower[column]), low), min(int(upper[column]), high)
        return Box(lower, upper)

    def above(self, given: Prices, box: Box, floor: int) -> int:
        """Return the best above a floor that the row which prices make allows over a box; else the floor."""
        cost = dense(self.form, len(self.columns))
        inner = Box(box.lower[self.columns], box.upper[self.columns])
        found = best_of(pot_of(self.problem, cost, given, inner), floor - self.known)
        if found is None:  # it takes more pairs than any frontier that was found to close a case
            return self.known + floor_to_step(self.bound(given, box).value, step_of(self.form))
        return floor if found.value is None else self.known + found.value

    def bound(self, given: Prices, box: Box) -> Bound:
        """Return what prices prove of the form over a box of all columns, `known` left out."""
        cost = dense(self.form, len(self.columns))
        return exact_bound(self.problem, cost, given, box.lower[self.columns], box.upper[self.columns])


def proved_bound(problem: Problem, form: LinearForm, tree: Tree, floor: int) -> int:
    """Return the most that a tree leaves possible for a form; `floor` is the value that a plan reaches."""
    problem, first = with_cuts(problem, tree)
    whole = _View(whole_box(problem), np.arange(problem.column_count), problem, form, form.constant)
    waiting: list[tuple[int, Cuts, _View]] = [(first, (), whole)]
    most = floor
    while waiting:
        index, cuts, view = waiting.pop()
        box, node = view.cut(cuts), tree[index]
        if np.any(box.lower > box.upper):
            continue
        if isinstance(node, Branch):
            below, above = (node.column, int(whole.box.lower[node.column]), node.at), node.at + 1
            waiting.append((node.down, (*cuts, below), view))
            waiting.append((node.up, (*cuts, (node.column, above, int(whole.box.upper[node.column]))), view))
        elif isinstance(node, Fix):
            waiting.append((node.then, (), _View.of(problem, form, _narrowed(view, node, box, floor))))
        elif isinstance(node, Frontier):
            most = max(most, view.above(node.prices, box, floor))
        elif isinstance(node, Leaf) and not node.ray:
            bound = view.bound(node.prices, box).value
            most = max(most, view.known + floor_to_step(bound, step_of(view.form)))
    return most


def _narrowed(view: _View, node: Fix, box: Box, floor: int) -> Box:
    free = Box(box.lower[view.columns], box.upper[view.columns])
    inner = box_as_good(view.bound(node.prices, box), floor - view.known, free)
    return box.with_columns(view.columns, inner)
