"""Amounts in whole fen, by the fastest kernel whose limits the proved bounds keep.

Blocks of float64 hold whole numbers below 2**52, blocks of int64 those below 2**63; one share of one column
is split in two parts that fit; all else is worked out in whole numbers of any size. Each gives the same fen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from simulator.algebra.blocks import FLOAT64, INT64, Blocks, assembled
from simulator.algebra.bounds import Bound, Ranges, common_step
from simulator.algebra.exactly import Column, Fetch, evaluate
from simulator.algebra.order import ordered
from simulator.algebra.simplify import Light, scaled, simplified
from simulator.algebra.tree import EVERYONE, NOTHING, Number, Source, Truth
from simulator.algebra.whole import planned
from simulator.exact import AnyInts, Exact, Flags
from simulator.money import LARGEST, IntColumn, half_up, share

SPLIT = "split"
ANY_SIZE = "whole numbers of any size"
FEN = Fraction(1)

Wholes = Mapping[Source, AnyInts]
Work = Callable[[Wholes, Fetch, int], IntColumn]


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """A compiled amount.

    `kernel` says how it is run, `unit` what one whole number on the way stands for (in fen), `largest` the
    largest amount that can come out (in fen).
    """

    kernel: str
    unit: Fraction
    largest: int
    amount: Number
    promised: Ranges
    work: Work | None

    def run(self, fetch: Fetch, rows: int) -> IntColumn:
        """Return half-up whole fen, one row an applicant: never below 0, and 0 for who is not eligible.

        `fetch` gives the column of a source, of `rows` rows or of one that stands for all. Where a column
        leaves the range it was compiled for, whole numbers of any size take over. Raises FindingError M401
        when an amount does not fit int64, ValueError for a column of another length.
        """
        wholes = _wholes(self.promised, fetch, rows)
        # the proof holds for the ranges it was made for: another file may go beyond them
        kept = wholes is not None and _within(self.promised, wholes)
        return self._worked(wholes if kept else None, fetch, rows)

    def run_measured(self, fetch: Fetch, rows: int) -> IntColumn:
        """Return what `run` does over the very columns it was compiled for, whose ranges need no second look.

        The caller vouches that the columns hold what they held then.
        """
        return self._worked(_wholes(self.promised, fetch, rows), fetch, rows)

    def _worked(self, wholes: Wholes | None, fetch: Fetch, rows: int) -> IntColumn:
        if self.work is None or wholes is None:
            return _exact(evaluate((self.amount,), fetch, rows)[0]).round()
        return self.work(wholes, fetch, rows)


def compile_rounded(number: Number, ranges: Ranges, *, eligible: Truth = EVERYONE) -> Program:
    """Return a program for half-up(number) in whole fen, never below 0, and 0 where not eligible.

    `ranges` gives the smallest and the largest numerator of a column and its common denominator; a column
    without a range is worked out in whole numbers of any size.

    >>> from simulator.algebra.tree import leaf
    >>> program = compile_rounded(leaf("rent") * Fraction(1, 2), {"rent": (0, 101, 1)})
    >>> program.kernel, program.largest
    ('blocks of float64', 51)
    >>> program.run({"rent": Exact.of([100, 101])}.__getitem__, 2).tolist()
    [50, 51]
    """
    amount = number.positive().where(eligible, NOTHING)
    light = simplified(amount, ranges)
    bound = light.bounds[light.amount]
    if bound is None:
        return Program(ANY_SIZE, FEN, LARGEST, amount, {}, None)
    kernel, work = _chosen(light, bound) if light.is_proved else (ANY_SIZE, None)
    leaves = dict.fromkeys(node.source for node in ordered((amount,)) if node.operation == "leaf")
    promised = {source: ranges[source] for source in leaves if source in ranges}
    largest = min(half_up(bound.largest), LARGEST)
    return Program(kernel, common_step(bound.step, FEN), largest, amount, promised, work)


def _chosen(light: Light, bound: Bound) -> tuple[str, Work | None]:
    plan = planned(light)
    # float64 first: below 2**52 its whole numbers are exact, and its division is the faster one
    for kernel in (FLOAT64, INT64):
        if plan.peak <= kernel.limit:
            return kernel.name, _in_blocks(assembled(plan, kernel))
    split = _one_share(light, bound)
    return (ANY_SIZE, None) if split is None else (SPLIT, split)


# ── columns ────────────────────────────────────────────────────────────────────────────────────────


def _wholes(promised: Ranges, fetch: Fetch, rows: int) -> Wholes | None:
    """Return the numerators of the columns, None when one has not the denominator it was compiled for."""
    wholes: dict[Source, AnyInts] = {}
    for source, (_, _, denominator) in promised.items():
        column = _exact(fetch(source))
        _check_length(column, rows)
        if not isinstance(column.denominator, int) or column.denominator != denominator:
            return None
        wholes[source] = column.numerator
    return wholes


def _within(promised: Ranges, wholes: Wholes) -> bool:
    """Return whether every column keeps the range it was compiled for."""
    return all(
        not column.size or promised[source][0] <= column.min() <= column.max() <= promised[source][1]
        for source, column in wholes.items()
    )


def _exact(column: Column) -> Exact:
    if not isinstance(column, Exact):
        raise TypeError("a number is wanted where there are flags")
    return column


def _flags(column: Column) -> Flags:
    if isinstance(column, Exact):
        raise TypeError("flags are wanted where there is a number")
    return column


def _check_length(column: Column, rows: int) -> None:
    if len(column) not in (1, rows):
        raise ValueError(f"a column of {len(column)} rows among columns of {rows}")


# ── work ───────────────────────────────────────────────────────────────────────────────────────────


def _in_blocks(blocks: Blocks) -> Work:
    def work(wholes: Wholes, fetch: Fetch, rows: int) -> IntColumn:
        columns = [
            _fetched_flags(line.source, fetch, rows) if line.is_truth else _machine(wholes[line.source])
            for line in blocks.columns
        ]
        return blocks.run(columns, rows)

    return work


def _fetched_flags(source: Source, fetch: Fetch, rows: int) -> Flags:
    flags = _flags(fetch(source))
    _check_length(flags, rows)
    return flags


def _machine(whole: AnyInts) -> IntColumn:
    return whole.astype(np.int64, copy=False)


def _one_share(light: Light, bound: Bound) -> Work | None:
    """Return the work for one constant share of one column, where simulator.money splits it within int64."""
    truths, number = _unwrapped(light.amount)
    column, rate = scaled(number)
    held = light.bounds[column]
    if column.operation != "leaf" or rate <= 0 or held is None:
        return None
    part = rate * held.step
    if not _splits(int(held.size(held.step)), part.numerator, part.denominator):
        return None

    def work(wholes: Wholes, fetch: Fetch, rows: int) -> IntColumn:
        positive = np.maximum(_machine(wholes[column.source]), 0)
        amounts = np.broadcast_to(share(positive, part), rows)
        return np.multiply(amounts, _all_hold(truths, fetch, rows), dtype=np.int64)

    return work


def _unwrapped(number: Number) -> tuple[tuple[Truth, ...], Number]:
    """Return under which truths a number stands, 0 elsewhere, and the number where it is not below 0."""
    truths: list[Truth] = []
    while number.operation in ("choose", "maximum"):
        *conditions, inner, other = number.operands
        if not (isinstance(inner, Number) and isinstance(other, Number) and other.is_value(0)):
            break
        truths += [each for each in conditions if isinstance(each, Truth)]
        number = inner
    return tuple(truths), number


def _splits(largest: int, p: int, q: int) -> bool:
    # the largest column, its whole part times p, and the doubled rest times p: each below 2**63
    return largest <= LARGEST and 2 * q * p + q <= LARGEST and (largest // q + 2) * p + 1 <= LARGEST


def _all_hold(truths: tuple[Truth, ...], fetch: Fetch, rows: int) -> Flags:
    hold = np.ones(rows, dtype=np.bool_)
    for flags in evaluate(truths, fetch, rows):
        hold &= _flags(flags)
    return hold
