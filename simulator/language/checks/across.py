"""Checks of what acts across applicants or programmes: group steps, quotas, clauses over several of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from simulator.expression import KIND_WORDS, require
from simulator.language.checks.expressions import RANKED_BY, scope_of
from simulator.language.checks.inside import Found, every_step
from simulator.language.checks.limits import grouping_columns
from simulator.language.checks.written import (
    Key,
    fault,
    fault_at_key,
    is_assumed,
    is_written,
    levels,
    node_at,
)
from simulator.language.read import Reading
from simulator.language.scalars import nearest
from simulator.model.cumulation import Cumulation, OnePerItem
from simulator.model.document import ListNode, MappingNode, Node, Scalar
from simulator.model.figures import ANY
from simulator.model.method import SortKey
from simulator.model.scenario import Programme
from simulator.model.step import Step
from simulator.problems import Problem, problem
from simulator.rules import RULES
from simulator.rules.across import Ceiling
from simulator.rules.adjust import Floor, Round, Uplift

Clause = Cumulation | OnePerItem
ACROSS = tuple(step for step in RULES.values() if step.across)
OUTERMOST = len(("programmes", "id", "award", "step"))
CLAUSES = ("cumulation", "one_per_item")


@dataclass(frozen=True, slots=True)
class Gathering:
    """Something that takes a programme's rows by group or in order: a step across applicants, a quota.

    `per` and `order` are what is read, the nodes what is written for them.
    """

    programme: Programme
    per: tuple[str, ...]
    order: tuple[SortKey, ...]
    per_node: Node | None
    order_node: Node | None


# ── steps and quotas ───────────────────────────────────────────────────────────────────────────────


def outermost(reading: Reading) -> Iterator[Problem]:
    """A step across applicants inside a limb, or inside a base of its own (S302)."""
    for found in _steps(reading):
        parts = found.placed.path.split(".")
        if len(parts) > OUTERMOST:
            outer = parts[OUTERMOST - 1]
            yield problem(found.placed.place, "S302", word=found.placed.step.word, outer=outer)


def grouped_columns(reading: Reading) -> Iterator[Problem]:
    """A group by what is no column of the programme's population (S301)."""
    for each in _gatherings(reading):
        for name, node in zip(each.per, _items(each.per_node, len(each.per)), strict=False):
            yield from _column(reading, each.programme, name, node)


def directions(reading: Reading) -> Iterator[Problem]:
    """A direction that does not go with what a step or a quota orders by (S264)."""
    for each in _gatherings(reading):
        scope = scope_of(reading, each.programme.applicants or "")
        for key, node in zip(each.order, _items(each.order_node, len(each.order)), strict=False):
            found, findings = require(key.by, scope or {}, ANY)
            fits = RANKED_BY.get(key.direction, ANY)
            if found is not None and not findings and found.kind not in fits:
                place = node.entries[0].place if isinstance(node, MappingNode) else node.place
                yield problem(place, "S264", direction=key.direction, found=KIND_WORDS[found.kind])


def lifted_ceilings(reading: Reading) -> Iterator[Problem]:
    """A later step that can lift a group above its ceiling (W731)."""
    for level in levels(reading):
        words = [each.step.word for each in level.steps]
        after = words.index(Ceiling.word) + 1 if Ceiling.word in words else len(words)
        for position, each in enumerate(level.steps[after:], after):
            held_again = Ceiling.word in words[position:]
            if _lifts(each.step) and not held_again and not is_assumed(reading, each.path):
                yield problem(each.place, "W731", word=each.step.word, path=each.path)


def _lifts(step: Step) -> bool:
    if isinstance(step, Uplift):
        return not isinstance(step.by, int | Fraction) or step.by > 0
    return isinstance(step, Floor) or (isinstance(step, Round) and step.mode != "down")


def _steps(reading: Reading) -> Iterator[Found]:
    for word in ACROSS:
        yield from (found for found, _ in every_step(reading, word))


def _gatherings(reading: Reading) -> Iterator[Gathering]:
    for found in _steps(reading):
        step, placed = found.placed.step, found.placed
        per: tuple[str, ...] = getattr(step, "per", ())
        order: tuple[SortKey, ...] = getattr(step, "order", ())
        yield Gathering(found.programme, per, order, placed.setting("per"), placed.setting("order"))
    for programme in reading.scenario.programmes:
        if programme.quota is not None:
            at = ("programmes", programme.id, "quota")
            per_node, order_node = (node_at(reading.root, *at, key) for key in ("per", "order"))
            yield Gathering(programme, programme.quota.per, programme.quota.order, per_node, order_node)


def _items(node: Node | None, count: int) -> tuple[Node, ...]:
    """Return what is written for each of so many values; nothing when one of them could not be read."""
    items = node.items if isinstance(node, ListNode) else () if node is None else (node,)
    return items if len(items) == count else ()


