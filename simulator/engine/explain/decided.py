"""What is decided beforehand and which source pays, told: who decided, why, where, and every fen's source."""

from collections.abc import Iterator
from fractions import Fraction

from simulator.engine.explain.lines import Line, said, yuan
from simulator.glossary import word
from simulator.model.decisions import DecidedAward
from simulator.model.result import Allocation, ProgrammeAllocation
from simulator.money import Fen

SAID = (
    ("who", "explain_decided_by"),
    ("why", "explain_decided_why"),
    ("document", "explain_decided_document"),
)


def decision_on(found: ProgrammeAllocation, applicant: str) -> DecidedAward | None:
    """Return the decision on one applicant's award, or None."""
    return next((each for each in found.decided if each.applicant == applicant), None)


def decision_lines(decision: DecidedAward) -> Iterator[Line]:
    """Yield what was decided in place of what the rule gives, and who, why, when and where it is written."""
    award, kind = decision.award_fen, word(f"decision_{decision.kind}")
    key = "explain_decided" if award else "explain_decided_gone"
    yield Line(said(key, kind=kind, **({"award": yuan(award)} if award else {})), 1, Fraction(award))
    yield from _beside_claim(decision)
    for name, sentence in SAID:
        text = getattr(decision, name)
        if text:
            yield Line(said(sentence, **{name: text}), 2)
    if decision.on is not None:
        yield Line(said("explain_decided_on", on=decision.on.isoformat()), 2)
    if decision.place.file:
        yield Line(said("explain_written", place=str(decision.place)), 2)


def _beside_claim(decision: DecidedAward) -> Iterator[Line]:
    more = decision.award_fen - decision.entitlement_fen
    if more > 0:
        yield Line(said("explain_decided_above", more=yuan(more)), 2, Fraction(more))
    elif more < 0 and decision.award_fen:
        yield Line(said("explain_decided_below", less=yuan(-more)), 2, Fraction(more))


def decided_lines(found: ProgrammeAllocation) -> Iterator[Line]:
    """Yield how many awards of a programme are decided beforehand, and their sum; nothing where none is."""
    if found.decided:
        award = sum(each.award_fen for each in found.decided)
        text = said("explain_decided_count", count=len(found.decided), award=yuan(award))
        yield Line(text, 1, Fraction(award))


def left_to_share(found: ProgrammeAllocation) -> tuple[Fen, Fen]:
    """Return what is claimed and what is awarded beside what is decided beforehand."""
    claims = found.entitlement_fen - sum(each.entitlement_fen for each in found.decided)
    return claims, found.award_fen - sum(each.award_fen for each in found.decided)


def source_lines(allocation: Allocation, section: str, payer: str, fen: tuple[Fen, Fen]) -> Iterator[Line]:
    """Yield which source pays which part of a payer's fen from the first to the second, where it is told."""
    draw = allocation.draw(section, payer)
    titles = {each.source: each.title for each in allocation.sources}
    for source, part in () if draw is None else draw.between(*fen):
        text = said("explain_paid_from", source=titles[source], amount=yuan(part))
        yield Line(text, 1, Fraction(part))
