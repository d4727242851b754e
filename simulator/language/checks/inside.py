"""Every step of every award rule with what is written for it, those of a base, rate or amount included."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from simulator.expression import Expression, Type, check, names
from simulator.language.checks.expressions import Scope, scope_of
from simulator.language.checks.written import PlacedStep, named_in, node_at, placed_step, unread
from simulator.language.read import Reading
from simulator.language.records import fields_of
from simulator.model import kinds
from simulator.model.document import ListNode, MappingNode, Node
from simulator.model.kinds import Kind, Quantity, kinds_of, written_name
from simulator.model.scenario import Programme
from simulator.model.step import Branch, Step, Worth

AStep = TypeVar("AStep", bound=Step)


@dataclass(frozen=True, slots=True)
class Found:
    """A step where it stands: whose award it serves, what the place wants (money, share or number)."""

    placed: PlacedStep
    programme: Programme
    wanted: str


@dataclass(frozen=True, slots=True)
class _Way:
    """Where the walk stands."""

    programme: Programme
    path: str
    wanted: str = "money"

    def to(self, name: str, wanted: str | None = None) -> "_Way":
        """Return the way to what is written under a name."""
        return replace(self, path=f"{self.path}.{name}", wanted=wanted or self.wanted)


def every_step(reading: Reading, word: type[AStep]) -> Iterator[tuple[Found, AStep]]:
    """Yield every step of a class with where it stands; a list with one that cannot be read is left out."""
    for found in _all_steps(reading):
        if isinstance(found.placed.step, word):
            yield found, found.placed.step


# many checks ask for the steps of one reading, one after another: they are walked once
@lru_cache(maxsize=1)
def _all_steps(reading: Reading) -> tuple[Found, ...]:
    found: list[Found] = []
    for programme in reading.scenario.programmes:
        node = node_at(reading.root, "programmes", programme.id, "award")
        if node is not None:
            found += _steps(programme.award, node, _Way(programme, f"programmes.{programme.id}.award"))
    return tuple(found)


def _steps(steps: tuple[Step, ...], node: Node, way: _Way) -> Iterator[Found]:
    nodes = node.items if isinstance(node, ListNode) else (node,)
    if len(nodes) == len(steps):
        for step, each in zip(steps, nodes, strict=True):
            placed = placed_step(step, each, way.path)
            yield Found(placed, way.programme, way.wanted)
            for name, kind in kinds_of(type(step)):
                written = placed.setting(written_name(name))
                here = replace(way, path=placed.path).to(written_name(name))
                yield from _within(kind, getattr(step, name), written, here)


def _within(kind: Kind, value: Any, node: Node | None, way: _Way) -> Iterator[Found]:
    descend = _DESCEND.get(type(kind))
    if descend is not None and node is not None and value is not None:
        yield from descend(kind, value, node, way)


def _in_amount(kind: kinds.Amount, value: Worth, node: Node, way: _Way) -> Iterator[Found]:
    if isinstance(value, tuple):
        wanted = way.wanted if kind.yields == "wanted" else kind.yields
        yield from _steps(value, node, replace(way, wanted=wanted))


def _in_base(kind: kinds.Base, value: Worth, node: Node, way: _Way) -> Iterator[Found]:
    if isinstance(value, tuple):
        wanted = "number" if kind.yields == "numeric" else "money"
        yield from _steps(value, node, replace(way, wanted=wanted))


def _in_named(_: Kind, value: tuple[Any, ...], node: Node, way: _Way) -> Iterator[Found]:
    for branch in value:
        limb = named_in(node, branch.name) if isinstance(branch, Branch) else None
        if limb is not None:
            yield from _steps(branch.steps, limb, way.to(branch.name))


def _in_list(kind: kinds.ListOf, value: tuple[Any, ...], node: Node, way: _Way) -> Iterator[Found]:
    nodes = node.items if isinstance(node, ListNode) else (node,)
    if len(nodes) == len(value):
        for item, each in zip(value, nodes, strict=True):
            yield from _within(kind.item, item, each, way)


def _in_record(_: kinds.Record, value: Any, node: Node, way: _Way) -> Iterator[Found]:
    if isinstance(node, MappingNode):
        for key, field in fields_of(type(value)).items():
            yield from _within(field.kind, getattr(value, field.name), node.get(key), way.to(key))


_DESCEND: Mapping[type[Kind], Callable[[Any, Any, Node, _Way], Iterator[Found]]] = MappingProxyType(
    {
        kinds.Amount: _in_amount,
        kinds.Base: _in_base,
        kinds.Steps: lambda _, value, node, way: _steps(value, node, way),
        kinds.Named: _in_named,
        kinds.InTurn: _in_named,
        kinds.ListOf: _in_list,
        kinds.Record: _in_record,
    }
)


# ── of which kind ──────────────────────────────────────────────────────────────────────────────────


def type_of(reading: Reading, programme: Programme, expression: Expression) -> Type | None:
    """Return the type of an expression over a programme's applicants; None when it has faults of its own."""
    scope = known_scope(reading, programme)
    if scope is None or any(
        name in unread(reading, programme.applicants or "") for name in names(expression)
    ):
        return None
    found, findings = check(expression, scope)
    return None if findings else found


def known_scope(reading: Reading, programme: Programme) -> Scope | None:
    """Return what expressions of a programme may name; None when its applicants are not known."""
    return scope_of(reading, programme.applicants or "")


def base_kind(reading: Reading, found: Found, base: Worth) -> str | None:
    """Return what a base is: money, date, quarter, or number for every plain quantity; None if unknown."""
    if not isinstance(base, Expression):
        return "money"
    known = type_of(reading, found.programme, base)
    return None if known is None else known.kind if known.kind in ("money", "date", "quarter") else "number"


def on_scale(edge: Quantity, base: str) -> Quantity:
    """Return an edge as it is held against its base: a bare number beside money is in its file's unit.

    Raises FindingError M101 or M103 when it is no money.
    """
    if base != "money":
        return edge
    return replace(edge, value=edge.as_money(), kind="money")
