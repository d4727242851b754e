"""Laws of exact columns, against Python's own fractions row by row."""

import operator
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.exact import Exact, whole_root
from simulator.money import LARGEST, ROUNDING
from simulator.problems import FindingError

SMALLEST = -(2**63)
edges = st.sampled_from([0, 1, -1, LARGEST, -LARGEST, SMALLEST, SMALLEST + 1, 2**62, 2**31, 10**16])
machine = st.integers(SMALLEST, LARGEST) | st.integers(-1000, 1000) | edges
wide = machine | st.sampled_from([2**63, 2**64, -(10**30), 10**30])
symmetric = st.integers(-LARGEST, LARGEST) | st.integers(-20, 20)
COMPARISONS = {
    np.equal: operator.eq,
    np.not_equal: operator.ne,
    np.less: operator.lt,
    np.less_equal: operator.le,
    np.greater: operator.gt,
    np.greater_equal: operator.ge,
}


@st.composite
def columns(draw, rows: int, numbers: st.SearchStrategy[int] = wide) -> Exact:
    """Return rows or a constant, of int64 or Python ints, over a common or each row's denominator."""
    length = draw(st.sampled_from([rows, rows, rows, 1]))
    held = draw(st.lists(numbers, min_size=length, max_size=length))
    kept = all(SMALLEST <= each <= LARGEST for each in held) and draw(st.booleans())
    numerator = np.array(held, dtype=np.int64 if kept else object)
    common = st.sampled_from([1, 1, 3, 100, 2**40, LARGEST, 10**25])
    if length == 1:
        return Exact(numerator, draw(common))
    each_row = st.lists(st.integers(1, 10**6), min_size=length, max_size=length).map(np.array)
    return Exact(numerator, draw(common | each_row))


@st.composite
def pairs(draw) -> tuple[Exact, Exact, int]:
    rows = draw(st.integers(1, 6))
    return draw(columns(rows)), draw(columns(rows)), rows


def spread(column: Exact, rows: int) -> list[Fraction]:
    exact = column.fractions()
    return list(exact) * rows if len(exact) == 1 else list(exact)


def same_length(column: Exact, left: Exact, right: Exact) -> bool:
    return len(column) == max(len(left), len(right)) == len(column.fractions())


ARITHMETIC = (operator.add, operator.sub, operator.mul)


@pytest.mark.parametrize("act", ARITHMETIC)
@given(pairs())
def test_arithmetic_is_the_fractions_row_by_row(act, pair):
    left, right, rows = pair
    result = act(left, right)
    assert same_length(result, left, right)
    assert spread(result, rows) == [
        act(a, b) for a, b in zip(spread(left, rows), spread(right, rows), strict=True)
    ]


@given(pairs())
def test_division_is_exact_with_a_positive_denominator_or_refused(pair):
    left, right, rows = pair
    divisors = spread(right, rows)
    if 0 in divisors:
        with pytest.raises(ZeroDivisionError):
            _ = left / right
        return
    result = left / right
    assert same_length(result, left, right)
    assert (np.asarray(result.denominator) > 0).all()
    assert spread(result, rows) == [a / b for a, b in zip(spread(left, rows), divisors, strict=True)]


@given(pairs())
def test_a_quotient_computes_on_like_any_column(pair):
    left, right, rows = pair
    if 0 in right.fractions():
        return
    result = (left / right) * right - left
    assert spread(result, rows) == [Fraction(0)] * rows


@pytest.mark.parametrize("test", COMPARISONS)
@given(pairs())
def test_comparison_is_that_of_the_fractions(test, pair):
    left, right, rows = pair
    flags = left.compare(test, right)
    assert flags.dtype == np.bool_
    expected = [COMPARISONS[test](a, b) for a, b in zip(spread(left, rows), spread(right, rows), strict=True)]
    assert np.broadcast_to(flags, rows).tolist() == expected


