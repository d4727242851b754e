"""Paths: how a place in a scenario is named everywhere, and how it is found.

Keys joined by dots from the root. In a list a step is named by its word or its `id`, a band as `band_2`, a
lot by its year, a flow by its moment; never by position, so that a step put in front moves no path.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce

from simulator.language.canonical import Trail, below
from simulator.language.naming import BANDS, NAMED_BY, Child, Hop, called, preferred
from simulator.language.scalars import in_words, nearest
from simulator.model.document import ListNode, MappingNode, Node, Scalar
from simulator.problems import Fact, FindingError, Place

LONGEST_PATH = 500
MOST_NAMES = 12


class PathError(FindingError):
    """A path that names nothing: `offset` and `width` are the characters of it that are at fault."""

    def __init__(self, code: str, offset: int, width: int, **facts: Fact) -> None:
        """Keep where in the path the fault is, beside the code and the facts."""
        self.offset = offset
        self.width = width
        super().__init__(code, **facts)

    def within(self, node: Scalar) -> Place:
        """Return the place of the faulty name inside the value that holds the path."""
        place = node.place
        return replace(place, column=place.column + self.offset + node.quoted, width=max(1, self.width))


@dataclass(frozen=True, slots=True)
class Route:
    """A path that was found: the canonical names, the hops that lead there, and the words along the way.

    `words` is the path by words alone, ids of steps left out: what decides which kind of value stands there.
    """

    names: tuple[str, ...] = ()
    hops: tuple[Hop, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Return the path in canonical words."""
        return ".".join(self.names)

    @property
    def word(self) -> str:
        """Return the last word on the way, "" at the root."""
        return self.words[-1] if self.words else ""

    @property
    def trail(self) -> Trail:
        """Return where the path leads with the officer's ids left open."""
        start: Trail = ()
        return reduce(below, self.words, start)


def find(root: Node, path: str) -> Node:
    """Return what stands at a path; raises PathError (a FindingError) O501–O507 when nothing does."""
    return follow(root, route(root, path).hops)


def place_of(root: Node, path: str) -> Place:
    """Return the place of a single value, or of the key of a mapping or list; raises PathError."""
    hops = route(root, path).hops
    node = follow(root, hops)
    if isinstance(node, Scalar) or not isinstance(hops[-1], str):
        return node.place
    parent = follow(root, hops[:-1])
    entries = parent.entries if isinstance(parent, MappingNode) else ()
    return next(entry.place for entry in entries if entry.key == hops[-1])


def paths(root: Node) -> tuple[str, ...]:
    """Return every path of a tree, in order."""
    return tuple(_paths(root, "", ""))


def _paths(node: Node, path: str, word: str) -> Iterator[str]:
    for child in preferred(node, word):
        here = f"{path}.{child.name}" if path else child.name
        yield here
        yield from _paths(follow(node, child.hops), here, _word(child))


def route(root: Node, path: str) -> Route:
    """Return how a path leads through a tree; raises PathError when it leads nowhere."""
    text = _checked(path)
    found, node, offset = Route(), root, 0
    for name in text.split("."):
        child = child_of(node, found, text, offset)
        node = follow(node, child.hops)
        found = _extended(found, child)
        offset += len(name) + 1
    return found


def _checked(path: str) -> str:
    if len(path) > LONGEST_PATH:
        raise PathError("O507", 0, 1, length=len(path), limit=LONGEST_PATH)
    if not all(name.strip() == name and name for name in path.split(".")):
        raise PathError("O506", 0, len(path), path=path)
    return path


def _extended(found: Route, child: Child) -> Route:
    words = tuple(hop for hop in child.hops if isinstance(hop, str))
    band = (child.name,) if not words and found.word == BANDS else ()
    return Route((*found.names, child.name), (*found.hops, *child.hops), (*found.words, *words, *band))


def child_of(node: Node, so_far: Route, path: str, offset: int) -> Child:
    """Return the child that the name at an offset of a path means; raises PathError O501–O505."""
    name = path[offset:].partition(".")[0]
    found = called(node, so_far.word, name, so_far.trail)
    if len(found) == 1:
        return found[0]
    code = "O502" if found else _reason(node, name, so_far.word)
    names = _names(node, so_far.word)
    near = "" if found else _nearest(node, names, path, offset)
    where = path[: max(0, offset - 1)] or "—"
    raise PathError(
        code,
        offset,
        len(name),
        name=name,
        where=where,
        nearest=near,
        names=in_words(name, names[:MOST_NAMES]) or "—",
    )


def _reason(node: Node, name: str, word: str) -> str:
    if isinstance(node, Scalar):
        return "O504"
    if isinstance(node, ListNode) and not any(isinstance(item, MappingNode) for item in node.items):
        return "O505"
    is_position = isinstance(node, ListNode) and name.isdecimal() and word not in NAMED_BY
    return "O503" if is_position else "O501"


def _names(node: Node, word: str) -> tuple[str, ...]:
    """Return the names that would have been right; a repeated word without an id is none."""
    return tuple(child.name for child in preferred(node, word))


def _nearest(node: Node, names: tuple[str, ...], path: str, offset: int) -> str:
    """Return the whole path with the nearest name in it, or "" when none is near."""
    if isinstance(node, Scalar):
        return path[: max(0, offset - 1)]
    name, dot, rest = path[offset:].partition(".")
    near = nearest(name, names)
    return path[:offset] + near + dot + rest if near else ""


def listed(names: tuple[str, ...]) -> str:
    """Return names for a message: the first dozen, or a dash when there are none."""
    shown = ", ".join(names[:MOST_NAMES])
    return (shown + ", …" if len(names) > MOST_NAMES else shown) or "—"


def _word(child: Child) -> str:
    return next((hop for hop in reversed(child.hops) if isinstance(hop, str)), child.name)


def follow(node: Node, hops: tuple[Hop, ...]) -> Node:
    """Return the node that hops lead to; raises LookupError when they lead nowhere."""
    for hop in hops:
        node = _hop(node, hop)
    return node


def _hop(node: Node, hop: Hop) -> Node:
    if isinstance(node, ListNode) and isinstance(hop, int):
        return node.items[hop]
    if isinstance(node, MappingNode) and isinstance(hop, str):
        return next(entry.value for entry in node.entries if entry.key == hop)
    raise LookupError(hop)
