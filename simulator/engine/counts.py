"""Targets that count things: how many are needed still, what they cost at least, what is short. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.model.case import CountTarget
from simulator.money import Fen


@dataclass(frozen=True, slots=True)
class TargetNeeds:
    """Each target's need and cost by id, in the order given, and what all of them cost at least, in fen.

    `reachable` says that no stock is above a number that it must come to exactly: more never make it less.
    """

    needed: tuple[tuple[str, int], ...]
    costs: tuple[tuple[str, Fen], ...]
    least_cost: Fen
    reachable: bool = True

    def feasible(self, budget: Fen) -> bool:
        """Return whether a budget reaches every target.

        >>> needs_of([CountTarget("a", baseline=12, is_=9, unit_cost=300)]).feasible(10**6)
        False
        """
        return self.reachable and self.least_cost <= budget

    def shortfall(self, budget: Fen) -> Fen:
        """Return what the budget lacks for reaching every target, 0 when it suffices, in fen."""
        return max(0, self.least_cost - budget)


def needed(target: CountTarget) -> int:
    """Return how many more are needed to reach a bound: `more_than` asks for one beyond it.

    >>> needed(CountTarget("a", baseline=955, more_than=1000))
    46
    >>> needed(CountTarget("a", baseline=5, at_least=3))
    0
    """
    bounds = (target.at_least, target.is_, None if target.more_than is None else target.more_than + 1)
    return max([0, *(bound - target.baseline for bound in bounds if bound is not None)])


def needs_of(targets: Iterable[CountTarget]) -> TargetNeeds:
    """Return what each target needs and costs, and the least that reaches them all.

    >>> needs_of([CountTarget("a", at_least=50, unit_cost=300), CountTarget("b", is_=10)]).least_cost
    15000
    """
    chosen = tuple(targets)
    wanted = tuple((each.id, needed(each)) for each in chosen)
    costs = tuple(
        (each.id, number * each.unit_cost) for each, (_, number) in zip(chosen, wanted, strict=True)
    )
    reachable = all(each.is_ is None or each.baseline <= each.is_ for each in chosen)
    return TargetNeeds(wanted, costs, sum(cost for _, cost in costs), reachable)
