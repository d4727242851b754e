"""Checks of how short pots are shared and what the optimiser aims at."""

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.expression import names
from simulator.glossary import Word
from simulator.glossary.shapes import OTHER_ROWS
from simulator.language.checks.written import (
    Key,
    declared,
    fault,
    fault_at_key,
    is_written,
    listed,
    node_at,
)
from simulator.language.read import Reading
from simulator.methods.queue import Ranked
from simulator.methods.tiers import Tiers
from simulator.model.document import ListNode, MappingNode
from simulator.model.goals import Aim, Goal, Keep, Maximise, Minimise, Weigh, Weighed
from simulator.model.method import Method, Tier
from simulator.model.scenario import Programme
from simulator.problems import Problem

REST = "rest"
# what a tier selects by, inside a programme and inside a spending class
SELECTED_BY = {"programmes": ("where",), "spending": ("tag", "programme")}


@dataclass(frozen=True, slots=True)
class PlacedMethod:
    """A method and the keys that lead to it; `section` and `owner` say whose pot it shares."""

    section: str
    owner: str
    method: Method
    keys: tuple[Key, ...]


def methods(reading: Reading) -> Iterator[PlacedMethod]:
    """Yield every method of every pot, those inside tiers included."""
    for section in SELECTED_BY:
        for each in getattr(reading.scenario, section):
            if each.when_short is not None:
                at = PlacedMethod(section, each.id, each.when_short, (section, each.id, "when_short"))
                yield from _with_inner(reading, at)


def _with_inner(reading: Reading, placed: PlacedMethod) -> Iterator[PlacedMethod]:
    yield placed
    for tier, keys in tiers_of(reading, placed):
        for word in ("when_short", REST):
            inner: Method | None = getattr(tier, word)
            if inner is not None:
                at = PlacedMethod(placed.section, placed.owner, inner, (*keys, word))
                yield from _with_inner(reading, at)


def tiers_of(reading: Reading, placed: PlacedMethod) -> tuple[tuple[Tier, tuple[Key, ...]], ...]:
    """Return the tiers of a method with their keys; none when one of them could not be read."""
    if not isinstance(placed.method, Tiers):
        return ()
    at = (*placed.keys, "tiers", "tiers") if _is_long(reading, placed) else (*placed.keys, "tiers")
    items = node_at(reading.root, *at)
    if not isinstance(items, ListNode) or len(items.items) != len(placed.method.tiers):
        return ()
    return tuple((tier, (*at, position)) for position, tier in enumerate(placed.method.tiers))


def _is_long(reading: Reading, placed: PlacedMethod) -> bool:
    return isinstance(node_at(reading.root, *placed.keys, "tiers"), MappingNode)


# ── methods ────────────────────────────────────────────────────────────────────────────────────────


def fitting_methods(reading: Reading) -> Iterator[Problem]:
    """A method that cannot share this sort of pot (S245)."""
    lines = {each.id for each in reading.scenario.programmes if each.is_line}
    for placed in methods(reading):
        line = placed.section == "programmes" and placed.owner in lines
        if not _fits(type(placed.method), placed, line=line):
            known = reading.registries.methods.items()
            fitting = listed(reading, (word for word, method in known if _fits(method, placed, line=line)))
            name = listed(reading, (placed.method.word,))
            yield fault(reading, placed.keys, "S245", method=name, methods=fitting)


def _fits(method: type[Method], placed: PlacedMethod, *, line: bool) -> bool:
    if placed.section != "programmes":
        return method.for_classes
    if len(placed.keys) > len(("programmes", "id", "when_short")):
        # a tier holds what the tiers above leave: it can neither be promised in full nor left to the plan
        return method.for_programmes and not method.optimised and not method.whole
    return method.for_lines if line else method.for_programmes


def rankings(reading: Reading) -> Iterator[Problem]:
    """A ranking that does not end in the id column, or names it before the end (S263)."""
    keys = {each.id: each.key or "id" for each in reading.scenario.populations}
    populations = {each.id: each.applicants for each in reading.scenario.programmes}
    for placed in methods(reading):
        key = keys.get(populations.get(placed.owner) or "")
        if isinstance(placed.method, Ranked) and key is not None:
            yield from _ranking(reading, placed, placed.method, key)


def _ranking(reading: Reading, placed: PlacedMethod, ranked: Ranked, key: str) -> Iterator[Problem]:
    at = (*placed.keys, ranked.word, "order")
    written = node_at(reading.root, *at)
    if not isinstance(written, ListNode) or len(written.items) != len(ranked.sort_by):
        return
    *earlier, last = ranked.sort_by
    early = next((index for index, each in enumerate(earlier) if each.direction == "first"), None)
    if early is not None:
        yield fault_at_key(reading, (*at, early), "S263", key=key)
    elif last.direction != "first" or names(last.by) != (key,) or last.by.text.strip() != key:
        yield fault_at_key(reading, (*at, len(earlier)), "S263", key=key)


# ── tiers ──────────────────────────────────────────────────────────────────────────────────────────


