"""A budget ready to run: one plan, a plan a year, what if something were different, what would mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator import engine
from simulator.api.plan import Plan, PlannedYear
from simulator.api.reading import Loaded, Settings, base_of, pairs_of, read, read_beside
from simulator.model.horizon import YearTold
from simulator.model.result import Claims, Result
from simulator.model.scenario import Scenario
from simulator.model.table import Table
from simulator.problems import InfeasibleError, Problem, ScenarioError, errors_of

if TYPE_CHECKING:
    from simulator.studies.repairs import Mend


def load(path: str | Path, settings: Settings = (), *, allow_outdated: bool = False) -> Budget:
    """Return a budget ready to run; raises ScenarioError carrying every problem with its place."""
    return _budget(read(path, settings, allow_outdated=allow_outdated), path, settings)


def _budget(loaded: Loaded, path: str | Path, settings: Settings) -> Budget:
    if loaded.scenario is None or errors_of(loaded.problems):
        raise ScenarioError(loaded.problems)
    return Budget(loaded.scenario, loaded.tables, str(path), pairs_of(settings), loaded.problems)


@dataclass(frozen=True, slots=True)
class Budget:
    """A scenario with its data: run it, or ask what if something were different."""

    scenario: Scenario
    tables: Mapping[str, Table] = field(repr=False)
    path: str
    settings: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Problem, ...] = ()
    name: str = ""

    def run(
        self,
        *,
        seed: int = 0,
        solver: str = "highs",
        node_limit: int = engine.NODE_LIMIT,
        seconds: float | None = None,
    ) -> Plan:
        """Return the proved allocation, or the best within a number of search nodes with its exact gap.

        With `seconds` the solver runs in a process of its own, which is ended after so long in all; a result
        that this touched says that it is not reproducible. The proof is limited by nodes alone.
        Raises InfeasibleError naming the clauses that clash, SolverFailedError when the nodes run out
        before there is any plan.
        """
        result = engine.run(
            self.scenario, self.tables, seed=seed, solver=solver, node_limit=node_limit, seconds=seconds
        )
        return Plan(self._told(result), self.name or self.scenario.id)

    def run_years(
        self,
        *,
        seed: int = 0,
        solver: str = "highs",
        node_limit: int = engine.NODE_LIMIT,
        seconds: float | None = None,
    ) -> Iterator[PlannedYear]:
        """Yield the plan of each year up to the scenario's horizon, each opened by what the last one left.

        Raises FindingError R689 for a scenario without a horizon, and all that `run` raises.
        """
        from simulator.studies.years import run_years

        effort = engine.Effort(solver, node_limit, seconds)
        for each in run_years(self.scenario, self.tables, seed=seed, effort=effort):
            name = f"{self.name or self.scenario.id} {each.year}"
            told = each.result if each.year > self.scenario.year else self._told(each.result)
            last = self.scenario.horizon is not None and each.year == self.scenario.horizon.until
            yield PlannedYear(each.year, Plan(told, name), each.balance, each.graded, last)

    def _told(self, result: Result) -> Result:
        return replace(result, warnings=(*self.warnings, *result.warnings))

    def repairs(self, refused: InfeasibleError) -> tuple[Mend, ...]:
        """Return up to three changes of one clause each that make a refused budget feasible, all tried."""
        from simulator.engine.planning import Refused
        from simulator.studies.repairs import mends

        found = refused.found
        tried = mends(found.laid, found.answer, engine.Effort()) if isinstance(found, Refused) else ()
        return tried if self.scenario.disclosure is None else tuple(filter(self._is_published, tried))

    def _is_published(self, mend: Mend) -> bool:
        """Return whether the published tables still balance under a repair; they need not."""
        changes = [(each.path, each.to) for each in (mend.setting, *mend.also)]
        try:
            self.what_if(changes).run()
        except ScenarioError:
            return False
        return True

    def claims(self, *, seed: int = 0) -> Claims:
        """Return who is owed what, before any pot is shared: each programme's entitlements in whole fen.

        Raises ScenarioError, and FindingError when an expression has no value on a row.
        """
        return engine.claims(self.scenario, self.tables, seed=seed)

    def what_if(self, changes: Settings, name: str = "") -> Budget:
        """Return the budget with paths set to other values, through the same mechanism as an overlay.

        The applicants are those already read, unless a change is about them. Raises ScenarioError when a path
        does not exist or a value cannot stand there.
        """
        settings = (*self.settings, *pairs_of(changes))
        allowed = self.scenario.allow_outdated
        known = Loaded(self.scenario, self.tables, self.warnings)
        loaded = read_beside(self.path, settings, allow_outdated=allowed, known=known)
        return replace(_budget(loaded, self.path, settings), name=name)


def run_beside(
    path: str | Path,
    base: str | None = None,
    settings: Settings = (),
    *,
    seed: int = 0,
    allow_outdated: bool = False,
) -> tuple[Plan, Plan | None]:
    """Return the plan of a scenario and that of its base: the one named, or the one it extends, if any.

    Raises what `load` and `Budget.run` raise.
    """
    plan = load(path, settings, allow_outdated=allow_outdated).run(seed=seed)
    compared = base or base_of(path)
    return plan, None if compared is None else load(compared, allow_outdated=allow_outdated).run(seed=seed)


def years_told(
    path: str | Path, settings: Settings = (), *, seed: int = 0, allow_outdated: bool = False
) -> tuple[YearTold, ...]:
    """Return what a report tells of each year up to a scenario's horizon; () where it has none."""
    budget = load(path, settings, allow_outdated=allow_outdated)
    if budget.scenario.horizon is None:
        return ()
    return tuple(each.told for each in budget.run_years(seed=seed))


def strangers(
    budget: Budget,
    certificate: Mapping[str, Any],
    entitled: Mapping[tuple[str, str], int] | None,
    *,
    seed: int = 0,
) -> tuple[str, ...]:
    """Return the parts of a certificate that are not what a budget comes to; see the engine's."""
    return engine.strangers(budget.scenario, budget.tables, certificate, entitled, seed=seed)
