"""A programme whose pot is given out by formula: every factor evaluated, shared exactly, rounded once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

import numpy as np

from simulator.algebra.exactly import evaluate
from simulator.exact import Exact, Flags
from simulator.expression import fetcher
from simulator.model.distribute import Distribute, Factor, Protect
from simulator.model.groups import Positions, group_codes, rows_at
from simulator.model.later import Later
from simulator.model.names import sheet_of
from simulator.model.result import ProgrammeClaims, StepTrace
from simulator.model.scenario import Programme, Scenario
from simulator.model.step import Rows, Worth
from simulator.money import Fen, IntColumn, exact_money, narrow, plain
from simulator.problems import FindingError, ScenarioError
from simulator.rules.formula import (
    Rescaled,
    Wide,
    in_proportion,
    matched,
    shared,
    steps,
    total_of,
    weighed,
    whole,
    wide,
    within,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Distribution:
    """What a formula gives, one row an applicant, whole fen, nothing to those not eligible.

    `extra` is the part of each award that is paid from outside the pot; `rounds` how often the pot was shared
    anew; `reduced` says that the guarantees were more than the pot and cut alike. `stages` holds the exact
    amount after each part of the formula, by its word, `by_factor` what each factor gives.
    """

    awards: IntColumn
    extra: IntColumn
    rounds: int
    reduced: bool
    stages: tuple[tuple[str, Exact], ...]
    by_factor: tuple[tuple[str, Exact], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Sharers:
    """The eligible applicants of one programme with what a formula may look at."""

    programme: Programme
    ids: tuple[str, ...]
    rows: Rows

    def exact(self, worth: Worth, wanted: str = "money") -> Exact:
        """Return an amount on every row."""
        number = sheet_of(self.rows).worth(worth, wanted)
        (column,) = evaluate((number,), fetcher(self.rows.columns, self.rows.count), self.rows.count)
        if not isinstance(column, Exact):
            raise TypeError("an amount is a number")
        return column

    def not_negative(
        self, worth: Worth, what: str, counts: Flags | None = None, wanted: str = "money"
    ) -> Exact:
        """Return an amount on every row; raises ScenarioError R662 where one that counts is negative."""
        column = self.exact(worth, wanted)
        below = np.asarray(column.numerator < 0, dtype=np.bool_)
        negative = np.flatnonzero(below if counts is None else below & counts)
        if negative.size:
            row = int(negative[0])
            value = plain(column.take(negative[:1]).fractions()[0])
            raise self.error("R662", what=what, applicant=self.ids[row], value=value)
        return column

    def error(self, code: str, **facts: str | int) -> ScenarioError:
        """Return an error at the programme's place."""
        finding = FindingError(code, programme=self.programme.id, **facts)
        return ScenarioError([finding.at(self.programme.place)])


@dataclass(frozen=True, slots=True, eq=False)
class Recipients:
    """Everyone a formula looks at, one row an applicant sorted by id, and who of them takes part."""

    ids: tuple[str, ...]
    rows: Rows
    conditions: tuple[tuple[str, Flags], ...]
    eligible: Flags


def formula_pot(programme: Programme, scenario: Scenario) -> Fen:
    """Return what a formula gives out in fen: the envelope, or all of its class; 0 without one."""
    if programme.distribute is None:
        return 0
    if programme.envelope.at_most is not None:
        return programme.envelope.at_most
    return sum(each.amount for each in scenario.spending if each.id == programme.spending)


def distributed_claims(programme: Programme, pot: Fen, who: Recipients) -> ProgrammeClaims:
    """Return the claims of a programme whose pot is given out by formula: what the formula gives is due."""
    found = distribute(programme, pot, who)
    path = f"programmes.{programme.id}.distribute"
    limbs = tuple(
        (name, (StepTrace(f"{path}.factors.{name}", "weight", after),)) for name, after in found.by_factor
    )
    traces = tuple(
        StepTrace(f"{path}.{word}", word, after, limbs if word == "factors" else ())
        for word, after in found.stages
    )
    return ProgrammeClaims(
        programme=programme.id,
        ids=who.ids,
        eligible=who.eligible,
        conditions=who.conditions,
        entitlement=found.awards,
        traced=Later(lambda: traces),
        sided=Later(lambda: _side_figures(programme, found, who.eligible)),
    )


