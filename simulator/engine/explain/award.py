"""One award derived: its conditions, every step in words and money, the pot it was paid from.

Only the applicant's own row is computed; what steps across applicants settled was kept by the run.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction

import numpy as np

from simulator.algebra import constant
from simulator.algebra.exactly import evaluate
from simulator.engine.entitle import trace_one
from simulator.engine.explain.clauses import owed_lines
from simulator.engine.explain.decided import decision_lines, decision_on, left_to_share, source_lines
from simulator.engine.explain.formula import share_lines
from simulator.engine.explain.lines import SHOWN, Line, said, step_word, yuan
from simulator.exact import Exact, Flags
from simulator.expression import Column, Expression, fetcher
from simulator.glossary import Word, word
from simulator.glossary.words import WORDS
from simulator.model.names import figure_columns, rows_of, sheet_of
from simulator.model.policy_layers import with_policies
from simulator.model.result import ProgrammeAllocation, Result, StepTrace
from simulator.model.scenario import Programme
from simulator.model.step import Fact, GroupStep, Rows, Step, inner
from simulator.money import half_up, total
from simulator.problems import FindingError
from simulator.rules.lookup import Choose


@dataclass(frozen=True, slots=True)
class Told:
    """One step about to be told: the exact amounts before and after it, and how deep it stands."""

    step: Step
    before: Fraction
    after: Fraction
    depth: int

    @property
    def facts(self) -> dict[str, str]:
        """Return what any sentence may name: the amount after, what was lost or gained."""
        change = self.after - self.before
        return {"after": yuan(self.after), "lost": yuan(max(-change, Fraction(0))), "gained": yuan(change)}


def award_lines(result: Result, name: str, applicant: str) -> Iterator[Line]:
    """Yield the derivation of one applicant's award; raises FindingError R641 for an unknown one."""
    programme, found, position = _located(result, name, applicant)
    row = applicant_row(result, programme, position)
    claims = result.claims.of(name)
    award, due = int(found.award[position]), int(claims.entitlement[position])
    yield Line(said("explain_applicant", programme=found.title, applicant=applicant, award=yuan(award)))
    asked = with_policies(result.scenario).programme(name)
    yield from _condition_lines(asked, row, claims.conditions, position)
    if not claims.eligible[position]:
        yield Line(word("explain_not_eligible"), 1, Fraction(0))
        yield from _settled_lines(result, found, position)
        return
    settled = tuple(column[position : position + 1] for column in claims.settled)
    traces = trace_one(programme, row, eligible=True, settled=settled)
    yield from _step_lines(programme.award, traces, row, 1)
    if programme.distribute is not None:
        yield from share_lines(claims, position)
    if traces and traces[-1].after.fractions()[0] < 0:
        yield Line(word("explain_below_zero"), 1)
    yield from owed_lines(result.claims, name, position)
    if decision_on(found, applicant) is None:
        yield pot_line(found, due, award)
    yield from _settled_lines(result, found, position)


def _settled_lines(result: Result, found: ProgrammeAllocation, position: int) -> Iterator[Line]:
    """Yield the decision on an award, if there is one, and the sources that pay it, where that is told."""
    decision = decision_on(found, found.ids[position])
    yield from () if decision is None else decision_lines(decision)
    before = total(found.award[:position])
    paid = (before, before + int(found.award[position]))
    yield from source_lines(result.allocation, "programmes", found.programme, paid)


def _located(result: Result, name: str, applicant: str) -> tuple[Programme, ProgrammeAllocation, int]:
    try:
        found = result.allocation.of(name)
        return result.scenario.programme(name), found, position_of(found.ids, applicant)
    except (KeyError, ValueError) as missing:
        raise FindingError("R641", path=f"{name}/{applicant}") from missing


def position_of(ids: tuple[str, ...], applicant: str) -> int:
    """Return where an id stands among ids in order, found by halving; raises ValueError.

    >>> position_of(("a", "b", "d"), "b")
    1
    """
    position = bisect_left(ids, applicant)
    if position == len(ids) or ids[position] != applicant:
        raise ValueError(f"no applicant {applicant}")
    return position


def applicant_row(result: Result, programme: Programme, position: int) -> Rows:
    """Return the one row of an applicant, with the figures; the population's other rows are not touched."""
    population = result.scenario.population(programme.applicants or "")
    table = result.claims.tables[population.id]
    columns = {name: _taken(column, position) for name, column in table.columns.items()}
    one = replace(table, ids=table.ids[position : position + 1], columns=columns, texts=None)
    return rows_of(one, figure_columns(result.scenario.figures), population.key)


def _taken(column: Column, position: int) -> Column:
    at = np.array([position])
    data = column.data.take(at) if isinstance(column.data, Exact) else column.data[at]
    return Column(column.type, data)


def _condition_lines(
    programme: Programme, row: Rows, conditions: tuple[tuple[str, Flags], ...], position: int
) -> Iterator[Line]:
    texts = {name: expression.text for name, expression in programme.eligible}
    for name, flags in conditions:
        answer = word("yes" if flags[position] else "no")
        yield Line(
            said("explain_condition", name=name, text=texts.get(name, step_word(name)), answer=answer), 1
        )


