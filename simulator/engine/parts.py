"""What award rules settle beside their awards, added up: vouchers issued, what each payer bears, each payee.

Parts are of the entitlement: what a short pot cuts off the awards is not taken off them. Payees are what the
entitlement is paid to, so their parts always add to it: what a later step or a clause over several programmes
takes is shared among them row by row in proportion, by largest remainder, ties to the payee written first.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import numpy as np

from simulator.model.accounts import Measured
from simulator.model.result import Claims, ProgrammeClaims
from simulator.model.scenario import Programme, Scenario
from simulator.model.step import settled_by
from simulator.money import IntColumn, split, total
from simulator.rules.payees import PayTo


def part_figures(scenario: Scenario, claims: Claims) -> Iterator[tuple[str, Measured]]:
    """Yield the figure of every part of every programme, `programmes.ID.PART`, in fen, by programme id."""
    for found in claims.programmes:
        programme = scenario.programme(found.programme)
        names = settled_by(programme.award)
        parts = parts_of_programme(programme, found) if names else {}
        for name in names:
            fen = total(parts[name]) if name in parts else 0
            yield f"programmes.{programme.id}.{name}", Measured(Fraction(fen), "money")


def parts_of_programme(programme: Programme, claims: ProgrammeClaims) -> Mapping[str, IntColumn]:
    """Return the parts of one programme's entitlements, whole fen by name, one row an applicant."""
    parts, payees = dict(claims.parts), payees_of(programme)
    if not payees:
        return parts
    return {**parts, **_shared(payees, parts, claims.entitlement)}


def payees_of(programme: Programme) -> tuple[str, ...]:
    """Return who shares a programme's awards: the payees of a `pay_to` on its outermost level."""
    return next((each.settles for each in programme.award if isinstance(each, PayTo)), ())


def _shared(
    payees: tuple[str, ...], parts: Mapping[str, IntColumn], entitlement: IntColumn
) -> dict[str, IntColumn]:
    own = np.array([parts[name] for name in payees], dtype=np.int64)
    for row in np.flatnonzero(own.astype(object).sum(axis=0) != entitlement).tolist():
        own[:, row] = split(int(entitlement[row]), _weights(own[:, row].tolist()))
    return dict(zip(payees, own, strict=True))


def _weights(parts: list[int]) -> list[int]:
    # a floor may give something to an applicant whose payees get nothing: they then share alike
    return parts if any(parts) else [1] * len(parts)
