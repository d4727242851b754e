"""The LP text says the same problem: other readers come to the same optimum."""

import pytest

from simulator.optimise import Kind, LinearForm, ProblemBuilder, lp_text
from simulator.optimise.model_text import original_names
from tests.optimise.readers import by_cbc, by_highs
from tests.optimise.support import best_plan, hostile_problem, small_problem, value_of_first_goal


def written(problem, folder, goal: int = 0):
    path = folder / "problem.lp"
    path.write_text(lp_text(problem, goal), "utf-8")
    return path


@pytest.mark.parametrize("seed", range(40))
def test_highs_reads_the_same_problem_from_the_text(seed, tmp_path):
    problem = small_problem(seed)
    best = best_plan(problem)
    optimum, _ = by_highs(written(problem, tmp_path))
    assert (None if optimum is None else round(optimum)) == value_of_first_goal(problem, best)


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_cbc_reads_the_same_problem_from_the_text(seed, tmp_path):
    problem = small_problem(seed)
    best = best_plan(problem)
    optimum, _ = by_cbc(written(problem, tmp_path))
    assert (None if optimum is None else round(optimum)) == value_of_first_goal(problem, best)


@pytest.mark.parametrize("goal", [0, 1])
def test_the_goal_asked_for_is_the_objective(goal, tmp_path):
    problem = hostile_problem()
    optimum, _ = by_highs(written(problem, tmp_path, goal))
    assert optimum == max(problem.goals[goal].form.value(plan) for plan in ((0, 1, 0, 0), (1, 0, 0, 0)))


def test_every_hostile_name_is_read_by_every_reader_and_leads_back(tmp_path):
    problem, path = hostile_problem(), written(hostile_problem(), tmp_path)
    table = original_names(path.read_text("utf-8"))
    assert tuple(table.values())[: problem.column_count] == problem.column_names
    assert tuple(table.values())[problem.column_count :] == problem.row_names
    _, names = by_highs(path)
    _, values = by_cbc(path)
    assert tuple(map(table.get, names)) == problem.column_names
    assert {table[name] for name in values if name.startswith("c")} <= set(problem.column_names)
    assert values


def money_problem():
    builder = ProblemBuilder()
    builder.add_columns(["房租 补贴", "房租_补贴", "a\nb"], 0, 10**12, Kind.AMOUNT)
    builder.add_row("预算 cap", [0, 1, 2], [10**18, -1, 3], None, 123456789012345678901, place="p")
    builder.add_goal("points", LinearForm((0, 1, 2), (1, 1, 1)))
    return builder.build()


def test_numbers_are_written_in_full_and_names_stay_apart():
    text = lp_text(money_problem())
    assert "<= 123456789012345678901" in text
    assert "+ 1000000000000000000 c0_" in text
    assert '\\ c0__ = "房租 补贴"' in text
    assert '\\ c2_a_b = "a\\nb"' in text
    body = [line for line in text.splitlines() if not line.startswith("\\")]
    assert all(line.isascii() for line in body)


def test_lines_stay_short_enough_for_any_reader():
    builder = ProblemBuilder()
    columns = list(
        builder.add_columns([f"programme_{j}" * (j % 40) + f"{j}" for j in range(300)], 0, 1, Kind.CHOICE)
    )
    builder.add_row("cap", columns, [1] * 300, 1, 5, place="p")
    builder.add_goal("points", LinearForm(tuple(columns), (2,) * 300))
    assert max(map(len, lp_text(builder.build()).splitlines())) <= 255


def test_a_goal_that_does_not_exist_is_refused():
    with pytest.raises(IndexError):
        lp_text(money_problem(), 1)
