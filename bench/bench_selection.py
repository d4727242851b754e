"""Whole projects from one pot, chosen and proved by us and by plain HiGHS at gap 0, in one run.

    python bench/bench_selection.py [PROBLEMS]

Every problem has one budget of two fifths of what its projects ask for. Scores: 60 to 100 points, claims in
fen; tens of thousands: claims in whole 万元 with scores that rise with them. HiGHS is fed its own arrays and
proves nothing; ours finds the plan the tie rule names, proves it in whole numbers, and the time to check the
certificate with the independent checker is told beside it. Times are of one core, in milliseconds a problem.
"""

import io
import json
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

import highspy
import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from simulator import checker
from simulator.optimise import (
    Kind,
    LinearForm,
    Payouts,
    Problem,
    ProblemBuilder,
    Solution,
    build_certificate,
    solve,
)

SIZES = (20, 30, 50, 75, 100, 150)
PROBLEMS = 300


@dataclass(frozen=True, slots=True)
class Pot:
    """One budget and what each project asks for and is worth."""

    costs: tuple[int, ...]
    worths: tuple[int, ...]
    budget: int


def scores(chance: np.random.Generator, count: int) -> Pot:
    """Return claims in fen over three orders of size, and scores that have nothing to do with them."""
    costs = tuple((10 ** chance.uniform(6, 9, count)).astype(np.int64).tolist())
    return Pot(costs, tuple(chance.integers(60, 101, count).tolist()), sum(costs) * 2 // 5)


def ten_thousands(chance: np.random.Generator, count: int) -> Pot:
    """Return claims in whole 万元, and scores that follow them closely."""
    claims = chance.integers(10, 901, count)
    worths = claims + chance.integers(0, 61, count)
    budget = int(claims.sum()) * 2 // 5 * 10**6
    return Pot(tuple((claims * 10**6).tolist()), tuple(worths.tolist()), budget)


KINDS: dict[str, Callable[[np.random.Generator, int], Pot]] = {
    "scores": scores,
    "tens of thousands": ten_thousands,
}


def problem_of(pot: Pot) -> Problem:
    """Return the pot as a problem."""
    builder = ProblemBuilder()
    columns = list(builder.add_columns([f"x{at}" for at in range(len(pot.costs))], 0, 1, Kind.CHOICE))
    builder.add_row("budget", columns, pot.costs, None, pot.budget, place="budget")
    builder.add_goal("points", LinearForm(tuple(columns), pot.worths))
    return builder.build()


def by_highs(pot: Pot) -> tuple[float, int]:
    """Return the seconds plain HiGHS takes at gap 0, and the points of its plan."""
    started = time.process_time()
    count = len(pot.costs)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = count, 1
    program.col_cost_ = -np.array(pot.worths, dtype=np.float64)
    program.col_lower_, program.col_upper_ = np.zeros(count), np.ones(count)
    program.row_lower_, program.row_upper_ = np.array([-np.inf]), np.array([float(pot.budget)])
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_ = np.array([0, count]), np.arange(count)
    program.a_matrix_.value_ = np.array(pot.costs, dtype=np.float64)
    program.integrality_ = [highspy.HighsVarType.kInteger] * count
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    solver.passModel(program)
    solver.run()
    chosen = np.rint(np.array(solver.getSolution().col_value)).astype(np.int64)
    return time.process_time() - started, int(chosen @ np.array(pot.worths))


def by_us(pot: Pot) -> tuple[float, int, Problem, Solution]:
    """Return the seconds we take to build, choose and prove, and the points."""
    started = time.process_time()
    problem = problem_of(pot)
    answer = solve(problem)
    took = time.process_time() - started
    if not isinstance(answer, Solution) or answer.gap:
        raise RuntimeError("a pot was left open")
    return took, answer.goals[0].value, problem, answer


def check(folder: Path, problem: Problem, answer: Solution) -> float:
    """Return the seconds that the independent checker takes to accept the proof."""
    path = folder / "certificate.json"
    path.write_text(json.dumps(build_certificate(problem, answer, Payouts(), "", "bench")), "utf-8")
    started = time.process_time()
    with redirect_stdout(io.StringIO()) as told:
        refused = checker.main([str(path)])
    if refused:
        raise RuntimeError(told.getvalue())
    return time.process_time() - started


def line(kind: str, count: int, problems: int, folder: Path) -> None:
    """Print the figures of so many problems of one kind and size."""
    ours, theirs, checks, unlike = list[float](), list[float](), list[float](), 0
    for seed in range(problems):
        pot = KINDS[kind](np.random.default_rng([len(kind), count, seed]), count)
        took, points, problem, answer = by_us(pot)
        seconds, other = by_highs(pot)
        ours.append(took)
        theirs.append(seconds)
        checks.append(check(folder, problem, answer))
        unlike += points != other
    figures = f"ours {1000 * mean(ours):7.2f} (worst {1000 * max(ours):8.2f})"
    peer = f"HiGHS {1000 * mean(theirs):7.2f} (worst {1000 * max(theirs):8.2f})"
    each = [one / other for one, other in zip(ours, theirs, strict=True)]
    ratios = f"ratio {sum(ours) / sum(theirs):6.3f} (median {median(each):6.3f})"
    print(
        f"{count:5} projects  {figures}  {peer}  {ratios}  check {1000 * mean(checks):6.2f}  unlike {unlike}"
    )


def main(problems: int) -> None:
    """Print a line a size for both kinds, the problems spread over the sizes."""
    by_highs(scores(np.random.default_rng(0), 20))  # the first run of each loads what it stands on
    by_us(scores(np.random.default_rng(0), 20))
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            print(f"{kind}, {problems // len(SIZES)} problems a size, ms a problem")
            for count in SIZES:
                line(kind, count, problems // len(SIZES), Path(folder))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else PROBLEMS)
