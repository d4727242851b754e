"""What a name in an expression may stand for: the columns of a population, then the figures."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from simulator.expression import Column, Kind, Type, constant
from simulator.model.kinds import Quantity
from simulator.model.scenario import Figure
from simulator.model.step import Rows, Sheet
from simulator.model.table import Table
from simulator.money import FEN_OF_UNIT, plain


def figure_columns(figures: Iterable[Figure]) -> dict[str, Column]:
    """Return every figure as a typed constant, by its id; raises TypeError for one that is not settled."""
    return {each.id: constant_of(_type_of(each), each.quantity) for each in figures}


def constant_of(kind: Type, quantity: Quantity) -> Column:
    """Return one figure of a known type as a constant."""
    if kind.kind == "text":
        return constant(kind, quantity.text)
    return constant(kind, bool(quantity.value) if kind.kind == "yes_no" else quantity.value)


def type_of(quantity: Quantity) -> Type:
    """Return the type of a figure as written: a bare whole number is a count, any other bare one a number.

    >>> [type_of(Quantity(Fraction(text), "bare", text)).kind for text in ("17", "1/3")]
    ['count', 'number']
    """
    if quantity.kind == "bare":
        return Type("count" if quantity.value.denominator == 1 else "number")
    return Type(FIGURE_KINDS[quantity.kind])


def quantity_of(kind: Type, value: Fraction | bool | str) -> Quantity:
    """Return what a computed figure came to, with the text it is shown by.

    >>> [quantity_of(Type(kind), Fraction(5, 2)).text for kind in ("share", "money", "multiple")]
    ['250%', '0.025元', '2.5x']
    """
    if isinstance(value, str):
        return Quantity(Fraction(0), "text", value)
    text = _TEXTS.get(kind.kind, plain)(Fraction(value))
    return Quantity(Fraction(value), "bare" if kind.kind in BARE_KINDS else kind.kind, text)


FIGURE_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "money": "money",
        "share": "share",
        "points": "points",
        "multiple": "multiple",
        "date": "date",
        "days": "days",
        "quarter": "quarter",
        "yes_no": "yes_no",
        "text": "text",
    }
)
BARE_KINDS = ("count", "number")
_TEXTS: Mapping[str, Callable[[Fraction], str]] = MappingProxyType(
    {
        "money": lambda fen: plain(fen / FEN_OF_UNIT["元"]) + "元",
        "share": lambda share: plain(share * 100) + "%",
        "points": lambda points: plain(points * 100) + "pp",
        "multiple": lambda multiple: plain(multiple) + "x",
        "days": lambda days: plain(days) + "天",
        "date": lambda day: date.fromordinal(int(day)).isoformat(),
        "quarter": lambda quarter: f"{int(quarter) // 4}Q{int(quarter) % 4 + 1}",
        "yes_no": lambda flag: "yes" if flag else "no",
    }
)


def _type_of(figure: Figure) -> Type:
    return type_of(figure.quantity) if figure.found is None else figure.found.type


def sheet_of(rows: Rows) -> Sheet:
    """Return what steps may name over these rows: every type, and the figures (columns of length 1) as known.

    Over a single row every value is known.
    """
    types = {name: column.type for name, column in rows.columns.items()}
    figures = {name: column for name, column in rows.columns.items() if len(column) == 1}
    return Sheet(types, figures)


def rows_of(table: Table, figures: Mapping[str, Column], key: str | None) -> Rows:
    """Return the rows of a table with the figures, and the ids themselves as a text column named `key`."""
    named = {key or "id": table.id_column}
    return Rows({**figures, **named, **table.columns}, len(table))
