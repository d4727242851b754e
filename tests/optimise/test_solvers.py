"""The adapters: what exists, silence, honest claims, lazy loading."""

import subprocess
import sys

import numpy as np
import pulp
import pytest

from simulator.optimise import Kind, ProblemBuilder, solve, solver_names
from simulator.optimise.float_model import power_of_two
from simulator.optimise.problem import Problem
from simulator.optimise.solvers import backend, pulp_backend
from simulator.optimise.solvers.answer import Claim
from tests.optimise.support import SOLVERS, best_plan, market_split, model_of, small_problem


def test_every_solver_named_is_there():
    assert solver_names()[:2] == ("highs", "scipy")
    assert set(SOLVERS) <= set(solver_names())


@pytest.mark.parametrize("name", ["", "gurobi!", "pulp", "pulp:", "pulp:nothing", "HIGHS"])
def test_an_unknown_solver_is_refused_with_those_that_exist(name):
    with pytest.raises(ValueError, match=r"there is no solver .*; these exist: highs, scipy, pulp:"):
        solve(small_problem(1), solver=name)


@pytest.mark.parametrize("solver", SOLVERS)
def test_nothing_reaches_the_terminal(solver, capfd):
    for seed in range(4):
        solve(small_problem(seed), solver=solver)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("seed", range(25))
def test_a_claim_of_optimal_or_infeasible_is_true_on_small_problems_of_choices(seed, solver):
    problem = small_problem(seed, choices=1.0, columns=7)
    best, answer = best_plan(problem), backend(solver)(model_of(problem), 1000)
    assert (best is None) == (answer.claim is Claim.INFEASIBLE)
    assert (answer.values is None) == (best is None)
    if best is not None and problem.goals:
        found = [round(value) for value in answer.values]
        assert problem.goals[0].form.value(found) == problem.goals[0].form.value(best)


def stopped_run(sol_status: int, value: float | None):
    program = pulp.LpProblem("stopped", pulp.LpMaximize)
    column = pulp.LpVariable("c0", 0, 1)
    program.addVariable(column) if hasattr(program, "addVariable") else program.addVariables([column])
    column.varValue = value
    program.status, program.sol_status = pulp.LpStatusOptimal, sol_status
    return model_of(one_choice()), program, [column]


def one_choice() -> Problem:
    builder = ProblemBuilder()
    builder.add_column("x", 0, 1, Kind.CHOICE)
    return builder.build()


@pytest.mark.parametrize(
    ("sol_status", "value", "claim"),
    [
        (pulp.LpSolutionOptimal, 1.0, Claim.OPTIMAL),
        (pulp.LpSolutionIntegerFeasible, 1.0, Claim.FEASIBLE),
        (pulp.LpSolutionNoSolutionFound, 1.0, Claim.UNKNOWN),
        (pulp.LpSolutionInfeasible, 1.0, Claim.INFEASIBLE),
        (pulp.LpSolutionUnbounded, 1.0, Claim.UNKNOWN),
        (pulp.LpSolutionOptimal, None, Claim.UNKNOWN),
    ],
)
def test_of_pulp_only_the_solution_status_is_believed(sol_status, value, claim):
    answer = pulp_backend._answer(*stopped_run(sol_status, value))
    assert answer.claim is claim
    assert (answer.values is None) == (claim not in (Claim.OPTIMAL, Claim.FEASIBLE))


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_run_stopped_by_its_node_limit_never_claims_the_optimum(solver):
    answer = backend(solver)(model_of(market_split()), 1)
    assert answer.claim in (Claim.FEASIBLE, Claim.UNKNOWN)


def test_importing_the_package_loads_no_solver():
    code = (
        "import sys, simulator.optimise; "
        "print([name for name in ('pulp', 'highspy', 'scipy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("seed", range(40))
def test_scaling_by_powers_of_two_loses_nothing(seed):
    problem = small_problem(seed)
    model = model_of(problem)
    whole = model.row_coefficients * np.repeat(model.row_scale, np.diff(model.row_start))
    whole = whole / model.column_scale[model.row_columns]
    assert whole.tolist() == problem.row_coefficients.tolist()
    assert (model.lower * model.column_scale).tolist() == problem.lower.tolist()


@pytest.mark.parametrize("size", [1e-9, 0.3, 1.0, 600.0, 1e18])
def test_the_next_power_of_two_is_above_and_at_most_twice_the_size(size):
    assert size < power_of_two(size) <= 2 * size
