"""The least that rows give in total: no plan breaks them less, and what they give is enough."""

from fractions import Fraction

import pytest

from bench.clashing import generated_infeasible
from bench.problems import to_problem
from simulator.optimise import (
    Kind,
    Problem,
    ProblemBuilder,
    least_relaxation,
    mended,
    parts_of_bounds,
    violations,
)
from simulator.optimise.least import misses, with_gives
from simulator.optimise.loose import linking_rows, sides_of
from simulator.optimise.problem import whole_array
from tests.optimise.support import all_plans, small_problem

HARD_TO_MEET = [seed for seed in range(200, 320) if next(all_plans(small_problem(seed)), None) is None]
WEIGHTS = (Fraction(1), Fraction(3), Fraction(1, 2))


def weights_of(problem: Problem) -> dict[str, Fraction]:
    return {name: WEIGHTS[at % 3] for at, name in enumerate(problem.row_names)}


def no_weights(problem: Problem) -> dict[str, Fraction]:
    return {}


def least_by_counting(problem: Problem, weights: dict[str, Fraction]) -> Fraction | None:
    plans = all_plans(problem.keep_rows(linking_rows(problem)))
    totals = (
        sum((weights.get(v.name, Fraction(1)) * v.shortfall for v in violations(problem, plan)), Fraction(0))
        for plan in plans
    )
    return min(totals, default=None)


@pytest.mark.parametrize("seed", HARD_TO_MEET)
@pytest.mark.parametrize("weigh", [no_weights, weights_of, parts_of_bounds])
def test_no_plan_breaks_the_rows_less_than_the_relaxation(seed, weigh):
    problem = small_problem(seed)
    weights = weigh(problem)
    given = least_relaxation(problem, weights)
    counted = least_by_counting(problem, weights)
    assert (given is None) == (counted is None)
    if given is not None:
        assert all(repair.least for repair in given)
        assert sum(weights.get(repair.name, 1) * repair.amount for repair in given) == counted
        assert next(all_plans(mended(problem, given)), None) is not None


def test_a_dear_row_keeps_its_bound():
    builder = ProblemBuilder()
    builder.add_columns(["rent", "fees"], 0, 10**9, Kind.AMOUNT)
    builder.add_row("pot", [0, 1], [1, 1], None, 100, place="pot")
    builder.add_row("rent floor", [0], [1], 70, None, place="rent")
    builder.add_row("fees floor", [1], [1], 50, None, place="fees")
    problem = builder.build()
    dear = {"pot": Fraction(10), "rent floor": Fraction(3, 2)}
    (only,) = least_relaxation(problem, dear)
    assert (only.name, only.side, only.amount, only.least) == ("fees floor", "lower", 20, True)


def test_rows_that_count_in_other_units_give_by_their_weight():
    builder = ProblemBuilder()
    builder.add_columns([f"z{j}" for j in range(4)], 0, 1, Kind.CHOICE)
    builder.add_row("spent", range(4), [300] * 4, None, 700, place="spent")
    builder.add_row("paid", range(4), [1] * 4, 3, None, place="paid")
    problem = builder.build()
    (by_money,) = least_relaxation(problem, {"paid": Fraction(1000)})
    (by_count,) = least_relaxation(problem, {"paid": Fraction(1)})
    assert (by_money.name, by_money.amount) == ("spent", 200)
    assert (by_count.name, by_count.amount) == ("paid", 1)


def paid_and_spent(*, least_paid: int, most_spent: int) -> Problem:
    builder = ProblemBuilder()
    builder.add_columns([f"z{j}" for j in range(4)], 0, 1, Kind.CHOICE)
    builder.add_row("spent", range(4), [100] * 4, None, most_spent, place="spent")
    builder.add_row("paid", range(4), [1] * 4, least_paid, None, place="paid")
    return builder.build()


def test_a_row_gives_by_its_part_of_its_own_bound_whatever_it_counts_in():
    # four awards cost 400, and 300 are there: an award fewer is a fourth, a hundred fen more a third
    (fewer,) = least_relaxation(paid_and_spent(least_paid=4, most_spent=300))
    assert (fewer.name, fewer.amount, fewer.least) == ("paid", 1, True)
    # three awards cost 300, and 280 are there: an award fewer is a third, twenty fen more a fourteenth
    (more,) = least_relaxation(paid_and_spent(least_paid=3, most_spent=280))
    assert (more.name, more.amount, more.least) == ("spent", 20, True)


def test_a_bound_may_be_weighed_as_it_is_written_though_its_row_has_less_of_it():
    problem = paid_and_spent(least_paid=4, most_spent=300)
    weights = parts_of_bounds(problem, {"paid": 2})
    assert weights == {"spent": Fraction(333, 100_000), "paid": Fraction(1, 2)}
    (only,) = least_relaxation(problem, weights)
    assert (only.name, only.amount) == ("spent", 100)


def test_a_bound_of_nothing_stands_for_all_that_its_row_can_come_to():
    builder = ProblemBuilder()
    builder.add_columns(["old", "new"], 0, [40, 500], Kind.AMOUNT)
    builder.add_row("ratio", [0, 1], [1, -1], 0, None, place="ratio")
    assert parts_of_bounds(builder.build()) == {"ratio": Fraction(1, 500)}


@pytest.mark.parametrize("size", [1, 3, 99, 101, 999_999, 10**13, 9 * 10**15])
def test_a_weight_is_its_part_to_three_digits(size):
    builder = ProblemBuilder()
    builder.add_column("rent", 0, 10**16, Kind.AMOUNT)
    builder.add_row("floor", [0], [1], size, None, place="floor")
    weight = parts_of_bounds(builder.build())["floor"]
    assert abs(weight * size - 1) <= Fraction(1, 200)
    assert weight.denominator <= 1000 * 10 ** len(str(size))


def test_a_negative_weight_is_refused_by_name():
    builder = ProblemBuilder()
    builder.add_column("rent", 0, 10, Kind.AMOUNT)
    builder.add_row("floor", [0], [1], 19, None, place="floor")
    with pytest.raises(ValueError, match=r"'floor': the weight -1 is negative"):
        least_relaxation(builder.build(), {"floor": Fraction(-1)})


def test_rows_without_a_place_never_give():
    builder = ProblemBuilder()
    builder.add_column("rent", 0, 10, Kind.AMOUNT)
    builder.add_row("link", [0], [1], None, 4)
    builder.add_row("floor", [0], [1], 9, None, place="floor")
    (only,) = least_relaxation(builder.build())
    assert (only.name, only.amount) == ("floor", 5)


@pytest.mark.parametrize("whole", [False, True])
def test_a_wide_problem_gives_no_more_than_its_best_single_row(whole):
    clash = generated_infeasible(700, whole=whole, short=7_000_000)
    problem = to_problem(clash.problem)
    given = least_relaxation(problem, {})
    total = sum(repair.amount for repair in given)
    assert total >= clash.short
    assert (total == clash.short and all(repair.least for repair in given)) or whole


@pytest.mark.parametrize("seed", range(20))
def test_a_plan_with_what_it_misses_obeys_the_rows_that_may_give(seed):
    problem = small_problem(seed)
    sides = sides_of(problem, [row for row, place in enumerate(problem.row_places) if place])
    plan = whole_array(problem.upper.tolist())
    missed = misses(problem, plan)
    loosened = with_gives(problem, sides, [10**6] * len(sides))
    values = [*plan.tolist(), *(missed.get(side, 0) for side in sides)]
    broken = {violation.name for violation in violations(loosened, values)}
    assert broken <= {problem.row_names[row] for row in linking_rows(problem)}
