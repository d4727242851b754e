"""Checks of steps by levels: their edges rise, are of the base's kind, and each level says what it pays."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from simulator.expression import Expression
from simulator.language.checks.inside import Found, base_kind, every_step, on_scale, type_of
from simulator.language.checks.written import PlacedStep
from simulator.language.read import Reading
from simulator.model.document import ListNode, MappingNode
from simulator.model.kinds import Quantity, written_name
from simulator.model.step import Edge, Worth
from simulator.problems import FindingError, Place, Problem, problem
from simulator.rules.brackets import Band, Brackets
from simulator.rules.levels import PerFull, Slab, Slabs, Taper

Banded = Brackets | Slabs
Stepped = PerFull | Taper


def bounds(reading: Reading) -> Iterator[Problem]:
    """A level of slabs with both bounds or none, or not above the one before (S361, S362)."""
    for found, step in every_step(reading, Slabs):
        yield from _bounds(reading, found, step)


def _bounds(reading: Reading, found: Found, step: Slabs) -> Iterator[Problem]:
    odd = [
        each for each, slab in enumerate(step.bands) if (slab.at_least is None) == (slab.more_than is None)
    ]
    yield from (problem(band_place(found.placed, each), "S361") for each in odd)
    base = base_kind(reading, found, step.of)
    if odd or base is None:
        return
    for (_, low), (position, high) in pairwise(enumerate(step.bands)):
        first, second = _start(low, base), _start(high, base)
        if first is not None and second is not None and second <= first:
            yield problem(band_place(found.placed, position), "S362")


def _start(slab: Slab, base: str) -> tuple[Fraction, bool] | None:
    """Return where a level begins, and whether only past it; None for an expression, which is not judged."""
    edge = slab.at_least if slab.at_least is not None else slab.more_than
    if not isinstance(edge, Quantity):
        return None
    return scaled(edge, base), slab.more_than is not None


def scaled(edge: Quantity, base: str) -> Fraction:
    """Return an edge on the scale of its base, or as it is written where it does not fit."""
    try:
        return on_scale(edge, base).value
    except FindingError:  # told of as an edge that does not fit its base
        return edge.value


# ── what a level pays ──────────────────────────────────────────────────────────────────────────────


def pays(reading: Reading) -> Iterator[Problem]:
    """A level with both or neither of rate and amount, or with one its base does not take (S363–S365)."""
    for found, step in _banded(reading):
        base = base_kind(reading, found, step.of)
        bands: tuple[Band | Slab, ...] = step.bands
        for position, band in enumerate(bands):
            code = _fault_of(band, step, base, found.wanted)
            if code is not None:
                yield problem(band_place(found.placed, position), code, word=step.word)


def _banded(reading: Reading) -> Iterator[tuple[Found, Banded]]:
    yield from every_step(reading, Brackets)
    yield from every_step(reading, Slabs)


def _fault_of(band: Band | Slab, step: Banded, base: str | None, wanted: str) -> str | None:
    if (band.rate is None) == (band.amount is None):
        return "S363"
    if band.rate is not None:
        return "S364" if wanted == "money" and base not in ("money", None) else None
    # the parts of a sum of money cannot be counted, so marginal bands of one take no amount a unit
    return "S365" if isinstance(step, Brackets) and base == "money" else None


# ── edges ──────────────────────────────────────────────────────────────────────────────────────────


def edges(reading: Reading) -> Iterator[Problem]:
    """An edge not of the base's kind, a step of nothing, a line going back (S366, S381, S386, M101, M103)."""
    for found, step in _edged(reading):
        base = base_kind(reading, found, step.of)
        if base is not None:
            for edge, place in _edges(found.placed, step):
                yield from _unfit(reading, found, edge, place, base)
            yield from _lengths(found.placed, step, base)


def _edged(reading: Reading) -> Iterator[tuple[Found, Banded | Stepped]]:
    yield from _banded(reading)
    yield from every_step(reading, PerFull)
    yield from every_step(reading, Taper)


def _edges(placed: PlacedStep, step: Banded | Stepped) -> Iterator[tuple[Edge, Place]]:
    if isinstance(step, PerFull | Taper):
        names = ("each", "above") if isinstance(step, PerFull) else ("from_", "to")
        for name in names:
            yield from _edge(getattr(step, name), placed.place_of(written_name(name)))
        return
    for position, band in enumerate(step.bands):
        for name in ("at_least", "more_than") if isinstance(band, Slab) else ("up_to", "above"):
            yield from _edge(getattr(band, name), band_place(placed, position, name))


def _edge(edge: Edge | None, place: Place) -> Iterator[tuple[Edge, Place]]:
    if edge is not None:
        yield edge, place


def _unfit(reading: Reading, found: Found, edge: Edge, place: Place, base: str) -> Iterator[Problem]:
    if isinstance(edge, Expression):
        known = type_of(reading, found.programme, edge)
        kind = (
            None if known is None else known.kind if known.kind in ("money", "date", "quarter") else "number"
        )
        if kind not in (None, base):
            yield problem(place, "S366", edge=edge.text)
        return
    try:
        fits = on_scale(edge, base).kind in _EDGES.get(base, _PLAIN)
    except FindingError as error:
        yield error.at(place)
        return
    if not fits:
        yield problem(place, "S366", edge=edge.text)


_EDGES = {"money": ("money",), "date": ("date",), "quarter": ("quarter",)}
_PLAIN = ("bare", "share", "multiple", "days")


def _lengths(placed: PlacedStep, step: Banded | Stepped, base: str) -> Iterator[Problem]:
    if isinstance(step, PerFull) and isinstance(step.each, Quantity) and step.each.value <= 0:
        yield problem(placed.place_of("each"), "S386", text=step.each.text)
    if isinstance(step, Taper) and isinstance(step.from_, Quantity) and isinstance(step.to, Quantity):
        yield from _line(placed, step.from_, step.to, base)


def _line(placed: PlacedStep, first: Quantity, last: Quantity, base: str) -> Iterator[Problem]:
    if scaled(first, base) >= scaled(last, base):
        yield problem(placed.place_of("to"), "S381", first=first.text, last=last.text)


def band_place(placed: PlacedStep, position: int, name: str = "") -> Place:
    """Return where a band is written, or one of its fields."""
    node: Worth | object = placed.setting("bands")
    band = node.items[position] if isinstance(node, ListNode) else placed.setting("bands")
    field = band.get(name) if isinstance(band, MappingNode) else None
    return field.place if field is not None else placed.place_of("bands") if band is None else band.place
