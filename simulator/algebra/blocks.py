"""A plan run block by block, in place, in as few buffers as its numbers need at the same time.

A block and its buffers stay in the processor's cache, and no column of the size of the data is made but the
result. The same passes run on float64 (for whole numbers below 2**52) or on int64.
"""

from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.algebra.whole import Line, Plan
from simulator.money import LARGEST, IntColumn

BLOCK = 8192  # 64 KB a buffer: a handful fits the cache, and what a call costs by itself is spread thin

EXTREMES = (
    "minimum",
    "maximum",
)  # numpy is twice as fast on a block of one constant as on the constant itself

Array = npt.NDArray[Any]
Pass = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Kernel:
    """A kind of number that blocks are computed in: its name, its limit, its constants and its passes."""

    name: str
    limit: int
    held: type[np.float64 | np.int64]
    constant: Callable[[int], float | int]
    passes: Mapping[str, Pass]


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """Passes over cells: the result, then the columns, the constants, the filled blocks and the buffers.

    A pass is a function, the cells of its operands and the cell it writes to. A filled block is a constant
    written out once for all blocks.
    """

    kernel: Kernel
    columns: tuple[Line, ...]
    constants: tuple[float | int, ...]
    filled: tuple[float | int, ...]
    buffers: tuple[type[np.generic], ...]
    code: tuple[tuple[Pass, tuple[int, ...], int], ...]

    def run(self, columns: Sequence[Array], rows: int) -> IntColumn:
        """Return the stored amounts; a column of length 1 stands for every row."""
        result = np.empty(rows, dtype=np.int64)
        buffers = self._allocated(min(rows, BLOCK))
        for start in range(0, rows, BLOCK):
            stop = min(start + BLOCK, rows)
            if stop - start < BLOCK:
                buffers = [buffer[: stop - start] for buffer in buffers]
            here = [column if len(column) == 1 else column[start:stop] for column in columns]
            self._pass_over([result[start:stop], *here, *self.constants, *buffers])
        return result

    def _allocated(self, width: int) -> list[Array]:
        filled = [np.full(width, each, dtype=self.kernel.held) for each in self.filled]
        return [*filled, *(np.empty(width, dtype=held) for held in self.buffers)]

    def _pass_over(self, cells: Sequence[Any]) -> None:
        for action, operands, target in self.code:
            action(*[cells[each] for each in operands], out=cells[target])


def assembled(plan: Plan, kernel: Kernel) -> Blocks:
    """Return the plan with a cell for every number on the way; a cell is used again once it is done with."""
    columns = [line for line in plan.lines if line.operation == "column"]
    filled, constants = _constants(plan, of_extremes=True), _constants(plan, of_extremes=False)
    first_filled = 1 + len(columns) + len(constants)
    cells = _Cells(
        kernel,
        _last_uses(plan),
        first_filled + len(filled),
        _numbered((*columns, *constants), 1),
        _numbered(filled, first_filled),
    )
    code = [cells.coded(number, line) for number, line in enumerate(plan.lines)]
    return Blocks(
        kernel,
        tuple(columns),
        tuple(kernel.constant(each) for each in constants),
        tuple(kernel.constant(each) for each in filled),
        tuple(cells.buffers),
        tuple(each for each in code if each is not None),
    )


def _numbered(held: Sequence[Line | int], first: int) -> dict[Line | int, int]:
    return {each: first + number for number, each in enumerate(held)}


def _constants(plan: Plan, *, of_extremes: bool) -> tuple[int, ...]:
    lines = [line for line in plan.lines if (line.operation in EXTREMES) is of_extremes]
    return tuple(dict.fromkeys(each for line in lines for each in line.operands if isinstance(each, int)))


def _last_uses(plan: Plan) -> Mapping[Line, int]:
    return {
        operand: number
        for number, line in enumerate(plan.lines)
        for operand in line.operands
        if isinstance(operand, Line)
    }


