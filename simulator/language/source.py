"""A text as it is read: its name and its lines, each place made from them, and what may not stand in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from simulator.problems import Fact, Place, Problem, problem

LARGEST_TEXT = 5_000_000
MOST_CHARACTER_PROBLEMS = 50
LONGEST_EXCERPT = 300
LONGEST_FACT = 200
REPLACEMENT = "\ufffd"
# Controls, characters that turn the direction of a line or show nothing, line ends no editor shows,
# halves of characters, and code points that are no characters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name and its lines, with forbidden characters already replaced."""

    file: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the lines joined again."""
        return "\n".join(self.lines)

    def place(self, line: int, column: int, width: int = 1) -> Place:
        """Return the place of a line and column counted from 1, with the line's text unless too long."""
        text = self.after(line, 1)
        return Place(self.file, line, column, max(1, width), text if len(text) <= LONGEST_EXCERPT else "")

    def after(self, line: int, column: int) -> str:
        """Return what a line holds from a column on, "" beyond the end."""
        return self.lines[line - 1][column - 1 :] if 0 < line <= len(self.lines) else ""


def source_of(text: str, file: str) -> Source:
    r"""Return a text as a source: a leading byte-order mark dropped, one kind of line end.

    >>> source_of("a: 1\r\nb: 2", "x.yaml").lines
    ('a: 1', 'b: 2')
    """
    plain = _plain(text)
    return Source(file, tuple(FORBIDDEN.sub(REPLACEMENT, plain).split("\n")))


def character_problems(text: str, source: Source) -> tuple[Problem, ...]:
    """Return a problem for each forbidden character of the text, the first fifty."""
    found = _forbidden(_plain(text))
    return tuple(
        problem(source.place(line, column), "Y106", character=f"U+{ord(found_one):04X}")
        for (line, column, found_one), _ in zip(found, range(MOST_CHARACTER_PROBLEMS), strict=False)
    )


def brief(found: Problem) -> Problem:
    """Return a problem whose facts are short enough to be read on a screen."""
    facts = ((name, fact if name == "nearest" else _short(fact)) for name, fact in found.facts)
    return replace(found, facts=tuple(facts))


def _short(fact: Fact) -> Fact:
    if not isinstance(fact, str):
        return fact
    line = " ".join(fact.split())
    return line if len(line) <= LONGEST_FACT else line[:LONGEST_FACT] + "…"


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _forbidden(plain: str) -> Iterator[tuple[int, int, str]]:
    for number, line in enumerate(plain.split("\n"), 1):
        for found in FORBIDDEN.finditer(line):
            yield number, found.start() + 1, found[0]
