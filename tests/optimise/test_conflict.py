"""A conflict is infeasible, minimal, and says truly what would mend it."""

import random
from fractions import Fraction
from pathlib import Path

import pytest

from bench.clashing import generated_infeasible
from bench.problems import to_problem
from simulator import checker
from simulator.optimise import (
    Infeasible,
    Kind,
    Problem,
    ProblemBuilder,
    Repair,
    mended,
    parts_of_bounds,
    solve,
)
from simulator.optimise.conflict import row_ends, smallest_conflict
from simulator.optimise.exact import Prices
from simulator.optimise.limits import Limits
from simulator.optimise.tree import Leaf
from tests.optimise.clashing import any_plan, blamed_rows, clashing_problem, giving, has_plan, without_side
from tests.optimise.support import all_plans, best_plan, small_problem, without_row, write_certificate

HARD_TO_MEET = [seed for seed in range(160) if best_plan(small_problem(seed)) is None]


def kept_rows(problem: Problem, answer: Infeasible) -> list[int]:
    return blamed_rows(problem, {clause.name for clause in answer.conflict})


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
        assert next(all_plans(giving(problem, repair, repair.amount)), None) is not None
        assert next(all_plans(giving(problem, repair, repair.amount - 1)), None) is None


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


def test_rows_without_a_place_that_clash_by_themselves_leave_nobody_to_blame():
    builder = ProblemBuilder()
    builder.add_column("rent", 0, 9, Kind.AMOUNT)
    builder.add_column("line", 7, 7, Kind.AMOUNT)
    builder.add_row("much", [0], [1], 8, None)
    builder.add_row("little", [0], [1], None, 3)
    builder.add_row("envelope", [1], [1], None, 5, place="envelope")
    answer = solve(builder.build())
    assert (answer.conflict, answer.minimal, answer.repairs) == ((), True, ())
    assert (answer.none_alone, answer.relaxation) == (True, None)


def test_a_single_row_out_of_reach_is_the_whole_conflict():
    answer = solve(envelope_below_a_line())
    assert [clause.name for clause in answer.conflict] == ["envelope"]
    assert answer.proof == (Leaf(Prices((1,), (1,), 1), ray=True),)
    assert [(r.name, r.amount) for r in answer.relaxation or ()] == [("envelope", 2)]


def envelope_below_a_line() -> Problem:
    builder = ProblemBuilder()
    builder.add_columns(["line", "rent"], [7, 0], [7, 9], Kind.AMOUNT)
    builder.add_row("idle", [1], [1], None, 8, place="idle")
    builder.add_row("envelope", [0, 1], [1, 1], None, 5, place="envelope")
    return builder.build()


def test_what_is_infeasible_in_fractions_needs_no_tree():
    clash = generated_infeasible(3_000, short=999)
    problem = to_problem(clash.problem)
    conflict = smallest_conflict(problem, (), Limits(nodes=1))
    assert (conflict.minimal, conflict.nodes, len(conflict.tree)) == (True, 0, 1)
    assert {problem.row_names[row] for row in conflict.rows} == set(clash.rows)


def test_a_filter_stopped_by_its_limit_says_that_it_may_not_be_minimal():
    problem = split_three_ways(seed=1)
    answer = solve(problem)
    rows = {clause.name for clause in answer.conflict}
    assert (answer.minimal, rows) == (True, {"split1", "split2"})
    stopped = smallest_conflict(problem, answer.proof, Limits(nodes=1))
    assert not stopped.minimal
    assert rows <= {problem.row_names[row] for row in stopped.rows}


def split_three_ways(seed: int) -> Problem:
    """Choices whose weights can be halved in fractions, in three ways at once, but not in whole numbers."""
    builder, chance = ProblemBuilder(), random.Random(seed)
    columns = builder.add_columns([f"z{j}" for j in range(10)], 0, 1, Kind.CHOICE)
    for row in range(3):
        weights = [chance.randint(1, 99) for _ in columns]
        half = sum(weights) // 2
        builder.add_row(f"split{row}", columns, weights, half, half, place=f"split{row}")
    return builder.build()


