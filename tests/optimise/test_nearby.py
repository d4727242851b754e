"""Plans near a relaxation: rounded, settled, or found among a few columns of many."""

import numpy as np
import pytest

from bench.problems import generated, to_problem
from simulator.optimise import Kind, LinearForm, ProblemBuilder, violations
from simulator.optimise.limits import Limits
from simulator.optimise.nearby import FEW_COLUMNS, is_small, near_box, rounded_plan, rows_kept, search_near
from simulator.optimise.problem import whole_array
from tests.optimise.support import all_plans, planted_problem, small_problem


@pytest.mark.parametrize("seed", range(60))
def test_a_rounded_plan_obeys_everything(seed):
    problem = small_problem(seed)
    middle = (problem.lower + problem.upper).astype(np.float64) / 2.0
    plan = rounded_plan(problem, middle)
    assert plan is None or not violations(problem, plan)


def test_values_close_to_a_plan_round_to_it():
    problem = small_problem(3)
    plan = next(all_plans(problem))
    near = np.array(plan, dtype=np.float64) + 1e-9
    assert tuple(rounded_plan(problem, near)) == plan


def test_amounts_are_settled_around_whole_choices():
    builder = ProblemBuilder()
    builder.add_columns(["a", "b"], 0, 100, Kind.AMOUNT)
    builder.add_column("z", 0, 1, Kind.CHOICE)
    builder.add_row("sum", [0, 1], [1, 1], 33, 33)
    problem = builder.build()
    plan = rounded_plan(problem, np.array([10.5, 22.5, 1.0]))
    assert plan is not None
    assert (int(plan[0] + plan[1]), int(plan[2])) == (33, 1)


def test_a_choice_left_between_whole_numbers_is_not_guessed_at():
    builder = ProblemBuilder()
    builder.add_columns(["y", "z"], 0, 1, Kind.CHOICE)
    builder.add_row("one", [0, 1], [1, 1], 1, 1)
    assert rounded_plan(builder.build(), np.array([0.5, 0.5])) is None


def test_a_small_problem_is_searched_whole():
    problem = planted_problem(1)
    box = near_box(problem, problem.upper.astype(np.float64))
    assert is_small(problem)
    assert box.contains(problem.lower)
    assert box.contains(problem.upper)


@pytest.mark.parametrize("width", [2, 8])
def test_of_many_columns_few_are_free_and_all_others_at_their_rounded_value(width):
    problem = to_problem(generated(5_000, whole=True))
    values = np.where(np.arange(5_000) % 3 == 0, 1.0, 0.0)
    values[7] = 0.4
    box = near_box(problem, values, width)
    free = box.free()
    assert 7 in free
    assert problem.row_count < len(free) <= problem.row_count * 2 * (width + 5) + 1
    still = np.setdiff1d(np.arange(5_000), free)
    assert np.array_equal(box.lower[still], values[still].astype(np.int64))


def test_a_start_is_never_made_worse_and_what_is_found_obeys_everything():
    problem = to_problem(generated(FEW_COLUMNS + 400, whole=True))
    form = problem.goals[0].form
    start = whole_array([0] * problem.column_count)
    free, _ = rows_kept(problem, [0, 1, 2])
    found = search_near(
        free, LinearForm(form.columns, form.coefficients), start.astype(np.float64), Limits(20), start
    )
    assert found.value is not None
    assert found.value >= 0
    assert not violations(free, found.plan)


def test_linking_rows_are_always_kept():
    builder = ProblemBuilder()
    builder.add_column("a", 0, 9, Kind.AMOUNT)
    for name, place in (("first", "p"), ("link", ""), ("second", "q"), ("third", "q")):
        builder.add_row(name, [0], [1], 0, None, place=place)
    kept, indexes = rows_kept(builder.build(), [3])
    assert (kept.row_names, indexes) == (("link", "third"), (1, 3))
