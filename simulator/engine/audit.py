"""The audit: everything re-added in integers; it trusts neither the solver nor the sharing-out.

A finding here is our bug, never the user's: it stops the run before anything is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from simulator.engine.pots import ProgrammePot
from simulator.engine.selection import Plan
from simulator.model.payers import is_earmarked, sources_of
from simulator.model.result import Allocation, Claims, LimitOutcome, ProgrammeAllocation
from simulator.model.scenario import Scenario
from simulator.money import Fen, IntColumn
from simulator.problems import ExactnessError


@dataclass(frozen=True, slots=True)
class GoalClaim:
    """What a goal is claimed to reach, how far rounding to the fen may stray, and what the auditor finds.

    A goal that is `pulled` leans on columns of its own that may lag: what is better than claimed is no fault.
    """

    name: str
    word: str
    claimed: Fraction
    stray: Fraction
    found: Fraction
    pulled: bool = False

    @property
    def gained(self) -> Fraction:
        """Return by how much the awards are better than claimed, negative when they are worse."""
        more = self.found - self.claimed
        return more if self.word in LARGER else -more


LARGER = ("maximise", "weigh")


def audit(
    plan: Plan,
    claims: Claims,
    allocation: Allocation,
    limits: tuple[LimitOutcome, ...],
    goals: tuple[GoalClaim, ...],
) -> None:
    """Return when every sum, bound, limit and goal holds to the fen; raises ExactnessError otherwise."""
    findings = [
        *_totals(plan.scenario, allocation),
        *(each for pot in plan.pots for each in _programme(pot, allocation.of(pot.programme.id), claims)),
        *(each for goal in goals for each in _goal(goal)),
        *(
            f"limit {each.name}{each.group} is missed by {-each.slack}"
            for each in limits
            if each.hard and not each.met
        ),
    ]
    if findings:
        raise ExactnessError("; ".join(findings))


def _goal(goal: GoalClaim) -> Iterator[str]:
    # a soft limit that cuts across a pro-rata pot is tightened, so it may be missed by less than claimed
    lags = goal.pulled or goal.word == "keep"
    if goal.gained < -goal.stray or (goal.gained > goal.stray and not lags):
        yield f"goal {goal.name} is claimed to reach {goal.claimed}, the awards give {goal.found}"


def _totals(scenario: Scenario, allocation: Allocation) -> Iterator[str]:
    sources = sum(each.amount for each in scenario.sources)
    uses = sum(each.used_fen + each.unspent_fen for each in allocation.spending) + allocation.unallocated_fen
    if scenario.sources and sources != uses:
        yield f"sources hold {sources} fen, uses add to {uses}"
    if scenario.sources and sum(each.used_fen for each in allocation.sources) != sum(
        each.used_fen for each in allocation.spending
    ):
        yield "sources drawn differ from spending used"
    yield from _drawn(scenario, allocation)
    for spending in allocation.spending:
        members = [each.award_fen for each in allocation.programmes if each.spending == spending.spending]
        if members and sum(members) != spending.used_fen:
            yield f"class {spending.spending} uses {spending.used_fen} fen, its programmes {sum(members)}"
        if not 0 <= spending.used_fen <= spending.amount_fen:
            yield f"class {spending.spending} uses {spending.used_fen} of {spending.amount_fen} fen"


def _drawn(scenario: Scenario, allocation: Allocation) -> Iterator[str]:
    """Yield what is wrong with who pays whom, looking at the drawing alone."""
    if not is_earmarked(scenario):
        return
    if {(each.section, each.payer): each.total_fen for each in allocation.draws} != _spent(allocation):
        yield "what is drawn on the sources is not what is spent"
    yield from _payers(scenario, allocation)
    yield from _sources(allocation)


def _spent(allocation: Allocation) -> dict[tuple[str, str], Fen]:
    """Return what each programme, and each class without programmes, is to draw on sources, in fen."""
    members = [each.spending for each in allocation.programmes]
    # what a fund pays draws on no source: it has no class
    drawing = {
        ("programmes", each.programme): each.award_fen for each in allocation.programmes if each.spending
    }
    alone = (each for each in allocation.spending if each.spending not in members)
    return drawing | {("spending", each.spending): each.used_fen for each in alone}


def _payers(scenario: Scenario, allocation: Allocation) -> Iterator[str]:
    for each in allocation.draws:
        payer = scenario.programme if each.section == "programmes" else scenario.spending_class
        allowed = sources_of(scenario, payer(each.payer))
        if any(source not in allowed or fen < 1 for source, fen in each.parts):
            yield f"{each.payer} draws on a source that may not pay it"


def _sources(allocation: Allocation) -> Iterator[str]:
    for source in allocation.sources:
        drawn = sum(fen for each in allocation.draws for name, fen in each.parts if name == source.source)
        if drawn != source.used_fen or drawn > source.amount_fen:
            yield f"source {source.source} holds {source.amount_fen} fen, {drawn} are drawn on it"


def _programme(pot: ProgrammePot, found: ProgrammeAllocation, claims: Claims) -> Iterator[str]:
    name, awards = found.programme, found.award.tolist()
    due, free = found.entitlement.tolist(), pot.free(found.award)
    if sum(awards) != found.award_fen:
        yield f"programme {name}: awards add to {sum(awards)}, not {found.award_fen}"
    if any(not 0 <= award <= claim for award, claim in zip(free.tolist(), due, strict=True)):
        yield f"programme {name}: an award is negative or above its claim"
    if not found.is_line and claims.of(name).entitlement.tolist() != due:
        yield f"programme {name}: claims changed on the way"
    # the clause as it is written, not the row made of it: a fault in the row would hide itself
    least, most = pot.programme.envelope.at_least, pot.programme.envelope.at_most
    idle = pot.programme.envelope.or_nothing and not found.award_fen
    if (found.award_fen < least and not idle) or (most is not None and found.award_fen > most):
        yield f"programme {name}: {found.award_fen} fen is outside its envelope"
    if pot.method.whole and free.tolist() != pot.free(found.entitlement).tolist():
        yield f"programme {name}: not every claim is paid in full"
    if not pot.method.lawful(pot.pot, free).all():
        yield f"programme {name}: an award is not what {pot.method.word} may give"
    if not pot.method.optimised and _shared_out(pot, found).tolist() != free.tolist():
        yield f"programme {name}: the awards are not what {pot.method.word} gives"
    yield from _decided(found, claims)


def _decided(found: ProgrammeAllocation, claims: Claims) -> Iterator[str]:
    paid = dict(zip(found.ids, found.award.tolist(), strict=True))
    decided = (each for each in claims.decisions if each.programme == found.programme)
    for each in decided:
        if paid[each.applicant] != each.award_fen:
            fen = paid[each.applicant]
            yield f"{found.programme}/{each.applicant} is decided at {each.award_fen} fen and gets {fen}"


def _shared_out(pot: ProgrammePot, found: ProgrammeAllocation) -> IntColumn:
    if pot.given is None:
        return pot.method.as_paid(pot.pot, found.award_fen - pot.decided_fen)
    return pot.method.share_out(pot.pot, pot.given)
