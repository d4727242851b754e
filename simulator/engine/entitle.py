"""Who is owed what: award steps over a population, to whole fen, every step kept for explaining."""

from collections.abc import Mapping
from functools import reduce

import numpy as np

from simulator.exact import Exact, Flags
from simulator.model.names import figure_columns, rows_of
from simulator.model.result import Claims, ProgrammeClaims, StepTrace
from simulator.model.scenario import Programme, Scenario
from simulator.model.step import Rows, Step, run_steps
from simulator.model.table import Table
from simulator.money import IntColumn
from simulator.rules.combine import Combine


def entitle(tables: Mapping[str, Table], scenario: Scenario) -> Claims:
    """Return the claims of every programme with applicants, sorted by programme id.

    Raises FindingError E4xx when an expression cannot be evaluated on a row, M401 when an award does not fit.
    """
    rows = programme_rows(tables, scenario)
    claims = (
        claims_of(each, tables[_population(each)].ids, rows[each.id]) for each in _with_applicants(scenario)
    )
    return Claims(tuple(sorted(claims, key=lambda each: each.programme)), tables)


def programme_rows(tables: Mapping[str, Table], scenario: Scenario) -> dict[str, Rows]:
    """Return what the expressions of each programme with applicants may look at, by programme id."""
    figures = figure_columns(scenario.figures)
    return {
        each.id: rows_of(tables[_population(each)], figures, scenario.population(_population(each)).key)
        for each in _with_applicants(scenario)
    }


def claims_of(programme: Programme, ids: tuple[str, ...], rows: Rows) -> ProgrammeClaims:
    """Return one programme's claims over the rows given (all of a population, or one applicant)."""
    conditions = tuple((name, rows.flags(condition)) for name, condition in programme.eligible)
    eligible = reduce(np.logical_and, (flags for _, flags in conditions), rows.flags(None))
    steps = trace(programme.award, rows, f"programmes.{programme.id}.award")
    entitlement = entitlement_of(steps[-1].after, eligible)
    return ProgrammeClaims(programme.id, ids, eligible, conditions, steps, entitlement)


def entitlement_of(amount: Exact, eligible: Flags) -> IntColumn:
    """Return whole fen: half-up once, never below zero, nothing for those not eligible.

    >>> entitlement_of(Exact.of([10, -3, 7]), np.array([True, True, False])).tolist()
    [10, 0, 0]
    """
    return np.where(eligible, np.maximum(amount.round(), 0), 0)


def trace(steps: tuple[Step, ...], rows: Rows, path: str) -> tuple[StepTrace, ...]:
    """Return every step with the exact amount after it, in order."""
    amounts = run_steps(steps, rows)
    return tuple(
        StepTrace(
            f"{path}.{step_name(step)}", step.word, after, _limbs(step, rows, f"{path}.{step_name(step)}")
        )
        for step, after in zip(steps, amounts, strict=True)
    )


def step_name(step: Step) -> str:
    """Return what a step is addressed by in a path: its id, or else its word."""
    return getattr(step, "id", None) or step.word


def _limbs(step: Step, rows: Rows, path: str) -> tuple[tuple[str, tuple[StepTrace, ...]], ...]:
    if not isinstance(step, Combine):
        return ()
    return tuple((each.name, trace(each.steps, rows, f"{path}.{each.name}")) for each in step.branches)


def _with_applicants(scenario: Scenario) -> tuple[Programme, ...]:
    return tuple(each for each in scenario.programmes if each.applicants is not None and each.award)


def _population(programme: Programme) -> str:
    if programme.applicants is None:
        raise TypeError(f"programme {programme.id} has no applicants")
    return programme.applicants
