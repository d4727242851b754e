"""The chain of files that extend one another, from the whole scenario to the overlay asked for."""

import posixpath
from collections.abc import Mapping

from simulator.language.overlay import extends_of
from simulator.model.document import MappingNode
from simulator.problems import Place, Problem, problem


def chain(files: Mapping[str, MappingNode], start: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the files to read, the whole scenario first and `start` last, and what is wrong with the chain.

    `files` holds every file by its name; a name in `extends` is taken from the folder of its own file.
    """
    names: tuple[str, ...] = ()
    name: str | None = start
    place = Place(start, 0, 0)
    while name is not None:
        if name in names:
            return names, (problem(place, "O552", names=" → ".join((*reversed(names), name))),)
        if name not in files:
            return names, (problem(place, "O551", name=name),)
        names = (name, *names)
        extends = files[name].get("extends")
        place = place if extends is None else extends.place
        name = extended_file(files[name], name)
    return names, ()


def extended_file(root: MappingNode, file: str) -> str | None:
    """Return the name of the file that a file extends, or None.

    >>> from simulator.language.compose import compose
    >>> root, _ = compose("extends: ../base.yaml", "cuts/a.yaml")
    >>> extended_file(root, "cuts/a.yaml")
    'base.yaml'
    """
    written = extends_of(root)
    return None if written is None else posixpath.normpath(posixpath.join(posixpath.dirname(file), written))
