"""What is said of one kind of problem: the finding, the remedy, and a longer explanation."""

from dataclasses import dataclass

from simulator.glossary.word import Word


@dataclass(frozen=True, slots=True)
class Message:
    """Texts of one problem code, with `{fact}` places filled by the problem's facts.

    `what` is the finding on the first line, `note` stands beside the caret, `help` is the remedy,
    `more` the longer explanation printed by `explain CODE`.
    """

    what: Word
    help: Word
    note: Word = Word("", "")
    more: Word = Word("", "")
