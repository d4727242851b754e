"""What it would cost at least that more awards count: the cheapest unfunded ones, to the fen. Pure."""

from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from simulator.engine.pots import ProgrammePot
from simulator.engine.selection import Plan, part_of
from simulator.engine.steering import picks
from simulator.exact import Flags
from simulator.methods.pro_rata import ProRata
from simulator.methods.sharing import enough, needs
from simulator.model.limits import Measure
from simulator.money import Fen


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing a shortfall costs at least, in fen; None where nobody knows, or `reserve` is too small.

    `reserve` is how many more awards could count; None where it is not awards that are counted.
    """

    cost_fen: Fen | None = None
    reserve: int | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """Awards that count only together, as those of a pro-rata pot do: how many, and what it takes."""

    count: int
    cost_fen: Fen


def closing(plan: Plan, measure: Measure, wanted: int) -> Closing:
    """Return the least money that makes so many more of the selected awards count.

    Whatever the pots hold: it says what the awards themselves still lack, so the true cost is not below it.
    """
    singles: list[Fen] = []
    bundles: list[Bundle] = []
    for pot in plan.pots:
        if picks(measure.selector, pot.programme):
            _collect(plan, pot, part_of(plan, pot, measure.selector).chosen, (singles, bundles))
    reserve = len(singles) + sum(each.count for each in bundles)
    return Closing(_cheapest(sorted(singles), bundles, wanted), reserve)


def _collect(plan: Plan, pot: ProgrammePot, chosen: Flags, found: tuple[list[Fen], list[Bundle]]) -> None:
    singles, bundles = found
    name = pot.programme.id
    lacking = chosen & (pot.pot.claims > 0) & ~plan.counted[name]
    awards = pot.free(plan.awards[name])
    if not isinstance(pot.method, ProRata):
        singles += (needs(pot.pot) - awards)[lacking].tolist()
    elif lacking.any():
        claims = sum(pot.pot.claims.tolist())
        missing = enough(pot.pot, claims) - sum(awards.tolist())
        bundles.append(Bundle(int(np.count_nonzero(lacking)), missing))


def _cheapest(singles: list[Fen], bundles: list[Bundle], wanted: int) -> Fen | None:
    """Return the least cost of so many awards, bundles taken whole; None when there are too few."""
    together = [0, *accumulate(singles)]
    costs = (
        cost + together[max(0, wanted - count)]
        for count, cost in _bundled(bundles, wanted).items()
        if wanted - count < len(together)
    )
    return min(costs, default=None)


def _bundled(bundles: list[Bundle], wanted: int) -> dict[int, Fen]:
    """Return the least cost of each number of awards that bundles can bring; more than wanted is wanted."""
    best: dict[int, Fen] = {0: 0}
    for bundle in bundles:
        for count, cost in tuple(best.items()):
            more, dearer = min(wanted, count + bundle.count), cost + bundle.cost_fen
            best[more] = min(best.get(more, dearer), dearer)
    return best
