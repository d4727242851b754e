"""The LP text says the same problem: another reader comes to the same optimum."""

import highspy
import pytest

from simulator.optimise import Kind, LinearForm, ProblemBuilder, lp_text
from tests.optimise.support import best_plan, small_problem


def read_and_solve(text: str, folder) -> highspy.Highs:
    path = folder / "problem.lp"
    path.write_text(text, "utf-8")
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    assert solver.readModel(str(path)) == highspy.HighsStatus.kOk
    solver.run()
    return solver


@pytest.mark.parametrize("seed", range(40))
def test_another_reader_of_the_text_finds_the_same_optimum(seed, tmp_path):
    problem = small_problem(seed)
    solver, best = read_and_solve(lp_text(problem), tmp_path), best_plan(problem)
    infeasible = solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible
    assert infeasible == (best is None)
    if best is not None and problem.goals:
        assert round(solver.getObjectiveValue()) == problem.goals[0].form.value(best)


def chinese_problem():
    builder = ProblemBuilder()
    builder.add_columns(["房租 补贴", "房租_补贴", "a\nb"], 0, 10**12, Kind.AMOUNT)
    builder.add_row("预算 cap", [0, 1, 2], [10**18, -1, 3], None, 123456789012345678901, place="p")
    builder.add_goal("points", LinearForm((0, 1, 2), (1, 1, 1)))
    return builder.build()


def test_numbers_are_written_in_full_and_names_stay_apart():
    text = lp_text(chinese_problem())
    assert "<= 123456789012345678901" in text
    assert "+ 1000000000000000000 c0_" in text
    assert "\\ c0______ = 房租 补贴" in text
    assert "\\ c2_a_b = a b" in text
    body = [line for line in text.splitlines() if not line.startswith("\\")]
    assert all(line.isascii() for line in body)


def test_lines_stay_short_enough_for_any_reader():
    builder = ProblemBuilder()
    columns = list(builder.add_columns([f"programme_{j}" for j in range(300)], 0, 1, Kind.CHOICE))
    builder.add_row("cap", columns, [1] * 300, 1, 5, place="p")
    builder.add_goal("points", LinearForm(tuple(columns), (2,) * 300))
    assert max(map(len, lp_text(builder.build()).splitlines())) <= 255


def test_a_goal_that_does_not_exist_is_refused():
    with pytest.raises(IndexError):
        lp_text(chinese_problem(), 1)
