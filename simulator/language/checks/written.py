"""Where things are written: from a place in the scenario back to its entry in the document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from simulator.language.read import Reading
from simulator.language.scalars import in_words
from simulator.model.document import Entry, ListNode, MappingNode, Node, Scalar
from simulator.model.kinds import kinds_of
from simulator.model.moments import FURTHEST_YEARS, Moment
from simulator.model.scenario import Programme
from simulator.model.step import Branch, Step, inner
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
    return holder.by_key.get(str(last))


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


def far_away(reading: Reading, keys: tuple[Key, ...], moment: Moment) -> Problem:
    """Return what is said of a moment that is too many years away from the budget year (S410)."""
    year = reading.scenario.year
    return fault(reading, keys, "S410", moment=moment.text, year=year, most=FURTHEST_YEARS)


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
    read = dict(reading.typing.figures)
    for each in reading.scenario.populations:
        read.update(reading.typing.columns_of(each) if each.id == population else {})
    at = ("populations", population)
    places = (("columns",), ("synthetic", "columns"), ("derived",))
    written = [name for keys in places for name in _keys_at(reading, *at, *keys)]
    return tuple(name for name in (*written, *declared(reading, "figures")) if name not in read)


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
    placed = tuple(placed_step(step, each, path) for step, each in zip(steps, nodes, strict=True))
    yield Level(programme, placed)
    for each in placed:
        for way, inside, limb in _inside(each):
            yield from _levels(programme, inside, limb, f"{each.path}.{way}")


def placed_step(step: Step, node: Node, path: str) -> PlacedStep:
    """Return a step with what is written for it; `path` is that of the list it stands in."""
    name = step_id(step) or step.word
    if isinstance(node, MappingNode):
        entry = node.entries[0]
        return PlacedStep(step, f"{path}.{name}", entry.place, entry.value)
    return PlacedStep(step, f"{path}.{name}", node.place, None)


def step_id(step: Step) -> str | None:
    """Return the id a step was given, if any."""
    given: str | None = getattr(step, "id", None)
    return given


def _inside(placed: PlacedStep) -> Iterator[tuple[str, tuple[Step, ...], Node]]:
    """Yield the lists of steps inside a step, each with its way from there and what is written for it."""
    fields = [name for name, _ in kinds_of(type(placed.step))]
    for branch in inner(placed.step):
        if branch.name in fields:
            written = placed.setting(branch.name)
            yield from () if written is None else ((branch.name, branch.steps, written),)
        else:
            yield from _limb(placed, branch, fields)


def _limb(
    placed: PlacedStep, branch: Branch, fields: Iterable[str]
) -> Iterator[tuple[str, tuple[Step, ...], Node]]:
    for name in fields:
        holder = placed.setting(name)
        limb = named_in(holder, branch.name)
        if limb is not None:
            # the limbs of the short form stand right under the step's word
            way = branch.name if holder is placed.settings else f"{name}.{branch.name}"
            yield way, branch.steps, limb


def named_in(node: Node | None, name: str) -> Node | None:
    """Return what is written under one of the officer's own names, or None."""
    entry = entry_named(node, name)
    return None if entry is None else entry.value


def entry_named(node: Node | None, name: str) -> Entry | None:
    """Return the entry of one of the officer's own names, or None."""
    mappings = node.items if isinstance(node, ListNode) else (node,)
    entries = (entry for each in mappings if isinstance(each, MappingNode) for entry in each.entries)
    return next((entry for entry in entries if entry.written == name), None)


def is_assumed(reading: Reading, path: str) -> bool:
    """Return whether an assumption names the path or something below it: then it was thought about."""
    named = (each.path for each in reading.scenario.assumptions)
    return any(each == path or each.startswith(f"{path}.") for each in named)
