"""A limit: bounds on a measure, or on the ratio of two, in two voices that must agree.

A ratio is never divided: top / bottom ≥ p/q is q·top − p·bottom ≥ 0 in whole numbers. `rows()` implies
`check()`: where a limit cuts across a pro-rata pot it is tightened by one fen a member.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from simulator.constraints.measures import MEASURES
from simulator.model.kinds import Quantity
from simulator.model.limits import Constraint
from simulator.money import down, up
from simulator.optimise.terms import Form
from simulator.problems import FindingError


@dataclass(frozen=True, slots=True)
class Side:
    """One inclusive or strict bound: `lower` says which side, `bound` is in the limit's own kind."""

    lower: bool
    strict: bool
    bound: Fraction


@dataclass(frozen=True, slots=True)
class RowSpec:
    """One side of a limit for the solver: lower ≤ scale × form ≤ upper; `scale` makes the form whole.

    `weight` is what one unit of the top measure adds to the form (a ratio is multiplied out).
    """

    form: Form
    scale: int
    lower: int | None
    upper: int | None
    weight: int = 1


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
    if constraint.bottom is not None:
        return "ratio"
    unit = MEASURES[constraint.top.word].unit
    return _FIGURE_KINDS.get(_first_bound(constraint).kind, "count") if unit == "figure" else unit


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
    """Return one row a side; raises FindingError R620 for an equality across a pro-rata pot."""
    return tuple(_row(side, top, bottom) for side in _agreeing(sides_of(constraint), top, bottom))


def check(constraint: Constraint, top: Fraction, bottom: Fraction | None) -> tuple[Check, ...]:
    """Return each side judged exactly against a plan that is made."""
    return tuple(_check(side, top, bottom) for side in sides_of(constraint))


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


def _agreeing(sides: tuple[Side, ...], top: Form, bottom: Form | None) -> tuple[Side, ...]:
    strays = top.slack or (bottom is not None and bottom.slack)
    if strays and len(sides) == 2 and sides[0].bound == sides[1].bound:
        raise FindingError("R620")
    return sides


def _difference(side: Side, top: Form, bottom: Form | None) -> tuple[Form, Fraction]:
    """Return the form to hold against a bound: top itself, or top − ratio × bottom against zero."""
    if bottom is None:
        return top, side.bound
    ratio = side.bound
    return top.times(ratio.denominator) + bottom.times(-ratio.numerator), Fraction(0)


def _row(side: Side, top: Form, bottom: Form | None) -> RowSpec:
    form, bound = _difference(side, top, bottom)
    weight = 1 if bottom is None else side.bound.denominator
    scale = form.scale()
    # the form moves in steps of 1/scale: just inside a strict bound is one such step further in
    if side.lower:
        edge = (bound + form.slack) * scale
        return RowSpec(form, scale, down(edge) + 1 if side.strict else up(edge), None, weight)
    edge = (bound - form.slack) * scale
    return RowSpec(form, scale, None, up(edge) - 1 if side.strict else down(edge), weight)


def _check(side: Side, top: Fraction, bottom: Fraction | None) -> Check:
    limit = side.bound * (1 if bottom is None else bottom)
    slack = top - limit if side.lower else limit - top
    value = top if bottom is None else (top / bottom if bottom else None)
    return Check(side, value, slack, slack > 0 if side.strict else slack >= 0)
