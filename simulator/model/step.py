"""The step of an award rule: a frozen value that builds one exact tree; and what it may name as it does."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

import numpy as np

from simulator.algebra import EVERYONE, NOTHING, Number, Truth, constant
from simulator.exact import Exact, Flags
from simulator.expression import Column, Expression, Type, check, equality, evaluate, lower
from simulator.model.kinds import InTurn, Named, Quantity, Steps, kinds_of
from simulator.money import IntColumn

# an amount as written: whole fen (or a share, or a number), an expression, or steps of its own
Worth = int | Fraction | Expression | tuple["Step", ...]
Edge = Quantity | Expression


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What may be looked at row by row: the columns and figures of the rows a clause is applied to."""

    columns: Mapping[str, Column]
    count: int

    def numbers(self, expression: Expression) -> Exact:
        """Return a numeric expression on every row (money in fen); raises TypeError for one that is not."""
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


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """What a step may name: the columns' types, and the figures, whose values are put in at once.

    `wanted` is what the place under way wants: money, share or number.
    """

    types: Mapping[str, Type]
    figures: Mapping[str, Column]
    wanted: str = "money"

    def number(self, expression: Expression) -> Number:
        """Return a numeric expression as a tree (money in fen); raises TypeError for one that is not."""
        node = lower(expression, self.types, self.figures)
        if not isinstance(node, Number):
            raise TypeError(f"{expression.text!r} is not numeric")
        return node

    def holds(self, expression: Expression | None) -> Truth:
        """Return a condition as a tree; no condition holds for everyone."""
        if expression is None:
            return EVERYONE
        node = lower(expression, self.types, self.figures)
        if not isinstance(node, Truth):
            raise TypeError(f"{expression.text!r} is not a condition")
        return node

    def worth(self, value: Worth, wanted: str = "money") -> Number:
        """Return an amount as written: a literal, an expression, or what steps of its own come to."""
        if isinstance(value, int | Fraction):
            return constant(value)
        if isinstance(value, Expression):
            return self.number(value)
        return run_steps(value, replace(self, wanted=wanted))[-1]

    def measured(self, edge: Edge, of: Worth = ()) -> Number:
        """Return the edge of a band over a base: a bare number is money in the file's unit if the base is."""
        if isinstance(edge, Expression):
            return self.number(edge)
        return constant(edge.as_money() if self.is_money(of) else edge.value)

    def is_money(self, of: Worth) -> bool:
        """Return whether a base is money; steps of a base's own make money, whatever the place wants."""
        if not isinstance(of, Expression):
            return True
        found, _ = check(of, self.types)
        return found is not None and found.kind == "money"

    def matches(self, column: Expression, word: str) -> Truth:
        """Return the rows whose column equals a value as it is written: a category, a text, yes, a number."""
        return self.holds(equality(column, word, self.types))


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A number that a step's sentence names: `kind` says whether it is money (fen), a share or a number."""

    name: str
    number: Number
    kind: str = "money"


@dataclass(frozen=True, slots=True, eq=False)
class Detail:
    """A line under a step's sentence, with its own facts; it is told where its first fact is not zero.

    `name` is whom the line is about, where the sentence names one.
    """

    sentence: str
    facts: tuple[Fact, ...]
    name: str = ""


class Step(ABC):
    """One step of an award rule; steps run top to bottom.

    `word` is its key in the language; `short` the field a bare value fills (`{cap: 100}`); `makes` says
    whether it makes an amount (share, fixed, …) or changes the one so far (uplift, cap, …); `across`
    whether it looks at other applicants too.
    """

    __slots__ = ()
    word: ClassVar[str]
    short: ClassVar[str | None] = None
    makes: ClassVar[bool] = False
    across: ClassVar[bool] = False

    @abstractmethod
    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount after this step, in exact fen, one row an applicant."""

    def parts(self, so_far: Number, sheet: Sheet) -> tuple[tuple[str, Number], ...]:
        """Return what else this step settles, by name: what each payer bears, what stays open."""
        return ()

    @property
    def settles(self) -> tuple[str, ...]:
        """Return the names of the parts that add up over applicants and are figures of the programme."""
        return ()

    def limbs_paid(self, sheet: Sheet) -> tuple[tuple[str, Truth], ...]:
        """Return on which rows each list of steps inside it is paid, by name; one not named, on all."""
        return ()

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the numbers its sentence names, each by name."""
        return ()

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return the lines under its sentence: the bands of brackets, what each payer bears."""
        return ()


class GroupStep(Step):
    """A step across applicants: it works on whole fen, after every step above it is rounded half-up."""

    __slots__ = ()
    across: ClassVar[bool] = True

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Refuse: no row can tell by itself what a group settles (TypeError)."""
        raise TypeError(f"{self.word} works across applicants")

    @abstractmethod
    def settle(self, amounts: IntColumn, eligible: Flags, rows: Rows) -> IntColumn:
        """Return the whole fen after this step; rows not eligible take no part and come back unchanged."""

    def shown(self, amounts: IntColumn, eligible: Flags, rows: Rows) -> tuple[tuple[str, IntColumn], ...]:
        """Return what else this step settles, by name, one whole number a row."""
        return ()


@dataclass(frozen=True, slots=True)
class Branch:
    """A named list of steps inside a step: a limb of `sum`, a case of `choose`, the steps of a base."""

    name: str
    steps: tuple[Step, ...]


def inner(step: Step) -> tuple[Branch, ...]:
    """Return the lists of steps inside a step that come to money: its limbs by name, a base as `of`."""
    found: list[Branch] = []
    for name, kind in kinds_of(type(step)):
        value = getattr(step, name)
        if isinstance(kind, Named | InTurn):
            found += [each for each in value if isinstance(each, Branch)]
        elif isinstance(kind, Steps) or getattr(kind, "yields", "") in ("money", "any", "wanted"):
            found += [Branch(name, value)] if isinstance(value, tuple) and value else []
    return tuple(found)


def settled_by(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """Return the names of the parts that steps and the steps inside them settle, each once, in order."""
    inside = (name for step in steps for limb in inner(step) for name in settled_by(limb.steps))
    return tuple(dict.fromkeys([*(name for step in steps for name in step.settles), *inside]))


def parts_of(
    steps: tuple[Step, ...], sheet: Sheet, start: Number = NOTHING
) -> tuple[tuple[str, Number], ...]:
    """Return what steps settle beside the amount, by name, in order; equal names are added up."""
    befores = (start, *run_steps(steps, sheet, start))
    found: dict[str, Number] = {}
    for step, before in zip(steps, befores, strict=False):
        for name, number in step.parts(before, sheet):
            found[name] = found.get(name, NOTHING) + number
    return tuple(found.items())


def run_steps(steps: tuple[Step, ...], sheet: Sheet, start: Number = NOTHING) -> tuple[Number, ...]:
    """Return the exact amount after each step, in order; the last is the amount before rounding."""
    so_far = start
    amounts = []
    for step in steps:
        so_far = step.after(so_far, sheet)
        amounts.append(so_far)
    return tuple(amounts)
