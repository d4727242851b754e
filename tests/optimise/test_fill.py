"""Filling a plan up never breaks a row and never makes it worse."""

import numpy as np
import pytest

from simulator.optimise import violations
from simulator.optimise.exact import dense
from simulator.optimise.fill import filled
from simulator.optimise.reduce import whole_box
from tests.optimise.support import all_plans, small_problem


@pytest.mark.parametrize("seed", range(150))
def test_a_filled_plan_obeys_every_row_and_is_no_worse(seed):
    problem = small_problem(seed, choices=0.8, columns=8)
    start = next(all_plans(problem), None)
    if start is None or not problem.goals:
        return
    form, plan = problem.goals[0].form, np.array(start, dtype=np.int64)
    cost = dense(form, problem.column_count)
    fuller = filled(problem, plan, whole_box(problem), cost, cost)
    assert not violations(problem, fuller)
    assert form.value(fuller) >= form.value(start)
    assert plan.tolist() == list(start)


def test_the_dearest_choices_are_raised_first():
    problem = small_problem(7, choices=1.0)
    plan = problem.lower.copy()
    cost = np.arange(1, problem.column_count + 1).astype(object)
    free = problem.keep_rows([])
    assert (
        filled(free, plan, whole_box(free), cost, cost).tolist()
        == np.minimum(plan + 1, problem.upper).tolist()
    )
