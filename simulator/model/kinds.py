"""What may stand at a place of a scenario: small values that a field carries in its annotation.

`language` holds the one reader and the one JSON Schema writer of each kind; the model only names them.

    amount: Annotated[Fen, Money()]
"""

from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints

from simulator.money import FEN_OF_UNIT
from simulator.problems import FindingError


@dataclass(frozen=True, slots=True)
class Kind:
    """The root of all kinds."""


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """A text for people; read as str."""


@dataclass(frozen=True, slots=True)
class Identifier(Kind):
    """The officer's id (no dot, no space), or one of our words; read as str."""


@dataclass(frozen=True, slots=True)
class Money(Kind):
    """An amount; read as int fen. `signed` lets it be negative, `figure` lets a figure stand for it."""

    signed: bool = False
    figure: bool = False


@dataclass(frozen=True, slots=True)
class RateKind(Kind):
    """A share between 0 and 100 %; read as Fraction."""


@dataclass(frozen=True, slots=True)
class Growth(Kind):
    """A growth from year to year, from -100 % on; read as Fraction."""


@dataclass(frozen=True, slots=True)
class PointsKind(Kind):
    """A difference in percentage points; read as Fraction."""


@dataclass(frozen=True, slots=True)
class Count(Kind):
    """A whole number not below `at_least`; read as int."""

    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Number(Kind):
    """Any exact number; read as Fraction."""


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """yes / no (是 / 否); read as bool."""


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One of our words; read as str."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Formula(Kind):
    """An expression; read as expression.Expression. `yields` is yes_no, numeric, money or any."""

    yields: str


@dataclass(frozen=True, slots=True)
class Amount(Kind):
    """An amount of money (or a share, or a number), an expression that yields one, or steps that make one.

    Read as int fen, Fraction, Expression or a tuple of steps. `yields` is money, share, ratio (a share that
    may be over 100 %), number, or wanted: the same as the amount that the step itself helps to make.
    """

    yields: str = "money"


@dataclass(frozen=True, slots=True)
class Base(Kind):
    """What an amount is reckoned from: an expression, or steps that make it; read as Expression or steps.

    `yields` is money, numeric or any.
    """

    yields: str = "money"


@dataclass(frozen=True, slots=True)
class Edge(Kind):
    """Where a band ends or begins: any literal, or an expression; read as Quantity or Expression."""


@dataclass(frozen=True, slots=True)
class Literal(Kind):
    """A typed figure: money with its unit, %, pp, x, a bare number, a date; read as Quantity."""


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A day such as 2014-06-30; read as datetime.date."""


@dataclass(frozen=True, slots=True)
class When(Kind):
    """A quarter, month or day, such as Q3, 2015Q1, 2014-11; read as moments.Moment."""


@dataclass(frozen=True, slots=True)
class ByMoment(Kind):
    """A mapping from moments to values; read as a tuple of (moments.Moment, value) pairs in order of time."""

    item: Kind


@dataclass(frozen=True, slots=True)
class Line(Kind):
    """A line of the budget, `programmes.ID` or `spending.ID`; read as its path in canonical words."""


@dataclass(frozen=True, slots=True)
class StageWord(Kind):
    """A stage of the calendar, one of ours or one that the officer declares; read as str, canonical."""


@dataclass(frozen=True, slots=True)
class Timetables(Kind):
    """The calendar: by programme or class, what happens when; read as a tuple of calendar.Plan."""


@dataclass(frozen=True, slots=True)
class Reference(Kind):
    """The id of something declared under the section of that name, or under the other one; read as str."""

    section: str
    other: str | None = None

    @property
    def sections(self) -> tuple[str, ...]:
        """Return the sections it may be declared under."""
        return (self.section,) if self.other is None else (self.section, self.other)


@dataclass(frozen=True, slots=True)
class Path(Kind):
    """A path into the scenario, from its root; read as str."""


@dataclass(frozen=True, slots=True)
class Record(Kind):
    """A mapping of our fixed words; read as an instance of the class."""

    of: type[Any]


@dataclass(frozen=True, slots=True)
class ListOf(Kind):
    """A list; read as a tuple. A single value may stand for a list of one when `or_one`."""

    item: Kind
    or_one: bool = False


@dataclass(frozen=True, slots=True)
class ById(Kind):
    """A mapping from the officer's ids to records; read as a tuple of records, each with its `id`."""

    of: type[Any]


