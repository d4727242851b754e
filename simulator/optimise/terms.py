"""Award terms: what a chosen plan pays each member of a pot, as exact linear forms over the plan's columns.

A pot's way of sharing gives terms; a limit or a goal asks them for a sum over some of the members. Here
they are only integers and indexes, so neither side needs to know the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.problem import Kind, LinearForm, collect

Members: TypeAlias = NDArray[np.int64]
Weights: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Form:
    """An exact linear form with rational coefficients; the truth in whole units strays by at most `slack`.

    A pro-rata pot pays whole units by largest remainder, so the sum over some of its members is only
    known within one unit a member: that is its slack.
    """

    coefficients: Mapping[int, Fraction] = field(default_factory=dict)
    constant: Fraction = Fraction(0)
    slack: int = 0

    def __add__(self, other: "Form") -> "Form":
        """Return the sum of two forms; slacks add."""
        merged = dict(self.coefficients)
        for column, coefficient in other.coefficients.items():
            merged[column] = merged.get(column, Fraction(0)) + coefficient
        return Form(MappingProxyType(merged), self.constant + other.constant, self.slack + other.slack)

    def times(self, factor: Fraction | int) -> "Form":
        """Return the form multiplied by a number."""
        scaled = {column: each * factor for column, each in self.coefficients.items()}
        slack = Fraction(self.slack) * abs(Fraction(factor))
        return Form(MappingProxyType(scaled), self.constant * factor, -int(-slack // 1))

    def denominator(self) -> int:
        """Return the least whole number that makes every coefficient and the constant whole."""
        return lcm(self.constant.denominator, *(each.denominator for each in self.coefficients.values()))

    def whole(self, scale: int) -> LinearForm:
        """Return the form times `scale` in whole numbers; `scale` must be a multiple of `denominator()`."""
        columns = sorted(self.coefficients)
        return collect(
            columns, [int(self.coefficients[each] * scale) for each in columns], int(self.constant * scale)
        )

    def value(self, values: Mapping[int, int] | Members | tuple[int, ...]) -> Fraction:
        """Return the exact value at whole column values."""
        terms = (coefficient * int(values[column]) for column, coefficient in self.coefficients.items())
        return sum(terms, self.constant)


def total_form(forms: Iterable[Form]) -> Form:
    """Return the sum of many forms."""
    merged: dict[int, Fraction] = {}
    constant, slack = Fraction(0), 0
    for form in forms:
        constant, slack = constant + form.constant, slack + form.slack
        for column, coefficient in form.coefficients.items():
            merged[column] = merged.get(column, Fraction(0)) + coefficient
    return Form(MappingProxyType(merged), constant, slack)


@dataclass(frozen=True, slots=True)
class Column:
    """A column a pot needs, under a name of its own; its number is its place in `Terms.columns`."""

    name: str
    lower: int
    upper: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Link:
    """A row a pot needs to tie its columns together."""

    name: str
    form: LinearForm
    lower: int | None
    upper: int | None


@dataclass(frozen=True, slots=True, eq=False)
class AwardTerm:
    """What one column pays: member `members[k]` gets column × `weights[k]` / `over`.

    Terms with one `turn` fill one after the other over the same rows, or fewer: only where the filling stands
    are whole units rounded, so together they stray as the widest of them. It is the number of a column of
    theirs, so that it moves with them.
    """

    column: int
    members: Members
    weights: Weights
    over: int = 1
    turn: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CountTerm:
    """Whose awards count when one 0/1 column is 1."""

    column: int
    members: Members


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Everything a plan may know of one pot: its columns, links, and what they pay and count.

    `base` is paid and `base_counted` counts whatever the plan; both have one row a member.
    """

    base: Weights
    base_counted: Mask
    columns: tuple[Column, ...] = ()
    links: tuple[Link, ...] = ()
    awards: tuple[AwardTerm, ...] = ()
    counts: tuple[CountTerm, ...] = ()

    def shifted(self, by: int) -> "Terms":
        """Return the terms with every column number moved up, as they stand in a joint problem."""
        links = tuple(Link(each.name, _moved(each.form, by), each.lower, each.upper) for each in self.links)
        awards = tuple(_moved_term(t, by) for t in self.awards)
        counts = tuple(CountTerm(t.column + by, t.members) for t in self.counts)
        return Terms(self.base, self.base_counted, self.columns, links, awards, counts)

    def award(self, mask: Mask) -> Form:
        """Return what the chosen members get together."""
        parts = {t.column: Fraction(_exact_sum(t.weights[mask[t.members]]), t.over) for t in self.awards}
        slack = _strayed(self.awards, mask)
        return Form(_nonzero(parts), Fraction(_exact_sum(self.base[mask])), slack)

    def count(self, mask: Mask) -> Form:
        """Return how many of the chosen members' awards count."""
        parts = {t.column: Fraction(int(mask[t.members].sum())) for t in self.counts}
        return Form(_nonzero(parts), Fraction(int((self.base_counted & mask).sum())))

    def paid(self, worth: tuple[Fraction, ...], claims: Weights) -> Form:
        """Return Σ worth × award / claim over the members with a claim."""
        rates = [
            value / claim if claim else Fraction(0)
            for value, claim in zip(worth, claims.tolist(), strict=True)
        ]
        parts = {t.column: _weighted(t.members, t.weights, rates) / t.over for t in self.awards}
        constant = _weighted(np.arange(self.base.size), self.base, rates)
        return Form(_nonzero(parts), constant)

    def paid_out(self, values: tuple[int, ...]) -> Weights:
        """Return each member's award at whole column values, where every term pays whole units."""
        paid = [int(each) for each in self.base]
        for term in self.awards:
            if values[term.column]:
                for member, weight in zip(term.members.tolist(), term.weights.tolist(), strict=True):
                    paid[member] += values[term.column] * weight // term.over
        return np.array(paid, dtype=np.int64)


def constant_terms(awards: Weights, counted: Mask) -> Terms:
    """Return the terms of a pot whose awards are settled beforehand."""
    return Terms(awards, counted)


def _moved(form: LinearForm, by: int) -> LinearForm:
    return LinearForm(tuple(column + by for column in form.columns), form.coefficients, form.constant)


def _moved_term(term: AwardTerm, by: int) -> AwardTerm:
    turn = None if term.turn is None else term.turn + by
    return replace(term, column=term.column + by, turn=turn)


def _exact_sum(weights: Weights) -> int:
    return sum(weights.tolist())


def _stray(term: AwardTerm, mask: Mask) -> int:
    chosen = mask[term.members]
    return 0 if term.over == 1 or bool(chosen.all()) else int(chosen.sum())


def _strayed(terms: tuple[AwardTerm, ...], mask: Mask) -> int:
    # of the terms that are paid in turn only one is in part, so only the widest can stray
    alone, in_turn = 0, dict[int, int]()
    for term in terms:
        stray = _stray(term, mask)
        if term.turn is None:
            alone += stray
        else:
            in_turn[term.turn] = max(in_turn.get(term.turn, 0), stray)
    return alone + sum(in_turn.values())


def _weighted(members: Members, weights: Weights, rates: list[Fraction]) -> Fraction:
    pairs = zip(members.tolist(), weights.tolist(), strict=True)
    return sum((weight * rates[member] for member, weight in pairs), Fraction(0))


def _nonzero(parts: dict[int, Fraction]) -> Mapping[int, Fraction]:
    return MappingProxyType({column: each for column, each in parts.items() if each})