@given(pairs())
def test_the_smaller_and_the_larger_are_those_of_the_fractions(pair):
    left, right, rows = pair
    both = list(zip(spread(left, rows), spread(right, rows), strict=True))
    assert spread(left.minimum(right), rows) == [min(each) for each in both]
    assert spread(left.maximum(right), rows) == [max(each) for each in both]


@given(pairs(), st.data())
def test_a_choice_takes_each_row_from_one_side(pair, data):
    left, right, rows = pair
    flags = np.array(data.draw(st.lists(st.booleans(), min_size=rows, max_size=rows)))
    both = zip(flags.tolist(), spread(left, rows), spread(right, rows), strict=True)
    assert spread(left.where(flags, right), rows) == [a if flag else b for flag, a, b in both]


@given(pairs(), st.fractions(max_denominator=10**6) | st.integers(-(2**70), 2**70))
def test_a_number_scales_every_row(pair, factor):
    left, _, rows = pair
    assert spread(left * factor, rows) == [each * factor for each in spread(left, rows)]


@given(pairs(), st.data())
def test_taking_rows_takes_their_own_denominators(pair, data):
    left, right, rows = pair
    column = left + right
    if len(column) != rows:
        return
    chosen = np.array(data.draw(st.lists(st.integers(0, rows - 1), max_size=8)), dtype=np.intp)
    exact = column.fractions()
    assert column.take(chosen).fractions() == tuple(exact[each] for each in chosen)
    flags = np.array(data.draw(st.lists(st.booleans(), min_size=rows, max_size=rows)))
    kept = zip(exact, flags, strict=True)
    assert column.take(flags).fractions() == tuple(each for each, flag in kept if flag)


@pytest.mark.parametrize("mode", ROUNDING)
@given(pairs(), st.sampled_from([1, 2, 7, 100, 1_000_000, 10**12]))
def test_rounding_is_that_of_the_fraction_or_does_not_fit(mode, pair, quantum):
    left, right, rows = pair
    column = left * right
    expected = [ROUNDING[mode](each / quantum) * quantum for each in column.fractions()]
    if any(abs(each) > LARGEST for each in expected):
        with pytest.raises(FindingError, match="64-bit"):
            column.round(mode, quantum)
        return
    rounded = column.round(mode, quantum)
    assert rounded.dtype == np.int64
    assert rounded.tolist() == expected
    assert rows >= len(rounded)


@pytest.mark.parametrize("mode", ROUNDING)
@given(pairs(), st.fractions(Fraction(1, 10**6), 10**6, max_denominator=10**6) | st.just(Fraction(1, 7)))
def test_rounding_in_any_size_takes_any_positive_quantum(mode, pair, quantum):
    left, right, _ = pair
    column = left * right
    rounded = column.rounded(mode, quantum)
    assert same_length(rounded, column, column)
    assert rounded.fractions() == tuple(
        ROUNDING[mode](each / quantum) * quantum for each in column.fractions()
    )


@pytest.mark.parametrize("mode", ROUNDING)
@given(st.lists(st.tuples(symmetric, st.integers(1, LARGEST) | st.integers(1, 9)), min_size=1, max_size=5))
def test_int64_is_enough_to_round_int64_over_int64(mode, rows):
    numerators, denominators = (np.array(each, dtype=np.int64) for each in zip(*rows, strict=True))
    expected = [ROUNDING[mode](Fraction(a, b)) for a, b in rows]
    each_row = Exact(numerators, denominators).rounded(mode)
    assert each_row.numerator.dtype == np.int64
    assert each_row.numerator.tolist() == expected
    common = Exact(numerators, int(denominators[0])).rounded(mode)
    assert common.numerator.dtype == np.int64
    assert common.numerator.tolist() == [ROUNDING[mode](Fraction(a, rows[0][1])) for a, _ in rows]


def test_rows_of_their_own_denominators_are_rounded_half_even_to_a_hundred():
    rows = np.arange(1, 200_001)
    column = Exact(rows * 10**9 + 1, rows % 997 + 1)
    rounded = column.round("half_even", 100)
    picked = [0, 995, 996, 123_456, 199_999]
    exact = [round(Fraction((each + 1) * 10**9 + 1, (each + 1) % 997 + 1) / 100) * 100 for each in picked]
    assert rounded[picked].tolist() == exact


