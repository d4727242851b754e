"""Response curves: what a programme's money is worth, as straight pieces that a plan can fill.

Each piece is worth less a fen than the one before it, so a plan that wants points fills them in order by
itself: one amount column a piece and no 0/1 column. That is also why points with a curve are never made
small. A formula is replaced by chords between whole fen; where they lie below it, and by how much at most,
is worked out exactly.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import isqrt
from types import MappingProxyType

from simulator.engine.pots import ProgrammePot
from simulator.engine.rows import add_form
from simulator.engine.selection import Plan
from simulator.model.response import CurvePoint, Response, Saturates
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
        return chords(response.saturates, top)
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


def chords(formula: Saturates, top: Fen) -> Curve:
    """Return straight pieces for a formula from nothing to `top` fen, with the exact largest error.

    The piece that is furthest off is parted into two that are equally far off, again and again: so a curve
    of more pieces has all the points of one with fewer, and is never further off.
    """
    ends = [0, top]
    while len(ends) <= formula.pieces:
        low, high = max(pairwise(ends), key=lambda pair: _error(formula, *pair))
        if not _error(formula, low, high):
            break
        ends = sorted((*ends, _parting(formula, low, high)))
    error = max(_error(formula, *pair) for pair in pairwise(ends))
    return Curve(tuple(CurvePoint(at, formula.worth(at)) for at in ends), error)


def _parting(formula: Saturates, low: Fen, high: Fen) -> Fen:
    """Return the whole fen inside a piece that leaves both its parts about equally far off."""
    a, b = low + formula.half_at, high + formula.half_at
    middle = 4 * a * b // (a + b + 2 * isqrt(a * b)) - formula.half_at
    return min(max(middle, low + 1), high - 1)


def _error(formula: Saturates, low: Fen, high: Fen) -> Fraction:
    """Return how far a chord is below the formula, at the whole fen where it is furthest."""
    half = formula.half_at
    # the formula is as steep as the chord where money + half_at is the geometric mean of that of the ends
    near = isqrt((low + half) * (high + half)) - half
    ends = (CurvePoint(low, formula.worth(low)), CurvePoint(high, formula.worth(high)))
    return max(_gap(formula, ends, at) for at in (near, near + 1) if low <= at <= high)


def _gap(formula: Saturates, ends: tuple[CurvePoint, CurvePoint], at: Fen) -> Fraction:
    return formula.worth(at) - ends[0].worth - slope(*ends) * (at - ends[0].at)


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
