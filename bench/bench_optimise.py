"""One budget of 20 programmes, 12 districts and 35 linking rows, solved by us and by our peers in one run.

    python bench/bench_optimise.py [COLUMNS ...]

For amounts (a linear programme) and for whole projects (0/1), at 1,000, 10,000 and 100,000 applications:
the time to build the problem from arrays, to solve it and to prove the answer; the most memory it takes; and
the gap. Ours proves its gap in whole numbers; a peer's gap is what it says itself. A peer that does not end
within the time allowed is stopped, with every process it has started, and printed as such. Then: what a
smallest conflict takes, and 21 what-ifs on the budget by hot restart beside 21 solves from nothing, ours and
those of highspy. Each line runs in a process of its own, so that memory
and options of one cannot reach another.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.clashing import generated_infeasible
from bench.problems import Generated, as_csc, generated, to_problem

SIZES = (1_000, 10_000, 100_000)
STOP_SECONDS = 240
WHAT_IFS = 21
Figures = dict[str, float | str]


def seconds(started: float) -> float:
    """Return how long it is since a reading of the clock."""
    return time.perf_counter() - started


# ── ours ───────────────────────────────────────────────────────────────────────────────────────────


def ours(given: Generated) -> Figures:
    """Build, solve and prove with our own optimiser; `proof` is the exact bound alone, at the root."""
    from simulator.optimise import Solution, solve, violations
    from simulator.optimise.exact import dense, exact_bound, narrow_prices
    from simulator.optimise.sift import relaxation

    started = time.perf_counter()
    problem = to_problem(given)
    build = seconds(started)
    started = time.perf_counter()
    answer = solve(problem)
    took = seconds(started)
    if not isinstance(answer, Solution) or violations(problem, answer.values):
        raise RuntimeError("no plan, or one that breaks a row")
    goal = answer.goals[0]
    cost = dense(problem.goals[0].form, problem.column_count)
    relaxed = relaxation(problem, cost).run(problem.lower, problem.upper)
    started = time.perf_counter()
    exact_bound(problem, cost, narrow_prices(problem, cost, relaxed.prices), problem.lower, problem.upper)
    proof = seconds(started)
    return {
        "build": build,
        "solve": took,
        "proof": proof,
        "value": goal.value,
        "gap": goal.gap / max(1, abs(goal.bound)),
        "note": f"{answer.status.value}, gap {goal.gap} of {goal.bound} proved, {answer.nodes} nodes",
    }


def what_ifs(given: Generated) -> Figures:
    """Solve at 21 budgets by hot restart, and again each from nothing."""
    from simulator.optimise import Solution, solve, sweep

    problem = to_problem(given)
    bounds = budgets(problem.row_upper[0] or 0)
    started = time.perf_counter()
    hot = sweep(problem, 0, bounds, "upper")
    took = seconds(started)
    started = time.perf_counter()
    cold = [solve(problem.with_bounds(0, None, bound)) for bound in bounds]
    nothing = seconds(started)
    pairs = [
        (a, b) for a, b in zip(hot, cold, strict=True) if isinstance(a, Solution) and isinstance(b, Solution)
    ]
    apart = max(abs(a.goals[0].value - b.goals[0].value) / max(1, a.goals[0].bound) for a, b in pairs)
    worst = max(float(each.goals[0].gap) / max(1, each.goals[0].bound) for each, _ in pairs)
    note = f"21 hot {took / nothing:.0%} of 21 cold ({nothing:.2f} s); values at most {apart:.1e} apart"
    return {"build": 0.0, "solve": took, "proof": 0.0, "value": 0.0, "gap": worst, "note": note}


def direct_what_ifs(given: Generated) -> Figures:
    """Solve at the same 21 budgets with highspy, each from nothing."""
    most = given.rows[0].upper or 0
    solved = [direct_highspy(at_budget(given, bound)) for bound in budgets(most)]
    took = sum(float(each["build"]) + float(each["solve"]) for each in solved)
    worst = max(float(each["gap"]) for each in solved)
    return {"build": 0.0, "solve": took, "proof": 0.0, "value": 0.0, "gap": worst, "note": "not proved"}


def budgets(most: int) -> list[int]:
    """Return the budgets of the what-ifs: the whole one, then a hundredth less each time."""
    return [most * (100 - percent) // 100 for percent in range(WHAT_IFS)]


def at_budget(given: Generated, most: int) -> Generated:
    """Return the problem with another budget, its first row."""
    return replace(given, rows=(replace(given.rows[0], upper=most), *given.rows[1:]))


def conflict(given: Generated) -> Figures:
    """Explain a problem of the same size that no plan obeys."""
    from simulator.optimise import Infeasible, solve

    clash = generated_infeasible(given.claims.size, whole=given.whole)
    started = time.perf_counter()
    problem = to_problem(clash.problem)
    build = seconds(started)
    started = time.perf_counter()
    answer = solve(problem)
    took = seconds(started)
    if not isinstance(answer, Infeasible):
        raise TypeError("a problem without a plan was given one")
    note = f"{len(answer.conflict)} rows clash, minimal: {answer.minimal}"
    return {"build": build, "solve": took, "proof": 0.0, "value": 0.0, "gap": 0.0, "note": note}


# ── peers ──────────────────────────────────────────────────────────────────────────────────────────


def direct_highspy(given: Generated) -> Figures:
    """Feed HiGHS its own column arrays, everything at its defaults."""
    import highspy

    arrays = as_csc(given)
    started = time.perf_counter()
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(arrays["cost"]), len(arrays["row_lower"])
    program.col_cost_, program.col_upper_ = arrays["cost"], arrays["upper"]
    program.col_lower_ = np.zeros(len(arrays["cost"]))
    program.row_lower_, program.row_upper_ = arrays["row_lower"], arrays["row_upper"]
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_ = arrays["start"], arrays["index"]
    program.a_matrix_.value_ = arrays["value"]
    if given.whole:
        program.integrality_ = [highspy.HighsVarType.kInteger] * len(arrays["cost"])
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.passModel(program)
    build = seconds(started)
    started = time.perf_counter()
    solver.run()
    info = solver.getInfo()
    gap = info.mip_gap if given.whole else 0.0
    return _peer(build, seconds(started), -info.objective_function_value, gap)


def _peer(build: float, took: float, value: float, gap: float) -> Figures:
    return {"build": build, "solve": took, "proof": 0.0, "value": value, "gap": gap, "note": "not proved"}


def scipy_solver(given: Generated) -> Figures:
    """Use scipy's `milp`, or `linprog` for amounts."""
    from scipy.optimize import Bounds, LinearConstraint, linprog, milp
    from scipy.sparse import csc_array, vstack

    arrays = as_csc(given)
    started = time.perf_counter()
    shape = (len(arrays["row_lower"]), len(arrays["cost"]))
    matrix = csc_array((arrays["value"], arrays["index"], arrays["start"]), shape=shape)
    if given.whole:
        rows = LinearConstraint(matrix, arrays["row_lower"], arrays["row_upper"])
        build = seconds(started)
        started = time.perf_counter()
        kinds = np.ones(shape[1])
        found = milp(arrays["cost"], integrality=kinds, bounds=Bounds(0, arrays["upper"]), constraints=[rows])
        return _peer(build, seconds(started), -found.fun, found.mip_gap)
    high, low = np.isfinite(arrays["row_upper"]), np.isfinite(arrays["row_lower"])
    stacked = vstack([matrix.tocsr()[high], -matrix.tocsr()[low]])
    sides = np.concatenate([arrays["row_upper"][high], -arrays["row_lower"][low]])
    box = np.stack([np.zeros(shape[1]), arrays["upper"]], axis=1)
    build = seconds(started)
    started = time.perf_counter()
    found = linprog(arrays["cost"], A_ub=stacked, b_ub=sides, bounds=box)
    return _peer(build, seconds(started), -found.fun, 0.0)


