"""Readers of LP and MPS texts that are not ours: HiGHS, CBC as a program, PuLP's own MPS reader."""

import subprocess
from pathlib import Path

import highspy
import pulp

Optimum = float | None


def by_highs(path: Path) -> tuple[Optimum, tuple[str, ...]]:
    """Return the optimum of a file, None when there is none, and the column names as they were read."""
    solver = highspy.Highs()
    for option, value in {"output_flag": False, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0}.items():
        solver.setOptionValue(option, value)
    assert solver.readModel(str(path)) == highspy.HighsStatus.kOk
    solver.run()
    names = tuple(solver.getLp().col_names_)
    if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None, names
    assert solver.getModelStatus() in (
        highspy.HighsModelStatus.kOptimal,
        highspy.HighsModelStatus.kModelEmpty,
    )
    return solver.getObjectiveValue(), names


def by_cbc(path: Path) -> tuple[Optimum, dict[str, float]]:
    """Return the optimum of a file by CBC, None when there is none, and the value of each name."""
    solution = path.with_suffix(".sol")
    program = pulp.PULP_CBC_CMD(msg=False).path
    command = [program, str(path), "-ratio", "0", "-allow", "0", "-solve", "-printingOptions", "all"]
    said = subprocess.run([*command, "-solution", str(solution)], capture_output=True, check=True).stdout
    assert b"errors on input" not in said
    first, *rows = solution.read_text("utf-8").splitlines()
    values = {row.split()[-3]: float(row.split()[-2]) for row in rows}
    if not first.startswith("Optimal"):
        assert "nfeasible" in first
        return None, values
    return float(first.rpartition(" ")[2]), values


def by_pulp(path: Path) -> Optimum:
    """Return the optimum of an MPS file as PuLP reads it and HiGHS solves it."""
    _, program = pulp.LpProblem.fromMPS(str(path))
    program.solve(pulp.HiGHS(msg=False, gapRel=0.0, gapAbs=0.0))
    return pulp.value(program.objective) if program.sol_status == pulp.LpSolutionOptimal else None
