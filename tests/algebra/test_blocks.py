"""Laws of blocks: every pass to the last whole number, block edges, and few buffers."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.algebra import NOTHING, constant, flag, leaf
from simulator.algebra.blocks import BLOCK, FLOAT64, INT64, assembled
from simulator.algebra.simplify import simplified
from simulator.algebra.whole import planned
from tests.algebra.trees import MIDDLE, MODES, ROUND, SMALL, cases, due, often

KERNELS = [FLOAT64, INT64]


@st.composite
def divisions(draw, limit: int) -> tuple[int, int]:
    """Return a whole number and a divisor, often a tie or one beside it, up to a limit."""
    pieces = draw(st.integers(1, 1000) | st.integers(1, limit // 4) | st.sampled_from([2**20, 3**30 % limit]))
    most = limit - pieces
    half = draw(st.integers(-2 * most // pieces, 2 * most // pieces)) * pieces // 2
    number = draw(st.integers(-most, most) | st.integers(-2, 2).map(lambda near: half + near))
    return max(-most, min(most, number)), pieces


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kernel", KERNELS)
@given(st.data())
@often
def test_rounding_whole_numbers_is_that_of_the_fraction_up_to_the_limit(mode, kernel, data):
    number, pieces = data.draw(divisions(kernel.limit))
    out = np.array([number, number], dtype=kernel.held)
    kernel.passes[mode](out, kernel.constant(pieces), out=out)
    assert [int(each) for each in out] == [ROUND[mode](Fraction(number, pieces))] * 2


@pytest.mark.parametrize("kernel", KERNELS)
@given(st.data())
@often
def test_storing_takes_the_whole_part_up_to_the_limit(kernel, data):
    number, pieces = data.draw(divisions(kernel.limit))
    out = np.empty(1, dtype=np.int64)
    kernel.passes["store"](np.array([abs(number)], dtype=kernel.held), kernel.constant(pieces), out=out)
    assert out.tolist() == [abs(number) // pieces]


def blocks_of(number, ranges, kernel):
    plan = planned(simplified(number, ranges))
    assert plan.peak <= kernel.limit
    return assembled(plan, kernel)


def run(blocks, fetch, rows: int) -> list[int]:
    columns = [fetch(line.source) for line in blocks.columns]
    whole = [
        each if line.is_truth else each.numerator for line, each in zip(blocks.columns, columns, strict=True)
    ]
    return blocks.run(whole, rows).tolist()


@pytest.mark.parametrize("kernel", KERNELS)
@given(st.data())
@often
def test_blocks_come_to_the_amount_of_every_row(kernel, data):
    amount, truth, given_data = data.draw(cases(sizes=(SMALL,) if kernel is FLOAT64 else (SMALL, MIDDLE)))
    plan = planned(simplified(amount.positive().where(truth, NOTHING), given_data.ranges))
    assume(plan.peak <= kernel.limit)
    expected = [due(amount, truth, row) for row in given_data.all_rows]
    assert run(assembled(plan, kernel), given_data.fetch, given_data.rows) == expected


RULE = (
    (leaf("rent") * Fraction(1, 2))
    .minimum(constant(700))
    .where(flag("strategic"), leaf("rd") * Fraction(1, 3))
    + (leaf("rd") - constant(500)).positive() * Fraction(1, 40)
).where(leaf("rent").above(leaf("rd")) | flag("young"), leaf("rd").rounded("half_even", 100))


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("rows", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 5])
def test_no_row_is_lost_or_doubled_at_the_edge_of_a_block(kernel, rows):
    number = np.arange(rows)
    rent, rd = number * 37 % 2003, number * 101 % 1999
    columns = {"rent": rent, "rd": rd, "strategic": number % 3 == 0, "young": number % 5 == 1}
    blocks = blocks_of(RULE, {"rent": (0, 2002, 1), "rd": (0, 1998, 1)}, kernel)
    found = blocks.run([columns[line.source] for line in blocks.columns], rows)
    as_lists = {name: column.tolist() for name, column in columns.items()}
    expected = [
        due(RULE, constant(1).equals(constant(1)), {name: held[each] for name, held in as_lists.items()})
        for each in range(rows)
    ]
    assert found.dtype == np.int64
    assert found.tolist() == expected


@pytest.mark.parametrize("kernel", KERNELS)
def test_no_column_is_written_to(kernel):
    rent, rd = np.arange(1000), np.arange(1000)[::-1].copy()
    for column in (rent, rd):
        column.flags.writeable = False
    number = (leaf("rent").minimum(leaf("rd")) + leaf("rent")).minimum(constant(900))
    blocks = blocks_of(number, {"rent": (0, 999, 1), "rd": (0, 999, 1)}, kernel)
    expected = [min(min(a, b) + a, 900) for a, b in zip(rent.tolist(), rd.tolist(), strict=True)]
    assert (
        blocks.run([{"rent": rent, "rd": rd}[line.source] for line in blocks.columns], 1000).tolist()
        == expected
    )


@pytest.mark.parametrize("kernel", KERNELS)
def test_a_long_rule_lives_in_a_few_buffers(kernel):
    due, so_far = NOTHING, leaf("rent")
    for band in range(60):
        due = due + (so_far.minimum(constant(10 * band + 10)) - constant(10 * band)).positive() * Fraction(
            1, 20
        )
    blocks = blocks_of(due, {"rent": (0, 10_000, 1)}, kernel)
    assert len(blocks.buffers) <= 3
    assert blocks.run([np.array([0, 19, 605, 9_999])], 4).tolist() == [0, 1, 30, 30]


def test_a_load_that_needs_no_copy_is_no_pass():
    number = leaf("rent").minimum(constant(3))
    code = {kernel.name: blocks_of(number, {"rent": (0, 9, 1)}, kernel).code for kernel in KERNELS}
    assert {name: len(passes) for name, passes in code.items()} == {
        "blocks of float64": 3,
        "blocks of int64": 2,
    }
