"""The MPS text says the same problem: other readers come to the same optimum, names in any script and all."""

import pytest

from simulator.optimise import Kind, ProblemBuilder, mps_text
from simulator.optimise.model_text import original_names
from tests.optimise.readers import by_cbc, by_highs, by_pulp
from tests.optimise.support import best_plan, hostile_problem, small_problem, value_of_first_goal


def written(problem, folder, goal: int = 0):
    path = folder / "problem.mps"
    path.write_text(mps_text(problem, goal), "utf-8")
    return path


def negated(optimum: float | None) -> int | None:
    return None if optimum is None else -round(optimum)


@pytest.mark.parametrize("seed", range(40))
def test_highs_and_pulp_read_the_same_problem_from_the_text(seed, tmp_path):
    problem = small_problem(seed)
    path, best = written(problem, tmp_path), value_of_first_goal(problem, best_plan(problem))
    assert negated(by_highs(path)[0]) == best
    assert negated(by_pulp(path)) == best


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_cbc_reads_the_same_problem_from_the_text(seed, tmp_path):
    problem = small_problem(seed)
    optimum, _ = by_cbc(written(problem, tmp_path))
    assert negated(optimum) == value_of_first_goal(problem, best_plan(problem))


@pytest.mark.parametrize("goal", [0, 1])
def test_the_goal_asked_for_is_the_objective(goal, tmp_path):
    problem = hostile_problem()
    optimum, _ = by_cbc(written(problem, tmp_path, goal))
    assert negated(optimum) == max(
        problem.goals[goal].form.value(plan) for plan in ((0, 1, 0, 0), (1, 0, 0, 0))
    )


def test_every_hostile_name_is_read_by_every_reader_and_leads_back(tmp_path):
    problem, path = hostile_problem(), written(hostile_problem(), tmp_path)
    table = original_names(path.read_text("utf-8"))
    assert tuple(table.values()) == (*problem.column_names, *problem.row_names, problem.goals[0].name)
    _, names = by_highs(path)
    _, values = by_cbc(path)
    assert tuple(table[name] for name in names if name != "constant") == problem.column_names
    assert {table[name] for name in values if name in table} >= set(problem.column_names)


def test_letters_of_any_script_stay_readable():
    builder = ProblemBuilder()
    builder.add_columns(["房租 补贴", "房租_补贴", "Zuschuß"], 0, 10**12, Kind.AMOUNT)
    builder.add_row("总额 <= 预算", [0, 1, 2], [10**18, -1, 3], 123456789012345678901, None, place="p")
    text = mps_text(builder.build())
    assert " c0_房租_补贴 r0_总额_预算_l 1000000000000000000\n" in text
    assert " RHS r0_总额_预算_l 123456789012345678901\n" in text
    assert " UP BND c2_Zuschuß 1000000000000\n" in text


def test_a_goal_that_does_not_exist_is_refused():
    with pytest.raises(IndexError):
        mps_text(hostile_problem(), 2)
