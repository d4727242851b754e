"""Budgets of any size that no plan can meet: a generated problem with a few of its rows made to clash.

Which rows clash, and by how much, is known beforehand. All the others hold in each of a few plans that obey
all of the clashing rows but one, so that none of them has a part in the clash.
"""

from dataclasses import dataclass, replace

import numpy as np

from bench.problems import Generated, Ints, Row, generated

RAISED = (0, 3, 6)
"""The districts whose floors are raised until they ask for more than the budget holds."""

INNOCENT = 5
"""How many limits over every so many columns are added."""


@dataclass(frozen=True, slots=True, eq=False)
class Clash:
    """A problem without a plan, the names of the rows that clash, and the fen by which they do."""

    problem: Generated
    rows: tuple[str, ...]
    short: int


def generated_infeasible(
    columns: int, *, whole: bool = False, seed: int = 1, short: int = 20_000_000
) -> Clash:
    """Return a problem in which the floors of three districts ask for `short` fen more than the budget.

    Raises ValueError when there are too few columns for the districts to carry such floors.
    """
    base = generated(columns, whole=whole, seed=seed)
    members = [np.nonzero(base.districts == number)[0] for number in RAISED]
    claimed = [int(base.claims[each].sum()) for each in members]
    budget = sum(claimed) // 2
    floors = _split(budget + short, claimed)
    if any(floor > most for floor, most in zip(floors, claimed, strict=True)):
        raise ValueError(f"{columns} columns cannot carry floors {short} fen above the budget")
    names = tuple(f"district{number:02d} floor" for number in RAISED)
    raised = dict(zip(names, floors, strict=True))
    full = [_paid(base, *each) for each in zip(members, floors, strict=True)]
    together = np.sum(full, axis=0)
    plans = [together, *(together - each for each in full)]
    wide = tuple(_wide(base, number) for number in range(INNOCENT))
    rows = tuple(_bounded(row, budget, raised, plans) for row in (*base.rows, *wide))
    return Clash(replace(base, rows=rows), ("budget", *names), short)


def _split(total: int, weights: list[int]) -> tuple[int, ...]:
    """Return a total in proportion to weights, what is left over in the first."""
    parts = [total * weight // sum(weights) for weight in weights]
    return (parts[0] + total - sum(parts), *parts[1:])


def _paid(base: Generated, members: Ints, floor: int) -> Ints:
    """Return the column values that pay members in full, in order, until a floor is met."""
    before = np.cumsum(base.claims[members]) - base.claims[members]
    chosen = members[before < floor]
    plan = np.zeros_like(base.claims)
    plan[chosen] = base.upper[chosen]
    return plan


def _wide(base: Generated, number: int) -> Row:
    """Return a limit over every seventh column, in fen, still without a bound that binds."""
    columns = np.arange(number, base.claims.size, 7)
    unit = base.claims[columns] if base.whole else np.ones_like(columns)
    return Row(f"wide{number}", columns, unit, None, 0)


def _bounded(row: Row, budget: int, raised: dict[str, int], plans: list[Ints]) -> Row:
    """Return a row with the bound that makes the clash, or else with the tightest that every plan obeys."""
    if row.name == "budget":
        return replace(row, upper=budget)
    if row.name in raised:
        return replace(row, lower=raised[row.name])
    sums = [int((row.coefficients * plan[row.columns]).sum()) for plan in plans]
    return replace(row, lower=min(sums)) if row.lower is not None else replace(row, upper=max(sums))
