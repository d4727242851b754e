"""Response curves: what a programme's money is worth, as straight pieces that a plan can fill.

Each piece is worth less a fen than the one before it, so a plan that wants points fills them in order by
itself: one amount column a piece and no 0/1 column. That is also why points with a curve are never made
small. A formula is replaced by chords between whole fen; they lie below it, and by how much is proved.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import pairwise
from math import isqrt
from types import MappingProxyType

from simulator.engine.pots import ProgrammePot
from simulator.engine.rows import add_form
from simulator.engine.selection import Plan
from simulator.exact import whole_root
from simulator.model.response import FINEST_WORTH, CurvePoint, Power, Response, Saturates
from simulator.money import Fen
from simulator.optimise import Kind, ProblemBuilder
from simulator.optimise.terms import FINEST, Form, lcm_within

LONGEST = 96
"""Bits of the longest denominator that the pieces of one curve may share; beyond it they are rounded."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A rising concave line through whole fen; `error` is the most by which it is short of its formula."""

    points: tuple[CurvePoint, ...]
    error: Fraction = Fraction(0)

    def worth(self, fen: Fen) -> Fraction:
        """Return the points of a sum; nothing above the last point is worth more.

        >>> line = Curve((CurvePoint(0, Fraction(0)), CurvePoint(100, Fraction(30))))
        >>> line.worth(50), line.worth(500)
        (Fraction(15, 1), Fraction(30, 1))
        """
        held = min(fen, self.points[-1].at)
        low, high = next(pair for pair in pairwise(self.points) if held <= pair[1].at)
        return low.worth + slope(low, high) * (held - low.at)

    def pieces(self) -> Iterator[tuple[Fen, Fraction]]:
        """Yield the length of each piece in fen and what a fen of it is worth, first the steepest."""
        return ((high.at - low.at, slope(low, high)) for low, high in pairwise(self.points))


def slope(low: CurvePoint, high: CurvePoint) -> Fraction:
    """Return what each fen between two points is worth."""
    return (high.worth - low.worth) / (high.at - low.at)


# ── the curve of a programme ───────────────────────────────────────────────────────────────────────


def curve_of(pot: ProgrammePot) -> Curve | None:
    """Return what a programme's money is worth, from nothing to all it could use; None without a response."""
    response = pot.programme.response
    if response is None:
        return None
    top = max(1, pot.most_fen if response.capacity is None else response.capacity)
    if response.saturates is not None:
        return chords(saturating(response.saturates), top)
    if response.power is not None:
        return chords(rooted(response.power), top)
    return Curve(_cut_at(_from_nothing(response), top))


def _from_nothing(response: Response) -> tuple[CurvePoint, ...]:
    first, second = response.curve[:2]
    if first.at == 0:
        return response.curve
    # what is not known below the first point is taken to go on as it begins
    return (CurvePoint(0, first.worth - slope(first, second) * first.at), *response.curve[1:])


def _cut_at(points: tuple[CurvePoint, ...], top: Fen) -> tuple[CurvePoint, ...]:
    inside = tuple(each for each in points if each.at < top)
    if len(inside) == len(points):
        return points
    return (*inside, CurvePoint(top, Curve(points).worth(top)))


@dataclass(frozen=True, slots=True)
class Shape:
    """How a formula is put into pieces, over whole fen from `low` to `high`.

    `worth` is never more than the formula and `error` never less than how far a chord between two such points
    is below it; `parting` is where a chord is best cut in two. `pieces` is how many chords are wanted.
    """

    pieces: int
    worth: Callable[[Fen], Fraction]
    error: Callable[[Fen, Fen], Fraction]
    parting: Callable[[Fen, Fen], Fen]


def chords(shape: Shape, top: Fen) -> Curve:
    """Return straight pieces for a formula from nothing to `top` fen, with the largest error as proved.

    The piece that is furthest off is parted into two, again and again: so a curve of more pieces has all the
    points of one with fewer, and is never further off.
    """
    errors = {(0, top): shape.error(0, top)}
    proved = errors[0, top]
    while len(errors) < shape.pieces:
        low, high = max(errors, key=lambda pair: (errors[pair], -pair[0]))
        if high - low == 1 or not errors[low, high]:
            break
        del errors[low, high]
        middle = min(max(shape.parting(low, high), low + 1), high - 1)
        errors |= {pair: shape.error(*pair) for pair in ((low, middle), (middle, high))}
        proved = min(proved, max(errors.values()))
    ends = [0, *sorted(high for _, high in errors)]
    return Curve(_hull(tuple(CurvePoint(at, shape.worth(at)) for at in ends)), proved)


def _hull(points: tuple[CurvePoint, ...]) -> tuple[CurvePoint, ...]:
    """Return the points without those that rounding put below the line between their neighbours."""
    kept: list[CurvePoint] = []
    for point in points:
        while len(kept) > 1 and slope(kept[-2], kept[-1]) < slope(kept[-1], point):
            kept.pop()
        kept.append(point)
    return tuple(kept)


