"""Amounts as exact trees: a rule is built once from exact operations, then run by the fastest safe kernel."""

from simulator.algebra.tree import (
    EVERYONE,
    NOBODY,
    NOTHING,
    Number,
    Source,
    Truth,
    constant,
    flag,
    leaf,
    sources,
)

__all__ = [
    "EVERYONE",
    "NOBODY",
    "NOTHING",
    "Number",
    "Source",
    "Truth",
    "constant",
    "flag",
    "leaf",
    "sources",
]
