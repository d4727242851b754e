"""Bounds as they are written, by the place of the row they stand behind: the row may have less of it left."""

from collections.abc import Mapping
from fractions import Fraction

from simulator.constraints import sides_of
from simulator.engine.formulate import Formulation
from simulator.model.scenario import Scenario
from simulator.money import up
from simulator.optimise import Problem, bound_sizes, parts_of_bounds


def written_bound(scenario: Scenario, place: str, *, lower: bool) -> Fraction | None:
    """Return the bound that is written at a place, in its own unit: fen, a count, points or a ratio.

    None where no such bound stands there, as behind a rule between awards.
    """
    section, name, *rest = [*place.split("."), "", ""]
    if section == "constraints":
        limit = scenario.constraint(name)
        sides = () if limit.between_awards else sides_of(limit)
        return next((side.bound for side in sides if side.lower == lower), None)
    if section == "programmes" and rest[0] == "envelope":
        envelope = scenario.programme(name).envelope
        fen = envelope.at_least if lower else envelope.at_most
        return None if fen is None else Fraction(fen)
    if section in _AMOUNTS and rest[0] == "amount":
        return None if lower else Fraction(_AMOUNTS[section](scenario, name))
    return None


_AMOUNTS = {
    "spending": lambda scenario, name: scenario.spending_class(name).amount,
    "sources": lambda scenario, name: scenario.source(name).amount,
}


def parts_of_written(
    scenario: Scenario, formulation: Formulation, problem: Problem
) -> Mapping[str, Fraction]:
    """Return by row name what one unit that a row gives counts: its part of the bound as it is written."""
    return parts_of_bounds(problem, _known(scenario, formulation))


def written_sizes(scenario: Scenario, formulation: Formulation) -> Mapping[str, int]:
    """Return by row name what the parts of a row are parts of, in the row's own units."""
    return bound_sizes(formulation.problem, _known(scenario, formulation))


def _known(scenario: Scenario, formulation: Formulation) -> dict[str, int]:
    """Return the size of every bound that is written, by row name; a ratio has none in the row's units."""
    problem = formulation.problem
    rows = zip(problem.row_names, problem.row_places, problem.row_lower, strict=True)
    stands = [(name, (place, low is not None)) for name, place, low in rows if place]
    bounds = {key: _bound(scenario, *key) for key in dict.fromkeys(key for _, key in stands)}
    return {name: up(abs(bounds[key]) * formulation.units.get(name, ("money", 1))[1]) for name, key in stands}


def _bound(scenario: Scenario, place: str, lower: bool) -> Fraction:
    section, name, *_ = place.split(".")
    if section == "constraints" and scenario.constraint(name).bottom is not None:
        return Fraction(0)
    return written_bound(scenario, place, lower=lower) or Fraction(0)
