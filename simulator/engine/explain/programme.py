"""A programme told: who meets each condition, what each step adds or takes, what lifting a clause costs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from simulator.algebra.blocks import FLOAT64, INT64
from simulator.algebra.exactly import evaluate
from simulator.algebra.kernels import ANY_SIZE, SPLIT
from simulator.engine.entitle import programme_rows
from simulator.engine.explain.award import pot_line
from simulator.engine.explain.clauses import cut_lines
from simulator.engine.explain.decided import decided_lines, left_to_share, source_lines
from simulator.engine.explain.formula import pot_lines
from simulator.engine.explain.lines import Line, number, said, step_word, yuan
from simulator.engine.explain.origin import origin_lines
from simulator.engine.rule import Rule, work_out
from simulator.exact import Exact, Flags
from simulator.expression import fetcher
from simulator.glossary import Word, word
from simulator.model.kinds import kinds_of
from simulator.model.names import sheet_of
from simulator.model.result import ProgrammeAllocation, ProgrammeClaims, Result, StepTrace
from simulator.model.step import Branch, GroupStep, Step, inner
from simulator.money import plain, total

KERNELS = {
    FLOAT64.name: "kernel_float",
    INT64.name: "kernel_int",
    SPLIT: "kernel_split",
    ANY_SIZE: "kernel_any",
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
    if result.scenario.programme(name).apply_free:
        yield Line(word("explain_apply_free"), 1)
    if not found.is_line:
        yield from _applicant_lines(result, name)
    yield pot_line(found, *left_to_share(found))
    yield from decided_lines(found)
    yield from source_lines(result.allocation, "programmes", name, (0, found.award_fen))
    yield from _response_lines(found)


def _response_lines(found: ProgrammeAllocation) -> Iterator[Line]:
    response = found.response
    if response is not None:
        yield Line(said("explain_response", award=yuan(found.award_fen), worth=number(response.worth)))
        if response.error:
            error = number(response.error)
            yield Line(said("explain_response_pieces", pieces=response.pieces, error=error), 1)


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
    level = _Level(rule, claims, claims.eligible, 1)
    yield from _step_lines(award, claims.steps, level)
    for kernel in claims.kernels:
        size = {"unit": plain(kernel.unit), "largest": f"{kernel.largest:,}"}
        yield Line(said("explain_kernel", kernel=word(KERNELS[kernel.name]), **size), 1)
    yield from cut_lines(result.claims, name)


# ── every clause over the population ───────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class _Level:
    """Steps one after another: the rule they are of, the rows on which they are paid, how deep they stand."""

    rule: Rule
    claims: ProgrammeClaims
    chosen: Flags
    depth: int


def _step_lines(steps: tuple[Step, ...], traces: tuple[StepTrace, ...], level: _Level) -> Iterator[Line]:
    before = Exact.constant(0, level.rule.rows.count)
    for step, traced in zip(steps, traces, strict=False):
        if isinstance(step, GroupStep):
            # what a step across applicants is given is whole fen already
            before = Exact(np.maximum(before.round(), 0))
        yield from _inner_lines(step, traced, level)
        yield from _total_lines(step, traced, before, level)
        before = traced.after


def _inner_lines(step: Step, traced: StepTrace, level: _Level) -> Iterator[Line]:
    limbs, paid = dict(traced.limbs), _paid(step, level)
    for branch in inner(step):
        if branch.name in limbs:
            chosen = level.chosen & paid.get(branch.name, level.chosen)
            total_fen = total_of(limbs[branch.name][-1].after, chosen)
            amount, count = yuan(total_fen), int(chosen.sum())
            text = said("explain_limb_paid", name=step_word(branch.name), count=count, after=amount)
            yield Line(text, level.depth + 1, total_fen)
            inside = replace(level, chosen=chosen, depth=level.depth + 2)
            yield from _step_lines(branch.steps, limbs[branch.name], inside)


def _paid(step: Step, level: _Level) -> dict[str, Flags]:
    rows = level.rule.rows
    truths = step.limbs_paid(level.rule.sheet)
    flags = evaluate([truth for _, truth in truths], fetcher(rows.columns, rows.count), rows.count)
    return {name: np.asarray(flag, dtype=np.bool_) for (name, _), flag in zip(truths, flags, strict=True)}


def _total_lines(step: Step, traced: StepTrace, before: Exact, level: _Level) -> Iterator[Line]:
    after = total_of(traced.after, level.chosen)
    text = said("explain_step_total", step=step_word(traced.word), after=yuan(after))
    yield Line(text, level.depth, after)
    if step.makes:
        return
    bound = int((traced.after.compare(np.not_equal, before) & level.chosen).sum())
    change = after - total_of(before, level.chosen)
    key = "explain_clause_bound" if change <= 0 else "explain_clause_raised"
    yield Line(said(key, count=bound, change=yuan(abs(change))), level.depth + 1)
    if bound:
        yield Line(_lifted(step, level), level.depth + 1)


def _lifted(step: Step, level: _Level) -> Word:
    """Return what the entitlements would change by without one clause, wherever it stands in the rule."""
    rule = level.rule
    free = work_out(replace(rule, steps=without(rule.steps, step))).entitlement
    cost = total(free) - total(work_out(rule).entitlement)
    key = "explain_lifting_costs" if cost >= 0 else "explain_lifting_saves"
    return said(key, cost=yuan(abs(cost)))


def without(steps: tuple[Step, ...], dropped: Step) -> tuple[Step, ...]:
    """Return steps with one of them, here or inside another, left out; told by identity."""
    return tuple(_rebuilt(step, dropped) for step in steps if step is not dropped)


def _rebuilt(step: Step, dropped: Step) -> Step:
    changed: dict[str, Any] = {}
    for name, _ in kinds_of(type(step)):
        value = getattr(step, name)
        if isinstance(value, tuple) and any(isinstance(each, Step | Branch) for each in value):
            changed[name] = _left(value, dropped)
    return replace(step, **changed) if changed else step  # type: ignore[type-var]  # every step is a dataclass


def _left(items: tuple[Any, ...], dropped: Step) -> tuple[Any, ...]:
    if isinstance(items[0], Branch):
        return tuple(replace(each, steps=without(each.steps, dropped)) for each in items)
    return without(items, dropped)


def total_of(column: Exact, chosen: Flags) -> Fraction:
    """Return the exact sum over the chosen rows."""
    picked = column.take(chosen)
    if isinstance(picked.denominator, int):
        return Fraction(sum(picked.numerator.tolist()), picked.denominator)
    return sum(picked.fractions(), Fraction(0))
