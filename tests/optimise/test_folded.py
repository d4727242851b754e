"""Lists written as runs hold the same numbers, whoever reads them."""

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulator import checker
from simulator.optimise.folded import LEAST_RUN, folded, sides, steps
from simulator.optimise.problem import LinearForm, forms_content, whole_array

runs_of = st.lists(st.tuples(st.integers(-3, 3), st.integers(1, 9)), max_size=8)


@given(runs_of)
def test_the_checker_unfolds_what_was_folded(runs):
    numbers = [number for number, times in runs for _ in range(times)]
    told = json.loads(json.dumps(folded(whole_array(numbers))))
    assert checker.unfold(told, len(numbers)) == numbers


@given(st.lists(st.none() | st.integers(-1, 1), max_size=20))
def test_missing_bounds_are_unfolded_as_missing(bounds):
    assert checker.unfold(sides(bounds), len(bounds), (int, type(None))) == bounds


@given(st.lists(st.integers(0, 10**30), max_size=9))
def test_numbers_of_any_length_are_kept(numbers):
    assert checker.unfold(folded(whole_array(numbers)), len(numbers)) == numbers


def test_a_long_run_is_written_once_and_a_short_one_out():
    assert folded(np.array([5] * LEAST_RUN)) == [[5, LEAST_RUN]]
    assert folded(np.array([5] * (LEAST_RUN - 1))) == [5] * (LEAST_RUN - 1)


def test_neighbouring_columns_are_one_run():
    assert steps(np.arange(100_000)) == [0, [1, 99_999]]


forms = st.lists(st.dictionaries(st.integers(0, 9), st.integers(-5, 5), max_size=6), max_size=6)


@given(forms, st.integers(-9, 9))
def test_the_checker_reads_the_forms_that_were_written(given_terms, constant):
    written = [LinearForm(tuple(terms), tuple(terms.values()), constant) for terms in given_terms]
    entry = {**forms_content(written), "names": [str(at) for at in range(len(written))]}
    read = checker.forms(entry, 10)
    assert [LinearForm(tuple(f.columns), tuple(f.coefficients), f.constant) for f in read] == written
