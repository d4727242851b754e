"""The sums behind a conflict: what each row can reach beside the others, and floors added up."""

import pytest

from bench.clashing import generated_infeasible
from bench.problems import to_problem
from simulator.optimise import Clause, Infeasible, Kind, Part, Problem, ProblemBuilder, solve, sums
from tests.optimise.support import all_plans, small_problem

HARD_TO_MEET = [seed for seed in range(400, 520) if next(all_plans(small_problem(seed)), None) is None]


def conflict_of(problem: Problem) -> list[int]:
    answer = solve(problem)
    assert isinstance(answer, Infeasible)
    return [problem.row_names.index(clause.name) for clause in answer.conflict]


@pytest.mark.parametrize("seed", HARD_TO_MEET)
def test_a_reach_is_the_nearest_that_any_plan_of_the_other_rows_comes(seed):
    problem = small_problem(seed)
    rows = conflict_of(problem)
    linking = [row for row, place in enumerate(problem.row_places) if not place]
    for reach in sums(problem, rows).reaches:
        row = problem.row_names.index(reach.name)
        others = [*linking, *(other for other in rows if other != row)]
        reached = {problem.row(row).form.value(plan) for plan in all_plans(problem.keep_rows(others))}
        assert reach.attained
        assert reach.reach in reached
        assert reach.shortfall == abs(reach.bound - reach.reach)
        assert reach.shortfall == min(outside(problem, row, value) for value in reached)


def outside(problem: Problem, row: int, value: int) -> int:
    lower, upper = problem.row_lower[row], problem.row_upper[row]
    if lower is not None and value < lower:
        return lower - value
    assert upper is not None
    return value - upper


def floors_and_a_fund(*, fixed: int = 0) -> Problem:
    builder = ProblemBuilder()
    builder.add_columns(["rent", "fees", "travel"], 0, 10**9, Kind.AMOUNT)
    builder.add_column("salaries", fixed, fixed + 5, Kind.AMOUNT)
    builder.add_row("fund", [0, 1, 2, 3], [1] * 4, None, 500, place="fund")
    builder.add_row("rent floor", [0, 1], [1, 1], 300, None, place="rent")
    builder.add_row("travel floor", [2], [1], 220, None, place="travel")
    return builder.build()


def test_floors_over_separate_columns_of_a_fund_are_added_up():
    addition = sums(floors_and_a_fund(), [0, 1, 2]).addition
    assert addition is not None
    assert (addition.total, addition.side, addition.bound) == (Clause("fund", "fund"), "upper", 500)
    assert addition.parts == (Part("rent floor", "rent", 300), Part("travel floor", "travel", 220))
    assert (addition.rest, addition.short) == (0, 20)


def test_what_the_other_columns_cost_at_least_is_in_the_sum():
    addition = sums(floors_and_a_fund(fixed=30), [0, 1, 2]).addition
    assert addition is not None
    assert (addition.rest, addition.short) == (30, 50)


def test_caps_that_stay_below_a_count_are_added_up_too():
    builder = ProblemBuilder()
    builder.add_columns([f"z{j}" for j in range(7)], 0, 1, Kind.CHOICE)
    builder.add_row("left", [0, 1, 2], [1] * 3, None, 1, place="left")
    builder.add_row("right", [3, 4, 5], [1] * 3, None, 2, place="right")
    builder.add_row("all", range(7), [1] * 7, 6, None, place="all")
    addition = sums(builder.build(), [0, 1, 2]).addition
    assert addition is not None
    assert (addition.side, addition.bound, addition.rest, addition.short) == ("lower", 6, 1, 2)
    assert [part.amount for part in addition.parts] == [1, 2]


@pytest.mark.parametrize(
    ("columns", "coefficients"), [([0, 1], [2, 1]), ([1, 2], [1, 1])], ids=["other terms", "shared column"]
)
def test_rows_that_are_not_parts_of_one_sum_are_not_added(columns, coefficients):
    builder = ProblemBuilder()
    builder.add_columns(["a", "b", "c"], 0, 100, Kind.AMOUNT)
    builder.add_row("fund", [0, 1, 2], [1] * 3, None, 10, place="fund")
    builder.add_row("one", columns, coefficients, 90, None, place="one")
    builder.add_row("two", [2], [1], 90, None, place="two")
    assert sums(builder.build(), [0, 1, 2]).addition is None


def test_wide_sums_come_out_to_the_fen():
    clash = generated_infeasible(3_000, short=1_234_567)
    problem = to_problem(clash.problem)
    told = sums(problem, [problem.row_names.index(name) for name in clash.rows])
    assert {(reach.shortfall, reach.attained) for reach in told.reaches} == {(clash.short, True)}
    assert told.addition is not None
    assert told.addition.short == clash.short
