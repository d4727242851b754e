"""Overlays: a file, or a list of settings, that says only what changes in a scenario.

Good changes are made even when others are at fault, so that one run shows every problem; every value
remembers the places and texts it had before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from simulator.glossary.shapes import LIST, MAPPING, SCALAR
from simulator.glossary.word import Word
from simulator.language.canonical import canonicalised
from simulator.language.changes import VERBS, Edit, KindAt, Request, carry_out, with_history
from simulator.language.compose import compose_value, unit_of
from simulator.language.paths import route
from simulator.language.records import fields_of
from simulator.language.scalars import in_words, nearest
from simulator.language.source import brief
from simulator.language.traps import Written
from simulator.model.document import Document, Entry, Layer, ListNode, MappingNode, Node, Scalar
from simulator.model.kinds import Kind
from simulator.model.scenario import Scenario
from simulator.problems import FindingError, Place, Problem, in_order, problem

SETTINGS = "--set"
HEADER = ("scenario", "title", "note", "unit", "language")
APPENDED = ("assumptions", "expect")
OVERLAY_KEYS = ("scenario", "extends", "title", "reason", "note", "unit", "language", "changes", *APPENDED)
FORMS: dict[type[Node], Word] = {Scalar: SCALAR, MappingNode: MAPPING, ListNode: LIST}


class _Reading(NamedTuple):
    """Something read, and what was wrong with it."""

    requests: tuple[Request, ...]
    problems: tuple[Problem, ...]


def no_kind(_: str) -> Kind | None:
    """Return None: nothing is known of any path, so that a value's own form decides."""
    return None


def extends_of(root: MappingNode) -> str | None:
    """Return the file that an overlay extends, as written, or None for a whole scenario."""
    extends = root.get("extends")
    return extends.text if isinstance(extends, Scalar) else None


def base_document(root: MappingNode, file: str) -> Document:
    """Return the document of a whole scenario, with its file as the one layer."""
    return Document(root, (Layer(file, _text(root, "scenario"), _text(root, "title")),))


def apply(
    base: Document, overlay: MappingNode, file: str, kind_at: KindAt = no_kind
) -> tuple[Document, tuple[Problem, ...]]:
    """Return the base with an overlay's changes made, and every problem found.

    `kind_at` tells from a path in canonical words which kind of value stands there. Bare money in the
    overlay is in its own `unit`, else in that of the file it extends.
    """
    # in its own unit before anything is changed: the same 100 may be yuan here and 万元 in the base
    whole = _with_unit(overlay, base.root)
    requests, problems = _requests(whole)
    edit = _edited(base.root, requests, kind_at)
    layer = Layer(file, _text(whole, "scenario"), _text(whole, "title"), _text(whole, "reason"), edit.changes)
    root = _with_appended(_with_header(edit.root, whole), whole)
    found = in_order(map(brief, (*_header_problems(whole), *problems, *edit.problems)))
    return Document(root, (*base.layers, layer)), found


def apply_settings(
    base: Document, settings: Sequence[tuple[str, str]], kind_at: KindAt = no_kind
) -> tuple[Document, tuple[Problem, ...]]:
    """Return the base with `path=value` settings made in order, as an overlay of `set` would.

    The n-th setting has the place `--set:n:…` and itself for its source line.
    """
    if not settings:
        return base, ()
    readings = [_setting(number, *pair, base.root) for number, pair in enumerate(settings, 1)]
    requests = tuple(request for reading in readings for request in reading.requests)
    edit = _edited(base.root, requests, kind_at)
    problems = [*(each for reading in readings for each in reading.problems), *edit.problems]
    layer = Layer(SETTINGS, SETTINGS, changes=edit.changes)
    return Document(edit.root, (*base.layers, layer)), in_order(map(brief, problems))


# ── settings ───────────────────────────────────────────────────────────────────────────────────────


def _setting(number: int, path: str, value: str, root: MappingNode) -> _Reading:
    source = f"{path}={value}"
    subject = Scalar(path, Place(SETTINGS, number, 1, max(1, len(path)), source))
    place = Place(SETTINGS, number, len(path) + 2, max(1, len(value)), source)
    if Written(value.strip(), None, place).is_nothing:
        return _Reading((), (problem(place, "O553", path=path),))
    node, problems = compose_value(value, place)
    if node is None:
        return _Reading((), problems)
    whole = canonicalised(node, unit=unit_of(root))
    return _Reading((Request("set", subject, {"to": whole}),), problems)


# ── reading the changes ────────────────────────────────────────────────────────────────────────────


def _requests(overlay: MappingNode) -> _Reading:
    changes = overlay.get("changes")
    if changes is None:
        return _Reading((), ())
    if not isinstance(changes, ListNode):
        return _Reading((), (_wrong_form(changes, "changes", LIST),))
    readings = [_request(item) for item in changes.items]
    return _Reading(
        tuple(request for reading in readings for request in reading.requests),
        tuple(found for reading in readings for found in reading.problems),
    )


def _request(item: Node) -> _Reading:
    if not isinstance(item, MappingNode):
        return _Reading((), (_wrong_form(item, "changes", MAPPING),))
    verbs = [entry for entry in item.entries if entry.key in VERBS]
    if len(verbs) != 1:
        found = ", ".join(entry.written for entry in verbs or item.entries) or "—"
        return _Reading((), (problem(item.place, "O514", found=found, nearest=_likely_verb(item)),))
    problems = tuple(_word_problems(item, verbs[0]))
    if problems or not isinstance(verbs[0].value, Scalar):
        return _Reading((), problems)
    words = {entry.key: entry.value for entry in item.entries if entry is not verbs[0]}
    return _Reading((Request(verbs[0].key, verbs[0].value, words),), ())


