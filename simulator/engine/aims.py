"""Aims in two voices that must agree: over the columns of a plan not yet made, and on a plan that is made.

What is no plain sum gets columns of its own: a difference of either sign, the smallest of several shares,
whether a limit holds. Such a column is tied from one side only, since the goal itself pulls it to the other;
so an aim is only ever made large or small, whichever way that pull goes.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import gcd
from types import MappingProxyType
from typing import ClassVar

import numpy as np

from simulator.constraints import MEASURES, RowSpec
from simulator.engine.curves import curve_of
from simulator.engine.grouped import Gets, Grouped, by_applicant, by_column, one_each
from simulator.engine.limit_rows import limit_rows, measure_value, measured
from simulator.engine.points import points_form
from simulator.engine.pots import ProgrammePot
from simulator.engine.rows import add_form
from simulator.engine.selection import Plan
from simulator.exact import Exact, Flags
from simulator.model.goals import AIM_UNITS, Aim, Change, Fairness
from simulator.model.result import Allocation, LimitOutcome
from simulator.money import up
from simulator.optimise import Kind, ProblemBuilder
from simulator.optimise.problem import IntArray
from simulator.optimise.terms import Form, total_form

Bounds = tuple[IntArray, IntArray]
MILLION = 1_000_000
"""Shares are reckoned in whole millionths: a column of the plan counts whole units only."""


@dataclass(frozen=True, slots=True, eq=False)
class AimForm:
    """An aim over the plan's columns: how far whole fen may stray from it, and whether from one side only.

    Where it is `pulled`, the form speaks of columns of its own that may lag behind the truth while a plan
    is not proved the best: the awards are then better than the form says, never worse. `error` is what
    straight pieces in place of response curves may lose.
    """

    form: Form
    stray: Fraction = Fraction(0)
    pulled: bool = False
    error: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A plan that is made, with what is known of it by then."""

    plan: Plan
    allocation: Allocation
    limits: tuple[LimitOutcome, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An aim of one goal: the goal's name, under which the aim's columns go, and which way it is to go."""

    aim: Aim
    way: str
    name: str


class AimRule(ABC):
    """One aim, told by its word: what it is over a plan, and on one that is made."""

    word: ClassVar[str]

    @abstractmethod
    def form(self, builder: ProblemBuilder, plan: Plan, wanted: Wanted) -> AimForm:
        """Return the aim over the plan's columns, with the columns and rows it needs added."""

    @abstractmethod
    def value(self, made: Made, aim: Aim) -> Fraction:
        """Return the aim of a plan that is made, exactly."""


def aim_unit(aim: Aim) -> str:
    """Return what an aim is in: money (fen), points, count or ratio."""
    return MEASURES[aim.measure.word].unit if aim.measure else AIM_UNITS[aim.word]


def aim_form(builder: ProblemBuilder, plan: Plan, wanted: Wanted) -> AimForm:
    """Return an aim over the plan's columns, with the columns and rows it needs added."""
    if wanted.aim.measure is not None:
        return _plain(measured(plan, wanted.aim.measure))
    return AIM_RULES[wanted.aim.word].form(builder, plan, wanted)


def aim_value(made: Made, aim: Aim) -> Fraction:
    """Return what an aim comes to on a plan that is made."""
    if aim.measure is not None:
        return measure_value(made.plan, aim.measure)
    return AIM_RULES[aim.word].value(made, aim)


def _plain(form: Form) -> AimForm:
    return AimForm(form, form.slack + form.blur)


# ── sums ───────────────────────────────────────────────────────────────────────────────────────────


class Points(AimRule):
    """The points of all programmes."""

    word = "points"

    def form(self, builder: ProblemBuilder, plan: Plan, wanted: Wanted) -> AimForm:
        """Return the points; with a response curve its pieces are pulled to their places."""
        plain = _plain(points_form(plan))
        curves = (curve_of(pot) for pot in plan.pots)
        error = sum((each.error for each in curves if each is not None), Fraction(0))
        return AimForm(plain.form, plain.stray, bool(plan.worths), error)

    def value(self, made: Made, aim: Aim) -> Fraction:
        """Return the points of the awards."""
        return sum((each.points for each in made.allocation.programmes), Fraction(0))


class Spent(AimRule):
    """The money given out."""

    word = "spent"

    def form(self, builder: ProblemBuilder, plan: Plan, wanted: Wanted) -> AimForm:
        """Return all awards out of the budget, in fen: what a fund pays is none of its money."""
        return _plain(spent_form(plan))

    def value(self, made: Made, aim: Aim) -> Fraction:
        """Return all awards out of the budget, in fen."""
        return Fraction(sum(each.award_fen for each in made.allocation.programmes if each.spending))


def spent_form(plan: Plan) -> Form:
    """Return all awards out of the budget over the plan's columns, in fen."""
    budgeted = (pot for pot in plan.pots if pot.fund is None)
    return total_form(plan.terms[pot.programme.id].award(pot.pot.claims >= 0) for pot in budgeted)


class Unspent(AimRule):
    """What is left of the appropriations that programmes draw on."""

    word = "unspent"

    def form(self, builder: ProblemBuilder, plan: Plan, wanted: Wanted) -> AimForm:
        """Return the appropriations less all awards, in fen."""
        spenders = {pot.programme.spending for pot in plan.pots}
        amounts = sum(each.amount for each in plan.scenario.spending if each.id in spenders)
        return _plain(Form(constant=Fraction(amounts)) + spent_form(plan).times(-1))

    def value(self, made: Made, aim: Aim) -> Fraction:
        """Return what the classes with programmes leave, in fen."""
        spenders = {pot.programme.spending for pot in made.plan.pots}
        left = (each.unspent_fen for each in made.allocation.spending if each.spending in spenders)
        return Fraction(sum(left))


class Awards(AimRule):
    """How many awards count."""

    word = "awards"

    def form(self, builder: ProblemBuilder, plan: Plan, wanted: Wanted) -> AimForm:
        """Return the number of awards that count."""
        own = (plan.terms[pot.programme.id].count(pot.pot.claims >= 0) for pot in plan.pots)
        return _plain(total_form(own))

    def value(self, made: Made, aim: Aim) -> Fraction:
        """Return the number of awards that count."""
        return Fraction(sum(each.counted for each in made.allocation.programmes))


# ── limits that should hold ────────────────────────────────────────────────────────────────────────


class TargetsMet(AimRule):
    """How many of the limits that should hold do: all groups and sides of one together count once."""

    word = "targets_met"

    def form(self, builder: ProblemBuilder, plan: Plan, wanted: Wanted) -> AimForm:
        """Return one 0/1 column a limit; when it is 1 every row of the limit must hold."""
        soft = sorted((each for each in plan.scenario.constraints if not each.hard), key=lambda each: each.id)
        parts, strays, bounds = [Form()], 0, builder.bounds()
        for constraint in soft:
            met = builder.add_column(f"{wanted.name} {constraint.id}", 0, 1, Kind.CHOICE)
            for name, spec in limit_rows(plan, constraint):
                _hold_when(builder, met, f"{wanted.name} {name}", spec, bounds)
            parts.append(Form.of({met: Fraction(1)}))
            strays += plan.limits[constraint.id].strays
        return AimForm(total_form(parts), Fraction(strays), pulled=True)

    def value(self, made: Made, aim: Aim) -> Fraction:
        """Return how many hold to the fen."""
        soft = [f"constraints.{each.id}" for each in made.plan.scenario.constraints if not each.hard]
        missed = {each.name for each in made.limits if not each.met}
        return Fraction(sum(name not in missed for name in soft))


def _hold_when(builder: ProblemBuilder, met: int, name: str, spec: RowSpec, bounds: Bounds) -> None:
    """Add a limit's row so that it binds while `met` is 1, and lets through all that can be while it is 0."""
    least, most = _reach(bounds, spec.form)
    if spec.lower is not None:
        short = max(0, up(spec.lower - least))
        loose = spec.form + Form.of({met: Fraction(-short)})
        add_form(builder, name, loose, 1, spec.lower - short, None, "")
    if spec.upper is not None:
        over = max(0, up(most - spec.upper))
        loose = spec.form + Form.of({met: Fraction(over)})
        add_form(builder, name, loose, 1, None, spec.upper + over, "")


def _reach(bounds: Bounds, form: Form) -> tuple[Fraction, Fraction]:
    """Return the least and the most that a form can come to within the bounds of its columns."""
    lower, upper = (each[form.columns].astype(object) for each in bounds)
    numerators = form.numerators.astype(object)
    low, high = numerators * lower, numerators * upper
    ends = (int(np.minimum(low, high).sum()), int(np.maximum(low, high).sum()))
    least, most = (Fraction(each, form.denominator) + form.constant for each in ends)
    return least, most


# ── change ─────────────────────────────────────────────────────────────────────────────────────────


class ChangeFromLastYear(AimRule):
    """How far programmes, or applicants, are from what they had a year ago, more and less alike."""

    word = "change_from_last_year"

    def form(self, builder: ProblemBuilder, plan: Plan, wanted: Wanted) -> AimForm:
        """Return the sum of the differences; what a single choice decides needs no column of its own."""
        compared = _compared(plan, wanted.aim)
        forms, choices = compared.grouped.gets(plan).forms(), _choices(builder, plan)
        chosen: dict[int, Fraction] = {}
        parts, bare, bounds = list[Form](), Fraction(0), builder.bounds()
        for number, (form, last) in enumerate(zip(forms, compared.last, strict=True), start=1):
            if form.columns.size > 1 or (form.columns.size and not choices[form.columns[0]]):
                parts.append(_difference(builder, bounds, form, last, f"{wanted.name} {number}"))
                continue
            # one 0/1 column decides alone between two known sums, or nothing is left to decide
            bare += abs(form.constant - last)
            for column, weight in form.coefficients.items():
                chosen[column] = abs(form.constant + weight - last) - abs(form.constant - last)
        strays = Fraction(sum(each.slack for each in forms))
        return AimForm(total_form((*parts, Form.of(chosen, bare))), strays, pulled=True)

    def value(self, made: Made, aim: Aim) -> Fraction:
        """Return the sum of the differences in fen."""
        compared = _compared(made.plan, aim)
        pairs = zip(compared.grouped.awards(made.plan), compared.last, strict=True)
        return sum((abs(award - last) for award, last in pairs), Fraction(0))


def claimed(plan: Plan) -> list[ProgrammePot]:
    """Return the pots with applicants, by programme id."""
    return [pot for pot in plan.pots if not pot.programme.is_line]


@dataclass(frozen=True, slots=True, eq=False)
class _Compared:
    """Groups whose awards are held against what they had a year ago."""

    grouped: Grouped
    last: tuple[Fraction, ...]


def _compared(plan: Plan, aim: Aim) -> _Compared:
    settings = aim.settings if isinstance(aim.settings, Change) else Change()
    if settings.of is None:
        pots = [pot for pot in plan.pots if pot.programme.last_year is not None]
        return _Compared(one_each(pots), tuple(Fraction(pot.programme.last_year or 0) for pot in pots))
    named = [pot for pot in claimed(plan) if settings.programme in (None, pot.programme.id)]
    having = [pot for pot in named if settings.of in pot.pot.rows.columns]
    grouped = by_applicant(having)
    last = [Fraction(0)] * grouped.count
    for pot, codes in zip(having, grouped.codes, strict=True):
        data = pot.pot.rows.columns[settings.of].data
        values = data.fractions() if isinstance(data, Exact) else ()
        for code, value in zip(codes.tolist(), values, strict=True):
            last[code] = Fraction(value)
    return _Compared(grouped, tuple(last))


def _difference(builder: ProblemBuilder, bounds: Bounds, form: Form, last: Fraction, name: str) -> Form:
    """Add a column that is no less than the difference either way, and return it."""
    least, most = _reach(bounds, form)
    change = builder.add_column(name, 0, up(max(most - last, last - least, Fraction(0))), Kind.AMOUNT)
    for sign, side in ((1, "more"), (-1, "less")):
        row = Form.of({change: Fraction(1)}, sign * last) + form.times(-sign)
        add_form(builder, f"{name} {side}", row, row.scale(), 0, None, "")
    return Form.of({change: Fraction(1)})


def _choices(builder: ProblemBuilder, plan: Plan) -> Flags:
    """Return which of all the columns so far are a pot's own choices between nothing and one."""
    lower, upper = builder.bounds()
    found = np.zeros(lower.size, dtype=np.bool_)
    for pot in plan.pots:
        own = plan.terms[pot.programme.id]
        found[own.first : own.first + len(own.columns)] = own.columns.choice
    return np.asarray(found & (lower == 0) & (upper == 1), dtype=np.bool_)


# ── fairness ───────────────────────────────────────────────────────────────────────────────────────


class Share(AimRule):
    """The smallest share of its claims that a programme, an applicant or a group is paid, in millionths."""

    word = "smallest_share"

    def form(self, builder: ProblemBuilder, plan: Plan, wanted: Wanted) -> AimForm:
        """Return one column that no one's share is below."""
        return _smallest(builder, plan, wanted)

    def value(self, made: Made, aim: Aim) -> Fraction:
        """Return the smallest share, rounded down to the millionth; 1 where nobody claims anything."""
        grouped = _fairly(made.plan, aim)
        pairs = zip(grouped.awards(made.plan), grouped.claims(), strict=True)
        millionths = (award * MILLION // claim for award, claim in pairs if claim)
        return Fraction(min((MILLION, *millionths)), MILLION)


class Cut(AimRule):
    """The largest share of its claims that anyone is not paid: the whole less the smallest share."""

    word = "largest_cut"

    def form(self, builder: ProblemBuilder, plan: Plan, wanted: Wanted) -> AimForm:
        """Return the whole less one column that no one's share is below."""
        smallest = _smallest(builder, plan, wanted)
        cut = Form(constant=Fraction(1)) + smallest.form.times(-1)
        return AimForm(cut, smallest.stray, pulled=True)

    def value(self, made: Made, aim: Aim) -> Fraction:
        """Return the largest cut, rounded up to the millionth."""
        return 1 - AIM_RULES["smallest_share"].value(made, aim)


def _fairly(plan: Plan, aim: Aim) -> Grouped:
    settings = aim.settings if isinstance(aim.settings, Fairness) else Fairness()
    if settings.per is not None:
        return by_column(claimed(plan), settings.per)
    return by_applicant(claimed(plan)) if settings.of == "applicants" else one_each(plan.pots)


def _smallest(builder: ProblemBuilder, plan: Plan, wanted: Wanted) -> AimForm:
    grouped = _fairly(plan, wanted.aim)
    gets, claims = grouped.gets(plan), grouped.claims()
    settled = [
        constant * MILLION // claim
        for (low, high), constant, claim in zip(pairwise(gets.edges), gets.constants, claims, strict=True)
        if claim and low == high
    ]
    # in millionths, a whole number; a group whose awards are settled already caps it from the start
    share = builder.add_column(wanted.name, 0, min((MILLION, *settled)), Kind.AMOUNT)
    rows = list(_share_rows(gets, claims, share))
    builder.add_rows(
        [f"{wanted.name} {number}" for number in range(1, len(rows) + 1)],
        np.cumsum([0, *(len(columns) for columns, _, _ in rows)]),
        [column for columns, _, _ in rows for column in columns],
        [number for _, numbers, _ in rows for number in numbers],
        [least for _, _, least in rows],
        [None for _ in rows],
    )
    strays = (
        Fraction(slack, claim) + Fraction(1, MILLION)
        for slack, claim in zip(gets.slacks, claims, strict=True)
        if slack and claim
    )
    return AimForm(Form.of({share: Fraction(1, MILLION)}), max(strays, default=Fraction(0)), pulled=True)


def _share_rows(
    gets: Gets, claims: list[int], share: int
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], int]]:
    """Yield a row a group, each once: a million of what it gets is no less than its claims × the share."""
    columns, numerators = gets.columns.tolist(), gets.numerators.tolist()
    seen: dict[tuple[object, ...], None] = {}
    for (low, high), constant, claim in zip(pairwise(gets.edges), gets.constants, claims, strict=True):
        if low == high or not claim:
            continue
        paid = [MILLION * each for each in numerators[low:high]]
        least, asked = -MILLION * constant * gets.denominator, claim * gets.denominator
        common = gcd(*paid, least, asked)
        row = (
            (*columns[low:high], share),
            (*(each // common for each in paid), -asked // common),
            least // common,
        )
        # the members of a pot that is shared in proportion all have the one share, so one row says it
        if row not in seen:
            seen[row] = None
            yield row


AIM_RULES: Mapping[str, AimRule] = MappingProxyType(
    {
        rule.word: rule
        for rule in (
            Points(),
            Spent(),
            Unspent(),
            Awards(),
            TargetsMet(),
            ChangeFromLastYear(),
            Share(),
            Cut(),
        )
    }
)
