"""The reasons told: what a limit costs, why an award is what it is, why a pot has its size."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import numpy as np

from simulator.engine.explain import Line, said
from simulator.engine.explain.award import position_of
from simulator.engine.explain.lines import times, yuan
from simulator.engine.planning import Effort, Laid, Planned, laid_as, paid_by, solved
from simulator.engine.pots import ProgrammePot
from simulator.glossary import Word, word
from simulator.methods.queue import Queue
from simulator.model.price import NOTHING, RATE, STEPS, Price, Rung
from simulator.model.result import LimitOutcome, Result
from simulator.money import Fen, decimal_text, exact_money, plain
from simulator.optimise import Infeasible, Problem
from simulator.problems import SolverFailedError
from simulator.studies.prices import priced, round_part
from simulator.studies.standing import (
    MOST_NAMED,
    Change,
    Swap,
    at_the_edge,
    is_chosen,
    rank_of,
    swapped,
)

RANGES = {RATE: "why_price_rate", STEPS: "why_price_steps"}
PLACES = 4
LARGE = 1_000_000
"""The fen of 万元: sums from there on are told in it."""


def reasons(result: Result, path: str, effort: Effort) -> tuple[Line, ...]:
    """Return why a figure is what it is: of an award, a programme or a limit; nothing for other paths."""
    laid = laid_as(result)
    short = path.removeprefix("programmes.").removeprefix("constraints.")
    programme, _, applicant = short.partition("/")
    potted = [pot for pot in laid.pots if pot.programme.id == programme]
    if applicant and potted:
        return tuple(_award_lines(result, laid, programme, applicant, effort))
    if potted:
        return tuple(_programme_lines(result, laid, potted[0], effort))
    limits = (each for each in result.limits if path in (each.name, each.name.removeprefix("constraints.")))
    return tuple(line for each in limits for line in _limit_lines(result, laid, each, effort))


# ── limits ─────────────────────────────────────────────────────────────────────────────────────────


def _limit_lines(result: Result, laid: Laid, limit: LimitOutcome, effort: Effort) -> Iterator[Line]:
    if not limit.hard:
        return
    if not limit.binding:
        yield Line(said("why_price_free", slack=moved(limit.slack, limit.slack_kind)), 1)
        return
    price = priced(result, laid, limit, effort)
    if price is not None:
        yield from price_lines(price)


def price_lines(price: Price) -> Iterator[Line]:
    """Yield a price in words: every move tried, and what is claimed of those between."""
    if price.shape == NOTHING or not price.step.gain:
        yield Line(said("why_price_nothing", by=moved(price.rungs[-1].by, price.kind)), 1)
        return
    yield from (Line(_rung_text(price, rung), 1) for rung in price.rungs)
    if price.until is not None:
        yield Line(said(RANGES[price.shape], until=moved(price.until, price.kind)), 1)


def price_text(price: Price) -> Word:
    """Return a price in one sentence: what the first move that gains anything brings, and the largest one."""
    ends = dict.fromkeys((price.step, price.rungs[-1]) if price.shape != RATE else (price.step,))
    shown = replace(price, rungs=tuple(ends), until=price.until if price.shape == RATE else None)
    told = [line.text for line in price_lines(shown)]
    return Word(";".join(each.zh for each in told), "; ".join(each.en for each in told))


def _rung_text(price: Price, rung: Rung) -> Word:
    gain = said("why_better", value=worth(rung.gain, price.unit)) if rung.gain else word("why_same")
    told = said("why_price_more", awards=rung.awards, spent=sum_text(rung.spent))
    more = told if rung.awards or rung.spent else Word("", "")
    return said(
        "why_price", by=moved(rung.by, price.kind), subject=_subject(price.subject), gain=gain, more=more
    )


def _subject(subject: str) -> Word:
    try:
        return word(subject)
    except KeyError:
        return Word(subject, subject)


def moved(by: Fraction, kind: str) -> Word:
    """Return a move of a bound in words: money, percentage points, a multiple or a plain number."""
    if kind == "money":
        return Word(sum_text(by), sum_text(by))
    if kind == "ratio":
        return said("why_points", value=plain(by * 100))
    if kind == "multiple":
        return Word(times(by), times(by))
    return Word(plain(by), plain(by))


def sum_text(fen: Fraction | int) -> str:
    """Return an amount in 万元 where it is that large and whole fen, else in yuan.

    >>> sum_text(10_000_000), sum_text(99_900)
    ('10万元', '999元')
    """
    exact = Fraction(fen)
    large = abs(exact) >= LARGE and exact.denominator == 1
    return exact_money(int(exact)) if large else yuan(exact)


def worth(value: Fraction, unit: str) -> str:
    """Return an amount of a goal: money in yuan, anything else as a number, rounded where it does not end."""
    if unit == "money":
        return sum_text(value)
    exact = plain(value)
    return exact if "/" not in exact else f"≈{decimal_text(round(value * 10**PLACES), PLACES)}"


# ── awards ─────────────────────────────────────────────────────────────────────────────────────────


def _award_lines(
    result: Result, laid: Laid, programme: str, applicant: str, effort: Effort
) -> Iterator[Line]:
    pot, found = laid.pot(programme), result.allocation.of(programme)
    row = position_of(found.ids, applicant)
    if not found.entitlement[row]:
        return
    if isinstance(pot.method, Queue):
        yield from _rank_lines(pot, applicant, found.award.tolist())
    elif is_chosen(pot):
        swap = swapped(result, laid, programme, applicant, effort)
        if swap is not None:
            paid = bool(found.award[row] == found.entitlement[row])
            yield from swap_lines(result, swap, paid=paid)


def _rank_lines(pot: ProgrammePot, applicant: str, awards: list[int]) -> Iterator[Line]:
    rank = rank_of(pot, applicant, awards)
    if rank is None:
        yield Line(word("why_not_ranked"), 1)
        return
    sums = {"ahead": yuan(rank.ahead), "paid": yuan(rank.paid)}
    yield Line(said("why_rank", rank=rank.rank, queued=rank.queued, **sums), 1)
    if rank.last is not None:
        yield Line(said("why_last_in", last=rank.last), 1)
    if rank.short:
        yield Line(said("why_short", short=yuan(rank.short)), 1)


def swap_lines(result: Result, swap: Swap, *, paid: bool) -> Iterator[Line]:
    """Yield what turning one award the other way comes to; `paid` says that it is paid in the plan."""
    award = f"{swap.programme}/{swap.applicant}"
    if not swap.possible:
        key = "why_swap_needed" if paid else "why_swap_clash"
        clauses = "、".join(dict.fromkeys(each.place for each in swap.clash if each.place)) or award
        yield Line(said(key, award=award, clauses=clauses), 1)
        return
    if swap.tied:
        yield Line(said("why_swap_tied_out" if paid else "why_swap_tied_in", award=award), 1)
    else:
        goal = result.goals[swap.goal]
        loss = worth(abs(swap.loss), goal.kind)
        key = "why_swap_out" if paid else "why_swap_in"
        yield Line(said(key, award=award, subject=_subject(goal.subject), loss=loss), 1)
        if goal.word != "keep":
            # the award's own worth is in this goal, so it makes up for just what is lost
            yield Line(said("why_swap_keep" if paid else "why_swap_take", loss=loss), 2)
    for key, changes in (("why_swap_losers", swap.losers), ("why_swap_winners", swap.winners)):
        if changes:
            yield Line(said(key, names=_listed(changes)), 2)


def _listed(names: tuple[Change, ...]) -> Word:
    shown = "、".join(f"{each.name} ({yuan(abs(each.fen))})" for each in names[:MOST_NAMED])
    if len(names) <= MOST_NAMED:
        return Word(shown, shown)
    others = said("why_swap_others", count=len(names) - MOST_NAMED)
    return Word(f"{shown} {others.zh}", f"{shown} {others.en}")


# ── pots ───────────────────────────────────────────────────────────────────────────────────────────


def _programme_lines(result: Result, laid: Laid, pot: ProgrammePot, effort: Effort) -> Iterator[Line]:
    name = pot.programme.id
    found = result.allocation.of(name)
    if pot.given is not None:
        yield from _settled_lines(laid, pot, found.entitlement_fen)
    elif result.goals and found.entitlement_fen > 0:
        yield from _size_lines(result, laid, pot, effort)
    if is_chosen(pot) and result.goals:
        yield Line(word("why_edge"), 1)
        for swap in at_the_edge(result, laid, name, effort):
            row = position_of(found.ids, swap.applicant)
            paid = bool(found.award[row] == found.entitlement[row])
            yield from (replace(line, depth=line.depth + 1) for line in swap_lines(result, swap, paid=paid))


def _settled_lines(laid: Laid, pot: ProgrammePot, asked: Fen) -> Iterator[Line]:
    """Yield what settled the size of a pot beforehand: its fund, or how its class divides."""
    facts = {"asked": yuan(asked), "given": yuan(pot.given or 0)}
    if pot.fund is not None:
        title = next(each.title or each.id for each in laid.scenario.funds if each.id == pot.fund)
        yield Line(said("why_size_fund", fund=title, **facts), 1)
        return
    method = laid.scenario.spending_class(pot.programme.spending or "").when_short
    if method is not None:
        yield Line(said("why_size_shared", method=word(method.word), **facts), 1)


def _size_lines(result: Result, laid: Laid, pot: ProgrammePot, effort: Effort) -> Iterator[Line]:
    """Yield why the plan puts so much into a pot and no more: what a step either way would cost elsewhere."""
    name = pot.programme.id
    size = result.allocation.of(name).award_fen
    step = round_part(Fraction(max(size, 1)))
    more, less = (
        _size_text(result, _resized(laid, name, size + sign * int(step), sign, effort)) for sign in (1, -1)
    )
    yield Line(said("why_size", step=yuan(step), more=more, less=less), 1)


def _resized(laid: Laid, name: str, size: int, sign: int, effort: Effort) -> Planned | None:
    terms = laid.formulation.terms[name]
    form = terms.award(np.ones(terms.base.size, dtype=np.bool_))
    columns = form.whole(form.scale())
    bounds = (size, None) if sign > 0 else (None, size)
    lower, upper = (None if bound is None else bound * form.scale() for bound in bounds)
    problem: Problem = laid.formulation.problem.with_row(f"size of {name}", columns, lower, upper)
    try:
        answer = solved(problem, effort)
    except SolverFailedError:
        return None
    return None if isinstance(answer, Infeasible) else paid_by(laid, answer)


def _size_text(result: Result, plan: Planned | None) -> Word:
    if plan is None:
        return word("why_size_cannot")
    signs = (goal.sign for goal in plan.laid.formulation.goals)
    for sign, before, after in zip(signs, result.goals, plan.goals, strict=True):
        loss = sign * (before.value - after.value)
        if loss:
            facts = {"loss": worth(loss, before.kind)}
            return said("why_size_worse", subject=_subject(before.subject), **facts)
    return word("why_size_same")
