"""Several years: what is indexed, what changes in which year, how the last year's evaluation is read."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from simulator.model import kinds
from simulator.money import Fen
from simulator.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Index:
    """A figure that grows or shrinks from year to year: its path, by what share (compounding exactly)."""

    path: Annotated[str, kinds.Path()]
    by: Annotated[Fraction, kinds.Growth()]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class YearChange:
    """What is set to another value from one year on."""

    year: Annotated[int, kinds.Count(1)]
    set: Annotated[str, kinds.Path()]
    to: Annotated[str, kinds.Text()]
    reason: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Grade:
    """What an evaluation leads to: from this share reached on, so much of the amount is kept."""

    at_least: Annotated[Fraction, kinds.RateKind()]
    keeps: Annotated[Fraction, kinds.RateKind()]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Last year's evaluation read by next year's budget: what is measured, of which line, by which grades.

    `judged_by` is paid_share (paid over authorised at year's end) or targets_met_share (of those assessed);
    the grade with the highest share that is reached counts, and the lowest begins at nothing.
    """

    line: Annotated[str, kinds.Line()]
    judged_by: Annotated[str, kinds.Choice(("paid_share", "targets_met_share"))]
    grades: Annotated[tuple[Grade, ...], kinds.ListOf(kinds.Record(Grade))]
    document: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Horizon:
    """The years after the first, up to and with `until`: indexation, changes, evaluations, carry-over."""

    until: Annotated[int, kinds.Count(1)]
    index: Annotated[tuple[Index, ...], kinds.ListOf(kinds.Record(Index))] = ()
    changes: Annotated[tuple[YearChange, ...], kinds.ListOf(kinds.Record(YearChange))] = ()
    evaluations: Annotated[tuple[Evaluation, ...], kinds.ListOf(kinds.Record(Evaluation))] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Balance:
    """One year's balance: opening + revenue = spent + lapsed + closing, in fen."""

    year: int
    opening_fen: Fen
    revenue_fen: Fen
    spent_fen: Fen
    lapsed_fen: Fen
    closing_fen: Fen


@dataclass(frozen=True, slots=True)
class Graded:
    """What last year's evaluation did to a line's amount: what it reached, and the share that it keeps."""

    line: str
    judged_by: str
    reached: Fraction
    keeps: Fraction


@dataclass(frozen=True, slots=True)
class YearTold:
    """What is kept to tell of a year: its balance, its grades, and (id, title, fen) of each programme."""

    year: int
    balance: Balance | None
    graded: tuple[Graded, ...]
    awards: tuple[tuple[str, str, Fen], ...]
