"""Who is owed what: award steps over a population, to whole fen; every step can be asked for afterwards."""

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce

import numpy as np

from simulator.engine.cumulation import cumulate, joined_with_decided
from simulator.engine.decided import Decided, decided_in, decisions_of
from simulator.engine.distribute import Recipients, distributed_claims, formula_pot
from simulator.engine.policies import refuse_above_policies
from simulator.engine.rule import Rule, side_figures, trace, work_out
from simulator.exact import Flags
from simulator.glossary import Word
from simulator.model.later import Later
from simulator.model.names import figure_columns, rows_of, sheet_of
from simulator.model.policy_layers import with_policies
from simulator.model.quota import quota_flags
from simulator.model.result import Claims, ProgrammeClaims, StepTrace
from simulator.model.scenario import Programme, Scenario
from simulator.model.step import Rows
from simulator.model.table import Table
from simulator.money import Fen, IntColumn
from simulator.problems import FindingError, ScenarioError


def entitle(tables: Mapping[str, Table], scenario: Scenario) -> Claims:
    """Return the claims of every programme with applicants, sorted by programme id.

    Clauses over several programmes have had their say, and what is settled beforehand is found. Raises
    ScenarioError with E4xx when an expression has no value on a row or is no rate, M401 when an award does
    not fit, R63x when a decision is about nobody or more than there is, R706 when an award is above what a
    policy lets one be.
    """
    scenario = with_policies(scenario)
    rows = programme_rows(tables, scenario)
    claims = [
        _placed(each, tables[_population(each)].ids, rows[each.id], formula_pot(each, scenario))
        for each in _with_applicants(scenario)
    ]
    alone = Claims(tuple(sorted(claims, key=lambda each: each.programme)), tables)
    owed = cumulate(alone, scenario, rows)
    refuse_above_policies(scenario, owed)
    found = replace(owed, decisions=decisions_of(scenario, owed))
    return _beside_decided(alone, found, scenario, rows) if found.decisions else found


def programme_rows(tables: Mapping[str, Table], scenario: Scenario) -> dict[str, Rows]:
    """Return what the expressions of each programme with applicants may look at, by programme id."""
    figures = figure_columns(scenario.figures)
    return {
        each.id: rows_of(tables[_population(each)], figures, scenario.population(_population(each)).key)
        for each in _with_applicants(scenario)
    }


def _beside_decided(alone: Claims, owed: Claims, scenario: Scenario, rows: Mapping[str, Rows]) -> Claims:
    """Return the claims beside what is decided, which has its part of formulas, ceilings and caps already.

    `alone` are the claims before the clauses over several programmes, `owed` those after them with nothing
    decided: what the rules alone entitle to.
    """
    settled = {each.programme: decided_in(each, owed.decisions) for each in owed.programmes}
    known = {name: each for name, each in settled.items() if each is not None}
    anew = tuple(
        _less_decided(each, known[each.programme], scenario, rows) if each.programme in known else each
        for each in alone.programmes
    )
    others = cumulate(replace(owed, programmes=anew, cuts=()), scenario, rows, known)
    return joined_with_decided(owed, others, known)


def _less_decided(
    claims: ProgrammeClaims, decided: Decided, scenario: Scenario, rows: Mapping[str, Rows]
) -> ProgrammeClaims:
    """Return the claims with a formula's pot, less what is decided of it, given out among the others."""
    programme = scenario.programme(claims.programme)
    if programme.distribute is None:
        return claims
    pot = formula_pot(programme, scenario) - decided.total_fen
    others = Recipients(claims.ids, rows[programme.id], claims.conditions, claims.eligible & ~decided.fixed)
    found = distributed_claims(programme, pot, others)
    return replace(found, eligible=claims.eligible)


def claims_of(programme: Programme, ids: tuple[str, ...], rows: Rows, pot: Fen = 0) -> ProgrammeClaims:
    """Return one programme's claims over a population; `pot` is what a formula gives out."""
    conditions = conditions_of(programme, rows)
    eligible = reduce(np.logical_and, (flags for _, flags in conditions), rows.flags(None))
    if programme.quota is not None:
        eligible = quota_flags(programme.quota, eligible, rows)
        conditions = (*conditions, ("quota", eligible))
    if programme.distribute is not None:
        return distributed_claims(programme, pot, Recipients(ids, rows, conditions, eligible))
    rule = Rule(programme.award, rows, sheet_of(rows), eligible)
    worked = work_out(rule)
    path = award_path(programme)
    return ProgrammeClaims(
        programme=programme.id,
        ids=ids,
        eligible=eligible,
        conditions=conditions,
        entitlement=worked.entitlement,
        traced=Later(lambda: trace(rule, path, worked.settled)),
        sided=Later(lambda: side_figures(rule, worked.settled)),
        settled=worked.settled,
        kernels=worked.kernels,
    )


def _placed(programme: Programme, ids: tuple[str, ...], rows: Rows, pot: Fen) -> ProgrammeClaims:
    """Return the claims; what has no value on a row is told at the programme, by the applicant's id."""
    try:
        return claims_of(programme, ids, rows, pot)
    except FindingError as error:
        row = error.facts.get("row")
        who = {"who": Word(f"申报单位 {ids[row]}", f"applicant {ids[row]}")} if isinstance(row, int) else {}
        found = FindingError(error.code, **{**error.facts, **who})
        raise ScenarioError([found.at(programme.place)]) from error


def conditions_of(programme: Programme, rows: Rows) -> tuple[tuple[str, Flags], ...]:
    """Return every named condition of a programme with whom it admits."""
    return tuple((name, rows.flags(condition)) for name, condition in programme.eligible)


def trace_one(
    programme: Programme, row: Rows, eligible: bool, settled: tuple[IntColumn, ...]
) -> tuple[StepTrace, ...]:
    """Return every step of one applicant; `settled` holds what steps across applicants left for that row."""
    rule = Rule(programme.award, row, sheet_of(row), np.array([eligible]))
    return trace(rule, award_path(programme), settled)


def award_path(programme: Programme) -> str:
    """Return the path of a programme's award."""
    return f"programmes.{programme.id}.award"


def _with_applicants(scenario: Scenario) -> tuple[Programme, ...]:
    return tuple(each for each in scenario.programmes if each.applicants is not None and each.is_claimed)


def _population(programme: Programme) -> str:
    if programme.applicants is None:
        raise TypeError(f"programme {programme.id} has no applicants")
    return programme.applicants
