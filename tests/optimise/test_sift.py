"""Sifting comes to the value of the whole relaxation, from nothing and after a bound has moved."""

import random

import numpy as np
import pytest

from simulator.optimise import Kind, LinearForm, ProblemBuilder, solve
from simulator.optimise.exact import dense, exact_bound, narrow_prices
from simulator.optimise.relaxation import Relaxation
from simulator.optimise.sift import MANY_COLUMNS, Sifted, relaxation
from simulator.optimise.solvers.answer import Claim

COUNT = MANY_COLUMNS + 100


def claims(seed: int, kind: Kind, ratio: int = 3):
    chance = random.Random(seed)
    builder = ProblemBuilder()
    sizes = [chance.randint(10**5, 10**8) for _ in range(COUNT)]
    whole = kind is Kind.CHOICE
    columns = list(builder.add_columns([f"x{j}" for j in range(COUNT)], 0, 1 if whole else sizes, kind))
    weights = sizes if whole else [1] * COUNT
    builder.add_row("pot", columns, weights, None, sum(sizes) * 2 // 5, place="pot")
    part = [(ratio if j % 4 == 0 else -1) * weight for j, weight in enumerate(weights)]
    builder.add_row("ratio", columns, part, 0, None, place="ratio")
    builder.add_goal("points", LinearForm(tuple(columns), tuple(chance.randint(50, 999) for _ in columns)))
    return builder.build()


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("seed", range(3))
def test_sifting_comes_to_the_value_of_the_whole_relaxation(seed, kind):
    problem = claims(seed, kind)
    cost = dense(problem.goals[0].form, COUNT)
    sifted = Sifted(problem, cost)
    for part in (40, 30, 45):
        bound = int(np.abs(problem.row_coefficients[:COUNT] * problem.upper).sum()) * part // 100
        moved = problem.with_bounds(0, None, bound)
        sifted.move_row(0, None, bound)
        few = sifted.run(problem.lower, problem.upper)
        every = Relaxation(moved, cost, moved.lower, moved.upper).run(moved.lower, moved.upper)
        value = float((cost * every.values).sum())
        assert few.claim is every.claim is Claim.OPTIMAL
        assert float((cost * few.values).sum()) == pytest.approx(value, rel=1e-9)
        exact = exact_bound(moved, cost, narrow_prices(moved, cost, few.prices), moved.lower, moved.upper)
        assert value * (1 - 1e-9) <= float(exact.value) <= value * (1 + 1e-9)


def test_after_two_bounds_the_third_is_looked_for_among_fewer_columns(monkeypatch):
    problem = claims(1, Kind.CHOICE)
    cost, made = dense(problem.goals[0].form, COUNT), []
    begin = Relaxation.__init__

    def counted(self, small, *others):
        made.append(small.column_count)
        begin(self, small, *others)

    monkeypatch.setattr(Relaxation, "__init__", counted)
    sifted, top = Sifted(problem, cost), problem.row_upper[0]
    firsts = []
    for part in (100, 99, 98, 97):
        sifted.move_row(0, None, top * part // 100)
        known = len(made)
        assert sifted.run(problem.lower, problem.upper).claim is Claim.OPTIMAL
        firsts.append(made[known])
    assert firsts[2] == firsts[3] < firsts[1]


def test_a_problem_without_a_plan_is_not_sifted_for_ever():
    problem = claims(1, Kind.AMOUNT)
    builder_row = problem.with_bounds(1, 10**15, None)
    cost = dense(problem.goals[0].form, COUNT)
    sifted = Sifted(builder_row, cost)
    assert sifted.run(problem.lower, problem.upper).claim is Claim.UNKNOWN
    sifted.insist()
    assert sifted.run(problem.lower, problem.upper).claim is Claim.INFEASIBLE
    assert [clause.name for clause in solve(builder_row).conflict] == ["ratio"]


def test_only_very_wide_problems_with_few_rows_are_sifted():
    wide, cost = claims(1, Kind.CHOICE), np.ones(COUNT, dtype=np.int64)
    assert isinstance(relaxation(wide, cost), Sifted)
    builder = ProblemBuilder()
    builder.add_columns(["a", "b"], 0, 1, Kind.CHOICE)
    assert isinstance(relaxation(builder.build(), np.ones(2, dtype=np.int64)), Relaxation)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_very_wide_problem_is_solved_within_its_gap_and_the_same_each_time(kind):
    problem = claims(2, kind)
    first, again = solve(problem), solve(problem)
    goal = first.goals[0]
    assert first == again
    assert goal.value == problem.goals[0].form.value(first.values) <= goal.bound
    assert goal.gap * 10**5 <= goal.bound
