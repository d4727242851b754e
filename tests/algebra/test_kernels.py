"""Laws of compiled amounts: whichever kernel runs, the fen are those of the fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from simulator.algebra import EVERYONE, NOBODY, NOTHING, constant, flag, leaf
from simulator.algebra.kernels import compile_rounded
from simulator.exact import Exact
from simulator.money import LARGEST
from simulator.problems import FindingError
from tests.algebra.trees import HUGE, MIDDLE, SMALL, cases, due, often

FLOAT, INT, SPLIT, ANY = "blocks of float64", "blocks of int64", "split", "whole numbers of any size"
RENT, RD, STRATEGIC = leaf("rent"), leaf("rd"), flag("strategic")


@pytest.mark.parametrize("size", [SMALL, 10**15, 10**17, HUGE])
@given(st.data())
@often
def test_every_kernel_pays_what_the_fractions_say(size, data):
    pays_what_the_fractions_say(data.draw(cases(sizes=(size,), quotients=True)))


@pytest.mark.soak
@pytest.mark.parametrize("size", [SMALL, 10**8, MIDDLE, 10**15, 10**17, HUGE])
@given(st.data())
@settings(max_examples=3_000, deadline=None)
def test_every_kernel_pays_what_the_fractions_say_of_longer_rules(size, data):
    pays_what_the_fractions_say(data.draw(cases(sizes=(size,), most_nodes=30)))


def pays_what_the_fractions_say(case):
    amount, truth, columns = case
    program = compile_rounded(amount, columns.ranges, eligible=truth)
    event(program.kernel)
    expected = [due(amount, truth, row) for row in columns.all_rows]
    if max(expected) > LARGEST:
        with pytest.raises(FindingError, match="64-bit"):
            program.run(columns.fetch, columns.rows)
        return
    found = program.run(columns.fetch, columns.rows)
    assert found.dtype == np.int64
    assert found.tolist() == expected
    assert max(expected) <= program.largest


def ran(program, columns, rows) -> list[int]:
    return program.run(columns.__getitem__, rows).tolist()


@pytest.mark.parametrize(
    ("largest", "kernel"),
    [
        (2**52 - 10, FLOAT),
        (2**52, INT),
        (2**61, INT),
        (2**63 - 1, SPLIT),
        (2**63, ANY),
    ],
)
def test_the_kernel_is_the_first_whose_limit_the_bounds_keep(largest, kernel):
    program = compile_rounded(RENT * Fraction(1, 3), {"rent": (0, largest, 1)})
    assert program.kernel == kernel
    assert program.unit == Fraction(1, 3)
    assert program.largest == (2 * largest + 3) // 6
    rents = [largest, largest - 1, largest - 2, 0, 1, 2]
    assert ran(program, {"rent": Exact.of(rents)}, 6) == [(2 * rent + 3) // 6 for rent in rents]


@pytest.mark.parametrize("limit", [2**52, 2**63])
@pytest.mark.parametrize("beside", range(-4, 5))
def test_the_limit_of_a_kernel_is_kept_to_the_last_whole_number(limit, beside):
    largest = limit + beside
    program = compile_rounded(RENT.minimum(RD), {"rent": (0, largest, 1), "rd": (-largest, largest, 1)})
    columns = {"rent": Exact.of([largest, largest, 0]), "rd": Exact.of([largest - 1, largest, -largest])}
    expected = [largest - 1, largest, 0]
    if largest > LARGEST:
        with pytest.raises(FindingError, match="64-bit"):
            ran(program, columns, 3)
    else:
        assert ran(program, columns, 3) == expected


@pytest.mark.parametrize("rate", [Fraction(1, 3), Fraction(10, 85), Fraction(9999, 10_000), Fraction(1, 1)])
def test_a_share_too_big_for_one_product_is_split(rate):
    largest = LARGEST
    number = (RENT * rate).where(STRATEGIC, NOTHING)
    program = compile_rounded(number, {"rent": (-largest, largest, 1)}, eligible=flag("young"))
    assert program.kernel == (INT if rate == 1 else SPLIT)
    rents = [largest, largest - 1, -largest, 5, largest, 12345]
    columns = {
        "rent": Exact.of(rents),
        "strategic": np.array([True] * 5 + [False]),
        "young": np.array([True] * 4 + [False, True]),
    }
    held = [True] * 4 + [False, False]
    assert ran(program, columns, 6) == [
        max(0, int(rent * rate + Fraction(1, 2))) if hold else 0
        for rent, hold in zip(rents, held, strict=True)
    ]


def test_a_share_below_zero_of_a_column_on_both_sides_of_zero_is_not_split():
    program = compile_rounded(RENT * Fraction(-1, 3), {"rent": (-LARGEST, LARGEST, 1)})
    columns = {"rent": Exact.of([-LARGEST, -7, 7, LARGEST])}
    assert program.kernel == ANY
    assert ran(program, columns, 4) == [(2 * LARGEST + 3) // 6, 2, 0, 0]


def test_a_split_share_takes_columns_of_one_value_and_their_denominator():
    program = compile_rounded((RENT * Fraction(2, 3)).where(STRATEGIC, NOTHING), {"rent": (0, LARGEST, 5)})
    assert program.kernel == SPLIT
    columns = {"rent": Exact.of([LARGEST], 5), "strategic": np.array([True])}
    assert ran(program, columns, 3) == [(4 * LARGEST + 15) // 30] * 3
    assert ran(program, columns, 0) == []


@pytest.mark.parametrize(
    "number",
    [
        RENT * Fraction(1, LARGEST),
        RENT * Fraction(-1, 3) + RD * 0,
        RENT * Fraction(1, 3) + constant(Fraction(1, 7)),
        RENT * Fraction(5, 3),
    ],
)
def test_what_no_split_fits_is_worked_out_in_any_size(number):
    program = compile_rounded(number, {"rent": (0, LARGEST, 1)})
    if program.largest:
        assert program.kernel == ANY
    rents = [0, 1, 10**18, 3 * 10**18]
    expected = [due(number, EVERYONE, {"rent": Fraction(rent), "rd": Fraction(0)}) for rent in rents]
    assert ran(program, {"rent": Exact.of(rents), "rd": Exact.of([0])}, 4) == expected


@pytest.mark.parametrize("kernel", [FLOAT, INT, ANY])
@pytest.mark.parametrize("rows", [0, 1, 8191, 8192, 8193])
def test_kernels_agree_at_the_edges_of_blocks(kernel, rows):
    scale = {FLOAT: 1, INT: 10**13, ANY: 10**17}[kernel]
    number = (RENT * Fraction(1, 40)).minimum(constant(15 * scale)) * Fraction(6, 5)
    program = compile_rounded(number, {"rent": (0, 1000 * scale, 1)}, eligible=STRATEGIC)
    assert program.kernel == kernel
    each = np.arange(rows) * 7 % 1001
    columns = {"rent": Exact.of([rent * scale for rent in each.tolist()]), "strategic": each % 4 > 0}
    found = program.run(columns.__getitem__, rows)
    assert found.tolist() == [
        (min(rent * scale * 30, 18_000 * scale) + 500) // 1000 if rent % 4 else 0 for rent in each.tolist()
    ]


# ── what is asked of a program ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("top", [9, 10**14, 10**30])
def test_an_amount_below_zero_and_a_firm_not_eligible_get_nothing(top):
    program = compile_rounded(RENT, {"rent": (-top, top, 1)}, eligible=STRATEGIC)
    columns = {"rent": Exact.of([-top, -1, 5, 6]), "strategic": np.array([True, True, True, False])}
    assert ran(program, columns, 4) == [0, 0, 5, 0]


def test_who_is_not_eligible_may_be_too_big_for_a_column():
    program = compile_rounded(RENT, {"rent": (0, 10**30, 1)}, eligible=STRATEGIC)
    columns = {"rent": Exact.of([10**30, 7]), "strategic": np.array([False, True])}
    assert ran(program, columns, 2) == [0, 7]
    with pytest.raises(FindingError, match="64-bit"):
        ran(program, {**columns, "strategic": np.array([True, True])}, 2)


def test_nobody_eligible_is_nothing_and_needs_no_column():
    program = compile_rounded(constant(500), {}, eligible=NOBODY)
    assert (program.kernel, program.largest) == (FLOAT, 0)
    assert ran(program, {}, 3) == [0, 0, 0]


@pytest.mark.parametrize("value", [Fraction(1, 2), Fraction(10**17, 3), 2**62, LARGEST])
def test_a_constant_is_paid_to_every_row(value):
    program = compile_rounded(constant(value), {})
    assert ran(program, {}, 2) == [int(value + Fraction(1, 2))] * 2


@pytest.mark.parametrize(
    ("held", "denominator"),
    [([11, 3], 1), ([-1, 3], 1), ([5, 10**30], 3), ([4, 6], 2), ([4, 6], np.array([1, 3]))],
)
def test_a_column_that_leaves_its_range_is_worked_out_in_any_size(held, denominator):
    program = compile_rounded(RENT.minimum(constant(10)) * Fraction(1, 2), {"rent": (0, 10, 1)})
    assert program.kernel == FLOAT
    column = Exact(np.array(held, dtype=object), denominator)
    expected = [max(0, int(min(each, 10) / 2 + Fraction(1, 2))) for each in column.fractions()]
    assert ran(program, {"rent": column}, 2) == expected


def test_a_range_left_counts_even_where_the_range_made_the_column_idle():
    program = compile_rounded(RENT.maximum(RD), {"rent": (0, 10, 1), "rd": (20, 30, 1)})
    columns = {"rent": Exact.of([50, 5]), "rd": Exact.of([25, 25])}
    assert ran(program, columns, 2) == [50, 25]


@pytest.mark.parametrize("held", [np.int64, object])
@pytest.mark.parametrize("scale", [1, 10**14])
def test_a_column_of_python_ints_within_its_range_runs_in_blocks(held, scale):
    program = compile_rounded(RENT * Fraction(1, 2), {"rent": (0, 101 * scale, 3)})
    column = Exact(np.array([100 * scale, 101 * scale], dtype=held), 3)
    assert ran(program, {"rent": column}, 2) == [(100 * scale + 3) // 6, (101 * scale + 3) // 6]


@pytest.mark.parametrize("number", [RENT.divided_by(RD, 1), RENT.where(RENT.divided_by(RD).above(RD), RD)])
def test_a_quotient_of_columns_is_worked_out_in_any_size(number):
    program = compile_rounded(number, {"rent": (0, 90, 1), "rd": (0, 9, 1)})
    assert program.kernel == ANY
    columns = {"rent": Exact.of([90, 7, 0]), "rd": Exact.of([0, 2, 9])}
    rows = [{"rent": Fraction(a), "rd": Fraction(b)} for a, b in ((90, 0), (7, 2), (0, 9))]
    assert ran(program, columns, 3) == [due(number, EVERYONE, row) for row in rows]


def test_a_column_without_a_range_is_worked_out_in_any_size():
    program = compile_rounded(RENT + RD, {"rent": (0, 9, 1)})
    assert (program.kernel, program.unit, program.largest) == (ANY, 1, LARGEST)
    columns = {"rent": Exact.of([1, 2]), "rd": Exact(np.array([1, 5]), np.array([2, 3]))}
    assert ran(program, columns, 2) == [2, 4]


def test_each_column_is_fetched_once_however_often_it_is_named():
    number = (leaf("rent") * Fraction(1, 2)).minimum(leaf("rent") - constant(1)) + leaf("rent").where(
        flag("strategic"), NOTHING
    ).maximum(constant(3).where(flag("strategic"), constant(2)))
    program, calls = compile_rounded(number, {"rent": (0, 9, 1)}), []
    columns = {"rent": Exact.of([4, 9]), "strategic": np.array([True, False])}
    program.run(lambda source: calls.append(source) or columns[source], 2)
    assert sorted(calls) == ["rent", "strategic"]


@pytest.mark.parametrize("source", ["rent", "strategic"])
def test_a_column_of_another_length_is_refused(source):
    program = compile_rounded(RENT, {"rent": (0, 9, 1)}, eligible=STRATEGIC)
    columns = {"rent": Exact.of([4, 9]), "strategic": np.array([True, False])}
    columns[source] = columns[source].take([0, 1, 1])
    with pytest.raises(ValueError, match="3 rows among columns of 2"):
        ran(program, columns, 2)


@pytest.mark.parametrize("source", ["rent", "strategic"])
def test_numbers_and_flags_are_not_taken_for_each_other(source):
    program = compile_rounded(RENT, {"rent": (0, 9, 1)}, eligible=STRATEGIC)
    columns = {"rent": Exact.of([4, 9]), "strategic": np.array([True, False])}
    columns[source] = columns["strategic" if source == "rent" else "rent"]
    with pytest.raises(TypeError, match="wanted where there"):
        ran(program, columns, 2)


def test_a_rule_of_thousands_of_nodes_compiles_and_runs():
    number, paid = RENT, 17
    for step in range(3_000):
        number = (number + constant(step % 5)).minimum(constant(10**8)).where(STRATEGIC, number)
        paid += step % 5
    program = compile_rounded(number, {"rent": (0, 100, 1)})
    columns = {"rent": Exact.of([17, 17]), "strategic": np.array([True, False])}
    assert program.kernel == FLOAT
    assert ran(program, columns, 2) == [paid, 17]


def test_a_product_of_columns_keeps_every_factor():
    number = (RENT * Fraction(1, 3)) * (RD * Fraction(1, 7)) * (RENT - RD)
    ranges = {"rent": (0, 5000, 1), "rd": (0, 4000, 1)}
    program = compile_rounded(number, ranges)
    rows = [(5000, 4000), (4999, 1), (1, 4000), (21, 20)]
    columns = {"rent": Exact.of([a for a, _ in rows]), "rd": Exact.of([b for _, b in rows])}
    assert ran(program, columns, 4) == [
        max(0, int(Fraction(a * b * (a - b), 21) + Fraction(1, 2))) for a, b in rows
    ]


def test_columns_that_were_measured_are_not_measured_again() -> None:
    column = Exact.of([3, 5, 8])
    program = compile_rounded(leaf("rent") * Fraction(1, 2), {"rent": (3, 8, 1)})
    assert program.run_measured({"rent": column}.__getitem__, 3).tolist() == [2, 3, 4]
    assert program.run({"rent": column}.__getitem__, 3).tolist() == [2, 3, 4]
    # another denominator is another column, which no one vouched for
    halves = Exact(column.numerator, 2)
    assert program.run_measured({"rent": halves}.__getitem__, 3).tolist() == [1, 1, 2]
