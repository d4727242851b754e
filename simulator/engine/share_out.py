"""From a plan to money: each pot shared out by its own method, to the fen."""

from fractions import Fraction

import numpy as np

from simulator.engine.curves import curve_of
from simulator.engine.funding import draws_of
from simulator.engine.pots import ProgrammePot
from simulator.engine.worth import worth_of
from simulator.exact import Flags
from simulator.model.funding import Draw
from simulator.model.result import Allocation, ProgrammeAllocation, ResponseOutcome, SourceUse, SpendingUse
from simulator.model.scenario import Scenario
from simulator.money import Fen, IntColumn
from simulator.optimise.terms import Terms


def awards_of(pot: ProgrammePot, terms: Terms, values: tuple[int, ...]) -> IntColumn:
    """Return each applicant's award in whole fen, under the plan's column values."""
    # columns of an optimised pot are the awards; of any other they size the pot, and its method pays
    if pot.method.optimised:
        return terms.paid_out(values)
    size = pot_size(pot, terms, values)
    # a settled pot may hold more than it pays; one that the plan sizes is known by what it pays
    if pot.given is None:
        return pot.with_decided(pot.method.as_paid(pot.pot, size))
    return pot.with_decided(pot.method.share_out(pot.pot, pot.given))


def pot_size(pot: ProgrammePot, terms: Terms, values: tuple[int, ...]) -> Fen:
    """Return how much the plan puts into the pot, beside what is decided, in fen."""
    everyone = np.ones(pot.pot.claims.size, dtype=np.bool_)
    return int(terms.award(everyone).value(values)) - pot.decided_fen


def allocate(scenario: Scenario, pots: tuple[ProgrammePot, ...], awards: dict[str, IntColumn]) -> Allocation:
    """Return the allocation: programmes sorted by id, classes and sources in the order written."""
    programmes = tuple(_programme(pot, awards[pot.programme.id]) for pot in pots)
    spending = tuple(_spending(scenario, each.id, programmes) for each in scenario.spending)
    draws = draws_of(scenario, programmes, spending)
    spent = sum(each.used_fen for each in spending)
    used = _drawn_by_payer(draws) if draws else _drawn_in_turn(scenario, spent)
    sources = tuple(
        SourceUse(each.id, each.title or each.id, each.amount, used.get(each.id, 0))
        for each in scenario.sources
    )
    return Allocation(sources, spending, programmes, draws)


def counted_of(pot: ProgrammePot, awards: IntColumn) -> Flags:
    """Return whose awards count: under the pot's own method, or as they are decided."""
    counted = pot.method.counted(pot.pot, pot.free(awards))
    return counted if pot.decided is None else counted | pot.decided.counted(pot.pot)


def points_of(pot: ProgrammePot, awards: IntColumn) -> Fraction:
    """Return the exact points of one programme's awards, those of its response included."""
    response = response_of(pot, awards)
    return _award_points(pot, awards) + (Fraction(0) if response is None else response.worth)


def response_of(pot: ProgrammePot, awards: IntColumn) -> ResponseOutcome | None:
    """Return what the programme's money is worth by its response; None where it has none."""
    curve = curve_of(pot)
    if curve is None:
        return None
    return ResponseOutcome(curve.worth(sum(awards.tolist())), curve.error, len(curve.points) - 1)


def _award_points(pot: ProgrammePot, awards: IntColumn) -> Fraction:
    points = pot.programme.points
    per_award = points.per_award * int(counted_of(pot, awards).sum())
    if not points.per_unit:
        return per_award
    shares = pot.paid_share(awards)
    return per_award + sum(
        (share * worth for share, worth in zip(shares, worth_of(pot).fractions(), strict=True)), Fraction(0)
    )


def _programme(pot: ProgrammePot, awards: IntColumn) -> ProgrammeAllocation:
    programme, claims = pot.programme, pot.claims
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
        decided=() if pot.decided is None else pot.decided.records,
        response=response_of(pot, awards),
    )


def _spending(scenario: Scenario, name: str, programmes: tuple[ProgrammeAllocation, ...]) -> SpendingUse:
    spending = scenario.spending_class(name)
    members = [each for each in programmes if each.spending == name]
    # a class without programmes is a plain line itself, such as basic spending: it is used in full
    used = sum(each.award_fen for each in members) if members else spending.amount
    return SpendingUse(name, spending.title or name, spending.amount, used)


def _drawn_in_turn(scenario: Scenario, used: Fen) -> dict[str, Fen]:
    drawn, left = {}, used
    # the keys of a mapping have no order, so none may reach an output: sources are drawn by id
    for source in sorted(scenario.sources, key=lambda each: each.id):
        drawn[source.id] = min(left, source.amount)
        left -= drawn[source.id]
    return drawn


def _drawn_by_payer(draws: tuple[Draw, ...]) -> dict[str, Fen]:
    drawn: dict[str, Fen] = {}
    for source, fen in (part for each in draws for part in each.parts):
        drawn[source] = drawn.get(source, 0) + fen
    return drawn
