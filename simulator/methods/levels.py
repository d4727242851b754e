"""Levels: what everyone gets while the money rises, until one claim after another is full.

The claims cut the rise into layers, each between one claim's size and the next; in a layer all who are not
full yet share alike, and no layer gets a fen before the one below it is full.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm

import numpy as np

from simulator.money import LARGEST, Fen, IntColumn, bound_of
from simulator.optimise import Kind, LinearForm
from simulator.optimise.terms import AwardTerm, Column, Columns, CountTerm, Link
from simulator.problems import FindingError

MOST_PARTS = 2_000_000
MOST_BITS = 500


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """The rise from one size of claim to the next, in fen a head, and whose claims reach that far."""

    start: Fen
    width: Fen
    members: IntColumn

    @property
    def capacity(self) -> Fen:
        """Return the fen that fill it."""
        return self.width * self.members.size


def layers_of(claims: IntColumn) -> tuple[Layer, ...]:
    """Return the layers of some claims from the lowest up, members in the order of the rows."""
    sizes = [0, *sorted({*claims[claims > 0].tolist()})]
    return tuple(Layer(low, high - low, np.flatnonzero(claims >= high)) for low, high in pairwise(sizes))


def layers_to_plan(claims: IntColumn) -> tuple[Layer, ...]:
    """Return the layers for a pot whose size the plan chooses.

    Raises FindingError R611 when the claims have more sizes than the plan can keep apart.
    """
    sizes, counts = np.unique(claims[claims > 0], return_counts=True)
    heads = np.cumsum(counts[::-1])
    if sum(heads.tolist()) > MOST_PARTS or lcm(*heads.tolist()).bit_length() > MOST_BITS:
        raise _too_many(int(sizes.size))
    return layers_of(claims)


def level_of(claims: IntColumn, amount: Fen) -> Fraction:
    """Return the exact level at which Σ min(claim, level) is the amount; the largest claim when it is more.

    >>> level_of(np.array([100000, 250000, 500000, 700000]), 1000000)
    Fraction(325000, 1)
    """
    sizes = np.sort(claims[claims > 0])
    count = sizes.size
    if amount <= 0 or not count:
        return Fraction(0)
    # a running sum wraps without a word
    if bound_of(sizes) * count > LARGEST:
        sizes = sizes.astype(object)
    below = np.cumsum(sizes) - sizes
    reached = below + sizes * np.arange(count, 0, -1)
    first = int(np.searchsorted(reached, amount))
    if first == count:
        return Fraction(int(sizes[-1]))
    return Fraction(amount - int(below[first]), count - first)


def filled(claims: IntColumn, amount: Fen) -> IntColumn:
    """Return min(claim, level) in whole fen; the fen left over go to those not full, first come first.

    Whoever is not full has the same remainder, so the largest remainder is settled by the order of the rows.
    """
    whole = int(level_of(claims, amount))
    awards = np.minimum(claims, whole)
    left = min(amount, sum(claims.tolist())) - sum(awards.tolist())
    awards[np.flatnonzero(claims > whole)[:left]] += 1
    return awards


# ── columns that fill one after the other ──────────────────────────────────────────────────────────

Filling = tuple[Columns, tuple[Link, ...], tuple[AwardTerm, ...], tuple[CountTerm, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A stretch of a layer, in units of its column: once it is full, the awards of `counted` count."""

    width: int
    layer: Layer
    counted: IntColumn


def segments_of(layer: Layer, start: int, end: int, counting: Mapping[int, IntColumn]) -> Iterator[Segment]:
    """Yield a layer from `start` to `end` cut wherever awards begin to count (`counting`, by the point)."""
    points = sorted({end, *(point for point in counting if start < point < end)})
    nobody = layer.members[:0]
    for low, high in pairwise((start, *points)):
        yield Segment(high - low, layer, counting.get(high, nobody))


def filled_in_turn(segments: Sequence[Segment], *, divided: bool) -> Filling:
    """Return columns, links, awards and counts of segments that fill one after the other.

    Each has a column, and a 0/1 column that says it is full: exactly when it is, so that every state is one
    plan and no more, and the next has nothing before. `divided` says that a segment's column is shared among
    its members, else each has all of it.

    Raises FindingError R611 when there are more members in all than a plan can hold.
    """
    if sum(each.layer.members.size for each in segments) > MOST_PARTS:
        raise _too_many(len(segments))
    last = len(segments) - 1
    # the last one needs no flag: nothing waits for it, unless an award counts by it
    flagged = [k for k, each in enumerate(segments) if k < last or each.counted.size]
    flag = {k: len(segments) + number for number, k in enumerate(flagged)}
    columns = [Column(f"part {k + 1}", 0, each.width, Kind.AMOUNT) for k, each in enumerate(segments)]
    columns += [Column(f"part {k + 1} full", 0, 1, Kind.CHOICE) for k in flagged]
    links = [link for k in flagged for link in _full(k, flag[k], segments[k].width)]
    links += [_waits(k, flag[k - 1], segments[k].width) for k in range(1, len(segments))]
    awards = tuple(_award(k, each.layer, divided=divided) for k, each in enumerate(segments))
    counts = tuple(
        CountTerm.single(flag[k], segments[k].counted) for k in flagged if segments[k].counted.size
    )
    return Columns.of(columns), tuple(links), awards, counts


def _full(segment: int, flag: int, width: int) -> tuple[Link, Link]:
    return (
        Link(f"part {segment + 1} is full", LinearForm((segment, flag), (1, -width)), 0, None),
        Link(f"part {segment + 1} called full", LinearForm((segment, flag), (1, -1)), None, width - 1),
    )


def _waits(segment: int, flag: int, width: int) -> Link:
    return Link(f"part {segment + 1} waits", LinearForm((segment, flag), (1, -width)), None, 0)


def _award(column: int, layer: Layer, *, divided: bool) -> AwardTerm:
    ones = np.ones_like(layer.members)
    if not divided:
        return AwardTerm.single(column, layer.members, ones)
    return AwardTerm.single(column, layer.members, ones, int(layer.members.size), turn=0)


def _too_many(sizes: int) -> FindingError:
    return FindingError("R611", sizes=sizes)
