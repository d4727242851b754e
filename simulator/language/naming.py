"""What the children of a node are called in a path: keys in a mapping; words, ids and bands in a list."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from simulator.language.canonical import Trail, key_at
from simulator.methods import METHODS
from simulator.model.document import Entry, ListNode, MappingNode, Node, Scalar
from simulator.rules import RULES

ID = "id"
BANDS = "bands"
NAMED_BY: Mapping[str, str] = MappingProxyType(
    {"lots": "year", "flows": "on", "revenue": "source", "expenditure": "spending"}
)
"""Lists whose items take no id, and the key that tells them apart: `carry_over.lots.2013.amount`."""
Hop = int | str


@dataclass(frozen=True, slots=True)
class Child:
    """A child that a path can name: its name, the hops that lead to it, and whether the name is its id."""

    name: str
    hops: tuple[Hop, ...]
    by_id: bool = False


def children(node: Node, word: str) -> tuple[Child, ...]:
    """Return the children of a node in order; `word` is the key the node stands under.

    A repeated word without an id stands in the result as often as it is written. Lists of single values
    have none.
    """
    if isinstance(node, MappingNode):
        return tuple(Child(entry.key, (entry.key,)) for entry in node.entries)
    if isinstance(node, ListNode):
        return tuple(child for index, item in enumerate(node.items) for child in _of_item(item, index, word))
    return ()


def called(node: Node, word: str, name: str, trail: Trail) -> tuple[Child, ...]:
    """Return the children that a name means: one, none, or several when a word is repeated.

    An id comes first, then a word; among steps of one word, those without an id.
    """
    if isinstance(node, MappingNode):
        return _entry_called(node, name, trail)
    found = [child for child in children(node, word) if child.name in (name, key_at(trail, name))]
    by_id = [child for child in found if child.by_id]
    if by_id:
        return tuple(by_id)
    return tuple([child for child in found if not _has_id(node, child, word)] or found)


def _entry_called(node: MappingNode, name: str, trail: Trail) -> tuple[Child, ...]:
    key = key_at(trail, name)
    return () if node.get(key) is None else (Child(key, (key,)),)


def preferred(node: Node, word: str) -> tuple[Child, ...]:
    """Return each child once, by the name a path should use; a repeated word without an id has none."""
    found = children(node, word)
    if not isinstance(node, ListNode):
        return found
    named = [child for child in found if child.by_id or not _has_id(node, child, word)]
    counts = Counter(child.name for child in named)
    return tuple(child for child in named if counts[child.name] == 1)


def id_of(item: Node) -> str | None:
    """Return the id of a list's item: its own, or that of the settings of its one word."""
    if not isinstance(item, MappingNode):
        return None
    if item.get(ID) is None and len(item.entries) == 1:
        return id_in(item.entries[0].value)
    return id_in(item)


def id_in(settings: Node) -> str | None:
    """Return the id written in settings, or None."""
    own = settings.get(ID) if isinstance(settings, MappingNode) else None
    return own.text if isinstance(own, Scalar) else None


def with_id(item: MappingNode, name: str) -> MappingNode | None:
    """Return a step with its id written in, or None when such an item takes no id.

    The short form `{floor: 5}` becomes `{floor: {amount: 5, id: …}}`.
    """
    if len(item.entries) != 1 or not _takes_id(item.entries[0].key):
        return None
    entry = item.entries[0]
    mark = Entry(ID, ID, entry.place, Scalar(name, entry.place))
    settings = _settings(entry)
    if settings is None:
        return None
    whole = MappingNode((*settings.entries, mark), settings.place)
    return MappingNode((Entry(entry.key, entry.written, entry.place, whole),), item.place)


def short_field(word: str) -> str | None:
    """Return the field that a bare value fills in a step or method, or None.

    >>> short_field("cap"), short_field("share")
    ('amount', None)
    """
    registered = _registered(word)
    return None if registered is None else registered.short


def _of_item(item: Node, index: int, word: str) -> tuple[Child, ...]:
    if not isinstance(item, MappingNode):
        return ()
    identity = _named(item, word)
    whole = item.get(ID) is not None or word in NAMED_BY
    hops: tuple[Hop, ...] = (index,) if whole else (index, *item.keys()[:1])
    named = () if identity is None else (Child(identity, hops, by_id=True),)
    band = (Child(f"band_{index + 1}", (index,), by_id=True),) if word == BANDS else ()
    words = (
        () if band else tuple(Child(each.key, (index, each.key)) for each in item.entries if each.key != ID)
    )
    return (*named, *band, *words)


def _named(item: Node, word: str) -> str | None:
    """Return the id of a list's item, or what its list is told apart by."""
    own = item.get(NAMED_BY[word]) if word in NAMED_BY and isinstance(item, MappingNode) else None
    return own.text if isinstance(own, Scalar) else id_of(item)


def _has_id(node: Node, child: Child, word: str) -> bool:
    index = child.hops[0]
    return (
        isinstance(node, ListNode) and isinstance(index, int) and _named(node.items[index], word) is not None
    )


def _registered(word: str) -> Any:
    return RULES.get(word) or METHODS.get(word)


def _takes_id(word: str) -> bool:
    registered = _registered(word)
    return registered is not None and any(each.name == ID for each in fields(registered))


def _settings(entry: Entry) -> MappingNode | None:
    if isinstance(entry.value, MappingNode):
        return entry.value
    short = short_field(entry.key)
    return (
        None if short is None else MappingNode((Entry(short, short, entry.place, entry.value),), entry.place)
    )
