"""Canonical keys: the Chinese forms of our words become the words themselves, the officer's ids stay.

Whether a key is ours or the officer's is told by where it stands: a column may be called 得分 and a
programme 目标 without becoming `points` or `objective`.
"""

from dataclasses import replace

from simulator.glossary import canonical_key
from simulator.model.document import Entry, ListNode, MappingNode, Node, Scalar
from simulator.model.moments import canonical_moment

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
    ("populations", ANY_ID, "derived"),
    ("programmes", ANY_ID, "eligible"),
    ("programmes", ANY_ID, "points", "per_unit"),
    ("programmes", ANY_ID, "distribute", "factors"),
    ("targets",),
    ("actuals", "reached"),
    ("cash",),
    ("disclosure", "lines"),
    ("disclosure", "codes"),
    ("calendar",),
    ("calendar", ANY_ID, "rows"),
    ("funds",),
    ("policies",),
    ("policies", ANY_ID, "require"),
)
HOLD_STEPS = (("award",), ("distribute",))
BRANCHING_STEPS = ("sum", "highest", "lowest", "first_of")
# what a column of data may hold leads to the cases of a step, and through a table's mappings to its cells
CASES, VALUES = "cases", "values"
PAYEES = "payees"
# clauses that choose a programme for an item stand in a list; only the caps in them go by programme
CHOICES, CAPS = "one_per_item", "caps"
# In a file of cases: the cases themselves, and what only a case has; all else stands as in a scenario.
OF_CASES: tuple[Trail, ...] = (
    (CASES,),
    (CASES, ANY_ID, "given"),
    (CASES, ANY_ID, "rows"),
    (CASES, ANY_ID, "targets"),
)
OF_POPULATION = ("columns", "derived")
# the rows of the calendar: their keys are quarters, months and days, each in its one form
CALENDAR_ROWS: tuple[Trail, ...] = (("calendar", ANY_ID), ("calendar", ANY_ID, "rows", ANY_ID))
# other mappings by moment
DATED: tuple[Trail, ...] = (("cash", ANY_ID, "ceilings"), ("pace", "gates"))


def holds_ids(trail: Trail) -> bool:
    """Return whether the keys at a place are the officer's own.

    >>> holds_ids(("programmes",)), holds_ids(("programmes", "*"))
    (True, False)
    """
    if trail[:1] == (CASES,):
        return trail in OF_CASES or holds_ids(_as_in_scenario(trail))
    if trail[:1] == (CHOICES,):
        return trail[-1] == CAPS
    return trail in HOLDS_IDS or (trail[2:3] in HOLD_STEPS and _holds_names(trail))


def _as_in_scenario(trail: Trail) -> Trail:
    """Return where in a scenario a place of a case would be: a case is a programme with what goes with it."""
    inside = trail[2:]
    if not inside or inside[:1] in HOLDS_IDS or inside[0] == CHOICES:
        return inside
    section = "populations" if inside[0] in OF_POPULATION else "programmes"
    return (section, ANY_ID, *inside)


def _holds_names(trail: Trail) -> bool:
    named = next((name for name in reversed(trail) if name != ANY_ID), "")
    return trail[-1] in (*BRANCHING_STEPS, CASES, PAYEES) or named == VALUES


def below(trail: Trail, written: str) -> Trail:
    """Return the trail one key further down."""
    return (*trail, ANY_ID if holds_ids(trail) else _ours(trail, written))


def key_at(trail: Trail, written: str) -> str:
    """Return what a key is called at a place: itself where ids stand, else its canonical form."""
    return written if holds_ids(trail) else _ours(trail, written)


def _ours(trail: Trail, written: str) -> str:
    """Return one of our words, or a moment where moments stand, in its canonical form."""
    word = canonical_key(written)
    return canonical_moment(word) if trail in (*CALENDAR_ROWS, *DATED) else word


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
