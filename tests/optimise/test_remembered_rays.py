"""A ray that closed one node closes others without a relaxation; what is proved stays as true."""

import random

import pytest

from simulator.optimise import Kind, LinearForm, Payouts, ProblemBuilder, build_certificate, solve
from simulator.optimise.problem import content_digest
from simulator.optimise.search import Leaf, Limits, search
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
