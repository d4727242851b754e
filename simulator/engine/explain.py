"""Where a figure comes from: an award, a programme's total, a limit, derived in words and money."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import numpy as np

from simulator.engine.entitle import claims_of, programme_rows
from simulator.engine.figures import figure_of
from simulator.exact import Exact
from simulator.expression import Column
from simulator.glossary import Language, Word, word
from simulator.model.result import LimitOutcome, ProgrammeAllocation, ProgrammeClaims, Result, StepTrace
from simulator.model.scenario import Programme
from simulator.model.step import Rows, Step
from simulator.money import exact_money, grouped, percent, plain
from simulator.problems import FindingError
from simulator.rules.adjust import Cap, Floor, Round, Uplift
from simulator.rules.amounts import Fixed, PerUnit, Share
from simulator.rules.brackets import Brackets
from simulator.rules.combine import Combine

MONEY_FIGURES = ("amount", "used", "unspent", "unallocated", "award", "entitlement", "slack")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation, with its depth and the exact fen it ends in (None for plain words)."""

    text: Word
    depth: int = 0
    fen: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """An explanation: what it is of, and its lines in order."""

    path: str
    lines: tuple[Line, ...]

    def tell(self, language: Language) -> str:
        """Return the explanation as text, one line a step."""
        return "\n".join("  " * line.depth + line.text.say(language) for line in self.lines)


def explain(result: Result, path: str) -> Explanation:
    """Return the derivation of an award (`programme/applicant`), a programme, a limit or a total.

    Raises FindingError R641 when the path names none of them.
    """
    short = path.removeprefix("programmes.").removeprefix("constraints.")
    programme, _, applicant = short.partition("/")
    if applicant:
        return Explanation(path, tuple(_award_lines(result, programme, applicant)))
    if any(each.id == programme for each in result.scenario.programmes):
        return Explanation(path, tuple(_programme_lines(result, programme)))
    limits = [each for each in result.limits if path in (each.name, each.name.removeprefix("constraints."))]
    if limits:
        return Explanation(path, tuple(_limit_lines(result, limits)))
    return Explanation(path, (_figure_line(result, path),))


def said(key: str, **facts: "str | int | Word") -> Word:
    """Return a glossary sentence with its facts filled in, in both languages."""
    text = word(key)
    zh = {name: fact.zh if isinstance(fact, Word) else fact for name, fact in facts.items()}
    en = {name: fact.en if isinstance(fact, Word) else fact for name, fact in facts.items()}
    return Word(text.zh.format(**zh), text.en.format(**en))


def yuan(fen: Fraction | int) -> str:
    """Return an exact amount in yuan, parts of a fen included.

    >>> yuan(12345), yuan(Fraction(1, 2))
    ('123.45元', '0.005元')
    """
    exact = Fraction(fen)
    if exact.denominator == 1:
        return exact_money(int(exact), "元")
    text = plain(exact / 100)
    return (text if "/" in text else grouped(text)) + "元"


def _figure_line(result: Result, path: str) -> Line:
    try:
        value = figure_of(path, result.scenario, result.allocation, result.limits)
    except FindingError as missing:
        raise FindingError("R641", path=path) from missing
    money = path.rpartition(".")[2] in MONEY_FIGURES
    shown = "—" if value is None else yuan(value) if money else plain(value)
    return Line(said("explain_figure", path=path, value=shown), 0, value)


# ── one award ──────────────────────────────────────────────────────────────────────────────────────


def _award_lines(result: Result, name: str, applicant: str) -> Iterator[Line]:
    programme, found, position = _located(result, name, applicant)
    rows = _one_row(programme_rows(result.claims.tables, result.scenario)[name], position)
    claims = claims_of(programme, (applicant,), rows)
    award = int(found.award[position])
    yield Line(said("explain_applicant", programme=found.title, applicant=applicant, award=yuan(award)))
    for (condition, flags), (_, expression) in zip(claims.conditions, programme.eligible, strict=True):
        answer = word("yes" if flags[0] else "no")
        yield Line(said("explain_condition", name=condition, text=expression.text, answer=answer), 1)
    if not claims.eligible[0]:
        yield Line(word("explain_not_eligible"), 1, Fraction(0))
        return
    yield from _step_lines(programme.award, claims.steps, rows, 1)
    due = int(claims.entitlement[0])
    if claims.steps[-1].after.fractions()[0] < 0:
        yield Line(word("explain_below_zero"), 1)
    yield Line(said("explain_entitlement", after=yuan(due)), 1, Fraction(due))
    yield _pot_line(found, due, award)


