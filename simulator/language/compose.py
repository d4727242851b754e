"""A YAML text → nodes and every problem of its writing, each with its place and its remedy.

Values stay text; nothing is guessed, typed or looked up here. After a place that YAML cannot read, the
entry that holds it is left out and reading goes on, so that one run shows all faults.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import yaml

from simulator.glossary import canonical_key
from simulator.language.builder import Builder, StoppedError
from simulator.language.canonical import Trail, below, canonicalised, holds_ids
from simulator.language.source import LARGEST_TEXT, Source, brief, character_problems, source_of
from simulator.language.syntax import Stop, damaged, is_entry, problems_of, stop_of, tab_problems
from simulator.language.traps import line_traps, lines_of_yaml
from simulator.model.document import Entry, ListNode, MappingNode, Node, Scalar
from simulator.money import FEN_OF_UNIT
from simulator.problems import Place, Problem, in_order, problem

MOST_STOPS = 20
MOST_SLIPS = 200
LARGEST_REREAD = 500_000
# An unknown unit is reported by its reader; the amounts are not to be reported one by one besides.
UNIT_MEANWHILE = "万元"
_OPENING = ("[", "{", "'", '"')
_BAD_ID = re.compile(r"[.\s]+")


def compose(text: str, file: str) -> tuple[MappingNode | None, tuple[Problem, ...]]:
    r"""Return the root of a scenario or overlay file, and all problems of its writing in order.

    The root is None when the text is no YAML, holds no mapping, or is too large or too deep. Keys are
    canonical (the officer's ids untouched); each Scalar carries the file's `unit`.

    >>> root, problems = compose("单位: 万元\n专项: {租金: {核定: [{封顶: 100}]}}", "rent.yaml")
    >>> root.keys(), problems
    (('unit', 'programmes'), ())
    """
    if len(text) > LARGEST_TEXT:
        return None, (problem(Place(file, 0, 0), "Y103", size=len(text), limit=LARGEST_TEXT),)
    source = source_of(text, file)
    root, problems = _read(source)
    return root, _once((*character_problems(text, source), *problems))


def _once(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems in order, one of a code at a place: a slip is met in its line and in its value."""
    first = {(each.place, each.code): brief(each) for each in reversed(problems)}
    return in_order(first.values())


def _read(source: Source) -> tuple[MappingNode | None, tuple[Problem, ...]]:
    builder = Builder(source)
    try:
        root = builder.document()
    except StoppedError:
        return None, tuple(builder.problems)
    except yaml.YAMLError as error:
        return None, _all_stops(error, source)
    return _finished(root, tuple(builder.problems), source)


def _finished(
    root: Node | None, problems: tuple[Problem, ...], source: Source
) -> tuple[MappingNode | None, tuple[Problem, ...]]:
    if root is None:
        return None, (*problems, problem(source.place(1, 1), "Y101"))
    if not isinstance(root, MappingNode):
        return None, problems or (problem(root.place, "Y102"),)
    whole = canonicalised(root, unit=unit_of(root))
    if not isinstance(whole, MappingNode):
        raise TypeError("a mapping stays a mapping")
    return whole, (*problems, *_key_problems(whole, ()))


def unit_of(root: MappingNode) -> str | None:
    """Return what bare money in a file is in, or None when the file does not say."""
    unit = next((each.value for each in root.entries if canonical_key(each.written) == "unit"), None)
    if not isinstance(unit, Scalar):
        return None
    return unit.text if unit.text in FEN_OF_UNIT else UNIT_MEANWHILE


def compose_value(text: str, place: Place) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the node of a value written alone (900万元, [a, b]) and its problems, all within a place.

    Only a text that begins with a bracket or a quote is read as YAML; any other is the value itself.
    """
    found = character_problems(text, source_of(text, place.file))
    if found or not text.startswith(_OPENING):
        shifted = tuple(replace(each, place=_shifted(each.place, place)) for each in found)
        return (None if found else Scalar(text.strip(), place)), shifted
    root, problems = _value_alone(Source(place.file, (text,)))
    node = None if root is None else _moved(root, place)
    return node, tuple(replace(brief(each), place=_shifted(each.place, place)) for each in in_order(problems))


def _value_alone(source: Source) -> tuple[Node | None, tuple[Problem, ...]]:
    builder = Builder(source)
    try:
        root = builder.document()
    except StoppedError:
        return None, tuple(builder.problems)
    except yaml.YAMLError as error:
        return None, problems_of(stop_of(error, source), source)
    return root, (*builder.problems, *_keys_of(root, ("value",)))


def _moved(node: Node, place: Place) -> Node:
    there = _shifted(node.place, place)
    if isinstance(node, Scalar):
        return replace(node, place=there)
    if isinstance(node, ListNode):
        return ListNode(tuple(_moved(item, place) for item in node.items), there)
    entries = (
        Entry(entry.key, entry.written, _shifted(entry.place, place), _moved(entry.value, place))
        for entry in node.entries
    )
    return MappingNode(tuple(entries), there)


def _shifted(inner: Place, outer: Place) -> Place:
    return replace(outer, column=outer.column + max(0, inner.column - 1), width=inner.width)


# ── keys ───────────────────────────────────────────────────────────────────────────────────────────


def _key_problems(node: Node, trail: Trail) -> Iterator[Problem]:
    """Yield what is wrong with the keys of a tree: twice the same, twice alike, ids that no path can name."""
    if isinstance(node, ListNode):
        for item in node.items:
            yield from _key_problems(item, trail)
    elif isinstance(node, MappingNode):
        yield from _repeated(node.entries)
        yield from _unaddressable(node.entries) if holds_ids(trail) else ()
        for entry in node.entries:
            yield from _key_problems(entry.value, below(trail, entry.written))


def _keys_of(root: Node | None, trail: Trail) -> tuple[Problem, ...]:
    return () if root is None else tuple(_key_problems(canonicalised(root, trail), trail))


def _repeated(entries: tuple[Entry, ...]) -> Iterator[Problem]:
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.setdefault(_folded(entry.key), entry)
        if first is not entry:
            code = "Y112" if first.key == entry.key else "Y113"
            yield problem(entry.place, code, key=entry.written, first=first.written, line=first.place.line)


def _folded(key: str) -> str:
    return key if key.isascii() else unicodedata.normalize("NFKC", key)


def _unaddressable(entries: tuple[Entry, ...]) -> Iterator[Problem]:
    for entry in entries:
        if _BAD_ID.search(entry.key):
            yield problem(entry.place, "Y115", key=entry.key, suggestion=_BAD_ID.sub("_", entry.key))


# ── texts that YAML cannot read ────────────────────────────────────────────────────────────────────


def _all_stops(error: yaml.YAMLError, source: Source) -> tuple[Problem, ...]:
    """Return every fault of a broken text: the slips of its lines, and each place where YAML stops.

    Each stop's entry is left out and the rest read again, as long as that is cheap.
    """
    problems = list(islice(_slips(source), MOST_SLIPS))
    rest: Source | None = source
    stopped: yaml.YAMLError | None = error
    for _ in range(MOST_STOPS):
        if rest is None or stopped is None:
            break
        stop = stop_of(stopped, rest)
        if rest is source or is_entry(rest, stop.from_line):
            problems.extend(problems_of(stop, rest))
        rest = _without(stop, rest)
        stopped, found = _next_stop(rest, source) if rest is not None else (None, ())
        problems.extend(found)
    return tuple(problems)


def _slips(source: Source) -> Iterator[Problem]:
    for line in lines_of_yaml(source):
        yield from line_traps(source, line)
        yield from tab_problems(source, line)


def _without(stop: Stop, source: Source) -> Source | None:
    """Return the source without the entry that YAML stopped in, or None when reading on is not cheap."""
    left_out = damaged(stop, source)
    lines = tuple("" if number in left_out else line for number, line in enumerate(source.lines, 1))
    useless = lines == source.lines or len(source.text) > LARGEST_REREAD
    return None if useless else Source(source.file, lines)


def _next_stop(rest: Source, source: Source) -> tuple[yaml.YAMLError | None, tuple[Problem, ...]]:
    """Return where YAML stops in the rest; when nowhere, what else is wrong with the rest."""
    builder = Builder(rest)
    try:
        root = builder.document()
    except StoppedError:
        return None, tuple(builder.problems)
    except yaml.YAMLError as error:
        return error, ()
    found = (*builder.problems, *_keys_of(root, ()))
    return None, tuple(each for each in found if not _caused(each, rest, source))


def _caused(found: Problem, rest: Source, source: Source) -> bool:
    """Return whether a value is missing only because its lines were left out."""
    below_it = zip(source.lines[found.place.line :], rest.lines[found.place.line :], strict=True)
    first = next(
        (pair for pair in below_it if pair[0].strip() and not pair[0].lstrip().startswith("#")), None
    )
    return found.code in ("Y114", "Y116") and first is not None and first[0] != first[1]