def _side_figures(programme: Programme, found: Distribution, eligible: Flags) -> Mapping[str, IntColumn]:
    if programme.distribute is None or programme.distribute.protect is None:
        return MappingProxyType({})
    rounds, reduced = (np.where(eligible, each, 0) for each in (found.rounds, int(found.reduced)))
    return MappingProxyType({"extra": found.extra, "rounds": rounds, "reduced": reduced})


def with_extra(programme: Programme, claims: ProgrammeClaims) -> Programme:
    """Return the programme with its envelope raised by what is paid from outside the pot."""
    most, extra = programme.envelope.at_most, claims.parts.get("extra")
    if most is None or programme.distribute is None or extra is None or not extra.any():
        return programme
    return replace(programme, envelope=replace(programme.envelope, at_most=most + sum(extra.tolist())))


def distribute(programme: Programme, pot: Fen, who: Recipients) -> Distribution:
    """Return what each applicant gets of the pot, exact until one rounding at the end.

    Raises ScenarioError R661 when there is money to give out and a factor is zero for everyone, R662 when a
    value is negative, R663 when rounding each part by itself gives out more than the pot.
    """
    formula = programme.distribute
    if formula is None:
        raise TypeError(f"programme {programme.id} has no formula")
    chosen = np.flatnonzero(who.eligible)
    ids = tuple(who.ids[row] for row in chosen.tolist())
    found = _given_out(formula, pot, _Sharers(programme, ids, rows_at(who.rows, chosen)))
    return _on_every_row(found, chosen, who.rows.count)


def _on_every_row(found: Distribution, chosen: Positions, count: int) -> Distribution:
    def spread(column: IntColumn) -> IntColumn:
        every = np.zeros(count, dtype=np.int64)
        every[chosen] = column
        return every

    def spread_exact(column: Exact) -> Exact:
        every = wide([0] * count)
        every[chosen] = column.numerator
        return Exact(every, column.denominator)

    return replace(
        found,
        awards=spread(found.awards),
        extra=spread(found.extra),
        stages=tuple((word, spread_exact(after)) for word, after in found.stages),
        by_factor=tuple((name, spread_exact(after)) for name, after in found.by_factor),
    )


# ── the formula ────────────────────────────────────────────────────────────────────────────────────


def _given_out(formula: Distribute, pot: Fen, who: _Sharers) -> Distribution:
    first = _minimum(formula, pot, who)
    parts = _parts(formula, pot - int(total_of(first)), who)
    money = sum((part.money for part in parts), Fraction(0))
    weights = weighed([(part.money, part.column) for part in parts]) if parts else wide([0] * who.rows.count)
    shares = first + shared(money, weights)
    stages = [("minimum", first)] * (formula.minimum is not None) + [("factors", shares)]
    if formula.times is not None:
        weights = weights * in_proportion(who.not_negative(formula.times.of, "times", wanted="number"))
        if money and not weights.any():
            raise who.error("R661", factor="times")
        shares = first + shared(money, weights)
        stages.append(("times", shares))
    kept = _protected(formula, shares, first, who)
    stages += [("protect", kept.amounts)] * (formula.protect is not None)
    # rounded once, behind everything: an earlier rounding would move fen from one recipient to another
    awards = whole(kept.amounts, formula.round.to, formula.round.mode)
    if sum(awards.tolist()) > pot:
        more = exact_money(sum(awards.tolist()) - pot, "元")
        raise who.error("R663", mode=formula.round.mode, more=more)
    extra = _extra(formula, awards, who)
    stages.append(("round", Exact(awards + extra)))
    by_factor = tuple((part.factor, shared(part.money, part.column)) for part in parts)
    return Distribution(awards + extra, extra, kept.rounds, kept.reduced, tuple(stages), by_factor)


