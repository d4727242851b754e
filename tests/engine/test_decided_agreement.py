"""With awards settled beforehand and sources that pay only some the engine does what looking at all does."""

from random import Random

import pytest

from tests.engine.support import assert_agreement, outcome
from tests.reference.decided import allowed, drawing, held_by, is_earmarked, needs
from tests.reference.decided_generator import decided_case, funded_case
from tests.reference.engine import solve
from tests.reference.generator import Case


def drawn_by(found):
    """Return what every payer of a result draws."""
    return {each.payer: dict(each.parts) for each in found.allocation.draws}


def assert_drawn_alike(drawn: Case) -> None:
    """Raise AssertionError unless every payer draws what the plain rule says, fen by fen."""
    found = outcome(drawn).result
    if found is None or not is_earmarked(drawn.scenario):
        return
    totals = {each.programme: each.award_fen for each in found.allocation.programmes}
    wanted, sources = needs(drawn.scenario, totals), allowed(drawn.scenario)
    assert drawn_by(found) == drawing(wanted, sources, held_by(drawn.scenario))


@pytest.mark.parametrize("seed", range(30))
def test_the_rest_of_every_pot_is_shared_as_the_reference_does(seed):
    assert_agreement(decided_case(Random(seed)))


@pytest.mark.parametrize("seed", range(30))
def test_a_plan_is_chosen_among_those_that_the_sources_can_pay(seed):
    drawn = funded_case(Random(seed))
    assert_agreement(drawn)
    assert_drawn_alike(drawn)


def test_of_plans_as_good_an_equal_pot_pays_all_in_full_before_any_part():
    drawn = funded_case(Random(1_265))
    assert_agreement(drawn)
    found = outcome(drawn).result
    assert found is not None
    assert found.allocation.of("a1").award.tolist() == [4]


@pytest.mark.soak
@pytest.mark.parametrize("campaign", range(20))
def test_a_hundred_more_of_each_come_out_alike(campaign):
    for seed in range(1_000 + 100 * campaign, 1_100 + 100 * campaign):
        assert_agreement(decided_case(Random(seed)))
        drawn = funded_case(Random(seed))
        assert_agreement(drawn)
        assert_drawn_alike(drawn)


def test_the_cases_compared_are_of_every_kind():
    decided = [decided_case(Random(seed)) for seed in range(30)]
    funded = [funded_case(Random(seed)) for seed in range(30)]
    words = [solve(each.scenario, each.applicants).word for each in decided]
    assert words.count("plan") >= 5
    assert words.count("refused") >= 1
    words = [solve(each.scenario, each.applicants).word for each in funded]
    assert words.count("plan") >= 5
    assert words.count("infeasible") >= 3