def _column(reading: Reading, programme: Programme, name: str, node: Node) -> Iterator[Problem]:
    columns = grouping_columns(reading, programme.applicants or "")
    if columns and name not in columns:
        facts = {"column": name, "programme": programme.id, "nearest": nearest(name, columns)}
        history = node.history if isinstance(node, Scalar) else ()
        yield problem(node.place, "S301", history, columns=", ".join(columns), **facts)


# ── clauses over several programmes ────────────────────────────────────────────────────────────────


def _clauses(reading: Reading) -> Iterator[tuple[tuple[Key, ...], Clause]]:
    """Yield every clause with the keys that lead to it; none of a list in which one could not be read."""
    for section in CLAUSES:
        read: tuple[Clause, ...] = getattr(reading.scenario, section)
        written = node_at(reading.root, section)
        if isinstance(written, ListNode) and len(written.items) == len(read):
            yield from (((section, position), each) for position, each in enumerate(read))


def clause_ids(reading: Reading) -> Iterator[Problem]:
    """Two clauses over several programmes under one id (S309)."""
    seen: list[str] = []
    for keys, clause in _clauses(reading):
        if clause.id in seen:
            yield fault(reading, (*keys, "id"), "S309", name=clause.id)
        seen.append(clause.id)


def clause_programmes(reading: Reading) -> Iterator[Problem]:
    """A programme without claims in such a clause, or one that is named twice (S304, S305)."""
    claiming = [each.id for each in reading.scenario.programmes if _has_award(reading, each)]
    known = [each.id for each in reading.scenario.programmes]
    for keys, clause in _clauses(reading):
        for position, name in _named(reading, (*keys, "programmes"), clause.programmes):
            at = (*keys, "programmes", position)
            if name in known and name not in claiming:
                yield fault(reading, at, "S304", programme=name)
            if name in clause.programmes[:position]:
                yield fault(reading, at, "S305", programme=name)


def clause_columns(reading: Reading) -> Iterator[Problem]:
    """A column that the population of a programme named does not have (S301)."""
    members = {each.id: each for each in reading.scenario.programmes}
    for keys, clause in _clauses(reading):
        for key in ("per", "firm"):
            node = node_at(reading.root, *keys, key)
            if node is not None:
                named = [members[name] for name in clause.programmes if name in members]
                faults = (each for member in named for each in _column(reading, member, _text(node), node))
                yield from list(faults)[:1]


def cut_orders(reading: Reading) -> Iterator[Problem]:
    """A ceiling that does not say of each of its programmes, once, when it is cut (S303, S306)."""
    for keys, clause in _clauses(reading):
        if isinstance(clause, Cumulation):
            yield from _cut_order(reading, keys, clause)


def _cut_order(reading: Reading, keys: tuple[Key, ...], clause: Cumulation) -> Iterator[Problem]:
    at = (*keys, "cut_first")
    if clause.method == "pro_rata":
        if clause.cut_first:
            yield fault_at_key(reading, at, "S303", field="cut_first", method=clause.method)
        return
    if not _all_read(reading, at, clause.cut_first):
        return
    if not _all_read(reading, (*keys, "programmes"), clause.programmes):
        return
    missing = [name for name in clause.programmes if name not in clause.cut_first]
    strange = [
        name
        for position, name in enumerate(clause.cut_first)
        if name not in clause.programmes or name in clause.cut_first[:position]
    ]
    if missing or strange:
        facts = {"missing": ", ".join(missing) or "—", "strange": ", ".join(strange) or "—"}
        yield fault_at_key(reading, at, "S306", clause=clause.id, **facts)


def caps(reading: Reading) -> Iterator[Problem]:
    """A cap of a programme outside the choice, or a firm's cap where no firm is named (S307, S308)."""
    for keys, clause in _clauses(reading):
        if isinstance(clause, OnePerItem):
            if clause.caps and not is_written(reading, *keys, "firm"):
                yield fault_at_key(reading, (*keys, "caps"), "S308")
            yield from _strange_caps(reading, (*keys, "caps"), clause)


def _strange_caps(reading: Reading, at: tuple[Key, ...], clause: OnePerItem) -> Iterator[Problem]:
    named = ", ".join(clause.programmes)
    for name in (name for name, _ in clause.caps if name not in clause.programmes):
        facts = {"programme": name, "nearest": nearest(name, clause.programmes)}
        yield fault_at_key(reading, (*at, name), "S307", programmes=named, **facts)


def _has_award(reading: Reading, programme: Programme) -> bool:
    return is_written(reading, "programmes", programme.id, "award")


def _named(reading: Reading, at: tuple[Key, ...], names: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    if _all_read(reading, at, names):
        yield from enumerate(names)


def _all_read(reading: Reading, at: tuple[Key, ...], names: tuple[str, ...]) -> bool:
    node = node_at(reading.root, *at)
    return len(node.items) == len(names) if isinstance(node, ListNode) else not names


def _text(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""
