"""Several rows made one by their prices: cases closed without a split, stopped trees with a lower bound."""

import random
import sys

import numpy as np
import pytest

from simulator.optimise import Kind, LinearForm, Problem, ProblemBuilder, Status, solve
from simulator.optimise.frontier import coarse_prices, floats_near
from simulator.optimise.tree import Frontier
from tests.optimise.support import best_plan, small_problem, write_certificate
from tests.tools.support import many_sided_knapsack, verdict

closing_module = sys.modules["simulator.optimise.growth.closing"]


def budget_and_group(seed: int, count: int, scale: int = 1) -> Problem:
    """Return projects under a budget, half of which may not have all they could."""
    chance, builder = random.Random(seed), ProblemBuilder()
    costs = [chance.randint(20, 99) * scale + chance.randrange(scale) for _ in range(count)]
    columns = list(builder.add_columns([f"x{j}" for j in range(count)], 0, 1, Kind.CHOICE))
    builder.add_row("budget", columns, costs, None, sum(costs) * 2 // 5, place="budget")
    half = columns[: count // 2]
    builder.add_row("group", half, costs[: count // 2], None, sum(costs[: count // 2]) // 3, place="group")
    builder.add_goal("points", LinearForm(tuple(columns), tuple(chance.randint(60, 100) for _ in columns)))
    return builder.build()


def without_closing(monkeypatch: pytest.MonkeyPatch, problem: Problem, **limits: int):
    with monkeypatch.context() as patch:
        patch.setattr(closing_module, "bound_by_frontier", lambda *_: None)
        return solve(problem, **limits)


def frontiers(answer) -> int:
    return sum(isinstance(node, Frontier) for stage in answer.stages for node in stage.tree)


@pytest.mark.parametrize("scale", [1, 10**7])
@pytest.mark.parametrize("seed", range(6))
def test_two_rows_have_the_same_plan_and_no_more_nodes(seed, scale, monkeypatch, tmp_path):
    problem = budget_and_group(seed, 20, scale)
    answer, plain = solve(problem), without_closing(monkeypatch, problem)
    assert answer.goals[0].value == plain.goals[0].value == answer.goals[0].bound
    assert answer.values == plain.values
    assert answer.goals[0].nodes <= plain.goals[0].nodes
    assert verdict(write_certificate(tmp_path, problem, answer)) == 0


def test_some_pairs_of_rows_are_closed_at_once():
    answers = [solve(budget_and_group(seed, 16)) for seed in range(20)]
    assert any(answer.goals[0].nodes == 1 and frontiers(answer) == 1 for answer in answers)


@pytest.mark.parametrize("seed", range(25))
def test_the_plan_is_still_the_one_counting_finds(seed):
    problem = budget_and_group(seed, 10)
    assert solve(problem).values == best_plan(problem)
    chosen = small_problem(seed, choices=1.0, columns=8)
    assert getattr(solve(chosen), "values", None) == best_plan(chosen)


@pytest.mark.parametrize("seed", range(6))
def test_a_stopped_tree_tells_no_higher_bound_and_its_proof_holds(seed, monkeypatch, tmp_path):
    problem = many_sided_knapsack(seed, 25)
    answer, plain = solve(problem, node_limit=30), without_closing(monkeypatch, problem, node_limit=30)
    assert answer.goals[0].bound <= plain.goals[0].bound
    assert verdict(write_certificate(tmp_path, problem, answer)) == 0


def test_some_stopped_trees_tell_a_lower_bound(monkeypatch):
    problems = [many_sided_knapsack(seed, 25) for seed in range(5)]
    answers = [
        (solve(each, node_limit=30), without_closing(monkeypatch, each, node_limit=30)) for each in problems
    ]
    open_ones = [(a, b) for a, b in answers if b.status is Status.WITHIN]
    assert any(a.goals[0].bound < b.goals[0].bound and frontiers(a) for a, b in open_ones)


def test_prices_are_cut_so_that_their_row_stays_in_int64():
    problem = budget_and_group(1, 30, 10**9)
    floats = floats_near(coarse_prices(problem, np.array([3.3e-9, 1e-10])), 2)
    assert floats == pytest.approx([3.3e-9, 1e-10], rel=1e-9)
    given = coarse_prices(problem, floats)
    sizes = [sum(problem.row(row).form.coefficients) for row in given.rows]
    assert sum(top * size for top, size in zip(given.numerators, sizes, strict=True)) < 2**56


@pytest.mark.parametrize("floats", [[0.0, 0.0], [float("nan"), 0.0], [float("inf"), 0.0]])
def test_prices_that_say_nothing_make_no_row(floats):
    assert coarse_prices(budget_and_group(1, 10), np.array(floats)).rows == ()
