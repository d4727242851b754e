"""Many linear forms at once: what each group of a pot's members gets, for a limit that is repeated by group.

A limit kept for every district, or for every one of a hundred thousand applicants, is as many forms; here
they are a few arrays, and no Python loop runs over the members.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import gcd, lcm

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.problem import SAFE_SUM, IntArray, frozen, largest, whole_array, whole_products
from simulator.optimise.terms import (
    OUTSIDE,
    AwardTerm,
    Form,
    Members,
    Owners,
    Terms,
    added_by,
    scaled,
    strayed,
    summable_whole,
)


def _no_rows() -> NDArray[np.int64]:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Exact linear forms over the plan's columns, one a group.

    Form `g` is Σ column × numerator over the entries `starts[g]` to `starts[g + 1]`, plus `constants[g]`, all
    over one `denominator`; `slack[g]` is by how many units the truth may stray from it, `blur[g]` what the
    rounding of coefficients may have lost.
    """

    starts: Members = field(default_factory=lambda: np.zeros(1, dtype=np.int64))
    columns: Members = field(default_factory=_no_rows)
    numerators: IntArray = field(default_factory=_no_rows)
    denominator: int = 1
    constants: IntArray = field(default_factory=_no_rows)
    slack: IntArray = field(default_factory=_no_rows)
    blur: tuple[Fraction, ...] = ()

    def __len__(self) -> int:
        """Return how many forms there are."""
        return len(self.starts) - 1

    @property
    def owners(self) -> Owners:
        """Return the number of the form that each entry belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def form(self, at: int) -> Form:
        """Return one of the forms."""
        own = slice(int(self.starts[at]), int(self.starts[at + 1]))
        constant = Fraction(int(self.constants[at]), self.denominator)
        blur = self.blur[at] if self.blur else Fraction(0)
        return Form(
            self.columns[own], self.numerators[own], self.denominator, constant, int(self.slack[at]), blur
        )

    def take(self, chosen: NDArray[np.bool_] | Members) -> "Spread":
        """Return the forms that are chosen, by flags or by their numbers in the order wanted."""
        at = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen
        sizes = np.diff(self.starts)[at]
        starts = _starts(sizes)
        entries = np.repeat(self.starts[at] - starts[:-1], sizes) + np.arange(int(starts[-1]))
        return Spread(
            starts,
            self.columns[entries],
            self.numerators[entries],
            self.denominator,
            self.constants[at],
            self.slack[at],
            tuple(self.blur[each] for each in at.tolist()) if self.blur else (),
        )

    def times(self, factor: Fraction | int) -> "Spread":
        """Return every form multiplied by one number."""
        exact = Fraction(factor)
        if not exact:
            return nothing_spread(len(self))
        size = abs(exact)
        return replace(
            self,
            numerators=scaled(self.numerators, exact.numerator),
            denominator=self.denominator * exact.denominator,
            constants=scaled(self.constants, exact.numerator),
            slack=_divided_up(scaled(self.slack, size.numerator), size.denominator),
            blur=tuple(each * size for each in self.blur),
        )

    def __add__(self, other: "Spread") -> "Spread":
        """Return the sums, form by form; raises ValueError when there are not as many of both."""
        return total_spread((self, other), len(self))

    def reach(self, lower: IntArray, upper: IntArray) -> tuple[IntArray, IntArray]:
        """Return the least and the most of each form between bounds of all columns, times `denominator`."""
        ends = [whole_products(self.numerators, bound[self.columns]) for bound in (lower, upper)]
        owners, count = self.owners, len(self)
        least = added_by(owners, np.minimum(*ends), count) + self.constants
        return least, added_by(owners, np.maximum(*ends), count) + self.constants


def nothing_spread(count: int) -> Spread:
    """Return so many forms that are zero."""
    zeros = np.zeros(count, dtype=np.int64)
    return Spread(np.zeros(count + 1, dtype=np.int64), constants=zeros, slack=zeros)


def columns_spread(columns: Members, factor: int = 1) -> Spread:
    """Return one form a column: the column itself, times a whole number."""
    zeros = np.zeros(len(columns), dtype=np.int64)
    numbers = np.full(len(columns), factor, dtype=np.int64)
    return Spread(np.arange(len(columns) + 1), columns, numbers, 1, zeros, zeros)


def end_to_end(parts: Sequence[Spread]) -> Spread:
    """Return the forms of several spreads, one after the other."""
    common = lcm(1, *(each.denominator for each in parts))
    blurred = any(each.blur for each in parts)
    blur = tuple(own for each in parts for own in each.blur or (Fraction(0),) * len(each))
    return Spread(
        _starts(np.concatenate([_no_rows(), *(np.diff(each.starts) for each in parts)])),
        np.concatenate([_no_rows(), *(each.columns for each in parts)]),
        _joined([scaled(each.numerators, common // each.denominator) for each in parts]),
        common,
        _joined([scaled(each.constants, common // each.denominator) for each in parts]),
        _joined([each.slack for each in parts]),
        blur if blurred else (),
    )


def constant_spread(values: IntArray, denominator: int = 1) -> Spread:
    """Return forms without columns."""
    return replace(nothing_spread(len(values)), denominator=denominator, constants=values)


def spread_of(  # noqa: PLR0913, PLR0917 - the entries, what they are over, and what belongs to each form
    owners: Owners,
    columns: Members,
    numbers: IntArray,
    count: int,
    denominator: int = 1,
    constants: IntArray | None = None,
    slack: IntArray | None = None,
) -> Spread:
    """Return `count` forms from loose entries: those of one form and column are added up, zeros left out."""
    none = np.zeros(count, dtype=np.int64)
    order = np.lexsort((columns, owners))
    owners, columns, numbers = owners[order], columns[order], numbers[order]
    first = np.ones(len(owners), dtype=np.bool_)
    first[1:] = (np.diff(owners) != 0) | (np.diff(columns) != 0)
    if not first.all():
        begins = np.flatnonzero(first)
        # sums of int64 wrap without a word: where they could, they are taken in Python ints
        numbers = np.add.reduceat(summable_whole(numbers), begins)
        owners, columns = owners[begins], columns[begins]
    kept = numbers != 0
    return Spread(
        _starts(np.bincount(owners[kept], minlength=count)),
        frozen(columns[kept]),
        frozen(numbers[kept]),
        denominator,
        none if constants is None else constants,
        none if slack is None else slack,
    )


def spread_of_forms(forms: Sequence[Form]) -> Spread:
    """Return forms that were made one by one as a spread."""
    common = lcm(1, *(lcm(each.denominator, each.constant.denominator) for each in forms))
    numbers = [scaled(each.numerators, common // each.denominator) for each in forms]
    return Spread(
        _starts([each.columns.size for each in forms]),
        np.concatenate([_no_rows(), *(each.columns for each in forms)]),
        _joined(numbers),
        common,
        whole_array([int(each.constant * common) for each in forms]),
        whole_array([each.slack for each in forms]),
        tuple(each.blur for each in forms),
    )


def total_spread(parts: Iterable[Spread], count: int) -> Spread:
    """Return the sums of spreads of `count` forms each, form by form; raises ValueError for other lengths."""
    every = tuple(parts)
    if any(len(each) != count for each in every):
        raise ValueError("spreads of different lengths cannot be added")
    if len(every) == 1:
        return every[0]
    # over one denominator the parts add up in whole numbers, with nothing rounded
    common = lcm(1, *(each.denominator for each in every))
    found = spread_of(
        np.concatenate([_no_rows(), *(each.owners for each in every)]),
        np.concatenate([_no_rows(), *(each.columns for each in every)]),
        _joined([scaled(each.numerators, common // each.denominator) for each in every]),
        count,
        common,
        _summed([scaled(each.constants, common // each.denominator) for each in every], count),
        _summed([each.slack for each in every], count),
    )
    blurred = [each.blur for each in every if each.blur]
    blur = tuple(sum(own, Fraction(0)) for own in zip(*blurred, strict=True)) if blurred else ()
    return replace(found, blur=blur)


# ── what a pot's members get, by group ─────────────────────────────────────────────────────────────


def award_spread(terms: Terms, groups: Owners, count: int) -> Spread:
    """Return what the members of each group get together; `groups` has one number a member, or OUTSIDE."""
    inside = groups != OUTSIDE
    settled = constant_spread(added_by(groups[inside], terms.base[inside], count))
    uneven = replace(settled, slack=strayed(terms.awards, groups, count))
    return total_spread([*(_paid_by(term, groups, count) for term in terms.awards), uneven], count)


def weighed_spread(terms: Terms, weights: IntArray, denominator: int, groups: Owners, count: int) -> Spread:
    """Return the sum of each group's weights over a denominator, each taken once its award counts."""
    own = [groups[term.members] for term in terms.counts]
    inside = terms.base_counted & (groups != OUTSIDE)
    return spread_of(
        np.concatenate([_no_rows(), *(each[each != OUTSIDE] for each in own)]),
        np.concatenate(
            [_no_rows(), *(t.columns[each != OUTSIDE] for t, each in zip(terms.counts, own, strict=True))]
        ),
        _joined([weights[t.members[each != OUTSIDE]] for t, each in zip(terms.counts, own, strict=True)]),
        count,
        denominator,
        added_by(groups[inside], weights[inside], count),
    )