@dataclass(slots=True, eq=False)
class _Cells:
    """Which cell holds what; cells from `first` on are buffers, given out again after their last use."""

    kernel: Kernel
    last_uses: Mapping[Line, int]
    first: int
    of: dict[Line | int, int]
    filled: dict[Line | int, int]
    buffers: list[type[np.generic]] = field(default_factory=list)
    free: dict[bool, list[int]] = field(default_factory=lambda: {True: [], False: []})

    def coded(self, number: int, line: Line) -> tuple[Pass, tuple[int, ...], int] | None:
        """Return a line with its cells; None for a column, and for a load that needs no copy."""
        if line.operation == "column":
            return None
        action = self.kernel.passes[line.operation]
        held = ChainMap(self.filled, self.of) if line.operation in EXTREMES else self.of
        operands = tuple(held[each] for each in line.operands)
        if action is _as_it_is:
            self.of[line] = operands[0]
            return None
        self._release(number, line)
        self.of[line] = 0 if line.operation == "store" else self._taken(line.is_truth)
        return action, operands, self.of[line]

    def _release(self, number: int, line: Line) -> None:
        for operand in dict.fromkeys(line.operands):
            if isinstance(operand, Line) and self.last_uses[operand] == number:
                self._give_back(operand)

    def _give_back(self, operand: Line) -> None:
        if self.of[operand] >= self.first:
            self.free[operand.is_truth].append(self.of[operand])

    def _taken(self, is_truth: bool) -> int:
        # the cell given back last is taken first: most passes work in place, on what is still in the cache
        if self.free[is_truth]:
            return self.free[is_truth].pop()
        self.buffers.append(np.bool_ if is_truth else self.kernel.held)
        return self.first + len(self.buffers) - 1


# ── passes ─────────────────────────────────────────────────────────────────────────────────────────
# Every pass may write over its own operands: it reads a row before it writes it, or works on a copy.


def _as_it_is(column: Array, out: Array) -> None:
    """Stand for a column that is used where it is, never copied and never written to."""


def _read(column: Array, out: Array) -> None:
    np.copyto(out, column)


def _pick(truth: Array, this: Array, other: Array, out: Array) -> None:
    # on mixed truths twice as fast as a masked copy
    np.copyto(out, np.where(truth, this, other))


# Division of whole numbers in float64. Let |n| < 2**52 and 0 < k < 2**52 be whole, and x = n / k. The points
# where a rounding changes its result (a whole number for down and up, a whole number and a half for
# half_even) are all float64 numbers m/2. If x is one of them, the division returns it. If not, x is
# |2n - mk| / 2k away from each, so at least 1/2k, and the division errs by at most 2**-53 |x| = 2**-53 |n|/k,
# which is less: the quotient stays on the side of x, and floor, ceil and rint make of it what they make of x.
# Half-up is floor((n + k//2) / k): for an even k that is the definition, for an odd k there are no ties and
# the half left out moves no floor.


def _float_half_up(number: Array, pieces: float, out: Array) -> None:
    np.add(number, pieces // 2, out=out)
    _float_down(out, pieces, out)


def _float_down(number: Array, pieces: float, out: Array) -> None:
    np.divide(number, pieces, out=out)
    np.floor(out, out=out)


def _float_up(number: Array, pieces: float, out: Array) -> None:
    np.divide(number, pieces, out=out)
    np.ceil(out, out=out)


def _float_half_even(number: Array, pieces: float, out: Array) -> None:
    np.divide(number, pieces, out=out)
    np.rint(out, out=out)


def _float_store(number: Array, pieces: float, out: Array) -> None:
    # the amount is not below 0, so cutting off the decimals, which the cast does, is the floor
    np.divide(number, pieces, out=out, casting="unsafe")


def _whole_half_up(number: Array, pieces: int, out: Array) -> None:
    np.add(number, pieces // 2, out=out)
    np.floor_divide(out, pieces, out=out)


def _whole_up(number: Array, pieces: int, out: Array) -> None:
    np.add(number, pieces - 1, out=out)
    np.floor_divide(out, pieces, out=out)


def _whole_half_even(number: Array, pieces: int, out: Array) -> None:
    raised = number + pieces // 2
    quotient = raised // pieces
    tie = (quotient * pieces == raised) & (pieces % 2 == 0)
    np.subtract(quotient, tie & (quotient % 2 == 1), out=out)


_PASSES: Mapping[str, Pass] = MappingProxyType(
    {
        "add": np.add,
        "subtract": np.subtract,
        "multiply": np.multiply,
        "minimum": np.minimum,
        "maximum": np.maximum,
        "pick": _pick,
        "and": np.logical_and,
        "or": np.logical_or,
        "not": np.logical_not,
        "=": np.equal,
        "≥": np.greater_equal,
        ">": np.greater,
    }
)
FLOAT64 = Kernel(
    "blocks of float64",
    2**52 - 1,
    np.float64,
    float,
    MappingProxyType(
        {
            **_PASSES,
            "load": _read,
            "half_up": _float_half_up,
            "half_even": _float_half_even,
            "down": _float_down,
            "up": _float_up,
            "store": _float_store,
        }
    ),
)
INT64 = Kernel(
    "blocks of int64",
    LARGEST,
    np.int64,
    int,
    MappingProxyType(
        {
            **_PASSES,
            "load": _as_it_is,
            "half_up": _whole_half_up,
            "half_even": _whole_half_even,
            "down": np.floor_divide,
            "up": _whole_up,
            "store": np.floor_divide,
        }
    ),
)