def _located(result: Result, name: str, applicant: str) -> tuple[Programme, ProgrammeAllocation, int]:
    try:
        found = result.allocation.of(name)
        return result.scenario.programme(name), found, found.ids.index(applicant)
    except (KeyError, ValueError) as missing:
        raise FindingError("R641", path=f"{name}/{applicant}") from missing


def _one_row(rows: Rows, position: int) -> Rows:
    columns = {
        name: column if len(column) != rows.count else _taken(column, position)
        for name, column in rows.columns.items()
    }
    return Rows(columns, 1)


def _taken(column: Column, position: int) -> Column:
    at = np.array([position])
    data = column.data.take(at) if isinstance(column.data, Exact) else column.data[at]
    return Column(column.type, data)


def _pot_line(found: ProgrammeAllocation, due: int, award: int) -> Line:
    if award == due and found.award_fen == found.entitlement_fen:
        return Line(word("explain_pot_full"), 1, Fraction(award))
    if award == due:
        return Line(said("explain_paid_first", method=word(found.method)), 1, Fraction(award))
    facts = {"claims": yuan(found.entitlement_fen), "pot": yuan(found.award_fen), "lost": yuan(due - award)}
    text = said("explain_pot_short", method=word(found.method), award=yuan(award), **facts)
    return Line(text, 1, Fraction(award))


# ── steps ──────────────────────────────────────────────────────────────────────────────────────────


def _step_lines(
    steps: tuple[Step, ...], traces: tuple[StepTrace, ...], rows: Rows, depth: int
) -> Iterator[Line]:
    before = Fraction(0)
    for step, traced in zip(steps, traces, strict=True):
        after = traced.after.fractions()[0]
        when = getattr(step, "when", None)
        applies = bool(rows.flags(when)[0])
        tell = _TELL[type(step)] if applies else _skipped
        yield Line(tell(step, rows, before, after), depth, after)
        if applies and isinstance(step, Brackets):
            yield from _band_lines(step, rows, depth + 1)
        if isinstance(step, Combine):
            yield from _limb_lines(step, traced, rows, depth + 1)
        before = after


def _skipped(step: Any, rows: Rows, before: Fraction, after: Fraction) -> Word:
    return said("explain_skipped", step=_step_word(step.word), after=yuan(after))


def _share(step: Share, rows: Rows, before: Fraction, after: Fraction) -> Word:
    base, rate = rows.numbers(step.of).fractions()[0], step.rates(rows).fractions()[0]
    return said("explain_share", of=step.of.text, base=yuan(base), rate=_rate(rate), after=yuan(after))


def _fixed(step: Fixed, rows: Rows, before: Fraction, after: Fraction) -> Word:
    return said("explain_fixed", amount=yuan(after - before), after=yuan(after))


def _per_unit(step: PerUnit, rows: Rows, before: Fraction, after: Fraction) -> Word:
    units, amount = rows.numbers(step.of).fractions()[0], rows.amount(step.amount).fractions()[0]
    return said(
        "explain_per_unit", of=step.of.text, units=plain(units), amount=yuan(amount), after=yuan(after)
    )


def _brackets(step: Brackets, rows: Rows, before: Fraction, after: Fraction) -> Word:
    base = rows.numbers(step.of).fractions()[0]
    return said("explain_brackets", of=step.of.text, base=yuan(base), after=yuan(after))


def _combine(step: Combine, rows: Rows, before: Fraction, after: Fraction) -> Word:
    return said(f"explain_{step.word}", after=yuan(after))


def _uplift(step: Uplift, rows: Rows, before: Fraction, after: Fraction) -> Word:
    return said("explain_uplift", rate=_rate(step.by), after=yuan(after))


def _cap(step: Cap, rows: Rows, before: Fraction, after: Fraction) -> Word:
    amount = yuan(rows.amount(step.amount).fractions()[0])
    if after == before:
        return said("explain_cap_free", amount=amount, after=yuan(after))
    return said("explain_cap", amount=amount, lost=yuan(before - after), after=yuan(after))


def _floor(step: Floor, rows: Rows, before: Fraction, after: Fraction) -> Word:
    amount = yuan(rows.amount(step.amount).fractions()[0])
    return said("explain_floor", amount=amount, after=yuan(after))


def _round(step: Round, rows: Rows, before: Fraction, after: Fraction) -> Word:
    return said("explain_round", amount=yuan(step.to), after=yuan(after))


