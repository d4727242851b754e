"""One run beside its peers, in one process: our whole proved run against solvers that prove nothing.

    python bench/bench_run.py

Prints the time of each on Longgang 2014's problem and the ratio to ours. The peers get the problem already
formulated and answer in floats; we also read, entitle, settle every fen, prove, break ties and audit.
"""

import statistics
import time
from collections.abc import Callable
from functools import partial

import simulator.api as sim
from simulator.engine.draw import draw
from simulator.engine.entitle import entitle
from simulator.engine.formulate import formulate
from simulator.engine.pots import pots
from simulator.optimise.exact import dense
from simulator.optimise.float_model import float_model
from simulator.optimise.solvers import backend

SCENARIO = "scenarios/longgang_2014.yaml"
RUNS = 3
PEERS = ("highs", "scipy", "pulp:CBC")


def seconds(action: Callable[[], object]) -> float:
    """Return the median time of some runs after one that is not counted."""
    action()
    return statistics.median(timed(action) for _ in range(RUNS))


def timed(action: Callable[[], object]) -> float:
    """Return how long one run takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def main() -> None:
    """Time our run and each peer, and print the ratios."""
    budget = sim.load(SCENARIO)
    applicants = draw(budget.scenario.populations, budget.tables, 0)
    claims = entitle(applicants, budget.scenario)
    formulation = formulate(budget.scenario, pots(budget.scenario, claims))
    problem, goal = formulation.problem, formulation.problem.goals[1]
    model = float_model(problem, dense(goal.form, problem.column_count), problem.lower, problem.upper)
    ours = seconds(budget.run)
    print(f"{SCENARIO}: {problem.column_count} columns, {problem.row_count} rows")
    print(f"{'whole run, settled, proved, tie-broken':<42} {ours:8.3f} s")
    claimed = seconds(lambda: entitle(applicants, budget.scenario))
    print(f"{'claims of 200 firms in ten programmes':<42} {claimed:8.3f} s")
    for name in PEERS:
        peer = backend(name)
        took = seconds(partial(peer, model, 100_000))
        print(f"{name + ', one goal, floats, no proof':<42} {took:8.3f} s   ours / peer {ours / took:6.2f}")


if __name__ == "__main__":
    main()
