"""Pots: each programme's claims with the least and the most it may hold, once its class is divided."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from simulator.engine.decided import Decided, decided_in
from simulator.engine.distribute import with_extra
from simulator.engine.entitle import programme_rows
from simulator.engine.steering import is_counted
from simulator.engine.year.fund_money import left_for, rooms, until_trigger
from simulator.exact import Flags
from simulator.methods.in_full import InFull
from simulator.methods.sharing import Sharing
from simulator.model.fund_members import first_payment, has_money, members_of_fund
from simulator.model.funds import Fund
from simulator.model.method import Pot, Request
from simulator.model.result import Claims
from simulator.model.scenario import Programme, Scenario, SpendingClass
from simulator.model.step import Rows
from simulator.money import Fen, IntColumn, exact_money, total
from simulator.optimise.terms import Terms, constant_terms
from simulator.problems import FindingError, ScenarioError

LINE = ("",)


@dataclass(frozen=True, slots=True, eq=False)
class ProgrammePot:
    """One programme's pot and its method. `given` is its size where its class settles it, else None.

    What is `decided` beforehand is no part of the pot: neither its claims nor its money. `admitted` marks who
    meets the conditions; a plain line has nobody. `fund` is the fund that pays it, None where a class does.
    """

    programme: Programme
    method: Sharing
    pot: Pot
    eligible: int
    given: Fen | None = None
    decided: Decided | None = None
    admitted: Flags | None = None
    fund: str | None = None

    @property
    def divider(self) -> str:
        """Return the path of what settles the pot's size: the division of its class, or its fund's money."""
        if self.fund is not None:
            return f"funds.{self.fund}.available"
        return f"spending.{self.programme.spending}.when_short"

    @property
    def claims(self) -> IntColumn:
        """Return what the rule entitles everyone to, in fen, decided or not."""
        return self.pot.claims if self.decided is None else self.decided.claims

    @property
    def standing(self) -> IntColumn:
        """Return the claims without those that were withdrawn or rejected: what fairness is measured by."""
        return self.pot.claims if self.decided is None else self.decided.standing

    @property
    def decided_fen(self) -> Fen:
        """Return what is decided beforehand in all, in fen."""
        return 0 if self.decided is None else self.decided.total_fen

    @property
    def most_fen(self) -> Fen:
        """Return the most the programme could use: all that is asked, or more where it is decided so."""
        asked, left = total(self.claims), total(self.pot.claims)
        return max(asked, left + self.decided_fen)

    def free(self, awards: IntColumn) -> IntColumn:
        """Return the awards that the pot itself pays, in fen: nothing where one is decided."""
        return awards if self.decided is None else self.decided.free(awards)

    def with_decided(self, awards: IntColumn) -> IntColumn:
        """Return what the pot pays together with what is decided."""
        return awards if self.decided is None else awards + self.decided.award

    def paid_share(self, awards: IntColumn) -> tuple[Fraction, ...]:
        """Return which share of each claim is paid, by the method's own measure or as it is decided."""
        shares = self.method.paid_share(self.pot, self.free(awards))
        if self.decided is None:
            return shares
        decided = dict(self.decided.shares())
        return tuple(decided.get(row, share) for row, share in enumerate(shares))

    def terms(self) -> Terms:
        """Return what the optimiser may know of it: what is decided, and what the pot may pay."""
        own = self._open_terms()
        return own if self.decided is None else self.decided.added_to(own, self.pot)

    def _open_terms(self) -> Terms:
        # a pot settled beforehand leaves no choice
        if self.given is None or self.method.optimised or self.method.whole:
            return self.method.terms(self.pot)
        awards = self.method.share_out(self.pot, self.given)
        return constant_terms(awards, self.method.counted(self.pot, awards))


def pots(scenario: Scenario, claims: Claims) -> tuple[ProgrammePot, ...]:
    """Return the pots of all programmes that spend money, sorted by programme id."""
    rows = programme_rows(claims.tables, scenario)
    loose = {each.id: _pot(each, claims, rows) for each in scenario.programmes if has_money(each, scenario)}
    settled = [pot for spending in scenario.spending for pot in _settled(spending, scenario, loose)]
    settled += [pot for fund in scenario.funds for pot in _of_fund(fund, scenario, loose)]
    return tuple(_noted(scenario, each) for each in sorted(settled, key=lambda each: each.programme.id))


