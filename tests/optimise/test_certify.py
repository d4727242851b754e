"""What a certificate holds: plain JSON values, sealed, the same for the same input."""

import json

import pytest

from simulator.optimise import LinearForm, Payouts, build_certificate, solve
from simulator.optimise.certify import sealed
from simulator.optimise.problem import content_digest
from tests.optimise.support import SOLVERS, planted_problem, small_problem


def certificate(problem, payouts=None):
    return build_certificate(problem, solve(problem), payouts or Payouts(), "a" * 64, "scenario")


@pytest.mark.parametrize("seed", range(30))
def test_a_certificate_survives_json_and_its_digest_seals_the_rest(seed):
    content = certificate(small_problem(seed))
    read = json.loads(json.dumps(content, ensure_ascii=False, allow_nan=False))
    assert read == content
    assert sealed(read) == read["digest"]


@pytest.mark.parametrize("seed", range(6))
def test_the_same_problem_gives_the_same_bytes(seed):
    assert json.dumps(certificate(planted_problem(seed))) == json.dumps(certificate(planted_problem(seed)))


@pytest.mark.parametrize("seed", range(10))
def test_the_claims_do_not_depend_on_the_solver(seed):
    problem = small_problem(seed)
    answers = [solve(problem, solver=solver) for solver in SOLVERS]
    contents = [build_certificate(problem, answer, Payouts(), "", "scenario") for answer in answers]
    claims = [(content["status"], content["primal"], content["conflict"]) for content in contents]
    assert all(claim == claims[0] for claim in claims)


def test_repeated_terms_of_a_payout_are_added():
    payouts = Payouts(totals={"rent": LinearForm((1, 0, 1), (2, 1, 3), 4)})
    content = certificate(small_problem(1), payouts)
    assert content["payouts"]["totals"] == {
        "names": ["rent"],
        "sizes": [2],
        "columns": [0, 1],
        "coefficients": [1, 5],
        "constants": [4],
    }


def test_digests_of_awards_and_scenario_are_carried():
    content = certificate(small_problem(2))
    assert (content["format"], content["awards_sha256"], content["scenario_digest"]) == (
        3,
        "a" * 64,
        "scenario",
    )
    assert content["problem_digest"] == content_digest(content["problem"])
