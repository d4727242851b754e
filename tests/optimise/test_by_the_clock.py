"""A solver that may be ended by the clock: the same answer when it is not, an honest mark when it is."""

import os
import subprocess

import pytest

from simulator.optimise import Infeasible, Kind, ProblemBuilder, Status, solve, violations
from simulator.optimise.solvers import child
from tests.optimise.support import SOLVERS, best_plan, market_split, planted_problem, small_problem

PLENTY = 100.0
CRASH = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"


def own_children() -> list[str]:
    """Return the commands of the processes this one has started and not yet seen the end of."""
    command = ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    return [line for line in listed if "serve(" in line]


@pytest.fixture
def crashing(monkeypatch) -> list[str]:
    """Make every child crash, and return what will hold one entry for each that was started."""
    asked: list[str] = []
    start = child._started

    def noted(script: str):
        asked.append(script)
        return start(script)

    monkeypatch.setattr(child, "WORKER", CRASH)
    monkeypatch.setattr(child, "_started", noted)
    return asked


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("seed", [1, 4])
def test_with_time_enough_the_answer_is_the_same_and_reproducible(seed, solver):
    problem = small_problem(seed)
    assert solve(problem, solver=solver, seconds=PLENTY) == solve(problem, solver=solver)


@pytest.mark.parametrize("seed", [2, 7])
def test_money_sized_problems_come_out_the_same_too(seed):
    problem = planted_problem(seed)
    answer = solve(problem, seconds=PLENTY)
    assert answer == solve(problem)
    assert answer.reproducible


@pytest.mark.parametrize("seed", range(8))
def test_a_solver_that_crashes_costs_the_mark_and_nothing_of_the_truth(seed, crashing):
    problem = small_problem(seed)
    best, answer = best_plan(problem), solve(problem, seconds=PLENTY)
    # what needed no solver was not touched by its crash
    assert answer.reproducible == (not crashing)
    if best is None:
        assert isinstance(answer, Infeasible)
    else:
        assert answer.values == best
        assert answer.status is Status.PROVEN_OPTIMAL


def test_a_struck_clock_is_said_and_what_is_claimed_is_still_proved(crashing):
    problem = market_split(columns=40, rows=3)
    answer = solve(problem, seconds=PLENTY, node_limit=60)
    assert crashing
    assert not answer.reproducible
    reached = problem.goals[0].form.value(answer.values)
    assert answer.goals[0].value == reached <= answer.goals[0].bound
    assert violations(problem, answer.values) == ()


def test_no_process_is_left_after_an_answer_or_an_error():
    solve(planted_problem(2), seconds=PLENTY)
    assert own_children() == []
    builder = ProblemBuilder()
    builder.add_column("huge", 0, 1, Kind.CHOICE)
    builder.add_column("many", 0, 10**6, Kind.CHOICE)
    builder.add_row("lost", [0, 1], [10**31, 1], None, 10**31)
    with pytest.raises(RuntimeError, match="row 'lost'"):
        solve(builder.build(), seconds=PLENTY)
    assert own_children() == []


def test_an_unknown_solver_is_refused_with_a_clock_too():
    with pytest.raises(ValueError, match="there is no solver 'nothing'"):
        solve(small_problem(1), solver="nothing", seconds=PLENTY)
