"""Rows that may give: what the relaxation proposes, and what whole numbers prove of it."""

from fractions import Fraction

import pytest

from simulator.optimise import Kind, Problem, ProblemBuilder
from simulator.optimise.exact import proves_empty
from simulator.optimise.loose import (
    LooseRows,
    clash,
    clash_of_all,
    least_give,
    linking_rows,
    placed_rows,
    sides_of,
)
from simulator.optimise.solvers.answer import Claim
from tests.optimise.clashing import any_plan, clashing_problem
from tests.optimise.support import all_plans, small_problem

SEEDS = range(40)


def two_floors() -> Problem:
    builder = ProblemBuilder()
    builder.add_columns(["rent", "fees", "idle"], 0, 1000, Kind.AMOUNT)
    builder.add_row("pot", [0, 1], [1, 1], None, 100, place="pot")
    builder.add_row("link", [2], [1], 0, 5)
    builder.add_row("rent floor", [0], [1], 70, 90, place="rent")
    builder.add_row("fees floor", [1], [1], 50, None, place="fees")
    return builder.build()


def test_sides_are_listed_row_by_row_and_only_where_there_is_a_bound():
    problem = two_floors()
    assert sides_of(problem, [0, 2]) == ((0, "upper"), (2, "lower"), (2, "upper"))
    assert (placed_rows(problem), linking_rows(problem)) == ((0, 2, 3), (1,))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_clash_is_proved_by_the_rows_that_held_and_no_others(seed):
    problem = clashing_problem(seed)
    placed = placed_rows(problem)
    held = placed[::2]
    given = clash(problem, LooseRows(problem).holding(held))
    if given is not None:
        assert set(given.rows) <= {*held, *linking_rows(problem)}
        assert proves_empty(problem, given, problem.lower, problem.upper)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_problem_that_has_a_plan_is_never_called_a_clash(seed):
    problem = small_problem(seed)
    if next(all_plans(problem), None) is not None:
        assert clash_of_all(problem) is None


def test_the_order_of_questions_does_not_change_what_is_proved():
    problem = two_floors()
    loose = LooseRows(problem)
    assert clash(problem, loose.holding([0, 2])) is None
    assert clash(problem, loose.holding([0, 2, 3])) == clash_of_all(problem)
    assert clash(problem, loose.holding([0, 2, 3], free=(2, "lower"))) is None
    assert clash(problem, loose.holding([0, 2, 3], free=(2, "upper"))) is not None


def test_the_least_give_is_what_the_floors_are_short_of():
    problem = two_floors()
    loose = LooseRows(problem)
    for side in ((0, "upper"), (2, "lower"), (3, "lower")):
        weights = {side: Fraction(1)}
        assert least_give(problem, loose.giving(weights), weights) == 20


def test_a_weight_below_one_is_where_the_least_total_gives():
    problem = two_floors()
    loose = LooseRows(problem)
    weights = {side: Fraction(1, 3) if side[0] == 3 else Fraction(1) for side in loose.sides}
    assert least_give(problem, loose.giving(weights), weights) == Fraction(20, 3)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_plan_gives_less_than_is_proved(seed):
    problem = small_problem(seed)
    loose = LooseRows(problem)
    weights = {side: Fraction(1 + at % 3, 2) for at, side in enumerate(loose.sides)}
    relaxed = loose.giving(weights)
    if relaxed.claim is not Claim.OPTIMAL:
        return
    proved = least_give(problem, relaxed, weights)
    for plan in all_plans(problem.keep_rows(linking_rows(problem))):
        assert sum(weights[side] * miss(problem, side, plan) for side in loose.sides) >= proved


def miss(problem: Problem, side, plan) -> int:
    row = problem.row(side[0])
    reached = row.form.value(plan)
    return max(0, row.lower - reached if side[1] == "lower" else reached - row.upper)


def test_a_roomy_corner_stays_away_from_the_bounds():
    problem = two_floors()
    values = LooseRows(problem).roomy([0]).values
    assert values[0] + values[1] <= 100 - 64 + 1e-6


def test_rows_that_clash_leave_no_room():
    problem = two_floors()
    assert LooseRows(problem).roomy([0, 2, 3]).claim is Claim.UNKNOWN


def test_a_problem_without_placed_rows_has_nothing_to_blame():
    builder = ProblemBuilder()
    builder.add_column("rent", 0, 5, Kind.AMOUNT)
    builder.add_row("much", [0], [1], 9, None)
    problem = builder.build()
    given = clash_of_all(problem)
    assert given is not None
    assert given.rows == (0,)
    assert any_plan(problem) is None
