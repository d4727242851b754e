"""Policies in their layers: who stands under whom, what a layer asks of a programme below it."""

from collections.abc import Iterator
from dataclasses import replace

from simulator.expression import Expression
from simulator.model.cumulation import Cumulation
from simulator.model.policies import Policy
from simulator.model.scenario import Programme, Scenario

ALONE = "require"


def layers_over(scenario: Scenario, under: str | None) -> tuple[Policy, ...]:
    """Return a policy and all above it, the uppermost first; a circle ends where it begins anew.

    >>> from simulator.model.scenario import Scenario
    >>> lower, upper = Policy("rules", under="measure"), Policy("measure")
    >>> [each.id for each in layers_over(Scenario("a", 2022, policies=(lower, upper)), "rules")]
    ['measure', 'rules']
    """
    known = {each.id: each for each in scenario.policies}
    found: list[Policy] = []
    while under in known and known[under] not in found:
        found.append(known[under])
        under = found[-1].under
    return tuple(reversed(found))


def with_policies(scenario: Scenario) -> Scenario:
    """Return the scenario with what its policies ask written out: conditions of entry, ceilings for a firm.

    A condition is named for its policy (`rulebook`, or `rulebook.registered` where it has a name of its
    own), so that a refusal names it. What a firm may get in a year under a policy is a ceiling over all
    programmes below it, what is too much taken from all alike; lower layers come first, and all of them after
    the scenario's own clauses.
    """
    if not scenario.policies:
        return scenario
    programmes = tuple(
        replace(each, eligible=(*_required(scenario, each), *each.eligible)) if each.applicants else each
        for each in scenario.programmes
    )
    ceilings = tuple(each for each in _ceilings(scenario) if each.programmes)
    return replace(scenario, programmes=programmes, cumulation=(*scenario.cumulation, *ceilings))


def conditions_of_policy(policy: Policy) -> tuple[tuple[str, Expression], ...]:
    """Return what a policy requires, each condition under the name that a refusal gives it."""
    return tuple(
        (policy.id if name == ALONE else f"{policy.id}.{name}", each) for name, each in policy.require
    )


def programmes_below(scenario: Scenario, policy: Policy) -> tuple[Programme, ...]:
    """Return the programmes that stand under a policy, directly or by way of others, in the order written."""
    return tuple(each for each in scenario.programmes if policy in layers_over(scenario, each.under))


def _required(scenario: Scenario, programme: Programme) -> Iterator[tuple[str, Expression]]:
    for policy in layers_over(scenario, programme.under):
        yield from conditions_of_policy(policy)


def _ceilings(scenario: Scenario) -> Iterator[Cumulation]:
    limited = [each for each in scenario.policies if each.limits.firm_year is not None]
    for policy in sorted(limited, key=lambda each: (-len(layers_over(scenario, each.id)), each.id)):
        limit = policy.limits.firm_year
        # a formula gives out its pot: it has no claims that could be cut
        below = tuple(each.id for each in programmes_below(scenario, policy) if each.award)
        if limit is not None:
            yield Cumulation(
                id=f"policies.{policy.id}.limits.firm_year",
                ceiling=limit.at_most,
                per=limit.per,
                programmes=tuple(sorted(below)),
                method="pro_rata",
                title=policy.title,
                document=policy.document,
                place=policy.place,
            )
