"""Laws of the integer problem and of its builder."""

import json
import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.optimise import Kind, LinearForm, ProblemBuilder, collect, violations
from simulator.optimise.problem import activities, content_digest, whole_array
from tests.optimise.support import small_problem

whole = st.integers(-(10**25), 10**25)
terms = st.lists(st.tuples(st.integers(0, 5), whole), max_size=8)
plans = st.lists(whole, min_size=6, max_size=6)


def form_of(pairs: list[tuple[int, int]], constant: int = 0) -> LinearForm:
    return LinearForm(tuple(c for c, _ in pairs), tuple(a for _, a in pairs), constant)


@given(first=terms, second=terms, shift=whole, plan=plans)
def test_the_value_of_a_sum_is_the_sum_of_the_values(first, second, shift, plan):
    left, right = form_of(first, shift), form_of(second)
    assert (left + right).value(plan) == left.value(plan) + right.value(plan)


@given(pairs=terms, factor=whole, shift=whole, plan=plans)
def test_the_value_of_a_multiple_is_the_multiple_of_the_value(pairs, factor, shift, plan):
    form = form_of(pairs, shift)
    assert form.times(factor).value(plan) == factor * form.value(plan)


@given(pairs=terms, plan=plans)
def test_collecting_terms_keeps_the_value_and_names_each_column_once(pairs, plan):
    form = collect([c for c, _ in pairs], [a for _, a in pairs])
    assert form.value(plan) == form_of(pairs).value(plan)
    assert list(form.columns) == sorted(set(form.columns))
    assert 0 not in form.coefficients


@given(rows=st.lists(terms, max_size=5), plan=plans)
def test_row_sums_are_exact_beyond_int64(rows, plan):
    builder = ProblemBuilder()
    builder.add_columns(list("abcdef"), -(10**25), 10**25, Kind.AMOUNT)
    for index, pairs in enumerate(rows):
        builder.add_form(f"r{index}", form_of(pairs), None, 0)
    expected = [form_of(pairs).value(plan) for pairs in rows]
    assert activities(builder.build(), whole_array(plan)).tolist() == expected


@pytest.mark.parametrize("seed", range(60))
def test_violations_say_exactly_which_rows_and_bounds_are_missed_and_by_how_much(seed):
    problem = small_problem(seed)
    chance = random.Random(seed)
    plan = [chance.randint(-9, 12) for _ in range(problem.column_count)]
    expected = {}
    for row in (problem.row(index) for index in range(problem.row_count)):
        reached = row.form.value(plan)
        low = reached if row.lower is None else row.lower
        high = reached if row.upper is None else row.upper
        expected |= {row.name: max(low - reached, reached - high)} if not low <= reached <= high else {}
    for column, (low, high) in enumerate(zip(problem.lower, problem.upper, strict=True)):
        if not low <= plan[column] <= high:
            expected[problem.column_names[column]] = max(low - plan[column], plan[column] - high)
    assert {broken.name: broken.shortfall for broken in violations(problem, plan)} == expected


NOT_WHOLE = (1.0, float("nan"), np.float64(3), True, "1", None, Fraction(1, 2))
PLACES = ("lower", "upper", "coefficient", "row bound", "goal", "constant")
# None is how a missing row bound is written, and no fault there
WRONG = [(bad, where) for bad in NOT_WHOLE for where in PLACES if (bad, where) != (None, "row bound")]


@pytest.mark.parametrize(("bad", "where"), WRONG)
def test_what_is_not_a_whole_number_is_refused_by_name(bad, where):
    builder = ProblemBuilder()
    builder.add_column("rent", 0, 9, Kind.AMOUNT)
    attempts = {
        "lower": lambda: builder.add_column("fees", bad, 9, Kind.AMOUNT),
        "upper": lambda: builder.add_columns(["fees"], [0], [bad], Kind.AMOUNT),
        "coefficient": lambda: builder.add_row("fees", [0], [bad], 0, 1),
        "row bound": lambda: builder.add_row("fees", [0], [1], bad, bad),
        "goal": lambda: builder.add_goal("fees", LinearForm((0,), (bad,))),
        "constant": lambda: builder.add_goal("fees", LinearForm((0,), (1,), bad)),
    }
    with pytest.raises(ValueError, match="fees"):
        attempts[where]()


