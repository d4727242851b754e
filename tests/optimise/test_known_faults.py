"""Small models on which a solver's release once called the wrong plan optimal, and other known lies."""

import math
from dataclasses import replace

import highspy
import numpy as np
import pulp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.optimise import Kind, LinearForm, Problem, ProblemBuilder, Solution, solve
from simulator.optimise.float_model import MOST, FloatModel, checked, float_model
from simulator.optimise.solvers import backend, highs, pulp_backend
from simulator.optimise.solvers.answer import Claim, is_plan
from simulator.problems import SolverFailedError
from tests.optimise.support import SOLVERS, all_plans, best_plan, market_split, model_of, small_problem

Row = tuple[list[int], int | None, int | None]


def least(costs: list[int], boxes: list[tuple[int, int, Kind]], *rows: Row) -> Problem:
    """Return the problem of the least cost; amounts are in tenths of a unit."""
    builder = ProblemBuilder()
    for index, box in enumerate(boxes):
        builder.add_column(f"x{index}", *box)
    for index, (weights, lower, upper) in enumerate(rows):
        builder.add_row(f"r{index}", list(range(len(weights))), weights, lower, upper)
    builder.add_goal("least", LinearForm(tuple(range(len(costs))), tuple(-cost for cost in costs)))
    return builder.build()


CHOICE, AMOUNT = Kind.CHOICE, Kind.AMOUNT

WRONGLY_SOLVED = {
    # HiGHS 1.14.0 said 29.0 (issue 2957): x + 2y, x + y >= 20.1, x whole, y at least 8
    "stuffed, two columns": (
        least([10, 2], [(0, 20, CHOICE), (80, 200, AMOUNT)], ([10, 1], 201, None)),
        282,
    ),
    # it said 15 (issue 3043): 2x + 3z, x + z >= 4.5, z whole
    "stuffed, the whole one dearer": (
        least([2, 30], [(0, 100, AMOUNT), (0, 10, CHOICE)], ([1, 10], 45, None)),
        90,
    ),
    # it said 76 (issue 3002): x + 4y + 9z under a cover, a cap and a balance
    "stuffed, three columns": (
        least(
            [1, 4, 90],
            [(0, 40, AMOUNT), (-10, 10, AMOUNT), (0, 20, CHOICE)],
            ([1, 1, 0], None, 50),
            ([1, 0, 10], 100, None),
            ([0, -1, 10], 75, 75),
        ),
        640,
    ),
    # it fixed the switch (issue 2975): 2b + 99999y, a + b = 10, a <= 100y
    "a switch with a big price": (
        least(
            [2, 99_999, 0],
            [(0, 10, AMOUNT), (0, 1, CHOICE), (0, 10, AMOUNT)],
            ([1, 0, 1], 10, 10),
            ([0, -100, 1], None, 0),
        ),
        20,
    ),
    # it said -99.99 (pull request 3050): -100x + 0.01t, t at least x
    "a whole column beside a cheap one": (
        least([-10_000, 1], [(1, 3, CHOICE), (1, 3, AMOUNT)], ([1, -1], None, 0)),
        -29_997,
    ),
}


@pytest.fixture(params=sorted(WRONGLY_SOLVED))
def once_wrong(request) -> tuple[Problem, int]:
    return WRONGLY_SOLVED[request.param]


def test_the_optimum_of_each_model_is_what_counting_finds(once_wrong):
    problem, optimum = once_wrong
    assert min(-problem.goals[0].form.value(plan) for plan in all_plans(problem)) == optimum


@pytest.mark.parametrize("solver", SOLVERS)
def test_every_solver_finds_the_optimum_others_missed(solver, once_wrong):
    problem, optimum = once_wrong
    model = model_of(problem)
    answer = backend(solver)(model, 1000)
    assert answer.claim is Claim.OPTIMAL
    assert -float(model.cost @ answer.values) * model.cost_scale == pytest.approx(optimum, abs=1e-6)


@pytest.mark.parametrize("solver", SOLVERS)
def test_what_we_say_of_them_is_proved(solver, once_wrong):
    problem, optimum = once_wrong
    solution = solve(problem, solver=solver)
    assert solution.goals[0].value == solution.goals[0].bound == -optimum


