"""Measures: what can be added up over a selection, for a plan not yet made and for one that is made."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import ClassVar

from simulator.exact import Flags
from simulator.money import Fen, IntColumn
from simulator.optimise.terms import Form, Terms, total_form


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One selected programme as a limit sees it, one row an applicant (a plain line has one row).

    `chosen` marks the rows selected; `terms` speak of a plan not yet made, `award` and `counted` of one
    that is made; `points` are exact, in both voices.
    """

    programme: str
    chosen: Flags
    claims: IntColumn
    terms: Terms | None = None
    award: IntColumn | None = None
    counted: Flags | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """What a selector picks: parts of programmes, the appropriations it names, and a figure's value."""

    parts: Sequence[Part] = ()
    budget_fen: Fen = 0
    figure: Fraction = Fraction(0)


class MeasureRule(ABC):
    """One measure: `form` of a plan not yet made, `value` of one that is, in money, counts or a figure."""

    word: ClassVar[str]
    unit: ClassVar[str]
    varies: ClassVar[bool] = False

    @abstractmethod
    def form(self, selection: Selection) -> Form:
        """Return the measure as an exact linear form over the plan's columns."""

    @abstractmethod
    def value(self, selection: Selection) -> Fraction:
        """Return the measure of a plan that is made, exactly."""


class Budget(MeasureRule):
    """The appropriations of the spending classes selected."""

    word = "budget"
    unit = "money"

    def form(self, selection: Selection) -> Form:
        """Return the appropriations, a constant in fen."""
        return Form(constant=Fraction(selection.budget_fen))

    def value(self, selection: Selection) -> Fraction:
        """Return the appropriations in fen."""
        return Fraction(selection.budget_fen)


class ClaimsMeasure(MeasureRule):
    """What the selected applicants are entitled to."""

    word = "claims"
    unit = "money"

    def form(self, selection: Selection) -> Form:
        """Return the claims, a constant in fen."""
        return Form(constant=self.value(selection))

    def value(self, selection: Selection) -> Fraction:
        """Return the claims in fen."""
        return Fraction(sum(_sum(part.claims, part.chosen) for part in selection.parts))


class Award(MeasureRule):
    """What the selected applicants get."""

    word = "award"
    unit = "money"
    varies = True

    def form(self, selection: Selection) -> Form:
        """Return the awards of the selection, in fen."""
        return total_form(_terms(part).award(part.chosen) for part in selection.parts)

    def value(self, selection: Selection) -> Fraction:
        """Return the awards in fen."""
        return Fraction(sum(_sum(_award(part), part.chosen) for part in selection.parts))


class Count(MeasureRule):
    """How many of the selected awards count."""

    word = "count"
    unit = "count"
    varies = True

    def form(self, selection: Selection) -> Form:
        """Return the number of awards that count."""
        return total_form(_terms(part).count(part.chosen) for part in selection.parts)

    def value(self, selection: Selection) -> Fraction:
        """Return the number of awards that count."""
        return Fraction(sum(int((_counted(part) & part.chosen).sum()) for part in selection.parts))


class FigureMeasure(MeasureRule):
    """A named figure."""

    word = "figure"
    unit = "figure"

    def form(self, selection: Selection) -> Form:
        """Return the figure, a constant."""
        return Form(constant=selection.figure)

    def value(self, selection: Selection) -> Fraction:
        """Return the figure."""
        return selection.figure


MEASURES: Mapping[str, MeasureRule] = MappingProxyType(
    {rule.word: rule for rule in (Budget(), ClaimsMeasure(), Award(), Count(), FigureMeasure())}
)


def _sum(column: IntColumn, chosen: Flags) -> int:
    return sum(column[chosen].tolist())


def _terms(part: Part) -> Terms:
    if part.terms is None:
        raise TypeError(f"programme {part.programme} has no terms: the plan is made already")
    return part.terms


def _award(part: Part) -> IntColumn:
    if part.award is None:
        raise TypeError(f"programme {part.programme} has no awards yet")
    return part.award


def _counted(part: Part) -> Flags:
    if part.counted is None:
        raise TypeError(f"programme {part.programme} has no awards yet")
    return part.counted
