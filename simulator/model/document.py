"""The document: what was written, value by value, each knowing its file, line and column.

A scenario is read from it, an overlay changes it, and every figure can be walked back to it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from simulator.problems import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as text. `unit` is what bare money means in its file (None when the file says none).

    `history` holds the (place, text) pairs of values that overlays replaced, latest first.
    """

    text: str
    place: Place
    quoted: bool = False
    unit: str | None = None
    history: tuple[tuple[Place, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping: canonical, as written, where, and its value."""

    key: str
    written: str
    place: Place
    value: "Node"


@dataclass(frozen=True, slots=True)
class MappingNode:
    """A mapping, its entries in the order written; `by_key` finds the first of each key at once."""

    entries: tuple[Entry, ...]
    place: Place
    by_key: Mapping[str, Entry] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Make the way from a key to its entry."""
        # thousands of budget lines are looked up one by one
        found = {entry.key: entry for entry in reversed(self.entries)}
        object.__setattr__(self, "by_key", found)

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, or None."""
        entry = self.by_key.get(key)
        return None if entry is None else entry.value

    def keys(self) -> tuple[str, ...]:
        """Return the keys in order."""
        return tuple(entry.key for entry in self.entries)


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list, its items in order."""

    items: tuple["Node", ...]
    place: Place


Node = Scalar | MappingNode | ListNode


@dataclass(frozen=True, slots=True)
class Change:
    """One change an overlay made: the verb, the path, and what it was and became, as text."""

    verb: str
    path: str
    before: str
    after: str
    place: Place


@dataclass(frozen=True, slots=True)
class Layer:
    """One file of a chain: the base (no changes) or an overlay with its reason and its changes."""

    file: str
    name: str
    title: str = ""
    reason: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The tree after every overlay, and the layers it came from (base first)."""

    root: MappingNode
    layers: tuple[Layer, ...]


def walk(node: Node, path: str = "") -> Iterator[tuple[str, Node]]:
    """Yield every node with its path: keys joined by dots, list items by their position (for tools only)."""
    yield path, node
    for name, child in _children(node):
        yield from walk(child, f"{path}.{name}" if path else name)


def _children(node: Node) -> tuple[tuple[str, Node], ...]:
    if isinstance(node, MappingNode):
        return tuple((entry.key, entry.value) for entry in node.entries)
    if isinstance(node, ListNode):
        return tuple((str(index), item) for index, item in enumerate(node.items))
    return ()