def _noted(scenario: Scenario, pot: ProgrammePot) -> ProgrammePot:
    """Return the pot with a note of whether anybody asks which of its awards count."""
    return replace(pot, pot=replace(pot.pot, counting=is_counted(scenario, pot.programme)))


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
    decided = decided_in(found, claims.decisions)
    left = pot if decided is None else decided.left_of(pot, programme)
    return ProgrammePot(
        programme, method, left, int(found.eligible.sum()), decided=decided, admitted=found.eligible
    )


def _sized(programme: Programme, ids: tuple[str, ...], claims: IntColumn, rows: Rows) -> Pot:
    envelope, asked = programme.envelope, sum(claims.tolist())
    most = asked if envelope.at_most is None else min(asked, envelope.at_most)
    return Pot(ids, claims, envelope.at_least, most, rows, programme.points.counts_from)


def _settled(
    spending: SpendingClass, scenario: Scenario, loose: Mapping[str, ProgrammePot]
) -> list[ProgrammePot]:
    everyone = [loose[each.id] for each in scenario.programmes_of(spending.id)]
    if spending.when_short is None:
        return _unhurried(spending, everyone, [_request(each) for each in everyone])
    if spending.when_short.optimised:
        return everyone
    # what earlier contracts ask for is bound already: the others share what it leaves
    bound = [_given(each, each.most_fen) for each in everyone if each.programme.contracts_of]
    members = [each for each in everyone if not each.programme.contracts_of]
    requests = [_request(each) for each in members]
    left = spending.amount - sum(each.decided_fen for each in members) - sum(each.most_fen for each in bound)
    parts = spending.when_short.divide(requests, left)
    return [*bound, *(_given(each, part) for each, part in zip(members, parts, strict=True))]


def _unhurried(
    spending: SpendingClass, members: list[ProgrammePot], requests: list[Request]
) -> list[ProgrammePot]:
    asked = sum(request.amount for request in requests) + sum(each.decided_fen for each in members)
    if asked > spending.amount:
        sums = {"asked": asked, "has": spending.amount, "more": asked - spending.amount}
        told = {name: exact_money(fen) for name, fen in sums.items()}
        raise ScenarioError([FindingError("R630", spending=spending.id, **told).at(spending.place)])
    return [_given(each, request.amount) for each, request in zip(members, requests, strict=True)]


def _request(pot: ProgrammePot) -> Request:
    payable = sum(pot.method.payable(pot.pot).tolist())
    programme = pot.programme
    return Request(programme.id, min(payable, pot.pot.at_most), pot.pot.at_least, programme.tags)


def _given(pot: ProgrammePot, part: Fen | None) -> ProgrammePot:
    if part is None:
        return pot
    most = min(part, pot.pot.at_most)
    return replace(pot, pot=replace(pot.pot, at_most=most), given=most)


# ── pots that funds pay ────────────────────────────────────────────────────────────────────────────


def _of_fund(fund: Fund, scenario: Scenario, loose: Mapping[str, ProgrammePot]) -> list[ProgrammePot]:
    """Return a fund's pots: the first takes what it can use of what the fund can pay, then the next.

    What the plan chooses inside itself stays open; the fund's own rows hold it to what is there.
    """
    members = [loose[each.id] for each in members_of_fund(scenario, fund)]
    if not members:
        return []
    begins = {each.programme.id: first_payment(scenario, each.programme) for each in members}
    free = rooms(scenario, fund)
    promised = [(begins[each.programme.id], each.decided_fen) for each in members]
    found = []
    for pot in members:
        begin = begins[pot.programme.id]
        left = left_for(begin, free, promised)
        size = min(_request(pot).amount, until_trigger(fund, pot.method, pot.pot), left)
        found.append(replace(_given(pot, None if pot.method.optimised else size), fund=fund.id))
        promised.append((begin, 0 if pot.method.optimised else size))
    return found
