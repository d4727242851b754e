"""Money is whole fen in integers; rates are exact fractions; nothing here is ever a float.

Reading and printing of 元 / 万元 / 亿元 / % / ‰ / pp, half-up rounding, largest-remainder splits, and the
column kernels with their proved bounds.
"""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from simulator.glossary import word
from simulator.problems import FindingError

Fen = int
Rate = Fraction
IntColumn = npt.NDArray[np.int64]

FEN_OF_UNIT: Mapping[str, Fen] = MappingProxyType(
    {
        "分": 1,
        "角": 10,
        "元": 100,
        "千元": 100_000,
        "万元": 1_000_000,
        "百万元": 100_000_000,
        "亿元": 10_000_000_000,
    }
)
LARGEST = 2**63 - 1
LARGEST_FEN = 9 * 10**16
LONGEST_NUMBER = 40
MINUS = "−"

# Only these characters are read as their half-width forms; nothing else is normalised in silence.
FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％＋－／", "0123456789.,%+-/")
_NUMBER = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_LOOSE = re.compile(r"[+-]?[0-9,.]*[0-9][0-9,.]*")
_PLAIN = re.compile(_NUMBER)
_MONEY = re.compile(rf"({_NUMBER})\s*([^\d\s.,+-]*)")
_LOOSE_MONEY = re.compile(r"([+-]?[0-9,.]*[0-9][0-9,.]*)\s*([^\d\s.,+-]*)")
_RATE = re.compile(rf"({_NUMBER})\s*([%‰]?)")
_RATIO = re.compile(r"([0-9]+)\s*/\s*([0-9]+)")
_POINTS = re.compile(rf"({_NUMBER})\s*(?:pp|个百分点)")
_MULTIPLE = re.compile(rf"({_NUMBER})\s*[x倍]")
_PARTS_OF_MARK = {"": 1, "%": 100, "‰": 1000}


# ── reading ────────────────────────────────────────────────────────────────────────────────────────


def normalised(text: str) -> str:
    """Return the text with full-width digits, signs and separators in their half-width forms.

    >>> normalised("１，２００．５")
    '1,200.5'
    """
    return text.strip().translate(FULL_WIDTH)


def parse_number(text: str) -> Fraction:
    """Return a plain number (thousands separators allowed, `1/3` too) exactly; raises FindingError M302.

    >>> parse_number("1,250.5")
    Fraction(2501, 2)
    """
    clean = _checked_length(text)
    ratio = _RATIO.fullmatch(clean)
    if ratio and int(ratio[2]):
        return Fraction(int(ratio[1]), int(ratio[2]))
    if not _PLAIN.fullmatch(clean):
        raise _misplaced_separator(clean, text) or FindingError("M302", text=text)
    return _exact(clean)


def parse_count(text: str) -> int:
    """Return a whole number; raises FindingError M301.

    >>> parse_count("1,200")
    1200
    """
    clean = _checked_length(text)
    if not _PLAIN.fullmatch(clean) or "." in clean:
        raise _misplaced_separator(clean, text) or FindingError("M301", text=text)
    return int(clean.replace(",", ""))


def parse_money(text: str, unit: str | None = None) -> Fen:
    """Return an amount in fen; `unit` is what a bare number is in.

    Raises FindingError M101–M106 when the text is no amount, is finer than a fen, has no unit or a wrong one.

    >>> parse_money("1,581.1", "万元"), parse_money("50元"), parse_money("1.2亿元")
    (1581100000, 5000, 12000000000)
    """
    clean = _checked_length(text)
    matched = _MONEY.fullmatch(clean)
    if not matched:
        loose = _LOOSE_MONEY.fullmatch(clean)
        raise (loose and _misplaced_separator(loose[1], text)) or FindingError("M101", text=text)
    amount, written_unit = _exact(matched[1]), matched[2] or unit
    if written_unit is None and amount:
        raise FindingError("M103", text=text)
    if written_unit is not None and written_unit not in FEN_OF_UNIT:
        raise FindingError("M106", text=text, unit=written_unit)
    return _whole_fen(amount * FEN_OF_UNIT[written_unit or "分"], text)


