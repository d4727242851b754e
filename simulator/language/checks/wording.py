"""Checks of a quoted policy text against the figure written beside it: the words that are often misread."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from simulator.language.checks.written import PlacedStep, fault_at_key, is_assumed, levels
from simulator.language.read import Reading
from simulator.model.kinds import written_name
from simulator.model.limits import Constraint
from simulator.model.step import Worth
from simulator.model.targets import Target
from simulator.problems import Problem, problem
from simulator.rules.amounts import Share

_FIGURE = r"\d[\d.,]*\s*[%‰倍万亿]*"
CEILING = re.compile(r"(?:最高|不超过|至多|最多)[^,。;,;\d]{0,6}(\d+(?:\.\d+)?)%")
# 节约30% saves, it does not approximate
APPROXIMATE = re.compile(rf"(?:(?<![节契合条公预特])约占?|近|接近)\s*{_FIGURE}|{_FIGURE}\w?左右")


class Usage(NamedTuple):
    """A turn of phrase, the bound it means in law, and the bound it is often mistaken for."""

    phrase: re.Pattern[str]
    means: str
    mistaken: str


USAGES = (
    Usage(re.compile(rf"(?<!不)(?:超过?|高于|大于|多于)\s*{_FIGURE}"), "more_than", "at_least"),
    Usage(re.compile(rf"(?<!不)(?:低于|少于|小于)\s*{_FIGURE}"), "less_than", "at_most"),
    Usage(
        re.compile(rf"(?:不少于|不低于|至少)\s*{_FIGURE}|{_FIGURE}\w?(?:\(含\))?以上"),
        "at_least",
        "more_than",
    ),
    Usage(
        re.compile(rf"(?:不超过|不高于|不多于|至多|最多)\s*{_FIGURE}|{_FIGURE}\w?以下"),
        "at_most",
        "less_than",
    ),
)


def ceilings(reading: Reading) -> Iterator[Problem]:
    """A rate that a programme's quote calls a ceiling (W703)."""
    for level in levels(reading):
        for each in level.steps:
            if isinstance(each.step, Share) and not is_assumed(reading, f"{each.path}.rate"):
                yield from _ceiling(each, each.step.rate, level.programme.quote)


def _ceiling(placed: PlacedStep, rate: Worth, quote: str) -> Iterator[Problem]:
    for found in CEILING.finditer(quote):
        if isinstance(rate, int | Fraction) and Fraction(found[1]) == rate * 100:
            yield problem(
                placed.place_of("rate"),
                "W703",
                quote=found[0],
                rate=f"{found[1]}%",
                path=f"{placed.path}.rate",
            )
            return


def approximations(reading: Reading) -> Iterator[Problem]:
    """A hard bound for what the quote calls approximate (W704)."""
    for section, each in _quoted(reading):
        found = APPROXIMATE.search(each.quote)
        if found and each.hard:
            at = (section, each.id, _first_bound(each))
            yield fault_at_key(reading, at, "W704", quote=found[0])


def usages(reading: Reading) -> Iterator[Problem]:
    """A bound that includes what the quoted words exclude, or the other way round (W705)."""
    for section, each in _quoted(reading):
        for usage in USAGES:
            found = usage.phrase.search(each.quote)
            if found and usage.mistaken in each.bounds_given() and usage.means not in each.bounds_given():
                at = (section, each.id, usage.mistaken)
                yield fault_at_key(reading, at, "W705", quote=found[0], due=usage.means, found=usage.mistaken)


def _quoted(reading: Reading) -> Iterator[tuple[str, Constraint | Target]]:
    """Yield what is bounded in a quoted text's words: the limits, and the targets that have a number."""
    yield from (("constraints", each) for each in reading.scenario.constraints)
    yield from (("targets", each) for each in reading.scenario.targets if each.is_numeric)


def _first_bound(constraint: Constraint | Target) -> str:
    given = constraint.bounds_given()
    return written_name(given[0]) if given else "top"
