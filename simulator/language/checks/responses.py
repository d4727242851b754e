"""Checks of response curves: each further yuan is worth no more than the last."""

from collections.abc import Iterator
from itertools import pairwise

from simulator.language.checks.written import Key, fault, fault_at_key, is_written
from simulator.language.read import Reading
from simulator.model.response import CurvePoint, Power, Response, Saturates
from simulator.problems import Problem

FORMS = ("curve", "saturates", "power")
MOST_PIECES = 1_000
FINEST_EXPONENT = 100
"""A power is a fraction whose denominator is no more than this: hundredths, or thirds."""


def placed(reading: Reading) -> Iterator[tuple[tuple[Key, ...], Response]]:
    """Yield every response with the keys that lead to it."""
    for each in reading.scenario.programmes:
        if each.response is not None:
            yield ("programmes", each.id, "response"), each.response


def forms(reading: Reading) -> Iterator[Problem]:
    """A response that is not exactly one of known points and a formula (S332)."""
    for keys, _ in placed(reading):
        if sum(is_written(reading, *keys, form) for form in FORMS) != 1:
            yield fault_at_key(reading, keys, "S332")


def spenders(reading: Reading) -> Iterator[Problem]:
    """A response, or last year's money, of a programme that spends none (S339)."""
    for each in reading.scenario.programmes:
        for key in ("response", "last_year"):
            if each.spending is None and is_written(reading, "programmes", each.id, key):
                yield fault_at_key(reading, ("programmes", each.id, key), "S339", programme=each.id)


def sizes(reading: Reading) -> Iterator[Problem]:
    """A setting of nothing, or more pieces than anyone needs (S337)."""
    for keys, response in placed(reading):
        if response.capacity == 0:
            yield fault(reading, (*keys, "capacity"), "S337", key="capacity", most=MOST_PIECES)
        for formula, sizes in (("saturates", ("most", "half_at")), ("power", ("worth", "at"))):
            found = getattr(response, formula)
            wrong = () if found is None else tuple(_out_of_size(found, sizes))
            for key in wrong:
                yield fault(reading, (*keys, formula, key), "S337", key=key, most=MOST_PIECES)


def _out_of_size(formula: Saturates | Power, sizes: tuple[str, ...]) -> Iterator[str]:
    yield from (key for key in sizes if getattr(formula, key) <= 0)
    if formula.pieces > MOST_PIECES:
        yield "pieces"


def exponents(reading: Reading) -> Iterator[Problem]:
    """A power that is not between 0 and 1, or of more decimals than can be reckoned with (S340)."""
    for keys, response in placed(reading):
        exponent = None if response.power is None else response.power.exponent
        if exponent is not None and not (0 < exponent < 1 and exponent.denominator <= FINEST_EXPONENT):
            yield fault(reading, (*keys, "power", "exponent"), "S340", finest=FINEST_EXPONENT)


def curves(reading: Reading) -> Iterator[Problem]:
    """Points that are too few or out of order, that fall, or that grow ever faster (S333–S336)."""
    for keys, response in placed(reading):
        if response.curve:
            yield from _curve(reading, (*keys, "curve"), response.curve)


def _curve(reading: Reading, keys: tuple[Key, ...], points: tuple[CurvePoint, ...]) -> Iterator[Problem]:
    if len(points) < 2:
        yield fault_at_key(reading, keys, "S333")
        return
    for position, (low, high) in enumerate(pairwise(points), start=1):
        if high.at <= low.at:
            yield fault(reading, (*keys, position, "at"), "S334")
            return
        if high.worth < low.worth:
            yield fault(reading, (*keys, position, "worth"), "S335")
            return
    yield from _bent_upwards(reading, keys, points)


def _bent_upwards(
    reading: Reading, keys: tuple[Key, ...], points: tuple[CurvePoint, ...]
) -> Iterator[Problem]:
    steps = ((high.worth - low.worth, high.at - low.at) for low, high in pairwise(points))
    for position, ((before, width), (after, own)) in enumerate(pairwise(steps), start=2):
        if after * width > before * own:
            yield fault(reading, (*keys, position, "worth"), "S336")
            return
