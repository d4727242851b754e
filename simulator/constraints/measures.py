"""Measures: what can be added up over a selection, for a plan not yet made and for one that is made."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from math import lcm
from types import MappingProxyType
from typing import ClassVar, TypeVar

import numpy as np

from simulator.exact import AnyInts, Exact, Flags
from simulator.model.later import Later
from simulator.money import Fen, IntColumn
from simulator.optimise.problem import IntArray, whole_array
from simulator.optimise.spread import (
    Spread,
    award_spread,
    constant_spread,
    spread_of,
    spread_of_forms,
    total_spread,
    weighed_spread,
)
from simulator.optimise.terms import OUTSIDE, Form, Members, Owners, Terms, added_by

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """What the awards of a programme earn: points per award, those of a full award of each row, shares paid.

    `shares` is the share paid of each row under awards that are known, exact; `open_claims` what the terms of
    a plan not yet made may still pay, and `fixed` the shares that are settled beforehand, by row.
    """

    per_award: Fraction
    full: Exact
    shares: Later[tuple[Fraction, ...]]
    open_claims: IntColumn
    fixed: tuple[tuple[int, Fraction], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One selected programme as a limit sees it, one row an applicant (a plain line has one row).

    `chosen` marks the rows selected, `groups` the group of each (all one group when it is not given);
    `terms` speak of a plan not yet made, `award` and `counted` of one that is made. `eligible` marks who
    met the conditions, `figures` hold what a sum adds up, `people` the number of the applicant behind each
    row (one for all programmes), `worth` the points: all of them only where a measure looks at them.
    """

    programme: str
    chosen: Flags
    claims: IntColumn
    terms: Terms | None = None
    award: IntColumn | None = None
    counted: Flags | None = None
    groups: Owners | None = None
    eligible: Flags | None = None
    figures: Exact | None = None
    people: IntColumn | None = None
    worth: Worth | None = None

    @property
    def owners(self) -> Owners:
        """Return the group of each row; rows that are not chosen stand outside."""
        groups = np.zeros(self.chosen.size, dtype=np.int64) if self.groups is None else self.groups
        return np.where(self.chosen, groups, OUTSIDE)


Reached = Mapping[tuple[int, ...], int]
"""The column that says whether an applicant is reached, by the columns of the awards that would reach him."""


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """What a selector picks: parts of programmes, the appropriations it names, and a figure's value.

    `count` is the number of groups; `reached` holds the columns of applicants with awards to count once.
    """

    parts: Sequence[Part] = ()
    budget_fen: Fen = 0
    figure: Fraction = Fraction(0)
    count: int = 1
    reached: Reached = field(default_factory=dict)


Values = tuple[IntArray, int]
"""Numerators, one a group, over one denominator."""


class MeasureRule(ABC):
    """One measure, by group: `spread` of a plan not yet made, `values` of one that is.

    `unit` is money, count, points, or figure: whatever a sum or a figure is of. `varies` says that it depends
    on the plan, `counting` that it asks whose awards count, `by_row` that it needs what a sum is `of`.
    """

    word: ClassVar[str]
    unit: ClassVar[str]
    varies: ClassVar[bool] = False
    counting: ClassVar[bool] = False
    by_row: ClassVar[bool] = False

    @abstractmethod
    def spread(self, selection: Selection) -> Spread:
        """Return the measure of each group as exact linear forms over the plan's columns."""

    @abstractmethod
    def values(self, selection: Selection) -> Values:
        """Return the measure of each group of a plan that is made, exactly."""

    def form(self, selection: Selection) -> Form:
        """Return the measure of a selection without groups as a form."""
        return self.spread(selection).form(0)

    def value(self, selection: Selection) -> Fraction:
        """Return the measure of a selection without groups, exactly."""
        numerators, denominator = self.values(selection)
        return Fraction(int(numerators[0]), denominator)


class Constant(MeasureRule):
    """A measure that no plan changes: both voices say the same."""

    def spread(self, selection: Selection) -> Spread:
        """Return constants."""
        return constant_spread(*self.values(selection))


