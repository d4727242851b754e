"""The year and ten of them: what the published systems take beside Longgang's, and the room ten years need.

    python bench/bench_years.py

First the processor time of one run of each large scenario, as a ratio to Longgang 2014's. Then ten years of
twenty programmes for a hundred thousand applicants, in a process of its own, with the most memory it ever
held: once with each firm in one programme, once with every firm in all twenty (two million claims a year).
"""

import io
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stdout, suppress
from pathlib import Path

from simulator import api
from simulator.cli.main import main as simulator

PEER = "scenarios/longgang_2014.yaml"
SYSTEMS = ("scenarios/shenzhen_2014.yaml", "scenarios/guangzhou_2016.yaml")
PROGRAMMES, APPLICANTS, YEARS = 20, 100_000, 10
RUNS = 3
MIB = 1024


def cpu(scenario: str) -> float:
    """Return the least processor time of some whole runs of a scenario, each in a process of its own."""
    return min(_child("run", scenario)[0] for _ in range(RUNS))


def _child(*arguments: str) -> tuple[float, float]:
    """Return the processor seconds and the peak MiB that a child of this file measured of itself."""
    done = subprocess.run(
        [sys.executable, __file__, *arguments], check=True, capture_output=True, text=True, timeout=3_000
    )
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def wide_text(shared: bool) -> str:
    """Return a scenario of ten years, twenty programmes and a hundred thousand invented applicants.

    They apply each to one programme, or all to every one.
    """
    populations = [_population("all", APPLICANTS)] if shared else []
    size = APPLICANTS // PROGRAMMES
    populations = populations or [_population(f"a{number:02d}", size) for number in range(PROGRAMMES)]
    lines = [
        "scenario: wide",
        "year: 2026",
        "unit: 万元",
        "sources: {budget: {amount: 500000}}",
        "spending: {project: {amount: 500000}}",
        "populations:",
        *populations,
        "programmes:",
        *(_programme(number, "all" if shared else f"a{number:02d}") for number in range(PROGRAMMES)),
        "calendar:",
        *(
            f"  p{number:02d}: {{Q1: guide, Q2: contract, Q3: {{pay: 60%}}, 2027Q1: {{pay: 40%}}}}"
            for number in range(PROGRAMMES)
        ),
        "carry_over: {lapses_after: 2}",
        "horizon:",
        f"  until: {2026 + YEARS - 1}",
        "  index: [{path: sources.budget.amount, by: 3%}, {path: spending.project.amount, by: 3%}]",
    ]
    return "\n".join(lines) + "\n"


def _population(name: str, size: int) -> str:
    drawn = "{cost: {lognormal: {mean: 20万元, sd: 15万元}}}"
    return f"  {name}: {{id: firm, synthetic: {{count: {size}, seed: 1, columns: {drawn}}}}}"


def _programme(number: int, applicants: str) -> str:
    award = "[{share: {of: cost, rate: 50%}}, {cap: 30}]"
    return (
        f"  p{number:02d}: {{spending: project, applicants: {applicants}, award: {award}, "
        f"envelope: {{at_most: 25000}}, when_short: pro_rata}}"
    )


def main(arguments: list[str]) -> None:
    """Print the table; with arguments, be the child that measures itself."""
    if arguments:
        _measured(*arguments)
        return
    peer = cpu(PEER)
    print(f"{PEER:<34} {peer:6.2f} s")
    for scenario in SYSTEMS:
        took = cpu(scenario)
        print(f"{scenario:<34} {took:6.2f} s   ratio {took / peer:5.2f}")
    for each in ("one", "all"):
        seconds, peak = _child("ten", each)
        told = f"ten years, {APPLICANTS:,} applicants, each in {each} of {PROGRAMMES} programmes"
        print(f"{told}: {seconds:.1f} s, {peak:.0f} MiB")


def _measured(what: str, *rest: str) -> None:
    started = time.process_time()
    if what == "run":
        api.load(rest[0]).run()
    else:
        _ten_years(rest[0] == "all")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    print(time.process_time() - started, peak)


def _ten_years(shared: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "wide.yaml"
        file.write_text(wide_text(shared), encoding="utf-8")
        with redirect_stdout(io.StringIO()), suppress(SystemExit):
            # by the command itself, as a user has it: it ends with an exit code, files and all
            simulator(["run", str(file), "--out", str(Path(folder) / "out"), "--lang", "en"])
        years = len(list((Path(folder) / "out").glob("result*.json")))
    if years != YEARS:
        raise RuntimeError(f"{years} years were written, not {YEARS}")


if __name__ == "__main__":
    main(sys.argv[1:])
