"""Pots: each programme's claims with the least and the most it may hold, once its class is divided."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulator.engine.distribute import with_extra
from simulator.engine.entitle import programme_rows
from simulator.methods.in_full import InFull
from simulator.methods.sharing import Sharing
from simulator.model.method import Pot, Request
from simulator.model.result import Claims
from simulator.model.scenario import Programme, Scenario, SpendingClass
from simulator.model.step import Rows
from simulator.money import Fen, IntColumn, exact_money
from simulator.optimise.terms import Terms, constant_terms
from simulator.problems import FindingError, ScenarioError

LINE = ("",)


@dataclass(frozen=True, slots=True, eq=False)
class ProgrammePot:
    """One programme's pot and its method. `given` is its size where its class settles it, else None."""

    programme: Programme
    method: Sharing
    pot: Pot
    eligible: int
    given: Fen | None = None

    def terms(self) -> Terms:
        """Return what the optimiser may know of it; a pot settled beforehand leaves it no choice."""
        if self.given is None or self.method.optimised or self.method.whole:
            return self.method.terms(self.pot)
        awards = self.method.share_out(self.pot, self.given)
        return constant_terms(awards, self.method.counted(self.pot, awards))


def pots(scenario: Scenario, claims: Claims) -> tuple[ProgrammePot, ...]:
    """Return the pots of all programmes that spend money, sorted by programme id."""
    rows = programme_rows(claims.tables, scenario)
    loose = {each.id: _pot(each, claims, rows) for each in scenario.programmes if each.spending is not None}
    settled = [pot for spending in scenario.spending for pot in _settled(spending, scenario, loose)]
    return tuple(sorted(settled, key=lambda each: each.programme.id))


def _pot(programme: Programme, claims: Claims, rows: Mapping[str, Rows]) -> ProgrammePot:
    method = programme.when_short or InFull()
    if not isinstance(method, Sharing):
        raise TypeError(f"{method.word} is not a registered method")
    if programme.is_line:
        amount = np.array([programme.amount], dtype=np.int64)
        return ProgrammePot(programme, method, _sized(programme, LINE, amount, Rows({}, 1)), 1)
    found = claims.of(programme.id)
    programme = with_extra(programme, found)
    pot = _sized(programme, found.ids, found.entitlement, rows[programme.id])
    return ProgrammePot(programme, method, pot, int(found.eligible.sum()))


def _sized(programme: Programme, ids: tuple[str, ...], claims: IntColumn, rows: Rows) -> Pot:
    envelope, asked = programme.envelope, sum(claims.tolist())
    most = asked if envelope.at_most is None else min(asked, envelope.at_most)
    return Pot(ids, claims, envelope.at_least, most, rows, programme.points.counts_from)


def _settled(
    spending: SpendingClass, scenario: Scenario, loose: Mapping[str, ProgrammePot]
) -> list[ProgrammePot]:
    members = [loose[each.id] for each in scenario.programmes_of(spending.id)]
    requests = [_request(each) for each in members]
    if spending.when_short is None:
        return _unhurried(spending, members, requests)
    if spending.when_short.optimised:
        return members
    parts = spending.when_short.divide(requests, spending.amount)
    return [_given(each, part) for each, part in zip(members, parts, strict=True)]


def _unhurried(
    spending: SpendingClass, members: list[ProgrammePot], requests: list[Request]
) -> list[ProgrammePot]:
    asked = sum(request.amount for request in requests)
    if asked > spending.amount:
        finding = FindingError(
            "R630", spending=spending.id, asked=exact_money(asked), has=exact_money(spending.amount)
        )
        raise ScenarioError([finding.at(spending.place)])
    return [_given(each, request.amount) for each, request in zip(members, requests, strict=True)]


def _request(pot: ProgrammePot) -> Request:
    payable = sum(pot.method.payable(pot.pot).tolist())
    programme = pot.programme
    return Request(programme.id, min(payable, pot.pot.at_most), programme.envelope.at_least, programme.tags)


def _given(pot: ProgrammePot, part: Fen | None) -> ProgrammePot:
    if part is None:
        return pot
    most = min(part, pot.pot.at_most)
    sized = Pot(pot.pot.ids, pot.pot.claims, pot.pot.at_least, most, pot.pot.rows, pot.pot.counts_from)
    return ProgrammePot(pot.programme, pot.method, sized, pot.eligible, most)
