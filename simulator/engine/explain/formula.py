"""A pot given out by formula, told: what each factor gives, then the amount after each part of it."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from simulator.engine.explain.lines import Line, said, step_word, yuan
from simulator.exact import Exact
from simulator.model.result import ProgrammeClaims
from simulator.rules.formula import total_of


def share_lines(claims: ProgrammeClaims, position: int) -> Iterator[Line]:
    """Yield how one applicant's part came about."""
    yield from _stage_lines(claims, lambda column: column.fractions()[position])
    if "reduced" in claims.parts and claims.parts["reduced"][position]:
        yield Line(said("explain_reduced"), 2)
    extra = int(claims.parts["extra"][position]) if "extra" in claims.parts else 0
    yield from _extra_lines(extra)


def pot_lines(claims: ProgrammeClaims) -> Iterator[Line]:
    """Yield how the whole pot was given out, and what it took to keep the guarantees."""
    yield from _stage_lines(claims, total_of)
    figures = {name: column.tolist() for name, column in claims.parts.items()}
    if "rounds" in figures:
        yield Line(said("explain_rounds", count=max(figures["rounds"], default=0)), 2)
    if any(figures.get("reduced", ())):
        yield Line(said("explain_reduced"), 2)
    yield from _extra_lines(sum(figures.get("extra", ())))


def _stage_lines(claims: ProgrammeClaims, read: Callable[[Exact], Fraction]) -> Iterator[Line]:
    for traced in claims.steps:
        for name, (limb,) in traced.limbs:
            given = read(limb.after)
            yield Line(said("explain_limb", name=name, after=yuan(given)), 2, given)
        after = read(traced.after)
        yield Line(said("explain_stage", step=step_word(traced.word), after=yuan(after)), 1, after)


def _extra_lines(extra: int) -> Iterator[Line]:
    if extra:
        yield Line(said("explain_extra", extra=yuan(extra)), 2, Fraction(extra))
