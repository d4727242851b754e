"""From a plan to money: each pot shared out by its own method, to the fen."""

from fractions import Fraction

import numpy as np

from simulator.engine.goals import worth_of
from simulator.engine.pots import ProgrammePot
from simulator.exact import Flags
from simulator.model.result import Allocation, ProgrammeAllocation, SourceUse, SpendingUse
from simulator.model.scenario import Scenario
from simulator.money import Fen, IntColumn
from simulator.optimise.terms import Terms


def awards_of(pot: ProgrammePot, terms: Terms, values: tuple[int, ...]) -> IntColumn:
    """Return each applicant's award in whole fen, under the plan's column values."""
    if pot.method.optimised:
        return terms.paid_out(values)
    size = pot_size(pot, terms, values)
    # a settled pot may hold more than it pays; one that the plan sizes is known by what it pays
    if pot.given is None:
        return pot.method.as_paid(pot.pot, size)
    return pot.method.share_out(pot.pot, pot.given)


def pot_size(pot: ProgrammePot, terms: Terms, values: tuple[int, ...]) -> Fen:
    """Return how much the plan puts into the pot."""
    everyone = np.ones(pot.pot.claims.size, dtype=np.bool_)
    return int(terms.award(everyone).value(values))


def allocate(scenario: Scenario, pots: tuple[ProgrammePot, ...], awards: dict[str, IntColumn]) -> Allocation:
    """Return the allocation: programmes sorted by id, classes and sources in the order written."""
    programmes = tuple(_programme(pot, awards[pot.programme.id]) for pot in pots)
    spending = tuple(_spending(scenario, each.id, programmes) for each in scenario.spending)
    return Allocation(_sources(scenario, sum(each.used_fen for each in spending)), spending, programmes)


def counted_of(pot: ProgrammePot, awards: IntColumn) -> Flags:
    """Return whose awards count under the pot's own method."""
    return pot.method.counted(pot.pot, awards)


def points_of(pot: ProgrammePot, awards: IntColumn) -> Fraction:
    """Return the exact points of one programme's awards."""
    points = pot.programme.points
    per_award = points.per_award * int(counted_of(pot, awards).sum())
    if not points.per_unit:
        return per_award
    shares = pot.method.paid_share(pot.pot, awards)
    return per_award + sum(
        (share * worth for share, worth in zip(shares, worth_of(pot).fractions(), strict=True)), Fraction(0)
    )


def _programme(pot: ProgrammePot, awards: IntColumn) -> ProgrammeAllocation:
    programme, claims = pot.programme, pot.pot.claims
    return ProgrammeAllocation(
        programme=programme.id,
        title=programme.title or programme.id,
        spending=programme.spending or "",
        is_line=programme.is_line,
        method=pot.method.word,
        ids=pot.pot.ids,
        entitlement=claims,
        award=awards,
        eligible=pot.eligible,
        counted=int(counted_of(pot, awards).sum()),
        entitlement_fen=sum(claims.tolist()),
        award_fen=sum(awards.tolist()),
        points=points_of(pot, awards),
        at_least=programme.envelope.at_least,
        at_most=programme.envelope.at_most,
    )


def _spending(scenario: Scenario, name: str, programmes: tuple[ProgrammeAllocation, ...]) -> SpendingUse:
    spending = scenario.spending_class(name)
    members = [each for each in programmes if each.spending == name]
    # a class without programmes is a plain line itself, such as basic spending: it is used in full
    used = sum(each.award_fen for each in members) if members else spending.amount
    return SpendingUse(name, spending.title or name, spending.amount, used)


def _sources(scenario: Scenario, used: Fen) -> tuple[SourceUse, ...]:
    drawn, left = {}, used
    # the keys of a mapping have no order, so none may reach an output: sources are drawn by id
    for source in sorted(scenario.sources, key=lambda each: each.id):
        drawn[source.id] = min(left, source.amount)
        left -= drawn[source.id]
    return tuple(
        SourceUse(each.id, each.title or each.id, each.amount, drawn[each.id]) for each in scenario.sources
    )
