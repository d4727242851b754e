"""YAML events → nodes: every value kept as text with its place; what the language refuses is refused here.

Reading events, and not a composed tree, keeps anchors and styles in sight and never follows an alias.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from simulator.glossary import canonical_key
from simulator.language.source import FORBIDDEN, Source
from simulator.language.traps import (
    TEXT_KEYS,
    Written,
    cut_text,
    item_trap,
    joined_number,
    key_trap,
    lone_key_trap,
    root_trap,
    value_trap,
)
from simulator.model.document import Entry, ListNode, MappingNode, Node, Scalar
from simulator.problems import Fact, Place, Problem, problem

DEEPEST = 20
MOST_NODES = 200_000
MERGE = "<<"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StoppedError(Exception):
    """The text is too deep or too large to be read on; its problem is already reported."""


class _Value(NamedTuple):
    """A value just read: its node, and how it was written when it is a single value."""

    node: Node
    written: Written | None


class _Pair(NamedTuple):
    """A key of a mapping with its value."""

    key: Written
    value: _Value


@dataclass(slots=True)
class Builder:
    """Builds the tree of one source, once; `problems` collects what is refused on the way."""

    source: Source
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    events: Iterator[Any] = field(init=False)

    def __post_init__(self) -> None:
        """Open the stream of events; nothing is read yet."""
        self.events = iter(yaml.parse(self.source.text, Loader=LOADER))

    def document(self) -> Node | None:
        """Return the one document's root, or None when the text holds none.

        Raises yaml.YAMLError at the first place that is no YAML, StoppedError when a limit is passed.
        """
        next(self.events)
        if isinstance(next(self.events), StreamEndEvent):
            return None
        root = self._value(next(self.events), 1)
        self._one_document_only()
        if root.written is None:
            return root.node
        self._note(root_trap(root.written))
        return None if root.written.is_nothing else root.node

    def _one_document_only(self) -> None:
        second = next((each for each in self.events if isinstance(each, DocumentStartEvent)), None)
        if second is not None:
            self._report(self._place(second), "Y107")

    # ── values ─────────────────────────────────────────────────────────────────────────────────────

    def _value(self, event: Any, depth: int, in_flow: bool = False) -> _Value:
        self._count(event, depth)
        if isinstance(event, AliasEvent):
            return self._alias(event)
        self._refuse_marks(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, in_flow)
        collection = self._mapping if isinstance(event, MappingStartEvent) else self._list
        return _Value(collection(event, depth), None)

    def _count(self, event: Any, depth: int) -> None:
        self.nodes += 1
        for code, count, limit in (("Y104", depth, DEEPEST), ("Y105", self.nodes, MOST_NODES)):
            if count > limit:
                self._report(self._place(event), code, limit=limit)
                raise StoppedError

    def _alias(self, event: Any) -> _Value:
        place = self._place(event)
        self._report(place, "Y108", text=f"*{event.anchor}")
        return _Value(Scalar("", place), Written("", "*", place))

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._report(self._place(event), "Y108", text=f"&{event.anchor}")
        if event.tag is not None:
            self._report(self._place(event), "Y109", text=event.tag)

    def _scalar(self, event: Any, in_flow: bool) -> _Value:
        place, style = self._place(event), event.style or None
        text = self._clean(event.value, place) if style == '"' else event.value
        if style in ("|", ">"):
            header = self.source.after(place.line, place.column)
            return _Value(Scalar(text.rstrip("\n"), place), Written(header, style, place))
        return _Value(Scalar(text, place, style in ("'", '"')), Written(text, style, place, in_flow))

    def _clean(self, text: str, place: Place) -> str:
        # only an escape such as "\u202e" can still bring one in here
        for found in FORBIDDEN.finditer(text):
            self._report(place, "Y106", character=f"U+{ord(found[0]):04X}")
        return FORBIDDEN.sub("", text)

    # ── lists ──────────────────────────────────────────────────────────────────────────────────────

    def _list(self, start: Any, depth: int) -> ListNode:
        events = takewhile(lambda event: not isinstance(event, SequenceEndEvent), self.events)
        values = [self._value(event, depth + 1, start.flow_style) for event in events]
        if start.flow_style:
            self._refuse_cut_numbers([value.written for value in values])
        return ListNode(tuple(map(self._item, values)), self._place(start))

    def _item(self, value: _Value) -> Node:
        if value.written is not None and value.written.is_nothing:
            self._report(value.written.place, "Y116")
        elif value.written is not None:
            self._note(item_trap(value.written))
        return value.node

    def _refuse_cut_numbers(self, values: list[Written | None]) -> None:
        index = 0
        while index < len(values):
            first, *rest = values[index : index + 6]
            taken, number = joined_number(first, tuple(_known(rest))) if first else (0, "")
            if first and taken:
                self._report(replace(first.place, width=len(number)), "Y117", text=number)
            index += 1 + taken

    # ── mappings ───────────────────────────────────────────────────────────────────────────────────

    def _mapping(self, start: Any, depth: int) -> MappingNode:
        events = takewhile(lambda event: not isinstance(event, MappingEndEvent), self.events)
        pairs = [pair for event in events for pair in self._pair(event, depth + 1, start.flow_style)]
        mended = [None, *self._mended(pairs)]
        entries = [self._entry(pair, before) for before, pair in pairwise(mended) if pair is not None]
        return MappingNode(tuple(entries), self._place(start))

    def _pair(self, event: Any, depth: int, in_flow: bool) -> Iterator[_Pair]:
        key = self._value(event, depth, in_flow).written
        value = self._value(next(self.events), depth, in_flow)
        if key is None or not key.text:
            self._report(self._place(event), "Y111")
        elif key.is_plain and key.text == MERGE:
            self._report(key.place, "Y110")
        else:
            yield _Pair(key, value)

    def _mended(self, pairs: list[_Pair]) -> Iterator[_Pair]:
        """Yield the pairs with each number that was cut at its thousands commas put together again."""
        index = 0
        while index < len(pairs):
            pair = pairs[index]
            taken, number = _cut_number(pair, pairs[index + 1 : index + 6])
            if taken:
                place = replace(pair.value.node.place, width=len(number))
                self._report(place, "Y132", text=number)
                pair = _Pair(pair.key, _Value(Scalar(number, place), None))
            yield pair
            index += 1 + taken

    def _entry(self, pair: _Pair, before: _Pair | None) -> Entry:
        key, (node, written) = pair
        if written is not None and written.is_nothing:
            cut = cut_text(key, _text_of(before))
            self._note(lone_key_trap(key) or cut or problem(key.place, "Y114", key=key.text))
            return Entry(key.text, key.text, key.place, Scalar("", key.place))
        self._note(key_trap(key) or (value_trap(key, written) if written is not None else None))
        return Entry(key.text, key.text, key.place, node)

    # ── problems and places ────────────────────────────────────────────────────────────────────────

    def _report(self, place: Place, code: str, **facts: Fact) -> None:
        self.problems.append(Problem(place, code, tuple(sorted(facts.items()))))

    def _note(self, found: Problem | None) -> None:
        if found is not None:
            self.problems.append(found)

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        on_one_line = isinstance(event, ScalarEvent) and start.line == end.line
        return self.source.place(
            start.line + 1, start.column + 1, end.column - start.column if on_one_line else 1
        )


def _text_of(pair: _Pair | None) -> Written | None:
    """Return the text of a pair whose value is written for people, else None."""
    return pair.value.written if pair is not None and canonical_key(pair.key.text) in TEXT_KEYS else None


def _known(values: list[Written | None]) -> Iterator[Written]:
    return (value for value in takewhile(lambda each: each is not None, values) if value is not None)


def _cut_number(pair: _Pair, following: list[_Pair]) -> tuple[int, str]:
    """Return how many of the following keys are the rest of a number such as 1,581.1, and that number."""
    written = pair.value.written
    if written is None or not written.in_flow:
        return 0, ""
    lone = takewhile(lambda each: each.value.written is not None and each.value.written.is_nothing, following)
    return joined_number(written, tuple(each.key for each in lone))
