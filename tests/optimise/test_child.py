"""A solver in a process of its own: the same answers, an end when its time is up, and nothing left behind."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import fields, replace

import numpy as np
import pytest

from simulator.optimise import ProblemBuilder
from simulator.optimise.float_model import FloatModel
from simulator.optimise.solvers import backend
from simulator.optimise.solvers.answer import Answer, Claim
from simulator.optimise.solvers.child import GRACE, Apart, apart
from simulator.optimise.solvers.wire import receive_answer, receive_model, send_answer, send_model
from simulator.problems import SolverFailedError
from tests.optimise.support import SOLVERS, market_split, model_of, small_problem

PLENTY = 60.0
MOST_NODES = 10**9
IGNORE_THE_END = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
CRASH = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
LEAVE = "import sys; sys.stdin.buffer.readline(); sys.exit(3)"
BABBLE = "import sys; sys.stdin.buffer.readline(); print('this is no answer', flush=True); input()"
HALF_AN_ANSWER = (
    "import sys; sys.stdin.buffer.readline(); "
    'print(\'{"claim": "optimal", "ended": false, "arrays": [["values", "<f8", 5]]}\', flush=True)'
)


def endless() -> FloatModel:
    """Return a model no solver finishes within a test."""
    return model_of(market_split(columns=60, rows=8, exact=True))


def runs(pid: int) -> bool:
    """Tell whether a process is still running; one that is dead but not yet collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(state.stdout.strip()) and not state.stdout.startswith("Z")


def soon(condition, seconds: float = 10.0):
    """Return what a condition comes to, once that is true or a while has passed."""
    end = time.monotonic() + seconds
    while not (true := condition()) and time.monotonic() < end:
        time.sleep(0.02)
    return true


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_solver_apart_answers_as_it_does_here(solver):
    with apart(solver, seconds=PLENTY) as propose:
        for seed in range(5):
            model = model_of(small_problem(seed))
            here, there = backend(solver)(model, 1000), propose(model, 1000)
            assert here.claim is there.claim
            assert (here.values is None) == (there.values is None)
            assert here.values is None or here.values.tolist() == there.values.tolist()
        assert not propose.struck


def test_one_child_serves_all_runs_and_is_gone_afterwards():
    with apart("highs", seconds=PLENTY) as propose:
        assert propose.process is None
        propose(model_of(small_problem(1)), 100)
        first = propose.process
        propose(model_of(small_problem(2)), 100)
        assert propose.process == first
        assert runs(first)
    assert propose.process is None
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


@pytest.mark.parametrize("seconds", [0, -1.0, float("nan"), float("inf"), 1e9])
def test_a_time_that_is_none_is_refused(seconds):
    with pytest.raises(ValueError, match="seconds"):
        apart("highs", seconds=seconds)


def test_an_unknown_solver_is_refused_before_any_process_starts():
    with pytest.raises(ValueError, match=r"there is no solver 'gurobi!'; these exist: highs"):
        apart("gurobi!", seconds=1.0)


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_run_that_meets_its_time_limit_is_marked_as_ended_and_never_optimal(solver):
    with apart(solver, seconds=0.4) as propose:
        started = time.monotonic()
        answer = propose(endless(), MOST_NODES)
        assert time.monotonic() - started < 0.4 + GRACE + 5.0
    assert answer.claim in (Claim.FEASIBLE, Claim.UNKNOWN)
    assert answer.ended
    assert propose.struck


def test_when_the_time_is_used_up_nothing_is_started_any_more():
    with apart("highs", seconds=0.3) as propose:
        propose(endless(), MOST_NODES)
        propose.close()
        answer = propose(model_of(small_problem(1)), 100)
        assert (answer.claim, answer.values, answer.ended) == (Claim.UNKNOWN, None, True)
        assert propose.process is None


def test_a_child_that_ignores_every_limit_is_ended(monkeypatch):
    monkeypatch.setattr("simulator.optimise.solvers.child.GRACE", 0.2)
    seen: list[int] = []
    with Apart("highs", 0.3, IGNORE_THE_END) as propose:
        watcher = threading.Thread(
            target=lambda: soon(lambda: propose.process) and seen.append(propose.process)
        )
        watcher.start()
        answer = propose(model_of(small_problem(1)), 100)
        watcher.join()
    assert (answer.claim, answer.ended, propose.struck) == (Claim.UNKNOWN, True, True)
    assert len(seen) == 1
    assert not runs(seen[0])


@pytest.mark.parametrize("script", [CRASH, LEAVE, BABBLE, HALF_AN_ANSWER, "no python at all"])
def test_a_child_that_dies_or_babbles_is_answered_as_unknown(script):
    with Apart("highs", PLENTY, script) as propose:
        answer = propose(model_of(small_problem(1)), 100)
        assert (answer.claim, answer.values, answer.ended) == (Claim.UNKNOWN, None, True)
        assert propose.process is None


def test_after_a_crash_the_next_run_has_a_child_of_its_own():
    model = model_of(small_problem(1))
    with apart("highs", seconds=PLENTY) as propose:
        propose(model, 100)
        dead = propose.process
        os.kill(dead, signal.SIGSEGV)
        assert propose(model, 100).ended
        answer = propose(model, 100)
        assert propose.process not in (None, dead)
        assert not answer.ended
        assert propose.struck


