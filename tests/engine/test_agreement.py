"""The engine and the slow reference, which share no code, tell the same story of random small scenarios."""

import json
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.constraints import MEASURES
from simulator.engine.run import run
from simulator.methods import METHODS
from simulator.model.awards import awards_csv
from simulator.model.goals import AIM_WORDS, AIMS, GOALS
from simulator.model.limits import Constraint
from simulator.rules import RULES
from tests.engine.support import (
    assert_agreement,
    checker,
    outcome,
    paying_cases,
    scenario_of,
    tables_of,
    told,
    words_in,
)
from tests.engine.test_limit_agreement import KINDS, limited_cases
from tests.reference.generator import case
from tests.reference.goal_generator import goal_cases

SEEDS = 160
OTHER_SOLVERS = ("scipy", "pulp:CBC", "pulp:HiGHS")


@pytest.mark.parametrize("seed", range(SEEDS))
def test_claims_awards_goals_points_and_counts_equal_those_found_by_looking_at_every_plan(seed: int) -> None:
    assert_agreement(case(Random(seed)))


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(random=st.randoms(use_true_random=False))
def test_the_two_engines_agree_on_scenarios_that_can_be_made_small(random: Random) -> None:
    assert_agreement(case(random, most=300))


@pytest.mark.soak
@pytest.mark.parametrize("campaign", range(100))
def test_the_two_engines_agree_on_fifty_more_scenarios(campaign: int) -> None:
    for seed in range(10_000 + 50 * campaign, 10_050 + 50 * campaign):
        assert_agreement(case(Random(seed), most=20_000))


def test_the_scenarios_compared_use_every_registered_step_method_measure_goal_and_bound() -> None:
    seen = {word for seed in range(SEEDS) for word in words_in(case(Random(seed)).scenario)}
    seen |= {word for drawn in goal_cases(5_000, 60) for word in words_in(drawn.scenario)}
    seen |= {
        word for kind in KINDS for drawn in limited_cases(kind, 0, 6) for word in words_in(drawn.scenario)
    }
    bounds = {name.removesuffix("_") for name in Constraint.BOUNDS}
    assert {*RULES, *METHODS, *MEASURES, *GOALS, *AIM_WORDS, *AIMS, *bounds} <= seen
    assert {"when", "where", "per", "rate_at_most", "plus", "counts_from", "per_unit", "strength"} <= seen


def test_a_good_part_of_the_scenarios_compared_has_a_plan_that_pays_and_a_good_part_has_none() -> None:
    words = [told(outcome(case(Random(seed)))) for seed in range(40)]
    paying = [each for each in words if any(sum(awards.values()) for awards in each.awards.values())]
    assert len(paying) >= 12
    assert len([each for each in words if each.word == "infeasible"]) >= 5


@pytest.mark.parametrize("solver", OTHER_SOLVERS)
@pytest.mark.parametrize("seed", range(200, 206))
def test_every_solver_leads_to_the_same_goals_and_the_same_fen(seed: int, solver: str) -> None:
    found = case(Random(seed))
    assert told(outcome(found, solver)) == told(outcome(found))


def test_the_independent_checker_accepts_every_certificate_with_its_awards(tmp_path: Path) -> None:
    tied = set()
    for _, result in paying_cases(300, 15):
        written(tmp_path, result.certificate, awards_csv(result.allocation))
        assert checker().main([str(tmp_path)]) == 0
        tied |= {kind for kind, forms in result.certificate["payouts"].items() if forms["names"]}
    assert tied == {"totals", "awards", "pro_rata", "levels"}


def test_the_independent_checker_accepts_every_proof_that_there_is_no_plan(tmp_path: Path) -> None:
    found = [outcome(case(Random(seed))) for seed in range(300, 330)]
    proofs = [each.certificate for each in found if each.certificate is not None]
    assert len(proofs) >= 5
    for proof in proofs:
        written(tmp_path, proof)
        assert checker().main([str(tmp_path)]) == 0


def test_the_independent_checker_refuses_awards_that_are_a_fen_off(tmp_path: Path) -> None:
    for _, result in paying_cases(300, 5):
        lines = awards_csv(result.allocation).decode().splitlines()
        paid = next(number for number, line in enumerate(lines) if number and not line.endswith(",0"))
        head, _, award = lines[paid].rpartition(",")
        lines[paid] = f"{head},{int(award) - 1}"
        written(tmp_path, result.certificate, ("\n".join(lines) + "\n").encode())
        assert checker().main([str(tmp_path)]) == 1


def written(folder: Path, certificate: Mapping[str, object], awards: bytes | None = None) -> None:
    """Write a certificate, and the awards it is tied to, where the checker looks for them."""
    (folder / "certificate.json").write_text(json.dumps(certificate), encoding="utf-8")
    if awards is not None:
        (folder / "awards.csv").write_bytes(awards)


def test_two_runs_of_the_same_scenario_are_the_same_to_the_last_byte_of_their_proof() -> None:
    for drawn, result in paying_cases(400, 3):
        scenario = scenario_of(drawn)
        again = run(scenario, tables_of(scenario, drawn))
        assert json.dumps(again.certificate) == json.dumps(result.certificate)
        assert awards_csv(again.allocation) == awards_csv(result.allocation)
