"""Leaves that search a case through: the checker finds by its own pairs what the optimiser found."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import checker
from simulator.optimise.exact import Prices, dense
from simulator.optimise.frontier import best_of, pot_of
from simulator.optimise.reduce import Box, whole_box
from simulator.optimise.selection import selection
from tests.optimise.support import all_plans
from tests.optimise.test_frontier import leaning_price, one_row, several_rows
from tests.optimise.test_selection import pot
from tests.tools.support import (
    certificate_of,
    closed,
    one_pot,
    opened,
    plans_of,
    resealed,
    total,
    verdict,
    write,
)


def case_of(problem, box=None) -> checker.Case:
    """Return a problem as the checker knows a case of it, its first goal as the goal."""
    rows = [problem.row(index) for index in range(problem.row_count)]
    known = [(form_of(row.form), row.lower, row.upper) for row in rows]
    ends = box or whole_box(problem)
    spans = list(zip(ends.lower.tolist(), ends.upper.tolist(), strict=True))
    return checker.Case(known, form_of(problem.goals[0].form), spans)


def form_of(form) -> checker.Form:
    return checker.Form(list(form.columns), list(form.coefficients), form.constant)


def node_of(prices: Prices):
    pairs = [list(pair) for pair in zip(prices.rows, prices.numerators, strict=True)]
    return {"frontier": pairs, "over": prices.denominator}


def both_bounds(problem, prices: Prices, box: Box, floor: int) -> tuple[int, int]:
    """Return the bound that the checker finds and the one the optimiser finds, constants taken in."""
    constant = problem.goals[0].form.constant
    cost = dense(problem.goals[0].form, problem.column_count)
    found = best_of(pot_of(problem, cost, prices, box), floor - constant).value
    ours = floor if found is None else found + constant
    return checker.frontier_bound(node_of(prices), case_of(problem, box), floor), ours


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10**9), above=st.integers(-40, 4))
def test_both_find_the_same_bound_under_one_row(seed, above):
    chance = random.Random(seed)
    problem = one_row(chance)
    prices = leaning_price(chance, problem)
    values = [problem.goals[0].form.value(plan) for plan in all_plans(problem)]
    floor = max(values, default=0) + above
    found, ours = both_bounds(problem, prices, whole_box(problem), floor)
    assert found == ours == max([floor, *values])


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_both_find_the_same_bound_for_rows_priced_together_in_a_part_of_the_box(seed):
    chance = random.Random(seed)
    problem = several_rows(chance)
    tops = [(row, chance.choice([1, 2, 5, -1, -3])) for row in range(3) if chance.random() < 0.8]
    prices = Prices(tuple(r for r, _ in tops), tuple(t for _, t in tops), chance.choice([1, 2, 9]))
    lower = np.array([chance.choice([0, 0, 1]) for _ in problem.lower])
    box = Box(np.minimum(lower, problem.upper), problem.upper)
    found, ours = both_bounds(problem, prices, box, chance.randint(-5, 40))
    assert found == ours
    inside = [plan for plan in all_plans(problem) if np.all(np.array(plan) >= box.lower)]
    assert all(problem.goals[0].form.value(plan) <= found for plan in inside)


@pytest.mark.parametrize("seed", range(20))
def test_no_plan_but_a_best_one_can_be_told_as_best(seed, tmp_path):
    parts = opened(certificate_of(one_pot(seed, 6)))
    goal = parts["problem"]["goals"]
    best = parts["stages"][0]["value"]
    for plan in plans_of(parts, range(1)):
        reached = total(goal["terms"][0], goal["constants"][0], plan)
        parts["primal"], parts["stages"][0] = (
            list(plan),
            {**parts["stages"][0], "value": reached, "bound": reached},
        )
        assert verdict(write(tmp_path, closed(parts))) == (0 if reached == best else 1)


@pytest.mark.parametrize("count", [20, 60, 120])
@pytest.mark.parametrize("kind", ["scores", "ten thousands"])
def test_the_checker_looks_at_no_more_pairs_than_the_optimiser(count, kind, monkeypatch, tmp_path, capsys):
    problem = pot(count, count, kind)
    found = selection(problem, problem.goals[0].form)
    cost = dense(problem.goals[0].form, count)
    ours = pot_of(problem, cost, found.tree[0].prices, whole_box(problem))
    states = best_of(ours, found.value).states
    path = write(tmp_path, certificate_of(problem))
    monkeypatch.setattr(checker, "MOST_PAIRS", states)
    assert verdict(path) == 0
    monkeypatch.setattr(checker, "MOST_PAIRS", 0)
    assert verdict(path) == 1
    assert "a frontier has too many pairs" in capsys.readouterr().out


def test_endless_pairs_are_refused_in_good_time(tmp_path, monkeypatch):
    certificate = opened(certificate_of(pot(1, 40)))
    # as worthy as it is dear: nothing tells the projects apart, and the floor is too low to help
    certificate["problem"]["goals"]["terms"] = certificate["problem"]["rows"]["terms"]
    monkeypatch.setattr(checker, "MOST_PAIRS", 20_000)
    assert verdict(write(tmp_path, closed(certificate))) == 1


@pytest.mark.parametrize(
    "node",
    [
        {"frontier": [[0, 1]], "over": 0},
        {"frontier": [[0, 1]], "over": -1},
        {"frontier": [[0, 1]]},
        {"frontier": [[1, 1]], "over": 1},
        {"frontier": [[-1, 1]], "over": 1},
        {"frontier": [[0, 1.5]], "over": 1},
        {"frontier": [[0, "1"]], "over": 1},
        {"frontier": [0], "over": 1},
        {"frontier": None, "over": 1},
        {"frontier": [], "over": 1},
        {"frontier": [[0, -1]], "over": 1},
    ],
)
def test_a_malformed_frontier_or_one_that_prices_nothing_is_refused(node, tmp_path, capsys):
    certificate = certificate_of(pot(2, 12))
    certificate["stages"][0]["tree"] = [node]
    assert verdict(write(tmp_path, resealed(certificate))) == 1
    assert capsys.readouterr().err == ""


def test_a_frontier_never_shows_that_there_is_no_plan(tmp_path):
    certificate = certificate_of(pot(2, 12, room=-1))
    assert certificate["status"] == "infeasible"
    certificate["tree"] = [{"frontier": [[0, 1]], "over": 1}]
    assert verdict(write(tmp_path, resealed(certificate))) == 1


def test_certificates_of_the_format_before_are_still_read(tmp_path):
    certificate = certificate_of(pot(3, 12))
    assert certificate["format"] == 3
    assert verdict(write(tmp_path, resealed({**certificate, "format": 2}))) == 0
    for unknown in (1, 4, 2.0, "2", True, None):
        assert verdict(write(tmp_path, resealed({**certificate, "format": unknown}))) == 1
