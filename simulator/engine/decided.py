"""Awards that are settled beforehand: found among the claims, taken out of every pot before it is shared.

A decided award is a constant of the plan. It counts once it reaches `counts_from` of what the rule entitles
to, and one at or above its claim counts as paid in full. The others share what is left.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fractions import Fraction
from itertools import islice

import numpy as np

from simulator.exact import Flags
from simulator.glossary import Word, word
from simulator.methods.sharing import enough
from simulator.model.decisions import OUTCOMES, STATUSES, DecidedAward, Decision
from simulator.model.method import Pot
from simulator.model.result import Claims, ProgrammeClaims
from simulator.model.scenario import Programme, Scenario
from simulator.money import Fen, IntColumn, exact_money
from simulator.optimise.terms import Terms
from simulator.problems import Place, Problem, ScenarioError, problem

MOST_LISTED = 200
MOST_COMPARED = 2_000
MOST_NAMED = 3


def decisions_of(scenario: Scenario, claims: Claims) -> tuple[DecidedAward, ...]:
    """Return every award that is settled beforehand, sorted by programme and applicant.

    Raises ScenarioError with R631 for an applicant who is not there, R632 for an award decided twice, R633
    and R634 when what is decided is more than an envelope or an appropriation.
    """
    if not scenario.decisions:
        return ()
    named = tuple(entry for each in scenario.decisions for entry in _entries(each))
    found = {each.programme: _positions(each) for each in claims.programmes}
    problems = [*_unknown(named, claims, found), *_repeated(named)]
    if problems:
        raise ScenarioError(_first(problems))
    known = sorted(named, key=lambda each: (each.programme, each.applicant))
    decided = tuple(_with_claim(each, claims, found) for each in known)
    problems = [*_above_envelopes(scenario, decided), *_above_appropriations(scenario, decided)]
    if problems:
        raise ScenarioError(problems)
    return decided


def decision_warnings(claims: Claims) -> tuple[Problem, ...]:
    """Return a warning for each published or paid award of somebody who is not eligible any more (W715)."""
    doubtful = (
        each for each in claims.decisions if not each.eligible and each.award_fen and each.kind in STATUSES
    )
    return tuple(
        problem(
            each.place,
            "W715",
            award=f"{each.programme}/{each.applicant}",
            status=word(f"decision_{each.kind}"),
            amount=exact_money(each.award_fen),
        )
        for each in islice(doubtful, MOST_LISTED)
    )


def _entries(decision: Decision) -> Iterator[DecidedAward]:
    """Yield the awards a decision settles; what the rule entitles to is not known yet."""
    if decision.file is None:
        yield _entry(decision, *decision.named, decision.is_ or 0, decision.place)
        return
    if decision.lines is None:
        raise TypeError(f"the decisions of {decision.file} are not read")
    lines = decision.lines
    rows = zip(lines.programmes, lines.applicants, lines.awards_fen, strict=True)
    for at, (programme, applicant, fen) in enumerate(rows):
        yield _entry(decision, programme, applicant, fen, lines.place(at))


def _entry(decision: Decision, programme: str, applicant: str, fen: Fen, place: Place) -> DecidedAward:
    said = (decision.who, decision.why, decision.on, decision.document, place)
    return DecidedAward(programme, applicant, decision.kind, fen, 0, False, *said)


def _positions(claims: ProgrammeClaims) -> Mapping[str, int]:
    return {name: at for at, name in enumerate(claims.ids)}


def _with_claim(each: DecidedAward, claims: Claims, found: Mapping[str, Mapping[str, int]]) -> DecidedAward:
    own, at = claims.of(each.programme), found[each.programme][each.applicant]
    return replace(each, entitlement_fen=int(own.entitlement[at]), eligible=bool(own.eligible[at]))


def named_decisions(records: Iterable[DecidedAward]) -> Word:
    """Return some decisions in words, the largest first: whose award, how much, of what kind, and where."""
    known = sorted(records, key=lambda each: (-each.award_fen, each.programme, each.applicant))
    told = [_named(each) for each in known[:MOST_NAMED]]
    more = " …" if len(known) > MOST_NAMED else ""
    return Word("、".join(each.zh for each in told) + more, ", ".join(each.en for each in told) + more)


def _named(each: DecidedAward) -> Word:
    award, kind = (
        f"{each.programme}/{each.applicant} {exact_money(each.award_fen)}",
        word(f"decision_{each.kind}"),
    )
    return Word(f"{award}({kind.zh},{each.place})", f"{award} ({kind.en}, {each.place})")


# ── what is wrong with them ────────────────────────────────────────────────────────────────────────


def _unknown(
    named: tuple[DecidedAward, ...], claims: Claims, found: Mapping[str, Mapping[str, int]]
) -> Iterator[Problem]:
    strange = (each for each in named if each.applicant not in found.get(each.programme, {}))
    for each in islice(strange, MOST_LISTED):
        facts = {"programme": each.programme, "applicant": each.applicant}
        near = _nearest(each.applicant, _ids(claims, each.programme))
        yield problem(each.place, "R631", (), nearest=near, **facts)


def _ids(claims: Claims, programme: str) -> tuple[str, ...]:
    return next((each.ids for each in claims.programmes if each.programme == programme), ())


def _nearest(name: str, ids: tuple[str, ...]) -> str:
    """Return the id most like a name, of a long list only among those that begin alike; "" for none."""
    at = bisect_left(ids, name) if len(ids) > MOST_COMPARED else MOST_COMPARED // 2
    among = ids[max(0, at - MOST_COMPARED // 2) : at + MOST_COMPARED // 2]
    return next(iter(get_close_matches(name, among, n=1)), "")


def _repeated(named: tuple[DecidedAward, ...]) -> Iterator[Problem]:
    first: dict[tuple[str, str], DecidedAward] = {}
    for each in named:
        before = first.setdefault((each.programme, each.applicant), each)
        if before is not each:
            award = f"{each.programme}/{each.applicant}"
            yield problem(each.place, "R632", award=award, first=str(before.place))


def _first(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST_LISTED:
        return problems
    listed = problems[:MOST_LISTED]
    return [*listed, problem(listed[-1].place, "D439", count=len(problems) - MOST_LISTED)]


def _above_envelopes(scenario: Scenario, decided: tuple[DecidedAward, ...]) -> Iterator[Problem]:
    for programme in scenario.programmes:
        own = tuple(each for each in decided if each.programme == programme.id)
        most = programme.envelope.at_most
        if most is not None and _total(own) > most:
            yield problem(programme.place, "R633", (), programme=programme.id, **_too_much(own, most))


def _above_appropriations(scenario: Scenario, decided: tuple[DecidedAward, ...]) -> Iterator[Problem]:
    for spending in scenario.spending:
        members = [each.id for each in scenario.programmes_of(spending.id)]
        own = tuple(each for each in decided if each.programme in members)
        if _total(own) > spending.amount:
            yield problem(spending.place, "R634", (), spending=spending.id, **_too_much(own, spending.amount))


def _too_much(own: tuple[DecidedAward, ...], most: Fen) -> dict[str, str | Word]:
    return {
        "decided": exact_money(_total(own)),
        "most": exact_money(most),
        "awards": named_decisions(each for each in own if each.award_fen),
    }


def _total(records: Iterable[DecidedAward]) -> Fen:
    return sum(each.award_fen for each in records)


# ── one pot ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """What is settled beforehand of one pot, a row an applicant: whose award is `fixed`, and at how many fen.

    `claims` are what the rule entitles everyone to; `records` the decisions, sorted by applicant.
    """

    ids: tuple[str, ...]
    fixed: Flags
    award: IntColumn
    claims: IntColumn
    records: tuple[DecidedAward, ...]

    @property
    def total_fen(self) -> Fen:
        """Return what is decided in all, in fen."""
        return sum(each.award_fen for each in self.records)

    @property
    def standing(self) -> IntColumn:
        """Return the claims without those that were withdrawn or rejected, in fen."""
        gone = {each.applicant for each in self.records if each.kind in OUTCOMES}
        return np.where([name in gone for name in self.ids], 0, self.claims) if gone else self.claims

    def free(self, column: IntColumn) -> IntColumn:
        """Return a column with nothing where an award is decided: what is left to the pot's own method."""
        return np.where(self.fixed, 0, column)

    def left_of(self, pot: Pot, programme: Programme) -> Pot:
        """Return a pot without what is decided: neither those claims nor that money are there to share."""
        claims, most = self.free(pot.claims), programme.envelope.at_most
        asked = sum(claims.tolist())
        at_most = asked if most is None else min(asked, most - self.total_fen)
        at_least = max(0, pot.at_least - self.total_fen)
        return replace(pot, claims=claims, at_least=at_least, at_most=at_most)

    def counted(self, pot: Pot) -> Flags:
        """Return whose decided award counts: any fen counts where the rule entitles to nothing."""
        flags = np.zeros(self.fixed.size, dtype=np.bool_)
        rows = np.flatnonzero(self.fixed)
        pairs = zip(self.award[rows].tolist(), self.claims[rows].tolist(), strict=True)
        flags[rows] = [fen >= enough(pot, claim) for fen, claim in pairs]
        return flags

    def shares(self) -> tuple[tuple[int, Fraction], ...]:
        """Return each row that is decided at some money, and which share of its claim that is, at most 1."""
        rows = np.flatnonzero(self.award)
        triples = zip(rows.tolist(), self.award[rows].tolist(), self.claims[rows].tolist(), strict=True)
        return tuple((row, Fraction(fen, max(fen, claim))) for row, fen, claim in triples)

    def added_to(self, terms: Terms, pot: Pot) -> Terms:
        """Return a pot's terms with the decided awards as constants."""
        base, counted = terms.base + self.award, terms.base_counted | self.counted(pot)
        return replace(terms, base=base, base_counted=counted)


def decided_in(claims: ProgrammeClaims, decisions: tuple[DecidedAward, ...]) -> Decided | None:
    """Return what is settled beforehand of one programme's claims; None where nothing is."""
    records = tuple(each for each in decisions if each.programme == claims.programme)
    if not records:
        return None
    fixed = np.zeros(len(claims.ids), dtype=np.bool_)
    award = np.zeros(len(claims.ids), dtype=np.int64)
    found = _positions(claims)
    rows = np.array([found[each.applicant] for each in records], dtype=np.intp)
    fixed[rows], award[rows] = True, [each.award_fen for each in records]
    return Decided(claims.ids, fixed, award, claims.entitlement, records)
