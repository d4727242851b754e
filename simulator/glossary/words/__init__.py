"""Terms and labels by key, joined from one table a subject.

>>> word("cap").say("zh")
'封顶'
"""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.word import LANGUAGES, Language, Word
from simulator.glossary.words import (
    calendar,
    charts,
    commands,
    decisions,
    disclosure,
    funds,
    ledgers,
    pages,
    reference,
    results,
    targets,
    terms,
    why,
    years,
)

WORDS: Mapping[str, Word] = MappingProxyType(
    {
        **terms.WORDS,
        **results.WORDS,
        **charts.WORDS,
        **calendar.WORDS,
        **commands.WORDS,
        **decisions.WORDS,
        **funds.WORDS,
        **ledgers.WORDS,
        **disclosure.WORDS,
        **pages.WORDS,
        **reference.WORDS,
        **targets.WORDS,
        **why.WORDS,
        **years.WORDS,
    }
)


def word(key: str) -> Word:
    """Return the word of a key; a missing key is our bug and raises KeyError."""
    return WORDS[key]


__all__ = ["LANGUAGES", "WORDS", "Language", "Word", "word"]