def _minimum(formula: Distribute, pot: Fen, who: _Sharers) -> Exact:
    """Return what each gets first: whole fen, or the pot in proportion when it cannot pay that."""
    if formula.minimum is None:
        return Exact(wide([0] * who.rows.count))
    due = Exact(wide(who.not_negative(formula.minimum, "minimum").round()))
    return due if total_of(due) <= pot else shared(Fraction(pot), due.numerator.astype(object))


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What one factor gives out: its id, its money, and a column in the proportion of its shares."""

    factor: str
    money: Fraction
    column: Wide


def _parts(formula: Distribute, rest: Fen, who: _Sharers) -> list[_Part]:
    """Return what each factor with money gives out; R661 when it has nobody to give it to."""
    parts: list[_Part] = []
    weighted = ((name, each) for name, each in formula.factors if each.weight)
    for name, factor in weighted if rest and who.rows.count else ():
        column, most = _column(name, factor, who)
        money = factor.weight * rest if most is None else min(factor.weight * rest, most)
        if money and not column.any():
            raise who.error("R661", factor=name)
        parts += [_Part(name, money, column)] * (money > 0)
    return parts


# ── factors ────────────────────────────────────────────────────────────────────────────────────────


def _column(name: str, factor: Factor, who: _Sharers) -> tuple[Wide, Fraction | None]:
    """Return a factor on every row in proportion, and the most it may give out (None: all its money)."""
    counts = who.rows.flags(factor.when)
    column, most = _BASES[factor.basis](_Counted(name, factor, counts), who)
    return np.where(counts, column, 0), most


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """A factor with its name and the rows that it counts."""

    name: str
    factor: Factor
    counts: Flags


def _of(own: _Counted, who: _Sharers) -> tuple[Wide, None]:
    column = who.not_negative(_written(own.factor.of), f"factors.{own.name}", own.counts)
    return in_proportion(column), None


def _equal(own: _Counted, who: _Sharers) -> tuple[Wide, None]:
    return wide([1] * who.rows.count), None


def _gap(own: _Counted, who: _Sharers) -> tuple[Wide, Fraction | None]:
    gap, nothing = _written(own.factor.gap), Exact.constant(0, who.rows.count)
    missing = (who.exact(gap.need) - who.exact(gap.have)).maximum(nothing).where(own.counts, nothing)
    return in_proportion(missing), None if gap.at_most is None else gap.at_most * total_of(missing)


def _roots(own: _Counted, who: _Sharers) -> tuple[Wide, None]:
    roots, chosen = _written(own.factor.roots), np.flatnonzero(own.counts)
    column = who.not_negative(roots.of, f"factors.{own.name}", own.counts).take(chosen)
    groups = group_codes([who.rows.columns[name] for name in roots.per], who.rows.count)
    found = wide([0] * who.rows.count)
    found[chosen] = matched(column, groups[chosen])
    return found, None


_BASES: Mapping[str, Callable[[_Counted, _Sharers], tuple[Wide, Fraction | None]]] = MappingProxyType(
    {"of": _of, "equal": _equal, "gap": _gap, "roots": _roots}
)


def _written(value: T | None) -> T:
    if value is None:
        raise TypeError("a factor names its basis")
    return value


# ── guarantees ─────────────────────────────────────────────────────────────────────────────────────


def _protected(formula: Distribute, shares: Exact, first: Exact, who: _Sharers) -> Rescaled:
    """Return the shares with nobody below the guarantee or above the limit, as far as the pot can bear it.

    What each gets `first` is no part of what is rescaled, so that no guarantee is paid from a minimum.
    """
    protect, money = formula.protect, total_of(shares)
    if protect is None:
        return Rescaled(shares, 1)
    low = Exact(wide([0] * who.rows.count))
    if protect.at_least is not None and protect.funded_by == "rescale":
        low = _kept(protect, protect.at_least, who)
    if total_of(low.maximum(first)) > money:
        return Rescaled(shared(money, in_proportion(low.maximum(first))), 1, reduced=True)
    minimum = first.numerator.astype(object)
    least = np.maximum(steps(low, formula.round.to, "up") - minimum, 0)
    if sum(least.tolist()) > money - sum(minimum.tolist()):
        least = np.maximum(steps(low, formula.round.to, "down") - minimum, 0)
    most = None
    if protect.at_most is not None:
        limit = steps(_kept(protect, protect.at_most, who), formula.round.to, "down") - minimum
        most = np.maximum(least, limit)
    above = shares - first
    found = within(total_of(above), above.numerator.astype(object), least, most)
    return replace(found, amounts=first + found.amounts)


def _kept(protect: Protect, share: Worth, who: _Sharers) -> Exact:
    return who.not_negative(protect.of, "protect.of") * who.not_negative(share, "protect", wanted="share")


def _extra(formula: Distribute, awards: IntColumn, who: _Sharers) -> IntColumn:
    """Return what lifts each award to its guarantee from outside the pot; nothing where the pot bears it."""
    protect = formula.protect
    if protect is None or protect.at_least is None or protect.funded_by != "extra":
        return np.zeros_like(awards)
    least = narrow(steps(_kept(protect, protect.at_least, who), formula.round.to, "up").tolist())
    return narrow(np.maximum(least - awards, 0).tolist())