def _likely_verb(item: MappingNode) -> str:
    found = [nearest(entry.written, tuple(VERBS)) for entry in item.entries]
    return next(filter(None, found), "") if not any(entry.key in VERBS for entry in item.entries) else ""


def _word_problems(item: MappingNode, said: Entry) -> Iterator[Problem]:
    verb = VERBS[said.key]
    allowed = (*verb.needs, *verb.takes)
    if not isinstance(said.value, Scalar):
        yield _wrong_form(said.value, said.written, SCALAR)
    for entry in item.entries:
        if entry is not said and entry.key not in allowed:
            near, keys = nearest(entry.written, allowed), in_words(entry.written, allowed)
            yield problem(
                entry.place, "O515", verb=said.written, key=entry.written, nearest=near, keys=keys or "—"
            )
        elif entry.key in verb.single and not isinstance(entry.value, Scalar):
            yield _wrong_form(entry.value, entry.written, SCALAR)
    for key in verb.needs:
        if item.get(key) is None:
            yield problem(said.place, "O516", verb=said.written, key=in_words(said.written, (key,)))
    if item.get("after") is not None and item.get("before") is not None:
        yield problem(said.place, "O517")


def _wrong_form(node: Node, key: str, due: Word) -> Problem:
    return problem(node.place, "O513", key=key, due=due, found=FORMS[type(node)])


# ── making the changes ─────────────────────────────────────────────────────────────────────────────


def _edited(root: MappingNode, requests: tuple[Request, ...], kind_at: KindAt) -> Edit:
    """Return the tree with every change made that can be made; the same path is set only once."""
    edit = Edit(root)
    set_before: dict[str, Place] = {}
    for request in requests:
        path = _path_set(edit.root, request)
        # of two settings of one path the second would win in silence
        if path in set_before:
            line = set_before[path].line
            twice = problem(request.subject.place, "O522", path=request.subject.text, line=line)
            edit = replace(edit, problems=(*edit.problems, twice))
            continue
        if path:
            set_before[path] = request.subject.place
        edit = carry_out(edit, request, kind_at)
    return edit


def _path_set(root: MappingNode, request: Request) -> str:
    """Return the canonical path that a `set` names, whatever its writing; "" for the other verbs."""
    if request.verb != "set":
        return ""
    try:
        return route(root, request.subject.text).path
    except FindingError:
        return request.subject.text


# ── what an overlay says of itself ─────────────────────────────────────────────────────────────────


def _header_problems(overlay: MappingNode) -> Iterator[Problem]:
    for entry in overlay.entries:
        if entry.key not in OVERLAY_KEYS:
            yield _unknown(entry)
        elif entry.key in APPENDED and not isinstance(entry.value, ListNode):
            yield _wrong_form(entry.value, entry.written, LIST)
        elif entry.key not in ("changes", *APPENDED) and not isinstance(entry.value, Scalar):
            yield _wrong_form(entry.value, entry.written, SCALAR)
    if overlay.get("scenario") is None:
        yield problem(overlay.place, "O518")


def _unknown(entry: Entry) -> Problem:
    if entry.key in fields_of(Scenario):
        return problem(entry.place, "O512", key=entry.written)
    near, keys = nearest(entry.written, OVERLAY_KEYS), in_words(entry.written, OVERLAY_KEYS)
    return problem(entry.place, "O511", key=entry.written, nearest=near, keys=keys)


def _with_unit(overlay: MappingNode, base: MappingNode) -> MappingNode:
    whole = canonicalised(overlay, unit=unit_of(overlay) or unit_of(base))
    return whole if isinstance(whole, MappingNode) else overlay


def _with_header(root: MappingNode, overlay: MappingNode) -> MappingNode:
    given = [entry for entry in overlay.entries if entry.key in HEADER and isinstance(entry.value, Scalar)]
    *_, whole = accumulate(given, _with_entry, initial=root)
    return whole


def _with_entry(root: MappingNode, entry: Entry) -> MappingNode:
    old = root.get(entry.key)
    if old is None:
        return MappingNode((*root.entries, entry), root.place)
    new = replace(entry, value=with_history(entry.value, old))
    return MappingNode(tuple(new if each.key == entry.key else each for each in root.entries), root.place)


def _with_appended(root: MappingNode, overlay: MappingNode) -> MappingNode:
    given = [
        entry for entry in overlay.entries if entry.key in APPENDED and isinstance(entry.value, ListNode)
    ]
    *_, whole = accumulate(given, _longer, initial=root)
    return whole


def _longer(root: MappingNode, entry: Entry) -> MappingNode:
    old = root.get(entry.key)
    if not isinstance(old, ListNode) or not isinstance(entry.value, ListNode):
        return _with_entry(root, entry)
    joined = replace(entry, value=ListNode((*old.items, *entry.value.items), old.place))
    return MappingNode(tuple(joined if each.key == entry.key else each for each in root.entries), root.place)


def _text(root: MappingNode, key: str) -> str:
    node = root.get(key)
    return node.text if isinstance(node, Scalar) else ""