class Budget(Constant):
    """The appropriations of the spending classes selected."""

    word = "budget"
    unit = "money"

    def values(self, selection: Selection) -> Values:
        """Return the appropriations in fen, the same for every group."""
        return _repeated(Fraction(selection.budget_fen), selection.count)


class ClaimsMeasure(Constant):
    """What the selected applicants are entitled to."""

    word = "claims"
    unit = "money"

    def values(self, selection: Selection) -> Values:
        """Return the claims in fen."""
        return _sums(selection, lambda part: Exact.of(part.claims))


class Award(MeasureRule):
    """What the selected applicants get."""

    word = "award"
    unit = "money"
    varies = True

    def spread(self, selection: Selection) -> Spread:
        """Return the awards of each group, in fen."""
        parts = (award_spread(_terms(part), part.owners, selection.count) for part in selection.parts)
        return total_spread(parts, selection.count)

    def values(self, selection: Selection) -> Values:
        """Return the awards in fen."""
        return _sums(selection, lambda part: Exact.of(_award(part)))


class Count(MeasureRule):
    """How many of the selected awards count."""

    word = "count"
    unit = "count"
    varies = True
    counting = True

    def spread(self, selection: Selection) -> Spread:
        """Return the number of awards that count."""
        return _weighed(selection, _ones)

    def values(self, selection: Selection) -> Values:
        """Return the number of awards that count."""
        return _sums(selection, lambda part: Exact.of(_counted(part).astype(np.int64)))


class Beneficiaries(MeasureRule):
    """How many applicants have an award that counts, each once however many they have."""

    word = "beneficiaries"
    unit = "count"
    varies = True
    counting = True

    def spread(self, selection: Selection) -> Spread:
        """Return the number of applicants reached; whom several awards may reach has a column of his own."""
        settled, chances = _reaching(selection)
        owners, columns = [], []
        for (group, _), own in chances:
            owners.append(group)
            columns.append(own[0] if len(own) == 1 else selection.reached[own])
        return spread_of(
            np.array(owners, dtype=np.int64),
            np.array(columns, dtype=np.int64),
            np.ones(len(owners), dtype=np.int64),
            selection.count,
            constants=settled,
        )

    def values(self, selection: Selection) -> Values:
        """Return the number of applicants reached."""
        pairs = [_pairs(part, _counted(part)) for part in selection.parts]
        return _distinct(pairs, selection.count), 1


class Points(MeasureRule):
    """The points of the selected awards."""

    word = "points"
    unit = "points"
    varies = True

    def spread(self, selection: Selection) -> Spread:
        """Return the points of each group."""
        parts = (_points_spread(part, selection.count) for part in selection.parts)
        return total_spread(parts, selection.count)

    def values(self, selection: Selection) -> Values:
        """Return the points, exactly."""
        found = [Fraction(0)] * selection.count
        for part in selection.parts:
            for group, points in _points(part):
                found[group] += points
        common = lcm(1, *(each.denominator for each in found))
        return whole_array([int(each * common) for each in found]), common


class Sum(MeasureRule):
    """A figure of every selected row whose award counts, added up: jobs, own money."""

    word = "sum"
    unit = "figure"
    varies = True
    counting = True
    by_row = True

    def spread(self, selection: Selection) -> Spread:
        """Return the sum over the awards that count."""
        return _weighed(selection, _figures)

    def values(self, selection: Selection) -> Values:
        """Return the sum over the awards that count."""
        return _sums(selection, lambda part: _kept(_figures(part), _counted(part)))


class Total(Constant):
    """A figure of every selected row that is eligible, added up, whatever the awards."""

    word = "total"
    unit = "figure"
    by_row = True

    def values(self, selection: Selection) -> Values:
        """Return the sum over everyone eligible."""
        return _sums(selection, lambda part: _kept(_figures(part), _eligible(part)))


class FigureMeasure(Constant):
    """A named figure."""

    word = "figure"
    unit = "figure"

    def values(self, selection: Selection) -> Values:
        """Return the figure, the same for every group."""
        return _repeated(selection.figure, selection.count)


