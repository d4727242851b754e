"""The amounts that a department's tables are made of: sources, balances and lines, each with its keys."""

from collections.abc import Iterator, Mapping

from simulator.model.disclosure import (
    CLOSING,
    EXPENDITURES,
    OPENING,
    REVENUES,
    BudgetLine,
    Disclosure,
    Entry,
)
from simulator.model.scenario import Scenario, SpendingClass
from simulator.money import Fen

IN, OUT = "in", "out"


def entries_of(scenario: Scenario, paid: Mapping[str, Fen]) -> tuple[Entry, ...]:
    """Return every amount of the tables in whole fen, sorted by side and id, not rounded yet.

    `paid` is what each line comes to; a line that is not in it counts as nothing. A class of spending
    without lines stands for itself; the order in which anything was written does not show.
    """
    written = scenario.disclosure
    if written is None:
        return ()
    found = (*_revenue(scenario, written), *_expenditure(scenario, written, paid))
    return tuple(sorted(found, key=lambda each: (each.side, each.id)))


def kinds_of_classes(written: Disclosure) -> dict[str, str]:
    """Return which kind of expenditure each class of spending is."""
    return {each.spending: each.kind for each in written.expenditure}


def is_balance(entry: Entry) -> bool:
    """Return whether an amount is brought forward or carried on, and so neither revenue nor expenditure."""
    return entry.kind in {OPENING, CLOSING}


def _revenue(scenario: Scenario, written: Disclosure) -> Iterator[Entry]:
    told = {each.source: each for each in written.revenue}
    for source in scenario.sources:
        line = told.get(source.id)
        kind, budget = (line.kind, line.budget) if line else (REVENUES[-1], REVENUES[-1])
        yield Entry(source.id, IN, kind, source.amount, budget=budget, source=source.id, place=source.place)
    yield Entry(OPENING, IN, OPENING, written.opening, place=written.place)


def _expenditure(scenario: Scenario, written: Disclosure, paid: Mapping[str, Fen]) -> Iterator[Entry]:
    kinds = kinds_of_classes(written)
    budgets = {each.source: each.budget for each in written.revenue}
    for line in written.lines:
        kind = kinds.get(line.spending, EXPENDITURES[-1])
        budget = budgets.get(line.source, REVENUES[-1])
        yield _of_line(line, kind, budget, paid.get(line.id, 0))
    for spending in _without_lines(scenario, written):
        kind = kinds.get(spending.id, EXPENDITURES[-1])
        yield Entry(spending.id, OUT, kind, spending.amount, spending=spending.id, place=spending.place)
    yield Entry(CLOSING, OUT, CLOSING, written.closing, place=written.place)


def _of_line(line: BudgetLine, kind: str, budget: str, fen: Fen) -> Entry:
    return Entry(
        line.id,
        OUT,
        kind,
        fen,
        budget=budget,
        source=line.source,
        spending=line.spending,
        line=line,
        place=line.place,
    )


def _without_lines(scenario: Scenario, written: Disclosure) -> Iterator[SpendingClass]:
    lined = {line.spending for line in written.lines}
    yield from (each for each in scenario.spending if each.id not in lined)
