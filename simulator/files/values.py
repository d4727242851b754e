"""One cell of a data file as the value its column declares; nothing is guessed and nothing is rounded.

Amounts come back in base units (fen, whole things, ordinal days) as exact fractions.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from simulator.expression import KIND_WORDS, Kind
from simulator.model.table import ColumnType
from simulator.money import (
    FEN_OF_UNIT,
    LARGEST_FEN,
    normalised,
    parse_count,
    parse_money,
    parse_number,
    parse_rate,
    plain,
)
from simulator.problems import Fact, FindingError

Value = Fraction | bool | int
FLAGS: Mapping[str, bool] = MappingProxyType(
    {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}
)
PLACEHOLDERS = frozenset(
    (
        *("na", "n/a", "#n/a", "null", "#null!", "none", "nan", "nil", "-", "--", "—", "——", "/", "\\"),
        *("?", "？", "无", "空", "暂无", "不详", "未知", "#value!", "#ref!", "#div/0!", "#name?", "#num!"),
    )
)
DEFENDED = r"^'[=+\-@]"
_DEFENDED = re.compile(DEFENDED)
_DATE = re.compile(
    r"(?P<y>[0-9]{4})(?:-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})"
    r"|/(?P<m2>[0-9]{1,2})/(?P<d2>[0-9]{1,2})|年(?P<m3>[0-9]{1,2})月(?P<d3>[0-9]{1,2})日)"
)
_LEADING_ZERO = re.compile(r"[+-]?0[0-9]")


class RefusedCellError(ValueError):
    """A cell that cannot be read: a code and its facts, before column and row are known."""

    def __init__(self, code: str, **facts: Fact) -> None:
        """Keep the code and the facts."""
        self.code = code
        self.facts = facts
        super().__init__(code)


def read_value(text: str, declared: ColumnType) -> Value:
    """Return the value of a cell that is not text: a fraction, a flag, or the index of a category.

    Raises RefusedCellError D421, D422, D424-D430, or FindingError M1xx-M3xx from the reading of numbers.

    >>> from simulator.expression import Type
    >>> read_value("1,200.5", ColumnType(Type("money"), "元"))
    Fraction(120050, 1)
    """
    clean = text.strip()
    if not clean and declared.blank is None:
        raise RefusedCellError("D421")
    kind = declared.type.kind
    if kind != "category" and clean.casefold() in PLACEHOLDERS:
        raise RefusedCellError("D422", text=text, kind=KIND_WORDS[kind])
    return _READERS[kind](clean or declared.blank or "", declared)


def is_doubtful(text: str, declared: ColumnType) -> bool:
    """Return whether a cell that was read is not written plainly: separators, full-width signs, spaces, 007.

    >>> from simulator.expression import Type
    >>> [is_doubtful(text, ColumnType(Type("count"))) for text in ("1200", "1,200", "１２００", "007")]
    [False, True, True, True]
    """
    if not text.strip():
        return False
    if declared.type.kind in {"yes_no", "category"}:
        return text != text.strip()
    return text != normalised(text) or "," in text or _LEADING_ZERO.match(text) is not None


def shown(value: Value, declared: ColumnType) -> str:
    """Return a value as it is best written in its column.

    >>> from simulator.expression import Type
    >>> shown(Fraction(120050), ColumnType(Type("money"), "元"))
    '1200.5'
    """
    return _WRITERS[declared.type.kind](value, declared)


def undefended(text: str) -> str:
    """Return a text without the apostrophe that our own CSV files put before = + - @; others as they are.

    >>> undefended("'=1+1"), undefended("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if _DEFENDED.match(text) else text


# ── readers ────────────────────────────────────────────────────────────────────────────────────────


def _money(text: str, declared: ColumnType) -> Value:
    return Fraction(parse_money(text, declared.unit))


def _count(text: str, _: ColumnType) -> Value:
    count = parse_count(text)
    if count < 0:
        raise RefusedCellError("D428", text=text)
    if count > LARGEST_FEN:
        raise FindingError("M104", text=text)
    return Fraction(count)


def _number(text: str, _: ColumnType) -> Value:
    return _decimal(text, "D429")


def _share(text: str, _: ColumnType) -> Value:
    clean = normalised(text)
    for mark, parts in (("%", 100), ("‰", 1000)):
        if clean.endswith(mark):
            return _decimal(clean.removesuffix(mark), "D430", text) / parts
    return parse_rate(plain(_decimal(clean, "D430", text)))


def _decimal(number: str, code: str, text: str = "") -> Fraction:
    # no 1/2 here: a spreadsheet makes a date of it, and may have made it of a date
    try:
        if "/" not in normalised(number):
            return parse_number(number)
    except FindingError as error:
        if error.code != "M302":
            raise
    raise RefusedCellError(code, text=text or number)


def _yes_no(text: str, _: ColumnType) -> Value:
    flag = FLAGS.get(text.casefold())
    if flag is None:
        raise RefusedCellError("D424", text=text)
    return flag


def _date(text: str, _: ColumnType) -> Value:
    matched = _DATE.fullmatch(normalised(text))
    if not matched:
        raise RefusedCellError("D425", text=text)
    year, month, day = (int(part) for part in matched.groups() if part is not None)
    try:
        return Fraction(date(year, month, day).toordinal())
    except ValueError as error:
        raise RefusedCellError("D427", text=text) from error


def _category(text: str, declared: ColumnType) -> Value:
    plain_text = undefended(text)
    if plain_text not in declared.type.categories:
        raise RefusedCellError("D426", text=text)
    return declared.type.categories.index(plain_text)


_READERS: Mapping[Kind, Callable[[str, ColumnType], Value]] = MappingProxyType(
    {
        "money": _money,
        "count": _count,
        "number": _number,
        "share": _share,
        "yes_no": _yes_no,
        "date": _date,
        "category": _category,
    }
)


# ── writers ────────────────────────────────────────────────────────────────────────────────────────


def _in_its_unit(value: Value, declared: ColumnType) -> str:
    return plain(Fraction(value, FEN_OF_UNIT[declared.unit or "分"]))


def _as_is(value: Value, _: ColumnType) -> str:
    return plain(Fraction(value))


_WRITERS: Mapping[Kind, Callable[[Value, ColumnType], str]] = MappingProxyType(
    {
        "money": _in_its_unit,
        "count": _as_is,
        "number": _as_is,
        "share": lambda value, _: plain(Fraction(value) * 100) + "%",
        "yes_no": lambda value, _: "是" if value else "否",
        "date": lambda value, _: date.fromordinal(int(value)).isoformat(),
        "category": lambda value, declared: declared.type.categories[int(value)],
    }
)
