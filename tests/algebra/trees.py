"""Random trees with their data, and a reader of trees that knows nothing but Python's own fractions."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from simulator.algebra.tree import Node, Number, Truth, constant, flag, leaf
from simulator.exact import Exact, Flags

SMALL, MIDDLE, HUGE = 10**4, 10**12, 10**25  # sizes at home in float64, in int64 and in neither
MODES = ("half_up", "half_even", "down", "up")
FACTORS = (1, -1, 2, Fraction(1, 2), Fraction(6, 5), Fraction(1, 3), Fraction(1, 40), Fraction(-7, 3))
calmly = settings(deadline=None)
often = settings(max_examples=200, deadline=None)
ARITHMETIC = ("add", "subtract", "multiply", "minimum", "maximum")


# ── a reader of trees ──────────────────────────────────────────────────────────────────────────────


def floor_half_up(value: Fraction) -> int:
    return math.floor(value + Fraction(1, 2))


ROUND: Mapping[str, Callable[[Fraction], int]] = {
    "half_up": floor_half_up,
    "half_even": round,
    "down": math.floor,
    "up": math.ceil,
}
RULES: Mapping[str, Callable] = {
    "constant": lambda node: node.value if isinstance(node, Number) else node.holds,
    "add": lambda node, a, b: a + b,
    "subtract": lambda node, a, b: a - b,
    "multiply": lambda node, a, b: a * b,
    "minimum": lambda node, a, b: min(a, b),
    "maximum": lambda node, a, b: max(a, b),
    "choose": lambda node, truth, a, b: a if truth else b,
    "quotient": lambda node, a, b: a / b if b else node.value,
    "round": lambda node, a: ROUND[node.mode](a / node.value) * node.value,
    "and": lambda node, a, b: a and b,
    "or": lambda node, a, b: a or b,
    "not": lambda node, a: not a,
    "=": lambda node, a, b: a == b,
    "≥": lambda node, a, b: a >= b,
    ">": lambda node, a, b: a > b,
}


def read(node: Node, row: Mapping[str, Fraction | bool], known: dict | None = None) -> Fraction | bool:
    """Return what a node is on one row."""
    known = {} if known is None else known
    if id(node) not in known:
        operands = [read(each, row, known) for each in node.operands]
        found = node.operation in ("leaf", "flag")
        known[id(node)] = row[node.source] if found else RULES[node.operation](node, *operands)
    return known[id(node)]


def due(amount: Number, eligible: Truth, row: Mapping[str, Fraction | bool]) -> int:
    """Return what a compiled amount has to be on one row."""
    return max(0, floor_half_up(read(amount, row))) if read(eligible, row) else 0


# ── data ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Data:
    """Columns of numbers (over a common denominator each) and of flags."""

    numbers: Mapping[str, tuple[list[int], int]]
    flags: Mapping[str, list[bool]]
    rows: int
    slack: int = 0

    def fetch(self, source: str) -> Exact | Flags:
        if source in self.flags:
            return np.array(self.flags[source], dtype=np.bool_)
        return Exact.of(*self.numbers[source])

    def row(self, number: int) -> dict[str, Fraction | bool]:
        """Return one row; a column of one value stands for every row."""
        fractions = {name: [Fraction(each, d) for each in held] for name, (held, d) in self.numbers.items()}
        columns = {**fractions, **self.flags}
        return {name: held[number if len(held) > 1 else 0] for name, held in columns.items()}

    @property
    def all_rows(self) -> list[dict[str, Fraction | bool]]:
        return [self.row(number) for number in range(self.rows)]

    @property
    def ranges(self) -> dict[str, tuple[int, int, int]]:
        """Return a range of each column, by the slack wider than it need be."""
        return {
            name: (min(held) - self.slack, max(held) + self.slack, d)
            for name, (held, d) in self.numbers.items()
        }


def around(size: int) -> st.SearchStrategy[int]:
    """Return whole numbers up to a size, often 0, the edges of rules, or one beside them."""
    edges = st.sampled_from([0, size // 7, size // 2, size - 1, -size // 2])
    beside = st.builds(int.__add__, edges, st.integers(-1, 1))
    return st.integers(-size, size) | beside


@st.composite
def data(draw, size: int, most_rows: int = 4) -> Data:
    rows = draw(st.integers(1, most_rows))
    lengths = st.sampled_from([rows, rows, rows, 1])
    numbers = {
        name: (_list(draw, around(size), draw(lengths)), draw(st.sampled_from([1, 1, 1, 2, 30])))
        for name in ("rent", "rd")
    }
    flags = {name: _list(draw, st.booleans(), draw(lengths)) for name in ("strategic", "young")}
    return Data(numbers, flags, rows, draw(st.sampled_from([0, 1, size])))


def _list(draw, each: st.SearchStrategy, length: int) -> list:
    return draw(st.lists(each, min_size=length, max_size=length))


# ── trees ──────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def trees(draw, size: int, most_nodes: int = 12, quotients: bool = False) -> tuple[Number, Truth]:
    """Return an amount and a truth whose nodes share what they stand on."""
    numbers = [leaf("rent"), leaf("rd"), leaf("rent"), constant(0), constant(draw(around(size)))]
    truths = [flag("strategic"), flag("young")]
    for _ in range(draw(st.integers(1, most_nodes))):
        kind = draw(
            st.sampled_from([*MAKERS] if quotients else [name for name in MAKERS if name != "quotient"])
        )
        made = MAKERS[kind](draw, numbers, truths, size)
        (numbers if isinstance(made, Number) else truths).append(made)
    return numbers[-1] * draw(st.sampled_from(FACTORS)) + _pick(draw, numbers), truths[-1]


def _pick(draw, held: list) -> Node:
    # late ones twice as often: trees grow in depth, not only in width
    return draw(st.sampled_from(held + held[len(held) // 2 :]))


def _arithmetic(draw, numbers, truths, size) -> Number:
    left, right, operation = _pick(draw, numbers), _pick(draw, numbers), draw(st.sampled_from(ARITHMETIC))
    operations = {
        "add": left.__add__,
        "subtract": left.__sub__,
        "multiply": left.__mul__,
        "minimum": left.minimum,
        "maximum": left.maximum,
    }
    return operations[operation](right)


def _compared(draw, numbers, truths, size) -> Truth:
    left, right = _pick(draw, numbers), _pick(draw, numbers)
    return draw(st.sampled_from([left.equals, left.at_least, left.above]))(right)


def _logic(draw, numbers, truths, size) -> Truth:
    left, right = _pick(draw, truths), _pick(draw, truths)
    return draw(st.sampled_from([lambda: left & right, lambda: left | right, lambda: ~left]))()


MAKERS: Mapping[str, Callable] = {
    "arithmetic": _arithmetic,
    "share": lambda draw, numbers, truths, size: _pick(draw, numbers) * draw(st.sampled_from(FACTORS)),
    "cap": lambda draw, numbers, truths, size: _pick(draw, numbers).minimum(constant(draw(around(size)))),
    "edge": lambda draw, numbers, truths, size: (
        _pick(draw, numbers) - constant(Fraction(draw(around(size)), draw(st.sampled_from([1, 1, 3]))))
    ).positive(),
    "choose": lambda draw, numbers, truths, size: _pick(draw, numbers).where(
        _pick(draw, truths), _pick(draw, numbers)
    ),
    "rate": lambda draw, numbers, truths, size: constant(draw(st.sampled_from(FACTORS))).where(
        _pick(draw, truths), constant(draw(st.sampled_from(FACTORS)))
    ),
    "round": lambda draw, numbers, truths, size: _pick(draw, numbers).rounded(
        draw(st.sampled_from(MODES)), draw(st.sampled_from([1, 2, 7, 100, Fraction(1, 4), Fraction(3, 2)]))
    ),
    "quotient": lambda draw, numbers, truths, size: _pick(draw, numbers).divided_by(
        _pick(draw, numbers), draw(st.sampled_from(FACTORS))
    ),
    "compared": _compared,
    "logic": _logic,
}


@st.composite
def cases(
    draw, sizes: tuple[int, ...] = (SMALL, MIDDLE, HUGE), quotients: bool = False, most_nodes: int = 12
):
    """Return (amount, truth, data) of one size."""
    size = draw(st.sampled_from(sizes))
    amount, truth = draw(trees(size, most_nodes, quotients))
    return amount, truth, draw(data(size))