def pulp_with(name: str) -> Callable[[Generated], Figures]:
    """Return a peer that writes the problem with PuLP's `lpSum` and solves it by the solver named."""

    def run(given: Generated) -> Figures:
        import pulp

        started = time.perf_counter()
        program = pulp.LpProblem("plan", pulp.LpMaximize)
        kind = pulp.LpBinary if given.whole else pulp.LpContinuous
        columns = [pulp.LpVariable(f"x{at}", 0, upper, kind) for at, upper in enumerate(given.upper.tolist())]
        program += pulp.lpSum(score * x for score, x in zip(given.scores.tolist(), columns, strict=True))
        for row in given.rows:
            terms = zip(row.columns.tolist(), row.coefficients.tolist(), strict=True)
            total = pulp.lpSum(weight * columns[at] for at, weight in terms)
            if row.lower is not None:
                program += total >= row.lower
            if row.upper is not None:
                program += total <= row.upper
        build = seconds(started)
        started = time.perf_counter()
        program.solve(pulp.getSolver(name, msg=False))
        return _peer(build, seconds(started), float(pulp.value(program.objective)), float("nan"))

    return run


WAYS: Mapping[str, Callable[[Generated], Figures]] = {
    "ours": ours,
    "highspy, its own arrays": direct_highspy,
    "scipy milp / linprog": scipy_solver,
    "PuLP lpSum + HiGHS": pulp_with("HiGHS"),
    "PuLP lpSum + CBC": pulp_with("PULP_CBC_CMD"),
    "ours, smallest conflict": conflict,
    "ours, 21 what-ifs": what_ifs,
    "highspy, 21 what-ifs": direct_what_ifs,
}
YARDSTICK = "highspy, its own arrays"