def parse_rate(text: str) -> Rate:
    """Return a share written 50%, 0.5, 1/2 or 5‰; a bare number over 1 is refused with its reading.

    Raises FindingError M201 (no rate), M202 (over 100 %), M203 (divides by zero), M206 (negative).

    >>> parse_rate("50%"), parse_rate("10/85")
    (Fraction(1, 2), Fraction(2, 17))
    """
    rate = _any_rate(text)
    if rate < 0:
        raise FindingError("M206", text=text)
    if rate > 1:
        bare = rate if "%" not in text and "‰" not in text else Fraction(0)
        shown = bare if bare else min(rate, Fraction(1)) * 100
        raise FindingError(
            "M202",
            text=text,
            percent=plain(rate * 100),
            suggestion=plain(shown),
            fraction=plain(shown / 100),
            beyond="" if bare else word("beyond_the_whole"),
        )
    return rate


def parse_growth(text: str) -> Rate:
    """Return a growth written 3%, -2.5% or 1/40; it may be over 100 %, a bare number may not.

    Raises FindingError M201 (no rate), M203 (divides by zero), M207 (below -100 %), M208 (a bare number over
    one either way).

    >>> parse_growth("-2.5%"), parse_growth("120%")
    (Fraction(-1, 40), Fraction(6, 5))
    """
    rate = _any_rate(text)
    if abs(rate) > 1 and "%" not in text and "‰" not in text:
        raise FindingError("M208", text=text, percent=plain(rate))
    if rate < -1:
        raise FindingError("M207", text=text)
    return rate


def parse_points(text: str) -> Rate:
    """Return a difference in percentage points as a share; raises FindingError M204.

    >>> parse_points("5pp")
    Fraction(1, 20)
    """
    matched = _POINTS.fullmatch(_checked_length(text))
    if not matched:
        raise FindingError("M204", text=text)
    return _exact(matched[1]) / 100


def parse_multiple(text: str) -> Rate:
    """Return a multiple such as 12x or 12倍; raises FindingError M205.

    >>> parse_multiple("10.62x")
    Fraction(531, 50)
    """
    matched = _MULTIPLE.fullmatch(_checked_length(text))
    if not matched:
        raise FindingError("M205", text=text)
    return _exact(matched[1])


def _checked_length(text: str) -> str:
    if len(text) > LONGEST_NUMBER:
        raise FindingError("M104", text=text[:LONGEST_NUMBER] + "…")
    return normalised(text)


def _misplaced_separator(clean: str, text: str) -> FindingError | None:
    return FindingError("M105", text=text) if "," in clean and _LOOSE.fullmatch(clean) else None


def _exact(number: str) -> Fraction:
    return Fraction(number.replace(",", ""))


def _whole_fen(amount: Fraction, text: str) -> Fen:
    if amount.denominator != 1:
        raise FindingError("M102", text=text)
    if abs(amount) > LARGEST_FEN:
        raise FindingError("M104", text=text)
    return int(amount)


def _any_rate(text: str) -> Rate:
    clean = _checked_length(text)
    ratio = _RATIO.fullmatch(clean)
    if ratio:
        if not int(ratio[2]):
            raise FindingError("M203", text=text)
        return Fraction(int(ratio[1]), int(ratio[2]))
    matched = _RATE.fullmatch(clean)
    if not matched:
        raise FindingError("M201", text=text)
    return _exact(matched[1]) / _PARTS_OF_MARK[matched[2]]


# ── rounding ───────────────────────────────────────────────────────────────────────────────────────


def half_up(value: Fraction) -> int:
    """Return the nearest whole number, halves upwards.

    >>> half_up(Fraction(123456789, 2)), half_up(Fraction(1, 3))
    (61728395, 0)
    """
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def half_even(value: Fraction) -> int:
    """Return the nearest whole number, halves to the even one.

    >>> half_even(Fraction(123456789, 2))
    61728394
    """
    return round(value)


def down(value: Fraction) -> int:
    """Return the largest whole number not above the value."""
    return value.numerator // value.denominator


