"""The two-language word, the smallest thing a person reads."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Word:
    """One thing to say, in both languages.

    >>> Word("封顶", "cap").say("zh")
    '封顶'
    """

    zh: str
    en: str

    def say(self, language: Language) -> str:
        """Return the text in the language asked for."""
        return self.zh if language == "zh" else self.en
