"""Which awards decided beforehand a clause counts, so that a clash they bring about names them."""

from collections.abc import Iterator

import numpy as np

from simulator.engine.award_rules import rule_grouping
from simulator.engine.limit_rows import limit_grouping
from simulator.engine.selection import WHOLE, Grouping, Plan, part_of
from simulator.engine.steering import picks
from simulator.model.decisions import DecidedAward
from simulator.model.limits import Constraint, Selector

Counted = tuple[Selector, Grouping]
"""What a clause selects, and the groups that it is repeated for."""


def decided_behind(plan: Plan, place: str, group: str = "") -> tuple[DecidedAward, ...]:
    """Return the awards decided beforehand that the clause at a place counts in a group, in their order."""
    if all(pot.decided is None for pot in plan.pots):
        return ()
    found = [each for counted in _counted(plan, place) for each in _decided(plan, counted, group)]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.programme, each.applicant)))


def _decided(plan: Plan, counted: Counted, group: str) -> Iterator[DecidedAward]:
    selector, grouping = counted
    if grouping is not WHOLE and group not in grouping.names:
        return
    at = 0 if grouping is WHOLE else grouping.names.index(group)
    for pot in plan.pots:
        if pot.decided is not None and picks(selector, pot.programme):
            part = part_of(plan, pot, selector, grouping)
            rows = np.flatnonzero(pot.decided.fixed & (part.owners == at)).tolist()
            names = dict.fromkeys(pot.decided.ids[row] for row in rows)
            yield from (each for each in pot.decided.records if each.applicant in names)


def _counted(plan: Plan, place: str) -> Iterator[Counted]:
    section, name, *_ = place.split(".")
    if section == "constraints":
        yield from _of_limit(plan, plan.scenario.constraint(name))
    elif section == "programmes":
        yield Selector(programme=name), WHOLE
    elif section == "spending":
        yield Selector(spending=name), WHOLE


def _of_limit(plan: Plan, limit: Constraint) -> Iterator[Counted]:
    if limit.between_awards:
        own = (limit.every, limit.needs, limit.excludes, limit.equal)
        grouping = WHOLE if limit.equal is not None else rule_grouping(plan, limit)
        yield from ((each, grouping) for each in own if each is not None)
        return
    grouping = limit_grouping(plan, limit)
    yield limit.top.selector, grouping
    if limit.bottom is not None:
        yield limit.bottom.selector, grouping if limit.bottom.selector.same_group else WHOLE
