"""The step of an award rule: a frozen value and one pure function of columns."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from simulator.exact import Exact, Flags
from simulator.expression import Column, Expression, evaluate


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What a step may look at: the columns and figures of the rows it is applied to."""

    columns: Mapping[str, Column]
    count: int

    def numbers(self, expression: Expression) -> Exact:
        """Return a numeric expression on every row (money in fen)."""
        data = evaluate(expression, self.columns, self.count).data
        if not isinstance(data, Exact):
            raise TypeError(f"{expression.text!r} is not numeric")
        return data

    def column(self, expression: Expression) -> Column:
        """Return any expression on every row, typed."""
        return evaluate(expression, self.columns, self.count)

    def flags(self, expression: Expression | None) -> Flags:
        """Return a condition on every row; no condition holds everywhere."""
        if expression is None:
            return np.ones(self.count, dtype=np.bool_)
        data = evaluate(expression, self.columns, self.count).data
        if not isinstance(data, np.ndarray) or data.dtype != np.bool_:
            raise TypeError(f"{expression.text!r} is not a condition")
        return np.asarray(data, dtype=np.bool_)

    def amount(self, amount: int | Expression) -> Exact:
        """Return a sum of money on every row, in fen."""
        return Exact.constant(amount, self.count) if isinstance(amount, int) else self.numbers(amount)

    def nothing(self) -> Exact:
        """Return zero on every row."""
        return Exact.constant(0, self.count)


class Step(ABC):
    """One step of an award rule; steps run top to bottom.

    `word` is its key in the language; `short` the field a bare value fills (`{cap: 100}`); `makes` says
    whether it makes an amount (share, fixed, …) or changes the one so far (uplift, cap, …).
    """

    __slots__ = ()
    word: ClassVar[str]
    short: ClassVar[str | None] = None
    makes: ClassVar[bool] = False

    @abstractmethod
    def apply(self, so_far: Exact, rows: Rows) -> Exact:
        """Return the amount after this step, in exact fen, one row an applicant."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A named limb of `sum`, `highest` or `lowest`: its own list of steps."""

    name: str
    steps: tuple[Step, ...]


def run_steps(steps: tuple[Step, ...], rows: Rows) -> tuple[Exact, ...]:
    """Return the exact amount after each step, in order; the last is the entitlement before rounding."""
    so_far = rows.nothing()
    after = []
    for step in steps:
        so_far = step.apply(so_far, rows)
        after.append(so_far)
    return tuple(after)
