"""The solver only proposes: whichever is asked, the plan, the money and what is proved are the same."""

import json
from pathlib import Path
from random import Random

import pytest

from simulator.model.awards import awards_csv
from tests.engine.support import Outcome, awards_of, checker, outcome
from tests.reference.generator import case

SOLVERS = ("highs", "scipy", "pulp:CBC")


def assert_alike(seed: int, folder: Path) -> str:
    """Return what a scenario comes to, having checked that every solver leads there and that it is proved."""
    drawn = case(Random(seed), most=20_000)
    found = [outcome(drawn, solver) for solver in SOLVERS]
    assert len({each.word for each in found}) == 1
    first = found[0]
    for other in found[1:]:
        if first.result is not None and other.result is not None:
            assert awards_of(other.result) == awards_of(first.result)
            assert other.result.goals == first.result.goals
            assert other.result.limits == first.result.limits
            assert other.result.status == first.result.status
    for each in found:
        assert_verified(each, folder)
    return first.word


def assert_verified(found: Outcome, folder: Path) -> None:
    """Raise AssertionError unless the independent checker accepts what a run claims, plan or none."""
    proof = found.certificate if found.result is None else found.result.certificate
    awards = folder / "awards.csv"
    awards.unlink(missing_ok=True)
    if proof is None:
        return
    (folder / "certificate.json").write_text(json.dumps(proof), encoding="utf-8")
    if found.result is not None:
        awards.write_bytes(awards_csv(found.result.allocation))
    assert checker().main([str(folder)]) == 0


@pytest.mark.parametrize("campaign", range(4))
def test_three_solvers_lead_to_one_proved_plan(campaign: int, tmp_path: Path) -> None:
    words = [assert_alike(seed, tmp_path) for seed in range(70_000 + 10 * campaign, 70_010 + 10 * campaign)]
    assert "plan" in words


@pytest.mark.soak
@pytest.mark.parametrize("campaign", range(40))
def test_three_solvers_lead_to_one_proved_plan_in_fifty_more_scenarios(campaign: int, tmp_path: Path) -> None:
    words = [assert_alike(seed, tmp_path) for seed in range(80_000 + 50 * campaign, 80_050 + 50 * campaign)]
    assert {"plan", "infeasible"} <= set(words)