MEASURES: Mapping[str, MeasureRule] = MappingProxyType(
    {
        rule.word: rule
        for rule in (
            Budget(),
            ClaimsMeasure(),
            Award(),
            Count(),
            Beneficiaries(),
            Points(),
            Sum(),
            Total(),
            FigureMeasure(),
        )
    }
)


# ── sums by group ──────────────────────────────────────────────────────────────────────────────────


def _sums(selection: Selection, column_of: Callable[[Part], Exact]) -> Values:
    """Return the sum of a column over the chosen rows of each group, over one denominator."""
    found = [(part.owners, column_of(part)) for part in selection.parts]
    common = lcm(1, *(_divisor(column) for _, column in found))
    totals = np.zeros(selection.count, dtype=np.int64)
    for owners, column in found:
        inside = owners != OUTSIDE
        totals = _added(totals, added_by(owners[inside], _whole(column, common)[inside], selection.count))
    return totals, common


def _added(left: IntArray, right: IntArray) -> IntArray:
    return whole_array(left.astype(object) + right.astype(object))


def _divisor(column: Exact) -> int:
    common = column.denominator
    return common if isinstance(common, int) else lcm(1, *common.tolist())


def _whole(column: Exact, common: int) -> AnyInts:
    """Return a column times a denominator that makes every row whole."""
    return (column * common).rounded("down").numerator


def _repeated(value: Fraction, count: int) -> Values:
    return whole_array([value.numerator] * count), value.denominator


def _weighed(selection: Selection, column_of: Callable[[Part], Exact]) -> Spread:
    """Return the sum of a column over the rows whose awards count."""
    parts = []
    for part in selection.parts:
        column = column_of(part)
        common = _divisor(column)
        weights = whole_array(_whole(column, common).tolist())
        parts.append(weighed_spread(_terms(part), weights, common, part.owners, selection.count))
    return total_spread(parts, selection.count)


def _ones(part: Part) -> Exact:
    return Exact.constant(1, part.chosen.size)


def _kept(column: Exact, flags: Flags) -> Exact:
    return column.where(flags, Exact.constant(0, len(column)))


# ── applicants reached ─────────────────────────────────────────────────────────────────────────────

Person = tuple[int, int]
"""A group, and the number of an applicant in it."""


def reaching_columns(selection: Selection) -> tuple[tuple[int, ...], ...]:
    """Return the sets of columns that each need one of their own: whoever several awards may reach.

    A set is told once, in the order first met; its columns are in order.
    """
    _, chances = _reaching(selection)
    return tuple(dict.fromkeys(own for _, own in chances if len(own) > 1))


def _reaching(selection: Selection) -> tuple[IntArray, list[tuple[Person, tuple[int, ...]]]]:
    """Return how many of each group are reached whatever the plan, and by which columns the others may be."""
    sure = [_pairs(part, _terms(part).base_counted) for part in selection.parts]
    settled = _distinct(sure, selection.count)
    known = _different(_stacked(sure))
    entries = _different(_stacked([_chances(part) for part in selection.parts], width=3))
    entries = entries[~_among(entries[:, :2], known)]
    if not len(entries):
        return settled, []
    begins = np.flatnonzero(np.r_[True, (np.diff(entries[:, :2], axis=0) != 0).any(axis=1)])
    columns, edges = entries[:, 2].tolist(), [*begins.tolist(), len(entries)]
    people = zip(entries[begins, 0].tolist(), entries[begins, 1].tolist(), strict=True)
    spans = pairwise(edges)
    return settled, [(who, tuple(columns[low:high])) for who, (low, high) in zip(people, spans, strict=True)]


def _pairs(part: Part, flags: Flags) -> Members:
    """Return the group and the number of everyone chosen who is marked, one row each."""
    kept = flags & (part.owners != OUTSIDE)
    return np.column_stack([part.owners[kept], _people(part)[kept]])


def _chances(part: Part) -> Members:
    """Return the group, the number and a column for every way an award of someone chosen may count."""
    owners, people = part.owners, _people(part)
    found = [
        np.column_stack([owners[term.members], people[term.members], term.columns])
        for term in _terms(part).counts
    ]
    entries = _stacked(found, width=3)
    inside: Members = entries[entries[:, 0] != OUTSIDE]
    return inside


