"""How long a branch tree may grow: counted in nodes, never by the clock, so that every run ends alike."""

from dataclasses import dataclass
from fractions import Fraction

WITHIN = Fraction(1, 10**7)
"""The proved relative gap with which a search over very many columns is content."""

WIDE_COLUMNS = 5_000
"""With more columns than this the last unit is not worth the nodes: a proved relative gap will do."""

LEAST_NODES = 200
MOST_WORK = 4_000_000
"""A tree over very many columns stops sooner: nodes times columns, but never before the least nodes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a tree may grow, counted in nodes, never by the clock.

    `nodes` in all; `amount_nodes` that split an amount rather than a choice; `last_nodes` spent on closing
    the last gap below a fen's worth. `within` is the relative gap with which a search of more than
    `WIDE_COLUMNS` columns is content; the others go on to the last unit.
    """

    nodes: int = 20_000
    amount_nodes: int = 1_500
    last_nodes: int = 100
    within: Fraction = WITHIN


def affordable_nodes(limits: Limits, columns: int) -> int:
    """Return how many nodes a tree over so many columns may have."""
    return min(limits.nodes, max(LEAST_NODES, MOST_WORK // max(1, columns)))
