"""Changes of a tree at a path: a new tree comes back, the old one stays as it is."""

from collections.abc import Callable
from dataclasses import dataclass

from simulator.language.canonical import below, canonicalised, key_at
from simulator.language.naming import BANDS, ID, Hop, called, children, id_in, with_id
from simulator.language.paths import PathError, Route, child_of, follow, listed, route
from simulator.language.timeline import position_in_time
from simulator.model.document import Entry, ListNode, MappingNode, Node, Scalar
from simulator.problems import FindingError


def replaced(root: MappingNode, path: str, node: Node) -> MappingNode:
    """Return the tree with another node at a path that exists; raises PathError.

    Settings put in place of a step that is named by its id keep the id, so that the path still holds.
    """
    found = route(root, path)
    whole = canonicalised(node, found.trail)
    return _rebuilt_root(root, found.hops, lambda old: _with_id_of(old, whole, found.names[-1]))


def dropped(root: MappingNode, path: str) -> MappingNode:
    """Return the tree without what stands at a path: an entry, or a step of a list; raises PathError."""
    *way, last = _whole_step(root, route(root, path).hops)
    return _rebuilt_root(root, tuple(way), lambda parent: _without(parent, last))


def added(
    root: MappingNode, path: str, node: Node, after: str | None = None, before: str | None = None
) -> MappingNode:
    """Return the tree with a node at a path that is free: last, or beside the sibling named.

    A quarter, month or day added to a row of the calendar takes its place in time.
    A step added under a name that is not its word takes the name as its id. Raises PathError when the
    parent or the sibling is missing, FindingError O523 when the path is taken, O526 or O527 when a list
    cannot hold the node under that name.
    """
    parent_path, _, name = path.rpartition(".")
    way = route(root, parent_path) if parent_path else Route()
    parent = follow(root, way.hops)
    new = _Newcomer(path, name, way, canonicalised(node, below(way.trail, name)))
    in_time = position_in_time(parent, way.trail, name, root) if after is None and before is None else None
    position = _position(parent, way, after, before) if in_time is None else in_time
    grown = _ADD[type(parent)](parent, new, position)
    return _rebuilt_root(root, way.hops, lambda _: grown)


# ── rebuilding ─────────────────────────────────────────────────────────────────────────────────────


def _rebuilt_root(root: MappingNode, hops: tuple[Hop, ...], change: Callable[[Node], Node]) -> MappingNode:
    tree = _rebuilt(root, hops, change)
    if not isinstance(tree, MappingNode):
        raise TypeError("the root stays a mapping")
    return tree


def _rebuilt(node: Node, hops: tuple[Hop, ...], change: Callable[[Node], Node]) -> Node:
    if not hops:
        return change(node)
    first, rest = hops[0], hops[1:]
    if isinstance(node, ListNode):
        items = (_rebuilt(item, rest, change) if i == first else item for i, item in enumerate(node.items))
        return ListNode(tuple(items), node.place)
    if isinstance(node, MappingNode):
        return MappingNode(tuple(_changed(entry, first, rest, change) for entry in node.entries), node.place)
    raise LookupError(first)


def _changed(entry: Entry, key: Hop, rest: tuple[Hop, ...], change: Callable[[Node], Node]) -> Entry:
    if entry.key != key:
        return entry
    return Entry(entry.key, entry.written, entry.place, _rebuilt(entry.value, rest, change))


def _with_id_of(old: Node, new: Node, name: str) -> Node:
    if not isinstance(old, MappingNode) or not isinstance(new, MappingNode) or new.get(ID) is not None:
        return new
    kept = tuple(entry for entry in old.entries if entry.key == ID and id_in(old) == name)
    return MappingNode((*new.entries, *kept), new.place)


def _without(node: Node, hop: Hop) -> Node:
    if isinstance(node, ListNode):
        return ListNode(tuple(item for index, item in enumerate(node.items) if index != hop), node.place)
    if isinstance(node, MappingNode):
        return MappingNode(tuple(entry for entry in node.entries if entry.key != hop), node.place)
    raise LookupError(hop)


def _whole_step(root: MappingNode, hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """Return the hops to the list's item when they lead to the one word it holds."""
    item = follow(root, hops[:-1])
    alone = isinstance(item, MappingNode) and len(item.entries) == 1
    return hops[:-1] if alone and len(hops) > 1 and isinstance(hops[-2], int) else hops


# ── adding ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """What is to be added: its path and name, the way to its parent, and itself."""

    path: str
    name: str
    way: Route
    node: Node


def _position(parent: Node, way: Route, after: str | None, before: str | None) -> int:
    sibling = after if after is not None else before
    if sibling is None:
        return len(_hops_below(parent))
    index = _hops_below(parent).index(child_of(parent, way, sibling, 0).hops[0])
    return index if after is None else index + 1


def _hops_below(parent: Node) -> tuple[Hop, ...]:
    if isinstance(parent, MappingNode):
        return parent.keys()
    return tuple(range(len(parent.items))) if isinstance(parent, ListNode) else ()


def _add_entry(parent: MappingNode, new: _Newcomer, position: int) -> Node:
    key = key_at(new.way.trail, new.name)
    if parent.get(key) is not None:
        raise FindingError("O523", path=new.path)
    entry = Entry(key, new.name, new.node.place, new.node)
    return MappingNode((*parent.entries[:position], entry, *parent.entries[position:]), parent.place)


def _add_item(parent: ListNode, new: _Newcomer, position: int) -> Node:
    if not isinstance(new.node, MappingNode):
        raise FindingError("O526", name=new.name)
    if called(parent, new.way.word, new.name, new.way.trail):
        raise FindingError("O523", path=new.path)
    item = _named(new.node, new)
    return ListNode((*parent.items[:position], item, *parent.items[position:]), parent.place)


def _named(item: MappingNode, new: _Newcomer) -> MappingNode:
    alone, word = ListNode((item,), item.place), new.way.word
    if word == BANDS or called(alone, word, new.name, new.way.trail):
        return item
    named = with_id(item, new.name)
    if named is None:
        names = listed(tuple(child.name for child in children(alone, word)))
        raise FindingError("O527", name=new.name, names=names)
    return named


def _add_below_value(_parent: Scalar, new: _Newcomer, _: int) -> Node:
    path = new.way.path
    raise PathError("O504", 0, len(path), name=new.name, where=path, nearest="", names="—")


_ADD: dict[type[Node], Callable[..., Node]] = {
    MappingNode: _add_entry,
    ListNode: _add_item,
    Scalar: _add_below_value,
}