def _paid_by(term: AwardTerm, groups: Owners, count: int) -> Spread:
    """Return what one term pays each group, in lowest terms: a pot's claims do not stay as a denominator."""
    owners = groups[term.members]
    inside = owners != OUTSIDE
    found = spread_of(owners[inside], term.columns[inside], term.weights[inside], count, term.over)
    shared = gcd(term.over, *([int(np.gcd.reduce(found.numerators))] if found.numerators.size else []))
    return replace(found, numerators=found.numerators // shared, denominator=term.over // shared)


def _starts(sizes: Sequence[int] | NDArray[np.int64]) -> Members:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes, dtype=np.int64)])


def _divided_up(numbers: IntArray, divisor: int) -> IntArray:
    """Return the quotients rounded up."""
    if divisor == 1:
        return numbers
    return whole_array((-(-numbers.astype(object) // divisor)).tolist())


def _joined(parts: Sequence[IntArray]) -> IntArray:
    kind = object if any(part.dtype == object for part in parts) else np.int64
    return np.concatenate([np.zeros(0, dtype=kind), *(part.astype(kind) for part in parts)])


def _summed(parts: Sequence[IntArray], count: int) -> IntArray:
    bound = sum(largest(part) for part in parts)
    kind = np.int64 if bound < SAFE_SUM else object
    return sum((part.astype(kind) for part in parts), np.zeros(count, dtype=kind))
