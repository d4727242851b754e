"""Laws of the exact bounds: true whatever the prices, and what elimination proves."""

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.optimise import Kind, ProblemBuilder
from simulator.optimise.exact import (
    Prices,
    dense,
    exact_bound,
    exact_dot,
    floor_to_step,
    narrow_prices,
    prices,
    proves_empty,
    simple_fraction,
)
from simulator.optimise.lattice import congruence_prices, unmeetable
from simulator.optimise.problem import LinearForm
from simulator.optimise.reduce import whole_box
from tests.optimise.support import all_plans, best_plan, small_problem

matrices = st.integers(1, 3).flatmap(
    lambda rows: st.lists(
        st.lists(st.integers(-6, 6), min_size=rows, max_size=rows), min_size=1, max_size=4
    ).map(lambda columns: [list(row) for row in zip(*columns, strict=True)])
)


def random_prices(chance: random.Random, rows: int) -> Prices:
    used = tuple(row for row in range(rows) if chance.random() < 0.7)
    return Prices(used, tuple(chance.randint(-20, 20) for _ in used), chance.choice([1, 3, 7, 8]))


@pytest.mark.parametrize("seed", range(150))
def test_no_plan_beats_the_bound_of_any_prices(seed):
    problem, chance = small_problem(seed), random.Random(seed)
    form = problem.goals[0].form if problem.goals else LinearForm((0,), (1,))
    given_prices = random_prices(chance, problem.row_count)
    cost = dense(form, problem.column_count)
    bound = exact_bound(problem, cost, given_prices, problem.lower, problem.upper).value
    assert all(form.value(plan) - form.constant <= bound for plan in all_plans(problem))


@pytest.mark.parametrize("seed", range(300))
def test_prices_prove_emptiness_only_where_there_is_no_plan(seed):
    problem, chance = small_problem(seed), random.Random(seed)
    given_prices = random_prices(chance, problem.row_count)
    if proves_empty(problem, given_prices, problem.lower, problem.upper):
        assert next(all_plans(problem), None) is None


@given(top=st.integers(-(10**5), 10**5), bottom=st.integers(1, 10**5))
def test_a_simple_fraction_is_found_again_from_its_float(top, bottom):
    assert simple_fraction(top / bottom, 14) == Fraction(top, bottom)


@given(st.floats(-1e12, 1e12, allow_subnormal=False))
def test_a_fraction_stays_as_near_its_float_as_asked(number):
    near = simple_fraction(number, 10)
    assert abs(near - Fraction(number)) <= abs(Fraction(number)) / 10**10


@given(st.fractions(), st.integers(1, 1000))
def test_flooring_to_a_step_loses_less_than_a_step(bound, step):
    floored = floor_to_step(bound, step)
    assert floored % step == 0
    assert floored <= bound < floored + step


def test_prices_that_are_no_numbers_are_left_out():
    kept = prices(np.array([np.nan, np.inf, 0.5, 0.0]), 10)
    assert kept == Prices((2,), (1,), 2)


def test_many_unlike_denominators_fall_back_on_a_power_of_two():
    chance = random.Random(1)
    kept = prices(np.array([chance.random() for _ in range(60)]), 14)
    assert kept.denominator == 2**90


@given(matrix=matrices, data=st.data())
def test_an_unmeetable_system_has_no_whole_solution(matrix, data):
    solution = data.draw(st.lists(st.integers(-9, 9), min_size=len(matrix[0]), max_size=len(matrix[0])))
    sides = [sum(a * x for a, x in zip(row, solution, strict=True)) for row in matrix]
    assert unmeetable(matrix, sides) is None


@given(matrix=matrices, data=st.data())
def test_the_weights_make_whole_coefficients_and_a_fractional_side(matrix, data):
    sides = data.draw(st.lists(st.integers(-9, 9), min_size=len(matrix), max_size=len(matrix)))
    weights = unmeetable(matrix, sides)
    if weights is not None:
        combined = [
            sum(w * a for w, a in zip(weights, column, strict=True)) for column in zip(*matrix, strict=True)
        ]
        assert all(coefficient.denominator == 1 for coefficient in combined)
        assert sum(w * side for w, side in zip(weights, sides, strict=True)).denominator > 1


@pytest.mark.parametrize("seed", range(200))
def test_a_congruence_is_claimed_only_where_there_is_no_plan(seed):
    problem = small_problem(seed, scale="ratio")
    found = congruence_prices(problem, whole_box(problem))
    if found is not None:
        assert proves_empty(problem, found, problem.lower, problem.upper)
        assert next(all_plans(problem), None) is None


@given(st.lists(st.tuples(st.integers(-(2**61), 2**61), st.integers(-(2**61), 2**61)), max_size=30))
def test_sums_of_products_are_exact_however_large(pairs):
    left, right = (np.array([pair[at] for pair in pairs], dtype=np.int64) for at in (0, 1))
    assert exact_dot(left, right) == sum(a * b for a, b in pairs)


@pytest.mark.parametrize("seed", range(40))
def test_quick_prices_prove_a_true_bound_that_is_close(seed):
    problem = small_problem(seed, columns=8)
    if not problem.goals or best_plan(problem) is None:
        return
    cost = dense(problem.goals[0].form, problem.column_count)
    floats = np.random.default_rng(seed).normal(size=problem.row_count) * 3
    quick = exact_bound(problem, cost, narrow_prices(problem, cost, floats), problem.lower, problem.upper)
    fine = exact_bound(problem, cost, prices(floats, 14), problem.lower, problem.upper)
    best = max(int((cost * np.array(plan)).sum()) for plan in all_plans(problem))
    assert best <= quick.value
    assert abs(quick.value - fine.value) < Fraction(1, 1000)
    assert quick.column_numerators.dtype == np.int64


def test_quick_prices_stay_in_int64_beside_the_largest_numbers():
    builder = ProblemBuilder()
    builder.add_columns(["a", "b"], 0, 10**12, Kind.AMOUNT)
    builder.add_row("pot", [0, 1], [10**15, 3], None, 10**18, place="pot")
    problem = builder.build()
    cost = np.array([10**12, -5])
    given_prices = narrow_prices(problem, cost, np.array([1e-3]))
    bound = exact_bound(problem, cost, given_prices, problem.lower, problem.upper)
    numerator, denominator = given_prices.numerators[0], given_prices.denominator
    assert bound.column_numerators.tolist() == [
        10**12 * denominator - 10**15 * numerator,
        -5 * denominator - 3 * numerator,
    ]
