"""A problem is a value: where it is, which code, and the facts its message is filled with.

Problems are collected, never thrown one by one; the exception classes only carry them to the edge.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from simulator.glossary import MESSAGES, Language, Word

Fact = str | int | Word
WARNING_FAMILY = "W"
CONTINUATION = Word("= 改变了 {place},那里写的是 {text}", "= changes {place}, where it is {text}")
HELP = Word("= 建议: {help}", "= help: {help}")
DID_YOU_MEAN = Word("= 建议: 是否想写“{nearest}”?", "= help: did you mean {nearest!r}?")
SEVERITY = {True: Word("警告", "warning"), False: Word("错误", "error")}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a value was written: file, line and column counted from 1, and its width in characters.

    In a data file `line` is the row as a spreadsheet counts it (the header is row 1) and `column` the
    column's number. `source` is the text of that line, for the excerpt below a message.

    >>> str(Place("cut10.yaml", 5, 11))
    'cut10.yaml:5:11'
    """

    file: str
    line: int
    column: int
    width: int = field(default=1, compare=False)
    source: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Return `file:line:column`, as editors and terminals make it clickable."""
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Place("", 0, 0)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: its place, its code, the facts of its message, and the places it was set before.

    `facts` are pairs of a name and a text, number or two-language word; the fact `nearest` adds
    "did you mean …?". `history` holds (place, text) of the values this one replaced, latest first.
    """

    place: Place
    code: str
    facts: tuple[tuple[str, Fact], ...] = ()
    history: tuple[tuple[Place, str], ...] = ()

    @property
    def is_warning(self) -> bool:
        """Return whether a run may go on (exit 0, or 1 under `--strict`)."""
        return self.code.startswith(WARNING_FAMILY)

    def fact(self, name: str) -> str:
        """Return one fact as text, or "" when the problem does not hold it."""
        return str(dict(self.facts).get(name, ""))

    def what(self, language: Language) -> str:
        """Return the finding in words, without its place."""
        return self._fill(MESSAGES[self.code].what, language)

    def help(self, language: Language) -> str:
        """Return the remedy in words."""
        return self._fill(MESSAGES[self.code].help, language)

    def tell(self, language: Language) -> str:
        """Return the whole message: place, code, finding, excerpt with carets, history, remedy."""
        return "\n".join([*self._first_lines(language), *self._last_lines(language)])

    def _fill(self, text: Word, language: Language) -> str:
        facts = {name: fact.say(language) if isinstance(fact, Word) else fact for name, fact in self.facts}
        return text.say(language).format(**facts)

    def _first_lines(self, language: Language) -> list[str]:
        severity = SEVERITY[self.is_warning].say(language)
        prefix = f"{self.place}: " if self.place.line else (f"{self.place.file}: " if self.place.file else "")
        first = f"{prefix}{severity}[{self.code}]: {self.what(language)}"
        return [first, *self._excerpt(language)] if self.place.source else [first]

    def _excerpt(self, language: Language) -> list[str]:
        number, line = str(self.place.line), self.place.source
        before = "".join("\u3000" if _is_wide(c) else " " for c in line[: self.place.column - 1])
        note = self._fill(MESSAGES[self.code].note, language)
        carets = "^" * max(1, min(self.place.width, len(line) - self.place.column + 1))
        return [f"  {number} | {line}", f"  {' ' * len(number)} | {before}{carets} {note}".rstrip()]

    def _last_lines(self, language: Language) -> list[str]:
        lines = [
            "  " + CONTINUATION.say(language).format(place=place, text=text) for place, text in self.history
        ]
        nearest = self.fact("nearest")
        if nearest:
            return [*lines, "  " + DID_YOU_MEAN.say(language).format(nearest=nearest)]
        help_text = self.help(language)
        return [*lines, "  " + HELP.say(language).format(help=help_text)] if help_text else lines


def problem(place: Place, code: str, history: Iterable[tuple[Place, str]] = (), **facts: Fact) -> Problem:
    """Return a problem with its facts given by name.

    >>> problem(Place("a.yaml", 3, 9), "M101", text="abc").what("en")
    "'abc' is not an amount of money"
    """
    return Problem(place, code, tuple(sorted(facts.items())), tuple(history))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems sorted by place, each finding once."""
    unique: Mapping[Problem, None] = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda each: (each.place, each.code, str(each.facts))))


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those that forbid a run."""
    return tuple(each for each in problems if not each.is_warning)


class FindingError(ValueError):
    """A value that cannot be read, before its place is known: a code and its facts."""

    def __init__(self, code: str, **facts: Fact) -> None:
        """Keep the code and the facts; the text is the English finding."""
        self.code = code
        self.facts = facts
        super().__init__(MESSAGES[code].what.en.format(**{k: _english(v) for k, v in facts.items()}))

    def at(self, place: Place, history: Iterable[tuple[Place, str]] = ()) -> Problem:
        """Return the problem, now that its place is known."""
        return problem(place, self.code, history, **self.facts)


class ScenarioError(ValueError):
    """A scenario or its data cannot be used; carries every problem found, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems sorted by place; the text tells them all in English."""
        self.problems = in_order(problems)
        super().__init__("\n".join(each.tell("en") for each in self.problems))


class InfeasibleError(ValueError):
    """No plan obeys every clause; carries the clauses that clash, as problems, and the proof."""

    def __init__(
        self, problems: Iterable[Problem], certificate: Mapping[str, object], found: object = None
    ) -> None:
        """Keep the problems in the order given, the certificate, and what a repair is worked out from."""
        self.problems = tuple(problems)
        self.certificate = certificate
        self.found = found
        super().__init__("\n".join(each.tell("en") for each in self.problems))


class SolverFailedError(RuntimeError):
    """A solver broke off for a reason that says nothing about the budget."""


class ExactnessError(AssertionError):
    """The integer audit found that a result does not add up: our bug, never the user's."""


def _english(fact: Fact) -> Fact:
    return fact.en if isinstance(fact, Word) else fact


def _is_wide(character: str) -> bool:
    return ord(character) >= 0x1100
