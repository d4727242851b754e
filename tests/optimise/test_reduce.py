"""Seeing a problem on its free columns, and narrowing it to where the best plans lie, change no answer."""

import random
import sys
from fractions import Fraction

import numpy as np
import pytest

from simulator.optimise import Infeasible, Kind, LinearForm, Problem, ProblemBuilder, Solution, solve
from simulator.optimise.core import focus
from simulator.optimise.problem import activities
from simulator.optimise.reduce import Box, form_on, on_free_columns, spread
from simulator.optimise.solvers import backend
from tests.optimise.support import all_plans, best_plan, small_problem

SOLVING = sys.modules[solve.__module__]


def random_part(problem: Problem, seed: int) -> Box:
    """Return a box in which about half of the columns are fixed somewhere inside their bounds."""
    chance = random.Random(seed)
    lower, upper = problem.lower.copy(), problem.upper.copy()
    for column in range(problem.column_count):
        if chance.random() < 0.5:
            lower[column] = upper[column] = chance.randint(int(lower[column]), int(upper[column]))
    return Box(lower, upper)


@pytest.mark.parametrize("seed", range(80))
def test_the_plans_on_the_free_columns_are_those_of_the_box(seed):
    problem = small_problem(seed)
    box = random_part(problem, seed)
    inside = [plan for plan in all_plans(problem) if box.contains(np.array(plan))]
    small = on_free_columns(problem, box)
    lifted = [
        spread(box.lower, box.free(), np.array(plan, dtype=np.int64)).tolist() for plan in all_plans(small)
    ]
    assert lifted == [list(plan) for plan in inside]


@pytest.mark.parametrize("seed", range(40))
def test_a_form_on_the_free_columns_differs_by_what_is_fixed(seed):
    problem = small_problem(seed)
    box, form = (
        random_part(problem, seed),
        LinearForm(tuple(range(problem.column_count)), (3,) * problem.column_count),
    )
    columns = box.free()
    still = spread(box.lower, columns, np.zeros(len(columns), dtype=np.int64))
    plan = box.upper
    assert form.value(plan) == form_on(form, columns).value(plan[columns]) + form.value(still)


def test_spreading_keeps_numbers_beyond_int64():
    assert spread(np.array([1, 2]), np.array([1]), np.array([10**30], dtype=object)).tolist() == [1, 10**30]


@pytest.mark.parametrize("seed", range(120))
def test_a_focus_holds_every_plan_that_is_as_good_as_the_best(seed):
    problem = small_problem(seed)
    start = next(all_plans(problem), None)
    if start is None or not problem.goals:
        return
    form = problem.goals[0].form
    aim = focus(problem, form, np.array(start, dtype=np.int64), backend("highs"), Fraction(0))
    plans = list(all_plans(problem))
    best = max(form.value(plan) for plan in plans)
    assert all(aim.box.contains(np.array(plan)) for plan in plans if form.value(plan) == best)
    assert form.value(start) <= form.value(aim.plan) <= best


@pytest.mark.parametrize("seed", range(150))
def test_a_focused_solve_finds_the_plan_that_counting_finds(seed, monkeypatch):
    monkeypatch.setattr(SOLVING, "FOCUS_COLUMNS", 0)
    problem = small_problem(seed)
    answer, best = solve(problem), best_plan(problem)
    assert (None if isinstance(answer, Infeasible) else answer.values) == best


def wide_problem(seed: int, count: int) -> Problem:
    chance, builder = random.Random(seed), ProblemBuilder()
    columns = list(builder.add_columns([f"x{j}" for j in range(count)], 0, 1, Kind.CHOICE))
    cost = [chance.randint(10**6, 5 * 10**7) for _ in columns]
    builder.add_row("pot", columns, cost, None, sum(cost) // 3, place="pot")
    builder.add_goal("points", LinearForm(tuple(columns), tuple(chance.randint(20, 99) for _ in columns)))
    return builder.build()


@pytest.mark.parametrize("seed", range(4))
def test_a_wide_problem_has_the_same_value_with_and_without_focus(seed, monkeypatch):
    problem = wide_problem(seed, 160)
    focused = solve(problem)
    monkeypatch.setattr(SOLVING, "FOCUS_COLUMNS", 10**9)
    plain = solve(problem)
    assert isinstance(focused, Solution)
    assert [goal.value for goal in focused.goals] == [goal.value for goal in plain.goals]
    assert not focused.unique or not plain.unique or focused.values == plain.values


def test_row_sums_of_a_fixed_part_are_taken_to_the_bounds():
    builder = ProblemBuilder()
    builder.add_columns(["a", "b"], 0, 9, Kind.AMOUNT)
    builder.add_row("sum", [0, 1], [2, 3], 5, 20, place="sum")
    small = on_free_columns(builder.build(), Box(np.array([4, 0]), np.array([4, 9])))
    assert (small.row_lower, small.row_upper) == ((-3,), (12,))
    assert activities(small, np.array([4])).tolist() == [12]
