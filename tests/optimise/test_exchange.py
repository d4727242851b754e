"""Exchanges find plans near the bound, and say truly what they lose."""

import random
from fractions import Fraction

import numpy as np
import pytest

from simulator.optimise import Kind, LinearForm, ProblemBuilder
from simulator.optimise.core import focus
from simulator.optimise.exact import dense
from simulator.optimise.exchange import exchanged
from simulator.optimise.reduce import whole_box
from simulator.optimise.relaxation import Relaxation
from simulator.optimise.settle import holds
from simulator.optimise.solvers.answer import Answer, Claim
from tests.optimise.support import all_plans


def projects(seed: int, count: int = 400, rows: int = 3):
    chance, builder = random.Random(seed), ProblemBuilder()
    columns = list(builder.add_columns([f"x{j}" for j in range(count)], 0, 1, Kind.CHOICE))
    for row in range(rows):
        weights = [chance.randint(10**4, 10**6) for _ in columns]
        builder.add_row(f"r{row}", columns, weights, None, sum(weights) * 2 // 5, place=f"r{row}")
    points = tuple(chance.randint(5_000, 9_999) for _ in columns)
    builder.add_goal("points", LinearForm(tuple(columns), points))
    return builder.build()


def relaxed_of(problem):
    cost = dense(problem.goals[0].form, problem.column_count)
    engine = Relaxation(problem, cost, problem.lower, problem.upper)
    return cost, engine.run(problem.lower, problem.upper)


@pytest.mark.parametrize("seed", range(6))
def test_each_exchange_loses_less_than_the_one_before_it(seed):
    problem = projects(seed)
    cost, relaxed = relaxed_of(problem)
    box = whole_box(problem)
    plans = list(exchanged(problem, relaxed, box, None))
    values = [int((cost * plan).sum()) for plan in plans]
    assert plans
    assert all(holds(problem, plan, box) for plan in plans)
    assert values == sorted(set(values))
    assert max(values) <= float((cost * relaxed.values).sum()) + 1e-6


@pytest.mark.parametrize("seed", range(6))
def test_an_exchange_is_better_than_rounding_down(seed):
    problem = projects(seed)
    cost, relaxed = relaxed_of(problem)
    down = int((cost * np.floor(relaxed.values + 1e-6).astype(np.int64)).sum())
    best = max(int((cost * plan).sum()) for plan in exchanged(problem, relaxed, whole_box(problem), None))
    assert best > down


@pytest.mark.parametrize("seed", range(8))
def test_the_best_exchange_is_the_best_of_all_plans_where_every_choice_may_turn(seed):
    problem = projects(seed, count=14, rows=1)
    cost, relaxed = relaxed_of(problem)
    best = max(int((cost * np.array(plan)).sum()) for plan in all_plans(problem))
    down = int((cost * np.floor(relaxed.values + 1e-6).astype(np.int64)).sum())
    found = [int((cost * plan).sum()) for plan in exchanged(problem, relaxed, whole_box(problem), None)]
    assert max(found, default=down) == best


def test_a_row_that_is_just_full_is_not_taken_for_overfull():
    builder = ProblemBuilder()
    columns = list(builder.add_columns([f"x{j}" for j in range(9)], 0, 1, Kind.CHOICE))
    builder.add_row("three", columns, [7] * 9, None, 24, place="three")
    builder.add_goal("points", LinearForm(tuple(columns), (10, 10, 10, 10, 10, 9, 9, 9, 9)))
    problem = builder.build()
    cost, relaxed = relaxed_of(problem)
    tight = problem.with_bounds(0, None, 21)
    plans = list(exchanged(tight, relaxed, whole_box(problem), None))
    assert max(int((cost * plan).sum()) for plan in plans) == 30


def test_nothing_is_offered_that_is_no_better_than_what_is_known():
    problem = projects(1)
    _, relaxed = relaxed_of(problem)
    assert list(exchanged(problem, relaxed, whole_box(problem), 0.0)) == []


def test_a_focus_with_a_solver_that_knows_nothing_still_has_a_good_plan():
    problem = projects(2)
    silent = focus(
        problem, problem.goals[0].form, None, lambda model, nodes: Answer(Claim.UNKNOWN), Fraction(0)
    )
    assert silent.value is not None
    assert (silent.bound - silent.value) * 1_000 < silent.bound
