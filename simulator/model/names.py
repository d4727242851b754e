"""What a name in an expression may stand for: the columns of a population, then the figures."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import numpy as np

from simulator.expression import Column, Kind, Type, constant
from simulator.model.kinds import Quantity
from simulator.model.scenario import Figure
from simulator.model.step import Rows
from simulator.model.table import Table


def figure_columns(figures: Iterable[Figure]) -> dict[str, Column]:
    """Return every figure as a typed constant, by its id."""
    return {figure.id: _constant(figure.is_) for figure in figures}


def _constant(figure: Quantity) -> Column:
    if figure.kind == "text":
        return constant(Type("text"), figure.text)
    if figure.kind == "yes_no":
        return constant(Type("yes_no"), bool(figure.value))
    if figure.kind == "bare":
        return constant(Type("count" if figure.value.denominator == 1 else "number"), figure.value)
    return constant(Type(FIGURE_KINDS[figure.kind]), figure.value)


FIGURE_KINDS: Mapping[str, Kind] = MappingProxyType(
    {"money": "money", "share": "share", "points": "points", "multiple": "multiple", "date": "date"}
)


def rows_of(table: Table, figures: Mapping[str, Column], key: str | None) -> Rows:
    """Return the rows of a table with the figures, and the ids themselves as a text column named `key`."""
    ids = np.array(table.ids, dtype=object)
    named = {key or "id": Column(Type("text"), ids)}
    return Rows({**figures, **named, **table.columns}, len(table))
