"""Scenario files as texts: the file named and every file it extends."""

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from simulator.files.reading import decode, read_bytes
from simulator.problems import FindingError, Place, Problem, problem

LARGEST_TEXT = 5_000_000
NextFile = Callable[[str, str], str | None]


def read_texts(path: str | Path, next_file: NextFile) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the texts of a scenario file and of the files it extends, by name, and the problems of reading.

    `next_file(text, name)` says which file a text extends, as a name that can be opened from where the
    first one was named (its folder joined), or None. Names stay as they were typed. A file that cannot be
    read ends the chain; problems are D401-D409 and the warning W741, never an OSError.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    seen: list[str] = []
    name: str | None = str(path)
    named_at = Place(str(path), 0, 0)
    while name is not None:
        text, found = _read_one(name, named_at)
        problems += found
        if text is None:
            break
        if os.path.realpath(name) in seen:
            problems.append(problem(named_at, "D409", chain=" → ".join((*texts, name))))
            break
        texts[name] = text
        seen.append(os.path.realpath(name))
        name = next_file(text, name)
        named_at = _place_of_name(text, tuple(texts)[-1], name or "")
    return texts, tuple(problems)


def yaml_files(paths: Iterable[str | Path]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the files named, and for a folder its *.yaml files by name; C718 for a folder without any.

    Each file once, in the order named; whether a file can be read is seen when it is.
    """
    found: dict[str, None] = {}
    problems: list[Problem] = []
    for path in paths:
        inside = (
            sorted(each.as_posix() for each in Path(path).glob("*.yaml")) if Path(path).is_dir() else None
        )
        found.update(dict.fromkeys([str(path)] if inside is None else inside))
        if inside == []:
            problems.append(problem(Place(str(path), 0, 0), "C718", folder=str(path)))
    return tuple(found), tuple(problems)


def _read_one(name: str, named_at: Place) -> tuple[str | None, tuple[Problem, ...]]:
    try:
        return decode(read_bytes(Path(name), LARGEST_TEXT), name)
    except FindingError as error:
        return None, (error.at(named_at),)


def _place_of_name(text: str, file: str, following: str) -> Place:
    """Return where a text names the file it extends, or the whole file when that is not to be seen."""
    return next(_mentions(text, file, posixpath.basename(following)), Place(file, 0, 0))


def _mentions(text: str, file: str, name: str) -> Iterator[Place]:
    for number, line in enumerate(text.splitlines() if name else (), start=1):
        if name in line:
            yield Place(file, number, line.index(name) + 1, len(name), line)