def _stacked(parts: Sequence[Members], width: int = 2) -> Members:
    return np.concatenate([np.zeros((0, width), dtype=np.int64), *parts])


def _distinct(pairs: Sequence[Members], count: int) -> IntArray:
    """Return how many different people each group holds."""
    return np.bincount(_different(_stacked(pairs))[:, 0], minlength=count).astype(np.int64)


def _different(rows: Members) -> Members:
    """Return the different rows of whole numbers, in order; as `numpy.unique` does, many times faster."""
    if not len(rows):
        return rows
    ordered = rows[np.lexsort(rows.T[::-1])]
    kept = np.r_[True, (np.diff(ordered, axis=0) != 0).any(axis=1)]
    different: Members = ordered[kept]
    return different


def _among(rows: Members, known: Members) -> Flags:
    """Return which rows of two numbers are among others."""
    if not len(rows) or not len(known):
        return np.zeros(len(rows), dtype=np.bool_)
    width = 1 + int(max(rows[:, 1].max(), known[:, 1].max()))
    return np.isin(rows[:, 0] * width + rows[:, 1], known[:, 0] * width + known[:, 1])


# ── points ─────────────────────────────────────────────────────────────────────────────────────────


def _points_spread(part: Part, count: int) -> Spread:
    terms, worth = _terms(part), _worth(part)
    ones = np.ones(part.chosen.size, dtype=np.int64)
    counted = weighed_spread(terms, ones, 1, part.owners, count).times(worth.per_award)
    if not worth.full.numerator.any():
        return counted
    # shares have a denominator a member, so the groups are taken one by one
    forms = [_paid_form(part, terms, worth, part.owners == group) for group in range(count)]
    return counted + spread_of_forms(forms)


def _paid_form(part: Part, terms: Terms, worth: Worth, inside: Flags) -> Form:
    if terms.awards:
        inner = _kept(worth.full, inside)
        known = (inner.take(np.array([row])).fractions()[0] * share for row, share in worth.fixed)
        return terms.paid(inner, worth.open_claims) + Form(constant=sum(known, Fraction(0)))
    rows = zip(inside.tolist(), worth.full.fractions(), worth.shares.get(), strict=True)
    return Form(constant=sum((full * share for own, full, share in rows if own), Fraction(0)))


def _points(part: Part) -> Iterator[tuple[int, Fraction]]:
    """Yield the group and the points of every chosen award that earns any."""
    worth, owners = _worth(part), part.owners
    for row in np.flatnonzero(_counted(part) & (owners != OUTSIDE)).tolist():
        yield int(owners[row]), worth.per_award
    if worth.full.numerator.any():
        rows = zip(owners.tolist(), worth.full.fractions(), worth.shares.get(), strict=True)
        yield from ((group, full * share) for group, full, share in rows if group != OUTSIDE)


# ── what a part must know ──────────────────────────────────────────────────────────────────────────


def _known(value: T | None, lacking: str) -> T:
    """Return what must be known by now; raises TypeError saying what is lacking when it is not."""
    if value is None:
        raise TypeError(lacking)
    return value


def _terms(part: Part) -> Terms:
    return _known(part.terms, f"programme {part.programme} has no terms: the plan is made already")


def _award(part: Part) -> IntColumn:
    return _known(part.award, f"programme {part.programme} has no awards yet")


def _counted(part: Part) -> Flags:
    return _known(part.counted, f"programme {part.programme} has no awards yet")


def _figures(part: Part) -> Exact:
    return _known(part.figures, f"programme {part.programme} has no figures to add up")


def _people(part: Part) -> IntColumn:
    return _known(part.people, f"nobody has said who applies to programme {part.programme}")


def _eligible(part: Part) -> Flags:
    return _known(part.eligible, f"nobody has said who is eligible for programme {part.programme}")


def _worth(part: Part) -> Worth:
    return _known(part.worth, f"programme {part.programme} has no points")