@pytest.mark.parametrize(
    ("attempt", "message"),
    [
        (lambda b: b.add_column("rent", 0, 1, Kind.CHOICE), "column 'rent' is given twice"),
        (lambda b: b.add_column("fees", 2, 1, Kind.CHOICE), "column 'fees': lower bound 2 is above"),
        (lambda b: b.add_columns(["a", "b"], [0], 1, Kind.CHOICE), "1 lower bounds for 2 columns"),
        (lambda b: b.add_column("", 0, 1, Kind.CHOICE), "needs a name"),
        (lambda b: b.add_row("cap", [0], [1], 0, 1), "row 'cap' is given twice"),
        (lambda b: b.add_row("new", [1], [1], 0, 1), "row 'new': column 1 does not exist"),
        (lambda b: b.add_row("new", [-1], [1], 0, 1), "row 'new': column -1 does not exist"),
        (lambda b: b.add_row("new", [0, 0], [1], 0, 1), "row 'new': 2 columns but 1 coefficients"),
        (lambda b: b.add_row("new", [0], [1], None, None), "row 'new' has no bound"),
        (lambda b: b.add_row("new", [0], [1], 2, 1), "row 'new': lower bound 2 is above"),
        (lambda b: b.add_goal("points", LinearForm()), "goal 'points' is given twice"),
        (lambda b: b.add_goal("new", LinearForm((3,), (1,))), "goal 'new': column 3 does not exist"),
        (lambda b: b.add_goal("new", LinearForm(), 0), "goal 'new': scale 0"),
        (lambda b: b.build([1]), "ties: column 1 does not exist"),
        (lambda b: b.build([0, 0]), "ties: a column is listed twice"),
    ],
)
def test_a_faulty_block_is_refused_by_name(attempt, message):
    builder = ProblemBuilder()
    builder.add_column("rent", 0, 9, Kind.AMOUNT)
    builder.add_row("cap", [0], [1], None, 5)
    builder.add_goal("points", LinearForm((0,), (1,)))
    with pytest.raises(ValueError, match=message):
        attempt(builder)


def test_a_form_with_unequal_parts_is_refused():
    with pytest.raises(ValueError, match="one coefficient for each column"):
        LinearForm((0, 1), (1,))


def test_a_plan_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="values for"):
        violations(small_problem(3), [0] * 40)


def test_a_column_named_twice_in_a_row_has_its_coefficients_added():
    builder = ProblemBuilder()
    builder.add_columns(["a", "b"], 0, 9, Kind.AMOUNT)
    builder.add_row("r", [1, 0, 1], [2, 1, 3], None, 5)
    assert builder.build().row(0).form == LinearForm((0, 1), (1, 5))


def test_blocks_given_as_arrays_equal_blocks_given_one_by_one():
    whole_block, single = ProblemBuilder(), ProblemBuilder()
    whole_block.add_columns(["a", "b"], np.array([0, 1]), np.array([5, 6]), Kind.AMOUNT)
    single.add_column("a", 0, 5, Kind.AMOUNT)
    single.add_column("b", 1, 6, Kind.AMOUNT)
    for builder in (whole_block, single):
        builder.add_row("r", np.array([0, 1]), np.array([3, 4]), 0, 9)
    assert whole_block.build().digest() == single.build().digest()


@pytest.mark.parametrize("seed", range(30))
def test_the_digest_is_that_of_the_content_and_moves_with_any_bound(seed):
    problem = small_problem(seed)
    again = json.loads(json.dumps(problem.content()))
    assert content_digest(again) == problem.digest()
    again["columns"]["upper"] = [number + 1 for number in problem.upper.tolist()]
    assert content_digest(again) != problem.digest()


def test_the_arrays_of_a_problem_cannot_be_written():
    problem = small_problem(5)
    for array in (problem.lower, problem.choice, problem.row_start, problem.row_columns):
        with pytest.raises(ValueError, match="read-only"):
            array[:] = 0


def test_every_column_takes_its_place_in_the_tie_order():
    builder = ProblemBuilder()
    builder.add_columns(["a", "b", "c"], 0, 1, Kind.CHOICE)
    assert builder.build([2]).ties == (2, 0, 1)
