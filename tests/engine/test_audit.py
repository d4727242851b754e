"""The audit trusts nobody: any figure of a finished allocation that is moved by a fen is found."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from simulator.engine.audit import GoalClaim, audit
from simulator.engine.entitle import entitle
from simulator.engine.limit_outcomes import limit_outcomes
from simulator.engine.pots import pots
from simulator.engine.selection import Plan
from simulator.engine.share_out import allocate, counted_of
from simulator.model.result import Allocation, ProgrammeAllocation
from simulator.problems import ExactnessError
from tests.engine.support import scenario_of, tables_of
from tests.reference.generator import Case
from tests.reference.writing import Money
from tests.rules.support import case_of, firm

ROWS = [firm("F1", rent=6), firm("F2", rent=6), firm("F3", rent=2)]
AWARDS = (4, 4, 2)


def audited(
    change: Callable[[Allocation], Allocation] = lambda allocation: allocation,
    awards: tuple[int, ...] = AWARDS,
    limit: Money | None = None,
    goals: tuple[GoalClaim, ...] = (),
    **programme: object,
) -> Allocation:
    """Return the audited allocation of a pot of 10 fen pro rata over 6, 6 and 2, changed as told."""
    drawn = case_of([{"fixed": "rent"}], ROWS, envelope={"at_most": Money(10)}, **programme)
    limits = {} if limit is None else {"few": {"top": {"award": {}}, "at_most": limit}}
    drawn = Case({**drawn.scenario, "constraints": limits}, drawn.applicants)
    scenario = scenario_of(drawn)
    claims = entitle(tables_of(scenario, drawn), scenario)
    potted = pots(scenario, claims)
    paid = {"p": np.array(awards, dtype=np.int64)}
    allocation = allocate(scenario, potted, paid)
    made = Plan(scenario, potted, {}, paid, {"p": counted_of(potted[0], paid["p"])})
    changed = change(allocation)
    audit(made, claims, changed, limit_outcomes(made, allocation), goals)
    return changed


def programme_changed(**changes: Any) -> Callable[[Allocation], Allocation]:
    """Return a change of the one programme's figures."""

    def changed(allocation: Allocation) -> Allocation:
        programmes: tuple[ProgrammeAllocation, ...] = tuple(
            replace(each, **changes) for each in allocation.programmes
        )
        return replace(allocation, programmes=programmes)

    return changed


def test_an_allocation_that_adds_up_passes() -> None:
    assert audited().of("p").award_fen == 10
    assert audited(limit=Money(10)).of("p").award.tolist() == [4, 4, 2]


@pytest.mark.parametrize("awards", [(5, 4, 2), (4, 4, 1), (5, 3, 2), (4, 3, 3), (7, 3, 0), (-1, 6, 5)])
def test_awards_that_are_not_what_the_pot_pays_are_found(awards: tuple[int, ...]) -> None:
    with pytest.raises(ExactnessError, match="programme p"):
        audited(awards=awards)


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"award_fen": 11}, "awards add to 10, not 11"),
        ({"award": np.array([7, 3, 0])}, "above its claim"),
        ({"entitlement": np.array([6, 6, 3])}, "claims changed on the way"),
    ],
)
def test_a_figure_of_a_programme_that_is_moved_is_found(change: dict[str, object], finding: str) -> None:
    with pytest.raises(ExactnessError, match=finding):
        audited(programme_changed(**change))


def test_a_class_that_uses_another_sum_than_its_programmes_is_found() -> None:
    def off(allocation: Allocation) -> Allocation:
        return replace(allocation, spending=tuple(replace(each, used_fen=11) for each in allocation.spending))

    with pytest.raises(ExactnessError, match="class project uses 11 fen"):
        audited(off)


def test_sources_that_give_another_sum_than_is_used_are_found() -> None:
    def off(allocation: Allocation) -> Allocation:
        return replace(allocation, sources=tuple(replace(each, used_fen=9) for each in allocation.sources))

    with pytest.raises(ExactnessError, match="sources drawn differ"):
        audited(off)


def test_a_limit_that_is_missed_is_found() -> None:
    with pytest.raises(ExactnessError, match=r"constraints\.few is missed by 1"):
        audited(limit=Money(9))


def test_a_programme_outside_its_envelope_is_found() -> None:
    with pytest.raises(ExactnessError, match="outside its envelope"):
        audited(awards=(5, 5, 1))


def test_an_award_in_full_that_is_not_full_is_found() -> None:
    with pytest.raises(ExactnessError, match="not every claim is paid in full"):
        audited(when_short="in_full")


@pytest.mark.parametrize(
    ("claimed", "found", "stray", "passes"),
    [(6, 6, 0, True), (6, 5, 0, False), (6, 7, 0, False), (6, 5, 1, True)],
)
def test_a_goal_that_the_awards_do_not_reach_is_found(
    claimed: int, found: int, stray: int, passes: bool
) -> None:
    goal = GoalClaim("maximise spent", "maximise", Fraction(claimed), stray, Fraction(found))
    if passes:
        assert audited(goals=(goal,)).of("p").award_fen == 10
        return
    with pytest.raises(ExactnessError, match="goal maximise spent is claimed to reach 6"):
        audited(goals=(goal,))
