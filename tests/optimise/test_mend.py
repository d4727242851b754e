"""What one row alone must give: enough, no more than is needed, and said when none will do."""

import random
from fractions import Fraction

import pytest

from bench.clashing import generated_infeasible
from bench.problems import to_problem
from simulator.optimise import Kind, Problem, ProblemBuilder, solve, violations
from simulator.optimise.loose import LooseRows, placed_rows, sides_of
from simulator.optimise.mend import bound_of, gives_way, least_alone, mended, most_missed, repairs_alone
from tests.optimise.support import all_plans, small_problem

HARD_TO_MEET = [seed for seed in range(300, 400) if next(all_plans(small_problem(seed)), None) is None]


def floors(*, caps: tuple[int, ...] = (100,), wanted: tuple[int, ...] = (70, 50)) -> Problem:
    builder = ProblemBuilder()
    columns = list(builder.add_columns([f"x{j}" for j in range(len(wanted))], 0, 10**6, Kind.AMOUNT))
    for number, cap in enumerate(caps):
        builder.add_row(f"cap{number}", columns, [1] * len(columns), None, cap, place=f"cap{number}")
    for column, floor in zip(columns, wanted, strict=True):
        builder.add_row(f"floor{column}", [column], [1], floor, None, place=f"floor{column}")
    return builder.build()


def alone(problem: Problem):
    return repairs_alone(problem, placed_rows(problem), LooseRows(problem))


@pytest.mark.parametrize("seed", HARD_TO_MEET)
def test_what_a_side_must_give_is_what_counting_every_plan_says(seed):
    problem = small_problem(seed)
    loose = LooseRows(problem)
    for side in loose.sides:
        row, name = side
        others = [other for other in range(problem.row_count) if other != row]
        sums = [problem.row(row).form.value(plan) for plan in all_plans(problem.keep_rows(others))]
        misses = [
            bound_of(problem, side) - s if name == "lower" else s - bound_of(problem, side) for s in sums
        ]
        inside = [m for m, s in zip(misses, sums, strict=True) if keeps_other_side(problem, row, name, s)]
        give = least_alone(problem, loose, side)
        assert give.amount == min(inside, default=None)
        assert give.impossible == (not inside)


def keeps_other_side(problem: Problem, row: int, name: str, reached: int) -> bool:
    lower, upper = problem.row_lower[row], problem.row_upper[row]
    other = upper if name == "lower" else lower
    return other is None or (reached <= other if name == "lower" else reached >= other)


def test_repairs_come_by_the_share_of_their_bound_and_three_are_put_forward():
    found = alone(floors(wanted=(40, 50, 30))).repairs
    asked = [(repair.name, repair.amount, repair.offered) for repair in found]
    assert asked == [("cap0", 20, True), ("floor1", 20, True), ("floor0", 20, True), ("floor2", 20, False)]


def test_a_bound_of_nothing_comes_last():
    builder = ProblemBuilder()
    builder.add_columns(["a", "b"], 0, 100, Kind.AMOUNT)
    builder.add_row("none", [0, 1], [1, 1], None, 0, place="none")
    builder.add_row("some", [0], [1], 7, None, place="some")
    assert [repair.name for repair in alone(builder.build()).repairs] == ["some", "none"]


def test_two_separate_clashes_are_mended_by_no_single_row_and_that_is_proved():
    builder = ProblemBuilder()
    builder.add_columns(["a", "b"], 0, 100, Kind.AMOUNT)
    for column in (0, 1):
        builder.add_row(f"cap{column}", [column], [1], None, 5, place=f"cap{column}")
        builder.add_row(f"floor{column}", [column], [1], 9, None, place=f"floor{column}")
    found = alone(builder.build())
    assert (found.repairs, found.none) == ((), True)


def test_a_repair_is_as_exact_with_money_as_with_small_numbers():
    problem = floors(caps=(10**6 - 1,), wanted=(700_000, 300_000))
    found = alone(problem).repairs
    assert {(repair.amount, repair.proved, repair.least) for repair in found} == {(1, 1, True)}


def test_rows_give_way_outwards_at_either_side():
    problem = floors()
    moved = gives_way(problem, {(0, "upper"): 20, (1, "lower"): 3})
    assert (moved.row_upper[0], moved.row_lower[1], moved.row_lower[2]) == (120, 67, 50)
    with pytest.raises(ValueError, match="'cap0' has no lower bound"):
        gives_way(problem, {(0, "lower"): 1})


@pytest.mark.parametrize("seed", range(20))
def test_no_plan_in_the_box_misses_a_side_by_more_than_the_most(seed):
    problem, chance = small_problem(seed), random.Random(seed)
    sides = sides_of(problem, range(problem.row_count))
    most = most_missed(problem, sides)
    spans = list(zip(problem.lower.tolist(), problem.upper.tolist(), strict=True))
    for _ in range(50):
        plan = [chance.randint(*span) for span in spans]
        broken = {violation.name: violation.shortfall for violation in violations(problem, plan)}
        assert all(broken.get(problem.row_names[r], 0) <= max(0, *worst(sides, most, r)) for r, _ in sides)


def worst(sides, most, row: int) -> list[int]:
    return [0, *(amount for (other, _), amount in zip(sides, most, strict=True) if other == row)]


@pytest.mark.parametrize("whole", [False, True])
def test_a_wide_problem_is_mended_by_plans_that_hold(whole):
    clash = generated_infeasible(700, whole=whole, short=3_000_000)
    problem = to_problem(clash.problem)
    rows = [problem.row_names.index(name) for name in clash.rows[1:2]]
    found = repairs_alone(problem, rows, LooseRows(problem))
    assert all(repair.proved >= clash.short for repair in found.repairs)
    assert whole or {repair.amount for repair in found.repairs} == {clash.short}
    assert {broken_alone(problem, plan) for plan in found.plans} == {
        (repair.name, repair.amount) for repair in found.repairs
    }
    assert found.repairs


def broken_alone(problem: Problem, plan) -> tuple[str, int]:
    (only,) = violations(problem, plan)
    return only.name, only.shortfall


def test_what_is_mended_can_be_solved():
    problem = floors()
    for repair in alone(problem).repairs:
        plan = solve(mended(problem, [repair])).values
        assert sum(violation.shortfall for violation in violations(problem, plan)) <= repair.amount
        assert Fraction(repair.amount) == 20
