"""Invented populations fitted to a sum: one column of money scaled until a programme owes it to the fen.

Every row of the column is its drawn amount times one scale, rounded down to whole fen. The scale is a whole
number of fen of the largest row over that row as drawn, so one step of it moves no row by more than a fen.
The largest scale whose claims do not pass the sum is found by halving; what is missing then is placed by
giving rows, in the order of their ids, the amount of the next scale, as many as do not pass the sum. A row
on which the rule would jump over the sum (a threshold, a band) stays where it is and the others go on.
This needs a rule that owes no less for more; whatever comes out, the sum is checked, to the fen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from simulator.engine.entitle import entitle
from simulator.exact import Exact
from simulator.expression import Column
from simulator.model.figures import settle
from simulator.model.scenario import Fit, Population, Scenario
from simulator.model.table import Table
from simulator.money import Fen, IntColumn, exact_money
from simulator.problems import FindingError, ScenarioError

MOST_HELD = 8
LARGEST_ROW: Fen = 10**15
"""No row is scaled beyond this many fen (ten thousand billion yuan): a rule that asks for more is capped."""

Owed = Callable[[IntColumn], Fen]


def fitted(scenario: Scenario, tables: Mapping[str, Table]) -> dict[str, Table]:
    """Return the tables with every fitted column scaled, in the order the populations are written.

    Raises ScenarioError with R701 when the rule cannot owe the sum, R702 when a later fit upsets an earlier
    one, and as `settle` and `entitle` do.
    """
    found = dict(tables)
    asked = [(each, fit) for each in scenario.populations if (fit := fit_of(each)) is not None]
    for population, fit in asked:
        found = _with_fit(scenario, found, population, fit)
    for population, fit in asked:
        owed = _owed(scenario, found, fit.programme)
        if owed != fit.is_:
            facts = {"population": population.id, "programme": fit.programme}
            sums = {"wanted": exact_money(fit.is_), "found": exact_money(owed)}
            raise ScenarioError([FindingError("R702", **facts, **sums).at(fit.place)])
    return found


def fit_of(population: Population) -> Fit | None:
    """Return what a population is fitted to, None for one that is not."""
    return None if population.synthetic is None else population.synthetic.fit


def _with_fit(
    scenario: Scenario, tables: Mapping[str, Table], population: Population, fit: Fit
) -> dict[str, Table]:
    """Return the tables with one column scaled; one that owes the sum as it is stays as it is."""
    data = tables[population.id].columns[fit.column].data
    if not isinstance(data, Exact):
        raise TypeError(f"column {fit.column} is no money")

    def trial(amounts: IntColumn) -> dict[str, Table]:
        return {**tables, population.id: _with_column(tables[population.id], fit.column, amounts)}

    def owed(amounts: IntColumn) -> Fen:
        return _owed(scenario, trial(amounts), fit.programme)

    if _owed(scenario, tables, fit.programme) == fit.is_:
        return dict(tables)
    try:
        return trial(scaled_to(owed, data.round(), fit.is_))
    except UnfitError as error:
        facts = {"column": fit.column, "programme": fit.programme, "wanted": exact_money(fit.is_)}
        sums = {"below": _shown(error.below), "above": _shown(error.above)}
        raise ScenarioError([FindingError("R701", **facts, **sums).at(fit.place)]) from error


def _with_column(table: Table, name: str, amounts: IntColumn) -> Table:
    amounts.setflags(write=False)
    return replace(table, columns={**table.columns, name: Column(table.columns[name].type, Exact(amounts))})


def _shown(fen: Fen | None) -> str:
    return "—" if fen is None else exact_money(fen)


def _owed(scenario: Scenario, tables: Mapping[str, Table], programme: str) -> Fen:
    """Return what one programme owes; without clauses over several, the others need not be worked out."""
    settled, applicants = settle(scenario, tables)
    together = scenario.cumulation or scenario.one_per_item or scenario.policies
    own = tuple(each for each in scenario.programmes if together or each.id == programme)
    alone = replace(settled, programmes=own, decisions=())
    return entitle(applicants, alone).of(programme).entitlement_fen


# ── the scale ──────────────────────────────────────────────────────────────────────────────────────


class UnfitError(ValueError):
    """A sum that no scale comes to: the nearest found below it and above it, None where there is none."""

    def __init__(self, below: Fen | None, above: Fen | None) -> None:
        """Keep the two sums."""
        self.below, self.above = below, above
        super().__init__(f"{below} fen, {above} fen")


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """A column as it was drawn, and the rows that stay where they are."""

    amounts: IntColumn
    held: Mapping[int, Fen] = field(default_factory=dict)

    @property
    def largest(self) -> Fen:
        return int(self.amounts.max()) if self.amounts.size else 0

    def at(self, scale: int, raised: int = 0) -> IntColumn:
        """Return every row scaled so that the largest is `scale` fen, the first rows by one fen more."""
        found = self._scaled(scale)
        # one fen more on the largest row may move every row by one: the last step is taken row by row
        found[:raised] = self._scaled(scale + 1)[:raised]
        for row, fen in self.held.items():
            found[row] = fen
        return found

    def _scaled(self, scale: int) -> IntColumn:
        return (Exact(self.amounts) * Fraction(scale, self.largest)).round("down").copy()

    def holding(self, row: int, fen: Fen) -> "_Drawn":
        return replace(self, held={**self.held, row: fen})


def scaled_to(owed: Owed, drawn: IntColumn, wanted: Fen) -> IntColumn:
    """Return the drawn amounts scaled so that `owed` of them is `wanted` fen; raises UnfitError.

    >>> import numpy as np
    >>> scaled_to(lambda amounts: int(amounts.sum()), np.array([3, 1, 2]), 10).tolist()
    [6, 1, 3]
    """
    column, tried = _Drawn(drawn), list[tuple[Fen | None, Fen | None]]()
    for _ in range(MOST_HELD + 1):
        scale = _scale_of(owed, column, wanted)
        raised = _raised(owed, column, scale, wanted)
        found = column.at(scale, raised)
        below = owed(found)
        if below == wanted:
            return found
        if raised == len(drawn):
            raise UnfitError(*_nearest([*tried, (below, None)]))
        tried.append((below, owed(column.at(scale, raised + 1))))
        # where this row would go up the rule steps over the sum: it stays, and the others are tried again
        column = column.holding(raised, int(found[raised]))
    raise UnfitError(*_nearest(tried))


def _raised(owed: Owed, column: _Drawn, scale: int, wanted: Fen) -> int:
    """Return how many rows, the first ones, may have the next scale without passing the sum."""
    return last_of(lambda rows: owed(column.at(scale, rows)) <= wanted, 0, len(column.amounts))


def _nearest(tried: Sequence[tuple[Fen | None, Fen | None]]) -> tuple[Fen | None, Fen | None]:
    lows = [low for low, _ in tried if low is not None]
    highs = [high for _, high in tried if high is not None]
    return max(lows, default=None), min(highs, default=None)


def _scale_of(owed: Owed, column: _Drawn, wanted: Fen) -> int:
    """Return the largest scale, in fen of the largest row, at which no more than the sum is owed."""
    least = owed(column.at(0)) if column.largest else owed(column.amounts)
    if not column.largest or least > wanted:
        raise UnfitError(None if least > wanted else least, least if least > wanted else None)
    most = column.largest
    while most < LARGEST_ROW and owed(column.at(most)) <= wanted:
        most = min(2 * most, LARGEST_ROW)
    return last_of(lambda scale: owed(column.at(scale)) <= wanted, 0, most)


def last_of(holds: Callable[[int], bool], low: int, high: int) -> int:
    """Return the last number from `low` to `high` for which a test holds that holds at `low` and then stops.

    >>> last_of(lambda number: number * number <= 50, 0, 100)
    7
    """
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low
