"""Points: what awards are worth to the plan, by the award, by the unit and by the sum spent."""

from fractions import Fraction

from simulator.engine.pots import ProgrammePot
from simulator.engine.selection import Plan
from simulator.engine.worth import worth_of
from simulator.optimise.terms import Form, Terms, total_form


def points_form(plan: Plan) -> Form:
    """Return the points of all programmes over the plan's columns."""
    own = (_programme_points(pot, plan.terms[pot.programme.id]) for pot in plan.pots)
    return total_form((*own, *plan.worths.values()))


def _programme_points(pot: ProgrammePot, terms: Terms) -> Form:
    counted = terms.count(pot.pot.claims >= 0).times(pot.programme.points.per_award)
    if not pot.programme.points.per_unit:
        return counted
    if not terms.awards:
        return counted + Form(constant=_settled_points(pot, terms))
    paid = terms.paid(worth_of(pot), pot.pot.claims)
    return counted + paid + Form(constant=_decided_points(pot))


def _settled_points(pot: ProgrammePot, terms: Terms) -> Fraction:
    # the awards are known, so their own method says which share is paid: a pro-rata pot counts as one
    shares = pot.paid_share(terms.base)
    pairs = zip(shares, worth_of(pot).fractions(), strict=True)
    return sum((share * worth for share, worth in pairs), Fraction(0))


def _decided_points(pot: ProgrammePot) -> Fraction:
    if pot.decided is None:
        return Fraction(0)
    worth = worth_of(pot).fractions()
    return sum((share * worth[row] for row, share in pot.decided.shares()), Fraction(0))
