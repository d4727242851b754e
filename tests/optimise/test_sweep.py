"""A sweep answers every what-if as a solve from nothing would, and hands the model over once."""

import random

import pytest

import simulator.optimise.relaxation as relaxing
from simulator.optimise import (
    Infeasible,
    Kind,
    LinearForm,
    Problem,
    ProblemBuilder,
    Restart,
    Solution,
    solve,
    sweep,
    violations,
)
from tests.optimise.support import small_problem


def many_claims(seed: int, count: int, kind: Kind) -> Problem:
    """Return claims on one budget with a floor for some and a ceiling for others."""
    chance, builder = random.Random(seed), ProblemBuilder()
    claims = [chance.randint(10**5, 10**8) for _ in range(count)]
    whole = kind is Kind.CHOICE
    columns = list(builder.add_columns([f"x{j}" for j in range(count)], 0, 1 if whole else claims, kind))
    weights = claims if whole else [1] * count
    some = columns[::3]
    builder.add_row("budget", columns, weights, None, sum(claims) * 2 // 5, place="budget")
    builder.add_row("floor", some, [weights[j] for j in some], sum(claims) // 10, None, place="floor")
    builder.add_goal("points", LinearForm(tuple(columns), tuple(chance.randint(50, 99) for _ in columns)))
    return builder.build()


def agree(hot: Solution | Infeasible, cold: Solution | Infeasible, problem: Problem) -> bool:
    """Tell whether two answers to one problem say the same: neither value lies beyond the other's bound."""
    if isinstance(hot, Infeasible) or isinstance(cold, Infeasible):
        return type(hot) is type(cold)
    proved = all(a.gap == b.gap == 0 for a, b in zip(hot.goals, cold.goals, strict=True))
    same = [goal.value for goal in hot.goals] == [goal.value for goal in cold.goals]
    within = hot.goals[0].value <= cold.goals[0].bound and cold.goals[0].value <= hot.goals[0].bound
    return not violations(problem, hot.values) and (same if proved else within)


@pytest.mark.parametrize("seed", range(40))
def test_a_sweep_of_a_small_problem_gives_the_very_answers_of_solves_from_nothing(seed):
    problem = small_problem(seed, columns=8)
    uppers = [row for row in range(problem.row_count) if problem.row_upper[row] is not None]
    if not uppers:
        return
    row, top = uppers[0], problem.row_upper[uppers[0]]
    low = problem.row_lower[row]
    bounds = [top + move for move in (3, 1, 0, -1, -4) if low is None or top + move >= low]
    for bound, answer in zip(bounds, sweep(problem, row, bounds, "upper"), strict=True):
        cold = solve(problem.with_bounds(row, low, bound))
        assert getattr(answer, "values", None) == getattr(cold, "values", None)


@pytest.mark.parametrize(("kind", "count"), [(Kind.AMOUNT, 400), (Kind.CHOICE, 200), (Kind.AMOUNT, 5_200)])
def test_a_sweep_of_a_wide_problem_agrees_with_solves_from_nothing(kind, count):
    problem = many_claims(1, count, kind)
    top = problem.row_upper[0]
    bounds = [top * part // 10 for part in (10, 9, 8, 7)]
    for bound, answer in zip(bounds, sweep(problem, "budget", bounds, "upper"), strict=True):
        moved = problem.with_bounds(0, None, bound)
        assert agree(answer, solve(moved), moved)


def test_a_sweep_below_a_floor_says_that_nothing_fits():
    problem = many_claims(2, 200, Kind.AMOUNT)
    floor = problem.row_lower[1]
    fits, clash = sweep(problem, "budget", [floor, floor - 1], "upper")
    assert isinstance(fits, Solution)
    assert isinstance(clash, Infeasible)


def test_a_sweep_hands_the_relaxation_over_once(monkeypatch):
    made = []
    begin = relaxing.Relaxation.__init__

    def counted(self, problem, *others):
        made.append(problem.column_count)
        begin(self, problem, *others)

    monkeypatch.setattr(relaxing.Relaxation, "__init__", counted)
    problem = many_claims(3, 300, Kind.AMOUNT)
    sweep(problem, "budget", [problem.row_upper[0] - step * 10**6 for step in range(12)], "upper")
    assert made.count(problem.column_count) == 1


def test_bounds_set_on_several_rows_stay():
    problem = many_claims(4, 200, Kind.AMOUNT)
    ready = Restart(problem)
    ready.solve_at("floor", 0, None)
    answer = ready.solve_at("budget", None, 1_000)
    assert (ready.problem.row_lower[1], ready.problem.row_upper[0]) == (0, 1_000)
    assert sum(answer.values) == 1_000


def test_a_sweep_refuses_what_is_not_there():
    problem = many_claims(5, 5, Kind.AMOUNT)
    with pytest.raises(ValueError, match="no row 'rent'"):
        sweep(problem, "rent", [1], "upper")
    with pytest.raises(ValueError, match="no side 'middle'"):
        sweep(problem, "budget", [1], "middle")
    with pytest.raises(IndexError, match="row 7"):
        sweep(problem, 7, [1], "upper")


def test_other_bounds_on_a_row_share_every_array():
    problem = many_claims(6, 50, Kind.AMOUNT)
    moved = problem.with_bounds(0, 3, 5)
    assert (moved.row_lower[0], moved.row_upper[0]) == (3, 5)
    assert moved.row_coefficients is problem.row_coefficients
    assert problem.row_lower[0] is None


@pytest.mark.parametrize("ends", [(5, 3), (None, None), (1.5, None), (True, None)])
def test_bounds_that_cannot_be_are_refused_by_the_name_of_the_row(ends):
    with pytest.raises(ValueError, match="row 'budget'"):
        many_claims(7, 5, Kind.AMOUNT).with_bounds(0, *ends)
