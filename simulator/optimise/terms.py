"""Award terms: what a chosen plan pays each member of a pot, as exact linear forms over the plan's columns.

A pot's way of sharing gives terms; a limit or a goal asks them for a sum over some of the members. Here
they are only integers and indexes, so neither side needs to know the other. Everything is held in arrays:
a pot of a hundred thousand members is a few blocks, never a hundred thousand objects.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import gcd, lcm
from types import MappingProxyType
from typing import TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from simulator.exact import Exact
from simulator.optimise.problem import (
    SAFE_SUM,
    IntArray,
    Kind,
    LinearForm,
    frozen,
    largest,
    whole_array,
    whole_products,
)

Members: TypeAlias = NDArray[np.int64]
Weights: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]
Owners: TypeAlias = NDArray[np.int64]
OUTSIDE = -1
"""The group of a member that belongs to none."""

FINEST_BITS = 256
FINEST = 10**18
"""Where a common denominator is longer than FINEST_BITS, coefficients are rounded down to such a part."""


def _nothing() -> NDArray[np.int64]:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """An exact linear form: Σ column × `numerators` / `denominator`, plus a constant.

    `columns` are distinct and in order. The truth in whole units strays from the form by at most `slack`: a
    pro-rata pot pays whole units by largest remainder, so the sum over some of its members is only known
    within one unit a member. `blur` bounds what was lost where the coefficients had to be rounded.
    """

    columns: Members = field(default_factory=_nothing)
    numerators: IntArray = field(default_factory=_nothing)
    denominator: int = 1
    constant: Fraction = Fraction(0)
    slack: int = 0
    blur: Fraction = Fraction(0)

    @classmethod
    def of(cls, coefficients: Mapping[int, Fraction], constant: Fraction | int = 0, slack: int = 0) -> "Form":
        """Return a form from a mapping of column to coefficient; zeros are left out.

        >>> (Form.of({3: Fraction(1, 2), 1: Fraction(2)}) + Form.of({3: Fraction(1, 3)})).coefficients[3]
        Fraction(5, 6)
        """
        kept = {column: coefficients[column] for column in sorted(coefficients) if coefficients[column]}
        common = lcm(1, *(each.denominator for each in kept.values()))
        numerators = whole_array([int(each * common) for each in kept.values()])
        columns = frozen(np.array(list(kept), dtype=np.int64))
        return cls(columns, numerators, common, Fraction(constant), slack)

    @property
    def coefficients(self) -> Mapping[int, Fraction]:
        """Return the coefficient of every column that has one."""
        pairs = zip(self.columns.tolist(), self.numerators.tolist(), strict=True)
        return MappingProxyType({column: Fraction(each, self.denominator) for column, each in pairs})

    def __add__(self, other: "Form") -> "Form":
        """Return the sum of two forms; slacks add."""
        return total_form((self, other))

    def times(self, factor: Fraction | int) -> "Form":
        """Return the form multiplied by a number."""
        exact = Fraction(factor)
        size = abs(exact)
        return replace(
            self if exact else Form(),
            numerators=scaled(self.numerators, exact.numerator) if exact else _nothing(),
            denominator=self.denominator * exact.denominator if exact else 1,
            constant=self.constant * exact,
            slack=-int(-(self.slack * size) // 1),
            blur=self.blur * size,
        )

    def scale(self) -> int:
        """Return the least whole number that makes every coefficient and the constant whole."""
        shared = int(np.gcd.reduce(self.numerators)) if self.numerators.size else 0
        return lcm(self.constant.denominator, Fraction(shared, self.denominator).denominator)

    def entries(self, scale: int) -> tuple[Members, IntArray, int]:
        """Return the form times `scale` in whole numbers: columns, coefficients and the constant.

        `scale` must be a multiple of `scale()`.
        """
        exact = Fraction(scale, self.denominator)
        if exact.denominator == 1:
            coefficients = scaled(self.numerators, exact.numerator)
        else:
            coefficients = scaled(self.numerators, exact.numerator) // exact.denominator
        return self.columns, coefficients, int(self.constant * scale)

    def whole(self, scale: int) -> LinearForm:
        """Return the form times `scale` as a whole form; see `entries`."""
        columns, coefficients, constant = self.entries(scale)
        return LinearForm(tuple(columns.tolist()), tuple(coefficients.tolist()), constant)

    def value(self, values: Mapping[int, int] | Members | Sequence[int]) -> Fraction:
        """Return the exact value at whole column values."""
        pairs = zip(self.columns.tolist(), self.numerators.tolist(), strict=True)
        total = sum(numerator * int(values[column]) for column, numerator in pairs)
        return Fraction(total, self.denominator) + self.constant


def total_form(forms: Iterable[Form]) -> Form:
    """Return the sum of many forms."""
    parts = tuple(forms)
    common = lcm(1, *(each.denominator for each in parts))
    columns, numerators = added_up(
        [each.columns for each in parts],
        [scaled(each.numerators, common // each.denominator) for each in parts],
    )
    return Form(
        columns,
        numerators,
        common,
        sum((each.constant for each in parts), Fraction(0)),
        sum(each.slack for each in parts),
        sum((each.blur for each in parts), Fraction(0)),
    )


def added_up(columns: Sequence[Members], numbers: Sequence[IntArray]) -> tuple[Members, IntArray]:
    """Return the columns in order, each once, with its numbers added up; sums of nothing are left out."""
    if sum(part.size > 0 for part in columns) == 1:
        (single,) = (at for at, part in enumerate(columns) if part.size)
        every, weights = columns[single], numbers[single]
        if (np.diff(every) > 0).all() and (weights != 0).all():
            return every, weights
    every = np.concatenate([_nothing(), *columns])
    distinct, position = np.unique(every, return_inverse=True)
    sums = added_by(position, np.concatenate([_nothing(), *numbers]), distinct.size)
    kept = sums != 0
    return distinct[kept], sums[kept]


def added_by(owners: Owners, numbers: IntArray, count: int) -> IntArray:
    """Return the sum of the numbers of each owner, exact; 0 where one has none.

    >>> added_by(np.array([2, 0, 2]), np.array([5, 1, 7]), 3).tolist()
    [1, 0, 12]
    """
    summable = summable_whole(numbers)
    sums = np.zeros(count, dtype=summable.dtype)
    np.add.at(sums, owners, summable)
    return sums


def summable_whole(numbers: IntArray) -> IntArray:
    """Return whole numbers in a type that holds the sum of all of them."""
    small = largest(numbers) * max(1, len(numbers)) < SAFE_SUM
    return numbers.astype(np.int64 if small else object, copy=False)


def scaled(numbers: IntArray, factor: int) -> IntArray:
    """Return whole numbers times a factor, exact: in Python ints where they may not fit otherwise."""
    if factor == 1:
        return numbers
    if max(1, largest(numbers)) * abs(factor) < SAFE_SUM:
        return numbers.astype(np.int64) * factor
    return numbers.astype(object) * factor


@dataclass(frozen=True, slots=True)
class Column:
    """A column a pot needs, under a name of its own; its number is its place in `Terms.columns`."""

    name: str
    lower: int
    upper: int
    kind: Kind


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns of a pot as one block: names, whole bounds, and which of them are choices.

    >>> block = Columns.of([Column("pot", 0, 900, Kind.AMOUNT)]) + Columns.choices(("all",))
    >>> len(block), block[1].name, [each.upper for each in block]
    (2, 'all', [900, 1])
    """

    names: tuple[str, ...] = ()
    lower: IntArray = field(default_factory=_nothing)
    upper: IntArray = field(default_factory=_nothing)
    choice: Mask = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))

    @classmethod
    def of(cls, columns: Iterable[Column]) -> "Columns":
        """Return single columns as a block."""
        each = tuple(columns)
        return cls(
            tuple(column.name for column in each),
            whole_array([column.lower for column in each]),
            whole_array([column.upper for column in each]),
            np.array([column.kind is Kind.CHOICE for column in each], dtype=np.bool_),
        )

    @classmethod
    def choices(cls, names: tuple[str, ...]) -> "Columns":
        """Return one 0/1 column a name."""
        count = len(names)
        bounds = np.zeros(count, dtype=np.int64), np.ones(count, dtype=np.int64)
        return cls(names, *bounds, np.ones(count, dtype=np.bool_))

    @classmethod
    def amounts(cls, names: tuple[str, ...], upper: IntArray) -> "Columns":
        """Return one amount from nothing to its upper bound a name."""
        return cls(names, np.zeros_like(upper), upper, np.zeros(len(names), dtype=np.bool_))

    def __len__(self) -> int:
        """Return how many columns there are."""
        return len(self.names)

    @overload
    def __getitem__(self, at: int) -> Column: ...
    @overload
    def __getitem__(self, at: slice) -> "Columns": ...
    def __getitem__(self, at: int | slice) -> "Column | Columns":
        """Return one column, or the block of some."""
        if isinstance(at, slice):
            return Columns(self.names[at], self.lower[at], self.upper[at], self.choice[at])
        kind = Kind.CHOICE if self.choice[at] else Kind.AMOUNT
        return Column(self.names[at], int(self.lower[at]), int(self.upper[at]), kind)

    def __iter__(self) -> Iterator[Column]:
        """Yield the columns one by one."""
        return (self[at] for at in range(len(self)))

    def __add__(self, other: "Columns") -> "Columns":
        """Return the columns of both, these first."""
        return Columns(
            self.names + other.names,
            np.concatenate([self.lower, other.lower]),
            np.concatenate([self.upper, other.upper]),
            np.concatenate([self.choice, other.choice]),
        )

    def renamed(self, prefix: str) -> "Columns":
        """Return the columns with a prefix to each name."""
        return replace(self, names=tuple(prefix + name for name in self.names))