@pytest.mark.parametrize("blow", [signal.SIGSEGV, signal.SIGKILL])
def test_a_blow_in_the_middle_of_a_run_is_an_answer_not_an_error(blow):
    with apart("highs", seconds=PLENTY) as propose:
        hitter = threading.Timer(0.6, lambda: os.kill(propose.process, blow))
        hitter.start()
        answer = propose(endless(), MOST_NODES)
        hitter.join()
    assert (answer.claim, answer.ended) == (Claim.UNKNOWN, True)


def test_a_child_that_stands_still_is_ended(monkeypatch):
    monkeypatch.setattr("simulator.optimise.solvers.child.GRACE", 0.2)
    with apart("highs", seconds=0.8) as propose:
        stopper = threading.Timer(0.6, lambda: os.kill(propose.process, signal.SIGSTOP))
        stopper.start()
        assert propose(endless(), MOST_NODES).ended
        stopper.join()
    assert propose.process is None


@pytest.mark.parametrize("solver", ["highs", "pulp:CBC"])
def test_an_interrupt_goes_on_to_the_caller_and_leaves_nothing_running(solver):
    # a shell starts what runs in the background with interrupts ignored; here one must be heard
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    propose, seen = apart(solver, seconds=PLENTY), []

    def interrupt() -> None:
        seen.append(propose.process)
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(0.7, interrupt)
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            propose(endless(), MOST_NODES)
    finally:
        signal.signal(signal.SIGINT, before)
    assert propose.process is None
    assert soon(lambda: not members_of(seen[0]))


def members_of(group: int) -> list[int]:
    """Return the processes of a group that run: a solver and the programs it has started."""
    listed = subprocess.run(["ps", "-eo", "pid=,pgid=,stat="], capture_output=True, text=True, check=True)
    rows = (line.split() for line in listed.stdout.splitlines())
    return [int(pid) for pid, of, state in rows if int(of) == group and not state.startswith("Z")]


KILLED_PARENT = """
import sys, threading, time
from tests.optimise.test_child import MOST_NODES, endless
from simulator.optimise.solvers.child import apart
propose = apart(sys.argv[1], seconds=60)
run = threading.Thread(target=propose, args=(endless(), MOST_NODES))
run.start()
while propose.process is None:
    time.sleep(0.01)
print(propose.process, flush=True)
run.join()
"""


@pytest.mark.parametrize(("solver", "running"), [("highs", 1), ("pulp:CBC", 2)])
def test_a_solver_does_not_outlive_a_killed_parent(solver, running):
    command = [sys.executable, "-c", KILLED_PARENT, solver]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        group = int(parent.stdout.readline())
        assert soon(lambda: len(members_of(group)) == running)
        time.sleep(0.2)  # so that the solver is deep in its own code
        parent.kill()
    assert soon(lambda: not members_of(group))


def test_a_model_with_bad_numbers_is_refused_here_and_reaches_no_child():
    model = model_of(small_problem(3))
    bad = replace(model, cost=np.full(len(model.cost), np.nan))
    with apart("highs", seconds=PLENTY) as propose:
        with pytest.raises(SolverFailedError, match="column 0"):
            propose(bad, 100)
        assert propose.process is None


NOISY = """
import json, os, sys
sys.path[:] = json.loads(sys.argv[1])
from simulator.optimise.solvers import worker
quiet = worker.backend
def noisy(name):
    os.write(1, b"a banner of the solver")
    return quiet(name)
worker.backend = noisy
worker.serve(int(sys.argv[2]))
"""


def test_what_a_solver_prints_does_not_fall_between_the_answers(capfd):
    with Apart("highs", PLENTY, NOISY) as propose:
        assert not propose(model_of(small_problem(1)), 100).ended
    assert capfd.readouterr() == ("", "")


def test_a_model_with_nothing_in_it_crosses():
    with apart("highs", seconds=PLENTY) as propose:
        answer = propose(model_of(ProblemBuilder().build()), 100)
    assert (answer.claim, answer.values.tolist(), answer.ended) == (Claim.OPTIMAL, [], False)


@pytest.mark.parametrize("seed", range(10))
def test_a_model_crosses_bit_by_bit(seed):
    model, stream = model_of(small_problem(seed)), io.BytesIO()
    send_model(stream, model, {"solver": "x", "node_limit": 3})
    stream.seek(0)
    there, orders = receive_model(stream)
    assert orders == {"solver": "x", "node_limit": 3}
    for field in fields(model):
        here, come = getattr(model, field.name), getattr(there, field.name)
        assert np.array_equal(here, come)
        assert np.asarray(here).dtype == np.asarray(come).dtype
    with pytest.raises(EOFError):
        receive_model(stream)


@pytest.mark.parametrize("cut", [0, 1, 30, -1])
def test_a_message_cut_short_is_an_end_not_an_answer(cut):
    stream = io.BytesIO()
    send_answer(stream, Answer(Claim.OPTIMAL, np.ones(4)))
    with pytest.raises(EOFError):
        receive_answer(io.BytesIO(stream.getvalue()[:cut]))
