"""Steps that go by what a column says: an amount from a table (查表), or a value's own steps (分类适用)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Annotated, ClassVar

from simulator.algebra import EVERYONE, NOBODY, NOTHING, Number, Truth, constant
from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.kinds import Cell, Quantity
from simulator.model.step import Branch, Detail, Fact, Sheet, Step, run_steps
from simulator.rules.combine import parts_where, taken_lines


@dataclass(frozen=True, slots=True)
class Table(Step):
    """Pay what a table holds for the values of one or more columns, e.g. by size and by first or renewed.

    With several columns the table is nested, the first column outermost. A row that no cell names is paid
    `rest`; without one the table names every value.
    """

    word: ClassVar[str] = "table"
    makes: ClassVar[bool] = True
    of: Annotated[tuple[Expression, ...], kinds.ListOf(kinds.Formula("any"), or_one=True)]
    values: Annotated[tuple[Cell, ...], kinds.Cells()]
    rest: Annotated[Quantity | None, kinds.Literal()] = None
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus the cell of each row, in exact fen, one row an applicant."""
        return so_far + self.due(sheet).where(sheet.holds(self.when), NOTHING)

    def due(self, sheet: Sheet) -> Number:
        """Return what stands in each row's cell."""
        cells = [(self.found(cell, sheet), _worth(cell.value, sheet.wanted)) for cell in self.values]
        return chosen(cells, NOTHING if self.rest is None else _worth(self.rest, sheet.wanted))

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return what stands in the cell."""
        return (Fact("amount", self.due(sheet)),)

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return which cell it is, named by its values."""
        names = tuple(" · ".join(cell.words) for cell in self.values)
        amounts = tuple(_worth(cell.value, sheet.wanted) for cell in self.values)
        return taken_lines(names, amounts, tuple(self.found(cell, sheet) for cell in self.values))

    def found(self, cell: Cell, sheet: Sheet) -> Truth:
        """Return the rows a cell is for."""
        named = zip(self.of, cell.words, strict=True)
        return reduce(Truth.__and__, [sheet.matches(column, word) for column, word in named], EVERYONE)


def _worth(cell: Quantity, wanted: str) -> Number:
    return constant(cell.as_wanted(wanted))


@dataclass(frozen=True, slots=True)
class Choose(Step):
    """Run the steps of the case that a column names; other rows run the steps of `rest`, or get nothing."""

    word: ClassVar[str] = "choose"
    makes: ClassVar[bool] = True
    column: Annotated[Expression, kinds.Formula("any")]
    cases: Annotated[tuple[Branch, ...], kinds.Named(kinds.Steps())]
    rest: Annotated[tuple[Step, ...], kinds.Steps()] = ()
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus what each row's own case comes to, in exact fen."""
        cases = [
            (sheet.matches(self.column, case.name), run_steps(case.steps, sheet)[-1]) for case in self.cases
        ]
        rest = run_steps(self.rest, sheet)[-1] if self.rest else NOTHING
        return so_far + chosen(cases, rest).where(sheet.holds(self.when), NOTHING)

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return which case it is."""
        names = tuple(case.name for case in self.cases)
        amounts = tuple(run_steps(case.steps, sheet)[-1] for case in self.cases)
        return taken_lines(names, amounts, tuple(sheet.matches(self.column, name) for name in names))

    def limbs_paid(self, sheet: Sheet) -> tuple[tuple[str, Truth], ...]:
        """Return on which rows each case is paid, and the rest on those that no case names."""
        held = sheet.holds(self.when)
        cases = tuple((case.name, sheet.matches(self.column, case.name) & held) for case in self.cases)
        named = reduce(Truth.__or__, [truth for _, truth in cases], NOBODY)
        return (*cases, ("rest", held & ~named)) if self.rest else cases

    def parts(self, so_far: Number, sheet: Sheet) -> tuple[tuple[str, Number], ...]:
        """Return what each row's own case settles beside the amount, equal names added up."""
        branches = (*self.cases, Branch("rest", self.rest)) if self.rest else self.cases
        return parts_where(branches, tuple(truth for _, truth in self.limbs_paid(sheet)), sheet)


def chosen(cases: Iterable[tuple[Truth, Number]], rest: Number) -> Number:
    """Return the number of the one case that holds on each row, of cases no two of which hold; else the rest.

    Halves are chosen between, not one case after another, so that a table of any length is a shallow tree.
    """
    _, found = _halved([(truth, number.where(truth, rest)) for truth, number in cases], rest)
    return found


def _halved(cases: list[tuple[Truth, Number]], rest: Number) -> tuple[Truth, Number]:
    if len(cases) <= 1:
        return cases[0] if cases else (NOBODY, rest)
    middle = len(cases) // 2
    (early, first), (late, second) = _halved(cases[:middle], rest), _halved(cases[middle:], rest)
    return early | late, first.where(early, second)