@dataclass(frozen=True, slots=True)
class Named(Kind):
    """A mapping from the officer's names to values; read as a tuple of (name, value) pairs."""

    item: Kind


@dataclass(frozen=True, slots=True)
class InTurn(Kind):
    """A list of mappings of one name each, since their order counts; read as (name, value) pairs in order."""

    item: Kind


@dataclass(frozen=True, slots=True)
class Conditions(Kind):
    """One expression, or a mapping of named ones; read as a tuple of (name, Expression) pairs."""


@dataclass(frozen=True, slots=True)
class OneOf(Kind):
    """A mapping with exactly one of a registry's words, or the bare word of one without settings.

    Read as the instance that the registry's class gives. Registries: rules, methods, measures, goals, draws.
    """

    registry: str


@dataclass(frozen=True, slots=True)
class Steps(Kind):
    """A list of award steps, or a single one; read as a tuple of steps."""


@dataclass(frozen=True, slots=True)
class Cells(Kind):
    """A lookup table: nested mappings from values as written to literals; read as a tuple of `Cell`."""


@dataclass(frozen=True, slots=True)
class ColumnKind(Kind):
    """The declared type of a data column: a unit, a kind, a list of categories, or a mapping with `blank`."""


@dataclass(frozen=True, slots=True)
class DrawKind(Kind):
    """How a synthetic column is drawn: a fixed value, or one of the draws."""


@dataclass(frozen=True, slots=True)
class Either(Kind):
    """A scalar of one kind, or a mapping or list of another."""

    scalar: Kind
    other: Kind


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as written: its value and what was said about its unit.

    `kind` is money (value in fen), share, points, multiple, date (ordinal days), text, or bare; a bare
    number remembers the fen of its file's unit, so that a limit on money can take it.
    """

    value: Fraction
    kind: str
    text: str
    unit_fen: int | None = None

    def as_money(self) -> Fraction:
        """Return fen; raises FindingError M101/M103 when this is no money."""
        if self.kind == "money" or (self.kind == "bare" and self.value == 0):
            return self.value
        if self.kind != "bare":
            raise FindingError("M101", text=self.text)
        if self.unit_fen is None:
            raise FindingError("M103", text=self.text)
        return self.value * self.unit_fen

    def as_ratio(self) -> Fraction:
        """Return a share, a multiple or a bare ratio; raises FindingError M201 for money and points."""
        if self.kind not in {"share", "multiple", "bare"}:
            raise FindingError("M201", text=self.text)
        return self.value

    def as_count(self) -> Fraction:
        """Return a bare number; raises FindingError M302 for anything with a unit."""
        if self.kind != "bare":
            raise FindingError("M302", text=self.text)
        return self.value

    def as_wanted(self, wanted: str) -> Fraction:
        """Return the value that a place wants: money, share or number; raises FindingError as those do."""
        if wanted == "money":
            return self.as_money()
        return self.as_ratio() if wanted == "share" else self.as_count()


class Cell(NamedTuple):
    """One cell of a lookup table: the values that lead to it, one a column, and what stands there."""

    words: tuple[str, ...]
    value: Quantity


def unit_fen(unit: str | None) -> int | None:
    """Return the fen of one unit, or None when no unit is known."""
    return None if unit is None else FEN_OF_UNIT[unit]


@cache
def kinds_of(record: type[Any]) -> tuple[tuple[str, Kind], ...]:
    """Return the fields of a record that are written in a scenario, each with its kind, in order."""
    hints = get_type_hints(record, include_extras=True)
    pairs = ((each.name, _kind(hints[each.name])) for each in fields(record))
    return tuple((name, kind) for name, kind in pairs if kind is not None)


def written_name(field: str) -> str:
    """Return the key of a field as it is written: Python's own words carry a trailing underscore in code.

    >>> written_name("is_"), written_name("cap")
    ('is', 'cap')
    """
    return field.removesuffix("_")


def _kind(hint: Any) -> Kind | None:
    return next((extra for extra in get_args(hint)[1:] if isinstance(extra, Kind)), None)
