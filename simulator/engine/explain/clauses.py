"""What clauses over several programmes left of an entitlement, clause by clause."""

from collections.abc import Iterator
from fractions import Fraction

from simulator.engine.explain.lines import Line, said, yuan
from simulator.model.result import Claims
from simulator.money import total


def owed_lines(claims: Claims, programme: str, position: int) -> Iterator[Line]:
    """Yield what the rule alone comes to on a row, then what each clause that took something left of it."""
    cuts = [each for each in claims.cuts if each.programme == programme]
    alone = int((cuts[0].before if cuts else claims.of(programme).entitlement)[position])
    yield Line(said("explain_entitlement", after=yuan(alone)), 1, Fraction(alone))
    for cut in cuts:
        before, after = int(cut.before[position]), int(cut.after[position])
        if before != after:
            text = said("explain_clause", clause=cut.clause, lost=yuan(before - after), after=yuan(after))
            yield Line(text, 1, Fraction(after))


def cut_lines(claims: Claims, programme: str) -> Iterator[Line]:
    """Yield what each clause over several programmes took from a programme, and from how many applicants."""
    for cut in claims.cuts:
        if cut.programme == programme:
            taken = cut.before - cut.after
            count, lost = int((taken > 0).sum()), total(taken)
            text = said("explain_clause_count", clause=cut.clause, count=count, lost=yuan(lost))
            yield Line(text, 1, Fraction(lost))
