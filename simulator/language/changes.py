"""The verbs of an overlay: set, cut, raise, move, add, drop, each from a tree to a new tree."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType

from simulator.language.amounts import HIGHER, LOWER, Figure, Sign, changed, measured, moved, same, written
from simulator.language.edits import added, dropped, replaced
from simulator.language.instalments import is_payment, with_payment, without_payment
from simulator.language.naming import short_field
from simulator.language.paths import PathError, Route, child_of, follow, listed, route
from simulator.model.document import Change, Entry, ListNode, MappingNode, Node, Scalar
from simulator.model.kinds import Kind
from simulator.problems import FindingError, Place, Problem, problem

LONGEST_SHOWN = 200
KindAt = Callable[[str], Kind | None]


@dataclass(frozen=True, slots=True)
class Request:
    """One change asked for: its verb, the value beside it (a path, or the part that moves), its words."""

    verb: str
    subject: Scalar
    words: Mapping[str, Node]

    def scalar(self, key: str) -> Scalar:
        """Return a word's single value; which words hold one was checked before."""
        node = self.words[key]
        if not isinstance(node, Scalar):
            raise TypeError(f"{key} holds a single value")
        return node


@dataclass(frozen=True, slots=True)
class Edit:
    """A tree and what was done to make it."""

    root: MappingNode
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: the words it needs, those it may take, those that hold a single value, and what it does."""

    needs: tuple[str, ...]
    takes: tuple[str, ...]
    single: tuple[str, ...]
    do: Callable[[MappingNode, Request, KindAt], Edit]


class RefusedError(Exception):
    """A change that cannot be made, with its problem."""

    def __init__(self, found: Problem) -> None:
        """Keep the problem."""
        self.problem = found
        super().__init__(found.code)


def carry_out(edit: Edit, request: Request, kind_at: KindAt) -> Edit:
    """Return the edit with one more change, or with the problem that forbids it."""
    try:
        done = VERBS[request.verb].do(edit.root, request, kind_at)
    except RefusedError as error:
        return replace(edit, problems=(*edit.problems, error.problem))
    return Edit(done.root, (*edit.changes, *done.changes), (*edit.problems, *done.problems))


def shown(node: Node) -> str:
    """Return a node as text on one line, its keys canonical.

    >>> from simulator.problems import NOWHERE
    >>> shown(ListNode((Scalar("a", NOWHERE), Scalar("b", NOWHERE)), NOWHERE))
    '[a, b]'
    """
    text = _shown(node)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _shown(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, ListNode):
        return "[" + ", ".join(map(_shown, node.items)) + "]"
    return "{" + ", ".join(f"{entry.key}: {_shown(entry.value)}" for entry in node.entries) + "}"


def with_history(new: Node, old: Node) -> Node:
    """Return a node whose single values remember those they replace, key by key."""
    if isinstance(new, Scalar) and isinstance(old, Scalar):
        return replace(new, history=((old.place, old.text), *old.history))
    if isinstance(new, MappingNode) and isinstance(old, MappingNode):
        return MappingNode(tuple(_entry_with_history(entry, old) for entry in new.entries), new.place)
    return new


def _entry_with_history(entry: Entry, old: MappingNode) -> Entry:
    before = old.get(entry.key)
    return entry if before is None else replace(entry, value=with_history(entry.value, before))


# ── places of what goes wrong ──────────────────────────────────────────────────────────────────────


@contextmanager
def _blaming(node: Node, history: tuple[tuple[Place, str], ...] = ()) -> Iterator[None]:
    """Turn what goes wrong inside into a problem at this value, at the faulty name when it is a path.

    `history` is where the value that was to be changed stands.
    """
    try:
        yield
    except PathError as error:
        place = error.within(node) if isinstance(node, Scalar) else node.place
        raise RefusedError(error.at(place)) from error
    except FindingError as error:
        raise RefusedError(error.at(node.place, history)) from error


def _way(root: MappingNode, path: Scalar) -> Route:
    with _blaming(path):
        return route(root, path.text)


def _guard(request: Request, way: Route, old: Node, kind: Kind | None) -> tuple[Problem, ...]:
    """Return the problem of a `was` that is not what stands there."""
    was = request.words.get("was")
    if was is None or same(old, was, kind):
        return ()
    facts = {"path": way.path, "text": shown(old), "was": shown(was)}
    return (problem(was.place, "O521", _standing(old), **facts),)


def _standing(old: Node) -> tuple[tuple[Place, str], ...]:
    return ((old.place, old.text), *old.history) if isinstance(old, Scalar) else ()


# ── set and drop ───────────────────────────────────────────────────────────────────────────────────


def _set(root: MappingNode, request: Request, kind_at: KindAt) -> Edit:
    way = _way(root, request.subject)
    old, new = follow(root, way.hops), request.words["to"]
    with _blaming(request.subject):
        _refuse_unit(way)
    with _blaming(new):
        _refuse_loss(old, new, way)
    after = replaced(root, request.subject.text, with_history(new, old))
    change = Change("set", way.path, shown(old), shown(new), request.subject.place)
    return Edit(after, (change,), _guard(request, way, old, kind_at(".".join(way.words))))


def _refuse_loss(old: Node, new: Node, way: Route) -> None:
    """Refuse a single value for a step that was written with more than that value."""
    short = short_field(way.word)
    if short is None or not isinstance(new, Scalar) or not isinstance(old, MappingNode):
        return
    if old.get(short) is not None:
        raise FindingError("O524", path=way.path, names=listed(old.keys()), suggestion=f"{way.path}.{short}")


def _refuse_unit(way: Route) -> None:
    # each amount keeps the unit it was read with, so a changed `unit` would change nothing
    if way.names == ("unit",):
        raise FindingError("O525")


def _drop(root: MappingNode, request: Request, kind_at: KindAt) -> Edit:
    way = _way(root, request.subject)
    with _blaming(request.subject):
        _refuse_unit(way)
    old = follow(root, way.hops)
    change = Change("drop", way.path, shown(old), "", request.subject.place)
    problems = _guard(request, way, old, kind_at(".".join(way.words)))
    return Edit(_without_assumptions(dropped(root, request.subject.text), way.path), (change,), problems)


def _without_assumptions(root: MappingNode, path: str) -> MappingNode:
    """Return the tree without the assumptions about what was dropped: they speak of nothing any more."""
    entries = tuple(
        replace(entry, value=_about_others(entry.value, path)) if entry.key == "assumptions" else entry
        for entry in root.entries
    )
    return replace(root, entries=entries)


def _about_others(assumptions: Node, path: str) -> Node:
    if not isinstance(assumptions, ListNode):
        return assumptions
    kept = tuple(item for item in assumptions.items if not _is_about(item, path))
    return replace(assumptions, items=kept)


def _is_about(assumption: Node, path: str) -> bool:
    about = assumption.get("path") if isinstance(assumption, MappingNode) else None
    return isinstance(about, Scalar) and f"{about.text}.".startswith(f"{path}.")


# ── cut and raise ──────────────────────────────────────────────────────────────────────────────────


def _cut(root: MappingNode, request: Request, kind_at: KindAt) -> Edit:
    return _scaled(root, request, kind_at, LOWER)


def _raise(root: MappingNode, request: Request, kind_at: KindAt) -> Edit:
    return _scaled(root, request, kind_at, HIGHER)


def _scaled(root: MappingNode, request: Request, kind_at: KindAt, sign: Sign) -> Edit:
    way, by = _way(root, request.subject), request.scalar("by")
    kind = kind_at(".".join(way.words))
    old, figure = _figure(root, way, request.subject, kind)
    with _blaming(by, _standing(old)):
        text = written(changed(figure, measured(by), sign, by.text), kind, way.path)
    return _rewritten(
        root, request, way, (old, Scalar(text, by.place, unit=old.unit)), _guard(request, way, old, kind)
    )


def _figure(root: MappingNode, way: Route, path: Scalar, kind: Kind | None) -> tuple[Scalar, Figure]:
    old = follow(root, way.hops)
    if isinstance(old, Scalar):
        try:
            return old, measured(old, kind)
        except FindingError:
            pass
    raise RefusedError(problem(path.place, "O531", path=way.path, text=shown(old)))


def _rewritten(
    root: MappingNode,
    request: Request,
    way: Route,
    values: tuple[Scalar, Scalar],
    problems: tuple[Problem, ...],
) -> Edit:
    old, new = values
    change = Change(request.verb, way.path, old.text, new.text, new.place)
    return Edit(replaced(root, way.path, with_history(new, old)), (change,), problems)


# ── move ───────────────────────────────────────────────────────────────────────────────────────────


def _move(root: MappingNode, request: Request, kind_at: KindAt) -> Edit:
    source, into = _way(root, request.scalar("from")), request.scalar("into")
    if is_payment(source.path):
        root = with_payment(root, into.text, into.place)
    source, target = _way(root, request.scalar("from")), _way(root, into)
    if source.hops == target.hops:
        raise RefusedError(problem(into.place, "O542", path=target.path))
    taken = _one_side(root, request, ("from", source, LOWER), kind_at)
    given = _one_side(taken.root, request, ("into", target, HIGHER), kind_at)
    left = follow(given.root, source.hops)
    emptied = is_payment(source.path) and isinstance(left, Scalar) and not measured(left).value
    after = _without_assumptions(without_payment(given.root, source), source.path) if emptied else given.root
    return Edit(after, (*taken.changes, *given.changes))


def _one_side(root: MappingNode, request: Request, side: tuple[str, Route, Sign], kind_at: KindAt) -> Edit:
    key, way, sign = side
    kind, part = kind_at(".".join(way.words)), request.subject
    old, figure = _figure(root, way, request.scalar(key), kind)
    with _blaming(part, _standing(old)):
        text = written(moved(figure, measured(part), sign, (way.path, part.text)), kind, way.path)
    return _rewritten(root, request, way, (old, Scalar(text, part.place, unit=old.unit)), ())


# ── add ────────────────────────────────────────────────────────────────────────────────────────────


def _add(root: MappingNode, request: Request, _: KindAt) -> Edit:
    path, content = request.subject, request.words["content"]
    beside = {key: request.scalar(key) for key in ("after", "before") if key in request.words}
    for sibling in beside.values():
        _check_sibling(root, path, sibling)
    with _blaming(path):
        grown = added(root, path.text, content, **{key: node.text for key, node in beside.items()})
        way = route(grown, path.text)
    return Edit(grown, (Change("add", way.path, "", shown(content), path.place),))


def _check_sibling(root: MappingNode, path: Scalar, sibling: Scalar) -> None:
    parent_path = path.text.rpartition(".")[0]
    way = _way(root, replace(path, text=parent_path)) if parent_path else Route()
    with _blaming(sibling):
        child_of(follow(root, way.hops), way, sibling.text, 0)


VERBS: Mapping[str, Verb] = MappingProxyType(
    {
        "set": Verb(("to",), ("was",), (), _set),
        "cut": Verb(("by",), ("was",), ("by",), _cut),
        "raise": Verb(("by",), ("was",), ("by",), _raise),
        "move": Verb(("from", "into"), (), ("from", "into"), _move),
        "add": Verb(("content",), ("after", "before"), ("after", "before"), _add),
        "drop": Verb((), ("was",), (), _drop),
    }
)
