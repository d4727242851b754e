"""Equal shares; whoever is full leaves, and the rest is shared again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Annotated, ClassVar

import numpy as np

from simulator.methods.levels import Layer, filled, filled_in_turn, layers_to_plan, level_of, segments_of
from simulator.methods.sharing import Sharing, above_floors, needs
from simulator.model import kinds
from simulator.model.method import Pot, Request
from simulator.money import Fen, IntColumn, narrow
from simulator.optimise.terms import Terms


@dataclass(frozen=True, slots=True)
class WaterFill(Sharing):
    """Share alike up to each claim (均分封顶): no claim is cut while a larger award is left.

    Each award is within one fen of its exact share, which is the smaller of the claim and one level for all.
    """

    word: ClassVar[str] = "water_fill"
    for_classes: ClassVar[bool] = True
    id: Annotated[str | None, kinds.Identifier()] = None

    def terms(self, pot: Pot) -> Terms:
        """Return one column for each layer of claims, filled in turn, and whose awards count from which size.

        Raises FindingError R611 when the claims have too many sizes for that.
        """
        most, nothing = min(sum(pot.claims.tolist()), pot.at_most), np.zeros_like(pot.claims)
        layers = layers_to_plan(pot.claims)
        starts = [0, *accumulate(layer.capacity for layer in layers)]
        kept = tuple((layer, start) for layer, start in zip(layers, starts, strict=False) if start < most)
        counting = _counting(pot, kept)
        segments = [
            segment
            for layer, start in kept
            for segment in segments_of(layer, start, min(start + layer.capacity, most), counting)
        ]
        return Terms(nothing, nothing > 0, *filled_in_turn(segments, divided=True))

    def share_out(self, pot: Pot, amount: Fen) -> IntColumn:
        """Return the smaller of claim and level in whole fen, left-over fen to the smaller ids not full."""
        return filled(pot.claims, amount)

    def paid_share(self, pot: Pot, awards: IntColumn) -> tuple[Fraction, ...]:
        """Return the exact level's share of each claim: rounding to the fen is no one's merit."""
        level = level_of(pot.claims, sum(awards.tolist()))
        return tuple(
            Fraction(min(claim, level)) / claim if claim else Fraction(0) for claim in pot.claims.tolist()
        )

    def divide(self, requests: Sequence[Request], money: Fen) -> tuple[Fen | None, ...]:
        """Return every request when the money suffices, else the same for all up to what each asks.

        A programme whose part would be below its `at_least` gets just that, and the rest is shared anew.
        """
        return above_floors(requests, money, lambda asked, left: filled(narrow(asked), left).tolist())


def _counting(pot: Pot, kept: tuple[tuple[Layer, Fen], ...]) -> Mapping[Fen, IntColumn]:
    """Return from which size of the pot whose award counts, as far as the layers reach.

    An award never falls when the pot grows: the odd fen of a layer go round in the order of the rows.
    """
    need = needs(pot).tolist()
    return {
        start + layer.members.size * (need[row] - 1 - layer.start) + rank + 1: layer.members[rank : rank + 1]
        for layer, start in kept
        for rank, row in enumerate(layer.members.tolist())
        if layer.start < need[row] <= layer.start + layer.width
    }
