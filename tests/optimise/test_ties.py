"""The tie rule is lexicographic over choices and amounts alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.optimise import Kind, LinearForm, ProblemBuilder, solve
from simulator.optimise.reduce import Box
from simulator.optimise.ties import in_order, next_chunk, place_values
from tests.optimise.support import best_plan


def equal_claims(count: int, funded: int, order: list[int]):
    builder = ProblemBuilder()
    columns = list(builder.add_columns([f"x{j}" for j in range(count)], 0, 1, Kind.CHOICE))
    builder.add_row("places", columns, [1] * count, None, funded, place="places")
    builder.add_goal("funded", LinearForm(tuple(columns), (1,) * count))
    return builder.build(order)


@given(st.data())
def test_of_identical_claims_the_first_in_tie_order_are_funded(data):
    count = data.draw(st.integers(1, 40))
    funded = data.draw(st.integers(0, count))
    order = data.draw(st.permutations(range(count)))
    answer = solve(equal_claims(count, funded, order))
    assert answer.unique
    assert {column for column, value in enumerate(answer.values) if value} == set(order[:funded])


@given(st.lists(st.integers(0, 3), min_size=1, max_size=5))
def test_place_values_order_chunks_as_dictionaries_do(spans):
    box = Box(np.zeros(len(spans), dtype=np.int64), np.array(spans))
    form = place_values(tuple(range(len(spans))), box)
    ranked = sorted(np.ndindex(*[span + 1 for span in spans]))
    values = [form.value(plan) for plan in ranked]
    assert values == sorted(values)
    assert len(set(values)) == len(values)


def test_amounts_share_what_is_left_in_tie_order():
    builder = ProblemBuilder()
    builder.add_columns(["a", "b", "c"], 0, 10**9, Kind.AMOUNT)
    builder.add_row("pot", [0, 1, 2], [1, 1, 1], 1_234_567_891, 1_234_567_891, place="pot")
    builder.add_goal("sum", LinearForm((0, 1, 2), (1, 1, 1)))
    assert solve(builder.build([2, 0, 1])).values == (234_567_891, 0, 10**9)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_chunk_holds_one_amount_or_a_run_of_choices(kind):
    builder = ProblemBuilder()
    builder.add_columns([f"x{j}" for j in range(20)], 0, 1, kind)
    builder.add_column("other", 0, 1, Kind.AMOUNT)
    problem = builder.build()
    box = Box(problem.lower, problem.upper)
    assert len(next_chunk(problem, problem.ties, box)) == (16 if kind is Kind.CHOICE else 1)
    assert len(next_chunk(problem, problem.ties[18:], box)) == (2 if kind is Kind.CHOICE else 1)
    assert next_chunk(problem, (), box) == ()


def test_mixed_ties_equal_those_found_by_counting():
    builder = ProblemBuilder()
    builder.add_columns(["a", "b"], 0, 8, Kind.AMOUNT)
    builder.add_columns(["p", "q"], -1, 2, Kind.CHOICE)
    builder.add_row("mix", [0, 1, 2, 3], [2, 3, 4, 5], 9, 17, place="mix")
    problem = builder.build([3, 1, 2, 0])
    assert solve(problem).values == best_plan(problem)


@given(st.lists(st.integers(0, 2), min_size=1, max_size=12), st.integers(0, 30), st.randoms())
def test_identical_columns_are_filled_in_tie_order_and_no_sum_moves(kinds, amount, chance):
    builder = ProblemBuilder()
    columns = list(builder.add_columns([f"x{j}" for j in range(len(kinds))], 0, 3, Kind.CHOICE))
    builder.add_row("sum", columns, [1 + kind for kind in kinds], None, 99, place="sum")
    builder.add_goal("points", LinearForm(tuple(columns), tuple(5 - kind for kind in kinds)))
    order = chance.sample(columns, len(columns))
    problem = builder.build(order)
    plan = np.array([(amount * (column + 1)) % 4 for column in columns])
    ordered = in_order(problem, plan)
    for kind in set(kinds):
        group = [column for column in order if kinds[column] == kind]
        filled = [int(ordered[column]) for column in group]
        assert sum(filled) == int(plan[group].sum())
        assert filled == sorted(filled, reverse=True)
        assert sum(0 < each < 3 for each in filled) <= 1


def test_a_wide_problem_left_open_has_its_identical_columns_in_order():
    builder = ProblemBuilder()
    columns = list(builder.add_columns([f"x{j}" for j in range(160)], 0, 1_000, Kind.AMOUNT))
    builder.add_row("pot", columns, [1000] * 80 + [999] * 80, None, 40_000_123, place="pot")
    builder.add_row("part", columns, [827] * 80 + [-1000] * 80, 5, None, place="part")
    builder.add_goal("points", LinearForm(tuple(columns), (7,) * 80 + (6,) * 80))
    values = solve(builder.build()).values
    assert list(values[:80]) == sorted(values[:80], reverse=True)
    assert list(values[80:]) == sorted(values[80:], reverse=True)
