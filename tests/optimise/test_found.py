"""What was found on part of the columns, or behind a narrowing, told as found on the whole problem."""

import numpy as np
import pytest

from simulator.optimise.exact import Prices
from simulator.optimise.found import focused
from simulator.optimise.limits import Limits
from simulator.optimise.reduce import Box
from simulator.optimise.search import search
from simulator.optimise.tree import Branch, Cut, Fix, Frontier, Leaf, moved_on, on_columns
from tests.optimise.support import all_plans, small_problem

WITH_GOALS = [seed for seed in range(40) if small_problem(seed).goals]
NODES = [
    Branch(3, 7, 1, 2),
    Fix(Prices((0,), (1,), 2), 1),
    Cut(Prices((1,), (3,), 2), (0,), 1),
    Leaf(Prices((0,), (5,), 1), ray=True),
    Frontier(Prices((0,), (5,), 1)),
]


def part_of(problem, held: int) -> Box:
    """Return the box of a problem with every so-many-th column held at its lower bound."""
    upper = problem.upper.copy()
    upper[::held] = problem.lower[::held]
    return Box(problem.lower, upper)


@pytest.mark.parametrize("held", [2, 3])
@pytest.mark.parametrize("seed", WITH_GOALS[:12])
def test_a_search_of_part_of_the_columns_is_the_best_of_all_plans_there(seed, held):
    problem = small_problem(seed)
    form, box = problem.goals[0].form, part_of(problem, held)
    inside = [plan for plan in all_plans(problem) if box.contains(np.array(plan))]
    found = search(problem, form, Limits(), box=box)
    best = max((form.value(plan) - form.constant for plan in inside), default=None)
    assert (found.value, found.bound) == (best, best)
    assert found.plan is None or tuple(found.plan.tolist()) in inside


def test_every_split_is_on_a_column_that_the_box_leaves_free():
    splits = 0
    for seed in WITH_GOALS:
        problem = small_problem(seed)
        box = part_of(problem, 4)
        found = search(problem, problem.goals[0].form, Limits(), box=box)
        split = [node.column for node in found.tree if isinstance(node, Branch)]
        assert set(split) <= set(box.free().tolist())
        splits += len(split)
    assert splits > 0


@pytest.mark.parametrize("node", NODES, ids=lambda node: type(node).__name__)
def test_a_node_that_moves_on_keeps_all_but_where_it_leads(node):
    moved = moved_on(moved_on(node, 2), 3)
    assert moved == moved_on(node, 5)
    assert (moved == node) is isinstance(node, Leaf | Frontier)


@pytest.mark.parametrize("node", NODES, ids=lambda node: type(node).__name__)
def test_only_a_split_names_a_column_of_the_smaller_problem(node):
    told = on_columns(node, np.array([10, 20, 30, 40]))
    assert told == (Branch(40, 7, 1, 2) if isinstance(node, Branch) else node)


def test_a_tree_behind_a_narrowing_begins_with_it():
    problem = small_problem(WITH_GOALS[0])
    found = search(problem, problem.goals[0].form, Limits())
    given = Prices((0,), (1,), 1)
    told = focused(found, given)
    assert told.tree == (Fix(given, 1), *(moved_on(node, 1) for node in found.tree))
    assert (told.value, told.bound, told.nodes) == (found.value, found.bound, found.nodes)
