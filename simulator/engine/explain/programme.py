"""A programme told: who meets each condition, what each step adds or takes, what lifting a clause costs."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import numpy as np

from simulator.engine.entitle import programme_rows
from simulator.engine.explain.award import pot_line
from simulator.engine.explain.formula import pot_lines
from simulator.engine.explain.lines import Line, said, step_word, yuan
from simulator.engine.explain.origin import origin_lines
from simulator.engine.rule import Rule, work_out
from simulator.exact import Exact, Flags
from simulator.glossary import Word, word
from simulator.model.names import sheet_of
from simulator.model.result import ProgrammeClaims, Result, StepTrace
from simulator.model.step import Step
from simulator.money import plain, total

KERNELS = {
    "blocks of float64": "kernel_float",
    "blocks of int64": "kernel_int",
    "split": "kernel_split",
    "whole numbers of any size": "kernel_any",
}


def programme_lines(result: Result, name: str) -> Iterator[Line]:
    """Yield what is to be said of one programme over all its applicants."""
    found = result.allocation.of(name)
    sums = {"claims": yuan(found.entitlement_fen), "award": yuan(found.award_fen)}
    if found.is_line:
        yield Line(said("explain_line", programme=found.title, **sums))
    else:
        yield Line(said("explain_programme", programme=found.title, eligible=found.eligible, **sums))
    yield from origin_lines(result, f"programmes.{name}")
    if not found.is_line:
        yield from _applicant_lines(result, name)
    yield pot_line(found, found.entitlement_fen, found.award_fen)


def _applicant_lines(result: Result, name: str) -> Iterator[Line]:
    claims = result.claims.of(name)
    for condition, flags in claims.conditions:
        passed = int(flags.sum())
        facts = {"passed": passed, "failed": len(flags) - passed}
        yield Line(said("explain_condition_count", name=condition, **facts), 1)
    if result.scenario.programme(name).distribute is not None:
        yield from pot_lines(claims)
        return
    rows = programme_rows(result.claims.tables, result.scenario)[name]
    award = result.scenario.programme(name).award
    rule = Rule(award, rows, sheet_of(rows), claims.eligible)
    before = Exact.constant(0, rows.count)
    for step, traced in zip(award, claims.steps, strict=False):
        yield from _step_lines(step, rule, claims, before, traced)
        before = traced.after
    for kernel in claims.kernels:
        size = {"unit": plain(kernel.unit), "largest": f"{kernel.largest:,}"}
        yield Line(said("explain_kernel", kernel=word(KERNELS[kernel.name]), **size), 1)


def _step_lines(
    step: Step, rule: Rule, claims: ProgrammeClaims, before: Exact, traced: StepTrace
) -> Iterator[Line]:
    after = total_of(traced.after, claims.eligible)
    yield Line(said("explain_step_total", step=step_word(traced.word), after=yuan(after)), 1, after)
    if step.makes:
        return
    bound = int((traced.after.compare(np.not_equal, before) & claims.eligible).sum())
    change = after - total_of(before, claims.eligible)
    said_key = "explain_clause_bound" if change <= 0 else "explain_clause_raised"
    yield Line(said(said_key, count=bound, change=yuan(abs(change))), 2)
    if bound:
        yield Line(_lifted(step, rule, claims), 2)


def _lifted(step: Step, rule: Rule, claims: ProgrammeClaims) -> Word:
    without = tuple(each for each in rule.steps if each is not step)
    cost = total(work_out(replace(rule, steps=without)).entitlement) - total(work_out(rule).entitlement)
    key = "explain_lifting_costs" if cost >= 0 else "explain_lifting_saves"
    return said(key, cost=yuan(abs(cost)))


def total_of(column: Exact, chosen: Flags) -> Fraction:
    """Return the exact sum over the chosen rows."""
    picked = column.take(chosen)
    if isinstance(picked.denominator, int):
        return Fraction(sum(picked.numerator.tolist()), picked.denominator)
    return sum(picked.fractions(), Fraction(0))
