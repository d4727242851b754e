"""From the texts of a scenario and its overlays to the scenario, with the problems of every stage at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from simulator.language.chain import chain, extended_file
from simulator.language.checks.paths import with_our_results
from simulator.language.compose import compose
from simulator.language.kind_at import kind_at
from simulator.language.meaning import meaning_problems
from simulator.language.overlay import apply, apply_settings, base_document
from simulator.language.read import read
from simulator.language.registry import REGISTRIES, Registries
from simulator.model.document import Document, Entry, MappingNode, Scalar
from simulator.model.scenario import Scenario
from simulator.problems import Place, Problem, errors_of, in_order

ALLOWED_BY = "--allow-outdated"
Settings = Sequence[tuple[str, str]]


def parse(
    texts: Mapping[str, str], main: str, settings: Settings = (), *, allow_outdated: bool = False
) -> tuple[Scenario | None, tuple[Problem, ...]]:
    r"""Return the scenario that a file says, and every problem of writing, overlays, shape and meaning.

    `texts` holds the file and all it extends, by name; `settings` are (path, value) pairs put on top. The
    scenario is None when there is none to speak of; when a problem is an error it is not fit to be run.
    `allow_outdated` is as if the scenario said so itself.

    >>> scenario, problems = parse({"a.yaml": "scenario: a\nyear: 2014\nyaer: 2015"}, "a.yaml")
    >>> scenario.id, [(each.code, each.fact("nearest")) for each in problems]
    ('a', [('S201', 'year')])
    """
    composed = {name: compose(text, name) for name, text in texts.items()}
    roots = {name: root for name, (root, _) in composed.items() if root is not None}
    writing = tuple(found for _, problems in composed.values() for found in problems)
    if len(roots) < len(composed):
        return None, in_order(writing)
    document, layering = _layered(roots, main, settings)
    if document is None:
        return None, in_order([*writing, *layering])
    scenario, found = examine(_allowing(document) if allow_outdated else document)
    return scenario, in_order(
        [*writing, *_not_said_before(layering, writing), *_not_said_before(found, writing)]
    )


def examine(
    document: Document, registries: Registries = REGISTRIES
) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Return the scenario of a document, and every problem of its shape and its meaning, by place."""
    found = with_our_results(read(document, registries))
    problems = in_order([*found.problems, *meaning_problems(found)])
    return (found.scenario if found.complete else None), problems


def chain_of(text: str, file: str) -> str | None:
    """Return the name of the file that a text extends, seen from where `file` was named, or None.

    >>> chain_of("extends: base.yaml", "scenarios/cut.yaml"), chain_of("scenario: a", "a.yaml")
    ('scenarios/base.yaml', None)
    """
    root, _ = compose(text, file)
    return None if root is None else extended_file(root, file)


def _layered(
    roots: Mapping[str, MappingNode], main: str, settings: Settings
) -> tuple[Document | None, tuple[Problem, ...]]:
    """Return the document after every overlay and setting, or None when the chain of files is broken."""
    names, broken = chain(roots, main)
    if broken:
        return None, broken
    document = base_document(roots[names[0]], names[0])
    problems: list[Problem] = []
    for name in names[1:]:
        document, found = apply(document, roots[name], name, kind_at)
        problems += found
    document, found = apply_settings(document, settings, kind_at)
    return document, (*problems, *found)


def _allowing(document: Document) -> Document:
    """Return the document as if it said that what is out of date may be used."""
    place = Place(ALLOWED_BY, 1, 1)
    said = Entry("allow_outdated", "allow_outdated", place, Scalar("yes", place))
    others = tuple(each for each in document.root.entries if each.key != said.key)
    return replace(document, root=MappingNode((*others, said), document.root.place))


def _not_said_before(found: Iterable[Problem], writing: tuple[Problem, ...]) -> list[Problem]:
    """Return the problems that are not at the very place of a fault of writing: that one is their cause."""
    places = [each.place for each in errors_of(writing)]
    return [each for each in found if each.place not in places]
