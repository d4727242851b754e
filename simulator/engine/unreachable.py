"""Clauses that no plan can meet, found before any solver runs: a floor above all that could be given.

Each is a proof by itself: the most its own columns come to is below its bound.
"""

from fractions import Fraction

import numpy as np

from simulator.engine.formulate import Formulation
from simulator.engine.infeasible import named_clause, place_of
from simulator.engine.written_bounds import written_bound
from simulator.exact import Flags
from simulator.model.scenario import Scenario
from simulator.money import exact_money, plain
from simulator.optimise import Clause, Infeasible, Problem
from simulator.optimise.exact import Prices, proves_empty
from simulator.optimise.problem import IntArray, whole_products
from simulator.optimise.terms import added_by
from simulator.optimise.tree import Leaf
from simulator.problems import Problem as Told
from simulator.problems import problem as told


def out_of_reach(scenario: Scenario, formulation: Formulation) -> tuple[Infeasible, Told] | None:
    """Return the proof that a clause asks for more than its columns can come to, and the words for it.

    The first such clause, in the order of the rows, is told; None when there is none.
    """
    problem = formulation.problem
    most = _most(problem)
    for row in np.flatnonzero(_short(problem, most)).tolist():
        asked = _asked(scenario, problem.row_places[row])
        prices = Prices((row,), (-1,), 1)
        if asked is not None and proves_empty(problem, prices, problem.lower, problem.upper):
            clause = Clause(problem.row_names[row], problem.row_places[row])
            short = (problem.row_lower[row] or 0) - int(most[row])
            answer = Infeasible((clause,), True, (), 0, (Leaf(prices, ray=True),))
            return answer, _told(scenario, formulation, clause, asked, short)
    return None


def _asked(scenario: Scenario, place: str) -> Fraction | None:
    """Return the lower bound that is written at a place; None for a ratio and for rules between awards."""
    section, name, *_ = place.split(".")
    if section == "constraints" and scenario.constraint(name).bottom is not None:
        return None
    return written_bound(scenario, place, lower=True)


def _told(scenario: Scenario, formulation: Formulation, clause: Clause, asked: Fraction, short: int) -> Told:
    kind, units = formulation.units.get(clause.name, ("money", 1))
    amount, most = (_shown(each, kind) for each in (asked, asked - Fraction(short, units)))
    place, name = place_of(scenario, clause.place), named_clause(clause)
    if asked * units == short:
        return told(place, "R622", clause=name, amount=amount)
    return told(place, "R621", clause=name, amount=amount, most=most)


def _shown(value: Fraction, kind: str) -> str:
    return exact_money(int(value // 1)) if kind == "money" else plain(value)


def _short(problem: Problem, most: IntArray) -> Flags:
    pairs = zip(problem.row_lower, most.tolist(), strict=True)
    return np.array([lower is not None and lower > reached for lower, reached in pairs], dtype=np.bool_)


def _most(problem: Problem) -> IntArray:
    """Return the most each row comes to between the bounds of its columns."""
    owners = np.repeat(np.arange(problem.row_count), np.diff(problem.row_start))
    ends = [
        whole_products(problem.row_coefficients, bound[problem.row_columns])
        for bound in (problem.lower, problem.upper)
    ]
    return added_by(owners, np.maximum(*ends), problem.row_count)