# CBC may call a problem "integer infeasible", for which PuLP has no word that could be believed
NO_PLAN = {Claim.INFEASIBLE, Claim.UNKNOWN}


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_all_solvers_agree_with_counting_in_whole_units(seed):
    problem = small_problem(seed, choices=1.0, columns=8)
    best, model = best_plan(problem), model_of(problem)
    form = problem.goals[0].form if problem.goals else LinearForm()
    for solver in SOLVERS:
        answer = backend(solver)(model, 10_000)
        assert answer.claim in (NO_PLAN if best is None else {Claim.OPTIMAL})
        if best is not None:
            assert form.value([round(value) for value in answer.values]) == form.value(best)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_all_solvers_agree_where_amounts_may_be_broken_and_none_is_below_counting(seed):
    problem = small_problem(seed)
    best, model = best_plan(problem), model_of(problem)
    answers = [backend(solver)(model, 10_000) for solver in SOLVERS]
    if any(answer.values is None for answer in answers):
        assert best is None
        assert {answer.claim for answer in answers} <= NO_PLAN
        return
    values = [float(model.cost @ answer.values) * model.cost_scale for answer in answers]
    assert max(values) - min(values) < 1e-6
    if best is not None and problem.goals:
        assert min(values) + problem.goals[0].form.constant > problem.goals[0].form.value(best) - 1e-6


def test_pulp_calls_a_stop_by_the_clock_optimal_and_we_do_not():
    model = model_of(market_split(columns=100, rows=20))
    program, columns = pulp_backend._program(model)
    program.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=0.5, gapRel=0.0))
    assert pulp.LpStatus[program.status] == "Optimal"
    assert program.sol_status == pulp.LpSolutionIntegerFeasible
    answer = pulp_backend._answer(model, program, columns, timed=True)
    assert (answer.claim, answer.ended) == (Claim.FEASIBLE, True)


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_stop_by_the_clock_is_never_called_optimal(solver):
    answer = backend(solver)(model_of(market_split(columns=100, rows=20)), 10**9, 0.3)
    assert answer.claim in (Claim.FEASIBLE, Claim.UNKNOWN)
    assert answer.ended


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_stop_by_nodes_is_not_the_clocks(solver):
    answer = backend(solver)(model_of(market_split()), 1)
    assert answer.claim in (Claim.FEASIBLE, Claim.UNKNOWN)
    assert not answer.ended


def test_highs_knows_every_option_it_is_given():
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    spoken = set(pulp_backend.OWN_SETTINGS["HiGHS"]) | set(pulp_backend.NODE_SETTINGS.values())
    for name in {*highs.OPTIONS, "mip_max_nodes", "time_limit", *spoken}:
        assert solver.getOptionValue(name)[0] == highspy.HighsStatus.kOk, name


@pytest.mark.parametrize("name", pulp_backend.available())
def test_every_solver_of_pulp_is_told_to_close_the_gap_and_where_to_stop(name):
    told = pulp_backend.settings(pulp_backend.BUNDLED.get(name, name), 77, 5.0)
    assert told["gapRel"] == 0.0
    assert told["timeLimit"] == 5.0
    assert 77 in told.values()


# ── numbers no solver reads as meant ───────────────────────────────────────────────────────────────


def two_rows() -> FloatModel:
    builder = ProblemBuilder()
    builder.add_columns(["a", "b"], 0, 9, Kind.AMOUNT)
    builder.add_row("first", [0, 1], [1, 2], None, 8)
    builder.add_row("second", [0, 1], [3, -1], 2, None)
    builder.add_goal("points", LinearForm((0, 1), (1, 1)))
    return model_of(builder.build())


def with_number(model: FloatModel, field: str, at: int, number: float) -> FloatModel:
    numbers = getattr(model, field).copy()
    numbers[at] = number
    return replace(model, **{field: numbers})


BAD = [math.nan, math.inf, -math.inf, 2 * MOST, -2 * MOST]
COLUMN_FIELDS = ["lower", "upper", "cost"]


@pytest.mark.parametrize("number", BAD)
@pytest.mark.parametrize("field", COLUMN_FIELDS)
def test_a_bad_number_of_a_column_is_refused_by_name_and_by_position(field, number):
    model = with_number(two_rows(), field, 1, number)
    with pytest.raises(SolverFailedError, match=r"column 'rent' has a number that is not finite or beyond"):
        checked(model, ["housing", "rent"], ["first", "second"])
    with pytest.raises(SolverFailedError, match="column 1 has"):
        checked(model)


