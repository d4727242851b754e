"""What policies hold awards to, looked at once more where awards are known: refused, never clipped."""

from collections.abc import Iterator

import numpy as np

from simulator.model.policies import Policy
from simulator.model.policy_layers import layers_over
from simulator.model.result import Claims
from simulator.model.scenario import Programme, Scenario
from simulator.money import exact_money
from simulator.problems import Problem, ScenarioError, problem


def refuse_above_policies(scenario: Scenario, claims: Claims) -> None:
    """Return when no entitlement is above a policy's limit on one award; raises ScenarioError R706 otherwise.

    Of each programme and policy the first applicant is named, in the order of their ids.
    """
    found = [
        each
        for programme in scenario.programmes
        for policy in layers_over(scenario, programme.under)
        for each in _above(programme, policy, claims)
    ]
    if found:
        raise ScenarioError(found)


def _above(programme: Programme, policy: Policy, claims: Claims) -> Iterator[Problem]:
    limit = policy.limits.award
    if limit is None or not programme.is_claimed:
        return
    owed = claims.of(programme.id)
    rows = np.flatnonzero(owed.entitlement > limit.at_most)
    if rows.size:
        row = int(rows[0])
        sums = {"found": exact_money(int(owed.entitlement[row])), "most": exact_money(limit.at_most)}
        who = f"{programme.id}/{owed.ids[row]}"
        yield problem(programme.place, "R706", (), award=who, policy=policy.title or policy.id, **sums)