def pot_line(found: ProgrammeAllocation, due: int, award: int) -> Line:
    """Return what the pot did to an entitlement: paid it in full, or what was lost to the shortage."""
    claims, pot = left_to_share(found)
    if award == due and claims == pot:
        return Line(word("explain_pot_full"), 1, Fraction(award))
    if award == due:
        return Line(said("explain_paid_first", method=word(found.method)), 1, Fraction(award))
    facts = {"claims": yuan(claims), "pot": yuan(pot), "lost": yuan(due - award)}
    text = said("explain_pot_short", method=word(found.method), award=yuan(award), **facts)
    return Line(text, 1, Fraction(award))


# ── steps ──────────────────────────────────────────────────────────────────────────────────────────


def _step_lines(
    steps: tuple[Step, ...], traces: tuple[StepTrace, ...], row: Rows, depth: int
) -> Iterator[Line]:
    before = Fraction(0)
    for step, traced in zip(steps, traces, strict=True):
        after = traced.after.fractions()[0]
        if isinstance(step, GroupStep):
            # what a step across applicants is given is whole fen already
            before = Fraction(max(0, half_up(before)))
        yield from _told(Told(step, before, after, depth), traced, row)
        before = after


def _told(told: Told, traced: StepTrace, row: Rows) -> Iterator[Line]:
    step, when = told.step, getattr(told.step, "when", None)
    if not bool(row.flags(when)[0]):
        yield Line(
            said("explain_skipped", step=step_word(step.word), after=yuan(told.after)), told.depth, told.after
        )
        return
    yield from _inner_lines(told, traced, row, bases=True)
    yield Line(_sentence(told, row), told.depth, told.after)
    yield from _detail_lines(told, row)
    yield from _inner_lines(told, traced, row, bases=False)


def _sentence(told: Told, row: Rows) -> Word:
    key = f"explain_{told.step.word}"
    if told.before == told.after and f"{key}_free" in WORDS:
        key = f"{key}_free"
    return said(key, **{**_texts(told.step), **_numbers(told, row), **told.facts})


def _texts(step: Step) -> dict[str, str | Word]:
    """Return what is written in a step's fields, by field: expressions, our words, ids."""
    values = {each.name: getattr(step, each.name) for each in fields(step)}  # type: ignore[arg-type]
    written: dict[str, str | Word] = {
        name: value.text for name, value in values.items() if isinstance(value, Expression)
    }
    written.update({name: step_word(value) for name, value in values.items() if isinstance(value, str)})
    bases = {name: word("explain_own_base") for name, value in values.items() if isinstance(value, tuple)}
    return {**bases, **written}


def _numbers(told: Told, row: Rows) -> dict[str, str]:
    sheet = sheet_of(row)
    found = told.step.facts(constant(told.before), sheet)
    return _shown(found, row)


def _detail_lines(told: Told, row: Rows) -> Iterator[Line]:
    if isinstance(told.step, GroupStep):
        return
    for detail in told.step.details(constant(told.before), sheet_of(row)):
        if _values(detail.facts[:1], row)[0]:
            yield Line(said(detail.sentence, name=detail.name, **_shown(detail.facts, row)), told.depth + 1)


def _shown(facts: tuple[Fact, ...], row: Rows) -> dict[str, str]:
    pairs = zip(facts, _values(facts, row), strict=True)
    return {fact.name: SHOWN[fact.kind](value) for fact, value in pairs}


def _values(facts: tuple[Fact, ...], row: Rows) -> tuple[Fraction, ...]:
    columns = evaluate([fact.number for fact in facts], fetcher(row.columns, 1), 1)
    return tuple(each.fractions()[0] for each in columns if isinstance(each, Exact))


def _of_other_cases(step: Step, row: Rows) -> tuple[str, ...]:
    """Return the cases of a `choose` that are not this row's own: nothing is told of them."""
    if not isinstance(step, Choose):
        return ()
    paid = step.limbs_paid(sheet_of(row))
    flags = evaluate([truth for _, truth in paid], fetcher(row.columns, 1), 1)
    return tuple(name for (name, _), flag in zip(paid, flags, strict=True) if not np.asarray(flag)[0])


def _inner_lines(told: Told, traced: StepTrace, row: Rows, *, bases: bool) -> Iterator[Line]:
    """Yield the steps inside a step: a base of its own comes before its sentence, limbs come after."""
    own = {each.name for each in fields(told.step)}  # type: ignore[arg-type]
    limbs: Mapping[str, tuple[StepTrace, ...]] = dict(traced.limbs)
    others = _of_other_cases(told.step, row)
    for branch in inner(told.step):
        base = branch.name in own and not isinstance(told.step, Choose)
        if base == bases and branch.name in limbs and branch.name not in others:
            traces = limbs[branch.name]
            after = traces[-1].after.fractions()[0]
            # a limb is called what the officer called it, also where that is a word of the language
            name = step_word(branch.name) if base else branch.name
            yield Line(said("explain_limb", name=name, after=yuan(after)), told.depth + 1, after)
            yield from _step_lines(branch.steps, traces, row, told.depth + 2)
