"""Warnings of award steps: an amount that jumps at an edge, a cap out of reach, a day count nobody named."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from simulator.language.checks.inside import Found, base_kind, every_step, on_scale
from simulator.language.checks.steps import YEARS_OF_DAYS
from simulator.language.checks.written import is_assumed, levels
from simulator.language.read import Reading
from simulator.model.kinds import Quantity
from simulator.model.step import Step, Worth
from simulator.money import exact_money, half_up
from simulator.problems import FindingError, Problem, problem
from simulator.rules.adjust import Cap, Floor, Uplift
from simulator.rules.amounts import Fixed, PerUnit, Share
from simulator.rules.combine import Combine, Highest, Lowest, Sum
from simulator.rules.finance import Interest
from simulator.rules.first import FirstOf
from simulator.rules.levels import Slab, Slabs
from simulator.rules.lookup import Choose, Table


def cliffs(reading: Reading) -> Iterator[Problem]:
    """Slabs whose amount jumps at an edge, where the rates do not show by how much (W711)."""
    for found, step in every_step(reading, Slabs):
        if not is_assumed(reading, found.placed.path):
            jumps = tuple(_jumps(step, base_kind(reading, found, step.of)))
            if jumps:
                place, path = found.placed.place_of("bands"), found.placed.path
                yield problem(place, "W711", jumps="; ".join(jumps), path=path)


def _jumps(step: Slabs, base: str | None) -> Iterator[str]:
    """Yield `edge: before → after` for each edge of a sum of money at which a rate begins or ends."""
    before: Slab | None = None
    for slab in step.bands:
        edge = slab.at_least if slab.at_least is not None else slab.more_than
        rated = slab.rate is not None or (before is not None and before.rate is not None)
        if isinstance(edge, Quantity) and base == "money" and rated:
            yield from _jump(edge, before, slab)
        before = slab


def _jump(edge: Quantity, before: Slab | None, after: Slab) -> Iterator[str]:
    try:
        fen = on_scale(edge, "money").value
    except FindingError:  # told of as an edge that does not fit its base
        return
    first, second = _due(before, fen), _due(after, fen)
    if first is not None and second is not None and first != second:
        yield f"{edge.text}: {exact_money(half_up(first))} → {exact_money(half_up(second))}"


def _due(slab: Slab | None, base: Fraction) -> Fraction | None:
    """Return what a level pays at a base, or None when that is no literal."""
    if slab is None:
        return Fraction(0)
    worth = slab.amount if slab.rate is None else slab.rate
    if not isinstance(worth, int | Fraction):
        return None
    return Fraction(worth) if slab.rate is None else base * worth


# ── day counts ─────────────────────────────────────────────────────────────────────────────────────


def day_counts(reading: Reading) -> Iterator[Problem]:
    """Interest by a year of days that neither the quote nor an assumption names (W712)."""
    for found, step in every_step(reading, Interest):
        if step.year in YEARS_OF_DAYS and not _settled(reading, found):
            (other,) = (days for days in YEARS_OF_DAYS if days != step.year)
            path = f"{found.placed.path}.year"
            yield problem(found.placed.place_of("year"), "W712", year=step.year, other=other, path=path)


def _settled(reading: Reading, found: Found) -> bool:
    quoted = any(str(days) in found.programme.quote for days in YEARS_OF_DAYS)
    return quoted or is_assumed(reading, f"{found.placed.path}.year")


# ── caps out of reach ──────────────────────────────────────────────────────────────────────────────


def idle_caps(reading: Reading) -> Iterator[Problem]:
    """A cap above the most that the steps before it can come to (W713)."""
    for level in levels(reading):
        for position, each in enumerate(level.steps):
            most = _most(tuple(earlier.step for earlier in level.steps[:position]))
            cap = each.step.amount if isinstance(each.step, Cap) else None
            if (
                most is not None
                and isinstance(cap, int)
                and cap > most
                and not is_assumed(reading, each.path)
            ):
                least, place = exact_money(half_up(most)), each.place_of("amount")
                yield problem(place, "W713", path=each.path, cap=exact_money(cap), most=least)


def _most(steps: tuple[Step, ...]) -> Fraction | None:
    """Return the most that steps can come to whatever the data say, in fen; None when nothing limits it."""
    most: Fraction | None = Fraction(0)
    for step in steps:
        most = _MOST.get(type(step), _unlimited)(step, most)
    return most if steps else None


def _literal(worth: Worth | None) -> Fraction | None:
    return Fraction(worth) if isinstance(worth, int | Fraction) else None


def _unlimited(*_: object) -> None:
    return None


def _of_share(step: Share, _: object) -> Fraction | None:
    base = _most(step.of) if isinstance(step.of, tuple) else None
    rate = _literal(step.rate if step.rate_at_most is None else step.rate_at_most)
    points = (
        Fraction(0) if step.rate_at_most is not None else sum((each.pp for each in step.plus), Fraction(0))
    )
    return None if base is None or rate is None else base * (rate + points)


def _of_units(step: PerUnit, _: object) -> Fraction | None:
    units, amount = _literal(step.at_most), _literal(step.amount)
    return None if units is None or amount is None else units * amount


def _of_table(step: Table, _: object) -> Fraction | None:
    cells = [cell.value for cell in step.values] + ([] if step.rest is None else [step.rest])
    try:
        return max(cell.as_money() for cell in cells)
    except FindingError:  # told of as a cell that does not fit
        return None


def _of_limbs(step: Combine | Choose, _: object) -> Fraction | None:
    lists = [branch.steps for branch in (step.cases if isinstance(step, Choose) else step.branches)]
    lists += [step.rest] if isinstance(step, Choose) and step.rest else []
    most = [each for each in map(_most, lists) if each is not None]
    if len(most) < len(lists):
        return None
    return sum(most, Fraction(0)) if isinstance(step, Sum) else max(most)


def _of_uplift(step: Uplift, most: Fraction | None) -> Fraction | None:
    by = _literal(step.by)
    return None if most is None or by is None else most * (1 + by)


def _of_cap(step: Cap, most: Fraction | None) -> Fraction | None:
    cap = _literal(step.amount) if step.when is None else None
    known = [each for each in (most, cap) if each is not None]
    return min(known, default=None)


def _of_floor(step: Floor, most: Fraction | None) -> Fraction | None:
    floor = _literal(step.amount)
    return None if most is None or floor is None else max(most, floor)


_MOST: Mapping[type[Step], Callable[[Any, Fraction | None], Fraction | None]] = MappingProxyType(
    {
        Fixed: lambda step, _: _literal(step.amount),
        Share: _of_share,
        PerUnit: _of_units,
        Table: _of_table,
        Choose: _of_limbs,
        **dict.fromkeys((Sum, Highest, Lowest, FirstOf), _of_limbs),
        Uplift: _of_uplift,
        Cap: _of_cap,
        Floor: _of_floor,
    }
)