# ── money ÷ (money + half) ─────────────────────────────────────────────────────────────────────────


def saturating(formula: Saturates) -> Shape:
    """Return the shape of a curve that flattens out; its points and its error are exact."""
    return Shape(
        formula.pieces, formula.worth, partial(_saturating_error, formula), partial(_equal_parting, formula)
    )


def _equal_parting(formula: Saturates, low: Fen, high: Fen) -> Fen:
    """Return the whole fen inside a piece that leaves both its parts about equally far off."""
    a, b = low + formula.half_at, high + formula.half_at
    return 4 * a * b // (a + b + 2 * isqrt(a * b)) - formula.half_at


def _saturating_error(formula: Saturates, low: Fen, high: Fen) -> Fraction:
    """Return how far a chord is below the formula, at the whole fen where it is furthest."""
    half = formula.half_at
    # the formula is as steep as the chord where money + half_at is the geometric mean of that of the ends
    near = isqrt((low + half) * (high + half)) - half
    ends = (CurvePoint(low, formula.worth(low)), CurvePoint(high, formula.worth(high)))
    return max(_gap(formula, ends, at) for at in (near, near + 1) if low <= at <= high)


def _gap(formula: Saturates, ends: tuple[CurvePoint, CurvePoint], at: Fen) -> Fraction:
    return formula.worth(at) - ends[0].worth - slope(*ends) * (at - ends[0].at)


# ── (money ÷ at) ^ exponent ────────────────────────────────────────────────────────────────────────


def rooted(formula: Power) -> Shape:
    """Return the shape of a power of money below one; points are reckoned downwards, the error upwards."""
    return Shape(formula.pieces, formula.below, partial(_rooted_error, formula), partial(_furthest, formula))


def _furthest(formula: Power, low: Fen, high: Fen) -> Fen:
    """Return the whole fen of a piece near which the formula is as steep as the chord, and furthest off."""
    rise = formula.below(high) - formula.below(low)
    if not rise:
        return (low + high) // 2
    # money ^ (1 − exponent) is exponent × worth ÷ (at ^ exponent × slope) there, both sides to the degree
    part, degree = formula.exponent.numerator, formula.exponent.denominator
    steep = (formula.exponent * formula.worth * (high - low) / rise) ** degree / formula.at**part
    return min(max(whole_root(int(steep), degree - part), low, 1), high)


def _rooted_error(formula: Power, low: Fen, high: Fen) -> Fraction:
    """Return what a chord is below the formula at most: a tangent is nowhere below it.

    The gap between a tangent and a chord is largest at one of the ends.
    """
    rounding = Fraction(1, FINEST_WORTH)
    if high - low == 1:
        return rounding
    at = _furthest(formula, low, high)
    touched = formula.below(at) + rounding
    tangent = ((end, touched * (1 + formula.exponent * (end - at) / at)) for end in (low, high))
    return max(rounding, *(above - formula.below(end) for end, above in tangent))


# ── in the plan ────────────────────────────────────────────────────────────────────────────────────


def add_curves(builder: ProblemBuilder, plan: Plan) -> MappingProxyType[str, Form]:
    """Add the columns of every curve and return what each programme's money is worth over the plan."""
    worths = ((pot, curve_of(pot)) for pot in plan.pots)
    return MappingProxyType(
        {pot.programme.id: _worth(builder, plan, pot, curve) for pot, curve in worths if curve is not None}
    )


def _worth(builder: ProblemBuilder, plan: Plan, pot: ProgrammePot, curve: Curve) -> Form:
    """Return the worth of one programme's money; pieces of its sum only where the plan may size it."""
    paid = plan.terms[pot.programme.id].award(pot.pot.claims >= 0)
    if not paid.columns.size:
        return Form(constant=curve.worth(int(paid.constant)))
    name = f"programmes.{pot.programme.id}.response"
    pieces = tuple(curve.pieces())
    columns = [
        builder.add_column(f"{name} {number}", 0, length, Kind.AMOUNT)
        for number, (length, _) in enumerate(pieces, start=1)
    ]
    filled = paid + Form.of(dict.fromkeys(columns, Fraction(-1)))
    add_form(builder, name, filled, filled.scale(), 0, None, "")
    return _filled(columns, pieces, curve.points[0].worth)


def _filled(columns: list[int], pieces: tuple[tuple[Fen, Fraction], ...], start: Fraction) -> Form:
    """Return the worth of filled pieces; what no decent denominator holds is rounded down, and said so."""
    worths = dict(zip(columns, (each for _, each in pieces), strict=True))
    if lcm_within([each.denominator for each in worths.values()], LONGEST) is not None:
        return Form.of(worths, start)
    rounded = {column: Fraction(each * FINEST // 1, FINEST) for column, each in worths.items()}
    lost = (length * (each - Fraction(each * FINEST // 1, FINEST)) for length, each in pieces)
    return replace(Form.of(rounded, start), blur=sum(lost, Fraction(0)))