@pytest.mark.parametrize("seed", range(40))
def test_the_ends_of_a_row_are_those_of_counting(seed):
    problem = small_problem(seed)
    least, most = row_ends(problem)
    free = problem.keep_rows([])
    plans = list(all_plans(free))
    for row in range(problem.row_count):
        reached = [problem.row(row).form.value(plan) for plan in plans]
        assert (int(least[row]), int(most[row])) == (min(reached), max(reached))


# ── a campaign of planted clashes ──────────────────────────────────────────────────────────────────

FEW, MANY = range(60), range(60, 560)


def check_conflict(problem: Problem, answer: Infeasible, folder: Path) -> None:
    """The rows named have no plan, by an outside solver and by the checker; without any one they have."""
    assert answer.minimal
    names = {clause.name for clause in answer.conflict}
    kept = blamed_rows(problem, names)
    assert any_plan(problem.keep_rows(kept)) is None
    for row in kept:
        if problem.row_places[row]:
            assert has_plan(without_row(problem, kept, row))
    path = write_certificate(folder, problem, answer)
    assert checker.check(path, folder / "awards.csv") == "infeasible"


def check_repairs(problem: Problem, answer: Infeasible) -> None:
    """Every repair is enough; where it is called least one unit less is not; none means that none can."""
    shares = [Fraction(repair.amount, abs(bound(problem, repair)) or 1) for repair in answer.repairs]
    zero = [bound(problem, repair) == 0 for repair in answer.repairs]
    assert [repair.offered for repair in answer.repairs] == [at < 3 for at in range(len(answer.repairs))]
    assert list(zip(zero, shares, strict=True)) == sorted(zip(zero, shares, strict=True))
    for repair in answer.repairs:
        assert has_plan(giving(problem, repair, repair.amount))
        assert repair.least == (repair.proved == repair.amount)
        assert any_plan(giving(problem, repair, repair.proved - 1)) is None
    if answer.none_alone:
        check_none_alone(problem, answer)


def check_none_alone(problem: Problem, answer: Infeasible) -> None:
    assert not answer.repairs
    for row in (problem.row_names.index(clause.name) for clause in answer.conflict):
        for side in ("lower", "upper"):
            assert any_plan(without_side(problem, row, side)) is None


def check_relaxation(problem: Problem, answer: Infeasible) -> None:
    """What all rows give together is enough, and one unit less of it is not where it is called least."""
    assert answer.relaxation
    assert has_plan(mended(problem, answer.relaxation))
    weights = parts_of_bounds(problem)
    alone = [weights[repair.name] * repair.amount for repair in answer.repairs]
    total = sum(weights[repair.name] * repair.amount for repair in answer.relaxation)
    assert total <= min(alone, default=total)
    for repair in answer.relaxation if all(repair.least for repair in answer.relaxation) else ():
        others = [each for each in answer.relaxation if each is not repair]
        assert any_plan(giving(mended(problem, others), repair, repair.amount - 1)) is None


def bound(problem: Problem, repair: Repair) -> int:
    row = problem.row_names.index(repair.name)
    return (problem.row_lower if repair.side == "lower" else problem.row_upper)[row]


def check_all(seed: int, folder: Path) -> None:
    problem = clashing_problem(seed)
    answer = solve(problem)
    assert isinstance(answer, Infeasible)
    check_conflict(problem, answer, folder)
    check_repairs(problem, answer)
    check_relaxation(problem, answer)


@pytest.mark.parametrize("seed", FEW)
def test_planted_clashes_are_named_proved_and_mended(seed, tmp_path):
    check_all(seed, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", MANY)
def test_many_planted_clashes_are_named_proved_and_mended(seed, tmp_path):
    check_all(seed, tmp_path)
