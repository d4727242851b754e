"""Whole selections from one pot: the plan the tie rule names, proved at once, whatever else is asked."""

import json
import random
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.optimise import Infeasible, Kind, LinearForm, Problem, ProblemBuilder, solve
from simulator.optimise.selection import FEW_FREE, first_of_ties, price_of_pot, selection
from simulator.optimise.solvers import backend
from simulator.optimise.tree import Fix, Frontier
from tests.optimise.support import SOLVERS, best_plan, model_of, write_certificate
from tests.optimise.test_frontier import one_row
from tests.tools.support import many_sided_knapsack, verdict

solve_module = sys.modules[solve.__module__]


def pot(seed: int, count: int, kind: str = "scores", room: int | None = None) -> Problem:
    """Return projects under one budget of two fifths of what they ask for, or of `room`."""
    chance, builder = random.Random(f"{kind} {seed} {count}"), ProblemBuilder()
    costs = [chance.randint(10**6, 10**9) for _ in range(count)]
    worths = {
        "scores": [chance.randint(60, 100) for _ in costs],
        "ten thousands": [cost // 10**6 + chance.randint(0, 20) for cost in costs],
        "alike": [7 for _ in costs],
        "money": costs,
    }[kind]
    columns = list(builder.add_columns([f"x{j}" for j in range(count)], 0, 1, Kind.CHOICE))
    most = sum(costs) * 2 // 5 if room is None else room
    builder.add_row("pot", columns, costs, None, most, place="pot")
    builder.add_goal("points", LinearForm(tuple(columns), tuple(worths), 11))
    return builder.build(chance.sample(columns, count))


def by_the_tree(problem: Problem, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch:
        patch.setattr(solve_module, "selection", lambda *_: None)
        return solve(problem)


def items(costs, worths, room, least=None) -> Problem:
    builder = ProblemBuilder()
    columns = list(builder.add_columns([f"x{j}" for j in range(len(costs))], 0, 1, Kind.CHOICE))
    builder.add_row("pot", columns, costs, least, room, place="pot")
    builder.add_goal("points", LinearForm(tuple(columns), tuple(worths)))
    return builder.build()


@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_the_plan_is_the_one_that_counting_and_the_tie_rule_choose(seed):
    problem = one_row(random.Random(seed), columns=8)
    answer, best = solve(problem), best_plan(problem)
    if best is None:
        assert isinstance(answer, Infeasible)
        return
    assert answer.values == best
    assert answer.unique
    assert answer.goals[0].gap == 0


@settings(max_examples=80, deadline=None)
@given(
    costs=st.lists(st.integers(0, 6), min_size=1, max_size=14),
    seed=st.integers(0, 10**6),
    above=st.integers(-1, 1),
    scale=st.sampled_from([1, 10**8]),
)
def test_a_pot_of_the_sum_a_fen_less_or_a_fen_more_and_equal_projects(costs, seed, above, scale):
    chance = random.Random(seed)
    costs = [cost * scale for cost in costs]
    problem = items(costs, [chance.choice([0, 1, 1, 3, -2]) for _ in costs], sum(costs) + above)
    answer, best = solve(problem), best_plan(problem)
    assert isinstance(answer, Infeasible) if best is None else answer.values == best


def test_an_empty_pot_pays_what_costs_nothing():
    problem = items([3, 0, 2, 0], [9, 1, 5, -1], 0)
    assert solve(problem).values == (0, 1, 0, 0)


def test_a_pot_that_must_be_used_takes_the_least_loss():
    problem = items([5, 4, 3], [-9, -2, -4], 8, least=7)
    assert solve(problem).values == (0, 1, 1)


@pytest.mark.parametrize("kind", ["scores", "ten thousands", "alike"])
@pytest.mark.parametrize("count", [20, 60, 200])
def test_the_tree_finds_the_same_plan(count, kind, monkeypatch):
    problem = pot(count, count, kind)
    assert selection(problem, problem.goals[0].form) is not None
    answer, other = solve(problem), by_the_tree(problem, monkeypatch)
    assert answer.goals[0].value == other.goals[0].value == answer.goals[0].bound
    assert (answer.values == other.values) or not (answer.unique and other.unique)


@pytest.mark.parametrize("count", [20, 90, 200])
@pytest.mark.parametrize("kind", ["scores", "ten thousands"])
def test_solvers_find_nothing_better(count, kind):
    problem = pot(count + 1, count, kind)
    told, model = solve(problem).goals[0].value, model_of(problem)
    answer = backend("highs")(model, 10**6)
    assert problem.goals[0].form.value([round(value) for value in answer.values]) == told


@pytest.mark.parametrize("seed", range(20))
def test_the_proof_is_a_frontier_and_the_checker_accepts_it(seed, tmp_path, capsys):
    problem = pot(seed, 20 + 9 * seed, ("scores", "ten thousands", "alike")[seed % 3])
    answer = solve(problem)
    assert isinstance(answer.stages[0].tree[-1], Frontier)
    assert answer.goals[0].nodes == 0
    assert verdict(write_certificate(tmp_path, problem, answer)) == 0
    assert capsys.readouterr().out == "verified 核验通过: proven optimal\n"


@pytest.mark.parametrize("count", [FEW_FREE + 1, 3_000, 20_000])
def test_very_many_projects_are_narrowed_by_the_price_first(count, tmp_path):
    problem = pot(3, count)
    answer = solve(problem)
    assert isinstance(answer.stages[0].tree[0], Fix)
    assert answer.goals[0].gap == 0
    assert verdict(write_certificate(tmp_path, problem, answer)) == 0


@pytest.mark.parametrize("solver", SOLVERS)
def test_no_solver_is_asked(solver, monkeypatch):
    def refused(name):
        def propose(*_):
            raise AssertionError(f"{name} was asked")

        return propose

    monkeypatch.setattr(solve_module, "backend", refused)
    assert solve(pot(5, 60), solver=solver).goals[0].gap == 0


def test_the_order_of_projects_does_not_matter_once_ties_are_ordered_alike():
    costs, worths = [5, 5, 3, 3, 2, 7], [4, 4, 2, 2, 1, 6]
    first = solve(items(costs, worths, 13))
    turned = items(costs[::-1], worths[::-1], 13)
    ties = tuple(range(len(costs)))[::-1]
    assert solve(replace(turned, ties=ties)).values[::-1] == first.values


# ── what is left to the tree ───────────────────────────────────────────────────────────────────────


def test_a_second_row_that_holds_for_the_best_plan_does_not_matter(monkeypatch):
    problem = pot(2, 40)
    chosen = solve(problem).values
    members = [column for column, taken in enumerate(chosen) if taken]
    form = LinearForm(tuple(range(40)), (1,) * 40)
    idle = problem.with_row("at most so many", form, None, max(len(members), 40))
    assert selection(idle, idle.goals[0].form) is not None
    assert solve(idle).values == chosen
    binding = problem.with_row("fewer", form, None, len(members) - 1)
    assert selection(binding, binding.goals[0].form) is None
    assert solve(binding).goals[0].value == by_the_tree(binding, monkeypatch).goals[0].value


@pytest.mark.parametrize("room", [-(10**9), 0, 1])
def test_of_rows_side_by_side_the_tightest_alone_is_priced(room):
    problem = pot(7, 40)
    row, chosen = problem.row(0), solve(problem)
    both = problem.with_row("class", row.form, None, row.upper + room)
    found = selection(both, both.goals[0].form)
    assert found.tree[0].prices.rows == ((1,) if room < 0 else (0,))
    assert room < 0 or solve(both).values == chosen.values


@pytest.mark.parametrize("seed", range(30))
def test_with_more_rows_the_plan_is_still_what_counting_finds(seed):
    problem = many_sided_knapsack(seed, 10)
    loosened = problem.with_bounds(seed % 3, None, 60 * (seed % 10) + 99)
    answer = solve(loosened)
    assert answer.values == best_plan(loosened)


def test_many_sided_pots_wide_amounts_and_endless_pairs_are_left_to_the_tree():
    crossed = many_sided_knapsack(1)
    assert selection(crossed, crossed.goals[0].form) is None
    builder = ProblemBuilder()
    builder.add_columns(["a", "b"], 0, 10**9, Kind.AMOUNT)
    builder.add_row("pot", [0, 1], [2, 3], None, 10**9)
    builder.add_goal("sum", LinearForm((0, 1), (1, 2)))
    assert selection(builder.build(), LinearForm((0, 1), (1, 2))) is None
    endless = pot(1, 60, "money")
    assert selection(endless, endless.goals[0].form) is None


def test_ties_that_take_too_long_are_left_to_the_tree(monkeypatch):
    problem = pot(4, 30, "alike")
    monkeypatch.setattr(sys.modules[first_of_ties.__module__], "TIE_STATES", 2)
    found = selection(problem, problem.goals[0].form)
    assert first_of_ties(problem, found) is None
    assert solve(problem).goals[0].gap == 0


def test_a_first_of_ties_that_breaks_another_row_is_left_to_the_tree():
    problem = items([2, 2, 1], [3, 3, 1], 2).with_row("not the first", LinearForm((0,), (1,)), None, 0)
    answer = solve(problem)
    assert answer.values == (0, 1, 0) == best_plan(problem)
    assert answer.unique


def test_the_later_goals_keep_the_first_and_have_trees_of_their_own(tmp_path):
    base = pot(6, 25)
    builder = ProblemBuilder()
    columns = list(builder.add_columns(base.column_names, 0, 1, Kind.CHOICE))
    row = base.row(0)
    builder.add_row("pot", columns, row.form.coefficients, None, row.upper, place="pot")
    builder.add_goal("points", base.goals[0].form)
    builder.add_goal("least money", row.form.times(-1))
    problem = builder.build()
    answer = solve(problem)
    assert isinstance(answer.stages[0].tree[-1], Frontier)
    assert answer.goals[0].value == solve(base).goals[0].value
    assert answer.goals[1].gap == 0
    assert verdict(write_certificate(tmp_path, problem, answer)) == 0


# ── the price ──────────────────────────────────────────────────────────────────────────────────────


def test_the_price_is_the_rate_of_the_project_at_which_the_pot_is_full():
    problem = items([4, 5, 6], [8, 5, 3], 7)
    cost = np.array([8, 5, 3])
    assert price_of_pot(problem, cost, 0).numerators == (5,)
    assert price_of_pot(problem, cost, 0).denominator == 5


def test_a_pot_that_must_be_filled_has_a_negative_price():
    problem = items([4, 5, 6], [-8, -5, -3], 15, least=7)
    given_prices = price_of_pot(problem, np.array([-8, -5, -3]), 0)
    assert (given_prices.numerators, given_prices.denominator) == ((-5,), 5)


def test_the_same_problem_has_the_same_proof():
    texts = {json.dumps([str(node) for node in solve(pot(9, 120)).stages[0].tree]) for _ in range(3)}
    assert len(texts) == 1