@dataclass(frozen=True, slots=True)
class Link:
    """A row a pot needs to tie its columns together."""

    name: str
    form: LinearForm
    lower: int | None
    upper: int | None


@dataclass(frozen=True, slots=True, eq=False)
class LinkBlock:
    """Many such rows as arrays: row `k` has the terms `starts[k]` to `starts[k + 1]`, its columns in order.

    >>> pair = np.array([[3, 5]])
    >>> [link.form.columns for link in LinkBlock.rows(("a",), pair, pair, (0,), (None,))]
    [(3, 5)]
    """

    names: tuple[str, ...] = ()
    starts: Members = field(default_factory=lambda: np.zeros(1, dtype=np.int64))
    columns: Members = field(default_factory=_nothing)
    coefficients: IntArray = field(default_factory=_nothing)
    lower: tuple[int | None, ...] = ()
    upper: tuple[int | None, ...] = ()

    @classmethod
    def rows(
        cls,
        names: tuple[str, ...],
        columns: Members,
        coefficients: IntArray,
        lower: tuple[int | None, ...],
        upper: tuple[int | None, ...],
    ) -> "LinkBlock":
        """Return rows from a table of columns and one of coefficients; a negative column is none."""
        there = columns >= 0
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(there.sum(axis=1))])
        return cls(names, starts, columns[there], coefficients[there], lower, upper)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.names)

    def __iter__(self) -> Iterator[Link]:
        """Yield the rows one by one."""
        for at, name in enumerate(self.names):
            own = slice(int(self.starts[at]), int(self.starts[at + 1]))
            form = LinearForm(tuple(self.columns[own].tolist()), tuple(self.coefficients[own].tolist()))
            yield Link(name, form, self.lower[at], self.upper[at])

    def joined(self, other: "LinkBlock") -> "LinkBlock":
        """Return the rows of both, these first."""
        return LinkBlock(
            self.names + other.names,
            np.concatenate([self.starts, self.starts[-1] + other.starts[1:]]),
            np.concatenate([self.columns, other.columns]),
            np.concatenate([self.coefficients, other.coefficients]),
            self.lower + other.lower,
            self.upper + other.upper,
        )

    def moved(self, by: int) -> "LinkBlock":
        """Return the rows with every column number moved up."""
        return replace(self, columns=self.columns + by)