def _band_lines(step: Brackets, rows: Rows, depth: int) -> Iterator[Line]:
    base, lower = rows.numbers(step.of).fractions()[0], Fraction(0)
    for band in step.bands:
        upper = base if band.up_to is None else min(base, Fraction(band.up_to))
        if upper > lower:
            yield Line(said("explain_band", part=yuan(upper - lower), rate=_rate(band.rate)), depth)
        lower = Fraction(band.up_to or 0)


def _limb_lines(step: Combine, traced: StepTrace, rows: Rows, depth: int) -> Iterator[Line]:
    for branch, (name, traces) in zip(step.branches, traced.limbs, strict=True):
        after = traces[-1].after.fractions()[0]
        yield Line(said("explain_limb", name=name, after=yuan(after)), depth, after)
        yield from _step_lines(branch.steps, traces, rows, depth + 1)


def _rate(rate: Fraction) -> str:
    exact = rate * 100
    return f"{plain(exact)}%" if exact.denominator == 1 else percent(rate, 4)


def _step_word(key: str) -> Word | str:
    try:
        return word(key)
    except KeyError:
        return key


_TELL: Mapping[type[Step], Callable[[Any, Rows, Fraction, Fraction], Word]] = MappingProxyType(
    {
        Share: _share,
        Fixed: _fixed,
        PerUnit: _per_unit,
        Brackets: _brackets,
        **dict.fromkeys(Combine.__subclasses__(), _combine),
        Uplift: _uplift,
        Cap: _cap,
        Floor: _floor,
        Round: _round,
    }
)


# ── a programme, a limit ───────────────────────────────────────────────────────────────────────────


def _programme_lines(result: Result, name: str) -> Iterator[Line]:
    found = result.allocation.of(name)
    sums = {"claims": yuan(found.entitlement_fen), "award": yuan(found.award_fen)}
    if found.is_line:
        yield Line(said("explain_line", programme=found.title, **sums))
    else:
        yield Line(said("explain_programme", programme=found.title, eligible=found.eligible, **sums))
    yield from _origin_lines(result, f"programmes.{name}")
    if found.is_line:
        yield _pot_line(found, found.entitlement_fen, found.award_fen)
        return
    claims = result.claims.of(name)
    for condition, flags in claims.conditions:
        passed = int(flags.sum())
        failed = len(flags) - passed
        yield Line(said("explain_condition_count", name=condition, passed=passed, failed=failed), 1)
    yield from _total_lines(claims)
    yield _pot_line(found, found.entitlement_fen, found.award_fen)


def _total_lines(claims: ProgrammeClaims) -> Iterator[Line]:
    before = Exact.constant(0, len(claims.ids))
    for traced in claims.steps:
        total = _sum(traced.after, claims)
        yield Line(said("explain_step_total", step=_step_word(traced.word), after=yuan(total)), 1, total)
        if traced.word == "cap":
            bound = traced.after.compare(np.less, before) & claims.eligible
            lost = _sum(before, claims) - total
            yield Line(said("explain_cap_count", count=int(bound.sum()), lost=yuan(lost)), 2)
        before = traced.after


def _sum(column: Exact, claims: ProgrammeClaims) -> Fraction:
    return sum(column.take(claims.eligible).fractions(), Fraction(0))


def _limit_lines(result: Result, limits: list[LimitOutcome]) -> Iterator[Line]:
    for each in limits:
        state = word("missed" if not each.met else "binding" if each.binding else "met")
        shown = {"value": _shown(each.value, each.kind), "bound": _shown(each.bound, each.kind)}
        slack = _shown(each.slack, "money" if each.kind == "ratio" else each.kind)
        title = f"[{each.group}] {each.title}" if each.group else each.title
        facts = {"title": title, "relation": each.relation, "slack": slack}
        yield Line(said("explain_limit", state=state, **shown, **facts))
    yield from _origin_lines(result, limits[0].name)


def _shown(value: Fraction | None, kind: str) -> str:
    if value is None:
        return "—"
    if kind == "money":
        return yuan(value)
    return percent(value, 2) if kind == "ratio" else plain(value)


def _origin_lines(result: Result, path: str) -> Iterator[Line]:
    place = next((each.place for each in result.scenario.programmes if f"programmes.{each.id}" == path), None)
    place = place or next(
        (each.place for each in result.scenario.constraints if f"constraints.{each.id}" == path), None
    )
    if place is not None and place.file:
        yield Line(said("explain_written", place=str(place)), 1)
    for each in result.scenario.assumptions:
        if each.path == path or each.path.startswith(f"{path}."):
            note = f"{each.path} {each.note}"
            yield Line(said("explain_assumed", reliability=word(each.reliability), note=note), 1)
