"""The bound told of a goal is what its tree proves, no more and no less, and no plan is better."""

import random
import sys
from dataclasses import replace

import numpy as np
import pytest

from simulator.optimise import (
    Goal,
    GoalResult,
    Kind,
    LinearForm,
    ProblemBuilder,
    Solution,
    Stage,
    Status,
    solve,
)
from simulator.optimise.exact import Prices
from simulator.optimise.proved import proved_bound
from simulator.optimise.tree import Branch, Fix, Leaf
from tests.optimise.support import all_plans, small_problem, write_certificate
from tests.tools.support import many_sided_knapsack, verdict

retold = sys.modules[solve.__module__]._retold


@pytest.mark.parametrize("focus_columns", [150, 0])
@pytest.mark.parametrize("seed", range(40))
def test_an_open_goal_tells_the_bound_of_its_tree(seed, focus_columns, monkeypatch):
    monkeypatch.setattr(sys.modules[solve.__module__], "FOCUS_COLUMNS", focus_columns)
    problem = many_sided_knapsack(seed, 12)
    answer = solve(problem, node_limit=4)
    result, stage = answer.goals[0], answer.stages[0]
    assert result.bound == proved_bound(problem, problem.goals[0].form, stage.tree, result.value)
    assert result.bound >= max(problem.goals[0].form.value(plan) for plan in all_plans(problem))


@pytest.mark.parametrize("seed", range(60))
def test_a_closed_goal_is_proved_by_its_tree(seed):
    problem = small_problem(seed)
    answer = solve(problem)
    if not isinstance(answer, Solution) or not answer.goals or answer.status is not Status.PROVEN_OPTIMAL:
        return
    result, form = answer.goals[0], problem.goals[0].form
    assert proved_bound(problem, form, answer.stages[0].tree, result.value) == result.value


def capped():
    """Return a problem of one row and a goal: four choices worth 5, 4, 3 and 2, at most two of them."""
    problem = many_sided_knapsack(0, 4).keep_rows([])
    form = LinearForm((0, 1, 2, 3), (5, 4, 3, 2), 7)
    return problem.with_row("cap", LinearForm((0, 1, 2, 3), (1, 1, 1, 1)), None, 2), form


def test_a_leaf_proves_price_times_cap_and_what_is_left_and_the_constant():
    problem, form = capped()
    assert proved_bound(problem, form, (Leaf(Prices((0,), (4,), 1), ray=False),), 0) == 7 + 2 * 4 + 1


def test_the_bound_is_never_below_the_plan_found():
    problem, form = capped()
    assert proved_bound(problem, form, (Leaf(Prices(), ray=True),), 3) == 3


def test_the_worst_leaf_of_a_split_is_the_bound():
    problem, form = capped()
    leaf = Leaf(Prices((0,), (4,), 1), ray=False)
    assert proved_bound(problem, form, (Branch(0, 0, 1, 2), leaf, leaf), 0) == 7 + 9
    assert proved_bound(problem, form, (Branch(0, 0, 1, 2), leaf, Leaf(Prices(), ray=True)), 0) == 7 + 8


def test_a_narrowing_takes_what_is_settled_into_the_bound():
    problem, form = capped()
    given = Prices((0,), (7,), 2)  # at most 7 + 1.5 + 0.5, so from 9 on the dearest two are chosen
    assert proved_bound(problem, form, (Fix(given, 1), Leaf(Prices(), ray=False)), 7 + 9) == 7 + 9


def test_a_case_that_a_split_leaves_empty_counts_for_nothing():
    problem, form = capped()
    leaf = Leaf(Prices(), ray=False)
    assert (
        proved_bound(problem, form, (Branch(0, 1, 1, 2), Leaf(Prices((0,), (4,), 1), ray=False), leaf), 0)
        == 16
    )


def market_split(columns: int, rows: int):
    """Return choices that must share several sums evenly, so hard that a few nodes leave every goal open."""
    chance, builder = random.Random(columns * 100 + rows), ProblemBuilder()
    numbers = list(builder.add_columns([f"x{j}" for j in range(columns)], 0, 1, Kind.CHOICE))
    for row in range(rows):
        weights = [chance.randint(1, 99) for _ in numbers]
        builder.add_row(f"r{row}", numbers, weights, None, sum(weights) // 2, place=f"c{row}")
    for goal in range(2):
        worths = tuple(chance.randint(1, 99) for _ in numbers)
        builder.add_goal(f"g{goal}", LinearForm(tuple(numbers), worths))
    return builder.build()


@pytest.mark.parametrize("columns", range(16, 26))
def test_an_open_goal_is_told_as_the_final_plan_has_it(columns, tmp_path):
    problem = market_split(columns, 3)
    answer = solve(problem, node_limit=6)
    assert [result.value for result in answer.goals] == [g.form.value(answer.values) for g in problem.goals]
    assert [stage.value for stage in answer.stages] == [result.value for result in answer.goals]
    assert verdict(write_certificate(tmp_path, problem, answer)) == 0


def test_a_plan_bettered_while_ties_are_broken_is_retold():
    problem, form = capped()
    goal = Goal("worth", form)
    leaf = Leaf(Prices((0,), (4,), 1), ray=False)
    told = GoalResult("worth", 7 + 5, 7 + 9, 1, 1, 1)
    plan = np.array([1, 1, 0, 0])
    whole = replace(problem, goals=(goal,))
    results, stages = retold(whole, plan, [told], [Stage(7 + 5, (leaf,))])
    assert results == [replace(told, value=7 + 9, bound=7 + 9)]
    assert stages == [Stage(7 + 9, (leaf,))]