@pytest.mark.parametrize("number", BAD)
def test_a_bad_coefficient_is_refused_with_its_row(number):
    with pytest.raises(SolverFailedError, match="row 'second' has a number"):
        checked(with_number(two_rows(), "row_coefficients", 2, number), ["a", "b"], ["first", "second"])


@pytest.mark.parametrize(
    ("field", "numbers"),
    [("row_lower", [math.nan, math.inf, MOST * 2]), ("row_upper", [math.nan, -math.inf, -MOST * 2])],
)
def test_a_bad_bound_of_a_row_is_refused(field, numbers):
    for number in numbers:
        with pytest.raises(SolverFailedError, match="row 0 has a number"):
            checked(with_number(two_rows(), field, 0, number))


def test_a_missing_bound_is_none_of_them():
    assert checked(two_rows()).row_lower[0] == -math.inf


@pytest.mark.parametrize("solver", SOLVERS)
def test_no_solver_ever_sees_a_bad_number(solver):
    with pytest.raises(SolverFailedError, match="row 0"):
        backend(solver)(with_number(two_rows(), "row_coefficients", 0, math.nan), 10)
    with pytest.raises(SolverFailedError, match="row 1"):
        highs.relaxed(with_number(two_rows(), "row_coefficients", 3, math.nan))


def test_highs_itself_would_call_it_optimal():
    model = with_number(two_rows(), "row_coefficients", 0, math.nan)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.addVars(2, model.lower, model.upper)
    solver.changeColsCost(2, np.arange(2, dtype=np.int32), -model.cost)
    solver.addRow(
        -math.inf,
        float(model.row_upper[0]),
        2,
        model.row_columns[:2].astype(np.int32),
        model.row_coefficients[:2],
    )
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal


def test_a_coefficient_a_solver_would_drop_is_missed_by_the_guess_and_never_by_the_plan():
    builder = ProblemBuilder()
    builder.add_column("huge", 0, 1, Kind.CHOICE)
    builder.add_column("many", 0, 10**6, Kind.AMOUNT)
    builder.add_row("lost", [0, 1], [10**11, 1], None, 10**11)
    builder.add_goal("both", LinearForm((0, 1), (2 * 10**6, 1)))
    problem = builder.build()
    model = model_of(problem)
    assert model.row_coefficients.tolist()[1] == 0.0
    with pytest.raises(SolverFailedError, match="row 0 has a coefficient so small"):
        checked(replace(model, row_coefficients=np.array([0.5, 1e-12]), upper=np.array([1.0, 1e9])))
    answer = solve(problem)
    assert isinstance(answer, Solution)
    assert answer.values == (1, 0)
    assert answer.goals[0].value == 2 * 10**6 <= answer.goals[0].bound


@pytest.mark.parametrize("bound", [10**24, 10**30, 10**60])
def test_a_row_bound_beyond_all_reach_holds_or_is_broken_as_ever(bound):
    builder = ProblemBuilder()
    builder.add_column("a", 0, 9, Kind.AMOUNT)
    builder.add_row("far", [0], [1], None, bound)
    assert backend("highs")(model_of(builder.build()), 10).claim is Claim.OPTIMAL
    builder.add_row("never", [0], [1], bound, None)
    assert backend("highs")(model_of(builder.build()), 10).claim is Claim.INFEASIBLE


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), spoil=st.integers(0, 5))
def test_what_is_called_a_plan_obeys_the_model(seed, spoil):
    problem = small_problem(seed, choices=1.0)
    model = model_of(problem)
    plans = set(all_plans(problem))
    for plan in list(plans)[:20]:
        assert is_plan(model, np.array(plan, dtype=np.float64))
        moved = list(plan)
        moved[spoil % len(moved)] += 1
        assert is_plan(model, np.array(moved, dtype=np.float64)) == (tuple(moved) in plans)
        assert not is_plan(model, np.array(plan, dtype=np.float64) + 0.5)
        assert not is_plan(model, np.array(plan[1:], dtype=np.float64))
        assert not is_plan(model, np.full(len(plan), math.nan))


def test_the_models_made_of_problems_pass():
    for seed in range(60):
        problem = small_problem(seed)
        cost = np.zeros(problem.column_count, dtype=np.int64)
        model = float_model(problem, cost, problem.lower, problem.upper)
        assert checked(model) is model
