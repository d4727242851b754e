"""One sentence a word of the language, for the JSON Schema and the language reference: one word, one meaning."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.descriptions import (
    across,
    calendar,
    cases,
    decisions,
    disclosure,
    funds,
    ledgers,
    limits,
    populations,
    programmes,
    scenario,
    steps,
    targets,
    years,
)
from simulator.glossary.word import Word

DESCRIPTIONS: Mapping[str, Word] = MappingProxyType(
    {
        **scenario.DESCRIPTIONS,
        **populations.DESCRIPTIONS,
        **programmes.DESCRIPTIONS,
        **steps.DESCRIPTIONS,
        **across.DESCRIPTIONS,
        **limits.DESCRIPTIONS,
        **decisions.DESCRIPTIONS,
        **cases.DESCRIPTIONS,
        **calendar.DESCRIPTIONS,
        **ledgers.DESCRIPTIONS,
        **funds.DESCRIPTIONS,
        **targets.DESCRIPTIONS,
        **disclosure.DESCRIPTIONS,
        **years.DESCRIPTIONS,
    }
)
