"""Amounts that a figure stands for: the name is kept beside them until the figure is known."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from simulator.model.kinds import Quantity
from simulator.money import Fen, down, up
from simulator.problems import FindingError


@dataclass(frozen=True, slots=True)
class FigureName:
    """The name of a figure, written where an amount is wanted."""

    text: str


class Figured(Protocol):
    """A record that keeps, for its amounts, pairs of a field and the name of the figure that it will be."""

    @property
    def figured(self) -> tuple[tuple[str, str], ...]:
        """Return the fields that wait for a figure, each with its name."""


R = TypeVar("R", bound=Any)


def with_amounts(record: R, figures: Mapping[str, Quantity]) -> R:
    """Return a record with every amount that names a figure replaced by what the figure is, in whole fen.

    A part of a fen makes a lower bound higher and any other amount lower. A name that no figure has stays as
    it is. Raises FindingError M101 for a figure that is no money, S207 for one below nothing.
    """
    known = {field: _fen(field, figures[name]) for field, name in record.figured if name in figures}
    waiting = tuple(pair for pair in record.figured if pair[0] not in known)
    found: R = replace(record, figured=waiting, **known) if known else record
    return found


def _fen(field: str, figure: Quantity) -> Fen:
    amount = figure.as_money()
    if amount < 0:
        raise FindingError("S207", text=figure.text)
    return up(amount) if field == "at_least" else down(amount)
