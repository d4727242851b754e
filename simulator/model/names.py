"""What a name in an expression may stand for: the columns of a population, then the figures."""

from collections.abc import Iterable, Mapping

import numpy as np

from simulator.expression import Column, Type, constant, literal
from simulator.model.scenario import Figure
from simulator.model.step import Rows
from simulator.model.table import Table


def figure_columns(figures: Iterable[Figure]) -> dict[str, Column]:
    """Return every figure as a typed constant, by its id."""
    return {figure.id: constant(*literal(figure.is_.text)) for figure in figures}


def rows_of(table: Table, figures: Mapping[str, Column], key: str | None) -> Rows:
    """Return the rows of a table with the figures, and the ids themselves as a text column named `key`."""
    ids = np.array(table.ids, dtype=object)
    named = {key or "id": Column(Type("text"), ids)}
    return Rows({**figures, **named, **table.columns}, len(table))
