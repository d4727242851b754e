"""A certificate is known to be about a scenario without solving anything; any other is not."""

from random import Random

from simulator.engine.retrace import strangers
from tests.engine.support import outcome, paying_cases, scenario_of, tables_of
from tests.reference.generator import case


def entitled(result):
    return {
        (each.programme, name): due
        for each in result.allocation.programmes
        for name, due in zip(each.ids, each.entitlement.tolist(), strict=True)
    }


def told(drawn, certificate, due):
    scenario = scenario_of(drawn)
    return strangers(scenario, tables_of(scenario, drawn), certificate, due)


def test_every_run_is_its_own():
    for drawn, result in paying_cases(300, 6):
        assert told(drawn, result.certificate, entitled(result)) == ()


def test_each_part_that_differs_is_named():
    ((drawn, result),) = paying_cases(300, 1)
    due = entitled(result)
    changes = {"scenario": "scenario_digest", "problem": "problem_digest", "payouts": "payouts"}
    for part, key in changes.items():
        assert told(drawn, {**result.certificate, key: "x"}, due) == (part,)
    more = {key: fen + 1 for key, fen in due.items()}
    assert told(drawn, result.certificate, more) == ("entitlements",)


def test_the_proof_that_there_is_no_plan_is_known_by_its_problem():
    drawn = next(each for each in map(case, map(Random, range(600, 700))) if outcome(each).certificate)
    certificate = outcome(drawn).certificate
    assert told(drawn, certificate, None) == ()
    assert told(drawn, {**certificate, "problem_digest": "x"}, None) == ("problem",)