@dataclass(frozen=True, slots=True, eq=False)
class AwardTerm:
    """What some columns pay: member `members[k]` gets column `columns[k]` × `weights[k]` / `over`.

    Terms with one `turn` fill one after the other over the same rows, or fewer: only where the filling stands
    are whole units rounded, so together they stray as the widest of them. It is the number of a column of
    theirs, so that it moves with them. A term with `over` above one is of a single column.
    """

    columns: Members
    members: Members
    weights: Weights
    over: int = 1
    turn: int | None = None

    @classmethod
    def single(
        cls, column: int, members: Members, weights: Weights, over: int = 1, turn: int | None = None
    ) -> "AwardTerm":
        """Return what one column pays all the members."""
        return cls(np.full(members.size, column, dtype=np.int64), members, weights, over, turn)


@dataclass(frozen=True, slots=True, eq=False)
class CountTerm:
    """Whose awards count: that of `members[k]` once the 0/1 column `columns[k]` is 1."""

    columns: Members
    members: Members

    @classmethod
    def single(cls, column: int, members: Members) -> "CountTerm":
        """Return what one column says of all the members."""
        return cls(np.full(members.size, column, dtype=np.int64), members)


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Everything a plan may know of one pot: its columns, links, and what they pay and count.

    `base` is paid and `base_counted` counts whatever the plan; both have one row a member. `first` is the
    joint number of the first column. Columns are tied by `links`, and by the many of `tied`.
    """

    base: Weights
    base_counted: Mask
    columns: Columns = field(default_factory=Columns)
    links: tuple[Link, ...] = ()
    awards: tuple[AwardTerm, ...] = ()
    counts: tuple[CountTerm, ...] = ()
    first: int = 0
    tied: LinkBlock = field(default_factory=LinkBlock)

    def shifted(self, by: int) -> "Terms":
        """Return the terms with every column number moved up, as they stand in a joint problem."""
        links = tuple(Link(each.name, _moved(each.form, by), each.lower, each.upper) for each in self.links)
        awards = tuple(_moved_term(t, by) for t in self.awards)
        counts = tuple(CountTerm(t.columns + by, t.members) for t in self.counts)
        tied = self.tied.moved(by)
        return Terms(self.base, self.base_counted, self.columns, links, awards, counts, self.first + by, tied)

    def award(self, mask: Mask) -> Form:
        """Return what the chosen members get together."""
        parts = [_award_form(term, mask[term.members]) for term in self.awards]
        (stray,) = strayed(self.awards, np.where(mask, 0, OUTSIDE), 1).tolist()
        settled = Form(constant=Fraction(_exact_sum(self.base[mask])), slack=stray)
        return total_form([*parts, settled])

    def count(self, mask: Mask) -> Form:
        """Return how many of the chosen members' awards count."""
        return self.weighed(mask.astype(np.int64))

    def weighed(self, weights: IntArray, denominator: int = 1) -> Form:
        """Return the sum of the members' weights over a denominator, each taken once its award counts."""
        columns, numerators = added_up(
            [t.columns for t in self.counts], [weights[t.members] for t in self.counts]
        )
        base = Fraction(_exact_sum(weights[self.base_counted]), denominator)
        return Form(columns, numerators, denominator, base)

    def paid(self, worth: Exact, claims: Weights) -> Form:
        """Return Σ worth × award / claim over the members with a claim; every member of a term has one.

        Coefficients that have no common denominator of a decent length are rounded down to a FINEST part of
        a unit, and the form says in `blur` what that may come to.
        """
        parts = [
            _worth_form(term, worth.take(term.members), claims[term.members], self) for term in self.awards
        ]
        return total_form([*parts, Form(constant=_worth_sum(worth, self.base, claims))])

    def most(self, columns: Members) -> IntArray:
        """Return the upper bounds of some columns, given by their joint numbers."""
        return self.columns.upper[columns - self.first]

    def paid_out(self, values: Sequence[int]) -> Weights:
        """Return each member's award at whole column values, where every term pays whole units."""
        plan = whole_array(values)
        paid = self.base.astype(object)
        for term in self.awards:
            np.add.at(paid, term.members, whole_products(plan[term.columns], term.weights) // term.over)
        return paid.astype(np.int64)


def constant_terms(awards: Weights, counted: Mask) -> Terms:
    """Return the terms of a pot whose awards are settled beforehand."""
    return Terms(awards, counted)


def _moved(form: LinearForm, by: int) -> LinearForm:
    return LinearForm(tuple(column + by for column in form.columns), form.coefficients, form.constant)


def _moved_term(term: AwardTerm, by: int) -> AwardTerm:
    turn = None if term.turn is None else term.turn + by
    return replace(term, columns=term.columns + by, turn=turn)


def _exact_sum(weights: IntArray) -> int:
    return sum(weights.tolist())


def _award_form(term: AwardTerm, chosen: Mask) -> Form:
    columns, numerators = added_up([term.columns[chosen]], [term.weights[chosen]])
    # all the members of a pro-rata pot get all of it: the pot's claims must not stay as a denominator
    shared = gcd(term.over, *numerators.tolist()) if term.over > 1 else 1
    return Form(columns, numerators // shared, term.over // shared)


def strayed(terms: tuple[AwardTerm, ...], groups: Owners, count: int) -> IntArray:
    """Return by how much the whole units of each group of members may stray from what the terms say.

    Of terms that are paid in turn only one is in part, so only the widest of them can stray.
    """
    alone, in_turn = np.zeros(count, dtype=np.int64), dict[int, IntArray]()
    for term in terms:
        stray = _stray(term, groups, count)
        if term.turn is None:
            alone = alone + stray
        else:
            in_turn[term.turn] = np.maximum(in_turn.get(term.turn, np.zeros_like(alone)), stray)
    return alone + sum(in_turn.values(), np.zeros_like(alone))


def _stray(term: AwardTerm, groups: Owners, count: int) -> IntArray:
    owners = groups[term.members]
    if term.over == 1:
        return np.zeros(count, dtype=np.int64)
    members = np.bincount(owners[owners != OUTSIDE], minlength=count)
    # a group that holds all the members is paid the pot itself, to the unit
    return np.where(members == term.members.size, 0, members)


def _worth_form(term: AwardTerm, worth: Exact, claims: Weights, terms: Terms) -> Form:
    """Return what a term is worth, its members' worth and claims given in their order."""
    if np.array_equal(term.weights, claims):
        whole = worth * Fraction(1, term.over)
        if isinstance(whole.denominator, int):
            columns, numerators = added_up([term.columns], [whole_array(whole.numerator.tolist())])
            return Form(columns, numerators, whole.denominator)
    rates = worth * Exact.of(term.weights) / (Exact.of(claims) * term.over)
    return _rate_form(term.columns, rates, terms)


def _rate_form(columns: Members, rates: Exact, terms: Terms) -> Form:
    denominators = rates.denominator
    divisors = (denominators,) if isinstance(denominators, int) else tuple(denominators.tolist())
    common = lcm_within(divisors, FINEST_BITS)
    if common is None:
        numerators = (rates * FINEST).rounded("down").numerator
        distinct, sums = added_up([columns], [numerators])
        lost = sum(terms.most(columns).tolist())
        return Form(distinct, sums, FINEST, blur=Fraction(lost, FINEST))
    distinct, sums = added_up([columns], [(rates * common).rounded("down").numerator])
    return Form(distinct, sums, common)


def lcm_within(numbers: Iterable[int], bits: int) -> int | None:
    """Return the least common multiple, or None once it is longer than so many bits.

    >>> lcm_within([4, 6], 10), lcm_within([2**9, 3**9], 10)
    (12, None)
    """
    common = 1
    for number in numbers:
        common = lcm(common, number)
        if common.bit_length() > bits:
            return None
    return common


def _worth_sum(worth: Exact, base: Weights, claims: Weights) -> Fraction:
    paid = np.flatnonzero((base != 0) & (claims != 0))
    rows = zip(worth.take(paid).fractions(), base[paid].tolist(), claims[paid].tolist(), strict=True)
    return sum((each * Fraction(award, claim) for each, award, claim in rows), Fraction(0))
