"""Where things are written: from a place in the scenario back to its entry in the document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from simulator.language.read import Reading
from simulator.language.scalars import in_words
from simulator.model.document import Entry, ListNode, MappingNode, Node, Scalar
from simulator.model.scenario import Programme
from simulator.model.step import Branch, Step
from simulator.problems import Fact, Place, Problem

Key = str | int


def node_at(root: Node, *keys: Key) -> Node | None:
    """Return the node that keys (and positions in lists) lead to, or None.

    A position in what is no list stays where it is: one step may be written without a list around it.
    """
    node: Node | None = root
    for key in keys:
        node = _below(node, key)
    return node


def entry_at(root: Node, *keys: Key) -> Entry | None:
    """Return the entry that keys lead to: the key with its place, and its value."""
    *way, last = keys
    holder = node_at(root, *way)
    if not isinstance(holder, MappingNode):
        return None
    return next((entry for entry in holder.entries if entry.key == last), None)


def _below(node: Node | None, key: Key) -> Node | None:
    if isinstance(key, str):
        return node.get(key) if isinstance(node, MappingNode) else None
    if not isinstance(node, ListNode):
        return node if key == 0 else None
    return node.items[key] if key < len(node.items) else None


def is_written(reading: Reading, *keys: Key) -> bool:
    """Return whether something, good or bad, is written there."""
    return node_at(reading.root, *keys) is not None


def fault(reading: Reading, keys: tuple[Key, ...], code: str, **facts: Fact) -> Problem:
    """Return a problem at the single value the keys lead to, or else at the nearest key on the way there."""
    node = node_at(reading.root, *keys)
    if isinstance(node, Scalar):
        return Problem(node.place, code, tuple(sorted(facts.items())), node.history)
    return fault_at_key(reading, keys, code, **facts)


def fault_at_key(reading: Reading, keys: tuple[Key, ...], code: str, **facts: Fact) -> Problem:
    """Return a problem at the key (or the list's item) that the keys lead to, or the nearest on the way."""
    for length in range(len(keys), 0, -1):
        place = _key_place(reading.root, keys[:length])
        if place is not None:
            return Problem(place, code, tuple(sorted(facts.items())))
    return Problem(reading.root.place, code, tuple(sorted(facts.items())))


def _key_place(root: Node, keys: tuple[Key, ...]) -> Place | None:
    if isinstance(keys[-1], int):
        node = node_at(root, *keys)
        return None if node is None else node.place
    entry = entry_at(root, *keys)
    return None if entry is None else entry.place


def declared(reading: Reading, section: str) -> tuple[str, ...]:
    """Return the ids written under a section, of good and bad records."""
    return _keys_at(reading, section)


def all_read(reading: Reading, section: str) -> bool:
    """Return whether every record of a section could be read: only then does a sum mean something."""
    return len(getattr(reading.scenario, section)) == len(declared(reading, section))


def listed(reading: Reading, words: Iterable[str]) -> str:
    """Return our words as a list to choose from, in the language the file's own keys are written in."""
    first = next((entry.written for entry in reading.root.entries), "")
    return in_words(first, tuple(words))


def unread(reading: Reading, population: str) -> tuple[str, ...]:
    """Return the columns of a population and the figures that are written but could not be read.

    What uses them is not judged: their own problem says enough.
    """
    read = [
        name for each in reading.scenario.populations if each.id == population for name in each.column_types()
    ]
    read += [each.id for each in reading.scenario.figures]
    at = ("populations", population)
    written = [_keys_at(reading, *at, "columns"), _keys_at(reading, *at, "synthetic", "columns")]
    names = (*(name for keys in written for name in keys), *declared(reading, "figures"))
    return tuple(name for name in names if name not in read)


def _keys_at(reading: Reading, *keys: Key) -> tuple[str, ...]:
    node = node_at(reading.root, *keys)
    return node.keys() if isinstance(node, MappingNode) else ()


# ── award steps ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step with its path and with what is written for it: its key and its settings."""

    step: Step
    path: str
    place: Place
    settings: Node | None

    def setting(self, name: str) -> Node | None:
        """Return what is written for a field, in the long form or the short."""
        if isinstance(self.settings, MappingNode) and self.settings.get(name) is not None:
            return self.settings.get(name)
        return self.settings if type(self.step).short == name else None

    def place_of(self, name: str) -> Place:
        """Return where a field is written, or the step itself when it is not."""
        node = self.setting(name)
        return self.place if node is None else node.place


@dataclass(frozen=True, slots=True)
class Level:
    """The steps that run one after another: a programme's award, or one limb inside it."""

    programme: Programme
    steps: tuple[PlacedStep, ...]


def levels(reading: Reading) -> Iterator[Level]:
    """Yield every level of every award rule; a level with a step that could not be read is left out."""
    for programme in reading.scenario.programmes:
        node = node_at(reading.root, "programmes", programme.id, "award")
        if node is not None:
            yield from _levels(programme, programme.award, node, f"programmes.{programme.id}.award")


def _levels(programme: Programme, steps: tuple[Step, ...], node: Node, path: str) -> Iterator[Level]:
    nodes = node.items if isinstance(node, ListNode) else (node,)
    if not steps or len(nodes) != len(steps):
        return
    placed = tuple(_placed(step, each, path) for step, each in zip(steps, nodes, strict=True))
    yield Level(programme, placed)
    for each in placed:
        for branch, limb in _limbs(each):
            yield from _levels(programme, branch.steps, limb, f"{each.path}.{branch.name}")


def _placed(step: Step, node: Node, path: str) -> PlacedStep:
    name = step_id(step) or step.word
    if isinstance(node, MappingNode):
        entry = node.entries[0]
        return PlacedStep(step, f"{path}.{name}", entry.place, entry.value)
    return PlacedStep(step, f"{path}.{name}", node.place, None)


def step_id(step: Step) -> str | None:
    """Return the id a step was given, if any."""
    given: str | None = getattr(step, "id", None)
    return given


def branches_of(step: Step) -> tuple[Branch, ...]:
    """Return the limbs of a step that combines; none for any other."""
    found: Any = getattr(step, "branches", ())
    return tuple(found)


def _limbs(placed: PlacedStep) -> Iterator[tuple[Branch, Node]]:
    written = placed.setting("branches")
    for branch in branches_of(placed.step):
        limb = _named(written, branch.name)
        if limb is not None:
            yield branch, limb


def _named(node: Node | None, name: str) -> Node | None:
    entries = node.entries if isinstance(node, MappingNode) else ()
    return next((entry.value for entry in entries if entry.written == name), None)


def is_assumed(reading: Reading, path: str) -> bool:
    """Return whether an assumption names the path or something below it: then it was thought about."""
    named = (each.path for each in reading.scenario.assumptions)
    return any(each == path or each.startswith(f"{path}.") for each in named)
