"""Rows of several pots gathered into groups: whose they are, what each group gets, as numbers or forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm

import numpy as np

from simulator.engine.pots import ProgrammePot
from simulator.engine.selection import Plan, group_values
from simulator.model.groups import text_codes
from simulator.money import IntColumn
from simulator.optimise.problem import SAFE_SUM, IntArray, largest
from simulator.optimise.terms import AwardTerm, Form, Members, Terms


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """Pots whose rows fall into `count` groups: the number of the group of every row, one array a pot."""

    pots: tuple[ProgrammePot, ...]
    codes: tuple[IntColumn, ...]
    count: int

    def sums(self, columns: Sequence[IntArray]) -> list[int]:
        """Return the sum of each group over one column a pot."""
        found = np.zeros(self.count, dtype=object)
        for codes, column in zip(self.codes, columns, strict=True):
            np.add.at(found, codes, column.astype(object))
        return [int(each) for each in found.tolist()]

    def claims(self) -> list[int]:
        """Return what each group claims, in fen; a claim withdrawn or rejected is none any more."""
        return self.sums([pot.standing for pot in self.pots])

    def awards(self, plan: Plan) -> list[int]:
        """Return what each group gets in a plan that is made, in fen."""
        return self.sums([plan.awards[pot.programme.id] for pot in self.pots])

    def gets(self, plan: Plan) -> "Gets":
        """Return what each group gets over the columns of a plan not yet made."""
        terms = [plan.terms[pot.programme.id] for pot in self.pots]
        common = lcm(1, *(each.over for own in terms for each in own.awards))
        columns, numbers, edges = _entries(self, terms, common)
        constants = self.sums([own.base for own in terms])
        return Gets(columns, numbers, edges, common, constants, self._slacks(terms))

    def _slacks(self, terms: Sequence[Terms]) -> list[int]:
        found = np.zeros(self.count, dtype=np.int64)
        for codes, own in zip(self.codes, terms, strict=True):
            found += _strayed(own, codes, self.count)
        return [int(each) for each in found.tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class Gets:
    """What groups get: each one's columns and numerators between two edges, over one denominator.

    `constants` are what they get whatever the plan, `slacks` by how many fen the truth may stray.
    """

    columns: Members
    numerators: IntArray
    edges: tuple[int, ...]
    denominator: int
    constants: list[int]
    slacks: list[int]

    def forms(self) -> list[Form]:
        """Return one form a group."""
        parts = zip(pairwise(self.edges), self.constants, self.slacks, strict=True)
        return [
            Form(
                self.columns[low:high],
                self.numerators[low:high],
                self.denominator,
                Fraction(constant),
                slack,
            )
            for (low, high), constant, slack in parts
        ]


def one_each(pots: Sequence[ProgrammePot]) -> Grouped:
    """Return every pot as a group of its own."""
    codes = tuple(np.full(len(pot.pot.ids), at, dtype=np.int64) for at, pot in enumerate(pots))
    return Grouped(tuple(pots), codes, len(pots))


def by_applicant(pots: Sequence[ProgrammePot]) -> Grouped:
    """Return the rows of one applicant as a group, over all the pots."""
    return _by_texts(pots, [pot.pot.ids for pot in pots])


def by_column(pots: Sequence[ProgrammePot], column: str) -> Grouped:
    """Return the rows that share a column's value as a group, over the pots that have the column."""
    having = [pot for pot in pots if column in pot.pot.rows.columns]
    return _by_texts(having, [group_values(pot, column) for pot in having])


def _by_texts(pots: Sequence[ProgrammePot], texts: Sequence[Sequence[str]]) -> Grouped:
    codes = text_codes([text for own in texts for text in own])
    edges = np.cumsum([0, *map(len, texts)]).tolist()
    parts = tuple(codes[low:high] for low, high in pairwise(edges))
    return Grouped(tuple(pots), parts, int(codes.max()) + 1 if codes.size else 0)


# ── forms ──────────────────────────────────────────────────────────────────────────────────────────


def _entries(
    grouped: Grouped, terms: Sequence[Terms], common: int
) -> tuple[Members, IntArray, tuple[int, ...]]:
    """Return the columns and numerators of all groups one after another, and where each begins and ends."""
    pairs = [(own, each) for own, pot in zip(grouped.codes, terms, strict=True) for each in pot.awards]
    nothing = np.zeros(0, dtype=np.int64)
    columns = np.concatenate([nothing, *(each.columns for _, each in pairs)])
    groups = np.concatenate([nothing, *(own[each.members] for own, each in pairs)])
    numbers = _scaled([each for _, each in pairs], common)
    order = np.lexsort((columns, groups))
    columns, groups, numbers = columns[order], groups[order], numbers[order]
    first = np.ones(order.size, dtype=np.bool_)
    first[1:] = (np.diff(columns) != 0) | (np.diff(groups) != 0)
    starts = np.flatnonzero(first)
    sums = np.add.reduceat(numbers, starts) if starts.size else numbers
    edges = np.searchsorted(groups[starts], np.arange(grouped.count + 1))
    return columns[starts], sums, tuple(edges.tolist())


def _scaled(terms: Sequence[AwardTerm], common: int) -> IntArray:
    # over one denominator the weights of large pots may leave int64, and would do so without a word
    bound = sum(largest(each.weights) * (common // each.over) * each.weights.size for each in terms)
    kind = np.dtype(np.int64) if bound < SAFE_SUM else np.dtype(object)
    parts = (each.weights.astype(kind) * (common // each.over) for each in terms)
    return np.concatenate([np.zeros(0, dtype=kind), *parts])


def _strayed(terms: Terms, codes: IntColumn, count: int) -> IntColumn:
    """Return by how many fen each group may stray: of the terms paid in turn, only as the widest."""
    alone = np.zeros(count, dtype=np.int64)
    in_turn: dict[int, IntColumn] = {}
    for term in terms.awards:
        inside = np.bincount(codes[term.members], minlength=count) if term.over > 1 else 0 * alone
        stray = np.where(inside == term.members.size, 0, inside)
        if term.turn is None:
            alone = alone + stray
        else:
            # of parts that fill one after the other only one is ever half full, and only that one is rounded
            in_turn[term.turn] = np.maximum(in_turn.get(term.turn, 0 * alone), stray)
    return sum(in_turn.values(), alone)
