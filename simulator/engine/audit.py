"""The audit: everything re-added in integers; it trusts neither the solver nor the sharing-out.

A finding here is our bug, never the user's: it stops the run before anything is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from simulator.engine.pots import ProgrammePot
from simulator.engine.selection import Plan
from simulator.model.result import Allocation, Claims, LimitOutcome, ProgrammeAllocation
from simulator.model.scenario import Scenario
from simulator.money import IntColumn
from simulator.problems import ExactnessError


@dataclass(frozen=True, slots=True)
class GoalClaim:
    """What a goal is claimed to reach, how far rounding to the fen may stray, and what the auditor finds."""

    name: str
    word: str
    claimed: Fraction
    stray: int
    found: Fraction


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
    least = Fraction(0) if goal.word == "keep" else goal.claimed - goal.stray
    if not least <= goal.found <= goal.claimed + goal.stray:
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
    for spending in allocation.spending:
        members = [each.award_fen for each in allocation.programmes if each.spending == spending.spending]
        if members and sum(members) != spending.used_fen:
            yield f"class {spending.spending} uses {spending.used_fen} fen, its programmes {sum(members)}"
        if not 0 <= spending.used_fen <= spending.amount_fen:
            yield f"class {spending.spending} uses {spending.used_fen} of {spending.amount_fen} fen"


def _programme(pot: ProgrammePot, found: ProgrammeAllocation, claims: Claims) -> Iterator[str]:
    name, awards = found.programme, found.award.tolist()
    due = found.entitlement.tolist()
    if sum(awards) != found.award_fen:
        yield f"programme {name}: awards add to {sum(awards)}, not {found.award_fen}"
    if any(not 0 <= award <= claim for award, claim in zip(awards, due, strict=True)):
        yield f"programme {name}: an award is negative or above its claim"
    if not found.is_line and claims.of(name).entitlement.tolist() != due:
        yield f"programme {name}: claims changed on the way"
    least, most = pot.programme.envelope.at_least, pot.programme.envelope.at_most
    if found.award_fen < least or (most is not None and found.award_fen > most):
        yield f"programme {name}: {found.award_fen} fen is outside its envelope"
    if pot.method.whole and awards != due:
        yield f"programme {name}: not every claim is paid in full"
    if not pot.method.optimised and _shared_out(pot, found).tolist() != awards:
        yield f"programme {name}: the awards are not what {pot.method.word} gives"


def _shared_out(pot: ProgrammePot, found: ProgrammeAllocation) -> IntColumn:
    if pot.given is None:
        return pot.method.as_paid(pot.pot, found.award_fen)
    return pot.method.share_out(pot.pot, pot.given)