# ── one line a process ─────────────────────────────────────────────────────────────────────────────


def apart(name: str, columns: int, whole: bool) -> Figures | None:
    """Return the figures of one way, run in a process of its own; None when it was stopped."""
    command = [sys.executable, __file__, "--one", name, str(columns), str(int(whole))]
    started = subprocess.Popen(  # noqa: S603 - ourselves
        command, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        told, _ = started.communicate(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        # a solver that runs as a program of its own would outlive the process that has started it
        os.killpg(started.pid, signal.SIGKILL)
        started.communicate()
        return None
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, command)
    figures: Figures = json.loads(told.splitlines()[-1])
    return figures


def one(name: str, columns: int, whole: bool) -> None:
    """Print the figures of one way as a line of JSON, with the most memory the process came to need."""
    figures = WAYS[name](generated(columns, whole=whole))
    figures["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    print(json.dumps(figures))


def report(name: str, figures: Figures | None, yardstick: float) -> None:
    """Print one line; the ratio is of build and solve together to plain HiGHS."""
    if figures is None:
        print(f"  {name:<26} stopped after {STOP_SECONDS} s", flush=True)
        return
    build, took, proof, memory, gap = (
        float(figures[key]) for key in ("build", "solve", "proof", "memory", "gap")
    )
    ratio = (build + took) / yardstick if yardstick else float("nan")
    times = f"build {build:7.3f}  solve {took:8.3f}  exact bound {proof:6.3f}  total {build + took:8.3f} s"
    more = f"{ratio:7.3f} x  {memory:6.0f} MiB  gap {gap:8.1e}  {figures['note']}"
    print(f"  {name:<26} {times}  {more}", flush=True)


def main(sizes: tuple[int, ...]) -> None:
    """Print every way at every size, for amounts and for whole projects."""
    for columns in sizes:
        for whole in (False, True):
            print(f"{columns:,} applications, {'whole projects (0/1)' if whole else 'amounts (linear)'}")
            plain = apart(YARDSTICK, columns, whole)
            yardstick = float(plain["build"]) + float(plain["solve"]) if plain else 0.0
            for name in WAYS:
                report(name, plain if name == YARDSTICK else apart(name, columns, whole), yardstick)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]), sys.argv[4] == "1")
    else:
        main(tuple(int(word) for word in sys.argv[1:]) or SIZES)
