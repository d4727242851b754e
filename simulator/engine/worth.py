"""What the awards of a pot are worth in points when paid in full."""

from simulator.engine.pots import ProgrammePot
from simulator.exact import Exact


def worth_of(pot: ProgrammePot) -> Exact:
    """Return the points each applicant's award is worth when paid in full, beside those per award."""
    worth = Exact.constant(0, pot.pot.claims.size)
    for column, points in pot.programme.points.per_unit:
        data = pot.pot.rows.columns[column].data
        if isinstance(data, Exact):
            worth = worth + data * points
    return worth
