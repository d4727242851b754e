"""Rates that an expression or a table gives: each must be a share on every row it is used for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from simulator.algebra import EVERYONE, Source, Truth
from simulator.algebra.exactly import evaluate
from simulator.exact import Exact, Flags
from simulator.expression import Expression, row_name
from simulator.model import kinds
from simulator.model.kinds import kinds_of
from simulator.model.step import Sheet, Step, inner
from simulator.money import percent
from simulator.problems import FindingError


@dataclass(frozen=True, slots=True, eq=False)
class Used:
    """Where rates are looked at: the sheet, how columns are fetched, and on which rows they are used."""

    sheet: Sheet
    fetch: Callable[[Source], Exact | Flags]
    eligible: Flags
    truth: Truth = EVERYONE

    def where(self, truth: Truth) -> "Used":
        """Return the same on the rows among these where a truth holds."""
        return replace(self, truth=self.truth & truth)


def refuse_wild_rates(steps: tuple[Step, ...], used: Used) -> None:
    """Raise FindingError R613 for the first rate below 0 or above 100 % on a row that it is used for.

    A rate written as a literal was judged when it was read; a sum of bonus points is not judged here.
    """
    for step in steps:
        here = used.where(used.sheet.holds(getattr(step, "when", None)))
        for written in _rates(step):
            _refuse(step, written, here)
        paid = dict(step.limbs_paid(used.sheet))
        for branch in inner(step):
            refuse_wild_rates(branch.steps, here.where(paid.get(branch.name, EVERYONE)))


def _rates(record: Any) -> Iterator[Expression | tuple[Step, ...]]:
    """Yield every rate of a step, or of a record in it, that is no literal."""
    for name, kind in kinds_of(type(record)):  # type: ignore[arg-type]  # mypy: a class has no instance hash
        value = getattr(record, name)
        if isinstance(kind, kinds.Amount) and kind.yields == "share":
            yield from [value] if isinstance(value, Expression | tuple) else []
        elif isinstance(kind, kinds.ListOf) and isinstance(kind.item, kinds.Record):
            yield from (found for each in value for found in _rates(each))


def _refuse(step: Step, written: Expression | tuple[Step, ...], used: Used) -> None:
    nodes = (used.sheet.worth(written, "share"), used.truth)
    rates, truth = evaluate(nodes, used.fetch, used.eligible.size)
    if not isinstance(rates, Exact) or not len(rates):
        return
    nothing, whole = (Exact.constant(bound, len(rates)) for bound in (0, 1))
    wild = rates.compare(np.less, nothing) | rates.compare(np.greater, whole)
    found = np.flatnonzero(wild & used.eligible & np.asarray(truth, dtype=np.bool_))
    if found.size:
        row = int(found[0])
        rate = percent(rates.take(found[:1]).fractions()[0], 2)
        text = written.text if isinstance(written, Expression) else "…"
        raise FindingError("R613", word=step.word, text=text, rate=rate, row=row, who=row_name(row))
