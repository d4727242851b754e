"""What must not matter does not: the order of rows and keys, the unit, Chinese keys, the hash seed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from simulator.engine.entitle import entitle
from simulator.files.results import certificate_json, result_json
from simulator.model.awards import awards_csv
from simulator.model.result import Result
from tests.engine.support import outcome, paying_cases, scenario_of, tables_of
from tests.reference.generator import Case
from tests.reference.writing import in_unit

ROOT = Path(__file__).parents[2]


def outputs(result: Result) -> dict[str, bytes]:
    """Return the bytes of every data output."""
    return {
        "awards.csv": awards_csv(result.allocation),
        "result.json": result_json(result),
        "certificate.json": certificate_json(result),
    }


def with_rows_shuffled(drawn: Case, random: Random) -> Case:
    """Return a case whose data files list the same applicants in another order."""
    return Case(
        drawn.scenario, {name: random.sample(rows, len(rows)) for name, rows in drawn.applicants.items()}
    )


def test_the_order_of_rows_in_a_data_file_changes_no_byte_of_any_output() -> None:
    for drawn, result in paying_cases(500, 8):
        assert outputs(made(with_rows_shuffled(drawn, Random(1)))) == outputs(result)


def test_the_order_of_keys_in_a_scenario_changes_no_byte_of_any_output() -> None:
    for drawn, result in paying_cases(520, 8):
        for seed in range(2):
            assert outputs(made(drawn, shuffle=Random(seed))) == outputs(result)


@pytest.mark.parametrize("unit", ["元", "万元"])
def test_a_scenario_and_its_data_in_another_unit_pay_the_same_fen(unit: str) -> None:
    for drawn, result in paying_cases(540, 6):
        other = made(Case(*in_unit(drawn.scenario, drawn.applicants, unit)), unit=unit)
        assert awards_csv(other.allocation) == awards_csv(result.allocation)
        assert [goal.value for goal in other.goals] == [goal.value for goal in result.goals]


def test_two_runs_give_the_same_bytes() -> None:
    for drawn, result in paying_cases(560, 3):
        assert outputs(made(drawn)) == outputs(result)


def made(drawn: Case, unit: str = "分", shuffle: Random | None = None) -> Result:
    """Return the result of a case that has a plan."""
    found = outcome(drawn, unit=unit, shuffle=shuffle).result
    assert found is not None
    return found


def fingerprint() -> str:
    """Return one digest over the outputs of a few runs; a subprocess of the tests prints it."""
    digest = hashlib.sha256()
    for _, result in paying_cases(580, 3):
        for content in outputs(result).values():
            digest.update(content)
    return digest.hexdigest()


def test_the_hash_seed_of_the_interpreter_changes_no_byte() -> None:
    command = [
        sys.executable,
        "-c",
        "from tests.engine.test_invariance import fingerprint; print(fingerprint())",
    ]
    environments = [{**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)} for seed in ("1", "2")]
    printed = [
        subprocess.run(command, cwd=ROOT, env=each, capture_output=True, check=True).stdout
        for each in environments
    ]
    assert printed[0] == printed[1]
    assert len(printed[0].strip()) == 64


def test_claims_do_not_depend_on_who_else_applies() -> None:
    for drawn, result in paying_cases(600, 6):
        alone = {name: rows[:1] for name, rows in drawn.applicants.items()}
        scenario = scenario_of(drawn)
        claims = entitle(tables_of(scenario, Case(drawn.scenario, alone)), scenario)
        for each in claims.programmes:
            together = result.claims.of(each.programme)
            whole = dict(zip(together.ids, together.entitlement.tolist(), strict=True))
            assert dict(zip(each.ids, each.entitlement.tolist(), strict=True)).items() <= whole.items()
