"""Tiers: the first in full before the next gets anything (分层保障); the first match wins."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Annotated, ClassVar

import numpy as np

from simulator.exact import Flags
from simulator.methods.pro_rata import ProRata
from simulator.methods.sharing import Sharing
from simulator.model import kinds
from simulator.model.method import Pot, Request, Tier
from simulator.money import Fen, IntColumn
from simulator.optimise import LinearForm, collect
from simulator.optimise.terms import Columns, Link, Terms


@dataclass(frozen=True, slots=True)
class Tiers(Sharing):
    """Serve tier after tier; the one the money runs out in is shared by its own method, or pro rata."""

    word: ClassVar[str] = "tiers"
    short: ClassVar[str | None] = "tiers"
    for_classes: ClassVar[bool] = True
    tiers: Annotated[tuple[Tier, ...], kinds.ListOf(kinds.Record(Tier))]
    id: Annotated[str | None, kinds.Identifier()] = None

    def terms(self, pot: Pot) -> Terms:
        """Return the terms of every tier, tied together: no money for a tier before the one above is full."""
        layers = self._layers(pot)
        joined = Terms(np.zeros_like(pot.claims), pot.claims < 0)
        for index, (method, layer) in enumerate(layers):
            joined = _stacked(joined, method.terms(layer), f"tier {index + 1}")
        return _ordered(joined, layers)

    def share_out(self, pot: Pot, amount: Fen) -> IntColumn:
        """Return the awards when the tiers are served in order, in whole fen."""
        given = self._given(pot, amount)
        shared = (method.share_out(layer, part) for method, layer, part in given)
        return sum(shared, np.zeros_like(pot.claims))

    def as_paid(self, pot: Pot, paid: Fen) -> IntColumn:
        """Return the awards of a plan that pays so much in all, tier by tier, in fen."""
        given = self._given(pot, paid)
        shared = (method.as_paid(layer, part) for method, layer, part in given)
        return sum(shared, np.zeros_like(pot.claims))

    def payable(self, pot: Pot) -> IntColumn:
        """Return what each tier's method could pay its members, in fen."""
        return sum((method.payable(layer) for method, layer in self._layers(pot)), np.zeros_like(pot.claims))

    def counted(self, pot: Pot, awards: IntColumn) -> Flags:
        """Return whose awards count, by each tier's own method."""
        flags = np.zeros(pot.claims.size, dtype=np.bool_)
        for method, layer in self._layers(pot):
            flags |= method.counted(layer, np.where(layer.claims > 0, awards, 0))
        return flags

    def paid_share(self, pot: Pot, awards: IntColumn) -> tuple[Fraction, ...]:
        """Return which share of each claim is paid, by each tier's own method."""
        shares = [Fraction(0)] * pot.claims.size
        for method, layer in self._layers(pot):
            own = method.paid_share(layer, np.where(layer.claims > 0, awards, 0))
            shares = [share + more for share, more in zip(shares, own, strict=True)]
        return tuple(shares)

    def divide(self, requests: Sequence[Request], money: Fen) -> tuple[Fen | None, ...]:
        """Return what each programme gets when the tiers of programmes are served in order."""
        given: dict[str, Fen | None] = {}
        left = money
        for tier, members in zip(self.tiers, self._programmes(requests), strict=True):
            pairs = tuple(zip(members, _method(tier).divide(members, left), strict=True))
            given.update({each.programme: part for each, part in pairs})
            # what a tier may still use, by the plan's choice too, is not there for those below it
            left = max(0, left - sum(each.amount if part is None else part for each, part in pairs))
        return tuple(given.get(request.programme, 0) for request in requests)

    def _given(self, pot: Pot, amount: Fen) -> list[tuple[Sharing, Pot, Fen]]:
        given, left = [], amount
        for method, layer in self._layers(pot):
            part = min(left, _payable(method, layer))
            given.append((method, layer, part))
            left -= part
        return given

    def _layers(self, pot: Pot) -> list[tuple[Sharing, Pot]]:
        left = np.ones(pot.claims.size, dtype=np.bool_)
        layers = []
        for tier in self.tiers:
            mine = left & pot.rows.flags(tier.where)
            left = left & ~mine
            layers.append((_method(tier), _layer(pot, mine)))
        return layers

    def _programmes(self, requests: Sequence[Request]) -> list[tuple[Request, ...]]:
        left = list(requests)
        tiers = []
        for tier in self.tiers:
            mine = tuple(each for each in left if _belongs(each, tier))
            left = [each for each in left if each not in mine]
            tiers.append(mine)
        return tiers


def _method(tier: Tier) -> Sharing:
    method = tier.rest or tier.when_short or ProRata()
    if not isinstance(method, Sharing):
        raise TypeError("a tier needs a registered method")
    return method


def _belongs(request: Request, tier: Tier) -> bool:
    if tier.rest is not None:
        return True
    return request.programme == tier.programme or (tier.tag is not None and tier.tag in request.tags)


def _layer(pot: Pot, mine: Flags) -> Pot:
    claims = np.where(mine, pot.claims, 0)
    return replace(pot, claims=claims, at_least=0, at_most=min(pot.at_most, sum(claims.tolist())))


def _payable(method: Sharing, layer: Pot) -> Fen:
    return sum(method.payable(layer).tolist())


def _stacked(above: Terms, below: Terms, name: str) -> Terms:
    shifted = below.shifted(len(above.columns))
    return Terms(
        above.base + shifted.base,
        above.base_counted | shifted.base_counted,
        above.columns + below.columns.renamed(f"{name} "),
        above.links + tuple(replace(each, name=f"{name} {each.name}") for each in shifted.links),
        above.awards + shifted.awards,
        above.counts + shifted.counts,
    )


def _ordered(joined: Terms, layers: list[tuple[Sharing, Pot]]) -> Terms:
    columns, links = joined.columns, list(joined.links)
    for index in range(len(layers) - 1):
        full = len(columns)
        columns += Columns.choices((f"tier {index + 1} full",))
        upper, lower = (_paid(joined, layers[at][1]) for at in (index, index + 1))
        need, most = (_payable(*layers[at]) for at in (index, index + 1))
        links.append(_bound(f"tier {index + 1} is full", upper, full, -need, (0, None)))
        if index:
            # an empty tier is full at once, but it opens the next only once those above it are full too
            links.append(Link(f"tier {index + 1} in turn", LinearForm((full - 1, full), (-1, 1)), None, 0))
        links.append(_bound(f"tier {index + 2} waits", lower, full, -most, (None, 0)))
    return Terms(joined.base, joined.base_counted, columns, tuple(links), joined.awards, joined.counts)


def _paid(joined: Terms, layer: Pot) -> LinearForm:
    form = joined.award(layer.claims > 0)
    return form.whole(form.scale())


def _bound(
    name: str, paid: LinearForm, full: int, coefficient: int, bounds: tuple[int | None, int | None]
) -> Link:
    form = collect((*paid.columns, full), (*paid.coefficients, coefficient))
    lower, upper = (None if each is None else each - paid.constant for each in bounds)
    return Link(name, form, lower, upper)
