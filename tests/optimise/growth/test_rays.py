"""A ray that closed one node closes others without a relaxation; what is proved stays as true."""

import random

import numpy as np
import pytest

from simulator.optimise import (
    Kind,
    LinearForm,
    Payouts,
    Problem,
    ProblemBuilder,
    build_certificate,
    solve,
)
from simulator.optimise.exact import Prices, proves_empty
from simulator.optimise.growth.rays import REMEMBERED, RETRIED, Rays
from simulator.optimise.limits import Limits
from simulator.optimise.problem import content_digest
from simulator.optimise.reduce import Box
from simulator.optimise.search import search
from simulator.optimise.tree import Leaf
from tests.optimise.support import all_plans


def narrow(seed: int):
    """Return choices under three rows that hardly any plan meets."""
    chance, builder = random.Random(seed), ProblemBuilder()
    columns = list(builder.add_columns([f"x{j}" for j in range(14)], 0, 1, Kind.CHOICE))
    for row in range(3):
        weights = [chance.randint(50, 999) for _ in columns]
        builder.add_row(
            f"r{row}", columns, weights, sum(weights) // 2, sum(weights) // 2 + 3, place=f"r{row}"
        )
    builder.add_goal("points", LinearForm(tuple(columns), tuple(chance.randint(1, 9) for _ in columns)))
    return builder.build()


@pytest.mark.parametrize("seed", range(6))
def test_a_tree_over_hardly_any_plan_is_proved_as_counting_says(seed):
    problem = narrow(seed)
    found = search(problem, problem.goals[0].form, Limits())
    best = max((problem.goals[0].form.value(plan) for plan in all_plans(problem)), default=None)
    assert found.exact
    assert found.value == best


def test_some_nodes_are_closed_by_the_ray_of_another():
    rays = [0, 0]
    for seed in range(6):
        problem = narrow(seed)
        found = search(problem, problem.goals[0].form, Limits())
        leaves = [node.prices for node in found.tree if isinstance(node, Leaf) and node.ray]
        rays[0] += len(leaves)
        rays[1] += len(set(leaves))
    assert rays[1] < rays[0]


def test_two_searches_leave_the_same_certificate():
    problem = narrow(3)
    made = [build_certificate(problem, solve(problem), Payouts(), "", "scenario") for _ in range(2)]
    assert content_digest(made[0]) == content_digest(made[1])


def one_row(most: int, columns: int = 3) -> Problem:
    """Return choices of which at least `most` must be taken."""
    builder = ProblemBuilder()
    names = list(builder.add_columns([f"x{j}" for j in range(columns)], 0, 1, Kind.CHOICE))
    builder.add_row("enough", names, [1] * columns, most, None, place="enough")
    return builder.build()


def closed_at(*taken: int) -> Box:
    """Return the box in which the columns not named stay at nothing."""
    upper = np.array([int(column in taken) for column in range(3)], dtype=np.int64)
    return Box(np.zeros(3, dtype=np.int64), upper)


def test_a_ray_is_tried_where_it_proves_and_nowhere_else():
    problem, ray = one_row(2), Prices((0,), (-1,), 1)
    rays = Rays.none(3)
    rays.add(problem, ray)
    for box in (closed_at(), closed_at(1), closed_at(0, 2), closed_at(0, 1, 2)):
        proves = proves_empty(problem, ray, box.lower, box.upper)
        assert (rays.likely(box) == [ray]) is proves


def test_only_the_latest_rays_are_tried_and_the_oldest_are_forgotten():
    problem, rays = one_row(2), Rays.none(3)
    given = [Prices((0,), (-size,), 1) for size in range(1, REMEMBERED + 10)]
    for ray in given:
        rays.add(problem, ray)
    assert rays.likely(closed_at()) == given[: -RETRIED - 1 : -1]
    assert rays.likely(closed_at(0, 1)) == []


def test_a_ray_that_prices_nothing_is_not_remembered():
    rays = Rays.none(3)
    rays.add(one_row(2), Prices())
    assert rays.known == []
    assert rays.likely(closed_at()) == []
