"""Ten thousand applications: what must not matter changes no byte, of the plan, its figures or its proof."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from simulator.engine.run import run
from simulator.files.results import certificate_json, result_json
from simulator.files.tables import parse_table
from simulator.language import parse
from simulator.model.awards import awards_csv
from simulator.problems import errors_of

ROOT = Path(__file__).parents[2]
ROWS = 10_000
DISTRICTS = tuple(f"区{number}" for number in range(12))
KINDS = ("甲", "乙", "丙", "丁")
SECTIONS = {
    "scenario": "large",
    "year": "2024",
    "unit": "元",
    "sources": "{city: {amount: 900000000}}",
    "spending": "{project: {amount: 900000000, when_short: optimise}}",
    "populations": (
        "{firms: {file: firms.csv, id: firm, columns: {claim: 元, district: text, kind: text, jobs: count}}}"
    ),
    "constraints": (
        "{balance: {top: {award: {}}, per: district, bottom: {award: {}}, at_most: 9%},"
        " late: {top: {award: {tag: late}}, bottom: {award: {}}, at_least: 55%},"
        " reach: {top: {count: {programme: p2}}, at_least: 900}}"
    ),
    "objective": "[{maximise: points}, {maximise: spent}]",
}


def programme(number: int) -> str:
    """Return one programme that pays its own kind whole claims, as the plan chooses."""
    tags = "[late]" if number % 2 else "[early]"
    return (
        f"  p{number}: {{spending: project, applicants: firms, eligible: kind = {KINDS[number]},"
        f" award: [{{fixed: claim}}], envelope: {{at_most: 300000000}}, when_short: optimise,"
        f" tags: {tags}, points: {{per_award: {number + 1}, per_unit: {{jobs: 0.25}}}}}}"
    )


def scenario_text(random: Random | None) -> str:
    """Return the scenario, its keys in another order when a random is given."""
    sections = [f"{name}: {content}" for name, content in SECTIONS.items()]
    lines = [programme(number) for number in range(len(KINDS))]
    if random is not None:
        random.shuffle(lines)
    sections.append("\n".join(["programmes:", *lines]))
    if random is not None:
        random.shuffle(sections)
    return "\n".join([*sections, ""])


def rows_text(random: Random | None, count: int) -> bytes:
    """Return the applicants' file, its rows in another order when a random is given."""
    made = Random(7)
    rows = [
        f"F{number:05},{made.randint(1_000, 600_000)}.{made.randint(0, 99):02},"
        f"{made.choice(DISTRICTS)},{made.choice(KINDS)},{made.randint(0, 400)}"
        for number in range(count)
    ]
    if random is not None:
        random.shuffle(rows)
    return ("\n".join(["firm,claim,district,kind,jobs", *rows]) + "\n").encode()


def fingerprint(seed: int, count: int = ROWS) -> str:
    """Return one digest over every data output; rows and keys are shuffled unless the seed is nought."""
    random = Random(seed) if seed else None
    scenario, problems = parse({"large.yaml": scenario_text(random)}, "large.yaml")
    assert scenario is not None
    assert not errors_of(problems), [each.tell("en") for each in problems]
    (population,) = scenario.populations
    table, wrong = parse_table(population, rows_text(random, count), "firms.csv")
    assert table is not None
    assert not errors_of(wrong)
    result = run(scenario, {"firms": table})
    digest = hashlib.sha256()
    for content in (awards_csv(result.allocation), result_json(result), certificate_json(result)):
        digest.update(content)
    return f"{digest.hexdigest()} {result.status}"


def printed(seed: int, count: int, **environment: str) -> str:
    """Return the fingerprint that an interpreter of its own finds in an environment."""
    command = f"from tests.laws.test_large import fingerprint; print(fingerprint({seed}, {count}))"
    found = subprocess.run(
        [sys.executable, "-c", command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=True,
        text=True,
    )
    return found.stdout.strip()


@pytest.mark.parametrize("count", [ROWS, pytest.param(30_000, marks=pytest.mark.soak)])
def test_order_threads_and_hash_seed_change_no_byte_of_ten_thousand_applications(count: int) -> None:
    plain = printed(0, count, PYTHONHASHSEED="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    other = printed(3, count, PYTHONHASHSEED="2", OMP_NUM_THREADS="2", OPENBLAS_NUM_THREADS="2")
    assert plain == other
    assert len(plain.split()[0]) == 64
