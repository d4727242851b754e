"""A conflict is infeasible, minimal, and says truly what would mend it."""

import random
from dataclasses import replace

import pytest

from simulator.optimise import Infeasible, Kind, Problem, ProblemBuilder, Repair, solve
from tests.optimise.support import all_plans, best_plan, small_problem, without_row

HARD_TO_MEET = [seed for seed in range(160) if best_plan(small_problem(seed)) is None]


def kept_rows(problem: Problem, answer: Infeasible) -> list[int]:
    blamed = {clause.name for clause in answer.conflict}
    return [
        row
        for row in range(problem.row_count)
        if not problem.row_places[row] or problem.row_names[row] in blamed
    ]


def loosened(problem: Problem, repair: Repair, amount: int) -> Problem:
    row = problem.row_names.index(repair.name)
    lower, upper = list(problem.row_lower), list(problem.row_upper)
    if repair.side == "lower":
        lower[row] -= amount
    else:
        upper[row] += amount
    return replace(problem, row_lower=tuple(lower), row_upper=tuple(upper))


@pytest.mark.parametrize("seed", HARD_TO_MEET)
def test_the_rows_named_clash_and_would_not_without_any_one_of_them(seed):
    problem = small_problem(seed)
    answer = solve(problem)
    kept = kept_rows(problem, answer)
    assert answer.minimal
    assert next(all_plans(problem.keep_rows(kept)), None) is None
    for row in kept:
        if problem.row_places[row]:
            assert next(all_plans(without_row(problem, kept, row)), None) is not None


@pytest.mark.parametrize("seed", HARD_TO_MEET)
def test_linking_rows_are_never_blamed(seed):
    assert all(clause.place for clause in solve(small_problem(seed)).conflict)


@pytest.mark.parametrize("seed", HARD_TO_MEET)
def test_a_repair_is_enough_and_one_unit_less_is_not(seed):
    problem = small_problem(seed)
    for repair in solve(problem).repairs:
        assert repair.least
        assert next(all_plans(loosened(problem, repair, repair.amount)), None) is not None
        assert next(all_plans(loosened(problem, repair, repair.amount - 1)), None) is None


def test_at_least_one_random_conflict_can_be_mended_by_one_row():
    assert any(solve(small_problem(seed)).repairs for seed in HARD_TO_MEET)


def clashing_budget() -> Problem:
    """Two programmes with floors of 70 and 50 fen under a pot of 100, among limits that do not matter."""
    builder = ProblemBuilder()
    builder.add_columns(["rent", "fees"], 0, 10**9, Kind.AMOUNT)
    builder.add_row("pot", [0, 1], [1, 1], None, 100, place="spending.project")
    builder.add_row("rent floor", [0], [1], 70, None, place="constraints.rent")
    builder.add_row("fees floor", [1], [1], 50, None, place="constraints.fees")
    builder.add_row("idle", [0, 1], [1, -1], None, 10**6, place="constraints.idle")
    return builder.build()


def test_a_clash_of_two_floors_and_a_pot_is_named_with_its_repairs():
    answer = solve(clashing_budget())
    assert [clause.place for clause in answer.conflict] == [
        "spending.project",
        "constraints.rent",
        "constraints.fees",
    ]
    assert [(repair.name, repair.amount, repair.side) for repair in answer.repairs] == [
        ("pot", 20, "upper"),
        ("rent floor", 20, "lower"),
        ("fees floor", 20, "lower"),
    ]


def test_an_equality_no_whole_amounts_can_meet_is_proved_infeasible():
    builder = ProblemBuilder()
    builder.add_columns(["rent", "fees"], 0, 10**9, Kind.AMOUNT)
    builder.add_row("total", [0, 1], [1, 1], 10**6 + 1, 10**6 + 1, place="total")
    builder.add_row("ratio", [0, 1], [173, -827], 0, 0, place="ratio")
    answer = solve(builder.build())
    assert isinstance(answer, Infeasible)
    assert [clause.place for clause in answer.conflict] == ["total", "ratio"]


def test_a_conflict_among_many_limits_names_only_those_that_clash():
    builder, chance = ProblemBuilder(), random.Random(7)
    columns = builder.add_columns([f"x{j}" for j in range(40)], 0, 1, Kind.CHOICE)
    for row in range(60):
        used = chance.sample(list(columns), 6)
        builder.add_row(f"quota{row}", used, [1] * 6, None, 5, place=f"quota{row}")
    builder.add_row("many", list(columns[:10]), [1] * 10, 9, None, place="many")
    builder.add_row("few", list(columns[:12]), [1] * 12, None, 8, place="few")
    answer = solve(builder.build())
    assert [clause.name for clause in answer.conflict] == ["many", "few"]