@given(pairs(), st.fractions(max_denominator=10**6) | st.sampled_from([2**63, -(10**30)]), st.data())
def test_a_value_replaces_the_rows_it_is_asked_for(pair, value, data):
    left, _, rows = pair
    flags = np.array(data.draw(st.lists(st.booleans(), min_size=rows, max_size=rows)))
    replaced = left.replaced(flags, value)
    assert (np.asarray(replaced.denominator) > 0).all()
    kept = zip(flags.tolist(), spread(left, rows), strict=True)
    assert spread(replaced, rows) == [value if flag else each for flag, each in kept]


@given(st.lists(wide), st.integers(1, 10**25))
def test_whole_numbers_over_a_denominator_are_their_fractions(numbers, denominator):
    assert Exact.of(numbers, denominator).fractions() == tuple(
        Fraction(each, denominator) for each in numbers
    )


def test_a_tie_is_settled_by_the_mode():
    halves = Exact(np.array([-3, -1, 1, 3, 5]), 2)
    assert halves.round().tolist() == [-1, 0, 1, 2, 3]
    assert halves.round("half_even").tolist() == [-2, 0, 0, 2, 2]
    assert halves.round("down").tolist() == [-2, -1, 0, 1, 2]
    assert halves.round("up").tolist() == [-1, 0, 1, 2, 3]


@pytest.mark.parametrize("quantum", [0, -1, Fraction(1, 2)])
def test_a_quantum_is_a_positive_whole_number(quantum):
    with pytest.raises(ValueError, match="quantum"):
        Exact.of([1]).round("half_up", quantum)


@pytest.mark.parametrize("quantum", [0, -1, Fraction(-1, 2)])
def test_a_quantum_of_any_size_is_positive(quantum):
    with pytest.raises(ValueError, match="positive"):
        Exact.of([1]).rounded("half_up", quantum)


@given(st.lists(wide))
def test_whole_numbers_come_back_as_they_went_in(numbers):
    column = Exact.of(numbers)
    assert len(column) == len(numbers)
    assert column.fractions() == tuple(map(Fraction, numbers))


@given(st.fractions() | st.integers(), st.integers(0, 5))
def test_a_constant_is_itself_on_every_row(number, rows):
    assert Exact.constant(number, rows).fractions() == (Fraction(number),) * rows


def test_int64_is_kept_while_the_bound_allows_it():
    money = Exact.of([10**12, -(10**12)])
    for kept in (
        money + money,
        money - money,
        money * Fraction(1, 3),
        money / Exact.of([7, -7]),
        money / Exact.of([3]),
    ):
        assert kept.numerator.dtype == np.int64
    assert (money * money).numerator.dtype == object


def test_a_constant_divisor_leaves_a_common_denominator():
    assert (Exact.of([1, 2]) / Exact.constant(Fraction(2, 3), 1)).denominator == 2


@given(pairs())
def test_no_operation_changes_its_columns(pair):
    left, right, _ = pair
    for column in (left, right):
        column.numerator.flags.writeable = False
    before = left.fractions(), right.fractions()
    for act in ARITHMETIC:
        act(left, right)
    left.minimum(right)
    assert (left.fractions(), right.fractions()) == before


def test_empty_columns_stay_empty():
    empty = Exact.of([])
    for result in (empty + empty, empty * Fraction(1, 3), empty / empty, empty.minimum(Exact.constant(1, 1))):
        assert result.fractions() == ()
    assert empty.round().tolist() == []


@given(number=st.integers(0, 10**60), degree=st.integers(1, 40))
def test_a_whole_root_is_the_largest_whose_power_is_no_more(number, degree):
    root = whole_root(number, degree)
    assert root**degree <= number < (root + 1) ** degree


@given(root=st.integers(0, 10**6), degree=st.integers(1, 12))
def test_the_root_of_a_power_is_its_base(root, degree):
    assert whole_root(root**degree, degree) == root
