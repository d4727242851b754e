"""Settling: the small problem of whole moves is the problem itself seen from a plan."""

import itertools
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.optimise import Kind, ProblemBuilder
from simulator.optimise.exact import dense
from simulator.optimise.problem import LinearForm
from simulator.optimise.reduce import Box, whole_box
from simulator.optimise.settle import broken_rows, holds, recentred, rounded, settle, step_problem
from tests.optimise.support import all_plans, small_problem


def random_start(problem, seed):
    chance = random.Random(seed)
    bounds = zip(problem.lower.tolist(), problem.upper.tolist(), strict=True)
    return np.array([chance.randint(low, high) for low, high in bounds], dtype=np.int64)


@pytest.mark.parametrize("step", [1, 3])
@pytest.mark.parametrize("seed", range(60))
def test_the_moves_allowed_are_those_that_lead_to_a_plan(seed, step):
    problem = small_problem(seed, choices=0.0, columns=3)
    box, start = whole_box(problem), random_start(problem, seed)
    columns = np.arange(problem.column_count)
    steps = step_problem(problem, box, start, columns, step)
    moves = set() if steps is None else set(all_plans(steps))
    every = itertools.product(range(-step, step + 1), repeat=problem.column_count)
    assert moves == {move for move in every if holds(problem, start + np.array(move), box)}


@pytest.mark.parametrize("seed", range(60))
def test_a_recentred_problem_has_the_same_plans_moved(seed):
    problem = small_problem(seed)
    start = random_start(problem, seed)
    moved = {
        tuple((np.array(plan) + start).tolist())
        for plan in all_plans(recentred(problem, whole_box(problem), start))
    }
    assert moved == set(all_plans(problem))


@pytest.mark.parametrize("seed", range(60))
def test_broken_rows_are_those_no_listed_plan_breaks(seed):
    problem, start = small_problem(seed), random_start(small_problem(seed), seed)
    expected = tuple(start.tolist()) in set(all_plans(problem))
    assert (len(broken_rows(problem, start)) == 0) == expected


@given(st.lists(st.floats(-1e13, 1e13), min_size=1, max_size=6))
def test_rounding_stays_in_the_box_and_within_half_a_unit(values):
    box = Box(np.full(len(values), -(10**14)), np.full(len(values), 10**14))
    whole = rounded(np.array(values), box)
    assert all(abs(int(number) - value) <= 0.5 for number, value in zip(whole, values, strict=True))


def test_rounding_is_cut_to_the_box():
    box = Box(np.array([0, 0]), np.array([3, 3]))
    assert rounded(np.array([-7.0, 9.9]), box).tolist() == [0, 3]


def test_a_ratio_in_thousandths_is_settled_from_a_fractional_corner():
    builder = ProblemBuilder()
    builder.add_columns(["a", "b"], 0, 10**9, Kind.AMOUNT)
    builder.add_row("ratio", [0, 1], [1000, -827], 0, 0, place="ratio")
    builder.add_row("pot", [0, 1], [1, 1], None, 123_456_789, place="pot")
    problem = builder.build()
    cost = dense(LinearForm((0, 1), (1, 1)), 2)
    b = 123_456_789 / 1.827
    plan = settle(problem, cost, whole_box(problem), np.array([0.827 * b, b]))
    assert plan is not None
    assert plan.tolist() == [827 * 67573, 1000 * 67573]


def test_what_no_whole_amount_can_meet_is_left_unsettled():
    builder = ProblemBuilder()
    builder.add_column("a", 0, 10, Kind.AMOUNT)
    builder.add_row("half", [0], [2], 7, 7, place="half")
    problem = builder.build()
    assert settle(problem, dense(LinearForm(), 1), whole_box(problem), np.array([3.5])) is None
