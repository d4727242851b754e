"""A frontier finds what counting finds, in whatever order, at whatever price, and gives up by count alone."""

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.optimise import Kind, LinearForm, Problem, ProblemBuilder
from simulator.optimise.exact import Prices, combination, dense
from simulator.optimise.frontier import _in_powers, _shortened, best_of, pot_of
from simulator.optimise.reduce import whole_box
from tests.optimise.support import all_plans

SCALES = (1, 1, 10**6, 10**13, 10**25)


def one_row(chance: random.Random, columns: int = 7) -> Problem:
    """Return a goal under one row, with equal, worthless, weightless and negative columns among them."""
    builder, scale = ProblemBuilder(), chance.choice(SCALES)
    names = [f"x{number}" for number in range(chance.randint(1, columns))]
    for name in names:
        lower = chance.choice([0, 0, 0, -2, 1])
        builder.add_column(name, lower, lower + chance.choice([1, 1, 1, 2, 5, 0]), Kind.CHOICE)
    weights = [chance.choice([0, 1, 2, 3, 5, 5, -4, 7]) * scale for _ in names]
    middle = sum(weight * chance.randint(-1, 2) for weight in weights)
    below, above = middle - 4 * scale, middle + 3 * scale
    sides = chance.choice([(None, middle), (middle, None), (below, above), (middle, middle)])
    builder.add_row("pot", range(len(names)), weights, *sides)
    worths = [chance.choice([0, 1, 1, 2, 5, -3, 6]) * chance.choice([1, scale]) for _ in names]
    builder.add_goal("worth", LinearForm(tuple(range(len(names))), tuple(worths), 3))
    return builder.build()


def worth_of(problem: Problem, plan) -> int:
    form = problem.goals[0].form
    return form.value(plan) - form.constant


def best_above(problem: Problem, given_prices: Prices, floor: int | None, **limits):
    pot = pot_of(
        problem, dense(problem.goals[0].form, problem.column_count), given_prices, whole_box(problem)
    )
    return best_of(pot, floor, **limits)


def leaning_price(chance: random.Random, problem: Problem) -> Prices:
    sign = 1 if problem.row_upper[0] is not None else -1
    return Prices((0,), (sign * chance.choice([1, 2, 5, 10**9]),), chance.choice([1, 2, 3, 7, 1000]))


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_the_best_plan_under_one_row_is_the_one_counting_finds_at_any_price(seed):
    chance = random.Random(seed)
    problem = one_row(chance)
    values = {plan: worth_of(problem, plan) for plan in all_plans(problem)}
    best = max(values.values(), default=None)
    found = best_above(problem, leaning_price(chance, problem), None)
    assert found.value == best
    assert (found.plan is None) == (best is None)
    assert found.plan is None or values[tuple(found.plan.tolist())] == best


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 10**9), above=st.integers(-3, 3))
def test_only_what_exceeds_the_floor_is_told_and_a_higher_floor_takes_no_more_pairs(seed, above):
    chance = random.Random(seed)
    problem = one_row(chance)
    best = max((worth_of(problem, plan) for plan in all_plans(problem)), default=0)
    price, floor = leaning_price(chance, problem), best + above
    found = best_above(problem, price, floor)
    assert found.value is None or found.value == best > floor
    assert (found.value is None) == (floor >= best or not any(all_plans(problem)))
    assert best_above(problem, price, floor + 1).states <= found.states


def several_rows(chance: random.Random) -> Problem:
    builder = ProblemBuilder()
    columns = list(builder.add_columns([f"x{j}" for j in range(7)], 0, chance.choice([1, 2]), Kind.CHOICE))
    for row in range(3):
        weights = [chance.randint(-3, 9) for _ in columns]
        top = sum(weights) // 2
        builder.add_row(
            f"r{row}", columns, weights, *chance.choice([(None, top), (top, None), (top - 5, top)])
        )
    builder.add_goal("worth", LinearForm(tuple(columns), tuple(chance.randint(-2, 9) for _ in columns)))
    return builder.build()


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_rows_priced_together_are_one_row_and_its_best_is_no_less_than_theirs(seed):
    chance = random.Random(seed)
    problem = several_rows(chance)
    tops = [chance.choice([0, 1, 2, 5, -1, -3]) for _ in range(3)]
    priced = [(row, top) for row, top in enumerate(tops) if top]
    given_prices = Prices(tuple(r for r, _ in priced), tuple(t for _, t in priced), chance.choice([1, 2, 9]))
    row, low, high = combination(problem, given_prices)
    plans = all_plans(problem.keep_rows([]))
    sums = [(worth_of(problem, plan), int(np.dot(row, plan))) for plan in plans]
    allowed = [worth for worth, used in sums if used <= high and (low is None or used >= low)]
    found = best_above(problem, given_prices, None)
    assert found.value == max(allowed, default=None)
    assert all(worth_of(problem, plan) <= found.value for plan in all_plans(problem))


@pytest.mark.parametrize("seed", range(12))
def test_it_gives_up_by_the_number_of_pairs_and_not_one_sooner(seed):
    problem = one_row(random.Random(seed + 40), columns=12)
    price = leaning_price(random.Random(seed), problem)
    states = best_above(problem, price, None).states
    assert best_above(problem, price, None, most_states=states).states == states
    assert best_above(problem, price, None, most_states=states - 1) is None


def test_without_a_priced_row_the_bounds_of_the_columns_say_it():
    problem = several_rows(random.Random(1))
    form = problem.goals[0].form
    found = best_above(problem, Prices(), None)
    assert found.value == sum(max(0, weight) * int(problem.upper[0]) for weight in form.coefficients)
    assert found.states == 1


@given(units=st.integers(0, 10**6))
def test_parts_of_a_number_of_units_add_up_to_every_smaller_number(units):
    parts = list(_in_powers(units))
    assert sum(parts) == units
    reached = 0
    for part in sorted(parts):
        assert part <= reached + 1  # no number is left out before it
        reached += part


@given(worth=st.integers(-(10**40), 10**40), weight=st.integers(1, 10**40))
def test_a_shortened_rate_promises_more_above_and_less_below(worth, weight):
    exact = Fraction(worth, weight)
    top, bottom = _shortened(worth, weight, 0)
    assert bottom > 0
    if worth >= 0:
        above, below = _shortened(worth, weight, 1), Fraction(top, bottom)
        assert below <= exact <= Fraction(*above)
        if worth.bit_length() + weight.bit_length() <= 60:
            assert below == exact == Fraction(*above)
