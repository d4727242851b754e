"""Two subsidy rules over many firms: from YAML and exact to the fen here, in floats by peers, in one run.

    python bench/bench_rules.py

The rules: half the rent up to 100万元, a fifth more for strategic firms; R&D at 5 % to 1亿元, 2.5 % to 5亿元
and 1 % above; both together at most 3000万元 a firm. Prints, for each way and number of firms, the best
time, its ratio to plain numpy, the most extra memory at one time, and how many firms get another fen than the
rule says; then, on the largest population, what a first run from the files takes and what a what-if takes.
OpenFisca-Core takes part when OPENFISCA_PYTHON names a Python that has it.
"""

import os
import subprocess
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

import simulator as sim
from simulator.engine.entitle import entitle, programme_rows
from simulator.engine.rule import Rule, compiled
from simulator.exact import Exact
from simulator.expression import Column, Type
from simulator.language import parse
from simulator.model.names import sheet_of
from simulator.model.scenario import Scenario
from simulator.model.table import Table, table

SIZES = (10_000, 100_000, 1_000_000)
RUNS = 9
SEED = 20140601
WAN, YI = 1_000_000, 10_000_000_000  # 万元 and 亿元 in fen

RULE = """\
scenario: two_rules
year: 2014
unit: 万元
sources: {city: {amount: 800000亿元}}
spending: {project: {amount: 800000亿元}}
populations:
  firms: {file: firms.csv, id: firm_id, nature: synthetic, columns: {rent: 分, rd: 分, strategic: yes_no}}
programmes:
  subsidy:
    spending: project
    applicants: firms
    award:
      - sum:
          rent:
            - share: {of: rent, rate: 50%}
            - cap: 100
            - uplift: {by: 20%, when: strategic}
          rd:
            - brackets:
                of: rd
                bands: [{up_to: 1亿元, rate: 5%}, {up_to: 5亿元, rate: 2.5%}, {above: 5亿元, rate: 1%}]
      - cap: 3000
    when_short: pro_rata
"""
CHANGE = {"programmes.subsidy.award.sum.rent.share.rate": "60%"}
Amounts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Firms:
    """The columns: rent and R&D in fen, and which firms are strategic."""

    rent: Amounts
    rd: Amounts
    strategic: npt.NDArray[np.bool_]


Way = Callable[[Firms], Callable[[], Amounts]]


def drawn(count: int) -> Firms:
    """Return firms whose rents and R&D fall on both sides of every edge of the rules."""
    random = np.random.default_rng(SEED)
    rent = random.integers(0, 400 * WAN, count)
    rd = np.exp(random.uniform(np.log(WAN), np.log(30 * YI), count)).astype(np.int64)
    return Firms(rent, rd, random.random(count) < 0.3)


# ── the rule, and who works it out ─────────────────────────────────────────────────────────────────


def scenario() -> Scenario:
    """Return the rules as read from their YAML."""
    read, _ = parse({"two_rules.yaml": RULE}, "two_rules.yaml")
    if read is None:
        raise RuntimeError("the rules cannot be read")
    return read


def population(firms: Firms) -> Mapping[str, Table]:
    """Return the firms as the engine's own table."""
    columns = {
        "rent": Column(Type("money"), Exact(firms.rent)),
        "rd": Column(Type("money"), Exact(firms.rd)),
        "strategic": Column(Type("yes_no"), firms.strategic),
    }
    return {"firms": table("firms", tuple(f"F{number:07d}" for number in range(len(firms.rent))), columns)}


def rule_of_yaml(firms: Firms) -> Callable[[], Amounts]:
    """Return the rule read from YAML and compiled for this population, ready to run."""
    read, tables = scenario(), population(firms)
    rows = programme_rows(tables, read)["subsidy"]
    everyone = np.ones(rows.count, dtype=np.bool_)
    return compiled(Rule(read.programme("subsidy").award, rows, sheet_of(rows), everyone))


def claims_of_yaml(firms: Firms) -> Callable[[], Amounts]:
    """Return the whole claims: who is eligible, ranges proved, rule compiled, run, kept for explaining."""
    read, tables = scenario(), population(firms)
    return lambda: entitle(tables, read).of("subsidy").entitlement


def with_numpy(firms: Firms) -> Callable[[], Amounts]:
    """Return whole columns of float64, in 元 from the start, rounded to the fen at the end."""
    rents, rd = firms.rent / 100, firms.rd / 100

    def run() -> Amounts:
        rent = np.minimum(rents * 0.5, 1e6)
        rent = np.where(firms.strategic, rent * 1.2, rent)
        research = (
            np.minimum(rd, 1e8) * 0.05 + np.clip(rd - 1e8, 0, 4e8) * 0.025 + np.maximum(rd - 5e8, 0) * 0.01
        )
        return np.floor(np.minimum(rent + research, 3e7) * 100 + 0.5).astype(np.int64)

    return run


