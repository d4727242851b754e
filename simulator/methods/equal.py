"""The same whole fen for everyone, never more than the claim; what is left stays unspent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

import numpy as np

from simulator.methods.levels import filled_in_turn, layers_to_plan, level_of, segments_of
from simulator.methods.sharing import Sharing, above_floors, needs
from simulator.model import kinds
from simulator.model.method import Pot, Request
from simulator.money import Fen, IntColumn
from simulator.optimise import collect
from simulator.optimise.terms import AwardTerm, Columns, CountTerm, Link, Terms


@dataclass(frozen=True, slots=True)
class Equal(Sharing):
    """Divide a short pot by heads (等额): a part that its claim does not need is not shared again."""

    word: ClassVar[str] = "equal"
    for_classes: ClassVar[bool] = True
    id: Annotated[str | None, kinds.Identifier()] = None

    def terms(self, pot: Pot) -> Terms:
        """Return the share as columns that fill in turn, and one for paying all claims in full.

        Raises FindingError R611 when the claims have too many sizes for that.
        """
        layers, share = layers_to_plan(pot.claims), _highest_share(pot)
        kept = tuple(layer for layer in layers if layer.start < share)
        need, nothing = needs(pot), np.zeros_like(pot.claims)
        claimed = np.where(pot.claims > 0, need, 0)
        counting = {level: np.flatnonzero(claimed == level) for level in sorted({*need.tolist()})}
        segments = [
            segment
            for layer in kept
            for segment in segments_of(layer, layer.start, min(layer.start + layer.width, share), counting)
        ]
        terms = Terms(nothing, nothing > 0, *filled_in_turn(segments, divided=False))
        suffices = layers and pot.at_most >= sum(pot.claims.tolist())
        return _or_in_full(terms, pot, len(segments)) if suffices else terms

    def share_out(self, pot: Pot, amount: Fen) -> IntColumn:
        """Return every claim when the pot suffices, else the pot by heads, never above the claim, in fen."""
        if amount >= sum(pot.claims.tolist()):
            return pot.claims
        return np.minimum(pot.claims, amount // max(1, _heads(pot)))

    def as_paid(self, pot: Pot, paid: Fen) -> IntColumn:
        """Return the awards that add to `paid`: the pot was larger by what nobody's claim needed."""
        return np.minimum(pot.claims, int(level_of(pot.claims, paid)))

    def divide(self, requests: Sequence[Request], money: Fen) -> tuple[Fen | None, ...]:
        """Return every request when the money suffices, else the same for all, never above what each asks.

        A programme whose part would be below its `at_least` gets just that, and the rest is divided anew.
        """
        return above_floors(requests, money, _by_heads)


def _heads(pot: Pot) -> int:
    return int((pot.claims > 0).sum())


def _highest_share(pot: Pot) -> Fen:
    # a pot of all that is claimed is not short any more, so the largest short one holds a fen less
    short = min(pot.at_most, sum(pot.claims.tolist()) - 1)
    return int(max(0, short)) // max(1, _heads(pot))


def _by_heads(asked: Sequence[Fen], money: Fen) -> list[Fen]:
    share = money // max(1, sum(each > 0 for each in asked))
    return [min(each, share) for each in asked]


def _or_in_full(terms: Terms, pot: Pot, segments: int) -> Terms:
    """Put the pot that suffices before the shares: then everyone has the whole claim, and no share beside it.

    Columns come in the order in which ties are broken, and of pots that are as good the larger one is taken.
    """
    full, members = 0, np.flatnonzero(pot.claims > 0)
    shares = replace(terms.shifted(1), first=0)
    waits = tuple(
        Link(f"part {k} or all", collect((k, full), (1, column.upper)), None, column.upper)
        for k, column in enumerate(terms.columns[:segments], start=1)
    )
    return replace(
        shares,
        columns=Columns.choices(("all",)) + terms.columns,
        links=(*shares.links, *waits),
        awards=(*shares.awards, AwardTerm.single(full, members, pot.claims[members])),
        counts=(*shares.counts, CountTerm.single(full, members)),
    )
