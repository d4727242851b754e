"""What every reader is handed: the registries, where it stands, and the one list that problems go to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from simulator.expression import Expression
from simulator.glossary import Word
from simulator.glossary.shapes import LIST, MAPPING, SCALAR
from simulator.language.registry import Registries
from simulator.model.document import Entry, ListNode, MappingNode, Node, Scalar
from simulator.model.kinds import Kind
from simulator.problems import NOWHERE, Fact, FindingError, Place, Problem

FORMS: Mapping[type[Node], Word] = MappingProxyType({Scalar: SCALAR, MappingNode: MAPPING, ListNode: LIST})


class Missing:
    """The mark of a value that could not be read; its problem is already reported."""

    __slots__ = ()


MISSING: Final = Missing()


@dataclass(frozen=True, slots=True)
class Sighting:
    """An expression met while reading: whose it is (section, id), what it must yield, where it stands."""

    owner: tuple[str, ...]
    yields: str
    expression: Expression
    node: Scalar


@dataclass(frozen=True, slots=True)
class Context:
    """Where a reader stands.

    `declared` holds the ids of every section, good or bad; `trail` the keys on the way here as written and
    `path` the same in canonical form; `key` is the place of the nearest key, for what is missing below it.
    `wanted` is what an amount here comes to: money, or the share or number that steps of its own make.
    `problems` and `sightings` are the two lists that all readers of one document append to.
    """

    registries: Registries
    readers: "Mapping[type[Kind], Reader]"
    declared: Mapping[str, tuple[str, ...]]
    problems: list[Problem]
    sightings: list[Sighting]
    trail: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    key: Place = NOWHERE
    wanted: str = "money"

    def read(self, kind: Kind, node: Node) -> Any:
        """Return what stands at a node, or MISSING after its problem is reported."""
        return self.readers[type(kind)](kind, node, self)

    def under(self, entry: Entry) -> "Context":
        """Return the context of an entry's value."""
        return replace(
            self, trail=(*self.trail, entry.written), path=(*self.path, entry.key), key=entry.place
        )

    def at(self, item: Node) -> "Context":
        """Return the context of a list's item: what is missing in it is reported at the item."""
        return replace(self, key=item.place)

    def report(self, place: Place, code: str, **facts: Fact) -> Missing:
        """Add a problem and return the mark of a missing value."""
        self.problems.append(Problem(place, code, tuple(sorted(facts.items()))))
        return MISSING

    def refuse(self, node: Node, error: FindingError) -> Missing:
        """Add what is wrong with a value, at its place and with the values it replaced."""
        history = node.history if isinstance(node, Scalar) else ()
        self.problems.append(error.at(node.place, history))
        return MISSING

    def wrong_form(self, node: Node, due: Word) -> Missing:
        """Add that another form of value is due here: a list where a mapping is, and so on."""
        return self.report(node.place, "S203", where=self.where, found=FORMS[type(node)], due=due)

    def no_settings(self, word: str) -> Missing:
        """Add that a word stands bare which cannot do without a value."""
        return self.report(self.key, "S202", key=word, where=self.where)

    @property
    def where(self) -> str:
        """Return the way to this place as the officer wrote it."""
        return ".".join(self.trail)


Reader = Callable[[Any, Node, Context], Any]
