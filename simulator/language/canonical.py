"""Canonical keys: the Chinese forms of our words become the words themselves, the officer's ids stay.

Whether a key is ours or the officer's is told by where it stands: a column may be called 得分 and a
programme 目标 without becoming `points` or `objective`.
"""

from dataclasses import replace

from simulator.glossary import canonical_key
from simulator.model.document import Entry, ListNode, MappingNode, Node, Scalar

ANY_ID = "*"
Trail = tuple[str, ...]
# The places whose keys are the officer's, each id on the way written as ANY_ID.
HOLDS_IDS: tuple[Trail, ...] = (
    ("sources",),
    ("spending",),
    ("figures",),
    ("populations",),
    ("programmes",),
    ("constraints",),
    ("populations", ANY_ID, "columns"),
    ("populations", ANY_ID, "synthetic", "columns"),
    ("programmes", ANY_ID, "eligible"),
    ("programmes", ANY_ID, "points", "per_unit"),
)
BRANCHING_STEPS = ("sum", "highest", "lowest")


def holds_ids(trail: Trail) -> bool:
    """Return whether the keys at a place are the officer's own.

    >>> holds_ids(("programmes",)), holds_ids(("programmes", "*"))
    (True, False)
    """
    return trail in HOLDS_IDS or (trail[2:3] == ("award",) and trail[-1] in BRANCHING_STEPS)


def below(trail: Trail, written: str) -> Trail:
    """Return the trail one key further down."""
    return (*trail, ANY_ID if holds_ids(trail) else canonical_key(written))


def key_at(trail: Trail, written: str) -> str:
    """Return what a key is called at a place: itself where ids stand, else its canonical form."""
    return written if holds_ids(trail) else canonical_key(written)


def trail_of(path: str) -> Trail:
    """Return the trail of a path, its ids as ANY_ID.

    >>> trail_of("专项.租金补贴.条件.战新")
    ('programmes', '*', 'eligible', '*')
    """
    trail: Trail = ()
    for name in path.split("."):
        trail = below(trail, name)
    return trail


def canonical_path(path: str) -> str:
    """Return a path with our words in their canonical form and the officer's ids untouched.

    >>> canonical_path("专项.租金补贴.核定.封顶")
    'programmes.租金补贴.award.cap'
    """
    trail: Trail = ()
    names = []
    for name in path.strip().split("."):
        names.append(key_at(trail, name))
        trail = below(trail, name)
    return ".".join(names)


def canonicalised(node: Node, trail: Trail = (), unit: str | None = None) -> Node:
    """Return a tree with canonical keys; single values that know no unit take the one given.

    `trail` is where the tree stands: `()` for a whole file.
    """
    if isinstance(node, Scalar):
        return replace(node, unit=unit) if unit is not None and node.unit is None else node
    if isinstance(node, ListNode):
        return ListNode(tuple(canonicalised(item, trail, unit) for item in node.items), node.place)
    return MappingNode(tuple(_entry(entry, trail, unit) for entry in node.entries), node.place)


def _entry(entry: Entry, trail: Trail, unit: str | None) -> Entry:
    value = canonicalised(entry.value, below(trail, entry.written), unit)
    return Entry(key_at(trail, entry.written), entry.written, entry.place, value)
