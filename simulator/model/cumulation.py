"""Clauses over several programmes at once: one ceiling for a firm, one programme for an item."""

from dataclasses import dataclass
from typing import Annotated

from simulator.model import kinds
from simulator.money import Fen
from simulator.problems import NOWHERE, Place

PROGRAMMES = kinds.ListOf(kinds.Reference("programmes"))


@dataclass(frozen=True, slots=True)
class Cumulation:
    """What one firm may be owed under several programmes together (叠加上限), before money is shared out.

    `per` is the column that says whose a row is, in the population of every programme named. What is too
    much is taken from the programmes in the order of `cut_first`, the first listed loses first, and inside a
    programme in proportion; with `method: pro_rata` from all alike.
    """

    id: Annotated[str, kinds.Identifier()]
    ceiling: Annotated[Fen, kinds.Money()]
    per: Annotated[str, kinds.Identifier()]
    programmes: Annotated[tuple[str, ...], PROGRAMMES]
    cut_first: Annotated[tuple[str, ...], PROGRAMMES] = ()
    method: Annotated[str, kinds.Choice(("sequential", "pro_rata"))] = "sequential"
    title: Annotated[str, kinds.Text()] = ""
    document: Annotated[str, kinds.Text()] = ""
    quote: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class OnePerItem:
    """An item (a contract, a device) is paid under one programme only, the choice that gives the firm most.

    `per` is the column that names the item and `firm` the one that says whose it is; without `firm` every
    item is chosen for by itself. `caps` are the most a firm may be owed under a programme: what is chosen
    beyond is cut in proportion.
    """

    id: Annotated[str, kinds.Identifier()]
    per: Annotated[str, kinds.Identifier()]
    programmes: Annotated[tuple[str, ...], PROGRAMMES]
    firm: Annotated[str | None, kinds.Identifier()] = None
    caps: Annotated[tuple[tuple[str, Fen], ...], kinds.Named(kinds.Money())] = ()
    title: Annotated[str, kinds.Text()] = ""
    document: Annotated[str, kinds.Text()] = ""
    quote: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE
