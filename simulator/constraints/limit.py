"""A limit: bounds on a measure, or on the ratio of two, in two voices that must agree.

A ratio is never divided: top / bottom ≥ p/q is q·top − p·bottom ≥ 0 in whole numbers. `blocks()` implies
`check()`: where a limit cuts across a pro-rata pot it is tightened by one fen a member. A limit repeated by
group is one block of arrays a side, a row a group.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from simulator.constraints.measures import MEASURES
from simulator.model.kinds import Quantity
from simulator.model.limits import Constraint
from simulator.optimise.problem import IntArray, whole_array
from simulator.optimise.spread import Spread, spread_of_forms, total_spread
from simulator.optimise.terms import Form, Members
from simulator.problems import FindingError


@dataclass(frozen=True, slots=True)
class Side:
    """One inclusive or strict bound: `lower` says which side, `bound` is in the limit's own kind."""

    lower: bool
    strict: bool
    bound: Fraction


@dataclass(frozen=True, slots=True)
class RowSpec:
    """One row of a limit for the solver: lower ≤ form ≤ upper, in whole numbers.

    `weight` is what one unit of the top measure adds to the form.
    """

    form: Form
    lower: int | None
    upper: int | None
    weight: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class RowBlock:
    """One side of a limit, a row a group: whole coefficients without constants, and bounds in Python ints.

    `lower` says which side `bounds` are on; `weights` is what one unit of the top measure adds to each row.
    """

    spread: Spread
    lower: bool
    bounds: IntArray
    weights: IntArray

    def row(self, at: int) -> RowSpec:
        """Return one row by itself."""
        bound = int(self.bounds[at])
        low, high = (bound, None) if self.lower else (None, bound)
        return RowSpec(self.spread.form(at), low, high, int(self.weights[at]))

    def take(self, chosen: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> "RowBlock":
        """Return the rows that are chosen."""
        return RowBlock(self.spread.take(chosen), self.lower, self.bounds[chosen], self.weights[chosen])


@dataclass(frozen=True, slots=True, eq=False)
class Switches:
    """For a limit that may come to nothing: the 0/1 column of each group, and the most its top can be."""

    columns: Members
    most: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One side of a limit against a plan that is made: the value reached, the bound, and the room left.

    `slack` is in the top measure's own unit (fen, or a number): how much less (or more) the top could be.
    """

    side: Side
    value: Fraction | None
    slack: Fraction
    met: bool


def kind_of(constraint: Constraint) -> str:
    """Return what its bounds are in: money, count or ratio."""
    if constraint.equal is not None:
        return "money"
    if constraint.bottom is not None:
        return "ratio"
    unit = MEASURES[constraint.top.word].unit
    if unit == "figure":
        return _FIGURE_KINDS.get(_first_bound(constraint).kind, "count")
    return "money" if unit == "money" else "count"


def unit_of(constraint: Constraint) -> str:
    """Return what its top measure is in: money, or count for any number."""
    if constraint.bottom is None:
        return "money" if kind_of(constraint) == "money" else "count"
    units = (MEASURES[constraint.top.word].unit, MEASURES[constraint.bottom.word].unit)
    return "money" if "money" in units else "count"


def is_multiple(constraint: Constraint) -> bool:
    """Return whether its bound is written as a multiple, as in 20x."""
    return bool(constraint.bounds_given()) and _first_bound(constraint).kind == "multiple"


def _first_bound(constraint: Constraint) -> Quantity:
    # a figure is of whatever kind the officer holds it against
    written: list[Quantity | tuple[Quantity, ...]]
    written = [getattr(constraint, name) for name in constraint.bounds_given()]
    return written[0][0] if isinstance(written[0], tuple) else written[0]


_FIGURE_KINDS: Mapping[str, str] = MappingProxyType({"money": "money", "share": "ratio", "multiple": "ratio"})


def sides_of(constraint: Constraint) -> tuple[Side, ...]:
    """Return its bounds as sides; raises FindingError when a bound is of the wrong kind."""
    return tuple(side for name in constraint.bounds_given() for side in _SIDES[name](constraint))


def rows(constraint: Constraint, top: Form, bottom: Form | None) -> tuple[RowSpec, ...]:
    """Return the rows of a limit on the whole; raises FindingError as `blocks` does."""
    below = None if bottom is None else spread_of_forms((bottom,))
    return tuple(block.row(0) for block in blocks(constraint, spread_of_forms((top,)), below))


def blocks(
    constraint: Constraint, top: Spread, bottom: Spread | None, switches: Switches | None = None
) -> tuple[RowBlock, ...]:
    """Return one block a side, each with a row a group; `switches` are for a limit that says `or_nothing`.

    Raises FindingError R620 for an equality across a pro-rata pot.
    """
    sides = _agreeing(sides_of(constraint), top, bottom)
    found = tuple(_block(side, top, bottom) for side in sides)
    return found if switches is None else _switched(found, top, switches)


def check(constraint: Constraint, top: Fraction, bottom: Fraction | None) -> tuple[Check, ...]:
    """Return each side judged exactly against a plan that is made."""
    return judged(sides_of(constraint), top, bottom, or_nothing=constraint.or_nothing)


def judged(
    sides: tuple[Side, ...], top: Fraction, bottom: Fraction | None, *, or_nothing: bool = False
) -> tuple[Check, ...]:
    """Return each side judged; with `or_nothing` a top of nothing meets them all."""
    found = tuple(_check(side, top, bottom) for side in sides)
    if not or_nothing:
        return found
    if top == 0:
        return tuple(replace(each, slack=Fraction(0), met=True) for each in found)
    # what is short of the least may as well come down to nothing
    return tuple(
        replace(each, slack=max(each.slack, -abs(top))) if each.side.lower and not each.met else each
        for each in found
    )


def relation_of(side: Side) -> str:
    """Return the side's sign: ≥, >, ≤ or <."""
    return _SIGNS[side.lower, side.strict]


_SIGNS: Mapping[tuple[bool, bool], str] = MappingProxyType(
    {(True, False): "≥", (True, True): ">", (False, False): "≤", (False, True): "<"}
)


def _bound(constraint: Constraint, quantity: Quantity | None) -> Fraction:
    if quantity is None:
        raise TypeError("a bound that is not written has no value")
    readers = {"money": quantity.as_money, "count": quantity.as_count, "ratio": quantity.as_ratio}
    return readers[kind_of(constraint)]()


def _about(constraint: Constraint) -> tuple[Side, ...]:
    middle, within = _bound(constraint, constraint.about), _within(constraint)
    return (Side(True, False, middle - within), Side(False, False, middle + within))


def _within(constraint: Constraint) -> Fraction:
    within = constraint.within
    if within is not None and within.kind == "points" and kind_of(constraint) == "ratio":
        return within.value
    return _bound(constraint, within)


def _between(constraint: Constraint) -> tuple[Side, ...]:
    low, high = constraint.between
    return (Side(True, False, _bound(constraint, low)), Side(False, False, _bound(constraint, high)))


def _equal(constraint: Constraint) -> tuple[Side, ...]:
    bound = _bound(constraint, constraint.is_)
    return (Side(True, False, bound), Side(False, False, bound))


_SIDES = MappingProxyType(
    {
        "at_least": lambda c: (Side(True, False, _bound(c, c.at_least)),),
        "at_most": lambda c: (Side(False, False, _bound(c, c.at_most)),),
        "more_than": lambda c: (Side(True, True, _bound(c, c.more_than)),),
        "less_than": lambda c: (Side(False, True, _bound(c, c.less_than)),),
        "is_": _equal,
        "between": _between,
        "about": _about,
    }
)


def _agreeing(sides: tuple[Side, ...], top: Spread, bottom: Spread | None) -> tuple[Side, ...]:
    strays = top.slack.any() or (bottom is not None and bottom.slack.any())
    if strays and len(sides) == 2 and sides[0].bound == sides[1].bound:
        raise FindingError("R620")
    return sides


def _difference(side: Side, top: Spread, bottom: Spread | None) -> tuple[Spread, Fraction]:
    """Return the forms to hold against a bound: top itself, or top − ratio × bottom against zero."""
    if bottom is None:
        return top, side.bound
    ratio = side.bound
    both = (top.times(ratio.denominator), bottom.times(-ratio.numerator))
    return total_spread(both, len(top)), Fraction(0)


def _block(side: Side, top: Spread, bottom: Spread | None) -> RowBlock:
    spread, bound = _difference(side, top, bottom)
    weight = 1 if bottom is None else side.bound.denominator
    shared = _shared_factors(spread)
    scales = spread.denominator // shared
    constants = spread.constants.astype(object) // shared
    edges = _edges(side, spread, bound, scales) - constants
    numerators = spread.numerators // shared[spread.owners] if len(spread.numerators) else spread.numerators
    whole = replace(
        spread,
        numerators=whole_array(numerators.tolist()) if numerators.dtype == object else numerators,
        denominator=1,
        constants=np.zeros(len(spread), dtype=np.int64),
        blur=(),
    )
    return RowBlock(whole, side.lower, edges, scales * weight)


def _shared_factors(spread: Spread) -> IntArray:
    """Return what each form's numerators, its constant and the denominator have in common, in Python ints."""
    found: IntArray = np.gcd(spread.constants.astype(object), spread.denominator)
    filled = np.flatnonzero(np.diff(spread.starts))
    if filled.size:
        own = np.gcd.reduceat(spread.numerators, spread.starts[filled])
        found[filled] = np.gcd(found[filled], own.astype(object))
    return found


def _edges(side: Side, spread: Spread, bound: Fraction, scales: IntArray) -> IntArray:
    """Return the bound of each row with its constant; a strict one is a step of the form further in."""
    blur = spread.blur or (Fraction(0),) * len(spread)
    if any(blur):
        strays = [Fraction(int(slack)) + own for slack, own in zip(spread.slack, blur, strict=True)]
        edges = [_edge(side, bound, stray, scale) for stray, scale in zip(strays, scales, strict=True)]
        return np.array(edges, dtype=object)
    towards = 1 if side.lower else -1
    exact = (bound.numerator + towards * spread.slack.astype(object) * bound.denominator) * scales
    return _inside(side, exact, bound.denominator)


def _edge(side: Side, bound: Fraction, stray: Fraction, scale: int) -> int:
    exact = (bound + stray if side.lower else bound - stray) * scale
    return int(_inside(side, np.array([exact.numerator], dtype=object), exact.denominator)[0])


def _inside(side: Side, numerators: IntArray, denominator: int) -> IntArray:
    if side.lower:
        return numerators // denominator + 1 if side.strict else -(-numerators // denominator)
    return -(-numerators // denominator) - 1 if side.strict else numerators // denominator


def _switched(found: tuple[RowBlock, ...], top: Spread, switches: Switches) -> tuple[RowBlock, ...]:
    """Return the rows with their bounds multiplied by the switch of each group: off, the top is nothing.

    Where no upper bound is written, the most the top can come to closes the group.
    """
    both = found if any(not each.lower for each in found) else (*found, _closing(top, switches))
    return tuple(_with_switch(each, top, switches.columns) for each in both)


def _closing(top: Spread, switches: Switches) -> RowBlock:
    most = Side(False, False, Fraction(0))
    block = _block(most, replace(top, slack=np.zeros_like(top.slack), blur=()), None)
    scaled = [-(-(each * scale) // 1) for each, scale in zip(switches.most, block.weights, strict=True)]
    return replace(block, bounds=block.bounds + np.array([int(each) for each in scaled], dtype=object))


def _with_switch(block: RowBlock, top: Spread, columns: Members) -> RowBlock:
    # the constant stands on the other side of the bound already: it is no part of what is switched off
    constants = top.constants.astype(object) * block.weights // top.denominator
    switch = Spread(
        np.arange(len(columns) + 1),
        columns,
        whole_array((-(block.bounds + constants)).tolist()),
        1,
        np.zeros(len(columns), dtype=np.int64),
        np.zeros(len(columns), dtype=np.int64),
    )
    joined = total_spread((block.spread, switch), len(columns))
    return replace(block, spread=joined, bounds=-constants)


def _check(side: Side, top: Fraction, bottom: Fraction | None) -> Check:
    limit = side.bound * (1 if bottom is None else bottom)
    slack = top - limit if side.lower else limit - top
    value = top if bottom is None else (top / bottom if bottom else None)
    return Check(side, value, slack, slack > 0 if side.strict else slack >= 0)