def tiers(reading: Reading) -> Iterator[Problem]:
    """A tier that does not select in exactly one way, tiers that leave someone out (S265, S266)."""
    for placed in methods(reading):
        found = tiers_of(reading, placed)
        for position, (_, keys) in enumerate(found):
            yield from _tier(reading, placed.section, keys, is_last=position == len(found) - 1)
        left = _left_out(reading, placed, tuple(tier for tier, _ in found)) if found else None
        if left:
            yield fault_at_key(reading, placed.keys, "S265", left=left)


def _tier(reading: Reading, section: str, keys: tuple[Key, ...], *, is_last: bool) -> Iterator[Problem]:
    node = node_at(reading.root, *keys)
    written = node.keys() if isinstance(node, MappingNode) else ()
    selecting = [key for key in written if key != "when_short"]
    allowed = (*SELECTED_BY[section], REST)
    misplaced = selecting == [REST] and (not is_last or "when_short" in written)
    if len(selecting) != 1 or selecting[0] not in allowed or misplaced:
        yield fault_at_key(reading, keys, "S266", found=", ".join(written) or "—")


def _left_out(reading: Reading, placed: PlacedMethod, found: tuple[Tier, ...]) -> str | Word | None:
    """Return whom the tiers do not cover: rows are never proved covered, programmes are looked up."""
    if found[-1].rest is not None:
        return None
    if placed.section == "programmes":
        return OTHER_ROWS
    members = reading.scenario.programmes_of(placed.owner)
    return ", ".join(each.id for each in members if not any(_selects(tier, each) for tier in found))


def _selects(tier: Tier, programme: Programme) -> bool:
    return tier.programme == programme.id or (tier.tag is not None and tier.tag in programme.tags)


# ── goals ──────────────────────────────────────────────────────────────────────────────────────────


def objective(reading: Reading) -> Iterator[Problem]:
    """An objective without anything to choose, or a choice without an objective (S261, S262)."""
    optimised = [each for each in methods(reading) if each.method.optimised]
    if is_written(reading, "objective") and not optimised and _all_methods_read(reading):
        yield fault_at_key(reading, ("objective",), "S261")
    if not is_written(reading, "objective"):
        for placed in optimised:
            yield fault(reading, placed.keys, "S262", where=f"{placed.section}.{placed.owner}")


def _all_methods_read(reading: Reading) -> bool:
    read = [(each.section, each.owner) for each in methods(reading)]
    written = [
        (section, name)
        for section in SELECTED_BY
        for name in declared(reading, section)
        if is_written(reading, section, name, "when_short")
    ]
    return all(each in read for each in written)


def kept_goals(reading: Reading) -> Iterator[Problem]:
    """A goal to keep what must hold anyway (S267)."""
    hard = [each.id for each in reading.scenario.constraints if each.hard]
    for keys, goal in placed_goals(reading):
        kept = goal.constraints if isinstance(goal, Keep) else ()
        named = [(index, name) for index, name in enumerate(kept) if name in hard]
        yield from (fault(reading, (*keys, index), "S267", constraint=name) for index, name in named)


def placed_goals(reading: Reading) -> Iterator[tuple[tuple[Key, ...], Goal]]:
    """Yield every goal with the keys that lead to its aim; none when one of them could not be read."""
    written = node_at(reading.root, "objective")
    if not isinstance(written, ListNode) or len(written.items) != len(reading.scenario.objective):
        return
    for position, goal in enumerate(reading.scenario.objective):
        short = (("objective", position, goal.word), ("objective", position, goal.word, goal.short or ""))
        yield (short[1] if is_written(reading, *short[1]) else short[0]), goal


@dataclass(frozen=True, slots=True)
class PlacedAim:
    """An aim, whether it is to be made large or small, and the keys that lead to it."""

    aim: Aim
    way: str
    keys: tuple[Key, ...]


def placed_aims(reading: Reading) -> Iterator[PlacedAim]:
    """Yield every aim of every goal, those weighed together one by one."""
    for keys, goal in placed_goals(reading):
        if isinstance(goal, Maximise | Minimise):
            yield PlacedAim(goal.aim, goal.word, keys)
        if isinstance(goal, Weigh):
            yield from (
                PlacedAim(term.aim, term.way, (*at, term.way))
                for at, term in placed_terms(reading, keys, goal)
                if term.maximise or term.minimise
            )


def placed_terms(
    reading: Reading, keys: tuple[Key, ...], goal: Weigh
) -> Iterator[tuple[tuple[Key, ...], Weighed]]:
    """Yield the terms of a weighed goal with the keys of each; none when one of them could not be read."""
    written = node_at(reading.root, *keys)
    if isinstance(written, ListNode) and len(written.items) == len(goal.terms):
        yield from (((*keys, position), term) for position, term in enumerate(goal.terms))


def soft_constraints(reading: Reading) -> Iterator[Problem]:
    """A soft constraint that no goal keeps, so that it steers nothing (W706)."""
    kept = [
        name for goal in reading.scenario.objective if isinstance(goal, Keep) for name in goal.constraints
    ]
    for each in reading.scenario.constraints:
        if not each.hard and each.id not in kept:
            yield fault_at_key(reading, ("constraints", each.id), "W706", constraint=each.id)
