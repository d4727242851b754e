"""What a run starts from: populations drawn and fitted, figures found, derived columns made."""

from collections.abc import Mapping

from simulator.engine.draw import draw
from simulator.engine.fit import fitted
from simulator.model.figures import settle
from simulator.model.scenario import Scenario
from simulator.model.table import Table


def prepared(
    scenario: Scenario, tables: Mapping[str, Table], seed: int = 0
) -> tuple[Scenario, dict[str, Table]]:
    """Return the scenario with every figure found, and the tables of all its populations by id.

    Raises as `draw`, `fitted` and `settle` do: FindingError D45x, ScenarioError.
    """
    return settle(scenario, fitted(scenario, draw(scenario.populations, tables, seed)))
