"""What expressions are made of: kinds, typed columns, findings with their place in the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from simulator.exact import Exact, Flags
from simulator.glossary import Word, word
from simulator.problems import Fact, FindingError, Place, Problem, problem

Kind = Literal[
    "money",
    "share",
    "points",
    "multiple",
    "count",
    "number",
    "yes_no",
    "date",
    "days",
    "quarter",
    "text",
    "category",
]
Codes = npt.NDArray[np.int64]
Texts = npt.NDArray[np.object_]
Data = Exact | Flags | Codes | Texts

AMOUNTS: tuple[Kind, ...] = ("money", "share", "points", "multiple", "count", "number", "days")
ORDERED: tuple[Kind, ...] = (*AMOUNTS, "date", "quarter")
CONDITION: tuple[Kind, ...] = ("yes_no",)

KIND_WORDS: Mapping[str, Word] = MappingProxyType(
    {
        "money": word("money"),
        "share": word("rate"),
        "points": word("points_difference"),
        "multiple": word("multiple"),
        "count": word("count"),
        "number": word("number"),
        "yes_no": word("yes_no"),
        "date": word("date"),
        "days": word("days"),
        "quarter": word("quarter"),
        "text": word("text"),
        "category": word("category"),
    }
)


@dataclass(frozen=True, slots=True)
class Type:
    """The kind of a column or figure; `categories` are the declared texts of a category, in order."""

    kind: Kind
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """Values of one type, one a row; a column of length 1 is a constant and stands for every row.

    Money is in fen; count, number, share, points, multiple and days are themselves; a date is the day's
    ordinal (`datetime.date.toordinal`), a quarter `year * 4 + quarter - 1`: all of these are Exact.
    yes_no is a boolean array, a category the index into `type.categories`, text an object array of str.
    """

    type: Type
    data: Data

    def __len__(self) -> int:
        """Return the number of rows held (1 for a constant)."""
        return len(self.data)


class ExpressionError(FindingError):
    """A text that is no expression: a code, its facts, and where in the text (characters from 0)."""

    def __init__(self, code: str, offset: int, width: int, **facts: Fact) -> None:
        """Keep the finding and its place in the text."""
        self.offset = offset
        self.width = width
        super().__init__(code, **facts)

    def at(self, place: Place, history: tuple[tuple[Place, str], ...] = ()) -> Problem:  # type: ignore[override]
        """Return the problem at its own column; `place` is where the expression's text begins."""
        return problem(_shifted(place, self.offset, self.width), self.code, history, **self.facts)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault found by `check`: where in the text (characters from 0), which code, and its facts."""

    offset: int
    width: int
    code: str
    facts: tuple[tuple[str, Fact], ...] = ()

    def error(self) -> ExpressionError:
        """Return the finding as an exception."""
        return ExpressionError(self.code, self.offset, self.width, **dict(self.facts))

    def at(self, place: Place, history: tuple[tuple[Place, str], ...] = ()) -> Problem:
        """Return the problem at its own column; `place` is where the expression's text begins."""
        return self.error().at(place, history)


def _shifted(place: Place, offset: int, width: int) -> Place:
    if not place.line:
        return place
    return Place(place.file, place.line, place.column + offset, max(1, width), place.source)