def up(value: Fraction) -> int:
    """Return the smallest whole number not below the value."""
    return -(-value.numerator // value.denominator)


ROUNDING = MappingProxyType({"half_up": half_up, "half_even": half_even, "down": down, "up": up})


# ── columns ────────────────────────────────────────────────────────────────────────────────────────


def bound_of(column: npt.NDArray[np.int64] | npt.NDArray[np.object_]) -> int:
    """Return the largest absolute value as a Python int (0 for an empty column); never wraps."""
    if column.size == 0:
        return 0
    return max(abs(int(column.min())), abs(int(column.max())))


def total(column: IntColumn) -> Fen:
    """Return the exact sum; numpy's own sum wraps without a word, so the bound is checked first.

    >>> total(np.array([2**62, 2**62]))
    9223372036854775808
    """
    # checked in Python ints, which cannot wrap while they check
    if bound_of(column) * max(1, column.size) <= LARGEST:
        return int(column.sum())
    return sum(column.tolist())


def share(column: IntColumn, rate: Rate) -> IntColumn:
    """Return half-up(column × rate) in fen; int64 in, int64 out.

    The kernel is chosen by a bound proved in Python ints: direct, split, or Python ints row by row.
    Raises FindingError M401 when a result does not fit.

    >>> share(np.array([123456789]), Fraction(1, 2)).tolist()
    [61728395]
    """
    p, q = rate.numerator, rate.denominator
    bound = bound_of(column)
    if 2 * max(bound, 1) * abs(p) + 2 * q <= LARGEST:
        return np.asarray((2 * p * column + q) // (2 * q), dtype=np.int64)
    if _split_fits(bound, abs(p), q):
        return _split_share(column, p, q)
    return narrow([(2 * each * p + q) // (2 * q) for each in column.tolist()])


def narrow(values: Sequence[int]) -> IntColumn:
    """Return whole numbers as an int64 column; raises FindingError M401 when one does not fit."""
    if values and max(abs(min(values)), abs(max(values))) > LARGEST:
        raise FindingError("M401")
    return np.array(values, dtype=np.int64)


def _split_fits(bound: int, p: int, q: int) -> bool:
    return 2 * q * p + q <= LARGEST and (bound // q + 1) * p + p + 1 <= LARGEST


def _split_share(column: IntColumn, p: int, q: int) -> IntColumn:
    # column = high·q + low, so column·p/q = high·p + low·p/q and only the small part is rounded
    high, low = np.divmod(column, q)
    return np.asarray(high * p + (2 * p * low + q) // (2 * q), dtype=np.int64)


# ── splitting a total ──────────────────────────────────────────────────────────────────────────────


def split(amount: Fen, weights: Sequence[int]) -> tuple[Fen, ...]:
    """Split a total by weights to the last fen: largest remainder, ties to the earlier (callers sort by id).

    Every part is within one fen of its exact share. Raises ValueError when no weight is positive
    while there is money to split, or when a weight is negative.

    >>> split(100, [1, 1, 1])
    (34, 33, 33)
    """
    return tuple(split_column(amount, np.array(weights, dtype=np.int64)).tolist())


def split_column(amount: Fen, weights: IntColumn) -> IntColumn:
    """Split fen over a column of weights, one row an applicant, as `split` does; raises what it raises."""
    whole = total(weights)
    if weights.size and int(weights.min()) < 0:
        raise ValueError("weights must not be negative")
    if amount == 0:
        return np.zeros(weights.size, dtype=np.int64)
    if whole == 0:
        raise ValueError("there is money to split, but no weight is positive")
    if amount == whole:
        return weights.copy()
    quotients, remainders = _shares(amount, weights, whole)
    left = amount - total(quotients)
    return _one_more(quotients, remainders, left)


def _shares(amount: Fen, weights: IntColumn, whole: int) -> tuple[IntColumn, npt.NDArray[np.generic]]:
    if bound_of(weights) * abs(amount) <= LARGEST and whole <= LARGEST:
        quotients, remainders = np.divmod(weights * amount, whole)
        return quotients, remainders
    pairs = [divmod(weight * amount, whole) for weight in weights.tolist()]
    remainders_wide = np.array([remainder for _, remainder in pairs], dtype=object)
    return narrow([quotient for quotient, _ in pairs]), _ranked_down(remainders_wide)


def _ranked_down(remainders: npt.NDArray[np.object_]) -> IntColumn:
    # remainders beyond int64 are replaced by their ranks: only their order matters from here on
    ranks = {value: rank for rank, value in enumerate(sorted(set(remainders.tolist())))}
    return np.array([ranks[value] for value in remainders.tolist()], dtype=np.int64)


def _one_more(quotients: IntColumn, remainders: npt.NDArray[np.generic], left: int) -> IntColumn:
    parts = quotients.copy()
    if left:
        # stable: of equal remainders the earlier row has the fen, which callers sort by id
        order = np.argsort(-remainders.astype(np.int64), kind="stable")
        parts[order[:left]] += 1
    return parts


# ── printing ───────────────────────────────────────────────────────────────────────────────────────


def plain(number: Fraction) -> str:
    """Return an exact decimal without trailing zeros, or p/q when there is none.

    >>> plain(Fraction(5, 2)), plain(Fraction(1, 3))
    ('2.5', '1/3')
    """
    scaled, places = number, 0
    while scaled.denominator != 1 and places < 12:
        scaled, places = scaled * 10, places + 1
    if scaled.denominator != 1:
        return f"{number.numerator}/{number.denominator}"
    return decimal_text(int(scaled), places)


def decimal_text(scaled: int, places: int) -> str:
    """Return an integer number of 10^-places as a decimal text.

    >>> decimal_text(-12345, 2)
    '-123.45'
    """
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def grouped(text: str) -> str:
    """Return a decimal text with thousands separators.

    >>> grouped("1581100.50")
    '1,581,100.50'
    """
    sign, rest = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, decimals = rest.partition(".")
    return sign + f"{int(whole):,}" + (f".{decimals}" if decimals else "")


def with_unit(text: str, unit: str) -> str:
    """Return a number with what it counts; Latin letters keep a space from it, Chinese ones do not.

    >>> with_unit("154", "schools"), with_unit("1,000", "家"), with_unit("7", "")
    ('154 schools', '1,000家', '7')
    """
    return f"{text} {unit}" if unit[:1].isascii() and unit else text + unit


def exact_money(fen: Fen, unit: str = "万元") -> str:
    """Return an amount exactly, with all the decimals it needs and no more.

    >>> exact_money(1_581_100_000), exact_money(123456, "元")
    ('1,581.1万元', '1,234.56元')
    """
    return grouped(plain(Fraction(fen, FEN_OF_UNIT[unit]))) + unit


def in_unit(fen: Fen, unit: str = "万元", places: int = 2) -> str:
    """Return one amount half-up at a unit and number of decimals, without the unit's name.

    Tables that must add as printed use `as_printed` instead.

    >>> in_unit(1_581_100_000), in_unit(333_333_33, "万元")
    ('1,581.10', '33.33')
    """
    quantum = Fraction(FEN_OF_UNIT[unit], 10**places)
    return grouped(decimal_text(half_up(Fraction(fen) / quantum), places))


def percent(value: Fraction, places: int = 1) -> str:
    """Return a share as a percentage, half-up.

    >>> percent(Fraction(4769, 15811))
    '30.2%'
    """
    return decimal_text(half_up(value * 100 * 10**places), places) + "%"


def as_printed(
    lines: Sequence[Fen], unit: str = "万元", places: int = 2, tail: str = "largest_remainder"
) -> tuple[int, ...]:
    """Return the lines in quanta of the printed unit such that they add to the printed total.

    `tail` says where the difference goes: spread by largest remainder, or on the largest line
    as some offices do. Works for lines of either sign. Raises ValueError for an unknown tail.

    >>> as_printed([33333333, 33333333, 33333334])
    (3333, 3333, 3334)
    """
    quantum = Fraction(FEN_OF_UNIT[unit], 10**places)
    if quantum < 1 or quantum.denominator != 1:
        raise ValueError(f"{places} decimals of {unit} are finer than a fen")
    if tail not in TAILS:
        raise ValueError(f"tail must be one of {', '.join(TAILS)}, not {tail!r}")
    return TAILS[tail](lines, int(quantum))


def _spread_tail(lines: Sequence[Fen], quantum: int) -> tuple[int, ...]:
    whole = half_up(Fraction(sum(lines), quantum))
    floors = [line // quantum for line in lines]
    by_remainder = sorted(range(len(lines)), key=lambda i: (-(lines[i] % quantum), i))
    raised = set(by_remainder[: whole - sum(floors)])
    return tuple(floor + (i in raised) for i, floor in enumerate(floors))


def _largest_line_tail(lines: Sequence[Fen], quantum: int) -> tuple[int, ...]:
    rounded = [half_up(Fraction(line, quantum)) for line in lines]
    if rounded:
        # of equal lines the first, as an office would mend it by hand
        largest = max(range(len(lines)), key=lambda i: (lines[i], -i))
        rounded[largest] += half_up(Fraction(sum(lines), quantum)) - sum(rounded)
    return tuple(rounded)


TAILS = MappingProxyType({"largest_remainder": _spread_tail, "largest_line": _largest_line_tail})