def with_pandas(firms: Firms) -> Callable[[], Amounts]:
    """Return the same in Series."""
    frame = pd.DataFrame({"rent": firms.rent / 100, "rd": firms.rd / 100, "strategic": firms.strategic})

    def run() -> Amounts:
        rent = (frame["rent"] * 0.5).clip(upper=1e6)
        rent = rent.where(~frame["strategic"], rent * 1.2)
        rd = frame["rd"]
        research = (
            rd.clip(upper=1e8) * 0.05 + (rd - 1e8).clip(0, 4e8) * 0.025 + (rd - 5e8).clip(lower=0) * 0.01
        )
        fen = (rent + research).clip(upper=3e7) * 100 + 0.5
        return np.asarray(np.floor(fen).astype("int64"))

    return run


def exactly(firms: Firms) -> Amounts:
    """Return the amounts in Python ints, firm by firm: thousandths of a fen, then half-up."""
    rows = zip(firms.rent.tolist(), firms.rd.tolist(), firms.strategic.tolist(), strict=True)
    return np.array([_exact_fen(*row) for row in rows], dtype=np.int64)


def _exact_fen(rent: int, rd: int, strategic: bool) -> int:
    rent_part = min(500 * rent, 100_000 * WAN) * (6 if strategic else 5) // 5
    bands = (min(rd, YI), min(max(rd - YI, 0), 4 * YI), max(rd - 5 * YI, 0))
    thousandths = min(rent_part + 50 * bands[0] + 25 * bands[1] + 10 * bands[2], 3_000_000 * WAN)
    return (thousandths + 500) // 1000


PLAIN = "numpy float64"
WAYS: Mapping[str, Way] = {
    PLAIN: with_numpy,
    "pandas": with_pandas,
    "ours, rule from YAML, compiled": rule_of_yaml,
    "ours, whole claims": claims_of_yaml,
}

# ── measuring ──────────────────────────────────────────────────────────────────────────────────────


def seconds(action: Callable[[], object]) -> float:
    """Return the best time of some runs after one that is not counted."""
    action()
    return min(timed(action) for _ in range(RUNS))


def timed(action: Callable[[], object]) -> float:
    """Return how long one run takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def peak_memory(action: Callable[[], object]) -> float:
    """Return the most memory a run holds at one time beyond what was there before, in MiB."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = action()
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    del kept
    return peak / 2**20


def main() -> None:
    """Print one line for each way and number of firms, then the first run and the what-if."""
    for count in SIZES:
        firms = drawn(count)
        expected, plain = exactly(firms), 0.0
        for name, way in WAYS.items():
            run = way(firms)
            wrong, took = int((run() != expected).sum()), seconds(run)
            plain = took if name == PLAIN else plain
            report(count, name, took, plain, f"{peak_memory(run):7.2f} MiB   {wrong:>7,} firms wrong")
        openfisca(firms, expected, plain)
    first_run_and_what_if(drawn(SIZES[-1]))


def report(count: int, name: str, took: float, plain: float, more: str) -> None:
    """Print one line."""
    print(f"{count:>9,} firms  {name:<32} {took * 1000:9.3f} ms  {took / plain:7.2f} x numpy  {more}")


def openfisca(firms: Firms, expected: Amounts, plain: float) -> None:
    """Print OpenFisca-Core's line, when there is a Python that has it."""
    python = os.environ.get("OPENFISCA_PYTHON")
    if python is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        columns, awards = Path(folder, "firms.npz"), Path(folder, "awards.npy")
        np.savez(columns, rent=firms.rent / 100, rd=firms.rd / 100, strategic=firms.strategic)
        script = Path(__file__).with_name("openfisca_rules.py")
        done = subprocess.run(  # noqa: S603  # the Python is the caller's own choice
            [python, str(script), str(columns), str(awards)], check=True, capture_output=True, text=True
        )
        wrong = int((np.load(awards) != expected).sum())
    report(len(expected), "OpenFisca-Core", float(done.stdout), plain, f"{'':11}   {wrong:>7,} firms wrong")


def first_run_and_what_if(firms: Firms) -> None:
    """Print what reading the files and working out every claim takes, and what one more what-if takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "two_rules.yaml")
        path.write_text(RULE, encoding="utf-8")
        flags = np.where(firms.strategic, "yes", "no")
        rows = zip(firms.rent.tolist(), firms.rd.tolist(), flags.tolist(), strict=True)
        lines = (f"F{number:07d},{rent},{rd},{flag}" for number, (rent, rd, flag) in enumerate(rows))
        Path(folder, "firms.csv").write_text(
            "firm_id,rent,rd,strategic\n" + "\n".join(lines), encoding="utf-8"
        )
        started = time.perf_counter()
        budget = sim.load(path)
        budget.claims()
        first = time.perf_counter() - started
        again = seconds(lambda: budget.what_if(CHANGE).claims())
        plan = budget.run()
        told = seconds(lambda: plan.explain("subsidy/F0500000"))
    lead = f"{len(firms.rent):>9,} firms  "
    print(f"{lead}{'first run from YAML and CSV':<32} {first * 1000:9.1f} ms")
    print(f"{lead}{'one more what-if':<32} {again * 1000:9.1f} ms  {again / first:7.2%} of the first run")
    print(f"{lead}{'one firm explained after the run':<32} {told * 1000:9.1f} ms")


if __name__ == "__main__":
    main()
