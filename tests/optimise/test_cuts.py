"""A cut cuts off no whole plan, whatever rows and divider it is made from; what it proves is true."""

import random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from simulator.optimise import Kind, LinearForm, ProblemBuilder, solve
from simulator.optimise.core import focus
from simulator.optimise.cuts import after_cuts, cut_row, strengthened, with_cuts
from simulator.optimise.exact import Prices, dense, exact_bound, narrow_prices, prices
from simulator.optimise.proved import proved_bound
from simulator.optimise.relaxation import Relaxation
from simulator.optimise.solvers import backend
from simulator.optimise.tree import Branch, Cut, Fix, Leaf
from tests.optimise.support import all_plans, small_problem

FEW_NODES = 50


def projects(seed: int, count: int = 160, rows: int = 2):
    """Return whole projects under several budgets and as many floors."""
    chance, builder = random.Random(seed), ProblemBuilder()
    columns = list(builder.add_columns([f"x{j}" for j in range(count)], 0, 1, Kind.CHOICE))
    for row in range(rows):
        some = sorted(chance.sample(columns, count // 2))
        weights = [chance.randint(10**4, 10**7) for _ in some]
        builder.add_row(f"pot{row}", some, weights, None, sum(weights) * 2 // 5, place=f"pot{row}")
        builder.add_row(f"floor{row}", some, [1] * len(some), count // 8, None, place=f"floor{row}")
    points = tuple(chance.randint(5_000, 9_999) for _ in columns)
    builder.add_goal("points", LinearForm(tuple(columns), points))
    return builder.build()


def relaxed_of(problem):
    cost = dense(problem.goals[0].form, problem.column_count)
    return cost, Relaxation(problem, cost, problem.lower, problem.upper).run(problem.lower, problem.upper)


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 400), data=st.data())
def test_every_plan_that_obeys_the_rows_obeys_every_cut_of_them(seed, data):
    problem = small_problem(seed, columns=5)
    assume(problem.row_count)
    rows = st.lists(st.integers(0, problem.row_count - 1), min_size=1, max_size=3, unique=True)
    chosen = tuple(data.draw(rows))
    numbers = tuple(data.draw(st.integers(-7, 7).filter(bool)) for _ in chosen)
    top = tuple(data.draw(st.lists(st.integers(0, problem.column_count - 1), unique=True)))
    cut = Cut(Prices(chosen, numbers, data.draw(st.integers(1, 50))), top, 0)
    form, most = cut_row(problem, cut)
    assert all(form.value(plan) <= most for plan in all_plans(problem))


def test_a_cut_of_one_row_is_the_one_worked_out_by_hand():
    builder = ProblemBuilder()
    builder.add_columns(["a", "b", "c"], 0, 1, Kind.CHOICE)
    builder.add_row("pot", [0, 1, 2], [6, 5, 4], None, 8, place="pot")
    # by 5 from below: 6 = 1 x 5 + 1, 5 = 1 x 5, 4; 8 = 1 x 5 + 3: all beyond 3 counts, that of 4 is 1 of 2
    form, most = cut_row(builder.build(), Cut(Prices((0,), (1,), 5), (), 0))
    assert (form.columns, form.coefficients, most) == ((0, 1, 2), (2, 2, 1), 2)


@pytest.mark.parametrize("seed", range(6))
def test_cuts_bring_the_bound_down_and_never_below_a_plan(seed):
    problem = projects(seed)
    cost, relaxed = relaxed_of(problem)
    strong = strengthened(problem, cost, relaxed)
    plain = exact_bound(
        problem, cost, narrow_prices(problem, cost, relaxed.prices), problem.lower, problem.upper
    )
    given = narrow_prices(strong.problem, cost, strong.relaxed.prices)
    cut = exact_bound(strong.problem, cost, given, problem.lower, problem.upper)
    best = solve(problem, node_limit=FEW_NODES).goals[0].value
    assert strong.cuts
    assert best <= cut.value < plain.value
    assert (cut.value - best) * 20 < (plain.value - best) * 19


def test_a_tree_that_begins_with_its_cuts_tells_them_again_row_by_row():
    problem = projects(1)
    strong = strengthened(problem, *relaxed_of(problem))
    leaf = Leaf(Prices(), ray=False)
    tree = after_cuts((Fix(Prices(), 1), Branch(3, 0, 2, 3), leaf, leaf), strong.cuts)
    again, at = with_cuts(problem, tree)
    count = len(strong.cuts)
    assert at == count
    assert tree[count:] == (
        Fix(Prices(), count + 1),
        Branch(3, 0, count + 2, count + 3),
        leaf,
        leaf,
    )
    rows = range(problem.row_count, strong.problem.row_count)
    assert [again.row(row).form for row in rows] == [strong.problem.row(row).form for row in rows]
    assert again.row_upper == strong.problem.row_upper


@pytest.mark.parametrize("seed", range(3))
def test_what_a_tree_with_cuts_proves_is_found_again_from_the_tree_alone(seed):
    problem = projects(seed)
    answer = solve(problem, node_limit=FEW_NODES)
    (stage,), (goal,) = answer.stages, answer.goals
    assert isinstance(stage.tree[0], Cut)
    assert proved_bound(problem, problem.goals[0].form, stage.tree, goal.value) == goal.bound


def test_a_leaf_with_cuts_proves_less_than_one_without_could():
    problem = projects(2)
    cost, relaxed = relaxed_of(problem)
    aim = focus(problem, problem.goals[0].form, None, backend("highs"), 0)
    plain = Leaf(prices(relaxed.prices, 14), ray=False)
    assert aim.cuts
    bounds = [proved_bound(problem, problem.goals[0].form, tree, 0) for tree in (aim.found().tree, (plain,))]
    assert aim.value <= bounds[0] < bounds[1]
    assert int(np.dot(cost, aim.plan)) == aim.value


def test_amounts_alone_are_not_cut():
    builder = ProblemBuilder()
    columns = list(builder.add_columns([f"x{j}" for j in range(300)], 0, 10**6, Kind.AMOUNT))
    builder.add_row("pot", columns, [3] * 300, None, 10**7 + 1, place="pot")
    builder.add_goal("points", LinearForm(tuple(columns), tuple(range(1, 301))))
    assert not focus(builder.build(), builder.build().goals[0].form, None, backend("highs"), 0).cuts
